//! What gives a right to a tariff is shown once at a desk. That it was seen is kept, by whom and when; no document, no number of one, is.

use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use crate::model::days;
use crate::model::pass::{PassState, Proof};
use crate::store::{letters, passes};
use crate::{Error, Result, issue};

/// Says that what gives a right to the tariff was seen: the pass wakes.
///
/// # Errors
/// [`Error::Refused`] when nothing waits to be checked.
pub async fn checked(write: &mut Write, pass: &str, actor: &Actor) -> Result<()> {
    write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
    let known = passes::by_id(write, pass).await?;
    if known.proof != Proof::ToCheck {
        return Err(Error::Refused("pass-nothing-to-check"));
    }
    let today = days::today(write.clock());
    passes::set_checked(write, pass, today).await?;
    if known.state == PassState::Waiting {
        issue::set_state(write, pass, PassState::Active).await?;
        issue::refresh_terms(write, pass).await?;
    }
    if known.email.is_some() {
        letters::note(write, "checked", pass).await?;
    }
    audit::append(write, actor, "pass.checked", &format!("pass:{pass}"), &json!({})).await?;
    Ok(())
}

/// Says that what was shown gives no right to the tariff: the pass is taken back.
pub async fn refused(write: &mut Write, pass: &str, actor: &Actor) -> Result<()> {
    write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
    if passes::by_id(write, pass).await?.proof != Proof::ToCheck {
        return Err(Error::Refused("pass-nothing-to-check"));
    }
    issue::set_state(write, pass, PassState::Cancelled).await?;
    issue::refresh_terms(write, pass).await?;
    audit::append(write, actor, "pass.check_refused", &format!("pass:{pass}"), &json!({})).await?;
    Ok(())
}
