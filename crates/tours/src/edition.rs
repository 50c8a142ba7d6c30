//! Opening an edition, changing its calendar and rules, taking its steps.

use people::{Actor, audit};
use programme::tenant;
use serde_json::json;
use store::prelude::*;

use crate::model::edition::population_code;
use crate::model::{Edition, ProposalState};
use crate::store::{dates, editions, proposals};
use crate::{Error, Result};

/// A step of an edition that someone takes, the calendar alone not being enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The calls are made public: institutions and communes see the edition and its calendar.
    Call,
    /// The edition is closed: nothing of it changes any more.
    Close,
}

/// Opens an edition, as a draft. Its `series` and steps taken are not looked at: the series is `belles-sorties-` and the
/// code.
///
/// # Errors
/// [`Error::Field`] for a calendar out of order, a code that is not a year, an edition that exists.
pub async fn open(write: &mut Write, edition: &Edition, actor: &Actor) -> Result<Edition> {
    let year = edition.code.len() == 4 && edition.code.bytes().all(|digit| digit.is_ascii_digit());
    if !year {
        return Err(Error::field("code", "calls-wrong-year"));
    }
    write.exclusive("tours.editions").await?;
    match editions::by_code(write, &edition.code).await {
        Ok(_) => return Err(Error::field("code", "calls-wrong-edition-exists")),
        Err(Error::NotFound) => {}
        Err(other) => return Err(other),
    }
    let edition = Edition {
        series: format!("belles-sorties-{}", edition.code),
        called_at: None,
        published_at: None,
        closed_at: None,
        ..edition.clone()
    };
    check(&edition)?;
    editions::put(write, &edition).await?;
    let details = json!({ "population": population_code(edition.population), "ceiling": edition.ceiling });
    audit::append(write, actor, "tours.edition_opened", &format!("edition:{}", edition.code), &details).await?;
    Ok(edition)
}

/// Changes an edition's title, calendar and rules; its code, series and steps stay as they are. Once published, the cap on
/// prices and the season's days no longer change: tickets rest on them. Once the call to communes has ended, its end no
/// longer changes: the draw starts from it, and must not be drawn again by whoever knows the lists.
///
/// # Errors
/// [`Error::Field`] as for [`open`] and for what no longer changes; [`Error::Refused`] once closed.
pub async fn amend(write: &mut Write, new: &Edition, actor: &Actor) -> Result<Edition> {
    write.exclusive("tours.editions").await?;
    let known = editions::by_code(write, &new.code).await?;
    if known.closed_at.is_some() {
        return Err(Error::Refused("calls-refused-closed"));
    }
    let new = Edition {
        series: known.series.clone(),
        called_at: known.called_at,
        published_at: known.published_at,
        closed_at: known.closed_at,
        demo: known.demo,
        ..new.clone()
    };
    check(&new)?;
    if known.called_at.is_some() && new.wishes_until != known.wishes_until {
        let now = write.clock().now();
        if known.wishes_until <= now {
            return Err(Error::field("wishes_until", "calls-wrong-wishes-ended"));
        }
        // Ended in the past, it would be an instant chosen among many by whoever knows the lists.
        if new.wishes_until <= now {
            return Err(Error::field("wishes_until", "calls-wrong-past"));
        }
    }
    if known.published_at.is_some() {
        if new.price_cap != known.price_cap {
            return Err(Error::field("price_cap", "calls-wrong-published"));
        }
        if new.first_day != known.first_day || new.last_day < known.last_day {
            return Err(Error::field("last_day", "calls-wrong-published"));
        }
    }
    editions::put(write, &new).await?;
    let details = json!({
        "budget": new.budget, "ceiling": new.ceiling, "population": population_code(new.population),
        "calendar_before": calendar(&known), "calendar": calendar(&new),
    });
    audit::append(write, actor, "tours.edition_changed", &format!("edition:{}", new.code), &details).await?;
    Ok(new)
}

/// An edition's calendar, as the log keeps it.
fn calendar(edition: &Edition) -> serde_json::Value {
    json!({
        "first_day": edition.first_day.to_string(),
        "last_day": edition.last_day.to_string(),
        "proposals_from": edition.proposals_from.to_string(),
        "proposals_until": edition.proposals_until.to_string(),
        "wishes_from": edition.wishes_from.to_string(),
        "wishes_until": edition.wishes_until.to_string(),
        "arbitration_until": edition.arbitration_until.to_string(),
        "publication_at": edition.publication_at.to_string(),
        "sales_at": edition.sales_at.to_string(),
    })
}

/// Takes a step.
///
/// # Errors
/// [`Error::Refused`] for one already taken, or taken too early.
pub async fn take(write: &mut Write, code: &str, step: Step, actor: &Actor) -> Result<Edition> {
    write.exclusive("tours.editions").await?;
    // None is sent while one looks whether any waits.
    write.exclusive("tours.proposals").await?;
    let mut edition = editions::by_code(write, code).await?;
    let now = write.clock().now();
    let action = match step {
        Step::Call => {
            if edition.called_at.is_some() {
                return Err(Error::Refused("calls-refused-called"));
            }
            edition.called_at = Some(now);
            "tours.edition_called"
        }
        Step::Close => {
            let today = now.to_zoned(access::local_zone()).date();
            if edition.closed_at.is_some() {
                return Err(Error::Refused("calls-refused-closed"));
            }
            let announced = !dates::of_edition(write, code).await?.is_empty();
            if announced && today <= edition.last_day {
                return Err(Error::Refused("calls-refused-season-runs"));
            }
            let waits = |state| matches!(state, ProposalState::Sent);
            if proposals::of_edition(write, code).await?.iter().any(|one| waits(one.state)) {
                return Err(Error::Refused("calls-refused-proposals-wait"));
            }
            edition.closed_at = Some(now);
            "tours.edition_closed"
        }
    };
    editions::put(write, &edition).await?;
    audit::append(write, actor, action, &format!("edition:{code}"), &json!({})).await?;
    Ok(edition)
}

/// Puts a commune in another sector, that of `centre`; without one, back where the published rule puts it.
pub async fn set_sector(write: &mut Write, commune: &str, centre: Option<&str>, actor: &Actor) -> Result<()> {
    tenant::commune_by_insee(write, commune).await?;
    if let Some(centre) = centre {
        tenant::commune_by_insee(write, centre).await?;
    }
    editions::set_sector(write, commune, centre).await?;
    let details = json!({ "sector": centre });
    audit::append(write, actor, "tours.sector_chosen", &format!("commune:{commune}"), &details).await?;
    Ok(())
}

fn check(edition: &Edition) -> Result<()> {
    if edition.title.trim().is_empty() {
        return Err(Error::field("title", "calls-wrong-needed"));
    }
    if let Some(field) = edition.disorder() {
        return Err(Error::field(field, "calls-wrong-order"));
    }
    let year: i16 = edition.code.parse().map_err(|_| Error::field("code", "calls-wrong-year"))?;
    if !(edition.first_day.year()..=edition.last_day.year()).contains(&year) {
        return Err(Error::field("first_day", "calls-wrong-first-year"));
    }
    for (field, value) in [
        ("ceiling", edition.ceiling),
        ("wishes_most", edition.wishes_most),
        ("sectors", edition.sectors),
        ("crew_km", edition.crew_km.unwrap_or(1)),
        ("crew_days", edition.crew_days.unwrap_or(1)),
    ] {
        if value < 1 {
            return Err(Error::field(field, "calls-wrong-number"));
        }
    }
    if edition.wishes_most > 20 {
        return Err(Error::field("wishes_most", "calls-wrong-number"));
    }
    if edition.price_cap < 0 {
        return Err(Error::field("price_cap", "calls-wrong-price"));
    }
    if edition.budget.is_some_and(|budget| budget < 0) {
        return Err(Error::field("budget", "calls-wrong-price"));
    }
    Ok(())
}
