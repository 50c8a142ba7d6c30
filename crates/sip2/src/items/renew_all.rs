//! Renewing every loan of a reader (65, 66).

use crate::message::{Message, Secret};
use crate::patron::{count, owned, secret, shown};
use crate::stamp::{Stamp, written};
use crate::station::one_zero;

/// Renews every loan of a reader: message 65.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RenewAll {
    /// When.
    pub time: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AD, the reader's PIN.
    pub pin: Option<Secret>,
    /// AC, the terminal's password.
    pub terminal_password: Option<Secret>,
    /// BO, the reader agreed to fees.
    pub fee_agreed: Option<bool>,
}

impl RenewAll {
    pub(crate) fn read(message: &Message) -> Self {
        Self {
            time: Stamp::read(message.fixed()),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            pin: secret(message, "AD"),
            terminal_password: secret(message, "AC"),
            fee_agreed: message.flag("BO"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("65", &written(self.time))
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_some("AD", shown(self.pin.as_ref()))
            .with_some("AC", shown(self.terminal_password.as_ref()))
            .with_flag("BO", self.fee_agreed)
    }
}

/// What became of every loan: message 66.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RenewAllAnswer {
    /// It was done.
    pub ok: bool,
    /// How many were renewed; nothing when it is not said.
    pub renewed_count: Option<u16>,
    /// How many were not.
    pub unrenewed_count: Option<u16>,
    /// When it was answered.
    pub time: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// BM, those renewed.
    pub renewed: Vec<String>,
    /// BN, those not.
    pub unrenewed: Vec<String>,
    /// AF, for the screen.
    pub screen: Vec<String>,
    /// AG, to print.
    pub print: Vec<String>,
}

impl RenewAllAnswer {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            ok: fixed.starts_with('1'),
            renewed_count: count(&fixed[1..5]),
            unrenewed_count: count(&fixed[5..9]),
            time: Stamp::read(&fixed[9..27]),
            institution: owned(message, "AO"),
            renewed: message.all("BM"),
            unrenewed: message.all("BN"),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        let counts = [self.renewed_count, self.unrenewed_count]
            .map(|count| count.map_or_else(|| "    ".to_owned(), |count| format!("{:04}", count.min(9999))))
            .concat();
        Message::new("66", &format!("{}{counts}{}", one_zero(self.ok), written(self.time)))
            .with("AO", &self.institution)
            .with_each("BM", &self.renewed)
            .with_each("BN", &self.unrenewed)
            .with_each("AF", &self.screen)
            .with_each("AG", &self.print)
    }
}
