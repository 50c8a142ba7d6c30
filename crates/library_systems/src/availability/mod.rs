//! Availability of copies: asked of all libraries at once, under one deadline, kept with its age.
//!
//! A page asks [`Availability::ask`] for every holding it shows. What was answered within the last minute is not asked again;
//! the rest is asked side by side, one question a record whoever reads it, a few at a time a library. At the deadline the page
//! goes on with what has come; what comes later is kept for the next reader. A library that does not answer leaves what it last
//! said, with its age; and where a page has waited in vain, the next no longer waits.
//!
//! Peers ask one library after another (VuFind's MultiBackend), or hide everything behind a login.

mod asking;
mod kept;

pub use asking::{Answer, Asked, Availability, Reach, Reached, State, Why};
pub use kept::sweep;

use people::{Permission, RouteRule};
use shell::{Lang, Wing};

use crate::Web;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/availability.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/availability.nl.ftl")),
        (Lang::En, include_str!("../../i18n/availability.en.ftl")),
    ],
    assets: &[],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

/// This part's addresses and who may open each: none, the catalogue's pages show what is asked here.
pub const ROUTES: &[RouteRule] = &[];

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    Vec::new()
}

/// This part's router.
pub fn routes(_web: Web) -> axum::Router {
    axum::Router::new()
}
