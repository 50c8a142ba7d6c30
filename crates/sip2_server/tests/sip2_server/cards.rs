//! What a machine is told of a card, and what it is not.

use jiff::civil::date;
use people::{CardState, card_number};
use sip2::{
    Answer, Checkout, Counts, Encoding, EndSession, ItemInformation, PatronBlocks, RenewAll, Request, ScStatus,
};
use sip2_server::machine::{self, Settings};

use crate::house::{Kiosk, PIN, actor, quick, scenario};

#[tokio::test]
async fn a_machine_learns_yes_and_what_is_ticked_for_it() {
    scenario(|house| async move {
        let (_, number) = house.reader("Zoë", "Œuvray-Lefèbvre").await;
        let (mut kiosk, machine) = house.kiosk(&house.settings()).await;

        let bare = kiosk.information(&number, Some(PIN)).await;
        assert_eq!((bare.patron.valid_patron, bare.patron.valid_pin), (Some(true), Some(true)));
        assert_eq!((bare.patron.name.as_str(), &bare.email, &bare.birth), ("", &None, &None));
        assert!(bare.patron.blocks.is_none() && bare.patron.screen.is_empty());
        assert_eq!(bare.counts, Counts::default(), "loans are kept elsewhere: four blanks, not zero");
        assert_eq!(bare.patron.owed, None);
        // The card as it was typed, the institution as the machine calls it, and the hour of here.
        assert_eq!(bare.patron.patron, number);
        assert_eq!(bare.patron.institution, "lille-jean-levy");
        assert_eq!(bare.patron.time.unwrap().time, date(2026, 11, 23).at(12, 0, 0, 0));

        // What is ticked counts from the next card on, on the line that is open.
        let all = Settings { sees_name: true, sees_birth: true, sees_email: true, ..house.settings() };
        let mut write = house.db.write().await.unwrap();
        machine::set(&mut write, &machine.id, &all, &actor()).await.unwrap();
        write.commit().await.unwrap();
        let told = kiosk.information(&card_number::spaced(&number), Some(PIN)).await;
        assert_eq!(told.patron.name, "Zoë Œuvray-Lefèbvre");
        assert_eq!(told.birth.as_deref(), Some("19840512"));
        assert_eq!(told.email.as_deref(), Some("zoë@example.fr"));
        let status = kiosk.status(&number, Some(PIN)).await;
        assert_eq!((status.name.as_str(), status.valid_pin), ("Zoë Œuvray-Lefèbvre", Some(true)));

        // A machine with other letters gets them in its own.
        let mut write = house.db.write().await.unwrap();
        let old = Settings { encoding: Encoding::Cp850, ..all };
        machine::set(&mut write, &machine.id, &old, &actor()).await.unwrap();
        write.commit().await.unwrap();
        kiosk.rules.encoding = Encoding::Cp850;
        assert_eq!(kiosk.status(&number, Some(PIN)).await.name, "Zoë OEuvray-Lefèbvre");

        assert_eq!(house.counted(&machine, "valid").await, 4);
        let mut read = house.db.read().await.unwrap();
        assert!(machine::by_id(&mut read, &machine.id).await.unwrap().seen_at_ms.is_some());
    })
    .await;
}

/// An unknown card, a number with a slip, a wrong PIN, no PIN, a card held back, replaced or expired: one answer, down to its
/// bytes, so that nobody learns which cards exist.
#[tokio::test]
async fn every_refusal_is_the_same_answer() {
    scenario(|house| async move {
        let settings = Settings { sees_name: true, sees_email: true, sees_birth: true, ..house.settings() };
        let (mut kiosk, machine) = house.kiosk(&settings).await;
        let (_, good) = house.reader("Jeanne", "Delattre").await;
        let (held_back, suspended) = house.reader("Karim", "Benali").await;
        house.set_card(&held_back, CardState::Suspended).await;
        let (lost, replaced) = house.reader("Louise", "Petit").await;
        house.set_card(&lost, CardState::Replaced).await;
        let (waits, pending) = house.reader("Marius", "Roux").await;
        house.set_card(&waits, CardState::Pending).await;
        let slip = format!("{}{}", &good[..13], (good.as_bytes()[13] - b'0' + 1) % 10);
        let unknown = card_number::random();

        let mut seen = Vec::new();
        for (card, pin) in [
            (good.as_str(), Some("480916")),
            (&good, None),
            (&good, Some("  ")),
            (&unknown, Some(PIN)),
            (&slip, Some(PIN)),
            (&suspended, Some(PIN)),
            (&replaced, Some(PIN)),
            (&pending, Some(PIN)),
            ("' OR 1=1 --", Some("' OR 1=1 --")),
            ("", None),
        ] {
            let answer = kiosk.information(card, pin).await;
            assert_eq!((answer.patron.valid_patron, answer.patron.valid_pin), (Some(false), Some(false)), "{card}");
            assert!(answer.patron.blocks.has(PatronBlocks::EVERYTHING));
            assert_eq!(answer.patron.patron, card);
            let mut shape = answer.clone();
            shape.patron.patron = String::new();
            seen.push(shape);
            let status = kiosk.status(card, pin).await;
            assert_eq!((status.valid_patron, status.valid_pin, status.name.as_str()), (Some(false), Some(false), ""));
            assert_eq!(status.screen, answer.patron.screen);
        }
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:#?}");
        assert_eq!(seen[0].patron.screen, ["Carte refusée. Renseignez-vous dans votre bibliothèque."]);
        assert_eq!(
            kiosk.information(&good, Some(PIN)).await.patron.valid_patron,
            Some(true),
            "the holder is not shut out"
        );
        assert_eq!(house.counted(&machine, "refused").await, 20);

        // Nor is a card that ended yesterday told from one that never was.
        let mut write = house.db.write().await.unwrap();
        let card = people::card::by_number(&mut write, &good).await.unwrap().unwrap();
        let yesterday = write.clock().now_ms() - 86_400_000;
        people::card::set_end(&mut write, &card.id, yesterday).await.unwrap();
        write.commit().await.unwrap();
        let mut ended = kiosk.information(&good, Some(PIN)).await;
        ended.patron.patron = String::new();
        assert_eq!(ended, seen[0]);
    })
    .await;
}

#[tokio::test]
async fn guessing_on_one_machine_shuts_no_other() {
    scenario(|house| async move {
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let (mut kiosk, machine) = house.kiosk(&house.settings()).await;
        let (mut other, _) = house.kiosk(&house.settings()).await;
        for n in 0..8 {
            let answer = kiosk.status(&number, Some(&format!("{n}1357"))).await;
            assert_eq!(answer.valid_patron, Some(false));
        }
        assert!(house.counted(&machine, "slowed").await >= 2, "past five failures nothing is looked at");
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(false), "not even the right one, for now");
        assert_eq!(
            other.status(&number, Some(PIN)).await.valid_patron,
            Some(true),
            "the reader walks to the next machine"
        );
    })
    .await;
}

#[tokio::test]
async fn a_machine_that_needs_no_pin_says_that_none_was_checked() {
    scenario(|house| async move {
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let settings = Settings { without_pin: true, ..house.settings() };
        let (mut kiosk, machine) = house.kiosk(&settings).await;
        let answer = kiosk.information(&number, None).await;
        assert_eq!((answer.patron.valid_patron, answer.patron.valid_pin), (Some(true), Some(false)));
        assert_eq!(
            kiosk.status(&number, Some("480916")).await.valid_patron,
            Some(false),
            "a PIN that is given is to be right"
        );
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_pin, Some(true));

        // Looking for cards that exist is slowed down, and looks like any refusal.
        let refused = kiosk.status(&card_number::random(), None).await;
        for _ in 0..60 {
            let mut answer = kiosk.status(&card_number::random(), None).await;
            answer.patron.clone_from(&refused.patron);
            assert_eq!(answer, refused);
        }
        assert!(house.counted(&machine, "slowed").await >= 9);
        assert_eq!(kiosk.status(&number, None).await.valid_patron, Some(false), "until it has waited");
    })
    .await;
}

#[tokio::test]
async fn what_we_do_not_hold_is_said() {
    scenario(|house| async move {
        let (mut kiosk, _) = house.kiosk(&house.settings()).await;
        let Some(Answer::AcsStatus(status)) = kiosk.ask(&Request::ScStatus(ScStatus::default())).await else {
            panic!()
        };
        assert!(status.online && !status.checkin && !status.checkout && !status.renewal && !status.offline);
        assert_eq!(
            (status.institution.as_str(), status.library.as_deref()),
            ("lille-jean-levy", Some("Médiathèque Jean-Lévy"))
        );
        let supported = status.supported.unwrap();
        assert!(["23", "63", "93", "97", "99", "35"].iter().all(|code| supported.has(code)));
        assert!(["11", "09", "15", "17", "29", "65", "37", "01", "19", "25"].iter().all(|code| !supported.has(code)));

        let item = ItemInformation { item: "3001".into(), ..ItemInformation::default() };
        let Some(Answer::ItemInformation(item)) = kiosk.ask(&Request::ItemInformation(item)).await else { panic!() };
        assert_eq!((item.item.as_str(), item.title.as_str()), ("3001", ""));
        let taken = Checkout { item: "3001".into(), patron: "29".into(), ..Checkout::default() };
        let Some(Answer::Checkout(taken)) = kiosk.ask(&Request::Checkout(taken)).await else { panic!() };
        assert!(!taken.ok && taken.screen[0].contains("Il ne tient pas les prêts"));
        let Some(Answer::RenewAll(renewed)) = kiosk.ask(&Request::RenewAll(RenewAll::default())).await else {
            panic!()
        };
        assert!(!renewed.ok);
        let Some(Answer::EndSession(end)) = kiosk.ask(&Request::EndSession(EndSession::default())).await else {
            panic!()
        };
        assert!(end.ended);
        // A request nobody here speaks: block a card.
        let block = b"01N20261123    120000AOlille|AL|AA29|AC|\r";
        assert_eq!(kiosk.raw(block).await.as_deref(), Some("96AZFEF6"));
    })
    .await;
}

#[tokio::test]
async fn a_machine_shut_out_or_given_another_password_is_cut() {
    scenario(|house| async move {
        let (machine, secret) = house.machine(&house.settings()).await;
        let addr = house.port(quick()).await;
        let mut kiosk = Kiosk::call(addr).await;
        assert!(kiosk.sign_in(&machine.login, &secret).await);
        let mut write = house.db.write().await.unwrap();
        let (_, fresh) = machine::renew_secret(&mut write, &machine.id, &actor()).await.unwrap();
        write.commit().await.unwrap();
        assert!(kiosk.ask(&Request::ScStatus(ScStatus::default())).await.is_none(), "the old line ends");
        let mut kiosk = Kiosk::call(addr).await;
        assert!(!kiosk.sign_in(&machine.login, &secret).await);
        assert!(kiosk.sign_in(&machine.login, &fresh).await);
        let mut write = house.db.write().await.unwrap();
        machine::enable(&mut write, &machine.id, false, &actor()).await.unwrap();
        write.commit().await.unwrap();
        assert!(kiosk.ask(&Request::ScStatus(ScStatus::default())).await.is_none());
        let mut kiosk = Kiosk::call(addr).await;
        assert!(!kiosk.sign_in(&machine.login, &fresh).await);

        // Nor from a network it was not given.
        let (elsewhere, secret) =
            house.machine(&Settings { networks: vec!["192.0.2.0/24".parse().unwrap()], ..house.settings() }).await;
        assert!(!kiosk.sign_in(&elsewhere.login, &secret).await);
        let here =
            Settings { networks: machine::read_networks("192.0.2.0/24, 127.0.0.1").unwrap(), ..house.settings() };
        let (here, secret) = house.machine(&here).await;
        assert!(kiosk.sign_in(&here.login, &secret).await);
    })
    .await;
}
