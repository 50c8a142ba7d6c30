//! The argument rules of section 3.1 and of each verb.

use oai_pmh::{ErrorCode, Granularity, ListRequest, Request, Selection};
use proptest::prelude::*;

fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

fn refusals(query: &str) -> Vec<ErrorCode> {
    Request::parse(&pairs(query), Granularity::Second)
        .expect_err(query)
        .iter()
        .map(|error| error.code.expect("a known code"))
        .collect()
}

#[test]
fn right_requests_are_understood() {
    let request = |query: &str| Request::parse(&pairs(query), Granularity::Second).expect(query);
    assert_eq!(request("verb=Identify"), Request::Identify);
    assert_eq!(
        request("metadataPrefix=oai_dc&identifier=oai:a:1&verb=GetRecord"),
        Request::GetRecord { identifier: "oai:a:1".into(), metadata_prefix: "oai_dc".into() }
    );
    assert_eq!(
        request("verb=ListRecords&metadataPrefix=marcxml&set=lille:bm&from=2026-01-01&until=2026-01-01"),
        Request::ListRecords(ListRequest::First(Selection {
            metadata_prefix: "marcxml".into(),
            from: oai_pmh::Datestamp::parse("2026-01-01"),
            until: oai_pmh::Datestamp::parse("2026-01-01"),
            set: Some("lille:bm".into()),
        }))
    );
    assert_eq!(
        request("verb=ListIdentifiers&resumptionToken=x%20/y"),
        Request::ListIdentifiers(ListRequest::Resume("x%20/y".into()))
    );
}

#[test]
fn a_missing_repeated_or_unknown_verb_is_a_bad_verb() {
    for query in ["", "verb=", "verb=identify", "verb=Identify&verb=Identify", "metadataPrefix=oai_dc"] {
        assert_eq!(refusals(query), [ErrorCode::BadVerb], "{query}");
    }
}

#[test]
fn wrong_arguments_are_bad_arguments() {
    for query in [
        "verb=Identify&set=a",
        "verb=GetRecord",
        "verb=GetRecord&identifier=a",
        "verb=GetRecord&metadataPrefix=oai_dc",
        "verb=GetRecord&identifier=&metadataPrefix=oai_dc",
        "verb=GetRecord&identifier=a b&metadataPrefix=oai_dc",
        "verb=ListRecords",
        "verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc",
        "verb=ListRecords&metadataPrefix=oai dc",
        "verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x",
        "verb=ListRecords&resumptionToken=",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30",
        "verb=ListRecords&metadataPrefix=oai_dc&from=",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01",
        "verb=ListRecords&metadataPrefix=oai_dc&set=a::b",
        "verb=ListRecords&metadataPrefix=oai_dc&set=é",
        "verb=ListSets&metadataPrefix=oai_dc",
        "verb=ListMetadataFormats&identifier=",
    ] {
        let found = refusals(query);
        assert!(found.iter().all(|code| *code == ErrorCode::BadArgument), "{query}: {found:?}");
    }
}

#[test]
fn every_wrong_argument_is_named() {
    let errors = Request::parse(&pairs("verb=ListRecords&from=x&colour=red"), Granularity::Second).unwrap_err();
    let words: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
    assert_eq!(errors.len(), 3, "{words:?}");
    assert!(words.iter().any(|word| word.contains("metadataPrefix")));
    assert!(words.iter().any(|word| word.contains("from")));
    assert!(words.iter().any(|word| word.contains("colour")));
}

#[test]
fn seconds_are_refused_by_a_repository_of_days() {
    let query = pairs("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00Z");
    assert!(Request::parse(&query, Granularity::Second).is_ok());
    assert!(Request::parse(&query, Granularity::Day).is_err());
}

proptest! {
    #[test]
    fn no_request_panics_and_errors_are_never_empty(
        pairs in proptest::collection::vec((
            prop_oneof![
                Just("verb".to_owned()), Just("from".to_owned()), Just("until".to_owned()), Just("set".to_owned()),
                Just("metadataPrefix".to_owned()), Just("identifier".to_owned()), Just("resumptionToken".to_owned()), ".{0,8}"
            ],
            prop_oneof![
                Just("ListRecords".to_owned()), Just("GetRecord".to_owned()), Just("oai_dc".to_owned()),
                Just("2026-01-01".to_owned()), ".{0,12}"
            ],
        ), 0..6)
    ) {
        match Request::parse(&pairs, Granularity::Second) {
            Err(errors) => prop_assert!(!errors.is_empty()),
            Ok(request) => {
                // What a request says of itself is read as the same request.
                let again: Vec<_> = request.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
                prop_assert_eq!(Request::parse(&again, Granularity::Second), Ok(request));
            }
        }
    }
}
