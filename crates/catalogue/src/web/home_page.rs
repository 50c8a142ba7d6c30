//! The portal's first page, filled.

use access::DoorKind;
use jiff::ToSpan;
use programme::resource::{self, DataType};
use programme::{PerformanceState, institution, performance, show};
use shell::{PageError, Visit};
use store::{Query, params};

use super::library_pages::{instant, widest};
use super::{Web, tiles};
use crate::model::RunState;
use crate::pages::home::{AtHome, Figure, Home, LastImport, OnStage, WidestLibrary};
use crate::pages::{paths, tile};
use crate::search::SearchParams;

/// Posters in a row.
const ROW: usize = 10;

pub(crate) async fn view(web: &Web, visit: &Visit) -> Result<Home, PageError> {
    let mut counted = web.registry.libraries_with_counts().await?;
    counted.retain(|(library, _)| !library.is_online());
    let sharing = counted.iter().filter(|(_, records)| *records > 0).count() as u64;
    let records: i64 = counted.iter().map(|(_, records)| *records).sum();
    let most = SearchParams { sort: "held".to_owned(), page: 1, size: ROW, ..SearchParams::default() };
    let most_held = web.search(most).await?;
    let widest = widest(&web.registry.libraries(), &most_held).map(|(library, works)| WidestLibrary {
        href: paths::library(&library.code),
        commune: web.ground.commune(&library.commune),
        name: library.name,
        works,
    });
    let online = most_held
        .facets
        .iter()
        .find(|facet| facet.name == "online")
        .and_then(|facet| facet.values.iter().find(|value| value.value == "1"))
        .map_or(0, |value| u64::from(value.count));
    let newest = web
        .search(SearchParams {
            sort: "newest".to_owned(),
            page: 1,
            size: ROW,
            without_facets: true,
            ..SearchParams::default()
        })
        .await?;
    let text = |key: &str| web.frame.messages().text(visit.lang, key);
    let map = web.ground.map(text("catalogue-home-map"), |insee| {
        let here: Vec<_> =
            counted.iter().filter(|(library, records)| library.commune == insee && *records > 0).collect();
        (!here.is_empty()).then(|| {
            let names: Vec<&str> = here.iter().map(|(library, _)| library.name.as_str()).collect();
            (Some(paths::search_with(&[("commune", insee)])), names.join(", "))
        })
    });
    let communes_lit = map.shapes.iter().filter(|shape| shape.lit).count() as u64;
    let examples = most_held
        .hits
        .iter()
        .take(3)
        .map(|hit| tile::Link { label: hit.card.title.clone(), href: paths::search(&hit.card.title) })
        .collect();
    let mut read = web.engine.db().read().await?;
    let editions: i64 =
        read.one("SELECT count(DISTINCT edition) AS n FROM catalogue_placement", params![]).await?.get("n")?;
    drop(read);
    let works = most_held.total as u64;
    let mut figures = Vec::new();
    let mut figure = |code: &'static str, value: u64, href: Option<String>| {
        figures.push(Figure { code, value, source: text(&format!("catalogue-figure-source-{code}")), href });
    };
    if !web.ground.communes.is_empty() {
        figure("communes", web.ground.communes.len() as u64, None);
    }
    if let Some(inhabitants) = web.ground.inhabitants {
        figure("inhabitants", inhabitants, None);
    }
    figure("libraries", counted.len() as u64, Some(paths::LIBRARIES.to_owned()));
    figure("works", works, Some(paths::SEARCH.to_owned()));
    figure("editions", editions as u64, None);
    figure("records", records as u64, None);
    Ok(Home {
        territory: web.ground.name.clone(),
        libraries: sharing,
        works,
        map,
        communes_lit,
        examples,
        last_import: last_import(web).await?,
        widest: widest.filter(|_| sharing > 0),
        online,
        online_href: paths::search_with(&[("en_ligne", "1")]),
        at_home: at_home(web).await?,
        on_stage: on_stage(web).await?,
        arrivals: newest.hits.into_iter().map(|hit| tiles::tile(hit.work, hit.card)).collect(),
        most_held: most_held.hits.into_iter().map(|hit| tiles::tile(hit.work, hit.card)).collect(),
        figures,
        demo: web.ground.demo,
    })
}

/// Shows on the first page.
const SHOWS: usize = 5;

/// What is soon on a stage: the hub knows it, whoever plans and whoever sells.
async fn on_stage(web: &Web) -> Result<Vec<OnStage>, PageError> {
    let mut read = web.engine.db().read().await?;
    let now = web.engine.db().clock().now();
    let coming = performance::between(&mut read, now, now + (24 * 90).hours()).await.map_err(PageError::internal)?;
    let mut shows: Vec<OnStage> = Vec::new();
    for one in coming.into_iter().filter(|one| one.state == PerformanceState::Announced) {
        if shows.len() == SHOWS {
            break;
        }
        if shows.iter().any(|known| known.id == one.show) {
            continue;
        }
        let show = show::by_id(&mut read, &one.show).await.map_err(PageError::internal)?;
        let by = institution::by_id(&mut read, &show.institution).await.map_err(PageError::internal)?.name;
        shows.push(OnStage {
            id: show.id,
            href: format!("/sorties/date/{}", one.item),
            title: show.title,
            by,
            at: one.starts_at,
            commune: web.ground.commune(&one.commune),
        });
    }
    Ok(shows)
}

/// What one can open at once: the hub knows it, whichever wing lends it.
async fn at_home(web: &Web) -> Result<Vec<AtHome>, PageError> {
    let mut read = web.engine.db().read().await?;
    let mut offered = resource::list(&mut read).await.map_err(PageError::internal)?;
    let open: std::collections::HashSet<String> = access::doors::of_kind(&mut read, DoorKind::OnlineResource)
        .await
        .map_err(PageError::internal)?
        .into_iter()
        .filter(|door| door.open)
        .filter_map(|door| door.item)
        .collect();
    drop(read);
    let paris = jiff::tz::TimeZone::get("Europe/Paris").map_err(PageError::internal)?;
    let today = web.engine.db().clock().now().to_zoned(paris).date();
    offered.retain(|one| {
        one.resource.hosted
            && open.contains(&one.item.id)
            && one.item.starts_on.is_none_or(|day| day <= today)
            && one.item.ends_on.is_none_or(|day| day >= today)
    });
    // Identifiers are in the order of their making.
    offered.sort_by(|a, b| b.item.id.cmp(&a.item.id));
    Ok(offered
        .into_iter()
        .take(ROW)
        .map(|one| AtHome {
            by: match one.resource.authors.as_slice() {
                [] => one.resource.publisher.unwrap_or_default(),
                authors => authors.join(", "),
            },
            verb: match one.resource.data_type {
                DataType::Audiovisual => "watch",
                DataType::Sound => "listen",
                DataType::Course => "learn",
                DataType::Book | DataType::Newspaper | DataType::Journal | DataType::Database | DataType::Other => {
                    "read"
                }
            },
            id: one.item.id,
            href: one.resource.address,
            title: one.item.title,
            open: one.resource.open,
        })
        .collect())
}

async fn last_import(web: &Web) -> Result<Option<LastImport>, PageError> {
    let libraries = web.registry.libraries();
    let runs = web.registry.latest_runs(None, 20).await?;
    let Some(run) = runs.into_iter().find(|run| run.state == RunState::Done && run.counts.new + run.counts.changed > 0)
    else {
        return Ok(None);
    };
    let Some(library) = libraries.iter().find(|library| library.code == run.library) else { return Ok(None) };
    Ok(run.ended_at.and_then(instant).map(|at| LastImport {
        library: library.name.clone(),
        href: paths::library(&library.code),
        at,
        new: run.counts.new as u64,
        changed: run.counts.changed as u64,
    }))
}
