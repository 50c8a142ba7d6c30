//! What dates of a plan still need, and the dates announced.

use jiff::civil::Time;
use store::prelude::*;

use crate::Result;

/// What is said of a date before it is announced; none is not said yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// When it begins.
    pub hour: Option<Time>,
    /// How many minutes before doors open.
    pub doors_minutes: Option<i64>,
    /// The institution that sells and answers for receipts.
    pub seller: Option<String>,
    /// The licence printed on tickets.
    pub licence: Option<String>,
    /// How many people the hall may take for this show.
    pub places: Option<i64>,
    /// Street address of the hall.
    pub address: Option<String>,
    /// Its postal code.
    pub postal_code: Option<String>,
}

/// Keeps what is said of a date.
pub(crate) async fn complete(
    write: &mut Write,
    edition: &str,
    commune: &str,
    proposal: &str,
    one: &Completion,
) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO tours_completions (edition, commune, proposal, hour, doors_minutes, seller, licence, places,
                 address, postal_code, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (edition, commune, proposal) DO UPDATE SET hour = excluded.hour,
                 doors_minutes = excluded.doors_minutes, seller = excluded.seller, licence = excluded.licence,
                 places = excluded.places, address = excluded.address, postal_code = excluded.postal_code,
                 changed_at = excluded.changed_at",
            params![
                edition,
                commune,
                proposal,
                one.hour.map(|hour| hour.to_string()),
                one.doors_minutes,
                one.seller.as_deref(),
                one.licence.as_deref(),
                one.places,
                one.address.as_deref(),
                one.postal_code.as_deref(),
                now
            ],
        )
        .await?;
    Ok(())
}

/// What was said of the dates of an edition: commune, proposal, and what was said.
pub async fn completions(query: &mut impl Query, edition: &str) -> Result<Vec<(String, String, Completion)>> {
    let sql = "SELECT commune, proposal, hour, doors_minutes, seller, licence, places, address, postal_code
               FROM tours_completions WHERE edition = $1 ORDER BY commune, proposal";
    let rows = query.all(sql, params![edition]).await?;
    rows.iter()
        .map(|row| {
            let hour: Option<String> = row.get(2)?;
            let said = Completion {
                hour: hour.map(|hour| hour.parse()).transpose()?,
                doors_minutes: row.get(3)?,
                seller: row.get(4)?,
                licence: row.get(5)?,
                places: row.get(6)?,
                address: row.get(7)?,
                postal_code: row.get(8)?,
            };
            Ok((row.get(0)?, row.get(1)?, said))
        })
        .collect()
}

/// A date announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnouncedDate {
    /// The performance it is ([`programme::Performance`]).
    pub item: String,
    /// The edition's code.
    pub edition: String,
    /// INSEE code of the commune.
    pub commune: String,
    /// The proposal played.
    pub proposal: String,
    /// The hall.
    pub hall: String,
}

pub(crate) async fn put(write: &mut Write, one: &AnnouncedDate) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO tours_dates (item, edition, commune, proposal, hall, announced_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (item) DO UPDATE SET hall = excluded.hall",
            params![&one.item, &one.edition, &one.commune, &one.proposal, &one.hall, now],
        )
        .await?;
    Ok(())
}

const COLUMNS: &str = "item, edition, commune, proposal, hall";

/// The dates announced of an edition, by commune.
pub async fn of_edition(query: &mut impl Query, edition: &str) -> Result<Vec<AnnouncedDate>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_dates WHERE edition = $1 ORDER BY commune, item");
    query.all(&sql, params![edition]).await?.iter().map(date).collect()
}

/// Every date announced, by edition.
pub async fn all(query: &mut impl Query) -> Result<Vec<AnnouncedDate>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_dates ORDER BY edition, commune, item");
    query.all(&sql, params![]).await?.iter().map(date).collect()
}

/// The date that is this performance.
pub async fn by_item(query: &mut impl Query, item: &str) -> Result<AnnouncedDate> {
    let sql = format!("SELECT {COLUMNS} FROM tours_dates WHERE item = $1");
    date(&query.one(&sql, params![item]).await?)
}

fn date(row: &Row) -> Result<AnnouncedDate> {
    Ok(AnnouncedDate {
        item: row.get(0)?,
        edition: row.get(1)?,
        commune: row.get(2)?,
        proposal: row.get(3)?,
        hall: row.get(4)?,
    })
}
