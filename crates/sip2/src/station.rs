//! The station itself: signing in (93, 94), saying how it is (99), what the other side does (98).

use crate::message::{Message, Secret};
use crate::stamp::Stamp;

/// Signing in: message 93. User and password travel as they are (algorithms `00`): the standard names no other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Login {
    /// CN, who.
    pub user: String,
    /// CO.
    pub password: Secret,
    /// CP, where the machine stands.
    pub location: Option<String>,
}

impl Login {
    pub(crate) fn read(message: &Message) -> Self {
        Self {
            user: message.first("CN").unwrap_or_default().to_owned(),
            password: Secret::new(message.first("CO").unwrap_or_default()),
            location: message.first("CP").map(str::to_owned),
        }
    }

    pub(crate) fn write(&self) -> Message {
        Message::new("93", "00")
            .with("CN", &self.user)
            .with("CO", self.password.reveal())
            .with_some("CP", self.location.as_ref())
    }
}

/// How the station is: message 99.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScStatus {
    /// 0 all is well, 1 out of paper, 2 about to shut down.
    pub status: u8,
    /// Characters in a printed line.
    pub print_width: u16,
    /// The version spoken, `2.00`.
    pub version: String,
}

impl Default for ScStatus {
    fn default() -> Self {
        Self { status: 0, print_width: 80, version: "2.00".to_owned() }
    }
}

impl ScStatus {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            status: fixed[..1].parse().unwrap_or(0),
            print_width: fixed[1..4].trim().parse().unwrap_or(0),
            version: fixed[4..].to_owned(),
        }
    }

    pub(crate) fn write(&self) -> Message {
        let fixed = format!("{}{:03}{:4.4}", self.status.min(9), self.print_width.min(999), self.version);
        Message::new("99", &fixed)
    }
}

/// The messages a system knows: field BX of message 98.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Supported(u16);

impl Supported {
    /// The codes of the requests, in the order of the field's sixteen letters.
    pub const CODES: [&'static str; 16] =
        ["23", "11", "09", "01", "99", "97", "93", "63", "35", "37", "17", "19", "25", "15", "29", "65"];

    /// The requests with these codes.
    #[must_use]
    pub fn of(codes: &[&str]) -> Self {
        let bits = Self::CODES.iter().enumerate().filter(|(_, code)| codes.contains(code));
        Self(bits.fold(0, |sum, (at, _)| sum | 1 << at))
    }

    /// Whether a request is known by its code.
    #[must_use]
    pub fn has(self, code: &str) -> bool {
        Self::CODES.iter().position(|known| *known == code).is_some_and(|at| self.0 & 1 << at != 0)
    }

    fn read(text: &str) -> Self {
        let yes = text.bytes().take(16).enumerate().filter(|(_, letter)| matches!(letter, b'Y' | b'y'));
        Self(yes.fold(0, |sum, (at, _)| sum | 1 << at))
    }

    fn write(self) -> String {
        (0..16).map(|at| if self.0 & 1 << at == 0 { 'N' } else { 'Y' }).collect()
    }
}

/// What the other side does: message 98.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcsStatus {
    /// It answers.
    pub online: bool,
    /// Items can be brought back.
    pub checkin: bool,
    /// Items can be taken.
    pub checkout: bool,
    /// Loans can be renewed.
    pub renewal: bool,
    /// A reader's status can be changed.
    pub status_update: bool,
    /// The station may go on alone when the line is cut.
    pub offline: bool,
    /// How long to wait for an answer, in tenths of a second; 999 unknown.
    pub timeout: u16,
    /// How often to try again; 999 unknown.
    pub retries: u16,
    /// The time there.
    pub time: Option<Stamp>,
    /// The version spoken, `2.00`.
    pub version: String,
    /// AO.
    pub institution: String,
    /// AM, the library's name.
    pub library: Option<String>,
    /// BX; nothing when it does not say.
    pub supported: Option<Supported>,
    /// AN, where the machine stands.
    pub location: Option<String>,
    /// AF, for the screen.
    pub screen: Vec<String>,
    /// AG, to print.
    pub print: Vec<String>,
}

impl AcsStatus {
    pub(crate) fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        let yes = |at: usize| fixed.as_bytes()[at] == b'Y';
        Self {
            online: yes(0),
            checkin: yes(1),
            checkout: yes(2),
            renewal: yes(3),
            status_update: yes(4),
            offline: yes(5),
            timeout: fixed[6..9].trim().parse().unwrap_or(999),
            retries: fixed[9..12].trim().parse().unwrap_or(999),
            time: Stamp::read(&fixed[12..30]),
            version: fixed[30..34].to_owned(),
            institution: message.first("AO").unwrap_or_default().to_owned(),
            library: message.first("AM").map(str::to_owned),
            supported: message.first("BX").map(Supported::read),
            location: message.first("AN").map(str::to_owned),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    pub(crate) fn write(&self) -> Message {
        let does: String = [self.online, self.checkin, self.checkout, self.renewal, self.status_update, self.offline]
            .map(yes_no)
            .concat();
        let fixed = format!(
            "{does}{:03}{:03}{}{:4.4}",
            self.timeout.min(999),
            self.retries.min(999),
            crate::stamp::written(self.time),
            self.version
        );
        Message::new("98", &fixed)
            .with("AO", &self.institution)
            .with_some("AM", self.library.as_ref())
            .with_some("BX", self.supported.map(Supported::write))
            .with_some("AN", self.location.as_ref())
            .with_each("AF", &self.screen)
            .with_each("AG", &self.print)
    }
}

/// `Y` or `N`, as most fixed parts write it.
pub(crate) fn yes_no(yes: bool) -> &'static str {
    if yes { "Y" } else { "N" }
}

/// `1` or `0`, as the first letter of many answers.
pub(crate) fn one_zero(yes: bool) -> &'static str {
    if yes { "1" } else { "0" }
}
