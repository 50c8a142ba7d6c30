//! A pass changes hands: another name, a new credential, the old one opens nothing any more.

use jiff::civil::Date;
use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use crate::model::days;
use crate::model::pass::{Names, Pass};
use crate::order::{sound_email, sound_names};
use crate::store::{letters, orders, passes, products};
use crate::{Error, Result, issue};

/// Whether a pass may change hands on a day.
///
/// # Errors
/// [`Error::Refused`] with why not.
pub async fn check(query: &mut impl Query, pass: &Pass, today: Date) -> Result<()> {
    let product = products::by_id(query, &pass.product).await?;
    if product.transfers == 0 {
        return Err(Error::Refused("pass-transfer-never"));
    }
    if pass.transferred >= product.transfers {
        return Err(Error::Refused("pass-transfer-done"));
    }
    match pass.standing(today) {
        "active" | "soon" => Ok(()),
        _ => Err(Error::Refused("pass-transfer-not-good")),
    }
}

/// Gives a pass to someone else. It leaves the giver's account; invitations go with it.
pub async fn transfer(
    write: &mut Write,
    pass: &str,
    names: &Names,
    email: Option<&str>,
    actor: &Actor,
) -> Result<Pass> {
    // An order being paid now takes its own lock, then its pass's: the same way round here.
    for order in orders::unpaid_of(write, pass).await? {
        write.exclusive(&format!("museum_pass.order:{order}")).await?;
    }
    write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
    let known = passes::by_id(write, pass).await?;
    check(write, &known, days::today(write.clock())).await?;
    let product = products::by_id(write, &known.product).await?;
    let names = sound_names(names, &product)?;
    if let Some(email) = email
        && !sound_email(email)
    {
        return Err(Error::field("email", "pass-email-bad"));
    }
    passes::set_holder(write, pass, &names, email.map(str::trim), None).await?;
    access::rights::set_holder(write, pass, None).await?;
    // Where the giver lives says nothing of who holds the pass now.
    access::terms::set_commune(write, pass, None).await?;
    orders::hand_on(write, pass).await?;
    let made = issue::reissue(write, &known, &names).await?;
    if email.is_some() {
        letters::note(write, "transfer", &format!("{pass}:{}", made.transferred)).await?;
    }
    audit::append(write, actor, "pass.transferred", &format!("pass:{pass}"), &json!({ "times": made.transferred }))
        .await?;
    Ok(made)
}
