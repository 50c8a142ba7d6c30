//! What everyone may read: what the editions make together.

use axum::extract::State;
use axum::response::IntoResponse;
use programme::tenant;
use serde::Serialize;
use shell::Visit;
use shell::map::Map;

use super::account::{Cumulated, cumulated};
use super::figures::FigureKind;
use super::table::{Cell, Table, TableRow};
use super::views::{FigureView, SHOWN, SeasonView};
use super::{CSV, Page, attachment, drawing, page, say, sheet};
use crate::Web;

/// Counters of the press kit.
const COUNTERS: [FigureKind; 4] =
    [FigureKind::Performances, FigureKind::Spectators, FigureKind::Artists, FigureKind::Communes];

/// `accounts/public.html`
#[derive(Debug, Serialize)]
struct PublicPage {
    editions: i64,
    counters: Vec<FigureView>,
    since: Option<String>,
    seasons: Vec<SeasonView>,
    bars: Vec<drawing::Bar>,
    map: Option<Map>,
    imported: i64,
    demo: bool,
    computed_at: String,
}

async fn load(web: &Web) -> Result<(Cumulated, Option<String>), shell::PageError> {
    let mut read = web.db.read().await?;
    let all = cumulated(&mut read, web.db.clock().now(), &web.zone).await.map_err(page)?;
    let siren = tenant::tenant(&mut read).await?.map(|tenant| tenant.siren);
    Ok((all, siren))
}

/// `GET /belles-sorties/chiffres`
pub(super) async fn show(State(web): State<Web>, visit: Visit) -> Page {
    let (all, siren) = load(&web).await?;
    let label = say(&web, visit.lang, "accounts-map-all", &[("n", (all.served.len() as i64).into())]);
    let seasons = |n: i64| say(&web, visit.lang, "accounts-seasons", &[("n", n.into())]);
    let counters = COUNTERS.iter().filter_map(|kind| all.figures.iter().find(|figure| figure.kind == *kind));
    let view = PublicPage {
        editions: all.seasons.len() as i64,
        counters: counters.map(|figure| FigureView::of(figure, "")).collect(),
        since: all.since.map(|year| year.to_string()),
        imported: all.seasons.iter().filter(|line| line.season.is_imported()).count() as i64,
        demo: all.seasons.iter().any(|line| line.season.demo),
        bars: drawing::bars(all.seasons.iter().rev().map(|line| {
            let spectators = line.figure(FigureKind::Spectators).and_then(|figure| figure.amount);
            let people = match spectators {
                Some(super::figures::Amount::Count(people)) => Some(people),
                _ => None,
            };
            (line.season.year.to_string(), people, line.season.is_imported())
        })),
        map: siren.as_deref().and_then(sheet).map(|sheet| drawing::lit(sheet, &all.served, label, seasons)),
        seasons: all.seasons.iter().map(|line| SeasonView::of(&line.season, &line.figures)).collect(),
        computed_at: web.db.clock().now().to_string(),
    };
    Ok(web.frame.render(&visit, "accounts/public.html", &view)?.into_response())
}

/// `GET /belles-sorties/chiffres.csv`
pub(super) async fn csv(State(web): State<Web>, visit: Visit) -> Page {
    let (all, _) = load(&web).await?;
    let rows = all.seasons.iter().map(|line| {
        let mut cells = vec![
            Cell::Text(line.season.name.clone()),
            Cell::State(if line.season.is_imported() { "imported" } else { "own" }),
        ];
        cells.extend(SHOWN.iter().map(|kind| Cell::of(line.figure(*kind).and_then(|figure| figure.amount))));
        TableRow { cells, counted: true }
    });
    let table = Table {
        columns: vec!["season", "source", "performances", "communes", "spectators", "fill", "artists", "receipts"],
        rows: rows.collect(),
    };
    let body = table.csv(&|key| say(&web, visit.lang, key, &[]));
    attachment("belles-sorties.csv", CSV, "public, max-age=300", body)
}
