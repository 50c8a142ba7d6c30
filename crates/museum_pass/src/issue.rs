//! The one place where a pass meets the hub: its right, its credential, the terms under which it is held, what the door may say of it.

use access::rights::{self, Right, RightKind, RightScope, RightState};
use access::{credentials, terms};
use jiff::civil::Date;
use ledger::Cents;
use store::prelude::*;

use crate::Result;
use crate::model::pass::{Names, Pass, PassState, Proof};
use crate::model::product::{Eligibility, Product};
use crate::model::{code, days};
use crate::store::{claims, orders, passes, products};

/// A pass to be made.
pub(crate) struct Issue<'a> {
    pub(crate) product: &'a Product,
    pub(crate) names: &'a Names,
    pub(crate) account: Option<&'a str>,
    pub(crate) email: Option<&'a str>,
    pub(crate) lang: &'a str,
    pub(crate) commune: Option<&'a str>,
    /// The chosen first day; one that passed meanwhile is the day of purchase.
    pub(crate) begins_on: Option<Date>,
    pub(crate) price: Cents,
    pub(crate) bought_on: Date,
    pub(crate) channel: &'a str,
}

/// Makes a pass: right, credential, number, terms, desk record.
pub(crate) async fn issue(write: &mut Write, new: &Issue<'_>) -> Result<Pass> {
    let product = new.product;
    let chosen = new.begins_on.map_or(new.bought_on, |day| day.max(new.bought_on));
    let span = days::span(product, new.bought_on, Some(chosen))?;
    let (proof, state) = match product.eligibility {
        Eligibility::Open => (Proof::None, PassState::Active),
        Eligibility::Declared => (Proof::Declared, PassState::Active),
        Eligibility::Desk => (Proof::ToCheck, PassState::Waiting),
    };
    let right = Right {
        id: String::new(),
        kind: RightKind::MuseumPass,
        holder: new.account.map(str::to_owned),
        scope: RightScope::Everywhere,
        valid_from: days::begin_of(span.first)?,
        valid_until: Some(days::end_of(span.last)?),
        quota: None,
        admits: product.admits,
        state: right_state(state),
    };
    let id = rights::issue(write, &right).await?;
    credentials::issue(write, &id, 0).await?;
    credentials::set_desk_record(write, &id, &new.names.given(), None).await?;
    let number = number_of(write, &id).await?;
    let notional = if state == PassState::Waiting { 0 } else { notional(product, new.price) };
    set_terms(write, &id, product, new.price.0, notional, new.commune).await?;
    let pass = Pass {
        id,
        secret: code::new_secret(),
        number,
        product: product.id.clone(),
        account: new.account.map(str::to_owned),
        email: new.email.map(str::to_owned),
        lang: new.lang.to_owned(),
        names: new.names.clone(),
        commune: new.commune.map(str::to_owned),
        bought_on: new.bought_on,
        begins_on: span.first,
        ends_on: span.last,
        first_visit_on: None,
        code_until: span.last,
        proof,
        state,
        transferred: 0,
        channel: new.channel.to_owned(),
        demo: product.demo,
    };
    passes::keep(write, &pass).await?;
    Ok(pass)
}

fn right_state(state: PassState) -> RightState {
    match state {
        PassState::Active => RightState::Active,
        PassState::Waiting | PassState::Suspended => RightState::Suspended,
        PassState::Refunded | PassState::Cancelled => RightState::Cancelled,
    }
}

/// What a third party pays when a line of this price is free.
fn notional(product: &Product, price: Cents) -> i64 {
    if price == Cents::ZERO { product.notional.map_or(0, |cents| cents.0) } else { 0 }
}

/// Says under which terms a right is held, for figures that know no person.
async fn set_terms(
    write: &mut Write,
    right: &str,
    product: &Product,
    price: i64,
    notional: i64,
    commune: Option<&str>,
) -> Result<()> {
    let held = terms::Terms {
        right: right.to_owned(),
        product: product.code.clone(),
        label: product.name.fr.clone(),
        price_cents: price,
        notional_cents: notional,
        commune: commune.map(str::to_owned),
        item: None,
    };
    terms::set(write, &held).await?;
    Ok(())
}

/// Says anew what a pass brought: all its lines, net of what was given back, since its days are all those from its first. A third party
/// pays for what is free once the pass was granted, not for one that waits or was taken back before it was used.
pub(crate) async fn refresh_terms(write: &mut Write, pass: &str) -> Result<()> {
    let known = passes::by_id(write, pass).await?;
    let product = products::by_id(write, &known.product).await?;
    let granted = match known.state {
        PassState::Waiting => false,
        PassState::Cancelled => known.first_visit_on.is_some(),
        PassState::Active | PassState::Suspended | PassState::Refunded => true,
    };
    let (mut price, mut third) = (0, 0);
    for (line, _) in orders::paid_lines_of(write, pass).await? {
        price += line.price.0 - line.refunded.0;
        third += if granted { notional(&product, line.price) } else { 0 };
    }
    set_terms(write, pass, &product, price, third, known.commune.as_deref()).await
}

/// Makes a pass last until a later day, for a line that was paid.
pub(crate) async fn prolong(write: &mut Write, pass: &str, last: Date) -> Result<()> {
    set_end(write, pass, last).await?;
    refresh_terms(write, pass).await
}

/// Moves the last day of a pass, its right with it.
pub(crate) async fn set_end(write: &mut Write, pass: &str, last: Date) -> Result<()> {
    passes::set_end(write, pass, last).await?;
    rights::set_end(write, pass, days::end_of(last)?).await?;
    Ok(())
}

/// Changes where a pass is in its life: every door knows. One that ends gives back the invitations it holds.
pub(crate) async fn set_state(write: &mut Write, pass: &str, state: PassState) -> Result<()> {
    passes::set_state(write, pass, state).await?;
    rights::set_state(write, pass, right_state(state)).await?;
    if matches!(state, PassState::Refunded | PassState::Cancelled) {
        for claim in claims::of_pass(write, pass).await? {
            crate::invitations::give_back(write, &claim.benefit, pass).await?;
        }
    }
    Ok(())
}

/// Makes the credential anew: the old one opens nothing any more, the page has another address.
pub(crate) async fn reissue(write: &mut Write, pass: &Pass, names: &Names) -> Result<Pass> {
    credentials::reissue(write, &pass.id).await?;
    credentials::set_desk_record(write, &pass.id, &names.given(), None).await?;
    let number = number_of(write, &pass.id).await?;
    passes::set_code(write, &pass.id, &number, &code::new_secret(), pass.ends_on).await?;
    passes::by_id(write, &pass.id).await
}

/// Gives a renewed pass a code that says its new end, when the one it has does not reach it; the old one opens nothing any more. Its page
/// stays where it is.
pub(crate) async fn refresh_code(write: &mut Write, pass: &Pass) -> Result<Pass> {
    if pass.code_until >= pass.ends_on {
        return Ok(pass.clone());
    }
    credentials::issue(write, &pass.id, 0).await?;
    let number = number_of(write, &pass.id).await?;
    passes::set_code(write, &pass.id, &number, &pass.secret, pass.ends_on).await?;
    passes::by_id(write, &pass.id).await
}

/// The number printed beside the code of a right.
async fn number_of(write: &mut Write, right: &str) -> Result<String> {
    let known = credentials::of_right(write, right).await?;
    known.and_then(|(code, _)| code.number).ok_or(crate::Error::NotFound)
}
