//! Answers as systems send them: the shapes are those of Koha's documentation and of replies recorded by others, the texts ours.

use ils_di::{Fault, HoldState, Refusal, Status, read};
use jiff::civil::date;

const RECORDS: &[u8] = include_bytes!("fixtures/koha_records.xml");
const AVAILABILITY: &[u8] = include_bytes!("fixtures/koha_availability.xml");
const PATRON: &[u8] = include_bytes!("fixtures/koha_patron.xml");
const NANOOK_PATRON: &[u8] = include_bytes!("fixtures/nanook_patron.xml");
const NANOOK_RECORDS: &[u8] = include_bytes!("fixtures/nanook_records.xml");
const TOMCAT: &[u8] = include_bytes!("fixtures/tomcat.html");

#[test]
fn koha_records_say_which_copies_can_be_had_and_nothing_of_who_has_the_others() {
    let records = read::records(RECORDS).expect("an answer");
    assert_eq!(records.len(), 1, "what does not exist is left out");
    let record = &records[0];
    assert_eq!(
        (record.record.as_str(), record.title.as_str(), record.holds),
        ("812", "Le Marteau sans maître", Some(2))
    );
    let told: Vec<_> = record.copies.iter().map(|copy| (copy.item.as_str(), copy.available, copy.why)).collect();
    assert_eq!(
        told,
        [
            ("2001", Some(false), "on loan"),
            ("2002", Some(true), ""),
            ("2003", Some(false), "lost"),
            ("2004", Some(false), "not for loan"),
            ("2005", Some(false), "ordered"),
            ("2006", Some(false), "withdrawn"),
            ("2007", None, ""),
        ]
    );
    assert_eq!(record.copies[0].due, Some(date(2011, 5, 30)));
    assert_eq!(record.copies[0].library, "Médiathèque du Beffroi", "text encoded twice is put right");
    assert_eq!(record.copies[1].due, None);
    assert!(!format!("{records:?}").contains("LECTRICE"));
}

#[test]
fn koha_availability_is_read_with_its_lone_ampersand() {
    let records = read::availability(AVAILABILITY).expect("an answer");
    let told: Vec<_> =
        records.iter().flat_map(|record| &record.items).map(|item| (item.item.as_str(), item.status)).collect();
    assert_eq!(told, [("2001", Status::NotAvailable), ("2002", Status::Available), ("99999", Status::Unknown)]);
    assert_eq!(records[0].record, "812");
    assert_eq!(records[0].items[1].location, "Salle Dumas & fils");
    assert_eq!(records[0].items[0].message, "Checked out");
}

#[test]
fn koha_patron_has_loans_holds_and_what_is_left_to_pay() {
    let patron = read::patron(PATRON).expect("an answer");
    assert_eq!((patron.id.as_str(), patron.card.as_str()), ("572", "59002000"));
    assert_eq!(patron.name, "Ève d’Hérouville");
    assert_eq!(patron.owes, Some(650), "the lines, not the total Koha rounds");
    assert_eq!(patron.fines.iter().map(|fine| fine.cents).collect::<Vec<_>>(), [400, 250]);
    assert_eq!(patron.expires, Some(date(2012, 4, 12)));
    let debarred = patron.debarred.expect("debarred");
    assert_eq!((debarred.until, debarred.why.as_str()), (None, "Adresse à vérifier"));
    assert_eq!(patron.loans[0].due, Some(date(2009, 5, 6)));
    assert_eq!((patron.loans[0].renewals, patron.loans[1].renewals, patron.loans[1].due), (Some(3), None, None));
    let hold = &patron.holds[0];
    assert_eq!((hold.id.as_str(), hold.rank, hold.state, hold.until), ("234", Some(2), HoldState::Waiting, None));
    assert_eq!(hold.author, "Roland Barthes");
    let ready = &patron.holds[1];
    assert_eq!((ready.id.as_str(), ready.rank, ready.state), ("235", None, HoldState::Ready));
    assert_eq!(ready.until, Some(date(2011, 4, 30)));
    assert_eq!(ready.title, "L'Île \"au trésor\"");
}

#[test]
fn nanook_answers_in_names_of_its_own() {
    let patron = read::patron(NANOOK_PATRON).expect("an answer");
    assert_eq!((patron.id.as_str(), patron.name.as_str(), patron.owes), ("1", "Adam MARTIN", None));
    assert_eq!((patron.loans[0].due, patron.loans[0].author.as_str()), (Some(date(2011, 5, 4)), ""));
    let told: Vec<_> = patron.holds.iter().map(|hold| (hold.state, hold.rank, hold.until)).collect();
    assert_eq!(
        told,
        [
            (HoldState::Waiting, Some(1), Some(date(2012, 6, 15))),
            (HoldState::Ready, Some(49), None),
            (HoldState::Waiting, None, None),
        ]
    );
    let copies = &read::records(NANOOK_RECORDS).expect("an answer")[0].copies;
    let told: Vec<_> = copies.iter().map(|copy| (copy.barcode.as_str(), copy.available, copy.why)).collect();
    assert_eq!(
        told,
        [
            ("L-1", Some(true), ""),
            ("L-2", Some(false), "on loan"),
            ("L-3", Some(false), "in transit"),
            ("L-4", Some(false), "on hold"),
            ("L-5", Some(false), "ordered"),
        ]
    );
}

fn code(fault: Fault) -> String {
    match fault {
        Fault::Refused(refusal) => refusal.code,
        other => panic!("not a refusal: {other:?}"),
    }
}

#[test]
fn refusals_are_told_from_answers() {
    let unknown = b"<?xml version='1.0'?><AuthenticatePatron><code>PatronNotFound</code></AuthenticatePatron>";
    match read::authenticated(unknown) {
        Err(Fault::Refused(refusal)) => assert!(refusal.is_unknown_patron()),
        other => panic!("{other:?}"),
    }
    let looked = b"<LookupPatron><message>PatronNotFound</message></LookupPatron>";
    assert_eq!(code(read::patron_id(looked).unwrap_err()), "PatronNotFound");
    let off = b"<GetPatronInfo><code>NotAllowed</code><message>ILS-DI is disabled.</message></GetPatronInfo>";
    match read::patron(off) {
        Err(Fault::Refused(refusal)) => {
            assert!(refusal.is_not_allowed());
            assert_eq!(refusal.message, "ILS-DI is disabled.");
        }
        other => panic!("{other:?}"),
    }
    let nanook = b"<HoldTitle><error>NotHoldable</error></HoldTitle>";
    assert_eq!(code(read::title_held(nanook).unwrap_err()), "NotHoldable");
    assert_eq!(
        code(read::records(b"<GetRecords><error>RecordNotFound</error></GetRecords>").unwrap_err()),
        "RecordNotFound"
    );
}

#[test]
fn nobody_is_authenticated_by_half() {
    for answer in [
        &b"<AuthenticatePatron></AuthenticatePatron>"[..],
        b"<AuthenticatePatron><id></id></AuthenticatePatron>",
        b"<AuthenticatePatron><id> </id></AuthenticatePatron>",
        b"<AuthenticatePatron><id>null</id></AuthenticatePatron>",
        b"<AuthenticatePatron/>",
        b"<LookupPatron><id>572</id></LookupPatron>",
        b"<AuthenticatePatron><id>572</id>",
        b"<AuthenticatePatron><id>572</id><code>PatronNotFound</code></AuthenticatePatron>",
        b"",
        b"   ",
        b"572",
        TOMCAT,
    ] {
        assert!(read::authenticated(answer).is_err(), "{}", String::from_utf8_lossy(answer));
    }
    assert_eq!(
        read::authenticated(b"<AuthenticatePatron><patronId>1</patronId></AuthenticatePatron>"),
        Ok("1".to_owned())
    );
}

#[test]
fn renewals_holds_and_cancellations_are_read_as_they_are_meant() {
    let done = read::renewed(
        b"<RenewLoan><success>1</success><renewals>2</renewals><date_due>2026-12-14 23:00</date_due></RenewLoan>",
    )
    .expect("an answer");
    assert_eq!((done.done, done.renewals, done.due), (Some(true), Some(2), Some(date(2026, 12, 14))));
    let refused =
        read::renewed(b"<RenewLoan><renewals>5</renewals><success>0</success><error>too_many</error></RenewLoan>")
            .expect("an answer");
    assert_eq!((refused.done, refused.error.as_str()), (Some(false), "too_many"));
    let perl =
        read::renewed(b"<RenewLoan><success></success><error>on_reserve</error></RenewLoan>").expect("an answer");
    assert_eq!(perl.done, Some(false));
    assert_eq!(
        read::renewed(b"<RenewLoan></RenewLoan>").expect("an answer").done,
        None,
        "yes or no such loan: unknown"
    );
    assert_eq!(code(read::renewed(b"<RenewLoan><error>NotRenewable</error></RenewLoan>").unwrap_err()), "NotRenewable");

    let held = read::title_held(b"<HoldTitle><title>T</title><pickup_location>Annexe</pickup_location></HoldTitle>");
    assert_eq!(held.map(|placed| placed.pickup), Ok("Annexe".to_owned()));
    assert_eq!(read::canceled(b"<CancelHold><code>Canceled</code></CancelHold>"), Ok(()));
    assert_eq!(read::canceled(b"<CancelHold></CancelHold>"), Ok(()));
    assert_eq!(
        code(read::canceled(b"<CancelHold><code>RecordNotFound</code></CancelHold>").unwrap_err()),
        "RecordNotFound"
    );
    assert_eq!(
        code(read::canceled(b"<CancelHold><error>NotCanceled</error></CancelHold>").unwrap_err()),
        "NotCanceled"
    );
}

#[test]
fn what_is_no_answer_is_said_to_be_none() {
    match read::records(TOMCAT) {
        Err(Fault::Html { title }) => assert_eq!(title, "Apache Tomcat/6.0.32 - Rapport d'erreur"),
        other => panic!("{other:?}"),
    }
    assert_eq!(read::records(b""), Err(Fault::Empty));
    assert!(matches!(read::records(b"Service Unavailable"), Err(Fault::Malformed { .. })));
    assert!(matches!(read::records(&RECORDS[..RECORDS.len() - 40]), Err(Fault::Malformed { .. })));
    assert!(matches!(read::records(PATRON), Err(Fault::WrongRoot { expected: "GetRecords", .. })));
    assert!(matches!(read::records(&vec![b' '; ils_di::LARGEST + 1]), Err(Fault::TooLarge { .. })));
    let deep = format!("{}{}", "<a>".repeat(5_000), "</a>".repeat(5_000));
    assert!(matches!(read::records(deep.as_bytes()), Err(Fault::Malformed { .. })));
    let bomb = b"<!DOCTYPE GetRecords [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><GetRecords><record><biblionumber>1</biblionumber><title>&b;</title></record></GetRecords>";
    assert_eq!(read::records(bomb).expect("read")[0].title, "&b;", "no entity is ever declared");
    let latin =
        b"<GetRecords><record><biblionumber>1</biblionumber><title>\xc9tranger \x9cuvre</title></record></GetRecords>";
    assert_eq!(read::records(latin).expect("read")[0].title, "Étranger œuvre");
}

#[test]
fn a_refusal_is_shown_with_its_words() {
    let refusal = Refusal { code: "NotAllowed".into(), message: "ILS-DI is disabled.".into() };
    assert_eq!(refusal.to_string(), "NotAllowed (ILS-DI is disabled.)");
}

#[test]
fn an_answer_is_shown_without_who_is_in_it() {
    let shown = read::shown(RECORDS, &["itemnumber", "onloan", "title"]).expect("an answer");
    assert!(shown.contains("<itemnumber>2001</itemnumber>") && shown.contains("<onloan>2011-05-30</onloan>"));
    assert!(!shown.contains("LECTRICE") && !shown.contains("59001560") && !shown.contains("leader"));
    let refused = read::shown(b"<GetRecords><code>NotAllowed</code></GetRecords>", &["code"]).expect("an answer");
    assert_eq!(refused, "<GetRecords>\n  <code>NotAllowed</code>\n</GetRecords>");
}
