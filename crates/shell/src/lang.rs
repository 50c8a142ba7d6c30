//! The three languages a page speaks, and how one is chosen for a visitor.

use serde::Serialize;
use unic_langid::LanguageIdentifier;

/// A language Beffroi speaks. French is what a page falls back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order the switch shows them.
    pub const ALL: [Lang; 3] = [Lang::Fr, Lang::Nl, Lang::En];

    /// Its ISO 639-1 code, as in `<html lang="fr">` and `?lang=fr`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::Nl => "nl",
            Lang::En => "en",
        }
    }

    /// Its own name for itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::Fr => "Français",
            Lang::Nl => "Nederlands",
            Lang::En => "English",
        }
    }

    /// The language of a code such as `nl`, `fr-BE` or `en_GB`; `None` for one Beffroi does not speak.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// Chooses for a visitor: what the address asks for, else what was chosen before (cookie), else what the browser
    /// prefers (`Accept-Language`, RFC 9110 §12.5.4), else French.
    #[must_use]
    pub fn negotiate(query: Option<&str>, cookie: Option<&str>, accept: Option<&str>) -> Self {
        query
            .and_then(Self::from_code)
            .or_else(|| cookie.and_then(Self::from_code))
            .or_else(|| accept.and_then(Self::from_accept_language))
            .unwrap_or_default()
    }

    fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for choice in header.split(',') {
            let mut parts = choice.split(';');
            let Some(lang) = parts.next().map(str::trim).and_then(Self::from_code) else {
                continue;
            };
            let quality =
                parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if quality > 0.0 && best.is_none_or(|(_, found)| quality > found) {
                best = Some((lang, quality));
            }
        }
        best.map(|(lang, _)| lang)
    }

    pub(crate) fn identifier(self) -> LanguageIdentifier {
        LanguageIdentifier::from_bytes(self.code().as_bytes()).unwrap_or_default()
    }
}

impl Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_wins_over_the_cookie_and_the_cookie_over_the_browser() {
        assert_eq!(Lang::negotiate(Some("nl"), Some("en"), Some("fr")), Lang::Nl);
        assert_eq!(Lang::negotiate(Some("xx"), Some("en"), Some("fr")), Lang::En);
        assert_eq!(Lang::negotiate(None, None, Some("de, en;q=0.5, nl-BE;q=0.8")), Lang::Nl);
        assert_eq!(Lang::negotiate(None, None, Some("en;q=0, de")), Lang::Fr);
        assert_eq!(Lang::negotiate(None, None, None), Lang::Fr);
    }
}
