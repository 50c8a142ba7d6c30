//! From the bytes of a field to composed Unicode text, whatever the encoding.

mod compose;
mod detect;
mod double;
mod iso2022;
mod latin;
mod sets;
mod utf8;

use crate::record::Format;
use std::fmt;

pub(crate) use compose::is_plain_utf8;
pub(crate) use detect::{choose, declared};

/// How the characters of a record are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, composed or decomposed (ISO 10646; UNIMARC code `50`, MARC 21 leader/9 `a`).
    Utf8,
    /// MARC-8: ASCII and ANSEL, other alphabets by escape sequences (MARC 21 leader/9 blank).
    Marc8,
    /// ISO 5426 as the upper half of the table, other alphabets by declaration or escape sequences (UNIMARC code `03`).
    Iso5426,
    /// ISO 5427, extended Cyrillic, as the upper half (UNIMARC code `04`).
    Iso5427,
    /// ISO-IR 37, basic Cyrillic, as the upper half (UNIMARC code `02`).
    Cyrillic,
    /// ISO 5428, Greek, as the upper half (UNIMARC code `05`).
    Iso5428,
    /// ISO 8957 Hebrew as the upper half (UNIMARC code `08`).
    Hebrew,
    /// Windows-1252, of which ISO 8859-1 is the part without 0x80 to 0x9F. No format allows it, many systems send it.
    Windows1252,
}

impl Encoding {
    /// A stable name: `utf-8`, `marc-8`, `iso5426`…
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Marc8 => "marc-8",
            Self::Iso5426 => "iso5426",
            Self::Iso5427 => "iso5427",
            Self::Cyrillic => "iso-ir-37",
            Self::Iso5428 => "iso5428",
            Self::Hebrew => "iso8957",
            Self::Windows1252 => "windows-1252",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What had to be repaired in the text of a record.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Damage {
    pub(crate) controls: u32,
    pub(crate) invalid: u32,
    pub(crate) unknown: u32,
    pub(crate) terminators: u32,
    /// Fields that were encoded in UTF-8 twice.
    pub(crate) double: u32,
}

/// Decodes field after field of one record; its buffer is kept from record to record.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    decoded: String,
    tidied: String,
}

impl Decoder {
    /// Appends to `out` the text of one field, composed, without control characters other than subfield delimiters.
    pub(crate) fn decode(&mut self, bytes: &[u8], charset: &Charset, out: &mut String, damage: &mut Damage) {
        if let Ok(text) = std::str::from_utf8(bytes)
            && charset.keeps(text)
        {
            return self.finish(Source::Borrowed(text), out, damage);
        }
        self.decoded.clear();
        match charset.encoding {
            Encoding::Utf8 => utf8::decode_damaged(bytes, &mut self.decoded, damage),
            Encoding::Windows1252 => latin::decode(bytes, &mut self.decoded),
            _ => iso2022::decode(bytes, charset, &mut self.decoded, damage),
        }
        self.finish(Source::Decoded, out, damage);
    }

    /// The text of bytes that hold markup, which is left as it is.
    pub(crate) fn decode_markup(&mut self, bytes: &[u8], charset: &Charset, damage: &mut Damage) -> String {
        let mut out = String::with_capacity(bytes.len() + bytes.len() / 4);
        match charset.encoding {
            Encoding::Windows1252 => latin::decode(bytes, &mut out),
            _ => utf8::decode_damaged(bytes, &mut out, damage),
        }
        out
    }

    /// Appends text that is already Unicode: a value out of XML.
    pub(crate) fn tidy(&mut self, text: &str, out: &mut String, damage: &mut Damage) {
        self.finish(Source::Borrowed(text), out, damage);
    }

    fn finish(&mut self, source: Source<'_>, out: &mut String, damage: &mut Damage) {
        let text = match source {
            Source::Borrowed(text) => text,
            Source::Decoded => &self.decoded,
        };
        if double::is_suspect(text)
            && let Some(undone) = double::undo(text)
        {
            damage.double += 1;
            push_finished(&undone, &mut self.tidied, out, damage);
        } else {
            push_finished(text, &mut self.tidied, out, damage);
        }
    }
}

/// Appends text tidied and composed; `tidied` is a buffer.
fn push_finished(text: &str, tidied: &mut String, out: &mut String, damage: &mut Damage) {
    if needs_tidying(text) {
        tidied.clear();
        tidy_into(text, tidied, damage);
        compose::push_composed(tidied, out);
    } else {
        compose::push_composed(text, out);
    }
}

enum Source<'a> {
    Borrowed(&'a str),
    Decoded,
}

/// The encoding of a record and the sets it designates beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Charset {
    pub(crate) encoding: Encoding,
    /// The sets that shift sequences call, from UNIMARC 100$a/30-33.
    pub(crate) further: [Option<Encoding>; 2],
}

impl Charset {
    pub(crate) const fn of(encoding: Encoding) -> Self {
        Self { encoding, further: [None, None] }
    }

    /// Whether valid UTF-8 stands as it is in this encoding: always for UTF-8 itself, for others if it is ASCII
    /// without escape sequences.
    fn keeps(&self, text: &str) -> bool {
        match self.encoding {
            Encoding::Utf8 => true,
            Encoding::Windows1252 => text.is_ascii(),
            _ => text.is_ascii() && memchr::memchr3(0x1B, 0x0E, 0x0F, text.as_bytes()).is_none(),
        }
    }

    /// What a format's records are when they declare nothing.
    pub(crate) fn usual(format: Format) -> Encoding {
        match format {
            Format::Unimarc => Encoding::Iso5426,
            Format::Marc21 => Encoding::Marc8,
        }
    }
}

/// The marks around what sorting ignores, as Unicode has them.
const NON_SORTING: [char; 2] = ['\u{98}', '\u{9C}'];

fn needs_tidying(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut control, mut ampersand, mut c2) = (false, false, false);
    for &b in bytes {
        control |= b < 0x1F || b == 0x7F;
        ampersand |= b == b'&';
        c2 |= b == 0xC2;
    }
    control
        || (ampersand && memchr::memmem::find(bytes, b"&#").is_some())
        || (c2 && memchr::memchr_iter(0xC2, bytes).any(|at| bytes.get(at + 1).is_some_and(|&b| b < 0xA0)))
}

/// Copies text with entities decoded, non-sorting marks made uniform, and unwanted controls left out.
fn tidy_into(text: &str, out: &mut String, damage: &mut Damage) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut width = c.len_utf8();
        match c {
            '&' => match entity(rest) {
                Some((decoded, length)) => {
                    width = length;
                    push_tidy(decoded, out, damage);
                }
                None => out.push('&'),
            },
            c => push_tidy(c, out, damage),
        }
        rest = &rest[width..];
    }
}

fn push_tidy(c: char, out: &mut String, damage: &mut Damage) {
    match c {
        '\u{88}' | '\u{98}' => out.push(NON_SORTING[0]),
        '\u{89}' | '\u{9C}' => out.push(NON_SORTING[1]),
        '\u{1F}' | '\t' | '\n' | '\r' => out.push(c),
        '\u{1D}' => damage.terminators += 1,
        '\u{1E}' => out.push(' '),
        '\0'..='\u{1C}' | '\u{7F}'..='\u{9F}' => damage.controls += 1,
        c => out.push(c),
    }
}

/// A character reference `&#xNNNN;` or `&#NNNN;` at the start of `text`, with its length: the way MARC 21 writes
/// in MARC-8 what MARC-8 lacks. Only beyond ASCII, so that text about markup stays as written.
fn entity(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("&#")?;
    let (digits, radix, prefix) = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => (hexadecimal, 16, 3),
        None => (digits, 10, 2),
    };
    let end = digits.bytes().take(8).position(|b| b == b';')?;
    if !digits.as_bytes()[..end].iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let decoded = u32::from_str_radix(&digits[..end], radix).ok().and_then(char::from_u32)?;
    (decoded >= '\u{80}').then_some((decoded, prefix + end + 1))
}
