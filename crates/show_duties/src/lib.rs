//! What shows owe in France, on the ground floor: no database, no web, no clock. Rules are dated data with their sources.
//!
//! - [`mentions`]: what a ticket must say.
//! - [`licence`]: numbers of shows' entrepreneurs, read and judged.
//! - [`vat`]: 2.1 % for the first 140 performances of some works, 5.5 % after and for other shows; taken apart to the cent.
//! - [`tax`]: the tax on shows, 3.5 % of receipts without VAT, and who collects it.
//! - [`sibil`]: declarations to the ministry, built, judged, written.
//! - [`Quarter`]: the quarters declarations are due for.
//!
//! None of this is legal advice: where the law asks for a judgement (is this work newly created? is this reading a play?) the
//! answer here is "ask", never a guess.

pub mod licence;
pub mod mentions;
mod quarter;
pub mod sibil;
pub mod tax;
pub mod vat;

pub use quarter::{NotAQuarter, Quarter};
