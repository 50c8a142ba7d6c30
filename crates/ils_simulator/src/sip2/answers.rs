//! What the library answers to each message.

use jiff::civil::Date;
use sip2::{
    AcsStatus, Answer, CheckinAnswer, CheckoutAnswer, Circulation, Counts, EndSessionAnswer, FeePaidAnswer, Hold,
    HoldAnswer, HoldMode, ItemAnswer, Message, PatronAnswer, PatronBlocks, PatronInformation, PatronInformationAnswer,
    RenewAllAnswer, RenewAnswer, Request, Secret, Stamp, Summary, Supported, cents,
};

use super::Terminal;
use crate::{Behaviour, HoldState, ItemStatus, Library, Refusal};

const INSTITUTION: &str = "BIB";

pub(super) fn answer(library: &Library, terminal: &mut Terminal, behaviour: &Behaviour, asked: &Message) -> Message {
    let Ok(request) = Request::read(asked) else { return Message::new("96", "") };
    if let Request::Login(login) = &request {
        let good = behaviour
            .login
            .as_ref()
            .is_none_or(|(user, password)| *user == login.user && password == login.password.reveal());
        terminal.logged_in = good;
        return Answer::Login(good).write();
    }
    if behaviour.login.is_some() && !terminal.logged_in {
        return Message::new("96", "");
    }
    Desk { library, behaviour, now: Stamp::local(library.now().datetime()) }.answer(request).write()
}

struct Desk<'a> {
    library: &'a Library,
    behaviour: &'a Behaviour,
    now: Stamp,
}

fn due_text(due: Date) -> String {
    Stamp::local(due.at(23, 59, 0, 0)).to_string()
}

fn euros(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

impl Desk<'_> {
    fn answer(&self, request: Request) -> Answer {
        let time = Some(self.now);
        let institution = INSTITUTION.to_owned();
        match request {
            Request::ScStatus(_) => Answer::AcsStatus(AcsStatus {
                online: true,
                checkin: true,
                checkout: true,
                renewal: true,
                status_update: false,
                offline: false,
                timeout: 50,
                retries: 3,
                time,
                version: "2.00".to_owned(),
                institution,
                library: Some(self.library.name().to_owned()),
                supported: Some(Supported::of(&[
                    "23", "11", "09", "99", "97", "93", "63", "35", "37", "17", "15", "29", "65",
                ])),
                location: None,
                screen: Vec::new(),
                print: Vec::new(),
            }),
            Request::PatronStatus(asked) => {
                Answer::PatronStatus(self.patron(&asked.patron, asked.pin.as_ref(), &asked.language))
            }
            Request::PatronInformation(asked) => Answer::PatronInformation(self.information(&asked)),
            Request::EndSession(asked) => Answer::EndSession(EndSessionAnswer {
                ended: true,
                time,
                institution,
                patron: asked.patron,
                ..EndSessionAnswer::default()
            }),
            Request::FeePaid(asked) => {
                let paid = cents(&asked.amount).ok_or(Refusal::UnknownPatron);
                let paid = paid.and_then(|amount| self.library.pay(&asked.patron, amount));
                Answer::FeePaid(FeePaidAnswer {
                    accepted: paid.is_ok(),
                    time,
                    institution,
                    patron: asked.patron,
                    ..FeePaidAnswer::default()
                })
            }
            Request::ItemInformation(asked) => Answer::ItemInformation(self.item(&asked.item)),
            Request::Checkout(asked) => {
                let done = self.let_in(&asked.patron, asked.pin.as_ref());
                let done = done.and_then(|()| self.library.check_out(&asked.patron, &asked.item));
                Answer::Checkout(CheckoutAnswer {
                    ok: done.is_ok(),
                    time,
                    institution,
                    patron: asked.patron,
                    title: self.title(&asked.item),
                    item: asked.item,
                    due: done.as_ref().map(|loan| due_text(loan.due)).unwrap_or_default(),
                    screen: said(&done, "Prêt enregistré"),
                    ..CheckoutAnswer::default()
                })
            }
            Request::Checkin(asked) => {
                let done = self.library.check_in(&asked.item);
                Answer::Checkin(CheckinAnswer {
                    ok: done.is_ok(),
                    alert: self.library.is_set_aside(&asked.item),
                    time,
                    institution,
                    title: Some(self.title(&asked.item)),
                    item: asked.item,
                    screen: said(&done, "Retour enregistré"),
                    ..CheckinAnswer::default()
                })
            }
            Request::Hold(asked) => Answer::Hold(self.hold(asked)),
            Request::Renew(asked) => {
                let item = asked.item.unwrap_or_default();
                let done = self.let_in(&asked.patron, asked.pin.as_ref());
                let done = done.and_then(|()| self.library.renew(&asked.patron, &item));
                Answer::Renew(RenewAnswer {
                    ok: done.is_ok(),
                    renewal: done.is_ok(),
                    time,
                    institution,
                    patron: self.shown(&asked.patron),
                    title: self.title(&item),
                    item,
                    due: done.as_ref().map(|loan| due_text(loan.due)).unwrap_or_default(),
                    screen: said(&done, "Prêt prolongé"),
                    ..RenewAnswer::default()
                })
            }
            Request::RenewAll(asked) => {
                let entered = self.let_in(&asked.patron, asked.pin.as_ref());
                let (mut renewed, mut unrenewed) = (Vec::new(), Vec::new());
                if entered.is_ok() {
                    for loan in self.library.loans_of(&asked.patron) {
                        match self.library.renew(&asked.patron, &loan.item) {
                            Ok(_) => renewed.push(loan.item),
                            Err(_) => unrenewed.push(loan.item),
                        }
                    }
                }
                Answer::RenewAll(RenewAllAnswer {
                    ok: entered.is_ok(),
                    renewed_count: u16::try_from(renewed.len()).ok(),
                    unrenewed_count: u16::try_from(unrenewed.len()).ok(),
                    time,
                    institution,
                    renewed,
                    unrenewed,
                    screen: said(&entered, ""),
                    print: Vec::new(),
                })
            }
            // Both are answered before one comes here.
            Request::Login(_) | Request::Resend => Answer::Resend,
        }
    }

    /// A deed needs a known reader, and the code where each question does.
    fn let_in(&self, patron: &str, pin: Option<&Secret>) -> Result<(), Refusal> {
        let pin = pin.map(Secret::reveal).unwrap_or_default();
        let known = self.library.patron(patron).is_some();
        let wrong = !pin.is_empty() && !self.library.check_pin(patron, pin);
        if !known || wrong || (self.behaviour.pin_each_time && pin.is_empty()) {
            return Err(Refusal::UnknownPatron);
        }
        Ok(())
    }

    /// The card an answer is about: another one's where the system is told to mix them up.
    fn shown(&self, patron: &str) -> String {
        if self.behaviour.wrong_patron { format!("{patron}0") } else { patron.to_owned() }
    }

    fn title(&self, item: &str) -> String {
        self.library.item(item).map(|item| item.title).unwrap_or_default()
    }

    fn patron(&self, barcode: &str, pin: Option<&Secret>, language: &str) -> PatronAnswer {
        let mut answer = PatronAnswer {
            language: language.to_owned(),
            time: Some(self.now),
            institution: INSTITUTION.to_owned(),
            patron: self.shown(barcode),
            valid_patron: Some(false),
            ..PatronAnswer::default()
        };
        let pin = pin.map(Secret::reveal).unwrap_or_default();
        if let Some(patron) = self.library.patron(barcode) {
            answer.valid_patron = Some(true);
            answer.valid_pin =
                (!pin.is_empty() || self.behaviour.pin_each_time).then(|| self.library.check_pin(barcode, pin));
            if answer.valid_pin != Some(false) {
                answer.name = patron.name;
                let expired = patron.expires.is_some_and(|last| last < self.library.today());
                if let Some(why) = patron.blocked {
                    answer.blocks = answer.blocks.and(PatronBlocks::EVERYTHING);
                    answer.screen.push(why);
                } else if expired {
                    answer.blocks = answer.blocks.and(PatronBlocks::EVERYTHING);
                    answer.screen.push(Refusal::Expired.to_string());
                }
                let owed: i64 = self.library.fees_of(barcode).iter().map(|fee| fee.cents).sum();
                answer.currency = Some("EUR".to_owned());
                answer.owed = Some(euros(owed));
                if owed >= self.library.rules().debt_cents {
                    answer.blocks = answer.blocks.and(PatronBlocks::FEES).and(PatronBlocks::BORROWING);
                }
            }
        }
        if self.behaviour.blank_validity {
            (answer.valid_patron, answer.valid_pin) = (None, None);
        }
        answer
    }

    fn information(&self, asked: &PatronInformation) -> PatronInformationAnswer {
        let patron = self.patron(&asked.patron, asked.pin.as_ref(), &asked.language);
        let refused =
            self.library.patron(&asked.patron).is_none() || self.let_in(&asked.patron, asked.pin.as_ref()).is_err();
        if refused {
            return PatronInformationAnswer { patron, ..PatronInformationAnswer::default() };
        }
        let today = self.library.today();
        let loans = self.library.loans_of(&asked.patron);
        let (ready, waiting): (Vec<_>, Vec<_>) = self
            .library
            .holds_of(&asked.patron)
            .into_iter()
            .partition(|hold| matches!(hold.state, HoldState::Ready { .. }));
        // A hold on a title is known by its first copy: SIP2 names items.
        let item_of = |hold: &crate::Hold| {
            hold.item.clone().or_else(|| self.library.items_of(&hold.record).first().map(|item| item.barcode.clone()))
        };
        let fees = self.library.fees_of(&asked.patron);
        let overdue: Vec<String> = loans.iter().filter(|loan| loan.due < today).map(|loan| loan.item.clone()).collect();
        let count = |count: usize| u16::try_from(count).ok();
        let list = match asked.summary {
            Some(Summary::Charged) => loans.iter().map(|loan| loan.item.clone()).collect(),
            Some(Summary::Overdue) => overdue.clone(),
            Some(Summary::Holds) => ready.iter().filter_map(item_of).collect(),
            Some(Summary::UnavailableHolds) => waiting.iter().filter_map(item_of).collect(),
            Some(Summary::Fines) => fees.iter().map(|fee| format!("{} {}", euros(fee.cents), fee.what)).collect(),
            Some(Summary::Recalls) | None => Vec::new(),
        };
        let from = asked.from.unwrap_or(1).max(1) as usize - 1;
        let to = asked.to.map_or(list.len(), |to| to as usize).min(list.len());
        let shown = list.get(from..to).unwrap_or_default();
        PatronInformationAnswer {
            patron,
            counts: Counts {
                holds: count(ready.len()),
                overdue: count(overdue.len()),
                charged: count(loans.len()),
                fines: count(fees.len()),
                recalls: Some(0),
                unavailable_holds: count(waiting.len()),
            },
            items: asked.summary.iter().flat_map(|list| shown.iter().map(|item| (*list, item.clone()))).collect(),
            expires: self
                .library
                .patron(&asked.patron)
                .and_then(|patron| patron.expires)
                .map(|last| last.strftime("%Y%m%d").to_string()),
            ..PatronInformationAnswer::default()
        }
    }

    fn item(&self, barcode: &str) -> ItemAnswer {
        let mut answer = ItemAnswer { time: Some(self.now), item: barcode.to_owned(), ..ItemAnswer::default() };
        let Some(item) = self.library.item(barcode) else {
            answer.screen.push(Refusal::UnknownItem.to_string());
            return answer;
        };
        let loan = self.library.loan_of(barcode);
        answer.circulation = match item.status {
            ItemStatus::Lost => Circulation::Lost,
            ItemStatus::Away => Circulation::InProcess,
            ItemStatus::OnSite => Circulation::Other,
            ItemStatus::Shelved if loan.is_some() => Circulation::Charged,
            ItemStatus::Shelved if self.library.is_set_aside(barcode) => Circulation::OnHoldShelf,
            ItemStatus::Shelved => Circulation::Available,
        };
        if item.status == ItemStatus::OnSite {
            answer.screen.push("À consulter sur place".to_owned());
        }
        answer.due = loan.map(|loan| due_text(loan.due));
        answer.queue = u32::try_from(self.library.queue(&item.record)).ok();
        answer.title = item.title;
        answer.owner = Some(INSTITUTION.to_owned());
        answer.call_number = (!item.call_number.is_empty()).then_some(item.call_number);
        answer
    }

    fn hold(&self, asked: Hold) -> HoldAnswer {
        let item = asked.item.clone().unwrap_or_default();
        let record = match (&asked.title, self.library.item(&item)) {
            (_, Some(item)) => item.record,
            (Some(title), None) => title.clone(),
            (None, None) => String::new(),
        };
        let mut answer = HoldAnswer {
            time: Some(self.now),
            institution: INSTITUTION.to_owned(),
            patron: self.shown(&asked.patron),
            item: asked.item,
            title: asked.title,
            ..HoldAnswer::default()
        };
        let done = self.let_in(&asked.patron, asked.pin.as_ref());
        let done = match asked.mode {
            HoldMode::Place => done.and_then(|()| {
                let copy = (asked.kind == Some(3)).then_some(item.as_str());
                let pickup = asked.pickup.unwrap_or_default();
                let hold = self.library.hold(&asked.patron, &record, copy, &pickup)?;
                answer.position = u32::try_from(self.library.rank(&hold.id)).ok();
                answer.pickup = Some(hold.pickup);
                Ok("Réservation enregistrée")
            }),
            HoldMode::Cancel => done.and_then(|()| {
                let holds = self.library.holds_of(&asked.patron);
                let hold = holds.iter().find(|hold| hold.record == record).ok_or(Refusal::UnknownHold)?;
                self.library.cancel_hold(&asked.patron, &hold.id)?;
                Ok("Réservation annulée")
            }),
            HoldMode::Change => Err(Refusal::UnknownHold),
        };
        answer.ok = done.is_ok();
        answer.screen = match &done {
            Ok(words) => vec![(*words).to_owned()],
            Err(refusal) => vec![refusal.to_string()],
        };
        answer
    }
}

fn said<T>(done: &Result<T, Refusal>, words: &str) -> Vec<String> {
    match done {
        Ok(_) if words.is_empty() => Vec::new(),
        Ok(_) => vec![words.to_owned()],
        Err(refusal) => vec![refusal.to_string()],
    }
}
