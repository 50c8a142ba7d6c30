//! Renewing: the same pass, the same card, a year more from the old end.

use jiff::civil::Date;
use store::prelude::*;

use crate::model::days::{self, Span};
use crate::model::pass::{Names, Pass, PassState};
use crate::model::product::Product;
use crate::model::sale::{Channel, Deed, Gift, Order};
use crate::order::Buyer;
use crate::store::{orders, passes, products};
use crate::{Error, Result};

/// What a renewal would cost today and give.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The product.
    pub product: Product,
    /// What it costs.
    pub price: ledger::Cents,
    /// The days it gives.
    pub span: Span,
}

/// What renewing a pass would be on a day.
///
/// # Errors
/// [`Error::Refused`] when it is too early or too late, when the pass was given back, or when its product is sold no more.
pub async fn offer(query: &mut impl Query, pass: &Pass, today: Date) -> Result<Offer> {
    if !matches!(pass.state, PassState::Active | PassState::Waiting) {
        return Err(Error::Refused("pass-renew-gone"));
    }
    let product = products::by_id(query, &pass.product).await?;
    let span = days::renewed(&product, pass.ends_on, today)?;
    let price = products::price_on(query, &product.id, today).await?.ok_or(Error::Refused("pass-not-sold"))?;
    Ok(Offer { product, price, span })
}

/// The line that renews a pass.
pub(crate) async fn line(query: &mut impl Query, pass: &Pass, today: Date) -> Result<orders::NewLine> {
    let offer = offer(query, pass, today).await?;
    Ok(orders::NewLine {
        product: offer.product.id.clone(),
        deed: Deed::Renewal,
        label: offer.product.name.fr.clone(),
        price: offer.price,
        names: Names { ..pass.names.clone() },
        commune: pass.commune.clone(),
        begins_on: None,
        gift: Gift::default(),
        pass: Some(pass.id.clone()),
    })
}

/// Orders the renewal of a pass online. Pressed twice, the order that waits is the one given.
pub async fn order(write: &mut Write, pass: &Pass, return_to: &str) -> Result<Order> {
    write.exclusive(&format!("museum_pass.pass:{}", pass.id)).await?;
    let pass = passes::by_id(write, &pass.id).await?;
    let today = days::today(write.clock());
    let line = line(write, &pass, today).await?;
    if let Some(known) = waiting(write, &pass.id, line.price).await? {
        return Ok(known);
    }
    let buyer = Buyer { account: pass.account.clone(), email: pass.email.clone(), lang: pass.lang.clone() };
    crate::order::keep_and_ask(write, &buyer, &[line], return_to).await
}

async fn waiting(query: &mut impl Query, pass: &str, price: ledger::Cents) -> Result<Option<Order>> {
    let sql = "SELECT o.id FROM museum_pass_orders o JOIN museum_pass_lines l ON l.sale = o.id
               WHERE l.pass = $1 AND l.deed = 'renewal' AND o.state = 'asked' AND o.channel = $2 AND o.total_cents = $3
               ORDER BY o.created_at DESC LIMIT 1";
    match query.optional(sql, params![pass, Channel::Online.code(), price.0]).await? {
        Some(row) => Ok(Some(orders::by_id(query, row.text(0)?).await?)),
        None => Ok(None),
    }
}
