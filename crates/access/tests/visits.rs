//! Visits and terms, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use access::visits::{self, FoldedVisit, Told, Visit, VisitState};
use access::{Error, Right, RightKind, RightScope, RightState, credentials, rights, terms};
use credential::status_list::Status;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use store::MigrationSet;
use store::prelude::*;
use store::testing::on_both_at;

const SETS: &[MigrationSet] = &[programme::MIGRATIONS, access::MIGRATIONS];
const NOW: &str = "2026-11-23T09:00:00Z";

fn now() -> Timestamp {
    NOW.parse().expect("an instant")
}

fn hours(count: i64) -> Timestamp {
    now() + count.hours()
}

async fn right(write: &mut Write, holder: Option<&str>) -> String {
    let right = Right {
        id: String::new(),
        kind: RightKind::MuseumPass,
        holder: holder.map(str::to_owned),
        scope: RightScope::Everywhere,
        valid_from: now(),
        valid_until: Some(hours(24 * 365)),
        quota: None,
        admits: 2,
        state: RightState::Active,
    };
    rights::issue(write, &right).await.unwrap()
}

fn visit(id: &str, at: Timestamp, state: VisitState) -> Visit {
    Visit {
        id: id.into(),
        door: "accueil".into(),
        institution: "lam".into(),
        at,
        people: 2,
        right_kind: RightKind::MuseumPass,
        state,
    }
}

fn told(folded: &[FoldedVisit]) -> Vec<(&str, Timestamp, bool)> {
    folded.iter().map(|visit| (visit.right.as_str(), visit.at, visit.first)).collect()
}

#[tokio::test]
async fn told_again_is_the_same() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let id = right(&mut write, None).await;
        let morning = [visit("a", hours(1), VisitState::Counted), visit("b", hours(2), VisitState::ReEntry)];
        assert_eq!(visits::replace(&mut write, &id, now(), &morning).await.unwrap(), 2);
        let backwards = [morning[1].clone(), morning[0].clone()];
        for _ in 0..3 {
            assert_eq!(visits::replace(&mut write, &id, now(), &backwards).await.unwrap(), 2);
        }
        let mut known = visits::of_right(&mut write, &id).await.unwrap();
        known.reverse();
        assert_eq!(known, morning);
        // A late scan shows that the second was a visit, and the third a conflict.
        let revised =
            [morning[0].clone(), visit("b", hours(3), VisitState::Counted), visit("c", hours(4), VisitState::Conflict)];
        visits::replace(&mut write, &id, now(), &revised).await.unwrap();
        let live = visits::counts_live(&mut write, "lam", now()).await.unwrap();
        assert_eq!((live.visits, live.people, live.re_entries, live.conflicts), (2, 4, 0, 1));
        let live = visits::counts_live(&mut write, "lam", hours(3)).await.unwrap();
        assert_eq!((live.visits, live.people), (1, 2));
        assert_eq!(visits::counts_live(&mut write, "piscine", now()).await.unwrap(), Default::default());
        // Only what comes after `since` is replaced.
        visits::replace(&mut write, &id, hours(2), &[]).await.unwrap();
        assert_eq!(visits::of_right(&mut write, &id).await.unwrap(), morning[..1]);
        // Someone unknown is passed over, and stops nobody.
        let both = [
            Told { right: "nobody", since: now(), visits: &[visit("x", hours(1), VisitState::Counted)] },
            Told { right: &id, since: now(), visits: &morning },
        ];
        assert_eq!(visits::replace_many(&mut write, &both).await.unwrap(), 2);
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_gate_leaves_what_another_desk_told() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let id = right(&mut write, None).await;
        credentials::issue(&mut write, &id, 0).await.unwrap();
        let (code, _) = credentials::of_right(&mut write, &id).await.unwrap().unwrap();
        let name = visits::entry_name(&id, "lam", hours(1));
        assert_eq!(
            name,
            visits::name(&id, "lam", visits::museum_day(hours(1).as_millisecond(), &access::local_zone()), 1)
        );
        let desk = [visit(&name, hours(1), VisitState::Counted)];
        let told = [Told { right: &id, since: hours(1), visits: &desk }];
        assert_eq!(visits::replace_of(&mut write, "box_office", &told).await.unwrap(), 1);
        // The gate knows of none; then of the same, seen by it too; then of another.
        visits::replace(&mut write, &id, Timestamp::UNIX_EPOCH, &[]).await.unwrap();
        assert_eq!(visits::of_right(&mut write, &id).await.unwrap(), desk);
        visits::replace(&mut write, &id, Timestamp::UNIX_EPOCH, &[visit(&name, hours(2), VisitState::Counted)])
            .await
            .unwrap();
        assert_eq!(visits::of_right(&mut write, &id).await.unwrap(), desk);
        let another = visit("another", hours(30), VisitState::Counted);
        visits::replace(&mut write, &id, Timestamp::UNIX_EPOCH, std::slice::from_ref(&another)).await.unwrap();
        assert_eq!(visits::of_right(&mut write, &id).await.unwrap(), [another.clone(), desk[0].clone()]);
        // Told again by the desk, the gate's stays.
        assert_eq!(visits::replace_of(&mut write, "box_office", &told).await.unwrap(), 1);
        assert_eq!(visits::of_right(&mut write, &id).await.unwrap().len(), 2);

        let others = visits::of_others(&mut write, visits::GATE, &[&id]).await.unwrap();
        assert_eq!(others, [(id.clone(), "box_office".to_owned(), desk[0].clone())]);
        let codes = async |write: &mut Write, since| {
            visits::codes_of_others(write, visits::GATE, since, hours(40)).await.unwrap()
        };
        let cti: String = code.claims.id.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(codes(&mut write, now()).await, [(cti, hours(1), "lam".to_owned())]);
        assert_eq!(codes(&mut write, hours(2)).await, []);

        // Given to the figures: what a gate tells of it later, under the same name, is not given again.
        assert_eq!(visits::fold(&mut write, hours(24)).await.unwrap().len(), 1);
        visits::replace(&mut write, &id, Timestamp::UNIX_EPOCH, &[visit(&name, hours(1), VisitState::Counted)])
            .await
            .unwrap();
        assert!(visits::fold(&mut write, hours(24)).await.unwrap().is_empty());
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn each_visit_is_given_once() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let (jeanne, paul) = (right(&mut write, None).await, right(&mut write, None).await);
        assert_eq!(visits::given_before(&mut write).await.unwrap(), Timestamp::UNIX_EPOCH);
        let of_jeanne = [
            visit("j2", hours(5), VisitState::Counted),
            visit("j1", hours(1), VisitState::Counted),
            visit("j3", hours(6), VisitState::ReEntry),
            visit("j4", hours(50), VisitState::Counted),
        ];
        let of_paul = [visit("p1", hours(2), VisitState::Counted), visit("p2", hours(3), VisitState::Conflict)];
        visits::replace(&mut write, &jeanne, now(), &of_jeanne).await.unwrap();
        visits::replace(&mut write, &paul, now(), &of_paul).await.unwrap();
        let first = visits::first_since(&mut write, now()).await.unwrap();
        assert_eq!(first, [(jeanne.clone(), hours(1)), (paul.clone(), hours(2))]);
        assert!(visits::fold(&mut write, now()).await.unwrap().is_empty(), "none is old enough");
        let folded = visits::fold(&mut write, hours(24)).await.unwrap();
        let expected =
            [(jeanne.as_str(), hours(1), true), (paul.as_str(), hours(2), true), (jeanne.as_str(), hours(5), false)];
        assert_eq!(told(&folded), expected);
        assert_eq!((folded[0].people, folded[0].institution.as_str()), (2, "lam"));
        assert_eq!(visits::given_before(&mut write).await.unwrap(), hours(24));
        assert!(visits::fold(&mut write, hours(24)).await.unwrap().is_empty(), "once");
        // A gate that still has the scans tells them again: what was given is not given twice, what is late is given.
        let late = [of_jeanne.to_vec(), vec![visit("j0", hours(4), VisitState::Counted)]].concat();
        visits::replace(&mut write, &jeanne, now(), &late).await.unwrap();
        assert_eq!(told(&visits::fold(&mut write, hours(24)).await.unwrap()), [(jeanne.as_str(), hours(4), false)]);
        assert_eq!(told(&visits::fold(&mut write, hours(51)).await.unwrap()), [(jeanne.as_str(), hours(50), false)]);
        // The clock never goes back.
        visits::fold(&mut write, hours(1)).await.unwrap();
        assert_eq!(visits::given_before(&mut write).await.unwrap(), hours(51));
        assert_eq!(visits::first_of(&mut write, &jeanne).await.unwrap(), Some(hours(1)));
        assert_eq!(visits::first_of(&mut write, "nobody").await.unwrap(), None);
        assert!(visits::of_right(&mut write, &jeanne).await.unwrap().is_empty(), "nothing of it is kept");
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_fails_gives_nothing() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let id = right(&mut write, None).await;
        visits::replace(&mut write, &id, now(), &[visit("a", hours(1), VisitState::Counted)]).await.unwrap();
        write.commit().await.unwrap();
        let mut write = db.write().await.unwrap();
        assert_eq!(visits::fold(&mut write, hours(2)).await.unwrap().len(), 1);
        write.rollback().await.unwrap();
        let mut write = db.write().await.unwrap();
        assert_eq!(visits::fold(&mut write, hours(2)).await.unwrap().len(), 1);
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_goes_is_gone_and_still_counted() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let id = right(&mut write, Some("jeanne")).await;
        let text = credentials::issue(&mut write, &id, 0).await.unwrap();
        credentials::set_desk_record(&mut write, &id, "Jeanne", None).await.unwrap();
        let paid = terms::Terms {
            right: id.clone(),
            product: "solo".into(),
            label: "Pass solo".into(),
            price_cents: 4000,
            notional_cents: 0,
            commune: Some("59350".into()),
            item: None,
        };
        terms::set(&mut write, &paid).await.unwrap();
        visits::replace(&mut write, &id, now(), &[visit("a", hours(1), VisitState::Counted)]).await.unwrap();
        let held = access::held(&mut write, "jeanne").await.unwrap();
        assert_eq!((held.codes.len(), held.visits.len()), (1, 1));
        let ring = credentials::key_ring(&mut write).await.unwrap();
        let shown = credential::verify(&text, &ring, hours(1).as_second(), &Default::default()).unwrap();
        let before = visits::counts_live(&mut write, "lam", now()).await.unwrap();

        access::forget(&mut write, "jeanne").await.unwrap();

        assert_eq!(visits::counts_live(&mut write, "lam", now()).await.unwrap(), before, "counts stay");
        let held = access::held(&mut write, "jeanne").await.unwrap();
        assert_eq!((held.codes.len(), held.visits.len(), held.rights.len()), (0, 0, 0));
        assert!(matches!(rights::by_id(&mut write, &id).await, Err(Error::NotFound)));
        assert!(credentials::desk_records(&mut write, 0).await.unwrap().is_empty());
        assert_eq!(credentials::right_of(&mut write, &shown.claims.id).await.unwrap(), None, "the code leads nowhere");
        let list = credentials::status_list(&mut write, hours(1)).await.unwrap();
        assert_eq!(list.get(shown.claims.status_index), Some(Status::Invalid), "and opens nothing");
        for sql in ["SELECT 1 FROM access_visits WHERE right_id = $1", "SELECT 1 FROM access_terms WHERE right_id = $1"]
        {
            assert!(write.optional(sql, params![&id]).await.unwrap().is_none(), "{sql}");
        }
        let gone = rights::gone_name(&id);
        assert!(!gone.contains(&id));
        let left = terms::of(&mut write, &gone).await.unwrap().unwrap();
        assert_eq!((left.price_cents, left.commune), (4000, None), "the money is still shared, the commune forgotten");
        // A gate that tells the scans again brings nobody back.
        visits::replace(&mut write, &id, now(), &[visit("a", hours(1), VisitState::Counted)]).await.unwrap();
        assert_eq!(told(&visits::fold(&mut write, hours(2)).await.unwrap()), [(gone.as_str(), hours(1), true)]);
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn terms_are_said_and_said_again() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let solo = terms::Terms {
            right: "b".into(),
            product: "solo".into(),
            label: "Pass solo".into(),
            price_cents: 4000,
            notional_cents: 0,
            commune: None,
            item: None,
        };
        let social = terms::Terms {
            right: "a".into(),
            product: "social".into(),
            price_cents: 0,
            notional_cents: 2000,
            item: Some("expo".into()),
            ..solo.clone()
        };
        for terms in [&solo, &social, &solo] {
            terms::set(&mut write, terms).await.unwrap();
        }
        assert_eq!(terms::of(&mut write, "b").await.unwrap().as_ref(), Some(&solo));
        assert_eq!(terms::of(&mut write, "c").await.unwrap(), None);
        assert_eq!(terms::list(&mut write).await.unwrap(), [social.clone(), solo.clone()]);
        assert_eq!(terms::of_many(&mut write, &["a", "c"]).await.unwrap()["a"], social);
        terms::set_price(&mut write, "b", 2000).await.unwrap();
        terms::set_commune(&mut write, "b", Some("59512")).await.unwrap();
        let changed = terms::of(&mut write, "b").await.unwrap().unwrap();
        assert_eq!((changed.price_cents, changed.commune.as_deref()), (2000, Some("59512")));
        assert!(matches!(terms::set_price(&mut write, "c", 0).await, Err(Error::NotFound)));
        write.commit().await.unwrap();
    })
    .await;
}

/// One telling of the visits of one of three rights, or a fold.
#[derive(Debug, Clone)]
enum Step {
    Tell { right: usize, visits: Vec<usize> },
    Fold { hour: i64 },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0_usize..3, proptest::collection::vec(0_usize..8, 0..8))
            .prop_map(|(right, visits)| Step::Tell { right, visits }),
        1 => (0_i64..10).prop_map(|hour| Step::Fold { hour }),
    ];
    proptest::collection::vec(step, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is told, again and between folds, no visit is ever given twice, none is given that nobody told, and
    /// what was last told and not given is given at the end.
    #[test]
    fn no_visit_is_given_twice(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(1).build().unwrap();
        runtime.block_on(async move {
            let place = store::testing::SqlitePlace::new();
            let options = Options { clock: store::Clock::fixed(now()), ..Options::default() };
            let db = Db::open(place.url(), options).await.unwrap();
            db.migrate(SETS).await.unwrap();
            let mut write = db.write().await.unwrap();
            let mut rights = Vec::new();
            for _ in 0..3 {
                rights.push(right(&mut write, None).await);
            }
            let mut given: Vec<(String, Timestamp)> = Vec::new();
            let mut last: Vec<Vec<Timestamp>> = vec![vec![]; 3];
            for step in steps {
                match step {
                    Step::Tell { right, visits } => {
                        let mut numbers = visits;
                        numbers.sort_unstable();
                        numbers.dedup();
                        let visits: Vec<_> = numbers
                            .iter()
                            .map(|number| visit(&format!("{right}-{number}"), hours(*number as i64), VisitState::Counted))
                            .collect();
                        last[right] = visits.iter().map(|visit| visit.at).collect();
                        visits::replace(&mut write, &rights[right], now(), &visits).await.unwrap();
                    }
                    Step::Fold { hour } => {
                        let folded = visits::fold(&mut write, hours(hour)).await.unwrap();
                        given.extend(folded.into_iter().map(|visit| (visit.right, visit.at)));
                    }
                }
            }
            let folded = visits::fold(&mut write, hours(100)).await.unwrap();
            given.extend(folded.into_iter().map(|visit| (visit.right, visit.at)));
            let once: std::collections::BTreeSet<_> = given.iter().cloned().collect();
            assert_eq!(once.len(), given.len(), "twice: {given:?}");
            for (right, visits) in rights.iter().zip(&last) {
                for at in visits {
                    assert!(once.contains(&(right.clone(), *at)), "never given");
                }
            }
        });
    }
}
