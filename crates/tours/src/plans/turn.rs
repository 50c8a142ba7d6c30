//! A turn at a version: one makes its plan, on one node.

use std::time::Duration;

use store::Lease;

/// How long a version is its worker's without a sign of life: a node that stopped leaves it so long.
pub(super) const TURN: Duration = Duration::from_secs(60);

/// Waits for work done under a lease, and renews it meanwhile: side by side, since work that holds the database's one writer
/// must be able to go on while a renewal waits for it. Work cannot be stopped half-way: when the lease is lost all the same,
/// whoever ends first is kept.
pub(super) async fn held<T>(lease: &Lease, term: Duration, work: impl Future<Output = T>) -> T {
    let renewing = async {
        loop {
            tokio::time::sleep(term / 3).await;
            if let Err(error) = lease.renew(term).await {
                tracing::warn!(%error, "the turn at a plan was not renewed");
            }
        }
    };
    tokio::select! {
        done = work => done,
        never = renewing => never,
    }
}

#[cfg(test)]
mod tests {
    use store::testing::on_both_at;

    use super::*;

    #[tokio::test]
    async fn a_turn_lasts_as_long_as_its_work() {
        on_both_at(&[], "2026-11-23T11:00:00Z", |db| async move {
            let term = Duration::from_millis(300);
            let lease = db.lease("tours.plan.2026.1", "one", term).await.unwrap();
            let another = || db.lease("tours.plan.2026.1", "another", term);
            // Twice nearly a term goes by; in between one waits until it was renewed.
            let work = async {
                db.clock().advance(term * 5 / 6);
                let renewed = db.clock().now_ms() + term.as_millis() as i64;
                for _ in 0..500 {
                    match another().await {
                        Err(store::Error::LeaseHeld { until_ms, .. }) if until_ms < renewed => {
                            tokio::time::sleep(Duration::from_millis(20)).await;
                        }
                        _ => break,
                    }
                }
                db.clock().advance(term * 5 / 6);
                another().await
            };
            let taken = held(&lease, term, work).await;
            assert!(matches!(taken, Err(store::Error::LeaseHeld { .. })), "{taken:?}");
        })
        .await;
    }
}
