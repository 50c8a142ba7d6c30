//! The server, asked as clients ask.

mod conditions;
mod foreign;

use std::path::PathBuf;
use std::sync::Arc;

use store::Db;
use store::testing::on_both_at;
use work_search::Index;

use super::{SruServer, answer};
use crate::indexing::Indexer;
use crate::oai::tests::fixture::fill;
use crate::store::migrations;

const NOW: &str = "2026-11-22T10:00:00Z";

fn server(base_url: &str) -> SruServer {
    SruServer { name: "Catalogue commun".into(), base_url: base_url.into() }
}

/// An index of what the database holds, in a directory that goes with it.
struct Indexed {
    index: Arc<Index>,
    directory: PathBuf,
}

impl Indexed {
    async fn of(db: &Db) -> Self {
        let directory = std::env::temp_dir().join(format!("beffroi-sru-{}", uuid::Uuid::now_v7()));
        let (index, _) = Index::open_or_create(&directory).expect("an index");
        let index = Arc::new(index);
        let mut indexer = Indexer::new(db.clone(), Arc::clone(&index), 20 << 20).expect("a writer");
        indexer.catch_up(|_| {}).await.expect("indexed");
        index.reload().expect("a reader");
        Self { index, directory }
    }
}

impl Drop for Indexed {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

fn search(query: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    [("operation", "searchRetrieve"), ("version", "1.2"), ("query", query)]
        .iter()
        .chain(more)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// The text between the first `<tag>` and `</tag>`, tags as written.
fn between<'a>(xml: &'a str, tag: &str) -> Option<&'a str> {
    let from = xml.find(&format!("<{tag}>"))? + tag.len() + 2;
    let length = xml[from..].find(&format!("</{tag}>"))?;
    Some(&xml[from..from + length])
}

/// Refuses an answer that is not well-formed.
fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("{error}: {xml}"),
        }
    }
}

#[tokio::test]
async fn works_are_found_and_sent_in_each_format() {
    on_both_at(&[migrations()], NOW, |db| async move {
        fill(&db, 30).await;
        let indexed = Indexed::of(&db).await;
        let ask = async |query: &str, more: &[(&str, &str)]| {
            let pairs = search(query, more);
            let xml =
                answer(&db, &indexed.index, &server("http://localhost:8080/sru"), &pairs).await.expect("an answer");
            well_formed(&xml);
            xml
        };
        for (query, number) in [
            ("germinal", "1"),
            ("dc.title = \"œuvre noir\"", "1"),
            ("dc.title = noir", "2"),
            ("dc.title all \"rouge noir\" and dc.creator = stendhal", "1"),
            ("bath.isbn = 2070411427", "1"),
            ("bath.isbn = 978-2-07-041142-9", "1"),
            ("dc.date < 1970", "1"),
            ("dc.date within \"1968 1978\"", "2"),
            ("dc.title any \"germinal noir\" not dc.creator = zola", "2"),
            ("dc.source = bm-b and dc.title = roman", "14"),
            ("rec.id = 2", "1"),
            ("cql.allRecords = 1", "30"),
            ("dc.title = germ*", "1"),
            ("dc.title = introuvable", "0"),
        ] {
            let xml = ask(query, &[]).await;
            assert_eq!(between(&xml, "zs:numberOfRecords"), Some(number), "{query}: {xml}");
        }
        let xml = ask("germinal", &[]).await;
        assert!(xml.contains("<dc:title>Germinal</dc:title>"), "{xml}");
        assert_eq!(between(&xml, "zs:recordIdentifier"), Some("1"));
        let xml = ask("germinal", &[("recordSchema", "marcxml")]).await;
        assert!(xml.contains("<record xmlns=\"http://www.loc.gov/MARC21/slim\""), "{xml}");
        let xml = ask("germinal", &[("recordSchema", "marcxchange"), ("recordPacking", "string")]).await;
        assert!(xml.contains("format=&quot;UNIMARC&quot;") || xml.contains("format=\"UNIMARC\""), "{xml}");
        assert!(!xml.contains("<record xmlns"), "{xml}");

        let xml = ask("roman sortBy dc.title", &[("startRecord", "26"), ("maximumRecords", "5")]).await;
        assert_eq!(xml.matches("<zs:record>").count(), 2, "{xml}");
        assert_eq!(between(&xml, "zs:nextRecordPosition"), None);
        let xml = ask("roman", &[("maximumRecords", "5")]).await;
        assert_eq!(between(&xml, "zs:nextRecordPosition"), Some("6"));
        let xml = ask("roman", &[("maximumRecords", "0")]).await;
        assert_eq!(between(&xml, "zs:numberOfRecords"), Some("27"));
        assert_eq!(between(&xml, "zs:records"), None);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_supported_is_refused_with_its_diagnostic() {
    on_both_at(&[migrations()], NOW, |db| async move {
        fill(&db, 3).await;
        let indexed = Indexed::of(&db).await;
        let ask = async |pairs: Vec<(String, String)>| {
            let xml = answer(&db, &indexed.index, &server("http://localhost/sru"), &pairs).await.expect("an answer");
            well_formed(&xml);
            xml
        };
        for (more, number) in [
            (("startRecord", "0"), 6),
            (("startRecord", "two"), 6),
            (("startRecord", "9"), 61),
            (("startRecord", "1000000"), 61),
            (("maximumRecords", "-1"), 6),
            (("recordSchema", "mods"), 66),
            (("recordPacking", "zip"), 71),
            (("recordXPath", "/a"), 72),
            (("sortKeys", "title"), 80),
            (("stylesheet", "http://a"), 110),
            (("colour", "red"), 8),
        ] {
            let xml = ask(search("germinal", &[more])).await;
            let uri = format!("info:srw/diagnostic/1/{number}");
            assert_eq!(between(&xml, "uri"), Some(uri.as_str()), "{more:?}: {xml}");
        }
        let pairs = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
        };
        for (request, number, root) in [
            (pairs(&[("operation", "searchRetrieve"), ("query", "a")]), 7, "searchRetrieveResponse"),
            (
                pairs(&[("operation", "searchRetrieve"), ("version", "2.0"), ("query", "a")]),
                5,
                "searchRetrieveResponse",
            ),
            (pairs(&[("operation", "searchRetrieve"), ("version", "1.2")]), 7, "searchRetrieveResponse"),
            (pairs(&[("query", "a")]), 7, "searchRetrieveResponse"),
            (pairs(&[("operation", "scan"), ("version", "1.2"), ("scanClause", "a")]), 4, "scanResponse"),
            (pairs(&[("operation", "update")]), 4, "searchRetrieveResponse"),
            (pairs(&[("operation", "explain")]), 7, "explainResponse"),
            (search("dc.title = (", &[]), 10, "searchRetrieveResponse"),
            (search("<script>", &[]), 10, "searchRetrieveResponse"),
        ] {
            let xml = ask(request).await;
            let uri = format!("info:srw/diagnostic/1/{number}");
            assert_eq!(between(&xml, "uri"), Some(uri.as_str()), "{xml}");
            assert!(xml.contains(&format!("<zs:{root} ")), "{xml}");
        }
    })
    .await;
}

#[tokio::test]
async fn explain_says_what_the_server_can_do() {
    on_both_at(&[migrations()], NOW, |db| async move {
        let indexed = Indexed::of(&db).await;
        let server = server("https://catalogue.example.org/sru");
        let xml = answer(&db, &indexed.index, &server, &[]).await.expect("an answer");
        well_formed(&xml);
        assert_eq!(between(&xml, "host"), Some("catalogue.example.org"));
        assert_eq!(between(&xml, "port"), Some("443"));
        assert_eq!(between(&xml, "database"), Some("sru"));
        assert!(xml.contains("<name set=\"bath\">isbn</name>"));
        assert!(!xml.contains("diagnostic"));
    })
    .await;
}

#[tokio::test]
async fn a_work_gone_since_it_was_indexed_is_a_surrogate_diagnostic() {
    on_both_at(&[migrations()], NOW, |db| async move {
        fill(&db, 1).await;
        let indexed = Indexed::of(&db).await;
        let mut write = db.write().await.expect("a writer");
        crate::store::placements::remove(&mut write, &[1]).await.expect("removed");
        write.commit().await.expect("a commit");
        let xml =
            answer(&db, &indexed.index, &server("http://a/sru"), &search("germinal", &[])).await.expect("an answer");
        well_formed(&xml);
        assert_eq!(between(&xml, "zs:recordSchema"), Some("info:srw/schema/1/diagnostics-v1.1"));
        assert_eq!(between(&xml, "uri"), Some("info:srw/diagnostic/1/65"));
    })
    .await;
}
