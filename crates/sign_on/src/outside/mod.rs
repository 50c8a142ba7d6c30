//! Signing in here through an outside provider of identities (OpenID Connect Core 1.0, as a relying party; the way of
//! FranceConnect).
//!
//! The road: a button of the sign-in page → the provider, asked with `state`, `nonce` and, where it is checked, PKCE → back
//! with a code → tokens, their signature and their every claim checked → an identity: an issuer and a subject. If somebody
//! here has linked it, they are signed in. If nobody has, they are asked to sign in once by other means, and to say that
//! both are theirs: an address or a name that is the same proves nothing, and nobody is found by them.
//!
//! - What was asked travels in a sealed cookie of the browser that asked; it is answered once, within ten minutes.
//! - Whoever works for the network does not come in on another's word: the verb in `people` refuses, a page says so.
//! - The provider's token is kept, sealed, as long as the session: it is what one must show to be signed out there too, which
//!   FranceConnect requires to be offered. It is offered on a page and not done unasked: on a shared computer one wants it, at home
//!   one may not; and a form of ours may not lead to another site (`form-action 'self'`), a link may.

mod attempt;
pub(crate) mod jws;
mod kept;
mod own;
mod pages;
mod provider;
mod token;

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::routing::{get, post};
use fluent_bundle::FluentArgs;
use people::web::{cookie, set_cookie};
use people::{Permission, RouteGate, RouteRule};
use programme::sealing::Sealer;
use shell::{Asset, Lang, PageError, Wing};
use store::Db;
use tokio::sync::OnceCell;

pub use provider::Provider;

pub(crate) use kept::{erase, sweep};

use crate::Web;
use provider::Link;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("sign_on/outside/identity.html", include_str!("../../templates/outside/identity.html")),
        ("sign_on/outside/own.html", include_str!("../../templates/outside/own.html")),
        ("sign_on/outside/departure.html", include_str!("../../templates/outside/departure.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/outside.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/outside.nl.ftl")),
        (Lang::En, include_str!("../../i18n/outside.en.ftl")),
    ],
    assets: &[Asset { name: "sign_on_outside.css", bytes: include_bytes!("../../assets/outside.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const IDENTITY: &str = "/connexion/identite";
const OWN: &str = "/ma-carte/identites";
const DEPARTURE: &str = "/connexion/depart";

const IDENTITY_COOKIE: &str = "beffroi_identity";
const DEPARTURE_COOKIE: &str = "beffroi_departure";

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/connexion/avec/{provider}", RouteGate::Public),
    rule("GET", "/connexion/retour/{provider}", RouteGate::Public),
    rule("GET", "/connexion/identite", RouteGate::Public),
    rule("POST", "/connexion/identite", RouteGate::SignedIn),
    rule("POST", "/connexion/identite/oublier", RouteGate::Public),
    rule("GET", "/connexion/depart", RouteGate::Public),
    rule("GET", "/connexion/depart/suite", RouteGate::Public),
    rule("GET", "/connexion/depart/fini", RouteGate::Public),
    rule("GET", "/ma-carte/identites", RouteGate::SignedIn),
    rule("POST", "/ma-carte/identites/retirer", RouteGate::SignedIn),
];

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    Vec::new()
}

/// This part's router.
pub fn routes(web: Web) -> axum::Router {
    axum::Router::new()
        .route("/connexion/avec/{provider}", get(pages::begin))
        .route("/connexion/retour/{provider}", get(pages::back))
        .route("/connexion/identite", get(own::identity).post(own::link))
        .route("/connexion/identite/oublier", post(own::forget))
        .route("/connexion/depart", get(pages::departure))
        .route("/connexion/depart/suite", get(pages::depart))
        .route("/connexion/depart/fini", get(pages::departed))
        .route("/ma-carte/identites", get(own::list))
        .route("/ma-carte/identites/retirer", post(own::unlink))
        .with_state(web)
}

/// The providers declared, and what seals what they tell.
pub(crate) struct Outside {
    links: Vec<Arc<Link>>,
    sealer: OnceCell<Sealer>,
}

impl Outside {
    /// Of these providers.
    pub(crate) fn new(providers: Vec<Provider>) -> Self {
        Self { links: Link::all(providers), sealer: OnceCell::new() }
    }

    fn link(&self, code: &str) -> Option<&Arc<Link>> {
        self.links.iter().find(|link| link.provider.code == code)
    }

    fn label(&self, code: &str) -> Option<&str> {
        self.link(code).map(|link| link.provider.label.as_str())
    }

    async fn sealer(&self, db: &Db) -> Result<&Sealer, PageError> {
        self.sealer.get_or_try_init(|| Sealer::of(db)).await.map_err(PageError::internal)
    }
}

/// A way to sign in offered by the sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What its button says, in the visitor's language.
    pub words: String,
    /// Where it leads.
    pub href: String,
}

/// The ways to sign in through an outside provider, for the sign-in page; `back` is the path of ours to go to afterwards, or
/// empty.
#[must_use]
pub fn ways(web: &Web, lang: Lang, back: &str) -> Vec<Way> {
    let way = |link: &Arc<Link>| {
        let Provider { code, label, .. } = &link.provider;
        let back = if back.is_empty() { String::new() } else { format!("?{}", pair("retour", back)) };
        Way { words: web.outside_words(lang, "outside-with", label), href: format!("/connexion/avec/{code}{back}") }
    };
    web.outside.links.iter().map(way).collect()
}

/// Called when a session is about to end, with its token: notes what its provider needs to end its own, and gives where to
/// lead whoever leaves. Nothing is asked of the provider.
///
/// # Errors
/// When the database does not follow.
pub async fn leave(web: &Web, session_token: &str, headers: &mut HeaderMap) -> Result<&'static str, PageError> {
    let Some(session) = web.people.session(session_token).await? else { return Ok("/") };
    let mut write = web.db.write().await?;
    let Some(token) = kept::depart(&mut write, &session.id).await? else { return Ok("/") };
    write.commit().await?;
    set_cookie(headers, DEPARTURE_COOKIE, &token, kept::DEPARTURE_MS / 1000, web.secure());
    Ok(DEPARTURE)
}

/// A path of ours to go back to. A browser takes `//host` and `/\host` for another site, and leaves out control
/// characters.
#[must_use]
pub fn our_path(path: &str) -> Option<&str> {
    let inside =
        path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control);
    inside.then_some(path)
}

fn pair(name: &str, value: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}

/// Where to sign in, and back to a path of ours.
fn sign_in_address(back: &str) -> String {
    if back.is_empty() { "/connexion".to_owned() } else { format!("/connexion?{}", pair("retour", back)) }
}

impl Web {
    /// Words that name a provider.
    fn outside_words(&self, lang: Lang, key: &str, provider: &str) -> String {
        let mut words = FluentArgs::new();
        words.set("provider", provider.to_owned());
        self.frame.messages().format(lang, key, Some(&words)).unwrap_or_else(|| key.to_owned())
    }

    /// Whether cookies go by https only.
    fn secure(&self) -> bool {
        self.public_url.starts_with("https:")
    }
}

/// A cookie of ours that holds a token; anything that has not its form is none.
fn token_cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    cookie(headers, name).filter(|token| token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::our_path;

    #[test]
    fn one_goes_back_to_our_own_pages_only() {
        assert_eq!(our_path("/bureau/sources?x=1"), Some("/bureau/sources?x=1"));
        for other in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "bureau"] {
            assert_eq!(our_path(other), None, "{other}");
        }
    }
}
