//! The server's addresses, put together from the wings.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use catalogue::web::{Ground, Office, Web};
use people::{People, Policy};
use rand::RngExt;
use shell::Frame;
use store::Db;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::commands::node::Node;
use crate::config::Config;
use crate::{metrics, office, session};

/// The largest body taken outside the upload of catalogue files, in bytes.
const BODY_MOST: usize = 1 << 20;

/// What the binary's own handlers need.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) frame: Frame,
    pub(crate) web: Web,
    /// Whether the server is reached by https, and cookies say so.
    pub(crate) secure: bool,
}

/// Puts the server together.
pub(crate) async fn build(config: &Config, node: &Node) -> Result<Router> {
    let db = node.engine.db().clone();
    let mut frame = Frame::builder()
        .wing(catalogue::pages::WING)
        .nav(catalogue::pages::nav())
        .search(catalogue::pages::search_box())
        .key(form_key(&db).await?)
        .base_url(&config.public_url);
    if let Some(folder) = &config.overrides {
        frame = frame.folder(folder);
    }
    let frame = frame.build().context("the pages can't be put together")?;
    let ground = Ground::read(&db).await?;
    let web = Web::new(
        node.engine.clone(),
        node.catalogue.clone(),
        std::sync::Arc::clone(&node.index),
        frame.clone(),
        ground,
        config.public_url.clone(),
    );
    let app = App {
        db: db.clone(),
        people: People::new(db, Policy::default()),
        frame: frame.clone(),
        web: web.clone(),
        secure: config.public_url.starts_with("https:"),
    };
    let offices = Office::new(web.clone(), config.data.join("uploads"));
    offices.resume_uploads().context("files received before the last stop can't be read")?;
    let health = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::show))
        .with_state(app.clone());
    let pages = Router::new()
        .merge(catalogue::web::portal_routes(web.clone()))
        .merge(catalogue::web::machine_routes(web.clone()))
        .merge(office::routes(app.clone()))
        .layer(RequestBodyLimitLayer::new(BODY_MOST))
        .merge(catalogue::web::office_routes(offices));
    Ok(pages
        .merge(frame.router())
        .fallback(shell::not_found)
        .layer(from_fn_with_state(frame, shell::carry))
        .layer(from_fn_with_state(app, session::read))
        .layer(axum::middleware::from_fn(metrics::count))
        .layer(CompressionLayer::new())
        .merge(health))
}

/// The key that signs form tokens: made once, shared by every node through the database.
async fn form_key(db: &Db) -> Result<[u8; 32]> {
    let mut write = db.write().await?;
    let known = programme::tenant::setting(&mut write, "form_key").await?;
    let key = match known.as_deref().and_then(unhex) {
        Some(key) => key,
        None => {
            let key: [u8; 32] = rand::rng().random();
            let text: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
            programme::tenant::set(&mut write, "form_key", &text).await?;
            key
        }
    };
    write.commit().await?;
    Ok(key)
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (position, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[position * 2..position * 2 + 2], 16).ok()?;
    }
    Some(key)
}

/// Ready = the database answers.
async fn ready(State(app): State<App>) -> Response {
    match app.db.ping().await {
        Ok(()) => ([(header::CONTENT_TYPE, "text/plain")], "ready\n").into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// Letters leave, a few seconds after they were written.
pub(crate) async fn letters(node: Node, postman: mail::Postman) {
    loop {
        match mail::deliver_due(node.engine.db(), &postman).await {
            // More may wait than one round carries.
            Ok(round) if round.delivered > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "letters could not be delivered; tried again soon"),
        }
        tokio::time::sleep(Duration::from_secs(3)).await;
    }
}

/// What is done beside serving: expired sessions go, newly declared libraries are seen.
pub(crate) async fn housekeeping(node: Node) {
    let people = People::new(node.engine.db().clone(), Policy::default());
    let mut minutes = 0u32;
    loop {
        if minutes.is_multiple_of(60)
            && let Err(error) = people.sweep().await
        {
            tracing::warn!(%error, "expired sessions could not be removed; tried again in an hour");
        }
        if let Err(error) = node.catalogue.refresh().await {
            tracing::warn!(%error, "libraries could not be read again");
        }
        // A matcher at rest holds the memory of a catalogue; the next import loads it again.
        if minutes > 0 && minutes.is_multiple_of(5) {
            node.engine.forget_when_idle();
        }
        tokio::time::sleep(Duration::from_secs(60)).await;
        minutes = minutes.wrapping_add(1);
    }
}

/// The client's address as the connection gives it.
pub(crate) fn client_ip(request: &axum::http::Extensions) -> Option<std::net::IpAddr> {
    request.get::<axum::extract::ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}
