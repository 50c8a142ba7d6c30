//! A card is lost: another is made, and the old one opens nothing any more.

use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use crate::model::pass::{Pass, PassState};
use crate::store::{letters, passes};
use crate::{Error, Result, issue};

/// Makes a pass again under a new code, a new number and a new page.
///
/// # Errors
/// [`Error::Refused`] when the pass was given back or taken back.
pub async fn reissue(write: &mut Write, pass: &str, actor: &Actor) -> Result<Pass> {
    write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
    let known = passes::by_id(write, pass).await?;
    if matches!(known.state, PassState::Refunded | PassState::Cancelled) {
        return Err(Error::Refused("pass-gone"));
    }
    let made = issue::reissue(write, &known, &known.names).await?;
    if made.email.is_some() {
        letters::note(write, "reissued", &format!("{pass}:{}", made.number)).await?;
    }
    audit::append(write, actor, "pass.reissued", &format!("pass:{pass}"), &json!({})).await?;
    Ok(made)
}

/// Holds a pass back for now, or gives it back.
pub async fn suspend(write: &mut Write, pass: &str, suspended: bool, actor: &Actor) -> Result<()> {
    write.exclusive(&format!("museum_pass.pass:{pass}")).await?;
    let known = passes::by_id(write, pass).await?;
    let state = match (known.state, suspended) {
        (PassState::Active, true) => PassState::Suspended,
        (PassState::Suspended, false) => PassState::Active,
        _ => return Err(Error::Refused("pass-gone")),
    };
    issue::set_state(write, pass, state).await?;
    let action = if suspended { "pass.suspended" } else { "pass.resumed" };
    audit::append(write, actor, action, &format!("pass:{pass}"), &json!({})).await?;
    Ok(())
}
