//! From which day to which day: years counted from date to date.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::product::{Product, Validity};
use crate::{Error, Result};

/// The days a pass is good, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

/// The last day of so many months counted from date to date: bought on 23 November, a year ends on 22 November. Where the month has no
/// such day, the last of the month counts (as article 641 of the code de procédure civile counts).
pub fn last_day(first: Date, months: u32) -> Result<Date> {
    let reached = first.checked_add(i64::from(months).months())?;
    if reached.day() == first.day() { Ok(reached.checked_sub(1.day())?) } else { Ok(reached) }
}

/// The days a new pass is good, bought on a day. Of one that runs from its first visit, the latest days possible: [`from_first_visit`]
/// says the real ones.
///
/// # Errors
/// [`Error::Field`] `begins_on` when a day is to be chosen and none was, or one passed, or one too far away.
pub fn span(product: &Product, bought: Date, chosen: Option<Date>) -> Result<Span> {
    let within = i64::from(product.begins_within_months).months();
    match product.validity {
        Validity::Purchase => Ok(Span { first: bought, last: last_day(bought, product.months)? }),
        Validity::FirstVisit => {
            let latest = bought.checked_add(within)?;
            Ok(Span { first: bought, last: last_day(latest, product.months)? })
        }
        Validity::Chosen => {
            let first = chosen.ok_or_else(|| Error::field("begins_on", "pass-begins-needed"))?;
            if first < bought {
                return Err(Error::field("begins_on", "pass-begins-past"));
            }
            if first > bought.checked_add(within)? {
                return Err(Error::field("begins_on", "pass-begins-far"));
            }
            Ok(Span { first, last: last_day(first, product.months)? })
        }
    }
}

/// The last day of a pass that runs from its first visit, once it came: never later than it already was.
pub fn from_first_visit(product: &Product, visited: Date, last: Date) -> Result<Date> {
    if product.validity == Validity::FirstVisit { Ok(last_day(visited, product.months)?.min(last)) } else { Ok(last) }
}

/// Whether a pass can be renewed on a day, and its last day then: before its end (or the day after, or as long after as the product
/// says) it goes on from the old end; later, from the day itself.
///
/// # Errors
/// [`Error::Refused`] when it is too early, or so late that a new pass is what one wants.
pub fn renewed(product: &Product, ends_on: Date, today: Date) -> Result<Span> {
    if today < ends_on.checked_sub(i64::from(product.renew_before_days).days())? {
        return Err(Error::Refused("pass-renew-early"));
    }
    if today > ends_on.checked_add(i64::from(product.renew_after_days).days())? {
        return Err(Error::Refused("pass-renew-late"));
    }
    let first = renewal_begins(ends_on, today)?;
    Ok(Span { first, last: last_day(first, product.months)? })
}

/// The first day a renewal gives: the day after the old end, or the day it is paid when that has passed.
pub fn renewal_begins(ends_on: Date, paid: Date) -> Result<Date> {
    Ok(ends_on.checked_add(1.day())?.max(paid))
}

/// The instant a day begins, where the doors are.
pub fn begin_of(day: Date) -> Result<Timestamp> {
    Ok(day.to_zoned(access::local_zone())?.timestamp())
}

/// The instant after a last day: when it is over.
pub fn end_of(last: Date) -> Result<Timestamp> {
    begin_of(last.checked_add(1.day())?)
}

/// The day it is at an instant, where the doors are.
#[must_use]
pub fn day_at(at: Timestamp) -> Date {
    at.to_zoned(access::local_zone()).date()
}

/// The day it is by a clock.
#[must_use]
pub fn today(clock: &store::Clock) -> Date {
    day_at(clock.now())
}

/// A day kept in a table.
pub(crate) fn read(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::unknown("day", text))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::defaults;

    fn product(validity: Validity) -> Product {
        Product {
            validity,
            months: 12,
            begins_within_months: 6,
            renew_before_days: 60,
            renew_after_days: 30,
            ..defaults::solo()
        }
    }

    #[test]
    fn a_year_runs_from_date_to_date() {
        assert_eq!(last_day(date(2026, 11, 23), 12).unwrap(), date(2027, 11, 22));
        assert_eq!(last_day(date(2026, 3, 1), 12).unwrap(), date(2027, 2, 28));
        // No 29 February in 2029: the last day of that month counts whole.
        assert_eq!(last_day(date(2028, 2, 29), 12).unwrap(), date(2029, 2, 28));
        assert_eq!(last_day(date(2026, 8, 31), 1).unwrap(), date(2026, 9, 30));
    }

    #[test]
    fn each_rule_gives_its_days() {
        let bought = date(2026, 11, 23);
        let of = |validity, chosen| span(&product(validity), bought, chosen);
        assert_eq!(of(Validity::Purchase, None).unwrap(), Span { first: bought, last: date(2027, 11, 22) });
        assert_eq!(of(Validity::FirstVisit, None).unwrap(), Span { first: bought, last: date(2028, 5, 22) });
        let christmas = date(2026, 12, 25);
        assert_eq!(of(Validity::Chosen, Some(christmas)).unwrap(), Span { first: christmas, last: date(2027, 12, 24) });
        for bad in [None, Some(date(2026, 11, 22)), Some(date(2027, 5, 24))] {
            assert!(matches!(of(Validity::Chosen, bad), Err(Error::Field { .. })), "{bad:?}");
        }
    }

    #[test]
    fn the_first_visit_sets_the_end_and_never_later() {
        let rule = product(Validity::FirstVisit);
        let last = date(2028, 5, 22);
        assert_eq!(from_first_visit(&rule, date(2026, 12, 1), last).unwrap(), date(2027, 11, 30));
        assert_eq!(from_first_visit(&rule, date(2028, 1, 1), last).unwrap(), last);
        assert_eq!(from_first_visit(&product(Validity::Purchase), date(2026, 12, 1), last).unwrap(), last);
    }

    #[test]
    fn a_renewal_goes_on_from_the_old_end() {
        let rule = product(Validity::Purchase);
        let end = date(2027, 11, 22);
        assert_eq!(renewed(&rule, end, date(2027, 10, 1)).unwrap().last, date(2028, 11, 22));
        assert_eq!(renewed(&rule, end, end).unwrap().last, date(2028, 11, 22));
        // Ten days late: from that day on, nothing is lost of the ten days and nothing is paid for them.
        assert_eq!(renewed(&rule, end, date(2027, 12, 2)).unwrap().last, date(2028, 12, 1));
        assert!(matches!(renewed(&rule, end, date(2027, 9, 1)), Err(Error::Refused("pass-renew-early"))));
        assert!(matches!(renewed(&rule, end, date(2028, 1, 15)), Err(Error::Refused("pass-renew-late"))));
    }

    #[test]
    fn days_begin_at_midnight_where_the_doors_are() {
        assert_eq!(begin_of(date(2026, 7, 1)).unwrap().to_string(), "2026-06-30T22:00:00Z");
        assert_eq!(end_of(date(2026, 12, 31)).unwrap().to_string(), "2026-12-31T23:00:00Z");
        assert_eq!(day_at("2026-12-31T23:30:00Z".parse().unwrap()), date(2027, 1, 1));
    }
}
