//! The number of a card: `29`, eleven random digits, a check digit.
//!
//! Random rather than counted, so that a number found says nothing of another: of a hundred thousand million, a network of a
//! million cards uses one in a hundred thousand. The check digit (ISO/IEC 7812-1:2017, annex B, "Luhn") finds every
//! single wrong digit and nearly every exchange of neighbours, so that a slip of the finger is told from an unknown card.

use rand::RngExt;

/// Digits of a number.
pub const LENGTH: usize = 14;

/// What every number begins with: the usual mark of a reader's card, beside `3` for a book.
pub const PREFIX: &str = "29";

/// What is wrong with a number as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not fourteen digits.
    #[error("a card's number has {LENGTH} digits")]
    Length,
    /// Its check digit does not fit: a digit was mistyped or two exchanged.
    #[error("a digit of this card's number is wrong")]
    Check,
}

/// A new number.
#[must_use]
pub fn random() -> String {
    let middle = rand::rng().random_range(0..100_000_000_000_u64);
    let body = format!("{PREFIX}{middle:011}");
    let check = check_digit(&body);
    format!("{body}{check}")
}

/// Reads a number as typed or scanned: blanks, dots and dashes are nothing.
///
/// Numbers of other lengths are cards of a library's former system, kept when its patron file was read: see
/// [`read_any`].
///
/// # Errors
/// See [`Fault`].
pub fn read(typed: &str) -> Result<String, Fault> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{2011}')).collect();
    if digits.len() != LENGTH || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::Length);
    }
    let (body, check) = digits.split_at(LENGTH - 1);
    if check_digit(body).to_string() == check { Ok(digits) } else { Err(Fault::Check) }
}

/// Reads a number of ours, or the number of a card of a former system: 4 to 24 letters and digits, which have no check
/// digit that we know.
///
/// # Errors
/// [`Fault::Check`] for a number of our shape with a wrong digit, [`Fault::Length`] for what is no number at all.
pub fn read_any(typed: &str) -> Result<String, Fault> {
    match read(typed) {
        Ok(number) => Ok(number),
        Err(fault) => {
            let plain: String =
                typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{2011}')).collect();
            let ours = plain.len() == LENGTH && plain.starts_with(PREFIX);
            let fits = (4..=24).contains(&plain.len())
                && plain.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && plain.bytes().any(|byte| byte.is_ascii_digit());
            if ours || !fits { Err(fault) } else { Ok(plain.to_ascii_uppercase()) }
        }
    }
}

/// As people read it: in groups of four from the left. `29012345678901` is `2901 2345 6789 01`.
#[must_use]
pub fn spaced(number: &str) -> String {
    let mut text = String::with_capacity(number.len() + number.len() / 4);
    for (place, digit) in number.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// The Luhn digit that completes `body`: from the right, every second digit counts double, less nine when above nine.
fn check_digit(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            let counted = if place % 2 == 0 { digit * 2 } else { digit };
            if counted > 9 { counted - 9 } else { counted }
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_luhn_s() {
        // The example of the standard's annex, and a well-known test number of another industry.
        assert_eq!(check_digit("7992739871"), 3);
        assert_eq!(check_digit("411111111111111"), 1);
    }

    #[test]
    fn a_new_number_is_read_back_however_it_is_typed() {
        for _ in 0..200 {
            let number = random();
            assert_eq!(number.len(), LENGTH);
            assert!(number.starts_with(PREFIX));
            assert_eq!(read(&number), Ok(number.clone()));
            assert_eq!(read(&spaced(&number)), Ok(number.clone()));
            assert_eq!(read(&format!(" {}-{} ", &number[..5], &number[5..])), Ok(number));
        }
    }

    #[test]
    fn every_single_wrong_digit_is_found() {
        let number = random();
        for place in 0..LENGTH {
            for digit in b'0'..=b'9' {
                let mut wrong = number.clone().into_bytes();
                if wrong[place] == digit {
                    continue;
                }
                wrong[place] = digit;
                assert_eq!(read(std::str::from_utf8(&wrong).unwrap()), Err(Fault::Check));
            }
        }
        for nothing in ["", "29", "2901234567890é", "290123456789012", "abcdefghijklmn"] {
            assert_eq!(read(nothing), Err(Fault::Length), "{nothing}");
        }
    }

    #[test]
    fn cards_of_former_systems_are_read_but_not_our_own_mistyped() {
        assert_eq!(read_any("b 001-234").as_deref(), Ok("B001234"));
        let number = random();
        let digit = if number.ends_with('0') { '1' } else { '0' };
        assert_eq!(read_any(&format!("{}{digit}", &number[..13])), Err(Fault::Check));
        assert_eq!(read_any("abc"), Err(Fault::Length));
        assert_eq!(read_any("Dupont"), Err(Fault::Length), "a name is no number");
    }
}
