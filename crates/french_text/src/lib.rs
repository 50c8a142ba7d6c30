//! Folds, splits, stems and sounds out titles and names as French, Dutch and English libraries write them.
//!
//! One analysis for matching records and for searching them, always in this order:
//! NFC → fold ([`fold`]) → words without elision ([`tokens`]) → stem ([`Stemmer`]) or sound ([`sound`]).
//! Stemming before folding is wrong for French: `économie` and `economie` would get different stems.
//!
//! Nothing here allocates more than its output, knows a clock, a database or a network, or panics.
//!
//! ```
//! let folded = french_text::folded("L’Œuvre au noir");
//! assert_eq!(folded, "l'oeuvre au noir");
//! assert_eq!(french_text::tokens(&folded).collect::<Vec<_>>(), ["oeuvre", "au", "noir"]);
//! ```

mod article;
mod distance;
mod fold;
mod language;
mod numbers;
mod sound;
mod stem;
mod tokens;

pub use article::{strip_any_leading_article, strip_leading_article};
pub use distance::damerau_levenshtein_at_most;
pub use fold::{fold, folded};
pub use language::Language;
pub use numbers::{digits_of_word, number_of, roman_numeral, word_of_digits};
pub use sound::{sound, sounded};
pub use stem::Stemmer;
pub use tokens::{Tokens, is_elided_word, tokens};
