//! The quote a group or a school asks for before it pays.

use axum::extract::{Path, State};
use people::web::Staff;
use serde_json::json;
use shell::{PageError, calendar, typography};

use super::answers::{Page, say};
use super::table::printed;
use super::views::{commune_name, order_kept};
use crate::Web;
use crate::model::OrderState;

const TEMPLATE: &str = include_str!("../../templates/desk/quote.typ");

/// `GET /bureau/billetterie/commande/{order}/devis.pdf`, while it is to be paid.
pub(super) async fn paper(State(web): State<Web>, Staff(session): Staff, Path(id): Path<String>) -> Page {
    let (order, kept) = order_kept(&web, &session, &id).await?;
    let Some(until) = order.pay_until().filter(|_| order.state == OrderState::ToPay) else {
        return Err(PageError::NotFound);
    };
    let lang = order.lang;
    let words = |key: &str| say(&web, lang, key, &[]);
    let price = |cents: i64| typography::price(lang, cents);
    let now = web.db.clock().now();
    let moment = |at| calendar::moment(lang, at, &web.zone, now);
    let p = &kept.performance;
    let whom = order.group.clone().unwrap_or_else(|| order.name.clone());
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| {
            json!([
                line.label,
                line.quantity.to_string(),
                price(line.price.0),
                price(line.price.0.saturating_mul(line.quantity)),
            ])
        })
        .collect();
    let data = json!({
        "title": format!("{} {}", words("desk-quote"), order.reference),
        "house": web.frame.theme().name,
        "heading": format!("{} {}", words("desk-quote"), order.reference),
        "seller": kept.seller.as_ref().map_or(kept.host.name.as_str(), |seller| seller.name.as_str()),
        "whom": say(&web, lang, "desk-quote-for", &[("name", &whom)]),
        "show": kept.show.title,
        "when": moment(p.starts_at),
        "where": format!("{}, {}", p.place_name, commune_name(&p.commune)),
        "columns": [words("desk-tariff"), words("desk-places"), words("desk-quote-unit"), words("desk-amount")],
        "lines": lines,
        "total-label": words("desk-total"),
        "total": price(order.total.0),
        "words": say(&web, lang, "desk-quote-words", &[("at", &moment(until))]),
        "printed": say(&web, lang, "desk-printed-at", &[("at", &moment(now))]),
    });
    let pdf = tokio::task::spawn_blocking(move || documents::pdf(TEMPLATE, &data, lang.code()))
        .await
        .map_err(PageError::internal)?
        .map_err(PageError::internal)?;
    printed(&format!("devis-{}.pdf", order.reference), pdf)
}
