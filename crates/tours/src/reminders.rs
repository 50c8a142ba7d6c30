//! Writing to those who have not answered a call yet.

use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use crate::model::Contact;
use crate::store::{editions, letters};
use crate::{Error, Result};

/// Whom a reminder is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// Institutions that have proposed nothing.
    Institutions,
    /// Communes that have not sent their wishes.
    Communes,
}

/// A day, in milliseconds: nobody is reminded twice in it.
const DAY_MS: i64 = 86_400_000;

/// Reminds people of a call while it is open. Gives how many letters were noted.
///
/// # Errors
/// [`Error::Refused`] when the call is not open, when a reminder left less than a day ago, when there is nobody to write to.
pub async fn send(write: &mut Write, edition: &str, called: Called, to: &[Contact], actor: &Actor) -> Result<usize> {
    write.exclusive("tours.reminders").await?;
    let edition = editions::by_code(write, edition).await?;
    let now = write.clock().now();
    let (kind, open, until, path) = match called {
        Called::Institutions => {
            let open = edition.proposals_open(now);
            ("remind-institutions", open, edition.proposals_until, "/bureau/mes-spectacles")
        }
        Called::Communes => ("remind-communes", edition.wishes_open(now), edition.wishes_until, "/bureau/accueillir"),
    };
    if !open {
        return Err(Error::Refused("calls-refused-not-open"));
    }
    if letters::noted_since(write, kind, now.as_millisecond() - DAY_MS).await? {
        return Err(Error::Refused("calls-refused-reminded"));
    }
    if to.is_empty() {
        return Err(Error::Refused("calls-refused-nobody"));
    }
    let details = json!({ "edition": edition.title, "at": until.as_millisecond(), "path": path });
    for one in to {
        letters::note(write, kind, one, &details).await?;
    }
    let details = json!({ "letters": to.len() });
    audit::append(write, actor, "tours.reminded", &format!("edition:{}", edition.code), &details).await?;
    Ok(to.len())
}
