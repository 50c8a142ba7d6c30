//! What the house holds of a person, whichever room holds it: gathered for whoever asks, removed for whoever goes.
//!
//! The wing knows no other wing. The program gives it a list of [`HeldData`], one a room; this wing's own is [`OWN`].

use std::future::Future;
use std::pin::Pin;

use people::holder;
use people::{Actor, People, Policy, audit, card};
use serde_json::{Value as Json, json};
use store::prelude::*;

use crate::{Error, Result};

/// Why a room could not give or remove.
pub type RoomError = Box<dyn std::error::Error + Send + Sync>;
/// What a room holds of an account, as JSON.
pub type Gathering<'a> = Pin<Box<dyn Future<Output = Result<Json, RoomError>> + Send + 'a>>;
/// A removal in the caller's transaction.
pub type Removal<'a> = Pin<Box<dyn Future<Output = Result<(), RoomError>> + Send + 'a>>;

/// One room's share.
#[derive(Clone, Copy)]
pub struct HeldData {
    /// Its name in the file given out.
    pub name: &'static str,
    /// What it holds of an account.
    pub gather: for<'a> fn(&'a Db, &'a str) -> Gathering<'a>,
    /// Removes it, in the transaction that erases the person; counts stay.
    pub remove: for<'a> fn(&'a mut Write, &'a str) -> Removal<'a>,
}

/// What this wing and the hub below it hold.
pub const OWN: [HeldData; 3] = [
    HeldData {
        name: "letters",
        gather: |db, account| Box::pin(gather_letters(db, account)),
        remove: |write, account| Box::pin(remove_letters(write, account)),
    },
    HeldData {
        name: "access",
        gather: |db, account| {
            Box::pin(async move { Ok(serde_json::to_value(access::held(&mut db.read().await?, account).await?)?) })
        },
        remove: |write, account| Box::pin(async move { Ok(access::forget(write, account).await?) }),
    },
    // Last: what others hold may be found by what this one knows.
    HeldData {
        name: "card",
        gather: |db, account| Box::pin(gather_card(db, account)),
        remove: |write, account| Box::pin(async move { Ok(holder::erase(write, account).await?) }),
    },
];

async fn gather_letters(db: &Db, account: &str) -> Result<Json, RoomError> {
    let people = People::new(db.clone(), Policy::default());
    let Some(email) = people.account(account).await?.email else { return Ok(json!([])) };
    let letters = mail::waiting_for(&mut db.read().await?, &email).await?;
    Ok(letters
        .into_iter()
        .map(|(subject, text, at)| json!({ "subject": subject, "text": text, "posted_at": instant(at) }))
        .collect())
}

async fn remove_letters(write: &mut Write, account: &str) -> Result<(), RoomError> {
    for address in holder::addresses(write, account).await? {
        mail::forget_recipient(write, &address).await?;
    }
    Ok(())
}

async fn gather_card(db: &Db, account: &str) -> Result<Json, RoomError> {
    let people = People::new(db.clone(), Policy::default());
    let own = people.account(account).await?;
    let sessions = people.sessions(account).await?;
    let passkeys = people.passkeys(account).await?;
    let mut read = db.read().await?;
    let holder = holder::by_account(&mut read, account).await?;
    let cards = card::all_of(&mut read, account).await?;
    let children = holder::children_on(&mut read, account, crate::cards::today(db.clock())).await?;
    let log = audit::page(&mut read, Some(&format!("account:{account}")), None, 1000).await?;
    Ok(json!({
        "account": {
            "id": own.id, "name": own.name, "email": own.email, "language": own.language,
            "created_at": instant(own.created_at_ms),
        },
        "holder": holder.map(|held| json!({
            "given_name": held.given_name, "family_name": held.family_name,
            "birth_date": held.birth_date.map(|date| date.to_string()),
            "postal_code": held.postal_code, "commune": held.commune, "library": held.library,
            "guardian": held.guardian, "keeps_history": held.keeps_history, "origin": held.origin,
            "registered_at": instant(held.registered_at_ms), "confirmed_at": held.confirmed_at_ms.map(instant),
        })),
        "cards": cards.iter().map(|card| json!({
            "number": card.number, "state": card.state.code(), "issued_at": instant(card.issued_at_ms),
            "valid_until": instant(card.valid_until_ms),
        })).collect::<Vec<_>>(),
        "sees_to_cards_of": children.iter().map(|child| child.holder.name.clone()).collect::<Vec<_>>(),
        "sessions": sessions.iter().map(|session| json!({
            "device": session.device, "opened_by": session.opened_by, "began_at": instant(session.created_at_ms),
            "seen_at": instant(session.seen_at_ms),
        })).collect::<Vec<_>>(),
        "passkeys": passkeys.iter().map(|passkey| json!({
            "name": passkey.name, "created_at": instant(passkey.created_at_ms),
            "used_at": passkey.used_at_ms.map(instant),
        })).collect::<Vec<_>>(),
        "audit_log": log.iter().map(|entry| json!({ "at": entry.at, "action": entry.action })).collect::<Vec<_>>(),
    }))
}

/// An instant as RFC 3339.
fn instant(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}

/// Everything the house holds of a person, one entry a room: GDPR, articles 15 and 20.
pub async fn gather(db: &Db, rooms: &[HeldData], account: &str) -> Result<Json> {
    let mut all = serde_json::Map::new();
    for room in OWN.iter().rev().chain(rooms) {
        let held = (room.gather)(db, account).await.map_err(|source| Error::Room { room: room.name, source })?;
        all.insert(room.name.to_owned(), held);
    }
    Ok(Json::Object(all))
}

/// Erases a person from every room, in the caller's transaction: GDPR, article 17. Counts and money spent stay, and name
/// nobody; the audit log keeps an identifier that names nobody either. Cards of children they saw to stay, without anyone
/// seeing to them.
///
/// # Errors
/// [`people::Error::IsStaff`] for who still works here.
pub async fn erase(write: &mut Write, by: &Actor, rooms: &[HeldData], account: &str) -> Result<()> {
    // By place: an iterator of two lists, held across a wait, would not be Send in whoever awaits this.
    for place in 0..rooms.len() + OWN.len() {
        let room = if place < rooms.len() { rooms[place] } else { OWN[place - rooms.len()] };
        if let Err(source) = (room.remove)(write, account).await {
            return Err(match source.downcast::<people::Error>() {
                Ok(people) => Error::from(*people),
                Err(source) => Error::Room { room: room.name, source },
            });
        }
    }
    audit::append(write, by, "card.erased", &format!("account:{account}"), &json!({})).await?;
    Ok(())
}
