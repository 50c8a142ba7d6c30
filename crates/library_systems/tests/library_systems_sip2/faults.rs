//! A system that misbehaves: what is odd, late or blank is never taken for an answer.

use std::time::Duration;

use ils_simulator::Mood;
use library_systems::{CopyAsked, Failure, LibrarySystem, Wanted};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::house::{CARD, PIN, eve, scenario};

fn odd(failure: &Failure) -> bool {
    matches!(failure, Failure::Odd { .. })
}

async fn ask(system: &dyn LibrarySystem, barcode: &str) -> Result<Vec<String>, Failure> {
    let asked = [CopyAsked { record: String::new(), barcode: barcode.to_owned() }];
    Ok(system.availability(&asked).await?.into_iter().map(|state| state.barcode).collect())
}

#[tokio::test]
async fn nobody_enters_without_a_clear_yes() {
    scenario(|house| async move {
        let (system, library) = (house.system(), &house.library);
        assert_eq!(system.authenticate(CARD, "0000").await, Err(Failure::BadCredentials));
        assert_eq!(system.authenticate("99999999999", PIN).await, Err(Failure::BadCredentials));
        system.authenticate(CARD, PIN).await.unwrap();
        let before = library.questions();
        for (card, pin) in [(CARD, ""), ("", PIN), (CARD, "12|BLY"), ("2001\r2345", PIN), (CARD, &"9".repeat(200))] {
            assert_eq!(system.authenticate(card, pin).await, Err(Failure::BadCredentials), "{card} {pin}");
        }
        assert_eq!(library.questions(), before, "what is nobody's is not even asked");

        library.behave(|behaviour| behaviour.blank_validity = true);
        assert!(odd(&system.authenticate(CARD, PIN).await.unwrap_err()));
        assert!(odd(&system.authenticate("99999999999", "0000").await.unwrap_err()));
        assert!(odd(&system.account(&eve()).await.unwrap_err()));
        library.behave(|behaviour| behaviour.blank_validity = false);

        library.check_out(CARD, "B001").unwrap();
        library.behave(|behaviour| behaviour.wrong_patron = true);
        assert!(odd(&system.authenticate(CARD, PIN).await.unwrap_err()));
        assert!(odd(&system.account(&eve()).await.unwrap_err()));
        assert!(odd(&system.renew(&eve(), "B001").await.unwrap_err()));
        let wanted = Wanted { barcode: "B002".to_owned(), ..Wanted::default() };
        assert!(odd(&system.hold(&eve(), &wanted).await.unwrap_err()));
    })
    .await;
}

#[tokio::test]
async fn damaged_messages_are_asked_for_again_and_wrong_ones_are_not_used() {
    scenario(|house| async move {
        let (system, library) = (house.system(), &house.library);
        library.behave(|behaviour| behaviour.damages_every = Some(3));
        for number in 0..9 {
            let barcode = format!("B{number:03}");
            assert_eq!(ask(&*system, &barcode).await, Ok(vec![barcode]));
        }
        library.behave(|behaviour| (behaviour.damages_every, behaviour.asks_again_every) = (None, Some(3)));
        for number in 0..9 {
            let barcode = format!("B{number:03}");
            assert_eq!(ask(&*system, &barcode).await, Ok(vec![barcode]));
        }
        library.behave(|behaviour| behaviour.asks_again_every = Some(1));
        assert!(odd(&ask(&*system, "B001").await.unwrap_err()));
        library.behave(|behaviour| (behaviour.asks_again_every, behaviour.wrong_checksum) = (None, true));
        assert!(odd(&ask(&*system, "B001").await.unwrap_err()));
        library.behave(|behaviour| (behaviour.wrong_checksum, behaviour.wrong_sequence) = (false, true));
        assert!(odd(&ask(&*system, "B001").await.unwrap_err()));
        library.behave(|behaviour| (behaviour.wrong_sequence, behaviour.checksum) = (false, false));
        assert!(odd(&ask(&*system, "B001").await.unwrap_err()));
        let without = house.open_with(|settings| settings.checksum = false);
        assert_eq!(ask(&*without, "B001").await, Ok(vec!["B001".to_owned()]));
        library.behave(|behaviour| behaviour.mood = Mood::Garbage);
        assert!(odd(&ask(&*without, "B001").await.unwrap_err()));
        library.is(Mood::ClosesInMidAnswer);
        assert_eq!(ask(&*without, "B001").await, Err(Failure::Down));
        library.is(Mood::Refuses);
        house.opens(false).await;
        assert_eq!(ask(&*without, "B001").await, Err(Failure::Down));
        library.is(Mood::Normal);
        house.opens(true).await;
        assert_eq!(ask(&*without, "B001").await, Ok(vec!["B001".to_owned()]), "and it is found again");
    })
    .await;
}

#[tokio::test]
async fn a_late_answer_is_never_taken_for_the_next_readers() {
    scenario(|house| async move {
        let library = &house.library;
        library.add_patron(ils_simulator::Patron::new("20000000001", "1111", "Un"));
        library.add_patron(ils_simulator::Patron::new("20000000002", "2222", "Deux"));
        library.check_out("20000000001", "B001").unwrap();
        library.check_out("20000000002", "B002").unwrap();
        let system = house.open_with(|settings| {
            settings.answer_ms = 1_500;
            settings.connections = 1;
        });
        let key = |card: &str| library_systems::PatronKey { barcode: card.into(), id: card.into(), pin: None };
        assert_eq!(ask(&*system, "B003").await, Ok(vec!["B003".to_owned()]));
        library.is(Mood::Sleeps(Duration::from_millis(2_500)));
        assert_eq!(system.account(&key("20000000001")).await, Err(Failure::Late));
        library.is(Mood::Normal);
        // The first answer is still on its way: on a line nobody reads any more.
        let account = system.account(&key("20000000002")).await.unwrap();
        assert_eq!(account.loans[0].item, "B002");
        // Likewise when whoever asked had no more patience than that.
        library.is(Mood::Sleeps(Duration::from_millis(200)));
        let given_up = tokio::time::timeout(Duration::from_millis(50), system.account(&key("20000000001"))).await;
        assert!(given_up.is_err());
        library.is(Mood::Normal);
        tokio::time::sleep(Duration::from_millis(300)).await;
        let account = system.account(&key("20000000002")).await.unwrap();
        assert_eq!(account.loans[0].item, "B002");
    })
    .await;
}

#[tokio::test]
async fn a_system_that_refuses_the_login_says_so() {
    scenario(|house| async move {
        house.library.behave(|behaviour| behaviour.login = Some(("beffroi".to_owned(), "s3cret".to_owned())));
        let system = house.open_with(|settings| settings.login = "beffroi".to_owned());
        assert_eq!(ask(&*system, "B001").await, Err(Failure::LoginRefused));
        // Without a login at all it asks for the message again and again.
        assert!(odd(&ask(&*house.system(), "B001").await.unwrap_err()));
        let elsewhere = house.open_with(|settings| settings.private = false);
        assert_eq!(ask(&*elsewhere, "B001").await, Err(Failure::NotAllowed));
    })
    .await;
}

/// A line that damages a byte of each answer: changed, lost or doubled. The same every time (splitmix64).
fn damaged(bytes: &[u8], seed: &mut u64) -> Vec<u8> {
    let mut next = |below: usize| {
        *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^= mixed >> 27;
        (mixed % below.max(1) as u64) as usize
    };
    let mut bytes = bytes.to_vec();
    let at = next(bytes.len());
    match next(4) {
        0 => bytes[at] = bytes[at].wrapping_add(1 + next(255) as u8),
        1 => bytes[at] = b"YN|0"[next(4)],
        2 => drop(bytes.remove(at)),
        _ => bytes.insert(at, b"YN|\r"[next(4)]),
    }
    bytes
}

#[tokio::test]
async fn a_line_that_damages_answers_lets_nobody_in() {
    scenario(|house| async move {
        house.library.check_out(CARD, "B001").unwrap();
        let front = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, behind) = (front.local_addr().unwrap().port(), house.server.addr);
        let line = tokio::spawn(async move {
            let mut seed = 2026;
            while let Ok((mut outside, _)) = front.accept().await {
                let mut inside = tokio::net::TcpStream::connect(behind).await.unwrap();
                let (mut asked, mut answered) = ([0_u8; 4_096], [0_u8; 4_096]);
                loop {
                    tokio::select! {
                        read = outside.read(&mut asked) => match read {
                            Ok(read) if read > 0 => inside.write_all(&asked[..read]).await.unwrap(),
                            _ => break,
                        },
                        read = inside.read(&mut answered) => match read {
                            Ok(read) if read > 0 => {
                                let worse = damaged(&answered[..read], &mut seed);
                                if outside.write_all(&worse).await.is_err() {
                                    break;
                                }
                            }
                            _ => break,
                        },
                    }
                }
            }
        });
        let system = house.open_with(|settings| {
            (settings.port, settings.connections, settings.answer_ms) = (port, 1, 100);
        });
        for _ in 0..150 {
            let wrong = system.authenticate(CARD, "0000").await;
            assert!(wrong.is_err(), "a damaged answer let somebody in");
            if let Ok(account) = system.account(&eve()).await {
                assert!(account.loans.iter().all(|loan| loan.item == "B001"), "{account:?}");
            }
        }
        line.abort();
    })
    .await;
}

#[tokio::test]
async fn a_server_that_never_ends_its_message_is_hung_up_on() {
    scenario(|house| async move {
        let front = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = front.local_addr().unwrap().port();
        let flood = tokio::spawn(async move {
            let mut written = 0_usize;
            let (mut stream, _) = front.accept().await.unwrap();
            while stream.write_all(&[b'9'; 4_096]).await.is_ok() {
                written += 4_096;
            }
            written
        });
        let system = house.open_with(|settings| settings.port = port);
        assert!(odd(&ask(&*system, "B001").await.unwrap_err()));
        // What the sockets themselves hold is all that was taken besides.
        assert!(flood.await.unwrap() < 64 << 20);
    })
    .await;
}
