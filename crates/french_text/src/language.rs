//! The languages whose articles, numbers and endings we know.

/// A language whose grammar this crate knows something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
    /// Dutch.
    Dutch,
    /// German.
    German,
    /// Italian.
    Italian,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
}

impl Language {
    /// The language of an ISO 639-1, 639-2/B or 639-2/T code, in lower case; `None` for any other language.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "fr" | "fre" | "fra" => Self::French,
            "en" | "eng" => Self::English,
            "nl" | "dut" | "nld" => Self::Dutch,
            "de" | "ger" | "deu" => Self::German,
            "it" | "ita" => Self::Italian,
            "es" | "spa" => Self::Spanish,
            "pt" | "por" => Self::Portuguese,
            _ => return None,
        })
    }
}
