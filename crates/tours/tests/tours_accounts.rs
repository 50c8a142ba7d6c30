//! An edition's account, past seasons, counters and the report, on both databases and through the pages.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::{Command, Stdio};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use jiff::tz::TimeZone;
use people::{Account as Person_, AccountState, Actor, Grant, OpenedBy, People, Policy, Role, Scope, Session};
use programme::institution::{InstitutionKind, NewInstitution};
use programme::{Genre, Outcome, Performance, PerformanceState, Position, Show};
use programme::{institution, outcome, performance, show, tenant};
use shell::{Frame, Person};
use store::prelude::*;
use store::testing::on_both_at;
use store::{Db, MigrationSet};
use territory::France;
use tours::accounts::figures::{Amount, FigureKind};
use tours::accounts::{account, cumulated, file, history, served_years};
use tower::ServiceExt;

const SETS: &[MigrationSet] = &[people::MIGRATIONS, programme::MIGRATIONS, tours::MIGRATIONS];
const NOW: &str = "2027-03-01T08:00:00Z";
const HOME: &str = "/bureau/belles-sorties/comptes";

fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("bundled zones")
}

struct World {
    db: Db,
    orchestra: String,
    hall: String,
}

/// A date of the edition: where, when, its outcome.
struct Date<'a> {
    commune: &'a str,
    starts: &'a str,
    places: Option<i64>,
    outcome: Option<Outcome>,
}

fn came(admitted: Option<i64>, paid: i64, receipts: i64) -> Outcome {
    Outcome { admitted, paid, free: 4, receipts, is_final: true, ..Outcome::default() }
}

impl World {
    async fn new(db: Db) -> Self {
        let france = France::load();
        let epci = france.epci("200093201").expect("Lille's métropole");
        let mut write = db.write().await.unwrap();
        tenant::install(&mut write, epci, france.communes_of("200093201"), false).await.unwrap();
        let mut made = Vec::new();
        for (kind, code) in [(InstitutionKind::Company, "orchestre"), (InstitutionKind::TownHall, "mairie")] {
            let new = NewInstitution {
                kind,
                code,
                name: "Orchestre du Nord",
                commune: "59350",
                address: None,
                postal_code: None,
                position: None,
                website: None,
                weekly_minutes: None,
                demo: false,
                source: "test",
            };
            made.push(institution::declare(&mut write, &new).await.unwrap());
        }
        write.commit().await.unwrap();
        let hall = made.pop().unwrap();
        Self { db, orchestra: made.pop().unwrap(), hall }
    }

    /// An edition published, one proposal of 12 artists at 3 000 € a date.
    async fn edition(&self, title: &str) {
        let mut write = self.db.write().await.unwrap();
        write
            .execute(
                "INSERT INTO tours_editions (code, series, title, first_day, last_day, proposals_from, proposals_until,
                     wishes_from, wishes_until, arbitration_until, publication_at, sales_at, ceiling, population,
                     figures_on, price_cap, wishes_most, sectors, called_at, published_at, demo, created_at, changed_at)
                 VALUES ('2026', 'belles-sorties-2026', $1, '2026-11-01', '2027-06-30', 1, 2, 3, 4, 5, 6, 7, 15000,
                     'municipal', '2026-01-01', 500, 5, 6, 1, 1, $2, 1, 1)",
                params![title, false],
            )
            .await
            .unwrap();
        write
            .execute(
                "INSERT INTO tours_proposals (id, edition, institution, state, title, genre, credits, summary, audience,
                     mediation, access, dark, level, unusual, needs_words, days, days_out, weekdays, performances, cost,
                     licence, contact, lang, reason, demo, created_at, changed_at)
                 VALUES ('p', '2026', $1, 'accepted', 'Fanfare', 'concert', '', '', '', '', '', $2, $2, $2, '', '', '', '',
                     9, 300000, '', '{}', 'fr', '', $2, 1, 1)",
                params![&self.orchestra, false],
            )
            .await
            .unwrap();
        write
            .execute(
                "INSERT INTO tours_halls (id, commune, name, kind, unusual, dark, level, access, address, postal_code,
                     notes, offered, demo, changed_at)
                 VALUES ('h', '59011', 'Salle des fêtes', 'hall', $1, $1, $1, '', '', '', '', $1, $1, 1)",
                params![false],
            )
            .await
            .unwrap();
        write.commit().await.unwrap();
    }

    async fn play(&self, title: &str, date: Date<'_>) -> String {
        let mut write = self.db.write().await.unwrap();
        let kept = Show {
            id: String::new(),
            institution: self.orchestra.clone(),
            title: title.to_owned(),
            genre: Genre::Concert,
            credits: String::new(),
            summary: String::new(),
            audience: String::new(),
            mediation: String::new(),
            minutes: None,
            age_from: None,
            artists: Some(12),
            image: None,
            demo: false,
        };
        let show = show::keep(&mut write, &kept).await.unwrap();
        let one = Performance {
            item: String::new(),
            show,
            series: "belles-sorties-2026".to_owned(),
            host: self.hall.clone(),
            seller: None,
            licence: None,
            place_name: "Salle des fêtes".to_owned(),
            place_kind: "ESPACE_POLYVALENT".to_owned(),
            address: String::new(),
            postal_code: String::new(),
            commune: date.commune.to_owned(),
            position: (date.commune == "59011").then_some(Position { lat: 50.5278, lon: 2.9226 }),
            starts_at: date.starts.parse().unwrap(),
            doors_at: None,
            places: date.places,
            price_cap: Some(500),
            access: Vec::new(),
            state: PerformanceState::Announced,
            told: String::new(),
            changed_at: self.db.clock().now(),
        };
        let item = performance::announce(&mut write, &one, &zone()).await.unwrap();
        write
            .execute(
                "INSERT INTO tours_dates (item, edition, commune, proposal, hall, announced_at)
                 VALUES ($1, '2026', $2, 'p', 'h', 1)",
                params![&item, date.commune],
            )
            .await
            .unwrap();
        if let Some(outcome) = date.outcome {
            outcome::put(&mut write, &Outcome { item: item.clone(), ..outcome }).await.unwrap();
        }
        write.commit().await.unwrap();
        item
    }

    /// Takes a file of past seasons; gives how many were new, changed, the same.
    async fn import(&self, lines: &str) -> (usize, usize, usize) {
        let mut write = self.db.write().await.unwrap();
        let communes = tenant::communes(&mut write).await.unwrap();
        let text = format!("{}\n{lines}", file::COLUMNS.join(";"));
        let read = file::read(&text, &communes, &BTreeSet::new(), 2027).unwrap();
        assert_eq!(read.refused, []);
        let lines: Vec<_> = read.lines.into_iter().map(|(_, line)| line).collect();
        let taken = history::take(&mut write, &lines, &Actor::System("test")).await.unwrap();
        write.commit().await.unwrap();
        (taken.new, taken.changed, taken.same)
    }

    async fn ask(&self, session: Option<&Session>, mut request: Request) -> Answer {
        let mut frame = Frame::builder().key([7; 32]).base_url("https://culture.example");
        for wing in tours::WINGS {
            frame = frame.wing(wing);
        }
        let frame = frame.build().expect("the wing is sound");
        let people = People::new(self.db.clone(), Policy::default());
        let web = tours::Web::new(self.db.clone(), people, frame.clone(), "https://culture.example");
        let router = tours::routes(web).layer(from_fn_with_state(frame, shell::carry));
        if let Some(session) = session {
            request.extensions_mut().insert(Person {
                home: "/bureau".into(),
                name: session.account.name.clone(),
                office: Vec::new(),
                binding: session.binding.clone(),
            });
            request.extensions_mut().insert(session.clone());
        }
        let answer = router.oneshot(request).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), 8 << 20).await.unwrap().to_vec();
        Answer { status, body }
    }

    async fn get(&self, session: Option<&Session>, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
        self.ask(session, request).await
    }

    async fn post(&self, session: &Session, path: &str, kind: &str, body: String) -> Answer {
        let request = Request::post(path)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        self.ask(Some(session), request).await
    }

    async fn send_file(&self, session: &Session, token: &str, text: &str) -> Answer {
        let body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n\
             --x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"passé.csv\"\r\n\r\n{text}\r\n--x--\r\n"
        );
        self.post(session, &format!("{HOME}/import"), "multipart/form-data; boundary=x", body).await
    }
}

struct Answer {
    status: StatusCode,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    fn token(&self) -> String {
        let (_, rest) = self.text().split_once("name=\"form_token\" value=\"").expect("a form");
        rest.split_once('"').unwrap().0.to_owned()
    }
}

fn session(role: Role, scope: Scope) -> Session {
    Session {
        id: "s".into(),
        account: Person_ {
            id: "claire".into(),
            name: "Claire".into(),
            email: None,
            language: "fr".into(),
            state: AccountState::Active,
            demo: false,
            created_at_ms: 0,
        },
        grants: vec![Grant { role, scope }],
        binding: "binding".into(),
        expires_at_ms: i64::MAX,
        opened_by: OpenedBy::Password,
        began_at_ms: 0,
    }
}

fn officer() -> Session {
    session(Role::Director, Scope::Whole)
}

/// Four dates: two known, one nobody counted, one cancelled; one more is to come.
async fn a_season(world: &World) {
    world.edition("Belles Sorties 2026-2027").await;
    let origins = BTreeMap::from([("59011".to_owned(), 30), ("59482".to_owned(), 10), (String::new(), 9)]);
    let known = Outcome { asked_first: 40, first_time: 10, origins, ..came(Some(80), 90, 40_000) };
    let date = |commune, starts, places, outcome| Date { commune, starts, places, outcome };
    world.play("Fanfare", date("59011", "2026-11-26T19:30:00Z", Some(100), Some(known))).await;
    world.play("Le petit bal", date("59011", "2026-12-03T19:30:00Z", None, Some(came(Some(20), 20, 10_000)))).await;
    world.play("=HYPERLINK(1)", date("59482", "2026-12-10T19:30:00Z", Some(50), None)).await;
    let gone = world.play("Annulé", date("59152", "2026-12-17T19:30:00Z", Some(50), None)).await;
    world.play("Bientôt", date("59152", "2027-05-17T19:30:00Z", Some(50), None)).await;
    let mut write = world.db.write().await.unwrap();
    performance::cancel(&mut write, &gone, "").await.unwrap();
    write.commit().await.unwrap();
}

const PAST: &str = "1;2011-2012;Carmen;Opéra;Annœullin;17/03/2012;250;198;12;990,00;4500\n\
    1;2011-2012;Bal;Ballet;59482;;;;;;\n\
    2;2012-2013;Carmen;Opéra;Bouvines;2013-02-01;100;50;10;;\n";

#[tokio::test]
async fn an_account_is_made_of_what_is_known() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        a_season(&world).await;
        let mut read = world.db.read().await.unwrap();
        let account = account(&mut read, "2026", world.db.clock().now(), &zone()).await.unwrap();
        let figure = |kind| {
            let figure = account.figure(kind);
            (figure.amount, figure.known, figure.played)
        };
        assert_eq!(figure(FigureKind::Performances), (Some(Amount::Count(3)), 3, 3));
        assert_eq!(figure(FigureKind::Spectators), (Some(Amount::Count(100)), 2, 3));
        assert_eq!(figure(FigureKind::FillRate), (Some(Amount::PerMille(800)), 1, 3));
        assert_eq!(figure(FigureKind::Tickets), (Some(Amount::Count(118)), 2, 3));
        assert_eq!(figure(FigureKind::Receipts), (Some(Amount::Cents(50_000)), 2, 3));
        assert_eq!(figure(FigureKind::Artists), (Some(Amount::Count(36)), 3, 3));
        assert_eq!(figure(FigureKind::FirstTime), (Some(Amount::PerMille(250)), 1, 3));
        assert_eq!(figure(FigureKind::Communes), (Some(Amount::Count(2)), 3, 3));
        assert_eq!(figure(FigureKind::Cost), (Some(Amount::Cents(900_000)), 3, 3));
        assert_eq!(figure(FigureKind::CostPerSpectator), (Some(Amount::Cents(6_000)), 2, 3));
        // Thirty from the commune itself, ten from Quesnoy, some 21.5 km away; nine from nobody knows where.
        let (Some(Amount::Metres(metres)), 1, 3) = figure(FigureKind::Distance) else {
            panic!("{:?}", figure(FigureKind::Distance))
        };
        assert!((5_000..5_600).contains(&metres), "{metres}");
        assert_eq!((account.coming, account.cancelled, account.provisional), (1, 1, 1));
        let never = account.never.expect("the rule is known");
        assert_eq!(account.eligible, Some(77));
        assert_eq!(never.len(), 75, "what was cancelled or is to come does not serve");
        assert!(never.iter().any(|commune| commune.insee == "59152") && !never.iter().any(|one| one.insee == "59011"));
    })
    .await;
}

#[tokio::test]
async fn past_seasons_come_in_once_and_go_out_again() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        assert_eq!(world.import(PAST).await, (3, 0, 0));
        assert_eq!(world.import(PAST).await, (0, 0, 3), "nothing twice");
        assert_eq!(world.import(&PAST.replace(";198;", ";200;")).await, (0, 1, 2));
        let mut write = world.db.write().await.unwrap();
        let served = served_years(&mut write).await.unwrap();
        assert_eq!(served, [("59011".into(), 2011), ("59106".into(), 2012), ("59482".into(), 2011)]);
        assert_eq!(history::forget(&mut write, 2012, &Actor::System("test")).await.unwrap(), 1);
        let again = history::forget(&mut write, 2012, &Actor::System("test")).await;
        assert!(matches!(again, Err(tours::Error::NotFound)));
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn counters_are_the_past_and_the_present_together() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        a_season(&world).await;
        world.import(PAST).await;
        let mut read = world.db.read().await.unwrap();
        let all = cumulated(&mut read, world.db.clock().now(), &zone()).await.unwrap();
        let figure = |kind| {
            let figure = all.figures.iter().find(|figure| figure.kind == kind).unwrap();
            (figure.amount, figure.known, figure.played)
        };
        assert_eq!((all.seasons.len(), all.since), (3, Some(2011)));
        assert_eq!(figure(FigureKind::Performances), (Some(Amount::Count(6)), 6, 6));
        assert_eq!(figure(FigureKind::Spectators), (Some(Amount::Count(348)), 4, 6));
        assert_eq!(figure(FigureKind::Artists), (Some(Amount::Count(58)), 5, 6));
        assert_eq!(figure(FigureKind::Communes), (Some(Amount::Count(3)), 6, 6));
        let served: Vec<i64> = all.served["59011"].iter().copied().collect();
        assert_eq!(served, [2011, 2026]);
        // The past is in this season's account of communes never served.
        let account = account(&mut read, "2026", world.db.clock().now(), &zone()).await.unwrap();
        assert_eq!((account.never.unwrap().len(), account.since), (74, Some(2011)));
    })
    .await;
}

#[tokio::test]
async fn the_pages_open_for_who_plans_and_for_nobody_else() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        for path in [HOME.to_owned(), "/belles-sorties/chiffres".to_owned()] {
            assert_eq!(world.get(Some(&officer()), &path).await.status, StatusCode::OK, "{path}, with nothing yet");
        }
        a_season(&world).await;
        world.import(PAST).await;
        let mut paths = vec![
            HOME.to_owned(),
            format!("{HOME}/import"),
            format!("{HOME}/modele.csv"),
            format!("{HOME}/2026"),
            format!("{HOME}/2011"),
        ];
        paths.extend(FigureKind::ALL.map(|kind| format!("{HOME}/2026/{}", kind.code())));
        paths.extend(FigureKind::ALL.map(|kind| format!("{HOME}/2011/{}/lignes.csv", kind.code())));
        for path in &paths {
            for lang in ["fr", "nl", "en"] {
                let answer = world.get(Some(&officer()), &format!("{path}?lang={lang}")).await;
                assert_eq!(answer.status, StatusCode::OK, "{path} {lang}");
                assert!(!answer.text().contains(">accounts-"), "{path} {lang}: a word is missing");
            }
            let agent = session(Role::Librarian, Scope::Institution(world.hall.clone()));
            assert_eq!(world.get(Some(&agent), path).await.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(world.get(None, path).await.status, StatusCode::SEE_OTHER, "{path}");
        }
        for path in ["1999", "2026/rien", "2026/rien/lignes.csv", "1999/rapport.pdf", "rien/spectateurs"] {
            let answer = world.get(Some(&officer()), &format!("{HOME}/{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let public = world.get(None, "/belles-sorties/chiffres").await;
        assert_eq!(public.status, StatusCode::OK);
        assert!(public.text().contains("348") && public.text().contains("Importée"));
        assert!(public.body.len() < 100_000, "{}", public.body.len());
        let csv = world.get(None, "/belles-sorties/chiffres.csv").await;
        assert!(csv.text().contains("2012-2013;Importée;1;1;50;50,0;10;;oui"), "{}", csv.text());
    })
    .await;
}

#[tokio::test]
async fn rows_say_what_counts_and_no_cell_runs() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        a_season(&world).await;
        let page = world.get(Some(&officer()), &format!("{HOME}/2026/spectateurs")).await;
        assert!(page.text().contains("1 date jouée sur 3 n’y est pas"));
        assert!(page.text().contains("n.c."));
        let csv = world.get(Some(&officer()), &format!("{HOME}/2026/spectateurs/lignes.csv")).await;
        let text = csv.text();
        assert!(text.starts_with('\u{feff}'));
        assert!(text.contains(";'=HYPERLINK(1);"), "{text}");
        assert!(text.contains("2026-11-26;Annœullin;Fanfare;Orchestre du Nord;80;oui"), "{text}");
        // Unknown is nothing, not zero; cancelled and to come do not count.
        assert!(text.contains("2026-12-10;Quesnoy-sur-Deûle;'=HYPERLINK(1);Orchestre du Nord;;non"), "{text}");
        assert_eq!(text.lines().filter(|line| line.ends_with(";oui")).count(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_file_is_looked_at_before_anything_is_kept() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let officer = officer();
        let token = world.get(Some(&officer), &format!("{HOME}/import")).await.token();
        let text = format!("{}\n{PAST}9;2031;Trop tôt;;59011;;;;;;\n", file::COLUMNS.join(";"));
        let plan = world.send_file(&officer, &token, &text).await;
        assert_eq!(plan.status, StatusCode::OK);
        assert!(
            plan.text().contains("Rien n’est encore enregistré") && plan.text().contains("n’a pas encore commencé")
        );
        let mut read = world.db.read().await.unwrap();
        assert_eq!(history::all(&mut read).await.unwrap().len(), 0);
        drop(read);
        // Without the form's token nothing is read.
        assert_eq!(world.send_file(&officer, "faux", &text).await.status, StatusCode::FORBIDDEN);
        for (wrong, words) in [("PK\u{3}\u{4}", "au format CSV"), ("a;b\n1;2\n", "edition, saison, spectacle, commune")]
        {
            let answer = world.send_file(&officer, &token, wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.text().contains(words), "{wrong}");
        }
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let kind = "application/x-www-form-urlencoded";
        let confirm = format!("{HOME}/import/confirmer");
        let answer = world.post(&officer, &confirm, kind, format!("text={encoded}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "without a token");
        let answer = world.post(&officer, &confirm, kind, format!("form_token={token}&text={encoded}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let mut read = world.db.read().await.unwrap();
        assert_eq!(history::all(&mut read).await.unwrap().len(), 3);
        drop(read);
        let gone = world.post(&officer, &format!("{HOME}/2011/retirer"), kind, format!("form_token={token}")).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        let mut read = world.db.read().await.unwrap();
        assert_eq!(history::all(&mut read).await.unwrap().len(), 1);
        let actions = read.all("SELECT action FROM people_audit ORDER BY seq", params![]).await.unwrap();
        let actions: Vec<&str> = actions.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(actions, ["tours.history_imported", "tours.history_forgotten"]);
    })
    .await;
}

#[tokio::test]
async fn a_season_kept_here_is_not_told_again_by_a_file() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        a_season(&world).await;
        let officer = officer();
        let token = world.get(Some(&officer), &format!("{HOME}/import")).await.token();
        let text = format!("{}\n15;2026;Fanfare;;59011;;;900;;;\n", file::COLUMNS.join(";"));
        let plan = world.send_file(&officer, &token, &text).await;
        assert!(plan.text().contains("Cette saison est tenue ici"));
        assert!(!plan.text().contains("import/confirmer"));
    })
    .await;
}

#[tokio::test]
async fn the_report_is_set_and_says_the_figures() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        a_season(&world).await;
        world.import(PAST).await;
        // A whole season: some sixty dates.
        let france = France::load();
        let communes = france.communes_of("200093201");
        for n in 0..55_i64 {
            let starts = format!("2027-01-{:02}T{:02}:30:00Z", 1 + n % 28, 14 + n / 28);
            let outcome = Some(came(Some(40 + n), 90, 25_000));
            let date = Date { commune: &communes[n as usize].insee, starts: &starts, places: Some(200), outcome };
            world.play("Nos fantômes", date).await;
        }
        for code in ["2026", "2011"] {
            let report = world.get(Some(&officer()), &format!("{HOME}/{code}/rapport.pdf")).await;
            assert_eq!(report.status, StatusCode::OK, "{code}");
            assert!(report.body.starts_with(b"%PDF-"));
            if let Some(text) = pdftotext(&report.body) {
                let pages = text.matches('\u{c}').count();
                assert!((1..=4).contains(&pages), "{pages} pages");
                let words = if code == "2026" { "Quesnoy-sur-Deûle" } else { "Carmen" };
                assert!(text.contains(words) && text.contains("n.c."), "{text}");
            }
        }
    })
    .await;
}

/// The words of a PDF, as poppler reads them; nothing where it is not installed.
fn pdftotext(pdf: &[u8]) -> Option<String> {
    let started = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        eprintln!("NOT COMPARED: pdftotext is not installed here");
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains("pdftoppm"), "BEFFROI_REQUIRE asks for poppler's tools, which are not installed");
        return None;
    };
    let _ = child.stdin.take().expect("its input").write_all(pdf);
    let output = child.wait_with_output().expect("it ends");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
