//! A reading app with a card: told how to sign in, let in, and given what a manifest says until the card is lost.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::civil::date;
use library_card::{Beginning, cards, register};
use mediatheque::content::{Content, Shelf};
use mediatheque::ingest::{self, Details, NewContent, Source};
use people::{Actor, NewHolder};
use programme::institution;

use crate::house::{Answer, Browser, House};

const BOOK: &[u8] = include_bytes!("../../../../data/mediatheque/idpf-sous-le-vent.epub");
const PIN: &str = "480915";
const MANIFEST: &str = "/opds/lecture/sous-le-vent";

async fn ask(house: &House, path: &str, login: Option<(&str, &str)>) -> Answer {
    let mut request = Request::get(path);
    if let Some((card, pin)) = login {
        let pair = base64(format!("{card}:{pin}").as_bytes());
        request = request.header(header::AUTHORIZATION, format!("Basic {pair}"));
    }
    house.ask(&mut Browser::default(), request.body(Body::empty()).unwrap()).await
}

/// RFC 4648 §4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().chain([0, 0].iter()).take(3).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        for place in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * place)) as usize & 63]);
            out.push(if place <= three.len() { letter } else { '=' });
        }
    }
    out
}

#[tokio::test]
async fn an_app_reads_with_a_card_and_no_longer_once_it_is_lost() {
    let house = House::open("apps").await;
    let db = house.trial.people.db().clone();
    let shelf = Shelf::at(&house.folder().join("contenus").display().to_string()).unwrap();
    let content = Content::open(db.clone(), shelf).await.unwrap();
    let library = institution::by_code(&mut db.read().await.unwrap(), "roubaix").await.unwrap().id;
    let new = NewContent {
        file_name: "sous-le-vent.epub".into(),
        source: Source::Bytes(BOOK.into()),
        origin: "upload",
        actor: Actor::System("test"),
        institution: library,
        details: Details { slug: Some("sous-le-vent".into()), publish: true, ..Details::default() },
    };
    ingest::add(&content, new).await.unwrap();
    let hash = house.trial.people.hash_pin(PIN, None).await.unwrap();
    let mut write = db.write().await.unwrap();
    let new = NewHolder {
        given_name: "Jan",
        family_name: "Vermeersch",
        birth_date: Some(date(1958, 10, 30)),
        language: "nl",
        origin: "desk",
        confirmed: true,
        ..NewHolder::default()
    };
    let made = register(&mut write, &Actor::System("test"), &new, Some(&hash), Beginning::default()).await.unwrap();
    write.commit().await.unwrap();
    let card = made.card.number.as_str();

    let feed = ask(&house, "/opds", None).await;
    let feed: serde_json::Value = serde_json::from_str(&feed.text).unwrap();
    assert_eq!(opds::faults(&feed), Vec::<String>::new());
    assert!(feed.to_string().contains(MANIFEST), "{feed}");

    for login in [None, Some((card, "1111")), Some(("29000000000000", PIN))] {
        let refused = ask(&house, MANIFEST, login).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{login:?}");
        assert_eq!(refused.headers[header::CONTENT_TYPE], opds::types::AUTHENTICATION);
        assert!(refused.text.contains("http://opds-spec.org/auth/basic"), "{}", refused.text);
    }
    let admitted = ask(&house, MANIFEST, Some((card, PIN))).await;
    assert_eq!(admitted.status, StatusCode::OK, "{}", admitted.text);
    let manifest: serde_json::Value = serde_json::from_str(&admitted.text).unwrap();
    let first = manifest["readingOrder"][0]["href"].as_str().unwrap();
    let page = first.split_once("/contenu/").map(|(_, path)| format!("/contenu/{path}")).unwrap();
    assert_eq!(ask(&house, &page, None).await.status, StatusCode::OK, "{page}");
    let altered = page.replacen("/contenu/e", "/contenu/f", 1);
    assert_ne!(ask(&house, &altered, None).await.status, StatusCode::OK, "{altered}");

    let mut write = db.write().await.unwrap();
    cards::replace(&mut write, &Actor::System("test"), &made.account).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(ask(&house, MANIFEST, Some((card, PIN))).await.status, StatusCode::UNAUTHORIZED, "a lost card is dead");
}
