//! The ILS-DI adapter before a library's system on real sockets, well-behaved and not.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use ils_simulator::{Handle, Item, ItemStatus, Library, Mood, Patron, serve_ils_di};
use library_systems::{
    CopyAsked, Failure, HoldState, LibrarySystem, ProbeOutcome, ProbeWith, Protocol, Secret, Settings, Systems, Wanted,
};
use store::testing::SqlitePlace;
use store::{Clock, Db, Options};

const NOW: &str = "2026-11-23T09:00:00Z";
const LOOPBACK: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

fn library() -> Library {
    let library = Library::with_clock("Médiathèque de Roubaix", || NOW.parse().expect("an instant"));
    library.add_patron(Patron::new("20012345", "1234", "Ève d’Hérouville | & <fils>"));
    library.add_patron(Patron::new("20099999", "9999", "Adam"));
    for (barcode, record, title) in [("B1", "812", "Germinal"), ("B2", "812", "Germinal"), ("B3", "900", "Nana & Cie")]
    {
        library.add_item(Item::new(barcode, record, title));
    }
    library
}

/// A library on a port of its own, and the registry that calls it.
struct Town {
    library: Library,
    handle: Handle,
    systems: Systems,
    _place: SqlitePlace,
}

impl Town {
    async fn new() -> Self {
        let library = library();
        let handle = serve_ils_di(library.clone(), LOOPBACK).await.expect("a port");
        let place = SqlitePlace::new();
        let clock = Clock::fixed(NOW.parse().expect("an instant"));
        let db = Db::open(place.url(), Options { clock, ..Options::default() }).await.expect("a database");
        Self { library, handle, systems: Systems::new(db), _place: place }
    }

    fn settings(&self) -> Settings {
        Settings {
            base_url: format!("http://{}/ilsdi.pl", self.handle.addr),
            private: true,
            ..Settings::new("roubaix", Protocol::IlsDi)
        }
    }

    fn system(&self) -> Arc<dyn LibrarySystem> {
        self.systems.apart(self.settings())
    }
}

fn copies(record: &str) -> Vec<CopyAsked> {
    vec![CopyAsked { record: record.to_owned(), barcode: String::new() }]
}

fn words<T: std::fmt::Debug>(answer: Result<T, Failure>) -> String {
    match answer {
        Err(Failure::Refused { words }) => words,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn copies_are_told_one_by_one() {
    let town = Town::new().await;
    town.library.check_out("20012345", "B1").expect("lent");
    town.library.change_item("B3", |item| item.status = ItemStatus::Lost);
    town.library.hold("20099999", "812", None, "").expect("asked for");
    let system = town.system();
    let mut states = system.availability(&copies("812")).await.expect("an answer");
    states.sort_by(|a, b| a.barcode.cmp(&b.barcode));
    assert_eq!(states.len(), 2);
    assert_eq!(
        (states[0].available, states[0].due.map(|day| day.to_string())),
        (Some(false), Some("2026-12-14".into()))
    );
    assert_eq!((states[1].available, states[1].due, states[1].holds), (Some(true), None, Some(1)));
    let lost = system.availability(&copies("900")).await.expect("an answer");
    assert_eq!((lost[0].available, lost[0].said.as_str()), (Some(false), "introuvable"));
    assert_eq!(system.availability(&copies("404")).await.expect("an answer"), []);
    assert_eq!(system.availability(&copies("")).await, Err(Failure::NotSupported), "it knows no barcodes");
    let both = [copies("812"), copies("900"), copies("812")].concat();
    assert_eq!(system.availability(&both).await.expect("an answer").len(), 3);
}

#[tokio::test]
async fn a_reader_proves_to_be_one_and_sees_an_account() {
    let town = Town::new().await;
    town.library.check_out("20012345", "B1").expect("lent");
    town.library.add_fee("20012345", "Retard", 250);
    let system = town.system();
    for (card, pin) in [("20012345", "0000"), ("20012345", ""), ("", "1234"), ("nobody", "1234")] {
        assert_eq!(system.authenticate(card, pin).await.err(), Some(Failure::BadCredentials), "{card}");
    }
    let key = system.authenticate("20012345", "1234").await.expect("the reader");
    assert_eq!((key.barcode.as_str(), key.id.as_str(), key.pin.is_none()), ("20012345", "p20012345", true));
    let account = system.account(&key).await.expect("an account");
    assert_eq!(account.loans.len(), 1);
    assert_eq!((account.loans[0].title.as_str(), account.loans[0].renewals), ("Germinal", Some(0)));
    assert_eq!(account.fees.map(|fees| fees.total_cents), Some(250));
    assert_eq!(account.blocked, None);

    let item = &account.loans[0].item;
    let done = system.renew(&key, item).await.expect("renewed");
    assert_eq!(done.due, town.library.loan_of("B1").map(|loan| loan.due));
    assert_eq!(town.library.loan_of("B1").map(|loan| loan.renewals), Some(1));
    system.renew(&key, item).await.expect("renewed again");
    assert_eq!(words(system.renew(&key, item).await), "Ce document ne peut plus être prolongé.");
    assert_eq!(words(system.renew(&key, "iB3").await), "Ce prêt n’est plus à votre nom.", "an empty answer is no yes");
    town.library.change_patron("20012345", |patron| patron.blocked = Some("Retards\u{7} répétés".to_owned()));
    let account = system.account(&key).await.expect("an account");
    assert_eq!(account.blocked.as_deref(), Some("Retards répétés"));
}

#[tokio::test]
async fn holds_are_placed_and_given_up() {
    let town = Town::new().await;
    let system = town.system();
    let key = system.authenticate("20012345", "1234").await.expect("the reader");
    let wanted = Wanted { record: "900".into(), pickup: "CENTRALE".into(), ..Wanted::default() };
    system.hold(&key, &wanted).await.expect("asked for");
    assert_eq!(words(system.hold(&key, &wanted).await), "Vous avez déjà réservé ce document.");
    let elsewhere = Wanted { pickup: "NULLE PART".into(), record: "812".into(), ..Wanted::default() };
    assert_eq!(words(system.hold(&key, &elsewhere).await), "Ce document ne peut pas être retiré à cet endroit.");
    let copy = Wanted { record: "812".into(), barcode: "B2".into(), this_copy: true, ..Wanted::default() };
    system.hold(&key, &copy).await.expect("asked for");
    let holds = system.account(&key).await.expect("an account").holds;
    assert_eq!(holds.len(), 2);
    assert_eq!((holds[0].title.as_str(), holds[0].state, holds[0].rank), ("Nana & Cie", HoldState::Waiting, Some(1)));
    system.cancel_hold(&key, &holds[0].id).await.expect("given up");
    assert!(!words(system.cancel_hold(&key, &holds[0].id).await).is_empty());
    assert_eq!(town.library.holds_of("20012345").len(), 1);
    assert_eq!(system.hold(&key, &Wanted::default()).await.err(), Some(Failure::NotSupported));
}

#[tokio::test]
async fn whoever_answers_for_another_reader_is_not_believed() {
    let town = Town::new().await;
    let system = town.system();
    let key = system.authenticate("20012345", "1234").await.expect("the reader");
    town.library.behave(|behaviour| behaviour.wrong_patron = true);
    assert!(matches!(
        system.authenticate("20012345", "1234").await,
        Err(Failure::Odd { .. } | Failure::BadCredentials)
    ));
    assert!(matches!(system.account(&key).await, Err(Failure::Odd { .. })));
    town.library.behave(|behaviour| behaviour.wrong_patron = false);
    town.library.behave(|behaviour| behaviour.blank_validity = true);
    assert!(system.authenticate("20012345", "1234").await.is_err(), "neither yes nor no is no");
}

#[tokio::test]
async fn a_system_in_a_bad_way_is_said_to_be() {
    let town = Town::new().await;
    let system = town.systems.apart(Settings { answer_ms: 1_500, ..town.settings() });
    let asked = copies("812");
    assert_eq!(system.availability(&asked).await.map(|states| states.len()), Ok(2));
    town.library.is(Mood::Garbage);
    assert!(matches!(system.availability(&asked).await, Err(Failure::Odd { .. })));
    town.library.is(Mood::ClosesInMidAnswer);
    assert_eq!(system.availability(&asked).await.err(), Some(Failure::Down));
    town.library.is(Mood::Silent);
    assert_eq!(system.availability(&asked).await.err(), Some(Failure::Late));
    town.library.is(Mood::Refuses);
    // The port closes a moment after it is told to, and opens likewise.
    let following = async {
        while system.availability(&asked).await.err() != Some(Failure::Down) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        town.library.is(Mood::Normal);
        while system.availability(&asked).await.is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), following).await.expect("the port follows");
}

#[tokio::test]
async fn connections_are_kept_and_no_more_are_opened_than_allowed() {
    let town = Town::new().await;
    town.library.is(Mood::SleepsUpTo(Duration::from_millis(20)));
    let system = town.systems.apart(Settings { connections: 4, answer_ms: 30_000, ..town.settings() });
    let askers: Vec<_> = (0..64)
        .map(|n| {
            let system = system.clone();
            tokio::spawn(async move {
                let record = if n % 2 == 0 { "812" } else { "900" };
                (record, system.availability(&copies(record)).await.expect("an answer"))
            })
        })
        .collect();
    for asker in askers {
        let (record, states) = asker.await.expect("no panic");
        let expected: &[&str] = if record == "812" { &["B1", "B2"] } else { &["B3"] };
        let mut told: Vec<_> = states.iter().map(|state| state.barcode.as_str()).collect();
        told.sort_unstable();
        assert_eq!(told, expected, "each answer belongs to its question");
    }
    assert_eq!(town.library.questions(), 64);
    assert!(town.library.connections() <= 4, "{} connections", town.library.connections());
}

#[tokio::test]
async fn a_private_address_is_called_only_when_allowed() {
    let town = Town::new().await;
    let system = town.systems.apart(Settings { private: false, ..town.settings() });
    assert_eq!(system.availability(&copies("812")).await.err(), Some(Failure::NotAllowed));
    assert_eq!(town.library.connections(), 0);
}

#[tokio::test]
async fn the_test_page_walks_every_message_and_shows_nobody() {
    let town = Town::new().await;
    town.library.check_out("20012345", "B1").expect("lent");
    let with =
        ProbeWith { record: "812".into(), item: "B2".into(), patron: "20012345".into(), pin: Secret::new("1234") };
    let system = town.system();
    let steps = system.probe(&with).await;
    assert_eq!(steps.len(), 4);
    for step in &steps {
        assert_eq!(step.outcome, ProbeOutcome::Good, "{}: {:?}", step.title, step.means);
        let shown = format!("{:?} {:?}", step.sent, step.received);
        for secret in ["20012345", "=1234", "Hérouville"] {
            assert!(!shown.contains(secret), "{}: {shown}", step.title);
        }
    }
    assert!(steps[1].received.as_ref().is_some_and(|shown| shown.contains("<barcode>B2</barcode>")));
    let wrong = ProbeWith { pin: Secret::new("0000"), ..with.clone() };
    assert_eq!(system.probe(&wrong).await.last().map(|step| step.outcome), Some(ProbeOutcome::Failed));
    town.library.is(Mood::Garbage);
    let steps = system.probe(&with).await;
    assert_eq!((steps.len(), steps[0].outcome), (1, ProbeOutcome::Failed));
}
