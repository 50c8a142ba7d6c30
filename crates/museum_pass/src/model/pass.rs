//! A pass as the wing knows it: whose it is, and where it is in its life. What doors know of it is its right.

use jiff::civil::Date;

use super::coded;

coded! {
    /// Where a pass is in its life.
    PassState: "state of pass" {
        /// Good, between its days.
        Active = "active",
        /// Its holder must show once what gives a right to the tariff.
        Waiting = "waiting",
        /// Held back for now.
        Suspended = "suspended",
        /// Given back against money.
        Refunded = "refunded",
        /// Taken back.
        Cancelled = "cancelled",
    }
}

coded! {
    /// What is known of the holder's right to the tariff.
    Proof: "state of eligibility" {
        /// Nothing is asked.
        None = "none",
        /// They said so.
        Declared = "declared",
        /// To be shown at a desk.
        ToCheck = "to_check",
        /// Was shown at a desk; no document is kept.
        Checked = "checked",
    }
}

/// Who is named on a pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Given name.
    pub first: String,
    /// Family name.
    pub last: String,
    /// Given name of the second holder; empty when there is none.
    pub second_first: String,
    /// Family name of the second holder.
    pub second_last: String,
}

impl Names {
    /// The first holder's whole name.
    #[must_use]
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last).trim().to_owned()
    }

    /// The second holder's whole name; empty when there is none.
    #[must_use]
    pub fn second(&self) -> String {
        format!("{} {}", self.second_first, self.second_last).trim().to_owned()
    }

    /// Given names, as a door may say them aloud.
    #[must_use]
    pub fn given(&self) -> String {
        if self.second_first.is_empty() { self.first.clone() } else { format!("{}, {}", self.first, self.second_first) }
    }

    /// What the desk searches in: family name first, folded.
    #[must_use]
    pub fn folded(&self) -> String {
        let all = format!("{} {} {} {}", self.last, self.first, self.second_last, self.second_first);
        french_text::folded(all.trim())
    }
}

/// A pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// Identifier, that of its right.
    pub id: String,
    /// What leads to its page.
    pub secret: String,
    /// The number printed on it.
    pub number: String,
    /// The product's identifier.
    pub product: String,
    /// Whose, by account.
    pub account: Option<String>,
    /// Where letters go.
    pub email: Option<String>,
    /// The holder's language.
    pub lang: String,
    /// Who is named on it.
    pub names: Names,
    /// INSEE code of the holder's commune, when they chose to say.
    pub commune: Option<String>,
    /// The day it was bought.
    pub bought_on: Date,
    /// The first day it is good.
    pub begins_on: Date,
    /// The last day it is good; the latest possible while a pass that runs from its first visit has none.
    pub ends_on: Date,
    /// The day of the first visit.
    pub first_visit_on: Option<Date>,
    /// The last day its code says; before the end of a pass renewed, until it is given another.
    pub code_until: Date,
    /// What is known of the right to the tariff.
    pub proof: Proof,
    /// Where it is in its life.
    pub state: PassState,
    /// How often it changed hands.
    pub transferred: u32,
    /// `online`, `desk`, `batch`, `gift`.
    pub channel: String,
    /// Belongs to the demonstration.
    pub demo: bool,
}

impl Pass {
    /// What a page says of it on a day: `over` and `soon` besides the states.
    #[must_use]
    pub fn standing(&self, today: Date) -> &'static str {
        match self.state {
            PassState::Active if today > self.ends_on => "over",
            PassState::Active if today < self.begins_on => "soon",
            other => other.code(),
        }
    }

    /// Whether it opens doors on a day.
    #[must_use]
    pub fn is_good(&self, today: Date) -> bool {
        self.standing(today) == "active"
    }
}
