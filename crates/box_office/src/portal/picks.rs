//! What one types beside each tariff.

use jiff::Timestamp;
use serde::Serialize;
use shell::{FormState, Lang};

use super::event::Event;
use crate::model::{SaleState, Tariff, TariffKind};

/// A tariff one may choose.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TariffView {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) price: i64,
    pub(super) condition: String,
    /// What was typed, as it was.
    pub(super) wanted: String,
}

/// The tariffs sold on our pages, with what was typed beside each.
pub(super) fn tariffs(all: &[Tariff], lang: Lang, form: &FormState) -> Vec<TariffView> {
    all.iter()
        .filter(|tariff| tariff.online && !tariff.retired)
        .map(|tariff| TariffView {
            id: tariff.id.clone(),
            label: tariff.label_in(lang).to_owned(),
            price: tariff.price.0,
            condition: tariff.condition.clone(),
            wanted: form.value(&field(tariff)).to_owned(),
        })
        .collect()
}

fn field(tariff: &Tariff) -> String {
    format!("n-{}", tariff.id)
}

/// What was chosen: tariffs and how many of each. Only tariffs sold on our pages are looked at: a form may name any other, in vain.
///
/// # Errors
/// The name of the message that says what is wrong.
pub(super) fn chosen(all: &[Tariff], form: &FormState, most: i64) -> Result<Vec<(String, i64)>, &'static str> {
    let mut lines = Vec::new();
    let (mut sum, mut companions) = (0_i64, 0_i64);
    for tariff in all.iter().filter(|tariff| tariff.online && !tariff.retired) {
        let typed = form.value(&field(tariff));
        let count = if typed.is_empty() { 0 } else { typed.parse().map_err(|_| "booking-quantity-wrong")? };
        if count < 0 {
            return Err("booking-quantity-wrong");
        }
        sum = sum.saturating_add(count);
        if tariff.kind == TariffKind::Companion {
            companions = companions.saturating_add(count);
        }
        if count > 0 {
            lines.push((tariff.id.clone(), count));
        }
    }
    match sum {
        0 => Err("booking-none-chosen"),
        sum if sum > most => Err("booking-too-many"),
        // Someone who accompanies comes with someone.
        sum if companions > sum - companions => Err("booking-companion-alone"),
        _ => Ok(lines),
    }
}

/// Hardly any places are left from here down: the page then says how many.
const FEW: i64 = 10;

/// Where a sale is for whoever opens its page. Nothing while it is being prepared.
pub(super) fn standing(event: &Event, left: i64, now: Timestamp) -> Option<&'static str> {
    let sale = &event.sale;
    Some(match sale.state {
        _ if event.is_cancelled() => "cancelled",
        SaleState::Draft => return None,
        _ if sale.starts_at <= now => "over",
        SaleState::Paused => "paused",
        SaleState::Closed => "closed",
        SaleState::Open if sale.opens_at.is_none_or(|opens| opens > now) => "not_yet",
        SaleState::Open if now >= sale.online_until => "closed",
        SaleState::Open if left <= 0 => "full",
        SaleState::Open if left <= FEW => "few",
        SaleState::Open => "open",
    })
}
