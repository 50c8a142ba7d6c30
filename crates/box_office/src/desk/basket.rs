//! What forms of the desk ask for: places by tariff, an allotment, a buyer.

use jiff::Timestamp;
use people::Session;
use serde::Serialize;
use shell::{FormState, Lang, PageError};
use store::prelude::*;

use super::answers::fault;
use super::views::{AllotmentView, Choice, TariffView};
use crate::model::{Allotment, ONLINE, Sale, Tariff, TariffKind};
use crate::order::Buyer;
use crate::sale;

/// What a page that sells shows of a sale.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shelf {
    pub(super) tariffs: Vec<TariffView>,
    pub(super) allotments: Vec<AllotmentView>,
    /// The allotment chosen when none was.
    pub(super) chosen: String,
    pub(super) communes: Vec<Choice>,
}

/// Which tariffs a page sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Selling {
    /// To whoever comes.
    Desk,
    /// To groups and schools.
    Groups,
}

fn is_sold(tariff: &Tariff, selling: Selling) -> bool {
    !tariff.retired
        && tariff.kind != TariffKind::Invitation
        && match selling {
            Selling::Desk => tariff.desk,
            Selling::Groups => tariff.desk || matches!(tariff.kind, TariffKind::Group | TariffKind::School),
        }
}

/// The allotment a desk sells from when nobody chose: its own, then the one sold online, whichever has places first.
fn own_allotment(allotments: &[Allotment], session: &Session, sale: &Sale, selling: Selling) -> String {
    let at = |institution: &str, commune: Option<&str>| {
        session.may(people::Permission::SellTickets, &people::Target::Institution { id: institution, commune })
    };
    let mut order: Vec<&str> = Vec::new();
    if selling == Selling::Groups {
        order.push("schools");
    }
    if at(&sale.host, Some(&sale.commune)) {
        order.push("commune");
    }
    if at(&sale.seller, None) {
        order.push("institution");
    }
    order.extend(["commune", "institution", ONLINE]);
    let with_places = |code: &&str| allotments.iter().any(|one| one.code == **code && one.left() > 0);
    order
        .iter()
        .find(|code| with_places(code))
        .map(|code| (*code).to_owned())
        .or_else(|| allotments.iter().find(|one| one.left() > 0).or(allotments.first()).map(|one| one.code.clone()))
        .unwrap_or_default()
}

/// What may be sold, now.
pub(super) async fn shelf(
    query: &mut impl Query,
    session: &Session,
    sale: &Sale,
    lang: Lang,
    selling: Selling,
    now: Timestamp,
) -> Result<Shelf, PageError> {
    let tariffs = sale::tariffs(query, &sale.item).await.map_err(fault)?;
    let allotments = sale::allotments(query, &sale.item, now).await.map_err(fault)?;
    let communes = programme::tenant::communes(query).await.map_err(PageError::internal)?;
    Ok(Shelf {
        tariffs: tariffs.iter().filter(|one| is_sold(one, selling)).map(|one| TariffView::of(one, lang)).collect(),
        chosen: own_allotment(&allotments, session, sale, selling),
        allotments: allotments.iter().map(AllotmentView::of).collect(),
        communes: communes.into_iter().map(|one| Choice { value: one.insee, label: one.name }).collect(),
    })
}

/// Places by tariff: the fields `q-{tariff}` above zero. A fault beside them when there is none, or one is no number.
pub(super) fn lines(form: &mut FormState, shelf: &Shelf) -> Vec<(String, i64)> {
    let mut lines = Vec::new();
    for tariff in &shelf.tariffs {
        let typed = form.value(&format!("q-{}", tariff.id)).to_owned();
        if typed.is_empty() {
            continue;
        }
        match typed.parse::<i64>() {
            Ok(0) => {}
            Ok(many) if (1..=10_000).contains(&many) => lines.push((tariff.id.clone(), many)),
            _ => form.fault("lines", "desk-number-bad"),
        }
    }
    if lines.is_empty() && form.is_sound() {
        form.fault("lines", "desk-lines-needed");
    }
    lines
}

/// The allotment chosen; its own when none was.
pub(super) fn allotment(form: &FormState, shelf: &Shelf) -> String {
    match form.value("allotment") {
        "" => shelf.chosen.clone(),
        code => code.to_owned(),
    }
}

/// Who buys, as far as they said.
pub(super) fn buyer(form: &mut FormState) -> Buyer {
    let filled = |form: &FormState, field: &str| Some(form.value(field).to_owned()).filter(|typed| !typed.is_empty());
    let email = filled(form, "email");
    if email.as_deref().is_some_and(|email| !is_address(email)) {
        form.fault("email", "desk-email-bad");
    }
    if form.value("name").chars().count() > 120 {
        form.fault("name", "desk-name-long");
    }
    Buyer {
        account: None,
        name: form.value("name").to_owned(),
        email,
        phone: filled(form, "phone"),
        lang: Lang::from_code(form.value("language")).unwrap_or_default(),
        commune: filled(form, "commune"),
        first_time: match form.value("first") {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        },
        group: filled(form, "group"),
    }
}

/// Whether something may be an address letters go to; whether it is, only a letter tells.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && text.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty()
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && !host.contains('@')
        })
}
