//! The answers, field by field. `docs/sip2.md` describes them for whoever connects a machine.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use shell::{Frame, Lang};
use sip2::{
    AcsStatus, Answer, CheckinAnswer, CheckoutAnswer, EndSessionAnswer, FeePaidAnswer, HoldAnswer, ItemAnswer,
    PatronAnswer, PatronBlocks, PatronInformationAnswer, RenewAllAnswer, RenewAnswer, Request, Stamp, Supported,
};

use crate::check::Checked;

/// The requests answered for what they ask.
const SUPPORTED: [&str; 6] = ["23", "99", "97", "93", "63", "35"];
/// How long a machine should wait for an answer, in tenths of a second: a PIN is slow to check on purpose.
const TIMEOUT: u16 = 100;
const RETRIES: u16 = 3;

/// What answers are written with.
#[derive(Clone, Copy)]
pub(crate) struct Pen<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) zone: &'a TimeZone,
    pub(crate) now: Timestamp,
    /// The institution's code (AO) and name (AM); empty before signing in.
    pub(crate) institution: (&'a str, &'a str),
}

/// The languages of the standard that we speak: 001 English, 005 Dutch, and French for all others.
fn language(code: &str) -> Lang {
    match code {
        "001" => Lang::En,
        "005" => Lang::Nl,
        _ => Lang::Fr,
    }
}

impl Pen<'_> {
    fn time(&self) -> Option<Stamp> {
        Some(Stamp::local(self.now.to_zoned(self.zone.clone()).datetime()))
    }

    /// What the machine calls its institution, else our code of it.
    fn institution(&self, asked: &str) -> String {
        if asked.trim().is_empty() { self.institution.0.to_owned() } else { asked.to_owned() }
    }

    fn say(&self, lang: Lang, key: &str) -> Vec<String> {
        vec![self.frame.messages().text(lang, key)]
    }

    /// Message 98.
    pub(crate) fn status(&self) -> Answer {
        let (code, name) = self.institution;
        Answer::AcsStatus(AcsStatus {
            online: true,
            checkin: false,
            checkout: false,
            renewal: false,
            status_update: false,
            offline: false,
            timeout: TIMEOUT,
            retries: RETRIES,
            time: self.time(),
            version: "2.00".to_owned(),
            institution: code.to_owned(),
            library: (!name.is_empty()).then(|| name.to_owned()),
            supported: Some(Supported::of(&SUPPORTED)),
            location: None,
            screen: Vec::new(),
            print: Vec::new(),
        })
    }

    /// What messages 24 and 64 say. Whoever is refused gets the same answer whatever the reason: no name, `BLN`, `CQN`.
    /// `None` is a check that could not be made; it is not a yes either.
    fn patron(&self, (lang, institution, card): (&str, &str, &str), checked: Option<&Checked>) -> PatronAnswer {
        let answer = PatronAnswer {
            language: lang.to_owned(),
            time: self.time(),
            institution: self.institution(institution),
            patron: card.to_owned(),
            ..PatronAnswer::default()
        };
        match checked {
            Some(Checked::Valid(reader)) => PatronAnswer {
                name: reader.name.clone().unwrap_or_default(),
                valid_patron: Some(true),
                valid_pin: Some(reader.pin_is_right),
                ..answer
            },
            refused => {
                let key = if refused.is_some() { "sip-said-refused" } else { "sip-said-unavailable" };
                PatronAnswer {
                    blocks: PatronBlocks::EVERYTHING,
                    valid_patron: Some(false),
                    valid_pin: Some(false),
                    screen: self.say(language(lang), key),
                    ..answer
                }
            }
        }
    }

    /// The answer to a check; none for a request that is no check.
    pub(crate) fn checked(&self, request: &Request, checked: Option<&Checked>) -> Option<Answer> {
        match request {
            Request::PatronStatus(asked) => {
                Some(Answer::PatronStatus(self.patron((&asked.language, &asked.institution, &asked.patron), checked)))
            }
            Request::PatronInformation(asked) => {
                let patron = self.patron((&asked.language, &asked.institution, &asked.patron), checked);
                let mut answer = PatronInformationAnswer { patron, ..PatronInformationAnswer::default() };
                if let Some(Checked::Valid(reader)) = checked {
                    answer.email = reader.email.clone();
                    answer.birth = reader.birth.map(|day| day.strftime("%Y%m%d").to_string());
                }
                Some(Answer::PatronInformation(answer))
            }
            _ => None,
        }
    }

    /// The answer to what needs no check: the end of a turn is granted, loans are none of ours, and no item is known.
    pub(crate) fn plain(&self, request: &Request) -> Answer {
        let time = self.time();
        let screen = self.say(Lang::Fr, "sip-said-no-loans");
        match request {
            Request::EndSession(asked) => Answer::EndSession(EndSessionAnswer {
                ended: true,
                time,
                institution: self.institution(&asked.institution),
                patron: asked.patron.clone(),
                ..EndSessionAnswer::default()
            }),
            Request::ItemInformation(asked) => Answer::ItemInformation(ItemAnswer {
                time,
                item: asked.item.clone(),
                screen: self.say(Lang::Fr, "sip-said-no-item"),
                ..ItemAnswer::default()
            }),
            Request::Checkout(asked) => Answer::Checkout(CheckoutAnswer {
                time,
                institution: self.institution(&asked.institution),
                patron: asked.patron.clone(),
                item: asked.item.clone(),
                screen,
                ..CheckoutAnswer::default()
            }),
            Request::Checkin(asked) => Answer::Checkin(CheckinAnswer {
                time,
                institution: self.institution(&asked.institution),
                item: asked.item.clone(),
                screen,
                ..CheckinAnswer::default()
            }),
            Request::Hold(asked) => Answer::Hold(HoldAnswer {
                time,
                institution: self.institution(&asked.institution),
                patron: asked.patron.clone(),
                item: asked.item.clone(),
                title: asked.title.clone(),
                screen,
                ..HoldAnswer::default()
            }),
            Request::Renew(asked) => Answer::Renew(RenewAnswer {
                time,
                institution: self.institution(&asked.institution),
                patron: asked.patron.clone(),
                item: asked.item.clone().unwrap_or_default(),
                screen,
                ..RenewAnswer::default()
            }),
            Request::RenewAll(asked) => Answer::RenewAll(RenewAllAnswer {
                time,
                renewed_count: Some(0),
                institution: self.institution(&asked.institution),
                screen,
                ..RenewAllAnswer::default()
            }),
            Request::FeePaid(asked) => Answer::FeePaid(FeePaidAnswer {
                time,
                institution: self.institution(&asked.institution),
                patron: asked.patron.clone(),
                transaction: asked.transaction.clone(),
                screen,
                ..FeePaidAnswer::default()
            }),
            Request::ScStatus(_) => self.status(),
            Request::Login(_) | Request::Resend | Request::PatronStatus(_) | Request::PatronInformation(_) => {
                Answer::Resend
            }
        }
    }
}
