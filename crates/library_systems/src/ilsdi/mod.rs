//! A library's system reached by ILS-DI.

mod http;
mod probe;
mod words;

use std::pin::Pin;
use std::sync::Arc;

use axum::http::StatusCode;
use ils_di::{Fault, PatronInfo, Request, read};
use jiff::civil::Date;
use store::Clock;

use self::http::{Client, Page};
use crate::settings::Settings;
use crate::system::{
    Answering, CopyAsked, CopyState, Done, Failure, FeeLine, Fees, Hold, HoldState, LibrarySystem, Loan, PatronAccount,
    PatronKey, ProbeStep, ProbeWith, Wanted, cleaned,
};

/// Records asked about in one question.
const RECORDS: usize = 20;

/// Opens a system of these settings.
pub(crate) fn open(settings: Arc<Settings>, clock: Clock) -> Arc<dyn LibrarySystem> {
    Arc::new(IlsDi { client: Client::new(settings.clone()), settings, clock })
}

struct IlsDi {
    settings: Arc<Settings>,
    clock: Clock,
    client: Client,
}

impl IlsDi {
    async fn page(&self, request: &Request) -> Result<Page, Failure> {
        let page = self.client.get(&request.address(&self.settings.base_url), is_deed(request)).await?;
        match page.status {
            status if status.is_success() => Ok(page),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(Failure::LoginRefused),
            status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => Err(Failure::Down),
            status => Err(Failure::odd(format!("HTTP status {}", status.as_u16()))),
        }
    }

    async fn ask<T>(
        &self,
        request: &Request,
        read: fn(&[u8]) -> Result<T, Fault>,
    ) -> Result<Result<T, Fault>, Failure> {
        let page = self.page(request).await?;
        match read(&page.body) {
            Err(Fault::Refused(refusal)) if refusal.is_not_allowed() => Err(Failure::LoginRefused),
            Err(Fault::Refused(refusal)) if refusal.is_unsupported() => Err(Failure::NotSupported),
            Err(fault @ Fault::Refused(_)) => Ok(Err(fault)),
            Err(fault) => Err(odd(&fault)),
            Ok(answer) => Ok(Ok(answer)),
        }
    }

    /// As [`Self::ask`], a refusal being one of what the reader wants.
    async fn do_it<T>(&self, request: &Request, read: fn(&[u8]) -> Result<T, Fault>) -> Result<T, Failure> {
        self.ask(request, read).await?.map_err(|fault| match fault {
            Fault::Refused(refusal) if refusal.is_unknown_patron() => Failure::BadCredentials,
            Fault::Refused(refusal) => Failure::Refused { words: words::of_refusal(&refusal.code).to_owned() },
            other => odd(&other),
        })
    }

    async fn copies(&self, records: Vec<String>) -> Result<Vec<CopyState>, Failure> {
        match self.ask(&Request::GetRecords { ids: records.clone() }, read::records).await {
            Ok(Ok(found)) => {
                let states = found.into_iter().flat_map(|record| {
                    let holds = record.holds;
                    record.copies.into_iter().map(move |copy| CopyState {
                        said: if copy.message.is_empty() {
                            words::of_copy(copy.why).to_owned()
                        } else {
                            cleaned(&copy.message)
                        },
                        barcode: copy.barcode,
                        available: copy.available,
                        due: copy.due,
                        holds,
                    })
                });
                Ok(states.collect())
            }
            Ok(Err(_)) => Ok(Vec::new()),
            // Poorer: no barcodes, no dates.
            Err(Failure::NotSupported) => {
                let request = Request::GetAvailability { ids: records, kind: ils_di::IdKind::Record };
                let Ok(found) = self.ask(&request, read::availability).await? else { return Ok(Vec::new()) };
                let items = found.into_iter().flat_map(|record| record.items);
                Ok(items.filter_map(plain).collect())
            }
            Err(failure) => Err(failure),
        }
    }

    /// A reader's account, if it is that reader's.
    async fn info(&self, id: &str, barcode: &str) -> Result<PatronInfo, Failure> {
        let request = Request::GetPatronInfo { patron: id.to_owned(), loans: true, holds: true, fines: true };
        let info = self.do_it(&request, read::patron).await?;
        if info.id != id || !(info.card.is_empty() || same_card(&info.card, barcode)) {
            return Err(Failure::odd("the answer is about another reader"));
        }
        Ok(info)
    }

    async fn proved(&self, barcode: &str, pin: &str) -> Result<PatronKey, Failure> {
        // Some systems take an empty password for a question they need not ask.
        if !self.can_send(barcode, pin) {
            return Err(Failure::BadCredentials);
        }
        let request = Request::AuthenticatePatron { username: barcode.to_owned(), password: pin.to_owned() };
        let id = self.ask(&request, read::authenticated).await?.map_err(|_| Failure::BadCredentials)?;
        // Whose number it is, is asked of the system again: a confused one must not open somebody else's account.
        self.info(&id, barcode).await?;
        let pin = self.settings.asks_pin.then(|| crate::Secret::new(pin));
        Ok(PatronKey { barcode: barcode.trim().to_owned(), id, pin })
    }

    async fn renewed(&self, patron: &PatronKey, item: &str) -> Result<Done, Failure> {
        let request = Request::RenewLoan { patron: patron.id.clone(), item: item.to_owned() };
        let answer = self.do_it(&request, read::renewed).await?;
        match answer.done {
            Some(true) => Ok(Done { words: String::new(), due: answer.due }),
            Some(false) => Err(Failure::Refused { words: words::of_refusal(&answer.error).to_owned() }),
            // An empty answer is yes or "no such loan": the account tells which.
            None => {
                let info = self.info(&patron.id, &patron.barcode).await?;
                match info.loans.iter().find(|loan| loan.item == item) {
                    Some(loan) => Ok(Done { words: String::new(), due: loan.due }),
                    None => Err(Failure::Refused { words: words::of_refusal("no_checkout").to_owned() }),
                }
            }
        }
    }

    async fn held(&self, patron: &PatronKey, wanted: &Wanted) -> Result<Done, Failure> {
        if wanted.record.is_empty() {
            return Err(Failure::NotSupported);
        }
        let (patron, record) = (patron.id.clone(), wanted.record.clone());
        let pickup = (!wanted.pickup.is_empty()).then(|| wanted.pickup.clone());
        let placed = if wanted.this_copy {
            let found = self.do_it(&Request::GetRecords { ids: vec![record.clone()] }, read::records).await;
            let found = found.map_err(Failure::before_a_deed)?;
            let copies = found.into_iter().filter(|one| one.record == record).flat_map(|one| one.copies);
            let item = copies.into_iter().find(|copy| !copy.barcode.is_empty() && copy.barcode == wanted.barcode);
            let unknown = || Failure::Refused { words: words::of_refusal("ItemNotFound").to_owned() };
            let item = item.ok_or_else(unknown)?.item;
            self.do_it(&Request::HoldItem { patron, record, item, pickup }, read::item_held).await?
        } else {
            self.do_it(&Request::HoldTitle { patron, record, pickup }, read::title_held).await?
        };
        let words =
            if placed.pickup.is_empty() { String::new() } else { format!("Retrait : {}.", self.place(&placed.pickup)) };
        Ok(Done { words, due: None })
    }

    /// A place's name as the library's settings give it; else what the system calls it.
    fn place(&self, code: &str) -> String {
        let named = self.settings.pickups.iter().find(|one| one.code == code);
        named.map_or_else(|| cleaned(code), |one| one.label.clone())
    }
}

/// Whether a question changes something there.
fn is_deed(request: &Request) -> bool {
    matches!(
        request,
        Request::RenewLoan { .. } | Request::CancelHold { .. } | Request::HoldTitle { .. } | Request::HoldItem { .. }
    )
}

/// A fault as a failure, told without anything of what came.
fn odd(fault: &Fault) -> Failure {
    Failure::odd(match fault {
        Fault::Refused(_) => "a refusal out of place",
        Fault::Empty => "the answer is empty",
        Fault::TooLarge { .. } => "the answer is too large",
        Fault::Html { .. } => "a web page came instead of an answer",
        Fault::Malformed { .. } => "the answer cannot be read",
        Fault::WrongRoot { .. } => "the answer is of another question",
        Fault::Missing { .. } => "the answer lacks what was asked for",
    })
}

fn plain(item: ils_di::ItemAvailability) -> Option<CopyState> {
    let available = match item.status {
        ils_di::Status::Available => Some(true),
        ils_di::Status::NotAvailable => Some(false),
        ils_di::Status::PossiblyAvailable => None,
        ils_di::Status::Unknown => return None,
    };
    // Koha's few words, which are English everywhere.
    let said = match item.message.as_str() {
        "Checked out" => String::new(),
        "Not for loan" => words::of_copy("not for loan").to_owned(),
        "Item lost" => words::of_copy("lost").to_owned(),
        "Item withdrawn" => words::of_copy("withdrawn").to_owned(),
        "Item damaged" => words::of_copy("damaged").to_owned(),
        other => cleaned(other),
    };
    Some(CopyState { barcode: String::new(), available, due: item.available_on, said, holds: None })
}

fn same_card(one: &str, other: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    bare(one) == bare(other)
}

fn account(info: PatronInfo, today: Date) -> PatronAccount {
    let barred = info.debarred.filter(|debarred| debarred.until.is_none_or(|until| until >= today));
    let blocked = match (barred, info.card_lost) {
        (Some(debarred), _) => Some(cleaned(&debarred.why)),
        (None, true) => Some("Carte déclarée perdue.".to_owned()),
        (None, false) => None,
    };
    PatronAccount {
        loans: info
            .loans
            .into_iter()
            .map(|loan| Loan {
                item: loan.item,
                title: cleaned(&loan.title),
                author: cleaned(&loan.author),
                due: loan.due,
                renewable: loan.renewable,
                renewals: loan.renewals,
            })
            .collect(),
        holds: info
            .holds
            .into_iter()
            .map(|hold| Hold {
                id: hold.id,
                title: cleaned(&hold.title),
                state: match hold.state {
                    ils_di::HoldState::Waiting => HoldState::Waiting,
                    ils_di::HoldState::InTransit => HoldState::Coming,
                    ils_di::HoldState::Ready => HoldState::Ready,
                },
                pickup: cleaned(&hold.pickup),
                until: hold.until.filter(|_| hold.state == ils_di::HoldState::Ready),
                rank: hold.rank,
            })
            .collect(),
        fees: info.owes.map(|total_cents| Fees {
            total_cents,
            lines: info
                .fines
                .into_iter()
                .map(|fine| FeeLine { what: cleaned(&fine.what), cents: Some(fine.cents) })
                .collect(),
        }),
        blocked,
        expires: info.expires,
        whole: true,
    }
}

impl LibrarySystem for IlsDi {
    fn availability<'a>(&'a self, asked: &'a [CopyAsked]) -> Answering<'a, Vec<CopyState>> {
        Box::pin(async move {
            let mut records: Vec<String> = Vec::new();
            for one in asked.iter().filter(|one| !one.record.is_empty()) {
                if !records.contains(&one.record) {
                    records.push(one.record.clone());
                }
            }
            if records.is_empty() {
                return Err(Failure::NotSupported);
            }
            let mut states = Vec::new();
            for some in records.chunks(RECORDS) {
                states.extend(self.copies(some.to_vec()).await?);
            }
            Ok(states)
        })
    }

    fn authenticate<'a>(&'a self, barcode: &'a str, pin: &'a str) -> Answering<'a, PatronKey> {
        Box::pin(self.proved(barcode, pin))
    }

    fn account<'a>(&'a self, patron: &'a PatronKey) -> Answering<'a, PatronAccount> {
        Box::pin(async move {
            // A restriction that has ended is still in Koha's answer.
            let today = self.clock.now().to_zoned(access::local_zone()).date();
            Ok(account(self.info(&patron.id, &patron.barcode).await?, today))
        })
    }

    fn renew<'a>(&'a self, patron: &'a PatronKey, item: &'a str) -> Answering<'a, Done> {
        Box::pin(self.renewed(patron, item))
    }

    fn hold<'a>(&'a self, patron: &'a PatronKey, wanted: &'a Wanted) -> Answering<'a, Done> {
        Box::pin(self.held(patron, wanted))
    }

    fn cancel_hold<'a>(&'a self, patron: &'a PatronKey, hold: &'a str) -> Answering<'a, Done> {
        Box::pin(async move {
            let request = Request::CancelHold { patron: patron.id.clone(), hold: hold.to_owned() };
            self.do_it(&request, read::canceled).await.map(|()| Done::default())
        })
    }

    fn probe<'a>(&'a self, with: &'a ProbeWith) -> Pin<Box<dyn Future<Output = Vec<ProbeStep>> + Send + 'a>> {
        Box::pin(probe::walk(self, with))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restriction_that_has_ended_blocks_nobody() {
        let until = |text: &str| PatronInfo {
            debarred: Some(ils_di::Debarred { until: text.parse().ok(), why: "Retards".to_owned() }),
            ..PatronInfo::default()
        };
        let today = jiff::civil::date(2026, 11, 23);
        assert_eq!(account(until("2026-11-22"), today).blocked, None);
        assert_eq!(account(until("2026-11-23"), today).blocked.as_deref(), Some("Retards"));
        assert_eq!(account(PatronInfo::default(), today).fees, None, "unknown is not zero");
    }
}
