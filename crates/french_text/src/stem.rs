//! Endings off, after folding.

use std::borrow::Cow;

use crate::Language;

/// Takes the endings off folded words of one language (Snowball's French, English and Dutch rules).
///
/// Words must be folded first, so that a word typed without its accents gets the same stem as with them.
#[derive(Clone)]
pub struct Stemmer {
    stemmer: frostem::Stemmer,
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Stemmer")
    }
}

impl Stemmer {
    /// The stemmer of `language`; `None` where we have none.
    #[must_use]
    pub fn new(language: Language) -> Option<Self> {
        let algorithm = match language {
            Language::French => frostem::Algorithm::French,
            Language::English => frostem::Algorithm::English,
            Language::Dutch => frostem::Algorithm::Dutch,
            _ => return None,
        };
        Some(Self { stemmer: frostem::Stemmer::new(algorithm) })
    }

    /// The French stemmer.
    #[must_use]
    pub fn french() -> Self {
        Self { stemmer: frostem::Stemmer::new(frostem::Algorithm::French) }
    }

    /// The stem of a folded word. Words with digits and words of one or two letters are their own stem.
    #[must_use]
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        if word.len() < 3 || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return Cow::Borrowed(word);
        }
        self.stemmer.stem(word)
    }
}
