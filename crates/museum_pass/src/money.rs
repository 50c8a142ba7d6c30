//! Where the wing meets money: payments asked online, what they fulfil, money given back by the way it came.

use ledger::{Cents, Line as Entry, Movement};
use payment::{Asked, Fulfilled, Fulfilment, Refund};
use regie::GivingBack;
use shell::Lang;
use store::prelude::*;

use crate::model::sale::{Channel, Line, Order};
use crate::refund::Giving;
use crate::{Error, Result, fulfil};

/// The ledger account passes are earned on.
pub const SALES: &str = "pass:ventes";
/// What begins the reference of an order's payment.
const PREFIX: &str = "pass-order";

/// What a payment of an order does once the money came, in the transaction that marks it paid.
pub const FULFILMENT: Fulfilment = Fulfilment {
    prefix: PREFIX,
    paid: |write, paid| {
        Box::pin(async move {
            let Some((_, order)) = paid.reference.split_once(':') else {
                return Ok(Fulfilled::Impossible(format!("no order is called {}", paid.reference)));
            };
            match fulfil::total_of(write, order).await {
                Ok(total) if total == paid.amount => {}
                Ok(total) => {
                    return Ok(Fulfilled::Impossible(format!("the order comes to {total}, not {}", paid.amount)));
                }
                Err(Error::NotFound) => return Ok(Fulfilled::Impossible("the order is gone".to_owned())),
                Err(other) => return Err(other.into()),
            }
            fulfil::fulfil(write, order, None).await?;
            Ok(Fulfilled::Done)
        })
    },
};

/// Asks for the payment of an order.
pub(crate) async fn ask(write: &mut Write, order: &Order, return_to: &str) -> Result<String> {
    let lang = Lang::from_code(&order.lang).unwrap_or_default();
    let label = match lang {
        Lang::Fr => format!("Pass des musées, commande {}", order.reference),
        Lang::Nl => format!("Museumpas, bestelling {}", order.reference),
        Lang::En => format!("Museum pass, order {}", order.reference),
    };
    let asked = Asked {
        reference: &format!("{PREFIX}:{}", order.id),
        amount: order.total,
        label: &label,
        account: SALES,
        email: order.email.as_deref(),
        lang,
        return_to: &return_to.replace("{order}", &order.secret),
    };
    Ok(payment::ask(write, &asked).await?)
}

/// By which way money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the card or account it came from.
    Payment,
    /// At a till of the régie that took it.
    Till,
    /// By a transfer that the accountant makes.
    Transfer,
}

impl Way {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Till => "till",
            Self::Transfer => "transfer",
        }
    }

    /// The way of an order's money.
    #[must_use]
    pub fn of(order: &Order) -> Self {
        match order.channel {
            Channel::Online if order.payment.is_some() => Self::Payment,
            Channel::Desk if order.receipt.is_some() => Self::Till,
            _ => Self::Transfer,
        }
    }
}

/// Gives back part of what an order's line brought.
///
/// # Errors
/// [`Error::Refused`] when a till took the money and none of that régie is open here.
pub(crate) async fn give_back(
    write: &mut Write,
    order: &Order,
    line: &Line,
    amount: Cents,
    giving: &Giving<'_>,
) -> Result<Way> {
    let by = giving.actor.to_string();
    let reference = format!("pass-refund:{}:{}", line.id, line.refunded.0);
    let way = match (Way::of(order), &order.payment, &order.receipt, giving.till) {
        (Way::Payment, Some(payment), ..) => {
            let asked = Refund { payment, attempt: None, reference: &reference, amount, why: giving.why, by: &by };
            payment::refund(write, &asked).await?;
            Way::Payment
        }
        (Way::Till, _, Some(receipt), Some(session)) => {
            let giving =
                GivingBack { session, receipt, reference: &reference, label: giving.why, amount, means: giving.means };
            regie::give_back(write, &giving).await?;
            Way::Till
        }
        (Way::Till, ..) => return Err(Error::Refused("pass-refund-till")),
        _ => {
            let movement = Movement {
                reference: &reference,
                label: giving.why,
                lines: vec![Entry::new(SALES, amount), Entry::new("pass:a-rembourser", Cents(-amount.0))],
            };
            ledger::post(write, &movement).await?;
            Way::Transfer
        }
    };
    Ok(way)
}

/// Posts a transfer a works council made.
pub(crate) async fn transfer_came(write: &mut Write, order: &Order, bank_reference: &str) -> Result<()> {
    if order.total == Cents::ZERO {
        return Ok(());
    }
    let movement = Movement {
        reference: &format!("pass-batch:{}", order.id),
        label: &format!("{} {bank_reference}", order.reference),
        lines: vec![Entry::new("pass:banque", order.total), Entry::new(SALES, Cents(-order.total.0))],
    };
    ledger::post(write, &movement).await?;
    Ok(())
}
