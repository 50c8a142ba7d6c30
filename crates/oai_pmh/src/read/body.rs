//! The element that answers the verb.

use quick_xml::events::{BytesStart, Event};

use super::page::attribute;
use super::{Cursor, ReadError};
use crate::datestamp::{Datestamp, Granularity};
use crate::model::{Body, DeletedRecord, Header, Identify, Metadata, MetadataFormat, Record, Resumption, Set};
use crate::namespaces;

type Declared = [(String, String)];

/// Reads the content of `tag`; `None` when it is no answer to a verb.
pub(super) fn read(
    cursor: &mut Cursor<'_>,
    tag: &BytesStart<'_>,
    verb: &str,
    declared: &Declared,
) -> Result<Option<Body>, ReadError> {
    let mut scope = declared.to_vec();
    namespaces::collect(tag, &mut scope);
    Ok(Some(match verb {
        "Identify" => Body::Identify(Box::new(identify(cursor, tag)?)),
        "ListMetadataFormats" => Body::MetadataFormats(formats(cursor, tag)?),
        "ListSets" => {
            let (sets, resumption) = list(cursor, tag, "set", &mut |cursor, tag| set(cursor, tag))?;
            Body::Sets(sets, resumption)
        }
        "ListIdentifiers" => {
            let (headers, resumption) = list(cursor, tag, "header", &mut |cursor, tag| header(cursor, tag))?;
            Body::Identifiers(headers, resumption)
        }
        "ListRecords" => {
            let (records, resumption) = list(cursor, tag, "record", &mut |cursor, tag| record(cursor, tag, &scope))?;
            Body::Records(records, resumption)
        }
        "GetRecord" => {
            let (records, _) = list(cursor, tag, "record", &mut |cursor, tag| record(cursor, tag, &scope))?;
            let record = records.into_iter().next().ok_or(ReadError::NothingInside)?;
            Body::Record(Box::new(record))
        }
        _ => return Ok(None),
    }))
}

/// Calls `each` for every child with content, until the end of `tag`. What `each` leaves unread it must skip.
fn children(
    cursor: &mut Cursor<'_>,
    tag: &BytesStart<'_>,
    each: &mut dyn FnMut(&mut Cursor<'_>, &BytesStart<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    loop {
        match cursor.next()? {
            Event::End(end) if end.name() == tag.name() => return Ok(()),
            Event::Start(child) => each(cursor, &child)?,
            _ => {}
        }
    }
}

type Item<'f, T> = dyn FnMut(&mut Cursor<'_>, &BytesStart<'_>) -> Result<T, ReadError> + 'f;

fn list<T>(
    cursor: &mut Cursor<'_>,
    tag: &BytesStart<'_>,
    name: &str,
    item: &mut Item<'_, T>,
) -> Result<(Vec<T>, Option<Resumption>), ReadError> {
    let mut items = Vec::new();
    let mut resumption = None;
    loop {
        match cursor.next()? {
            Event::End(end) if end.name() == tag.name() => return Ok((items, resumption)),
            Event::Start(child) if child.local_name().as_ref() == name => {
                items.push(item(cursor, &child)?);
            }
            Event::Start(child) if child.local_name().as_ref() == "resumptionToken" => {
                let token = cursor.text(&child)?;
                resumption = Some(resumption_of(&child, token));
            }
            Event::Empty(child) if child.local_name().as_ref() == "resumptionToken" => {
                resumption = Some(resumption_of(&child, String::new()));
            }
            Event::Start(child) => {
                cursor.inner(&child)?;
            }
            _ => {}
        }
    }
}

fn resumption_of(tag: &BytesStart<'_>, token: String) -> Resumption {
    let number = |name| attribute(tag, name).and_then(|text| text.trim().parse().ok());
    Resumption {
        token,
        complete_list_size: number("completeListSize"),
        cursor: number("cursor"),
        expiration: attribute(tag, "expirationDate").and_then(|text| Datestamp::parse_leniently(&text)),
    }
}

fn identify(cursor: &mut Cursor<'_>, tag: &BytesStart<'_>) -> Result<Identify, ReadError> {
    let mut identify = Identify::default();
    children(cursor, tag, &mut |cursor, child| {
        match child.local_name().as_ref() {
            "repositoryName" => identify.repository_name = cursor.text(child)?,
            "baseURL" => identify.base_url = cursor.text(child)?,
            "protocolVersion" => identify.protocol_version = cursor.text(child)?,
            "adminEmail" => identify.admin_emails.push(cursor.text(child)?),
            "earliestDatestamp" => {
                identify.earliest_datestamp = Datestamp::parse_leniently(&cursor.text(child)?);
            }
            "deletedRecord" => identify.deleted_record = deleted_record(&cursor.text(child)?),
            "granularity" => identify.granularity = granularity(&cursor.text(child)?),
            "compression" => identify.compressions.push(cursor.text(child)?),
            "description" => identify.descriptions.push(cursor.inner(child)?.to_vec()),
            _ => {
                cursor.inner(child)?;
            }
        }
        Ok(())
    })?;
    Ok(identify)
}

fn deleted_record(text: &str) -> DeletedRecord {
    match text.to_ascii_lowercase().as_str() {
        "persistent" => DeletedRecord::Persistent,
        "transient" => DeletedRecord::Transient,
        _ => DeletedRecord::No,
    }
}

/// Days for anything that does not mention hours: days are the granularity every repository understands.
fn granularity(text: &str) -> Granularity {
    if text.to_ascii_lowercase().contains("hh") { Granularity::Second } else { Granularity::Day }
}

fn formats(cursor: &mut Cursor<'_>, tag: &BytesStart<'_>) -> Result<Vec<MetadataFormat>, ReadError> {
    let (formats, _) = list(cursor, tag, "metadataFormat", &mut |cursor, tag| {
        let mut format = MetadataFormat::default();
        children(cursor, tag, &mut |cursor, child| {
            match child.local_name().as_ref() {
                "metadataPrefix" => format.prefix = cursor.text(child)?,
                "schema" => format.schema = cursor.text(child)?,
                "metadataNamespace" => format.namespace = cursor.text(child)?,
                _ => {
                    cursor.inner(child)?;
                }
            }
            Ok(())
        })?;
        Ok(format)
    })?;
    Ok(formats)
}

fn set(cursor: &mut Cursor<'_>, tag: &BytesStart<'_>) -> Result<Set, ReadError> {
    let mut set = Set::default();
    children(cursor, tag, &mut |cursor, child| {
        match child.local_name().as_ref() {
            "setSpec" => set.spec = cursor.text(child)?,
            "setName" => set.name = cursor.text(child)?,
            _ => {
                cursor.inner(child)?;
            }
        }
        Ok(())
    })?;
    Ok(set)
}

fn header(cursor: &mut Cursor<'_>, tag: &BytesStart<'_>) -> Result<Header, ReadError> {
    let mut header = Header {
        deleted: attribute(tag, "status").is_some_and(|s| s.trim().eq_ignore_ascii_case("deleted")),
        ..Header::default()
    };
    children(cursor, tag, &mut |cursor, child| {
        match child.local_name().as_ref() {
            "identifier" => header.identifier = cursor.text(child)?,
            "datestamp" => header.datestamp = Datestamp::parse_leniently(&cursor.text(child)?),
            "setSpec" => header.sets.push(cursor.text(child)?),
            _ => {
                cursor.inner(child)?;
            }
        }
        Ok(())
    })?;
    Ok(header)
}

fn record(cursor: &mut Cursor<'_>, tag: &BytesStart<'_>, declared: &Declared) -> Result<Record, ReadError> {
    let mut record = Record::default();
    children(cursor, tag, &mut |cursor, child| {
        match child.local_name().as_ref() {
            "header" => record.header = header(cursor, child)?,
            "metadata" => {
                let mut inherited = declared.to_vec();
                namespaces::collect(tag, &mut inherited);
                namespaces::collect(child, &mut inherited);
                let xml = cursor.inner(child)?.to_vec();
                record.metadata = Some(Metadata { xml, inherited });
            }
            "about" => record.about.push(cursor.inner(child)?.to_vec()),
            _ => {
                cursor.inner(child)?;
            }
        }
        Ok(())
    })?;
    Ok(record)
}
