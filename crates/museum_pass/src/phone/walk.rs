//! The pass's page in a real browser: a server of this wing alone, and the walk `tests/browser/pass_phone.mjs` in Chromium.
//! Absent, the browser is said aloud, and fails if `BEFFROI_REQUIRE` names `chromium`.

use std::path::Path;
use std::process::Command;

use axum::middleware::from_fn_with_state;
use shell::Frame;
use store::testing::on_both_at;

use super::Wallets;
use super::tests::{SETS, World, zoe};
use crate::{WING, Web};

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_shows_its_pass_and_reads_it_without_a_network() {
    let walks = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser");
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !Path::new(&chromium).exists() || !walks.join("node_modules/playwright-core").exists() {
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(
            !required.contains("chromium"),
            "BEFFROI_REQUIRE asks for chromium: it or tests/browser/node_modules is missing"
        );
        eprintln!("no browser: the pass is not walked on a phone");
        return;
    }
    // The page does not depend on the database: one is enough, and Chromium is slow.
    let walked = std::sync::atomic::AtomicBool::new(false);
    // Digits are those of the browser's clock, and so must be the server's.
    let now = jiff::Timestamp::now().to_string();
    on_both_at(SETS, &now, |db| {
        let again = walked.swap(true, std::sync::atomic::Ordering::Relaxed);
        let walks = walks.clone();
        async move {
            if again {
                return;
            }
            let world = World::open(db.clone(), Wallets::default(), "http://127.0.0.1").await;
            let pass = world.pass("duo", &zoe()).await;
            let other = world.pass("duo", &zoe()).await;
            let frame = Frame::builder().wing(WING).key([7; 32]).base_url("http://127.0.0.1").build().unwrap();
            let web = Web::new(db, frame.clone(), "http://127.0.0.1");
            let router = crate::routes(web).merge(frame.router()).layer(from_fn_with_state(frame, shell::carry));
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let base = format!("http://{}/pass/mon-pass/", listener.local_addr().unwrap());
            let server = tokio::spawn(async move { axum::serve(listener, router).await });
            let shots = tempfile::tempdir().unwrap();
            let folder = std::env::var("BEFFROI_SCREENSHOTS").map_or_else(|_| shots.path().to_owned(), Into::into);
            let mut walk = Command::new("node");
            walk.current_dir(&walks).arg("pass_phone.mjs");
            walk.arg(format!("{base}{}", pass.secret)).arg(format!("{base}{}", other.secret)).arg(&folder);
            let output = tokio::task::spawn_blocking(move || walk.output()).await.unwrap().expect("node runs");
            server.abort();
            assert!(
                output.status.success(),
                "{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            // A reader that is not ours reads the screen of the phone.
            if super::tests::is_here("zbarimg", "--version") {
                let code = world.code(&pass).await;
                for name in ["pass-phone-390.png", "pass-phone-shown-390.png", "pass-phone-offline-390.png"] {
                    let read =
                        Command::new("zbarimg").args(["--quiet", "--raw"]).arg(folder.join(name)).output().unwrap();
                    let read = String::from_utf8(read.stdout).unwrap();
                    let (shown, digits) = read.trim().rsplit_once('.').unwrap_or_else(|| panic!("{name}: {read}"));
                    assert_eq!((shown, digits.len()), (code.as_str(), 8), "{name}");
                }
            }
        }
    })
    .await;
}
