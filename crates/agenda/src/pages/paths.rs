//! Addresses written in one place.

/// What is on.
pub(crate) const LIST: &str = "/sorties";
/// The month's calendar.
pub(crate) const MONTH: &str = "/sorties/calendrier";
/// The feed.
pub(crate) const FEED: &str = "/sorties/flux.xml";
/// The plain API.
pub(crate) const API: &str = "/api/sorties";

/// A performance.
pub(crate) fn date(item: &str) -> String {
    format!("/sorties/date/{item}")
}

/// A show.
pub(crate) fn show(show: &str) -> String {
    format!("/sorties/spectacle/{show}")
}

/// A season.
pub(crate) fn season(series: &str) -> String {
    format!("/sorties/saison/{series}")
}

/// A commune.
pub(crate) fn commune(insee: &str) -> String {
    format!("/sorties/commune/{insee}")
}
