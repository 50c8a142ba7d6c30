//! The record sent for a work.

use cql::Diagnostic;
use store::Read;

use super::parameters::{Packing, Schema};
use super::xml;
use crate::error::CatalogueError;
use crate::model::{Library, document};
use crate::oai::{Envelope, dublin_core, marc_xml};
use crate::store::placements::MemberRecord;
use crate::store::{feed, placements};

/// Appends the records of works found, the first of them at `position`.
pub(super) async fn push(
    out: &mut String,
    read: &mut Read,
    works: &[i64],
    libraries: &[Library],
    schema: Schema,
    packing: Packing,
    position: usize,
) -> Result<(), CatalogueError> {
    let members = placements::members(read, works).await?;
    for (place, work) in works.iter().enumerate() {
        let members = members.get(work).map(Vec::as_slice).unwrap_or_default();
        let places = Some((*work, position + place));
        match record(read, members, libraries, schema).await? {
            Ok(data) => xml::record(out, schema.names().1, packing, &data, places),
            Err(refusal) => {
                let data = xml::diagnostic(&refusal);
                xml::record(out, "info:srw/schema/1/diagnostics-v1.1", packing, &data, places);
            }
        }
    }
    Ok(())
}

/// The best record of a work. A work may have gone since the index knew it (65), and bytes may have become unreadable (67).
async fn record(
    read: &mut Read,
    members: &[MemberRecord],
    libraries: &[Library],
    schema: Schema,
) -> Result<Result<String, Diagnostic>, CatalogueError> {
    let all: Vec<&MemberRecord> = members.iter().collect();
    let best =
        document::best(&all).and_then(|best| members.iter().find(|member| std::ptr::eq(&member.description, best)));
    let Some(best) = best else {
        return Ok(Err(Diagnostic::new(65, "")));
    };
    let envelope = match schema {
        Schema::DublinCore => {
            let library = libraries.iter().find(|library| library.number == best.library);
            let code = library.map_or("", |library| library.code.as_str());
            return Ok(Ok(dublin_core(code, &best.description).to_srw_dc()));
        }
        Schema::MarcXml => Envelope::MarcXml,
        Schema::MarcXchange => Envelope::MarcXchange,
    };
    let kept = feed::get_record(read, best.record).await?;
    Ok(kept.and_then(|kept| marc_xml(&kept, envelope)).ok_or_else(|| Diagnostic::new(67, schema.names().1)))
}
