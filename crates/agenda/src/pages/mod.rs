//! The wing's addresses.

mod calendar;
mod commune;
mod date;
mod list;
mod map;
pub(crate) mod paths;
mod season;
mod show;
mod views;

use axum::Router;
use axum::routing::get;
use people::{RouteGate, RouteRule};
use shell::{Asset, Lang, NavLink, Wing};

use crate::{Web, feeds};

/// What the wing brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("agenda/parts.html", include_str!("../../templates/parts.html")),
        ("agenda/list.html", include_str!("../../templates/list.html")),
        ("agenda/season.html", include_str!("../../templates/season.html")),
        ("agenda/show.html", include_str!("../../templates/show.html")),
        ("agenda/date.html", include_str!("../../templates/date.html")),
        ("agenda/calendar.html", include_str!("../../templates/calendar.html")),
        ("agenda/map.html", include_str!("../../templates/map.html")),
        ("agenda/commune.html", include_str!("../../templates/commune.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[
        Asset { name: "agenda.css", bytes: include_bytes!("../../assets/agenda.css") },
        Asset { name: "agenda.js", bytes: include_bytes!("../../assets/agenda.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

/// The wing's link of the main navigation.
#[must_use]
pub fn nav() -> Vec<NavLink> {
    vec![NavLink { label: "agenda-nav", href: paths::LIST }]
}

const fn public(path: &'static str) -> RouteRule {
    RouteRule { method: "GET", path, gate: RouteGate::Public }
}

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    public("/sorties"),
    public("/sorties/saison/{series}"),
    public("/sorties/spectacle/{show}"),
    public("/sorties/date/{item}"),
    public("/sorties/calendrier"),
    public("/sorties/carte"),
    public("/sorties/commune/{insee}"),
    public("/sorties/agenda.ics"),
    public("/sorties/spectacle/{show}/agenda.ics"),
    public("/sorties/commune/{insee}/agenda.ics"),
    public("/sorties/date/{item}/agenda.ics"),
    public("/sorties/flux.xml"),
    public("/sorties/agenda.jsonld"),
    public("/api/sorties"),
    public("/api/sorties/openagenda.json"),
];

/// The wing's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/sorties", get(list::show))
        .route("/sorties/saison/{series}", get(season::show))
        .route("/sorties/spectacle/{show}", get(show::show))
        .route("/sorties/date/{item}", get(date::show))
        .route("/sorties/calendrier", get(calendar::show))
        .route("/sorties/carte", get(map::show))
        .route("/sorties/commune/{insee}", get(commune::show))
        .route("/sorties/agenda.ics", get(feeds::calendar))
        .route("/sorties/spectacle/{show}/agenda.ics", get(feeds::show_calendar))
        .route("/sorties/commune/{insee}/agenda.ics", get(feeds::commune_calendar))
        .route("/sorties/date/{item}/agenda.ics", get(feeds::date_calendar))
        .route("/sorties/flux.xml", get(feeds::feed))
        .route("/sorties/agenda.jsonld", get(feeds::linked))
        .route("/api/sorties", get(feeds::plain::list))
        .route("/api/sorties/openagenda.json", get(feeds::open_agenda))
        .with_state(web)
}
