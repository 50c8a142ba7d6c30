//! A show and its dates.

use axum::extract::{Path, State};
use axum::response::Response;
use programme::{institution, performance, show};
use serde::Serialize;
use serde_json::{Value, json};
use shell::{PageError, Visit};

use super::views::{Card, SeasonLink, seasons, set};
use crate::Web;
use crate::events;
use crate::feeds::schema_org;
use crate::web::{cut, lost};

/// `agenda/show.html`
#[derive(Debug, Serialize)]
struct ShowPage {
    id: String,
    title: String,
    performer: String,
    website: Option<String>,
    genre: &'static str,
    /// For engines' lists.
    description: String,
    credits: String,
    summary: String,
    audience: String,
    mediation: String,
    minutes: Option<i64>,
    age_from: Option<i64>,
    artists: Option<i64>,
    image: Option<String>,
    coming: Vec<Card>,
    past: Vec<Card>,
    seasons: Vec<SeasonLink>,
    linked: Value,
    demo: bool,
}

/// `GET /sorties/spectacle/{show}`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let shown = show::by_id(&mut read, &id).await.map_err(lost)?;
    let performances = performance::of_show(&mut read, &id).await.map_err(lost)?;
    // A show nobody announced yet is no business of the public's.
    if performances.is_empty() {
        return Err(PageError::NotFound);
    }
    let performer = institution::by_id(&mut read, &shown.institution).await.map_err(lost)?;
    let all = events::tell(&mut read, performances).await.map_err(lost)?;
    drop(read);
    let (past, coming): (Vec<Card>, Vec<Card>) =
        Card::all(&web, visit.lang, &all, None).into_iter().partition(|card| card.past);
    let now = web.now();
    let linked: Vec<Value> = all
        .iter()
        .filter(|event| event.performance.starts_at > now)
        .map(|event| schema_org::event(&web, visit.lang, event))
        .collect();
    let view = ShowPage {
        id: shown.id,
        description: match shown.summary.as_str() {
            "" => format!("{}, {}", shown.title, performer.name),
            summary => cut(summary, 180),
        },
        title: set(&shown.title),
        performer: set(&performer.name),
        website: performer.website.filter(|site| site.starts_with("https://") || site.starts_with("http://")),
        genre: shown.genre.code(),
        credits: set(&shown.credits),
        summary: set(&shown.summary),
        audience: shown.audience,
        mediation: set(&shown.mediation),
        minutes: shown.minutes,
        age_from: shown.age_from,
        artists: shown.artists,
        image: shown.image,
        coming,
        past,
        seasons: seasons(&web, visit.lang, &all),
        linked: json!(linked),
        demo: shown.demo,
    };
    web.page(&visit, "agenda/show.html", &view)
}
