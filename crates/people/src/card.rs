//! Cards: each is a right, under the same identifier, issued with it in one transaction by the wing of the card.

use store::prelude::*;

use crate::{Error, People, Result};

/// Where a card is in its life. Its end is a date, [`Card::valid_until_ms`], not a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// Asked for online, to be confirmed at a desk: opens nothing that needs a card.
    Pending,
    /// Good until its end.
    Active,
    /// Held back by a desk.
    Suspended,
    /// Lost, another took its place: opens nothing, signs nobody in.
    Replaced,
    /// Taken back for good.
    Cancelled,
}

impl CardState {
    const ALL: [Self; 5] = [Self::Pending, Self::Active, Self::Suspended, Self::Replaced, Self::Cancelled];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Replaced => "replaced",
            Self::Cancelled => "cancelled",
        }
    }

    fn from_code(code: &str) -> Self {
        // A state of a newer program opens nothing.
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or(Self::Cancelled)
    }

    /// Whether the card is the one its holder has today.
    #[must_use]
    pub fn is_current(self) -> bool {
        matches!(self, Self::Pending | Self::Active | Self::Suspended)
    }
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Card {
    /// Identifier, the same as that of the right it is.
    pub id: String,
    /// The number printed on it: see [`card_number`](crate::card_number).
    pub number: String,
    /// Whose.
    pub account: String,
    /// Where it is in its life.
    pub state: CardState,
    /// Since when, in milliseconds since 1970 UTC.
    pub issued_at_ms: i64,
    /// Until when, excluded, in milliseconds since 1970 UTC.
    pub valid_until_ms: i64,
}

impl Card {
    /// Whether it opens doors at an instant: confirmed, not held back, not expired. Who has such a card is a member of
    /// the network.
    #[must_use]
    pub fn is_live(&self, at_ms: i64) -> bool {
        self.state == CardState::Active && at_ms < self.valid_until_ms
    }
}

const SELECT: &str = "SELECT id, number, account, state, issued_at, valid_until FROM people_cards";

/// Reads a card from the six columns that begin at `at`.
pub(crate) fn from_row(row: &Row, at: usize) -> store::Result<Card> {
    Ok(Card {
        id: row.get(at)?,
        number: row.get(at + 1)?,
        account: row.get(at + 2)?,
        state: CardState::from_code(row.text(at + 3)?),
        issued_at_ms: row.get(at + 4)?,
        valid_until_ms: row.get(at + 5)?,
    })
}

/// Keeps a new card. Issue the right it is, with the same identifier, in the same transaction.
///
/// # Errors
/// [`Error::NumberTaken`] when another card has this number; [`Error::HasCard`] when the account has a card already.
pub async fn insert(write: &mut Write, card: &Card) -> Result<()> {
    if card.state.is_current() && current(write, &card.account).await?.is_some() {
        return Err(Error::HasCard);
    }
    let made = write
        .execute(
            "INSERT INTO people_cards (id, number, account, state, issued_at, valid_until)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (number) DO NOTHING",
            params![&card.id, &card.number, &card.account, card.state.code(), card.issued_at_ms, card.valid_until_ms],
        )
        .await?;
    if made == 0 { Err(Error::NumberTaken) } else { Ok(()) }
}

/// Changes where a card is in its life. Change the right's state in the same transaction.
pub async fn set_state(write: &mut Write, id: &str, state: CardState) -> Result<()> {
    let changed = write.execute("UPDATE people_cards SET state = $1 WHERE id = $2", params![state.code(), id]).await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Changes until when a card is valid, in milliseconds since 1970 UTC. Change the right's end in the same transaction.
pub async fn set_end(write: &mut Write, id: &str, valid_until_ms: i64) -> Result<()> {
    let changed =
        write.execute("UPDATE people_cards SET valid_until = $1 WHERE id = $2", params![valid_until_ms, id]).await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The card an account has today, whatever its state and its end; not those replaced or taken back.
pub async fn current(query: &mut impl Query, account: &str) -> Result<Option<Card>> {
    let sql = format!("{SELECT} WHERE account = $1 AND state IN ('pending', 'active', 'suspended')");
    let row = query.optional(&sql, params![account]).await?;
    Ok(row.map(|row| from_row(&row, 0)).transpose()?)
}

/// Every card an account ever had, newest first.
pub async fn all_of(query: &mut impl Query, account: &str) -> Result<Vec<Card>> {
    let sql = format!("{SELECT} WHERE account = $1 ORDER BY issued_at DESC, id DESC");
    let rows = query.all(&sql, params![account]).await?;
    rows.iter().map(|row| Ok(from_row(row, 0)?)).collect()
}

/// The card with this number, as [`card_number::read_any`](crate::card_number::read_any) gives it.
pub async fn by_number(query: &mut impl Query, number: &str) -> Result<Option<Card>> {
    let row = query.optional(&format!("{SELECT} WHERE number = $1"), params![number]).await?;
    Ok(row.map(|row| from_row(&row, 0)).transpose()?)
}

/// How many people have a card that opens doors at an instant: the members of the network.
pub async fn count_live(query: &mut impl Query, at_ms: i64) -> Result<i64> {
    let sql = "SELECT count(*) FROM people_cards WHERE state = 'active' AND valid_until > $1";
    Ok(query.one(sql, params![at_ms]).await?.get(0)?)
}

/// Accounts whose last card ended before an instant (milliseconds since 1970 UTC), by identifier, those after one (empty
/// for the first), at most `limit`: for retention.
pub async fn ended_before(query: &mut impl Query, before_ms: i64, after: &str, limit: u32) -> Result<Vec<String>> {
    let rows = query
        .all(
            "SELECT DISTINCT c.account FROM people_cards c
             WHERE c.valid_until < $1 AND c.account > $2 AND NOT EXISTS (
                 SELECT 1 FROM people_cards d WHERE d.account = c.account AND d.valid_until >= $1)
             ORDER BY c.account LIMIT $3",
            params![before_ms, after, limit],
        )
        .await?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

impl People {
    /// The card of an account when it opens doors now: confirmed, not held back, not expired.
    pub async fn live_card(&self, account: &str) -> Result<Option<Card>> {
        let card = current(&mut self.db().read().await?, account).await?;
        let now = self.db().clock().now_ms();
        Ok(card.filter(|card| card.is_live(now)))
    }

    /// The card with this number, whatever its state.
    pub async fn card_by_number(&self, number: &str) -> Result<Option<Card>> {
        by_number(&mut self.db().read().await?, number).await
    }
}
