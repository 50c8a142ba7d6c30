//! Sharing a pass's money between museums: exact rules, replayable statements.
//!
//! A pass opens fifteen museums and is paid for once: who gets what? There is no one answer, there are rules, each fair in
//! its own sense. This room computes thirteen of them from the same aggregates, exactly, so that they can be laid side
//! by side before one is chosen, and so that whoever doubts a result can compute it again.
//!
//! - A [`Tally`] is fed [`Passes`] line by line (a price, how often each museum was seen, how many passes did so) and
//!   keeps sums only: its size does not grow with the number of passes.
//! - A [`Rule`] needs less than the tally: its [`Basis`] is the aggregate it is computed from, and all of it.
//! - [`settle`] shares the pot of a basis by a rule under [`Conventions`] that are data, not habits of the code.
//! - A [`Statement`] is a settlement with its basis, signed: [`statement::check`] computes it again.
//! - [`claims`] and [`game`] are the theory underneath, usable alone.
//!
//! Amounts are exact fractions until the last step; cents come by largest remainder, ties to the museum named first.
//! Formulas, sources and conventions are written in docs/settlement.md.

mod basis;
pub mod claims;
mod conventions;
pub mod drawn;
mod error;
pub mod fraction;
pub mod game;
mod passes;
mod rule;
mod settle;
mod shares;
pub mod statement;
mod tally;
pub mod worked;

pub use basis::{Basis, Group, Level};
pub use claims::Division;
pub use conventions::{Conventions, Free, Over, Pot, Unused};
pub use error::{Error, Result};
pub use fraction::Fraction;
pub use passes::{Museum, Passes};
pub use rule::Rule;
pub use settle::{Settlement, compare, settle};
pub use shares::Shares;
pub use statement::Statement;
pub use tally::Tally;
