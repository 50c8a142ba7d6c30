//! What libraries say of now: set on pages, answered to machines, and filled in on results.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use shell::{PageError, Visit};

use super::machines::{ApiError, pairs};
use super::{Web, tiles, work_page};
use crate::api::{AvailabilityAnswer, CopyAnswer, LibraryNowAnswer};
use crate::availability::{self, Asked, HitNow, PAGE_DEADLINE, Patience, State as How};
use crate::pages::results::{self, WorksNow};
use crate::pages::tile::Holder;
use crate::search::Found;
use crate::store::placements::{self, Level, MemberRecord};

/// Works asked about in one fragment: a page of results has twenty.
const WORKS: usize = 24;

/// Machines that read every page do not make libraries answer for each.
fn patience(headers: &HeaderMap) -> Patience {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    if availability::is_crawler(agent) { Patience::None } else { Patience::For(PAGE_DEADLINE) }
}

/// Sets what libraries say on rows of copies.
pub(crate) async fn fill(web: &Web, headers: &HeaderMap, title: &str, holders: Vec<&mut Holder>) {
    let now = web.engine.db().clock().now();
    availability::fill(web.availability.as_ref(), now, title, patience(headers), holders).await;
}

/// What is known, without asking, of the works found. A page of results waits for nobody.
pub(crate) async fn known(web: &Web, found: &Found, wanted: &[String]) -> BTreeMap<i64, HitNow> {
    let Some(source) = &web.availability else { return BTreeMap::new() };
    if source.connected().await.is_empty() {
        return BTreeMap::new();
    }
    let works = found.hits.iter().map(|hit| (hit.work, tiles::asked(web, hit, wanted))).collect();
    availability::of_works(source, web.engine.db().clock().now(), Patience::None, works).await
}

/// What to ask about a work: each library's record once, with its barcodes.
fn asked(web: &Web, members: &[MemberRecord]) -> Vec<Asked> {
    let all: Vec<&MemberRecord> = members.iter().collect();
    let mut asked: Vec<Asked> = Vec::new();
    for holder in work_page::holders(web, &all) {
        match asked.iter_mut().find(|one| one.library == holder.code && one.record == holder.record) {
            Some(one) => one.barcodes.extend(holder.barcodes),
            None => asked.push(holder.asked()),
        }
    }
    asked
}

/// `GET /recherche/disponibilites?oeuvre=1&oeuvre=2`: the lines of results that libraries fill in.
pub(crate) async fn fragment(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let mut works: Vec<i64> = pairs(query.as_deref())
        .into_iter()
        .filter(|(name, _)| name == "oeuvre")
        .filter_map(|(_, value)| value.parse().ok())
        .take(WORKS)
        .collect();
    works.sort_unstable();
    works.dedup();
    let mut told = BTreeMap::new();
    if let Some(source) = web.availability.as_ref().filter(|_| !works.is_empty())
        && !source.connected().await.is_empty()
    {
        let mut read = web.engine.db().read().await?;
        let members = placements::members(&mut read, &works).await?;
        drop(read);
        let questions = members.iter().map(|(work, members)| (*work, asked(&web, members))).collect();
        let now = web.engine.db().clock().now();
        told = availability::of_works(source, now, patience(&headers), questions).await;
    }
    let view = WorksNow { works: told.into_iter().collect() };
    let page = results::render_now(&web.frame, &visit, &view)?;
    Ok(([(header::CACHE_CONTROL, "no-store"), (header::HeaderName::from_static("x-robots-tag"), "noindex")], page)
        .into_response())
}

/// `GET /api/catalogue/works/{work}/availability`
pub(crate) async fn of_work(
    State(web): State<Web>,
    Path(work): Path<i64>,
) -> Result<Json<AvailabilityAnswer>, ApiError> {
    let mut read = web.engine.db().read().await?;
    let mut work = work;
    let mut members = placements::members(&mut read, &[work]).await?.remove(&work);
    if members.is_none()
        && let Some(now) = placements::follow(&mut read, Level::Work, work).await?
    {
        work = now;
        members = placements::members(&mut read, &[work]).await?.remove(&work);
    }
    drop(read);
    let members = members.ok_or_else(|| ApiError::no_work(work))?;
    let asked = asked(&web, &members);
    let answers = match &web.availability {
        Some(source) if !source.connected().await.is_empty() => source.ask(asked, Patience::For(PAGE_DEADLINE)).await,
        _ => asked
            .into_iter()
            .map(|one| availability::Answer {
                library: one.library,
                record: one.record,
                state: How::NotConnected,
                copies: Vec::new(),
                asked_at: None,
            })
            .collect(),
    };
    let libraries = answers
        .into_iter()
        .map(|answer| LibraryNowAnswer {
            library: answer.library,
            record: answer.record,
            state: answer.state,
            asked_at: answer.asked_at.map(|at| format!("{at:.3}")),
            copies: answer
                .copies
                .into_iter()
                .map(|copy| CopyAnswer {
                    barcode: copy.barcode,
                    available: copy.available,
                    due: copy.due.map(|day| day.to_string()),
                    said: copy.said,
                    holds: copy.holds,
                })
                .collect(),
        })
        .collect();
    Ok(Json(AvailabilityAnswer { work, libraries }))
}
