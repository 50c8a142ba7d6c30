//! Vendors: who they are, what they are given, what readers agreed to; the core every face asks.

mod agree;
mod go;
mod link;
pub(crate) mod link_form;
mod mine;
mod office;
mod office_views;
pub(crate) mod paths;
pub(crate) mod refused;
mod words;

use axum::Router;
use axum::routing::{get, post};
use people::{Permission, RouteGate, RouteRule};
use shell::{Asset, Lang, Wing};

use crate::Web;

pub use link::{Algorithm, Fault, LinkSettings, Time};
pub use link_form::link_face;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("sign_on/vendors_refused.html", include_str!("../../templates/vendors/refused.html")),
        ("sign_on/vendors_agree.html", include_str!("../../templates/vendors/agree.html")),
        ("sign_on/vendors_go_on.html", include_str!("../../templates/vendors/go_on.html")),
        ("sign_on/vendors_mine.html", include_str!("../../templates/vendors/mine.html")),
        ("sign_on/vendors_office.html", include_str!("../../templates/vendors/office.html")),
        ("sign_on/vendors_new.html", include_str!("../../templates/vendors/new.html")),
        ("sign_on/vendors_sheet.html", include_str!("../../templates/vendors/sheet.html")),
        ("sign_on/vendors_link_fields.html", include_str!("../../templates/vendors/link_fields.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/vendors.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/vendors.nl.ftl")),
        (Lang::En, include_str!("../../i18n/vendors.en.ftl")),
    ],
    assets: &[Asset { name: "sign_on_vendors.css", bytes: include_bytes!("../../assets/vendors.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

const KEEPS: RouteGate = RouteGate::Holds(Permission::ManageVendors);

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/fournisseurs/poursuivre", RouteGate::Public),
    rule("GET", "/fournisseurs/{vendor}/aller", RouteGate::Public),
    rule("GET", "/fournisseurs/{vendor}/accord", RouteGate::SignedIn),
    rule("POST", "/fournisseurs/{vendor}/accord", RouteGate::SignedIn),
    rule("GET", paths::MINE, RouteGate::SignedIn),
    rule("POST", "/ma-carte/fournisseurs/{vendor}/retirer", RouteGate::SignedIn),
    rule("POST", "/ma-carte/fournisseurs/{vendor}/oublier", RouteGate::SignedIn),
    rule("GET", paths::OFFICE, KEEPS),
    rule("GET", "/bureau/fournisseurs-acces/nouveau", KEEPS),
    rule("POST", "/bureau/fournisseurs-acces/nouveau", KEEPS),
    rule("GET", "/bureau/fournisseurs-acces/{vendor}", KEEPS),
    rule("POST", "/bureau/fournisseurs-acces/{vendor}", KEEPS),
    rule("POST", "/bureau/fournisseurs-acces/{vendor}/protocole/{face}", KEEPS),
    rule("POST", "/bureau/fournisseurs-acces/{vendor}/essai/{face}", KEEPS),
];

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    vec![("vendors-office-nav", paths::OFFICE, Permission::ManageVendors)]
}

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/fournisseurs/poursuivre", get(agree::go_on))
        .route("/fournisseurs/{vendor}/aller", get(go::go))
        .route("/fournisseurs/{vendor}/accord", get(agree::show).post(agree::agree))
        .route(paths::MINE, get(mine::show))
        .route("/ma-carte/fournisseurs/{vendor}/retirer", post(mine::withdraw))
        .route("/ma-carte/fournisseurs/{vendor}/oublier", post(mine::forget))
        .route(paths::OFFICE, get(office::list))
        .route("/bureau/fournisseurs-acces/nouveau", get(office::new).post(office::create))
        .route("/bureau/fournisseurs-acces/{vendor}", get(office::show).post(office::save))
        .route("/bureau/fournisseurs-acces/{vendor}/protocole/{face}", post(office::save_face))
        .route("/bureau/fournisseurs-acces/{vendor}/essai/{face}", post(office::try_face))
        .with_state(web)
}
