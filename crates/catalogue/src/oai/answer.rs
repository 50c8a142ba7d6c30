//! A request's way to its answer.

use oai_pmh::{
    Body, Datestamp, DeletedRecord, ErrorCode, Granularity, Identify, ListRequest, ListVerb, Metadata, ProtocolError,
    Record, Request, Response, Set,
};
use store::{Db, Read};

use super::formats::Offered;
use super::{Repository, SETTLING, lists};
use crate::error::CatalogueError;
use crate::store::feed;

/// Answers a request, given as the decoded pairs of its query string or form, with an XML document to be sent as
/// `text/xml; charset=utf-8` with status 200, errors of the protocol included.
///
/// # Errors
/// Only when the database does not answer: 503 then.
pub async fn answer(db: &Db, repository: &Repository, pairs: &[(String, String)]) -> Result<String, CatalogueError> {
    let now = Datestamp::from_millis(db.clock().now_ms() - SETTLING, Granularity::Second);
    let body = match Request::parse(pairs, Granularity::Second) {
        Err(errors) => Body::Errors(errors),
        Ok(request) => match body(db, repository, request).await? {
            Ok(body) => body,
            Err(error) => Body::Errors(vec![error]),
        },
    };
    Ok(Response::new(now, &repository.base_url, pairs, body).to_xml())
}

/// A body, or the protocol's error; the outer error is the database's.
type Answered = Result<Result<Body, ProtocolError>, CatalogueError>;

async fn body(db: &Db, repository: &Repository, request: Request) -> Answered {
    let mut read = db.read().await?;
    match request {
        Request::Identify => identify(&mut read, repository).await,
        Request::ListMetadataFormats { identifier: None } => Ok(Ok(Body::MetadataFormats(Offered::described()))),
        Request::ListMetadataFormats { identifier: Some(identifier) } => {
            let found = find(&mut read, repository, &identifier).await?;
            Ok(found.map(|_| Body::MetadataFormats(Offered::described())))
        }
        Request::ListSets { resumption_token: Some(_) } => Ok(Err(lists::bad_token())),
        Request::ListSets { resumption_token: None } => {
            let sets = feed::sets(&mut read).await?;
            let sets = sets.into_iter().map(|(spec, name)| Set { spec, name }).collect();
            Ok(Ok(Body::Sets(sets, None)))
        }
        Request::GetRecord { identifier, metadata_prefix } => {
            get_record(&mut read, repository, &identifier, &metadata_prefix).await
        }
        Request::ListIdentifiers(list) => records(&mut read, repository, ListVerb::Identifiers, list).await,
        Request::ListRecords(list) => records(&mut read, repository, ListVerb::Records, list).await,
    }
}

async fn records(read: &mut Read, repository: &Repository, verb: ListVerb, list: ListRequest) -> Answered {
    let token = match list {
        ListRequest::First(selection) => lists::first(read, verb, selection).await?,
        ListRequest::Resume(token) => lists::resumed(verb, &token),
    };
    match token {
        Ok(token) => lists::page(read, repository, token).await,
        Err(error) => Ok(Err(error)),
    }
}

async fn identify(read: &mut Read, repository: &Repository) -> Answered {
    let earliest = feed::earliest(read).await?.unwrap_or_default();
    Ok(Ok(Body::Identify(Box::new(Identify {
        repository_name: repository.name.clone(),
        base_url: repository.base_url.clone(),
        protocol_version: "2.0".to_owned(),
        admin_emails: vec![repository.admin_email.clone()],
        earliest_datestamp: Some(Datestamp::from_millis(earliest, Granularity::Second)),
        deleted_record: DeletedRecord::Persistent,
        granularity: Granularity::Second,
        compressions: Vec::new(),
        descriptions: repository.description().into_iter().collect(),
    }))))
}

async fn get_record(read: &mut Read, repository: &Repository, identifier: &str, prefix: &str) -> Answered {
    let kept = match find(read, repository, identifier).await? {
        Ok(kept) => kept,
        Err(error) => return Ok(Err(error)),
    };
    let Some(format) = Offered::parse(prefix) else {
        return Ok(Err(lists::no_such_format(prefix)));
    };
    let header = lists::header(repository, &kept);
    if kept.deleted {
        let record = Record { header, ..Record::default() };
        return Ok(Ok(Body::Record(Box::new(record))));
    }
    Ok(match format.write(&kept) {
        Some(xml) => {
            let metadata = Some(Metadata::new(xml.into_bytes()));
            Ok(Body::Record(Box::new(Record { header, metadata, about: Vec::new() })))
        }
        None => Err(lists::no_such_format(prefix)),
    })
}

async fn find(
    read: &mut Read,
    repository: &Repository,
    identifier: &str,
) -> Result<Result<crate::store::records::KeptRecord, ProtocolError>, CatalogueError> {
    let kept = match repository.record_of(identifier) {
        Some(record) => feed::get_record(read, record).await?,
        None => None,
    };
    Ok(kept.ok_or_else(|| ProtocolError::new(ErrorCode::IdDoesNotExist, format!("no record is named {identifier}"))))
}
