//! What is written is read back the same.

use oai_pmh::{
    Body, Datestamp, DeletedRecord, ErrorCode, Granularity, Header, Identify, Metadata, MetadataFormat, ProtocolError,
    Record, Response, Resumption, Set, read_response,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Text as XML can carry it, without space at its ends (the reader trims it).
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9éœ’<>&\"'\u{1F600} -]{0,20}".prop_map(|text| text.trim().to_owned())
}

fn date() -> impl Strategy<Value = Datestamp> {
    (0..4_000_000_000_000_i64, any::<bool>()).prop_map(|(millis, day)| {
        let granularity = if day { Granularity::Day } else { Granularity::Second };
        Datestamp::from_millis(millis, granularity)
    })
}

fn header() -> impl Strategy<Value = Header> {
    (text(), date(), vec(text(), 0..3), any::<bool>()).prop_map(|(identifier, date, sets, deleted)| Header {
        identifier,
        datestamp: Some(date),
        sets,
        deleted,
    })
}

fn xml() -> impl Strategy<Value = Vec<u8>> {
    (text(), text()).prop_map(|(one, two)| {
        let mut out = String::from("\n<m:r xmlns:m=\"urn:m\"");
        oai_pmh::push_attribute(&mut out, "a", &one);
        out.push_str("><metadata>");
        oai_pmh::push_text(&mut out, &two);
        out.push_str("</metadata><!-- </metadata> --><![CDATA[</metadata>]]></m:r> ");
        out.into_bytes()
    })
}

fn record() -> impl Strategy<Value = Record> {
    (header(), option::of(xml()), vec(xml(), 0..2)).prop_map(|(header, xml, about)| Record {
        header,
        metadata: xml.map(Metadata::new),
        about,
    })
}

fn resumption() -> impl Strategy<Value = Option<Resumption>> {
    let second = date().prop_map(|date| date.at(Granularity::Second));
    option::of((text(), any::<Option<u64>>(), any::<Option<u64>>(), option::of(second)).prop_map(
        |(token, complete_list_size, cursor, expiration)| Resumption { token, complete_list_size, cursor, expiration },
    ))
}

fn identify() -> impl Strategy<Value = Identify> {
    (text(), text(), vec(text(), 1..3), date(), 0..3_u8, vec(xml(), 0..2)).prop_map(
        |(name, url, emails, date, deleted, descriptions)| Identify {
            repository_name: name,
            base_url: url,
            protocol_version: "2.0".into(),
            admin_emails: emails,
            earliest_datestamp: Some(date),
            deleted_record: [DeletedRecord::No, DeletedRecord::Persistent, DeletedRecord::Transient]
                [usize::from(deleted)],
            granularity: date.granularity(),
            compressions: vec!["gzip".into()],
            descriptions,
        },
    )
}

fn body() -> impl Strategy<Value = Body> {
    let pair = || (text(), text(), text());
    prop_oneof![
        vec(text(), 1..3).prop_map(|words| {
            let error = |word: String| ProtocolError::new(ErrorCode::NoRecordsMatch, word);
            Body::Errors(words.into_iter().map(error).collect())
        }),
        identify().prop_map(|identify| Body::Identify(Box::new(identify))),
        vec(pair(), 0..3).prop_map(|formats| Body::MetadataFormats(
            formats
                .into_iter()
                .map(|(prefix, schema, namespace)| MetadataFormat { prefix, schema, namespace })
                .collect()
        )),
        (vec(pair(), 0..3), resumption()).prop_map(|(sets, resumption)| Body::Sets(
            sets.into_iter().map(|(spec, name, _)| Set { spec, name }).collect(),
            resumption
        )),
        (vec(header(), 0..4), resumption()).prop_map(|(headers, r)| Body::Identifiers(headers, r)),
        (vec(record(), 0..4), resumption()).prop_map(|(records, r)| Body::Records(records, r)),
        record().prop_map(|record| Body::Record(Box::new(record))),
    ]
}

/// The namespaces that a writer's envelope lends to the metadata are no part of what was written.
fn without_inherited(mut response: Response) -> Response {
    let forget = |record: &mut Record| {
        if let Some(metadata) = &mut record.metadata {
            assert!(metadata.inherited.iter().any(|(_, name)| name == oai_pmh::NAMESPACE));
            metadata.inherited.clear();
        }
    };
    match &mut response.body {
        Body::Records(records, _) => records.iter_mut().for_each(forget),
        Body::Record(record) => forget(record),
        _ => {}
    }
    response
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_back(now in date(), url in text(), set in text(), body in body()) {
        let arguments = [("verb".to_owned(), "ListRecords".to_owned()), ("set".to_owned(), set)];
        let written = Response::new(now, &url, &arguments, body);
        let xml = written.to_xml();
        let read = read_response(xml.as_bytes());
        prop_assert_eq!(read.map(without_inherited), Ok(written));
    }

    #[test]
    fn a_page_cut_short_is_never_taken_for_a_page(now in date(), body in body(), place in any::<prop::sample::Index>()) {
        let xml = Response::new(now, "http://a", &[], body).to_xml();
        let end = xml.rfind("</OAI-PMH>").unwrap();
        let cut = place.index(end + "</OAI-PMH".len());
        prop_assert!(read_response(&xml.as_bytes()[..cut]).is_err());
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = read_response(&bytes);
    }

    #[test]
    fn no_garbled_answer_panics(now in date(), body in body(), place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut xml = Response::new(now, "http://a", &[], body).to_xml().into_bytes();
        let at = place.index(xml.len());
        xml[at] = byte;
        let _ = read_response(&xml);
    }
}
