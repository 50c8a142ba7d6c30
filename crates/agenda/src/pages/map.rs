//! The territory, lit where something is played; the same as a list beside it.

use axum::extract::State;
use axum::response::Response;
use programme::tenant;
use serde::Serialize;
use shell::map::Map;
use shell::{PageError, Visit};

use super::paths;
use super::views::{Card, territory_map};
use crate::Web;
use crate::asked::{Asked, PERIODS};
use crate::events::{self, Event};
use crate::web::lost;

/// A commune and what is played there.
#[derive(Debug, Serialize)]
struct CommuneLine {
    name: String,
    href: String,
    cards: Vec<Card>,
}

/// `agenda/map.html`
#[derive(Debug, Serialize)]
struct MapPage {
    map: Option<Map>,
    communes: Vec<CommuneLine>,
    period: &'static str,
    periods: Vec<&'static str>,
    count: i64,
    demo: bool,
}

/// `GET /sorties/carte`
pub(super) async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let asked = Asked::read(&visit.query, &[]);
    let asked = Asked { period: asked.period, ..Asked::default() };
    let now = web.now();
    let all = events::to_come(&mut read, now).await.map_err(lost)?;
    let tenant = tenant::tenant(&mut read).await?;
    drop(read);
    let found: Vec<Event> =
        all.into_iter().filter(|event| !event.is_cancelled() && asked.wants(event, &web.zone, now)).collect();
    let mut communes: Vec<CommuneLine> = Vec::new();
    for event in &found {
        let card = Card::of(&web, visit.lang, event, None);
        let href = paths::commune(&event.performance.commune);
        match communes.iter_mut().find(|line| line.href == href) {
            Some(line) => line.cards.push(card),
            None => communes.push(CommuneLine { name: event.commune.clone(), href, cards: vec![card] }),
        }
    }
    communes.sort_by_cached_key(|line| french_text::folded(&line.name));
    let view = MapPage {
        map: tenant.and_then(|tenant| territory_map(&web, visit.lang, &tenant.siren, &found)),
        communes,
        period: asked.period.unwrap_or_default(),
        periods: PERIODS.to_vec(),
        count: found.len() as i64,
        demo: found.iter().any(|event| event.show.demo),
    };
    web.page(&visit, "agenda/map.html", &view)
}
