//! Taking an item (11); its answer is in [`loan`](super::loan).

use crate::message::{Message, Secret};
use crate::patron::{owned, secret, shown};
use crate::stamp::{Stamp, written};
use crate::station::yes_no;

/// Takes an item: message 11.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checkout {
    /// The machine allows it as a renewal.
    pub renewal_allowed: bool,
    /// It happened already, while the line was cut: do not refuse it.
    pub no_block: bool,
    /// When.
    pub time: Option<Stamp>,
    /// Until when the machine said, if the line was cut.
    pub no_block_due: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AB, the item's barcode.
    pub item: String,
    /// AC, the terminal's password.
    pub terminal_password: Option<Secret>,
    /// AD, the reader's PIN.
    pub pin: Option<Secret>,
    /// BO, the reader agreed to a fee.
    pub fee_agreed: Option<bool>,
    /// BI, take back a loan made by mistake.
    pub cancel: Option<bool>,
}

impl Checkout {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            renewal_allowed: fixed.starts_with('Y'),
            no_block: fixed[1..].starts_with('Y'),
            time: Stamp::read(&fixed[2..20]),
            no_block_due: Stamp::read(&fixed[20..38]),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            item: owned(message, "AB"),
            terminal_password: secret(message, "AC"),
            pin: secret(message, "AD"),
            fee_agreed: message.flag("BO"),
            cancel: message.flag("BI"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        let allowed = [self.renewal_allowed, self.no_block].map(yes_no).concat();
        Message::new("11", &format!("{allowed}{}{}", written(self.time), written(self.no_block_due)))
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with("AB", &self.item)
            // Asked for by the standard, if only empty.
            .with("AC", shown(self.terminal_password.as_ref()).unwrap_or_default())
            .with_some("AD", shown(self.pin.as_ref()))
            .with_flag("BO", self.fee_agreed)
            .with_flag("BI", self.cancel)
    }
}
