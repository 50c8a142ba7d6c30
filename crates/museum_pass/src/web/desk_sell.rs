//! Selling at the desk: one page, by keyboard, under a minute.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use ledger::Cents;
use people::Permission;
use people::web::Staff;
use regie::{Means, Paying};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit, parse_pairs};

use super::basket;
use super::views::{ProductView, sold};
use super::{Web, noted, page, paths, require};
use crate::model::{code, days};
use crate::order::Buyer;
use crate::sell_at_desk::{DeskSale, sell as sell_now};
use crate::store::{orders, passes};
use crate::{Error, renew};

type Page = Result<Response, PageError>;

/// `pass/desk_sell.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct SellPage {
    /// Nothing while no till is open: that comes first.
    pub(super) till: Option<TillView>,
    pub(super) products: Vec<ProductView>,
    pub(super) renewal: Option<RenewalView>,
    pub(super) reference: String,
    pub(super) today: String,
    pub(super) form: FormState,
}

/// The open till.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TillView {
    pub(super) name: String,
    pub(super) means: Vec<&'static str>,
}

/// The pass being renewed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RenewalView {
    pub(super) pass: String,
    pub(super) name: String,
    pub(super) product: String,
    pub(super) cents: i64,
    pub(super) last: String,
}

async fn show(web: &Web, visit: &Visit, session: &people::Session, renewed: Option<&str>, form: FormState) -> Page {
    let today = days::today(web.db.clock());
    let mut read = web.db.read().await?;
    let till = regie::current(&mut read, &session.account.id).await?;
    let found = sold(&mut read, today, |product| product.desk).await?;
    let renewal = match renewed {
        Some(id) => {
            let pass = passes::by_id(&mut read, id).await.map_err(page)?;
            match renew::offer(&mut read, &pass, today).await {
                Ok(offer) => Some(RenewalView {
                    pass: pass.id.clone(),
                    name: pass.names.full(),
                    product: offer.product.name.of(visit.lang).to_owned(),
                    cents: offer.price.0,
                    last: offer.span.last.to_string(),
                }),
                Err(Error::Refused(message)) => return Ok(web.refused(visit, message, &paths::sheet(id))),
                Err(other) => return Err(page(other)),
            }
        }
        None => None,
    };
    drop(read);
    let kept = form.value("reference");
    let view = SellPage {
        till: till.map(|till| TillView {
            name: format!("{}, {}", till.regie.name, till.till_name),
            means: till.regie.means.iter().map(|means| means.code()).collect(),
        }),
        products: found.iter().map(|(product, cents)| ProductView::of(product, *cents, visit.lang)).collect(),
        renewal,
        reference: if kept.is_empty() { code::new_reference() } else { kept.to_owned() },
        today: today.to_string(),
        form,
    };
    let sound = view.form.is_sound();
    web.page(visit, "pass/desk_sell.html", &view, sound)
}

/// `GET /bureau/pass/vendre`, and `?renouveler={pass}`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session, Permission::SellPasses)?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let renewed = pairs.iter().find(|(name, _)| name == "renouveler").map(|(_, pass)| pass.as_str());
    show(&web, &visit, &session, renewed, FormState::default()).await
}

/// `POST /bureau/pass/vendre`
pub(super) async fn sell(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, Permission::SellPasses)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let renewed = Some(form.value("renew").to_owned()).filter(|pass| !pass.is_empty());
    let wanted = if renewed.is_some() { Vec::new() } else { basket::wanted(&mut form) };
    if !form.is_sound() {
        return show(&web, &visit, &session, renewed.as_deref(), form).await;
    }
    let mut write = web.db.write().await?;
    let Some(till) = regie::current(&mut write, &session.account.id).await? else {
        write.rollback().await?;
        form.fault("", "pass-desk-no-till");
        return show(&web, &visit, &session, renewed.as_deref(), form).await;
    };
    let due = due(&mut write, &wanted, renewed.as_deref()).await;
    let due = match due {
        Ok(due) => due,
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            return show(&web, &visit, &session, renewed.as_deref(), form).await;
        }
    };
    let means = match means(&mut form, due) {
        Some(means) => means,
        None => {
            write.rollback().await?;
            return show(&web, &visit, &session, renewed.as_deref(), form).await;
        }
    };
    let email = Some(form.value("email").to_owned()).filter(|email| !email.is_empty());
    let buyer = Buyer { account: None, email, lang: form.value("language").to_owned() };
    let buyer = Buyer { lang: if buyer.lang.is_empty() { "fr".into() } else { buyer.lang }, ..buyer };
    let (reference, seen) = (form.value("reference").to_owned(), form.value("seen") == "1");
    let actor = session.actor();
    let sale = DeskSale {
        till: &till,
        actor: &actor,
        reference: &reference,
        buyer: &buyer,
        wanted: &wanted,
        renew: renewed.as_deref(),
        seen,
        means,
    };
    match sell_now(&mut write, &sale).await {
        Ok((order, receipt)) => {
            let lines = orders::lines(&mut write, &order.id).await.map_err(page)?;
            write.commit().await?;
            // The pass is printed next; the receipt is one press away from its sheet.
            let to =
                lines.iter().find_map(|line| line.pass.as_deref()).map_or_else(|| paths::DESK.to_owned(), paths::sheet);
            Ok(web.done(&visit, "pass-done-sold", &[("receipt", &receipt.number)], &to))
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            show(&web, &visit, &session, renewed.as_deref(), form).await
        }
    }
}

async fn due(write: &mut store::Write, wanted: &[crate::order::Wanted], renewed: Option<&str>) -> crate::Result<Cents> {
    let today = days::today(write.clock());
    let lines = match renewed {
        Some(id) => {
            let pass = passes::by_id(write, id).await?;
            vec![renew::line(write, &pass, today).await?]
        }
        None => crate::order::price(write, wanted, today, crate::model::sale::Channel::Desk).await?,
    };
    Cents::checked_sum(lines.iter().map(|line| line.price)).ok_or(Error::Refused("pass-order-large"))
}

/// How it is paid: one means for all, unless an amount says how much of it; the rest by the second.
fn means(form: &mut FormState, due: Cents) -> Option<Vec<Paying>> {
    if due == Cents::ZERO {
        return Some(Vec::new());
    }
    let Some(first) = Means::from_code(form.value("means")) else {
        form.fault("means", "pass-means-needed");
        return None;
    };
    let amount = |form: &mut FormState, field: &str| -> Result<Option<Cents>, ()> {
        match form.value(field) {
            "" => Ok(None),
            typed => match typed.parse::<Cents>() {
                Ok(cents) => Ok(Some(cents)),
                Err(_) => {
                    form.fault(field, "pass-amount-bad");
                    Err(())
                }
            },
        }
    };
    let tendered = amount(form, "tendered").ok()?;
    let part = amount(form, "amount").ok()?.unwrap_or(due);
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
            form.fault("means2", "pass-means-needed");
            return None;
        };
        all.push(paying(second, Cents(due.0 - part.0), form));
    }
    Some(all)
}
