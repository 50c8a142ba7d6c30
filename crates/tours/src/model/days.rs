//! Days possible: periods, weekdays, and days left out.

use jiff::civil::{Date, Weekday};

use crate::{Error, Result};

/// Which days will do. No period at all means no day will.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days {
    /// Periods, both ends included.
    pub periods: Vec<(Date, Date)>,
    /// Periods left out, both ends included.
    pub out: Vec<(Date, Date)>,
    /// Weekdays that will do, as ISO numbers (1 is Monday); empty when any will.
    pub weekdays: Vec<u8>,
}

impl Days {
    /// Every day of one period.
    #[must_use]
    pub fn between(first: Date, last: Date) -> Self {
        Self { periods: vec![(first, last)], ..Self::default() }
    }

    /// The same, on some weekdays only.
    #[must_use]
    pub fn on(mut self, weekdays: &[Weekday]) -> Self {
        self.weekdays = weekdays.iter().map(|one| one.to_monday_one_offset().unsigned_abs()).collect();
        self
    }

    /// The same, one period left out.
    #[must_use]
    pub fn without(mut self, first: Date, last: Date) -> Self {
        self.out.push((first, last));
        self
    }

    /// Whether a day will do.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        let within = |periods: &[(Date, Date)]| periods.iter().any(|(first, last)| *first <= day && day <= *last);
        let weekday = day.weekday().to_monday_one_offset().unsigned_abs();
        within(&self.periods) && !within(&self.out) && (self.weekdays.is_empty() || self.weekdays.contains(&weekday))
    }

    /// Every day that will do from one day to another, both included, in order.
    #[must_use]
    pub fn listed(&self, first: Date, last: Date) -> Vec<Date> {
        let mut found = Vec::new();
        let mut day = first;
        while day <= last {
            if self.contains(day) {
                found.push(day);
            }
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        found
    }

    /// Periods as kept: ISO 8601 intervals separated by blanks.
    pub(crate) fn to_text(periods: &[(Date, Date)]) -> String {
        periods.iter().map(|(first, last)| format!("{first}/{last}")).collect::<Vec<_>>().join(" ")
    }

    /// Weekdays as kept.
    pub(crate) fn weekdays_text(&self) -> String {
        self.weekdays.iter().map(u8::to_string).collect()
    }

    /// Reads what was kept.
    pub(crate) fn from_text(periods: &str, out: &str, weekdays: &str) -> Result<Self> {
        Ok(Self {
            periods: intervals(periods)?,
            out: intervals(out)?,
            weekdays: weekdays.bytes().map(|digit| digit.wrapping_sub(b'0')).filter(|n| (1..=7).contains(n)).collect(),
        })
    }
}

fn intervals(text: &str) -> Result<Vec<(Date, Date)>> {
    text.split_whitespace()
        .map(|one| {
            let (first, last) = one.split_once('/').ok_or_else(|| Error::unknown("period", one))?;
            let (first, last): (Date, Date) = (first.parse()?, last.parse()?);
            Ok((first, last))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_weekdays_and_days_left_out_are_combined() {
        let days = Days::between(date(2026, 11, 2), date(2026, 11, 15))
            .on(&[Weekday::Friday, Weekday::Saturday])
            .without(date(2026, 11, 13), date(2026, 11, 13));
        let listed = days.listed(date(2026, 11, 1), date(2026, 11, 30));
        assert_eq!(listed, [date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 14)]);
        assert!(!Days::default().contains(date(2026, 11, 6)), "no period, no day");
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let days = Days::between(date(2026, 11, 2), date(2026, 11, 15))
            .on(&[Weekday::Sunday])
            .without(date(2026, 11, 8), date(2026, 11, 9));
        let kept = (Days::to_text(&days.periods), Days::to_text(&days.out), days.weekdays_text());
        assert_eq!(kept.0, "2026-11-02/2026-11-15");
        assert_eq!(Days::from_text(&kept.0, &kept.1, &kept.2).unwrap(), days);
        assert!(Days::from_text("hier", "", "").is_err());
    }
}
