//! Answers as the world sends them. Each text is made up here after a habit seen in real repositories.

use oai_pmh::{Body, ErrorCode, ReadError, Record, read_response};

fn page(records: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n<oai:OAI-PMH xmlns:oai='http://www.openarchives.org/OAI/2.0/' \
         xmlns='http://www.loc.gov/MARC21/slim'><oai:responseDate>2026-11-22T10:00:00Z</oai:responseDate>\
         <oai:request verb='ListRecords'>http://a/oai</oai:request><oai:ListRecords>{records}</oai:ListRecords></oai:OAI-PMH>"
    )
}

fn records(answer: &[u8]) -> Vec<Record> {
    match read_response(answer).expect("an answer").body {
        Body::Records(records, _) => records,
        other => panic!("{other:?}"),
    }
}

#[test]
fn prefixes_and_lent_namespaces_are_followed() {
    let answer = page(
        "<oai:record><oai:header><oai:identifier> oai:a:1 </oai:identifier>\
         <oai:datestamp>2026-01-01 10:00:00</oai:datestamp></oai:header>\
         <oai:metadata><record><leader>x</leader></record></oai:metadata></oai:record>",
    );
    let records = records(answer.as_bytes());
    assert_eq!(records[0].header.identifier, "oai:a:1");
    assert_eq!(records[0].header.datestamp.unwrap().to_string(), "2026-01-01T10:00:00Z");
    let metadata = records[0].metadata.as_ref().unwrap();
    assert_eq!(metadata.xml, b"<record><leader>x</leader></record>");
    let alone = String::from_utf8(metadata.standalone()).unwrap();
    assert!(alone.starts_with("<record xmlns:oai="), "{alone}");
    assert!(alone.contains("xmlns=\"http://www.loc.gov/MARC21/slim\""), "{alone}");
}

#[test]
fn the_bytes_of_metadata_are_kept_even_when_they_are_not_utf8() {
    let mut answer = b"\xef\xbb\xbf \n".to_vec();
    let text = page("<oai:record><oai:metadata><a>@ &eacute; &nbsp; R&D <b></c> \x01</a></oai:metadata></oai:record>");
    answer.extend(text.bytes().map(|byte| if byte == b'@' { 0xe9 } else { byte }));
    let records = records(&answer);
    assert_eq!(records[0].metadata.as_ref().unwrap().xml, b"<a>\xe9 &eacute; &nbsp; R&D <b></c> \x01</a>");
}

#[test]
fn deleted_records_and_last_pages_are_seen() {
    let answer = page(
        "<oai:record><oai:header status='Deleted'><oai:identifier>i</oai:identifier></oai:header></oai:record>\
         <unknown><oai:record/></unknown><oai:resumptionToken completeListSize='12' cursor='x'/>",
    );
    let Body::Records(records, Some(end)) = read_response(answer.as_bytes()).unwrap().body else {
        panic!("a list");
    };
    assert!(records[0].header.deleted && records[0].metadata.is_none());
    assert_eq!(records.len(), 1);
    assert_eq!((end.token.as_str(), end.complete_list_size, end.cursor), ("", Some(12), None));
}

#[test]
fn an_error_answer_keeps_its_codes() {
    let answer = "<OAI-PMH><error code='badResumptionToken'>expired &amp; gone</error><error code='odd'/></OAI-PMH>";
    let Body::Errors(errors) = read_response(answer.as_bytes()).unwrap().body else {
        panic!("errors");
    };
    assert_eq!(errors[0].code, Some(ErrorCode::BadResumptionToken));
    assert_eq!(errors[0].message, "expired & gone");
    assert_eq!(errors[1].code, None);
}

#[test]
fn what_is_no_answer_is_named() {
    let refused = |bytes: &[u8]| read_response(bytes).expect_err("no answer");
    assert_eq!(refused(b" \n\xef\xbb\xbf"), ReadError::Empty);
    assert!(matches!(refused(b"Service unavailable"), ReadError::NotXml { start } if start == "Service unavailable"));
    assert!(matches!(refused(b"\x1f\x8b\x08garbage"), ReadError::NotXml { .. }));
    let sign_in = b"<!-- x --><!DOCTYPE html>\n<html><head><title>\n Connexion </title></head><body><br></body></html>";
    assert_eq!(refused(sign_in), ReadError::Html { title: "Connexion".into() });
    assert_eq!(
        refused(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><title>Panne</title></html>"),
        ReadError::Html { title: "Panne".into() }
    );
    assert!(matches!(refused(b"<rss version='2.0'></rss>"), ReadError::WrongRoot { name } if name == "rss"));
    assert!(matches!(
        refused(b"<OAI-PMH xmlns='http://www.openarchives.org/OAI/1.1/'></OAI-PMH>"),
        ReadError::WrongNamespace { found } if found.ends_with("/1.1/")
    ));
    assert!(matches!(refused(b"<OAI-PMH><ListRecords><record>"), ReadError::Truncated { bytes: 30 }));
    assert!(matches!(refused(b"<OAI-PMH></OAI-PMH>"), ReadError::NothingInside));
}
