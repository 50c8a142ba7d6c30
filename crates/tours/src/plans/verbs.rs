//! What officers do with plans: ask for one, pin, rule out, repair, adopt.

use jiff::civil::Date;
use people::{Actor, audit};
use serde_json::{Value, json};
use store::prelude::*;
use store::{Db, Lease};
use tour_planner::{Explanation, Instance, Limits, Outcome, Pin, Plan, Trouble, check, explain, plan, repair};

use super::store as kept;
use super::store::State;
use super::turn::{TURN, held};
use crate::store::{editions, planning_input};
use crate::{Error, Result};

/// Nodes a plan may take: editions of a hundred communes take a few dozen.
const LIMITS: Limits = Limits { nodes: 20_000 };
/// Nodes each explanation may take.
const EXPLAINING: Limits = Limits { nodes: 2_000 };
/// Longest note.
const NOTE: usize = 200;

/// What the planner is given now: the edition, its pins, what is ruled out.
///
/// # Errors
/// [`Error::NotFound`] for an edition there is not.
pub async fn input(query: &mut impl Query, edition: &str) -> Result<Instance> {
    let mut instance = planning_input(query, edition).await?;
    instance.pins = kept::pins(query, edition).await?;
    instance.forbids = kept::forbids(query, edition).await?.into_iter().map(|(_, forbid)| forbid).collect();
    // A pin on what was withdrawn since holds nothing.
    let known: Vec<Pin> = instance
        .pins
        .iter()
        .filter(|pin| instance.show(&pin.show).is_some())
        .filter(|pin| {
            instance.commune(&pin.commune).is_some_and(|commune| {
                pin.hall.as_ref().is_none_or(|hall| commune.halls.iter().any(|one| one.code == *hall))
            })
        })
        .cloned()
        .collect();
    instance.pins = known;
    Ok(instance)
}

/// Asks for a version: a fresh plan, or version `based_on` repaired around what was decided since. Gives its number;
/// [`work`] makes the plan.
///
/// # Errors
/// [`Error::Refused`] when there is nothing to plan, when the version to repair has no plan, or once the edition is
/// closed.
pub async fn begin(write: &mut Write, edition: &str, based_on: Option<i64>, note: &str, actor: &Actor) -> Result<i64> {
    write.exclusive("tours.plans").await?;
    if editions::by_code(write, edition).await?.closed_at.is_some() {
        return Err(Error::Refused("plans-refused-closed"));
    }
    let instance = input(write, edition).await?;
    if instance.shows.is_empty() || instance.communes.is_empty() {
        return Err(Error::Refused("plans-refused-nothing"));
    }
    if let Some(number) = based_on
        && kept::by_number(write, edition, number).await?.outcome.is_none()
    {
        return Err(Error::Refused("plans-refused-no-plan"));
    }
    let note: String = note.trim().chars().take(NOTE).collect();
    let number = kept::insert(write, edition, based_on, &note, &instance).await?;
    let details = json!({ "version": number, "based_on": based_on });
    audit::append(write, actor, "tours.plan_asked", &format!("edition:{edition}"), &details).await?;
    Ok(number)
}

/// Makes the plan of a version asked for, with its explanations. Returns at once while another is at it, here or on
/// another node; done twice, it changes nothing.
///
/// # Errors
/// What the database says; a plan that can't be is kept with the version.
pub async fn work(db: &Db, edition: &str, number: i64) -> Result<()> {
    // The holder's name is new each time: whoever opens the page again must not be taken for the one at work.
    let lease = match db.lease(&format!("tours.plan.{edition}.{number}"), &store::new_id(), TURN).await {
        Ok(lease) => lease,
        Err(store::Error::LeaseHeld { .. }) => return Ok(()),
        Err(other) => return Err(other.into()),
    };
    let done = work_in_turn(db, edition, number, &lease).await;
    lease.release().await?;
    done
}

async fn work_in_turn(db: &Db, edition: &str, number: i64, lease: &Lease) -> Result<()> {
    let mut read = db.read().await?;
    let version = kept::by_number(&mut read, edition, number).await?;
    if version.line.state != State::Working {
        return Ok(());
    }
    let previous = match version.line.based_on {
        Some(before) => kept::by_number(&mut read, edition, before).await?.outcome.map(|outcome| outcome.plan),
        None => None,
    };
    drop(read);
    let instance = version.instance;
    let finding = tokio::task::spawn_blocking(move || find(&instance, previous.as_ref()));
    let found = held(lease, TURN, finding).await.unwrap_or_else(|_| Err(json!({ "name": "broken" })));
    let mut write = db.write().await?;
    kept::end(&mut write, edition, number, &found).await?;
    write.commit().await?;
    Ok(())
}

/// Asks for a version and waits for its plan.
///
/// # Errors
/// As [`begin`] and [`work`].
pub async fn propose(db: &Db, edition: &str, based_on: Option<i64>, note: &str, actor: &Actor) -> Result<i64> {
    let mut write = db.write().await?;
    let number = match begin(&mut write, edition, based_on, note, actor).await {
        Ok(number) => number,
        Err(error) => {
            write.rollback().await?;
            return Err(error);
        }
    };
    write.commit().await?;
    work(db, edition, number).await?;
    Ok(number)
}

fn find(instance: &Instance, previous: Option<&Plan>) -> Result<(Outcome, Vec<Explanation>), Value> {
    let outcome = match previous {
        Some(previous) => repair(instance, previous, &LIMITS),
        None => plan(instance, &LIMITS),
    }
    .map_err(|trouble| told(&trouble))?;
    let explanations = explain(instance, &outcome.plan, previous, &EXPLAINING);
    Ok((outcome, explanations))
}

/// Why there is no plan, as a message's last word and what it speaks of.
fn told(trouble: &Trouble) -> Value {
    match trouble {
        Trouble::PinnedTwice { commune } => json!({ "name": "pinned-twice", "commune": commune }),
        Trouble::PinImpossible { commune, show } => {
            json!({ "name": "pin-impossible", "commune": commune, "show": show })
        }
        Trouble::TooManyPins { show } => json!({ "name": "too-many-pins", "show": show }),
        Trouble::PinsOverBudget => json!({ "name": "over-budget" }),
        Trouble::PinsTooTight { show } => json!({ "name": "too-tight", "show": show }),
        Trouble::PinsNotFound { show } => json!({ "name": "pins-not-found", "show": show }),
        other => {
            tracing::error!(%other, "an edition can't be planned");
            json!({ "name": "broken" })
        }
    }
}

/// Decides before the planner: the commune has this show, perhaps in a hall, perhaps on a day. One decision a commune.
///
/// # Errors
/// [`Error::NotFound`] for a show, commune or hall the edition has not, [`Error::Refused`] for what can't be played.
pub async fn pin(write: &mut Write, edition: &str, pin: &Pin, actor: &Actor) -> Result<()> {
    write.exclusive("tours.plans").await?;
    let mut instance = input(write, edition).await?;
    instance.pins = vec![pin.clone()];
    // Alone it must be possible; whether it goes with the others, the planner says.
    match plan(&instance, &Limits { nodes: 0 }) {
        Ok(_) => {}
        Err(Trouble::Malformed(_)) => return Err(Error::NotFound),
        Err(_) => return Err(Error::Refused("plans-refused-pin")),
    }
    kept::put_pin(write, edition, pin).await?;
    let details = json!({ "show": pin.show, "hall": pin.hall, "day": pin.day.map(|day| day.to_string()) });
    note(write, actor, "tours.plan_pinned", edition, &pin.commune, details).await
}

/// Takes a decision back.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn unpin(write: &mut Write, edition: &str, commune: &str, actor: &Actor) -> Result<()> {
    write.exclusive("tours.plans").await?;
    if !kept::remove_pin(write, edition, commune).await? {
        return Err(Error::NotFound);
    }
    note(write, actor, "tours.plan_unpinned", edition, commune, json!({})).await
}

/// Rules out a show, a day or both in a commune; everything when neither is said.
///
/// # Errors
/// [`Error::NotFound`] for a show or commune the edition has not.
pub async fn forbid(
    write: &mut Write,
    edition: &str,
    commune: &str,
    show: Option<&str>,
    day: Option<Date>,
    actor: &Actor,
) -> Result<()> {
    write.exclusive("tours.plans").await?;
    let instance = input(write, edition).await?;
    if instance.commune(commune).is_none() || show.is_some_and(|show| instance.show(show).is_none()) {
        return Err(Error::NotFound);
    }
    kept::put_forbid(write, edition, commune, show, day).await?;
    let details = json!({ "show": show, "day": day.map(|day| day.to_string()) });
    note(write, actor, "tours.plan_forbidden", edition, commune, details).await
}

/// Allows again what was ruled out.
///
/// # Errors
/// [`Error::NotFound`] when it was not.
pub async fn allow(write: &mut Write, edition: &str, id: &str, actor: &Actor) -> Result<()> {
    write.exclusive("tours.plans").await?;
    let forbids = kept::forbids(write, edition).await?;
    let Some((_, forbid)) = forbids.into_iter().find(|(one, _)| one == id) else { return Err(Error::NotFound) };
    kept::remove_forbid(write, edition, id).await?;
    let commune = forbid.commune.unwrap_or_default();
    note(write, actor, "tours.plan_allowed", edition, &commune, json!({ "show": forbid.show })).await
}

/// Makes a version the edition's plan: the one that is published. It must keep every rule as things stand now.
///
/// # Errors
/// [`Error::Refused`] when there is no plan, or when a show, a hall, a wish or a decision changed since so that it
/// does not hold any more.
pub async fn adopt(write: &mut Write, edition: &str, number: i64, actor: &Actor) -> Result<()> {
    write.exclusive("tours.plans").await?;
    if editions::by_code(write, edition).await?.closed_at.is_some() {
        return Err(Error::Refused("plans-refused-closed"));
    }
    let version = kept::by_number(write, edition, number).await?;
    let Some(outcome) = version.outcome else { return Err(Error::Refused("plans-refused-no-plan")) };
    let instance = input(write, edition).await?;
    if let Err(faults) = check(&instance, &outcome.plan) {
        tracing::info!(?faults, edition, number, "a plan does not hold any more");
        return Err(Error::Refused("plans-refused-changed"));
    }
    kept::set_adopted(write, edition, number).await?;
    let details = json!({ "version": number, "performances": outcome.plan.performances.len() });
    audit::append(write, actor, "tours.plan_adopted", &format!("edition:{edition}"), &details).await?;
    Ok(())
}

async fn note(
    write: &mut Write,
    actor: &Actor,
    action: &str,
    edition: &str,
    commune: &str,
    mut details: Value,
) -> Result<()> {
    details["edition"] = json!(edition);
    audit::append(write, actor, action, &format!("commune:{commune}"), &details).await?;
    Ok(())
}
