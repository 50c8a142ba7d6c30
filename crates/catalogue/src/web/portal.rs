//! Handlers of the portal's pages: they fill view-models from the store and the index.

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use shell::{PageError, Pagination, Visit};

use super::{Web, tiles};
use crate::model::document;
use crate::pages::{self, paths, results, tile};
use crate::search::{DEEPEST, Found, SORTS, SearchParams};
use crate::store::placements::{self, Level, MemberRecord};
use crate::web::machines::pairs;
use crate::web::{edition_page, library_pages, now, work_page};

type Page = Result<Response, PageError>;

/// `GET /recherche`
pub(crate) async fn results(State(web): State<Web>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let params = SearchParams::from_pairs(&pairs(query.as_deref()));
    let found = web.search(params.clone()).await.map_err(PageError::internal)?;
    let drop_a_word = if found.total == 0 { without_a_word(&web, &params).await? } else { Vec::new() };
    let mut known = now::known(&web, &found, &params.libraries).await;
    let mut view = results_view(&web, &params, found, drop_a_word);
    for hit in &mut view.hits {
        hit.now = known.remove(&hit.id);
    }
    Ok(pages::results::render(&web.frame, &visit, &view)?.into_response())
}

fn address(params: &SearchParams) -> String {
    let pairs = params.to_pairs();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    paths::search_with(&pairs)
}

/// The same search without one of its words, those that find most first.
async fn without_a_word(web: &Web, params: &SearchParams) -> Result<Vec<results::Dropped>, PageError> {
    let words: Vec<&str> = params.q.split_whitespace().collect();
    if words.len() < 2 || words.len() > 8 {
        return Ok(Vec::new());
    }
    let mut dropped = Vec::new();
    for (position, word) in words.iter().enumerate() {
        let mut left = words.clone();
        left.remove(position);
        let without = SearchParams { q: left.join(" "), size: 1, page: 1, without_facets: true, ..params.clone() };
        let found = web.search(without.clone()).await.map_err(PageError::internal)?;
        if found.total > 0 {
            dropped.push(results::Dropped {
                word: (*word).to_owned(),
                total: found.total as u64,
                href: address(&without),
            });
        }
    }
    dropped.sort_by_key(|one| std::cmp::Reverse(one.total));
    Ok(dropped)
}

fn results_view(
    web: &Web,
    params: &SearchParams,
    found: Found,
    drop_a_word: Vec<results::Dropped>,
) -> results::Results {
    let libraries = web.registry.libraries();
    let label = |name: &'static str, value: &str| match name {
        "bibliotheque" => libraries
            .iter()
            .find(|library| library.code == value)
            .map_or_else(|| value.to_owned(), |library| library.name.clone()),
        "commune" | "pres" => web.ground.commune(value),
        _ => value.to_owned(),
    };
    let first_page = SearchParams { page: 1, ..params.clone() };
    let chosen: Vec<(&'static str, String)> = first_page
        .to_pairs()
        .into_iter()
        .filter(|(name, _)| paths::FACETS.contains(name) || *name == paths::NEAR)
        .collect();
    let chips: Vec<results::Chip> = chosen
        .iter()
        .map(|(name, value)| {
            let rest: Vec<(String, String)> = first_page
                .to_pairs()
                .into_iter()
                .filter(|(other, held)| !(other == name && held == value))
                .map(|(other, held)| (other.to_owned(), held))
                .collect();
            results::Chip { facet: name, label: label(name, value), href: address(&SearchParams::from_pairs(&rest)) }
        })
        .collect();
    let facets = paths::FACETS
        .iter()
        .filter_map(|name| {
            let counts = found.facets.iter().find(|facet| french_name(facet.name) == *name)?;
            let values: Vec<results::FacetValue> = counts
                .values
                .iter()
                .filter(|value| *name != "en_ligne" || value.value == "1")
                .map(|value| results::FacetValue {
                    label: label(name, &value.value),
                    count: u64::from(value.count),
                    selected: chosen.iter().any(|(other, held)| other == name && *held == value.value),
                    value: value.value.clone(),
                })
                .collect();
            (!values.is_empty()).then_some(results::Facet { name, values })
        })
        .collect();
    let total = found.total as u64;
    let suggestion = found.suggestion.as_ref().map(|words| tile::Link {
        label: words.clone(),
        href: address(&SearchParams { q: words.clone(), ..first_page.clone() }),
    });
    let wanted = params.libraries.clone();
    results::Results {
        query: params.q.clone(),
        inside: match params.libraries.as_slice() {
            [code] => Some(tile::Link { label: label("bibliotheque", code), href: paths::library(code) }),
            _ => None,
        },
        total,
        sorts: SORTS
            .iter()
            .map(|(french, english)| results::Sort {
                value: french,
                selected: params.sort == *english || (params.sort.is_empty() && *english == "relevance"),
            })
            .collect(),
        near: web
            .ground
            .communes
            .iter()
            .map(|(insee, name)| results::Commune {
                value: insee.clone(),
                label: name.clone(),
                selected: params.near.as_deref() == Some(insee),
            })
            .collect(),
        facets,
        clear_href: (!chips.is_empty()).then(|| {
            address(&SearchParams { q: params.q.clone(), page: 1, size: params.size, ..SearchParams::default() })
        }),
        chips,
        hits: found.hits.into_iter().map(|hit| tiles::hit(web, hit, &wanted)).collect(),
        suggestion,
        dropped: found.dropped,
        drop_a_word,
        pagination: Pagination::new(
            total,
            params.size as u64,
            params.page as u64,
            (DEEPEST / params.size) as u64,
            |page| address(&SearchParams { page: page as usize, ..params.clone() }),
        ),
    }
}

/// The facet's parameter in pages' addresses.
fn french_name(name: &str) -> &str {
    match name {
        "library" => "bibliotheque",
        "kind" => "type",
        "language" => "langue",
        "period" => "periode",
        "audience" => "public",
        "subject" => "sujet",
        "online" => "en_ligne",
        other => other,
    }
}

/// `GET /oeuvre/{work}`
pub(crate) async fn work(State(web): State<Web>, visit: Visit, headers: HeaderMap, Path(work): Path<i64>) -> Page {
    let mut read = web.engine.db().read().await?;
    let Some(members) = placements::members(&mut read, &[work]).await?.remove(&work) else {
        return match placements::follow(&mut read, Level::Work, work).await? {
            Some(now) => Ok(Redirect::permanent(&paths::work(now)).into_response()),
            None => Err(PageError::NotFound),
        };
    };
    drop(read);
    let mut view = work_page::view(&web, &visit, work, &members).await?;
    let holders = view.editions.iter_mut().flat_map(|edition| &mut edition.holders).collect();
    now::fill(&web, &headers, &view.title, holders).await;
    Ok(pages::work::render(&web.frame, &visit, &view)?.into_response())
}

/// `GET /edition/{edition}`
pub(crate) async fn edition(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path(edition): Path<i64>,
) -> Page {
    let mut read = web.engine.db().read().await?;
    let Some(work) = placements::work_of_edition(&mut read, edition).await? else {
        return match placements::follow(&mut read, Level::Edition, edition).await? {
            Some(now) => Ok(Redirect::permanent(&paths::edition(now)).into_response()),
            None => Err(PageError::NotFound),
        };
    };
    let members = placements::members(&mut read, &[work]).await?.remove(&work).unwrap_or_default();
    let title = document::card(&members).title;
    let members: Vec<&MemberRecord> = members.iter().filter(|member| member.edition == edition).collect();
    drop(read);
    let mut view = edition_page::view(&web, edition, work, title, &members);
    let holders = view.holders.iter_mut().collect();
    now::fill(&web, &headers, &view.title, holders).await;
    Ok(pages::edition::render(&web.frame, &visit, &view)?.into_response())
}

/// `GET /bibliotheque/{code}`
pub(crate) async fn library(State(web): State<Web>, visit: Visit, Path(code): Path<String>) -> Page {
    let view = library_pages::library(&web, &code).await?.ok_or(PageError::NotFound)?;
    Ok(pages::library::render(&web.frame, &visit, &view)?.into_response())
}

/// `GET /bibliotheques`
pub(crate) async fn libraries(State(web): State<Web>, visit: Visit) -> Page {
    let view = library_pages::libraries(&web, &visit).await?;
    Ok(pages::libraries_map::render(&web.frame, &visit, &view)?.into_response())
}

/// `GET /`
pub(crate) async fn home(State(web): State<Web>, visit: Visit) -> Result<Html<String>, PageError> {
    let view = super::home_page::view(&web, &visit).await?;
    pages::home::render(&web.frame, &visit, &view)
}

/// `GET /recherche/propositions`
pub(crate) async fn proposals(State(web): State<Web>, RawQuery(query): RawQuery) -> Page {
    let params = SearchParams::from_pairs(&pairs(query.as_deref()));
    let proposals = web.finder.index().typeahead(&params.q, 10).map_err(PageError::internal)?;
    let lines: Vec<serde_json::Value> = proposals
        .into_iter()
        .map(|proposal| match proposal {
            work_search::Proposal::Title { title, author, work } => {
                serde_json::json!({ "label": title, "detail": author, "href": paths::work(work) })
            }
            work_search::Proposal::Author { name, .. } => {
                serde_json::json!({ "label": name, "detail": "", "href": paths::search(&name) })
            }
        })
        .collect();
    Ok(axum::Json(lines).into_response())
}
