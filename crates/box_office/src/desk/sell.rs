//! Selling at the desk: one page, by keyboard, while others wait behind.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use jiff::ToSpan;
use people::web::Staff;
use people::{Permission, Session, audit};
use serde::Serialize;
use serde_json::json;
use shell::{FormState, SentForm, Visit, typography};

use super::answers::{Page, done, fault, noted, page, refused, say};
use super::basket::{Selling, Shelf, allotment, buyer, lines, shelf};
use super::forms;
use super::paying::{TillView, means, own_till};
use super::scope::kept;
use super::views::{PerformanceView, Places, order_path, path, sale_of};
use crate::hold::{Wanted, hold};
use crate::model::{Channel, Order, Sale, SaleState};
use crate::order::{self, Buyer, DeskSale};
use crate::{Error, Web, sale};

/// `box_office/desk/sell.html`
#[derive(Debug, Clone, Serialize)]
struct SellPage {
    one: PerformanceView,
    shelf: Shelf,
    places: Places,
    most: i64,
    till: Option<TillView>,
    reference: String,
    fault: Option<String>,
    /// Why nothing is sold now, by message name.
    shut: Option<&'static str>,
    seats: Option<crate::seats::Chooser>,
    form: FormState,
}

/// Why a desk sells nothing now.
pub(super) fn shut(sale: &Sale, now: jiff::Timestamp) -> Option<&'static str> {
    match sale.state {
        SaleState::Draft => Some("desk-shut-draft"),
        SaleState::Paused => Some("desk-shut-paused"),
        SaleState::Closed => Some("desk-shut-closed"),
        SaleState::Open if now >= sale.closes_at => Some("desk-shut-over"),
        SaleState::Open => None,
    }
}

async fn show(web: &Web, visit: &Visit, session: &Session, item: &str, told: Option<String>, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let one = kept(&mut read, session, item, Permission::SellTickets).await?;
    let Some(sale) = sale_of(&mut read, item).await? else {
        drop(read);
        return Ok(refused(web, say(web, visit.lang, "desk-no-sale", &[]), &path(item)));
    };
    let shelf = shelf(&mut read, session, &sale, visit.lang, Selling::Desk, web.db.clock().now()).await?;
    let allotments = sale::allotments(&mut read, item, web.db.clock().now()).await.map_err(fault)?;
    let till = regie::current(&mut read, &session.account.id).await?;
    let seats =
        crate::seats::chooser(&mut read, &web.frame, visit.lang, item, web.db.clock().now_ms()).await.map_err(fault)?;
    drop(read);
    let known = form.value("reference");
    let view = SellPage {
        one: PerformanceView::of(&one, Some(&sale)),
        shelf,
        places: Places::of(&sale, &allotments),
        most: sale.most_per_order.max(1),
        till: till.map(|till| TillView::of(&till, &sale.seller)),
        reference: if known.is_empty() { forms::new_reference() } else { known.to_owned() },
        shut: shut(&sale, web.db.clock().now()),
        seats,
        fault: told,
        form,
    };
    let sound = view.form.is_sound() && view.fault.is_none();
    page(web, visit, "box_office/desk/sell.html", &view, sound)
}

/// `GET /bureau/billetterie/seance/{item}/vendre`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
) -> Page {
    show(&web, &visit, &session, &item, None, FormState::default()).await
}

/// What was asked for, as the verbs take it.
struct Asked {
    wanted: Wanted,
    buyer: Buyer,
    /// Kept for who telephones, to be paid later.
    later: bool,
    reference: String,
}

/// `POST /bureau/billetterie/seance/{item}/vendre`
pub(super) async fn sell(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    let pairs = sent.pairs().to_vec();
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    kept(&mut read, &session, &item, Permission::SellTickets).await?;
    let Some(sale) = sale_of(&mut read, &item).await? else { return Err(shell::PageError::NotFound) };
    let shelf = shelf(&mut read, &session, &sale, visit.lang, Selling::Desk, web.db.clock().now()).await?;
    drop(read);
    let lines = lines(&mut form, &shelf);
    let buyer = buyer(&mut form);
    let later = form.value("way") == "later";
    if later && buyer.name.is_empty() {
        form.fault("name", "desk-name-needed");
    }
    if !form.is_sound() {
        return show(&web, &visit, &session, &item, None, form).await;
    }
    let seats = match seats(&web, &sale, &lines, &pairs).await {
        Ok(seats) => seats,
        Err(error) => {
            let told = noted(&web, visit.lang, &mut form, error)?;
            return show(&web, &visit, &session, &item, told, form).await;
        }
    };
    let asked = Asked {
        wanted: Wanted { item: item.clone(), allotment: allotment(&form, &shelf), lines, seats, until: None },
        buyer,
        later,
        reference: form.value("reference").to_owned(),
    };
    let mut write = web.db.write().await?;
    match make(&mut write, &session, &sale, &asked, &mut form).await {
        Ok(Some(Made::Sold(order, change))) => {
            write.commit().await?;
            let change_due = change > 0;
            let change = typography::price(visit.lang, change);
            let to = order_path(&order.id);
            let many = order.places.to_string();
            let args = [("reference", order.reference.as_str()), ("n", many.as_str()), ("change", change.as_str())];
            let said = match (&order.receipt, change_due) {
                (Some(_), true) => "desk-done-change",
                (Some(_), false) => "desk-done-sold",
                (None, _) => "desk-done-given",
            };
            Ok(done(&web, &visit, said, &args, &to))
        }
        Ok(Some(Made::Kept(order))) => {
            write.commit().await?;
            let to = order_path(&order.id);
            let many = order.places.to_string();
            Ok(done(&web, &visit, "desk-done-kept", &[("reference", &order.reference), ("n", &many)], &to))
        }
        Ok(Some(Made::Known(order))) => {
            write.rollback().await?;
            Ok(Redirect::to(&order_path(&order)).into_response())
        }
        Ok(None) => {
            write.rollback().await?;
            show(&web, &visit, &session, &item, None, form).await
        }
        Err(error) => {
            write.rollback().await?;
            let told = noted(&web, visit.lang, &mut form, error)?;
            show(&web, &visit, &session, &item, told, form).await
        }
    }
}

/// The seats chosen, each of its tariff's category; none for the best left.
async fn seats(
    web: &Web,
    sale: &Sale,
    lines: &[(String, i64)],
    pairs: &[(String, String)],
) -> crate::Result<Vec<String>> {
    if !sale.numbered {
        return Ok(Vec::new());
    }
    let mut read = web.db.read().await?;
    let tariffs = sale::tariffs(&mut read, &sale.item).await?;
    let category = |id: &str| tariffs.iter().find(|one| one.id == id).map(|one| one.category.clone());
    let mut categories: Vec<String> = Vec::new();
    for (tariff, many) in lines {
        let many = usize::try_from(*many).unwrap_or_default();
        categories.extend(std::iter::repeat_n(category(tariff).unwrap_or_default(), many));
    }
    crate::seats::chosen(&mut read, &sale.item, pairs, &categories, web.db.clock().now_ms()).await
}

/// What became of a form.
enum Made {
    /// Sold, or given, with the change given back in cents.
    Sold(Order, i64),
    /// Kept until paid.
    Kept(Order),
    /// It was sent before, and made this order.
    Known(String),
}

/// Takes the places and sells them, in one transaction; nothing when the form has a fault of its own.
async fn make(
    write: &mut store::Write,
    session: &Session,
    sale: &Sale,
    asked: &Asked,
    form: &mut FormState,
) -> crate::Result<Option<Made>> {
    if let Some(order) = forms::order_of(write, &asked.reference).await? {
        return Ok(Some(Made::Known(order)));
    }
    let actor = session.actor();
    let channel = if asked.later { Channel::Phone } else { Channel::Desk };
    let held = hold(write, channel, &asked.wanted).await?;
    let made = if asked.later {
        Made::Kept(order::place_to_pay_later(write, &held.secret, &asked.buyer).await?)
    } else {
        let till = regie::current(write, &session.account.id).await?;
        match till {
            None if held.total() == ledger::Cents::ZERO => {
                Made::Sold(order::place(write, &held.secret, &asked.buyer).await?, 0)
            }
            None => return Err(Error::Refused("desk-no-till")),
            Some(till) => {
                if held.total() > ledger::Cents::ZERO {
                    own_till(&till, &sale.seller)?;
                }
                let Some(means) = means(form, held.total()) else { return Ok(None) };
                let change = means.iter().filter_map(regie::Paying::change).map(|cents| cents.0).sum();
                if held.total() == ledger::Cents::ZERO && till.regie.institution != sale.seller {
                    // Nothing is taken: no receipt of another's régie either.
                    Made::Sold(order::place(write, &held.secret, &asked.buyer).await?, 0)
                } else {
                    let desk = DeskSale { till: &till, actor: &actor, channel, buyer: &asked.buyer, means };
                    let (order, _) = order::sell(write, &held.secret, &desk).await?;
                    Made::Sold(order, change)
                }
            }
        }
    };
    let order = match &made {
        Made::Sold(order, _) | Made::Kept(order) => order,
        Made::Known(_) => return Ok(Some(made)),
    };
    forms::made(write, &asked.reference, &order.id).await?;
    if order.receipt.is_none() {
        // A sale with a receipt is in the audit log already.
        let details = json!({ "places": order.places, "cents": order.total.0 });
        let deed = if asked.later { "tickets.kept" } else { "tickets.given" };
        audit::append(write, &actor, deed, &format!("order:{}", order.id), &details).await?;
    }
    Ok(Some(made))
}

/// Until when a group's places are kept when nobody says: two weeks, at most until the day before.
pub(super) fn group_until(sale: &Sale, now: jiff::Timestamp) -> jiff::Timestamp {
    let two_weeks = now.checked_add((14 * 24).hours()).unwrap_or(now);
    let day_before = sale.starts_at.checked_sub(24.hours()).unwrap_or(sale.starts_at);
    two_weeks.min(day_before).max(now)
}
