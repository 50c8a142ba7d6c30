//! Numbers in words, in digits and in Roman numerals.

use crate::Language;

const FRENCH: [&str; 21] = [
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
];
const ENGLISH: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const DUTCH: [&str; 21] = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
];
const FRENCH_LARGE: [(&str, u32); 9] = [
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("octante", 80),
    ("nonante", 90),
    ("cent", 100),
    ("mille", 1000),
];
const ENGLISH_LARGE: [(&str, u32); 9] = [
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
];
const DUTCH_LARGE: [(&str, u32); 9] = [
    ("dertig", 30),
    ("veertig", 40),
    ("vijftig", 50),
    ("zestig", 60),
    ("zeventig", 70),
    ("tachtig", 80),
    ("negentig", 90),
    ("honderd", 100),
    ("duizend", 1000),
];

/// The words for 0 to 20, then the larger numbers that one word names.
type NumberWords = (&'static [&'static str; 21], &'static [(&'static str, u32); 9]);

fn words(language: Language) -> Option<NumberWords> {
    match language {
        Language::French => Some((&FRENCH, &FRENCH_LARGE)),
        Language::English => Some((&ENGLISH, &ENGLISH_LARGE)),
        Language::Dutch => Some((&DUTCH, &DUTCH_LARGE)),
        _ => None,
    }
}

/// The number that one folded word of `language` names: 0 to 20, the tens, a hundred, a thousand (`deux` → 2).
#[must_use]
pub fn digits_of_word(word: &str, language: Language) -> Option<u32> {
    let (small, large) = words(language)?;
    if let Some(number) = small.iter().position(|&name| name == word) {
        return u32::try_from(number).ok();
    }
    large.iter().find(|(name, _)| *name == word).map(|&(_, number)| number)
}

/// The folded word for `number` in `language`, where one word names it (2 → `deux`).
#[must_use]
pub fn word_of_digits(number: u32, language: Language) -> Option<&'static str> {
    let (small, large) = words(language)?;
    if let Some(name) = small.get(usize::try_from(number).ok()?) {
        return Some(name);
    }
    large.iter().find(|&&(_, value)| value == number).map(|&(name, _)| name)
}

/// The value of a Roman numeral from 1 to 3999, in either case, in its standard spelling only (`IV`, not `IIII`).
///
/// A lone `i`, `c`, `d`, `l`, `m`, `v` or `x` is a numeral too: the caller knows whether a number is expected there.
#[must_use]
pub fn roman_numeral(text: &str) -> Option<u32> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if text.is_empty() || text.len() > 15 || !text.is_ascii() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut value = 0;
    for (worth, letters) in PARTS {
        let most = if letters.len() == 2 || matches!(worth, 5 | 50 | 500) { 1 } else { 3 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(letters) else {
                break;
            };
            value += worth;
            rest = after;
        }
    }
    // Greedy reading accepts a few odd orders such as "ixi": writing the value back must give the same letters.
    (rest.is_empty() && written_in_roman(value, &PARTS) == lower).then_some(value)
}

fn written_in_roman(mut value: u32, parts: &[(u32, &str)]) -> String {
    let mut out = String::new();
    for &(worth, letters) in parts {
        while value >= worth {
            out.push_str(letters);
            value -= worth;
        }
    }
    out
}

/// The number a volume designation means: digits (`2`, `02`, `2e`, `1er`, `3rd`), a Roman numeral (`II`) or a French
/// word (`deux`, `premier`, `second`). Takes one folded word.
#[must_use]
pub fn number_of(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let suffix = &word[digits..];
        let known = ["", "e", "er", "ere", "re", "eme", "me", "ieme", "nd", "nde", "st", "rd", "th", "de", "ste", "o"];
        return if digits <= 9 && known.contains(&suffix) { word[..digits].parse().ok() } else { None };
    }
    match word {
        "premier" | "premiere" | "first" | "eerste" => Some(1),
        "second" | "seconde" | "deuxieme" | "tweede" => Some(2),
        "troisieme" | "third" | "derde" => Some(3),
        "quatrieme" | "fourth" | "vierde" => Some(4),
        "cinquieme" | "fifth" | "vijfde" => Some(5),
        _ => roman_numeral(word).or_else(|| digits_of_word(word, Language::French)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_digits_agree_both_ways() {
        for language in [Language::French, Language::English, Language::Dutch] {
            for number in (0..=20).chain([30, 50, 100, 1000]) {
                let word = word_of_digits(number, language).unwrap();
                assert_eq!(digits_of_word(word, language), Some(number));
            }
        }
        assert_eq!(digits_of_word("germinal", Language::French), None);
        assert_eq!(word_of_digits(21, Language::French), None);
    }

    #[test]
    fn roman_numerals_only_in_standard_spelling() {
        assert_eq!(roman_numeral("II"), Some(2));
        assert_eq!(roman_numeral("xiv"), Some(14));
        assert_eq!(roman_numeral("MCMXCIX"), Some(1999));
        for wrong in ["", "iiii", "ixi", "vx", "abc", "mmmm", "é"] {
            assert_eq!(roman_numeral(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn volume_numbers_are_read_in_every_spelling() {
        for (word, number) in [("2", 2), ("02", 2), ("2e", 2), ("1er", 1), ("ii", 2), ("deux", 2), ("seconde", 2)] {
            assert_eq!(number_of(word), Some(number), "{word}");
        }
        assert_eq!(number_of("2cv"), None);
        assert_eq!(number_of("99999999999"), None);
    }
}
