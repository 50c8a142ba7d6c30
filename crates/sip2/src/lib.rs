//! SIP2 (3M Standard Interchange Protocol 2.00): messages read and written, both sides of the line.
//!
//! A [`Message`] is what travels: a code of two digits, a fixed part whose length the code decides, variable fields of two
//! letters that may be repeated, a sequence number and a checksum. [`Request`] and [`Answer`] say what a message means.
//! [`Lines`] cuts a stream into messages. Nothing here knows a socket or a clock.
//!
//! Three habits protect whoever uses it:
//! - a value never carries a delimiter, an end of line or a control character out: a name with `|AF` in it adds no field;
//! - what an answer does not say is *unknown*, never yes: see [`Message::flag`]. Said twice differently is not said;
//! - PINs and passwords are [`Secret`]: they are not printed, and a message's `Debug` hides them.
//!
//! The crate `sip2` 0.3.4 (KCLS) was read and set aside: its parser cuts text at byte 2 and panics on a message that begins
//! with an accent, it knows neither sequence numbers nor checksums nor any encoding but UTF-8 (a letter cut by the edge of a
//! packet is an error), reorders fields, lets CR and LF through in values, and brings `chrono`, `getopts` and `deunicode`.

mod charset;
mod exchange;
mod items;
mod line;
mod message;
mod patron;
mod stamp;
mod station;

pub use charset::Encoding;
pub use exchange::{Answer, Request};
pub use items::{
    Checkin, CheckinAnswer, Checkout, CheckoutAnswer, Circulation, Hold, HoldAnswer, HoldMode, ItemAnswer,
    ItemInformation, Renew, RenewAll, RenewAllAnswer, RenewAnswer,
};
pub use line::{Lines, LongLine};
pub use message::{Fault, Message, Rules, Secret, parse};
pub use patron::{
    Counts, EndSession, EndSessionAnswer, FeePaid, FeePaidAnswer, PatronAnswer, PatronBlocks, PatronInformation,
    PatronInformationAnswer, PatronStatus, Summary, cents,
};
pub use stamp::{Stamp, read_date};
pub use station::{AcsStatus, Login, ScStatus, Supported};
