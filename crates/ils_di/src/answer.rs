//! What a system says, in types of ours. An unknown is `None`, never zero or no.

use jiff::civil::Date;

/// What ILS-DI calls an availability status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It can be had.
    Available,
    /// It cannot.
    NotAvailable,
    /// It may be.
    PossiblyAvailable,
    /// The system cannot tell.
    Unknown,
}

/// A copy's availability, as `GetAvailability` gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemAvailability {
    /// The system's number for the copy; not its barcode.
    pub item: String,
    /// Whether it can be had.
    pub status: Status,
    /// The system's words, or empty.
    pub message: String,
    /// Where it is, or empty.
    pub location: String,
    /// Its call number, or empty.
    pub call_number: String,
    /// When it can be had again, when the system says so.
    pub available_on: Option<Date>,
}

/// Copies of a record, as `GetAvailability` gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordAvailability {
    /// The system's number for the record.
    pub record: String,
    /// Its copies.
    pub items: Vec<ItemAvailability>,
}

/// A copy, as `GetRecords` gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copy {
    /// The system's number for the copy.
    pub item: String,
    /// What is printed on it; empty when the system keeps it to itself.
    pub barcode: String,
    /// Whether it can be taken from its shelf now; `None` when the system gives nothing to tell it by.
    pub available: Option<bool>,
    /// The day it is due back.
    pub due: Option<Date>,
    /// Why it cannot be had, as a word of ours: `on loan`, `not for loan`, `lost`, `withdrawn`, `damaged`, `in transit`,
    /// `on hold`, `ordered`; empty when it can or nothing is said.
    pub why: &'static str,
    /// The system's own words about it, or empty.
    pub message: String,
    /// The library where it is, or empty.
    pub library: String,
    /// The shelf, or empty.
    pub location: String,
    /// Its call number, or empty.
    pub call_number: String,
}

/// A record with its copies, as `GetRecords` gives it. Who has borrowed them is in Koha's answer and is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCopies {
    /// The system's number for the record.
    pub record: String,
    /// Its title, or empty.
    pub title: String,
    /// Its copies.
    pub copies: Vec<Copy>,
    /// How many readers wait for it, when the system says so.
    pub holds: Option<u32>,
}

/// A reader who may not borrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Debarred {
    /// Until when; `None` is until further notice.
    pub until: Option<Date>,
    /// Why, or empty.
    pub why: String,
}

/// Something to pay, or a credit when negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fine {
    /// What for.
    pub what: String,
    /// What is left to pay, in cents.
    pub cents: i64,
    /// Since when.
    pub on: Option<Date>,
}

/// A loan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loan {
    /// The system's number for the copy: what `RenewLoan` takes.
    pub item: String,
    /// The system's number for the record.
    pub record: String,
    /// What is printed on the copy, or empty.
    pub barcode: String,
    /// Title.
    pub title: String,
    /// Author, or empty.
    pub author: String,
    /// The day it is due.
    pub due: Option<Date>,
    /// How often it was renewed.
    pub renewals: Option<u32>,
    /// Whether it can be renewed, when the system says so.
    pub renewable: Option<bool>,
    /// Where it was borrowed, or empty.
    pub library: String,
}

/// How far a hold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HoldState {
    /// In the queue.
    #[default]
    Waiting,
    /// On its way to where it is picked up.
    InTransit,
    /// Set aside.
    Ready,
}

/// A hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hold {
    /// What `CancelHold` takes: the hold's number, or the copy's where the system numbers no holds.
    pub id: String,
    /// The system's number for the record.
    pub record: String,
    /// The system's number for the copy, when one was asked for or set aside.
    pub item: String,
    /// Title.
    pub title: String,
    /// Author, or empty.
    pub author: String,
    /// How far it is.
    pub state: HoldState,
    /// Its place in the queue, from 1.
    pub rank: Option<u32>,
    /// Where it is picked up, or empty.
    pub pickup: String,
    /// The last day it is kept, or the day it will be there: `Ready` keeps until, others come on.
    pub until: Option<Date>,
    /// When it was placed.
    pub placed: Option<Date>,
}

/// A reader, as `GetPatronInfo` gives one. Addresses, telephone and birth date are not read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PatronInfo {
    /// The system's number for the reader.
    pub id: String,
    /// The card's number, or empty.
    pub card: String,
    /// The name as one says it, or empty.
    pub name: String,
    /// The reader's library, or empty.
    pub library: String,
    /// The last day of the subscription.
    pub expires: Option<Date>,
    /// Whether the system says it has ended.
    pub expired: Option<bool>,
    /// Set when the reader may not borrow.
    pub debarred: Option<Debarred>,
    /// Whether the card was declared lost.
    pub card_lost: bool,
    /// What is left to pay, in cents.
    pub owes: Option<i64>,
    /// Its lines, those with something left to pay.
    pub fines: Vec<Fine>,
    /// Loans. Systems leave the list out when there is none.
    pub loans: Vec<Loan>,
    /// Holds. Systems leave the list out when there is none.
    pub holds: Vec<Hold>,
}

/// A reader's standing, as `GetPatronStatus` gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatronStatus {
    /// The category, as the system codes it.
    pub kind: String,
    /// The system's word; Koha always says `0`.
    pub status: String,
    /// The last day of the subscription.
    pub expires: Option<Date>,
}

/// What `RenewLoan` did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renewed {
    /// Whether it was renewed; `None` when the answer is empty, which is how Nanook says yes and how Koha says that there is no
    /// such loan: look at the loans again.
    pub done: Option<bool>,
    /// How often it has now been.
    pub renewals: Option<u32>,
    /// The day it is now due.
    pub due: Option<Date>,
    /// Why not, as the system codes it, or empty.
    pub error: String,
}

/// What `HoldTitle` and `HoldItem` did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placed {
    /// Title, or empty.
    pub title: String,
    /// Where it is picked up, or empty.
    pub pickup: String,
    /// When it can be had, when the system says so.
    pub available_on: Option<Date>,
}
