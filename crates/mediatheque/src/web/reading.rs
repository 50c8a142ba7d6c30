//! What a reader's page sends while one reads: signs of life, the place where one is.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use people::web::{Staff, Visitor};
use serde::Serialize;
use shell::{PageError, SentForm, Visit};

use super::visitor::Guest;
use super::{Page, Web, fault, reader, resource, turns};
use crate::Error;
use crate::model::Position;
use crate::pages::words;
use crate::store::{editions, positions, resources};

#[derive(Serialize)]
struct Kept {
    /// Until when the seat is kept without another sign.
    until: String,
    /// The address of the content from now on.
    prefix: String,
}

#[derive(Serialize)]
struct Ended {
    /// Why, in the reader's words.
    said: String,
}

/// Checks that a seat is this visitor's. A seat that has ended is nobody's: the verb says so.
async fn own(web: &Web, seat: &str, guest: &Guest) -> Result<bool, PageError> {
    let mut read = web.content.db.read().await?;
    Ok(match access::seats::account(&mut read, seat, web.now()).await? {
        None => false,
        Some(None) => true,
        Some(account) if account == guest.account => true,
        Some(Some(_)) => return Err(PageError::Forbidden),
    })
}

/// `POST /mediatheque/lecture/{seat}/tenir`: keeps the seat and renews the content's address, or says why it ends.
pub(crate) async fn hold(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(seat): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let guest = Guest::of(&web, &visit, session.as_ref()).await?;
    let held = if own(&web, &seat, &guest).await? {
        let mut write = web.content.db.write().await?;
        let held = access::hold(&mut write, &seat, web.now()).await?;
        write.commit().await?;
        held
    } else {
        None
    };
    let Some(held) = held else {
        let said = web.frame.messages().text(visit.lang, "mediatheque-reader-ended-words");
        return Ok((StatusCode::CONFLICT, Json(Ended { said })).into_response());
    };
    let mut read = web.content.db.read().await?;
    let found = resources::by_door(&mut read, &held.door).await.map_err(fault)?;
    // The right may have ended while one was inside: the next page is asked of the door as it is now.
    if let access::Verdict::Refused { reason } =
        access::judge(&mut read, &held.door, guest.visitor().as_ref(), web.now(), &web.zone).await?
        && !matches!(reason, access::Refusal::SeatsTaken { .. })
    {
        let verdict = access::Verdict::Refused { reason };
        let said = words::say(&web.frame, visit.lang, &verdict, &web.zone, web.now());
        return Ok((StatusCode::CONFLICT, Json(Ended { said: format!("{} {}", said.text, said.todo) })).into_response());
    }
    let edition = found.edition.as_deref().ok_or(PageError::NotFound)?;
    let edition = editions::by_id(&mut read, edition).await.map_err(fault)?;
    let prefix = reader::prefix(&web, &guest, &edition, &held.id);
    Ok(Json(Kept { until: held.ends_at.to_string(), prefix }).into_response())
}

/// `POST /mediatheque/lecture/{seat}/partir`: gives the seat back, and offers it to whoever waits.
pub(crate) async fn leave(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(seat): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let guest = Guest::of(&web, &visit, session.as_ref()).await?;
    if own(&web, &seat, &guest).await? {
        let mut write = web.content.db.write().await?;
        let door = access::leave(&mut write, &seat, web.now()).await?;
        write.commit().await?;
        if let Some(door) = door {
            turns::offer(&web, &door).await?;
        }
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /mediatheque/{slug}/position`: where one is, from one's device.
pub(crate) async fn remember(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(slug): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let found = resource::seen(&mut web.content.db.read().await?, &slug, Some(&session)).await?;
    let locator = serde_json::from_str(form.value("locator")).map_err(|_| PageError::BadRequest)?;
    let share: Option<f64> = form.value("progress").parse().ok();
    let position = Position {
        resource: found.id,
        locator,
        progression: share.filter(|share| share.is_finite()).map(|share| (share * 1000.0).round() as i64),
        device: String::new(),
        at_ms: form.value("at").parse().map_err(|_| PageError::BadRequest)?,
    };
    let mut write = web.content.db.write().await?;
    match positions::keep(&mut write, &session.account.id, &position).await {
        Ok(_) => write.commit().await?,
        Err(Error::Unfit(_)) => return Err(PageError::BadRequest),
        Err(error) => return Err(fault(error)),
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
