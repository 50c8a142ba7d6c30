//! What is played in a commune, and close to it.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::SignedDuration;
use programme::{performance, tenant};
use serde::Serialize;
use shell::map::{Map, Shape};
use shell::{PageError, Visit};

use super::views::Card;
use crate::Web;
use crate::events::{self, Event};
use crate::web::lost;

/// Kilometres that are close.
const CLOSE: f64 = 8.0;
/// Performances shown close by, and of those played.
const SHOWN: usize = 6;
/// How far back one looks for what was played here.
const BACK: SignedDuration = SignedDuration::from_hours(24 * 365 * 3);

/// `agenda/commune.html`
#[derive(Debug, Serialize)]
struct CommunePage {
    insee: String,
    name: String,
    coming: Vec<Card>,
    close: Vec<Card>,
    past: Vec<Card>,
    map: Option<Map>,
    calendar: String,
    demo: bool,
}

/// `GET /sorties/commune/{insee}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(insee): Path<String>,
) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let commune = tenant::commune_by_insee(&mut read, &insee).await.map_err(lost)?;
    let now = web.now();
    let all = events::to_come(&mut read, now).await.map_err(lost)?;
    let since = now.checked_sub(BACK).unwrap_or(now);
    let mut gone = performance::between(&mut read, since, now).await.map_err(lost)?;
    gone.retain(|one| one.commune == insee && one.state == programme::PerformanceState::Announced);
    gone.reverse();
    gone.truncate(SHOWN);
    let past = events::tell(&mut read, gone).await.map_err(lost)?;
    let tenant = tenant::tenant(&mut read).await?;
    drop(read);
    let (here, elsewhere): (Vec<Event>, Vec<Event>) =
        all.into_iter().partition(|event| event.performance.commune == insee);
    let mut close: Vec<Event> = elsewhere
        .into_iter()
        .filter(|event| !event.is_cancelled())
        .filter(|event| commune.position.and_then(|from| event.distance_km(from)).is_some_and(|km| km <= CLOSE))
        .collect();
    close.truncate(SHOWN);
    let map = tenant.and_then(|tenant| {
        let sheet = web.sheet(&tenant.siren)?;
        let shape = |shape: &territory::Shape| Shape {
            id: shape.insee.clone(),
            name: shape.name.clone(),
            path: shape.path.clone(),
            cx: shape.cx,
            cy: shape.cy,
            lit: shape.insee == insee,
            href: None,
            value: None,
        };
        let label = web.say(visit.lang, "agenda-commune-map", &[("name", commune.name.clone().into())]);
        let view_box = format!("-4 -4 {:.0} {:.0}", sheet.width + 8.0, sheet.height + 8.0);
        Some(Map::new(view_box, label, sheet.shapes.iter().map(shape).collect()))
    });
    let view = CommunePage {
        demo: here.iter().chain(&close).any(|event| event.show.demo),
        coming: Card::all(&web, visit.lang, &here, None),
        close: Card::all(&web, visit.lang, &close, commune.position),
        past: Card::all(&web, visit.lang, &past, None),
        map,
        calendar: format!("/sorties/commune/{insee}/agenda.ics"),
        name: commune.name,
        insee,
    };
    web.page(&visit, "agenda/commune.html", &view)
}
