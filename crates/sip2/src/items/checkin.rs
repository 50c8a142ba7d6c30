//! Bringing an item back (09, 10).

use crate::message::{Message, Secret};
use crate::patron::{owned, secret, shown};
use crate::stamp::{Stamp, written};
use crate::station::{one_zero, yes_no};

/// Brings an item back: message 09.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checkin {
    /// It happened already, while the line was cut.
    pub no_block: bool,
    /// When it is said.
    pub time: Option<Stamp>,
    /// When it came back.
    pub returned: Option<Stamp>,
    /// AP, where.
    pub current_location: String,
    /// AO.
    pub institution: String,
    /// AB, the item's barcode.
    pub item: String,
    /// AC, the terminal's password.
    pub terminal_password: Option<Secret>,
    /// BI, take it back, it was a mistake.
    pub cancel: Option<bool>,
}

impl Checkin {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            no_block: fixed.starts_with('Y'),
            time: Stamp::read(&fixed[1..19]),
            returned: Stamp::read(&fixed[19..37]),
            current_location: owned(message, "AP"),
            institution: owned(message, "AO"),
            item: owned(message, "AB"),
            terminal_password: secret(message, "AC"),
            cancel: message.flag("BI"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("09", &format!("{}{}{}", yes_no(self.no_block), written(self.time), written(self.returned)))
            .with("AP", &self.current_location)
            .with("AO", &self.institution)
            .with("AB", &self.item)
            // Asked for by the standard, if only empty.
            .with("AC", shown(self.terminal_password.as_ref()).unwrap_or_default())
            .with_flag("BI", self.cancel)
    }
}

/// Whether an item was brought back: message 10.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckinAnswer {
    /// It was.
    pub ok: bool,
    /// Somebody should look at it: a hold, another library's.
    pub alert: bool,
    /// When it was answered.
    pub time: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AB, the item's barcode.
    pub item: String,
    /// AQ, its library.
    pub permanent_location: String,
    /// AJ.
    pub title: Option<String>,
    /// CL, the bin it goes to.
    pub sort_bin: Option<String>,
    /// AA, the card of who had it.
    pub patron: Option<String>,
    /// AF, for the screen.
    pub screen: Vec<String>,
    /// AG, to print.
    pub print: Vec<String>,
}

impl CheckinAnswer {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        let text = |name| message.first(name).map(str::to_owned);
        Self {
            ok: fixed.starts_with('1'),
            alert: fixed[3..].starts_with('Y'),
            time: Stamp::read(&fixed[4..22]),
            institution: owned(message, "AO"),
            item: owned(message, "AB"),
            permanent_location: owned(message, "AQ"),
            title: text("AJ"),
            sort_bin: text("CL"),
            patron: text("AA"),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        // Resensitize what came back; magnetic media unknown.
        let fixed = format!("{}{}U{}{}", one_zero(self.ok), yes_no(self.ok), yes_no(self.alert), written(self.time));
        Message::new("10", &fixed)
            .with("AO", &self.institution)
            .with("AB", &self.item)
            .with("AQ", &self.permanent_location)
            .with_some("AJ", self.title.as_ref())
            .with_some("CL", self.sort_bin.as_ref())
            .with_some("AA", self.patron.as_ref())
            .with_each("AF", &self.screen)
            .with_each("AG", &self.print)
    }
}
