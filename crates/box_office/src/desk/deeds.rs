//! What an agent does with an order: take its payment, print, cancel, change, make a code anew.

use axum::extract::{Path, State};
use people::web::Staff;
use people::{Session, audit};
use regie::Means;
use serde_json::json;
use shell::{FormState, PageError, SentForm, Visit, typography};

use super::answers::{Page, back, done, fault, noted, refused, say};
use super::forms;
use super::order::{owned, show};
use super::paying::{means, own_till};
use super::views::{order_path, sale_of};
use crate::cancel::{self, AtDesk};
use crate::model::{Order, OrderState, TicketState};
use crate::{Error, Web, change, order, portal, ticket};

/// `POST /bureau/billetterie/commande/{order}/{deed}`
pub(super) async fn act(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((id, deed)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    let pairs = sent.pairs().to_vec();
    let form = sent.checked(&web.frame, &visit)?;
    let order = owned(&web, &session, &id).await?;
    let chosen: Vec<String> = pairs.into_iter().filter(|(name, _)| name == "ticket").map(|(_, id)| id).collect();
    match deed.as_str() {
        "encaisser" => take(&web, &visit, &session, &order, form).await,
        "imprimer" => print(&web, &visit, &session, &order).await,
        "annuler" => cancel(&web, &visit, &session, &order, &chosen, &form).await,
        "changer" => move_to(&web, &visit, &session, &order, &form).await,
        "refaire" => remake(&web, &visit, &session, &order, &form).await,
        _ => Err(PageError::NotFound),
    }
}

/// Takes the money of an order kept until then.
async fn take(web: &Web, visit: &Visit, session: &Session, order: &Order, mut form: FormState) -> Page {
    let to = order_path(&order.id);
    if !matches!(order.state, OrderState::ToPay | OrderState::Asked) {
        return Ok(refused(web, say(web, visit.lang, "desk-paid-already", &[]), &to));
    }
    let Some(paying) = means(&mut form, order.total) else {
        return show(web, visit, session, &order.id, None, form).await;
    };
    let change_due: i64 = paying.iter().filter_map(regie::Paying::change).map(|cents| cents.0).sum();
    let mut write = web.db.write().await?;
    let Some(sale) = sale_of(&mut write, &order.item).await? else { return Err(PageError::NotFound) };
    let taken = match regie::current(&mut write, &session.account.id).await? {
        None => Err(Error::Refused("desk-no-till")),
        Some(till) => match own_till(&till, &sale.seller) {
            Ok(()) => order::take_payment(&mut write, &order.id, &till, paying, &session.actor()).await,
            Err(error) => Err(error),
        },
    };
    match taken {
        Ok((order, _)) => {
            write.commit().await?;
            let many = order.places.to_string();
            let change = typography::price(visit.lang, change_due);
            let said = if change_due > 0 { "desk-done-change" } else { "desk-done-sold" };
            let args = [("reference", order.reference.as_str()), ("n", many.as_str()), ("change", change.as_str())];
            Ok(done(web, visit, said, &args, &to))
        }
        Err(error) => {
            write.rollback().await?;
            let told = noted(web, visit.lang, &mut form, error)?;
            show(web, visit, session, &order.id, told, form).await
        }
    }
}

/// Prints the tickets. The first copy is the original; the others say so, and all are in the audit log.
async fn print(web: &Web, visit: &Visit, session: &Session, order: &Order) -> Page {
    let tickets = ticket::of_order(&mut web.db.read().await?, &order.id).await.map_err(fault)?;
    let good: Vec<String> =
        tickets.into_iter().filter(|one| one.state == TicketState::Valid).map(|one| one.id).collect();
    if good.is_empty() {
        let text = say(web, visit.lang, "desk-nothing-to-print", &[]);
        return Ok(refused(web, text, &order_path(&order.id)));
    }
    let mut write = web.db.write().await?;
    let copy = forms::printed(&mut write, &order.id, &session.account.id).await.map_err(fault)?;
    let details = json!({ "copy": copy, "tickets": good.len() });
    audit::append(&mut write, &session.actor(), "tickets.printed", &format!("order:{}", order.id), &details)
        .await
        .map_err(|error| fault(error.into()))?;
    let answer = portal::pdf::tickets(web, order.lang, &good, copy > 1).await?;
    // Counted once it could be set.
    write.commit().await?;
    Ok(answer)
}

/// Cancels the tickets ticked (all of them when none is), or an order nobody paid yet.
async fn cancel(
    web: &Web,
    visit: &Visit,
    session: &Session,
    order: &Order,
    chosen: &[String],
    form: &FormState,
) -> Page {
    let to = order_path(&order.id);
    let why = form.value("why");
    if why.is_empty() {
        return Ok(refused(web, say(web, visit.lang, "desk-why-needed", &[]), &to));
    }
    let actor = session.actor();
    let mut write = web.db.write().await?;
    let till = regie::current(&mut write, &session.account.id).await?;
    let means = Means::from_code(form.value("means")).unwrap_or(Means::Cash);
    let how = AtDesk {
        actor: &actor,
        why,
        till: till.as_ref().map(|till| (till, means)),
        refund: form.value("refund") == "1",
    };
    match cancel::at_desk(&mut write, &order.id, chosen, &how).await {
        Ok(given) => {
            write.commit().await?;
            let many = given.tickets.len().to_string();
            let price = typography::price(visit.lang, given.amount.0);
            let said = match given.way {
                cancel::Way::None => "desk-done-cancelled",
                cancel::Way::Payment => "desk-done-back-payment",
                cancel::Way::Till => "desk-done-back-till",
                cancel::Way::Elsewhere => "desk-done-back-elsewhere",
            };
            Ok(done(web, visit, said, &[("n", &many), ("price", &price)], &to))
        }
        Err(error) => {
            write.rollback().await?;
            back(web, visit, error, &to)
        }
    }
}

/// Changes the order to another performance of the same show.
async fn move_to(web: &Web, visit: &Visit, session: &Session, order: &Order, form: &FormState) -> Page {
    let mut write = web.db.write().await?;
    match change::to(&mut write, &order.secret, form.value("to")).await {
        Ok(made) => {
            let details = json!({ "to": made.item, "order": made.id });
            audit::append(&mut write, &session.actor(), "tickets.moved", &format!("order:{}", order.id), &details)
                .await
                .map_err(|error| fault(error.into()))?;
            write.commit().await?;
            Ok(done(web, visit, "desk-done-moved", &[("reference", &made.reference)], &order_path(&made.id)))
        }
        Err(error) => {
            write.rollback().await?;
            back(web, visit, error, &order_path(&order.id))
        }
    }
}

/// Makes the code of one of its tickets anew.
async fn remake(web: &Web, visit: &Visit, session: &Session, order: &Order, form: &FormState) -> Page {
    let to = order_path(&order.id);
    let id = form.value("one");
    let mut write = web.db.write().await?;
    let known = match ticket::by_id(&mut write, id).await {
        Ok(known) if known.order == order.id => known,
        // Another order's ticket is not theirs to touch here.
        Ok(_) | Err(Error::NotFound) => return Err(PageError::NotFound),
        Err(other) => return Err(fault(other)),
    };
    match ticket::reissue(&mut write, &known.id, &session.actor()).await {
        Ok(_) => {
            write.commit().await?;
            Ok(done(web, visit, "desk-done-remade", &[], &to))
        }
        Err(error) => {
            write.rollback().await?;
            back(web, visit, error, &to)
        }
    }
}
