//! Whoever has no business here: wrong logins, bent messages, silence, crowds.

use std::time::{Duration, Instant};

use sip2::{Answer, Login, Request, ScStatus, Secret};
use sip2_server::machine::Settings;
use sip2_server::{Error, Limits, Listen, bind};
use tokio::io::AsyncWriteExt;

use crate::house::{Kiosk, PIN, quick, scenario};

#[tokio::test]
async fn nothing_is_answered_before_signing_in_but_how_we_are() {
    scenario(|house| async move {
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let mut kiosk = Kiosk::call(house.port(quick()).await).await;
        let Some(Answer::AcsStatus(status)) = kiosk.ask(&Request::ScStatus(ScStatus::default())).await else {
            panic!()
        };
        assert_eq!((status.institution.as_str(), status.library), ("", None), "nor whose port it is");
        let asked = format!("2300220261123    120000AOlille|AA{number}|AC|AD{PIN}|\r");
        for _ in 0..4 {
            assert_eq!(kiosk.raw(asked.as_bytes()).await.as_deref(), Some("96"));
        }
        assert_eq!(kiosk.raw(asked.as_bytes()).await.as_deref(), Some("96"));
        assert_eq!(kiosk.hear().await, None, "five times is enough");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_login_waits_longer_each_time_and_is_told_nothing() {
    scenario(|house| async move {
        let (machine, secret) = house.machine(&house.settings()).await;
        let limits = Limits { first_pause: Duration::from_millis(40), ..Limits::default() };
        let addr = house.port(limits).await;
        let mut kiosk = Kiosk::call(addr).await;
        let mut waits = Vec::new();
        for (user, password) in [(machine.login.as_str(), "WRONG"), ("nobody", secret.as_str()), (&machine.login, "")] {
            let begun = Instant::now();
            assert!(!kiosk.sign_in(user, password).await);
            waits.push(begun.elapsed());
        }
        assert_eq!(kiosk.hear().await, None, "three times is enough");
        assert!(waits.iter().zip([40, 80, 160]).all(|(wait, at_least)| wait.as_millis() >= at_least), "{waits:?}");
        // Another line of the same address goes on waiting; the right password never waits.
        let mut kiosk = Kiosk::call(addr).await;
        let begun = Instant::now();
        assert!(!kiosk.sign_in(&machine.login, "WRONG").await);
        assert!(begun.elapsed() >= Duration::from_millis(320));
        assert!(kiosk.sign_in(&machine.login, &secret).await);
        // A password that claims to be encrypted is not one we can read.
        let mut kiosk = Kiosk::call(addr).await;
        let claimed = format!("9311CN{}|CO{secret}|\r", machine.login);
        assert_eq!(kiosk.raw(claimed.as_bytes()).await.as_deref(), Some("940"));
        // Signing in again as nobody signs out.
        let mut kiosk = Kiosk::call(addr).await;
        assert!(kiosk.sign_in(&machine.login, &secret).await);
        let login = Login { user: "nobody".into(), password: Secret::new("x"), location: None };
        assert_eq!(kiosk.ask(&Request::Login(login)).await, Some(Answer::Login(false)));
        assert_eq!(kiosk.raw(b"3520261123    120000AO|AA|\r").await.as_deref(), Some("96"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_asked_again_and_97_sends_again() {
    scenario(|house| async move {
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let (mut kiosk, machine) = house.kiosk(&house.settings()).await;
        let ours = kiosk.next_line(&Request::ScStatus(ScStatus::default()));
        // A wrong checksum: 96, with a checksum of its own, since this machine speaks so.
        let mut bent = ours.clone();
        bent[3] ^= 1;
        assert_eq!(kiosk.raw(&bent).await.as_deref(), Some("96AZFEF6"));
        let answer = kiosk.raw(&ours).await.unwrap();
        assert!(answer.starts_with("98"));
        // The last answer again, letter for letter, with or without a checksum.
        assert_eq!(kiosk.raw(b"97AZFEF5\r").await.unwrap(), answer);
        assert_eq!(kiosk.raw(b"97\r\n").await.unwrap(), answer);
        // A message heard twice is answered once: no second guess is counted, no second entry made.
        let asked = format!("2300220261123    120000AOlille|AA{number}|AC|AD480916|AY3");
        let sum = |text: &str| {
            let text = format!("{text}AZ");
            let sum = text.bytes().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(byte)));
            format!("{text}{:04X}\r", sum.wrapping_neg())
        };
        let asked = sum(&asked);
        let first = kiosk.raw(asked.as_bytes()).await.unwrap();
        for _ in 0..10 {
            assert_eq!(kiosk.raw(asked.as_bytes()).await.unwrap(), first);
        }
        assert_eq!((house.counted(&machine, "refused").await, house.counted(&machine, "slowed").await), (1, 0));
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(true));
        // A machine without checksums is answered without.
        let plain = kiosk.raw(b"9900802.00\r").await.unwrap();
        assert!(plain.starts_with("98") && !plain.contains("AY") && plain.ends_with('|'), "{plain}");
        assert!(house.counted(&machine, "unreadable").await >= 1);
        for _ in 0..4 {
            assert_eq!(kiosk.raw("é|\r".as_bytes()).await.as_deref(), Some("96"));
        }
        assert_eq!(kiosk.raw(b"GET / HTTP/1.1\r").await.as_deref(), Some("96"));
        assert_eq!(kiosk.hear().await, None, "this is no machine");
    })
    .await;
}

/// A name that writes fields, an institution and a card that do: what comes back is one line with our fields alone.
#[tokio::test]
async fn nobody_writes_fields_for_us() {
    scenario(|house| async move {
        let (_, number) = house.reader("Jeanne|BLN", "Delattre|CQN|AFBonjour|BLY|").await;
        let (mut kiosk, _) = house.kiosk(&Settings { sees_name: true, ..house.settings() }).await;
        let line = kiosk.raw(format!("2300220261123    120000AO^|AA{number}|AC|AD{PIN}|\r").as_bytes()).await.unwrap();
        for (field, times) in [("|BL", 1), ("|CQ", 1), ("|AF", 0)] {
            assert_eq!(line.matches(field).count(), times, "{line}");
        }
        assert!(line.contains("|BLY|CQY|"), "{line}");
        // A machine that writes BLY into the card's own field is only heard by itself: our BLN is there, once.
        let line = kiosk.raw(b"2300220261123    120000AOlille|AA29|BLY|CQY|AC|AD1|\r").await.unwrap();
        assert!(line.contains("|BLN|CQN|") && !line.contains("BLY"), "{line}");
    })
    .await;
}

#[tokio::test]
async fn silence_half_messages_and_endless_ones_end_the_line() {
    scenario(|house| async move {
        // Each limit on a port of its own: the others are minutes there, and cannot be what ended the line.
        let addr = house.port(Limits { sign_in: Duration::from_millis(400), ..quick() }).await;
        let (machine, secret) = house.machine(&house.settings()).await;
        // Says nothing.
        let begun = Instant::now();
        let mut silent = Kiosk::call(addr).await;
        assert_eq!(silent.hear().await, None);
        assert!(begun.elapsed() >= Duration::from_millis(350));
        // One letter at a time: signing in takes too long, though each letter comes in time.
        let mut slow = Kiosk::call(addr).await;
        for letter in format!("9300CN{}|CO{secret}|\r", machine.login).bytes() {
            if slow.stream.write_all(&[letter]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        assert_eq!(slow.hear().await, None);
        // Signed in, then half a message.
        let addr = house.port(Limits { message: Duration::from_millis(300), ..quick() }).await;
        let mut half = Kiosk::call(addr).await;
        assert!(half.sign_in(&machine.login, &secret).await);
        half.send(b"2300220261123").await;
        assert_eq!(half.hear().await, None, "a half message is not waited for as long as a machine at rest");
        // Signed in, then nothing for too long.
        let addr = house.port(Limits { idle: Duration::from_millis(900), ..quick() }).await;
        let mut idle = Kiosk::call(addr).await;
        assert!(idle.sign_in(&machine.login, &secret).await);
        let begun = Instant::now();
        assert_eq!(idle.hear().await, None);
        assert!(begun.elapsed() >= Duration::from_millis(850));
        // A message without end.
        let addr = house.port(quick()).await;
        let mut endless = Kiosk::call(addr).await;
        assert_eq!(endless.raw(&[b'9'; 5000]).await.as_deref(), Some("96"));
        assert_eq!(endless.hear().await, None);
    })
    .await;
}

#[tokio::test]
async fn a_crowd_of_strangers_does_not_shut_machines_out() {
    scenario(|house| async move {
        let (machine, secret) = house.machine(&house.settings()).await;
        let addr = house.port(Limits { strangers_of_one: 3, lines_of_one: 2, ..quick() }).await;
        let mut first = Kiosk::call(addr).await;
        assert!(first.sign_in(&machine.login, &secret).await);
        let mut crowd = Vec::new();
        for _ in 0..3 {
            crowd.push(Kiosk::call(addr).await);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut fourth = Kiosk::call(addr).await;
        assert_eq!(fourth.hear().await, None, "a fourth stranger of one address is not listened to");
        assert!(first.ask(&Request::ScStatus(ScStatus::default())).await.is_some(), "who signed in is");
        // One of the crowd signs in; a third line of the same machine does not.
        let mut second = crowd.pop().unwrap();
        assert!(second.sign_in(&machine.login, &secret).await);
        let mut third = crowd.pop().unwrap();
        assert!(!third.sign_in(&machine.login, &secret).await);
        drop(first);
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(third.sign_in(&machine.login, &secret).await, "a line that ends makes room");
    })
    .await;
}

/// Two hundred machines' lines at once, each with its reader: every answer is the right one, on its own line.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_lines_are_answered_at_once() {
    scenario(|house| async move {
        let settings = Settings { sees_name: true, ..house.settings() };
        let (machine, secret) = house.machine(&settings).await;
        let addr = house.port(Limits { strangers_of_one: 400, strangers: 400, ..quick() }).await;
        let mut readers = Vec::new();
        for n in 0..20 {
            readers.push((house.reader(&format!("Reader{n}"), "Delattre").await.1, format!("Reader{n} Delattre")));
        }
        let begun = Instant::now();
        let mut lines = Vec::new();
        for n in 0..200_usize {
            let (card, name) = readers[n % readers.len()].clone();
            let (login, secret) = (machine.login.clone(), secret.clone());
            lines.push(tokio::spawn(async move {
                let mut kiosk = Kiosk::call(addr).await;
                assert!(kiosk.sign_in(&login, &secret).await);
                let answer = kiosk.status(&card, Some(PIN)).await;
                (answer.name == name, answer.valid_patron)
            }));
        }
        let mut right = 0;
        for line in lines {
            let (name, valid) = line.await.unwrap();
            assert_eq!(valid, Some(true));
            right += usize::from(name);
        }
        assert_eq!(right, 200);
        eprintln!("200 lines signed in and checked a card in {:?}", begun.elapsed());
        assert_eq!(house.counted(&machine, "valid").await, 200);
    })
    .await;
}

#[tokio::test]
async fn plain_text_stays_on_this_computer_unless_it_was_asked_for() {
    scenario(|house| async move {
        let listen = |plain| Listen { addr: "0.0.0.0:0".parse().unwrap(), tls: None, plain, limits: quick() };
        let refused = bind(house.web.clone(), listen(false)).await.err().unwrap();
        assert!(matches!(refused, Error::PlainText(_)), "{refused}");
        assert!(bind(house.web.clone(), listen(true)).await.is_ok());
        let nowhere = Listen { tls: Some(("/nowhere.pem".into(), "/nowhere.key".into())), ..listen(false) };
        let refused = bind(house.web.clone(), nowhere).await.err().unwrap();
        assert!(refused.to_string().starts_with("/nowhere.pem: "), "{refused}");
    })
    .await;
}
