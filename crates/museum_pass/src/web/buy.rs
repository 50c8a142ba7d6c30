//! Buying: the basket is in the address, the names in one form; no account is asked for.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use people::web::Visitor;
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};

use super::basket::{self, LineView, Picked};
use super::views::{ProductView, communes, sold};
use super::{Web, noted, paths};
use crate::model::days;
use crate::model::sale::OrderState;
use crate::order::{self, Buyer, LINES_MOST};

type Page = Result<Response, PageError>;

/// `pass/buy.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Buy {
    pub(super) products: Vec<Count>,
    pub(super) lines: Vec<LineView>,
    pub(super) total: i64,
    pub(super) most: usize,
    pub(super) communes: Vec<Choice>,
    pub(super) today: String,
    pub(super) form: FormState,
}

/// A product and how many are in the basket.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Count {
    pub(super) product: ProductView,
    pub(super) own: usize,
    pub(super) given: usize,
}

async fn show(web: &Web, visit: &Visit, picked: &[Picked], form: FormState) -> Page {
    let today = days::today(web.db.clock());
    let mut read = web.db.read().await?;
    let found = sold(&mut read, today, |product| product.online).await?;
    let communes = communes(&mut read).await?;
    drop(read);
    let products: Vec<ProductView> =
        found.iter().map(|(product, cents)| ProductView::of(product, *cents, visit.lang)).collect();
    let lines = basket::lines(picked, &products);
    let count = |code: &str, gift| lines.iter().filter(|line| line.product.code == code && line.gift == gift).count();
    let view = Buy {
        products: products
            .iter()
            .map(|product| Count {
                own: count(&product.code, false),
                given: count(&product.code, true),
                product: product.clone(),
            })
            .collect(),
        total: lines.iter().map(|line| line.product.cents).sum(),
        most: LINES_MOST,
        communes,
        today: today.to_string(),
        lines,
        form,
    };
    let sound = view.form.is_sound();
    web.page(visit, "pass/buy.html", &view, sound)
}

/// `GET /pass/acheter?solo=1&cadeau-duo=1`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    RawQuery(query): RawQuery,
) -> Page {
    let picked = basket::from_query(&query.unwrap_or_default());
    let mut form = FormState::default();
    if let Some(session) = session {
        if let Some(email) = session.account.email {
            form.values.insert("email".into(), email);
        }
        let name = session.account.name;
        let (first, last) = name.split_once(' ').unwrap_or((name.as_str(), ""));
        form.values.insert("first0".into(), first.to_owned());
        form.values.insert("last0".into(), last.to_owned());
    }
    show(&web, &visit, &picked, form).await
}

/// `POST /pass/acheter`
pub(super) async fn order(State(web): State<Web>, visit: Visit, Visitor(session): Visitor, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let picked = basket::from_form(&form);
    let wanted = basket::wanted(&mut form);
    if form.value("terms") != "1" {
        form.fault("terms", "pass-terms-needed");
    }
    if !form.is_sound() {
        return show(&web, &visit, &picked, form).await;
    }
    let buyer = Buyer {
        account: session.map(|session| session.account.id),
        email: Some(form.value("email").to_owned()).filter(|email| !email.is_empty()),
        lang: visit.lang.code().to_owned(),
    };
    let mut write = web.db.write().await?;
    let made = order::place(&mut write, &buyer, &wanted, &paths::order("{order}")).await;
    match made {
        Ok(order) => {
            write.commit().await?;
            Ok(Redirect::to(&next(&order)).into_response())
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            show(&web, &visit, &picked, form).await
        }
    }
}

/// Where one goes once an order is made: to pay, or to see what was made.
pub(super) fn next(order: &crate::model::sale::Order) -> String {
    match (&order.payment, order.state) {
        (Some(payment), OrderState::Asked) => payment::page(payment),
        _ => paths::order(&order.secret),
    }
}
