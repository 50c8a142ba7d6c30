//! The room's pages: what each shows, as a plain view-model, and its rendering.

pub mod office;
pub mod paths;

#[cfg(test)]
mod tests;

use shell::{Asset, Lang, Wing};

/// What the room brings to the frame. The gate's own page has files of its own: see `files.rs`.
pub const WING: Wing = Wing {
    templates: &[
        ("gate/parts.html", include_str!("../../templates/parts.html")),
        ("gate/gate.html", include_str!("../../templates/gate.html")),
        ("gate/doors.html", include_str!("../../templates/doors.html")),
        ("gate/door.html", include_str!("../../templates/door.html")),
        ("gate/live.html", include_str!("../../templates/live.html")),
        ("gate/conflicts.html", include_str!("../../templates/conflicts.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
        (Lang::Fr, include_str!("../../i18n/page.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/page.nl.ftl")),
        (Lang::En, include_str!("../../i18n/page.en.ftl")),
    ],
    assets: &[
        Asset { name: "gate-office.css", bytes: include_bytes!("../../assets/office.css") },
        Asset { name: "gate-office.js", bytes: include_bytes!("../../assets/office.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};
