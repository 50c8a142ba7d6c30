//! Whether every régie's receipts are whole: for `beffroi verify`.

use ledger::Cents;
use store::prelude::*;

use crate::receipts::{COLUMNS, GENESIS, TABLES, from_rows, seal};
use crate::{Result, regies};

/// A receipt that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The régie's code.
    pub regie: String,
    /// The place in its chain.
    pub place: i64,
    /// In which way.
    pub reason: FaultReason,
}

/// In which way a receipt does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultReason {
    /// A receipt is missing before this one.
    Missing,
    /// The numbers of a year have a gap or a repeat here.
    Gap,
    /// It does not carry the hash of the one before.
    Unlinked,
    /// What it says is not what was sealed.
    Altered,
    /// Lines, means of payment and total disagree.
    Unbalanced,
    /// The ledger does not hold its movement.
    NotPosted,
}

impl FaultReason {
    /// Its name, for the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Gap => "gap",
            Self::Unlinked => "unlinked",
            Self::Altered => "altered",
            Self::Unbalanced => "unbalanced",
            Self::NotPosted => "not_posted",
        }
    }
}

/// Reads every receipt of every régie again and gives what does not fit: nothing, unless the tables were changed by
/// other hands.
pub async fn verify(query: &mut impl Query) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for regie in regies::list(query).await? {
        let (mut place, mut prev, mut numbers) = (0_i64, GENESIS.to_owned(), std::collections::BTreeMap::new());
        loop {
            let sql = format!(
                "SELECT {COLUMNS} FROM {TABLES} WHERE r.regie = $1 AND r.place > $2 ORDER BY r.place LIMIT 400"
            );
            let rows = query.all(&sql, params![&regie.id, place]).await?;
            let batch = from_rows(query, &rows).await?;
            let Some(last) = batch.last() else { break };
            let until = last.place;
            let moved = moved(query, &batch.iter().map(|one| one.id.clone()).collect::<Vec<_>>()).await?;
            for receipt in batch {
                let mut fault = |reason| faults.push(Fault { regie: regie.code.clone(), place: receipt.place, reason });
                if receipt.place != place + 1 {
                    fault(FaultReason::Missing);
                }
                let number = numbers.entry(receipt.year).or_insert(0_i64);
                if receipt.sequence != *number + 1 {
                    fault(FaultReason::Gap);
                }
                *number = receipt.sequence;
                if receipt.prev_hash != prev {
                    fault(FaultReason::Unlinked);
                }
                if seal(&receipt) != receipt.hash {
                    fault(FaultReason::Altered);
                }
                let lines = Cents::checked_sum(receipt.lines.iter().map(|one| Cents(one.unit.0 * one.quantity)));
                let means = Cents::checked_sum(receipt.means.iter().map(|one| one.amount));
                if lines != Some(receipt.total) || means != Some(receipt.total) {
                    fault(FaultReason::Unbalanced);
                }
                let posted = moved.get(&receipt.id).copied().unwrap_or(Cents::ZERO);
                if posted != receipt.total {
                    fault(FaultReason::NotPosted);
                }
                place = receipt.place;
                prev = receipt.hash;
            }
            place = until;
        }
    }
    Ok(faults)
}

/// What the ledger says entered régies by each receipt.
async fn moved(query: &mut impl Query, receipts: &[String]) -> Result<std::collections::BTreeMap<String, Cents>> {
    let references: Vec<String> = receipts.iter().map(|id| format!("regie:receipt:{id}")).collect();
    let entered = ledger::entered(query, &references, "regie:").await?;
    Ok(entered
        .into_iter()
        .map(|(reference, cents)| (reference.trim_start_matches("regie:receipt:").to_owned(), cents))
        .collect())
}
