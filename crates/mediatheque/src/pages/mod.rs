//! The médiathèque's pages: what each shows, as a plain view-model. Handlers fill them; nothing here asks a database
//! anything, so that a page can be looked at and tested alone.

pub mod certificate;
pub mod home;
pub mod mine;
pub mod office;
pub mod paths;
pub mod proposals;
pub mod quiz;
pub mod reader;
pub mod resource;
pub mod tile;
pub mod words;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use shell::{Asset, Lang, NavLink, Wing};

/// The script that must be the first of every page of a SCORM package: it holds the API the course talks to, and sends
/// what is to be kept to the reader's page.
pub const SCORM_SHIM: &[u8] = include_bytes!("../../assets/vendor/scorm.js");

/// The service worker that keeps open books on a device; served at [`paths::SERVICE_WORKER`], so that it may see to the
/// médiathèque's pages and no others.
pub const SERVICE_WORKER: &str = include_str!("../../assets/mediatheque-offline.js");

macro_rules! template {
    ($name:literal) => {
        (concat!("mediatheque/", $name), include_str!(concat!("../../templates/", $name)))
    };
}

macro_rules! asset {
    ($name:literal, $path:literal) => {
        Asset { name: $name, bytes: include_bytes!(concat!("../../assets/", $path)) }
    };
}

/// What the médiathèque brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        template!("parts.html"),
        template!("home.html"),
        template!("list.html"),
        template!("selection.html"),
        template!("resource.html"),
        template!("reader.html"),
        template!("book.html"),
        template!("film.html"),
        template!("listen.html"),
        template!("press.html"),
        template!("course.html"),
        template!("quiz.html"),
        template!("mine.html"),
        template!("certificate.html"),
        template!("proposals.html"),
        template!("office_resources.html"),
        template!("office_resource.html"),
        template!("office_licence.html"),
        template!("office_deposit.html"),
        template!("office_elsewhere.html"),
        template!("office_selections.html"),
        template!("office_selection.html"),
        template!("office_proposals.html"),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[
        asset!("mediatheque.css", "mediatheque.css"),
        asset!("mediatheque-reader.css", "mediatheque-reader.css"),
        asset!("mediatheque-reader.js", "mediatheque-reader.js"),
        asset!("mediatheque-book.js", "mediatheque-book.js"),
        asset!("mediatheque-film.js", "mediatheque-film.js"),
        asset!("mediatheque-press.js", "mediatheque-press.js"),
        asset!("mediatheque-course.js", "mediatheque-course.js"),
        asset!("mediatheque-readium.js", "vendor/readium.js"),
        asset!("mediatheque-pdf.js", "vendor/pdf.js"),
        asset!("mediatheque-pdf-worker.js", "vendor/pdf-worker.js"),
        asset!("LICENSE-readium.txt", "vendor/LICENSE-readium.txt"),
        asset!("LICENSE-pdfjs.txt", "vendor/LICENSE-pdfjs.txt"),
        asset!("LICENSE-scorm-again.txt", "vendor/LICENSE-scorm-again.txt"),
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

/// The médiathèque's links of the main navigation.
#[must_use]
pub fn nav() -> Vec<NavLink> {
    vec![NavLink { label: "mediatheque-nav", href: paths::HOME }]
}
