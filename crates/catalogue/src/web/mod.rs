//! The wing's addresses: portal pages, office pages, machines.

mod edition_page;
mod feeds;
mod ground;
mod home_page;
mod library_pages;
mod machines;
mod now;
mod office;
mod office_grouping;
mod office_harvest;
mod office_intake;
mod office_runs;
mod office_set_aside;
mod office_sources;
mod office_upload;
mod portal;
mod tiles;
mod work_page;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use shell::Frame;
use tokio::sync::Semaphore;

use work_search::Index;

pub use ground::Ground;
pub use office::{Office, Reach};

use crate::api;
use crate::availability::Source;
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
    /// Who asks libraries' systems, if anybody does.
    pub(crate) availability: Option<Arc<dyn Source>>,
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
        Web { engine, registry, finder, public_url, frame, ground: Arc::new(ground), searching, availability: None }
    }

    /// With somebody who asks libraries' systems about their copies.
    #[must_use]
    pub fn with_availability(mut self, source: Arc<dyn Source>) -> Web {
        self.availability = Some(source);
        self
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
        .route("/recherche/disponibilites", get(now::fragment))
        .route("/oeuvre/{work}", get(portal::work))
        .route("/edition/{edition}", get(portal::edition))
        .route("/bibliotheques", get(portal::libraries))
        .route("/bibliotheque/{code}", get(portal::library))
        .with_state(web)
}

/// Pages of the office. The upload sets its own limit of what may be sent; the others read forms of axum's usual size.
pub fn office_routes(office: Office) -> Router {
    let most = (office_upload::LARGEST + office_upload::ENVELOPE) as usize;
    Router::new()
        .route("/bureau/sources", get(office_sources::list))
        .route("/bureau/sources/nouvelle", get(office_sources::declare_form).post(office_sources::declare))
        .route(
            "/bureau/sources/{source}/import",
            get(office_upload::form).post(office_upload::receive).layer(DefaultBodyLimit::max(most)),
        )
        .route("/bureau/sources/{source}/moisson", post(office_runs::harvest))
        .route("/bureau/imports/{run}", get(office_runs::show))
        .route("/bureau/imports/{run}/confirmer", post(office_runs::confirm))
        .route("/bureau/imports/{run}/mis-de-cote.zip", get(office_set_aside::download))
        .route("/bureau/oeuvres/{work}", get(office_grouping::show).post(office_grouping::decide))
        .route("/bureau/decisions/{decision}/annuler", post(office_grouping::undo))
        .with_state(office)
}

/// Addresses for machines.
pub fn machine_routes(web: Web) -> Router {
    Router::new()
        .route("/api/catalogue/search", get(machines::search))
        .route("/api/catalogue/works/{work}", get(machines::work))
        .route("/api/catalogue/works/{work}/availability", get(now::of_work))
        .route("/api/catalogue/suggest", get(machines::suggest))
        .route("/api/catalogue/libraries", get(machines::libraries))
        .route("/api/catalogue/openapi.json", get(api::openapi))
        .route("/oai", get(feeds::oai_get).post(feeds::oai_post))
        .route("/sru", get(feeds::sru_get).post(feeds::sru_post))
        .route("/notice/{record}", get(feeds::record))
        .route("/sitemap.xml", get(feeds::sitemap_index))
        .route("/sitemap/{part}", get(feeds::sitemap))
        .route("/robots.txt", get(feeds::robots))
        .with_state(web)
}
