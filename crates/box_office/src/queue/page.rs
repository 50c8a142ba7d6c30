//! The page of someone who waits. Its words are set once in half a minute for everyone; only the figures are put in for
//! each, from memory.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use fluent_bundle::FluentArgs;
use people::Client;
use serde::Serialize;
use shell::{Lang, PageError, Visit, typography};

use super::keeper::{Line, Turn};
use super::line::EARLY_MS;
use super::place::Place;
use super::{cookie, is_drawn, place};
use crate::{Error, Web};

/// Where one's own figures go.
const AHEAD: &str = "#AHEAD#";
const LEFT: &str = "#LEFT#";
const WAITING: &str = "#WAITING#";
const NUMBER: &str = "#NUMBER#";
/// How long the words of a page serve everyone.
const SERVES: Duration = Duration::from_secs(30);

/// `box_office/queue_wait.html`
#[derive(Debug, Clone, Serialize)]
struct WaitPage {
    title: String,
    place_name: String,
    starts_at: String,
    phase: &'static str,
    paused: bool,
    drawn: bool,
    opens_at: Option<String>,
    room_opens_at: Option<String>,
    ahead: &'static str,
    left: &'static str,
    waiting: &'static str,
    number: &'static str,
    seed_hash: String,
    seed: Option<String>,
    enter: String,
}

/// What one page differs by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Kind {
    frame: usize,
    item: String,
    lang: Lang,
    phase: &'static str,
    paused: bool,
    drawn: bool,
    opened: bool,
}

static SET: LazyLock<Mutex<HashMap<Kind, (Instant, String)>>> = LazyLock::new(Mutex::default);

/// `GET /billetterie/file/{item}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    client: Client,
    headers: HeaderMap,
    Path(item): Path<String>,
) -> Result<Response, PageError> {
    let asked = |error: Error| match error {
        Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    };
    let enter = format!("/billetterie/{item}");
    let Some(wanted) = web.queue.wanted(&item).await.map_err(asked)? else {
        return Ok(Redirect::to(&enter).into_response());
    };
    let now = web.db.clock().now_ms();
    let key = web.queue.key().await.map_err(asked)?;
    let line = web.queue.line(&wanted).await.map_err(asked)?;
    if let Some(opens_at) = wanted.opens_at
        && now < opens_at - EARLY_MS
    {
        let again = ((opens_at - EARLY_MS - now) / 1000 + 1).min(300);
        return answer(&web, &visit, &line, &item, "early", None, Figures::default(), again).await;
    }
    let shown = people::web::cookie(&headers, &place::cookie_name(&line.name));
    let known = shown.and_then(|text| Place::read(&key, &line.name, &text));
    let turn = known.as_ref().map(|place| web.queue.turn(&line, place));
    let over = turn == Some(Turn::Over);
    if let Some(Turn::In { .. }) = turn {
        return Ok(fresh(Redirect::to(&enter).into_response()));
    }
    let (place, given) = match known {
        Some(place) if !over => (place, None),
        _ => {
            let place = web.queue.take(&line, client.ip);
            let given = cookie(&web, &line.name, &place, &key);
            (place, given)
        }
    };
    let turn = if given.is_some() { web.queue.turn(&line, &place) } else { turn.unwrap_or(Turn::Before) };
    // Spread over time: whoever waits asks again about ten times, and never all at once.
    let jitter = i64::from_str_radix(place.number.get(..4).unwrap_or_default(), 16).unwrap_or(0);
    let figures = Figures { number: place.number.clone(), waiting: line.snapshot().waiting(), ..Figures::default() };
    let (phase, figures, again) = match turn {
        Turn::Before => {
            let left = (wanted.opens_at.unwrap_or(now) - now) / 1000 + 1;
            ("before", figures, if left > 60 { 30 + jitter % 30 } else { left + jitter % 4 })
        }
        Turn::Waiting { ahead, wait_ms } => {
            let again = wait_ms.map_or(15, |ms| ms / 8_000).clamp(3, 15) + jitter % 3;
            (if over { "over" } else { "waiting" }, Figures { ahead, wait_ms, ..figures }, again)
        }
        Turn::In { .. } | Turn::Over => ("in", figures, 1),
    };
    let mut response = answer(&web, &visit, &line, &item, phase, Some(&place), figures, again).await?;
    if let Some(given) = given {
        response.headers_mut().append(header::SET_COOKIE, given);
    }
    Ok(response)
}

#[derive(Debug, Clone, Default)]
struct Figures {
    ahead: i64,
    wait_ms: Option<i64>,
    waiting: i64,
    number: String,
}

fn fresh(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}

#[expect(clippy::too_many_arguments, reason = "what a page is made of, said once")]
async fn answer(
    web: &Web,
    visit: &Visit,
    line: &Line,
    item: &str,
    phase: &'static str,
    place: Option<&Place>,
    figures: Figures,
    again: i64,
) -> Result<Response, PageError> {
    let words = words(web, visit, line, item, phase, place.is_some_and(is_drawn)).await?;
    let page = words
        .replace(AHEAD, &typography::integer(visit.lang, figures.ahead))
        .replace(WAITING, &typography::integer(visit.lang, figures.waiting))
        .replace(NUMBER, &figures.number)
        .replace(LEFT, &left(web, visit.lang, figures.wait_ms));
    let mut response = fresh(Html(page).into_response());
    if let Ok(value) = HeaderValue::from_str(&again.to_string()) {
        response.headers_mut().insert(header::REFRESH, value);
    }
    Ok(response)
}

/// How long is left, as one says it.
fn left(web: &Web, lang: Lang, wait_ms: Option<i64>) -> String {
    let messages = web.frame.messages();
    let Some(ms) = wait_ms else { return messages.text(lang, "queue-left-unknown") };
    if ms < 60_000 {
        return messages.text(lang, "queue-left-soon");
    }
    let mut args = FluentArgs::new();
    args.set("minutes", ms / 60_000 + 1);
    messages.format(lang, "queue-left", Some(&args)).unwrap_or_default()
}

/// The page without its figures.
async fn words(
    web: &Web,
    visit: &Visit,
    line: &Line,
    item: &str,
    phase: &'static str,
    drawn: bool,
) -> Result<String, PageError> {
    let row = line.snapshot().row.clone();
    let now = web.db.clock().now_ms();
    let opened = row.opens_at.is_some_and(|opens_at| now >= opens_at);
    let kind = Kind {
        // Two servers of one process (tests) have two frames.
        frame: std::ptr::from_ref(web.frame.messages()) as usize,
        item: item.to_owned(),
        lang: visit.lang,
        phase,
        paused: row.paused,
        drawn,
        opened,
    };
    // Whoever is signed in has their name in the head, and a page just said something: those are set for themselves.
    let common = visit.person.is_none() && visit.flashes.is_empty();
    if common
        && let Some((at, words)) = SET.lock().unwrap_or_else(PoisonError::into_inner).get(&kind)
        && at.elapsed() < SERVES
    {
        return Ok(words.clone());
    }
    let mut read = web.db.read().await?;
    let played = programme::performance::by_item(&mut read, item).await?;
    let show = programme::show::by_id(&mut read, &played.show).await?;
    drop(read);
    let instant = |ms: i64| jiff::Timestamp::from_millisecond(ms).ok().map(|at| at.to_string());
    let view = WaitPage {
        title: show.title,
        place_name: played.place_name,
        starts_at: played.starts_at.to_string(),
        phase,
        paused: row.paused,
        drawn,
        opens_at: row.opens_at.and_then(instant),
        room_opens_at: row.opens_at.and_then(|at| instant(at - EARLY_MS)),
        ahead: AHEAD,
        left: LEFT,
        waiting: WAITING,
        number: NUMBER,
        seed_hash: row.seed_hash,
        seed: opened.then_some(row.seed),
        enter: format!("/billetterie/{item}"),
    };
    let Html(text) = web.frame.render(visit, "box_office/queue_wait.html", &view)?;
    if common {
        let mut set = SET.lock().unwrap_or_else(PoisonError::into_inner);
        // A season has some sixty performances, in three languages and five phases.
        if set.len() > 2_000 {
            set.clear();
        }
        set.insert(kind, (Instant::now(), text.clone()));
    }
    Ok(text)
}
