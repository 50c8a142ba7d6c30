//! Giving a pass back: how much is due, by which rule, by which way; then the pass opens nothing any more (or, a renewal given back, ends when it did before).

use jiff::civil::Date;
use ledger::Cents;
use people::{Actor, audit};
use regie::Means;
use serde_json::json;
use store::prelude::*;

use crate::model::pass::{Pass, PassState};
use crate::model::refund::{Ground, Sold, due};
use crate::model::sale::{Channel, Deed, Line, Order};
use crate::model::{days, product::Product};
use crate::money::{self, Way};
use crate::store::{gifts, letters, orders, passes, products};
use crate::{Error, Result, issue};

/// What giving a pass back would bring.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The line given back: the last one paid.
    pub line: Line,
    /// Its order.
    pub order: Order,
    /// How much is due; nothing when no rule gives any.
    pub due: Option<(Cents, Ground)>,
    /// The most that can be given back.
    pub most: Cents,
    /// By which way.
    pub way: Way,
}

/// What giving a pass back on a day would bring; nothing when nothing was paid for it, or all was given back.
pub async fn quote(query: &mut impl Query, pass: &Pass, today: Date) -> Result<Option<Quote>> {
    if matches!(pass.state, PassState::Refunded | PassState::Cancelled) {
        return Ok(None);
    }
    let product = products::by_id(query, &pass.product).await?;
    let lines = orders::paid_lines_of(query, &pass.id).await?;
    let Some((line, order)) = lines.into_iter().find(|(line, _)| line.price > line.refunded) else {
        return Ok(None);
    };
    let most = Cents(line.price.0 - line.refunded.0);
    let sold = sold(pass, &product, &line, &order, most, today)?;
    Ok(Some(Quote { due: due(&sold, today), most, way: Way::of(&order), line, order }))
}

fn sold(pass: &Pass, product: &Product, line: &Line, order: &Order, paid: Cents, today: Date) -> Result<Sold> {
    let on = order.paid_on().unwrap_or(pass.bought_on);
    let (first, last, used) = match (line.deed, line.end_before, line.end_after) {
        // Whether a renewal was used is not kept: of a pass ever used it is from its first day on, in the pot's favour.
        (Deed::Renewal, Some(before), Some(after)) => {
            let first = days::renewal_begins(before, on)?;
            (first, after, today >= first && pass.first_visit_on.is_some())
        }
        _ => (pass.begins_on, pass.ends_on, pass.first_visit_on.is_some()),
    };
    Ok(Sold { paid, on, distance: order.channel == Channel::Online, first, last, used, rule: product.refund })
}

/// How a refund is made.
#[derive(Debug, Clone)]
pub struct Giving<'a> {
    /// Who does it.
    pub actor: &'a Actor,
    /// Another amount than is due, by favour; only the office may.
    pub favour: Option<Cents>,
    /// The open till, for what a till took.
    pub till: Option<&'a str>,
    /// By which means at a till.
    pub means: Means,
    /// Why, in a few words.
    pub why: &'a str,
}

/// What was given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// How much.
    pub cents: Cents,
    /// By which rule.
    pub ground: Ground,
    /// By which way.
    pub way: Way,
}

/// Gives a pass, or its last renewal, back.
///
/// # Errors
/// [`Error::Refused`] when nothing is due, when a till is needed and none is open, or when more is asked than was paid.
pub async fn give_back(write: &mut Write, pass: &str, giving: &Giving<'_>) -> Result<Given> {
    write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
    let known = passes::by_id(write, pass).await?;
    let today = days::today(write.clock());
    let quote = quote(write, &known, today).await?.ok_or(Error::Refused("pass-refund-nothing"))?;
    let (cents, ground) = match (giving.favour, quote.due) {
        (Some(asked), _) if asked.0 < 0 || asked > quote.most => {
            return Err(Error::field("amount", "pass-refund-much"));
        }
        (Some(asked), Some((cents, ground))) if asked == cents => (cents, ground),
        (Some(asked), _) => (asked, Ground::Favour),
        (None, Some(due)) => due,
        (None, None) => return Err(Error::Refused("pass-refund-none")),
    };
    let mut way = quote.way;
    if cents > Cents::ZERO {
        way = money::give_back(write, &quote.order, &quote.line, cents, giving).await?;
        orders::refunded(write, &quote.line.id, cents).await?;
    }
    take_back(write, &known, &quote.line, today).await?;
    if known.email.is_some() || quote.order.email.is_some() {
        letters::note(write, "refunded", &format!("{}:{}", quote.line.id, cents.0)).await?;
    }
    let details = json!({ "cents": cents.0, "ground": ground.code(), "way": way.code() });
    audit::append(write, giving.actor, "pass.refunded", &format!("pass:{pass}"), &details).await?;
    Ok(Given { cents, ground, way })
}

/// Takes back what a line gave, once what is given back of it is noted.
async fn take_back(write: &mut Write, pass: &Pass, line: &Line, today: Date) -> Result<()> {
    if let (Deed::Renewal, Some(before)) = (line.deed, line.end_before)
        && before >= today
    {
        issue::set_end(write, &pass.id, before).await?;
    } else {
        issue::set_state(write, &pass.id, PassState::Refunded).await?;
    }
    issue::refresh_terms(write, &pass.id).await
}

/// Gives back a gift nobody opened, within the law's fourteen days or by the product's rule.
pub async fn give_back_gift(write: &mut Write, code: &str, giving: &Giving<'_>) -> Result<Given> {
    write.exclusive(&format!("museum_pass.gift:{code}")).await?;
    let gift = gifts::by_code(write, code).await?;
    let line = orders::line_by_id(write, &gift.line).await?;
    let order = orders::by_id(write, &line.order).await?;
    let product = products::by_id(write, &gift.product).await?;
    let today = days::today(write.clock());
    let on = order.paid_on().unwrap_or(today);
    let most = Cents(line.price.0 - line.refunded.0);
    let sold = Sold {
        paid: most,
        on,
        distance: order.channel == Channel::Online,
        first: gift.good_until,
        last: gift.good_until,
        used: false,
        rule: product.refund,
    };
    let (cents, ground) = due(&sold, today).ok_or(Error::Refused("pass-refund-none"))?;
    if !gifts::cancel(write, code).await? {
        return Err(Error::Refused("pass-gift-opened"));
    }
    let mut way = Way::of(&order);
    if cents > Cents::ZERO {
        way = money::give_back(write, &order, &line, cents, giving).await?;
        orders::refunded(write, &line.id, cents).await?;
    }
    let details = json!({ "cents": cents.0, "ground": ground.code(), "way": way.code() });
    audit::append(write, giving.actor, "pass.gift_refunded", &format!("order:{}", order.id), &details).await?;
    Ok(Given { cents, ground, way })
}

/// Takes a pass back without money: one that was free, or at its holder's wish.
pub async fn cancel(write: &mut Write, pass: &str, actor: &Actor) -> Result<()> {
    write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
    let known = passes::by_id(write, pass).await?;
    if matches!(known.state, PassState::Refunded | PassState::Cancelled) {
        return Err(Error::Refused("pass-gone"));
    }
    issue::set_state(write, pass, PassState::Cancelled).await?;
    issue::refresh_terms(write, pass).await?;
    audit::append(write, actor, "pass.cancelled", &format!("pass:{pass}"), &json!({})).await?;
    Ok(())
}
