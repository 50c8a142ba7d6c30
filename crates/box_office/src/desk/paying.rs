//! How something is paid at a till, as forms say it.

use ledger::Cents;
use regie::{Means, Paying, TillSession};
use serde::Serialize;
use shell::FormState;

use crate::{Error, Result};

/// The open till.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TillView {
    pub(super) name: String,
    pub(super) means: Vec<&'static str>,
    /// Whether it is one of the seller's régie: another may not take the seller's money.
    pub(super) own: bool,
    pub(super) institution: String,
}

impl TillView {
    pub(super) fn of(till: &TillSession, seller: &str) -> Self {
        Self {
            name: format!("{}, {}", till.regie.name, till.till_name),
            means: till.regie.means.iter().map(|means| means.code()).collect(),
            own: till.regie.institution == seller,
            institution: till.regie.name.clone(),
        }
    }
}

/// Refuses a till whose régie is not the seller's: whoever takes what their régie's act does not name is accountable as if they
/// were a public accountant (« gestion de fait »).
pub(super) fn own_till(till: &TillSession, seller: &str) -> Result<()> {
    if till.regie.institution == seller { Ok(()) } else { Err(Error::Refused("desk-till-not-sellers")) }
}

/// How it is paid: one means for all, unless an amount says how much of it; the rest by the second. Nothing, its faults noted
/// in the form, when that cannot be.
pub(super) fn means(form: &mut FormState, due: Cents) -> Option<Vec<Paying>> {
    if due == Cents::ZERO {
        return Some(Vec::new());
    }
    let Some(first) = Means::from_code(form.value("means")) else {
        form.fault("means", "desk-means-needed");
        return None;
    };
    let tendered = amount(form, "tendered").ok()?;
    let part = amount(form, "amount").ok()?.unwrap_or(due);
    if part <= Cents::ZERO || part > due {
        form.fault("amount", "desk-part-bad");
        return None;
    }
    let paying = |means: Means, cents: Cents, form: &FormState| match means {
        Means::Cash => Paying { tendered: tendered.filter(|_| part == due), ..Paying::plain(means, cents) },
        Means::Cheque => {
            Paying::cheque(cents, form.value("cheque_number"), form.value("cheque_bank"), form.value("cheque_drawer"))
        }
        _ => Paying::plain(means, cents),
    };
    let mut all = vec![paying(first, part, form)];
    if part < due {
        let Some(second) = Means::from_code(form.value("means2")) else {
            form.fault("means2", "desk-means-needed");
            return None;
        };
        all.push(paying(second, Cents(due.0 - part.0), form));
    }
    Some(all)
}

fn amount(form: &mut FormState, field: &str) -> std::result::Result<Option<Cents>, ()> {
    match form.value(field) {
        "" => Ok(None),
        typed => match typed.parse::<Cents>() {
            Ok(cents) => Ok(Some(cents)),
            Err(_) => {
                form.fault(field, "desk-amount-bad");
                Err(())
            }
        },
    }
}
