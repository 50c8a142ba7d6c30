//! The store's promises, on both databases.

use std::time::Duration;

use store::testing::{assert_same_schema, on_both, on_both_at};
use store::{Error, Migration, MigrationSet, in_list, jobs, params, prelude::*};

const SETS: &[MigrationSet] = &[MigrationSet {
    room: "things",
    migrations: &[Migration {
        number: 1,
        name: "things",
        sqlite: "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, seen BOOLEAN NOT NULL, raw BLOB);
                 CREATE TABLE parts (id TEXT NOT NULL PRIMARY KEY, thing BIGINT NOT NULL REFERENCES things (id), n BIGINT);",
        postgres: "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, seen BOOLEAN NOT NULL, raw BYTEA);
                 CREATE TABLE parts (id TEXT NOT NULL PRIMARY KEY, thing BIGINT NOT NULL REFERENCES things (id), n BIGINT);",
    }],
}];

const INSERT: &str = "INSERT INTO things (id, name, seen, raw) VALUES ($1, $2, $3, $4)";

#[tokio::test]
async fn schemas_are_equal() {
    assert_same_schema(SETS).await;
}

#[tokio::test]
async fn values_come_back_as_they_went() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        write.execute(INSERT, params![1, "œuvre", true, &b"\x00\xff"[..]]).await.unwrap();
        write.execute(INSERT, params![2, String::from("l’été"), false, None::<Vec<u8>>]).await.unwrap();
        write.commit().await.unwrap();
        let mut read = db.read().await.unwrap();
        let rows = read.all("SELECT id, name, seen, raw FROM things ORDER BY id", params![]).await.unwrap();
        assert_eq!(rows[0].get::<i64>("id").unwrap(), 1);
        assert_eq!(rows[0].text("name").unwrap(), "œuvre");
        assert!(rows[0].get::<bool>("seen").unwrap());
        assert_eq!(rows[0].bytes("raw").unwrap(), b"\x00\xff");
        assert_eq!(rows[1].get::<Option<Vec<u8>>>(3).unwrap(), None);
        assert!(rows[1].get::<String>("absent").is_err());
        let nul = read.one("SELECT $1", params!["a\0b"]).await.unwrap();
        assert_eq!(nul.text(0).unwrap(), "a\u{fffd}b", "PostgreSQL has no U+0000 in text");
        let row = read
            .one("SELECT count(*), CAST(sum(id) AS BIGINT), 1, max(name), count(*) > 1 FROM things", params![])
            .await
            .unwrap();
        assert_eq!(
            (row.get::<i64>(0).unwrap(), row.get::<Option<i64>>(1).unwrap(), row.get::<i64>(2).unwrap()),
            (2, Some(3), 1)
        );
        assert!(row.get::<bool>(4).unwrap());
        assert!(matches!(read.one("SELECT id FROM things WHERE id = $1", params![9]).await, Err(Error::NotFound)));
        let list = format!("SELECT count(*) FROM things WHERE id IN {} AND seen = $1", in_list(2, 3));
        assert_eq!(read.one(&list, params![true, 1, 2, 3]).await.unwrap().get::<i64>(0).unwrap(), 1);
        let none = format!("SELECT count(*) FROM things WHERE id IN {}", in_list(1, 0));
        assert_eq!(read.one(&none, params![]).await.unwrap().get::<i64>(0).unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_write_dropped_did_not_happen_and_lets_the_next_in() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        write.execute(INSERT, params![1, "a", true, None::<Vec<u8>>]).await.unwrap();
        drop(write);
        let mut write = db.write().await.unwrap();
        write.execute(INSERT, params![2, "b", true, None::<Vec<u8>>]).await.unwrap();
        write.commit().await.unwrap();
        let row = db.read().await.unwrap().one("SELECT count(*), max(id) FROM things", params![]).await.unwrap();
        assert_eq!((row.get::<i64>(0).unwrap(), row.get::<i64>(1).unwrap()), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_one_snapshot() {
    on_both(SETS, |db| async move {
        let mut read = db.read().await.unwrap();
        let count = "SELECT count(*) FROM things";
        assert_eq!(read.one(count, params![]).await.unwrap().get::<i64>(0).unwrap(), 0);
        let mut write = db.write().await.unwrap();
        write.execute(INSERT, params![1, "a", true, None::<Vec<u8>>]).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(read.one(count, params![]).await.unwrap().get::<i64>(0).unwrap(), 0);
        assert_eq!(db.read().await.unwrap().one(count, params![]).await.unwrap().get::<i64>(0).unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn refusals_are_told_apart() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        write.execute(INSERT, params![1, "a", true, None::<Vec<u8>>]).await.unwrap();
        write.commit().await.unwrap();
        let mut write = db.write().await.unwrap();
        let again = write.execute(INSERT, params![2, "a", true, None::<Vec<u8>>]).await;
        assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
        drop(write);
        let mut write = db.write().await.unwrap();
        let orphan =
            write.execute("INSERT INTO parts (id, thing, n) VALUES ($1, $2, $3)", params!["p", 9, None::<i64>]).await;
        assert!(matches!(orphan, Err(Error::Constraint(_))), "{orphan:?}");
    })
    .await;
}

#[tokio::test]
async fn bulk_inserts_keep_every_row_whatever_their_number() {
    on_both(SETS, |db| async move {
        for count in [0_i64, 1, 3, 499, 500, 501, 4_001] {
            let mut write = db.write().await.unwrap();
            write.execute("DELETE FROM things", params![]).await.unwrap();
            let rows = (0..count).map(|i| {
                [
                    Value::from(i),
                    Value::from(format!("n{i}")),
                    Value::from(i % 2 == 0),
                    Value::from((i % 3 == 0).then(|| vec![1_u8])),
                ]
            });
            let columns = ["id", "name", "seen", "raw"];
            assert_eq!(write.insert_many("things", &columns, rows, None).await.unwrap(), count as u64);
            let repeat = (0..count).map(|i| {
                [Value::from(i), Value::from(format!("m{i}")), Value::from(false), Value::from(None::<Vec<u8>>)]
            });
            let update = Some("(id) DO UPDATE SET name = excluded.name WHERE things.seen");
            let updated = write.insert_many("things", &columns, repeat, update).await.unwrap();
            assert_eq!(updated, (count as u64).div_ceil(2));
            write.commit().await.unwrap();
            let mut read = db.read().await.unwrap();
            let mut seen = 0;
            let total = read
                .stream("SELECT id, name FROM things ORDER BY id", params![], |row| {
                    assert_eq!(row.get::<i64>(0)?, seen);
                    seen += 1;
                    Ok(())
                })
                .await
                .unwrap();
            assert_eq!(total, count as u64);
        }
    })
    .await;
}

#[tokio::test]
async fn racing_writers_lose_nothing() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        write.execute(INSERT, params![1, "count", true, None::<Vec<u8>>]).await.unwrap();
        write.execute("INSERT INTO parts (id, thing, n) VALUES ('p', 1, 0)", params![]).await.unwrap();
        write.commit().await.unwrap();
        let tasks: Vec<_> = (0..16)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    for _ in 0..10 {
                        let mut write = db.write().await.unwrap();
                        write.exclusive("count").await.unwrap();
                        let n: i64 =
                            write.one("SELECT n FROM parts WHERE id = 'p'", params![]).await.unwrap().get(0).unwrap();
                        write.execute("UPDATE parts SET n = $1 WHERE id = 'p'", params![n + 1]).await.unwrap();
                        write.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let row = db.read().await.unwrap().one("SELECT n FROM parts", params![]).await.unwrap();
        assert_eq!(row.get::<i64>(0).unwrap(), 160);
    })
    .await;
}

#[tokio::test]
async fn a_lease_has_one_holder_until_its_term() {
    on_both_at(&[], "2026-11-22T12:00:00Z", |db| async move {
        let minute = Duration::from_secs(60);
        let lease = db.lease("import", "node a", minute).await.unwrap();
        let refused = db.lease("import", "node b", minute).await;
        assert!(matches!(refused, Err(Error::LeaseHeld { ref holder, .. }) if holder == "node a"), "{refused:?}");
        db.clock().advance(Duration::from_secs(50));
        lease.renew(minute).await.unwrap();
        db.clock().advance(Duration::from_secs(50));
        assert!(db.lease("import", "node b", minute).await.is_err());
        db.clock().advance(Duration::from_secs(11));
        let taken = db.lease("import", "node b", minute).await.unwrap();
        assert!(matches!(lease.renew(minute).await, Err(Error::LeaseHeld { .. })));
        taken.release().await.unwrap();
        db.lease("import", "node a", minute).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_job_is_done_at_least_once() {
    on_both_at(&[], "2026-11-22T12:00:00Z", |db| async move {
        let second = Duration::from_secs(1);
        let mut write = db.write().await.unwrap();
        jobs::enqueue(&mut write, "harvest", "{}", Duration::ZERO).await.unwrap();
        jobs::enqueue(&mut write, "harvest", "{\"later\":true}", 5 * second).await.unwrap();
        write.commit().await.unwrap();
        let first = jobs::claim(&db, "harvest", "w1", 60 * second).await.unwrap().unwrap();
        assert_eq!((first.payload.as_str(), first.attempt), ("{}", 1));
        assert_eq!(jobs::claim(&db, "harvest", "w2", 60 * second).await.unwrap(), None, "the other is not due");
        // The worker dies: its claim runs out, another takes over (the second job is due too, but later).
        db.clock().advance(61 * second);
        let again = jobs::claim(&db, "harvest", "w2", 60 * second).await.unwrap().unwrap();
        assert_eq!((again.id.clone(), again.attempt), (first.id.clone(), 2));
        let mut write = db.write().await.unwrap();
        assert!(jobs::fail(&mut write, &again, "garbage").await.unwrap());
        write.commit().await.unwrap();
        let other = jobs::claim(&db, "harvest", "w2", 60 * second).await.unwrap().unwrap();
        assert_ne!(other.id, first.id);
        let mut write = db.write().await.unwrap();
        jobs::succeed(&mut write, &other).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(jobs::claim(&db, "harvest", "w2", second).await.unwrap(), None, "waits before its retry");
        for attempt in 3..=u64::from(jobs::DEFAULT_ATTEMPTS) {
            db.clock().advance(Duration::from_secs(3600));
            let job = jobs::claim(&db, "harvest", "w", second).await.unwrap().unwrap();
            assert_eq!(u64::from(job.attempt), attempt);
            let mut write = db.write().await.unwrap();
            jobs::fail(&mut write, &job, "garbage").await.unwrap();
            write.commit().await.unwrap();
        }
        let all = jobs::list(&mut db.read().await.unwrap(), 10).await.unwrap();
        assert_eq!((all[0].state.as_str(), all[0].last_error.as_deref()), ("failed", Some("garbage")));
        assert_eq!(all[1].state, "done");
    })
    .await;
}
