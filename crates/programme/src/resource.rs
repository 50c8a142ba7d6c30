//! What the hub knows of an online resource: enough for the figures of its use and for the catalogue to say "read now",
//! so that neither needs to know the médiathèque. An [`Item`] of kind [`ItemKind::Resource`](crate::ItemKind::Resource) carries its title and days.

use serde::{Deserialize, Serialize};
use store::prelude::*;

use crate::item::{self, Item};
use crate::{Error, Result};

/// What a resource is, in the words of the COUNTER Code of Practice 5.1 (§3.3.2, *Data Types*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DataType {
    /// A book, read as text, as a comic or listened to.
    Book,
    /// A newspaper or a newsletter.
    #[serde(rename = "Newspaper_or_Newsletter")]
    Newspaper,
    /// A magazine or a journal.
    Journal,
    /// A film or another moving picture.
    Audiovisual,
    /// Music or another recording.
    Sound,
    /// A course, a quiz, and what is worked through rather than read.
    #[serde(rename = "Interactive_Resource")]
    Course,
    /// A platform of many things, elsewhere.
    Database,
    /// None of these.
    Other,
}

impl DataType {
    /// Every type.
    pub const ALL: [Self; 8] = [
        Self::Book,
        Self::Newspaper,
        Self::Journal,
        Self::Audiovisual,
        Self::Sound,
        Self::Course,
        Self::Database,
        Self::Other,
    ];

    /// Its name in tables and in COUNTER reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Book => "Book",
            Self::Newspaper => "Newspaper_or_Newsletter",
            Self::Journal => "Journal",
            Self::Audiovisual => "Audiovisual",
            Self::Sound => "Sound",
            Self::Course => "Interactive_Resource",
            Self::Database => "Database",
            Self::Other => "Other",
        }
    }

    /// The type of that name.
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or_else(|| Error::Unknown { what: "type of resource", value: code.to_owned() })
    }
}

/// An online resource as the hub knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The item it is.
    pub item: String,
    /// What it is.
    pub data_type: DataType,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// ISBN-13 without hyphens.
    pub isbn: Option<String>,
    /// ISSN, with its hyphen.
    pub issn: Option<String>,
    /// DOI, without `https://doi.org/`.
    pub doi: Option<String>,
    /// The platform it is used on: ours, or a vendor's.
    pub platform: String,
    /// The database it is part of, if it is part of one.
    pub database: Option<String>,
    /// Its authors, as they are said: "Émile Zola".
    pub authors: Vec<String>,
    /// ISO 639-1 or BCP 47 code of its language.
    pub language: Option<String>,
    /// Year of publication.
    pub year: Option<i32>,
    /// A few sentences.
    pub description: Option<String>,
    /// The path of its page here.
    pub address: String,
    /// Whether it asks for no card.
    pub open: bool,
    /// Whether it is read here, rather than at a vendor's.
    pub hosted: bool,
    /// What a year of it costs, in cents. Unknown is not zero.
    pub cost_cents: Option<i64>,
}

/// A resource with the item it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its title, its institution and its days.
    pub item: Item,
    /// The rest.
    pub resource: Resource,
}

/// Says what an item is as a resource, or says it again.
///
/// # Errors
/// [`Error::NotFound`] when there is no such item, or it is of another kind.
pub async fn declare(write: &mut Write, resource: &Resource) -> Result<()> {
    if item::by_id(write, &resource.item).await?.kind != crate::ItemKind::Resource {
        return Err(Error::NotFound);
    }
    write
        .execute(
            "INSERT INTO programme_resources (item, data_type, publisher, isbn, issn, doi, platform, database_name,
                 authors, language, year, description, address, open, hosted, cost_cents)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
             ON CONFLICT (item) DO UPDATE SET data_type = excluded.data_type, publisher = excluded.publisher,
                 isbn = excluded.isbn, issn = excluded.issn, doi = excluded.doi, platform = excluded.platform,
                 database_name = excluded.database_name, authors = excluded.authors, language = excluded.language,
                 year = excluded.year, description = excluded.description, address = excluded.address,
                 open = excluded.open, hosted = excluded.hosted, cost_cents = excluded.cost_cents",
            params![
                &resource.item,
                resource.data_type.code(),
                resource.publisher.as_deref(),
                resource.isbn.as_deref(),
                resource.issn.as_deref(),
                resource.doi.as_deref(),
                &resource.platform,
                resource.database.as_deref(),
                resource.authors.join("\n"),
                resource.language.as_deref(),
                resource.year.map(i64::from),
                resource.description.as_deref(),
                &resource.address,
                resource.open,
                resource.hosted,
                resource.cost_cents
            ],
        )
        .await?;
    Ok(())
}

const COLUMNS: &str = "item, data_type, publisher, isbn, issn, doi, platform, database_name, authors, language, year,
    description, address, open, hosted, cost_cents";

/// What an item is as a resource.
///
/// # Errors
/// [`Error::NotFound`] when the item is no resource.
pub async fn by_item(query: &mut impl Query, item: &str) -> Result<Resource> {
    let sql = format!("SELECT {COLUMNS} FROM programme_resources WHERE item = $1");
    resource(&query.one(&sql, params![item]).await?)
}

/// Every resource with its item, by title. There are hundreds of them, not millions.
pub async fn list(query: &mut impl Query) -> Result<Vec<Offered>> {
    let rows = query.all(&format!("SELECT {COLUMNS} FROM programme_resources"), params![]).await?;
    let mut known: std::collections::HashMap<String, Resource> = rows
        .iter()
        .map(|row| resource(row).map(|resource| (resource.item.clone(), resource)))
        .collect::<Result<_>>()?;
    let items = item::of_kind(query, crate::ItemKind::Resource).await?;
    Ok(items.into_iter().filter_map(|item| known.remove(&item.id).map(|resource| Offered { item, resource })).collect())
}

fn resource(row: &Row) -> Result<Resource> {
    let year: Option<i64> = row.get(10)?;
    Ok(Resource {
        item: row.get(0)?,
        data_type: DataType::from_code(row.text(1)?)?,
        publisher: row.get(2)?,
        isbn: row.get(3)?,
        issn: row.get(4)?,
        doi: row.get(5)?,
        platform: row.get(6)?,
        database: row.get(7)?,
        authors: row.text(8)?.lines().map(str::to_owned).collect(),
        language: row.get(9)?,
        year: year.and_then(|year| i32::try_from(year).ok()),
        description: row.get(11)?,
        address: row.get(12)?,
        open: row.get(13)?,
        hosted: row.get(14)?,
        cost_cents: row.get(15)?,
    })
}
