//! What holds for any text.

use french_text::{Language, Stemmer, damerau_levenshtein_at_most, fold, folded, number_of, sounded, tokens};
use proptest::prelude::*;

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in "\\PC*|[a-zA-Z’'éÀœß\u{300}-\u{36f}\u{1100}-\u{1200}か\u{3099}]{0,20}") {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once);
    }

    #[test]
    fn folding_appends(text in any::<String>()) {
        let mut out = String::from("before ");
        fold(&text, &mut out);
        prop_assert_eq!(out, format!("before {}", folded(&text)));
    }

    #[test]
    fn words_are_never_empty_and_stay_words(text in any::<String>()) {
        let text = folded(&text);
        let words: Vec<&str> = tokens(&text).collect();
        prop_assert!(words.iter().all(|word| !word.is_empty()));
        let joined = words.join(" ");
        prop_assert_eq!(tokens(&joined).collect::<Vec<_>>(), words);
    }

    #[test]
    fn stems_and_sounds_take_any_word(text in any::<String>()) {
        let text = folded(&text);
        for language in [Language::French, Language::English, Language::Dutch] {
            let stemmer = Stemmer::new(language).unwrap();
            for word in tokens(&text) {
                let _ = stemmer.stem(word);
                let _ = sounded(word);
                let _ = number_of(word);
            }
        }
    }

    #[test]
    fn distance_is_the_same_both_ways(a in "[a-eé]{0,8}", b in "[a-eé]{0,8}", limit in 0usize..5) {
        let there = damerau_levenshtein_at_most(&a, &b, limit);
        prop_assert_eq!(there, damerau_levenshtein_at_most(&b, &a, limit));
        prop_assert_eq!(there, damerau_levenshtein_at_most(&a, &b, 20).filter(|&edits| edits <= limit));
    }
}
