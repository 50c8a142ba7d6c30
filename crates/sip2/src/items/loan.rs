//! What is answered to taking and to renewing (12, 30): the same fields.

use crate::message::Message;
use crate::patron::owned;
use crate::stamp::{Stamp, written};
use crate::station::{one_zero, yes_no};

/// What messages 12 and 30 say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Loan {
    ok: bool,
    renewal: bool,
    time: Option<Stamp>,
    institution: String,
    patron: String,
    item: String,
    title: String,
    due: String,
    currency: Option<String>,
    fee: Option<String>,
    transaction: Option<String>,
    screen: Vec<String>,
    print: Vec<String>,
}

impl Loan {
    fn read(message: &Message) -> Self {
        let fixed = message.fixed();
        Self {
            ok: fixed.starts_with('1'),
            renewal: fixed[1..].starts_with('Y'),
            time: Stamp::read(&fixed[4..22]),
            institution: owned(message, "AO"),
            patron: owned(message, "AA"),
            item: owned(message, "AB"),
            title: owned(message, "AJ"),
            due: owned(message, "AH"),
            currency: message.first("BH").map(str::to_owned),
            fee: message.first("BV").map(str::to_owned),
            transaction: message.first("BK").map(str::to_owned),
            screen: message.all("AF"),
            print: message.all("AG"),
        }
    }

    fn write(&self, code: &str) -> Message {
        // Magnetic media unknown; desensitize what goes out.
        let fixed = format!("{}{}U{}{}", one_zero(self.ok), yes_no(self.renewal), yes_no(self.ok), written(self.time));
        Message::new(code, &fixed)
            .with("AO", &self.institution)
            .with("AA", &self.patron)
            .with("AB", &self.item)
            .with("AJ", &self.title)
            .with("AH", &self.due)
            .with_some("BH", self.currency.as_ref())
            .with_some("BV", self.fee.as_ref())
            .with_some("BK", self.transaction.as_ref())
            .with_each("AF", &self.screen)
            .with_each("AG", &self.print)
    }
}

/// The same fields for two answers that mean two things.
macro_rules! loan_answer {
    ($(#[$doc:meta])* $name:ident, $code:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            /// It was done.
            pub ok: bool,
            /// It was, or could be, a renewal.
            pub renewal: bool,
            /// When it was answered.
            pub time: Option<Stamp>,
            /// AO.
            pub institution: String,
            /// AA, the card.
            pub patron: String,
            /// AB, the item's barcode.
            pub item: String,
            /// AJ.
            pub title: String,
            /// AH, until when, as it is written: see [`read_date`](crate::read_date).
            pub due: String,
            /// BH, the currency of the fee.
            pub currency: Option<String>,
            /// BV, the fee, as it is written.
            pub fee: Option<String>,
            /// BK, the loan's number.
            pub transaction: Option<String>,
            /// AF, for the screen: why it was refused, among others.
            pub screen: Vec<String>,
            /// AG, to print.
            pub print: Vec<String>,
        }

        impl $name {
            pub(crate) fn read(message: &Message) -> Self {
                let Loan {
                    ok, renewal, time, institution, patron, item, title, due, currency, fee, transaction, screen, print,
                } = Loan::read(message);
                Self {
                    ok, renewal, time, institution, patron, item, title, due, currency, fee, transaction, screen, print,
                }
            }

            pub(crate) fn write(&self) -> Message {
                let Self {
                    ok, renewal, time, institution, patron, item, title, due, currency, fee, transaction, screen, print,
                } = self.clone();
                Loan {
                    ok, renewal, time, institution, patron, item, title, due, currency, fee, transaction, screen, print,
                }
                .write($code)
            }
        }
    };
}

loan_answer!(
    /// Whether an item was taken: message 12.
    CheckoutAnswer,
    "12"
);
loan_answer!(
    /// Whether a loan was renewed: message 30.
    RenewAnswer,
    "30"
);
