//! Opening a gift: its code is typed, a name given, and a pass made; once, however many try at once.

use store::prelude::*;

use crate::issue::{self, Issue};
use crate::model::pass::Pass;
use crate::model::product::Eligibility;
use crate::model::{code, days};
use crate::order::{Wanted, sound_email, sound_names};
use crate::store::{gifts, letters, orders, products};
use crate::{Error, Result};

pub use crate::store::gifts::GiftCode;

/// The gift of a code as typed.
///
/// # Errors
/// [`Error::Refused`] when it is no code or has a slip; [`Error::NotFound`] when nobody made it.
pub async fn find(query: &mut impl Query, typed: &str) -> Result<GiftCode> {
    let code = code::typed_gift(typed).ok_or(Error::Refused("pass-gift-slip"))?;
    gifts::by_code(query, &code).await
}

/// Opens a gift: whoever comes second is told that it was opened.
///
/// # Errors
/// [`Error::Refused`] when it was opened, cancelled or waited too long; [`Error::Field`] as for an order.
pub async fn open(
    write: &mut Write,
    typed: &str,
    who: &Wanted,
    account: Option<&str>,
    email: Option<&str>,
    lang: &str,
) -> Result<Pass> {
    let known = find(write, typed).await?;
    let today = days::today(write.clock());
    known.check(today)?;
    let product = products::by_id(write, &known.product).await?;
    let names = sound_names(&who.names, &product)?;
    if let Some(email) = email
        && !sound_email(email)
    {
        return Err(Error::field("email", "pass-email-bad"));
    }
    if product.eligibility != Eligibility::Open && !who.declared {
        return Err(Error::field("declared", "pass-declare-needed"));
    }
    // One row, one change: of two who press at once only one finds it waiting.
    if !gifts::take(write, &known.code).await? {
        return Err(Error::Refused("pass-gift-opened"));
    }
    let pass = issue::issue(
        write,
        &Issue {
            product: &product,
            names: &names,
            account,
            email,
            lang,
            commune: who.commune.as_deref(),
            begins_on: who.begins_on,
            price: known.price,
            bought_on: today,
            channel: "gift",
        },
    )
    .await?;
    gifts::set_pass(write, &known.code, &pass.id).await?;
    orders::set_line_pass(write, &known.line, &pass.id).await?;
    if email.is_some() {
        letters::note(write, "pass", &pass.id).await?;
    }
    Ok(pass)
}
