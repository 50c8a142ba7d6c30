//! An institution's proposals: written, sent, taken back; kept or not by the métropole.
//!
//! Each verb reads a proposal and writes it whole: one at a time (`tours.proposals`). Whoever takes several of this wing's
//! locks does so in this order: `tours.editions`, `tours.proposals`, `tours.publication`.

use people::{Actor, audit};
use programme::performance::ACCESS;
use serde_json::json;
use store::prelude::*;

use crate::model::{Proposal, ProposalState};
use crate::store::{dates, editions, letters, proposals};
use crate::{By, Error, Result};

/// Keeps a proposal: a new draft, or changes to one. Its state, dates and reason are not looked at. Gives its identifier.
///
/// Its institution may change it until the call closes, once it is neither kept nor refused; the métropole until it is
/// published.
///
/// # Errors
/// [`Error::Refused`] when it is too late; [`Error::Field`] for what does not hold together.
pub async fn save(write: &mut Write, new: &Proposal, by: By, actor: &Actor) -> Result<String> {
    write.exclusive("tours.proposals").await?;
    let edition = editions::by_code(write, &new.edition).await?;
    let now = write.clock().now();
    if by == By::Owner && !edition.proposals_open(now) {
        return Err(Error::Refused("calls-refused-proposals-closed"));
    }
    if edition.called_at.is_none() || edition.closed_at.is_some() {
        return Err(Error::Refused("calls-refused-proposals-closed"));
    }
    check(new)?;
    let (kept, action) = if new.id.is_empty() {
        programme::institution::by_id(write, &new.institution).await?;
        let fresh = Proposal {
            state: ProposalState::Draft,
            reason: String::new(),
            show: None,
            sent_at: None,
            decided_at: None,
            demo: edition.demo,
            ..new.clone()
        };
        (fresh, "tours.proposal_begun")
    } else {
        let known = proposals::by_id(write, &new.id).await?;
        let open = match by {
            By::Owner => matches!(known.state, ProposalState::Draft | ProposalState::Sent | ProposalState::Withdrawn),
            By::Programme => known.show.is_none(),
        };
        if !open {
            return Err(Error::Refused("calls-refused-proposal-decided"));
        }
        let state = if known.state == ProposalState::Withdrawn { ProposalState::Draft } else { known.state };
        let kept = Proposal {
            institution: known.institution,
            edition: known.edition,
            state,
            reason: known.reason,
            show: known.show,
            sent_at: known.sent_at,
            decided_at: known.decided_at,
            demo: known.demo,
            ..new.clone()
        };
        if kept.state != ProposalState::Draft
            && let Some(field) = kept.missing().first()
        {
            return Err(Error::field(*field, "calls-wrong-needed"));
        }
        (kept, "tours.proposal_changed")
    };
    let id = proposals::put(write, &kept).await?;
    audit::append(write, actor, action, &format!("proposal:{id}"), &json!({ "edition": kept.edition })).await?;
    Ok(id)
}

fn check(new: &Proposal) -> Result<()> {
    if new.title.trim().is_empty() {
        return Err(Error::field("title", "calls-wrong-needed"));
    }
    let sane = |value: Option<i64>, most: i64| value.is_none_or(|value| (0..=most).contains(&value));
    let needs = &new.needs;
    for (field, good) in [
        ("minutes", sane(new.minutes, 1_440)),
        ("age_from", sane(new.age_from, 99)),
        ("artists", sane(new.artists, 500)),
        ("width", sane(needs.width_cm, 10_000)),
        ("depth", sane(needs.depth_cm, 10_000)),
        ("height", sane(needs.height_cm, 10_000)),
        ("power", sane(needs.power_kw, 1_000)),
        ("get_in", sane(needs.get_in_minutes, 7 * 1_440)),
        ("places_most", sane(needs.places_most, 100_000)),
        ("performances", (1..=200).contains(&new.performances)),
        ("cost", sane(new.cost, 1_000_000_000)),
    ] {
        if !good {
            return Err(Error::field(field, "calls-wrong-number"));
        }
    }
    if new.days.periods.iter().chain(&new.days.out).any(|(first, last)| last < first) {
        return Err(Error::field("days_from_1", "calls-wrong-order"));
    }
    if !new.contact.is_sound() {
        return Err(Error::field("contact", "calls-wrong-email"));
    }
    if new.access.iter().any(|code| !ACCESS.contains(&code.as_str())) {
        return Err(Error::field("access", "calls-wrong-choice"));
    }
    Ok(())
}

/// Sends a draft to the métropole.
///
/// # Errors
/// [`Error::Field`] naming the first thing that is missing; [`Error::Refused`] once the call is closed or the proposal sent.
pub async fn send(write: &mut Write, id: &str, by: By, actor: &Actor) -> Result<()> {
    write.exclusive("tours.proposals").await?;
    let mut one = proposals::by_id(write, id).await?;
    let edition = editions::by_code(write, &one.edition).await?;
    let now = write.clock().now();
    if edition.closed_at.is_some() || (by == By::Owner && !edition.proposals_open(now)) {
        return Err(Error::Refused("calls-refused-proposals-closed"));
    }
    if !matches!(one.state, ProposalState::Draft | ProposalState::Withdrawn) {
        return Err(Error::Refused("calls-refused-proposal-sent"));
    }
    if let Some(field) = one.missing().first() {
        return Err(Error::field(*field, "calls-wrong-needed"));
    }
    one.state = ProposalState::Sent;
    one.sent_at = Some(now.as_millisecond());
    proposals::put(write, &one).await?;
    letters::note(write, "proposal-received", &one.contact, &said(&one, &edition.title)).await?;
    audit::append(write, actor, "tours.proposal_sent", &format!("proposal:{id}"), &json!({})).await?;
    Ok(())
}

/// Takes a proposal back, as long as no date of it was announced.
pub async fn withdraw(write: &mut Write, id: &str, actor: &Actor) -> Result<()> {
    write.exclusive("tours.proposals").await?;
    let mut one = proposals::by_id(write, id).await?;
    if !matches!(one.state, ProposalState::Draft | ProposalState::Sent | ProposalState::Accepted) {
        return Err(Error::Refused("calls-refused-proposal-decided"));
    }
    if dates::of_edition(write, &one.edition).await?.iter().any(|date| date.proposal == id) {
        return Err(Error::Refused("calls-refused-announced"));
    }
    one.state = ProposalState::Withdrawn;
    proposals::put(write, &one).await?;
    audit::append(write, actor, "tours.proposal_withdrawn", &format!("proposal:{id}"), &json!({})).await?;
    Ok(())
}

/// Keeps a proposal or not. A refusal has a reason: it is told to the institution. A choice may be changed as long as no
/// date was announced.
///
/// # Errors
/// [`Error::Refused`] for one that was not sent; [`Error::Field`] for a refusal without a reason.
pub async fn decide(write: &mut Write, id: &str, accept: bool, reason: &str, actor: &Actor) -> Result<()> {
    write.exclusive("tours.proposals").await?;
    let mut one = proposals::by_id(write, id).await?;
    let edition = editions::by_code(write, &one.edition).await?;
    if edition.closed_at.is_some() {
        return Err(Error::Refused("calls-refused-closed"));
    }
    let new = if accept { ProposalState::Accepted } else { ProposalState::Refused };
    match one.state {
        ProposalState::Sent | ProposalState::Accepted | ProposalState::Refused => {}
        ProposalState::Draft | ProposalState::Withdrawn => return Err(Error::Refused("calls-refused-not-sent")),
    }
    if one.state == new {
        return Err(Error::Refused("calls-refused-decided-so"));
    }
    if !accept && reason.trim().is_empty() {
        return Err(Error::field("reason", "calls-wrong-reason"));
    }
    if !accept && dates::of_edition(write, &one.edition).await?.iter().any(|date| date.proposal == id) {
        return Err(Error::Refused("calls-refused-announced"));
    }
    one.state = new;
    one.reason = reason.trim().to_owned();
    one.decided_at = Some(write.clock().now_ms());
    proposals::put(write, &one).await?;
    let kind = if accept { "proposal-accepted" } else { "proposal-refused" };
    letters::note(write, kind, &one.contact, &said(&one, &edition.title)).await?;
    let details = json!({ "accepted": accept });
    audit::append(write, actor, "tours.proposal_decided", &format!("proposal:{id}"), &details).await?;
    Ok(())
}

fn said(one: &Proposal, edition: &str) -> serde_json::Value {
    json!({ "show": one.title, "edition": edition, "reason": one.reason, "path": format!("/bureau/mes-spectacles/{}", one.id) })
}
