//! Invitations: asked for, drawn, given, given back to whoever waits. As many are given as there are, however many ask at once.

use access::rights::{self, Right, RightKind, RightScope, RightState};
use access::{Quota, QuotaPeriod, credentials, scopes};
use store::prelude::*;

use crate::model::benefit::{Benefit, BenefitKind, BenefitState, Claim, ClaimState, Way};
use crate::model::pass::Pass;
use crate::model::{days, draw};
use crate::store::{benefits, claims, letters, passes};
use crate::{Error, Result};

async fn lock(write: &mut Write, benefit: &str) -> Result<()> {
    // Whoever reads how many are left in order to take one is alone meanwhile.
    Ok(write.exclusive(&format!("museum_pass.benefit:{benefit}")).await?)
}

/// Asks for an invitation. First come: given at once while there are any, else a place in the line. Draw: taken part in. Asked twice, the same answer.
///
/// # Errors
/// [`Error::Refused`] when it is not offered, not yet, no longer, or when the pass is not good by then.
pub async fn claim(write: &mut Write, benefit: &str, pass: &str) -> Result<Claim> {
    lock(write, benefit).await?;
    let offered = benefits::by_id(write, benefit).await?;
    let holder = passes::by_id(write, pass).await?;
    if let Some(known) = claims::of(write, benefit, pass).await?
        && known.state != ClaimState::GivenUp
    {
        return Ok(known);
    }
    may_ask(&offered, &holder, write.clock().now_ms())?;
    if offered.way == Way::Draw && offered.drawn_at.is_none() {
        return claims::keep(write, benefit, pass, ClaimState::Asked, None).await;
    }
    let place = claims::next_place(write, benefit).await?;
    let left = left(write, &offered).await?;
    let state = if left == Some(0) { ClaimState::Waiting } else { ClaimState::Won };
    let mut kept = claims::keep(write, benefit, pass, state, Some(place)).await?;
    if state == ClaimState::Won {
        kept.right = Some(give_right(write, &offered, &holder, &kept).await?);
    }
    Ok(kept)
}

fn may_ask(offered: &Benefit, holder: &Pass, now: i64) -> Result<()> {
    if offered.kind != BenefitKind::Invitation || offered.state != BenefitState::Published {
        return Err(Error::Refused("pass-claim-closed"));
    }
    if now < offered.claims_from {
        return Err(Error::Refused("pass-claim-early"));
    }
    if now >= offered.claims_until {
        return Err(Error::Refused("pass-claim-late"));
    }
    if !matches!(holder.standing(offered.from), "active") {
        return Err(Error::Refused("pass-claim-not-good"));
    }
    Ok(())
}

/// How many invitations are left; nothing when there is no limit.
pub async fn left(query: &mut impl Query, offered: &Benefit) -> Result<Option<u32>> {
    let Some(quota) = offered.quota else { return Ok(None) };
    Ok(Some(quota.saturating_sub(claims::count(query, &offered.id, ClaimState::Won).await?)))
}

/// Makes the draw of an invitation whose days to ask are over: who has one, and in which order the others wait. Made once; false when it was, or is not due.
pub async fn make_draw(write: &mut Write, benefit: &str) -> Result<bool> {
    lock(write, benefit).await?;
    let offered = benefits::by_id(write, benefit).await?;
    let due = offered.way == Way::Draw
        && offered.kind == BenefitKind::Invitation
        && offered.state == BenefitState::Published
        && offered.drawn_at.is_none()
        && write.clock().now_ms() >= offered.claims_until;
    if !due {
        return Ok(false);
    }
    let asked: Vec<Claim> = claims::of_benefit(write, benefit)
        .await?
        .into_iter()
        .filter(|claim| claim.state == ClaimState::Asked)
        .collect();
    let names: Vec<String> = asked.iter().map(|claim| claim.id.clone()).collect();
    for (place, id) in (1_u32..).zip(draw::ranked(&offered.seed, &names)) {
        claims::set(write, &id, ClaimState::Waiting, Some(place), None).await?;
    }
    benefits::set_drawn(write, benefit).await?;
    fill(write, &Benefit { drawn_at: Some(write.clock().now_ms()), ..offered }).await?;
    Ok(true)
}

/// Gives what is left to those who wait, in their order.
pub(crate) async fn fill(write: &mut Write, offered: &Benefit) -> Result<()> {
    let open = offered.state == BenefitState::Published && (offered.way == Way::First || offered.drawn_at.is_some());
    if !open || offered.kind != BenefitKind::Invitation {
        return Ok(());
    }
    let mut left = left(write, offered).await?.unwrap_or(u32::MAX);
    for claim in claims::of_benefit(write, &offered.id).await? {
        if left == 0 {
            break;
        }
        if claim.state != ClaimState::Waiting {
            continue;
        }
        let holder = passes::by_id(write, &claim.pass).await?;
        // A pass given back, or over by then, keeps nobody waiting.
        if holder.standing(offered.from) != "active" {
            continue;
        }
        give_right(write, offered, &holder, &claim).await?;
        letters::note(write, "invitation", &claim.id).await?;
        left -= 1;
    }
    Ok(())
}

async fn give_right(write: &mut Write, offered: &Benefit, holder: &Pass, claim: &Claim) -> Result<String> {
    let item = offered.item.clone().ok_or(Error::NotFound)?;
    let number = scopes::number(write, &item, &offered.institution).await?;
    let right = Right {
        id: String::new(),
        kind: RightKind::Invitation,
        holder: holder.account.clone(),
        scope: RightScope::Item(item),
        valid_from: days::begin_of(offered.from)?,
        valid_until: Some(days::end_of(offered.until)?),
        // It is good for one coming.
        quota: Some(Quota { admissions: offered.people, period: QuotaPeriod::Ever }),
        admits: offered.people,
        state: RightState::Active,
    };
    let id = rights::issue(write, &right).await?;
    credentials::issue(write, &id, number).await?;
    credentials::set_desk_record(write, &id, &holder.names.given(), None).await?;
    claims::set(write, &claim.id, ClaimState::Won, claim.place, Some(&id)).await?;
    Ok(id)
}

/// Gives an invitation or a place back; the next in line has it. Nothing asked for: nothing changes.
pub async fn give_back(write: &mut Write, benefit: &str, pass: &str) -> Result<()> {
    lock(write, benefit).await?;
    let Some(claim) = claims::of(write, benefit, pass).await? else { return Ok(()) };
    if claim.state == ClaimState::GivenUp {
        return Ok(());
    }
    take_right(write, &claim).await?;
    claims::set(write, &claim.id, ClaimState::GivenUp, claim.place, None).await?;
    let offered = benefits::by_id(write, benefit).await?;
    if days::today(write.clock()) <= offered.until {
        fill(write, &offered).await?;
    }
    Ok(())
}

/// Takes the right of a claim back, if it has one.
pub(crate) async fn take_right(write: &mut Write, claim: &Claim) -> Result<()> {
    if let Some(right) = &claim.right {
        match rights::set_state(write, right, RightState::Cancelled).await {
            // Its holder went, and it with them.
            Ok(()) | Err(access::Error::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}

/// Makes every draw that is due. Gives how many.
pub async fn run(db: &Db) -> Result<u32> {
    let due = benefits::to_draw(&mut db.read().await?, db.clock().now_ms()).await?;
    let mut made = 0;
    for benefit in due {
        let mut write = db.write().await?;
        if make_draw(&mut write, &benefit.id).await? {
            made += 1;
        }
        write.commit().await?;
    }
    Ok(made)
}
