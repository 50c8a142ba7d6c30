//! Reading what was typed.

use french_text::{fold, is_elided_word, tokens};

use crate::schema::{WORD_LENGTH, cut, identifier_key};

/// A query is read up to this many bytes: titles are shorter.
const TEXT_LENGTH: usize = 1_000;
/// And up to this many words.
const MOST_WORDS: usize = 16;

/// A typed text, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Its words, folded, elision removed, each once, in order.
    pub(crate) words: Vec<TypedWord>,
    /// All its words joined by one space.
    pub(crate) joined: String,
    /// Whether the text ends inside a word.
    pub(crate) open: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypedWord {
    pub(crate) text: String,
    /// An article, a preposition: welcome, not required.
    pub(crate) small: bool,
}

pub(crate) fn read(text: &str) -> Typed {
    let mut folded = String::new();
    fold(cut(text, TEXT_LENGTH), &mut folded);
    let mut typed = Typed { open: folded.ends_with(|last: char| last.is_alphanumeric()), ..Typed::default() };
    for word in tokens(&folded) {
        let word = cut(word, WORD_LENGTH);
        if typed.words.len() == MOST_WORDS {
            break;
        }
        if !typed.joined.is_empty() {
            typed.joined.push(' ');
        }
        typed.joined.push_str(word);
        if !typed.words.iter().any(|known| known.text == word) {
            typed.words.push(TypedWord { text: word.to_owned(), small: is_small(word) });
        }
    }
    if typed.words.iter().all(|word| word.small) {
        for word in &mut typed.words {
            word.small = false;
        }
    }
    typed
}

/// Words too common in French, English, Dutch, German, Spanish and Italian titles to be required.
fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "aan", "al", "an", "and", "au", "aux", "avec", "by", "ce", "ces", "dans", "das", "de", "del", "della",
        "dem", "den", "der", "des", "di", "die", "do", "dos", "du", "e", "een", "ein", "eine", "el", "en", "est", "et",
        "for", "from", "gli", "het", "i", "il", "in", "la", "las", "le", "les", "leur", "leurs", "lo", "los", "met",
        "of", "on", "op", "or", "ou", "par", "pour", "que", "qui", "sa", "sans", "se", "ses", "son", "sur", "te",
        "the", "to", "un", "una", "und", "une", "van", "von", "voor", "with", "y", "zu",
    ];
    is_elided_word(word) || SMALL.binary_search(&word).is_ok()
}

/// The identifiers that a text may be, best first; empty when it looks like none.
pub(crate) fn identifiers(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.len() < 8 || text.len() > 80 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let mut key = String::new();
    identifier_key(text, &mut key);
    for label in ["ISBN13", "ISBN10", "ISBN", "ISSN", "EAN", "ARK", "PPN"] {
        if let Some(rest) = key.strip_prefix(label)
            && rest.len() >= 8
        {
            key = rest.to_owned();
            break;
        }
    }
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    let numeric = digits == key.len() || digits + 1 == key.len() && key.ends_with('X');
    // Words with a year in them are not identifiers; an ARK or a PPN has no spaces.
    if key.len() < 8 || !numeric && (text.contains(char::is_whitespace) || digits < 4) {
        return Vec::new();
    }
    let mut keys = Vec::new();
    if numeric && key.len() == 10 {
        keys.push(isbn13(&key));
    } else if numeric && key.len() == 13 && key.starts_with("978") {
        keys.push(isbn10(&key));
    }
    keys.insert(0, key);
    keys
}

fn isbn13(isbn10: &str) -> String {
    let mut isbn = format!("978{}", &isbn10[..9]);
    let sum: u32 =
        isbn.bytes().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    isbn.push(char::from(b'0' + ((10 - sum % 10) % 10) as u8));
    isbn
}

fn isbn10(isbn13: &str) -> String {
    let mut isbn = isbn13[3..12].to_owned();
    let sum: u32 = isbn.bytes().zip(1..).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    isbn.push(match sum % 11 {
        10 => 'X',
        digit => char::from(b'0' + digit as u8),
    });
    isbn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_optional_unless_alone() {
        let typed = read("L’Étranger de la Lune");
        let small: Vec<_> = typed.words.iter().map(|word| (word.text.as_str(), word.small)).collect();
        assert_eq!(small, [("etranger", false), ("de", true), ("la", true), ("lune", false)]);
        assert!(read("Ou").words.iter().all(|word| !word.small));
        assert_eq!(read(&"mot ".repeat(5_000)).words.len(), 1);
        assert!(read(&(0..5_000).map(|i| format!("m{i} ")).collect::<String>()).words.len() <= MOST_WORDS);
    }

    #[test]
    fn isbn_is_seen_in_every_form() {
        let keys = identifiers("978-2-07-036002-4");
        assert_eq!(keys, ["9782070360024", "2070360024"]);
        assert_eq!(identifiers("2070360024"), ["2070360024", "9782070360024"]);
        assert_eq!(identifiers("ISBN 2-07-036002-4"), ["2070360024", "9782070360024"]);
        assert_eq!(identifiers("1234-567X"), ["1234567X"]);
        assert!(identifiers("germinal 1885").is_empty());
        assert!(identifiers("1984").is_empty());
        assert!(identifiers("éé12345678901").len() < 3);
    }
}
