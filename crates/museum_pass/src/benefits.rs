//! What museums offer holders: writing, publishing, calling off.

use jiff::civil::Date;
use people::{Actor, audit};
use programme::{Item, ItemKind, item};
use serde_json::json;
use store::prelude::*;

use crate::model::benefit::{Benefit, BenefitKind, BenefitState, ClaimState};
use crate::model::{code, draw};
use crate::store::{benefits, claims, letters};
use crate::{Error, Result, invitations};

/// Writes a new benefit; its identifier and seed are given here. Gives the identifier.
pub async fn write_new(write: &mut Write, benefit: &Benefit, actor: &Actor) -> Result<String> {
    check(benefit)?;
    let seed = code::new_secret();
    let mut new = Benefit { seed_hash: draw::seed_hash(&seed), seed, ..benefit.clone() };
    if new.state == BenefitState::Published {
        give_item(write, &mut new).await?;
    }
    let id = benefits::keep(write, &new).await?;
    audit::append(write, actor, "benefit.written", &format!("benefit:{id}"), &json!({ "state": new.state.code() }))
        .await?;
    Ok(id)
}

/// Rewrites a benefit. What people were promised stands: once published, its kind, its way and its days to ask stay, and its number may only grow.
pub async fn amend(write: &mut Write, benefit: &Benefit, actor: &Actor) -> Result<()> {
    check(benefit)?;
    write.exclusive(&format!("museum_pass.benefit:{}", benefit.id)).await?;
    let known = benefits::by_id(write, &benefit.id).await?;
    if known.state == BenefitState::Cancelled {
        return Err(Error::Refused("pass-benefit-cancelled"));
    }
    let mut new = Benefit { seed: known.seed.clone(), item: known.item.clone(), ..benefit.clone() };
    if known.state == BenefitState::Published {
        if benefit.state == BenefitState::Draft || benefit.kind != known.kind || benefit.way != known.way {
            return Err(Error::Refused("pass-benefit-promised"));
        }
        let fewer = match (known.quota, benefit.quota) {
            (None, Some(_)) => true,
            (Some(before), Some(after)) => after < before,
            _ => false,
        };
        if fewer || benefit.people < known.people {
            return Err(Error::field("quota", "pass-benefit-fewer"));
        }
        // Whoever was given one holds a right for these days; forms say instants to the minute.
        let told = |one: &Benefit| (one.from, one.until, one.claims_from / 60_000, one.claims_until / 60_000);
        if benefit.state == BenefitState::Published
            && told(benefit) != told(&known)
            && claims::count(write, &benefit.id, ClaimState::Won).await? > 0
        {
            return Err(Error::field("from", "pass-benefit-given"));
        }
    }
    if new.state == BenefitState::Published {
        give_item(write, &mut new).await?;
        if let Some(item) = &new.item {
            item::amend(write, item, &new.title.fr, Some(new.from), Some(new.until)).await?;
        }
    }
    benefits::amend(write, &new).await?;
    if benefit.state == BenefitState::Cancelled {
        call_off(write, &known).await?;
    } else {
        invitations::fill(write, &new).await?;
    }
    let details = json!({ "state": benefit.state.code(), "quota": benefit.quota });
    audit::append(write, actor, "benefit.changed", &format!("benefit:{}", benefit.id), &details).await?;
    Ok(())
}

fn check(benefit: &Benefit) -> Result<()> {
    if benefit.title.fr.trim().is_empty() {
        return Err(Error::field("title_fr", "pass-benefit-title-needed"));
    }
    if benefit.until < benefit.from {
        return Err(Error::field("until", "pass-benefit-days"));
    }
    if benefit.kind == BenefitKind::Invitation {
        if benefit.quota.is_none() {
            return Err(Error::field("quota", "pass-benefit-quota-needed"));
        }
        if benefit.claims_until <= benefit.claims_from {
            return Err(Error::field("claims_until", "pass-benefit-claims"));
        }
        if benefit.claims_until > crate::model::days::end_of(benefit.until)?.as_millisecond() {
            return Err(Error::field("claims_until", "pass-benefit-claims-late"));
        }
    }
    Ok(())
}

/// An invitation opens an item of the museum's programme: one is made when none is named.
async fn give_item(write: &mut Write, benefit: &mut Benefit) -> Result<()> {
    if benefit.kind == BenefitKind::Invitation && benefit.item.is_none() {
        let offered = Item {
            id: String::new(),
            institution: benefit.institution.clone(),
            kind: ItemKind::Activity,
            title: benefit.title.fr.clone(),
            starts_on: Some(benefit.from),
            ends_on: Some(benefit.until),
            demo: benefit.demo,
            source: "museum_pass".into(),
        };
        benefit.item = Some(item::offer(write, &offered).await?);
    }
    Ok(())
}

async fn call_off(write: &mut Write, benefit: &Benefit) -> Result<()> {
    for claim in claims::of_benefit(write, &benefit.id).await? {
        if claim.state == ClaimState::GivenUp {
            continue;
        }
        invitations::take_right(write, &claim).await?;
        claims::set(write, &claim.id, ClaimState::GivenUp, claim.place, None).await?;
        letters::note(write, "called-off", &claim.id).await?;
    }
    Ok(())
}

/// What a museum gives on a day to whoever shows a pass at its door, title and words in French: for those who stand there.
pub async fn at_doors(query: &mut impl Query, institution: &str, today: Date) -> Result<Vec<(String, String)>> {
    let shown = benefits::shown(query, today).await?;
    let here = shown.into_iter().filter(|benefit| benefit.institution == institution);
    let given = here.filter(|benefit| benefit.kind == BenefitKind::Benefit && benefit.from <= today);
    Ok(given.map(|benefit| (benefit.title.fr, benefit.words.fr)).collect())
}
