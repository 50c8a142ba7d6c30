//! Other people's harvesters against our provider, where they are installed.

use std::process::Command;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use store::testing::SqlitePlace;
use store::{Db, Options};

use super::fixture::{fill, repository};
use crate::oai::{Repository, answer};
use crate::store::{migrations, records};

/// Harvests with Sickle and prints one line a finding.
const SICKLE: &str = r#"
import sys
from sickle import Sickle
client = Sickle(sys.argv[1])
identify = client.Identify()
print(identify.repositoryName, identify.deletedRecord, identify.granularity)
print(sorted(f.metadataPrefix for f in client.ListMetadataFormats()))
print([s.setSpec for s in client.ListSets()])
records = list(client.ListRecords(metadataPrefix='oai_dc'))
print(len(records), len({r.header.identifier for r in records}), sum(r.deleted for r in records))
print([r for r in records if not r.deleted][0].metadata['title'])
print(len(list(client.ListIdentifiers(metadataPrefix='marcxml', set='BM-A'))))
record = client.GetRecord(metadataPrefix='marcxml', identifier='oai:catalogue.example.org:3')
print(record.xml.xpath('//m:datafield[@tag="200"]/m:subfield[@code="a"]/text()',
    namespaces={'m': 'http://www.loc.gov/MARC21/slim'}))
"#;

type Served = Arc<(Db, Repository)>;

async fn serve(
    State(served): State<Served>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> impl axum::response::IntoResponse {
    let xml = answer(&served.0, &served.1, &pairs).await.expect("an answer");
    ([(CONTENT_TYPE, "text/xml; charset=utf-8")], xml)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sickle_harvests_the_whole_catalogue() {
    let installed = Command::new("python3").args(["-c", "import sickle"]).status();
    if !installed.is_ok_and(|status| status.success()) {
        eprintln!("skipped: python3 with sickle is not installed");
        return;
    }
    let place = SqlitePlace::new();
    let db = Db::open(place.url(), Options::default()).await.expect("a database");
    db.migrate(&[migrations()]).await.expect("tables");
    fill(&db, 230).await;
    let mut write = db.write().await.expect("a writer");
    records::retire(&mut write, &[7], 2, db.clock().now_ms()).await.expect("retired");
    write.commit().await.expect("a commit");

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/oai", listener.local_addr().expect("an address"));
    let served: Served = Arc::new((db, repository(&address)));
    let router = Router::new().route("/oai", get(serve)).with_state(served);
    tokio::spawn(async move { axum::serve(listener, router).await });

    let output = tokio::task::spawn_blocking(move || Command::new("python3").args(["-c", SICKLE, &address]).output())
        .await
        .expect("a thread")
        .expect("python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(
        lines.lines().collect::<Vec<_>>(),
        [
            "Catalogue commun persistent YYYY-MM-DDThh:mm:ssZ",
            "['marcxchange', 'marcxml', 'oai_dc']",
            "['BM-A', 'BM-B']",
            "230 230 1",
            "['Germinal']",
            "115",
            "['Le Rouge & le Noir']",
        ]
    );
}
