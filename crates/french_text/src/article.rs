//! The article a title is filed without.

use crate::Language;

const FRENCH: &[&str] = &["le ", "la ", "les ", "l'", "un ", "une ", "des "];
const ENGLISH: &[&str] = &["the ", "a ", "an "];
const DUTCH: &[&str] = &["de ", "het ", "een ", "'t "];
const GERMAN: &[&str] = &["der ", "die ", "das ", "ein ", "eine ", "einen "];
const ITALIAN: &[&str] = &["il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "un ", "una ", "uno ", "un'"];
const SPANISH: &[&str] = &["el ", "la ", "los ", "las ", "un ", "una ", "lo "];
const PORTUGUESE: &[&str] = &["o ", "a ", "os ", "as ", "um ", "uma "];

/// `folded` without the article that opens it in `language`, if one does and something follows it.
#[must_use]
pub fn strip_leading_article(folded: &str, language: Language) -> &str {
    let articles = match language {
        Language::French => FRENCH,
        Language::English => ENGLISH,
        Language::Dutch => DUTCH,
        Language::German => GERMAN,
        Language::Italian => ITALIAN,
        Language::Spanish => SPANISH,
        Language::Portuguese => PORTUGUESE,
    };
    strip(folded, articles).unwrap_or(folded)
}

/// `folded` without its opening article, tried in the languages a French library holds most of: French, English,
/// Dutch (`het`, `een` only), German, Italian, Spanish. For titles whose language is not known.
#[must_use]
pub fn strip_any_leading_article(folded: &str) -> &str {
    const SAFE_DUTCH: &[&str] = &["het ", "een "];
    const SAFE_SPANISH: &[&str] = &["el ", "los ", "las "];
    const SAFE_ITALIAN: &[&str] = &["il ", "gli ", "una "];
    [FRENCH, ENGLISH, SAFE_DUTCH, GERMAN, SAFE_ITALIAN, SAFE_SPANISH]
        .into_iter()
        .find_map(|articles| strip(folded, articles))
        .unwrap_or(folded)
}

fn strip<'a>(folded: &'a str, articles: &[&str]) -> Option<&'a str> {
    let text = folded.trim_start();
    articles
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .map(str::trim_start)
        .filter(|rest| rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_loses_its_own_article() {
        assert_eq!(strip_leading_article("l'etranger", Language::French), "etranger");
        assert_eq!(strip_leading_article("les miserables", Language::French), "miserables");
        assert_eq!(strip_leading_article("the hobbit", Language::English), "hobbit");
        assert_eq!(strip_leading_article("de avonden", Language::Dutch), "avonden");
        assert_eq!(strip_leading_article("de avonden", Language::French), "de avonden");
        assert_eq!(strip_leading_article("la ", Language::French), "la ");
        assert_eq!(strip_any_leading_article("le rouge et le noir"), "rouge et le noir");
        assert_eq!(strip_any_leading_article("germinal"), "germinal");
    }
}
