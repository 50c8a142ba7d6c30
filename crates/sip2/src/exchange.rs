//! What a message means.

use crate::items::{
    Checkin, CheckinAnswer, Checkout, CheckoutAnswer, Hold, HoldAnswer, ItemAnswer, ItemInformation, Renew, RenewAll,
    RenewAllAnswer, RenewAnswer,
};
use crate::message::{Fault, Message};
use crate::patron::{
    EndSession, EndSessionAnswer, FeePaid, FeePaidAnswer, PatronAnswer, PatronInformation, PatronInformationAnswer,
    PatronStatus,
};
use crate::station::{AcsStatus, Login, ScStatus, one_zero};

/// What a machine asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// 93.
    Login(Login),
    /// 99.
    ScStatus(ScStatus),
    /// 97: send your last answer again.
    Resend,
    /// 23.
    PatronStatus(PatronStatus),
    /// 63.
    PatronInformation(PatronInformation),
    /// 35.
    EndSession(EndSession),
    /// 37.
    FeePaid(FeePaid),
    /// 17.
    ItemInformation(ItemInformation),
    /// 11.
    Checkout(Checkout),
    /// 09.
    Checkin(Checkin),
    /// 15.
    Hold(Hold),
    /// 29.
    Renew(Renew),
    /// 65.
    RenewAll(RenewAll),
}

impl Request {
    /// What a message asks.
    ///
    /// # Errors
    /// [`Fault::Unexpected`] for an answer and for the requests nobody here speaks: 01 (block a card), 19 (item status), 25
    /// (unblock a card).
    pub fn read(message: &Message) -> Result<Self, Fault> {
        let unexpected = || Fault::Unexpected(message.code().to_owned());
        Ok(match message.code() {
            "93" => Self::Login(Login::read(message)),
            "99" => Self::ScStatus(ScStatus::read(message)),
            "97" => Self::Resend,
            "23" => Self::PatronStatus(PatronStatus::read(message)),
            "63" => Self::PatronInformation(PatronInformation::read(message)),
            "35" => Self::EndSession(EndSession::read(message)),
            "37" => Self::FeePaid(FeePaid::read(message)),
            "17" => Self::ItemInformation(ItemInformation::read(message)),
            "11" => Self::Checkout(Checkout::read(message)),
            "09" => Self::Checkin(Checkin::read(message)),
            "15" => Self::Hold(Hold::read(message).ok_or_else(unexpected)?),
            "29" => Self::Renew(Renew::read(message)),
            "65" => Self::RenewAll(RenewAll::read(message)),
            _ => return Err(unexpected()),
        })
    }

    /// The message, without a sequence number yet.
    #[must_use]
    pub fn write(&self) -> Message {
        match self {
            Self::Login(request) => request.write(),
            Self::ScStatus(request) => request.write(),
            Self::Resend => Message::new("97", ""),
            Self::PatronStatus(request) => request.write(),
            Self::PatronInformation(request) => request.write(),
            Self::EndSession(request) => request.write(),
            Self::FeePaid(request) => request.write(),
            Self::ItemInformation(request) => request.write(),
            Self::Checkout(request) => request.write(),
            Self::Checkin(request) => request.write(),
            Self::Hold(request) => request.write(),
            Self::Renew(request) => request.write(),
            Self::RenewAll(request) => request.write(),
        }
    }

    /// The code of the answer this request wants; none for [`Request::Resend`], which wants the last one.
    #[must_use]
    pub fn answer_code(&self) -> Option<&'static str> {
        Some(match self {
            Self::Login(_) => "94",
            Self::ScStatus(_) => "98",
            Self::Resend => return None,
            Self::PatronStatus(_) => "24",
            Self::PatronInformation(_) => "64",
            Self::EndSession(_) => "36",
            Self::FeePaid(_) => "38",
            Self::ItemInformation(_) => "18",
            Self::Checkout(_) => "12",
            Self::Checkin(_) => "10",
            Self::Hold(_) => "16",
            Self::Renew(_) => "30",
            Self::RenewAll(_) => "66",
        })
    }
}

/// What a system answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// 94: whether signing in succeeded.
    Login(bool),
    /// 98.
    AcsStatus(AcsStatus),
    /// 96: the request was not understood, send it again.
    Resend,
    /// 24.
    PatronStatus(PatronAnswer),
    /// 64.
    PatronInformation(PatronInformationAnswer),
    /// 36.
    EndSession(EndSessionAnswer),
    /// 38.
    FeePaid(FeePaidAnswer),
    /// 18.
    ItemInformation(ItemAnswer),
    /// 12.
    Checkout(CheckoutAnswer),
    /// 10.
    Checkin(CheckinAnswer),
    /// 16.
    Hold(HoldAnswer),
    /// 30.
    Renew(RenewAnswer),
    /// 66.
    RenewAll(RenewAllAnswer),
}

impl Answer {
    /// What a message answers.
    ///
    /// # Errors
    /// [`Fault::Unexpected`] for a request, and for 20 and 26.
    pub fn read(message: &Message) -> Result<Self, Fault> {
        Ok(match message.code() {
            "94" => Self::Login(message.fixed() == "1"),
            "98" => Self::AcsStatus(AcsStatus::read(message)),
            "96" => Self::Resend,
            "24" => Self::PatronStatus(PatronAnswer::read(message)),
            "64" => Self::PatronInformation(PatronInformationAnswer::read(message)),
            "36" => Self::EndSession(EndSessionAnswer::read(message)),
            "38" => Self::FeePaid(FeePaidAnswer::read(message)),
            "18" => Self::ItemInformation(ItemAnswer::read(message)),
            "12" => Self::Checkout(CheckoutAnswer::read(message)),
            "10" => Self::Checkin(CheckinAnswer::read(message)),
            "16" => Self::Hold(HoldAnswer::read(message)),
            "30" => Self::Renew(RenewAnswer::read(message)),
            "66" => Self::RenewAll(RenewAllAnswer::read(message)),
            other => return Err(Fault::Unexpected(other.to_owned())),
        })
    }

    /// The message, without a sequence number yet: an answer has its request's.
    #[must_use]
    pub fn write(&self) -> Message {
        match self {
            Self::Login(ok) => Message::new("94", one_zero(*ok)),
            Self::AcsStatus(answer) => answer.write(),
            Self::Resend => Message::new("96", ""),
            Self::PatronStatus(answer) => answer.write(),
            Self::PatronInformation(answer) => answer.write(),
            Self::EndSession(answer) => answer.write(),
            Self::FeePaid(answer) => answer.write(),
            Self::ItemInformation(answer) => answer.write(),
            Self::Checkout(answer) => answer.write(),
            Self::Checkin(answer) => answer.write(),
            Self::Hold(answer) => answer.write(),
            Self::Renew(answer) => answer.write(),
            Self::RenewAll(answer) => answer.write(),
        }
    }
}
