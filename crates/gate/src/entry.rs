//! One entry of a device's log, read. What is written there is in `docs/gate.md`, “The log”.

use serde::Deserialize;

/// The longest entry kept, in bytes.
pub(crate) const LONGEST: usize = 4096;
/// The longest text of a code kept with an entry, in characters.
const LONGEST_TEXT: usize = 1000;
/// More people than any door lets in with one code: beyond, an entry is not understood.
const MOST_PEOPLE: u32 = 1000;

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Read by the camera.
    Scan,
    /// Read by a hand scanner.
    Hand,
    /// Typed.
    Typed,
    /// Corrects how many an entry let in.
    Fix,
    /// People who left.
    Out,
    /// An entry nobody understands, kept as it came.
    #[serde(skip)]
    Unreadable,
}

impl Kind {
    /// Its name in tables.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Hand => "hand",
            Self::Typed => "typed",
            Self::Fix => "fix",
            Self::Out => "out",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether somebody showed a code.
    #[must_use]
    pub fn is_passage(self) -> bool {
        matches!(self, Self::Scan | Self::Hand | Self::Typed)
    }
}

/// What the door said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Come in.
    Green,
    /// Cannot know.
    Amber,
    /// No.
    Red,
}

impl Told {
    /// Its name in tables.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

#[derive(Deserialize)]
struct Raw {
    seq: i64,
    kind: Kind,
    at: i64,
    #[serde(default)]
    offset: Option<i64>,
    #[serde(default)]
    door: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    verdict: Option<Told>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    people: u32,
    #[serde(default)]
    more: bool,
    #[serde(default)]
    of: Option<i64>,
}

/// An entry, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub kind: Kind,
    /// The device's own clock, in milliseconds.
    pub at: i64,
    /// Server − device, as last measured.
    pub offset: Option<i64>,
    /// The door.
    pub door: String,
    /// The code's identifier.
    pub code: Option<[u8; 8]>,
    /// The typed number, digits only.
    pub number: Option<String>,
    /// The whole code, when the door could not check it.
    pub text: Option<String>,
    /// What the door said.
    pub told: Option<Told>,
    /// Why.
    pub reason: String,
    /// How many were let in, or left.
    pub people: u32,
    /// They come on top of those before.
    pub more: bool,
    /// The entry it corrects.
    pub of: Option<i64>,
}

/// Instants a log may tell: the years 2000 to 2200. A clock can be wrong, not that wrong.
const EARLIEST: i64 = 946_684_800_000;
const LATEST: i64 = 7_258_118_400_000;

/// Reads the entry that must be number `seq`; nothing when it is not understood.
#[must_use]
pub(crate) fn read(text: &str, seq: i64) -> Option<Entry> {
    let raw: Raw = serde_json::from_str(text).ok()?;
    let shown = raw.kind.is_passage();
    let instant = raw.at.checked_add(raw.offset.unwrap_or(0))?;
    let sound = raw.seq == seq
        && raw.people <= MOST_PEOPLE
        && (EARLIEST..LATEST).contains(&instant)
        && raw.door.len() <= 64
        && raw.reason.len() <= 64
        && raw.number.as_deref().is_none_or(|number| number.len() <= 32 && number.bytes().all(|b| b.is_ascii_digit()))
        && raw.text.as_deref().is_none_or(|text| text.len() <= LONGEST_TEXT)
        && (raw.kind != Kind::Fix || raw.of.is_some_and(|of| of > 0 && of != seq))
        && (!shown || raw.verdict.is_some());
    if !sound {
        return None;
    }
    let code = match raw.code.as_deref() {
        Some(hex) => Some(unhex8(hex)?),
        None => None,
    };
    Some(Entry {
        kind: raw.kind,
        at: raw.at,
        offset: raw.offset,
        door: raw.door,
        code,
        number: raw.number,
        text: raw.text,
        told: raw.verdict,
        reason: raw.reason,
        people: raw.people,
        more: raw.more,
        of: raw.of,
    })
}

/// Eight bytes written as sixteen digits.
#[must_use]
pub(crate) fn unhex8(hex: &str) -> Option<[u8; 8]> {
    if hex.len() != 16 || !hex.is_ascii() {
        return None;
    }
    let mut bytes = [0; 8];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"seq":17,"kind":"scan","at":1795400000123,"offset":-1250,"door":"d","code":"0011223344556677",
        "verdict":"green","reason":"ok","people":2,"bundle":1795400000000,"later":"ignored"}"#;

    #[test]
    fn an_entry_is_read_whole_or_not_at_all() {
        let entry = read(GOOD, 17).expect("sound");
        assert_eq!(entry.code, Some([0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77]));
        assert_eq!((entry.people, entry.offset, entry.told), (2, Some(-1250), Some(Told::Green)));
        assert_eq!(read(GOOD, 18), None, "another number");
        for (good, bad) in [
            ("\"people\":2", "\"people\":-2"),
            ("\"people\":2", "\"people\":100000"),
            ("\"at\":1795400000123", "\"at\":12"),
            ("\"at\":1795400000123", "\"at\":9223372036854775807"),
            ("\"verdict\":\"green\",", ""),
            ("\"kind\":\"scan\"", "\"kind\":\"unreadable\""),
            ("\"kind\":\"scan\"", "\"kind\":\"fix\""),
            ("0011223344556677", "00112233445566"),
            ("0011223344556677", "00112233445566é"),
            ("{", "["),
        ] {
            assert_eq!(read(&GOOD.replacen(good, bad, 1), 17), None, "{bad}");
        }
        let fix = r#"{"seq":18,"kind":"fix","of":17,"people":0,"at":1795400000123,"offset":null}"#;
        assert_eq!(read(fix, 18).expect("a fix").of, Some(17));
    }
}
