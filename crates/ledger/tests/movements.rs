//! Movements of money, on both databases.

use ledger::{Cents, Error, Line, Movement, Posted, balance, post, statement, unbalanced, undo};
use store::prelude::*;
use store::testing::{assert_same_schema, on_both};

const SETS: &[store::MigrationSet] = &[ledger::MIGRATIONS];

fn sale(reference: &str, cents: i64) -> Movement<'_> {
    let lines = vec![Line::new("desk:lille:cash", Cents(cents)), Line::new("sales:pass", Cents(-cents))];
    Movement { reference, label: "A pass", lines }
}

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    assert_same_schema(SETS).await;
}

#[tokio::test]
async fn money_moves_once_and_adds_up() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        let Posted::Now(first) = post(&mut write, &sale("sale:1", 4_000)).await.unwrap() else { panic!("before?") };
        assert_eq!(post(&mut write, &sale("sale:1", 4_000)).await.unwrap(), Posted::Before(first.clone()));
        let other = post(&mut write, &sale("sale:1", 2_000)).await;
        assert!(matches!(other, Err(Error::Contradiction(_))), "{other:?}");
        post(&mut write, &sale("sale:2", 1_250)).await.unwrap();
        assert_eq!(balance(&mut write, "desk:lille:cash").await.unwrap(), Cents(5_250));
        assert_eq!(balance(&mut write, "sales:pass").await.unwrap(), Cents(-5_250));
        assert_eq!(balance(&mut write, "nobody").await.unwrap(), Cents::ZERO);

        let Posted::Now(undone) = undo(&mut write, &first, "Refund").await.unwrap() else { panic!("before?") };
        assert_eq!(undo(&mut write, &first, "Refund").await.unwrap(), Posted::Before(undone.clone()));
        assert!(matches!(undo(&mut write, "nothing", "Refund").await, Err(Error::NotFound)));
        assert_eq!(balance(&mut write, "desk:lille:cash").await.unwrap(), Cents(1_250));

        let page = statement(&mut write, "desk:lille:cash", None, 2).await.unwrap();
        assert_eq!(page.iter().map(|line| line.amount).collect::<Vec<_>>(), [Cents(4_000), Cents(1_250)]);
        let rest = statement(&mut write, "desk:lille:cash", Some(&page[1].movement), 2).await.unwrap();
        assert_eq!(rest.iter().map(|line| line.movement.as_str()).collect::<Vec<_>>(), [undone.as_str()]);
        assert_eq!(unbalanced(&mut write).await.unwrap(), Vec::<String>::new());
        write
            .execute("UPDATE ledger_lines SET cents = cents + 1 WHERE place = 0 AND movement = $1", params![&first])
            .await
            .unwrap();
        assert_eq!(unbalanced(&mut write).await.unwrap(), [first]);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_add_up_is_refused() {
    on_both(SETS, |db| async move {
        let mut write = db.write().await.unwrap();
        let lines =
            |all: &[(&str, i64)]| all.iter().map(|(account, cents)| Line::new(*account, Cents(*cents))).collect();
        for bad in [
            lines(&[("a", 100), ("b", -99)]),
            lines(&[("a", 0), ("b", 0)]),
            lines(&[("a", 100), (" ", -100)]),
            lines(&[("a", i64::MAX), ("b", 1)]),
            lines(&[]),
        ] {
            let refused = post(&mut write, &Movement { reference: "bad", label: "bad", lines: bad }).await;
            assert!(matches!(refused, Err(Error::Unbalanced(_) | Error::EmptyLine | Error::Overflow)), "{refused:?}");
        }
        let row = write.one("SELECT count(*) FROM ledger_movements", params![]).await.unwrap();
        assert_eq!(row.get::<i64>(0).unwrap(), 0);
    })
    .await;
}
