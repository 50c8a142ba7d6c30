//! The end of a reader's turn (35, 36).

use super::{owned, secret, shown};
use crate::message::{Message, Secret};
use crate::stamp::{Stamp, written};
use crate::station::yes_no;

/// The reader leaves the machine: message 35.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EndSession {
    /// When.
    pub time: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AC, the terminal's password.
    pub terminal_password: Option<Secret>,
    /// AD, the reader's PIN.
    pub pin: Option<Secret>,
}

impl EndSession {
    pub(crate) fn read(message: &Message) -> Self {
        Self {
            time: Stamp::read(message.fixed()),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            terminal_password: secret(message, "AC"),
            pin: secret(message, "AD"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("35", &written(self.time))
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_some("AC", shown(self.terminal_password.as_ref()))
            .with_some("AD", shown(self.pin.as_ref()))
    }
}

/// Whether the reader's turn is over: message 36.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EndSessionAnswer {
    /// It is.
    pub ended: bool,
    /// When it was answered.
    pub time: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AF, for the screen.
    pub screen: Vec<String>,
    /// AG, to print.
    pub print: Vec<String>,
}

impl EndSessionAnswer {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            ended: fixed.starts_with('Y'),
            time: Stamp::read(&fixed[1..19]),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("36", &format!("{}{}", yes_no(self.ended), written(self.time)))
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_each("AF", &self.screen)
            .with_each("AG", &self.print)
    }
}
