//! What is known of a reader (64).

use super::information::Summary;
use super::status::PatronAnswer;
use crate::message::Message;

/// How many there are of each; nothing where the system does not say (four blanks).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Holds that wait at the library.
    pub holds: Option<u16>,
    /// Items overdue.
    pub overdue: Option<u16>,
    /// Items charged.
    pub charged: Option<u16>,
    /// Items with a fine.
    pub fines: Option<u16>,
    /// Items recalled.
    pub recalls: Option<u16>,
    /// Holds not there yet.
    pub unavailable_holds: Option<u16>,
}

impl Counts {
    fn read(fixed: &str) -> Self {
        let [holds, overdue, charged, fines, recalls, unavailable_holds] =
            [0, 4, 8, 12, 16, 20].map(|at| count(&fixed[at..at + 4]));
        Self { holds, overdue, charged, fines, recalls, unavailable_holds }
    }

    fn write(self) -> String {
        [self.holds, self.overdue, self.charged, self.fines, self.recalls, self.unavailable_holds]
            .map(|count| count.map_or_else(|| "    ".to_owned(), |count| format!("{:04}", count.min(9999))))
            .concat()
    }
}

/// Reads four digits, filled with zeros or blanks; nothing when they are blank or no number.
pub(crate) fn count(digits: &str) -> Option<u16> {
    digits.trim().parse().ok()
}

/// What is known of a reader: message 64.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PatronInformationAnswer {
    /// What message 24 says too.
    pub patron: PatronAnswer,
    /// How many of each.
    pub counts: Counts,
    /// BZ, how many holds they may have.
    pub hold_limit: Option<u16>,
    /// CA, how many overdue items.
    pub overdue_limit: Option<u16>,
    /// CB, how many charged items.
    pub charged_limit: Option<u16>,
    /// CC, how much they may owe.
    pub fee_limit: Option<String>,
    /// The list asked for, item by item. What an item is written as, each system decides: a barcode, often a title too.
    pub items: Vec<(Summary, String)>,
    /// BD, the address of their home.
    pub address: Option<String>,
    /// BE.
    pub email: Option<String>,
    /// BF.
    pub phone: Option<String>,
    /// PB, the birth date, an extension most systems know.
    pub birth: Option<String>,
    /// PA, when the card ends, another.
    pub expires: Option<String>,
}

impl PatronInformationAnswer {
    /// The items of one list.
    pub fn items_of(&self, list: Summary) -> impl Iterator<Item = &str> {
        self.items.iter().filter(move |(known, _)| *known == list).map(|(_, item)| item.as_str())
    }

    pub(crate) fn read(message: &Message) -> Self {
        let limit = |name| message.first(name).and_then(count);
        let text = |name| message.first(name).map(str::to_owned);
        let list_of = |name: &str| Summary::ALL.into_iter().find(|list| list.field() == name);
        Self {
            patron: PatronAnswer::read(message),
            counts: Counts::read(&message.fixed()[35..59]),
            hold_limit: limit("BZ"),
            overdue_limit: limit("CA"),
            charged_limit: limit("CB"),
            fee_limit: text("CC"),
            items: message
                .fields()
                .filter_map(|(name, value)| list_of(name).map(|list| (list, value.to_owned())))
                .collect(),
            address: text("BD"),
            email: text("BE"),
            phone: text("BF"),
            birth: text("PB"),
            expires: text("PA"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        let limit = |limit: Option<u16>| limit.map(|limit| format!("{:04}", limit.min(9999)));
        let fixed = self.patron.fixed() + &self.counts.write();
        let mut message = self
            .patron
            .fields(Message::new("64", &fixed))
            .with_some("BZ", limit(self.hold_limit))
            .with_some("CA", limit(self.overdue_limit))
            .with_some("CB", limit(self.charged_limit))
            .with_some("CC", self.fee_limit.as_ref());
        for (list, item) in &self.items {
            message = message.with(list.field(), item);
        }
        message
            .with_some("BD", self.address.as_ref())
            .with_some("BE", self.email.as_ref())
            .with_some("BF", self.phone.as_ref())
            .with_some("PB", self.birth.as_ref())
            .with_some("PA", self.expires.as_ref())
            .with_each("AF", &self.patron.screen)
            .with_each("AG", &self.patron.print)
    }
}
