//! The server's addresses, put together from the wings.

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

use crate::availability::LibrariesNow;
use crate::commands::demo_systems::Stand;
use crate::commands::node::Node;
use crate::config::Config;
use crate::wings::Wings;
use crate::{demo_kiosk, metrics, office, proxy, session};

/// The largest body taken outside the upload of catalogue files, in bytes.
const BODY_MOST: usize = 1 << 20;

/// What the binary's own handlers need.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) frame: Frame,
    pub(crate) web: Web,
    pub(crate) sign_on: sign_on::Web,
    /// Whether the server is reached by https, and cookies say so.
    pub(crate) secure: bool,
    /// The demonstration's libraries' own systems.
    pub(crate) stand: Stand,
    /// Where this process listens.
    pub(crate) answers_at: std::net::SocketAddr,
}

/// The server put together: what answers, and the wings whose work goes on beside.
pub(crate) struct Built {
    pub(crate) router: Router,
    pub(crate) frame: Frame,
    pub(crate) wings: Wings,
    pub(crate) stand: Stand,
}

/// Puts the server together.
pub(crate) async fn build(config: &Config, node: &Node) -> Result<Built> {
    let db = node.engine.db().clone();
    let mut frame = Frame::builder()
        .wing(catalogue::pages::WING)
        .wing(library_card::web::WING)
        .wing(mediatheque::pages::WING)
        .wing(usage::pages::WING)
        .wing(payment::WING)
        .wing(regie::WING)
        .wing(gate::WING)
        .wing(museum_pass::WING)
        .wing(pass_accounts::WING)
        .wing(agenda::WING)
        .nav([catalogue::pages::nav(), mediatheque::pages::nav(), agenda::nav(), museum_pass::nav()].concat())
        .search(catalogue::pages::search_box())
        .key(form_key(&db).await?)
        .base_url(&config.public_url);
    for part in tours::WINGS
        .into_iter()
        .chain(box_office::WINGS)
        .chain(library_systems::WINGS)
        .chain(sip2_server::WINGS)
        .chain(sign_on::WINGS)
        .chain([access::WING, office::demo_systems_page::WING])
    {
        frame = frame.wing(part);
    }
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
    let people = People::new(db.clone(), Policy::default());
    let wings = Wings::open(config, node, &people, &frame).await?;
    let libraries = LibrariesNow::new(db.clone(), wings.systems.systems().clone());
    let web = web.with_availability(std::sync::Arc::new(libraries));
    let stand = Stand::default();
    let app = App {
        db,
        people,
        frame: frame.clone(),
        web: web.clone(),
        sign_on: wings.sign_on.clone(),
        secure: config.public_url.starts_with("https:"),
        stand: stand.clone(),
        answers_at: config.listen,
    };
    let offices = Office::new(web.clone(), config.data.join("uploads"));
    offices.resume_uploads().context("files received before the last stop can't be read")?;
    let inbox = mediatheque::ingest::Inbox::new(wings.content.clone(), config.data.join("deposits"))
        .context("files sent to the media library can't be received")?;
    let waiting = inbox.clone();
    tokio::spawn(async move {
        if let Err(error) = waiting.resume().await {
            tracing::warn!(%error, "files sent before the last stop could not be taken; tried again at the next start");
        }
    });
    let health = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics::show))
        .with_state(app.clone());
    let pages = Router::new()
        .merge(catalogue::web::portal_routes(web.clone()))
        .merge(catalogue::web::machine_routes(web.clone()))
        .merge(office::routes(app.clone()))
        .merge(demo_kiosk::routes(app.clone()))
        .merge(mediatheque::web::routes(wings.media.clone()))
        .merge(payment::routes(wings.payment.clone()))
        .merge(regie::routes(wings.regie.clone()))
        .merge(museum_pass::routes(wings.pass.clone()))
        .merge(pass_accounts::routes(wings.accounts.clone()))
        .merge(agenda::routes(wings.agenda.clone()))
        .merge(tours::routes(wings.tours.clone()))
        .merge(box_office::routes(wings.tickets.clone()))
        .merge(library_systems::routes(wings.systems.clone()))
        .merge(sip2_server::routes(wings.machines.clone()))
        .merge(sign_on::routes(wings.sign_on.clone()))
        .merge(mediatheque::xapi::routes(wings.content.clone(), &config.public_url))
        .layer(RequestBodyLimitLayer::new(BODY_MOST))
        // Those that take files set their own limits.
        .merge(library_card::web::routes(wings.card.clone()))
        .merge(mediatheque::web::deposit_routes(wings.media.clone(), inbox))
        .merge(usage::web::routes(wings.usage.clone()))
        .merge(gate::routes(wings.gate.clone()))
        .merge(catalogue::web::office_routes(offices))
        .merge(frame.router())
        .fallback(shell::not_found)
        .layer(CompressionLayer::new())
        // A film is compressed already, and is asked for by ranges.
        .merge(mediatheque::serve::routes(wings.content.clone()));
    let router = pages
        .layer(from_fn_with_state(frame.clone(), shell::carry))
        .layer(from_fn_with_state(app, session::read))
        .layer(axum::middleware::from_fn(metrics::count))
        .layer(from_fn_with_state(config.proxies, proxy::forwarded))
        .merge(health);
    Ok(Built { router, frame, wings, stand })
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

/// What is done beside serving: newly declared libraries are seen, memory at rest is given back.
pub(crate) async fn housekeeping(node: Node) {
    let mut minutes = 0u32;
    loop {
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
