//! What the box office speaks of: sales, tariffs, allotments, holds, orders, tickets.

use jiff::Timestamp;
use ledger::Cents;
use serde::Serialize;
use shell::Lang;

use crate::{Error, Result};

macro_rules! coded {
    ($(#[$about:meta])* $name:ident, $what:literal { $($(#[$each:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in tables, forms and messages.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The one of that name.
            ///
            /// # Errors
            /// [`Error::Unknown`].
            pub fn from_code(code: &str) -> Result<Self> {
                match code { $($code => Ok(Self::$variant),)* other => Err(Error::unknown($what, other)) }
            }
        }
    };
}

coded! {
    /// Whether a performance is being sold.
    SaleState, "state of sale" {
        /// Being prepared: nobody sees it.
        Draft = "draft",
        /// Sold, from its opening to its closing.
        Open = "open",
        /// Held back for a moment: nothing new is taken, what was taken stands.
        Paused = "paused",
        /// Over, by hand or because the performance was cancelled.
        Closed = "closed",
    }
}

coded! {
    /// What a tariff is, for statements and declarations.
    TariffKind, "kind of tariff" {
        /// Full price.
        Full = "full",
        /// Reduced price.
        Reduced = "reduced",
        /// Free for some (children, those without work), by the published tariffs.
        Free = "free",
        /// Social tariff.
        Social = "social",
        /// Groups.
        Group = "group",
        /// Schools.
        School = "school",
        /// Invitations: tickets marked « gratuit ».
        Invitation = "invitation",
        /// Whoever accompanies a person with a disability.
        Companion = "companion",
    }
}

coded! {
    /// Where places were asked for.
    Channel, "channel" {
        /// On our pages.
        Online = "online",
        /// At a desk.
        Desk = "desk",
        /// By telephone.
        Phone = "phone",
        /// By another program.
        Api = "api",
    }
}

coded! {
    /// Where an order is in its life.
    OrderState, "state of order" {
        /// Waits for its payment online; its places are kept until [`Order::expires_at`].
        Asked = "asked",
        /// To be paid at the town hall or the desk, until [`Order::expires_at`].
        ToPay = "to_pay",
        /// Paid, or free: its tickets are issued.
        Paid = "paid",
        /// Not paid in time: its places were given back.
        Expired = "expired",
        /// Cancelled, all of it.
        Cancelled = "cancelled",
    }
}

coded! {
    /// Where a ticket is in its life.
    TicketState, "state of ticket" {
        /// Good.
        Valid = "valid",
        /// Cancelled: it keeps its number and opens nothing.
        Cancelled = "cancelled",
    }
}

coded! {
    /// Where an entry of the waiting list is.
    WaitState, "state on the waiting list" {
        /// Waits.
        Waiting = "waiting",
        /// Places are kept for it, until [`Waiting::offered_until`].
        Offered = "offered",
        /// Took them.
        Taken = "taken",
        /// Did not answer in time.
        Lapsed = "lapsed",
        /// Does not want them any more.
        Declined = "declined",
    }
}

/// The allotment sold on our pages.
pub const ONLINE: &str = "online";

/// A performance's sale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sale {
    /// The performance.
    pub item: String,
    /// Whether it is being sold.
    pub state: SaleState,
    /// From when; none as long as nobody said: then not online.
    pub opens_at: Option<Timestamp>,
    /// Until when at desks.
    pub closes_at: Timestamp,
    /// Until when online.
    pub online_until: Timestamp,
    /// How many places in all.
    pub capacity: i64,
    /// Whether each place is a seat with a number.
    pub numbered: bool,
    /// Places in one order, and of one address online, at most.
    pub most_per_order: i64,
    /// Whether a waiting list is kept once full.
    pub waiting_list: bool,
    /// Whether the queue stands before it.
    pub queue: bool,
    /// Until how many hours before it begins a holder may cancel; below 0 never.
    pub cancel_hours: i64,
    /// Whether one may book now and pay at the town hall.
    pub pay_later: bool,
    /// The institution that sells.
    pub seller: String,
    /// Its code, as in accounts.
    pub seller_code: String,
    /// The institution that receives and keeps the door.
    pub host: String,
    /// INSEE code of the commune it is played in.
    pub commune: String,
    /// The season or programme; empty when none.
    pub series: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// The highest price the programme allows.
    pub price_cap: Option<Cents>,
    /// The number of the item in codes.
    pub scope: u32,
    /// People let in as counted by hand, in place of the gate's count.
    pub admitted_by_hand: Option<i64>,
}

impl Sale {
    /// The ledger account of its receipts: `billetterie:ventes:{seller's code}`.
    #[must_use]
    pub fn account(&self) -> String {
        account_of(&self.seller_code)
    }

    /// Whether one may book online at an instant.
    #[must_use]
    pub fn is_open_online(&self, at: Timestamp) -> bool {
        self.state == SaleState::Open && self.opens_at.is_some_and(|opens| opens <= at) && at < self.online_until
    }

    /// Whether a desk may sell at an instant: before the opening online too.
    #[must_use]
    pub fn is_open_at_desk(&self, at: Timestamp) -> bool {
        self.state == SaleState::Open && at < self.closes_at
    }

    /// Until when a holder may cancel; none when never.
    #[must_use]
    pub fn cancel_until(&self) -> Option<Timestamp> {
        let hours = u32::try_from(self.cancel_hours).ok()?;
        self.starts_at.checked_sub(std::time::Duration::from_secs(u64::from(hours) * 3600)).ok()
    }
}

/// The ledger account of a seller's receipts.
#[must_use]
pub fn account_of(seller_code: &str) -> String {
    format!("billetterie:ventes:{seller_code}")
}

/// A tariff of a performance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tariff {
    /// Identifier. Empty for one not yet kept.
    pub id: String,
    /// The performance.
    pub item: String,
    /// Its code, unique in the performance: `plein`, `reduit`.
    pub code: String,
    /// Its name in French, Dutch and English.
    pub label: [String; 3],
    /// Its price, taxes included.
    #[serde(serialize_with = "cents")]
    pub price: Cents,
    /// The seat category printed on the ticket; tickets are numbered by category.
    pub category: String,
    /// What it is.
    pub kind: TariffKind,
    /// Who has a right to it, in a few words (French); empty for everyone.
    pub condition: String,
    /// Sold online.
    pub online: bool,
    /// Sold at desks.
    pub desk: bool,
    /// No longer sold; tickets of it stay good.
    pub retired: bool,
}

fn cents<S: serde::Serializer>(cents: &Cents, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.serialize_i64(cents.0)
}

impl Tariff {
    /// Its name in a language; French where nobody wrote another.
    #[must_use]
    pub fn label_in(&self, lang: Lang) -> &str {
        let at = match lang {
            Lang::Fr => 0,
            Lang::Nl => 1,
            Lang::En => 2,
        };
        if self.label[at].is_empty() { &self.label[0] } else { &self.label[at] }
    }
}

/// Places kept for someone to sell: online, a town hall, schools.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Allotment {
    /// Identifier. Empty for one not yet kept.
    pub id: String,
    /// The performance.
    pub item: String,
    /// Its code, unique in the performance: [`ONLINE`], `commune`, `institution`, `schools`.
    pub code: String,
    /// What people call it.
    pub label: String,
    /// How many places.
    pub places: i64,
    /// Of these, held or sold. Holds that lapsed count until they are given back; see [`left`](Self::left).
    pub taken: i64,
    /// When what is left goes to the online allotment.
    pub release_at: Option<Timestamp>,
    /// Of those taken, how many are held by holds that lapsed: as good as free.
    pub lapsed: i64,
}

impl Allotment {
    /// How many places may be taken now.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.places - self.taken + self.lapsed
    }
}

/// One tariff of a hold or an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The tariff.
    pub tariff: String,
    /// Its name in the buyer's language (French for a hold).
    pub label: String,
    /// How many.
    pub quantity: i64,
    /// The price of one, as it was when the places were taken.
    #[serde(serialize_with = "cents")]
    pub price: Cents,
}

/// Places taken for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Identifier.
    pub id: String,
    /// What leads to it: whoever has it has the places.
    pub secret: String,
    /// The performance.
    pub item: String,
    /// The allotment's identifier.
    pub allotment: String,
    /// How many places.
    pub places: i64,
    /// Where they were asked for.
    pub channel: Channel,
    /// Until when.
    pub expires_at: Timestamp,
    /// What was chosen.
    pub lines: Vec<Line>,
    /// It was neither given back nor made an order; it may have lapsed: see [`is_good`](Self::is_good).
    pub held: bool,
    /// The order it became.
    pub order: Option<String>,
}

impl Hold {
    /// Whether it waits for its buyer at an instant: neither lapsed, given back, nor made an order.
    #[must_use]
    pub fn is_good(&self, at: Timestamp) -> bool {
        self.held && at < self.expires_at
    }

    /// What it comes to.
    #[must_use]
    pub fn total(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.price.0 * line.quantity).sum())
    }
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Identifier.
    pub id: String,
    /// What leads to its page.
    pub secret: String,
    /// What one quotes: `B` and eight signs.
    pub reference: String,
    /// The performance.
    pub item: String,
    /// The allotment's identifier.
    pub allotment: String,
    /// Where it was made.
    pub channel: Channel,
    /// Where it is in its life.
    pub state: OrderState,
    /// The buyer's account, when signed in.
    pub account: Option<String>,
    /// The buyer's name; empty once forgotten.
    pub name: String,
    /// Where letters go.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// The buyer's language.
    pub lang: Lang,
    /// INSEE code of the commune they come from, by choice.
    pub commune: Option<String>,
    /// Whether it is their first time, by choice.
    pub first_time: Option<bool>,
    /// How many places.
    pub places: i64,
    /// What it comes to.
    pub total: Cents,
    /// What was given back.
    pub refunded: Cents,
    /// The payment it waits for or was paid by.
    pub payment: Option<String>,
    /// The receipt of the till that took the money.
    pub receipt: Option<String>,
    /// Until when it may be paid, while it is to be.
    pub expires_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// The hold it was.
    pub hold: String,
    /// Group or school, when it is one's.
    pub group: Option<String>,
    /// What was chosen.
    pub lines: Vec<Line>,
}

impl Order {
    /// Until when it may be paid, while it is to be.
    #[must_use]
    pub fn pay_until(&self) -> Option<Timestamp> {
        self.expires_at.filter(|_| matches!(self.state, OrderState::Asked | OrderState::ToPay))
    }
}

/// A ticket. It is a right of the hub, under the same identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Identifier: the right's.
    pub id: String,
    /// What leads to its page.
    pub secret: String,
    /// The performance.
    pub item: String,
    /// The order.
    pub order: String,
    /// The seat category printed.
    pub category: String,
    /// Its legal number: from 1, without a gap, in its performance and category.
    pub number: i64,
    /// The tariff's identifier.
    pub tariff: String,
    /// The tariff's code, as it was.
    pub tariff_code: String,
    /// The tariff's name in French, as it was.
    pub tariff_label: String,
    /// What the tariff is.
    pub kind: TariffKind,
    /// The price paid; zero prints « gratuit ».
    pub price: Cents,
    /// Where it is in its life.
    pub state: TicketState,
    /// The seat, as printed; none when places are not numbered.
    pub seat: Option<String>,
    /// Whom it was given to, when it was.
    pub holder_name: Option<String>,
    /// Their address.
    pub holder_email: Option<String>,
    /// How often it changed hands.
    pub transferred: i64,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
    /// What was given back of its price.
    pub refunded: Cents,
    /// When it was let in, if it was through the API.
    pub entered_at: Option<Timestamp>,
}

impl Ticket {
    /// The right it is.
    #[must_use]
    pub fn right(&self) -> &str {
        &self.id
    }
}

/// An entry of the waiting list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Identifier.
    pub id: String,
    /// What leads to its page.
    pub secret: String,
    /// The performance.
    pub item: String,
    /// How many places are wanted.
    pub places: i64,
    /// The name.
    pub name: String,
    /// Where the offer goes.
    pub email: String,
    /// The language.
    pub lang: Lang,
    /// Where it is.
    pub state: WaitState,
    /// How often places were offered.
    pub offers: i64,
    /// The hold that keeps the places offered.
    pub hold: Option<String>,
    /// Until when the offer stands.
    pub offered_until: Option<Timestamp>,
    /// When it joined.
    pub joined_at: Timestamp,
}
