//! The catalogue's pages: what each shows, as a plain view-model, and its rendering. Handlers fill view-models from the
//! store and the index; nothing here asks a database anything, so that a page can be looked at and tested alone.

pub mod edition;
pub mod home;
pub mod libraries_map;
pub mod library;
pub mod office_declare;
pub mod office_grouping;
pub mod office_import;
pub mod office_sources;
pub mod paths;
pub mod results;
pub mod tile;
pub mod work;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use shell::{Asset, Lang, NavLink, SearchBox, Wing};

/// What the catalogue brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("catalogue/parts.html", include_str!("../../templates/parts.html")),
        ("catalogue/home.html", include_str!("../../templates/home.html")),
        ("catalogue/results.html", include_str!("../../templates/results.html")),
        ("catalogue/results_now.html", include_str!("../../templates/results_now.html")),
        ("catalogue/work.html", include_str!("../../templates/work.html")),
        ("catalogue/edition.html", include_str!("../../templates/edition.html")),
        ("catalogue/library.html", include_str!("../../templates/library.html")),
        ("catalogue/libraries_map.html", include_str!("../../templates/libraries_map.html")),
        ("catalogue/office_sources.html", include_str!("../../templates/office_sources.html")),
        ("catalogue/office_declare.html", include_str!("../../templates/office_declare.html")),
        ("catalogue/office_upload.html", include_str!("../../templates/office_upload.html")),
        ("catalogue/office_run.html", include_str!("../../templates/office_run.html")),
        ("catalogue/office_grouping.html", include_str!("../../templates/office_grouping.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[
        Asset { name: "catalogue_now.css", bytes: include_bytes!("../../assets/now.css") },
        Asset { name: "catalogue_now.js", bytes: include_bytes!("../../assets/now.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

/// The catalogue's links of the main navigation.
#[must_use]
pub fn nav() -> Vec<NavLink> {
    vec![
        NavLink { label: "catalogue-nav-search", href: paths::SEARCH },
        NavLink { label: "catalogue-nav-libraries", href: paths::LIBRARIES },
    ]
}

/// The search box of the header.
#[must_use]
pub fn search_box() -> SearchBox {
    SearchBox {
        action: paths::SEARCH,
        label: "catalogue-search-label",
        placeholder: "catalogue-search-placeholder",
        suggest: Some(paths::SUGGESTIONS),
    }
}
