//! How a holder goes: what could still lead to them is cut, what was counted stays.

use store::prelude::*;

use crate::pseudonym::{nobody, pseudonym};
use crate::{Result, flows, periods};

/// Lets the holder of a right go. Visits counted and the money to be shared stay, under a word that means nobody and that
/// leads nowhere; the museum seen last is deleted. To be called before the right itself is deleted; [`crate::fold`] does
/// the same within the hour for rights that went without it.
pub async fn forget_right(write: &mut Write, right: &str) -> Result<()> {
    let mut later = Later::ToEarn;
    for period in periods::list(write).await? {
        if let Some(secret) = &period.secret {
            later = sever(write, &period.id, &pseudonym(secret, right)?, later).await?;
        }
    }
    flows::forget(write, right).await
}

/// The same for every right of an account.
pub async fn forget_account(write: &mut Write, account: &str) -> Result<()> {
    for right in access::rights::of_holder(write, account).await? {
        forget_right(write, &right.id).await?;
    }
    Ok(())
}

/// What a pass that goes would have brought to later periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Later {
    /// It is to be earned in the first period that knows the pass.
    ToEarn,
    /// A later period has its part in a line of its own, and what came after.
    Earned,
}

/// Gives the lines of a pseudonym a word that means nobody: nothing will tell it from another later. What the pass would have brought to
/// later periods is earned in the latest one that knows it, once: periods are to be severed the latest first, each told what the one before
/// said.
pub(crate) async fn sever(write: &mut Write, period: &str, name: &str, later: Later) -> Result<Later> {
    let nobody = nobody();
    let earned = match later {
        Later::ToEarn => "cents = cents + later_cents, third_cents = third_cents + later_third_cents,",
        Later::Earned => "",
    };
    let sql = format!(
        "UPDATE pass_accounts_passes SET pass = $3, {earned} later_cents = 0, later_third_cents = 0
         WHERE period = $1 AND pass = $2"
    );
    let cut = write.execute(&sql, params![period, name, &nobody]).await?;
    let sql = "UPDATE pass_accounts_seen SET pass = $3, month = '' WHERE period = $1 AND pass = $2";
    let seen = write.execute(sql, params![period, name, &nobody]).await?;
    if cut + seen > 0 {
        let sql = "INSERT INTO pass_accounts_gone (period, pass) VALUES ($1, $2) ON CONFLICT (period, pass) DO NOTHING";
        write.execute(sql, params![period, name]).await?;
    }
    Ok(if cut > 0 { Later::Earned } else { later })
}

/// What is held of an account here, as its owner may ask: nothing that names it; how many of its passes are counted in a
/// settlement to come, and how many visits of each museum.
pub async fn held(query: &mut impl Query, account: &str) -> Result<serde_json::Value> {
    let mut held = Vec::new();
    for right in access::rights::of_holder(query, account).await? {
        for period in periods::list(query).await? {
            let Some(secret) = &period.secret else { continue };
            let name = pseudonym(secret, &right.id)?;
            let sql = "SELECT s.visits, m.name FROM pass_accounts_seen s
                       JOIN pass_accounts_members m ON m.period = s.period AND m.institution = s.institution
                       WHERE s.period = $1 AND s.pass = $2 ORDER BY m.place";
            for row in query.all(sql, params![&period.id, name]).await? {
                held.push(serde_json::json!({
                    "period": period.name, "museum": row.get::<String>(1)?, "visits": row.get::<i64>(0)?,
                }));
            }
        }
    }
    Ok(serde_json::json!({ "counted_for_the_settlement": held }))
}
