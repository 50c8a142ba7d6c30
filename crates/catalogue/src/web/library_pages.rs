//! The libraries' map and a library's page, filled.

use programme::institution;
use shell::{PageError, Visit};
use store::{Query, params};

use super::{Web, tiles};
use crate::model::Library;
use crate::pages::libraries_map::{CommuneLibraries, LibrariesMap, LibraryLine};
use crate::pages::library::Library as LibraryView;
use crate::pages::{paths, tile};
use crate::search::SearchParams;

/// Works shown as the latest of a library.
const LATEST: usize = 5;

/// A message of ours with a number.
fn say(web: &Web, visit: &Visit, key: &str, n: u64) -> String {
    let mut args = fluent_bundle::FluentArgs::new();
    args.set("n", n as i64);
    web.frame.messages().format(visit.lang, key, Some(&args)).unwrap_or_else(|| n.to_string())
}

/// The map of libraries.
pub(crate) async fn libraries(web: &Web, visit: &Visit) -> Result<LibrariesMap, PageError> {
    let mut counted = web.registry.libraries_with_counts().await.map_err(PageError::internal)?;
    counted.retain(|(library, _)| !library.is_online());
    let sharing = counted.iter().filter(|(_, records)| *records > 0).count() as u64;
    let in_commune = |insee: &str| counted.iter().filter(|(library, _)| library.commune == insee).count() as u64;
    let map = web.ground.map(say(web, visit, "catalogue-map-label", sharing), |insee| {
        let shares = counted.iter().any(|(library, records)| library.commune == insee && *records > 0);
        shares.then(|| (Some(format!("#c-{insee}")), say(web, visit, "catalogue-map-libraries", in_commune(insee))))
    });
    let mut communes: Vec<CommuneLibraries> = Vec::new();
    for (library, records) in &counted {
        let line = LibraryLine {
            name: library.name.clone(),
            href: paths::library(&library.code),
            works: (*records > 0).then_some(*records as u64),
            demo: library.demo,
        };
        match communes.iter_mut().find(|commune| commune.insee == library.commune) {
            Some(commune) => commune.libraries.push(line),
            None => communes.push(CommuneLibraries {
                insee: library.commune.clone(),
                name: web.ground.commune(&library.commune),
                libraries: vec![line],
            }),
        }
    }
    communes.sort_by_key(|commune| french_text::folded(&commune.name));
    Ok(LibrariesMap {
        territory: web.ground.name.clone(),
        map,
        total: counted.len() as u64,
        sharing,
        communes,
        source: web.frame.messages().text(visit.lang, "catalogue-libraries-source"),
    })
}

/// A library's page; `None` when no library has this code.
pub(crate) async fn library(web: &Web, code: &str) -> Result<Option<LibraryView>, PageError> {
    let libraries = web.registry.libraries();
    let Some(library) = libraries.iter().find(|library| library.code == code) else { return Ok(None) };
    let mut read = web.engine.db().read().await?;
    let known = match institution::by_code(&mut read, code).await {
        Ok(institution) => Some(institution),
        Err(programme::Error::NotFound) => None,
        Err(error) => return Err(PageError::internal(error)),
    };
    let facts = read
        .one(
            "SELECT count(*) AS records, max(r.changed_at) AS latest FROM catalogue_record r \
             JOIN catalogue_source s ON s.id = r.source WHERE s.library = $1 AND NOT r.deleted",
            params![i64::from(library.number)],
        )
        .await?;
    drop(read);
    let inside = SearchParams { libraries: vec![code.to_owned()], page: 1, size: LATEST, ..SearchParams::default() };
    let found = web.search(SearchParams { sort: "newest".to_owned(), ..inside }).await.map_err(PageError::internal)?;
    let place = known.as_ref().map(|institution| &institution.place);
    let mut address: Vec<String> = Vec::new();
    if let Some(place) = place {
        address.extend(place.address.clone());
        let town =
            format!("{} {}", place.postal_code.clone().unwrap_or_default(), web.ground.commune(&library.commune));
        address.push(town.trim().to_owned());
    }
    let strengths = found
        .facets
        .iter()
        .find(|facet| facet.name == "subject")
        .map(|facet| {
            facet
                .values
                .iter()
                .take(8)
                .map(|value| tile::Link {
                    label: value.value.clone(),
                    href: paths::search_with(&[("bibliotheque", code), ("sujet", &value.value)]),
                })
                .collect()
        })
        .unwrap_or_default();
    Ok(Some(LibraryView {
        code: code.to_owned(),
        name: library.name.clone(),
        commune: web.ground.commune(&library.commune),
        address,
        phone: String::new(),
        email: String::new(),
        website: known
            .as_ref()
            .and_then(|institution| institution.website.clone())
            .filter(|site| site.starts_with("http"))
            .unwrap_or_default(),
        hours: Vec::new(),
        source: known.as_ref().map(|institution| institution.source.clone()).unwrap_or_default(),
        demo: library.demo,
        map: web
            .ground
            .map(library.name.clone(), |insee| (insee == library.commune).then(|| (None, library.name.clone()))),
        works: found.total as u64,
        records: facts.get::<i64>("records")? as u64,
        last_import: facts.get::<Option<i64>>("latest")?.and_then(instant),
        latest: found.hits.into_iter().map(|hit| tiles::tile(hit.work, hit.card)).collect(),
        strengths,
    }))
}

/// Milliseconds since 1970 as RFC 3339.
pub(crate) fn instant(millis: i64) -> Option<String> {
    jiff::Timestamp::from_millisecond(millis).ok().map(|at| at.to_string())
}

/// The library with most works, and how many.
pub(crate) fn widest(libraries: &[Library], found: &crate::search::Found) -> Option<(Library, u64)> {
    let counts = found.facets.iter().find(|facet| facet.name == "library")?;
    let first = counts.values.first()?;
    let library = libraries.iter().find(|library| library.code == first.value)?;
    Some((library.clone(), u64::from(first.count)))
}
