//! Asking what is known of a reader (63).

use super::{owned, secret, shown};
use crate::message::{Message, Secret};
use crate::stamp::{Stamp, written};

/// What a list in an answer 64 is of. One list may be asked at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Summary {
    /// Holds that wait at the library (AS).
    Holds,
    /// Items overdue (AT).
    Overdue,
    /// Items charged (AU).
    Charged,
    /// Items with a fine (AV).
    Fines,
    /// Items recalled (BU).
    Recalls,
    /// Holds not there yet (CD).
    UnavailableHolds,
}

impl Summary {
    /// Every list, in the order of the ten letters.
    pub const ALL: [Self; 6] =
        [Self::Holds, Self::Overdue, Self::Charged, Self::Fines, Self::Recalls, Self::UnavailableHolds];

    /// The list's variable field.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Holds => "AS",
            Self::Overdue => "AT",
            Self::Charged => "AU",
            Self::Fines => "AV",
            Self::Recalls => "BU",
            Self::UnavailableHolds => "CD",
        }
    }

    fn read(letters: &str) -> Option<Self> {
        letters.bytes().position(|letter| letter == b'Y').and_then(|at| Self::ALL.get(at).copied())
    }

    fn write(which: Option<Self>) -> String {
        let at = which.and_then(|which| Self::ALL.iter().position(|known| *known == which));
        (0..10).map(|place| if Some(place) == at { 'Y' } else { ' ' }).collect()
    }
}

/// Asks what is known of a reader, and one list: message 63.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PatronInformation {
    /// Three digits: `000` unknown, `001` English, `002` French, `005` Dutch…
    pub language: String,
    /// When it is asked.
    pub time: Option<Stamp>,
    /// The list wanted.
    pub summary: Option<Summary>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AC, the terminal's password.
    pub terminal_password: Option<Secret>,
    /// AD, the reader's PIN.
    pub pin: Option<Secret>,
    /// BP, the first item of the list wanted, from 1.
    pub from: Option<u32>,
    /// BQ, the last.
    pub to: Option<u32>,
}

impl PatronInformation {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        let number = |name| message.first(name).and_then(|text| text.trim().parse().ok());
        Self {
            language: fixed[..3].to_owned(),
            time: Stamp::read(&fixed[3..21]),
            summary: Summary::read(&fixed[21..31]),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            terminal_password: secret(message, "AC"),
            pin: secret(message, "AD"),
            from: number("BP"),
            to: number("BQ"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        let fixed = format!("{:3.3}{}{}", self.language, written(self.time), Summary::write(self.summary));
        Message::new("63", &fixed)
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_some("AC", shown(self.terminal_password.as_ref()))
            .with_some("AD", shown(self.pin.as_ref()))
            .with_some("BP", self.from.map(|number| number.to_string()))
            .with_some("BQ", self.to.map(|number| number.to_string()))
    }
}
