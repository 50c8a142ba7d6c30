//! Notes that say what a coded field should have said.

use super::Reading;
use crate::description::TitleKind;

/// How cataloguers begin a note on the original of a translation.
const ORIGINAL_TITLE: &[&str] = &[
    "traduit de",
    "traduit du",
    "trad. de",
    "trad. du",
    "traduction de",
    "traduction du",
    "titre original",
    "titre de l'original",
    "titre d'origine",
    "translation of",
    "original title",
    "originally published as",
    "originaltitel",
    "einheitssacht",
    "oorspr. titel",
    "oorspronkelijke titel",
    "vertaling van",
];

/// Reads a general note: "Trad. de : The hobbit", "Translation of: Der Zauberberg".
pub(super) fn read_note(note: &str, reading: &mut Reading<'_>) {
    if note.len() > 300 {
        return;
    }
    // Cheap refusal first: nearly all notes are about something else.
    let first = note.trim_start().as_bytes().first().copied().unwrap_or(b' ');
    if !matches!(first.to_ascii_lowercase(), b't' | b'o' | b'e' | b'v') {
        return;
    }
    let lower = note.trim_start().to_ascii_lowercase();
    if !ORIGINAL_TITLE.iter().any(|start| lower.starts_with(start)) {
        return;
    }
    // Only what follows a colon is a title: "Traduit de l'anglais" names a language.
    let Some((_, title)) = note.split_once(':') else {
        return;
    };
    let title = title.trim().trim_matches(['"', '«', '»', '“', '”']);
    if title.len() > 1 {
        reading.add_other_title(TitleKind::Original, title);
    }
}
