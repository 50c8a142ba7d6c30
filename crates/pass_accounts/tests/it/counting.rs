//! Visits counted, flows published, holders who go.

use pass_accounts::counts::{self, Asked};
use pass_accounts::flows::{self, Parameters};
use pass_accounts::{Error, fold, privacy, settlement};
use store::prelude::*;
use store::testing::on_both_at;

use crate::world::{NOW, SETS, SOLO, Sold, World};

fn year() -> Asked {
    Asked { institutions: Vec::new(), from: "2026-01".into(), to: "2026-12".into() }
}

#[tokio::test]
async fn a_visit_is_counted_once_and_in_each_facet() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        for number in 0..8 {
            let commune = (number < 6).then_some("59512");
            let pass = world.sell(&Sold { commune, ..SOLO }).await;
            world
                .visit(&pass, &[(0, "2026-03-05T10:00:00Z"), (1, "2026-03-06T10:00:00Z"), (0, "2026-03-20T10:00:00Z")])
                .await;
        }
        let few = world.sell(&Sold { product: "jeune", ..SOLO }).await;
        world.visit(&few, &[(2, "2026-04-05T10:00:00Z")]).await;
        assert_eq!(world.fold("2026-06-01T00:00:00Z").await, 25);
        assert_eq!(world.fold("2026-06-01T00:00:00Z").await, 0);
        fold(&world.db).await.unwrap();

        let mut read = world.db.read().await.unwrap();
        let report = counts::read(&mut read, &year()).await.unwrap();
        let all = report.all.unwrap();
        // Different passes are counted by museum and month: eight at two museums, one at a third.
        assert_eq!((all.visits, all.people, all.passes), (25, 25, 17));
        let figure = |facet: &str, value: &str| {
            report.facets[facet].iter().find(|line| line.value == value).unwrap().figure.map(|figure| figure.visits)
        };
        assert_eq!(figure("coming", "first_use"), Some(9));
        assert_eq!(figure("coming", "first_here"), Some(8));
        assert_eq!(figure("coming", "again"), Some(8));
        assert_eq!(figure("commune", "59512"), Some(18));
        assert_eq!(figure("commune", ""), Some(7));
        // One young visitor is not pointed at, and not to be worked out from the total either.
        assert_eq!(figure("product", "jeune"), None);
        assert_eq!(figure("product", "solo"), None);
        let museum = |at: usize| {
            report
                .museums
                .iter()
                .find(|line| line.value == world.museums[at])
                .unwrap()
                .figure
                .map(|figure| figure.visits)
        };
        // One museum is hidden for its only pass, another with it so that no subtraction finds it; the third is said.
        assert_eq!((museum(0), museum(1), museum(2)), (None, Some(8), None));
        drop(read);
        // Nothing dated is left of anyone.
        assert_eq!(world.number("SELECT count(*) FROM access_visits").await, 0);
    })
    .await;
}

#[tokio::test]
async fn flows_are_counted_within_bounds_and_published_once() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        for _ in 0..60 {
            let pass = world.sell(&SOLO).await;
            world
                .visit(&pass, &[(0, "2026-07-05T10:00:00Z"), (1, "2026-07-12T10:00:00Z"), (1, "2026-07-15T10:00:00Z")])
                .await;
        }
        // A pass that comes and goes all summer counts for ten passages.
        let restless = world.sell(&SOLO).await;
        let days: Vec<String> = (1..=28).map(|day| format!("2026-08-{day:02}T10:00:00Z")).collect();
        let seen: Vec<(usize, &str)> = days.iter().enumerate().map(|(at, day)| (1 + at % 2, day.as_str())).collect();
        world.visit(&restless, &seen).await;
        world.fold("2026-09-20T00:00:00Z").await;
        assert_eq!(world.number("SELECT CAST(sum(passages) AS BIGINT) FROM pass_accounts_flows").await, 70);
        assert_eq!(world.number("SELECT count(*) FROM pass_accounts_last").await, 61);

        let publish = async |quarter: &str, parameters: &Parameters| {
            let mut write = world.db.write().await.unwrap();
            let done = flows::publish(&mut write, quarter, &world.museums, parameters).await;
            if done.is_ok() {
                write.commit().await.unwrap();
            }
            done
        };
        let usual = Parameters::default();
        assert!(matches!(publish("2026-T3", &usual).await, Err(Error::Refused("pass-accounts-flows-not-over"))));
        // The quarter is over once all that could come of it has come: its pseudonyms go.
        world.fold("2026-10-15T00:00:00Z").await;
        assert_eq!(world.number("SELECT count(*) FROM pass_accounts_last").await, 0);
        assert_eq!(world.number("SELECT count(*) FROM pass_accounts_quarters WHERE secret IS NOT NULL").await, 0);
        let nobody = Parameters { epsilon_milli: 1_000_000, least: 20 };
        assert!(matches!(publish("2026-T3", &nobody).await, Err(Error::Refused("pass-accounts-flows-parameters"))));
        publish("2026-T3", &usual).await.unwrap();
        assert!(publish("2026-T3", &usual).await.is_err());

        let mut read = world.db.read().await.unwrap();
        let published = flows::publication(&mut read, "2026-T3").await.unwrap();
        assert_eq!(published.cells.len(), 6, "every pair has its noise, the empty ones too");
        assert!(published.cells.iter().all(|cell| cell.told.is_none_or(|told| told >= 20)));
        assert_eq!(published, flows::publication(&mut read, "2026-T3").await.unwrap(), "noise is drawn once");
        drop(read);
        assert_eq!(world.number("SELECT count(*) FROM pass_accounts_flows").await, 0, "exact numbers are gone");
    })
    .await;
}

#[tokio::test]
async fn who_goes_leaves_counts_and_money_and_nothing_else() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let stays = world.sell(&SOLO).await;
        let goes = world.sell(&Sold { commune: Some("59512"), holder: Some("account-of-ines"), ..SOLO }).await;
        for pass in [&stays, &goes] {
            world.visit(pass, &[(0, "2026-11-05T10:00:00Z"), (1, "2026-11-06T10:00:00Z")]).await;
        }
        world.visit(&goes, &[(2, "2026-12-30T10:00:00Z")]).await;
        world.fold("2026-12-01T00:00:00Z").await;
        let period = world.period().await;
        let shares = async || {
            let mut read = world.db.read().await.unwrap();
            let gathered = settlement::gather(&mut read, &period).await.unwrap();
            let mut passes = gathered.passes;
            passes.sort_by(|one, other| one.visits.cmp(&other.visits));
            passes
        };
        let before = shares().await;
        let counted =
            world.number("SELECT CAST(sum(visits) AS BIGINT) FROM pass_accounts_counts WHERE facet = 'all'").await;
        let held = privacy::held(&mut world.db.read().await.unwrap(), "account-of-ines").await.unwrap();
        assert_eq!(held["counted_for_the_settlement"].as_array().unwrap().len(), 2);

        let names = pseudonyms(&world).await;
        let mut write = world.db.write().await.unwrap();
        privacy::forget_account(&mut write, "account-of-ines").await.unwrap();
        access::forget(&mut write, "account-of-ines").await.unwrap();
        write.commit().await.unwrap();
        // What named the pass that went: in the tally (twice: money, visits) and among the museums seen last.
        let left = pseudonyms(&world).await;
        let gone: Vec<&String> = names.iter().filter(|name| !left.contains(name)).collect();
        assert_eq!(gone.len(), 2, "one pseudonym of the year, one of the quarter");

        // The hourly work does not bring it back, nor does a visit that was still to be counted.
        assert_eq!(world.fold("2027-01-05T00:00:00Z").await, 1);
        let mut words = vec![goes.clone(), "account-of-ines".to_owned()];
        words.extend(gone.into_iter().filter(|name| !name.is_empty()).cloned());
        for table in tables(&world.db).await {
            // What is kept of a pseudonym is that no line is to be made for it.
            if table == "pass_accounts_gone" {
                continue;
            }
            let mut read = world.db.read().await.unwrap();
            for row in read.all(&format!("SELECT * FROM {table}"), params![]).await.unwrap() {
                for column in 0..row.columns().len() {
                    let text = row.get::<Option<String>>(column).ok().flatten().unwrap_or_default();
                    assert!(!words.iter().any(|word| text.contains(word)), "{table} still says {text}");
                }
            }
        }
        assert_eq!(shares().await, before, "its money and the museums it saw are still to be shared");
        let after =
            world.number("SELECT CAST(sum(visits) AS BIGINT) FROM pass_accounts_counts WHERE facet = 'all'").await;
        assert_eq!(after, counted + 1);
        // A pass that was erased without this room being told goes within the hour.
        let mut write = world.db.write().await.unwrap();
        access::forget_right(&mut write, &stays).await.unwrap();
        write.commit().await.unwrap();
        let names = pseudonyms(&world).await;
        world.fold("2027-01-05T00:00:00Z").await;
        let left = pseudonyms(&world).await;
        assert!(names.iter().filter(|name| !left.contains(name)).count() >= 1);
        assert_eq!(shares().await, before);
    })
    .await;
}

#[tokio::test]
async fn who_goes_between_two_open_periods_is_shared_once() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let sold = |holder| Sold { third: 1_000, holder, ..SOLO };
        let (from, until) = ("2026-09-30T22:00:00Z", "2027-09-30T22:00:00Z");
        let stays = world.sell_for(&sold(None), from, until).await;
        world.sell_for(&sold(Some("account-of-ines")), from, until).await;
        world.fold("2027-01-05T00:00:00Z").await;
        let lines = async || {
            let sum = |column: &str| format!("SELECT CAST(sum({column}) AS BIGINT) FROM pass_accounts_passes");
            let count = world.number("SELECT count(*) FROM pass_accounts_passes").await;
            (count, world.number(&sum("cents")).await, world.number(&sum("third_cents")).await)
        };
        assert_eq!(lines().await, (4, 8_000, 2_000));
        let mut write = world.db.write().await.unwrap();
        privacy::forget_account(&mut write, "account-of-ines").await.unwrap();
        access::forget(&mut write, "account-of-ines").await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(lines().await, (4, 8_000, 2_000));
        // The hourly work finds the other gone by itself.
        let mut write = world.db.write().await.unwrap();
        access::forget_right(&mut write, &stays).await.unwrap();
        write.commit().await.unwrap();
        world.fold("2027-01-05T00:00:00Z").await;
        assert_eq!(lines().await, (4, 8_000, 2_000));
        let later = "SELECT CAST(sum(later_cents + later_third_cents) AS BIGINT) FROM pass_accounts_passes";
        assert_eq!(world.number(later).await, 0);
    })
    .await;
}

/// Every word that stands for a pass.
async fn pseudonyms(world: &World) -> Vec<String> {
    let sql = "SELECT pass FROM pass_accounts_passes UNION SELECT pass FROM pass_accounts_seen
               UNION SELECT pass FROM pass_accounts_last";
    let rows = world.db.read().await.unwrap().all(sql, params![]).await.unwrap();
    rows.iter().map(|row| row.get(0).unwrap()).collect()
}

async fn tables(db: &Db) -> Vec<String> {
    let sql = match db.backend() {
        store::Backend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        store::Backend::Postgres => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        }
    };
    let rows = db.read().await.unwrap().all(sql, params![]).await.unwrap();
    rows.iter().map(|row| row.get(0).unwrap()).collect()
}
