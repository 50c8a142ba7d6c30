//! The wing's addresses: the holder's pages, registration, the desk, retention.

mod access_pages;
mod desk;
mod desk_deeds;
mod desk_file;
mod desk_new;
mod mine;
mod mine_changes;
mod mine_privacy;
mod online;
mod paths;
mod retention_page;
mod views;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use fluent_bundle::FluentArgs;
use people::{People, Permission, RelyingParty, RouteGate, RouteRule};
use shell::{Asset, Flash, Frame, Lang, NavLink, PageError, Tone, Visit, Wing};
use store::Db;

use crate::{Error, HeldData};

/// The largest patron file taken, in bytes.
const FILE_MOST: usize = 32 << 20;

/// What the wing brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("card/parts.html", include_str!("../../templates/parts.html")),
        ("card/mine.html", include_str!("../../templates/mine.html")),
        ("card/child.html", include_str!("../../templates/child.html")),
        ("card/held.html", include_str!("../../templates/held.html")),
        ("card/erase.html", include_str!("../../templates/erase.html")),
        ("card/online.html", include_str!("../../templates/online.html")),
        ("card/print.html", include_str!("../../templates/print.html")),
        ("card/desk.html", include_str!("../../templates/desk.html")),
        ("card/desk_new.html", include_str!("../../templates/desk_new.html")),
        ("card/desk_sheet.html", include_str!("../../templates/desk_sheet.html")),
        ("card/desk_file.html", include_str!("../../templates/desk_file.html")),
        ("card/desk_plan.html", include_str!("../../templates/desk_plan.html")),
        ("card/retention.html", include_str!("../../templates/retention.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[
        Asset { name: "card.css", bytes: include_bytes!("../../assets/card.css") },
        Asset { name: "desk.js", bytes: include_bytes!("../../assets/desk.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

/// The wing's links of the main navigation.
#[must_use]
pub fn nav() -> Vec<NavLink> {
    vec![NavLink { label: "card-nav", href: paths::MINE }]
}

/// The wing's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> [(&'static str, &'static str, Permission); 2] {
    [
        ("card-office-nav-desk", paths::DESK, Permission::KeepCards),
        ("card-office-nav-retention", paths::RETENTION, Permission::ManageTenant),
    ]
}

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

const PUBLIC: RouteGate = RouteGate::Public;
const OWN: RouteGate = RouteGate::SignedIn;
const DESK: RouteGate = RouteGate::Holds(Permission::KeepCards);
const TENANT: RouteGate = RouteGate::Holds(Permission::ManageTenant);

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/carte/inscription", PUBLIC),
    rule("POST", "/carte/inscription", PUBLIC),
    rule("GET", "/carte/adresse/{token}", PUBLIC),
    rule("POST", "/carte/adresse/{token}", PUBLIC),
    rule("GET", "/ma-carte", OWN),
    rule("GET", "/ma-carte/imprimer", OWN),
    rule("POST", "/ma-carte/perdue", OWN),
    rule("POST", "/ma-carte/code", OWN),
    rule("POST", "/ma-carte/mot-de-passe", OWN),
    rule("POST", "/ma-carte/adresse", OWN),
    rule("POST", "/ma-carte/langue", OWN),
    rule("POST", "/ma-carte/historique", OWN),
    rule("POST", "/ma-carte/sessions", OWN),
    rule("POST", "/ma-carte/sessions/{session}", OWN),
    rule("POST", "/ma-carte/cles", OWN),
    rule("POST", "/ma-carte/cles/defi", OWN),
    rule("POST", "/ma-carte/cles/{passkey}/retirer", OWN),
    rule("GET", "/ma-carte/enfant/{account}", OWN),
    rule("POST", "/ma-carte/enfant/{account}", OWN),
    rule("GET", "/ma-carte/donnees", OWN),
    rule("GET", "/ma-carte/donnees.json", OWN),
    rule("GET", "/ma-carte/effacer", OWN),
    rule("POST", "/ma-carte/effacer", OWN),
    rule("GET", "/bureau/guichet", DESK),
    rule("GET", "/bureau/guichet/nouveau", DESK),
    rule("POST", "/bureau/guichet/nouveau", DESK),
    rule("GET", "/bureau/guichet/fichier", DESK),
    rule("POST", "/bureau/guichet/fichier", DESK),
    rule("GET", "/bureau/guichet/fichier/{file}", DESK),
    rule("POST", "/bureau/guichet/fichier/{file}", DESK),
    rule("GET", "/bureau/guichet/{account}", DESK),
    rule("GET", "/bureau/guichet/{account}/carte", DESK),
    rule("GET", "/bureau/guichet/{account}/fiche", DESK),
    rule("POST", "/bureau/guichet/{account}/fiche", DESK),
    rule("POST", "/bureau/guichet/{account}/{deed}", DESK),
    rule("GET", "/bureau/conservation", TENANT),
    rule("POST", "/bureau/conservation", TENANT),
];

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) frame: Frame,
    /// Who we are for passkeys; none when the server is known by a number.
    pub(crate) party: Option<Arc<RelyingParty>>,
    public_url: Arc<str>,
    secure: bool,
    rooms: Arc<[HeldData]>,
    /// Pages of other wings a holder finds from their card: message and address.
    pub(crate) others: Arc<[(&'static str, &'static str)]>,
}

impl Web {
    /// Puts the wing's parts together. `rooms` says what other rooms hold of a person: see [`HeldData`].
    #[must_use]
    pub fn new(people: People, frame: Frame, public_url: &str, rooms: &[HeldData]) -> Self {
        Self {
            db: people.db().clone(),
            people,
            frame,
            party: RelyingParty::of(public_url).map(Arc::new),
            public_url: public_url.trim_end_matches('/').into(),
            secure: public_url.starts_with("https:"),
            rooms: rooms.into(),
            others: Arc::new([]),
        }
    }

    /// The same, with links to other wings' pages about the holder: message and address.
    #[must_use]
    pub fn with_others(mut self, others: &[(&'static str, &'static str)]) -> Self {
        self.others = others.into();
        self
    }

    /// Words outside a template.
    pub(crate) fn say(&self, lang: Lang, key: &str, args: &[(&'static str, &str)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(*name, (*value).to_owned());
        }
        self.frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
    }

    /// Back to a page with a word of what was done.
    pub(crate) fn done(
        &self,
        visit: &Visit,
        key: &str,
        args: &[(&'static str, &str)],
        to: &str,
    ) -> axum::response::Response {
        Flash { tone: Tone::Done, text: self.say(visit.lang, key, args) }.redirect(&self.frame, to)
    }

    /// Back to a page with a word of why nothing was done.
    pub(crate) fn refused(&self, visit: &Visit, key: &str, to: &str) -> axum::response::Response {
        Flash { tone: Tone::Refused, text: self.say(visit.lang, key, &[]) }.redirect(&self.frame, to)
    }

    /// Posts the letter that asks to confirm an address, in the account's language.
    pub(crate) async fn post_address_letter(
        &self,
        write: &mut store::Write,
        account: &str,
        email: &str,
    ) -> Result<(), Error> {
        let Some(link) = self.people.ask_email(write, account, email).await? else { return Ok(()) };
        let lang = Lang::from_code(&link.account.language).unwrap_or_default();
        let address = format!("{}{}", self.public_url, paths::address(&link.token));
        let args = [("name", link.account.name.as_str()), ("link", &address)];
        let letter = mail::Letter {
            to: link.email.clone(),
            subject: self.say(lang, "card-letter-address-subject", &[]),
            text: self.say(lang, "card-letter-address-text", &args),
            html: None,
        };
        mail::post(write, &letter).await?;
        Ok(())
    }

    /// Tells the address an account had that another has taken its place.
    pub(crate) async fn post_address_changed(
        &self,
        write: &mut store::Write,
        account: &people::Account,
        before: String,
    ) -> Result<(), Error> {
        let lang = Lang::from_code(&account.language).unwrap_or_default();
        let letter = mail::Letter {
            to: before,
            subject: self.say(lang, "card-letter-changed-subject", &[]),
            text: self.say(lang, "card-letter-changed-text", &[("name", account.name.as_str())]),
            html: None,
        };
        match mail::post(write, &letter).await {
            Ok(_) | Err(mail::Error::Address) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }
}

/// The wing's routes. Those that take patron files set their own limit: put them outside any smaller one.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/carte/inscription", get(online::form).post(online::register))
        .route("/carte/adresse/{token}", get(access_pages::address).post(access_pages::confirm_address))
        .route("/ma-carte", get(mine::show))
        .route("/ma-carte/imprimer", get(mine::print))
        .route("/ma-carte/perdue", post(mine_changes::lost))
        .route("/ma-carte/code", post(mine_changes::pin))
        .route("/ma-carte/mot-de-passe", post(mine_changes::password))
        .route("/ma-carte/adresse", post(mine_changes::email))
        .route("/ma-carte/langue", post(mine_changes::language))
        .route("/ma-carte/historique", post(mine_changes::history))
        .route("/ma-carte/sessions", post(mine_changes::end_sessions))
        .route("/ma-carte/sessions/{session}", post(mine_changes::end_session))
        .route("/ma-carte/cles", post(access_pages::add_passkey))
        .route("/ma-carte/cles/defi", post(access_pages::challenge))
        .route("/ma-carte/cles/{passkey}/retirer", post(access_pages::remove_passkey))
        .route("/ma-carte/enfant/{account}", get(mine::child).post(mine_changes::child_pin))
        .route("/ma-carte/donnees", get(mine_privacy::held))
        .route("/ma-carte/donnees.json", get(mine_privacy::download))
        .route("/ma-carte/effacer", get(mine_privacy::erase_form).post(mine_privacy::erase))
        .route("/bureau/guichet", get(desk::find))
        .route("/bureau/guichet/nouveau", get(desk_new::form).post(desk_new::register))
        .route(
            "/bureau/guichet/fichier",
            get(desk_file::form).post(desk_file::receive).layer(DefaultBodyLimit::max(FILE_MOST + 65_536)),
        )
        .route("/bureau/guichet/fichier/{file}", get(desk_file::show).post(desk_file::decide))
        .route("/bureau/guichet/{account}", get(desk::sheet))
        .route("/bureau/guichet/{account}/carte", get(desk::print))
        .route("/bureau/guichet/{account}/fiche", get(desk_new::edit_form).post(desk_new::edit))
        .route("/bureau/guichet/{account}/{deed}", post(desk_deeds::act))
        .route("/bureau/conservation", get(retention_page::show).post(retention_page::choose))
        .with_state(web)
}

/// A verb's failure as a page: what is not there is not found, what is our fault is logged.
pub(crate) fn page(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        Error::People(people::Error::NotAllowed) => PageError::Forbidden,
        Error::People(people::Error::TooManyAttempts { retry_after_s }) => {
            PageError::TooMany { retry_after: u32::try_from(retry_after_s).unwrap_or(u32::MAX) }
        }
        other => PageError::internal(other),
    }
}

/// The same for verbs of people.
pub(crate) fn people_page(error: people::Error) -> PageError {
    page(error.into())
}
