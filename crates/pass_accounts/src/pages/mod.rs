//! The room's pages: what each shows, as a plain view-model, and its rendering.

pub mod accounts;
pub mod flows;
pub mod paths;
pub mod public;
pub mod visits;

#[cfg(test)]
mod tests;

use shell::{Asset, Lang, Wing};

/// What the room brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("pass_accounts/parts.html", include_str!("../../templates/parts.html")),
        ("pass_accounts/periods.html", include_str!("../../templates/periods.html")),
        ("pass_accounts/compare.html", include_str!("../../templates/compare.html")),
        ("pass_accounts/museum.html", include_str!("../../templates/museum.html")),
        ("pass_accounts/visits.html", include_str!("../../templates/visits.html")),
        ("pass_accounts/publish.html", include_str!("../../templates/publish.html")),
        ("pass_accounts/flows.html", include_str!("../../templates/flows.html")),
        ("pass_accounts/statements.html", include_str!("../../templates/statements.html")),
        ("pass_accounts/statement.html", include_str!("../../templates/statement.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[Asset { name: "pass_accounts.css", bytes: include_bytes!("../../assets/pass_accounts.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};
