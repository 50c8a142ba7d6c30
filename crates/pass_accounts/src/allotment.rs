//! The part of a pass's price that falls into a period: its days there over all its days, no cent lost in between.

use jiff::civil::Date;

use crate::Result;

/// Cents of an amount paid for the days from `begins` to `ends` (excluded): those earned before `from`, those earned from
/// `from` to `until` (excluded), those left after.
pub(crate) fn allot(cents: i64, begins: Date, ends: Date, from: Date, until: Date) -> Result<(i64, i64, i64)> {
    let all = days(begins, ends)?;
    if all <= 0 {
        // A right of no day: its money belongs to the day it began on.
        return Ok(if begins < from {
            (cents, 0, 0)
        } else if begins < until {
            (0, cents, 0)
        } else {
            (0, 0, cents)
        });
    }
    let earned = |day: Date| -> Result<i64> {
        let days = days(begins, day)?.clamp(0, all);
        Ok((i128::from(cents) * i128::from(days) / i128::from(all)) as i64)
    };
    let (before, with) = (earned(from)?, earned(until)?);
    Ok((before, with - before, cents - with))
}

fn days(from: Date, to: Date) -> Result<i64> {
    Ok(i64::from(from.until((jiff::Unit::Day, to))?.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_pass_bought_in_october_is_mostly_next_years() {
        let (begins, ends) = (date(2026, 10, 1), date(2027, 10, 1));
        let year = |year| allot(4_000, begins, ends, date(year, 1, 1), date(year + 1, 1, 1)).unwrap();
        assert_eq!(year(2025), (0, 0, 4_000));
        assert_eq!(year(2026), (0, 1_008, 2_992));
        assert_eq!(year(2027), (1_008, 2_992, 0));
        assert_eq!(year(2028), (4_000, 0, 0));
        assert_eq!(allot(4_000, begins, begins, date(2026, 1, 1), date(2027, 1, 1)).unwrap(), (0, 4_000, 0));
    }

    proptest! {
        #[test]
        fn periods_in_a_row_add_up_to_the_price(cents in 0_i64..1_000_000, begins in 0_i32..700, lasts in 0_i32..800, cuts in proptest::collection::vec(1_i32..200, 1..8)) {
            let origin = date(2025, 1, 1);
            let begins = origin.checked_add(begins.days()).unwrap();
            let ends = begins.checked_add(lasts.days()).unwrap();
            let mut from = date(2024, 6, 1);
            let mut given = 0;
            let mut cuts: Vec<_> = cuts.into_iter().map(|days| days.days()).collect();
            cuts.push(2_000.days());
            for cut in cuts {
                let until = from.checked_add(cut).unwrap();
                let (before, within, after) = allot(cents, begins, ends, from, until).unwrap();
                prop_assert!(within >= 0);
                prop_assert_eq!(before, given);
                prop_assert_eq!(before + within + after, cents);
                given += within;
                from = until;
            }
            prop_assert_eq!(given, cents);
        }
    }
}
