//! A turn at a version: one makes its plan, on one node.

use std::time::Duration;

use store::Lease;

/// How long a version is its worker's without a sign of life: a node that stopped leaves it so long.
pub(super) const TURN: Duration = Duration::from_secs(60);

/// Waits for work done under a lease, and renews it meanwhile. Work cannot be stopped half-way: when the lease is lost all
/// the same, whoever ends first is kept.
pub(super) async fn held<T>(lease: &Lease, term: Duration, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done,
            () = tokio::time::sleep(term / 3) => {
                if let Err(error) = lease.renew(term).await {
                    tracing::warn!(%error, "the turn at a plan was not renewed");
                }
            }
        }
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
            // Twice nearly a term goes by; in between there is time to renew.
            let work = async {
                db.clock().advance(term * 5 / 6);
                tokio::time::sleep(Duration::from_secs(1)).await;
                db.clock().advance(term * 5 / 6);
                db.lease("tours.plan.2026.1", "another", term).await
            };
            let taken = held(&lease, term, work).await;
            assert!(matches!(taken, Err(store::Error::LeaseHeld { .. })), "{taken:?}");
        })
        .await;
    }
}
