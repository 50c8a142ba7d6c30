//! Invitations: tickets marked « gratuit »; groups and schools.

use jiff::Timestamp;
use ledger::Cents;
use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use crate::hold::{self, For, Wanted};
use crate::model::{Channel, Order, TariffKind};
use crate::order::{self, Buyer, sound};
use crate::sale::{self, NewTariff};
use crate::{Error, Result};

/// Invites: as many tickets of the performance's invitation tariff (made when there is none), issued at once, from an
/// allotment (by code).
///
/// # Errors
/// As [`hold::hold`]; [`Error::Field`] for the guest.
pub async fn invite(
    write: &mut Write,
    item: &str,
    allotment: &str,
    places: i64,
    guest: &Buyer,
    actor: &Actor,
) -> Result<Order> {
    let guest = sound(guest, Channel::Desk)?;
    if guest.name.is_empty() {
        return Err(Error::field("name", "box-name-needed"));
    }
    let tariff = invitation(write, item).await?;
    let wanted = Wanted {
        item: item.to_owned(),
        allotment: allotment.to_owned(),
        lines: vec![(tariff, places)],
        ..Wanted::default()
    };
    let held = hold::take(write, Channel::Desk, &wanted, For::Guests).await?;
    let made = order::place(write, &held.secret, &guest).await?;
    let details = json!({ "places": places });
    audit::append(write, actor, "tickets.invited", &format!("order:{}", made.id), &details).await?;
    Ok(made)
}

/// The invitation tariff of a performance, made when there is none: in the category of its first tariff.
async fn invitation(write: &mut Write, item: &str) -> Result<String> {
    let known = sale::tariffs(write, item).await?;
    if let Some(tariff) = known.iter().find(|tariff| tariff.kind == TariffKind::Invitation && !tariff.retired) {
        return Ok(tariff.id.clone());
    }
    let category = known.first().map_or("Placement libre", |tariff| tariff.category.as_str());
    let new = NewTariff {
        code: "invitation".to_owned(),
        label: ["Invitation", "Uitnodiging", "Invitation"].map(str::to_owned),
        price: Cents::ZERO,
        category: category.to_owned(),
        kind: TariffKind::Invitation,
        condition: String::new(),
        online: false,
        desk: false,
    };
    let sale = sale::by_item(write, item).await?;
    sale::put_tariff(write, &sale, known.len(), &new).await?;
    let made = sale::tariffs(write, item).await?;
    made.into_iter().find(|tariff| tariff.code == "invitation").map(|tariff| tariff.id).ok_or(Error::NotFound)
}

/// Keeps places for a group or school, to be paid at the counter until an instant: the limit of places in one order does not
/// hold. What is free is issued at once.
///
/// # Errors
/// [`Error::Field`] `until` when it is past or after the beginning; as [`hold::hold`].
pub async fn group(
    write: &mut Write,
    item: &str,
    allotment: &str,
    lines: &[(String, i64)],
    buyer: &Buyer,
    until: Timestamp,
    actor: &Actor,
) -> Result<Order> {
    let sale = sale::by_item(write, item).await?;
    let now = write.clock().now();
    if until <= now || until > sale.starts_at {
        return Err(Error::field("until", "box-until-bad"));
    }
    let buyer = sound(buyer, Channel::Desk)?;
    if buyer.name.is_empty() {
        return Err(Error::field("name", "box-name-needed"));
    }
    let wanted =
        Wanted { item: item.to_owned(), allotment: allotment.to_owned(), lines: lines.to_vec(), ..Wanted::default() };
    let held = hold::take(write, Channel::Desk, &wanted, For::Group).await?;
    let made = if held.total() == Cents::ZERO {
        order::place(write, &held.secret, &buyer).await?
    } else {
        order::keep_to_pay(write, &held, &buyer, until).await?
    };
    let details = json!({ "places": made.places, "cents": made.total.0 });
    audit::append(write, actor, "tickets.group_kept", &format!("order:{}", made.id), &details).await?;
    Ok(made)
}
