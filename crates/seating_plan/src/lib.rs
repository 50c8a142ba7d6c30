//! A hall's seats, on the ground floor: no database, no web, no clock.
//!
//! - [`Plan`]: zones, rows, seats; what each seat is ([`SeatKind`]) and where it stands.
//! - [`typed`]: a plan from a few lines anyone can type: `A: 1-12`, `C: 1-6 _ 7-12`, `PMR: 1-4w`.
//! - [`pretix`]: a plan from the seating-plan JSON that pretix publishes and its editor writes.
//! - [`best`]: the best places left for a party, together, without leaving one seat alone beside them when that can be
//!   avoided; a wheelchair with its companion.
//! - [`drawing`]: the plan as SVG, without a single style attribute, so that a strict policy lets it through.
//!
//! ```
//! use seating_plan::{Party, best, typed};
//!
//! let plan = typed::read("A: 1-4\nB-C: 1-3 _ 4-6\nPMR: 1-2w").unwrap();
//! assert_eq!(plan.places(), 18);
//! let taken = ["A-2", "A-3"];
//! let found = best(&plan, &|seat| !taken.contains(&seat), &Party::of(3)).unwrap();
//! assert_eq!(found, ["B-1", "B-2", "B-3"]);
//! ```

mod best;
pub mod drawing;
mod model;
pub mod pretix;
pub mod typed;

pub use best::{Party, best};
pub use model::{MOST_SEATS, PITCH, Placed, Plan, Row, Seat, SeatKind, Unsound, Zone};
