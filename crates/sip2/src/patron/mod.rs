//! The reader: status (23, 24), information (63, 64), end of their turn (35, 36), fees paid (37, 38).

mod amount;
mod end_session;
mod fee_paid;
mod information;
mod information_answer;
mod status;

use crate::message::{Message, Secret};

pub use amount::cents;
pub use end_session::{EndSession, EndSessionAnswer};
pub use fee_paid::{FeePaid, FeePaidAnswer};
pub use information::{PatronInformation, Summary};
pub(crate) use information_answer::count;
pub use information_answer::{Counts, PatronInformationAnswer};
pub use status::{PatronAnswer, PatronBlocks, PatronStatus};

pub(crate) fn owned(message: &Message, name: &str) -> String {
    message.first(name).unwrap_or_default().to_owned()
}

pub(crate) fn secret(message: &Message, name: &str) -> Option<Secret> {
    message.first(name).map(Secret::new)
}

pub(crate) fn shown(secret: Option<&Secret>) -> Option<&str> {
    secret.map(Secret::reveal)
}
