//! What templates of the desk see.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use people::{Permission, Session};
use programme::{Institution, Performance, PerformanceState, Show, institution, show};
use serde::Serialize;
use shell::{FormState, Lang, PageError};
use store::prelude::*;
use territory::France;

use super::answers::fault;
use super::scope::{Kept, hub, may_for};
use crate::model::{Allotment, Order, Sale, Tariff};
use crate::{Error, Web, order, sale};

/// A performance at the head of a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PerformanceView {
    pub(super) item: String,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) credits: String,
    pub(super) starts_at: String,
    pub(super) place: String,
    pub(super) commune: String,
    pub(super) host: String,
    pub(super) seller: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) cap: Option<i64>,
    /// Of its sale; `none` as long as it has none, `cancelled` when it will not be played.
    pub(super) state: &'static str,
    pub(super) told: String,
    pub(super) manages: bool,
    pub(super) numbered: bool,
}

/// The name of a commune; its code when nobody knows it.
pub(super) fn commune_name(insee: &str) -> String {
    France::load().commune(insee).map_or_else(|| insee.to_owned(), |commune| commune.name.clone())
}

/// A performance's page.
pub(super) fn path(item: &str) -> String {
    format!("/bureau/billetterie/seance/{item}")
}

/// An order's page.
pub(super) fn order_path(order: &str) -> String {
    format!("/bureau/billetterie/commande/{order}")
}

impl PerformanceView {
    pub(super) fn of(kept: &Kept, sale: Option<&Sale>) -> Self {
        let one = &kept.performance;
        let state = match (one.state, sale) {
            (PerformanceState::Cancelled, _) => "cancelled",
            (_, None) => "none",
            (_, Some(sale)) => sale.state.code(),
        };
        Self {
            item: one.item.clone(),
            href: path(&one.item),
            title: kept.show.title.clone(),
            credits: kept.show.credits.clone(),
            starts_at: one.starts_at.to_string(),
            place: one.place_name.clone(),
            commune: commune_name(&one.commune),
            host: kept.host.name.clone(),
            seller: kept.seller.as_ref().map(|seller| seller.name.clone()),
            licence: one.licence.clone(),
            cap: one.price_cap,
            state,
            told: one.told.clone(),
            manages: kept.manages,
            numbered: sale.is_some_and(|sale| sale.numbered),
        }
    }
}

/// The sale of a performance, if it has one.
pub(super) async fn sale_of(query: &mut impl Query, item: &str) -> Result<Option<Sale>, PageError> {
    match sale::by_item(query, item).await {
        Ok(sale) => Ok(Some(sale)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(fault(other)),
    }
}

/// Those of some performances one may do this for, each with whom it concerns; asked of the hub once for all.
pub(super) async fn all_kept(
    query: &mut impl Query,
    session: &Session,
    permission: Permission,
    performances: Vec<Performance>,
) -> Result<Vec<Kept>, PageError> {
    let institutions: HashMap<String, Institution> =
        hub(institution::list(query, None, None).await)?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let mut shows: HashMap<String, Show> = HashMap::new();
    let mut all = Vec::new();
    for performance in performances {
        let Some(host) = institutions.get(&performance.host) else { continue };
        let seller = performance.seller.as_ref().and_then(|seller| institutions.get(seller));
        if !may_for(session, permission, host, seller) {
            continue;
        }
        let show = match shows.get(&performance.show) {
            Some(show) => show.clone(),
            None => {
                let show = hub(show::by_id(query, &performance.show).await)?;
                shows.insert(performance.show.clone(), show.clone());
                show
            }
        };
        all.push(Kept {
            manages: may_for(session, Permission::ManageTickets, host, seller),
            host: host.clone(),
            seller: seller.cloned(),
            show,
            performance,
        });
    }
    Ok(all)
}

/// Something to choose.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
}

/// A tariff one may sell.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TariffView {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) condition: String,
    pub(super) cents: i64,
    pub(super) kind: &'static str,
}

impl TariffView {
    pub(super) fn of(tariff: &Tariff, lang: Lang) -> Self {
        Self {
            id: tariff.id.clone(),
            label: tariff.label_in(lang).to_owned(),
            condition: tariff.condition.clone(),
            cents: tariff.price.0,
            kind: tariff.kind.code(),
        }
    }
}

/// An allotment and what is left of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AllotmentView {
    pub(super) code: String,
    pub(super) label: String,
    pub(super) places: i64,
    pub(super) taken: i64,
    pub(super) left: i64,
    pub(super) release_at: Option<String>,
}

impl AllotmentView {
    pub(super) fn of(allotment: &Allotment) -> Self {
        Self {
            code: allotment.code.clone(),
            label: allotment.label.clone(),
            places: allotment.places,
            taken: allotment.taken - allotment.lapsed,
            left: allotment.left(),
            release_at: allotment.release_at.map(|at| at.to_string()),
        }
    }
}

/// Places of a performance, all allotments together.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Places {
    pub(super) capacity: i64,
    pub(super) taken: i64,
    pub(super) left: i64,
}

impl Places {
    pub(super) fn of(sale: &Sale, allotments: &[Allotment]) -> Self {
        let taken = allotments.iter().map(|one| one.taken - one.lapsed).sum();
        Self { capacity: sale.capacity, taken, left: sale.capacity - taken }
    }
}

/// An order in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OrderLine {
    pub(super) href: String,
    pub(super) reference: String,
    pub(super) name: String,
    pub(super) group: Option<String>,
    pub(super) places: i64,
    pub(super) cents: i64,
    pub(super) refunded: i64,
    pub(super) state: &'static str,
    pub(super) channel: &'static str,
    pub(super) at: String,
    pub(super) until: Option<String>,
    pub(super) what: String,
}

impl OrderLine {
    pub(super) fn of(order: &Order, what: &str) -> Self {
        Self {
            href: order_path(&order.id),
            reference: order.reference.clone(),
            name: order.name.clone(),
            group: order.group.clone(),
            places: order.places,
            cents: order.total.0,
            refunded: order.refunded.0,
            state: order.state.code(),
            channel: order.channel.code(),
            at: order.created_at.to_string(),
            until: order.pay_until().map(|at| at.to_string()),
            what: what.to_owned(),
        }
    }
}

/// What an order is, with its performance, when one may see it.
pub(super) async fn order_kept(web: &Web, session: &Session, id: &str) -> Result<(Order, Kept), PageError> {
    super::scope::require(session, Permission::SellTickets)?;
    let mut read = web.db.read().await?;
    let order = order::by_id(&mut read, id).await.map_err(fault)?;
    let kept = super::scope::kept(&mut read, session, &order.item, Permission::SellTickets).await?;
    Ok((order, kept))
}

/// An instant as a form's field holds it, in the territory's time.
pub(super) fn typed_instant(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).datetime().strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The instant of a field; nothing for an empty one, a fault beside the field for what cannot be read.
pub(super) fn instant(form: &mut FormState, field: &str, zone: &TimeZone) -> Option<Timestamp> {
    let typed = form.value(field);
    if typed.is_empty() {
        return None;
    }
    let read = read_moment(typed).and_then(|at| at.to_zoned(zone.clone()).ok()).map(|at| at.timestamp());
    if read.is_none() {
        form.fault(field, "desk-moment-bad");
    }
    read
}

/// `2026-12-25T20:30`, as browsers send it; `25/12/2026 20:30` or `25/12/2026 20h30`, as people type it where the field is plain text.
fn read_moment(typed: &str) -> Option<DateTime> {
    if let Ok(at) = typed.parse::<DateTime>() {
        return Some(at);
    }
    let plain = typed.replace(['h', 'H'], ":").replace(['/', '.'], "-");
    let (day, hour) = plain.split_once([' ', 'T'])?;
    let parts: Vec<&str> = day.split('-').collect();
    let [d, m, y] = parts.as_slice() else { return None };
    let (hour, minute) = hour.trim().split_once(':')?;
    let minute = if minute.is_empty() { "0" } else { minute };
    let year = y.parse().ok().filter(|year| *year > 1900)?;
    let time = jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    Some(jiff::civil::Date::new(year, m.parse().ok()?, d.parse().ok()?).ok()?.to_datetime(time))
}

/// A count of a field; a fault beside it for what is none.
pub(super) fn count(form: &mut FormState, field: &str) -> Option<i64> {
    match form.value(field).parse::<i64>() {
        Ok(number) if (0..=1_000_000).contains(&number) => Some(number),
        _ => {
            form.fault(field, "desk-number-bad");
            None
        }
    }
}

/// A code made of words: small letters, digits, dashes.
pub(super) fn slug(words: &str) -> String {
    let folded = territory::fold_name(words);
    let mut slug: String =
        folded.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    while slug.contains("--") {
        slug = slug.replace("--", "-");
    }
    slug.trim_matches('-').chars().take(30).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_as_browsers_send_and_people_type_them() {
        let expected = jiff::civil::date(2026, 12, 25).at(20, 30, 0, 0);
        for text in
            ["2026-12-25T20:30", "2026-12-25T20:30:00", "25/12/2026 20:30", "25/12/2026 20h30", "25.12.2026 20:30"]
        {
            assert_eq!(read_moment(text), Some(expected), "{text}");
        }
        assert_eq!(read_moment("25/12/2026 20h"), Some(jiff::civil::date(2026, 12, 25).at(20, 0, 0, 0)));
        for text in ["", "demain", "32/12/2026 20:30", "25/12/26 20:30", "25/12/2026"] {
            assert_eq!(read_moment(text), None, "{text}");
        }
    }

    #[test]
    fn codes_are_made_of_words() {
        assert_eq!(slug("Réduit (– de 26 ans)"), "reduit-de-26-ans");
        assert_eq!(slug("  "), "");
    }
}
