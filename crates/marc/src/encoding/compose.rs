//! Canonical composition (NFC, Unicode Standard Annex 15), with short ways for what libraries write.

use super::double;
use unicode_normalization::char::compose;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The lead byte of U+0300, the first character that composition concerns. All that precedes is composed already.
const FIRST_CONCERNED: u8 = 0xCC;
/// The lead byte of general punctuation, quotation marks and dashes among them.
const PUNCTUATION: u8 = 0xE2;

/// Whether UTF-8 text is composed, free of C1 controls and not encoded twice, so that it can be taken as it is.
pub(crate) fn is_plain_utf8(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut c2, mut low_continuation) = (false, false);
    for &b in bytes {
        c2 |= b == 0xC2;
        low_continuation |= (0x80..0xA0).contains(&b);
    }
    if c2 && low_continuation && memchr::memchr_iter(0xC2, bytes).any(|at| bytes.get(at + 1).is_some_and(|&b| b < 0xA0))
    {
        return false;
    }
    !double::is_suspect(text) && is_composed(text)
}

/// Whether text is surely composed; `false` means that one must look closer.
fn is_composed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut concerned, mut punctuation) = (false, false);
    for &b in bytes {
        concerned |= b >= FIRST_CONCERNED && b != PUNCTUATION;
        punctuation |= b == PUNCTUATION;
    }
    if concerned {
        return is_nfc_quick(text.chars()) == IsNormalized::Yes;
    }
    !punctuation
        || memchr::memchr_iter(PUNCTUATION, bytes).all(|at| is_stable_punctuation(bytes, at))
        || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// U+2002 to U+203F and U+2080 to U+20BF: no character of these is changed by composition.
fn is_stable_punctuation(bytes: &[u8], at: usize) -> bool {
    match (bytes.get(at + 1), bytes.get(at + 2)) {
        (Some(0x80), Some(&third)) => third >= 0x82,
        (Some(0x82), _) => true,
        _ => false,
    }
}

/// Appends `text` to `out`, composed.
pub(super) fn push_composed(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let start = out.len();
    let mut copied = 0;
    let mut at = 0;
    let mut doubtful = false;
    while let Some(step) = bytes[at..].iter().position(|&b| b >= FIRST_CONCERNED) {
        at += step;
        match bytes[at] {
            0xCC | 0xCD => {
                let Some(mark) = text[at..].chars().next() else {
                    break;
                };
                let next = at + mark.len_utf8();
                match single_mark(text, copied, at, next, mark) {
                    Join::Composed(letter, letter_start) => {
                        out.push_str(&text[copied..letter_start]);
                        out.push(letter);
                        copied = next;
                    }
                    Join::Stays => {}
                    Join::Unsure => {
                        out.truncate(start);
                        out.extend(text.nfc());
                        return;
                    }
                }
                at = next;
            }
            PUNCTUATION if is_stable_punctuation(bytes, at) => at += 3,
            _ => {
                doubtful = true;
                at += 1;
            }
        }
    }
    out.push_str(&text[copied..]);
    if doubtful && is_nfc_quick(out[start..].chars()) != IsNormalized::Yes {
        out.truncate(start);
        out.extend(text.nfc());
    }
}

enum Join {
    /// The letter and its mark make this character; the letter starts here.
    Composed(char, usize),
    /// No such character: letter and mark stay two.
    Stays,
    /// Several marks, or a base that is no plain letter: ask the full algorithm.
    Unsure,
}

fn single_mark(text: &str, copied: usize, at: usize, next: usize, mark: char) -> Join {
    let followed_by_mark = text.as_bytes().get(next).is_some_and(|b| matches!(b, 0xCC | 0xCD) || *b >= 0xD6);
    if !('\u{300}'..'\u{340}').contains(&mark) || followed_by_mark {
        return Join::Unsure;
    }
    match text[copied..at].chars().next_back() {
        Some(letter) if letter < '\u{300}' || ('\u{386}'..'\u{482}').contains(&letter) => {
            compose(letter, mark).map_or(Join::Stays, |joined| Join::Composed(joined, at - letter.len_utf8()))
        }
        _ => Join::Unsure,
    }
}
