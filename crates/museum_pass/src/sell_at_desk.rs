//! Selling at a desk: the order, the receipt and the passes in one transaction. Sent twice, it is one sale.

use people::{Actor, audit};
use regie::{Paying, Receipt, SaleLine, Taking, TillSession};
use serde_json::json;
use store::prelude::*;

use crate::model::days;
use crate::model::pass::Proof;
use crate::model::sale::{Channel, Order};
use crate::order::{Buyer, Wanted, sound_email};
use crate::store::{orders, passes};
use crate::{Error, Result, eligibility, fulfil, issue, money, order, renew};

/// A sale at a desk.
#[derive(Debug, Clone)]
pub struct DeskSale<'a> {
    /// The open till.
    pub till: &'a TillSession,
    /// Who sells.
    pub actor: &'a Actor,
    /// A reference the form was given when it was opened: the same one again is the same sale.
    pub reference: &'a str,
    /// Who buys: an address is not needed.
    pub buyer: &'a Buyer,
    /// Passes wanted.
    pub wanted: &'a [Wanted],
    /// A pass to renew.
    pub renew: Option<&'a str>,
    /// The agent saw what gives a right to the tariff.
    pub seen: bool,
    /// How it is paid; empty when nothing is due.
    pub means: Vec<Paying>,
}

/// Sells. Gives the order and its receipt.
///
/// # Errors
/// As for an order online; [`Error::Regie`] when the money does not add up or the till is closed: nothing happened then.
pub async fn sell(write: &mut Write, sale: &DeskSale<'_>) -> Result<(Order, Receipt)> {
    let sound = sale.reference.len() == 9 && sale.reference.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !sound {
        return Err(Error::Refused("pass-desk-again"));
    }
    if sale.buyer.email.as_deref().is_some_and(|email| !sound_email(email)) {
        return Err(Error::field("email", "pass-email-bad"));
    }
    write.exclusive(&format!("museum_pass.sale:{}", sale.reference)).await?;
    if let Some(known) = orders::by_reference(write, sale.reference).await? {
        return match &known.receipt {
            Some(receipt) => {
                let receipt = regie::receipts::by_id(write, receipt).await?;
                Ok((known, receipt))
            }
            None => Err(Error::Refused("pass-desk-again")),
        };
    }
    let today = days::today(write.clock());
    let mut lines = Vec::new();
    if let Some(pass) = sale.renew {
        let pass = passes::by_id(write, pass).await?;
        lines.push(renew::line(write, &pass, today).await?);
    }
    if !sale.wanted.is_empty() || lines.is_empty() {
        lines.extend(order::price(write, sale.wanted, today, Channel::Desk).await?);
    }
    let new = orders::NewOrder {
        channel: Channel::Desk,
        account: sale.buyer.account.as_deref(),
        email: sale.buyer.email.as_deref().map(str::trim),
        lang: &sale.buyer.lang,
        institution: Some(&sale.till.regie.institution),
        reference: Some(sale.reference),
    };
    let kept = orders::keep(write, &new, &lines).await?;
    let sold = |line: &orders::NewLine| SaleLine {
        label: format!("Pass des musées {}", line.label),
        quantity: 1,
        unit: line.price,
        account: money::SALES.to_owned(),
    };
    let taking = Taking {
        session: &sale.till.id,
        reference: &format!("pass-sale:{}", kept.id),
        label: "Pass des musées",
        lines: lines.iter().map(sold).collect(),
        means: sale.means.clone(),
    };
    let receipt = regie::take(write, &taking).await?;
    fulfil::fulfil(write, &kept.id, Some(&receipt.id)).await?;
    if let Some(pass) = sale.renew {
        // The card is printed again while its holder is there: no need to wait for the old code to end.
        let pass = passes::by_id(write, pass).await?;
        issue::refresh_code(write, &pass).await?;
    }
    if sale.seen {
        for line in orders::lines(write, &kept.id).await? {
            if let Some(pass) = line.pass
                && passes::by_id(write, &pass).await?.proof == Proof::ToCheck
            {
                eligibility::checked(write, &pass, sale.actor).await?;
            }
        }
    }
    let details = json!({ "receipt": receipt.number, "cents": kept.total.0 });
    audit::append(write, sale.actor, "pass.sold", &format!("order:{}", kept.id), &details).await?;
    Ok((orders::by_id(write, &kept.id).await?, receipt))
}
