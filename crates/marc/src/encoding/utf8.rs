//! UTF-8 in which some bytes are not UTF-8.

use super::{Damage, NON_SORTING, latin};

/// Decodes what is valid; reads each stray byte as Windows-1252 where that makes a letter of Western Europe, a
/// quotation mark or a dash next to a letter, and as U+FFFD elsewhere.
pub(super) fn decode_damaged(bytes: &[u8], out: &mut String, damage: &mut Damage) {
    let mut close = None;
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        at += chunk.valid().len();
        for &byte in chunk.invalid() {
            damage.invalid += 1;
            if close == Some(byte) {
                close = None;
                out.push(NON_SORTING[1]);
            } else if matches!(byte, 0x88 | 0x98) && latin::opens_non_sorting(bytes, at) {
                close = Some(if byte == 0x98 { 0x9C } else { 0x89 });
                out.push(NON_SORTING[0]);
            } else {
                out.push(stray(bytes, at));
            }
            at += 1;
        }
    }
}

fn stray(bytes: &[u8], at: usize) -> char {
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let beside_a_letter = letter(at.checked_sub(1)) || letter(at.checked_add(1));
    let byte = bytes[at];
    let plausible = match byte {
        0xC0..=0xCF | 0xD1..=0xD6 | 0xD8..=0xDC | 0xDF..=0xEF | 0xF1..=0xF6 | 0xF8..=0xFC => beside_a_letter,
        0x8C | 0x9C => beside_a_letter,
        0x85 | 0x91..=0x94 | 0x96 | 0x97 | 0xA0 | 0xAB | 0xB0 | 0xBB => true,
        _ => false,
    };
    if plausible { latin::character(byte) } else { '\u{FFFD}' }
}
