//! The wing's addresses: the portal, buying, the holder's page, the desk, the office.

mod basket;
mod benefits_page;
mod buy;
mod desk;
mod desk_deeds;
mod desk_sell;
mod gift;
mod mine;
mod office_batches;
mod office_benefits;
mod office_products;
mod order_page;
mod pass_page;
pub(crate) mod paths;
mod portal;
mod views;

#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use fluent_bundle::FluentArgs;
use people::{Permission, RouteGate, RouteRule, Session, Target};
use serde::Serialize;
use shell::{Asset, Flash, FormState, Frame, Lang, NavLink, PageError, Tone, Visit, Wing};
use store::Db;
use territory::MapSheet;

use crate::Error;

/// What the wing brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("pass/parts.html", include_str!("../../templates/parts.html")),
        ("pass/portal.html", include_str!("../../templates/portal.html")),
        ("pass/benefits.html", include_str!("../../templates/benefits.html")),
        ("pass/buy.html", include_str!("../../templates/buy.html")),
        ("pass/order.html", include_str!("../../templates/order.html")),
        ("pass/pass.html", include_str!("../../templates/pass.html")),
        ("pass/gift.html", include_str!("../../templates/gift.html")),
        ("pass/mine.html", include_str!("../../templates/mine.html")),
        ("pass/desk.html", include_str!("../../templates/desk.html")),
        ("pass/desk_sheet.html", include_str!("../../templates/desk_sheet.html")),
        ("pass/desk_sell.html", include_str!("../../templates/desk_sell.html")),
        ("pass/office_products.html", include_str!("../../templates/office_products.html")),
        ("pass/office_product.html", include_str!("../../templates/office_product.html")),
        ("pass/office_batches.html", include_str!("../../templates/office_batches.html")),
        ("pass/office_batch.html", include_str!("../../templates/office_batch.html")),
        ("pass/benefit_fields.html", include_str!("../../templates/benefit_fields.html")),
        ("pass/office_benefits.html", include_str!("../../templates/office_benefits.html")),
        ("pass/office_benefit.html", include_str!("../../templates/office_benefit.html")),
        ("pass/phone.html", include_str!("../../templates/phone.html")),
        ("pass/office_wallets.html", include_str!("../../templates/office_wallets.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
        (Lang::Fr, include_str!("../../i18n/phone.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/phone.nl.ftl")),
        (Lang::En, include_str!("../../i18n/phone.en.ftl")),
    ],
    assets: &[
        Asset { name: "museum_pass.css", bytes: include_bytes!("../../assets/museum_pass.css") },
        Asset { name: "museum_pass.js", bytes: include_bytes!("../../assets/museum_pass.js") },
        Asset { name: "phone.css", bytes: include_bytes!("../../assets/phone.css") },
        Asset { name: "phone.js", bytes: include_bytes!("../../assets/phone.js") },
        Asset { name: "phone_qr.js", bytes: include_bytes!("../../assets/phone_qr.js") },
        Asset { name: "pass-192.png", bytes: include_bytes!("../../assets/pass-192.png") },
        Asset { name: "pass-512.png", bytes: include_bytes!("../../assets/pass-512.png") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

/// The wing's links of the main navigation.
#[must_use]
pub fn nav() -> Vec<NavLink> {
    vec![NavLink { label: "pass-nav", href: paths::PORTAL }]
}

/// The wing's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> [(&'static str, &'static str, Permission); 5] {
    [
        ("pass-office-nav-desk", paths::DESK, Permission::SellPasses),
        ("pass-office-nav-benefits", paths::BENEFITS_OFFICE, Permission::EditBenefits),
        ("pass-office-nav-products", paths::PRODUCTS, Permission::ManagePasses),
        ("pass-office-nav-batches", paths::BATCHES, Permission::ManagePasses),
        ("pass-wallets", "/bureau/pass/portefeuilles", Permission::ManagePasses),
    ]
}

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

const PUBLIC: RouteGate = RouteGate::Public;
const DESK: RouteGate = RouteGate::Holds(Permission::SellPasses);
const MANAGE: RouteGate = RouteGate::Holds(Permission::ManagePasses);
const EDIT: RouteGate = RouteGate::Holds(Permission::EditBenefits);

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/pass", PUBLIC),
    rule("GET", "/pass/avantages", PUBLIC),
    rule("GET", "/pass/acheter", PUBLIC),
    rule("POST", "/pass/acheter", PUBLIC),
    rule("GET", "/pass/commande/{secret}", PUBLIC),
    rule("POST", "/pass/commande/{secret}/retractation", PUBLIC),
    rule("GET", "/pass/cadeau", PUBLIC),
    rule("GET", "/pass/cadeau/{code}", PUBLIC),
    rule("POST", "/pass/cadeau/{code}", PUBLIC),
    rule("GET", "/pass/mon-pass/{secret}", PUBLIC),
    rule("POST", "/pass/mon-pass/{secret}/{deed}", PUBLIC),
    rule("GET", "/mon-pass", RouteGate::SignedIn),
    rule("GET", "/bureau/pass", DESK),
    rule("GET", "/bureau/pass/vendre", DESK),
    rule("POST", "/bureau/pass/vendre", DESK),
    rule("GET", "/bureau/pass/fiche/{pass}", DESK),
    rule("POST", "/bureau/pass/fiche/{pass}/{deed}", DESK),
    rule("GET", "/bureau/pass/produits", MANAGE),
    rule("POST", "/bureau/pass/produits", MANAGE),
    rule("GET", "/bureau/pass/produits/{code}", MANAGE),
    rule("POST", "/bureau/pass/produits/{code}", MANAGE),
    rule("POST", "/bureau/pass/produits/{code}/prix", MANAGE),
    rule("GET", "/bureau/pass/lots", MANAGE),
    rule("POST", "/bureau/pass/lots", MANAGE),
    rule("GET", "/bureau/pass/lots/{batch}", MANAGE),
    rule("POST", "/bureau/pass/lots/{batch}", MANAGE),
    rule("GET", "/bureau/pass/lots/{batch}/codes.csv", MANAGE),
    rule("GET", "/bureau/pass/avantages", EDIT),
    rule("POST", "/bureau/pass/avantages", EDIT),
    rule("GET", "/bureau/pass/avantages/{benefit}", EDIT),
    rule("POST", "/bureau/pass/avantages/{benefit}", EDIT),
    rule("GET", "/pass/mon-pass/hors-ligne.js", PUBLIC),
    rule("GET", "/pass/mon-pass/{secret}/application.webmanifest", PUBLIC),
    rule("GET", "/pass/mon-pass/{secret}/carte.pdf", PUBLIC),
    rule("GET", "/pass/mon-pass/{secret}/apple.pkpass", PUBLIC),
    rule("GET", "/pass/mon-pass/{secret}/google-wallet", PUBLIC),
    rule("GET", "/bureau/pass/fiche/{pass}/carte.pdf", DESK),
    rule("GET", "/bureau/pass/lots/{batch}/cartes.pdf", MANAGE),
    rule("GET", "/bureau/pass/portefeuilles", MANAGE),
    // Asked by phones, which show the token of the pass they hold.
    rule("POST", "/pass/portefeuille/v1/devices/{device}/registrations/{kind}/{serial}", PUBLIC),
    rule("DELETE", "/pass/portefeuille/v1/devices/{device}/registrations/{kind}/{serial}", PUBLIC),
    rule("GET", "/pass/portefeuille/v1/devices/{device}/registrations/{kind}", PUBLIC),
    rule("GET", "/pass/portefeuille/v1/passes/{kind}/{serial}", PUBLIC),
    rule("POST", "/pass/portefeuille/v1/log", PUBLIC),
];

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) frame: Frame,
    /// The address the server is reached at, without a final slash.
    pub(crate) public_url: String,
    /// The territory's map, drawn once.
    pub(crate) sheet: Arc<OnceLock<Option<MapSheet>>>,
    /// The phones' wallets this server can sign for.
    pub(crate) wallets: crate::phone::Wallets,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, frame: Frame, public_url: impl Into<String>) -> Self {
        let public_url: String = public_url.into();
        Self {
            db,
            frame,
            public_url: public_url.trim_end_matches('/').to_owned(),
            sheet: Arc::default(),
            wallets: crate::phone::Wallets::default(),
        }
    }

    /// With what signs passes for phones' wallets. A certificate about to end is told in the log too: nobody opens a page to learn it.
    #[must_use]
    pub fn with_wallets(mut self, wallets: crate::phone::Wallets) -> Self {
        if let Some(days) = wallets.alarm(self.db.clock().now()) {
            tracing::warn!(days, "the certificate that signs passes for Apple Wallet ends soon, or has: renew it");
        }
        self.wallets = wallets;
        self
    }

    /// Words outside a template.
    pub(crate) fn say(&self, lang: Lang, key: &str, args: &[(&'static str, &str)]) -> String {
        say(&self.frame, lang, key, args)
    }

    /// Back to a page with a word of what was done.
    pub(crate) fn done(&self, visit: &Visit, key: &str, args: &[(&'static str, &str)], to: &str) -> Response {
        Flash { tone: Tone::Done, text: self.say(visit.lang, key, args) }.redirect(&self.frame, to)
    }

    /// Back to a page with a word of why nothing was done.
    pub(crate) fn refused(&self, visit: &Visit, key: &str, to: &str) -> Response {
        Flash { tone: Tone::Refused, text: self.say(visit.lang, key, &[]) }.redirect(&self.frame, to)
    }

    /// A page only its reader's browser may keep, and no engine list; 422 when a form of it was refused.
    pub(crate) fn page(
        &self,
        visit: &Visit,
        template: &str,
        view: &impl Serialize,
        sound: bool,
    ) -> Result<Response, PageError> {
        let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, private(self.frame.render(visit, template, view)?)).into_response())
    }
}

/// Words outside a template.
pub(crate) fn say(frame: &Frame, lang: Lang, key: &str, args: &[(&'static str, &str)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, (*value).to_owned());
    }
    frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// A page that holds a secret: kept by nobody, listed by nobody.
pub(crate) fn private(page: Html<String>) -> Response {
    let mut response = page.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}

/// A verb's failure as a page: what is not there is not found, what is our fault is logged.
pub(crate) fn page(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        Error::People(people::Error::NotAllowed) => PageError::Forbidden,
        other => PageError::internal(other),
    }
}

/// A verb's refusal noted in the form it came from; anything else as a page.
pub(crate) fn noted(mut form: FormState, error: Error) -> Result<FormState, PageError> {
    match error {
        Error::Field { field, message } => form.fault(&field, message),
        Error::Refused(message) => form.fault("", message),
        Error::Regie(fault) => match fault.message() {
            Some(message) => form.fault("", message),
            None => return Err(PageError::internal(fault)),
        },
        other => return Err(page(other)),
    }
    Ok(form)
}

/// A verb's refusal as a word on the page one goes back to.
pub(crate) fn back(web: &Web, visit: &Visit, error: Error, to: &str) -> Result<Response, PageError> {
    match error {
        Error::Refused(message) | Error::Field { message, .. } => Ok(web.refused(visit, message, to)),
        Error::Regie(fault) => match fault.message() {
            Some(message) => Ok(web.refused(visit, message, to)),
            None => Err(PageError::internal(fault)),
        },
        other => Err(page(other)),
    }
}

/// Refuses whoever may nowhere do this.
pub(crate) fn require(session: &Session, permission: Permission) -> Result<(), PageError> {
    if session.may(permission, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// The wing's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/pass", get(portal::show))
        .route("/pass/avantages", get(benefits_page::show))
        .route("/pass/acheter", get(buy::form).post(buy::order))
        .route("/pass/commande/{secret}", get(order_page::show))
        .route("/pass/commande/{secret}/retractation", post(order_page::withdraw))
        .route("/pass/cadeau", get(gift::ask))
        .route("/pass/cadeau/{code}", get(gift::form).post(gift::open))
        .route("/pass/mon-pass/{secret}", get(pass_page::show))
        .route("/pass/mon-pass/{secret}/{deed}", post(pass_page::act))
        .route("/mon-pass", get(mine::show))
        .route("/bureau/pass", get(desk::find))
        .route("/bureau/pass/vendre", get(desk_sell::form).post(desk_sell::sell))
        .route("/bureau/pass/fiche/{pass}", get(desk::sheet))
        .route("/bureau/pass/fiche/{pass}/{deed}", post(desk_deeds::act))
        .route("/bureau/pass/produits", get(office_products::list).post(office_products::create))
        .route("/bureau/pass/produits/{code}", get(office_products::form).post(office_products::save))
        .route("/bureau/pass/produits/{code}/prix", post(office_products::price))
        .route("/bureau/pass/lots", get(office_batches::list).post(office_batches::make))
        .route("/bureau/pass/lots/{batch}", get(office_batches::one).post(office_batches::paid))
        .route("/bureau/pass/lots/{batch}/codes.csv", get(office_batches::codes))
        .route("/bureau/pass/avantages", get(office_benefits::list).post(office_benefits::create))
        .route("/bureau/pass/avantages/{benefit}", get(office_benefits::form).post(office_benefits::save))
        .merge(crate::phone::routes())
        .with_state(web)
}
