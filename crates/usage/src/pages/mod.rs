//! The wing's pages: what each shows, as a plain view-model, and its rendering.

pub mod paths;
pub mod sheet;
pub mod vendors;

#[cfg(test)]
mod tests;

use shell::{Asset, Lang, Wing};

/// What the wing brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("usage/parts.html", include_str!("../../templates/parts.html")),
        ("usage/sheet.html", include_str!("../../templates/sheet.html")),
        ("usage/vendors.html", include_str!("../../templates/vendors.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[Asset { name: "usage.css", bytes: include_bytes!("../../assets/usage.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};
