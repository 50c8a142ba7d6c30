//! The provider, asked as harvesters ask.

pub(crate) mod fixture;
mod foreign;

use fixture::{FIRST_CHANGE, fill, repository};
use oai_pmh::{Body, ErrorCode, Record, Resumption, read_response};
use store::Db;
use store::testing::on_both_at;

use super::answer;
use crate::store::{migrations, records};

const NOW: &str = "2026-11-22T10:00:00Z";

async fn body(db: &Db, query: &str) -> Body {
    let pairs: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let xml = answer(db, &repository("https://example.org/oai"), &pairs).await.expect("an answer");
    let response = read_response(xml.as_bytes()).expect("a right answer");
    assert_eq!(response.response_date.expect("a date").to_string(), "2026-11-22T09:59:30Z");
    response.body
}

async fn refusals(db: &Db, query: &str) -> Vec<ErrorCode> {
    match body(db, query).await {
        Body::Errors(errors) => errors.into_iter().filter_map(|error| error.code).collect(),
        other => panic!("{query}: {other:?}"),
    }
}

async fn records(db: &Db, query: &str) -> (Vec<Record>, Option<Resumption>) {
    match body(db, query).await {
        Body::Records(records, resumption) => (records, resumption),
        other => panic!("{query}: {other:?}"),
    }
}

/// Every record of a list, page by page.
async fn whole_list(db: &Db, query: &str) -> Vec<Record> {
    let (mut all, mut resumption) = records(db, query).await;
    while let Some(Resumption { token, .. }) = resumption.filter(|resumption| !resumption.token.is_empty()) {
        let (more, next) = records(db, &format!("verb=ListRecords&resumptionToken={token}")).await;
        all.extend(more);
        resumption = next;
    }
    all
}

fn metadata(record: &Record) -> &str {
    let metadata = record.metadata.as_ref().expect("metadata");
    std::str::from_utf8(&metadata.xml).expect("text")
}

#[tokio::test]
async fn a_list_is_complete_in_order_and_each_record_comes_once() {
    on_both_at(&[migrations()], NOW, |db| async move {
        fill(&db, 250).await;
        let (first, resumption) = records(&db, "verb=ListRecords&metadataPrefix=oai_dc").await;
        let resumption = resumption.expect("more pages");
        assert_eq!((first.len(), resumption.complete_list_size, resumption.cursor), (100, Some(250), Some(0)));
        let all = whole_list(&db, "verb=ListRecords&metadataPrefix=oai_dc").await;
        let names: Vec<_> = all.iter().map(|record| record.header.identifier.clone()).collect();
        let wanted: Vec<_> = (1..=250).map(|number| format!("oai:catalogue.example.org:{number}")).collect();
        assert_eq!(names, wanted);
        let (_, last) = records(&db, "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:04:09Z").await;
        assert_eq!(last, None);
    })
    .await;
}

#[tokio::test]
async fn sets_and_dates_select() {
    on_both_at(&[migrations()], NOW, |db| async move {
        fill(&db, 130).await;
        let list = |arguments: &str| format!("verb=ListRecords&metadataPrefix=marcxml&{arguments}");
        let of_set = whole_list(&db, &list("set=BM-B")).await;
        assert_eq!(of_set.len(), 65);
        assert!(of_set.iter().all(|record| record.header.sets == ["BM-B"]));
        let from_until = list("from=2026-01-01T00:00:10Z&until=2026-01-01T00:00:12Z");
        assert_eq!(whole_list(&db, &from_until).await.len(), 3);
        assert_eq!(whole_list(&db, &list("from=2026-01-01&until=2026-01-01")).await.len(), 130);
        for nothing in ["from=2027-01-01", "until=2025-12-31", "set=nobody"] {
            assert_eq!(refusals(&db, &list(nothing)).await, [ErrorCode::NoRecordsMatch], "{nothing}");
        }
        let Body::Sets(sets, None) = body(&db, "verb=ListSets").await else { panic!("sets") };
        assert_eq!(sets[0].spec, "BM-A");
        assert_eq!(sets[0].name, "Médiathèque A");
    })
    .await;
}

#[tokio::test]
async fn a_record_comes_in_each_format() {
    on_both_at(&[migrations()], NOW, |db| async move {
        fill(&db, 3).await;
        for (number, prefix, wanted) in [
            (1, "oai_dc", "<dc:title>Germinal</dc:title><dc:creator>Zola, Émile</dc:creator>"),
            (3, "oai_dc", "<dc:title>Le Rouge &amp; le Noir</dc:title>"),
            (1, "marcxml", "<datafield tag=\"200\""),
            (2, "marcxml", "<datafield tag=\"245\""),
            (1, "marcxchange", "format=\"UNIMARC\" type=\"Bibliographic\">"),
            (2, "marcxchange", "format=\"MARC21\" type=\"Bibliographic\">"),
        ] {
            let query = format!("verb=GetRecord&metadataPrefix={prefix}&identifier=oai:catalogue.example.org:{number}");
            let Body::Record(record) = body(&db, &query).await else { panic!("a record") };
            assert!(metadata(&record).contains(wanted), "{}", metadata(&record));
        }
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_record_is_told_as_deleted() {
    on_both_at(&[migrations()], NOW, |db| async move {
        fill(&db, 3).await;
        let mut write = db.write().await.expect("a writer");
        records::retire(&mut write, &[2], 2, FIRST_CHANGE + 60_000).await.expect("retired");
        write.commit().await.expect("a commit");
        let all = whole_list(&db, "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:01:00Z").await;
        assert_eq!(all.len(), 1);
        assert!(all[0].header.deleted && all[0].metadata.is_none());
        let get = "verb=GetRecord&metadataPrefix=marcxml&identifier=oai:catalogue.example.org:2";
        let Body::Record(record) = body(&db, get).await else { panic!("a record") };
        assert!(record.header.deleted && record.metadata.is_none());
        let Body::Identify(identify) = body(&db, "verb=Identify").await else { panic!("identify") };
        assert_eq!(identify.earliest_datestamp.expect("a date").to_string(), "2026-01-01T00:00:00Z");
    })
    .await;
}

#[tokio::test]
async fn wrong_requests_are_refused_with_their_codes() {
    on_both_at(&[migrations()], NOW, |db| async move {
        fill(&db, 101).await;
        let (_, resumption) = records(&db, "verb=ListRecords&metadataPrefix=oai_dc").await;
        let token = resumption.expect("a token").token;
        let garbled = format!("{}A", &token[..token.len() - 1]);
        for (query, code) in [
            ("verb=Destroy".to_owned(), ErrorCode::BadVerb),
            ("verb=ListRecords".to_owned(), ErrorCode::BadArgument),
            ("verb=ListRecords&metadataPrefix=mods".to_owned(), ErrorCode::CannotDisseminateFormat),
            (format!("verb=ListRecords&resumptionToken={garbled}"), ErrorCode::BadResumptionToken),
            (format!("verb=ListIdentifiers&resumptionToken={token}"), ErrorCode::BadResumptionToken),
            ("verb=ListSets&resumptionToken=x".to_owned(), ErrorCode::BadResumptionToken),
        ] {
            assert_eq!(refusals(&db, &query).await, [code], "{query}");
        }
        for identifier in ["oai:catalogue.example.org:9999", "oai:catalogue.example.org:01", "oai:other.org:1", "1"] {
            let get = format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}");
            assert_eq!(refusals(&db, &get).await, [ErrorCode::IdDoesNotExist]);
            let formats = format!("verb=ListMetadataFormats&identifier={identifier}");
            assert_eq!(refusals(&db, &formats).await, [ErrorCode::IdDoesNotExist]);
        }
    })
    .await;
}
