//! What can be odd in an answer: told in English to the log, in the office's words on the test page.

use crate::{Failure, Said};

/// Why an answer is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// It is no SIP2 message.
    NotSip,
    /// It is longer than any message.
    TooLong,
    /// Its checksum is wrong, also when sent again.
    Checksum,
    /// It has no checksum where the settings want one.
    NoChecksum,
    /// It carries the number of another question.
    Sequence,
    /// It answers another kind of question.
    OtherKind,
    /// The system asks for the message again and again.
    AsksAgain,
    /// It is about another reader.
    OtherPatron,
    /// It is about another copy.
    OtherItem,
    /// It does not say whether the card is valid (`BL`).
    NoValidity,
    /// It does not say whether the code is right (`CQ`).
    NoPinValidity,
    /// The certificate's authority in the settings is none.
    Authority,
}

impl Oddity {
    const ALL: [Self; 12] = [
        Self::NotSip,
        Self::TooLong,
        Self::Checksum,
        Self::NoChecksum,
        Self::Sequence,
        Self::OtherKind,
        Self::AsksAgain,
        Self::OtherPatron,
        Self::OtherItem,
        Self::NoValidity,
        Self::NoPinValidity,
        Self::Authority,
    ];

    fn english(self) -> &'static str {
        match self {
            Self::NotSip => "it is no SIP2 message",
            Self::TooLong => "it is longer than any message",
            Self::Checksum => "its checksum is wrong",
            Self::NoChecksum => "it has no checksum",
            Self::Sequence => "it carries the sequence number of another question",
            Self::OtherKind => "it answers another kind of question",
            Self::AsksAgain => "the system asks for the message again and again",
            Self::OtherPatron => "it is about another reader",
            Self::OtherItem => "it is about another copy",
            Self::NoValidity => "it does not say whether the card is valid (BL)",
            Self::NoPinValidity => "it does not say whether the code is right (CQ)",
            Self::Authority => "the authority's certificate in the settings can't be read",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::NotSip => "systems-odd-not-sip",
            Self::TooLong => "systems-odd-too-long",
            Self::Checksum => "systems-odd-checksum",
            Self::NoChecksum => "systems-odd-no-checksum",
            Self::Sequence => "systems-odd-sequence",
            Self::OtherKind => "systems-odd-other-kind",
            Self::AsksAgain => "systems-odd-asks-again",
            Self::OtherPatron => "systems-odd-other-patron",
            Self::OtherItem => "systems-odd-other-item",
            Self::NoValidity => "systems-odd-no-validity",
            Self::NoPinValidity => "systems-odd-no-pin-validity",
            Self::Authority => "systems-odd-authority",
        }
    }
}

impl From<Oddity> for Failure {
    fn from(oddity: Oddity) -> Self {
        Failure::odd(oddity.english())
    }
}

/// A failure in the words of the test page.
pub(super) fn told(failure: &Failure) -> Said {
    match failure {
        Failure::Odd { why } => match Oddity::ALL.into_iter().find(|one| one.english() == why) {
            Some(oddity) => Said::new(oddity.message()),
            None => Said::new("systems-failure-odd"),
        },
        Failure::Refused { words } => Said::new("systems-failure-refused").with("words", words.as_str()),
        other => Said::new(match other {
            Failure::Down => "systems-failure-down",
            Failure::Resting => "systems-failure-resting",
            Failure::Late => "systems-failure-late",
            Failure::NotSupported => "systems-failure-not-supported",
            Failure::BadCredentials => "systems-failure-bad-credentials",
            Failure::LoginRefused => "systems-failure-login-refused",
            Failure::Untrusted => "systems-failure-untrusted",
            _ => "systems-failure-not-allowed",
        }),
    }
}
