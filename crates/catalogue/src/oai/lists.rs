//! Pages of ListRecords and ListIdentifiers.

use oai_pmh::{
    Body, Datestamp, ErrorCode, Granularity, Header, KeysetToken, ListVerb, Metadata, ProtocolError, Record,
    Resumption, Selection,
};
use store::Read;

use super::formats::Offered;
use super::{HEADERS, RECORDS, Repository};
use crate::error::CatalogueError;
use crate::store::feed::{self, RecordSelection};
use crate::store::records::KeptRecord;

/// The token with which a list begins: nothing sent yet.
pub(super) async fn first(
    read: &mut Read,
    verb: ListVerb,
    asked: Selection,
) -> Result<Result<KeysetToken, ProtocolError>, CatalogueError> {
    if Offered::parse(&asked.metadata_prefix).is_none() {
        return Ok(Err(no_such_format(&asked.metadata_prefix)));
    }
    if let Some(set) = &asked.set
        && !feed::sets(read).await?.iter().any(|(code, _)| code == set)
    {
        let words = format!("there is no set {set}");
        return Ok(Err(ProtocolError::new(ErrorCode::NoRecordsMatch, words)));
    }
    Ok(Ok(KeysetToken {
        verb,
        stamp: i64::MIN,
        id: 0,
        from: asked.from.map(Datestamp::first_milli),
        until: asked.until.map(Datestamp::end_milli),
        cursor: 0,
        size: None,
        prefix: asked.metadata_prefix,
        set: asked.set,
    }))
}

/// The token of a list under way.
pub(super) fn resumed(verb: ListVerb, token: &str) -> Result<KeysetToken, ProtocolError> {
    KeysetToken::decode(token)
        .ok()
        .filter(|token| token.verb == verb && Offered::parse(&token.prefix).is_some())
        .ok_or_else(bad_token)
}

pub(super) fn bad_token() -> ProtocolError {
    ProtocolError::new(ErrorCode::BadResumptionToken, "this repository gave no such token")
}

pub(super) fn no_such_format(prefix: &str) -> ProtocolError {
    let words = format!("no record can be had as {prefix}");
    ProtocolError::new(ErrorCode::CannotDisseminateFormat, words)
}

/// The page after what `token` says was sent.
pub(super) async fn page(
    read: &mut Read,
    repository: &Repository,
    mut token: KeysetToken,
) -> Result<Result<Body, ProtocolError>, CatalogueError> {
    let begins = token.cursor == 0;
    let selection = RecordSelection {
        from: token.from,
        until: token.until.map(|end| end - 1),
        library: token.set.clone(),
        after: (!begins).then_some((token.stamp, token.id)),
    };
    let length = match token.verb {
        ListVerb::Records => RECORDS,
        ListVerb::Identifiers => HEADERS,
    };
    // One more than a page: is there another page?
    let mut kept = feed::list_records(read, &selection, length + 1).await?;
    let more = kept.len() as i64 > length;
    kept.truncate(length as usize);
    let Some(last) = kept.last() else {
        let words = "no record was changed between these dates in this set";
        return Ok(Err(ProtocolError::new(ErrorCode::NoRecordsMatch, words)));
    };
    if begins && more {
        let size = feed::count_records(read, &selection).await?;
        token.size = u64::try_from(size).ok();
    }
    let sent_before = token.cursor;
    token.cursor += kept.len() as u64;
    (token.stamp, token.id) = (last.changed_at, last.id);
    // A list of one page has no token; the last of several has an empty one.
    let resumption = (more || !begins).then(|| Resumption {
        token: if more { token.encode() } else { String::new() },
        complete_list_size: token.size,
        cursor: Some(sent_before),
        expiration: None,
    });
    Ok(Ok(match token.verb {
        ListVerb::Identifiers => {
            Body::Identifiers(kept.iter().map(|kept| header(repository, kept)).collect(), resumption)
        }
        ListVerb::Records => {
            let format = Offered::parse(&token.prefix).unwrap_or(Offered::OaiDc);
            let records = kept.iter().filter_map(|kept| record(repository, format, kept)).collect();
            Body::Records(records, resumption)
        }
    }))
}

/// A record of the list; nothing when its kept bytes cannot be read in this format.
fn record(repository: &Repository, format: Offered, kept: &KeptRecord) -> Option<Record> {
    let metadata = if kept.deleted { None } else { Some(Metadata::new(format.write(kept)?.into_bytes())) };
    Some(Record { header: header(repository, kept), metadata, about: Vec::new() })
}

pub(super) fn header(repository: &Repository, kept: &KeptRecord) -> Header {
    Header {
        identifier: repository.identifier(kept.id),
        datestamp: Some(Datestamp::from_millis(kept.changed_at, Granularity::Second)),
        sets: vec![kept.library.clone()],
        deleted: kept.deleted,
    }
}
