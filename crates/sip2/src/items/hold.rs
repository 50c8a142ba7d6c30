//! Placing a hold, changing it, taking it back (15, 16).

use crate::message::{Message, Secret};
use crate::patron::{owned, secret, shown};
use crate::stamp::{Stamp, written};
use crate::station::{one_zero, yes_no};

/// What to do with a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HoldMode {
    /// Place it.
    #[default]
    Place,
    /// Take it back.
    Cancel,
    /// Change it.
    Change,
}

/// Places, changes or takes back a hold: message 15.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hold {
    /// What to do.
    pub mode: HoldMode,
    /// When.
    pub time: Option<Stamp>,
    /// BW, until when it is wanted.
    pub until: Option<Stamp>,
    /// BS, where it will be fetched.
    pub pickup: Option<String>,
    /// BY: 1 other, 2 any copy of a title, 3 this copy, 4 any copy at one library.
    pub kind: Option<u8>,
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

impl Hold {
    pub(crate) fn read(message: &Message) -> Option<Self> {
        let fixed = message.fixed();
        let text = |name| message.first(name).map(str::to_owned);
        Some(Self {
            mode: match &fixed[..1] {
                "+" => HoldMode::Place,
                "-" => HoldMode::Cancel,
                "*" => HoldMode::Change,
                _ => return None,
            },
            time: Stamp::read(&fixed[1..19]),
            until: message.first("BW").and_then(Stamp::read),
            pickup: text("BS"),
            kind: message.first("BY").and_then(|digit| digit.trim().parse().ok()),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            pin: secret(message, "AD"),
            item: text("AB"),
            title: text("AJ"),
            terminal_password: secret(message, "AC"),
            fee_agreed: message.flag("BO"),
        })
    }

    pub(crate) fn write(&self) -> Message {
        let mode = match self.mode {
            HoldMode::Place => '+',
            HoldMode::Cancel => '-',
            HoldMode::Change => '*',
        };
        Message::new("15", &format!("{mode}{}", written(self.time)))
            .with_some("BW", self.until.map(|until| until.to_string()))
            .with_some("BS", self.pickup.as_ref())
            .with_some("BY", self.kind.map(|kind| kind.to_string()))
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_some("AD", shown(self.pin.as_ref()))
            .with_some("AB", self.item.as_ref())
            .with_some("AJ", self.title.as_ref())
            .with_some("AC", shown(self.terminal_password.as_ref()))
            .with_flag("BO", self.fee_agreed)
    }
}

/// Whether a hold was placed, changed or taken back: message 16.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HoldAnswer {
    /// It was.
    pub ok: bool,
    /// The item is there and waits.
    pub available: bool,
    /// When it was answered.
    pub time: Option<Stamp>,
    /// BW, until when, as it is written.
    pub until: Option<String>,
    /// BR, the place in the queue, from 1.
    pub position: Option<u32>,
    /// BS, where it will be fetched.
    pub pickup: Option<String>,
    /// AO.
    pub institution: String,
    /// AA, the card.
    pub patron: String,
    /// AB, the item's barcode.
    pub item: Option<String>,
    /// AJ, the title or its number.
    pub title: Option<String>,
    /// AF, for the screen.
    pub screen: Vec<String>,
    /// AG, to print.
    pub print: Vec<String>,
}

impl HoldAnswer {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        let text = |name| message.first(name).map(str::to_owned);
        Self {
            ok: fixed.starts_with('1'),
            available: fixed[1..].starts_with('Y'),
            time: Stamp::read(&fixed[2..20]),
            until: text("BW"),
            position: message.first("BR").and_then(|digits| digits.trim().parse().ok()),
            pickup: text("BS"),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            item: text("AB"),
            title: text("AJ"),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("16", &format!("{}{}{}", one_zero(self.ok), yes_no(self.available), written(self.time)))
            .with_some("BW", self.until.as_ref())
            .with_some("BR", self.position.map(|position| position.to_string()))
            .with_some("BS", self.pickup.as_ref())
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with_some("AB", self.item.as_ref())
            .with_some("AJ", self.title.as_ref())
            .with_each("AF", &self.screen)
            .with_each("AG", &self.print)
    }
}
