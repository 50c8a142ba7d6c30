//! Letters before loans are due, and the calendar of these days.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use people::web::Staff;
use serde::Serialize;
use shell::{Flash, Lang, PageError, SentForm, Tone, Visit};

use super::household::Household;
use super::shelf_page::{names, private};
use super::words::{page, say};
use super::{choices, ics, links, paths};
use crate::Web;

type Page = Result<Response, PageError>;

/// `POST /ma-carte/prets/rappels`
pub(super) async fn reminds(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let wanted = form.value("reminds") == "1";
    if wanted && session.account.email.is_none() {
        let text = say(&web.frame, visit.lang, "loans-reminders-need-address", &[]);
        return Ok(Flash { tone: Tone::Refused, text }.redirect(&web.frame, paths::SHELF));
    }
    let mut write = web.db.write().await?;
    choices::set_reminds(&mut write, &session.account.id, wanted).await.map_err(page)?;
    write.commit().await?;
    let key = if wanted { "loans-reminders-on" } else { "loans-reminders-off" };
    let text = say(&web.frame, visit.lang, key, &[]);
    Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, paths::SHELF))
}

/// `loans/calendar.html`
#[derive(Debug, Clone, Serialize)]
struct Address {
    address: String,
}

/// `POST /ma-carte/prets/agenda`: a new address, told this once, or none any more.
pub(super) async fn calendar(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let mut write = web.db.write().await?;
    if form.value("calendar") != "1" {
        choices::no_calendar(&mut write, &session.account.id).await.map_err(page)?;
        write.commit().await?;
        let text = say(&web.frame, visit.lang, "loans-calendar-off", &[]);
        return Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, paths::SHELF));
    }
    let secret = choices::new_calendar(&mut write, &session.account.id).await.map_err(page)?;
    write.commit().await?;
    let view = Address { address: format!("{}{}", web.public_url, paths::calendar(&secret)) };
    Ok(private(web.frame.render(&visit, "loans/calendar.html", &view)?))
}

/// `GET /prets/agenda/{file}`: the days loans are due, for a calendar's program. It tells how many and where, no title:
/// calendars are read by others than their owners.
pub(super) async fn feed(State(web): State<Web>, Path(file): Path<String>) -> Page {
    let secret = file.strip_suffix(".ics").filter(|secret| secret.len() <= 100).ok_or(PageError::NotFound)?;
    let mut read = web.db.read().await?;
    let account = choices::of_calendar(&mut read, secret).await.map_err(page)?.ok_or(PageError::NotFound)?;
    drop(read);
    let account = web.people.account(&account).await.map_err(|error| page(error.into()))?;
    let lang = Lang::from_code(&account.language).unwrap_or_default();
    let household = Household::of_account(&web.db, &account.id, &account.name).await.map_err(page)?;
    let names = names(&web).await?;
    let known =
        links::seen_by(&mut web.db.read().await?, household.viewer(), &household.accounts()).await.map_err(page)?;
    let mut days = Vec::new();
    for link in &known {
        let Some(state) = &link.known else { continue };
        let mut dues: Vec<_> = state.account.loans.iter().filter_map(|loan| loan.due).collect();
        dues.sort();
        for due in dues.chunk_by(|a, b| a == b) {
            days.push(ics::Day {
                uid: format!("{}-{}", link.id, due[0]),
                day: due[0],
                stamp: Timestamp::from_millisecond(state.asked_at_ms).unwrap_or(Timestamp::UNIX_EPOCH),
                title: say(
                    &web.frame,
                    lang,
                    "loans-calendar-day",
                    &[
                        ("n", i64::try_from(due.len()).unwrap_or(i64::MAX).into()),
                        ("library", names.get(&link.institution).cloned().unwrap_or_default().into()),
                    ],
                ),
                url: format!("{}{}", web.public_url, paths::SHELF),
            });
        }
    }
    let text = ics::calendar(&say(&web.frame, lang, "loans-title", &[]), &days);
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
