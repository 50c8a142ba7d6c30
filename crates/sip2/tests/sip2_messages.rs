//! Messages as the standard writes them, as machines write them, and as those who mean harm do.

use jiff::civil::date;
use proptest::prelude::*;
use sip2::{
    AcsStatus, Answer, Checkin, CheckinAnswer, Checkout, CheckoutAnswer, Circulation, Counts, Encoding, EndSession,
    EndSessionAnswer, Fault, FeePaid, FeePaidAnswer, Hold, HoldAnswer, HoldMode, ItemAnswer, ItemInformation, Lines,
    Login, Message, PatronAnswer, PatronBlocks, PatronInformation, PatronInformationAnswer, PatronStatus, Renew,
    RenewAll, RenewAllAnswer, RenewAnswer, Request, Rules, ScStatus, Secret, Stamp, Summary, Supported, parse,
};

const LOOSE: Rules = Rules { encoding: Encoding::Utf8, checksum: false, delimiter: b'|' };
const STRICT: Rules = Rules { encoding: Encoding::Utf8, checksum: true, delimiter: b'|' };

fn stamp() -> Option<Stamp> {
    Some(Stamp::local(date(2026, 11, 23).at(12, 5, 9, 0)))
}

/// The example of 3M's guide for developers (page 26) and what other programs send: whoever computes otherwise understands nobody.
#[test]
fn checksums_are_everybodys() {
    for line in [
        "990 402.00AY1AZFCB4",
        "9900302.00AY1AZFCA5",
        "9300CNLoginUserID|COLoginPassword|CPLocationCode|AY5AZEC7B",
        "97AZFEF5",
        "96AZFEF6",
    ] {
        let message = parse(line.as_bytes(), &STRICT).unwrap_or_else(|fault| panic!("{line}: {fault}"));
        assert!(message.checked);
        assert_eq!(message.encode(&STRICT), format!("{line}\r").into_bytes());
    }
    assert_eq!(parse(b"9900802.00AY2AZFCA5", &LOOSE).unwrap_err(), Fault::Checksum, "wrong, though none is asked for");
    assert_eq!(parse(b"9900802.00", &STRICT).unwrap_err(), Fault::NoChecksum);
    assert_eq!(parse(b"9900802.00AYxAZFCA0", &LOOSE).unwrap_err(), Fault::Sequence);
    assert_eq!(
        parse(b"9900802.00AY1AZFCA0|AFmore|", &LOOSE).unwrap_err(),
        Fault::Checksum,
        "nothing follows a checksum"
    );
    assert_eq!(parse(b"9900802.00AY1AZFCA", &LOOSE).unwrap_err(), Fault::Checksum);
}

#[test]
fn what_is_no_message_says_why() {
    for (bytes, fault) in [
        (&b""[..], Fault::NoCode),
        (b"\r\n", Fault::NoCode),
        (b"9", Fault::NoCode),
        (b"GET / HTTP/1.1", Fault::NoCode),
        ("é9".as_bytes(), Fault::NoCode),
        (b"00", Fault::UnknownCode("00".into())),
        (b"2300119960212    1005", Fault::Short("23".into())),
        ("99é802.00".as_bytes(), Fault::Fixed("99".into())),
    ] {
        assert_eq!(parse(bytes, &LOOSE).unwrap_err(), fault, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn ends_of_line_and_unknown_fields_do_not_matter() {
    let message = parse(b"\n9300CNscadmin|ZZwhat|COsecret||x|CP|\r\n", &LOOSE).unwrap();
    let fields: Vec<_> = message.fields().collect();
    assert_eq!(fields, [("CN", "scadmin"), ("ZZ", "what"), ("CO", "secret"), ("CP", "")]);
    assert!(!format!("{message:?}").contains("secret"), "{message:?}");
    let Request::Login(login) = Request::read(&message).unwrap() else { panic!() };
    assert_eq!(
        (login.user.as_str(), login.password.reveal(), login.location.as_deref()),
        ("scadmin", "secret", Some(""))
    );
    assert!(!format!("{login:?}").contains("secret"), "{login:?}");
}

/// What is not said is not a yes: a library whose answer left CQ blank once let any card in.
#[test]
fn what_is_not_said_is_no_yes() {
    let fixed = format!("24{}00020261123    120509", " ".repeat(14));
    for (fields, patron, pin) in [
        ("AA1|AEX|BLY|CQY|", Some(true), Some(true)),
        ("AA1|AEX|BLY|CQN|", Some(true), Some(false)),
        ("AA1|AEX|BLY|CQ|", Some(true), None),
        ("AA1|AEX|BLY|CQ |", Some(true), None),
        ("AA1|AEX|BLY|", Some(true), None),
        ("AA1|AEX|BL1|CQ1|", None, None),
        ("AA1|AEX|BLN|CQY|CQN|", Some(false), None),
        ("AA1|AEX|", None, None),
    ] {
        let Answer::PatronStatus(answer) =
            Answer::read(&parse(format!("{fixed}{fields}").as_bytes(), &LOOSE).unwrap()).unwrap()
        else {
            panic!()
        };
        assert_eq!((answer.valid_patron, answer.valid_pin), (patron, pin), "{fields}");
    }
}

#[test]
fn a_name_adds_no_field_and_no_line() {
    let answer = Answer::PatronStatus(PatronAnswer {
        name: "Bobby|AFinjected|BLY|\r64              ".into(),
        valid_patron: Some(false),
        language: "00|".into(),
        ..PatronAnswer::default()
    });
    for encoding in Encoding::ALL {
        let rules = Rules { encoding, ..STRICT };
        let mut message = answer.write();
        message.sequence = Some(3);
        let bytes = message.encode(&rules);
        assert_eq!(bytes.iter().filter(|byte| **byte == b'\r').count(), 1);
        let message = parse(&bytes, &rules).unwrap();
        assert_eq!(message.first("AF"), None);
        assert_eq!(message.all("BL"), ["N"]);
        assert_eq!(message.first("AE"), Some("Bobby AFinjected BLY  64              "));
    }
    // Nor does another delimiter.
    let rules = Rules { delimiter: b'^', ..LOOSE };
    let bytes = Message::new("94", "1").with("AF", "a^AFb").encode(&rules);
    assert_eq!(parse(&bytes, &rules).unwrap().all("AF"), ["a AFb"]);
}

#[test]
fn names_are_read_in_the_lines_own_letters() {
    let answer = Message::new("94", "1").with("AE", "Zoë Œuvray-Lefèbvre");
    for (encoding, name) in [
        (Encoding::Utf8, "Zoë Œuvray-Lefèbvre"),
        (Encoding::Windows1252, "Zoë Œuvray-Lefèbvre"),
        (Encoding::Latin1, "Zoë OEuvray-Lefèbvre"),
        (Encoding::Cp850, "Zoë OEuvray-Lefèbvre"),
    ] {
        let rules = Rules { encoding, ..LOOSE };
        assert_eq!(parse(&answer.encode(&rules), &rules).unwrap().first("AE"), Some(name));
        assert_eq!(Encoding::from_code(encoding.code()), Some(encoding));
    }
}

fn requests() -> Vec<Request> {
    let pin = Some(Secret::new("4816"));
    vec![
        Request::Login(Login { user: "auto".into(), password: Secret::new("clé"), location: Some("hall".into()) }),
        Request::ScStatus(ScStatus { status: 1, print_width: 40, version: "2.00".into() }),
        Request::Resend,
        Request::PatronStatus(PatronStatus {
            language: "002".into(),
            time: stamp(),
            institution: "lille".into(),
            patron: "29".into(),
            terminal_password: Some(Secret::default()),
            pin: pin.clone(),
        }),
        Request::PatronInformation(PatronInformation {
            language: "002".into(),
            time: stamp(),
            summary: Some(Summary::Charged),
            institution: "lille".into(),
            patron: "29".into(),
            terminal_password: None,
            pin: pin.clone(),
            from: Some(1),
            to: Some(20),
        }),
        Request::EndSession(EndSession { time: stamp(), patron: "29".into(), ..EndSession::default() }),
        Request::FeePaid(FeePaid {
            time: stamp(),
            fee_type: "04".into(),
            payment_type: "00".into(),
            currency: "EUR".into(),
            amount: "1.50".into(),
            patron: "29".into(),
            fee: Some("7".into()),
            ..FeePaid::default()
        }),
        Request::ItemInformation(ItemInformation { time: stamp(), item: "3".into(), ..ItemInformation::default() }),
        Request::Checkout(Checkout {
            renewal_allowed: true,
            time: stamp(),
            item: "3".into(),
            terminal_password: Some(Secret::default()),
            cancel: Some(false),
            ..Checkout::default()
        }),
        Request::Checkin(Checkin {
            no_block: true,
            time: stamp(),
            returned: stamp(),
            item: "3".into(),
            terminal_password: Some(Secret::default()),
            ..Checkin::default()
        }),
        Request::Hold(Hold {
            mode: HoldMode::Cancel,
            time: stamp(),
            until: stamp(),
            kind: Some(2),
            pin,
            ..Hold::default()
        }),
        Request::Renew(Renew { third_party: true, time: stamp(), item: Some("3".into()), ..Renew::default() }),
        Request::RenewAll(RenewAll {
            time: stamp(),
            patron: "29".into(),
            fee_agreed: Some(true),
            ..RenewAll::default()
        }),
    ]
}

fn answers() -> Vec<Answer> {
    let patron = PatronAnswer {
        blocks: PatronBlocks::BORROWING.and(PatronBlocks::FINES),
        language: "002".into(),
        time: stamp(),
        institution: "lille".into(),
        patron: "29".into(),
        name: "Zoë Lefèbvre".into(),
        valid_patron: Some(true),
        valid_pin: None,
        currency: Some("EUR".into()),
        owed: Some("12.50".into()),
        screen: vec!["Bonjour".into(), "à bientôt".into()],
        print: vec!["merci".into()],
    };
    vec![
        Answer::Login(true),
        Answer::Login(false),
        Answer::Resend,
        Answer::AcsStatus(AcsStatus {
            online: true,
            checkin: false,
            checkout: true,
            renewal: false,
            status_update: false,
            offline: true,
            timeout: 100,
            retries: 3,
            time: stamp(),
            version: "2.00".into(),
            institution: "lille".into(),
            library: Some("Lille".into()),
            supported: Some(Supported::of(&["23", "63", "93"])),
            location: None,
            screen: vec![],
            print: vec![],
        }),
        Answer::PatronStatus(patron.clone()),
        Answer::PatronInformation(PatronInformationAnswer {
            patron,
            counts: Counts { holds: Some(1), overdue: Some(0), charged: Some(12), ..Counts::default() },
            hold_limit: Some(5),
            items: vec![
                (Summary::Charged, "3001".into()),
                (Summary::Charged, "3002".into()),
                (Summary::Holds, "4".into()),
            ],
            email: Some("zoe@example.fr".into()),
            birth: Some("19840512".into()),
            ..PatronInformationAnswer::default()
        }),
        Answer::EndSession(EndSessionAnswer { ended: true, time: stamp(), ..EndSessionAnswer::default() }),
        Answer::FeePaid(FeePaidAnswer { accepted: true, time: stamp(), ..FeePaidAnswer::default() }),
        Answer::ItemInformation(ItemAnswer {
            circulation: Circulation::InTransit,
            time: stamp(),
            item: "3".into(),
            title: "L’Étranger".into(),
            queue: Some(2),
            due: Some("20261130    235900".into()),
            ..ItemAnswer::default()
        }),
        Answer::Checkout(CheckoutAnswer {
            ok: true,
            time: stamp(),
            due: "20261214".into(),
            ..CheckoutAnswer::default()
        }),
        Answer::Checkin(CheckinAnswer { ok: true, alert: true, time: stamp(), ..CheckinAnswer::default() }),
        Answer::Hold(HoldAnswer {
            ok: true,
            available: true,
            time: stamp(),
            position: Some(3),
            ..HoldAnswer::default()
        }),
        Answer::Renew(RenewAnswer { ok: true, renewal: true, time: stamp(), ..RenewAnswer::default() }),
        Answer::RenewAll(RenewAllAnswer {
            ok: true,
            renewed_count: Some(2),
            time: stamp(),
            renewed: vec!["1".into(), "2".into()],
            ..RenewAllAnswer::default()
        }),
    ]
}

#[test]
fn requests_and_answers_come_back_as_they_went() {
    for encoding in Encoding::ALL {
        let rules = Rules { encoding, ..STRICT };
        for request in requests() {
            let mut message = request.write();
            message.sequence = Some(7);
            let read = parse(&message.encode(&rules), &rules).unwrap();
            assert_eq!(read.sequence, Some(7));
            assert_eq!(Request::read(&read).unwrap(), request);
            assert!(Answer::read(&read).is_err(), "a request is no answer");
        }
        for answer in answers() {
            let read = parse(&answer.write().encode(&rules), &rules).unwrap();
            assert!(Request::read(&read).is_err(), "an answer is no request");
            let again = Answer::read(&read).unwrap();
            match (&again, encoding) {
                // Typographers' apostrophes are not in every encoding.
                (Answer::ItemInformation(item), Encoding::Latin1 | Encoding::Cp850) => {
                    assert_eq!(item.title, "L'Étranger")
                }
                _ => assert_eq!(again, answer),
            }
        }
    }
}

/// Every request has an answer, and that answer is one we read.
#[test]
fn each_request_names_its_answer() {
    let known: Vec<String> = answers().iter().map(|answer| answer.write().code().to_owned()).collect();
    for request in requests() {
        match request.answer_code() {
            Some(code) => assert!(known.iter().any(|known| known == code), "{code}"),
            None => assert_eq!(request, Request::Resend),
        }
    }
}

fn message() -> impl Strategy<Value = Message> {
    let code = prop::sample::select(vec![
        "01", "09", "10", "11", "12", "15", "16", "17", "18", "19", "20", "23", "24", "25", "26", "29", "30", "35",
        "36", "37", "38", "63", "64", "65", "66", "93", "94", "96", "97", "98", "99",
    ]);
    let field = ("[A-Z]{2}", "[^|\\p{Cc}\u{2028}\u{2029}]{0,20}")
        .prop_filter("the end's own", |(name, _)| name != "AY" && name != "AZ");
    (code, "[ -~]{0,60}", prop::collection::vec(field, 0..8), prop::option::of(0_u8..10)).prop_map(
        |(code, fixed, fields, sequence)| {
            let mut message = fields
                .into_iter()
                .fold(Message::new(code, &fixed), |message, (name, value)| message.with(&name, value));
            message.sequence = sequence;
            message.checked = true;
            message
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_message_comes_back_as_it_went(message in message()) {
        prop_assert_eq!(parse(&message.encode(&STRICT), &STRICT).unwrap(), message);
    }

    /// A sum of bytes catches every change of one byte.
    #[test]
    fn a_changed_byte_is_found(message in message(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = message.encode(&STRICT);
        bytes.pop();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        match parse(&bytes, &STRICT) {
            Err(_) => {}
            // Lower-case digits of a checksum are the same number.
            Ok(read) => prop_assert!(read == message && byte.is_ascii_hexdigit()),
        }
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300), encoding in prop::sample::select(Encoding::ALL.to_vec())) {
        for checksum in [false, true] {
            if let Ok(message) = parse(&bytes, &Rules { encoding, checksum, delimiter: b'|' }) {
                let _ = (Request::read(&message), Answer::read(&message), format!("{message:?}"));
            }
        }
    }

    /// Whatever a value is, what goes out is one line with the fields that were meant.
    #[test]
    fn no_value_adds_a_field(value in any::<String>(), encoding in prop::sample::select(Encoding::ALL.to_vec())) {
        let rules = Rules { encoding, ..STRICT };
        let bytes = Message::new("94", "1").with("AE", value.clone()).with("BL", "N").encode(&rules);
        prop_assert_eq!(bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')), Some(bytes.len() - 1));
        let read = parse(&bytes, &rules).unwrap();
        let names: Vec<&str> = read.fields().map(|(name, _)| name).collect();
        prop_assert_eq!(names, ["AE", "BL"]);
        prop_assert_eq!(read.flag("BL"), Some(false));
    }

    #[test]
    fn lines_are_the_same_however_they_arrive(parts in prop::collection::vec("[0-9A-Z|\r\n]{0,12}", 0..12)) {
        let whole = parts.concat();
        let expected: Vec<Vec<u8>> =
            whole.split_terminator(['\r', '\n']).filter(|line| !line.is_empty()).map(|line| line.as_bytes().to_vec()).collect();
        let ends = whole.ends_with(['\r', '\n']);
        let mut lines = Lines::new(4096);
        let mut found = Vec::new();
        for part in &parts {
            lines.push(part.as_bytes());
            while let Some(line) = lines.next_line().unwrap() {
                found.push(line);
            }
        }
        let whole_lines = if ends || expected.is_empty() { expected.len() } else { expected.len() - 1 };
        prop_assert_eq!(&found[..], &expected[..whole_lines]);
    }
}

/// A hundred thousand valid messages, each bent in a few places: cut, doubled, a byte changed, two messages spliced. None
/// brings the reader down, and what is accepted can be written again.
#[test]
fn bent_messages_bring_nothing_down() {
    let lines: Vec<Vec<u8>> = requests()
        .iter()
        .map(Request::write)
        .chain(answers().iter().map(Answer::write))
        .map(|mut message| {
            message.sequence = Some(4);
            message.encode(&STRICT)
        })
        .collect();
    // xorshift64*, so that a failure comes back.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    };
    let mut accepted = 0;
    for _ in 0..100_000 {
        let mut line = lines[random(lines.len())].clone();
        for _ in 0..=random(4) {
            match random(5) {
                0 => line.truncate(random(line.len() + 1)),
                1 if !line.is_empty() => {
                    let at = random(line.len());
                    line[at] = random(256) as u8;
                }
                2 => {
                    let at = random(line.len() + 1);
                    line.insert(at, b"|AYZBL\r\n0"[random(9)]);
                }
                3 => {
                    let other = &lines[random(lines.len())];
                    let at = random(line.len() + 1);
                    line.truncate(at);
                    line.extend_from_slice(&other[random(other.len())..]);
                }
                _ if !line.is_empty() => {
                    line.remove(random(line.len()));
                }
                _ => {}
            }
        }
        for encoding in Encoding::ALL {
            let rules = Rules { encoding, ..LOOSE };
            let Ok(message) = parse(&line, &rules) else { continue };
            accepted += 1;
            let again = parse(&message.encode(&rules), &rules).unwrap();
            assert_eq!(
                again.fields().map(|(name, _)| name.to_owned()).collect::<Vec<_>>(),
                message.fields().map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
            );
            let _ = (Request::read(&message), Answer::read(&message));
        }
    }
    assert!(accepted > 1_000, "only {accepted}: the test bends too much to test anything");
}
