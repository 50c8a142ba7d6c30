//! What happens when the disk is full, the process is killed, or the server goes away.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};

use store::testing::{PostgresPlace, SqlitePlace};
use store::{Error, Migration, MigrationSet, params, prelude::*};

const SETS: &[MigrationSet] = &[MigrationSet {
    room: "things",
    migrations: &[Migration {
        number: 1,
        name: "things",
        sqlite: "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        postgres: "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL)",
    }],
}];

#[tokio::test]
async fn a_full_disk_is_told_in_plain_words_and_passes() {
    let place = SqlitePlace::new();
    let db = Db::open(place.url(), Options::default()).await.unwrap();
    db.migrate(SETS).await.unwrap();
    let mut write = db.write().await.unwrap();
    let pages: i64 = write.one("SELECT page_count FROM pragma_page_count()", params![]).await.unwrap().get(0).unwrap();
    // SQLite answers the same when its file may not grow as when the disk has no room.
    write.all(&format!("PRAGMA max_page_count = {}", pages + 4), params![]).await.unwrap();
    let rows = |count: i64| (0..count).map(|i| [Value::from(i), Value::from("x".repeat(500))]);
    let full = write.insert_many("things", &["id", "name"], rows(1_000), None).await;
    assert!(matches!(full, Err(Error::DiskFull(_))), "{full:?}");
    drop(write);

    let mut write = db.write().await.unwrap();
    write.all("PRAGMA max_page_count = 100000", params![]).await.unwrap();
    let kept = write.one("SELECT count(*) FROM things", params![]).await.unwrap();
    assert_eq!(kept.get::<i64>(0).unwrap(), 0, "nothing of what did not fit");
    write.insert_many("things", &["id", "name"], rows(1_000), None).await.unwrap();
    write.commit().await.unwrap();
}

/// Not a test of its own: the process that the next test kills.
#[tokio::test]
#[ignore = "run by what_was_acknowledged_survives_kill_9"]
async fn writes_until_killed() {
    let Ok(url) = std::env::var("BEFFROI_TEST_DATABASE") else {
        return;
    };
    let db = Db::open(&url, Options::default()).await.unwrap();
    let mut out = std::io::stdout();
    for id in 0_i64.. {
        let mut write = db.write().await.unwrap();
        let pair = [id * 2, id * 2 + 1].map(|id| [Value::from(id), Value::from("acknowledged")]);
        write.insert_many("things", &["id", "name"], pair, None).await.unwrap();
        write.commit().await.unwrap();
        writeln!(out, "\nacknowledged {id}").unwrap();
        out.flush().unwrap();
    }
}

async fn survives_kill_9(url: &str) {
    let db = Db::open(url, Options::default()).await.unwrap();
    db.migrate(SETS).await.unwrap();
    db.close().await;
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["writes_until_killed", "--exact", "--ignored", "--nocapture"])
        .env("BEFFROI_TEST_DATABASE", url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut last = -1;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        if let Some(id) = line.unwrap().strip_prefix("acknowledged ") {
            // The last line may be cut by the kill.
            last = last.max(id.parse::<i64>().unwrap_or(last));
            if last == 40 {
                child.kill().unwrap();
            }
        }
    }
    child.wait().unwrap();
    assert!(last >= 40, "the writer wrote");
    let db = Db::open(url, Options::default()).await.unwrap();
    let row = db.read().await.unwrap().one("SELECT count(*), max(id) FROM things", params![]).await.unwrap();
    let (count, highest) = (row.get::<i64>(0).unwrap(), row.get::<i64>(1).unwrap());
    assert!(count >= (last + 1) * 2, "{count} rows of {} acknowledged", (last + 1) * 2);
    assert_eq!((count, highest % 2), (highest + 1, 1), "no half of a transaction");
    db.close().await;
}

#[tokio::test]
async fn what_was_acknowledged_survives_kill_9() {
    let place = SqlitePlace::new();
    survives_kill_9(place.url()).await;
    if let Some(place) = PostgresPlace::new().await {
        survives_kill_9(place.url()).await;
        place.drop_database().await;
    }
}

#[tokio::test]
async fn a_server_that_goes_away_is_a_lost_connection_and_comes_back() {
    let Some(place) = PostgresPlace::new().await else {
        return;
    };
    let db = Db::open(place.url(), Options::default()).await.unwrap();
    db.migrate(SETS).await.unwrap();
    let mut write = db.write().await.unwrap();
    write.execute("INSERT INTO things (id, name) VALUES (1, 'lost')", params![]).await.unwrap();
    let mut other = db.write().await.unwrap();
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    other.one(cut, params![]).await.unwrap();
    drop(other);
    let lost = write.execute("INSERT INTO things (id, name) VALUES (2, 'lost')", params![]).await;
    assert!(matches!(lost, Err(Error::ConnectionLost(_))), "{lost:?}");
    assert!(lost.unwrap_err().is_transient());
    drop(write);
    let row = db.read().await.unwrap().one("SELECT count(*) FROM things", params![]).await.unwrap();
    assert_eq!(row.get::<i64>(0).unwrap(), 0);
    db.close().await;
    place.drop_database().await;
}

#[tokio::test]
async fn addresses_that_are_none_are_refused() {
    for url in ["", "mysql://x", "sqlite:", "sqlite::memory:", "beffroi.db"] {
        assert!(matches!(Db::open(url, Options::default()).await, Err(Error::Address(_))), "{url}");
    }
}
