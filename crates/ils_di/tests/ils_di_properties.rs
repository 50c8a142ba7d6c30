//! What is written is read back; what is damaged never panics, and never becomes somebody.

use ils_di::{
    Copy, Debarred, Fine, Hold, HoldState, IdKind, Loan, PatronInfo, RecordCopies, Renewed, Request, RequestError,
    read, write,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// Text as answers carry it: no edge spaces, which mean nothing there, and not the word that stands for nothing.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zéèœ0-9&<>\"';|/+ ]{0,24}".prop_map(|text| text.trim().to_owned()).prop_filter("null", |text| text != "null")
}

fn word() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9|&+é]{1,12}".prop_filter("null", |text| text != "null")
}

fn day() -> impl Strategy<Value = Date> {
    (1990i16..2100, 1i8..13, 1i8..29).prop_map(|(year, month, day)| date(year, month, day))
}

prop_compose! {
    fn loan()(item in word(), record in word(), barcode in text(), title in text(), due in proptest::option::of(day()),
              renewals in proptest::option::of(0u32..20)) -> Loan {
        Loan { item, record, barcode, title, due, renewals, ..Loan::default() }
    }
}

prop_compose! {
    fn hold()(id in word(), record in word(), title in text(), author in text(), state in 0..3, rank in 1u32..90,
              until in proptest::option::of(day()), pickup in text()) -> Hold {
        let state = [HoldState::Waiting, HoldState::InTransit, HoldState::Ready][state as usize];
        Hold { id, record, title, author, state, rank: Some(rank), until, pickup, ..Hold::default() }
    }
}

prop_compose! {
    fn patron()(id in word(), card in text(), name in text(), expires in proptest::option::of(day()),
                debarred in proptest::option::of((proptest::option::of(day()), text())),
                fines in proptest::collection::vec((text(), 1i64..99_999), 0..4),
                loans in proptest::collection::vec(loan(), 0..4),
                holds in proptest::collection::vec(hold(), 0..4)) -> PatronInfo {
        let fines: Vec<Fine> = fines.into_iter().map(|(what, cents)| Fine { what, cents, on: None }).collect();
        PatronInfo {
            id, card, name, expires,
            debarred: debarred.map(|(until, why)| Debarred { until, why }),
            owes: Some(fines.iter().map(|fine| fine.cents).sum()),
            fines, loans, holds,
            ..PatronInfo::default()
        }
    }
}

prop_compose! {
    fn request()(pick in 0..11, ids in proptest::collection::vec("[a-zA-Z0-9|&+é]{1,12}", 1..4), a in text(), b in text(),
                 flags in any::<[bool; 3]>(), pickup in proptest::option::of(word())) -> Request {
        let some = |text: String| if text.is_empty() { "x".to_owned() } else { text };
        let (patron, other, record) = (some(a), some(b), ids[0].clone());
        match pick {
            0 => Request::GetAvailability { ids, kind: IdKind::Item },
            1 => Request::GetRecords { ids },
            2 => Request::LookupPatron { id: patron, kind: pickup },
            3 => Request::AuthenticatePatron { username: patron, password: other },
            4 => Request::GetPatronInfo { patron, loans: flags[0], holds: flags[1], fines: flags[2] },
            5 => Request::GetPatronStatus { patron },
            6 => Request::GetServices { patron, item: other },
            7 => Request::RenewLoan { patron, item: other },
            8 => Request::HoldTitle { patron, record, pickup },
            9 => Request::HoldItem { patron, record, item: other, pickup },
            _ => Request::CancelHold { patron, hold: other },
        }
    }
}

proptest! {
    #[test]
    fn questions_come_back_from_their_addresses(request in request()) {
        let address = request.address("https://koha.example/cgi-bin/koha/ilsdi.pl?lang=fr");
        let query = address.split_once('?').expect("a query").1;
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        prop_assert_eq!(Request::from_pairs(&pairs), Ok(request));
    }

    #[test]
    fn a_reader_is_read_as_written(patron in patron()) {
        prop_assert_eq!(read::patron(write::patron(&patron).as_bytes()), Ok(patron));
    }

    #[test]
    fn damaged_answers_never_panic_nor_change_who_it_is(patron in patron(), at in any::<prop::sample::Index>(),
                                                        byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let whole = write::patron(&patron).into_bytes();
        let mut changed = whole.clone();
        let at = at.index(changed.len());
        changed[at] = byte;
        let _ = read::patron(&changed);
        // Half an answer is none.
        let cut = cut.index(whole.len().saturating_sub(2));
        prop_assert!(read::patron(&whole[..cut]).is_err());
    }

    #[test]
    fn bytes_of_any_kind_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400), tag in 0..4) {
        let root = ["GetRecords", "GetPatronInfo", "dlf:collection", "RenewLoan"][tag as usize];
        let dressed = [format!("<{root}>").as_bytes(), &bytes, format!("</{root}>").as_bytes()].concat();
        for answer in [&bytes, &dressed] {
            let _ = read::records(answer);
            let _ = read::availability(answer);
            let _ = read::patron(answer);
            let _ = read::renewed(answer);
            prop_assert!(read::authenticated(answer).is_err());
            let _ = read::canceled(answer);
        }
    }
}

#[test]
fn copies_are_read_as_written() {
    let copy = |item: &str, available, why| Copy {
        item: item.to_owned(),
        barcode: format!("b|{item}"),
        available: Some(available),
        why,
        ..Copy::default()
    };
    let mut lent = copy("1", false, "on loan");
    lent.due = Some(date(2026, 12, 14));
    let record = RecordCopies {
        record: "R&1".into(),
        title: "L’<Œuvre>".into(),
        copies: vec![lent, copy("2", true, ""), copy("3", false, "lost"), copy("4", false, "not for loan")],
        holds: Some(3),
    };
    let text = write::records(&[Some(record.clone()), None]);
    assert_eq!(read::records(text.as_bytes()), Ok(vec![record]));
}

#[test]
fn renewals_are_read_as_written() {
    for renewed in [
        Renewed { done: Some(true), renewals: Some(2), due: Some(date(2026, 12, 14)), error: String::new() },
        Renewed { done: Some(false), renewals: Some(3), due: None, error: "too_many".into() },
        Renewed::default(),
    ] {
        assert_eq!(read::renewed(write::renewed(&renewed).as_bytes()), Ok(renewed));
    }
    assert_eq!(read::canceled(write::canceled().as_bytes()), Ok(()));
}

#[test]
fn a_question_shown_hides_who_asks_and_the_secret() {
    let request = Request::AuthenticatePatron { username: "20012345".into(), password: "motdepasse".into() };
    let shown = request.masked("http://koha.example/ilsdi.pl");
    assert_eq!(shown, "http://koha.example/ilsdi.pl?service=AuthenticatePatron&username=••••&password=••••");
    assert!(!format!("{request:?}").contains("motdepasse"));
    let request = Request::RenewLoan { patron: "572".into(), item: "4454".into() };
    assert!(!request.masked("http://koha.example/ilsdi.pl").contains("572"));
}

#[test]
fn a_query_that_is_no_question_says_why() {
    let pairs =
        |text: &str| -> Vec<(String, String)> { form_urlencoded::parse(text.as_bytes()).into_owned().collect() };
    assert_eq!(Request::from_pairs(&pairs("")), Err(RequestError::Missing("service")));
    assert_eq!(Request::from_pairs(&pairs("service=RenewLoan&patron_id=1")), Err(RequestError::Missing("item_id")));
    assert_eq!(Request::from_pairs(&pairs("service=Erase")), Err(RequestError::UnknownService("Erase".into())));
}
