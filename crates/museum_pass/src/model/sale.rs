//! Orders and their lines.

use jiff::civil::Date;
use ledger::Cents;

use super::pass::Names;
use super::{coded, days};

coded! {
    /// Where an order came in.
    Channel: "channel" {
        /// On the site.
        Online = "online",
        /// At a desk.
        Desk = "desk",
        /// From a works council.
        Batch = "batch",
    }
}

coded! {
    /// Where an order is.
    OrderState: "state of order" {
        /// Made, not paid.
        Asked = "asked",
        /// Paid, and done.
        Paid = "paid",
        /// Given up.
        GivenUp = "given_up",
    }
}

coded! {
    /// What a line does once paid.
    Deed: "deed" {
        /// Makes a pass.
        New = "new",
        /// Makes one last longer.
        Renewal = "renewal",
        /// Makes a gift to be opened.
        Gift = "gift",
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Identifier.
    pub id: String,
    /// What leads to its page.
    pub secret: String,
    /// What people quote.
    pub reference: String,
    /// Where it came in.
    pub channel: Channel,
    /// Where it is.
    pub state: OrderState,
    /// Whose, by account.
    pub account: Option<String>,
    /// Where letters go.
    pub email: Option<String>,
    /// The buyer's language.
    pub lang: String,
    /// What is to pay.
    pub total: Cents,
    /// The payment asked for.
    pub payment: Option<String>,
    /// The till's receipt.
    pub receipt: Option<String>,
    /// The institution whose desk sold it.
    pub institution: Option<String>,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it was paid, likewise.
    pub paid_at: Option<i64>,
}

impl Order {
    /// The day it was paid.
    #[must_use]
    pub fn paid_on(&self) -> Option<Date> {
        self.paid_at.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()).map(days::day_at)
    }
}

/// A gift's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gift {
    /// To whom.
    pub to: String,
    /// Where the letter goes; none when the buyer gives the code themselves.
    pub email: Option<String>,
    /// From whom.
    pub from: String,
    /// A few words.
    pub message: String,
    /// The day the letter leaves; at once when none.
    pub on: Option<Date>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Identifier.
    pub id: String,
    /// Its order.
    pub order: String,
    /// The product's identifier.
    pub product: String,
    /// What it does.
    pub deed: Deed,
    /// What the order says of it.
    pub label: String,
    /// What is paid for it.
    pub price: Cents,
    /// What was given back.
    pub refunded: Cents,
    /// Who is named.
    pub names: Names,
    /// Commune, by choice.
    pub commune: Option<String>,
    /// The chosen first day.
    pub begins_on: Option<Date>,
    /// A gift's words.
    pub gift: Gift,
    /// The pass it made or renews.
    pub pass: Option<String>,
    /// The gift it made.
    pub gift_code: Option<String>,
    /// A renewal: the last day before.
    pub end_before: Option<Date>,
    /// The last day after.
    pub end_after: Option<Date>,
    /// Whether the pass was given to someone else since: it is nothing to whoever bought this line.
    pub handed_on: bool,
}
