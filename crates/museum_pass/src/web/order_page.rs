//! An order's page: where it is, what it made, and taking it back.

use axum::extract::{Path, State};
use axum::response::Response;
use people::Actor;
use serde::Serialize;
use shell::{PageError, SentForm, Visit};

use super::views::picture;
use super::{Web, back, page, paths};
use crate::model::code;
use crate::model::days;
use crate::model::refund::Ground;
use crate::model::sale::{Deed, Order, OrderState};
use crate::refund::{self, Giving};
use crate::store::{gifts, orders, passes, products};

type Page = Result<Response, PageError>;

/// `pass/order.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct OrderPage {
    pub(super) reference: String,
    pub(super) state: &'static str,
    pub(super) channel: &'static str,
    pub(super) total: i64,
    /// Where one pays, while it is not paid.
    pub(super) pay: Option<String>,
    pub(super) email: Option<String>,
    pub(super) lines: Vec<OrderLine>,
    pub(super) base: String,
}

/// What a line made.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OrderLine {
    pub(super) id: String,
    pub(super) product: String,
    pub(super) deed: &'static str,
    pub(super) cents: i64,
    pub(super) refunded: i64,
    pub(super) name: String,
    pub(super) second: String,
    pub(super) pass: Option<String>,
    /// The pass is someone else's now: nothing is shown of it.
    pub(super) handed_on: bool,
    pub(super) waiting: bool,
    pub(super) begins_on: Option<String>,
    pub(super) ends_on: Option<String>,
    pub(super) qr: Option<String>,
    pub(super) gift: Option<GiftLine>,
    /// What taking it back would bring now, within the law's days.
    pub(super) withdraw: Option<i64>,
}

/// A gift bought.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GiftLine {
    pub(super) code: String,
    pub(super) href: String,
    pub(super) to: String,
    pub(super) email: Option<String>,
    pub(super) on: Option<String>,
    pub(super) sent: bool,
    pub(super) state: String,
    pub(super) good_until: String,
}

/// `GET /pass/commande/{secret}`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Path(secret): Path<String>) -> Page {
    let mut read = web.db.read().await?;
    let order = orders::by_secret(&mut read, &secret).await.map_err(page)?;
    let today = days::today(web.db.clock());
    let mut lines = Vec::new();
    for line in orders::lines(&mut read, &order.id).await.map_err(page)? {
        let product = products::by_id(&mut read, &line.product).await.map_err(page)?;
        let mut shown = OrderLine {
            id: line.id.clone(),
            product: product.name.of(visit.lang).to_owned(),
            deed: line.deed.code(),
            cents: line.price.0,
            refunded: line.refunded.0,
            name: line.names.full(),
            second: line.names.second(),
            pass: None,
            handed_on: line.handed_on && line.gift_code.is_none(),
            waiting: false,
            begins_on: None,
            ends_on: None,
            qr: None,
            gift: None,
            withdraw: None,
        };
        // A gift opened is its holder's: whoever gave it sees the gift, not the pass.
        if let Some(code) = &line.gift_code {
            let gift = gifts::by_code(&mut read, code).await.map_err(page)?;
            shown.gift = Some(GiftLine {
                code: code::spaced_gift(&gift.code),
                href: paths::gift(&gift.code),
                to: gift.gift.to.clone(),
                email: gift.gift.email.clone(),
                on: gift.gift.on.map(|day| day.to_string()),
                sent: gift.sent,
                state: gift.state.clone(),
                good_until: gift.good_until.to_string(),
            });
        } else if let Some(id) = &line.pass
            && order.state == OrderState::Paid
            && !line.handed_on
            && let Ok(pass) = passes::by_id(&mut read, id).await
        {
            let quote = refund::quote(&mut read, &pass, today).await.map_err(page)?;
            shown.withdraw = quote
                .filter(|quote| quote.line.id == line.id)
                .and_then(|quote| quote.due)
                .filter(|(_, ground)| *ground == Ground::Withdrawal)
                .map(|(cents, _)| cents.0);
            let text = access::credentials::text(&mut read, id).await?;
            let title = web.say(visit.lang, "pass-qr-of", &[("name", &pass.names.full())]);
            shown.name = pass.names.full();
            shown.second = pass.names.second();
            shown.waiting = pass.standing(today) == "waiting";
            shown.begins_on = Some(pass.begins_on.to_string());
            shown.ends_on = Some(pass.ends_on.to_string());
            shown.qr = picture(text.as_deref(), &title);
            shown.pass = Some(paths::pass(&pass.secret));
        }
        lines.push(shown);
    }
    drop(read);
    let view = OrderPage {
        reference: order.reference.clone(),
        state: order.state.code(),
        channel: order.channel.code(),
        total: order.total.0,
        pay: pay(&order),
        email: order.email.clone(),
        lines,
        base: paths::order(&order.secret),
    };
    web.page(&visit, "pass/order.html", &view, true)
}

fn pay(order: &Order) -> Option<String> {
    (order.state == OrderState::Asked).then(|| order.payment.as_deref().map(payment::page)).flatten()
}

/// `POST /pass/commande/{secret}/retractation`: a sale at a distance is taken back in two presses (directive (EU) 2023/2673 asks for such a button).
pub(super) async fn withdraw(State(web): State<Web>, visit: Visit, Path(secret): Path<String>, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let mut write = web.db.write().await?;
    let order = orders::by_secret(&mut write, &secret).await.map_err(page)?;
    let to = paths::order(&order.secret);
    let lines = orders::lines(&mut write, &order.id).await.map_err(page)?;
    let mut line = lines.into_iter().find(|line| line.id == form.value("line")).ok_or(PageError::NotFound)?;
    if let (None, Some(pass)) = (&line.gift_code, &line.pass) {
        // Handed on at this moment, it is someone else's: read again once nobody else may change it.
        write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
        line = orders::line_by_id(&mut write, &line.id).await.map_err(page)?;
    }
    let giving = Giving {
        actor: &Actor::System("holder"),
        favour: None,
        till: None,
        means: regie::Means::Cash,
        why: "Rétractation",
    };
    let done = match (&line.gift_code, &line.pass, line.deed) {
        (Some(code), ..) => refund::give_back_gift(&mut write, code, &giving).await,
        (None, Some(_), _) if line.handed_on => Err(crate::Error::Refused("pass-order-handed-on")),
        (None, Some(pass), Deed::New | Deed::Renewal) => {
            let known = passes::by_id(&mut write, pass).await.map_err(page)?;
            let quote = refund::quote(&mut write, &known, days::today(web.db.clock())).await.map_err(page)?;
            let legal = quote.is_some_and(|quote| {
                quote.line.id == line.id && quote.due.is_some_and(|(_, ground)| ground == Ground::Withdrawal)
            });
            if legal {
                refund::give_back(&mut write, pass, &giving).await
            } else {
                Err(crate::Error::Refused("pass-refund-none"))
            }
        }
        _ => Err(crate::Error::Refused("pass-refund-nothing")),
    };
    match done {
        Ok(given) => {
            write.commit().await?;
            let amount = given.cents.french();
            Ok(web.done(&visit, "pass-withdrawn", &[("amount", &amount)], &to))
        }
        Err(error) => back(&web, &visit, error, &to),
    }
}
