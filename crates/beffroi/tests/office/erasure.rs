//! Someone who read, learnt, waited and wrote leaves: nothing of them is left in any table, and every count is as it was.

use access::RightKind;
use access::visits::{self, Visit, VisitState};
use axum::http::StatusCode;
use jiff::ToSpan;
use jiff::civil::date;
use library_card::{Beginning, register};
use mediatheque::content::{Content, Shelf};
use mediatheque::ingest::{self, Details, NewContent, Source, Terms};
use museum_pass::model::pass::Names;
use museum_pass::order::{self, Buyer, Wanted};
use people::{Actor, NewHolder};
use programme::{InstitutionKind, NewInstitution, institution};
use store::schema::{self, Kind};
use store::{Db, Query as _, params};

use crate::house::{Browser, House};

const QUIZ: &str = "# Un quiz\n\n## Deux et deux ?\n= 4\n";
const PIN: &str = "480915";

/// Every table and column of text that holds a word.
async fn holds(db: &Db, word: &str) -> Vec<String> {
    let mut read = db.read().await.unwrap();
    let mut found = Vec::new();
    for (name, table) in schema::tables(&mut read).await.unwrap() {
        for column in table.columns.iter().filter(|column| column.kind == Kind::Text) {
            let sql = format!("SELECT count(*) FROM {name} WHERE lower({0}) LIKE $1", column.name);
            let row = read.one(&sql, params![format!("%{}%", word.to_lowercase())]).await.unwrap();
            if row.get::<i64>(0).unwrap() > 0 {
                found.push(format!("{name}.{}", column.name));
            }
        }
    }
    found
}

/// The figures of use of this month.
async fn figures(db: &Db) -> String {
    let today = db.clock().now().to_zoned(access::local_zone()).date();
    let report =
        access::figures::between(&mut db.read().await.unwrap(), today.first_of_month(), today, &access::local_zone())
            .await
            .unwrap();
    format!("{report:?}")
}

/// Buys a pass for an account, and has it seen at a museum: three weeks ago, counted since, and today. Gives the pass.
async fn visits_a_museum(db: &Db, account: &str, email: &str) -> String {
    let mut write = db.write().await.unwrap();
    let museum = NewInstitution {
        kind: InstitutionKind::Museum,
        code: "musee",
        name: "Musée",
        commune: "59512",
        address: None,
        postal_code: None,
        position: None,
        website: None,
        weekly_minutes: None,
        demo: true,
        source: "test",
    };
    let museum = institution::declare(&mut write, &museum).await.unwrap();
    let museum = institution::by_id(&mut write, &museum).await.unwrap();
    let (door, _) = gate::declare_door(&mut write, &museum).await.unwrap();
    museum_pass::defaults::install(&mut write).await.unwrap();
    let buyer = Buyer { account: Some(account.into()), email: Some(email.into()), lang: "fr".into() };
    let names = Names {
        first: "Théodorine".into(),
        last: "Vanquackenbecque".into(),
        second_first: "Ignace".into(),
        second_last: "Vanquackenbecque".into(),
    };
    let wanted = Wanted { product: "duo".into(), names, commune: Some("59636".into()), ..Wanted::default() };
    let sold = order::place(&mut write, &buyer, &[wanted], "/pass/commande/{order}").await.unwrap();
    assert!(museum_pass::fulfil::fulfil(&mut write, &sold.id, None).await.unwrap());
    let pass = order::passes_of(&mut write, &sold.id).await.unwrap().remove(0).id;
    let now = write.clock().now();
    let visit = |days: i64| Visit {
        id: format!("visit-{days}"),
        door: door.clone(),
        institution: museum.id.clone(),
        at: now - (24 * days).hours(),
        people: 2,
        right_kind: RightKind::MuseumPass,
        state: VisitState::Counted,
    };
    visits::replace(&mut write, &pass, jiff::Timestamp::UNIX_EPOCH, &[visit(21), visit(0)]).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(pass_accounts::fold(db).await.unwrap().visits, 1);
    pass
}

/// What is counted of passes: visits folded, and those not yet.
async fn visits_counted(db: &Db) -> String {
    let mut read = db.read().await.unwrap();
    let mut counted = Vec::new();
    for sql in [
        "SELECT coalesce(CAST(sum(visits) AS BIGINT), 0) FROM pass_accounts_counts",
        "SELECT coalesce(CAST(sum(cents + later_cents) AS BIGINT), 0) FROM pass_accounts_passes",
        "SELECT coalesce(CAST(sum(people) AS BIGINT), 0) FROM access_visits",
    ] {
        counted.push(read.one(sql, params![]).await.unwrap().get::<i64>(0).unwrap());
    }
    assert!(counted.iter().all(|sum| *sum > 0), "{counted:?}");
    format!("{counted:?}")
}

#[tokio::test]
async fn an_erased_reader_leaves_nothing_but_counts() {
    let house = House::open("erasure").await;
    let db = house.trial.people.db().clone();
    let shelf = Shelf::at(&house.folder().join("contenus").display().to_string()).unwrap();
    let content = Content::open(db.clone(), shelf).await.unwrap();
    let library = institution::by_code(&mut db.read().await.unwrap(), "roubaix").await.unwrap().id;
    let new = NewContent {
        file_name: "un.quiz".into(),
        source: Source::Bytes(QUIZ.into()),
        origin: "upload",
        actor: Actor::System("test"),
        institution: library.clone(),
        details: Details {
            slug: Some("un-quiz".into()),
            publish: true,
            licences: vec![Terms { label: "Réseau".into(), views: Some(4), group: "quiz".into(), ..Terms::default() }],
            ..Details::default()
        },
    };
    ingest::add(&content, new).await.unwrap();

    let hash = house.trial.people.hash_pin(PIN, None).await.unwrap();
    let mut write = db.write().await.unwrap();
    let new = NewHolder {
        given_name: "Théodorine",
        family_name: "Vanquackenbecque",
        birth_date: Some(date(1984, 5, 12)),
        postal_code: Some("59118"),
        commune: Some("59636"),
        library: Some(&library),
        language: "fr",
        email: Some("theodorine@example.org"),
        origin: "desk",
        confirmed: true,
        ..NewHolder::default()
    };
    let made = register(&mut write, &Actor::System("test"), &new, Some(&hash), Beginning::default()).await.unwrap();
    write.commit().await.unwrap();

    let pass = visits_a_museum(&db, &made.account, "theodorine@example.org").await;

    let mut browser = Browser::default();
    let fields = [("email", made.card.number.as_str()), ("password", PIN)];
    assert_eq!(house.post(&mut browser, "/connexion", &fields).await.location(), "/ma-carte");
    // What someone does here: looks, enters, answers, wins a certificate, proposes, asks for a letter.
    assert_eq!(house.get(&mut browser, "/mediatheque/un-quiz").await.status, StatusCode::OK);
    assert_eq!(house.get(&mut browser, "/mediatheque/un-quiz/suivre").await.status, StatusCode::OK);
    let page = house.get(&mut browser, "/mediatheque/un-quiz/suivre").await.text;
    let typed = page.split("class=\"typed\" name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let marked = house.post(&mut browser, "/mediatheque/un-quiz/suivre", &[(typed.as_str(), "4")]).await;
    assert!(marked.text.contains("/mediatheque/certificat/") || marked.status.is_redirection(), "{}", marked.text);
    let wish = [("title", "Het verdriet"), ("author", "Claus"), ("kind", "book"), ("reason", "Beau")];
    house.post(&mut browser, "/mediatheque/propositions", &wish).await;
    house.post(&mut browser, "/ma-carte/adresse", &[("email", "autre@example.org"), ("old", PIN)]).await;

    let mine = house.get(&mut browser, "/ma-carte/donnees.json").await;
    assert_eq!(mine.status, StatusCode::OK);
    let held: serde_json::Value = serde_json::from_str(&mine.text).unwrap();
    assert!(held["card"]["holder"]["family_name"] == "Vanquackenbecque", "{held}");
    assert!(!held["mediatheque"]["certificates"].as_array().unwrap().is_empty(), "{held}");
    assert!(held["museum_pass"]["passes"][0]["second_name"] == "Ignace Vanquackenbecque", "{held}");
    assert!(holds(&db, "vanquackenbecque").await.len() > 1, "the search finds what is there");

    let before = figures(&db).await;
    let visits_before = visits_counted(&db).await;
    assert!(before.contains("entries: 1") || before.contains("entries: 2"), "{before}");
    house.post(&mut browser, "/ma-carte/effacer", &[("understood", "1")]).await;
    house.post(&mut browser, "/ma-carte/effacer", &[("understood", "1"), ("certain", "1")]).await;

    for word in ["Vanquackenbecque", "Théodorine", "Ignace", "theodorine", "autre@example", made.card.number.as_str()]
    {
        assert_eq!(holds(&db, word).await, Vec::<String>::new(), "{word}");
    }
    // The log keeps an identifier that names nobody.
    let places = holds(&db, &made.account).await;
    assert!(places.iter().all(|place| place.starts_with("people_audit.")), "{places:?}");
    let places = holds(&db, &pass).await;
    assert!(places.iter().all(|place| place.starts_with("people_audit.")), "{places:?}");
    assert_eq!(figures(&db).await, before, "counts are as they were");
    assert_eq!(visits_counted(&db).await, visits_before, "visits and money stay");
    assert!(house.get(&mut browser, "/ma-carte").await.location().starts_with("/connexion"));
}
