//! A system that behaves: availability, accounts, deeds, in every encoding; and many questions at once.

use std::time::Duration;

use ils_simulator::{Charset, Mood};
use library_systems::{CopyAsked, Failure, HoldState, PatronKey, Secret, Wanted};

use crate::house::{CARD, PIN, eve, scenario};

fn copy(barcode: &str) -> CopyAsked {
    CopyAsked { record: String::new(), barcode: barcode.to_owned() }
}

#[tokio::test]
async fn copies_are_told_as_they_are() {
    scenario(|house| async move {
        house.library.check_out(CARD, "B001").unwrap();
        house.library.hold("20099999999", "R1", None, "").unwrap();
        let asked = [copy("B000"), copy("B001"), copy("INCONNU"), copy("")];
        let states = house.system().availability(&asked).await.unwrap();
        assert_eq!(states.len(), 2, "what the system does not know is not told: {states:?}");
        let of = |barcode: &str| states.iter().find(|one| one.barcode == barcode).unwrap();
        assert_eq!((of("B000").available, of("B000").due), (Some(true), None));
        assert_eq!(of("B001").available, Some(false));
        assert_eq!(of("B001").due, "2026-12-14".parse().ok());
        assert_eq!(of("B001").holds, Some(1));
        assert_eq!(house.system().availability(&[copy("")]).await, Err(Failure::NotSupported));
    })
    .await;
}

#[tokio::test]
async fn a_copy_whose_question_failed_is_unknown_beside_one_that_was_told() {
    scenario(|house| async move {
        house.library.check_out(CARD, "B001").unwrap();
        house.library.behave(|behaviour| behaviour.charset = Charset::Latin1);
        let system = house.open_with(|settings| settings.encoding = "iso-8859-1".to_owned());
        // A letter this encoding lacks: the answer is about something else.
        let odd = [copy("Ω1")];
        assert!(matches!(system.availability(&odd).await, Err(Failure::Odd { .. })));
        let states = system.availability(&[copy("B001"), odd[0].clone()]).await.unwrap();
        let told: Vec<_> = states.iter().map(|one| (one.barcode.as_str(), one.available)).collect();
        assert_eq!(told, [("B001", Some(false)), ("Ω1", None)]);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_read_whole_in_every_encoding() {
    scenario(|house| async move {
        let library = &house.library;
        for item in ["B001", "B002"] {
            library.check_out(CARD, item).unwrap();
        }
        library.hold(CARD, "R3", None, "").unwrap();
        library.check_out("20099999999", "B004").unwrap();
        library.hold(CARD, "R4", None, "").unwrap();
        library.check_in("B004").unwrap();
        library.add_fee(CARD, "Retard d'été", 250);
        library.change_patron(CARD, |patron| patron.expires = "2027-03-31".parse().ok());
        for (charset, encoding) in [
            (Charset::Utf8, "utf-8"),
            (Charset::Windows1252, "windows-1252"),
            (Charset::Latin1, "iso-8859-1"),
            (Charset::Cp850, "cp850"),
        ] {
            library.behave(|behaviour| behaviour.charset = charset);
            let system = house.open_with(|settings| settings.encoding = encoding.to_owned());
            let eve = system.authenticate(CARD, PIN).await.unwrap();
            assert_eq!(eve.pin, None, "the code is kept only where it is wanted each time");
            let account = system.account(&eve).await.unwrap();
            let loans: Vec<_> = account.loans.iter().map(|loan| (loan.item.as_str(), loan.due)).collect();
            let due = "2026-12-14".parse().ok();
            assert_eq!(loans, [("B001", due), ("B002", due)]);
            if charset != Charset::Latin1 && charset != Charset::Cp850 {
                assert_eq!(account.loans[0].title, "Œuvre n° 1 : l'été");
            }
            assert!(account.loans[0].title.ends_with("1 : l'été"), "{encoding}: {}", account.loans[0].title);
            let holds: Vec<_> = account.holds.iter().map(|hold| (hold.id.as_str(), hold.state)).collect();
            assert_eq!(holds, [("B004", HoldState::Ready), ("B003", HoldState::Waiting)]);
            let fees = account.fees.unwrap();
            assert_eq!((fees.total_cents, fees.lines[0].what.as_str()), (250, "Retard d'été"));
            assert_eq!(account.expires, "2027-03-31".parse().ok());
            assert_eq!(account.blocked, None);
            assert!(account.whole);
        }
        library.change_patron(CARD, |patron| patron.blocked = Some("Carte perdue".to_owned()));
        library.behave(|behaviour| behaviour.charset = Charset::Utf8);
        let account = house.system().account(&eve()).await.unwrap();
        assert_eq!(account.blocked.as_deref(), Some("Carte perdue"));
    })
    .await;
}

#[tokio::test]
async fn deeds_are_done_once_and_refusals_are_told() {
    scenario(|house| async move {
        let library = &house.library;
        library.behave(|behaviour| behaviour.login = Some(("beffroi".to_owned(), "s3cret".to_owned())));
        let system = house.open_with(|settings| {
            settings.login = "beffroi".to_owned();
            settings.password = Secret::new("s3cret");
        });
        library.check_out(CARD, "B001").unwrap();
        house.db.clock().advance(Duration::from_secs(86_400));
        let done = system.renew(&eve(), "B001").await.unwrap();
        assert_eq!((done.words.as_str(), done.due), ("Prêt prolongé", "2026-12-15".parse().ok()));
        assert_eq!(library.loan_of("B001").unwrap().renewals, 1);

        let wanted = Wanted { record: "R5".to_owned(), barcode: "B005".to_owned(), ..Wanted::default() };
        let done = system.hold(&eve(), &wanted).await.unwrap();
        assert_eq!(done.words, "Réservation enregistrée");
        assert_eq!(library.holds_of(CARD)[0].item, None, "any copy of the title");
        let refused = Failure::Refused { words: "Vous avez déjà ce document ou cette réservation".to_owned() };
        assert_eq!(system.hold(&eve(), &wanted).await, Err(refused));
        let nowhere = Wanted { pickup: "LUNE".to_owned(), barcode: "B006".to_owned(), ..wanted };
        let refused = Failure::Refused { words: "Lieu de retrait inconnu".to_owned() };
        assert_eq!(system.hold(&eve(), &nowhere).await, Err(refused));

        let account = system.account(&eve()).await.unwrap();
        system.cancel_hold(&eve(), &account.holds[0].id).await.unwrap();
        assert!(library.holds_of(CARD).is_empty());

        // The system hung up between a question and a deed: it is done, and once.
        library.is(Mood::Refuses);
        house.opens(false).await;
        library.is(Mood::Normal);
        house.opens(true).await;
        system.renew(&eve(), "B001").await.unwrap();
        assert_eq!(library.loan_of("B001").unwrap().renewals, 2);
        let refused = Failure::Refused { words: "Nombre maximal de prolongations atteint".to_owned() };
        assert_eq!(system.renew(&eve(), "B001").await, Err(refused));
    })
    .await;
}

#[tokio::test]
async fn a_code_wanted_each_time_is_sent_each_time() {
    scenario(|house| async move {
        house.library.behave(|behaviour| behaviour.pin_each_time = true);
        house.library.check_out(CARD, "B001").unwrap();
        assert!(house.system().account(&eve()).await.is_ok_and(|account| account.loans.is_empty()));
        let system = house.open_with(|settings| settings.asks_pin = true);
        let eve = system.authenticate(CARD, PIN).await.unwrap();
        assert_eq!(eve.pin, Some(Secret::new(PIN)));
        assert_eq!(system.account(&eve).await.unwrap().loans.len(), 1);
        system.renew(&eve, "B001").await.unwrap();
        let wrong = PatronKey { pin: Some(Secret::new("0000")), ..eve };
        assert_eq!(system.account(&wrong).await, Err(Failure::BadCredentials));
    })
    .await;
}

#[tokio::test]
async fn sixty_four_questions_over_four_terminals_each_get_their_own_answer() {
    scenario(|house| async move {
        let library = &house.library;
        library.behave(|behaviour| {
            behaviour.mood = Mood::SleepsUpTo(Duration::from_millis(30));
            behaviour.login = Some(("beffroi".to_owned(), "s3cret".to_owned()));
        });
        for number in 0..64 {
            let card = format!("300000000{number:02}");
            library.add_patron(ils_simulator::Patron::new(card.as_str(), format!("{number:04}"), "Lecteur"));
            library.check_out(&card, &format!("B{number:03}")).unwrap();
        }
        let system = house.open_with(|settings| {
            settings.connections = 4;
            settings.login = "beffroi".to_owned();
            settings.password = Secret::new("s3cret");
        });
        let questions: Vec<_> = (0..64)
            .map(|number| {
                let system = system.clone();
                tokio::spawn(async move {
                    let card = format!("300000000{number:02}");
                    let barcode = format!("B{number:03}");
                    let key = system.authenticate(&card, &format!("{number:04}")).await.unwrap();
                    let account = system.account(&key).await.unwrap();
                    assert_eq!(account.loans.len(), 1);
                    assert_eq!(account.loans[0].item, barcode);
                    assert_eq!(account.loans[0].title, format!("Œuvre n° {number} : l'été"));
                    let states = system.availability(&[copy(&barcode)]).await.unwrap();
                    assert_eq!(states[0].barcode, barcode);
                    let wrong = format!("{:04}", number + 1);
                    assert_eq!(system.authenticate(&card, &wrong).await, Err(Failure::BadCredentials));
                })
            })
            .collect();
        for question in questions {
            question.await.unwrap();
        }
        assert!(library.connections() <= 4, "{} terminals", library.connections());
    })
    .await;
}
