//! What is known of an item (17, 18).

use crate::message::{Message, Secret};
use crate::patron::{owned, secret, shown};
use crate::stamp::{Stamp, written};

/// Where an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Circulation {
    /// Something else, or not said.
    #[default]
    Other,
    /// Ordered from the bookseller.
    OnOrder,
    /// Available.
    Available,
    /// Charged to a reader.
    Charged,
    /// Charged, and not to be recalled before a date.
    ChargedUntilRecall,
    /// Being prepared.
    InProcess,
    /// Recalled.
    Recalled,
    /// Waiting for whoever has a hold on it.
    OnHoldShelf,
    /// Waiting to be put back in its place.
    ToReshelve,
    /// On its way between libraries.
    InTransit,
    /// Its reader says it was returned.
    ClaimedReturned,
    /// Lost.
    Lost,
    /// Not in its place.
    Missing,
}

impl Circulation {
    const ALL: [Self; 13] = [
        Self::Other,
        Self::OnOrder,
        Self::Available,
        Self::Charged,
        Self::ChargedUntilRecall,
        Self::InProcess,
        Self::Recalled,
        Self::OnHoldShelf,
        Self::ToReshelve,
        Self::InTransit,
        Self::ClaimedReturned,
        Self::Lost,
        Self::Missing,
    ];

    fn read(digits: &str) -> Self {
        let number: usize = digits.trim().parse().unwrap_or(1);
        number.checked_sub(1).and_then(|at| Self::ALL.get(at).copied()).unwrap_or(Self::Other)
    }

    fn write(self) -> String {
        format!("{:02}", Self::ALL.iter().position(|known| *known == self).unwrap_or(0) + 1)
    }
}

/// Asks what is known of an item: message 17.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemInformation {
    /// When it is asked.
    pub time: Option<Stamp>,
    /// AO.
    pub institution: String,
    /// AB, the item's barcode.
    pub item: String,
    /// AC, the terminal's password.
    pub terminal_password: Option<Secret>,
}

impl ItemInformation {
    pub(crate) fn read(message: &Message) -> Self {
        Self {
            time: Stamp::read(message.fixed()),
            institution: owned(message, "AO"),
            item: owned(message, "AB"),
            terminal_password: secret(message, "AC"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("17", &written(self.time))
            .with("AO", &self.institution)
            .with("AB", &self.item)
            .with_some("AC", shown(self.terminal_password.as_ref()))
    }
}

/// What is known of an item: message 18.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemAnswer {
    /// Where it is.
    pub circulation: Circulation,
    /// When it was answered.
    pub time: Option<Stamp>,
    /// AB, the item's barcode.
    pub item: String,
    /// AJ. Empty when the item is not known, in most systems.
    pub title: String,
    /// CF, how many readers wait for it.
    pub queue: Option<u32>,
    /// AH, until when it is charged, as it is written: see [`read_date`](crate::read_date).
    pub due: Option<String>,
    /// CJ, when it is recalled.
    pub recalled: Option<String>,
    /// CM, until when it is kept for whoever has a hold on it.
    pub kept_until: Option<String>,
    /// BG, whose it is.
    pub owner: Option<String>,
    /// CK, three digits: `001` book, `002` magazine, `003` journal, `004` audio, `005` video…
    pub media: Option<String>,
    /// AQ, its library.
    pub permanent_location: Option<String>,
    /// AP, where it is.
    pub current_location: Option<String>,
    /// CH, what is said of it.
    pub properties: Option<String>,
    /// CS, its call number, an extension most systems know.
    pub call_number: Option<String>,
    /// AF, for the screen.
    pub screen: Vec<String>,
    /// AG, to print.
    pub print: Vec<String>,
}

impl ItemAnswer {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        let text = |name| message.first(name).map(str::to_owned);
        Self {
            circulation: Circulation::read(&fixed[..2]),
            time: Stamp::read(&fixed[6..24]),
            item: owned(message, "AB"),
            title: owned(message, "AJ"),
            queue: message.first("CF").and_then(|digits| digits.trim().parse().ok()),
            due: text("AH"),
            recalled: text("CJ"),
            kept_until: text("CM"),
            owner: text("BG"),
            media: text("CK"),
            permanent_location: text("AQ"),
            current_location: text("AP"),
            properties: text("CH"),
            call_number: text("CS"),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        // Security marker 00 and fee type 01: other.
        Message::new("18", &format!("{}0001{}", self.circulation.write(), written(self.time)))
            .with_some("CF", self.queue.map(|queue| queue.to_string()))
            .with_some("AH", self.due.as_ref())
            .with_some("CJ", self.recalled.as_ref())
            .with_some("CM", self.kept_until.as_ref())
            .with("AB", &self.item)
            .with("AJ", &self.title)
            .with_some("BG", self.owner.as_ref())
            .with_some("CK", self.media.as_ref())
            .with_some("AQ", self.permanent_location.as_ref())
            .with_some("AP", self.current_location.as_ref())
            .with_some("CH", self.properties.as_ref())
            .with_some("CS", self.call_number.as_ref())
            .with_each("AF", &self.screen)
            .with_each("AG", &self.print)
    }
}
