//! Which encoding a record declares, and which one its bytes are in.

use super::sets::{Glyph, Set};
use super::{Charset, Encoding};
use crate::record::{Format, Leader, SUBFIELD};
use unicode_normalization::char::compose;

/// What a record says of its encoding; `None` when it says nothing, or nothing known.
pub(crate) type Declared = Option<Charset>;

/// Reads the declaration: MARC 21 leader/9; UNIMARC 100$a/26-33 for bibliographic records, 13-20 for authorities.
pub(crate) fn declared(format: Format, leader: &Leader, unimarc_codes: Option<&[u8]>) -> Declared {
    match format {
        Format::Marc21 => match leader.at(9) {
            'a' => Some(Charset::of(Encoding::Utf8)),
            ' ' => Some(Charset::of(Encoding::Marc8)),
            _ => None,
        },
        Format::Unimarc => {
            let codes = unimarc_codes?;
            let first = if matches!(leader.kind(), 'x' | 'y' | 'z') && codes.len() < 30 { 13 } else { 26 };
            let code = |slot: usize| codes.get(first + 2 * slot..first + 2 * slot + 2).and_then(unimarc_set);
            if code(0) == Some(Encoding::Utf8) {
                return Some(Charset::of(Encoding::Utf8));
            }
            let upper = code(1).or_else(|| code(0))?;
            Some(Charset { encoding: upper, further: [code(2), code(3)] })
        }
    }
}

/// The sets of UNIMARC coded data field 100. ISO 646 (`01`) is the lower half and says nothing of the upper one;
/// African (`06`), Georgian (`07`), and the second Hebrew and Latin tables have no decoder here.
fn unimarc_set(code: &[u8]) -> Option<Encoding> {
    match code {
        b"50" => Some(Encoding::Utf8),
        b"02" => Some(Encoding::Cyrillic),
        b"03" => Some(Encoding::Iso5426),
        b"04" => Some(Encoding::Iso5427),
        b"05" => Some(Encoding::Iso5428),
        b"08" => Some(Encoding::Hebrew),
        _ => None,
    }
}

/// What a declared encoding is given in advance over one that is only guessed, in the units of the scores below.
const BENEFIT_OF_THE_DOUBT: i32 = 2;

/// Decides from the bytes of all fields what their encoding is. The declaration wins where the bytes allow it.
pub(crate) fn choose(declared: Declared, format: Format, bytes: &[u8]) -> Charset {
    let said = declared.map(|charset| charset.encoding);
    let usual = Charset::of(Charset::usual(format));
    if bytes.is_ascii() {
        return match declared {
            // Escape sequences have no meaning in UTF-8: this is MARC-8 whose leader says otherwise.
            Some(charset) if charset.encoding == Encoding::Utf8 && designates_sets(bytes) => usual,
            Some(charset) => charset,
            None => usual,
        };
    }
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        invalid += chunk.invalid().len();
    }
    let utf8 = Charset::of(Encoding::Utf8);
    let legacy_said = said.is_some_and(|encoding| encoding != Encoding::Utf8);
    // How many stray bytes one sequence of UTF-8 outweighs, by what the record says of itself.
    let is_utf8 = match said {
        Some(Encoding::Utf8) => invalid <= 3 * valid,
        Some(_) => 3 * invalid <= valid,
        None => invalid <= valid,
    };
    if invalid == 0 || (is_utf8 && valid > 0) {
        return utf8;
    }
    let legacy = declared.filter(|_| legacy_said).unwrap_or(usual);
    if !matches!(legacy.encoding, Encoding::Marc8 | Encoding::Iso5426) {
        // Other alphabets are never sent by mistake, and nothing would tell them from Windows-1252.
        return legacy;
    }
    let windows = windows_score(bytes);
    let marked = marked_score(if legacy.encoding == Encoding::Marc8 { Set::Ansel } else { Set::Iso5426 }, bytes);
    if legacy_said && designates_sets(bytes) {
        return legacy;
    }
    // What a record says of itself is right more often than not.
    let marked = marked + if legacy_said { BENEFIT_OF_THE_DOUBT } else { 0 };
    let (best, score) = if marked > windows || (marked == windows && legacy_said) {
        (legacy, marked)
    } else {
        (Charset::of(Encoding::Windows1252), windows)
    };
    match declared {
        // Damage rather than another encoding: nothing makes sense of these bytes.
        Some(charset) if score < 0 => charset,
        _ => best,
    }
}

fn designates_sets(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1B, bytes)
        .any(|at| matches!(bytes.get(at + 1), Some(b'(' | b')' | b',' | b'-' | b'$' | b'g' | b'b' | b'p')))
}

/// How well bytes read as letters with their marks before them: marks that join the next letter speak for it,
/// marks before anything else and undefined codes against.
fn marked_score(set: Set, bytes: &[u8]) -> i32 {
    let mut score = 0;
    for (at, &byte) in bytes.iter().enumerate().filter(|&(_, &b)| b > 0xA0) {
        score += match set.glyph(byte) {
            Glyph::Unknown => -3,
            Glyph::RightHalf | Glyph::RightHalfOfTilde => 1,
            // A small é of Windows-1252 reads as a capital Ø: no capital follows a small letter.
            Glyph::Base(c) if c.is_uppercase() && byte_before(bytes, at).is_ascii_lowercase() => -2,
            Glyph::Base(c) if c.is_alphabetic() => {
                let beside = byte_before(bytes, at).is_ascii_alphabetic()
                    || bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
                i32::from(beside)
            }
            Glyph::Base(_) => 0,
            Glyph::Mark(mark) => match bytes.get(at + 1) {
                Some(&next) if next.is_ascii_alphabetic() => {
                    match compose(char::from(next), mark) {
                        Some('\0'..='\u{FF}') => 2,
                        // The two halves over letters never make one character.
                        None if matches!(mark, '\u{360}' | '\u{361}') => 1,
                        // A caron is where Latin-1 has é: it proves something on the letters of Slavic languages only.
                        Some('\u{100}'..='\u{17F}') => i32::from(mark != '\u{30C}' || b"cnrszeCNRSZE".contains(&next)),
                        // Dots and lines below, in transliterations.
                        Some('\u{1E00}'..='\u{1EFF}') if mark > '\u{315}' => 1,
                        _ => -2,
                    }
                }
                Some(&next) if next > 0xA0 => 0,
                _ => -3,
            },
        };
    }
    score
}

/// How well bytes read as Windows-1252: frequent letters where a letter may stand speak for it; capitals after
/// small letters, signs inside words and pairs of vowels that no language writes speak against.
fn windows_score(bytes: &[u8]) -> i32 {
    let mut score = 0;
    for (at, &byte) in bytes.iter().enumerate().filter(|&(_, &b)| b >= 0x80) {
        let before = byte_before(bytes, at);
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        let in_word = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
        let vowel = matches!(after.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        score += match byte {
            0x85 | 0x8C | 0x91..=0x97 | 0x80 => 1,
            0x88 | 0x89 | 0x98 | 0x9C => 0,
            0x81..=0x9F => -2,
            0xA0..=0xBF => -2 * i32::from(in_word),
            0xD7 | 0xF7 | 0xF0 | 0xFD | 0xFE => -2,
            0xC0..=0xDE if before.is_ascii_lowercase() => -2,
            0xC0..=0xDE => i32::from(after.is_ascii_alphabetic() || after >= 0x80),
            0xE1 | 0xE2 | 0xE3 | 0xE8 | 0xEA if vowel => -2,
            0xE5 if vowel => -2,
            0xEC if matches!(before, b'i' | b't' | b'I' | b'T') => -2,
            // œ in ISO 5426, ú here.
            0xFA if after == b'u' => -2,
            0xE4 if vowel && after != b'u' => -2,
            0xDF..=0xFF if before.is_ascii_uppercase() && after.is_ascii_uppercase() => -1,
            _ => 1,
        };
    }
    score
}

/// The byte before `at`; a blank at the start of the field and of each subfield.
fn byte_before(bytes: &[u8], at: usize) -> u8 {
    match at {
        0 => b' ',
        1 => bytes[0],
        _ if bytes[at - 2] == SUBFIELD => b' ',
        _ => bytes[at - 1],
    }
}
