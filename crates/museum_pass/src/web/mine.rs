//! The passes of whoever is signed in.

use axum::extract::State;
use axum::response::Response;
use people::web::Staff;
use serde::Serialize;
use shell::{PageError, Visit};

use super::views::{PassLine, instant};
use super::{Web, page, paths};
use crate::model::days;
use crate::store::{orders, passes, products};

/// `pass/mine.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mine {
    pub(super) passes: Vec<PassLine>,
    pub(super) orders: Vec<OrderLine>,
}

/// An order in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OrderLine {
    pub(super) reference: String,
    pub(super) href: String,
    pub(super) state: &'static str,
    pub(super) cents: i64,
    pub(super) at: String,
}

/// `GET /mon-pass`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Result<Response, PageError> {
    let today = days::today(web.db.clock());
    let mut read = web.db.read().await?;
    let mut own = Vec::new();
    for pass in passes::of_account(&mut read, &session.account.id).await.map_err(page)? {
        let product = products::by_id(&mut read, &pass.product).await.map_err(page)?;
        own.push(PassLine::of(&pass, &product, visit.lang, today, paths::pass(&pass.secret)));
    }
    let bought = orders::of_account(&mut read, &session.account.id).await.map_err(page)?;
    drop(read);
    let view = Mine {
        passes: own,
        orders: bought
            .into_iter()
            .map(|order| OrderLine {
                href: paths::order(&order.secret),
                reference: order.reference,
                state: order.state.code(),
                cents: order.total.0,
                at: instant(order.created_at),
            })
            .collect(),
    };
    web.page(&visit, "pass/mine.html", &view, true)
}
