//! The number printed beside a code, for when no camera reads: ten random digits and one that catches slips.

/// Digits of a number, check digit included.
pub const DIGITS: usize = 11;

/// The quasigroup of H. M. Damm's thesis (2004): it catches every wrong digit and every two neighbours swapped.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn damm(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |interim, digit| DAMM[usize::from(interim)][usize::from(digit - b'0')])
}

/// The number made of something drawn at random (only its last ten decimal digits serve).
pub fn of(random: u64) -> String {
    let mut number = format!("{:010}", random % 10_000_000_000);
    let check = damm(number.as_bytes());
    number.push(char::from(b'0' + check));
    number
}

/// As it is printed: `1234 5678 901`.
pub fn printed(number: &str) -> String {
    let mut printed = String::with_capacity(number.len() + 2);
    for (at, letter) in number.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            printed.push(' ');
        }
        printed.push(letter);
    }
    printed
}

/// What is wrong with a number as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Slip {
    /// Something else than digits, spaces, points and hyphens.
    #[error("a number has digits only")]
    NotDigits,
    /// Too short or too long.
    #[error("a number has eleven digits, and {0} were typed")]
    Length(usize),
    /// The digits do not go together: one is wrong, or two are swapped.
    #[error("these digits do not go together")]
    Check,
}

/// Reads a number as someone typed it.
pub fn typed(text: &str) -> Result<String, Slip> {
    let mut digits = String::new();
    for letter in text.trim().chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' => {}
            _ => return Err(Slip::NotDigits),
        }
    }
    if digits.len() != DIGITS {
        return Err(Slip::Length(digits.len()));
    }
    if damm(digits.as_bytes()) == 0 { Ok(digits) } else { Err(Slip::Check) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thesis_example() {
        assert_eq!(damm(b"572"), 4);
    }

    #[test]
    fn every_wrong_digit_and_every_swap_is_caught() {
        for random in [0, 1, 9_999_999_999, 1_234_567_890, 5_550_005_551] {
            let number = of(random);
            assert_eq!(typed(&printed(&number)).as_ref(), Ok(&number));
            for at in 0..DIGITS {
                for digit in b'0'..=b'9' {
                    let mut wrong = number.clone().into_bytes();
                    if wrong[at] != digit {
                        wrong[at] = digit;
                        assert_eq!(typed(std::str::from_utf8(&wrong).unwrap()), Err(Slip::Check));
                    }
                }
                let mut swapped = number.clone().into_bytes();
                if at + 1 < DIGITS && swapped[at] != swapped[at + 1] {
                    swapped.swap(at, at + 1);
                    assert_eq!(typed(std::str::from_utf8(&swapped).unwrap()), Err(Slip::Check));
                }
            }
        }
        assert_eq!(typed("12a"), Err(Slip::NotDigits));
        assert_eq!(typed("123"), Err(Slip::Length(3)));
    }
}
