//! Handlers of the JSON API.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use work_search::Proposal;

use super::Web;
use crate::api::{ErrorAnswer, LibraryAnswer, SearchAnswer, SuggestAnswer, WorkAnswer};
use crate::error::CatalogueError;
use crate::model::document;
use crate::search::SearchParams;
use crate::store::placements::{self, Level};

/// An error as the API answers it.
pub(crate) struct ApiError(StatusCode, String);

impl ApiError {
    /// A work that does not exist.
    pub(crate) fn no_work(work: i64) -> ApiError {
        ApiError(StatusCode::NOT_FOUND, format!("there is no work {work}"))
    }
}

impl From<CatalogueError> for ApiError {
    fn from(error: CatalogueError) -> ApiError {
        tracing::error!(%error, "the API could not answer");
        ApiError(StatusCode::SERVICE_UNAVAILABLE, "the catalogue can't answer now; try again in a moment".to_owned())
    }
}

impl From<store::Error> for ApiError {
    fn from(error: store::Error) -> ApiError {
        CatalogueError::from(error).into()
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.0, Json(ErrorAnswer { error: self.1 })).into_response()
    }
}

pub(crate) fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    shell::parse_pairs(query.unwrap_or_default().as_bytes())
}

pub(crate) async fn search(State(web): State<Web>, RawQuery(query): RawQuery) -> Result<Json<SearchAnswer>, ApiError> {
    let params = SearchParams::from_pairs(&pairs(query.as_deref()));
    let found = web.search(params).await?;
    Ok(Json(SearchAnswer::new(found, &web.registry.libraries())))
}

pub(crate) async fn work(State(web): State<Web>, Path(work): Path<i64>) -> Result<Json<WorkAnswer>, ApiError> {
    let mut read = web.engine.db().read().await?;
    let mut work = work;
    let mut members = placements::members(&mut read, &[work]).await?.remove(&work);
    if members.is_none()
        && let Some(now) = placements::follow(&mut read, Level::Work, work).await?
    {
        work = now;
        members = placements::members(&mut read, &[work]).await?.remove(&work);
    }
    match members {
        Some(members) => Ok(Json(WorkAnswer::new(work, document::card(&members), &web.registry.libraries()))),
        None => Err(ApiError::no_work(work)),
    }
}

pub(crate) async fn suggest(
    State(web): State<Web>,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<SuggestAnswer>>, ApiError> {
    let params = SearchParams::from_pairs(&pairs(query.as_deref()));
    let proposals = web.finder.index().typeahead(&params.q, 8).map_err(CatalogueError::from)?;
    Ok(Json(
        proposals
            .into_iter()
            .map(|proposal| match proposal {
                Proposal::Title { title, author, work } => {
                    SuggestAnswer { kind: "title", text: title, author, work: Some(work) }
                }
                Proposal::Author { name, .. } => {
                    SuggestAnswer { kind: "author", text: name, author: String::new(), work: None }
                }
            })
            .collect(),
    ))
}

pub(crate) async fn libraries(State(web): State<Web>) -> Result<Json<Vec<LibraryAnswer>>, ApiError> {
    Ok(Json(
        web.registry
            .libraries_with_counts()
            .await?
            .into_iter()
            .map(|(library, records)| LibraryAnswer {
                code: library.code,
                name: library.name,
                commune: library.commune,
                demo: library.demo,
                records,
            })
            .collect(),
    ))
}
