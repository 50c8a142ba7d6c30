//! What a pass shows, whatever the phone.

use jiff::Timestamp;

/// Words in our three languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// French, the reference.
    pub fr: String,
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Words {
    /// Words said differently in each language.
    pub fn new(fr: impl Into<String>, nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), nl: nl.into(), en: en.into() }
    }

    /// The same in every language: a name, a number.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { fr: text.clone(), nl: text.clone(), en: text }
    }

    /// In a language by its code; French when it is none of ours.
    pub fn of(&self, lang: &str) -> &str {
        match lang {
            "nl" => &self.nl,
            "en" => &self.en,
            _ => &self.fr,
        }
    }
}

/// Something written on the pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// A name of its own on this pass, in ASCII letters.
    pub key: &'static str,
    /// What it is.
    pub label: Words,
    /// What it says.
    pub value: Words,
}

/// Where the pass comes to the phone's lock screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// What the lock screen says.
    pub words: Words,
}

/// Colours as red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// Behind everything.
    pub background: [u8; 3],
    /// What is written.
    pub foreground: [u8; 3],
    /// The names of what is written.
    pub label: [u8; 3],
}

impl Default for Colours {
    /// Those of the house: ink, paper, ochre.
    fn default() -> Self {
        Self { background: [0x1b, 0x1a, 0x2e], foreground: [0xf6, 0xf1, 0xe7], label: [0xe0, 0xa5, 0x26] }
    }
}

/// Where a phone asks whether the pass changed (Apple's PassKit web service).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Updates {
    /// The service's address, over https, without a version.
    pub address: String,
    /// The secret the phone shows there, sixteen characters or more.
    pub token: String,
}

/// The proof of the minute, where a wallet can compute it: RFC 6238, SHA-1.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof {
    /// The key.
    pub key: Vec<u8>,
    /// How many digits.
    pub digits: u8,
    /// How long one lasts, in seconds.
    pub seconds: u32,
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Proof")
    }
}

/// A pass as the holder sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// Its identifier, the same for the life of the pass: a phone replaces a pass by the one of the same serial.
    pub serial: String,
    /// Who gives it.
    pub organisation: String,
    /// What it is, in a line: read aloud by the phone.
    pub description: Words,
    /// The name at the top.
    pub title: Words,
    /// In large: at most one is legible.
    pub primary: Vec<Field>,
    /// Below.
    pub secondary: Vec<Field>,
    /// Below again.
    pub auxiliary: Vec<Field>,
    /// On the back.
    pub back: Vec<Field>,
    /// What a door reads.
    pub code: String,
    /// The number under the code, that can be typed.
    pub number: String,
    /// From when it admits, if that is later than now.
    pub not_before: Option<Timestamp>,
    /// Until when it admits.
    pub expires: Timestamp,
    /// Cancelled, lost or replaced: the phone shows it struck.
    pub void: bool,
    /// Museums; a phone takes ten at most, the first ones.
    pub places: Vec<Place>,
    /// Its colours.
    pub colours: Colours,
    /// Where it is kept up to date.
    pub updates: Option<Updates>,
    /// The proof of the minute.
    pub proof: Option<Proof>,
}
