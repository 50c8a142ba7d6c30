//! Exact numbers as they are written in files: `3`, `"7.5"`, `"1/3"`.

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Error;

/// An exact number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fraction(pub BigRational);

impl Fraction {
    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(BigRational::from_integer(number.into()))
    }

    /// `over` parts of `under`.
    ///
    /// # Errors
    /// [`Error::WrongPart`] over zero.
    pub fn of(over: i64, under: i64) -> Result<Self, Error> {
        if under == 0 { Err(Error::WrongPart) } else { Ok(Self(BigRational::new(over.into(), under.into()))) }
    }
}

/// As a whole number or a fraction in lowest terms: `-4`, `1/3`.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.denom().is_one() {
            write!(f, "{}", self.0.numer())
        } else {
            write!(f, "{}/{}", self.0.numer(), self.0.denom())
        }
    }
}

impl FromStr for Fraction {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || Error::NotANumber(text.chars().take(40).collect());
        // A file is not to make us count for ever.
        if text.len() > 4_000 {
            return Err(wrong());
        }
        let whole = |part: &str| -> Result<BigInt, Error> {
            let digits = part.strip_prefix('-').unwrap_or(part);
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(wrong());
            }
            part.parse().map_err(|_| wrong())
        };
        if let Some((over, under)) = text.split_once('/') {
            let under = whole(under)?;
            if under <= BigInt::zero() {
                return Err(wrong());
            }
            return Ok(Self(BigRational::new(whole(over)?, under)));
        }
        match text.split_once('.') {
            None => Ok(Self(BigRational::from_integer(whole(text)?))),
            Some((_, decimals)) if decimals.starts_with('-') => Err(wrong()),
            Some((units, decimals)) => {
                let all = whole(&format!("{units}{decimals}"))?;
                whole(units)?;
                whole(decimals)?;
                Ok(Self(BigRational::new(all, BigInt::from(10).pow(decimals.len() as u32))))
            }
        }
    }
}

/// Whole numbers that fit are written as numbers, everything else as text.
impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.0.is_integer(), i64::try_from(self.0.numer())) {
            (true, Ok(number)) => to.serialize_i64(number),
            _ => to.serialize_str(&self.to_string()),
        }
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(i64),
            Text(String),
        }
        match Written::deserialize(from)? {
            Written::Number(number) => Ok(Self::whole(number)),
            Written::Text(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, read) in [("3", "3"), ("7.5", "15/2"), ("1/3", "1/3"), ("-2/4", "-1/2"), ("-0.25", "-1/4")] {
            assert_eq!(text.parse::<Fraction>().map(|number| number.to_string()), Ok(read.to_owned()), "{text}");
        }
        for text in ["", "1/0", "1/-2", "a", "1.", ".5", "1.-5", "--1", "1e9", "0x1", "1/2/3"] {
            assert!(text.parse::<Fraction>().is_err(), "{text}");
        }
    }
}
