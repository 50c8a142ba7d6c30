//! Case, accents, ligatures and typography made equal.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, decompose_compatible};

/// Appends the folded form of `text` to `out`.
///
/// Folding is NFC, lower case, accents off, ligatures opened (`œ` → `oe`, `æ` → `ae`, `ß` → `ss`, `ﬁ` → `fi`),
/// barred letters plain (`ø` → `o`, `ł` → `l`), every apostrophe `'`, typographic quotes, dashes, odd spaces and
/// controls a space. Soft hyphens, zero-width characters and the non-sorting marks of UNIMARC and MARC21
/// (U+0088, U+0089, U+0098, U+009C) vanish. ASCII punctuation and runs of spaces stay as they are.
///
/// Folding is idempotent, and any normalisation form of the same text folds to the same bytes.
pub fn fold(text: &str, out: &mut String) {
    out.reserve(text.len());
    let mut rest = text;
    loop {
        let ascii = rest.bytes().position(|byte| !(0x20..0x7f).contains(&byte)).unwrap_or(rest.len());
        let (plain, other) = rest.split_at(ascii);
        let start = out.len();
        out.push_str(plain);
        if let Some(tail) = out.get_mut(start..) {
            tail.make_ascii_lowercase();
        }
        let Some(character) = other.chars().next() else {
            return;
        };
        if needs_composition(character) {
            for character in other.chars().filter(|&c| !vanishes(c)).nfc() {
                fold_character(character, out);
            }
            return;
        }
        fold_character(character, out);
        rest = &other[character.len_utf8()..];
    }
}

/// The folded form of `text` as a new string; see [`fold`].
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::new();
    fold(text, &mut out);
    out
}

/// Marks that are dropped need no composing; these others mean something only once composed.
fn needs_composition(character: char) -> bool {
    matches!(character, '\u{0590}'..='\u{0dff}' | '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}')
}

/// Combining accents, zero-width characters and non-sorting marks leave no trace.
fn vanishes(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        | '\u{0088}' | '\u{0089}' | '\u{0098}' | '\u{009c}')
}

fn fold_character(character: char, out: &mut String) {
    let plain = match character {
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' => "a",
        'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'ı' => "i",
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' | 'Ô' | 'Ö' | 'Ø' | 'ǿ' | 'Ǿ' => "o",
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' => "u",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' | 'ŋ' | 'Ŋ' => "n",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' | 'ǽ' | 'Ǽ' | 'ǣ' | 'Ǣ' => "ae",
        'ß' | 'ẞ' => "ss",
        'ł' | 'Ł' | 'ŀ' | 'Ŀ' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ĸ' => "k",
        'ſ' | 'ẛ' => "s",
        'ς' => "σ",
        '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '´' | '＇' | '\u{0092}' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '″' | '‐'..='―' | '−' => " ",
        _ if vanishes(character) => "",
        _ if character.is_control() || character.is_whitespace() => " ",
        _ => return fold_uncommon(character, out),
    };
    out.push_str(plain);
}

fn fold_uncommon(character: char, out: &mut String) {
    let mut push = |part: char| {
        if part == character {
            push_lowercase(part, out);
        } else if !vanishes(part) {
            fold_character(part, out);
        }
    };
    match character {
        '\u{00c0}'..='\u{058f}' | '\u{1e00}'..='\u{1fff}' | '\u{2126}'..='\u{212b}' => {
            decompose_canonical(character, push)
        }
        'ª' | 'º' | '²' | '³' | '¹' | '⁰'..='₉' | 'ﬀ'..='ﬆ' | '\u{ff01}'..='\u{ff5e}' => {
            decompose_compatible(character, push)
        }
        _ => push(character),
    }
}

fn push_lowercase(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character.to_ascii_lowercase());
        return;
    }
    for lower in character.to_lowercase() {
        if lower == character {
            out.push(lower);
        } else if !vanishes(lower) {
            fold_character(lower, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn french_typography_becomes_plain() {
        for (text, expected) in [
            ("Germinal", "germinal"),
            ("L’Été à Cœur-Vaillant", "l'ete a coeur-vaillant"),
            ("ŒUVRES COMPLÈTES", "oeuvres completes"),
            ("« Ça ira »", "  ca ira  "),
            ("Straße Łódź Ærø", "strasse lodz aero"),
            ("cafe\u{301}", "cafe"),
            ("\u{98}Le \u{9c}Petit Prince", "le petit prince"),
            ("1914\u{2013}1918", "1914 1918"),
            ("Tome\u{a0}II", "tome ii"),
            ("İstanbul", "istanbul"),
            ("Война и миръ", "воина и миръ"),
            ("ＦＵＬＬ ﬁn", "full fin"),
            ("", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn every_normalisation_form_folds_alike() {
        use unicode_normalization::UnicodeNormalization as _;
        for text in ["Éléonore œuvre ç", "한국어 제목", "ガラスの仮面", "Ὀδύσσεια", "Čapek Dvořák"]
        {
            let nfd: String = text.nfd().collect();
            assert_eq!(folded(&nfd), folded(text), "{text}");
        }
    }
}
