//! Is this card good, here, now? One question for messages 23 and 63.

use access::{Verdict, Visitor};
use jiff::Timestamp;
use jiff::civil::Date;
use people::{AccountState, Client, card};
use store::new_id;

use crate::machine::Machine;
use crate::{Result, Web};

/// How long after a reader's first message at a machine the next are about the same entry.
const TURN_MS: i64 = 10 * 60 * 1000;

/// What came of a check. All but the first look alike from outside.
#[derive(Debug)]
pub(crate) enum Checked {
    /// The card is good.
    Valid(Reader),
    /// Unknown, wrong PIN, no PIN, not in force.
    Refused,
    /// Good, and the machine's door said no.
    Door,
    /// Too many failures: nothing was looked at.
    Slowed,
}

/// What a machine may be told of a reader: what it has no right to is not even read.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) name: Option<String>,
    pub(crate) birth: Option<Date>,
    pub(crate) email: Option<String>,
    /// Whether the PIN was given, and right.
    pub(crate) pin_is_right: bool,
}

/// A reader's turn at a machine: messages about it are one entry.
#[derive(Debug)]
pub(crate) struct Turn {
    account: String,
    entry: String,
    /// When the next message is another entry: no later than the seat it took is kept.
    until_ms: i64,
    admitted: bool,
}

/// Checks a card for a machine.
///
/// # Errors
/// Those of the database. A refusal is no error.
pub(crate) async fn check(
    web: &Web,
    machine: &Machine,
    (number, pin): (&str, Option<&str>),
    turn: &mut Option<Turn>,
) -> Result<Checked> {
    let pin = pin.map(str::trim).filter(|pin| !pin.is_empty());
    let account = match pin {
        Some(pin) => match by_pin(web, machine, number, pin).await? {
            Ok(account) => account,
            Err(no) => return Ok(no),
        },
        None if machine.settings.without_pin => match by_number(web, machine, number).await? {
            Ok(account) => account,
            Err(no) => return Ok(no),
        },
        // Without its PIN a card says nothing, and nothing was guessed.
        None => return Ok(Checked::Refused),
    };
    let now = web.db.clock().now();
    let known = web.people.account(&account).await?;
    let live = card::current(&mut web.db.read().await?, &account)
        .await?
        .is_some_and(|card| card.is_live(now.as_millisecond()));
    if !live || known.state != AccountState::Active {
        return Ok(Checked::Refused);
    }
    if machine.settings.door.is_some() && !admitted(web, machine, &account, now, turn).await? {
        return Ok(Checked::Door);
    }
    let holder = web.people.holder(&account).await?;
    Ok(Checked::Valid(Reader {
        name: machine.settings.sees_name.then_some(known.name),
        birth: holder.filter(|_| machine.settings.sees_birth).and_then(|holder| holder.birth_date),
        email: known.email.filter(|_| machine.settings.sees_email),
        pin_is_right: pin.is_some(),
    }))
}

/// The account of a card with its PIN. The hub counts failures and slows them down.
async fn by_pin(web: &Web, machine: &Machine, number: &str, pin: &str) -> Result<Result<String, Checked>> {
    let client = Client { ip: Some(machine.counted_as()), device: None, agent: String::new() };
    let turn = web.one_pin.acquire().await;
    let answer = web.people.check_card(number, pin, &client).await;
    drop(turn);
    match answer {
        Ok(account) => Ok(Ok(account)),
        Err(people::Error::TooManyAttempts { .. } | people::Error::BirthDateNeeded) => Ok(Err(Checked::Slowed)),
        Err(people::Error::BadCredentials | people::Error::CardNumber(_)) => Ok(Err(Checked::Refused)),
        Err(other) => Err(other.into()),
    }
}

/// The account of a card, for a machine that needs no PIN. Looking for cards that exist is slowed down here.
async fn by_number(web: &Web, machine: &Machine, number: &str) -> Result<Result<String, Checked>> {
    let now = web.db.clock().now_ms();
    if web.hall.must_wait(&machine.id, now) {
        return Ok(Err(Checked::Slowed));
    }
    let found = match people::card_number::read_any(number) {
        Ok(number) => web.people.card_by_number(&number).await?,
        Err(_) => None,
    };
    match found.filter(|card| card.state.is_current()) {
        Some(card) => Ok(Ok(card.account)),
        None => {
            web.hall.miss(&machine.id, now);
            Ok(Err(Checked::Refused))
        }
    }
}

/// Whether the machine's door opens, entering when each check is an entry.
async fn admitted(
    web: &Web,
    machine: &Machine,
    account: &str,
    now: Timestamp,
    turn: &mut Option<Turn>,
) -> Result<bool> {
    let Some(door) = machine.settings.door.as_deref() else { return Ok(false) };
    let holder = web.people.holder(account).await?;
    let today = now.to_zoned(web.zone.clone()).date();
    let visitor = Visitor {
        account,
        age_years: holder.as_ref().and_then(|holder| holder.age_on(today)),
        commune: holder.as_ref().and_then(|holder| holder.commune.as_deref()),
        library: holder.as_ref().and_then(|holder| holder.library.as_deref()),
    };
    if !machine.settings.counts_entry {
        let verdict = access::judge(&mut web.db.read().await?, door, Some(&visitor), now, &web.zone).await?;
        return Ok(matches!(verdict, Verdict::Admitted { .. }));
    }
    let now_ms = now.as_millisecond();
    let mut write = web.db.write().await?;
    // Status and information asked for one reader are one entry, which takes nothing more: whether the door still lets in is
    // asked each time.
    let goes_on = match turn {
        Some(turn) if turn.account != account || now_ms >= turn.until_ms => false,
        Some(turn) if turn.admitted => {
            let verdict = access::judge(&mut write, door, Some(&visitor), now, &web.zone).await?;
            matches!(verdict, Verdict::Admitted { .. })
        }
        Some(_) => true,
        None => false,
    };
    if !goes_on {
        *turn = None;
    }
    let turn = turn.get_or_insert_with(|| Turn {
        account: account.to_owned(),
        entry: new_id(),
        until_ms: now_ms + TURN_MS,
        admitted: false,
    });
    let asked = access::Entry { id: &turn.entry, door, visitor: Some(visitor), session: &machine.id, at: now };
    let entered = access::enter(&mut write, &asked, &web.zone).await?;
    write.commit().await?;
    turn.admitted = matches!(entered.verdict, Verdict::Admitted { .. });
    if let Some(seat) = &entered.seat {
        turn.until_ms = turn.until_ms.min(seat.ends_at.as_millisecond());
    }
    Ok(turn.admitted)
}
