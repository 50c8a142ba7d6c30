//! What is done with cards: registering, confirming, renewing, replacing, holding back. Each changes the card and the
//! right it is in one transaction, so that every door knows at once, and says so in the audit log.

use access::{Right, RightKind, RightScope, RightState, local_zone, rights};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use people::holder::{self, NewHolder};
use people::pin::{self, PinHash};
use people::{Actor, Card, CardState, People, audit, card, card_number};
use serde_json::json;
use store::prelude::*;

use crate::{Error, Result};

/// How long a card is good, in months.
pub const CARD_MONTHS: i32 = 12;
/// How long an online registration waits for a desk, in days.
pub const CONFIRM_DAYS: i32 = 30;

/// What a registration made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The account.
    pub account: String,
    /// Its card.
    pub card: Card,
}

/// What a card begins with, when not what a desk gives.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beginning<'a> {
    /// A number kept from a former system; a new one without.
    pub number: Option<&'a str>,
    /// The last day it is good; a year from today without.
    pub last_day: Option<Date>,
}

/// Today where the territory is.
pub fn today(clock: &store::Clock) -> Date {
    clock.now().to_zoned(local_zone()).date()
}

/// The instant at which a last day is over.
pub fn end_of(last_day: Date) -> Result<i64> {
    Ok(last_day.tomorrow()?.to_zoned(local_zone())?.timestamp().as_millisecond())
}

/// The last day of a period that ends at an instant.
#[must_use]
pub fn last_day_before(end_ms: i64) -> Date {
    let end = Timestamp::from_millisecond(end_ms - 1).unwrap_or(Timestamp::UNIX_EPOCH);
    end.to_zoned(local_zone()).date()
}

fn subject(account: &str) -> String {
    format!("account:{account}")
}

/// Registers someone and gives them a card: good at once when a desk has seen them (`new.confirmed`), to be confirmed
/// within [`CONFIRM_DAYS`] otherwise.
///
/// # Errors
/// [`people::Error::EmailTaken`], [`people::Error::NameNeeded`], [`people::Error::NumberTaken`].
pub async fn register(
    write: &mut Write,
    by: &Actor,
    new: &NewHolder<'_>,
    pin: Option<&PinHash>,
    beginning: Beginning<'_>,
) -> Result<Registered> {
    let account = holder::insert(write, new).await?;
    if let Some(pin) = pin {
        pin::set(write, &account, pin).await?;
    }
    let state = if new.confirmed { CardState::Active } else { CardState::Pending };
    let today = today(write.clock());
    let last_day = match (beginning.last_day, new.confirmed) {
        (Some(day), _) => day,
        (None, true) => today.checked_add(CARD_MONTHS.months())?,
        (None, false) => today.checked_add(CONFIRM_DAYS.days())?,
    };
    let card = issue(write, &account, state, beginning.number, end_of(last_day)?).await?;
    let details = json!({ "origin": new.origin, "library": new.library });
    audit::append(write, by, "card.registered", &subject(&account), &details).await?;
    Ok(Registered { account, card })
}

/// Issues a right and the card it is.
async fn issue(
    write: &mut Write,
    account: &str,
    state: CardState,
    number: Option<&str>,
    valid_until_ms: i64,
) -> Result<Card> {
    let now = write.clock().now();
    let right = Right {
        id: String::new(),
        kind: RightKind::LibraryCard,
        holder: Some(account.to_owned()),
        scope: RightScope::Everywhere,
        valid_from: now,
        valid_until: Some(Timestamp::from_millisecond(valid_until_ms)?),
        quota: None,
        admits: 1,
        state: if state == CardState::Active { RightState::Active } else { RightState::Suspended },
    };
    let id = rights::issue(write, &right).await?;
    let mut made = Card {
        id,
        number: number.map_or_else(card_number::random, str::to_owned),
        account: account.to_owned(),
        state,
        issued_at_ms: now.as_millisecond(),
        valid_until_ms,
    };
    loop {
        match card::insert(write, &made).await {
            Ok(()) => return Ok(made),
            // One in a hundred thousand: draw again.
            Err(people::Error::NumberTaken) if number.is_none() => made.number = card_number::random(),
            Err(other) => return Err(other.into()),
        }
    }
}

/// Makes this writer the only one to decide about an account's card until it ends.
pub(crate) async fn hold(write: &mut Write, account: &str) -> Result<()> {
    Ok(write.exclusive(&format!("library_card.{account}")).await?)
}

async fn current(write: &mut Write, account: &str) -> Result<Card> {
    hold(write, account).await?;
    card::current(write, account).await?.ok_or(Error::NotFound)
}

async fn set_state(write: &mut Write, card: &Card, state: CardState) -> Result<()> {
    let right = match state {
        CardState::Active => RightState::Active,
        CardState::Pending | CardState::Suspended => RightState::Suspended,
        CardState::Replaced => RightState::Replaced,
        CardState::Cancelled => RightState::Cancelled,
    };
    card::set_state(write, &card.id, state).await?;
    rights::set_state(write, &card.id, right).await?;
    Ok(())
}

async fn set_end(write: &mut Write, card: &Card, last_day: Date) -> Result<i64> {
    let end = end_of(last_day)?;
    card::set_end(write, &card.id, end).await?;
    rights::set_end(write, &card.id, Timestamp::from_millisecond(end)?).await?;
    Ok(end)
}

/// Confirms at a desk a registration made online: the card is good for a year from today.
pub async fn confirm(write: &mut Write, by: &Actor, account: &str) -> Result<Date> {
    let card = current(write, account).await?;
    if card.state != CardState::Pending {
        return Err(Error::WrongState);
    }
    set_state(write, &card, CardState::Active).await?;
    let last_day = today(write.clock()).checked_add(CARD_MONTHS.months())?;
    set_end(write, &card, last_day).await?;
    holder::confirm(write, account).await?;
    audit::append(write, by, "card.confirmed", &subject(account), &json!({})).await?;
    Ok(last_day)
}

/// Renews a card: a year from today, or from its end when that is less than two months away, so that nobody loses days by
/// coming early.
pub async fn renew(write: &mut Write, by: &Actor, account: &str) -> Result<Date> {
    let card = current(write, account).await?;
    if card.state == CardState::Pending {
        return Err(Error::WrongState);
    }
    let (today, end) = (today(write.clock()), last_day_before(card.valid_until_ms));
    let from = if end > today && end <= today.checked_add(2.months())? { end } else { today };
    let last_day = from.checked_add(CARD_MONTHS.months())?.max(end);
    set_end(write, &card, last_day).await?;
    audit::append(write, by, "card.renewed", &subject(account), &json!({})).await?;
    Ok(last_day)
}

/// Replaces a lost card. From this transaction on the old one opens no door, signs nobody in, and every session of the
/// account is over.
pub async fn replace(write: &mut Write, by: &Actor, account: &str) -> Result<Card> {
    let old = current(write, account).await?;
    set_state(write, &old, CardState::Replaced).await?;
    let new = issue(write, account, old.state, None, old.valid_until_ms).await?;
    pin::end_sessions(write, account).await?;
    audit::append(write, by, "card.replaced", &subject(account), &json!({})).await?;
    Ok(new)
}

/// Holds a card back.
pub async fn suspend(write: &mut Write, by: &Actor, account: &str) -> Result<()> {
    let card = current(write, account).await?;
    if card.state != CardState::Active {
        return Err(Error::WrongState);
    }
    set_state(write, &card, CardState::Suspended).await?;
    audit::append(write, by, "card.suspended", &subject(account), &json!({})).await?;
    Ok(())
}

/// Gives a card held back to its holder again.
pub async fn resume(write: &mut Write, by: &Actor, account: &str) -> Result<()> {
    let card = current(write, account).await?;
    if card.state != CardState::Suspended {
        return Err(Error::WrongState);
    }
    set_state(write, &card, CardState::Active).await?;
    audit::append(write, by, "card.resumed", &subject(account), &json!({})).await?;
    Ok(())
}

/// Gives someone a new PIN that nobody chose, to be handed over; the one before opens nothing any more.
pub async fn give_pin(people: &People, by: &Actor, account: &str) -> Result<String> {
    let drawn = pin::random();
    let hash = people.hash_pin(&drawn, None).await?;
    let mut write = people.db().write().await?;
    current(&mut write, account).await?;
    pin::set(&mut write, account, &hash).await?;
    audit::append(&mut write, by, "card.pin_given", &subject(account), &json!({})).await?;
    write.commit().await?;
    Ok(drawn)
}

/// Brings a card kept from a patron file to the end its library gives.
pub(crate) async fn follow_end(write: &mut Write, card: &Card, last_day: Date) -> Result<()> {
    set_end(write, card, last_day).await.map(drop)
}
