//! Resources.

use store::{Row, prelude::*};

use super::{from_json, json};
use crate::model::{Poster, Resource, ResourceKind, ResourceState};
use crate::{Error, Result};

const COLUMNS: &str = "id, item, door, institution, slug, kind, state, title, subtitle, creators, language, publisher,
    isbn, published_on, year, description, subjects, min_age, duration_s, pages, rights, licence_url, attribution,
    open, elsewhere, edition, poster_hash, poster_type, accessibility, source, demo, created_at, updated_at,
    published_at";

/// The resource with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Resource> {
    let sql = format!("SELECT {COLUMNS} FROM mediatheque_resources WHERE id = $1");
    resource(&query.one(&sql, params![id]).await?)
}

/// The resource at this address.
pub async fn by_slug(query: &mut impl Query, slug: &str) -> Result<Resource> {
    let sql = format!("SELECT {COLUMNS} FROM mediatheque_resources WHERE slug = $1");
    resource(&query.one(&sql, params![slug]).await?)
}

/// The resource that is this item of the programme.
pub async fn by_item(query: &mut impl Query, item: &str) -> Result<Resource> {
    let sql = format!("SELECT {COLUMNS} FROM mediatheque_resources WHERE item = $1");
    resource(&query.one(&sql, params![item]).await?)
}

/// The resource behind this door.
pub async fn by_door(query: &mut impl Query, door: &str) -> Result<Resource> {
    let sql = format!("SELECT {COLUMNS} FROM mediatheque_resources WHERE door = $1");
    resource(&query.one(&sql, params![door]).await?)
}

/// The resources readers see, the newest first. There are hundreds of them, not millions.
pub async fn published(query: &mut impl Query) -> Result<Vec<Resource>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM mediatheque_resources WHERE state = 'published' ORDER BY published_at DESC, title, id"
    );
    query.all(&sql, params![]).await?.iter().map(resource).collect()
}

/// Every resource, the last changed first: for the staff.
pub async fn all(query: &mut impl Query) -> Result<Vec<Resource>> {
    let sql = format!("SELECT {COLUMNS} FROM mediatheque_resources ORDER BY updated_at DESC, title, id");
    query.all(&sql, params![]).await?.iter().map(resource).collect()
}

/// The resource whose edition has this file, if any: the same file is not taken twice.
pub async fn with_file(query: &mut impl Query, hash: &str) -> Result<Option<Resource>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM mediatheque_resources
         WHERE id IN (SELECT resource FROM mediatheque_editions WHERE hash = $1) ORDER BY created_at, id LIMIT 1"
    );
    query.optional(&sql, params![hash]).await?.as_ref().map(resource).transpose()
}

/// Whether an address is free for a resource.
pub async fn slug_is_free(query: &mut impl Query, slug: &str, but: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM mediatheque_resources WHERE slug = $1 AND id <> $2";
    Ok(query.optional(sql, params![slug, but]).await?.is_none())
}

/// Keeps a new resource as it is given, its identifier included.
pub async fn insert(write: &mut Write, resource: &Resource) -> Result<()> {
    let numbers: Vec<String> = (1..=34).map(|n| format!("${n}")).collect();
    let sql = format!("INSERT INTO mediatheque_resources ({COLUMNS}) VALUES ({})", numbers.join(", "));
    let poster = resource.poster.as_ref();
    write
        .execute(
            &sql,
            params![
                &resource.id,
                &resource.item,
                &resource.door,
                &resource.institution,
                &resource.slug,
                resource.kind.code(),
                resource.state.code(),
                &resource.title,
                resource.subtitle.as_deref(),
                json(&resource.creators)?,
                resource.language.as_deref(),
                resource.publisher.as_deref(),
                resource.isbn.as_deref(),
                resource.published_on.as_deref(),
                resource.year,
                resource.description.as_deref(),
                json(&resource.subjects)?,
                resource.min_age,
                resource.duration_s,
                resource.pages,
                resource.rights.as_deref(),
                resource.licence_url.as_deref(),
                resource.attribution.as_deref(),
                resource.open,
                resource.elsewhere.as_deref(),
                resource.edition.as_deref(),
                poster.map(|poster| poster.hash.as_str()),
                poster.map(|poster| poster.media_type.as_str()),
                json(&resource.accessibility)?,
                &resource.source,
                resource.demo,
                resource.created_at_ms,
                resource.updated_at_ms,
                resource.published_at_ms,
            ],
        )
        .await?;
    Ok(())
}

/// Changes what is said of a resource: everything but its identifier, item, door, institution and making. Its change is
/// dated now, and its first publication too when it becomes published.
pub async fn update(write: &mut Write, resource: &Resource) -> Result<()> {
    let now = write.clock().now_ms();
    let poster = resource.poster.as_ref();
    let changed = write
        .execute(
            "UPDATE mediatheque_resources SET slug = $1, kind = $2, state = $3, title = $4, subtitle = $5,
                 creators = $6, language = $7, publisher = $8, isbn = $9, published_on = $10, year = $11,
                 description = $12, subjects = $13, min_age = $14, duration_s = $15, pages = $16, rights = $17,
                 licence_url = $18, attribution = $19, open = $20, elsewhere = $21, edition = $22, poster_hash = $23,
                 poster_type = $24, accessibility = $25, updated_at = $26,
                 published_at = CASE WHEN $3 = 'published' THEN coalesce(published_at, $26) ELSE published_at END
             WHERE id = $27",
            params![
                &resource.slug,
                resource.kind.code(),
                resource.state.code(),
                &resource.title,
                resource.subtitle.as_deref(),
                json(&resource.creators)?,
                resource.language.as_deref(),
                resource.publisher.as_deref(),
                resource.isbn.as_deref(),
                resource.published_on.as_deref(),
                resource.year,
                resource.description.as_deref(),
                json(&resource.subjects)?,
                resource.min_age,
                resource.duration_s,
                resource.pages,
                resource.rights.as_deref(),
                resource.licence_url.as_deref(),
                resource.attribution.as_deref(),
                resource.open,
                resource.elsewhere.as_deref(),
                resource.edition.as_deref(),
                poster.map(|poster| poster.hash.as_str()),
                poster.map(|poster| poster.media_type.as_str()),
                json(&resource.accessibility)?,
                now,
                &resource.id,
            ],
        )
        .await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Shows a resource to readers, takes it back, or sets it aside as a draft.
pub async fn set_state(write: &mut Write, id: &str, state: ResourceState) -> Result<()> {
    let now = write.clock().now_ms();
    let changed = write
        .execute(
            "UPDATE mediatheque_resources SET state = $1, updated_at = $2,
                 published_at = CASE WHEN $1 = 'published' THEN coalesce(published_at, $2) ELSE published_at END
             WHERE id = $3",
            params![state.code(), now, id],
        )
        .await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn resource(row: &Row) -> Result<Resource> {
    let poster_hash: Option<String> = row.get(26)?;
    let poster_type: Option<String> = row.get(27)?;
    let year: Option<i64> = row.get(14)?;
    let min_age: Option<i64> = row.get(17)?;
    Ok(Resource {
        id: row.get(0)?,
        item: row.get(1)?,
        door: row.get(2)?,
        institution: row.get(3)?,
        slug: row.get(4)?,
        kind: ResourceKind::from_code(row.text(5)?)?,
        state: ResourceState::from_code(row.text(6)?)?,
        title: row.get(7)?,
        subtitle: row.get(8)?,
        creators: from_json(row.text(9)?)?,
        language: row.get(10)?,
        publisher: row.get(11)?,
        isbn: row.get(12)?,
        published_on: row.get(13)?,
        year: year.and_then(|year| i32::try_from(year).ok()),
        description: row.get(15)?,
        subjects: from_json(row.text(16)?)?,
        min_age: min_age.and_then(|age| u8::try_from(age).ok()),
        duration_s: row.get(18)?,
        pages: row.get(19)?,
        rights: row.get(20)?,
        licence_url: row.get(21)?,
        attribution: row.get(22)?,
        open: row.get(23)?,
        elsewhere: row.get(24)?,
        edition: row.get(25)?,
        poster: poster_hash.zip(poster_type).map(|(hash, media_type)| Poster { hash, media_type }),
        accessibility: from_json(row.text(28)?)?,
        source: row.get(29)?,
        demo: row.get(30)?,
        created_at_ms: row.get(31)?,
        updated_at_ms: row.get(32)?,
        published_at_ms: row.get(33)?,
    })
}
