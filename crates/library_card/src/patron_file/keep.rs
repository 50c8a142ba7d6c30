//! A file between its reading and its confirmation.

use store::{new_id, prelude::*};

use crate::{Error, Result};

/// A file received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Identifier.
    pub id: String,
    /// The library it comes from, by its institution's identifier.
    pub library: String,
    /// Its name.
    pub name: String,
    /// Its text.
    pub content: String,
}

/// Keeps a file until it is confirmed or given up, a day at most. The text is what was decoded. Gives its identifier.
pub async fn keep(write: &mut Write, by: &str, library: &str, name: &str, content: &str) -> Result<String> {
    let id = new_id();
    let now = write.clock().now_ms();
    let name: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
    write
        .execute(
            "INSERT INTO library_card_files (id, library, name, content, received_by, received_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![&id, library, name, content, by, now],
        )
        .await?;
    Ok(id)
}

/// A file that someone received themselves.
pub async fn kept(query: &mut impl Query, by: &str, id: &str) -> Result<Kept> {
    let sql = "SELECT id, library, name, content FROM library_card_files WHERE id = $1 AND received_by = $2";
    let row = query.optional(sql, params![id, by]).await?.ok_or(Error::NotFound)?;
    Ok(Kept { id: row.get(0)?, library: row.get(1)?, name: row.get(2)?, content: row.get(3)? })
}

/// Forgets a file.
pub async fn drop_file(write: &mut Write, id: &str) -> Result<()> {
    write.execute("DELETE FROM library_card_files WHERE id = $1", params![id]).await?;
    Ok(())
}
