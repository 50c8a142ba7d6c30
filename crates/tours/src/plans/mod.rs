//! The plan of an edition: proposed, explained, pinned, compared, repaired, adopted.

mod drawing;
mod pages;
mod store;
mod turn;
mod verbs;
mod version;
mod words;

use axum::Router;
use axum::routing::{get, post};
use people::{Permission, RouteGate, RouteRule};
use shell::{Asset, Lang, Wing};

use crate::Web;

pub use store::{Line, State, Version, adopted, by_number, forbids, list, pins};
pub use verbs::{adopt, allow, begin, forbid, input, pin, propose, unpin, work};

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("plans/list.html", include_str!("../../templates/plans/list.html")),
        ("plans/version.html", include_str!("../../templates/plans/version.html")),
        ("plans/commune.html", include_str!("../../templates/plans/commune.html")),
        ("plans/compare.html", include_str!("../../templates/plans/compare.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/plans.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/plans.nl.ftl")),
        (Lang::En, include_str!("../../i18n/plans.en.ftl")),
    ],
    assets: &[Asset { name: "plans.css", bytes: include_bytes!("../../assets/plans.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/plans")),
};

const fn rule(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Holds(Permission::PlanTours) }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/bureau/belles-sorties/{edition}/plan"),
    rule("POST", "/bureau/belles-sorties/{edition}/plan"),
    rule("POST", "/bureau/belles-sorties/{edition}/plan/decisions"),
    rule("GET", "/bureau/belles-sorties/{edition}/plan/comparer"),
    rule("GET", "/bureau/belles-sorties/{edition}/plan/{version}"),
    rule("POST", "/bureau/belles-sorties/{edition}/plan/{version}/reprendre"),
    rule("POST", "/bureau/belles-sorties/{edition}/plan/{version}/adopter"),
    rule("GET", "/bureau/belles-sorties/{edition}/plan/{version}/plan.csv"),
    rule("GET", "/bureau/belles-sorties/{edition}/plan/{version}/dossier.json"),
    rule("GET", "/bureau/belles-sorties/{edition}/plan/{version}/commune/{commune}"),
    rule("POST", "/bureau/belles-sorties/{edition}/plan/{version}/commune/{commune}"),
];

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/bureau/belles-sorties/{edition}/plan", get(pages::list).post(pages::propose))
        .route("/bureau/belles-sorties/{edition}/plan/decisions", post(pages::undo))
        .route("/bureau/belles-sorties/{edition}/plan/comparer", get(pages::side_by_side))
        .route("/bureau/belles-sorties/{edition}/plan/{version}", get(version::one))
        .route("/bureau/belles-sorties/{edition}/plan/{version}/reprendre", post(version::again))
        .route("/bureau/belles-sorties/{edition}/plan/{version}/adopter", post(version::adopt))
        .route("/bureau/belles-sorties/{edition}/plan/{version}/plan.csv", get(version::csv))
        .route("/bureau/belles-sorties/{edition}/plan/{version}/dossier.json", get(version::documents))
        .route(
            "/bureau/belles-sorties/{edition}/plan/{version}/commune/{commune}",
            get(version::commune).post(version::decide),
        )
        .with_state(web)
}
