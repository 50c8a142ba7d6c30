//! Records set aside, to download: each as received, with a table of reasons.

use std::io::{Cursor, Write};

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use people::Permission;
use people::web::Staff;
use shell::{PageError, Visit};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::office::Office;
use super::office_runs::reason_words;
use crate::SetAside;

/// `GET /bureau/imports/{run}/mis-de-cote.zip`
pub(crate) async fn download(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(run): Path<i64>,
) -> Result<Response, PageError> {
    let (_, run) = office.run(session, Permission::ReadImports, run).await?;
    let records = office.web.registry.set_aside(run.id).await?;
    if records.is_empty() {
        return Err(PageError::NotFound);
    }
    let reasons: Vec<String> =
        records.iter().map(|record| reason_words(&office, &visit, &record.reason, &record.detail)).collect();
    let packed = tokio::task::spawn_blocking(move || pack(&records, &reasons)).await;
    let bytes = packed.map_err(PageError::internal)?.map_err(PageError::internal)?;
    let name = format!("attachment; filename=\"mis-de-cote-{}.zip\"", run.id);
    Ok(([(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

/// The archive: `raisons.csv`, then one file a record.
fn pack(records: &[SetAside], reasons: &[String]) -> std::io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(false);
    archive.start_file("raisons.csv", options).map_err(std::io::Error::other)?;
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["file", "byte", "length", "code", "reason"])?;
    for ((number, record), reason) in (1..).zip(records).zip(reasons) {
        table.write_record([
            &name(number, record),
            &record.offset.to_string(),
            &record.bytes.len().to_string(),
            &record.reason,
            reason,
        ])?;
    }
    archive.write_all(&table.into_inner().map_err(|error| error.into_error())?)?;
    for (number, record) in (1..).zip(records) {
        archive.start_file(name(number, record), options).map_err(std::io::Error::other)?;
        archive.write_all(&record.bytes)?;
    }
    Ok(archive.finish().map_err(std::io::Error::other)?.into_inner())
}

/// A record's file: opened by what reads the format it seems to be in.
fn name(number: usize, record: &SetAside) -> String {
    let xml = record.bytes.trim_ascii_start().first() == Some(&b'<');
    format!("{number:05}.{}", if xml { "xml" } else { "mrc" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_holds_every_record_as_received_and_why() {
        let record = |bytes: &[u8]| SetAside {
            offset: 7,
            reason: "not-a-record".to_owned(),
            detail: String::new(),
            bytes: bytes.to_vec(),
        };
        let records = [record(b"\xff\x00 garbage"), record(b"<record/>")];
        let reasons = ["Ces octets, \"rien\"".to_owned(), "Vide".to_owned()];
        let bytes = pack(&records, &reasons).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            std::io::copy(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
            bytes
        };
        assert_eq!(read("00001.mrc"), b"\xff\x00 garbage");
        assert_eq!(read("00002.xml"), b"<record/>");
        let table = String::from_utf8(read("raisons.csv")).unwrap();
        assert!(table.contains("00001.mrc,7,10,not-a-record,\"Ces octets, \"\"rien\"\"\""), "{table}");
    }
}
