//! What is given back, and by which rule.
//!
//! Sold at a distance, a pass may be given back within fourteen days (code de la consommation, art. L221-18). The exception of article
//! L221-28 12° is for leisure due on a given date or over a given period; a pass that opens doors for a year, when one likes, is not sold for a date: the
//! right is applied. Whoever began to visit at their own request pays for the days gone (art. L221-25).
//! Afterwards, and for what is sold at a desk, the product's own rule holds.

use jiff::civil::Date;
use ledger::Cents;

use super::coded;
use super::product::RefundRule;

/// Days the law gives.
pub const WITHDRAWAL_DAYS: i32 = 14;

coded! {
    /// By which rule money is given back.
    Ground: "ground of refund" {
        /// The law's fourteen days.
        Withdrawal = "withdrawal",
        /// The product's rule.
        Rule = "rule",
        /// Someone of the office decided so.
        Favour = "favour",
    }
}

/// What a refund is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Sold {
    /// What was paid, net of what was given back.
    pub paid: Cents,
    /// The day it was paid.
    pub on: Date,
    /// Whether it was sold at a distance.
    pub distance: bool,
    /// The first day bought.
    pub first: Date,
    /// The last day bought.
    pub last: Date,
    /// Whether a visit was counted in the time bought.
    pub used: bool,
    /// The product's rule.
    pub rule: RefundRule,
}

/// How much is due on a day, and by which rule; nothing when none gives anything back.
#[must_use]
pub fn due(sold: &Sold, today: Date) -> Option<(Cents, Ground)> {
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    // The day of the contract is not counted (code de la consommation, art. L221-19).
    if sold.distance && days(sold.on, today) <= i64::from(WITHDRAWAL_DAYS) {
        let back = if sold.used { sold.paid.0 - gone(sold, today) } else { sold.paid.0 };
        return Some((Cents(back), Ground::Withdrawal));
    }
    match sold.rule {
        RefundRule::Never => None,
        RefundRule::Unused => (!sold.used && today <= sold.last).then_some((sold.paid, Ground::Rule)),
        RefundRule::ProRata => (today < sold.last).then(|| (Cents(sold.paid.0 - gone(sold, today)), Ground::Rule)),
    }
}

/// What the days gone are worth, today's counted, rounded down to the cent: in the holder's favour.
fn gone(sold: &Sold, today: Date) -> i64 {
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    let whole = days(sold.first, sold.last) + 1;
    let past = (days(sold.first, today) + 1).clamp(0, whole);
    if whole <= 0 { 0 } else { (i128::from(sold.paid.0) * i128::from(past) / i128::from(whole)) as i64 }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn sold() -> Sold {
        Sold {
            paid: Cents(3650),
            on: date(2026, 11, 1),
            distance: true,
            first: date(2026, 11, 1),
            last: date(2027, 10, 31),
            used: false,
            rule: RefundRule::ProRata,
        }
    }

    #[test]
    fn fourteen_days_whole_when_unused() {
        assert_eq!(due(&sold(), date(2026, 11, 15)), Some((Cents(3650), Ground::Withdrawal)));
        // 3650 cents over 365 days: ten a day, ten days begun.
        let used = Sold { used: true, ..sold() };
        assert_eq!(due(&used, date(2026, 11, 10)), Some((Cents(3550), Ground::Withdrawal)));
    }

    #[test]
    fn then_the_products_rule() {
        let day = date(2026, 11, 16);
        assert_eq!(due(&sold(), day), Some((Cents(3490), Ground::Rule)));
        assert_eq!(due(&Sold { rule: RefundRule::Never, ..sold() }, day), None);
        assert_eq!(due(&Sold { rule: RefundRule::Unused, ..sold() }, day), Some((Cents(3650), Ground::Rule)));
        assert_eq!(due(&Sold { rule: RefundRule::Unused, used: true, ..sold() }, day), None);
        // At a desk there is no distance: the rule from the first day.
        let desk = Sold { distance: false, rule: RefundRule::Never, ..sold() };
        assert_eq!(due(&desk, date(2026, 11, 2)), None);
    }

    #[test]
    fn a_renewal_not_begun_is_given_back_whole() {
        let renewal = Sold { first: date(2027, 11, 1), last: date(2028, 10, 31), used: false, ..sold() };
        assert_eq!(due(&renewal, date(2026, 12, 20)), Some((Cents(3650), Ground::Rule)));
    }

    proptest! {
        #[test]
        fn never_more_than_was_paid_nor_less_than_nothing(
            paid in 0_i64..10_000_000, used in any::<bool>(), distance in any::<bool>(), after in 0_i64..800, rule in 0_usize..3
        ) {
            let sold = Sold { paid: Cents(paid), used, distance, rule: RefundRule::ALL[rule], ..sold() };
            let today = sold.on.checked_add(jiff::Span::new().days(after)).unwrap();
            if let Some((back, _)) = due(&sold, today) {
                prop_assert!(back.0 >= 0 && back.0 <= paid);
            }
        }
    }
}
