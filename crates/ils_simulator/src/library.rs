//! The library itself: what it has, in memory, and the verbs of its desk.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tokio::sync::watch;

use crate::{Behaviour, Fee, Hold, HoldState, Item, ItemStatus, Loan, Mood, Patron, Refusal, Rules};

type Clock = Box<dyn Fn() -> Timestamp + Send + Sync>;

struct Inner {
    name: String,
    clock: Clock,
    zone: TimeZone,
    shelves: Mutex<Shelves>,
    behaviour: watch::Sender<Behaviour>,
    questions: AtomicU64,
    connections: AtomicU64,
}

#[derive(Default)]
struct Shelves {
    rules: Rules,
    patrons: Vec<Patron>,
    items: Vec<Item>,
    loans: Vec<Loan>,
    holds: Vec<Hold>,
    fees: Vec<(String, Fee)>,
    numbers: u64,
}

/// A library; cheap to clone, its clones are one library.
#[derive(Clone)]
pub struct Library(Arc<Inner>);

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Library").field("name", &self.0.name).finish_non_exhaustive()
    }
}

impl Library {
    /// A library without readers or copies, on today's date.
    pub fn new(name: impl Into<String>) -> Self {
        Self::with_clock(name, Timestamp::now)
    }

    /// One whose clock is given.
    pub fn with_clock(name: impl Into<String>, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inner {
            name: name.into(),
            clock: Box::new(clock),
            zone: TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC),
            shelves: Mutex::default(),
            behaviour: watch::Sender::new(Behaviour::default()),
            questions: AtomicU64::new(0),
            connections: AtomicU64::new(0),
        }))
    }

    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        self.0.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The hour it is there.
    #[must_use]
    pub fn now(&self) -> jiff::Zoned {
        (self.0.clock)().to_zoned(self.0.zone.clone())
    }

    /// The day it is there.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().date()
    }

    // How it behaves

    /// How it behaves now.
    #[must_use]
    pub fn behaviour(&self) -> Behaviour {
        self.0.behaviour.borrow().clone()
    }

    /// Changes how it behaves, at once, also on connections that are open.
    pub fn behave(&self, change: impl FnOnce(&mut Behaviour)) {
        self.0.behaviour.send_modify(change);
    }

    /// Changes how it answers.
    pub fn is(&self, mood: Mood) {
        self.behave(|behaviour| behaviour.mood = mood);
    }

    /// Hears of changes of behaviour.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Behaviour> {
        self.0.behaviour.subscribe()
    }

    /// Counts a question; gives its number, from 0. For the faces.
    pub fn question(&self) -> u64 {
        self.0.questions.fetch_add(1, Ordering::SeqCst)
    }

    /// How many questions were received since the start.
    #[must_use]
    pub fn questions(&self) -> u64 {
        self.0.questions.load(Ordering::SeqCst)
    }

    /// Counts a connection. For the faces.
    pub fn connection(&self) {
        self.0.connections.fetch_add(1, Ordering::SeqCst);
    }

    /// How many connections were opened since the start.
    #[must_use]
    pub fn connections(&self) -> u64 {
        self.0.connections.load(Ordering::SeqCst)
    }

    // What it has

    /// The rules it lends by.
    #[must_use]
    pub fn rules(&self) -> Rules {
        self.shelves().rules.clone()
    }

    /// Changes the rules.
    pub fn set_rules(&self, change: impl FnOnce(&mut Rules)) {
        change(&mut self.shelves().rules);
    }

    /// Registers a reader, or changes the one of that card.
    pub fn add_patron(&self, patron: Patron) {
        let mut shelves = self.shelves();
        shelves.patrons.retain(|one| one.barcode != patron.barcode);
        shelves.patrons.push(patron);
    }

    /// Changes a reader; nothing when there is none of that card.
    pub fn change_patron(&self, barcode: &str, change: impl FnOnce(&mut Patron)) {
        if let Some(patron) = self.shelves().patrons.iter_mut().find(|one| one.barcode == barcode) {
            change(patron);
        }
    }

    /// Puts a copy on its shelf, or changes the one of that barcode.
    pub fn add_item(&self, item: Item) {
        let mut shelves = self.shelves();
        shelves.items.retain(|one| one.barcode != item.barcode);
        shelves.items.push(item);
    }

    /// Changes a copy; nothing when there is none of that barcode.
    pub fn change_item(&self, barcode: &str, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.shelves().items.iter_mut().find(|one| one.barcode == barcode) {
            change(item);
        }
    }

    /// Charges a reader.
    pub fn add_fee(&self, patron: &str, what: impl Into<String>, cents: i64) {
        let mut shelves = self.shelves();
        let id = shelves.number("f");
        shelves.fees.push((patron.to_owned(), Fee { id, what: what.into(), cents }));
    }

    /// The reader of a card.
    #[must_use]
    pub fn patron(&self, barcode: &str) -> Option<Patron> {
        self.shelves().patrons.iter().find(|one| one.barcode == barcode).cloned()
    }

    /// The reader of the library's own number.
    #[must_use]
    pub fn patron_by_id(&self, id: &str) -> Option<Patron> {
        self.shelves().patrons.iter().find(|one| one.id == id).cloned()
    }

    /// Whether card and PIN go together.
    #[must_use]
    pub fn check_pin(&self, barcode: &str, pin: &str) -> bool {
        self.shelves().patrons.iter().any(|one| one.barcode == barcode && one.pin == pin)
    }

    /// The copy of a barcode.
    #[must_use]
    pub fn item(&self, barcode: &str) -> Option<Item> {
        self.shelves().items.iter().find(|one| one.barcode == barcode).cloned()
    }

    /// The copies of a record.
    #[must_use]
    pub fn items_of(&self, record: &str) -> Vec<Item> {
        self.shelves().items.iter().filter(|one| one.record == record).cloned().collect()
    }

    /// Whether a copy may be taken from its shelf now, by whoever comes.
    #[must_use]
    pub fn is_available(&self, barcode: &str) -> bool {
        let shelves = self.shelves();
        shelves.items.iter().any(|one| one.barcode == barcode && one.status == ItemStatus::Shelved)
            && !shelves.loans.iter().any(|loan| loan.item == barcode)
            && !shelves.set_aside(barcode)
    }

    /// Whether a copy is set aside for a hold.
    #[must_use]
    pub fn is_set_aside(&self, barcode: &str) -> bool {
        self.shelves().set_aside(barcode)
    }

    /// The loan of a copy.
    #[must_use]
    pub fn loan_of(&self, item: &str) -> Option<Loan> {
        self.shelves().loans.iter().find(|loan| loan.item == item).cloned()
    }

    /// A reader's loans, oldest first.
    #[must_use]
    pub fn loans_of(&self, patron: &str) -> Vec<Loan> {
        self.shelves().loans.iter().filter(|loan| loan.patron == patron).cloned().collect()
    }

    /// A reader's holds, oldest first.
    #[must_use]
    pub fn holds_of(&self, patron: &str) -> Vec<Hold> {
        self.shelves().holds.iter().filter(|hold| hold.patron == patron).cloned().collect()
    }

    /// How many readers wait for a record.
    #[must_use]
    pub fn queue(&self, record: &str) -> usize {
        self.shelves().holds.iter().filter(|hold| hold.record == record).count()
    }

    /// The place of a hold in its queue, from 1; 0 when there is no such hold.
    #[must_use]
    pub fn rank(&self, hold: &str) -> usize {
        let shelves = self.shelves();
        let Some(wanted) = shelves.holds.iter().find(|one| one.id == hold) else { return 0 };
        let before = shelves.holds.iter().filter(|one| one.record == wanted.record);
        before.take_while(|one| one.id != hold).count() + 1
    }

    /// What a reader owes.
    #[must_use]
    pub fn fees_of(&self, patron: &str) -> Vec<Fee> {
        self.shelves().fees.iter().filter(|(of, _)| of == patron).map(|(_, fee)| fee.clone()).collect()
    }

    /// Whether a loan could be renewed now, and if not why.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub fn may_renew(&self, patron: &str, item: &str) -> Result<(), Refusal> {
        self.shelves().may_renew(patron, item, self.today())
    }

    // What its desk does

    /// Lends a copy.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub fn check_out(&self, patron: &str, item: &str) -> Result<Loan, Refusal> {
        let due = self.today() + self.rules().days.days();
        self.check_out_until(patron, item, due)
    }

    /// Lends a copy until a day.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub fn check_out_until(&self, patron: &str, item: &str, due: Date) -> Result<Loan, Refusal> {
        let today = self.today();
        let mut shelves = self.shelves();
        shelves.good_standing(patron, today)?;
        let copy = shelves.items.iter().find(|one| one.barcode == item).cloned().ok_or(Refusal::UnknownItem)?;
        if shelves.loans.iter().any(|loan| loan.item == item && loan.patron == patron) {
            return Err(Refusal::Already);
        }
        if copy.status != ItemStatus::Shelved || shelves.loans.iter().any(|loan| loan.item == item) {
            return Err(Refusal::NotAvailable);
        }
        if shelves.set_aside(item)
            && !shelves.holds.iter().any(|hold| hold.patron == patron && hold.item.as_deref() == Some(item))
        {
            return Err(Refusal::WantedByAnother);
        }
        if shelves.loans.iter().filter(|loan| loan.patron == patron).count() >= shelves.rules.loans {
            return Err(Refusal::TooManyLoans);
        }
        shelves.holds.retain(|hold| !(hold.patron == patron && hold.record == copy.record));
        let loan = Loan { item: item.to_owned(), patron: patron.to_owned(), due, renewals: 0 };
        shelves.loans.push(loan.clone());
        Ok(loan)
    }

    /// Takes a copy back; it is set aside for whoever waits for it.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub fn check_in(&self, item: &str) -> Result<(), Refusal> {
        let until = self.today() + self.rules().shelf_days.days();
        let mut shelves = self.shelves();
        let copy = shelves.items.iter().find(|one| one.barcode == item).cloned().ok_or(Refusal::UnknownItem)?;
        shelves.loans.retain(|loan| loan.item != item);
        let next = shelves.holds.iter_mut().find(|hold| {
            hold.record == copy.record
                && hold.state == HoldState::Waiting
                && hold.item.as_deref().is_none_or(|wanted| wanted == item)
        });
        if let Some(hold) = next {
            hold.item = Some(item.to_owned());
            hold.state = HoldState::Ready { until };
        }
        Ok(())
    }

    /// Renews a loan; gives it as it is now.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub fn renew(&self, patron: &str, item: &str) -> Result<Loan, Refusal> {
        let today = self.today();
        let mut shelves = self.shelves();
        shelves.may_renew(patron, item, today)?;
        let due = today + shelves.rules.days.days();
        let loan = shelves.loans.iter_mut().find(|loan| loan.item == item).ok_or(Refusal::NotLent)?;
        loan.due = due;
        loan.renewals += 1;
        Ok(loan.clone())
    }

    /// Places a hold on a record, or on one of its copies.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub fn hold(&self, patron: &str, record: &str, item: Option<&str>, pickup: &str) -> Result<Hold, Refusal> {
        let today = self.today();
        let mut shelves = self.shelves();
        shelves.good_standing(patron, today)?;
        let copies: Vec<String> =
            shelves.items.iter().filter(|one| one.record == record).map(|one| one.barcode.clone()).collect();
        if copies.is_empty() {
            return Err(Refusal::UnknownRecord);
        }
        if let Some(item) = item
            && !copies.iter().any(|one| one == item)
        {
            return Err(Refusal::UnknownItem);
        }
        let pickup = match pickup {
            "" => shelves.rules.pickups.first().cloned().unwrap_or_default(),
            known if shelves.rules.pickups.iter().any(|one| one == known) => known.to_owned(),
            _ => return Err(Refusal::UnknownPickup),
        };
        if shelves.holds.iter().any(|hold| hold.patron == patron && hold.record == record)
            || shelves.loans.iter().any(|loan| loan.patron == patron && copies.contains(&loan.item))
        {
            return Err(Refusal::Already);
        }
        if shelves.holds.iter().filter(|hold| hold.patron == patron).count() >= shelves.rules.holds {
            return Err(Refusal::TooManyHolds);
        }
        let hold = Hold {
            id: shelves.number("h"),
            record: record.to_owned(),
            item: item.map(str::to_owned),
            patron: patron.to_owned(),
            pickup,
            state: HoldState::Waiting,
        };
        shelves.holds.push(hold.clone());
        Ok(hold)
    }

    /// Gives up a hold of a reader.
    ///
    /// # Errors
    /// [`Refusal::UnknownHold`], also when it is somebody else's.
    pub fn cancel_hold(&self, patron: &str, hold: &str) -> Result<(), Refusal> {
        let mut shelves = self.shelves();
        let before = shelves.holds.len();
        shelves.holds.retain(|one| !(one.id == hold && one.patron == patron));
        if shelves.holds.len() == before { Err(Refusal::UnknownHold) } else { Ok(()) }
    }

    /// Takes money for a reader's fees, oldest first; what is left over is given back.
    ///
    /// # Errors
    /// [`Refusal::UnknownPatron`].
    pub fn pay(&self, patron: &str, cents: i64) -> Result<i64, Refusal> {
        let mut shelves = self.shelves();
        if !shelves.patrons.iter().any(|one| one.barcode == patron) {
            return Err(Refusal::UnknownPatron);
        }
        let mut left = cents.max(0);
        for (of, fee) in &mut shelves.fees {
            if of == patron {
                let paid = left.min(fee.cents);
                fee.cents -= paid;
                left -= paid;
            }
        }
        shelves.fees.retain(|(_, fee)| fee.cents > 0);
        Ok(left)
    }
}

impl Shelves {
    fn number(&mut self, kind: &str) -> String {
        self.numbers += 1;
        format!("{kind}{}", self.numbers)
    }

    fn set_aside(&self, item: &str) -> bool {
        let ready = |hold: &Hold| matches!(hold.state, HoldState::Ready { .. });
        self.holds.iter().any(|hold| ready(hold) && hold.item.as_deref() == Some(item))
    }

    fn good_standing(&self, patron: &str, today: Date) -> Result<(), Refusal> {
        let reader = self.patrons.iter().find(|one| one.barcode == patron).ok_or(Refusal::UnknownPatron)?;
        if let Some(why) = &reader.blocked {
            return Err(Refusal::Blocked(why.clone()));
        }
        if reader.expires.is_some_and(|last| last < today) {
            return Err(Refusal::Expired);
        }
        let debt: i64 = self.fees.iter().filter(|(of, _)| of == patron).map(|(_, fee)| fee.cents).sum();
        if debt >= self.rules.debt_cents { Err(Refusal::InDebt) } else { Ok(()) }
    }

    fn may_renew(&self, patron: &str, item: &str, today: Date) -> Result<(), Refusal> {
        self.good_standing(patron, today)?;
        let copy = self.items.iter().find(|one| one.barcode == item).ok_or(Refusal::UnknownItem)?;
        let loan = self.loans.iter().find(|loan| loan.item == item && loan.patron == patron);
        let loan = loan.ok_or(Refusal::NotLent)?;
        if loan.renewals >= self.rules.renewals {
            return Err(Refusal::TooManyRenewals);
        }
        let waits = |hold: &Hold| {
            hold.record == copy.record && hold.patron != patron && hold.item.as_deref().is_none_or(|one| one == item)
        };
        if self.holds.iter().any(waits) { Err(Refusal::WantedByAnother) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        let library = Library::with_clock("Roubaix", || "2026-11-23T09:00:00Z".parse().expect("an instant"));
        library.add_patron(Patron::new("1", "1111", "Ève"));
        library.add_patron(Patron::new("2", "2222", "Adam"));
        library.add_item(Item::new("A", "R", "Germinal"));
        library.add_item(Item::new("B", "R", "Germinal"));
        library
    }

    #[test]
    fn a_copy_is_lent_once_and_renewed_as_the_rules_say() {
        let library = library();
        let loan = library.check_out("1", "A").expect("lent");
        assert_eq!(loan.due.to_string(), "2026-12-14");
        assert!(!library.is_available("A"));
        assert!(library.is_available("B"));
        assert_eq!(library.check_out("2", "A"), Err(Refusal::NotAvailable));
        assert_eq!(library.renew("2", "A"), Err(Refusal::NotLent));
        assert_eq!(library.renew("1", "A").map(|loan| loan.renewals), Ok(1));
        library.hold("2", "R", None, "").expect("asked for");
        assert_eq!(library.renew("1", "A"), Err(Refusal::WantedByAnother));
        let hold = &library.holds_of("2")[0];
        assert_eq!(library.cancel_hold("1", &hold.id), Err(Refusal::UnknownHold));
        library.cancel_hold("2", &hold.id).expect("given up");
        library.renew("1", "A").expect("the second renewal");
        assert_eq!(library.renew("1", "A"), Err(Refusal::TooManyRenewals));
    }

    #[test]
    fn what_comes_back_is_set_aside_for_who_waits() {
        let library = library();
        library.check_out("1", "A").expect("lent");
        library.hold("2", "R", None, "").expect("asked for");
        assert_eq!(library.hold("2", "R", None, ""), Err(Refusal::Already));
        library.check_in("A").expect("back");
        assert!(library.is_set_aside("A") && !library.is_available("A"));
        assert_eq!(library.check_out("1", "A"), Err(Refusal::WantedByAnother));
        library.check_out("2", "A").expect("lent to who waited");
        assert!(library.holds_of("2").is_empty());
    }

    #[test]
    fn who_is_blocked_expired_or_in_debt_is_refused() {
        let library = library();
        library.change_patron("1", |patron| patron.blocked = Some("retards".to_owned()));
        assert_eq!(library.hold("1", "R", None, ""), Err(Refusal::Blocked("retards".to_owned())));
        library.change_patron("2", |patron| patron.expires = "2026-11-22".parse().ok());
        assert_eq!(library.check_out("2", "A"), Err(Refusal::Expired));
        library.change_patron("2", |patron| patron.expires = "2026-11-23".parse().ok());
        library.add_fee("2", "Retard", 1_000);
        assert_eq!(library.check_out("2", "A"), Err(Refusal::InDebt));
        assert_eq!(library.pay("2", 300), Ok(0));
        library.check_out("2", "A").expect("below the limit");
        assert_eq!(library.pay("2", 1_000), Ok(300));
        assert_eq!(library.check_out("9", "B"), Err(Refusal::UnknownPatron));
    }

    #[test]
    fn holds_are_limited_and_picked_up_where_one_can() {
        let library = library();
        library.set_rules(|rules| rules.holds = 1);
        library.add_item(Item::new("C", "S", "Nana"));
        assert_eq!(library.hold("1", "R", None, "NULLE PART"), Err(Refusal::UnknownPickup));
        let first = library.hold("1", "R", Some("A"), "CENTRALE").expect("asked for");
        let second = library.hold("2", "R", None, "").expect("asked for");
        assert_eq!((library.rank(&first.id), library.rank(&second.id), library.queue("R")), (1, 2, 2));
        assert_eq!(library.hold("1", "S", None, ""), Err(Refusal::TooManyHolds));
        assert_eq!(library.hold("1", "T", None, ""), Err(Refusal::UnknownRecord));
    }
}
