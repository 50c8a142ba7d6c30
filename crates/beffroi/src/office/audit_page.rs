//! The audit log, to read: who changed what, and whether the chain holds.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use people::audit::{self, Verdict};
use people::web::Staff;
use people::{Permission, Target};
use shell::office::{AuditEntry, AuditLog};
use shell::{PageError, Pagination, Visit, parse_pairs};

use super::names::{Names, entry};
use crate::app::App;

/// Entries a page.
const PER_PAGE: u64 = 50;
/// The last page one may open.
const DEEPEST: u64 = 400;
/// Entries read at once, and looked through at most, when a filter is on.
const CHUNK: u32 = 500;
const FILTERED: usize = 20_000;

/// `GET /bureau/journal`, with `who`, `what` and `page`.
pub(crate) async fn show(
    State(app): State<App>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    if !session.may(Permission::ReadAudit, &Target::Whole) {
        return Err(PageError::Forbidden);
    }
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let given = |name: &str| {
        pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let (who, what) = (given("who"), given("what"));
    let page = given("page").parse::<u64>().unwrap_or(1).clamp(1, DEEPEST);
    let names = Names::read(&app, &visit).await?;
    let verdict = audit::verify(&app.db, None).await?;
    let mut read = app.db.read().await?;
    let head = audit::head(&mut read).await?.seq as u64;
    let (found, entries): (u64, Vec<AuditEntry>) = if who.is_empty() && what.is_empty() {
        // Places are consecutive: a page's first entry is known without reading those before.
        let before = (head + 1).saturating_sub((page - 1) * PER_PAGE);
        let entries = audit::page(&mut read, None, Some(before as i64), PER_PAGE as u32).await?;
        (head, entries.iter().map(|one| entry(&names, one)).collect())
    } else {
        let mut fitting = Vec::new();
        let (mut before, mut looked) = (None, 0);
        loop {
            let chunk = audit::page(&mut read, None, before, CHUNK).await?;
            looked += chunk.len();
            before = chunk.last().map(|one| one.seq);
            let ended = chunk.len() < CHUNK as usize || looked >= FILTERED;
            fitting.extend(
                chunk
                    .iter()
                    .map(|one| (one, entry(&names, one)))
                    .filter(|(one, shown)| {
                        holds(&[&shown.who, &one.actor], &who)
                            && holds(&[&shown.what, &one.action, &one.subject], &what)
                    })
                    .map(|(_, shown)| shown),
            );
            if ended {
                break;
            }
        }
        let skipped = ((page - 1) * PER_PAGE) as usize;
        (fitting.len() as u64, fitting.into_iter().skip(skipped).take(PER_PAGE as usize).collect())
    };
    let address = |page: u64| {
        let encode = catalogue::pages::paths::encode;
        format!("/bureau/journal?who={}&what={}&page={page}", encode(&who), encode(&what))
    };
    let view = AuditLog {
        entries,
        total: head,
        chain_sound: matches!(verdict, Verdict::Whole(_)),
        pagination: Pagination::new(found, PER_PAGE, page, DEEPEST, address),
        who,
        what,
    };
    Ok(app.frame.render(&visit, "shell/office_audit.html", &view)?.into_response())
}

/// Whether one of the texts holds the words, whatever their case.
fn holds(texts: &[&str], words: &str) -> bool {
    let words = words.to_lowercase();
    texts.iter().any(|text| text.to_lowercase().contains(&words))
}
