//! Months of usage.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A month: `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Default for Month {
    fn default() -> Self {
        Self { year: 1970, month: 1 }
    }
}

const SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.month, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// The month after.
    pub fn next(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { year: self.year, month: month + 1 },
        }
    }

    /// The months from this one to another, both included.
    pub fn through(self, last: Self) -> Vec<Self> {
        let mut months = Vec::new();
        let mut month = self;
        while month <= last {
            months.push(month);
            month = month.next();
        }
        months
    }

    /// As a column of the tabular form: `Nov-2026`.
    pub fn column(self) -> String {
        format!("{}-{:04}", SHORT[self.month as usize - 1], self.year)
    }

    /// The month of a column of the tabular form.
    pub fn from_column(text: &str) -> Option<Self> {
        let (name, year) = text.trim().split_once('-')?;
        let month = SHORT.iter().position(|short| short.eq_ignore_ascii_case(name))?;
        let year = year.parse().ok().filter(|year| (1900..=9998).contains(year))?;
        Some(Self { year, month: month as i8 + 1 })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = ();

    /// Reads `2026-11`, or a day of it: `2026-11-01`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let day = if text.len() == 7 { format!("{text}-01") } else { text.to_owned() };
        day.parse::<Date>().ok().filter(|day| (1900..=9998).contains(&day.year())).map(Self::of).ok_or(())
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom(format!("{text} is no month")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_printed() {
        let november: Month = "2026-11".parse().unwrap();
        assert_eq!("2026-11-22".parse(), Ok(november));
        assert_eq!(november.column(), "Nov-2026");
        assert_eq!(Month::from_column("Nov-2026"), Some(november));
        assert_eq!(Month::from_column("Reporting_Period_Total"), None);
        assert_eq!(november.through("2027-02".parse().unwrap()).len(), 4);
        assert_eq!(november.last_day().to_string(), "2026-11-30");
        for bad in ["2026-13", "26-11", "", "2026-11-31"] {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
    }
}
