//! Codes of rights, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use access::keyring::{self, Purpose};
use access::{Error, Right, RightKind, RightScope, RightState, credentials, rights, scopes};
use credential::desk_record::{self, LookupId};
use credential::proof::{Proof, Secret};
use credential::status_list::{Published, Status};
use credential::{Kind, Refusal, Tolerance, Verified, verify};
use jiff::{Timestamp, ToSpan};
use std::time::Duration;
use store::MigrationSet;
use store::prelude::*;
use store::testing::{assert_same_schema, on_both_at};

const SETS: &[MigrationSet] = &[programme::MIGRATIONS, access::MIGRATIONS];
const NOW: &str = "2026-11-23T09:00:00Z";
const DAY: Duration = Duration::from_secs(86_400);

fn now() -> Timestamp {
    NOW.parse().expect("an instant")
}

fn days(count: i64) -> Timestamp {
    now() + (count * 24).hours()
}

fn pass(holder: Option<&str>) -> Right {
    Right {
        id: String::new(),
        kind: RightKind::MuseumPass,
        holder: holder.map(str::to_owned),
        scope: RightScope::Everywhere,
        valid_from: now(),
        valid_until: Some(days(365)),
        quota: None,
        admits: 1,
        state: RightState::Active,
    }
}

async fn issued(write: &mut Write, right: &Right) -> (String, String) {
    let id = rights::issue(write, right).await.unwrap();
    let text = credentials::issue(write, &id, 0).await.unwrap();
    (id, text)
}

async fn shown(query: &mut impl Query, text: &str, at: Timestamp) -> Result<Verified, Refusal> {
    let ring = credentials::key_ring(query).await.unwrap();
    verify(text, &ring, at.as_second(), &Tolerance::default())
}

async fn status(query: &mut impl Query, text: &str, at: Timestamp) -> Option<Status> {
    let index = shown(query, text, now() + 1.hour()).await.unwrap().claims.status_index;
    credentials::status_list(query, at).await.unwrap().get(index)
}

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    assert_same_schema(SETS).await;
}

#[tokio::test]
async fn a_right_has_one_code_and_it_is_good() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let duo = Right { admits: 2, ..pass(Some("jeanne")) };
        let (id, text) = issued(&mut write, &duo).await;
        assert_eq!(credentials::issue(&mut write, &id, 0).await.unwrap(), text, "asked again, the same");
        write.commit().await.unwrap();
        let mut read = db.read().await.unwrap();
        assert_eq!(credentials::text(&mut read, &id).await.unwrap().as_deref(), Some(text.as_str()));
        let claims = shown(&mut read, &text, days(1)).await.unwrap().claims;
        assert_eq!((claims.kind, claims.admits, claims.scope), (Kind::Pass, 2, 0));
        assert_eq!((claims.not_before, claims.expires), (now().as_second(), days(365).as_second()));
        assert!(matches!(shown(&mut read, &text, days(366)).await, Err(Refusal::Expired { .. })));
        assert_eq!(credentials::right_of(&mut read, &claims.id).await.unwrap(), Some(id.clone()));
        assert_eq!(credentials::right_of(&mut read, &[0; 8]).await.unwrap(), None);
        // The number printed beside it leads there too; a slip is told.
        let (code, _) = credentials::of_right(&mut read, &id).await.unwrap().unwrap();
        let printed = credential::number::printed(code.number.as_deref().unwrap());
        assert_eq!(credentials::right_of_number(&mut read, &printed).await.unwrap(), Some(id.clone()));
        let slip = credentials::right_of_number(&mut read, &printed[..5]).await;
        assert!(matches!(slip, Err(Error::Number(credential::number::Slip::Length(4)))), "{slip:?}");
        let found = credentials::by_ids(&mut read, &[claims.id, [9; 8]]).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[&claims.id].right.as_deref(), Some(id.as_str()));
        assert!(credentials::text(&mut read, "no-such-right").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn every_code_has_an_index_and_a_number_of_its_own() {
    on_both_at(SETS, NOW, |db| async move {
        // Sixteen desks sell at once.
        let selling: Vec<_> = (0..16)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut write = db.write().await.unwrap();
                    let (id, text) = issued(&mut write, &pass(None)).await;
                    write.commit().await.unwrap();
                    (id, text)
                })
            })
            .collect();
        let mut indexes = std::collections::BTreeSet::new();
        for sold in selling {
            let (_, text) = sold.await.unwrap();
            assert!(!text.ends_with(' ') && !text.contains("  "));
            let mut read = db.read().await.unwrap();
            indexes.insert(shown(&mut read, &text, days(1)).await.unwrap().claims.status_index);
        }
        assert_eq!(indexes, (0..16).collect());
    })
    .await;
}

#[tokio::test]
async fn the_status_list_follows_the_right() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let (id, text) = issued(&mut write, &pass(None)).await;
        let (_, other) = issued(&mut write, &pass(None)).await;
        let at = days(10);
        assert_eq!(status(&mut write, &text, at).await, Some(Status::Valid));
        for (state, expected) in [
            (RightState::Suspended, Status::Suspended),
            (RightState::Active, Status::Valid),
            (RightState::Replaced, Status::Invalid),
            (RightState::Cancelled, Status::Invalid),
            (RightState::Active, Status::Valid),
        ] {
            rights::set_state(&mut write, &id, state).await.unwrap();
            assert_eq!(status(&mut write, &text, at).await, Some(expected), "{state:?}");
        }
        // Ended before its time: the code itself still says a year.
        rights::set_end(&mut write, &id, days(5)).await.unwrap();
        assert_eq!(status(&mut write, &text, days(4)).await, Some(Status::Valid));
        assert_eq!(status(&mut write, &text, days(5)).await, Some(Status::Invalid));
        assert!(shown(&mut write, &text, days(6)).await.is_ok());
        assert_eq!(credentials::issue(&mut write, &id, 0).await.unwrap(), text, "it keeps its code");
        assert_eq!(status(&mut write, &other, days(6)).await, Some(Status::Valid), "nobody else's changes");
        let list = credentials::status_list(&mut write, at).await.unwrap();
        assert_eq!((list.get(2), list.get(4)), (Some(Status::NOT_ISSUED), None), "what is sold later is not refused");
        // As published: signed with a key of its own.
        let token = credentials::published_status_list(&mut write, at, "https://x/statuts").await.unwrap();
        let ring = keyring::ring(&mut write, Purpose::Status).await.unwrap();
        assert_eq!(Published::verify(&token, &ring).unwrap().list, list);
        let codes = credentials::key_ring(&mut write).await.unwrap();
        assert!(Published::verify(&token, &codes).is_err(), "a key of codes signs no list");
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_right_prolonged_gets_another_code() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let (id, text) = issued(&mut write, &pass(None)).await;
        rights::set_end(&mut write, &id, days(730)).await.unwrap();
        let renewed = credentials::issue(&mut write, &id, 0).await.unwrap();
        assert_ne!(renewed, text);
        assert!(shown(&mut write, &renewed, days(700)).await.is_ok());
        assert_eq!(status(&mut write, &text, days(1)).await, Some(Status::Invalid));
        assert_eq!(status(&mut write, &renewed, days(1)).await, Some(Status::Valid));
        // A card without end has a code that is issued again in its last months only.
        let card = Right { kind: RightKind::LibraryCard, valid_until: None, ..pass(Some("jeanne")) };
        let (card, first) = issued(&mut write, &card).await;
        db.clock().advance(DAY * 365 * 4);
        assert_eq!(credentials::issue(&mut write, &card, 0).await.unwrap(), first);
        db.clock().advance(DAY * 300);
        assert_ne!(credentials::issue(&mut write, &card, 0).await.unwrap(), first);
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_lost_card_and_what_the_desk_sees() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let (id, text) = issued(&mut write, &pass(None)).await;
        credentials::set_desk_record(&mut write, &id, " Zoé ", Some(&[1, 2, 3])).await.unwrap();
        let open = |sealed: &credentials::SealedRecord, text: &str| {
            use base64::Engine;
            let signature = credential::signature(text).unwrap();
            let LookupId(lookup) = desk_record::lookup_id(&signature);
            let lookup: String = lookup.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(sealed.lookup, lookup, "found by the card in hand");
            let bytes = base64::engine::general_purpose::STANDARD.decode(&sealed.sealed).unwrap();
            desk_record::open(&bytes, &signature).unwrap()
        };
        let records = credentials::desk_records(&mut write, 0).await.unwrap();
        assert_eq!(open(&records[0], &text).first_name, "Zoé");
        db.clock().advance(DAY);
        let new = credentials::reissue(&mut write, &id).await.unwrap();
        assert_ne!(new, text);
        assert_eq!(credentials::text(&mut write, &id).await.unwrap().as_ref(), Some(&new));
        assert_eq!(status(&mut write, &text, days(2)).await, Some(Status::Invalid), "who found it cannot use it");
        assert_eq!(status(&mut write, &new, days(2)).await, Some(Status::Valid));
        let moved = credentials::desk_records(&mut write, days(1).as_millisecond()).await.unwrap();
        assert_eq!(moved.len(), 1, "it is told as changed");
        assert_eq!(open(&moved[0], &new).picture, [1, 2, 3]);
        // The old code still leads to the right: a gate can say whose conflict it is.
        let old = shown(&mut write, &text, days(1)).await.unwrap().claims;
        assert_eq!(credentials::right_of(&mut write, &old.id).await.unwrap().as_ref(), Some(&id));
        assert!(credentials::by_id(&mut write, &old.id).await.unwrap().unwrap().revoked_at.is_some());
        rights::set_state(&mut write, &id, RightState::Cancelled).await.unwrap();
        assert!(credentials::desk_records(&mut write, 0).await.unwrap().is_empty(), "nor does it stay on gates");
        let long = "x".repeat(101);
        assert!(matches!(credentials::set_desk_record(&mut write, &id, &long, None).await, Err(Error::DeskRecord(_))));
        credentials::remove_desk_record(&mut write, &id).await.unwrap();
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn keys_are_turned_and_taken_back() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        assert!(keyring::prepare(&mut write).await.unwrap());
        assert!(!keyring::prepare(&mut write).await.unwrap(), "once");
        let (id, before) = issued(&mut write, &pass(None)).await;
        let first = keyring::current(&mut write, Purpose::Code).await.unwrap().id();
        // A door that was told the keys before they were turned knows the one that serves after.
        let offline = credentials::key_ring(&mut write).await.unwrap();
        let second = keyring::rotate(&mut write, Purpose::Code).await.unwrap();
        assert_ne!(first, second);
        let (other, after) = issued(&mut write, &pass(None)).await;
        let (over, _) = issued(&mut write, &pass(None)).await;
        rights::set_state(&mut write, &over, RightState::Cancelled).await.unwrap();
        let at = days(1).as_second();
        assert_eq!(verify(&after, &offline, at, &Tolerance::default()).unwrap().key, second);
        assert_eq!(shown(&mut write, &before, days(364)).await.unwrap().key, first, "good until its own end");
        assert_eq!(credentials::issue(&mut write, &id, 0).await.unwrap(), before, "and its text is the same");
        // Turned again: the door that heard of neither knows the second only.
        let third = keyring::rotate(&mut write, Purpose::Code).await.unwrap();
        let (_, late) = issued(&mut write, &pass(None)).await;
        let refusal = verify(&late, &offline, at, &Tolerance::default());
        assert_eq!(refusal.unwrap_err(), Refusal::UnknownKey { key: third });
        // Taken back.
        keyring::revoke(&mut write, second).await.unwrap();
        assert_eq!(shown(&mut write, &after, days(1)).await.unwrap_err(), Refusal::RevokedKey { key: second });
        assert!(shown(&mut write, &before, days(1)).await.is_ok());
        let concerned = credentials::under_revoked_keys(&mut write, days(1)).await.unwrap();
        assert_eq!(concerned, std::slice::from_ref(&other), "rights that are over need no code");
        assert_eq!(credentials::text(&mut write, &other).await.unwrap(), None, "nothing good can be shown");
        let replaced = credentials::issue(&mut write, &other, 0).await.unwrap();
        assert!(shown(&mut write, &replaced, days(1)).await.is_ok());
        assert!(credentials::under_revoked_keys(&mut write, days(1)).await.unwrap().is_empty());
        // It stays so, turned or revoked again.
        keyring::revoke(&mut write, second).await.unwrap();
        keyring::rotate(&mut write, Purpose::Code).await.unwrap();
        assert!(credentials::key_ring(&mut write).await.unwrap().get(second).unwrap().1.revoked);
        // The one that serves, taken back: the next one serves at once.
        let serving = keyring::current(&mut write, Purpose::Code).await.unwrap().id();
        keyring::revoke(&mut write, serving).await.unwrap();
        let now_serving = keyring::current(&mut write, Purpose::Code).await.unwrap().id();
        assert_ne!(serving, now_serving);
        let keys = keyring::list(&mut write, Purpose::Code).await.unwrap();
        assert_eq!(keys.iter().filter(|key| key.state == "current").count(), 1);
        assert_eq!(keys.iter().filter(|key| key.state == "next").count(), 1);
        let names: std::collections::BTreeSet<_> = keys.iter().map(|key| key.id).collect();
        for purpose in [Purpose::Bundle, Purpose::Status] {
            for key in keyring::list(&mut write, purpose).await.unwrap() {
                assert!(!names.contains(&key.id), "a name is given once, whatever for");
            }
        }
        assert!(matches!(keyring::revoke(&mut write, credential::KeyId([99, 99])).await, Err(Error::NotFound)));
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_proof_of_a_telephone_is_known_to_gates() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let (id, text) = issued(&mut write, &pass(None)).await;
        let (epoch, Secret(secret)) = credentials::proof_secret(&mut write, &id, now()).await.unwrap().unwrap();
        let code = shown(&mut write, &text, days(1)).await.unwrap().claims.id;
        let digits = |secret: [u8; 20], at: Timestamp| Secret(secret).digits(at.as_second());
        let check = |epochs: &credential::proof::Epochs, digits: &[u8; 8], at: Timestamp| {
            epochs.check(&code, digits, at.as_second(), 1)
        };
        let epochs = keyring::gate_epochs(&mut write, now()).await.unwrap();
        assert_eq!(check(&epochs, &digits(secret, now()), now()), Proof::Fresh);
        assert_eq!(check(&epochs, &digits(secret, days(1)), now()), Proof::Stale);
        // A device is lost: a new secret, and thirty days to open one's pass once.
        let next = keyring::rotate_gate_secret(&mut write).await.unwrap();
        assert_eq!(next, epoch + 1);
        let epochs = keyring::gate_epochs(&mut write, days(29)).await.unwrap();
        assert_eq!(check(&epochs, &digits(secret, days(29)), days(29)), Proof::Fresh);
        let epochs = keyring::gate_epochs(&mut write, days(31)).await.unwrap();
        assert_eq!(check(&epochs, &digits(secret, days(31)), days(31)), Proof::Stale);
        let (_, Secret(renewed)) = credentials::proof_secret(&mut write, &id, days(31)).await.unwrap().unwrap();
        assert_eq!(check(&epochs, &digits(renewed, days(31)), days(31)), Proof::Fresh);
        // It is renewed by itself, long before it ends.
        db.clock().advance(DAY * 91);
        let retention = access::Retention::default();
        access::sweep(&mut write, db.clock().now(), &access::local_zone(), &retention).await.unwrap();
        assert_eq!(keyring::gate_epochs(&mut write, days(91)).await.unwrap().0.len(), 2);
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn items_have_numbers_that_doors_know() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        assert_eq!(scopes::number(&mut write, "vernissage", "lam").await.unwrap(), 1);
        assert_eq!(scopes::number(&mut write, "nocturne", "piscine").await.unwrap(), 2);
        assert_eq!(scopes::number(&mut write, "vernissage", "lam").await.unwrap(), 1);
        assert_eq!(scopes::at(&mut write, "piscine").await.unwrap()[0].item, "nocturne");
        assert_eq!(scopes::of(&mut write, 1).await.unwrap().unwrap().institution, "lam");
        assert_eq!(scopes::of(&mut write, 9).await.unwrap(), None);
        let right =
            Right { kind: RightKind::Invitation, scope: RightScope::Item("vernissage".into()), ..pass(Some("jeanne")) };
        let id = rights::issue(&mut write, &right).await.unwrap();
        let text = credentials::issue(&mut write, &id, 1).await.unwrap();
        let claims = shown(&mut write, &text, days(1)).await.unwrap().claims;
        assert_eq!((claims.kind, claims.scope), (Kind::Invitation, 1));
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_cannot_have_a_code_is_told() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let loan = Right { kind: RightKind::Loan, ..pass(None) };
        let id = rights::issue(&mut write, &loan).await.unwrap();
        assert!(matches!(credentials::issue(&mut write, &id, 0).await, Err(Error::Senseless(_))));
        let crowd = Right { admits: 256, ..pass(None) };
        let id = rights::issue(&mut write, &crowd).await.unwrap();
        assert!(matches!(credentials::issue(&mut write, &id, 0).await, Err(Error::Senseless(_))));
        let over = Right { valid_until: Some(now()), ..pass(None) };
        let id = rights::issue(&mut write, &over).await.unwrap();
        assert!(matches!(credentials::issue(&mut write, &id, 0).await, Err(Error::Unsignable(_))));
        assert!(matches!(credentials::issue(&mut write, "nobody", 0).await, Err(Error::NotFound)));
        assert!(matches!(credentials::reissue(&mut write, &id).await, Err(Error::NotFound)));
        write.commit().await.unwrap();
    })
    .await;
}

/// What handlers await must be able to move between threads.
#[test]
fn verbs_are_send() {
    fn send<T: Send>(_: impl Fn(Db) -> T) {}
    send(|db| async move {
        let mut read = db.read().await?;
        credentials::status_list(&mut read, now()).await?;
        credentials::published_status_list(&mut read, now(), "").await?;
        credentials::by_ids(&mut read, &[]).await?;
        access::visits::counts_live(&mut read, "", now()).await?;
        let mut write = db.write().await?;
        credentials::issue(&mut write, "", 0).await?;
        access::visits::replace_many(&mut write, &[]).await?;
        access::visits::fold(&mut write, now()).await?;
        access::forget(&mut write, "").await?;
        access::forget_right(&mut write, "").await
    });
}
