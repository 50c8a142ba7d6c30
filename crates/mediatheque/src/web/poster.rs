//! A resource's picture.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use people::web::Visitor;
use shell::PageError;

use super::{Page, Web, fault, resource};

/// `GET /mediatheque/{slug}/affiche`: shown to whoever sees the resource's page, with or without a card.
pub(crate) async fn show(State(web): State<Web>, Visitor(session): Visitor, Path(slug): Path<String>) -> Page {
    let found = resource::seen(&mut web.content.db.read().await?, &slug, session.as_ref()).await?;
    let poster = found.poster.ok_or(PageError::NotFound)?;
    let bytes = web.content.shelf.read(&poster.hash).await.map_err(fault)?;
    // Its hash is in its address: it may be kept for ever. What is not yet published is nobody else's.
    let kept = if found.published_at_ms.is_some() { "public, max-age=31536000, immutable" } else { "private, no-store" };
    Ok(([(header::CONTENT_TYPE, poster.media_type), (header::CACHE_CONTROL, kept.to_owned())], bytes).into_response())
}
