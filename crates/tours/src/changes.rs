//! After publication: a date moves, or is called off. Institution and commune are written to; whoever holds a ticket is told
//! by the box office, which follows the programme.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use people::{Actor, audit};
use programme::performance;
use programme::{PerformanceState, show, tenant};
use serde_json::json;
use store::prelude::*;

use crate::publication::{both, position};
use crate::store::dates::{self, AnnouncedDate};
use crate::store::{editions, halls, letters, proposals, wishes};
use crate::{Error, Result};

/// What a date becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub day: Date,
    /// When it begins.
    pub hour: Time,
    /// The hall, of the same commune.
    pub hall: String,
    /// How many people may attend.
    pub places: i64,
    /// What is told of it, and why.
    pub told: String,
}

/// Changes a date announced.
///
/// # Errors
/// [`Error::Refused`] for one cancelled, past, or of an edition closed; [`Error::Field`] for what does not hold together.
pub async fn amend(write: &mut Write, item: &str, change: &Change, actor: &Actor, zone: &TimeZone) -> Result<()> {
    write.exclusive("tours.publication").await?;
    let (mut date, mut played) = open(write, item).await?;
    let edition = editions::by_code(write, &date.edition).await?;
    if change.told.trim().is_empty() {
        return Err(Error::field("told", "calls-wrong-told"));
    }
    if change.day < edition.first_day || edition.last_day < change.day {
        return Err(Error::field("day", "calls-wrong-season"));
    }
    if !(1..=100_000).contains(&change.places) {
        return Err(Error::field("places", "calls-wrong-number"));
    }
    let hall = match halls::by_id(write, &change.hall).await {
        Ok(hall) if hall.commune == date.commune => hall,
        Ok(_) | Err(Error::NotFound) => return Err(Error::field("hall", "calls-wrong-choice")),
        Err(other) => return Err(other),
    };
    let starts_at = change.day.to_datetime(change.hour).to_zoned(zone.clone())?.timestamp();
    if starts_at <= write.clock().now() {
        return Err(Error::field("day", "calls-wrong-past"));
    }
    let before = played.doors_at.map(|doors| played.starts_at.duration_since(doors));
    if hall.id != date.hall {
        let commune = tenant::commune_by_insee(write, &date.commune).await?;
        let proposal = proposals::by_id(write, &date.proposal).await?;
        played.place_name = hall.name.clone();
        played.place_kind = hall.kind.clone();
        played.address = hall.address.clone();
        if !hall.postal_code.is_empty() {
            played.postal_code = hall.postal_code.clone();
        }
        played.position = position(&hall, &commune);
        played.access = both(&hall.access, &proposal.access);
        date.hall = hall.id.clone();
        dates::put(write, &date).await?;
    }
    let from = played.starts_at;
    played.starts_at = starts_at;
    played.doors_at = before.map(|before| starts_at - before);
    played.places = Some(change.places);
    played.told = change.told.trim().to_owned();
    performance::amend(write, &played, zone).await?;
    tell(write, "changed", &date, &played, Some(from.as_millisecond())).await?;
    let details = json!({ "starts_at": starts_at.to_string(), "hall": hall.id, "places": change.places });
    audit::append(write, actor, "tours.date_changed", &format!("performance:{item}"), &details).await?;
    Ok(())
}

/// Calls a date off, for a reason that is told.
///
/// # Errors
/// As for [`amend`].
pub async fn cancel(write: &mut Write, item: &str, told: &str, actor: &Actor) -> Result<()> {
    write.exclusive("tours.publication").await?;
    let (date, mut played) = open(write, item).await?;
    if told.trim().is_empty() {
        return Err(Error::field("reason", "calls-wrong-told"));
    }
    played.told = told.trim().to_owned();
    performance::cancel(write, item, &played.told).await?;
    tell(write, "cancelled", &date, &played, None).await?;
    audit::append(write, actor, "tours.date_cancelled", &format!("performance:{item}"), &json!({})).await?;
    Ok(())
}

async fn open(write: &mut Write, item: &str) -> Result<(AnnouncedDate, programme::Performance)> {
    let date = dates::by_item(write, item).await?;
    let played = performance::by_item(write, item).await?;
    if played.state == PerformanceState::Cancelled {
        return Err(Error::Refused("calls-refused-cancelled"));
    }
    if played.starts_at <= write.clock().now() {
        return Err(Error::Refused("calls-refused-past"));
    }
    Ok((date, played))
}

async fn tell(
    write: &mut Write,
    kind: &str,
    date: &AnnouncedDate,
    played: &programme::Performance,
    from: Option<i64>,
) -> Result<()> {
    let edition = editions::by_code(write, &date.edition).await?;
    let proposal = proposals::by_id(write, &date.proposal).await?;
    let commune = tenant::commune_by_insee(write, &date.commune).await?;
    let details = |path: String| {
        json!({
            "edition": edition.title,
            "commune": commune.name,
            "hall": played.place_name,
            "places": played.places,
            "at": played.starts_at.as_millisecond(),
            "from": from.unwrap_or(played.starts_at.as_millisecond()),
            "told": played.told,
            "path": path,
        })
    };
    let title = show::by_id(write, &played.show).await?.title;
    let with_title = |mut value: serde_json::Value| {
        value["show"] = json!(title);
        value
    };
    let to_house = with_title(details(format!("/bureau/mes-spectacles/{}", proposal.id)));
    letters::note(write, kind, &proposal.contact, &to_house).await?;
    if let Some(list) = wishes::of_commune(write, &date.edition, &date.commune).await? {
        let to_commune = with_title(details(format!("/bureau/accueillir/{}/{}", date.edition, date.commune)));
        letters::note(write, kind, &list.contact, &to_commune).await?;
    }
    Ok(())
}
