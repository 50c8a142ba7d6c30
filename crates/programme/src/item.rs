//! What is offered.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// What an item is. Wings add kinds as they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A catalogue one may search and borrow from.
    Collection,
    /// Something hung or shown for a time.
    Exhibition,
    /// A performance on a stage.
    Performance,
    /// A film, a book, a newspaper or a course behind an online door.
    Resource,
    /// A workshop, a visit, a meeting.
    Activity,
}

impl ItemKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Collection, Self::Exhibition, Self::Performance, Self::Resource, Self::Activity];

    /// Its name in tables and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Collection => "collection",
            Self::Exhibition => "exhibition",
            Self::Performance => "performance",
            Self::Resource => "resource",
            Self::Activity => "activity",
        }
    }

    /// The kind of that name.
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or_else(|| Error::Unknown { what: "kind of item", value: code.to_owned() })
    }
}

/// Something offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Identifier: what rights, doors and wings point to. Empty for an item not yet offered.
    pub id: String,
    /// By which institution.
    pub institution: String,
    /// What it is.
    pub kind: ItemKind,
    /// Its title.
    pub title: String,
    /// Its first day; none when it has no beginning worth saying.
    pub starts_on: Option<Date>,
    /// Its last day, included; none when open-ended.
    pub ends_on: Option<Date>,
    /// Exists only in the demonstration.
    pub demo: bool,
    /// Where these facts come from.
    pub source: String,
}

/// Offers an item; its `id` is not looked at. Gives the identifier.
pub async fn offer(write: &mut Write, item: &Item) -> Result<String> {
    let id = new_id();
    let now = write.clock().now_ms();
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    write
        .execute(
            "INSERT INTO programme_items (id, institution, kind, title, starts_on, ends_on, demo, source, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params![
                &id,
                &item.institution,
                item.kind.code(),
                &item.title,
                day(item.starts_on),
                day(item.ends_on),
                item.demo,
                &item.source,
                now
            ],
        )
        .await?;
    Ok(id)
}

/// The items on offer on a day, of one institution if given, by first day.
pub async fn on(query: &mut impl Query, day: Date, institution: Option<&str>) -> Result<Vec<Item>> {
    let sql = "SELECT id, institution, kind, title, starts_on, ends_on, demo, source FROM programme_items
               WHERE (starts_on IS NULL OR starts_on <= $1) AND (ends_on IS NULL OR ends_on >= $1)
                 AND ($2 = '' OR institution = $2)
               ORDER BY coalesce(starts_on, ''), title, id";
    let rows = query.all(sql, params![day.to_string(), institution.unwrap_or_default()]).await?;
    rows.iter().map(item).collect()
}

/// Every item of a kind, by title.
pub async fn of_kind(query: &mut impl Query, kind: ItemKind) -> Result<Vec<Item>> {
    let sql = "SELECT id, institution, kind, title, starts_on, ends_on, demo, source FROM programme_items
               WHERE kind = $1 ORDER BY title, id";
    let rows = query.all(sql, params![kind.code()]).await?;
    rows.iter().map(item).collect()
}

/// Changes the title and the days of an item.
///
/// # Errors
/// [`Error::NotFound`] when there is no such item.
pub async fn amend(
    write: &mut Write,
    id: &str,
    title: &str,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
) -> Result<()> {
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    write
        .one(
            "UPDATE programme_items SET title = $2, starts_on = $3, ends_on = $4 WHERE id = $1 RETURNING id",
            params![id, title, day(starts_on), day(ends_on)],
        )
        .await?;
    Ok(())
}

/// The item with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Item> {
    let sql = "SELECT id, institution, kind, title, starts_on, ends_on, demo, source FROM programme_items
               WHERE id = $1";
    item(&query.one(sql, params![id]).await?)
}

fn item(row: &Row) -> Result<Item> {
    let day = |at: usize| -> Result<Option<Date>> {
        let text: Option<String> = row.get(at)?;
        text.map(|text| text.parse().map_err(|_| Error::Unknown { what: "day", value: text.clone() })).transpose()
    };
    Ok(Item {
        id: row.get(0)?,
        institution: row.get(1)?,
        kind: ItemKind::from_code(row.text(2)?)?,
        title: row.get(3)?,
        starts_on: day(4)?,
        ends_on: day(5)?,
        demo: row.get(6)?,
        source: row.get(7)?,
    })
}
