//! Other people's SRU clients against our server, where they are installed.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use store::testing::SqlitePlace;
use store::{Db, Options};
use work_search::Index;

use super::{Indexed, server};
use crate::oai::tests::fixture::fill;
use crate::sru::{SruServer, answer};
use crate::store::migrations;

type Served = Arc<(Db, Arc<Index>, SruServer)>;

async fn serve(State(served): State<Served>, Query(pairs): Query<Vec<(String, String)>>) -> impl IntoResponse {
    let xml = answer(&served.0, &served.1, &served.2, &pairs).await.expect("an answer");
    ([(CONTENT_TYPE, "text/xml; charset=utf-8")], xml)
}

/// Runs a client with these lines on its input and gives its output; nothing when it is not installed.
async fn run(client: &'static str, lines: String) -> Option<String> {
    tokio::task::spawn_blocking(move || {
        let started = Command::new(client).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Ok(mut child) = started else {
            eprintln!("skipped: {client} is not installed");
            return None;
        };
        let mut input = child.stdin.take().expect("its input");
        input.write_all(lines.as_bytes()).expect("written");
        drop(input);
        let output = child.wait_with_output().expect("its end");
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    })
    .await
    .expect("a thread")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn yaz_clients_search_and_show() {
    let place = SqlitePlace::new();
    let db = Db::open(place.url(), Options::default()).await.expect("a database");
    db.migrate(&[migrations()]).await.expect("tables");
    fill(&db, 30).await;
    let indexed = Indexed::of(&db).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/sru", listener.local_addr().expect("an address"));
    let served: Served = Arc::new((db, Arc::clone(&indexed.index), server(&address)));
    let router = Router::new().route("/sru", get(serve)).with_state(served);
    tokio::spawn(async move { axum::serve(listener, router).await });

    let lines = format!(
        "sru get 1.2\nopen {address}\nquerytype cql\nschema marcxml\nfind dc.title=germinal\nshow 1\nfind colour=red\nquit\n"
    );
    if let Some(said) = run("yaz-client", lines).await {
        assert!(said.contains("Number of hits: 1"), "{said}");
        assert!(said.contains("<subfield code=\"a\">Germinal</subfield>"), "{said}");
        assert!(said.contains("Unsupported index"), "{said}");
    }
    let lines = format!(
        "set sru get\nset sru_version 1.2\nset schema dc\nconnect {address}\nsearch cql:dc.creator=yourcenar\nshow 0 1\nquit\n"
    );
    if let Some(said) = run("zoomsh", lines).await {
        assert!(said.contains("1 hits"), "{said}");
        assert!(said.contains("<dc:creator>Yourcenar, Marguerite</dc:creator>"), "{said}");
    }
}
