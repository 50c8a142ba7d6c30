//! How a library's system behaves, well or badly; changed while it runs.

use std::time::Duration;

/// How a server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mood {
    /// As it should.
    #[default]
    Normal,
    /// As it should, after this long.
    Sleeps(Duration),
    /// As it should, after a delay that differs from question to question, up to this long.
    SleepsUpTo(Duration),
    /// Takes questions and never answers.
    Silent,
    /// Not at all: connections are refused, those open are closed.
    Refuses,
    /// Half of each answer, then it hangs up.
    ClosesInMidAnswer,
    /// Something that is no answer.
    Garbage,
}

/// The encoding of a SIP2 server's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// UTF-8.
    #[default]
    Utf8,
    /// Windows-1252.
    Windows1252,
    /// ISO 8859-1.
    Latin1,
    /// Code page 850, which old SIP2 servers use.
    Cp850,
}

/// How a library's system behaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behaviour {
    /// How it answers.
    pub mood: Mood,
    /// SIP2: the validity of card and PIN (`BL`, `CQ`) is left blank, right or wrong.
    pub blank_validity: bool,
    /// Answers about a reader are about another one.
    pub wrong_patron: bool,
    /// SIP2: it renews and reserves as it should, then hangs up instead of answering.
    pub loses_deeds: bool,
    /// SIP2: checksums are wrong.
    pub wrong_checksum: bool,
    /// SIP2: answers repeat the sequence number of the question before.
    pub wrong_sequence: bool,
    /// SIP2: each nth message is taken for damaged and must be sent again (96).
    pub asks_again_every: Option<u32>,
    /// SIP2: each nth answer is sent damaged, and again rightly when asked to (97).
    pub damages_every: Option<u32>,
    /// The user and password it wants at login, when it wants one. ILS-DI: none.
    pub login: Option<(String, String)>,
    /// Whether it wants the reader's PIN with each question, not only at authentication.
    pub pin_each_time: bool,
    /// The encoding of its text.
    pub charset: Charset,
    /// Whether it sends sequence numbers and checksums.
    pub checksum: bool,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            mood: Mood::Normal,
            blank_validity: false,
            wrong_patron: false,
            loses_deeds: false,
            wrong_checksum: false,
            wrong_sequence: false,
            asks_again_every: None,
            damages_every: None,
            login: None,
            pin_each_time: false,
            charset: Charset::Utf8,
            checksum: true,
        }
    }
}

impl Mood {
    /// How long to wait before the answer to the nth question. Spread by a mix of the number (splitmix64), so that a run
    /// can be repeated.
    #[must_use]
    pub fn delay(self, nth: u64) -> Duration {
        match self {
            Self::Sleeps(long) => long,
            Self::SleepsUpTo(most) => {
                let mut mixed = nth.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                mixed ^= mixed >> 27;
                most.mul_f64((mixed % 1000) as f64 / 1000.0)
            }
            _ => Duration::ZERO,
        }
    }
}
