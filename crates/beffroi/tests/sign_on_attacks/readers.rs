//! Who is a reader here? Whoever guesses learns nothing, at the sign-in page or on a machine's line; and a reader's name writes
//! no field of an answer.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use people::card_number;

use crate::sign_on_town::{Answer, PIN, mail_address};
use crate::{BENT_NAME, COSTLY, HELD_BACK, House, hidden, house};

const GUESSED: usize = 13;
const ECHOED: usize = 14;

/// A machine on the line, without a library: bytes as they travel.
struct Line(BufReader<TcpStream>);

impl Line {
    fn open(house: &House) -> Line {
        let stream = TcpStream::connect(("127.0.0.1", house.machines)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut line = Line(BufReader::new(stream));
        let login = format!("9300CN{}|CO{}|", house.login, house.password);
        assert_eq!(line.ask(&login), "941");
        line
    }

    fn ask(&mut self, message: &str) -> String {
        self.0.get_mut().write_all(format!("{message}\r").as_bytes()).unwrap();
        let mut answer = Vec::new();
        self.0.read_until(b'\r', &mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        answer.trim_matches(['\r', '\n']).to_owned()
    }
}

/// Patron status and patron information.
fn questions(card: &str, pin: Option<&str>) -> [String; 2] {
    let fields = format!("AOreseau|AA{card}|AC|{}", pin.map(|pin| format!("AD{pin}|")).unwrap_or_default());
    [format!("2300120261123    120000{fields}"), format!("6300120261123    120000          {fields}")]
}

/// An answer without the card as it was written and the hour, which are the machine's own and the clock's.
fn masked(answer: &str, card: &str) -> String {
    let (head, rest) = answer.split_at(19);
    let (hour, fields) = rest.split_at(18);
    assert!(hour.bytes().all(|byte| byte.is_ascii_digit() || byte == b' '), "{answer}");
    assert!(fields.contains(&format!("AA{card}|")), "the card as it was written: {answer}");
    format!("{head}{}", fields.replace(&format!("AA{card}|"), "AA|"))
}

#[test]
fn a_name_writes_no_field_of_an_answer() {
    let house = house();
    let card = &house.reader(BENT_NAME).card;
    let mut line = Line::open(&house);
    for (question, fixed) in questions(card, Some(PIN)).iter().zip([37, 61]) {
        let answer = line.ask(question);
        let fields: Vec<&str> = answer[fixed..].split_terminator('|').collect();
        let names: Vec<&str> = fields.iter().map(|field| &field[..2]).collect();
        assert_eq!(
            fields.iter().filter(|field| field.starts_with("AE")).collect::<Vec<_>>(),
            [&"AEJeanne Delattre BLY CQY"]
        );
        for name in ["AO", "AA", "AE", "BL", "CQ"] {
            assert_eq!(names.iter().filter(|known| **known == name).count(), 1, "{name}: {answer}");
        }
        assert_eq!(names.len(), 5, "{answer}");
        assert!(fields.contains(&"BLY") && fields.contains(&"CQY"), "{answer}");
    }
    // With a wrong PIN the name has no say: it is not even told.
    for question in questions(card, Some("480914")) {
        let answer = line.ask(&question);
        assert!(answer.contains("|BLN|") && answer.contains("|CQN|"), "{answer}");
        for never in ["BLY", "CQY", "Delattre", "Jeanne"] {
            assert!(!answer.contains(never), "{answer}");
        }
    }
}

#[test]
fn machines_learn_of_no_card_by_guessing() {
    let house = house();
    let good = &house.reader(GUESSED).card;
    let mut line = Line::open(&house);
    for answer in questions(good, Some(PIN)).map(|question| line.ask(&question)) {
        assert!(answer.contains("|BLY|CQY|") && answer.contains("|AEJeanne Delattre|"), "{answer}");
    }
    let unknown = card_number::random();
    let slip = format!("{}{}", &good[..good.len() - 1], (good.as_bytes()[good.len() - 1] - b'0' + 1) % 10);
    let held_back = &house.reader(HELD_BACK).card;
    let mut seen: Vec<[String; 2]> = Vec::new();
    for (card, pin) in [
        (unknown.as_str(), Some(PIN)),
        (good, Some("480914")),
        (held_back, Some(PIN)),
        (held_back, Some("480914")),
        (&slip, Some(PIN)),
        (good, None),
        (&unknown, None),
        ("x", Some("x")),
    ] {
        let answers = questions(card, pin).map(|question| masked(&line.ask(&question), card));
        for answer in &answers {
            assert!(answer.contains("|BLN|CQN|") && answer.contains("|AE|"), "{answer}");
            assert!(!answer.contains("Jeanne"), "{answer}");
        }
        seen.push(answers);
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "the same bytes: {seen:#?}");
}

/// A page and its headers without what is of this answer alone: tokens of forms, the day's hour, cookies' values, and what the
/// visitor typed themselves.
fn shape(answer: &Answer, typed: &str) -> String {
    let mut body = answer.body.replace(typed, "TYPED").replace(&card_number::spaced(typed), "TYPED");
    while let Some(at) = body.find("name=\"form_token\" value=\"") {
        let token = hidden(&body[at..], "form_token");
        assert!(token.len() > 20, "{body}");
        body = body.replace(&format!("name=\"form_token\" value=\"{token}\""), "FORM_TOKEN");
    }
    let head: Vec<&str> = answer
        .head
        .lines()
        .filter(|line| {
            !line.starts_with("date:") && !line.starts_with("x-request-id:") && !line.starts_with("content-length:")
        })
        .map(|line| if line.starts_with("set-cookie:") { line.split('=').next().unwrap() } else { line })
        .collect();
    format!("{}\n{}\n{body}", answer.status, head.join("\n"))
}

#[test]
fn the_sign_in_page_tells_no_card_from_none() {
    let house = house();
    let try_in = |named: &str, secret: &str, from: &str| {
        let mut browser = house.stranger();
        let page = browser.get("/connexion");
        let answer = browser.post(&page, "/connexion", from, &[("email", named), ("password", secret), ("retour", "")]);
        let shape = shape(&answer, named);
        (answer.status, browser.cookies.contains_key("beffroi_session"), shape)
    };
    let unknown = card_number::random();
    let known = &house.reader(ECHOED).card;
    let mut seen = Vec::new();
    for (number, (named, secret)) in [
        (unknown.as_str(), PIN),
        (known.as_str(), "480914"),
        (&unknown, "480914"),
        (known, ""),
        (&unknown, ""),
        (&house.reader(HELD_BACK).card, "480914"),
        (&mail_address(ECHOED), "un mot de passe au hasard"),
        ("personne@example.org", "un mot de passe au hasard"),
    ]
    .into_iter()
    .enumerate()
    {
        let (status, signed_in, shape) = try_in(named, secret, &format!("198.19.3.{number}"));
        assert_eq!((status, signed_in), (422, false), "{named} {secret}: {shape}");
        assert!(shape.contains("TYPED"), "{shape}");
        seen.push(shape);
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "the same words: {seen:#?}");
    let (status, signed_in, _) = try_in(known, PIN, "198.19.3.99");
    assert_eq!((status, signed_in), (303, true), "she herself comes in");
}

#[test]
fn asking_for_a_link_tells_no_address_from_none() {
    let house = house();
    let ask_link = |address: &str, from: &str| {
        let mut browser = house.stranger();
        let page = browser.get("/connexion");
        let answer = browser.post(&page, "/connexion/lien", from, &[("link", address), ("retour", "")]);
        let after = browser.get("/connexion");
        (answer.status, answer.location().to_owned(), shape(&answer, address), shape(&after, address))
    };
    let known = ask_link(&mail_address(ECHOED), "198.19.4.1");
    assert_eq!((known.0, known.1.as_str()), (303, "/connexion"));
    assert_eq!(known, ask_link("personne@example.org", "198.19.4.2"));
}

/// How long the quickest of some tries took: whatever else the computer does only makes one longer.
fn quickest(tries: impl Iterator<Item = Duration>) -> Duration {
    tries.min().unwrap()
}

/// Asserts that a card nobody has takes about as long as one whose PIN is wrong: a hash left out would be thirty times quicker.
/// On a busy computer finer differences can't be told apart. A number that no card can have, which tells nothing, shows that
/// it would be seen.
#[track_caller]
fn as_long(unknown: Duration, wrong: Duration, slip: Duration) {
    let told = format!("unknown {unknown:?}, wrong PIN {wrong:?}, a slip of the finger {slip:?}");
    assert!(slip * 3 < wrong, "no hash was computed: {told}");
    assert!(unknown < wrong * 4 && wrong < unknown * 4, "{told}");
}

#[test]
fn time_tells_no_card_from_none() {
    let house = house();
    let known = &house.reader(COSTLY).card;
    let slip = format!("{}{}", &known[..known.len() - 1], (known.as_bytes()[known.len() - 1] - b'0' + 1) % 10);
    // Four times each, in turn: five failures on one card are free.
    let mut line = Line::open(&house);
    let mut ask = |card: &str| {
        let [question, _] = questions(card, Some("480914"));
        let began = Instant::now();
        assert!(line.ask(&question).contains("|BLN|CQN|"));
        began.elapsed()
    };
    let tries: Vec<[Duration; 3]> = (0..4).map(|_| [ask(&card_number::random()), ask(known), ask(&slip)]).collect();
    let [unknown, wrong, slipped] = [0, 1, 2].map(|which| quickest(tries.iter().map(|try_| try_[which])));
    as_long(unknown, wrong, slipped);

    let mut tried = 0;
    let mut sign_in = |card: &str| {
        let mut browser = house.stranger();
        let page = browser.get("/connexion");
        tried += 1;
        let pairs = [("email", card), ("password", "480914"), ("retour", "")];
        let began = Instant::now();
        assert_eq!(browser.post(&page, "/connexion", &format!("198.19.5.{tried}"), &pairs).status, 422);
        began.elapsed()
    };
    let tries: Vec<[Duration; 3]> =
        (0..4).map(|_| [sign_in(&card_number::random()), sign_in(known), sign_in(&slip)]).collect();
    let [unknown, wrong, slipped] = [0, 1, 2].map(|which| quickest(tries.iter().map(|try_| try_[which])));
    as_long(unknown, wrong, slipped);
}
