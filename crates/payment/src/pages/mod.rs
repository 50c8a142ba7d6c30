//! The room's pages: what each shows, as a plain view-model.

pub mod office;
pub mod pay;
#[cfg(test)]
mod tests;

use shell::{Asset, Lang, Wing};

/// What the room brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("payment/pay.html", include_str!("../../templates/pay.html")),
        ("payment/trial.html", include_str!("../../templates/trial.html")),
        ("payment/left.html", include_str!("../../templates/left.html")),
        ("payment/office.html", include_str!("../../templates/office.html")),
        ("payment/one.html", include_str!("../../templates/one.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[Asset { name: "payment.css", bytes: include_bytes!("../../assets/payment.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};
