//! The words by which addresses and the API name kinds and audiences: stable, whatever the language of the page.

use bibliography::{Audience, Kind};
use marc::{Encoding, Format};

/// Kinds with their words, in the order of their numbers.
pub const KINDS: [(Kind, &str); 13] = [
    (Kind::Book, "book"),
    (Kind::Serial, "serial"),
    (Kind::Film, "film"),
    (Kind::Music, "music"),
    (Kind::Score, "score"),
    (Kind::Map, "map"),
    (Kind::AudioBook, "audiobook"),
    (Kind::Comic, "comic"),
    (Kind::Electronic, "electronic"),
    (Kind::Image, "image"),
    (Kind::Object, "object"),
    (Kind::Manuscript, "manuscript"),
    (Kind::Other, "other"),
];

/// Audiences with their words, in the order of their numbers.
pub const AUDIENCES: [(Audience, &str); 4] = [
    (Audience::Unknown, "unknown"),
    (Audience::Children, "children"),
    (Audience::Teenagers, "teenagers"),
    (Audience::Adults, "adults"),
];

/// The word of a kind.
pub fn of_kind(kind: Kind) -> &'static str {
    KINDS[kind as usize].1
}

/// The number of a kind's word.
pub fn kind_number(word: &str) -> Option<u8> {
    KINDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind as u8)
}

/// The word of a kind's number.
pub fn kind_word(number: i32) -> Option<&'static str> {
    KINDS.get(usize::try_from(number).ok()?).map(|(_, word)| *word)
}

/// The number of an audience's word.
pub fn audience_number(word: &str) -> Option<u8> {
    AUDIENCES.iter().find(|(_, known)| *known == word).map(|(audience, _)| *audience as u8)
}

/// The word of an audience's number.
pub fn audience_word(number: i32) -> Option<&'static str> {
    AUDIENCES.get(usize::try_from(number).ok()?).map(|(_, word)| *word)
}

/// Formats with their words.
const FORMATS: [(Format, &str); 2] = [(Format::Unimarc, "unimarc"), (Format::Marc21, "marc21")];

/// The word of a format.
pub fn of_format(format: Format) -> &'static str {
    FORMATS.iter().find(|(known, _)| *known == format).map_or("", |(_, word)| word)
}

/// The format of a word.
pub fn format(word: &str) -> Option<Format> {
    FORMATS.iter().find(|(_, known)| known.eq_ignore_ascii_case(word)).map(|(format, _)| *format)
}

/// The encoding of a word; `latin1` is what systems that send Windows-1252 call it.
pub fn encoding(word: &str) -> Option<Encoding> {
    const ENCODINGS: [Encoding; 8] = [
        Encoding::Utf8,
        Encoding::Marc8,
        Encoding::Iso5426,
        Encoding::Iso5427,
        Encoding::Cyrillic,
        Encoding::Iso5428,
        Encoding::Hebrew,
        Encoding::Windows1252,
    ];
    match word.to_ascii_lowercase().as_str() {
        "latin1" | "iso-8859-1" => Some(Encoding::Windows1252),
        word => ENCODINGS.into_iter().find(|encoding| encoding.name() == word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_at_their_numbers() {
        for (position, (kind, word)) in KINDS.iter().enumerate() {
            assert_eq!(*kind as usize, position);
            assert_eq!(kind_word(position as i32), Some(*word));
        }
        for (position, (audience, _)) in AUDIENCES.iter().enumerate() {
            assert_eq!(*audience as usize, position);
        }
    }
}
