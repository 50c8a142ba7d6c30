//! The view-models. Amounts are in cents, instants RFC 3339.

use serde::Serialize;
use shell::FormState;
use shell::office::Choice;

/// `regie/home.html`: my till, and the régies of my institutions.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// The till I hold.
    pub held: Option<HeldTill>,
    /// Tills I may open.
    pub tills: Vec<TillChoice>,
    /// The form that opens one.
    pub form: FormState,
    /// The régies of my institutions.
    pub regies: Vec<RegieLine>,
    /// Whether I may declare and change régies.
    pub oversees: bool,
}

/// The till I hold.
#[derive(Debug, Clone, Serialize)]
pub struct HeldTill {
    /// Its page.
    pub href: String,
    /// Where it is closed.
    pub close_href: String,
    /// The régie and the till.
    pub name: String,
    /// Since when.
    pub opened_at: String,
    /// What each means brought.
    pub totals: Vec<MeansLine>,
    /// How many receipts.
    pub receipts: usize,
}

/// A till to open.
#[derive(Debug, Clone, Serialize)]
pub struct TillChoice {
    /// Identifier.
    pub id: String,
    /// The régie and the till.
    pub label: String,
    /// The régie's float.
    pub float: i64,
}

/// A régie in the list.
#[derive(Debug, Clone, Serialize)]
pub struct RegieLine {
    /// Identifier.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Cash it holds.
    pub cash: i64,
    /// The most it may hold.
    pub ceiling: i64,
    /// Cash that may be put on a slip.
    pub free_cash: i64,
    /// Cash in tills that are open: put on a slip once they are closed.
    pub cash_in_tills: i64,
    /// The same as one types it.
    pub free_cash_typed: String,
    /// Cheques on no slip yet.
    pub cheques: i64,
    /// What they add up to.
    pub cheques_total: i64,
    /// Above its ceiling.
    pub above_ceiling: bool,
    /// More than a month since the last handing over.
    pub overdue: bool,
    /// Its last sessions.
    pub sessions: Vec<SessionLine>,
    /// Its last slips.
    pub deposits: Vec<DepositLine>,
    /// Where its journal of the year is.
    pub csv: String,
}

/// A session in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SessionLine {
    /// Its page.
    pub href: String,
    /// The till.
    pub till: String,
    /// The agent's name.
    pub agent: String,
    /// When it was opened.
    pub opened_at: String,
    /// When it was closed.
    pub closed_at: Option<String>,
    /// Counted less expected cash.
    pub difference: Option<i64>,
}

/// A slip in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DepositLine {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// What it comes to.
    pub total: i64,
    /// When it was made.
    pub made_at: String,
    /// The day it was handed over.
    pub handed_on: Option<String>,
}

/// What a means brought.
#[derive(Debug, Clone, Serialize)]
pub struct MeansLine {
    /// The means' code.
    pub means: &'static str,
    /// How many payments.
    pub payments: i64,
    /// What they add up to.
    pub total: i64,
}

/// `regie/session.html`: a session and its journal.
#[derive(Debug, Clone, Serialize)]
pub struct SessionPage {
    /// The régie.
    pub regie: String,
    /// The till.
    pub till: String,
    /// The agent's name.
    pub agent: String,
    /// When it was opened.
    pub opened_at: String,
    /// The float counted then.
    pub float: i64,
    /// The régie's float.
    pub usual_float: i64,
    /// What each means brought.
    pub totals: Vec<MeansLine>,
    /// Its receipts, in order.
    pub receipts: Vec<ReceiptLine>,
    /// What they add up to.
    pub total: i64,
    /// Where it is closed; none once it is, or when it is another's to close.
    pub close_href: Option<String>,
    /// Where its journal is downloaded.
    pub csv: String,
    /// When it was closed.
    pub closed_at: Option<String>,
    /// Who counted.
    pub closed_by: Option<String>,
    /// Coins and notes counted.
    pub counts: Vec<CountLine>,
    /// Counted cash.
    pub counted: i64,
    /// Expected cash.
    pub expected: i64,
    /// Counted less expected.
    pub difference: i64,
    /// The terminal's total.
    pub terminal: Option<i64>,
    /// The terminal's total less the receipts'.
    pub card_difference: Option<i64>,
    /// Why they differ.
    pub reason: Option<String>,
}

/// A receipt in a journal.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptLine {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// When.
    pub at: String,
    /// `sale` or `refund`.
    pub kind: &'static str,
    /// What it is.
    pub label: String,
    /// The means' codes.
    pub means: Vec<&'static str>,
    /// What it comes to.
    pub total: i64,
}

/// Pieces of a denomination.
#[derive(Debug, Clone, Serialize)]
pub struct CountLine {
    /// The denomination, in cents.
    pub value: u32,
    /// Whether it is a note.
    pub note: bool,
    /// How many, as typed.
    pub pieces: String,
    /// What they add up to; zero while unknown.
    pub total: i64,
}

/// `regie/closing.html`: counting a till. What it should hold is not shown before it is counted.
#[derive(Debug, Clone, Serialize)]
pub struct ClosingPage {
    /// The régie and the till.
    pub name: String,
    /// Where the form goes.
    pub action: String,
    /// The session's page.
    pub back: String,
    /// Coins and notes to count.
    pub counts: Vec<CountLine>,
    /// Whether the régie takes cards.
    pub takes_cards: bool,
    /// The form.
    pub form: FormState,
    /// What was found to differ: cash, card. None before it is counted.
    pub differs: Option<(i64, i64)>,
    /// What was counted.
    pub counted: i64,
}

/// `regie/receipt.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptPage {
    /// The régie.
    pub regie: String,
    /// Its act.
    pub act: String,
    /// Its régisseur.
    pub regisseur: String,
    /// The number.
    pub number: String,
    /// The day, in the territory.
    pub day: String,
    /// The time of that day.
    pub time: String,
    /// `sale` or `refund`.
    pub kind: &'static str,
    /// What it is.
    pub label: String,
    /// What was sold.
    pub lines: Vec<LineView>,
    /// How it was paid.
    pub means: Vec<PayingView>,
    /// What it comes to.
    pub total: i64,
    /// The agent's name.
    pub agent: String,
    /// The receipt it gives back: address and number.
    pub gives_back: Option<(String, String)>,
    /// The receipts that give it back: address, number, amount.
    pub given_back: Vec<(String, String, i64)>,
    /// The beginning of its seal.
    pub seal: String,
    /// The session's page.
    pub back: String,
    /// Where it is printed.
    pub print_action: String,
    /// How many times it was printed already.
    pub printed: i64,
    /// Being printed: `original` or `duplicate`; empty on the screen.
    pub printing: &'static str,
}

/// A line of what was sold.
#[derive(Debug, Clone, Serialize)]
pub struct LineView {
    /// What.
    pub label: String,
    /// How many.
    pub quantity: i64,
    /// The price of one.
    pub unit: i64,
    /// What the line comes to.
    pub total: i64,
}

/// A means' part.
#[derive(Debug, Clone, Serialize)]
pub struct PayingView {
    /// The means' code.
    pub means: &'static str,
    /// Its part.
    pub amount: i64,
    /// Cash handed over.
    pub tendered: Option<i64>,
    /// The change.
    pub change: Option<i64>,
    /// A cheque's number and bank.
    pub detail: String,
}

/// `regie/deposit.html`: a slip.
#[derive(Debug, Clone, Serialize)]
pub struct DepositPage {
    /// The régie.
    pub regie: String,
    /// Its act.
    pub act: String,
    /// Its régisseur.
    pub regisseur: String,
    /// The accountant.
    pub accountant: String,
    /// The number.
    pub number: String,
    /// The day it was made, in the territory.
    pub made_on: String,
    /// By whom.
    pub made_by: String,
    /// Cash.
    pub cash: i64,
    /// The cheques, listed.
    pub cheques: Vec<ChequeLine>,
    /// What they add up to.
    pub cheques_total: i64,
    /// All of it.
    pub total: i64,
    /// The day it was handed over.
    pub handed_on: Option<String>,
    /// By whom.
    pub handed_by: Option<String>,
    /// The accountant's answer.
    pub acknowledgement: Option<String>,
    /// Where one says it was handed over; none once it was.
    pub hand_action: Option<String>,
    /// Today, for the form.
    pub today: String,
    /// The form.
    pub form: FormState,
}

/// A cheque of a slip.
#[derive(Debug, Clone, Serialize)]
pub struct ChequeLine {
    /// Its number.
    pub number: String,
    /// Its bank.
    pub bank: String,
    /// Who drew it.
    pub drawer: Option<String>,
    /// The receipt's number.
    pub receipt: String,
    /// The receipt's page.
    pub href: String,
    /// Its amount.
    pub amount: i64,
}

/// `regie/regies.html`: régies as their acts say.
#[derive(Debug, Clone, Serialize)]
pub struct RegiesPage {
    /// Every régie.
    pub regies: Vec<RegieForm>,
    /// The form of a new one, or of one that was sent back.
    pub form: FormState,
    /// Institutions to choose from.
    pub institutions: Vec<Choice>,
    /// Means to choose from: code, checked in the form.
    pub means: Vec<(&'static str, bool)>,
}

/// A régie and its tills.
#[derive(Debug, Clone, Serialize)]
pub struct RegieForm {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The institution's name.
    pub institution: String,
    /// Its act.
    pub act: String,
    /// Its régisseur.
    pub regisseur: String,
    /// The accountant.
    pub accountant: String,
    /// The most cash it may hold.
    pub ceiling: i64,
    /// The float of a till.
    pub float: i64,
    /// Means allowed, their codes.
    pub means: Vec<&'static str>,
    /// Whether it is in service.
    pub open: bool,
    /// Its tills.
    pub tills: Vec<TillLine>,
    /// Where a till is added or put out of service.
    pub till_action: String,
}

/// A till.
#[derive(Debug, Clone, Serialize)]
pub struct TillLine {
    /// Its name.
    pub name: String,
    /// Whether it is in service.
    pub open: bool,
    /// Who holds it now.
    pub held_by: Option<String>,
}
