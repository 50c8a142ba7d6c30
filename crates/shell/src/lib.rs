//! The frame every page shares: layout, language, forms, errors, posters and maps. It knows no wing: each brings its
//! templates, words and files as a [`Wing`], and renders a page from a view-model.
//!
//! ```
//! use shell::{Frame, Lang, Visit, Wing};
//! use serde::Serialize;
//!
//! const GREETING: Wing = Wing {
//!     templates: &[(
//!         "greeting/hello.html",
//!         "{% extends 'shell/base.html' %}{% block title %}{{ t('greeting-hello', name=view.name) }}{% endblock %}\
//!          {% block main %}<h1>{{ t('greeting-hello', name=view.name) }}</h1>{% endblock %}",
//!     )],
//!     messages: &[(Lang::Fr, "greeting-hello = Bonjour { $name } !"), (Lang::En, "greeting-hello = Hello { $name }!")],
//!     assets: &[],
//!     source_folder: None,
//! };
//!
//! #[derive(Serialize)]
//! struct Hello {
//!     name: &'static str,
//! }
//!
//! let frame = Frame::builder().wing(GREETING).build().expect("the wing is sound");
//! let page = frame.render(&Visit::new(Lang::En, "/"), "greeting/hello.html", &Hello { name: "Ada" });
//! assert!(page.expect("rendered").0.contains("<h1>Hello Ada!</h1>"));
//! ```
//!
//! A server adds `frame.router()`, `.fallback(shell::not_found)` and the layer [`carry`], which makes the [`Visit`] that
//! handlers take as an extractor and turns a [`PageError`] into a page in the visitor's language.

mod asset;
pub mod calendar;
mod csrf;
mod error;
mod form;
mod frame;
mod functions;
pub mod json_ld;
mod lang;
pub mod map;
mod messages;
pub mod office;
mod pagination;
pub mod poster;
mod theme;
pub mod typography;
mod visit;

pub use asset::Asset;
pub use csrf::Csrf;
pub use error::{PageError, not_found};
pub use form::{FormState, SentForm, parse_pairs};
pub use frame::{Frame, FrameBuilder, FrameError, NavLink, SearchBox, Wing};
pub use lang::Lang;
pub use messages::Messages;
pub use pagination::{PageLink, Pagination};
pub use theme::{Colour, LEAST_CONTRAST, Theme};
pub use visit::{Flash, OfficeLink, Person, Tone, Visit, carry};

/// The frame's own templates, words and files.
pub(crate) const OWN: Wing = Wing {
    templates: &[
        ("shell/base.html", include_str!("../templates/base.html")),
        ("shell/parts.html", include_str!("../templates/parts.html")),
        ("shell/error.html", include_str!("../templates/error.html")),
        ("shell/accessibility.html", include_str!("../templates/accessibility.html")),
        ("shell/sign_in.html", include_str!("../templates/sign_in.html")),
        ("shell/sign_in_link.html", include_str!("../templates/sign_in_link.html")),
        ("shell/invitation.html", include_str!("../templates/invitation.html")),
        ("shell/office.html", include_str!("../templates/office.html")),
        ("shell/office_dashboard.html", include_str!("../templates/office_dashboard.html")),
        ("shell/office_staff.html", include_str!("../templates/office_staff.html")),
        ("shell/office_audit.html", include_str!("../templates/office_audit.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../i18n/nl.ftl")),
        (Lang::En, include_str!("../i18n/en.ftl")),
    ],
    assets: &[
        Asset { name: "fraunces-latin.woff2", bytes: include_bytes!("../assets/fonts/fraunces-latin.woff2") },
        Asset { name: "fraunces-latin-ext.woff2", bytes: include_bytes!("../assets/fonts/fraunces-latin-ext.woff2") },
        Asset { name: "atkinson-latin.woff2", bytes: include_bytes!("../assets/fonts/atkinson-latin.woff2") },
        Asset { name: "atkinson-latin-ext.woff2", bytes: include_bytes!("../assets/fonts/atkinson-latin-ext.woff2") },
        // Neither face has U+202F: French numbers would close up. An empty glyph of a fifth of an em, our own.
        Asset { name: "thin-space.woff2", bytes: include_bytes!("../assets/fonts/thin-space.woff2") },
        Asset { name: "OFL-Fraunces.txt", bytes: include_bytes!("../assets/fonts/OFL-Fraunces.txt") },
        Asset {
            name: "OFL-Atkinson-Hyperlegible-Next.txt",
            bytes: include_bytes!("../assets/fonts/OFL-Atkinson-Hyperlegible-Next.txt"),
        },
        Asset { name: "mark.svg", bytes: include_bytes!("../assets/mark.svg") },
        Asset { name: "beffroi.css", bytes: include_bytes!("../assets/beffroi.css") },
        Asset { name: "passkey.js", bytes: include_bytes!("../assets/passkey.js") },
        Asset { name: "desk_find.js", bytes: include_bytes!("../assets/desk_find.js") },
        Asset { name: "beffroi.js", bytes: include_bytes!("../assets/beffroi.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};
