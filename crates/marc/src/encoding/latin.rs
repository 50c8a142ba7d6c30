//! Windows-1252, and ISO 8859-1 as its part.

use super::NON_SORTING;
use crate::record::SUBFIELD;

/// 0x80 to 0x9F of Windows-1252; 0 where nothing is defined.
const WINDOWS_C1: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
    0, //
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
];

/// The character of a byte; a C1 control for the few codes left undefined.
pub(super) fn character(byte: u8) -> char {
    match byte {
        0x80..=0x9F => match WINDOWS_C1[usize::from(byte - 0x80)] {
            0 => char::from(byte),
            point => char::from_u32(u32::from(point)).unwrap_or('\u{FFFD}'),
        },
        _ => char::from(byte),
    }
}

/// The byte of a character in Windows-1252 or ISO 8859-1.
pub(super) fn byte(c: char) -> Option<u8> {
    match u8::try_from(c) {
        Ok(byte) => Some(byte),
        Err(_) => (0x80..=0x9F).find(|&byte| character(byte) == c),
    }
}

/// Decodes a field. Two pairs of codes have two meanings: 0x98 … 0x9C (˜ and œ) and 0x88 … 0x89 (ˆ and ‰) are the marks
/// around an article when the first one of a pair opens a word and the second follows it in the same subfield.
pub(super) fn decode(bytes: &[u8], out: &mut String) {
    let mut close = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            0x00..=0x7F => {
                if byte == SUBFIELD {
                    close = None;
                }
                out.push(char::from(byte));
            }
            _ if close == Some(byte) => {
                close = None;
                out.push(NON_SORTING[1]);
            }
            0x88 | 0x98 if opens_non_sorting(bytes, at) => {
                close = Some(if byte == 0x98 { 0x9C } else { 0x89 });
                out.push(NON_SORTING[0]);
            }
            _ => out.push(character(byte)),
        }
    }
}

/// Whether the mark at `at` is at the start of a word and its partner follows, not too far, in the same subfield.
pub(super) fn opens_non_sorting(bytes: &[u8], at: usize) -> bool {
    /// Longer than any article, with room for « De la ».
    const REACH: usize = 24;
    let partner = if bytes[at] == 0x98 { 0x9C } else { 0x89 };
    // The code of the subfield, or a space, or an opening sign comes before.
    let at_word_start = at == 0
        || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] < 0xC0
        || at >= 2 && bytes[at - 2] == SUBFIELD;
    at_word_start && bytes[at + 1..].iter().take(REACH).take_while(|&&b| b != SUBFIELD).any(|&b| b == partner)
}
