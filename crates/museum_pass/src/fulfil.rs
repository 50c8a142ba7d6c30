//! What an order does once it is paid: passes made, prolonged, given, in the transaction that marks the payment paid. Told twice, it is done once.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use ledger::Cents;
use store::prelude::*;

use crate::issue::{self, Issue};
use crate::model::pass::PassState;
use crate::model::product::Product;
use crate::model::sale::{Channel, Deed, Line, Order};
use crate::model::{code, days};
use crate::store::gifts::GiftCode;
use crate::store::{batches, gifts, letters, orders, passes, products};
use crate::{Error, Result};

/// How long a gift may wait to be opened, in months.
const GIFT_MONTHS: i64 = 12;

/// Does what an order asks, by this receipt if a till took the money. False when it was done before.
///
/// # Errors
/// [`Error::NotFound`] for an order nobody made; a fault of the database, and then nothing is done.
pub async fn fulfil(write: &mut Write, order: &str, receipt: Option<&str>) -> Result<bool> {
    write.exclusive(&format!("museum_pass.order:{order}")).await?;
    let order = orders::by_id(write, order).await?;
    if !orders::set_paid(write, &order.id, receipt).await? {
        return Ok(false);
    }
    let batch = match order.channel {
        Channel::Batch => batches::of_order(write, &order.id).await?.map(|batch| batch.id),
        _ => None,
    };
    let today = days::today(write.clock());
    let lines = orders::lines(write, &order.id).await?;
    // A pass is read in order to be prolonged: whoever else would change it waits. Several are taken in order of identifier.
    let renewed: BTreeSet<&str> = lines.iter().filter_map(|line| line.pass.as_deref()).collect();
    for pass in renewed {
        write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
    }
    for line in lines {
        let product = products::by_id(write, &line.product).await?;
        match line.deed {
            Deed::New => new(write, &order, &line, &product, today).await?,
            Deed::Gift => give(write, &order, &line, batch.as_deref(), today).await?,
            Deed::Renewal => renew(write, &order, &line, &product, today).await?,
        }
    }
    if order.email.is_some() {
        letters::note(write, "order", &order.id).await?;
    }
    Ok(true)
}

async fn new(write: &mut Write, order: &Order, line: &Line, product: &Product, today: Date) -> Result<()> {
    // In a batch each has their own address, or none: the buyer's is not theirs.
    let email = match order.channel {
        Channel::Batch => line.gift.email.as_deref(),
        _ => order.email.as_deref(),
    };
    let pass = issue::issue(
        write,
        &Issue {
            product,
            names: &line.names,
            account: order.account.as_deref(),
            email,
            lang: &order.lang,
            commune: line.commune.as_deref(),
            begins_on: line.begins_on,
            price: line.price,
            bought_on: today,
            channel: order.channel.code(),
        },
    )
    .await?;
    if order.channel == Channel::Batch && email.is_some() {
        letters::note(write, "pass", &pass.id).await?;
    }
    orders::line_done(write, &line.id, Some(&pass.id), None, None).await
}

async fn give(write: &mut Write, order: &Order, line: &Line, batch: Option<&str>, today: Date) -> Result<()> {
    let gift = GiftCode {
        code: code::new_gift(),
        product: line.product.clone(),
        line: line.id.clone(),
        batch: batch.map(str::to_owned),
        price: line.price,
        gift: line.gift.clone(),
        lang: order.lang.clone(),
        sent: false,
        good_until: line.gift.on.unwrap_or(today).max(today).checked_add(GIFT_MONTHS.months())?,
        state: "waiting".to_owned(),
        pass: None,
    };
    gifts::keep(write, &gift).await?;
    orders::line_done(write, &line.id, None, Some(&gift.code), None).await
}

async fn renew(write: &mut Write, order: &Order, line: &Line, product: &Product, today: Date) -> Result<()> {
    let known = match &line.pass {
        Some(id) => match passes::by_id(write, id).await {
            Ok(pass) => Some(pass),
            Err(Error::NotFound) => None,
            Err(other) => return Err(other),
        },
        None => None,
    };
    // Given back, taken back or erased since: what was paid for is a pass, so a new one is made.
    let Some(pass) = known.filter(|pass| matches!(pass.state, PassState::Active | PassState::Waiting)) else {
        return new(write, order, line, product, today).await;
    };
    let span = match days::renewed(product, pass.ends_on, today) {
        Ok(span) => span,
        // The window closed while the payment was on its way: nobody loses what they paid.
        Err(Error::Refused(_)) => {
            let first = days::renewal_begins(pass.ends_on, today)?;
            days::Span { first, last: days::last_day(first, product.months)? }
        }
        Err(other) => return Err(other),
    };
    issue::prolong(write, &pass.id, span.last).await?;
    orders::line_done(write, &line.id, Some(&pass.id), None, Some((pass.ends_on, span.last))).await
}

/// What a paid order was worth, for whoever checks a payment against it.
pub async fn total_of(query: &mut impl Query, order: &str) -> Result<Cents> {
    Ok(orders::by_id(query, order).await?.total)
}
