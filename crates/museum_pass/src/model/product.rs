//! What may be bought: rules as data, so that a new tariff needs no programmer.

use jiff::civil::Date;
use ledger::Cents;
use shell::Lang;

use super::coded;

coded! {
    /// For whom a product is made: pages group by it, nothing is decided by it.
    Audience: "kind of product" {
        /// One person.
        Solo = "solo",
        /// Two people who share one pass.
        Duo = "duo",
        /// A family.
        Family = "family",
        /// The young.
        Young = "young",
        /// Whoever lives on the minimum.
        Social = "social",
        /// Works councils and companies.
        Corporate = "corporate",
    }
}

coded! {
    /// From when a pass runs.
    Validity: "rule of validity" {
        /// From the day it is bought.
        Purchase = "purchase",
        /// From the first visit.
        FirstVisit = "first_visit",
        /// From a day the buyer chooses.
        Chosen = "chosen",
    }
}

coded! {
    /// What gives a right to the tariff, and how one knows.
    Eligibility: "rule of eligibility" {
        /// Nothing is asked.
        Open = "open",
        /// Declared on one's word.
        Declared = "declared",
        /// Shown once at a desk, where no document is kept; the pass sleeps until then.
        Desk = "desk",
    }
}

coded! {
    /// What is given back after the fourteen days the law gives for sales at a distance.
    RefundRule: "rule of refund" {
        /// Nothing.
        Never = "never",
        /// All of it while no visit was counted.
        Unused = "unused",
        /// What the days left are worth.
        ProRata = "pro_rata",
    }
}

/// Words in the three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// French: the reference.
    pub fr: String,
    /// Dutch; French is shown when it is empty.
    pub nl: String,
    /// English; French is shown when it is empty.
    pub en: String,
}

impl Words {
    /// Words in the three languages.
    #[must_use]
    pub fn new(fr: &str, nl: &str, en: &str) -> Self {
        Self { fr: fr.into(), nl: nl.into(), en: en.into() }
    }

    /// In a language.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        let own = match lang {
            Lang::Fr => &self.fr,
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        };
        if own.is_empty() { &self.fr } else { own }
    }
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Identifier; empty for one not yet kept.
    pub id: String,
    /// Its code: `solo`.
    pub code: String,
    /// Its place in lists.
    pub place: u32,
    /// For whom.
    pub audience: Audience,
    /// Its name.
    pub name: Words,
    /// What it is, in a sentence.
    pub words: Words,
    /// What gives a right to it; empty when everyone has.
    pub eligible: Words,
    /// How one knows.
    pub eligibility: Eligibility,
    /// How many people it admits at once.
    pub admits: u32,
    /// How many people are named on it: one or two.
    pub holders: u32,
    /// From when it runs.
    pub validity: Validity,
    /// How long.
    pub months: u32,
    /// How many months may pass before the first visit, or before the chosen day.
    pub begins_within_months: u32,
    /// How many days before its end it may be renewed.
    pub renew_before_days: u32,
    /// How many days after its end it may still be renewed.
    pub renew_after_days: u32,
    /// What is given back after the law's fourteen days.
    pub refund: RefundRule,
    /// How often it may change hands; 0 never.
    pub transfers: u32,
    /// Sold on the site.
    pub online: bool,
    /// Sold at desks.
    pub desk: bool,
    /// May be given.
    pub gift: bool,
    /// Sold in batches.
    pub batch: bool,
    /// What a third party pays to museums for a free pass; none when nobody does.
    pub notional: Option<Cents>,
    /// Its figures are the demonstration's.
    pub demo: bool,
    /// Where its rules and prices come from.
    pub source: String,
}

/// A price, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// The first day it holds.
    pub from: Date,
    /// How much.
    pub cents: Cents,
}

/// The price of a day among those of a product; none when it is not sold yet.
#[must_use]
pub fn price_on(prices: &[Price], day: Date) -> Option<Cents> {
    prices.iter().filter(|price| price.from <= day).max_by_key(|price| price.from).map(|price| price.cents)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_price_is_that_of_the_day() {
        let prices = [
            Price { from: date(2027, 1, 1), cents: Cents(4500) },
            Price { from: date(2026, 1, 1), cents: Cents(4000) },
        ];
        assert_eq!(price_on(&prices, date(2025, 12, 31)), None);
        assert_eq!(price_on(&prices, date(2026, 1, 1)), Some(Cents(4000)));
        assert_eq!(price_on(&prices, date(2026, 12, 31)), Some(Cents(4000)));
        assert_eq!(price_on(&prices, date(2027, 1, 1)), Some(Cents(4500)));
    }

    #[test]
    fn words_fall_back_on_french() {
        let words = Words::new("Solo", "", "Solo pass");
        assert_eq!((words.of(Lang::Nl), words.of(Lang::En)), ("Solo", "Solo pass"));
    }
}
