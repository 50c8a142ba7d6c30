//! The room's pages: what each shows, as a plain view-model.

mod views;

use shell::{Asset, Lang, Wing};

pub use views::{
    ChequeLine, ClosingPage, CountLine, DepositLine, DepositPage, HeldTill, HomePage, LineView, MeansLine, PayingView,
    ReceiptLine, ReceiptPage, RegieForm, RegieLine, RegiesPage, SessionLine, SessionPage, TillChoice, TillLine,
};

/// What the room brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("regie/parts.html", include_str!("../../templates/parts.html")),
        ("regie/home.html", include_str!("../../templates/home.html")),
        ("regie/session.html", include_str!("../../templates/session.html")),
        ("regie/closing.html", include_str!("../../templates/closing.html")),
        ("regie/receipt.html", include_str!("../../templates/receipt.html")),
        ("regie/deposit.html", include_str!("../../templates/deposit.html")),
        ("regie/regies.html", include_str!("../../templates/regies.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[
        Asset { name: "regie.css", bytes: include_bytes!("../../assets/regie.css") },
        Asset { name: "regie.js", bytes: include_bytes!("../../assets/regie.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};
