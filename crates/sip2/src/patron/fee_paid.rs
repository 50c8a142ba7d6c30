//! Fees paid at the machine (37, 38).

use super::{owned, secret, shown};
use crate::message::{Message, Secret};
use crate::stamp::{Stamp, written};
use crate::station::yes_no;

/// A fee was paid at the machine: message 37.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeePaid {
    /// When.
    pub time: Option<Stamp>,
    /// Two digits: `01` other, `02` administrative, `03` damage, `04` overdue, …
    pub fee_type: String,
    /// Two digits: `00` cash, `01` VISA, `02` credit card.
    pub payment_type: String,
    /// Three letters.
    pub currency: String,
    /// BV, how much, as it is written: see [`cents`](crate::cents).
    pub amount: String,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AC, the terminal's password.
    pub terminal_password: Option<Secret>,
    /// AD, the reader's PIN.
    pub pin: Option<Secret>,
    /// CG, which fee.
    pub fee: Option<String>,
    /// BK, the payment's number.
    pub transaction: Option<String>,
}

impl FeePaid {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            time: Stamp::read(&fixed[..18]),
            fee_type: fixed[18..20].to_owned(),
            payment_type: fixed[20..22].to_owned(),
            currency: fixed[22..25].to_owned(),
            amount: owned(message, "BV"),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            terminal_password: secret(message, "AC"),
            pin: secret(message, "AD"),
            fee: message.first("CG").map(str::to_owned),
            transaction: message.first("BK").map(str::to_owned),
        }
    }

    pub(crate) fn write(&self) -> Message {
        let fixed =
            format!("{}{:2.2}{:2.2}{:3.3}", written(self.time), self.fee_type, self.payment_type, self.currency);
        Message::new("37", &fixed)
            .with("BV", &self.amount)
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_some("AC", shown(self.terminal_password.as_ref()))
            .with_some("AD", shown(self.pin.as_ref()))
            .with_some("CG", self.fee.as_ref())
            .with_some("BK", self.transaction.as_ref())
    }
}

/// Whether a payment was taken into account: message 38.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeePaidAnswer {
    /// It was.
    pub accepted: bool,
    /// When it was answered.
    pub time: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// BK, the payment's number.
    pub transaction: Option<String>,
    /// AF, for the screen.
    pub screen: Vec<String>,
    /// AG, to print.
    pub print: Vec<String>,
}

impl FeePaidAnswer {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            accepted: fixed.starts_with('Y'),
            time: Stamp::read(&fixed[1..19]),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            transaction: message.first("BK").map(str::to_owned),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("38", &format!("{}{}", yes_no(self.accepted), written(self.time)))
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_some("BK", self.transaction.as_ref())
            .with_each("AF", &self.screen)
            .with_each("AG", &self.print)
    }
}
