//! A library's system over SIP2.
//!
//! Answers are matched to questions three times over: one question at a time on a line, by its sequence number, and by the
//! card or copy it is about. What does not match is an odd answer, its line is closed, and nothing of it is used.

mod account;
mod line;
mod masked;
mod oddity;
mod pool;
mod probe;

use std::pin::Pin;
use std::sync::Arc;

use futures_util::future::join_all;
use jiff::civil::Date;
use sip2::{
    Answer, Circulation, HoldMode, ItemAnswer, ItemInformation, PatronAnswer, PatronInformation,
    PatronInformationAnswer, Request, Stamp, Summary, read_date,
};
use store::Clock;

use self::oddity::Oddity;
use self::pool::Pool;
use crate::Secret;
use crate::settings::Settings;
use crate::system::{
    Answering, CopyAsked, CopyState, Done, Failure, LibrarySystem, PatronAccount, PatronKey, ProbeStep, ProbeWith,
    Wanted, cleaned,
};

/// French, among the standard's languages.
const FRENCH: &str = "002";
/// More copies than this are not asked about at once: SIP2 answers one by one.
const MOST_COPIES: usize = 60;

/// A system that speaks SIP2.
struct Sip {
    pool: Pool,
    clock: Clock,
}

/// Opens a system of these settings; nothing is connected until it is asked something.
pub(crate) fn open(settings: Arc<Settings>, clock: Clock) -> Arc<dyn LibrarySystem> {
    Arc::new(Sip { pool: Pool::new(settings), clock })
}

impl Sip {
    fn now(&self) -> Option<Stamp> {
        Some(Stamp::local(self.clock.now().to_zoned(access::local_zone()).datetime()))
    }

    /// What is known of a copy.
    async fn item(&self, barcode: &str) -> Result<ItemAnswer, Failure> {
        let time = self.now();
        let answer = self.pool.ask(false, |institution| {
            Request::ItemInformation(ItemInformation {
                time,
                institution: institution.to_owned(),
                item: barcode.to_owned(),
                terminal_password: None,
            })
        });
        match answer.await? {
            Answer::ItemInformation(item) if same(&item.item, barcode) => Ok(item),
            Answer::ItemInformation(_) => Err(Oddity::OtherItem.into()),
            _ => Err(Oddity::OtherKind.into()),
        }
    }

    /// What is known of a reader, and one list; only of a reader the system says is valid.
    async fn patron(
        &self,
        (barcode, pin): (&str, Option<&Secret>),
        summary: Option<Summary>,
        (from, to): (Option<u32>, Option<u32>),
    ) -> Result<PatronInformationAnswer, Failure> {
        let time = self.now();
        let answer = self.pool.ask(false, |institution| {
            Request::PatronInformation(PatronInformation {
                language: FRENCH.to_owned(),
                time,
                summary,
                institution: institution.to_owned(),
                patron: barcode.to_owned(),
                terminal_password: None,
                pin: sent(pin),
                from,
                to,
            })
        });
        let Answer::PatronInformation(answer) = answer.await? else { return Err(Oddity::OtherKind.into()) };
        valid(&answer.patron, barcode, pin.is_some())?;
        Ok(answer)
    }

    async fn hold_deed(
        &self,
        patron: &PatronKey,
        mode: HoldMode,
        (item, title): (Option<&str>, Option<&str>),
        kind: Option<u8>,
        pickup: &str,
    ) -> Result<Done, Failure> {
        let time = self.now();
        let answer = self.pool.ask(true, |institution| {
            Request::Hold(sip2::Hold {
                mode,
                time,
                until: None,
                pickup: (!pickup.is_empty()).then(|| pickup.to_owned()),
                kind,
                institution: institution.to_owned(),
                patron: patron.barcode.clone(),
                pin: sent(patron.pin.as_ref()),
                item: item.map(str::to_owned),
                title: title.map(str::to_owned),
                terminal_password: None,
                fee_agreed: None,
            })
        });
        let Answer::Hold(answer) = answer.await? else { return Err(Oddity::OtherKind.into()) };
        if !same(&answer.patron, &patron.barcode) {
            return Err(Oddity::OtherPatron.into());
        }
        let words = words(&answer.screen);
        if answer.ok { Ok(Done { words, due: None }) } else { Err(Failure::Refused { words }) }
    }
}

fn sent(pin: Option<&Secret>) -> Option<sip2::Secret> {
    pin.map(|pin| sip2::Secret::new(pin.reveal()))
}

/// Whether an answer names what was asked about. Systems pad and change case; nothing more.
fn same(answered: &str, asked: &str) -> bool {
    answered.trim().eq_ignore_ascii_case(asked.trim())
}

/// What a system put on the screen, cleaned.
fn words(screen: &[String]) -> String {
    cleaned(&screen.join(" "))
}

fn day(text: &str) -> Option<Date> {
    read_date(text).map(|at| at.date())
}

/// Whether a reader's answer is a clear yes about the reader asked for. A blank is no yes.
fn valid(answer: &PatronAnswer, barcode: &str, with_pin: bool) -> Result<(), Failure> {
    if !same(&answer.patron, barcode) {
        return Err(Oddity::OtherPatron.into());
    }
    match (answer.valid_patron, answer.valid_pin) {
        (Some(false), _) => Err(Failure::BadCredentials),
        (None, _) => Err(Oddity::NoValidity.into()),
        (Some(true), Some(false)) if with_pin => Err(Failure::BadCredentials),
        (Some(true), None) if with_pin => Err(Oddity::NoPinValidity.into()),
        (Some(true), _) => Ok(()),
    }
}

/// A number or code that can be sent at all. What has a delimiter in it is nobody's.
fn sendable(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= 100 && !text.chars().any(|c| c == '|' || c.is_control())
}

/// How a copy is; nothing when the system does not know it.
fn state(item: &ItemAnswer) -> Option<CopyState> {
    use Circulation as C;
    let available = match item.circulation {
        C::Available | C::ToReshelve => Some(true),
        C::Other if item.title.trim().is_empty() => return None,
        C::Other => None,
        _ => Some(false),
    };
    Some(CopyState {
        barcode: item.item.trim().to_owned(),
        available,
        due: item.due.as_deref().and_then(day),
        said: words(&item.screen),
        holds: item.queue,
    })
}

impl LibrarySystem for Sip {
    fn availability<'a>(&'a self, asked: &'a [CopyAsked]) -> Answering<'a, Vec<CopyState>> {
        Box::pin(async move {
            let barcodes: Vec<&str> =
                asked.iter().map(|one| one.barcode.as_str()).filter(|one| sendable(one)).take(MOST_COPIES).collect();
            if barcodes.is_empty() {
                return Err(Failure::NotSupported);
            }
            let answers = join_all(barcodes.iter().map(|barcode| self.item(barcode))).await;
            let mut failure = None;
            let mut states = Vec::new();
            let mut answered = false;
            for (answer, barcode) in answers.into_iter().zip(&barcodes) {
                match answer {
                    Ok(item) => {
                        answered = true;
                        states.extend(state(&item));
                    }
                    Err(why) => {
                        failure = failure.or(Some(why));
                        states.push(CopyState::unknown(*barcode));
                    }
                }
            }
            // What some copies' answers say is told even when others' failed.
            match failure {
                Some(why) if !answered => Err(why),
                _ => Ok(states),
            }
        })
    }

    fn can_send(&self, barcode: &str, pin: &str) -> bool {
        sendable(barcode.trim()) && sendable(pin)
    }

    fn authenticate<'a>(&'a self, barcode: &'a str, pin: &'a str) -> Answering<'a, PatronKey> {
        Box::pin(async move {
            if !self.can_send(barcode, pin) {
                return Err(Failure::BadCredentials);
            }
            let barcode = barcode.trim();
            let pin = Secret::new(pin);
            self.patron((barcode, Some(&pin)), None, (None, None)).await?;
            let kept = self.pool.settings.asks_pin.then_some(pin);
            Ok(PatronKey { barcode: barcode.to_owned(), id: barcode.to_owned(), pin: kept })
        })
    }

    fn account<'a>(&'a self, patron: &'a PatronKey) -> Answering<'a, PatronAccount> {
        Box::pin(account::read(self, patron))
    }

    fn renew<'a>(&'a self, patron: &'a PatronKey, item: &'a str) -> Answering<'a, Done> {
        Box::pin(async move {
            let time = self.now();
            let answer = self.pool.ask(true, |institution| {
                Request::Renew(sip2::Renew {
                    third_party: false,
                    no_block: false,
                    time,
                    no_block_due: None,
                    institution: institution.to_owned(),
                    patron: patron.barcode.clone(),
                    pin: sent(patron.pin.as_ref()),
                    item: Some(item.to_owned()),
                    title: None,
                    terminal_password: None,
                    fee_agreed: None,
                })
            });
            let Answer::Renew(answer) = answer.await? else { return Err(Oddity::OtherKind.into()) };
            if !same(&answer.patron, &patron.barcode) {
                return Err(Oddity::OtherPatron.into());
            }
            let words = words(&answer.screen);
            if !answer.ok {
                return Err(Failure::Refused { words });
            }
            if !same(&answer.item, item) {
                return Err(Oddity::OtherItem.into());
            }
            Ok(Done { words, due: day(&answer.due) })
        })
    }

    fn hold<'a>(&'a self, patron: &'a PatronKey, wanted: &'a Wanted) -> Answering<'a, Done> {
        Box::pin(async move {
            let item = Some(wanted.barcode.as_str()).filter(|one| sendable(one));
            let title = Some(wanted.record.as_str()).filter(|one| sendable(one));
            if item.is_none() && (title.is_none() || wanted.this_copy) {
                return Err(Failure::NotSupported);
            }
            // 2: any copy of the title; 3: this one.
            let kind = Some(if wanted.this_copy { 3 } else { 2 });
            self.hold_deed(patron, HoldMode::Place, (item, title), kind, &wanted.pickup).await
        })
    }

    fn cancel_hold<'a>(&'a self, patron: &'a PatronKey, hold: &'a str) -> Answering<'a, Done> {
        Box::pin(async move {
            // A hold is named by its copy in most systems, by its title in some.
            let named = if hold.contains(char::is_whitespace) { (None, Some(hold)) } else { (Some(hold), None) };
            self.hold_deed(patron, HoldMode::Cancel, named, None, "").await
        })
    }

    fn probe<'a>(&'a self, with: &'a ProbeWith) -> Pin<Box<dyn Future<Output = Vec<ProbeStep>> + Send + 'a>> {
        Box::pin(probe::walk(self, with))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(patron: &str, valid_patron: Option<bool>, valid_pin: Option<bool>) -> PatronAnswer {
        PatronAnswer { patron: patron.to_owned(), valid_patron, valid_pin, ..PatronAnswer::default() }
    }

    #[test]
    fn only_a_clear_yes_about_the_reader_asked_for_is_one() {
        let odd = |oddity: Oddity| Err(Failure::from(oddity));
        for (patron, card, pin, with_pin, expected) in [
            ("1234", Some(true), Some(true), true, Ok(())),
            (" 1234 ", Some(true), Some(true), true, Ok(())),
            ("1234", Some(true), None, false, Ok(())),
            ("1234", Some(true), None, true, odd(Oddity::NoPinValidity)),
            ("1234", None, Some(true), true, odd(Oddity::NoValidity)),
            ("1234", None, None, false, odd(Oddity::NoValidity)),
            ("1234", Some(true), Some(false), true, Err(Failure::BadCredentials)),
            ("1234", Some(false), Some(true), true, Err(Failure::BadCredentials)),
            ("12345", Some(true), Some(true), true, odd(Oddity::OtherPatron)),
            ("", Some(true), Some(true), true, odd(Oddity::OtherPatron)),
        ] {
            assert_eq!(valid(&answer(patron, card, pin), "1234", with_pin), expected, "{patron} {card:?} {pin:?}");
        }
    }

    #[test]
    fn a_copy_without_title_or_state_is_unknown() {
        let item = |circulation, title: &str| ItemAnswer {
            circulation,
            item: "B1".to_owned(),
            title: title.to_owned(),
            due: Some("20261214    235900".to_owned()),
            ..ItemAnswer::default()
        };
        assert_eq!(state(&item(Circulation::Other, " ")), None);
        assert_eq!(state(&item(Circulation::Other, "Germinal")).and_then(|one| one.available), None);
        let lent = state(&item(Circulation::Charged, "Germinal")).expect("known");
        assert_eq!((lent.available, lent.due), (Some(false), Some(jiff::civil::date(2026, 12, 14))));
        assert_eq!(state(&item(Circulation::Available, "")).and_then(|one| one.available), Some(true));
    }
}
