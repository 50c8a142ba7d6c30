//! Sending declarations, and what SIBIL answered.

use people::Actor;
use show_duties::Quarter;
use show_duties::sibil::{Declaration, Status};
use store::{Db, new_id, prelude::*};

use super::client::{Account, Failure, Session};
use super::drafts::Draft;
use crate::Result;

/// How many are sent at once: a page must not wait for minutes.
pub const MOST: usize = 25;

/// What SIBIL last answered for a performance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Whether it took it.
    pub taken: bool,
    /// Its number there.
    pub remote: Option<i64>,
    /// Its own word for where it stands, or ours for why not.
    pub said: String,
    /// What was sent, as JSON.
    pub payload: String,
    /// When, in milliseconds.
    pub at_ms: i64,
}

impl Sent {
    /// Whether what is drafted now was taken as it is.
    #[must_use]
    pub fn is_of(&self, declaration: &Declaration) -> bool {
        self.taken && self.payload == fingerprint(declaration)
    }
}

/// What is compared to know whether a declaration changed: all but the numbers SIBIL gives.
fn fingerprint(declaration: &Declaration) -> String {
    let mut plain = declaration.clone();
    plain.id = None;
    plain.domaine_representation_id = None;
    plain.spectacle_champs.domaine_spectacle_id = None;
    serde_json::to_string(&plain).unwrap_or_default()
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// The performance.
    pub item: String,
    /// `taken` or `refused`.
    pub state: String,
    /// What was answered.
    pub said: String,
    /// When, in milliseconds.
    pub at_ms: i64,
}

/// What SIBIL last answered for a performance.
pub async fn last(query: &mut impl Query, item: &str) -> Result<Option<Sent>> {
    let sql = "SELECT state, remote, said, payload, at FROM box_office_sibil WHERE item = $1";
    let row = query.optional(sql, params![item]).await?;
    row.map(|row| {
        Ok(Sent {
            taken: row.text(0)? == "taken",
            remote: row.get(1)?,
            said: row.get(2)?,
            payload: row.get(3)?,
            at_ms: row.get(4)?,
        })
    })
    .transpose()
}

/// The sendings of a seller for a quarter, latest first.
pub async fn history(query: &mut impl Query, seller: &str, quarter: Quarter) -> Result<Vec<Sending>> {
    let sql = "SELECT item, state, said, at FROM box_office_sibil_sendings WHERE seller = $1 AND quarter = $2
               ORDER BY at DESC, id DESC LIMIT 100";
    let rows = query.all(sql, params![seller, quarter.to_string()]).await?;
    rows.iter()
        .map(|row| Ok(Sending { item: row.get(0)?, state: row.get(1)?, said: row.get(2)?, at_ms: row.get(3)? }))
        .collect()
}

/// What came of a sending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Taken.
    pub taken: i64,
    /// Refused.
    pub refused: i64,
    /// Left for another time.
    pub left: i64,
}

/// Sends the drafts that are ready and not taken as they are, one performance each, and notes each answer as it comes. No
/// transaction waits for SIBIL.
///
/// # Errors
/// [`Failure`] in the inner result when SIBIL does not answer or refuses the account: what it answered before is noted.
pub async fn send(
    db: &Db,
    account: &Account,
    seller: &str,
    quarter: Quarter,
    drafts: Vec<Draft>,
    actor: &Actor,
) -> Result<std::result::Result<Tally, Failure>> {
    let mut ready = Vec::new();
    let mut read = db.read().await?;
    for draft in drafts.into_iter().filter(|draft| draft.lacks.is_empty()) {
        let sent = last(&mut read, &draft.played.performance.item).await?;
        if !sent.as_ref().is_some_and(|sent| sent.is_of(&draft.declaration)) {
            ready.push((draft, sent.and_then(|sent| sent.remote)));
        }
    }
    drop(read);
    let mut tally = Tally { left: ready.len().saturating_sub(MOST) as i64, ..Tally::default() };
    ready.truncate(MOST);
    if ready.is_empty() {
        return Ok(Ok(tally));
    }
    let opened = waited({
        let account = account.clone();
        move || Session::open(&account)
    })
    .await;
    let session = match opened {
        Ok(session) => std::sync::Arc::new(session),
        Err(failure) => return Ok(Err(failure)),
    };
    for (draft, remote) in ready {
        let item = draft.played.performance.item.clone();
        let plain = fingerprint(&draft.declaration);
        let answer = waited({
            let session = session.clone();
            move || {
                let mut declaration = draft.declaration;
                let domain = session.domain(&draft.domain)?;
                declaration.id = remote;
                declaration.domaine_representation_id = Some(domain);
                declaration.spectacle_champs.domaine_spectacle_id = Some(domain);
                session.declare(&declaration)
            }
        })
        .await;
        // Deleted over there: the next sending makes it anew.
        let gone = matches!(answer, Err(Failure::Refused { status: 404, .. }));
        let (taken, remote, said) = match &answer {
            Ok(recorded) if recorded.status == Status::Rejete => (false, Some(recorded.id), "REJETE".to_owned()),
            Ok(recorded) => (true, Some(recorded.id), status_text(recorded.status).to_owned()),
            Err(Failure::Refused { said, status }) if said.is_empty() => (false, remote, status.to_string()),
            Err(Failure::Refused { said, .. }) => (false, remote, said.clone()),
            Err(Failure::Domain(label)) => (false, remote, label.clone()),
            Err(failure) => return Ok(Err(failure.clone())),
        };
        let remote = if gone { None } else { remote };
        note(db, &item, seller, quarter, actor, (taken, remote, &said, &plain)).await?;
        if taken {
            tally.taken += 1;
        } else {
            tally.refused += 1;
        }
    }
    Ok(Ok(tally))
}

fn status_text(status: Status) -> &'static str {
    match status {
        Status::Brouillon => "BROUILLON",
        Status::Enregistre => "ENREGISTRE",
        Status::Cloture => "CLOTURE",
        Status::Rejete => "REJETE",
        Status::Annule => "ANNULE",
    }
}

async fn note(
    db: &Db,
    item: &str,
    seller: &str,
    quarter: Quarter,
    actor: &Actor,
    (taken, remote, said, payload): (bool, Option<i64>, &str, &str),
) -> Result<()> {
    let mut write = db.write().await?;
    let now = write.clock().now_ms();
    let state = if taken { "taken" } else { "refused" };
    write
        .execute(
            "INSERT INTO box_office_sibil (item, seller, state, remote, status, payload, said, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (item) DO UPDATE SET seller = excluded.seller, state = excluded.state,
                 remote = excluded.remote, status = excluded.status, payload = excluded.payload, said = excluded.said,
                 at = excluded.at",
            params![item, seller, state, remote, if taken { said } else { "" }, payload, said, now],
        )
        .await?;
    let values = params![new_id(), item, seller, quarter.to_string(), actor.to_string(), state, said, payload, now];
    write
        .execute(
            "INSERT INTO box_office_sibil_sendings (id, item, seller, quarter, actor, state, said, payload, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            values,
        )
        .await?;
    let details = serde_json::json!({ "state": state, "quarter": quarter.to_string() });
    people::audit::append(&mut write, actor, "box_office.sibil_sent", &format!("performance:{item}"), &details).await?;
    write.commit().await?;
    Ok(())
}

/// Runs what waits for the network on a thread that may.
async fn waited<T: Send + 'static>(
    call: impl FnOnce() -> std::result::Result<T, Failure> + Send + 'static,
) -> std::result::Result<T, Failure> {
    tokio::task::spawn_blocking(call).await.unwrap_or(Err(Failure::NotUnderstood))
}
