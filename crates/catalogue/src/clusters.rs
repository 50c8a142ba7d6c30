//! `beffroi catalogue clusters`: what is grouped with what, for whoever wants to measure it.

use std::io::Write;

use store::{Db, Query, params};

use crate::error::CatalogueError;

/// Writes CSV `library,local_id,edition,work`, one line a record held, in record order; returns the number of records.
pub async fn write_csv(db: &Db, out: &mut (impl Write + Send)) -> Result<u64, CatalogueError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["library", "local_id", "edition", "work"]).map_err(io)?;
    let mut read = db.read().await?;
    let mut failed = None;
    let count = read
        .stream(
            "SELECT l.code, r.local_id, p.edition, p.work FROM catalogue_placement p \
             JOIN catalogue_record r ON r.id = p.record JOIN catalogue_source s ON s.id = r.source \
             JOIN catalogue_library l ON l.number = s.library ORDER BY p.record",
            params![],
            |row| {
                if failed.is_none() {
                    let edition = row.get::<i64>("edition")?.to_string();
                    let work = row.get::<i64>("work")?.to_string();
                    let written = csv.write_record([row.text("code")?, row.text("local_id")?, &edition, &work]);
                    failed = written.err();
                }
                Ok(())
            },
        )
        .await?;
    if let Some(error) = failed {
        return Err(io(error));
    }
    csv.flush()?;
    Ok(count)
}

fn io(error: csv::Error) -> CatalogueError {
    CatalogueError::Io(std::io::Error::other(error))
}
