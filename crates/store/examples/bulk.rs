//! How fast rows go in and come back: `cargo run --release -p store --example bulk -- sqlite:/tmp/bulk.db`.

use std::io::Write as _;
use std::time::Instant;

use store::{Migration, MigrationSet, backup, params, prelude::*};

const ROWS: i64 = 2_000_000;
const SETS: &[MigrationSet] = &[MigrationSet {
    room: "bulk",
    migrations: &[Migration {
        number: 1,
        name: "rows",
        sqlite: "CREATE TABLE bulk (id INTEGER PRIMARY KEY, a BIGINT NOT NULL, b TEXT NOT NULL, c BOOLEAN NOT NULL)",
        postgres: "CREATE TABLE bulk (id BIGINT PRIMARY KEY, a BIGINT NOT NULL, b TEXT NOT NULL, c BOOLEAN NOT NULL)",
    }],
}];

#[tokio::main]
async fn main() -> store::Result<()> {
    let url = std::env::args().nth(1).unwrap_or_else(|| "sqlite:/tmp/bulk.db".into());
    let mut out = std::io::stdout();
    let mut say = |what: &str, rows: i64, since: Instant| {
        let seconds = since.elapsed().as_secs_f64();
        let _ = writeln!(out, "{what}: {seconds:.2} s, {:.0} rows/s", rows as f64 / seconds);
    };
    let db = Db::open(&url, Options::bulk_import()).await?;
    db.migrate(SETS).await?;
    let start = Instant::now();
    let mut write = db.write().await?;
    write.execute("DELETE FROM bulk", params![]).await?;
    let rows = (0..ROWS)
        .map(|i| [Value::from(i), Value::from(i * 7), Value::from(format!("row {i}")), Value::from(i % 2 == 0)]);
    write.insert_many("bulk", &["id", "a", "b", "c"], rows, None).await?;
    write.commit().await?;
    say("insert", ROWS, start);

    let start = Instant::now();
    let mut sum = 0;
    db.read()
        .await?
        .stream("SELECT id, a, b, c FROM bulk", params![], |row| {
            sum += row.get::<i64>(1)? + row.text(2)?.len() as i64;
            Ok(())
        })
        .await?;
    say("stream", ROWS, start);

    let start = Instant::now();
    let mut read = db.read().await?;
    for i in 0..50_000_i64 {
        read.one("SELECT a, b FROM bulk WHERE id = $1", params![i * 37 % ROWS]).await?;
    }
    say("look up", 50_000, start);

    let start = Instant::now();
    for i in 0..2_000_i64 {
        let mut write = db.write().await?;
        write.execute("UPDATE bulk SET a = $1 WHERE id = $2", params![i, i]).await?;
        write.commit().await?;
    }
    say("small writes", 2_000, start);

    let start = Instant::now();
    backup::save(&db, std::path::Path::new("/tmp/bulk.backup"), |_| {}).await?;
    say("back up", ROWS, start);
    Ok(())
}
