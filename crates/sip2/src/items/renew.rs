//! Renewing a loan (29); its answer is in [`loan`](super::loan).

use crate::message::{Message, Secret};
use crate::patron::{owned, secret, shown};
use crate::stamp::{Stamp, written};
use crate::station::yes_no;

/// Renews a loan: message 29.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Renew {
    /// Someone else than the reader may ask.
    pub third_party: bool,
    /// It happened already, while the line was cut.
    pub no_block: bool,
    /// When.
    pub time: Option<Stamp>,
    /// Until when the machine said, if the line was cut.
    pub no_block_due: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AD, the reader's PIN.
    pub pin: Option<Secret>,
    /// AB, the item's barcode.
    pub item: Option<String>,
    /// AJ, the title's number.
    pub title: Option<String>,
    /// AC, the terminal's password.
    pub terminal_password: Option<Secret>,
    /// BO, the reader agreed to a fee.
    pub fee_agreed: Option<bool>,
}

impl Renew {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            third_party: fixed.starts_with('Y'),
            no_block: fixed[1..].starts_with('Y'),
            time: Stamp::read(&fixed[2..20]),
            no_block_due: Stamp::read(&fixed[20..38]),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            pin: secret(message, "AD"),
            item: message.first("AB").map(str::to_owned),
            title: message.first("AJ").map(str::to_owned),
            terminal_password: secret(message, "AC"),
            fee_agreed: message.flag("BO"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        let allowed = [self.third_party, self.no_block].map(yes_no).concat();
        Message::new("29", &format!("{allowed}{}{}", written(self.time), written(self.no_block_due)))
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_some("AD", shown(self.pin.as_ref()))
            .with_some("AB", self.item.as_ref())
            .with_some("AJ", self.title.as_ref())
            .with_some("AC", shown(self.terminal_password.as_ref()))
            .with_flag("BO", self.fee_agreed)
    }
}
