//! Reading numbers with check digits out of what cataloguers write: "2-07-040850-4 (br.)", "9782070408504 : 8,50 EUR".

use crate::identifier::{Identifier, Isbn};

/// Reads an ISBN (ISO 2108): qualifiers, hyphens and prices are dropped, an ISBN-10 becomes its ISBN-13.
///
/// A number whose length or check digit is wrong is kept as [`Identifier::WrongIsbn`]; `None` when there is no number.
pub fn read_isbn(written: &str) -> Option<Identifier> {
    let number = Digits::read(written);
    match number.len {
        0..=5 => None,
        10 => match isbn10_to_13(number.as_slice()) {
            Some(isbn) => Some(Identifier::Isbn(isbn)),
            None => Some(number.wrong()),
        },
        13 if !number.has_x() => {
            let value = number.value();
            let bookland = matches!(value / 10_000_000_000, 978 | 979);
            if !ean13_is_right(value) || !bookland {
                return Some(number.wrong());
            }
            if value / 1_000_000_000 == 9790 {
                return Some(Identifier::Ismn(value));
            }
            Some(Identifier::Isbn(Isbn(value)))
        }
        _ => Some(number.wrong()),
    }
}

/// Reads a bar-coded number: an ISBN or an ISMN when its prefix says so, otherwise an EAN-13 or UPC-12.
///
/// `None` when the length or the check digit is wrong: a wrong bar code identifies nothing.
pub fn read_ean(written: &str) -> Option<Identifier> {
    let number = Digits::read(written);
    if number.has_x() || !matches!(number.len, 12 | 13) {
        return None;
    }
    let value = number.value();
    if !ean13_is_right(value) {
        return None;
    }
    Some(match value / 1_000_000_000 {
        9790 => Identifier::Ismn(value),
        9780..=9799 => Identifier::Isbn(Isbn(value)),
        _ => Identifier::Ean(value),
    })
}

/// Reads an ISMN, either its 13 digits or the older "M" followed by 9 digits (ISO 10957).
pub fn read_ismn(written: &str) -> Option<Identifier> {
    let number = Digits::read(written);
    let value = match number.len {
        13 if !number.has_x() => number.value(),
        9 if !number.has_x() && written.contains(['M', 'm']) => 9_790_000_000_000 + number.value(),
        _ => return None,
    };
    (value / 1_000_000_000 == 9790 && ean13_is_right(value)).then_some(Identifier::Ismn(value))
}

/// Reads an ISSN (ISO 3297): eight characters, the last one its check digit. `None` when wrong.
pub fn read_issn(written: &str) -> Option<Identifier> {
    let number = Digits::read(written);
    let digits = number.as_slice();
    if digits.len() != 8 {
        return None;
    }
    let sum: u32 = digits.iter().zip((1..=8).rev()).map(|(&digit, weight)| u32::from(digit) * weight).sum();
    if !sum.is_multiple_of(11) {
        return None;
    }
    Some(Identifier::Issn(number.text()))
}

/// The first number of a text: up to 14 digits (10 stands for X), hyphens and spaces inside it skipped.
struct Digits {
    digits: [u8; 14],
    len: usize,
}

impl Digits {
    fn read(written: &str) -> Self {
        let mut number = Self { digits: [0; 14], len: 0 };
        let mut gap = 0;
        for byte in written.bytes() {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'X' | b'x' if matches!(number.len, 7 | 9) => 10,
                b'-' | b' ' | 0x80.. if number.len < 14 => {
                    // Hyphens, also the typographic ones; two spaces or more end the number.
                    gap += usize::from(byte == b' ');
                    if gap > 1 && number.len > 0 && matches!(number.len, 8 | 10 | 13) {
                        break;
                    }
                    continue;
                }
                b'.' if number.len > 0 && number.len < 10 => continue,
                _ if number.len == 0 => continue,
                _ => break,
            };
            if gap > 0 && number.len == 13 {
                break; // "9782070408504 12,50": a price follows.
            }
            if number.len == number.digits.len() {
                break;
            }
            number.digits[number.len] = digit;
            number.len += 1;
            gap = 0;
        }
        number
    }

    fn as_slice(&self) -> &[u8] {
        &self.digits[..self.len]
    }

    fn has_x(&self) -> bool {
        self.as_slice().contains(&10)
    }

    fn value(&self) -> u64 {
        self.as_slice().iter().fold(0, |value, &digit| value * 10 + u64::from(digit))
    }

    fn text(&self) -> String {
        self.as_slice().iter().map(|&digit| if digit == 10 { 'X' } else { char::from(b'0' + digit) }).collect()
    }

    fn wrong(&self) -> Identifier {
        Identifier::WrongIsbn(self.text())
    }
}

fn isbn10_to_13(digits: &[u8]) -> Option<Isbn> {
    let sum: u32 = digits.iter().zip((1..=10).rev()).map(|(&digit, weight)| u32::from(digit) * weight).sum();
    if !sum.is_multiple_of(11) || digits[..9].contains(&10) {
        return None;
    }
    let body = digits[..9].iter().fold(978, |value: u64, &digit| value * 10 + u64::from(digit));
    let check = (10 - weighted_sum(body * 10) % 10) % 10;
    Some(Isbn(body * 10 + check))
}

fn ean13_is_right(value: u64) -> bool {
    value > 0 && weighted_sum(value).is_multiple_of(10)
}

/// Digits from the right weighted 1, 3, 1, 3…
fn weighted_sum(mut value: u64) -> u64 {
    let mut sum = 0;
    let mut weight = 1;
    while value > 0 {
        sum += value % 10 * weight;
        weight = 4 - weight;
        value /= 10;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_qualifiers_and_prices_do_not_matter() {
        let germinal = Some(Identifier::Isbn(Isbn(9_782_070_422_609)));
        for written in [
            "978-2-07-042260-9",
            "9782070422609 (br.)",
            "9782070422609 : 6,50 EUR",
            "9782070422609 12,50 EUR",
            "2-07-042260-7",
            "2070422607 (br.)",
            "ISBN 2-07-042260-7",
        ] {
            assert_eq!(read_isbn(written), germinal, "{written}");
        }
    }

    #[test]
    fn a_wrong_number_is_kept_as_wrong() {
        assert_eq!(read_isbn("978-2-07-042260-8"), Some(Identifier::WrongIsbn("9782070422608".into())));
        assert_eq!(read_isbn("2-07-042260-X"), Some(Identifier::WrongIsbn("207042260X".into())));
        assert_eq!(read_isbn("(br.)"), None);
    }

    #[test]
    fn x_is_ten() {
        assert_eq!(read_isbn("0-8044-2957-X"), Some(Identifier::Isbn(Isbn(9_780_804_429_573))));
        assert_eq!(read_issn("2434-561X"), Some(Identifier::Issn("2434561X".into())));
        assert_eq!(read_issn("2434-5610"), None);
    }

    #[test]
    fn bar_codes_are_sorted_by_prefix() {
        assert_eq!(read_ean("3475001058270"), Some(Identifier::Ean(3_475_001_058_270)));
        assert_eq!(read_ean("9782070422609"), Some(Identifier::Isbn(Isbn(9_782_070_422_609))));
        assert_eq!(read_ismn("M-2600-0043-8"), Some(Identifier::Ismn(9_790_260_000_438)));
        assert_eq!(read_ean("3475001058271"), None);
    }
}
