//! Codes people copy by hand: a gift's, an order's reference, a page's secret.

use rand::RngExt;

/// Crockford's alphabet: no I, L, O or U, so that nothing is taken for another sign.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A gift's code: eleven random signs (55 bits) and one that catches a slip of the hand.
#[must_use]
pub fn new_gift() -> String {
    let mut code = random(11);
    code.push(check(&code));
    code
}

/// A reference to quote: eight signs, not secret.
#[must_use]
pub fn new_reference() -> String {
    format!("P{}", random(8))
}

/// A page's secret: 128 random bits in hexadecimal.
#[must_use]
pub fn new_secret() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// Whether a text can be a page's secret at all.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A gift's code as typed: blanks and dashes dropped, small letters raised, signs mistaken for another put right. Nothing when it is no code, or has a slip.
#[must_use]
pub fn typed_gift(text: &str) -> Option<String> {
    let mut code = String::with_capacity(12);
    for sign in text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-' && *sign != '–') {
        code.push(match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
    }
    let sound = code.len() == 12 && code.bytes().all(|byte| ALPHABET.contains(&byte));
    (sound && code.ends_with(check(&code[..11]))).then_some(code)
}

/// As it is shown: in threes of four.
#[must_use]
pub fn spaced_gift(code: &str) -> String {
    code.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect::<Vec<_>>().join(" ")
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn random(signs: usize) -> String {
    let mut rng = rand::rng();
    (0..signs).map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())])).collect()
}

/// A weighted sum modulo 31 (a prime): one wrong sign changes it (but for the pair 0 and Z, 31 apart), two neighbours swapped change it.
fn check(code: &str) -> char {
    let sum: usize = code
        .bytes()
        .enumerate()
        .map(|(at, byte)| (at + 2) * ALPHABET.iter().position(|one| *one == byte).unwrap_or(0))
        .sum();
    char::from(ALPHABET[sum % 31])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = new_gift();
        assert_eq!(typed_gift(&code), Some(code.clone()));
        assert_eq!(typed_gift(&spaced_gift(&code).to_lowercase()), Some(code.clone()));
        assert_eq!(typed_gift(&code.replace('0', "o").replace('1', "l")), Some(code));
        for bad in ["", "1234", "ABCDEFGHJKMU", "é".repeat(12).as_str(), &"0".repeat(10_000)] {
            assert_eq!(typed_gift(bad), None);
        }
    }

    #[test]
    fn a_slip_is_caught() {
        for _ in 0..50 {
            let code = new_gift();
            let bytes = code.as_bytes();
            for at in 0..11 {
                let mut other = bytes.to_vec();
                // The next sign of the alphabet but one that counts the same.
                let known = ALPHABET.iter().position(|one| *one == bytes[at]).unwrap();
                other[at] = ALPHABET[(known + 1) % 31];
                if other[at] != bytes[at] && (known + 1) % 31 != known % 31 {
                    assert_eq!(typed_gift(&String::from_utf8(other).unwrap()), None);
                }
            }
        }
    }
}
