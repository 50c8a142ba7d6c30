//! The OpenID Connect face: a provider of identities for vendors.
//!
//! OpenID Connect Core 1.0 and Discovery 1.0, RP-Initiated Logout 1.0, Back-Channel Logout 1.0, over OAuth 2.0 (RFC 6749) as
//! RFC 9700 wants it today: the code flow only, PKCE (RFC 7636) with S256, addresses compared letter by letter, the issuer
//! named in each answer (RFC 9207), codes that serve once, opaque access tokens of ten minutes, no refresh tokens.

mod address;
mod authorize;
mod brake;
mod claims;
mod client;
mod codes;
mod discovery;
pub(crate) mod face;
mod keys;
mod left;
mod logout;
mod proof;
mod request;
mod signing;
mod token;
mod userinfo;

use axum::extract::FromRef;
use axum::routing::{get, post};
use people::{Permission, RouteGate, RouteRule};
use shell::{Asset, Lang, Wing};

use crate::{Result, Web};

pub use client::{Proof, Settings};
pub use signing::Signature;
pub(crate) use signing::SigningKey;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("sign_on/oidc_error.html", include_str!("../../templates/oidc/error.html")),
        ("sign_on/oidc_form_post.html", include_str!("../../templates/oidc/form_post.html")),
        ("sign_on/oidc_logout.html", include_str!("../../templates/oidc/logout.html")),
        ("sign_on/oidc_left.html", include_str!("../../templates/oidc/left.html")),
        ("sign_on/oidc_settings.html", include_str!("../../templates/oidc/settings.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/oidc.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/oidc.nl.ftl")),
        (Lang::En, include_str!("../../i18n/oidc.en.ftl")),
    ],
    assets: &[
        Asset { name: "sign_on_oidc.css", bytes: include_bytes!("../../assets/oidc.css") },
        Asset { name: "sign_on_oidc.js", bytes: include_bytes!("../../assets/oidc.js") },
    ],
    source_folder: None,
};

const fn public(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Public }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    public("GET", "/.well-known/openid-configuration"),
    public("GET", "/oidc/jwks.json"),
    public("GET", "/oidc/authorize"),
    public("POST", "/oidc/authorize"),
    public("POST", "/oidc/token"),
    public("GET", "/oidc/userinfo"),
    public("POST", "/oidc/userinfo"),
    public("OPTIONS", "/oidc/userinfo"),
    public("GET", "/oidc/logout"),
    public("POST", "/oidc/logout"),
    public("POST", "/oidc/deconnexion"),
];

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    Vec::new()
}

/// What this part's handlers share.
#[derive(Clone)]
struct Shared {
    web: Web,
    brake: brake::Brake,
}

impl FromRef<Shared> for Web {
    fn from_ref(shared: &Shared) -> Web {
        shared.web.clone()
    }
}

/// This part's router.
pub fn routes(web: Web) -> axum::Router {
    axum::Router::new()
        .route("/.well-known/openid-configuration", get(discovery::show))
        .route("/oidc/jwks.json", get(discovery::jwks))
        .route("/oidc/authorize", get(authorize::show).post(authorize::posted))
        .route("/oidc/token", post(token::redeem))
        .route("/oidc/userinfo", get(userinfo::show).post(userinfo::show).options(userinfo::ask))
        .route("/oidc/logout", get(logout::show).post(logout::posted))
        .route("/oidc/deconnexion", post(logout::confirmed))
        .with_state(Shared { web, brake: brake::Brake::default() })
}

/// What is due each minute: keys that signed long enough are turned, codes and tokens that are over go.
pub(crate) async fn keep(web: &Web) -> Result<()> {
    keys::keep(web).await?;
    let mut write = web.db.write().await?;
    codes::sweep(&mut write).await?;
    write.commit().await?;
    Ok(())
}
