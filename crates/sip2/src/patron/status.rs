//! Whether a reader is known, and what is kept from them (23, 24).

use super::{owned, secret, shown};
use crate::message::{Message, Secret};
use crate::stamp::{Stamp, written};

/// What keeps a reader from something: the fourteen letters of a patron's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PatronBlocks(u16);

impl PatronBlocks {
    /// May not borrow.
    pub const BORROWING: Self = Self(1);
    /// May not renew.
    pub const RENEWING: Self = Self(1 << 1);
    /// May not recall.
    pub const RECALLING: Self = Self(1 << 2);
    /// May not place holds.
    pub const HOLDING: Self = Self(1 << 3);
    /// The card was reported lost.
    pub const CARD_LOST: Self = Self(1 << 4);
    /// Too many items charged.
    pub const TOO_MANY_CHARGED: Self = Self(1 << 5);
    /// Too many items overdue.
    pub const TOO_MANY_OVERDUE: Self = Self(1 << 6);
    /// Too many renewals.
    pub const TOO_MANY_RENEWALS: Self = Self(1 << 7);
    /// Too many items said to be returned.
    pub const TOO_MANY_CLAIMS: Self = Self(1 << 8);
    /// Too many items lost.
    pub const TOO_MANY_LOST: Self = Self(1 << 9);
    /// Fines too high.
    pub const FINES: Self = Self(1 << 10);
    /// Fees too high.
    pub const FEES: Self = Self(1 << 11);
    /// A recalled item is overdue.
    pub const RECALL_OVERDUE: Self = Self(1 << 12);
    /// Too many items billed.
    pub const TOO_MANY_BILLED: Self = Self(1 << 13);
    /// May not borrow, renew, recall nor place holds.
    pub const EVERYTHING: Self = Self(0b1111);

    /// Whether all of these hold.
    #[must_use]
    pub fn has(self, blocks: Self) -> bool {
        self.0 & blocks.0 == blocks.0
    }

    /// Both together.
    #[must_use]
    pub fn and(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }

    /// Whether nothing is kept from the reader.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    fn read(letters: &str) -> Self {
        // A small letter blocks as well: what is meant as a block must not be read as leave.
        let yes = letters.bytes().take(14).enumerate().filter(|(_, letter)| matches!(letter, b'Y' | b'y'));
        Self(yes.fold(0, |sum, (at, _)| sum | 1 << at))
    }

    fn write(self) -> String {
        (0..14).map(|at| if self.0 & 1 << at == 0 { ' ' } else { 'Y' }).collect()
    }
}

/// Asks whether a reader is known and what is kept from them: message 23.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PatronStatus {
    /// Three digits: `000` unknown, `001` English, `002` French, `005` Dutch…
    pub language: String,
    /// When it is asked.
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

impl PatronStatus {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            language: fixed[..3].to_owned(),
            time: Stamp::read(&fixed[3..21]),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            terminal_password: secret(message, "AC"),
            pin: secret(message, "AD"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("23", &format!("{:3.3}{}", self.language, written(self.time)))
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            // Asked for by the standard, if only empty.
            .with("AC", shown(self.terminal_password.as_ref()).unwrap_or_default())
            .with("AD", shown(self.pin.as_ref()).unwrap_or_default())
    }
}

/// What is said of a reader in both answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PatronAnswer {
    /// What is kept from them.
    pub blocks: PatronBlocks,
    /// Three digits, as in the request.
    pub language: String,
    /// When it was answered.
    pub time: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AE.
    pub name: String,
    /// BL: whether the card is one of a reader. Nothing when it is not said, which is no yes.
    pub valid_patron: Option<bool>,
    /// CQ: whether the PIN is right. Nothing when it is not said, which is no yes.
    pub valid_pin: Option<bool>,
    /// BH, the currency of what is owed.
    pub currency: Option<String>,
    /// BV, what is owed, as it is written: see [`cents`](crate::cents).
    pub owed: Option<String>,
    /// AF, for the screen.
    pub screen: Vec<String>,
    /// AG, to print.
    pub print: Vec<String>,
}

impl PatronAnswer {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            blocks: PatronBlocks::read(&fixed[..14]),
            language: fixed[14..17].to_owned(),
            time: Stamp::read(&fixed[17..35]),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            name: owned(message, "AE"),
            valid_patron: message.flag("BL"),
            valid_pin: message.flag("CQ"),
            currency: message.first("BH").map(str::to_owned),
            owed: message.first("BV").map(str::to_owned),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    pub(super) fn fixed(&self) -> String {
        format!("{}{:3.3}{}", self.blocks.write(), self.language, written(self.time))
    }

    pub(super) fn fields(&self, message: Message) -> Message {
        message
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with("AE", &self.name)
            .with_flag("BL", self.valid_patron)
            .with_flag("CQ", self.valid_pin)
            .with_some("BH", self.currency.as_ref())
            .with_some("BV", self.owed.as_ref())
    }

    pub(crate) fn write(&self) -> Message {
        self.fields(Message::new("24", &self.fixed())).with_each("AF", &self.screen).with_each("AG", &self.print)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_in_a_small_letter_is_one() {
        let blocks = PatronBlocks::read("y  Y n        ");
        assert!(blocks.has(PatronBlocks::BORROWING) && blocks.has(PatronBlocks::HOLDING));
        assert!(!blocks.has(PatronBlocks::RENEWING) && !blocks.has(PatronBlocks::TOO_MANY_CHARGED));
        assert_eq!(PatronBlocks::read(&blocks.write()), blocks);
    }
}
