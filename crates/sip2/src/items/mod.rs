//! Items: what is known of one (17, 18), taking (11, 12), bringing back (09, 10), placing holds (15, 16), renewing (29, 30, 65,
//! 66).

mod checkin;
mod checkout;
mod hold;
mod information;
mod loan;
mod renew;
mod renew_all;

pub use checkin::{Checkin, CheckinAnswer};
pub use checkout::Checkout;
pub use hold::{Hold, HoldAnswer, HoldMode};
pub use information::{Circulation, ItemAnswer, ItemInformation};
pub use loan::{CheckoutAnswer, RenewAnswer};
pub use renew::Renew;
pub use renew_all::{RenewAll, RenewAllAnswer};
