//! Money shared: what falls into a period, votes, statements, the ledger.

use ledger::Cents;
use pass_accounts::periods::{self, describe};
use pass_accounts::settlement::{self, due, gather, issue, vote};
use pass_accounts::{Error, settlement::RESERVE};
use people::Actor;
use revenue_sharing::{Conventions, Rule, Unused, statement};
use store::testing::on_both_at;

use crate::world::{NOW, SETS, SOLO, Sold, World};

const CLERK: (&str, &str) = ("account", "Claire Delattre");

async fn sold(world: &World) {
    let both = world.sell(&SOLO).await;
    world.visit(&both, &[(0, "2026-03-05T10:00:00Z"), (1, "2026-03-06T10:00:00Z"), (0, "2026-05-06T10:00:00Z")]).await;
    let one = world.sell(&SOLO).await;
    world.visit(&one, &[(2, "2026-03-05T10:00:00Z")]).await;
    let free = world.sell(&Sold { product: "social", cents: 0, third: 1_500, ..SOLO }).await;
    world.visit(&free, &[(0, "2026-04-05T10:00:00Z"), (1, "2026-04-05T15:00:00Z"), (2, "2026-04-06T10:00:00Z")]).await;
    world.sell(&SOLO).await;
}

#[tokio::test]
async fn a_period_is_compared_voted_stated_and_paid_once() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        sold(&world).await;
        world.fold("2026-12-15T00:00:00Z").await;
        let period = world.period().await;
        let conventions = Conventions { unused: Unused::Reserve, ..Conventions::default() };
        let try_vote = async |rule: Rule, reason: &str| {
            let mut write = world.db.write().await.unwrap();
            let done = vote(&mut write, &period, rule, &conventions, reason, CLERK).await;
            if done.is_ok() {
                write.commit().await.unwrap();
            }
            done
        };
        let try_issue = async || {
            let mut write = world.db.write().await.unwrap();
            let done = issue(&mut write, &period, "Métropole", &Actor::System("test")).await;
            if done.is_ok() {
                write.commit().await.unwrap();
            }
            done
        };

        // Side by side: what is not known is not computed.
        let gathered = gather(&mut world.db.read().await.unwrap(), &period).await.unwrap();
        assert_eq!(gathered.passes.iter().map(|line| line.passes).sum::<u64>(), 4);
        let compared = gathered.compare(&Rule::ALL, &conventions).unwrap();
        let known: Vec<&str> =
            compared.iter().filter(|one| one.settlement.is_some()).map(|one| one.rule.code()).collect();
        assert_eq!(known, ["equal", "pro_rata", "shapley", "user_centric", "scaled_user"]);
        let shapley = compared[2].settlement.as_ref().unwrap();
        // 40 € between two, 40 € for one, 15 € between three, 40 € never used and kept.
        assert_eq!((shapley.cents.as_slice(), shapley.reserve_cents), (&[2_500, 2_500, 4_500][..], 4_000));

        assert!(matches!(try_issue().await, Err(Error::Refused("pass-accounts-not-over"))));
        world.fold("2027-01-05T00:00:00Z").await;
        assert!(matches!(try_issue().await, Err(Error::Refused("pass-accounts-not-voted"))));
        assert!(matches!(try_vote(Rule::PriceWeighted, "r").await, Err(Error::Refused("pass-accounts-not-known"))));
        assert!(matches!(try_vote(Rule::Shapley, " ").await, Err(Error::Refused("pass-accounts-reason-wrong"))));
        let mut write = world.db.write().await.unwrap();
        for (museum, price) in world.museums.iter().zip([1_000, 700, 1_100]) {
            describe(&mut write, &period, museum, Some(price), Some(10_000)).await.unwrap();
        }
        write.commit().await.unwrap();
        try_vote(Rule::PriceWeighted, "Parce que.").await.unwrap();
        try_vote(Rule::Shapley, "Chaque passe se partage entre les musées vus.").await.unwrap();

        let stated = try_issue().await.unwrap();
        assert_eq!(stated.shares.iter().map(|share| share.cents).collect::<Vec<_>>(), [2_500, 2_500, 4_500]);
        assert!(matches!(try_issue().await, Err(Error::Refused("pass-accounts-settled"))));
        assert!(matches!(try_vote(Rule::Equal, "r").await, Err(Error::Refused("pass-accounts-settled"))));

        let mut read = world.db.read().await.unwrap();
        let (text, _) = settlement::statement(&mut read, &period).await.unwrap().unwrap();
        let key = settlement::statement_key(&mut read).await.unwrap().unwrap();
        assert_eq!(statement::check(&text, Some(&key)).unwrap(), stated);
        // Fewer than five passes are behind nothing that is published.
        assert!(stated.basis.fewest().is_none_or(|fewest| fewest >= 3));
        for (account, cents) in [
            (due("beaux-arts"), -2_500),
            (due("lam"), -2_500),
            (due("piscine"), -4_500),
            (RESERVE.to_owned(), -4_000),
            (settlement::SALES.to_owned(), 12_000),
            (settlement::THIRD_PARTY.to_owned(), 1_500),
        ] {
            assert_eq!(ledger::balance(&mut read, &account).await.unwrap(), Cents(cents), "{account}");
        }
        drop(read);
        for table in ["passes", "seen", "gone"] {
            let sql = format!("SELECT count(*) FROM pass_accounts_{table} WHERE period = '{period}'");
            assert_eq!(world.number(&sql).await, 0, "{table}");
        }
        assert_eq!(
            world.number("SELECT count(*) FROM pass_accounts_periods WHERE name = '2026' AND secret IS NULL").await,
            1
        );
        // A visit that comes years late is a figure; no money moves for it.
        let late = world.sell(&SOLO).await;
        world.visit(&late, &[(0, "2027-01-05T10:00:00Z")]).await;
        world.fold("2027-01-15T00:00:00Z").await;
    })
    .await;
}

#[tokio::test]
async fn money_given_back_leaves_the_pot_and_a_year_ends_where_the_next_begins() {
    on_both_at(SETS, "2026-11-23T09:00:00Z", |db| async move {
        let world = World::new(db).await;
        let pass = world.sell(&SOLO).await;
        world.fold("2026-11-01T00:00:00Z").await;
        let period = world.period().await;
        let money = async || {
            let gathered = gather(&mut world.db.read().await.unwrap(), &period).await.unwrap();
            gathered.passes.iter().map(|line| line.price_cents * line.passes as i64).sum::<i64>()
        };
        assert_eq!(money().await, 4_000);
        let mut write = world.db.write().await.unwrap();
        access::terms::set_price(&mut write, &pass, 1_000).await.unwrap();
        write.commit().await.unwrap();
        world.fold("2026-11-01T00:00:00Z").await;
        assert_eq!(money().await, 1_000);

        let mut write = world.db.write().await.unwrap();
        let day = |text: &str| text.parse().unwrap();
        for (first, last, refusal) in [
            ("2026-12-01", "2027-03-01", "pass-accounts-days-taken"),
            ("2027-03-01", "2027-01-01", "pass-accounts-days-wrong"),
        ] {
            let opened = periods::open(&mut write, "Hiver", day(first), day(last)).await;
            assert!(matches!(opened, Err(Error::Refused(message)) if message == refusal), "{first}");
        }
        assert!(periods::open(&mut write, "2026", day("2028-01-01"), day("2028-12-31")).await.is_err());
        let next = periods::open(&mut write, "2027", day("2027-01-01"), day("2027-12-31")).await.unwrap();
        assert_eq!(periods::members(&mut write, &next).await.unwrap().len(), 3);
    })
    .await;
}
