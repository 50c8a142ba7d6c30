//! A gate's day in Chromium against this room's own server: `tests/browser/gate.mjs`, then what the database holds of it.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "it/world.rs"]
#[expect(dead_code, reason = "the scenarios of the server alone need more of it")]
mod world;

use std::path::Path;
use std::process::{Command, Stdio};

use access::{RightState, credentials, rights};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::post;
use gate::{devices, routes};
use serde_json::json;
use store::testing::SqlitePlace;
use store::{Db, Options};
use world::{SETS, World};

/// What is needed beside this crate; absent, it is said aloud, and fails where it is asked for.
fn journeys() -> Option<std::path::PathBuf> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser");
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
    let missing = if !Path::new("/usr/bin/chromium").exists() {
        Some("Chromium (/usr/bin/chromium)")
    } else if node.is_err() {
        Some("Node.js")
    } else if !place.join("node_modules/playwright-core").exists() {
        Some("playwright-core (run `npm ci` in tests/browser)")
    } else {
        None
    };
    if let Some(missing) = missing {
        let required = std::env::var("BEFFROI_REQUIRE").is_ok_and(|list| list.contains("chromium"));
        assert!(!required, "{missing} is required and was not found");
        eprintln!("\n*** {missing} not found: THE GATE WAS NOT TRIED IN A BROWSER ***\n");
        return None;
    }
    Some(place)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gate_works_without_a_network_and_hands_its_log_over() {
    let Some(journeys) = journeys() else { return };
    let folder = SqlitePlace::new();
    let db = Db::open(folder.url(), Options::default()).await.unwrap();
    db.migrate(SETS).await.unwrap();
    let world = World::new(db.clone()).await;
    let (solo, duo, cancelled) = (world.pass(1).await, world.pass(2).await, world.pass(1).await);
    let mut write = db.write().await.unwrap();
    rights::set_state(&mut write, &cancelled.right, RightState::Cancelled).await.unwrap();
    credentials::set_desk_record(&mut write, &duo.right, "Amina", None).await.unwrap();
    let enrolment = devices::begin(&mut write, &world.palais.1, "claire").await.unwrap();
    write.commit().await.unwrap();

    // The office's button, without the office.
    let (erasing, door) = (db.clone(), world.palais.1.clone());
    let erase = move || {
        let (db, door) = (erasing.clone(), door.clone());
        async move {
            let mut write = db.write().await.unwrap();
            for device in devices::of_door(&mut write, &door).await.unwrap() {
                devices::wipe(&mut write, &device.id).await.unwrap();
            }
            write.commit().await.unwrap();
            StatusCode::NO_CONTENT
        }
    };
    let router: Router = routes(world.web.clone())
        .merge(world.frame.router())
        .route("/essai/effacer", post(erase))
        .layer(from_fn_with_state(world.frame.clone(), shell::carry));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move { axum::serve(listener, router).await });

    let prepared = json!({
        "enrolment": enrolment.code,
        "codes": { "solo": solo.text, "duo": duo.text, "cancelled": cancelled.text },
        "name": "Amina",
        "number": solo.number,
        "erase": format!("{base}/essai/effacer"),
    });
    let walk = tokio::task::spawn_blocking(move || {
        Command::new("node")
            .args(["gate.mjs", "--server", &base, "--prepared", &prepared.to_string()])
            .current_dir(journeys)
            .output()
    });
    let walk = walk.await.unwrap().unwrap();
    let said = format!("{}\n{}", String::from_utf8_lossy(&walk.stdout), String::from_utf8_lossy(&walk.stderr));
    assert!(walk.status.success(), "the browser found faults:\n{said}");
    server.abort();

    world.settle().await;
    let (one, two) = (world.visits(&solo).await, world.visits(&duo).await);
    assert_eq!(one.iter().map(|visit| visit.people).collect::<Vec<_>>(), [1], "{one:?}");
    assert_eq!(two.iter().map(|visit| visit.people).collect::<Vec<_>>(), [2], "shown twice, counted once: {two:?}");
    assert!(world.visits(&cancelled).await.is_empty(), "refused on the spot");
    // What the door could not know (another key), the server tells.
    assert_eq!(world.conflicts().await, ["forged"]);
    let device = devices::of_door(&mut db.read().await.unwrap(), &world.palais.1).await.unwrap().remove(0);
    assert!(device.wipe_told_at_ms.is_some(), "it knows that it was erased");
    db.close().await;
}
