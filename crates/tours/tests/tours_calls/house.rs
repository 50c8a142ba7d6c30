//! A territory, an edition, a theatre, two communes and their people, and a browser to walk the pages with.

use std::future::Future;
use std::time::Duration;

use jiff::civil::{Time, Weekday, date};
use people::testing::{self, Answer, Browser, Site};
use people::{Actor, Grant, People, Role, Scope};
use programme::{Genre, InstitutionKind, NewInstitution, PopulationKind, institution};
use shell::Frame;
use store::testing::on_both_at;
use store::{Db, MigrationSet, prelude::*};
use tours::edition::{self, Step};
use tours::model::{Contact, Days, Edition, Hall, Needs, Proposal, Wish, WishList};
use tours::store::editions;
use tours::{By, Error, Web, halls, proposals, wishes};

/// In the call to institutions.
pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
pub(crate) const DAY: Duration = Duration::from_secs(86_400);
const SETS: [MigrationSet; 4] = [people::MIGRATIONS, programme::MIGRATIONS, mail::MIGRATIONS, tours::MIGRATIONS];

/// Who does what no person does.
pub(crate) const TEST: Actor = Actor::System("test");
/// 14 922 inhabitants by municipal population, 15 025 by total.
pub(crate) const HAUBOURDIN: &str = "59286";
pub(crate) const WICRES: &str = "59658";

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) web: Web,
    pub(crate) people: People,
    /// A theatre of Lille.
    pub(crate) theatre: String,
    /// An orchestra of Lille.
    pub(crate) orchestra: String,
    site: Site,
}

/// Runs a scenario on both databases.
pub(crate) async fn scenario<F, Fut>(body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&SETS, NOW, |db| async {
        body(House::open(db).await).await;
    })
    .await;
}

/// An edition whose calls to institutions is open at [`NOW`], and to communes from the 26th.
pub(crate) fn edition_2026() -> Edition {
    let at = |text: &str| text.parse().unwrap();
    Edition {
        code: "2026".into(),
        series: String::new(),
        title: "Les Belles Sorties 2026-2027".into(),
        first_day: date(2026, 12, 10),
        last_day: date(2027, 6, 30),
        proposals_from: at("2026-11-20T08:00:00Z"),
        proposals_until: at("2026-11-25T08:00:00Z"),
        wishes_from: at("2026-11-26T08:00:00Z"),
        wishes_until: at("2026-11-30T17:00:00Z"),
        arbitration_until: at("2026-12-02T17:00:00Z"),
        publication_at: at("2026-12-03T08:00:00Z"),
        sales_at: at("2026-12-04T08:00:00Z"),
        ceiling: 15_000,
        population: PopulationKind::Municipal,
        figures_on: tours::model::edition::FIGURES_IN_FORCE,
        price_cap: 500,
        budget: Some(10_000_000),
        wishes_most: 3,
        crew_km: None,
        crew_days: None,
        sectors: 4,
        called_at: None,
        published_at: None,
        closed_at: None,
        demo: false,
    }
}

/// Fridays and Saturdays of January.
pub(crate) fn january() -> Days {
    Days::between(date(2027, 1, 4), date(2027, 1, 31)).on(&[Weekday::Friday, Weekday::Saturday])
}

impl House {
    async fn open(db: Db) -> Self {
        let people = testing::people(&db);
        let mut write = db.write().await.unwrap();
        let france = territory::France::load();
        let epci = france.epci("200093201").unwrap();
        programme::tenant::install(&mut write, epci, france.communes_of("200093201"), false).await.unwrap();
        let mut declared = Vec::new();
        for (kind, code, name) in [
            (InstitutionKind::Stage, "theatre-de-la-halle", "Théâtre de la Halle"),
            (InstitutionKind::Company, "orchestre-des-quais", "Orchestre des Quais"),
        ] {
            let new = NewInstitution {
                kind,
                code,
                name,
                commune: "59350",
                address: None,
                postal_code: None,
                position: None,
                website: None,
                weekly_minutes: None,
                demo: false,
                source: "test",
            };
            declared.push(institution::declare(&mut write, &new).await.unwrap());
        }
        edition::open(&mut write, &edition_2026(), &TEST).await.unwrap();
        write.commit().await.unwrap();
        let mut frame = Frame::builder();
        for wing in tours::WINGS {
            frame = frame.wing(wing);
        }
        let frame = frame.build().expect("the wings are sound");
        let web = Web::new(db.clone(), people.clone(), frame.clone(), "https://culture.example.fr");
        let site = Site::new(tours::routes(web.clone()), &frame, &people, "/bureau");
        let (orchestra, theatre) = (declared.pop().unwrap(), declared.pop().unwrap());
        Self { db, web, people, theatre, orchestra, site }
    }

    /// Launches the call.
    pub(crate) async fn call(&self) {
        let mut write = self.db.write().await.unwrap();
        edition::take(&mut write, "2026", Step::Call, &TEST).await.unwrap();
        write.commit().await.unwrap();
    }

    /// A show of the theatre that needs six metres, proposed, sent and kept.
    pub(crate) async fn kept_show(&self, title: &str, needs: Needs) -> String {
        let mut write = self.db.write().await.unwrap();
        let mut one = sendable(&self.theatre, title);
        one.needs = needs;
        let id = proposals::save(&mut write, &one, By::Programme, &TEST).await.unwrap();
        proposals::send(&mut write, &id, By::Programme, &TEST).await.unwrap();
        proposals::decide(&mut write, &id, true, "", &TEST).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// A hall of a commune.
    pub(crate) async fn hall(&self, commune: &str, name: &str, height_cm: Option<i64>) -> String {
        let hall = Hall {
            commune: commune.into(),
            name: name.into(),
            kind: "ESPACE_POLYVALENT".into(),
            places: Some(180),
            height_cm,
            address: "1 place de la Mairie".into(),
            access: vec!["wheelchair".into()],
            offered: true,
            ..Hall::default()
        };
        let mut write = self.db.write().await.unwrap();
        let id = halls::keep(&mut write, &hall, &TEST).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// A commune's list, sent.
    pub(crate) async fn wishes(&self, commune: &str, shows: &[&str], halls: &[&str]) {
        let mut write = self.db.write().await.unwrap();
        wishes::save(&mut write, &list(commune, shows, halls), By::Programme, &TEST).await.unwrap();
        wishes::send(&mut write, "2026", commune, By::Programme, &TEST).await.unwrap();
        write.commit().await.unwrap();
    }

    /// The edition as it is kept.
    pub(crate) async fn edition(&self) -> Edition {
        editions::by_code(&mut self.db.read().await.unwrap(), "2026").await.unwrap()
    }

    /// Plans and adopts.
    pub(crate) async fn plan(&self) {
        let number = tours::plans::propose(&self.db, "2026", None, "", &TEST).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        tours::plans::adopt(&mut write, "2026", number, &TEST).await.unwrap();
        write.commit().await.unwrap();
    }

    /// Letters waiting: to whom, subject, text; those noted are written first.
    pub(crate) async fn letters(&self) -> Vec<(String, String, String)> {
        tours::letters::post_due(&self.web).await.unwrap();
        let sql = "SELECT recipient, subject, body FROM mail_letters ORDER BY posted_at, id";
        let rows = self.db.read().await.unwrap().all(sql, params![]).await.unwrap();
        rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap())).collect()
    }

    /// Someone of the staff, signed in.
    pub(crate) async fn staff(&self, email: &str, role: Role, scope: Scope) -> Browser {
        testing::staff(&self.people, "Camille Agent", email, Grant { role, scope }).await
    }

    pub(crate) async fn director(&self) -> Browser {
        self.staff("direction@exemple.example", Role::Director, Scope::Whole).await
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site.get(browser, path).await
    }

    pub(crate) async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.site.post(browser, page, path, fields).await
    }

    /// Sends a form with a token known already.
    pub(crate) async fn send(&self, browser: &Browser, path: &str, token: &str, fields: &[(&str, &str)]) -> Answer {
        self.site.send(browser, path, &[&[("form_token", token)][..], fields].concat()).await
    }
}

/// Why a verb refused, as a message's name; that of the field before it.
pub(crate) fn refused<T: std::fmt::Debug>(result: tours::Result<T>) -> String {
    match result {
        Err(Error::Refused(message)) => message.to_owned(),
        Err(Error::Field { field, message }) => format!("{field}: {message}"),
        other => panic!("{other:?}"),
    }
}

/// A proposal with all that is needed to send it.
pub(crate) fn sendable(institution: &str, title: &str) -> Proposal {
    let mut one = Proposal::draft("2026", institution, title, Genre::Theatre);
    one.summary = "Deux sœurs, une malle.".into();
    one.minutes = Some(75);
    one.artists = Some(4);
    one.cost = Some(350_000);
    one.performances = 3;
    one.days = january();
    one.licence = "L-D-24-1234".into();
    one.access = vec!["surtitles".into()];
    one.contact = Contact { email: "theatre@exemple.example".into(), lang: "fr".into() };
    one
}

/// A commune's list, with all that is needed to send it.
pub(crate) fn list(commune: &str, shows: &[&str], halls: &[&str]) -> WishList {
    let mut list = WishList::empty("2026", commune);
    list.wishes = shows.iter().map(|show| Wish { proposal: (*show).to_owned(), hall: None }).collect();
    list.halls = halls.iter().map(|hall| (*hall).to_owned()).collect();
    list.days = january();
    list.hour = Some(Time::constant(20, 0, 0, 0));
    list.contact = Contact { email: format!("mairie-{commune}@exemple.example"), lang: "nl".into() };
    list
}
