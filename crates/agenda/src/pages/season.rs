//! A season: each show with its poster and its dates.

use axum::extract::{Path, State};
use axum::response::Response;
use programme::{performance, tenant};
use serde::Serialize;
use serde_json::Value;
use shell::map::Map;
use shell::{PageError, Visit};

use super::views::{Card, Tile, season_name, territory_map};
use crate::events;
use crate::feeds::schema_org;
use crate::web::lost;
use crate::{Web, events::Event};

/// `agenda/season.html`
#[derive(Debug, Serialize)]
struct SeasonPage {
    name: String,
    series: String,
    shows: Vec<Tile>,
    played: i64,
    communes: i64,
    cancelled: i64,
    most: Option<i64>,
    next: Option<Card>,
    map: Option<Map>,
    linked: Value,
    demo: bool,
}

/// `GET /sorties/saison/{series}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(series): Path<String>,
) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let performances = performance::of_series(&mut read, &series).await.map_err(lost)?;
    if series.is_empty() || performances.is_empty() {
        return Err(PageError::NotFound);
    }
    let all = events::tell(&mut read, performances).await.map_err(lost)?;
    let tenant = tenant::tenant(&mut read).await?;
    drop(read);
    let played: Vec<&Event> = all.iter().filter(|event| !event.is_cancelled()).collect();
    let mut communes: Vec<&str> = played.iter().map(|event| event.performance.commune.as_str()).collect();
    communes.sort_unstable();
    communes.dedup();
    let now = web.now();
    let next = played.iter().find(|event| event.performance.starts_at > now);
    let name = season_name(&web, visit.lang, &series);
    let view = SeasonPage {
        shows: Tile::all(&web, visit.lang, &all),
        played: played.len() as i64,
        communes: communes.len() as i64,
        cancelled: (all.len() - played.len()) as i64,
        most: played.iter().filter_map(|event| event.prices()).map(|(_, most)| most).max(),
        next: next.map(|event| Card::of(&web, visit.lang, event, None)),
        map: tenant.and_then(|tenant| territory_map(&web, visit.lang, &tenant.siren, &all)),
        linked: schema_org::season(&web, &name, &series, &all),
        demo: all.iter().any(|event| event.show.demo),
        name,
        series,
    };
    web.page(&visit, "agenda/season.html", &view)
}
