//! A territory with two stages, and the wing as a server would compose it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use jiff::tz::TimeZone;
use programme::institution::{InstitutionKind, NewInstitution};
use programme::{Genre, Offer, OfferState, Performance, PerformanceState, Position, Show};
use programme::{institution, offer, performance, show, tenant};
use shell::Frame;
use store::{Db, MigrationSet};
use territory::France;
use tower::ServiceExt;

pub(crate) const SETS: &[MigrationSet] = &[programme::MIGRATIONS];

/// Where and when something is played.
pub(crate) struct At<'a> {
    /// The concert when empty.
    pub(crate) show: String,
    pub(crate) starts: &'a str,
    pub(crate) commune: &'a str,
    pub(crate) place: &'a str,
    pub(crate) access: &'a [&'a str],
}

impl Default for At<'_> {
    fn default() -> Self {
        Self {
            show: String::new(),
            starts: "2026-11-26T19:30:00Z",
            commune: "59482",
            place: "Salle Festi'val",
            access: &[],
        }
    }
}

pub(crate) struct House {
    pub(crate) db: Db,
    router: Router,
    orchestra: String,
    hall: String,
    pub(crate) concert: String,
    pub(crate) puppets: String,
}

impl House {
    pub(crate) async fn furnish(db: Db) -> Self {
        let france = France::load();
        let epci = france.epci("200093201").expect("Lille's métropole");
        let mut write = db.write().await.expect("write");
        tenant::install(&mut write, epci, france.communes_of("200093201"), false).await.expect("installed");
        let declared = async |write: &mut store::Write, kind, code: &str, name: &str, commune: &str| {
            let new = NewInstitution {
                kind,
                code,
                name,
                commune,
                address: None,
                postal_code: None,
                position: None,
                website: Some("https://www.example.org"),
                weekly_minutes: None,
                demo: false,
                source: "test",
            };
            institution::declare(write, &new).await.expect("declared")
        };
        let orchestra =
            declared(&mut write, InstitutionKind::Company, "orchestre", "Orchestre national", "59350").await;
        let hall = declared(&mut write, InstitutionKind::TownHall, "quesnoy", "Ville de Quesnoy", "59482").await;
        write.commit().await.expect("commit");
        let frame = Frame::builder()
            .wing(agenda::WING)
            .nav(agenda::nav())
            .base_url("https://culture.example")
            .build()
            .expect("the wing is sound");
        let web = agenda::Web::new(db.clone(), frame.clone(), "https://culture.example");
        let router = agenda::routes(web)
            .merge(frame.router())
            .fallback(shell::not_found)
            .layer(from_fn_with_state(frame, shell::carry));
        let mut house = Self { db, router, orchestra, hall, concert: String::new(), puppets: String::new() };
        house.concert = house.keep_show("L'Orchestre au village", Genre::Concert).await;
        house.puppets = house.keep_show("Le petit loup", Genre::Puppets).await;
        house
    }

    pub(crate) async fn keep_show(&self, title: &str, genre: Genre) -> String {
        let kept = Show {
            id: String::new(),
            institution: self.orchestra.clone(),
            title: title.to_owned(),
            genre,
            credits: "Direction Ada Carillon".to_owned(),
            summary: "Quatuors et fanfares, joués à deux pas. ".repeat(8),
            audience: String::new(),
            mediation: "Un atelier la veille, à l'école.".to_owned(),
            minutes: Some(75),
            age_from: (genre == Genre::Puppets).then_some(4),
            artists: Some(12),
            image: None,
            demo: false,
        };
        let mut write = self.db.write().await.expect("write");
        let id = show::keep(&mut write, &kept).await.expect("kept");
        write.commit().await.expect("commit");
        id
    }

    pub(crate) async fn play(&self, at: At<'_>) -> String {
        let one = Performance {
            item: String::new(),
            show: if at.show.is_empty() { self.concert.clone() } else { at.show },
            series: "belles-sorties-2026".to_owned(),
            host: self.hall.clone(),
            seller: None,
            licence: Some("PLATESV-D-2026-000123".to_owned()),
            place_name: at.place.to_owned(),
            place_kind: "ESPACE_POLYVALENT".to_owned(),
            address: "3 rue de la Deûle".to_owned(),
            postal_code: "59890".to_owned(),
            commune: at.commune.to_owned(),
            position: (at.commune == "59482").then_some(Position { lat: 50.7130, lon: 3.0010 }),
            starts_at: at.starts.parse().expect("instant"),
            doors_at: None,
            places: Some(120),
            price_cap: Some(500),
            access: at.access.iter().map(|code| (*code).to_owned()).collect(),
            state: PerformanceState::Announced,
            told: String::new(),
            changed_at: self.db.clock().now(),
        };
        let mut write = self.db.write().await.expect("write");
        let item = performance::announce(&mut write, &one, &zone()).await.expect("announced");
        write.commit().await.expect("commit");
        item
    }

    pub(crate) async fn amend(&self, item: &str, starts: &str, told: &str) {
        let mut write = self.db.write().await.expect("write");
        let mut one = performance::by_item(&mut write, item).await.expect("known");
        one.starts_at = starts.parse().expect("instant");
        one.told = told.to_owned();
        performance::amend(&mut write, &one, &zone()).await.expect("amended");
        write.commit().await.expect("commit");
    }

    pub(crate) async fn cancel(&self, item: &str, told: &str) {
        let mut write = self.db.write().await.expect("write");
        performance::cancel(&mut write, item, told).await.expect("cancelled");
        write.commit().await.expect("commit");
    }

    pub(crate) async fn offer(&self, item: &str, state: OfferState, price: Option<i64>) {
        let said = Offer {
            item: item.to_owned(),
            state,
            address: format!("/billetterie/{item}"),
            opens_at: None,
            least_price: price,
            most_price: price,
            places_left: None,
        };
        let mut write = self.db.write().await.expect("write");
        offer::put(&mut write, &said).await.expect("kept");
        write.commit().await.expect("commit");
    }

    pub(crate) fn later(&self, seconds: u64) {
        self.db.clock().advance(std::time::Duration::from_secs(seconds));
    }

    async fn ask(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.expect("answered")
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).expect("request");
        let response = self.ask(request).await;
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 10 << 20).await.expect("body");
        (status, String::from_utf8(body.to_vec()).expect("UTF-8"))
    }

    pub(crate) async fn tag(&self, path: &str) -> String {
        let response = self.ask(Request::get(path).body(Body::empty()).expect("request")).await;
        let tag = response.headers().get(header::ETAG).expect("a tag");
        tag.to_str().expect("letters").to_owned()
    }

    pub(crate) async fn get_if_changed(&self, path: &str, tag: &str) -> StatusCode {
        let request = Request::get(path).header(header::IF_NONE_MATCH, tag).body(Body::empty()).expect("request");
        self.ask(request).await.status()
    }
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("bundled zones")
}

/// Whether a judge is installed. Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names it.
pub(crate) fn is_available(name: &str, command: &str, arguments: &[&str]) -> bool {
    let status =
        Command::new(command).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let found = status.is_ok_and(|status| status.success());
    if !found {
        eprintln!("NOT COMPARED: {name} is not installed here");
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains(name), "BEFFROI_REQUIRE asks for {name}, which is not installed");
    }
    found
}

/// Runs a program on `input` and gives what it prints, if it ends well.
pub(crate) fn run(command: &str, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new(command)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("it starts");
    // What it does not want to read it may leave.
    let _ = child.stdin.take().expect("its input").write_all(input);
    let output = child.wait_with_output().expect("it ends");
    output.status.success().then_some(output.stdout)
}
