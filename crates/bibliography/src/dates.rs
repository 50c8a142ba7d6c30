//! Years out of the ways cataloguers write dates.

/// Years a document can carry: printing to a little ahead of us.
const PLAUSIBLE: std::ops::RangeInclusive<i16> = 1000..=2100;

/// The first year of a date as written: "cop. 1994", "DL 2003", "c1999", "[1923]", "1987-1990".
///
/// `None` for "[s.d.]", "19--" and other dates that do not say a year.
pub fn read_year(written: &str) -> Option<i16> {
    let bytes = written.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = bytes[at..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |len| at + len);
        if end - at == 4 {
            let year = bytes[at..end].iter().fold(0, |year: i16, digit| year * 10 + i16::from(digit - b'0'));
            if PLAUSIBLE.contains(&year) {
                return Some(year);
            }
        }
        at = end;
    }
    roman_year(written)
}

/// Old imprints write "MDCCLXXXIX", sometimes with points between the groups.
fn roman_year(written: &str) -> Option<i16> {
    let mut total: i32 = 0;
    let mut previous = 0;
    let mut letters = 0;
    for c in written.chars() {
        let value = match c {
            'M' => 1000,
            'D' => 500,
            'C' => 100,
            'L' => 50,
            'X' => 10,
            'V' => 5,
            'I' => 1,
            '.' | ' ' | '[' | ']' => continue,
            _ if letters == 0 && !c.is_alphanumeric() => continue,
            _ => break,
        };
        letters += 1;
        total += value;
        if previous < value {
            total -= 2 * previous;
        }
        previous = value;
    }
    let year = i16::try_from(total).ok()?;
    (letters >= 4 && (1400..=2100).contains(&year)).then_some(year)
}

/// A coded year (UNIMARC 100$a/9-12, MARC21 008/07-10): four digits, not zero, not "19uu".
pub(crate) fn coded_year(coded: &str, at: usize) -> Option<i16> {
    let digits = coded.as_bytes().get(at..at + 4)?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let year = digits.iter().fold(0, |year: i16, digit| year * 10 + i16::from(digit - b'0'));
    PLAUSIBLE.contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_cataloguers_write_them() {
        for (written, year) in [
            ("cop. 1994", Some(1994)),
            ("DL 2003", Some(2003)),
            ("c1999", Some(1999)),
            ("©2012", Some(2012)),
            ("[1923]", Some(1923)),
            ("1987-1990", Some(1987)),
            ("[ca 1850?]", Some(1850)),
            ("impr. 1998, cop. 1996", Some(1998)),
            ("MDCCLXXXIX", Some(1789)),
            ("[s.d.]", None),
            ("19--", None),
            ("[195-?]", None),
            ("20031", None),
            ("", None),
        ] {
            assert_eq!(read_year(written), year, "{written}");
        }
    }

    #[test]
    fn coded_years() {
        assert_eq!(coded_year("20240513d1994    k", 9), Some(1994));
        assert_eq!(coded_year("20240513d0000    k", 9), None);
        assert_eq!(coded_year("20240513d19uu", 9), None);
        assert_eq!(coded_year("2024", 9), None);
    }
}
