//! Text encoded in UTF-8 twice: « é » become « Ã© ».

use super::latin;

/// How often the mistake was seen repeated on one record.
const MOST_ROUNDS: usize = 2;

/// Whether text may have been encoded twice: one of the letters Ã, Â, Ä, Å or â, which then stand for the first byte of
/// a letter or of a quotation mark, before a sign that stands for a second byte.
pub(super) fn is_suspect(text: &str) -> bool {
    memchr::memchr_iter(0xC3, text.as_bytes()).any(|at| {
        matches!(
            text.as_bytes().get(at + 1..at + 3),
            Some([0x82..=0x85 | 0x8C | 0x8D | 0xA2, 0xC2 | 0xC5 | 0xCB | 0xE2])
        )
    })
}

/// The text before it was encoded once too often, if all of it can be read so.
pub(super) fn undo(text: &str) -> Option<String> {
    let mut undone = undo_once(text)?;
    for _ in 1..MOST_ROUNDS {
        match undo_once(&undone) {
            Some(again) if is_suspect(&undone) => undone = again,
            _ => break,
        }
    }
    Some(undone)
}

fn undo_once(text: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = text.chars().map(latin::byte).collect();
    String::from_utf8(bytes?).ok().filter(|undone| undone.len() < text.len())
}
