//! What a library has: readers, copies, loans, holds, fees, and the rules it lends by.

use jiff::civil::Date;

/// A reader of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patron {
    /// The library's own number for the reader, which is not on the card.
    pub id: String,
    /// The card's number.
    pub barcode: String,
    /// The secret that goes with it.
    pub pin: String,
    /// Name as printed.
    pub name: String,
    /// Why the reader may not borrow, when so.
    pub blocked: Option<String>,
    /// The last day of the subscription.
    pub expires: Option<Date>,
}

impl Patron {
    /// A reader in good standing. The library's own number is derived from the card's.
    pub fn new(barcode: impl Into<String>, pin: impl Into<String>, name: impl Into<String>) -> Self {
        let barcode = barcode.into();
        let id = format!("p{barcode}");
        Self { id, barcode, pin: pin.into(), name: name.into(), blocked: None, expires: None }
    }
}

/// Where a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemStatus {
    /// On its shelf, unless it is lent or set aside for a hold.
    #[default]
    Shelved,
    /// Being repaired, catalogued, moved: not to be borrowed for now.
    Away,
    /// Lost.
    Lost,
    /// Consulted on the spot only.
    OnSite,
}

/// A copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its barcode.
    pub barcode: String,
    /// The library's own number for the record the copy is of.
    pub record: String,
    /// Title.
    pub title: String,
    /// Author; empty when there is none.
    pub author: String,
    /// Call number; empty when there is none.
    pub call_number: String,
    /// Where it is.
    pub status: ItemStatus,
}

impl Item {
    /// A copy on its shelf.
    pub fn new(barcode: impl Into<String>, record: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            barcode: barcode.into(),
            record: record.into(),
            title: title.into(),
            author: String::new(),
            call_number: String::new(),
            status: ItemStatus::Shelved,
        }
    }
}

/// A copy lent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loan {
    /// The copy's barcode.
    pub item: String,
    /// The reader's card.
    pub patron: String,
    /// The last day.
    pub due: Date,
    /// How often it was renewed.
    pub renewals: u32,
}

/// How far a hold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldState {
    /// In the queue.
    Waiting,
    /// A copy is set aside until this day.
    Ready {
        /// The last day it is kept.
        until: Date,
    },
}

/// A title asked for by a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its number.
    pub id: String,
    /// The record asked for.
    pub record: String,
    /// The copy asked for, or set aside.
    pub item: Option<String>,
    /// The reader's card.
    pub patron: String,
    /// Where it will be picked up.
    pub pickup: String,
    /// How far it is.
    pub state: HoldState,
}

/// Something to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Its number.
    pub id: String,
    /// What for.
    pub what: String,
    /// How much, in cents.
    pub cents: i64,
}

/// The rules the library lends by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// How many days a loan and each renewal last.
    pub days: i32,
    /// How often a loan may be renewed.
    pub renewals: u32,
    /// How many copies a reader may have.
    pub loans: usize,
    /// How many holds a reader may have.
    pub holds: usize,
    /// From which debt, in cents, a reader may no longer borrow, renew or place holds.
    pub debt_cents: i64,
    /// How many days a copy is set aside.
    pub shelf_days: i32,
    /// Where holds may be picked up; the first is where when nothing is said.
    pub pickups: Vec<String>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            days: 21,
            renewals: 2,
            loans: 20,
            holds: 5,
            debt_cents: 1_000,
            shelf_days: 10,
            pickups: vec!["CENTRALE".to_owned()],
        }
    }
}

/// Why the library refuses; its `Display` is what the system says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such reader.
    #[error("Lecteur inconnu")]
    UnknownPatron,
    /// No such copy.
    #[error("Exemplaire inconnu")]
    UnknownItem,
    /// No such record.
    #[error("Notice inconnue")]
    UnknownRecord,
    /// No such hold.
    #[error("Réservation inconnue")]
    UnknownHold,
    /// No such place to pick up.
    #[error("Lieu de retrait inconnu")]
    UnknownPickup,
    /// The reader is blocked.
    #[error("Carte bloquée : {0}")]
    Blocked(String),
    /// The subscription has ended.
    #[error("Abonnement expiré")]
    Expired,
    /// The reader owes too much.
    #[error("Trop de frais à régler")]
    InDebt,
    /// Too many copies already.
    #[error("Nombre maximal de prêts atteint")]
    TooManyLoans,
    /// Too many holds already.
    #[error("Nombre maximal de réservations atteint")]
    TooManyHolds,
    /// The reader has it already, or has asked for it already.
    #[error("Vous avez déjà ce document ou cette réservation")]
    Already,
    /// The copy is lent to somebody else, lost or away.
    #[error("Exemplaire indisponible")]
    NotAvailable,
    /// The copy is not lent to that reader.
    #[error("Ce document n'est pas à votre nom")]
    NotLent,
    /// Another reader is waiting for it.
    #[error("Document réservé par un autre lecteur")]
    WantedByAnother,
    /// Renewed as often as the rules allow.
    #[error("Nombre maximal de prolongations atteint")]
    TooManyRenewals,
}
