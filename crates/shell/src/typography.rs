//! How a language sets its numbers and its marks.

use std::borrow::Cow;

use crate::Lang;

/// Narrow no-break space: before ; : ? ! » and inside numbers, in French.
const THIN: char = '\u{202f}';

/// An integer as read in a language: `1 194 040` (French, thin spaces), `1.194.040` (Dutch), `1,194,040` (English).
/// Dutch and French leave nothing at four digits ungrouped, so that columns of figures look alike.
#[must_use]
pub fn integer(lang: Lang, value: i64) -> String {
    let separator = match lang {
        Lang::Fr => THIN,
        Lang::Nl => '.',
        Lang::En => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 8);
    if value < 0 {
        out.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with at most `places` decimals, trailing zeros dropped: `3,5` (French, Dutch), `3.5` (English).
#[must_use]
pub fn decimal(lang: Lang, value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let negative = whole.starts_with('-');
    let mut out = integer(lang, whole.trim_start_matches('-').parse().unwrap_or(0));
    let fraction = fraction.trim_end_matches('0');
    if negative && (out != "0" || !fraction.is_empty()) {
        out.insert(0, '\u{2212}');
    }
    if !fraction.is_empty() {
        out.push(if lang == Lang::En { '.' } else { ',' });
        out.push_str(fraction);
    }
    out
}

/// A price from its cents: `5 €`, `4,50 €` (French); `€ 5`, `€ 4,50` (Dutch); `€5`, `€4.50` (English).
#[must_use]
pub fn price(lang: Lang, cents: i64) -> String {
    let mut amount = integer(lang, cents / 100);
    let rest = (cents % 100).unsigned_abs();
    if rest > 0 {
        amount.push(if lang == Lang::En { '.' } else { ',' });
        amount.push_str(&format!("{rest:02}"));
    }
    match lang {
        Lang::Fr => format!("{amount}\u{a0}€"),
        Lang::Nl => format!("€\u{a0}{amount}"),
        Lang::En => format!("€{amount}"),
    }
}

/// A file's size as people say it: `1,2 Mo` (French), `1,2 MB` (Dutch), `1.2 MB` (English). Powers of a thousand.
#[must_use]
pub fn file_size(lang: Lang, bytes: u64) -> String {
    let units = match lang {
        Lang::Fr => ["o", "ko", "Mo", "Go", "To"],
        Lang::Nl | Lang::En => ["B", "kB", "MB", "GB", "TB"],
    };
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    let places = usize::from(unit > 0 && value < 100.0);
    format!("{}\u{a0}{}", decimal(lang, value, places), units[unit])
}

/// French marks set as a printer would: thin spaces before ; : ? ! and inside « », curly apostrophes.
/// Applied to the words of our own pages, never to the data of a library.
pub(crate) fn french(text: &str) -> Cow<'_, str> {
    if !text.contains([';', ':', '?', '!', '«', '»', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            (' ', Some(';' | '?' | '!' | '»' | ':')) => out.push(THIN),
            ('«', Some(' ')) => {
                chars.next();
                out.push('«');
                out.push(THIN);
            }
            ('\'', _) => out.push('’'),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Dutch and English: curly apostrophes only.
pub(crate) fn apostrophes(text: &str) -> Cow<'_, str> {
    if text.contains('\'') { Cow::Owned(text.replace('\'', "’")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_set_as_each_language_sets_them() {
        assert_eq!(integer(Lang::Fr, 1_194_040), "1\u{202f}194\u{202f}040");
        assert_eq!(integer(Lang::Nl, 1_194_040), "1.194.040");
        assert_eq!(integer(Lang::En, -1_000), "\u{2212}1,000");
        assert_eq!(integer(Lang::Fr, 999), "999");
        assert_eq!(decimal(Lang::Fr, 3.50, 2), "3,5");
        assert_eq!(decimal(Lang::En, -0.25, 2), "\u{2212}0.25");
    }

    #[test]
    fn prices_come_from_cents() {
        assert_eq!(price(Lang::Fr, 500), "5\u{a0}€");
        assert_eq!(price(Lang::Fr, 450), "4,50\u{a0}€");
        assert_eq!(price(Lang::Nl, 450), "€\u{a0}4,50");
        assert_eq!(price(Lang::En, 1_205), "€12.05");
    }

    #[test]
    fn sizes_are_said_in_the_language() {
        assert_eq!(file_size(Lang::Fr, 1_234_000), "1,2\u{a0}Mo");
        assert_eq!(file_size(Lang::En, 512), "512\u{a0}B");
    }

    #[test]
    fn french_marks_get_their_thin_spaces() {
        assert_eq!(french("D'où vient « ça » ?"), "D’où vient «\u{202f}ça\u{202f}»\u{202f}?");
        assert_eq!(french("rien"), "rien");
    }
}
