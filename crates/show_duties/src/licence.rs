//! Numbers of shows' entrepreneurs.
//!
//! Since 1 October 2019 the receipt of the declaration is the licence (code du travail, art. L7122-1 and following, R7122-1
//! and following): `PLATESV-D-2024-001234` or `PLATESV-R-2024-001234`, which tickets and posters may shorten to
//! `L-D-24-1234`, `L-R-24-1234`. It must be on posters, tickets, sites and advertisements. Receipts hold five years.

use jiff::civil::Date;

/// How many performances a year one may give without a licence when shows are not one's main activity (art. L7122-19).
pub const WITHOUT_LICENCE: u32 = 6;

/// A licence's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// `D` for a first declaration, `R` for a renewal.
    pub letter: char,
    /// The year it was given.
    pub year: i16,
    /// Its number in the year.
    pub number: u32,
}

/// Why a number is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Nothing.
    #[error("there is no licence number")]
    Empty,
    /// A number of before October 2019 (`1-1234567`): none is valid any more.
    #[error("this is a number of before 2019: none holds any more")]
    Old,
    /// Neither the long nor the short form.
    #[error("a licence is written PLATESV-D-2024-001234, or L-D-24-1234")]
    Form,
    /// A year no receipt was given in.
    #[error("no receipt was given in this year")]
    Year,
}

impl Wrong {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Old => "old",
            Self::Form => "form",
            Self::Year => "year",
        }
    }
}

/// Reads a number, long or short, as people type it.
///
/// # Errors
/// [`Wrong`].
pub fn read(text: &str) -> Result<Licence, Wrong> {
    let text: String = text.trim().to_uppercase().replace(['–', '—', '_', ' '], "-");
    if text.is_empty() {
        return Err(Wrong::Empty);
    }
    let parts: Vec<&str> = text.split('-').filter(|part| !part.is_empty()).collect();
    let digits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if let [category, number] = parts[..]
        && matches!(category, "1" | "2" | "3")
        && digits(number, 4, 8)
    {
        return Err(Wrong::Old);
    }
    let [head, letter, year, number] = parts[..] else { return Err(Wrong::Form) };
    let letter = match letter {
        "D" => 'D',
        "R" => 'R',
        _ => return Err(Wrong::Form),
    };
    let long = match head {
        "PLATESV" => true,
        "L" => false,
        _ => return Err(Wrong::Form),
    };
    let sound =
        if long { digits(year, 4, 4) && digits(number, 6, 6) } else { digits(year, 2, 2) && digits(number, 1, 6) };
    if !sound {
        return Err(Wrong::Form);
    }
    let year: i16 = year.parse().map_err(|_| Wrong::Form)?;
    let year = if long { year } else { 2000 + year };
    let number: u32 = number.parse().map_err(|_| Wrong::Form)?;
    if number == 0 {
        return Err(Wrong::Form);
    }
    if !(2019..=2098).contains(&year) {
        return Err(Wrong::Year);
    }
    Ok(Licence { letter, year, number })
}

impl Licence {
    /// The long form.
    #[must_use]
    pub fn long(&self) -> String {
        format!("PLATESV-{}-{:04}-{:06}", self.letter, self.year, self.number)
    }

    /// The short form, for tickets.
    #[must_use]
    pub fn short(&self) -> String {
        format!("L-{}-{:02}-{}", self.letter, self.year % 100, self.number)
    }

    /// Whether it has certainly ended by a day: receipts hold five years from a day of their year.
    #[must_use]
    pub fn has_ended(&self, on: Date) -> bool {
        on.year() > self.year + 5
    }

    /// Whether it was given after a day's year: it cannot cover that day.
    #[must_use]
    pub fn is_of_later(&self, on: Date) -> bool {
        self.year > on.year()
    }
}

/// Whether someone needs a licence who gives so many performances in a year.
#[must_use]
pub fn needed(shows_are_main_activity: bool, performances_a_year: u32) -> bool {
    shows_are_main_activity || performances_a_year > WITHOUT_LICENCE
}
