//! The pass in the hand, through its addresses, on both databases.

use std::process::Command;

use access::RightState;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use ledger::Cents;
use people::Actor;
use shell::{Frame, Lang};
use store::testing::on_both_at;
use store::{Db, MigrationSet};
use tower::ServiceExt;

use super::Wallets;
use crate::issue::{self, Issue};
use crate::model::days;
use crate::model::pass::{Names, Pass};
use crate::model::product::Product;
use crate::store::{passes, products};
use crate::{WING, Web, defaults, lost};

const NOW: &str = "2026-11-23T09:00:00Z";

pub(super) const SETS: &[MigrationSet] = &[
    people::MIGRATIONS,
    programme::MIGRATIONS,
    access::MIGRATIONS,
    ledger::MIGRATIONS,
    mail::MIGRATIONS,
    payment::MIGRATIONS,
    regie::MIGRATIONS,
    crate::MIGRATIONS,
];

pub(super) struct World {
    db: Db,
    router: Router,
}

struct Answer {
    status: StatusCode,
    kind: String,
    location: String,
    bytes: Vec<u8>,
}

impl World {
    pub(super) async fn open(db: Db, wallets: Wallets, url: &str) -> Self {
        let mut write = db.write().await.unwrap();
        access::keyring::prepare(&mut write).await.unwrap();
        defaults::install(&mut write).await.unwrap();
        write.commit().await.unwrap();
        let frame = Frame::builder().wing(WING).key([7; 32]).base_url(url).build().expect("the wing is sound");
        let web = Web::new(db.clone(), frame.clone(), url).with_wallets(wallets);
        let router = super::routes().with_state(web).layer(from_fn_with_state(frame, shell::carry));
        Self { db, router }
    }

    async fn product(&self, code: &str) -> Product {
        let mut read = self.db.read().await.unwrap();
        products::all(&mut read).await.unwrap().into_iter().find(|product| product.code == code).expect(code)
    }

    pub(super) async fn pass(&self, code: &str, names: &Names) -> Pass {
        let product = self.product(code).await;
        let new = Issue {
            product: &product,
            names,
            account: None,
            email: Some("zoe@exemple.fr"),
            lang: "fr",
            commune: None,
            begins_on: None,
            price: Cents(4000),
            bought_on: days::today(self.db.clock()),
            channel: "online",
        };
        let mut write = self.db.write().await.unwrap();
        let pass = issue::issue(&mut write, &new).await.unwrap();
        write.commit().await.unwrap();
        pass
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header =
            |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let (kind, location, status) = (header(header::CONTENT_TYPE), header(header::LOCATION), response.status());
        let bytes = to_bytes(response.into_body(), 10 << 20).await.unwrap().to_vec();
        Answer { status, kind, location, bytes }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(super) async fn code(&self, pass: &Pass) -> String {
        access::credentials::text(&mut self.db.read().await.unwrap(), &pass.id).await.unwrap().expect("a code")
    }
}

pub(super) fn zoe() -> Names {
    Names { first: "Zoë".into(), last: "Œuvrard".into(), second_first: "Ana".into(), second_last: "Lopez".into() }
}

/// Whether a judge is installed. Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names it.
pub(super) fn is_here(program: &str, argument: &str) -> bool {
    let here = Command::new(program).arg(argument).output().is_ok();
    if !here {
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains(program), "BEFFROI_REQUIRE asks for {program}, which is not installed");
        eprintln!("{program} is not installed: its half of a test is left out");
    }
    here
}

fn text_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).expect("text")
}

/// What a foreign reader reads on a PDF printed at 200 dots an inch.
fn scanned(pdf: &[u8]) -> Option<Vec<String>> {
    if !is_here("pdftoppm", "-v") || !is_here("zbarimg", "--version") {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("card.pdf");
    std::fs::write(&file, pdf).unwrap();
    let printed =
        Command::new("pdftoppm").args(["-r", "200", "-gray"]).arg(&file).arg(folder.path().join("p")).status();
    assert!(printed.unwrap().success());
    let mut read = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let picture = entry.unwrap().path();
        if picture.extension().is_some_and(|kind| kind == "pgm") {
            let output = Command::new("zbarimg").args(["--quiet", "--raw"]).arg(picture).output().unwrap();
            read.extend(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned));
        }
    }
    Some(read)
}

#[tokio::test]
async fn the_sheet_to_fold_is_one_page_that_a_foreign_reader_reads_and_names_no_tariff() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::open(db, Wallets::default(), "https://culture.test").await;
        let pass = world.pass("duo", &zoe()).await;
        let answer = world.get(&format!("/pass/mon-pass/{}/carte.pdf", pass.secret)).await;
        assert_eq!((answer.status, answer.kind.as_str()), (StatusCode::OK, "application/pdf"));
        assert_eq!(lopdf::Document::load_mem(&answer.bytes).unwrap().get_pages().len(), 1);
        let text = text_of(&answer.bytes);
        let number = credential::number::printed(&pass.number);
        for words in ["Zoë Œuvrard", "Ana Lopez", "La C'Art", number.as_str(), "22 nov. 2027"] {
            assert!(text.replace('\u{a0}', " ").replace('’', "'").contains(words), "“{words}” in {text}");
        }
        if let Some(read) = scanned(&answer.bytes) {
            assert_eq!(read, [world.code(&pass).await]);
        }
        for product in defaults::all() {
            assert!(!text.contains(&product.0.name.fr), "the card says “{}”", product.0.name.fr);
        }
        let dutch = world.get(&format!("/pass/mon-pass/{}/carte.pdf?lang=nl", pass.secret)).await;
        assert!(text_of(&dutch.bytes).contains("Geldig"));
    })
    .await;
}

#[tokio::test]
async fn a_pass_that_opens_no_door_gives_no_card_and_an_address_nobody_has_leads_nowhere() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::open(db, Wallets::default(), "https://culture.test").await;
        let pass = world.pass("duo", &zoe()).await;
        let mut write = world.db.write().await.unwrap();
        lost::suspend(&mut write, &pass.id, true, &Actor::System("test")).await.unwrap();
        write.commit().await.unwrap();
        let card = format!("/pass/mon-pass/{}/carte.pdf", pass.secret);
        let answer = world.get(&card).await;
        assert_eq!(
            (answer.status, answer.location),
            (StatusCode::SEE_OTHER, format!("/pass/mon-pass/{}", pass.secret))
        );
        for name in ["carte.pdf", "application.webmanifest", "apple.pkpass", "google-wallet"] {
            for secret in ["999999".to_owned(), "0".repeat(32)] {
                let answer = world.get(&format!("/pass/mon-pass/{secret}/{name}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
            }
        }
        // A card made again has another address: the lost one is read by nobody.
        let mut write = world.db.write().await.unwrap();
        lost::suspend(&mut write, &pass.id, false, &Actor::System("test")).await.unwrap();
        let again = lost::reissue(&mut write, &pass.id, &Actor::System("test")).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(world.get(&card).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.get(&format!("/pass/mon-pass/{}/carte.pdf", again.secret)).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn the_page_becomes_an_application_of_its_own() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::open(db, Wallets::default(), "https://culture.test").await;
        let pass = world.pass("solo", &Names { first: "Ana".into(), last: "Lopez".into(), ..Names::default() }).await;
        let here = format!("/pass/mon-pass/{}", pass.secret);
        let answer = world.get(&format!("{here}/application.webmanifest")).await;
        assert_eq!(answer.kind, "application/manifest+json");
        let manifest: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!(
            (manifest["start_url"].as_str(), manifest["scope"].as_str()),
            (Some(here.as_str()), Some(here.as_str()))
        );
        assert_eq!(manifest["display"], "standalone");
        assert!(manifest["name"].as_str().unwrap().contains("Ana"));
        let sizes: Vec<&str> =
            manifest["icons"].as_array().unwrap().iter().map(|icon| icon["sizes"].as_str().unwrap()).collect();
        assert_eq!(sizes, ["192x192", "512x512"], "the sizes browsers ask for before they install");
        let worker = world.get("/pass/mon-pass/hors-ligne.js").await;
        assert_eq!(worker.status, StatusCode::OK);
        assert!(worker.kind.starts_with("text/javascript"));
    })
    .await;
}

/// An authority, a pass certificate and a service account, made by openssl.
fn signers(folder: &std::path::Path) -> Wallets {
    let run = |arguments: &[&str]| {
        let output = Command::new("openssl").current_dir(folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let new = ["-newkey", "rsa:2048", "-nodes"];
    run(&[&["req", "-x509"][..], &new, &["-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test WWDR"]].concat());
    let subject = "/UID=pass.test.cart/CN=Pass Type ID: pass.test.cart/OU=TEAM123456";
    run(&[&["req"][..], &new, &["-keyout", "pass.key", "-out", "pass.csr", "-subj", subject]].concat());
    let sign =
        ["x509", "-req", "-in", "pass.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30"];
    run(&[&sign[..], &["-out", "pass.pem"]].concat());
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let pem = ["pass.key", "pass.pem", "ca.pem"].map(read).join("\n");
    let account = serde_json::json!({ "client_email": "pass@test.example", "private_key": read("pass.key") });
    Wallets::read(Some(&pem), Some(("3388", &account.to_string()))).expect("wallets")
}

#[tokio::test]
async fn wallets_are_offered_when_this_server_signs_and_show_the_same_code() {
    if !is_here("openssl", "version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let wallets = signers(folder.path());
    let now: jiff::Timestamp = jiff::Timestamp::now();
    assert!(wallets.alarm(now).is_some_and(|days| (28..=30).contains(&days)), "thirty days: the alarm rings");
    assert_eq!(Wallets::default().alarm(now), None);
    on_both_at(SETS, NOW, move |db| {
        let wallets = wallets.clone();
        async move {
            let world = World::open(db, wallets, "https://culture.test").await;
            let pass = world.pass("duo", &zoe()).await;
            let code = world.code(&pass).await;
            let answer = world.get(&format!("/pass/mon-pass/{}/apple.pkpass", pass.secret)).await;
            assert_eq!(answer.kind, "application/vnd.apple.pkpass");
            // Stored, not deflated: what is written on the pass is in the bytes as it is.
            let bytes = String::from_utf8_lossy(&answer.bytes).into_owned();
            for words in
                [code.as_str(), "Zoë Œuvrard, Ana Lopez", "pass.test.cart", &pass.id, "Geldig tot", "Valid until"]
            {
                assert!(bytes.contains(words), "{words}");
            }
            for product in defaults::all() {
                assert!(
                    !bytes.contains(&format!("\"{}\"", product.0.name.fr)),
                    "the pass says “{}”",
                    product.0.name.fr
                );
            }
            let google = world.get(&format!("/pass/mon-pass/{}/google-wallet", pass.secret)).await;
            assert_eq!(google.status, StatusCode::SEE_OTHER);
            assert!(google.location.starts_with("https://pay.google.com/gp/v/save/"));

            let bare = World::open(world.db.clone(), Wallets::default(), "https://culture.test").await;
            for name in ["apple.pkpass", "google-wallet"] {
                let answer = bare.get(&format!("/pass/mon-pass/{}/{name}", pass.secret)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name} without a signer");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_phone_follows_its_pass_with_the_token_inside_it_and_no_other() {
    if !is_here("openssl", "version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let wallets = signers(folder.path());
    on_both_at(SETS, NOW, move |db| {
        let wallets = wallets.clone();
        async move {
            let world = World::open(db, wallets, "https://culture.test").await;
            let pass = world.pass("duo", &zoe()).await;
            let other = world.pass("duo", &zoe()).await;
            let service = "/pass/portefeuille/v1";
            let list = format!("{service}/devices/d1/registrations/pass.test.cart");
            let registration = format!("{list}/{}", pass.id);
            let send = |method: &str, path: &str, token: &str, body: &str| {
                Request::builder()
                    .method(method)
                    .uri(path)
                    .header("authorization", format!("ApplePass {token}"))
                    .body(Body::from(body.to_owned()))
                    .unwrap()
            };
            let push = r#"{"pushToken":"abc"}"#;
            let stranger = world.ask(send("POST", &registration, &other.secret, push)).await;
            assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "another pass's token");
            assert_eq!(world.get(&list).await.status, StatusCode::NO_CONTENT);
            assert_eq!(world.ask(send("POST", &registration, &pass.secret, "x")).await.status, StatusCode::BAD_REQUEST);
            assert_eq!(world.ask(send("POST", &registration, &pass.secret, push)).await.status, StatusCode::CREATED);
            assert_eq!(world.ask(send("POST", &registration, &pass.secret, push)).await.status, StatusCode::OK);
            let followed: serde_json::Value = serde_json::from_slice(&world.get(&list).await.bytes).unwrap();
            assert_eq!(followed["serialNumbers"], serde_json::json!([pass.id]));
            let latest = format!("{service}/passes/pass.test.cart/{}", pass.id);
            assert_eq!(world.ask(send("GET", &latest, &other.secret, "")).await.status, StatusCode::UNAUTHORIZED);
            assert_eq!(world.ask(send("GET", &latest, &pass.secret, "")).await.kind, "application/vnd.apple.pkpass");

            // Held back: the phone is told, and strikes the pass.
            let mut write = world.db.write().await.unwrap();
            lost::suspend(&mut write, &pass.id, true, &Actor::System("test")).await.unwrap();
            write.commit().await.unwrap();
            let held_back = world.ask(send("GET", &latest, &pass.secret, "")).await;
            assert!(String::from_utf8_lossy(&held_back.bytes).contains("\"voided\":true"));

            assert_eq!(world.ask(send("DELETE", &registration, &pass.secret, "")).await.status, StatusCode::OK);
            assert_eq!(world.get(&list).await.status, StatusCode::NO_CONTENT);
            assert_eq!(world.get(&list.replace("pass.test.cart", "pass.else")).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn the_page_shows_the_code_while_it_opens_doors_with_the_key_of_its_minute() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::open(db, Wallets::default(), "https://culture.test").await;
        let pass = world.pass("duo", &zoe()).await;
        let frame = Frame::builder().wing(WING).build().unwrap();
        let web = Web::new(world.db.clone(), frame, "https://culture.test");
        let mut read = world.db.read().await.unwrap();
        let view = super::PhoneView::of(&web, &mut read, &pass).await.unwrap();
        let shown = view.shown.expect("a code");
        assert_eq!(shown.code, world.code(&pass).await);
        let now = world.db.clock().now();
        let (_, secret) = access::credentials::proof_secret(&mut read, &pass.id, now).await.unwrap().unwrap();
        assert_eq!(shown.key, Some(secret.0.iter().map(|byte| format!("{byte:02x}")).collect()));
        assert!(view.apple.is_none() && view.google.is_none(), "no wallet is offered that cannot be signed for");
        drop(read);

        let mut write = world.db.write().await.unwrap();
        access::rights::set_state(&mut write, &pass.id, RightState::Suspended).await.unwrap();
        passes::set_state(&mut write, &pass.id, crate::model::pass::PassState::Suspended).await.unwrap();
        write.commit().await.unwrap();
        let mut read = world.db.read().await.unwrap();
        let held_back = passes::by_id(&mut read, &pass.id).await.unwrap();
        assert!(super::PhoneView::of(&web, &mut read, &held_back).await.unwrap().shown.is_none());
    })
    .await;
}

#[tokio::test]
async fn plastic_cards_have_two_sides_of_the_size_of_a_bank_card() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::open(db, Wallets::default(), "https://culture.test").await;
        let duo = world.pass("duo", &zoe()).await;
        let free =
            world.pass("solidaire", &Names { first: "Ana".into(), last: "Lopez".into(), ..Names::default() }).await;
        let frame = Frame::builder().wing(WING).build().unwrap();
        let web = Web::new(world.db.clone(), frame, "https://culture.test");
        let mut read = world.db.read().await.unwrap();
        let mut cards = Vec::new();
        for pass in [&duo, &free] {
            cards.push(super::card::card(&web, &mut read, pass, Lang::Fr).await.unwrap());
        }
        drop(read);
        let answer = super::card::print(&web, Lang::Fr, "plastic", cards, "", "cartes.pdf").await.unwrap();
        let bytes = to_bytes(answer.into_body(), 10 << 20).await.unwrap();
        let document = lopdf::Document::load_mem(&bytes).unwrap();
        assert_eq!(document.get_pages().len(), 4, "two cards, two sides each");
        for page in document.get_pages().values() {
            let sheet = document.get_object(*page).unwrap().as_dict().unwrap();
            let size: Vec<f32> = sheet
                .get(b"MediaBox")
                .unwrap()
                .as_array()
                .unwrap()
                .iter()
                .map(|side| side.as_float().unwrap())
                .collect();
            // ISO/IEC 7810, ID-1: 85.60 × 53.98 mm, in points.
            assert!((size[2] - 242.6).abs() < 0.5 && (size[3] - 153.0).abs() < 0.5, "{size:?}");
        }
        let text = text_of(&bytes);
        assert!(text.contains("Zoë Œuvrard") && text.contains("Ana Lopez"), "{text}");
        assert!(!text.to_lowercase().contains("solidaire"), "a free pass looks like any other");
        if let Some(mut read) = scanned(&bytes) {
            let mut codes = [world.code(&duo).await, world.code(&free).await];
            read.sort();
            codes.sort();
            assert_eq!(read, codes);
        }
    })
    .await;
}

#[test]
fn the_office_is_told_of_a_certificate_that_ends() {
    let frame = Frame::builder().wing(WING).build().unwrap();
    let page = |lang, alarm| {
        let apple = super::office::AppleView {
            pass_type: "pass.test.cart".into(),
            team: "TEAM123456".into(),
            ends: "2027-01-01T00:00:00Z".into(),
            alarm,
            phones: 3,
        };
        let view = super::office::WalletsPage { apple: Some(apple), google: false };
        frame.render(&shell::Visit::new(lang, "/"), "pass/office_wallets.html", &view).unwrap().0
    };
    for lang in Lang::ALL {
        assert!(!page(lang, None).contains("role=\"alert\""), "far away: no alarm");
        for days in [89, 1, 0, -3] {
            assert!(page(lang, Some(days)).contains("role=\"alert\""), "{days}");
        }
        assert!(page(lang, Some(89)).contains("89"));
        let none = super::office::WalletsPage { apple: None, google: true };
        let said = frame.render(&shell::Visit::new(lang, "/"), "pass/office_wallets.html", &none).unwrap().0;
        assert!(said.contains("Apple Wallet"));
    }
}

#[test]
fn words_exist_in_three_languages_and_no_more_in_one() {
    let names = |text: &str| -> std::collections::BTreeSet<String> {
        text.lines()
            .filter(|line| !line.starts_with([' ', '#', '}', '[']))
            .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
            .collect()
    };
    let fr = names(include_str!("../../i18n/phone.fr.ftl"));
    assert_eq!(fr, names(include_str!("../../i18n/phone.nl.ftl")));
    assert_eq!(fr, names(include_str!("../../i18n/phone.en.ftl")));
    let sources = [
        include_str!("card.rs"),
        include_str!("wallet.rs"),
        include_str!("page.rs"),
        include_str!("../../templates/phone.html"),
        include_str!("../../templates/office_wallets.html"),
    ]
    .join("\n");
    let frame = Frame::builder().wing(WING).build().unwrap();
    for name in &fr {
        assert!(sources.contains(name.as_str()), "{name} is said nowhere");
        for lang in Lang::ALL {
            assert!(frame.messages().has(lang, name), "{name} in {}", lang.code());
        }
    }
}
