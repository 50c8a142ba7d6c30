//! A pass in a phone's wallet: Apple's signed archive (`.pkpass`) and Google's signed link.
//!
//! Both are made from one [`Face`]: what is written on the pass, in three languages, and the code a door reads. What makes
//! them genuine is given by whoever runs the server: for Apple a pass certificate and its key ([`Signer`]), for Google a
//! service account's key ([`Account`]). Without them nothing is made, and a page shows no such button.
//!
//! There is no clock here: instants are arguments. The same face signed at the same instant gives the same bytes.
//!
//! Sources: Apple, *Wallet Passes* (`Pass`, `PassFields.Barcodes`, building a pass) and RFC 5652 (CMS) for the signature;
//! Google, *Wallet API*, generic passes, JWT and `RotatingBarcode`.

pub mod apple;
mod certificate;
mod cms;
mod der;
mod error;
mod face;
pub mod google;
mod key;
mod pem;
mod signer;

pub use certificate::Certificate;
pub use error::Error;
pub use face::{Colours, Face, Field, Place, Proof, Updates, Words};
pub use google::Account;
pub use signer::{ALARM_DAYS, Signer};
