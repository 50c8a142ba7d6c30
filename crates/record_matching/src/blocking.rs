//! Under which keys a record is found by others.
//!
//! Each key survives another mistake: the title typed wrong leaves the identifier and the second word; a missing
//! author leaves the title and the pages; a translation is found by its original title.

use crate::features::{IdKind, View, is_stop_word};
use crate::hash::{key, stable};

const IDENTIFIER: u8 = 1;
const PERSON_FIRST_WORD: u8 = 2;
const PERSON_SECOND_WORD: u8 = 3;
const TITLE: u8 = 4;
const WORD_AND_PAGES: u8 = 5;
const PERSON_AND_PAGES: u8 = 6;
const IMPRINT: u8 = 7;

/// Letters of a title's beginning that make a key of their own.
const TITLE_LETTERS: usize = 10;

/// Calls `found` with each key of a record.
pub(crate) fn keys(view: &View<'_>, mut found: impl FnMut(u32)) {
    for (kind, value) in view.ids() {
        match kind {
            // Without its check digit, so that a mistyped one is found too.
            IdKind::Isbn | IdKind::WrongIsbn => found(key(IDENTIFIER, 1, value / 10)),
            IdKind::Issn | IdKind::Ean | IdKind::Ismn | IdKind::Ark | IdKind::Catalogue | IdKind::PublisherNumber => {
                found(key(IDENTIFIER, kind as u64 + 1, value));
            }
        }
    }
    let title = &view.text()[..view.title_len()];
    if title.is_empty() {
        return;
    }
    let mut words = telling_words(title);
    let first = words.next().unwrap_or(title);
    let first_hash = stable(first);
    let second = words.next();
    for (place, person) in view.people().take(3).enumerate() {
        found(key(PERSON_FIRST_WORD, u64::from(person.head), first_hash));
        if let Some(second) = second
            && place == 0
        {
            found(key(PERSON_SECOND_WORD, u64::from(person.head), stable(second)));
        }
    }
    if let Some(hash) = title_start(view.text(), view.article_len()).filter(|_| !view.title_is_generic()) {
        found(key(TITLE, 0, hash));
    }
    // A word of the title, the year and the pages: for titles that everybody uses, when nobody is named.
    let extent = if view.pages() > 1 {
        u64::from(view.pages())
    } else {
        1 << 32 | u64::from(view.publishers().next().unwrap_or(0))
    };
    let pages = extent << 16 | u64::from(view.year());
    found(key(WORD_AND_PAGES, pages, first_hash));
    if second.is_none()
        && let Some(person) = view.people().next()
    {
        // A single word, typed wrong, leaves nothing else to be found by.
        found(key(PERSON_AND_PAGES, u64::from(person.head), pages));
    }
    if !view.has_people() {
        // Nor has an anonymous title: the imprint must find it.
        found(key(IMPRINT, pages, u64::from(view.publishers().next().unwrap_or(0))));
    }
    for alternate in view.alternates() {
        let word = telling_words(alternate.text).next().unwrap_or(alternate.text);
        for person in view.people().take(2) {
            found(key(PERSON_FIRST_WORD, u64::from(person.head), stable(word)));
        }
        if let Some(hash) = title_start(alternate.text, alternate.article_len()) {
            found(key(TITLE, 0, hash));
        }
    }
}

fn telling_words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| matches!(byte, b' ' | b'|')).filter(|word| !is_stop_word(word))
}

/// The first segments of a title area, as many as make ten letters: with or without a subtitle they are the same.
fn title_start(text: &[u8], from: usize) -> Option<u64> {
    let mut letters = 0;
    let mut buffer = [0; 96];
    for &byte in &text[from..] {
        match byte {
            b' ' => {}
            b'|' if letters >= TITLE_LETTERS => break,
            b'|' => {}
            _ if letters < buffer.len() => {
                buffer[letters] = byte;
                letters += 1;
            }
            _ => {}
        }
    }
    (letters >= TITLE_LETTERS).then(|| stable(&buffer[..letters]))
}
