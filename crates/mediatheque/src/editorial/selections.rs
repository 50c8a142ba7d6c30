//! Selections: resources chosen under a title, between two days, by the network or by one library.

use jiff::civil::Date;
use serde::Serialize;
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// A selection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Selection {
    /// Identifier. Empty for one not yet kept.
    pub id: String,
    /// Whose choice; none for the whole network.
    pub institution: Option<String>,
    /// Title.
    pub title: String,
    /// The theme it belongs to, in a word or two; may be empty.
    pub theme: String,
    /// What librarians say of it, by paragraph.
    pub words: String,
    /// Its first day; none from always.
    pub starts_on: Option<Date>,
    /// Its last day, included; none without end.
    pub ends_on: Option<Date>,
    /// Whether readers see it, on its days.
    pub published: bool,
    /// What is in it, in order.
    pub items: Vec<SelectionItem>,
}

/// A resource of a selection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SelectionItem {
    /// The resource.
    pub resource: String,
    /// What is said of it here; may be empty.
    pub note: String,
}

impl Selection {
    /// Whether readers see it on a day.
    #[must_use]
    pub fn is_on(&self, day: Date) -> bool {
        self.published && self.starts_on.is_none_or(|first| first <= day) && self.ends_on.is_none_or(|last| day <= last)
    }
}

/// Keeps a selection (a new one when its `id` is empty) as it is given, items included. Gives its identifier.
///
/// # Errors
/// [`Error::Unfit`] without a title or when it ends before it begins; [`Error::NotFound`] for an `id` that is not.
pub async fn keep(write: &mut Write, selection: &Selection) -> Result<String> {
    if selection.title.trim().is_empty() {
        return Err(Error::Unfit("Une sélection a besoin d’un titre.".into()));
    }
    if selection.starts_on.zip(selection.ends_on).is_some_and(|(first, last)| last < first) {
        return Err(Error::Unfit("La sélection finirait avant de commencer.".into()));
    }
    let now = write.clock().now_ms();
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let id = if selection.id.is_empty() { new_id() } else { selection.id.clone() };
    if selection.id.is_empty() {
        write
            .execute(
                "INSERT INTO mediatheque_selections (id, institution, title, theme, words, starts_on, ends_on,
                     published, created_at, updated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
                params![
                    &id,
                    selection.institution.as_deref(),
                    selection.title.trim(),
                    selection.theme.trim(),
                    &selection.words,
                    day(selection.starts_on),
                    day(selection.ends_on),
                    selection.published,
                    now
                ],
            )
            .await?;
    } else {
        let changed = write
            .execute(
                "UPDATE mediatheque_selections SET institution = $2, title = $3, theme = $4, words = $5, starts_on = $6,
                     ends_on = $7, published = $8, updated_at = $9 WHERE id = $1",
                params![
                    &id,
                    selection.institution.as_deref(),
                    selection.title.trim(),
                    selection.theme.trim(),
                    &selection.words,
                    day(selection.starts_on),
                    day(selection.ends_on),
                    selection.published,
                    now
                ],
            )
            .await?;
        if changed == 0 {
            return Err(Error::NotFound);
        }
        write.execute("DELETE FROM mediatheque_selection_items WHERE selection = $1", params![&id]).await?;
    }
    for (position, item) in (0_i64..).zip(&selection.items) {
        write
            .execute(
                "INSERT INTO mediatheque_selection_items (selection, resource, position, note) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (selection, resource) DO NOTHING",
                params![&id, &item.resource, position, item.note.trim()],
            )
            .await?;
    }
    Ok(id)
}

/// Removes a selection; what was in it stays.
pub async fn remove(write: &mut Write, id: &str) -> Result<()> {
    let gone = write.execute("DELETE FROM mediatheque_selections WHERE id = $1", params![id]).await?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}

const COLUMNS: &str = "id, institution, title, theme, words, starts_on, ends_on, published";

/// The selection with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Selection> {
    let sql = format!("SELECT {COLUMNS} FROM mediatheque_selections WHERE id = $1");
    let mut selection = read(&query.one(&sql, params![id]).await?)?;
    fill(query, std::slice::from_mut(&mut selection)).await?;
    Ok(selection)
}

/// Every selection, the ones to come first, then the newest: the librarians' calendar.
pub async fn all(query: &mut impl Query) -> Result<Vec<Selection>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM mediatheque_selections ORDER BY coalesce(starts_on, '') DESC, created_at DESC, id"
    );
    let mut selections: Vec<Selection> = query.all(&sql, params![]).await?.iter().map(read).collect::<Result<_>>()?;
    fill(query, &mut selections).await?;
    Ok(selections)
}

/// The selections readers see on a day: those of one library, or with `None` the network's.
pub async fn on(query: &mut impl Query, day: Date, institution: Option<&str>) -> Result<Vec<Selection>> {
    let all = all(query).await?;
    Ok(all.into_iter().filter(|one| one.is_on(day) && one.institution.as_deref() == institution).collect())
}

async fn fill(query: &mut impl Query, selections: &mut [Selection]) -> Result<()> {
    for selection in selections {
        let sql = "SELECT resource, note FROM mediatheque_selection_items WHERE selection = $1 ORDER BY position";
        for row in query.all(sql, params![&selection.id]).await? {
            selection.items.push(SelectionItem { resource: row.get(0)?, note: row.get(1)? });
        }
    }
    Ok(())
}

fn read(row: &Row) -> Result<Selection> {
    let day = |at: usize| -> Result<Option<Date>> {
        let text: Option<String> = row.get(at)?;
        text.map(|text| text.parse().map_err(|_| Error::Unknown { what: "day", value: text.clone() })).transpose()
    };
    Ok(Selection {
        id: row.get(0)?,
        institution: row.get(1)?,
        title: row.get(2)?,
        theme: row.get(3)?,
        words: row.get(4)?,
        starts_on: day(5)?,
        ends_on: day(6)?,
        published: row.get(7)?,
        items: Vec::new(),
    })
}
