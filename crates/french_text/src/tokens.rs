//! Words of a folded text, French elision removed.

/// Words that lose their vowel before another word, as they stand before the apostrophe.
const ELIDED: [&str; 13] = ["l", "d", "qu", "j", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// Splits `folded` (the output of [`crate::fold`]) into words: runs of letters and digits.
///
/// An elided article or pronoun before an apostrophe (`l'`, `d'`, `qu'`, `jusqu'`…) is left out; `aujourd'hui` is
/// one word, given as `aujourdhui`.
#[must_use]
pub fn tokens(folded: &str) -> Tokens<'_> {
    Tokens { rest: folded }
}

/// Whether `word` is one of the forms that French elides, so that alone it carries no meaning (`l`, `d`, `qu`…).
#[must_use]
pub fn is_elided_word(word: &str) -> bool {
    ELIDED.contains(&word)
}

/// Iterator over the words of a folded text; see [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    fn run(&mut self) -> Option<&'a str> {
        let bytes = self.rest.as_bytes();
        let mut start = 0;
        loop {
            match bytes.get(start) {
                None => {
                    self.rest = "";
                    return None;
                }
                Some(byte) if byte.is_ascii_alphanumeric() => break,
                Some(byte) if byte.is_ascii() => start += 1,
                Some(_) => {
                    let character = self.rest[start..].chars().next()?;
                    if belongs_to_word(character) {
                        break;
                    }
                    start += character.len_utf8();
                }
            }
        }
        let mut end = start;
        while let Some(byte) = bytes.get(end) {
            if byte.is_ascii_alphanumeric() {
                end += 1;
            } else if byte.is_ascii() {
                break;
            } else {
                let Some(character) = self.rest[end..].chars().next() else {
                    break;
                };
                if !belongs_to_word(character) {
                    break;
                }
                end += character.len_utf8();
            }
        }
        let (word, rest) = (&self.rest[start..end], &self.rest[end..]);
        self.rest = rest;
        Some(word)
    }
}

/// Vowel signs of Indic and Arabic scripts are marks, yet cutting there would cut words.
fn belongs_to_word(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '\u{0591}'..='\u{05c7}' | '\u{0610}'..='\u{06ed}' | '\u{0900}'..='\u{0dff}' | '\u{3099}'..='\u{309a}')
            && !matches!(character, '\u{0964}' | '\u{0965}' | '\u{061b}'..='\u{061f}' | '\u{066a}'..='\u{066d}' | '\u{06d4}')
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let word = self.run()?;
            if let Some(after) = self.rest.strip_prefix('\'') {
                if is_elided_word(word) {
                    continue;
                }
                if word == "aujourd"
                    && let Some(rest) = after.strip_prefix("hui")
                {
                    self.rest = rest;
                    return Some("aujourdhui");
                }
            }
            return Some(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn elision_leaves_the_word() {
        for (text, expected) in [
            ("l'etranger", vec!["etranger"]),
            ("l' etranger", vec!["etranger"]),
            ("jusqu'a l'aube d'aujourd'hui", vec!["a", "aube", "aujourdhui"]),
            ("qu'est-ce que c'est ?", vec!["est", "ce", "que", "est"]),
            ("o'brien, 1984 : roman", vec!["o", "brien", "1984", "roman"]),
            ("  --  ", vec![]),
            ("война и миръ", vec!["война", "и", "миръ"]),
            ("हिन्दी", vec!["हिन्दी"]),
        ] {
            assert_eq!(tokens(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
