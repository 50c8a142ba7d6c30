//! A term and what its special characters mean.

/// What one searches for, as written without its quotation marks. `*`, `?` and `^` mask and anchor, a backslash takes
/// the meaning of the next character away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Term {
    raw: String,
}

/// A part of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Characters that mean themselves.
    Text(String),
    /// `*`: any characters, or none.
    Many,
    /// `?`: one character.
    One,
    /// `^`: the beginning or the end of the value.
    Anchor,
}

impl Term {
    /// A term as written between quotation marks.
    pub fn from_raw(raw: impl Into<String>) -> Self {
        Self { raw: raw.into() }
    }

    /// A term that means exactly these characters.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut raw = String::with_capacity(text.len());
        for character in text.chars() {
            if matches!(character, '*' | '?' | '^' | '"' | '\\') {
                raw.push('\\');
            }
            raw.push(character);
        }
        Self { raw }
    }

    /// The term as written.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// True when nothing is searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.raw.trim().is_empty()
    }

    /// Its parts in order; neighbouring texts are one part.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut characters = self.raw.chars();
        while let Some(character) = characters.next() {
            let special = match character {
                '\\' => {
                    text.push(characters.next().unwrap_or('\\'));
                    continue;
                }
                '*' => Part::Many,
                '?' => Part::One,
                '^' => Part::Anchor,
                _ => {
                    text.push(character);
                    continue;
                }
            };
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(special);
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        parts
    }

    /// The characters searched for, masks and anchors left out.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts()
            .into_iter()
            .filter_map(|part| match part {
                Part::Text(text) => Some(text),
                Part::Many | Part::One | Part::Anchor => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_backslash_takes_the_meaning_away() {
        let parts = Term::from_raw(r"^ab\*c*d?\\\").parts();
        let text = |text: &str| Part::Text(text.to_owned());
        assert_eq!(parts, [Part::Anchor, text("ab*c"), Part::Many, text("d"), Part::One, text(r"\\")]);
    }

    proptest! {
        #[test]
        fn text_is_found_again(text in ".{0,30}") {
            let term = Term::from_text(&text);
            prop_assert_eq!(term.text(), text.clone());
            prop_assert!(term.parts().len() <= 1);
        }
    }
}
