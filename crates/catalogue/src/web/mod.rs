//! The wing's addresses: portal pages, office pages, machines.

mod edition_page;
mod ground;
mod home_page;
mod library_pages;
mod machines;
mod portal;
mod tiles;
mod work_page;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use shell::Frame;
use tokio::sync::Semaphore;

use work_search::Index;

pub use ground::Ground;

use crate::api;
use crate::error::CatalogueError;
use crate::import::Engine;
use crate::registry::Registry;
use crate::search::{Finder, Found, SearchParams};

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// Writes.
    pub engine: Engine,
    /// Libraries and sources.
    pub registry: Registry,
    /// Searches.
    pub finder: Finder,
    /// Address by which the outside knows the server, without a final slash.
    pub public_url: String,
    /// The frame of every page.
    pub frame: Frame,
    /// The territory served.
    pub ground: Arc<Ground>,
    searching: Arc<Semaphore>,
}

impl Web {
    /// Puts the wing's parts together.
    pub fn new(
        engine: Engine,
        registry: Registry,
        index: Arc<Index>,
        frame: Frame,
        ground: Ground,
        public_url: String,
    ) -> Web {
        let finder = Finder::new(index, registry.clone(), ground.neighbours.clone());
        // As many searches at once as there are cores: more only take turns, and the last of them waits longest.
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let searching = Arc::new(Semaphore::new(cores));
        Web { engine, registry, finder, public_url, frame, ground: Arc::new(ground), searching }
    }

    /// Searches on a thread that may be kept busy.
    pub async fn search(&self, params: SearchParams) -> Result<Found, CatalogueError> {
        let turn = Arc::clone(&self.searching).acquire_owned().await;
        let finder = self.finder.clone();
        tokio::task::spawn_blocking(move || {
            let found = finder.search(&params);
            drop(turn);
            found
        })
        .await
        .map_err(|error| CatalogueError::Reading(error.to_string()))?
    }
}

/// Pages of the portal.
pub fn portal_routes(web: Web) -> Router {
    Router::new()
        .route("/", get(portal::home))
        .route("/recherche", get(portal::results))
        .route("/recherche/propositions", get(portal::proposals))
        .route("/oeuvre/{work}", get(portal::work))
        .route("/edition/{edition}", get(portal::edition))
        .route("/bibliotheques", get(portal::libraries))
        .route("/bibliotheque/{code}", get(portal::library))
        .with_state(web)
}

/// Pages of the office.
pub fn office_routes(web: Web) -> Router {
    Router::new().with_state(web)
}

/// Addresses for machines.
pub fn machine_routes(web: Web) -> Router {
    Router::new()
        .route("/api/catalogue/search", get(machines::search))
        .route("/api/catalogue/works/{work}", get(machines::work))
        .route("/api/catalogue/suggest", get(machines::suggest))
        .route("/api/catalogue/libraries", get(machines::libraries))
        .route("/api/catalogue/openapi.json", get(api::openapi))
        .with_state(web)
}
