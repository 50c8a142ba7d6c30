//! A commune's wishes: saved as often as one likes, sent once they hold together.

use std::collections::BTreeSet;

use people::{Actor, audit};
use programme::tenant;
use serde_json::json;
use store::prelude::*;

use crate::model::{Edition, Eligibility, ProposalState, WishList};
use crate::store::{editions, halls, letters, proposals, wishes};
use crate::{By, Error, Result};

/// Saves a list; whether it was sent is not looked at: a list that was sent stays so, and must then hold together.
///
/// # Errors
/// [`Error::Refused`] outside the call or for a commune that may not receive; [`Error::Field`] for a show wished twice or not
/// on offer, or a hall of elsewhere.
pub async fn save(write: &mut Write, list: &WishList, by: By, actor: &Actor) -> Result<()> {
    only(write, &list.edition, &list.commune).await?;
    let edition = editions::by_code(write, &list.edition).await?;
    open_to(write, &edition, &list.commune, by).await?;
    check(write, &edition, list).await?;
    let known = wishes::of_commune(write, &list.edition, &list.commune).await?;
    let (sent, sent_at) = known.map_or((false, None), |known| (known.sent, known.sent_at));
    if sent {
        complete(list)?;
    }
    wishes::put(write, &WishList { sent, sent_at, ..list.clone() }).await?;
    // A draft binds nobody, and is saved at every touch: only what the métropole reads is worth the log.
    if sent {
        let details = json!({ "edition": list.edition, "wishes": list.wishes.len() });
        audit::append(write, actor, "tours.wishes_changed", &format!("commune:{}", list.commune), &details).await?;
    }
    Ok(())
}

/// Sends a commune's list to the métropole.
///
/// # Errors
/// [`Error::Field`] naming what is missing; [`Error::Refused`] as for [`save`].
pub async fn send(write: &mut Write, edition: &str, commune: &str, by: By, actor: &Actor) -> Result<()> {
    only(write, edition, commune).await?;
    let edition = editions::by_code(write, edition).await?;
    let named = open_to(write, &edition, commune, by).await?;
    let mut list = wishes::of_commune(write, &edition.code, commune)
        .await?
        .ok_or_else(|| Error::field("wish_1", "calls-wrong-no-wish"))?;
    check(write, &edition, &list).await?;
    complete(&list)?;
    list.sent = true;
    list.sent_at = Some(write.clock().now_ms());
    wishes::put(write, &list).await?;
    let mut titles = Vec::new();
    for wish in &list.wishes {
        titles.push(proposals::by_id(write, &wish.proposal).await?.title);
    }
    let details = json!({
        "edition": edition.title,
        "commune": named,
        "shows": titles,
        "path": format!("/bureau/accueillir/{}/{commune}", edition.code),
    });
    letters::note(write, "wishes-received", &list.contact, &details).await?;
    let details = json!({ "edition": edition.code, "wishes": list.wishes.len() });
    audit::append(write, actor, "tours.wishes_sent", &format!("commune:{commune}"), &details).await?;
    Ok(())
}

/// Lists are written whole: one that is saved while it is sent in another tab must not come out as a draft.
async fn only(write: &mut Write, edition: &str, commune: &str) -> Result<()> {
    Ok(write.exclusive(&format!("tours.wishes.{edition}.{commune}")).await?)
}

/// Refuses outside the call, and communes that may not receive. Gives the commune's name.
async fn open_to(write: &mut Write, edition: &Edition, commune: &str, by: By) -> Result<String> {
    let commune = tenant::commune_by_insee(write, commune).await?;
    let name = commune.name.clone();
    if !Eligibility::of(commune, edition).is_eligible() {
        return Err(Error::Refused("calls-refused-not-eligible"));
    }
    let open = match by {
        By::Owner => edition.wishes_open(write.clock().now()),
        By::Programme => edition.called_at.is_some() && edition.closed_at.is_none(),
    };
    if open { Ok(name) } else { Err(Error::Refused("calls-refused-wishes-closed")) }
}

async fn check(write: &mut Write, edition: &Edition, list: &WishList) -> Result<()> {
    if list.wishes.len() as i64 > edition.wishes_most {
        return Err(Error::field(format!("wish_{}", edition.wishes_most), "calls-wrong-too-many-wishes"));
    }
    let mut seen = BTreeSet::new();
    for (at, wish) in list.wishes.iter().enumerate() {
        let field = || format!("wish_{}", at + 1);
        if !seen.insert(wish.proposal.as_str()) {
            return Err(Error::field(field(), "calls-wrong-wished-twice"));
        }
        let proposal = match proposals::by_id(write, &wish.proposal).await {
            Ok(proposal) => proposal,
            Err(Error::NotFound) => return Err(Error::field(field(), "calls-wrong-choice")),
            Err(other) => return Err(other),
        };
        if proposal.edition != edition.code || proposal.state != ProposalState::Accepted {
            return Err(Error::field(field(), "calls-wrong-choice"));
        }
    }
    let own: BTreeSet<String> = halls::of_commune(write, &list.commune)
        .await?
        .into_iter()
        .filter(|hall| hall.offered)
        .map(|hall| hall.id)
        .collect();
    let wished = list.wishes.iter().filter_map(|wish| wish.hall.as_ref());
    if list.halls.iter().chain(wished).any(|hall| !own.contains(hall)) {
        return Err(Error::field("halls", "calls-wrong-choice"));
    }
    if list.halls.iter().collect::<BTreeSet<_>>().len() != list.halls.len() {
        return Err(Error::field("halls", "calls-wrong-choice"));
    }
    if !list.contact.is_sound() {
        return Err(Error::field("contact", "calls-wrong-email"));
    }
    if list.days.periods.iter().chain(&list.days.out).any(|(first, last)| last < first) {
        return Err(Error::field("days_from_1", "calls-wrong-order"));
    }
    Ok(())
}

fn complete(list: &WishList) -> Result<()> {
    if list.wishes.is_empty() {
        return Err(Error::field("wish_1", "calls-wrong-no-wish"));
    }
    if list.halls.is_empty() {
        return Err(Error::field("halls", "calls-wrong-no-hall"));
    }
    // A draft is filled in any order: the hall may be ticked after it was chosen for a wish.
    for (rank, wish) in (1..).zip(&list.wishes) {
        if wish.hall.as_ref().is_some_and(|hall| !list.halls.contains(hall)) {
            return Err(Error::field(format!("wish_hall_{rank}"), "calls-wrong-hall-not-ticked"));
        }
    }
    if list.days.periods.is_empty() {
        return Err(Error::field("days_from_1", "calls-wrong-no-day"));
    }
    Ok(())
}
