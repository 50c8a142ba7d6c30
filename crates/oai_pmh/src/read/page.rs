//! The outer elements of an answer.

use quick_xml::events::{BytesStart, Event};

use super::{Cursor, ReadError, body, check_root, html_title, reader_of};
use crate::datestamp::Datestamp;
use crate::error::{ErrorCode, ProtocolError};
use crate::model::{Body, Response};
use crate::namespaces;

pub(super) fn read(bytes: &[u8], text: &str) -> Result<Response, ReadError> {
    let mut cursor = Cursor { reader: reader_of(text), bytes };
    let mut declared = Vec::new();
    let root = loop {
        match cursor.next()? {
            Event::Start(tag) => {
                if tag.local_name().as_ref().eq_ignore_ascii_case("html") {
                    let title = html_title(text).unwrap_or_default();
                    return Err(ReadError::Html { title });
                }
                check_root(&tag)?;
                namespaces::collect(&tag, &mut declared);
                break tag;
            }
            Event::Empty(tag) => {
                check_root(&tag)?;
                return Err(ReadError::NothingInside);
            }
            _ => {}
        }
    };
    let mut response = Response {
        response_date: None,
        base_url: String::new(),
        arguments: Vec::new(),
        body: Body::Errors(Vec::new()),
    };
    let mut found = None;
    loop {
        match cursor.next()? {
            Event::End(end) if end.name() == root.name() => break,
            Event::Empty(tag) => read_empty(&tag, &mut response, &mut found),
            Event::Start(tag) => {
                read_child(&mut cursor, &tag, &declared, &mut response, &mut found)?;
            }
            _ => {}
        }
    }
    response.body = found.ok_or(ReadError::NothingInside)?;
    Ok(response)
}

fn read_child(
    cursor: &mut Cursor<'_>,
    tag: &BytesStart<'_>,
    declared: &[(String, String)],
    response: &mut Response,
    found: &mut Option<Body>,
) -> Result<(), ReadError> {
    match tag.local_name().as_ref() {
        "responseDate" => response.response_date = Datestamp::parse_leniently(&cursor.text(tag)?),
        "request" => {
            response.arguments = arguments(tag);
            response.base_url = cursor.text(tag)?;
        }
        "error" => {
            let message = cursor.text(tag)?;
            add_error(found, tag, message);
        }
        verb => match body::read(cursor, tag, verb, declared)? {
            Some(body) => *found = Some(body),
            None => {
                cursor.inner(tag)?;
            }
        },
    }
    Ok(())
}

fn read_empty(tag: &BytesStart<'_>, response: &mut Response, found: &mut Option<Body>) {
    match tag.local_name().as_ref() {
        "request" => response.arguments = arguments(tag),
        "error" => add_error(found, tag, String::new()),
        "ListRecords" => *found = Some(Body::Records(Vec::new(), None)),
        "ListIdentifiers" => *found = Some(Body::Identifiers(Vec::new(), None)),
        "ListSets" => *found = Some(Body::Sets(Vec::new(), None)),
        "ListMetadataFormats" => *found = Some(Body::MetadataFormats(Vec::new())),
        _ => {}
    }
}

fn add_error(found: &mut Option<Body>, tag: &BytesStart<'_>, message: String) {
    let code = attribute(tag, "code").and_then(|code| ErrorCode::parse(&code));
    let error = ProtocolError { code, message };
    match found {
        Some(Body::Errors(errors)) => errors.push(error),
        _ => *found = Some(Body::Errors(vec![error])),
    }
}

fn arguments(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .filter(|attribute| !attribute.key.as_ref().contains(':'))
        .filter(|attribute| attribute.key.as_ref() != "xmlns")
        .map(|attribute| (attribute.key.as_ref().to_owned(), unescaped(&attribute.value)))
        .collect()
}

/// The value of an attribute, references resolved where possible.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.html_attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| unescaped(&attribute.value))
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned())
}
