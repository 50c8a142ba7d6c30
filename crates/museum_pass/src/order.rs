//! Ordering: a basket becomes an order to be paid. Nothing of the form is trusted but what one may choose: prices come from the tables.

use jiff::civil::Date;
use ledger::Cents;
use store::prelude::*;

use crate::model::days;
use crate::model::pass::{Names, Pass};
use crate::model::product::{Eligibility, Product, Validity};
use crate::model::sale::{Channel, Deed, Gift, Order};
use crate::store::{orders, passes, products};
use crate::{Error, Result, money};

/// Passes in one basket, at most.
pub const LINES_MOST: usize = 10;
/// How far ahead a gift's letter may leave, in days.
const GIFT_AHEAD: i64 = 366;

/// Who buys.
#[derive(Debug, Clone, Default)]
pub struct Buyer {
    /// Their account, when signed in.
    pub account: Option<String>,
    /// Where the letters go.
    pub email: Option<String>,
    /// Their language.
    pub lang: String,
}

/// One pass wanted, as it was filled in.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The product's code.
    pub product: String,
    /// Whether it is given, to be opened by whoever receives it.
    pub gift: Option<Gift>,
    /// Who is named on it; nobody on a gift.
    pub names: Names,
    /// INSEE code of the commune, by choice.
    pub commune: Option<String>,
    /// The chosen first day.
    pub begins_on: Option<Date>,
    /// Whether they said they have a right to the tariff.
    pub declared: bool,
}

/// Checks what is wanted and prices it on a day. The field of a fault ends with the line's place, from 0.
///
/// # Errors
/// [`Error::Refused`] for the basket, [`Error::Field`] for a line.
pub(crate) async fn price(
    query: &mut impl Query,
    wanted: &[Wanted],
    today: Date,
    channel: Channel,
) -> Result<Vec<orders::NewLine>> {
    if wanted.is_empty() {
        return Err(Error::Refused("pass-basket-empty"));
    }
    if wanted.len() > LINES_MOST && channel != Channel::Batch {
        return Err(Error::Refused("pass-basket-full"));
    }
    let mut lines = Vec::with_capacity(wanted.len());
    for (place, one) in wanted.iter().enumerate() {
        let at = |error: Error| match error {
            Error::Field { field, message } => Error::Field { field: format!("{field}{place}"), message },
            other => other,
        };
        let product = products::by_code(query, &one.product).await?;
        let sold = match channel {
            Channel::Online => product.online,
            Channel::Desk => product.desk,
            Channel::Batch => product.batch,
        };
        let price = products::price_on(query, &product.id, today).await?.filter(|_| sold);
        let price = price.ok_or(Error::Refused("pass-not-sold"))?;
        lines.push(line(&product, one, price, today, channel).map_err(at)?);
    }
    Ok(lines)
}

fn line(product: &Product, one: &Wanted, price: Cents, today: Date, channel: Channel) -> Result<orders::NewLine> {
    let mut line = orders::NewLine {
        product: product.id.clone(),
        deed: Deed::New,
        label: product.name.fr.clone(),
        price,
        names: Names::default(),
        commune: None,
        begins_on: None,
        gift: Gift::default(),
        pass: None,
    };
    if let Some(gift) = &one.gift {
        if !product.gift && channel != Channel::Batch {
            return Err(Error::Refused("pass-not-given"));
        }
        line.deed = Deed::Gift;
        line.gift = sound_gift(gift, today)?;
        return Ok(line);
    }
    line.names = sound_names(&one.names, product)?;
    if product.validity == Validity::Chosen {
        let day = one.begins_on.unwrap_or(today);
        days::span(product, today, Some(day))?;
        line.begins_on = Some(day);
    }
    if product.eligibility != Eligibility::Open && !one.declared {
        return Err(Error::field("declared", "pass-declare-needed"));
    }
    line.commune = one.commune.clone();
    Ok(line)
}

/// Names fit to be printed on a card.
pub(crate) fn sound_names(names: &Names, product: &Product) -> Result<Names> {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut sound = Names {
        first: tidy(&names.first),
        last: tidy(&names.last),
        second_first: tidy(&names.second_first),
        second_last: tidy(&names.second_last),
    };
    let all = [
        ("first", &sound.first),
        ("last", &sound.last),
        ("second_first", &sound.second_first),
        ("second_last", &sound.second_last),
    ];
    for (field, text) in all {
        if text.chars().count() > 60 {
            return Err(Error::field(field, "pass-name-long"));
        }
        if text.chars().any(char::is_control) {
            return Err(Error::field(field, "pass-name-needed"));
        }
    }
    if sound.first.is_empty() {
        return Err(Error::field("first", "pass-name-needed"));
    }
    if sound.last.is_empty() {
        return Err(Error::field("last", "pass-name-needed"));
    }
    if product.holders < 2 {
        sound.second_first = String::new();
        sound.second_last = String::new();
    } else if sound.second_first.is_empty() {
        return Err(Error::field("second_first", "pass-second-needed"));
    } else if sound.second_last.is_empty() {
        sound.second_last = sound.last.clone();
    }
    Ok(sound)
}

fn sound_gift(gift: &Gift, today: Date) -> Result<Gift> {
    if gift.from.trim().is_empty() {
        return Err(Error::field("gift_from", "pass-name-needed"));
    }
    if gift.message.chars().count() > 500 {
        return Err(Error::field("gift_message", "pass-message-long"));
    }
    if let Some(email) = &gift.email
        && !sound_email(email)
    {
        return Err(Error::field("gift_email", "pass-email-bad"));
    }
    if let Some(on) = gift.on {
        if on < today {
            return Err(Error::field("gift_on", "pass-gift-past"));
        }
        if i64::from((on - today).get_days()) > GIFT_AHEAD {
            return Err(Error::field("gift_on", "pass-gift-far"));
        }
    }
    let short = |text: &str| text.trim().chars().filter(|sign| !sign.is_control()).take(80).collect::<String>();
    Ok(Gift {
        to: short(&gift.to),
        from: short(&gift.from),
        email: gift.email.as_deref().map(|email| email.trim().to_owned()),
        message: gift.message.trim().to_owned(),
        on: gift.on,
    })
}

/// Whether a letter could go to an address: one @, a dot after it, no blanks. The postman has the last word.
#[must_use]
pub fn sound_email(text: &str) -> bool {
    let text = text.trim();
    let halves = text.split_once('@');
    text.len() <= 254
        && !text.chars().any(|sign| sign.is_whitespace() || sign.is_control() || "<>,;\"".contains(sign))
        && halves.is_some_and(|(who, place)| {
            !who.is_empty() && !place.contains('@') && place.trim_matches('.').contains('.')
        })
}

/// Makes an order of a basket, and asks for its payment. What costs nothing is done at once.
///
/// # Errors
/// As [`price`]; [`Error::Field`] `email` when no letter could go there.
pub async fn place(write: &mut Write, buyer: &Buyer, wanted: &[Wanted], return_to: &str) -> Result<Order> {
    if !buyer.email.as_deref().is_some_and(sound_email) {
        return Err(Error::field("email", "pass-email-bad"));
    }
    let today = days::today(write.clock());
    let lines = price(write, wanted, today, Channel::Online).await?;
    keep_and_ask(write, buyer, &lines, return_to).await
}

/// Keeps priced lines as an online order and asks for the payment; free, it is done at once.
pub(crate) async fn keep_and_ask(
    write: &mut Write,
    buyer: &Buyer,
    lines: &[orders::NewLine],
    return_to: &str,
) -> Result<Order> {
    let new = orders::NewOrder {
        channel: Channel::Online,
        account: buyer.account.as_deref(),
        email: buyer.email.as_deref().map(str::trim),
        lang: &buyer.lang,
        institution: None,
        reference: None,
    };
    let order = orders::keep(write, &new, lines).await?;
    if order.total == Cents::ZERO {
        crate::fulfil::fulfil(write, &order.id, None).await?;
    } else {
        let payment = money::ask(write, &order, return_to).await?;
        orders::set_payment(write, &order.id, &payment).await?;
    }
    orders::by_id(write, &order.id).await
}

/// The passes an order made or renewed, in its order.
pub async fn passes_of(query: &mut impl Query, order: &str) -> Result<Vec<Pass>> {
    let mut made = Vec::new();
    for line in orders::lines(query, order).await? {
        if let Some(pass) = line.pass {
            made.push(passes::by_id(query, &pass).await?);
        }
    }
    Ok(made)
}

/// The pass with this identifier, which is its right's.
pub async fn pass(query: &mut impl Query, id: &str) -> Result<Pass> {
    passes::by_id(query, id).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_slips() {
        for good in ["a@b.fr", "prénom.nom@exemple.example", " x+y@z.co "] {
            assert!(sound_email(good), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.fr", "a@b.", "a b@c.fr", "a@b@c.fr", "a@b.fr\r\nBcc: x@y.fr", "<a@b.fr>"] {
            assert!(!sound_email(bad), "{bad}");
        }
    }
}
