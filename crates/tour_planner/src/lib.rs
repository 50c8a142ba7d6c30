//! A touring programme planned: who gets which show, where and when; exactly, fairly, with reasons.
//!
//! Method, objective and documents: docs/tour_planner.md.

mod check;
mod compare;
mod crew;
mod explain;
mod lp;
mod model;
mod objective;
mod possible;
mod sample;
mod solve;
mod work;

pub use check::{Checked, Fault, check, objective};
pub use compare::{Comparison, calendar, compare};
pub use explain::{Change, Cost, Explanation, Reason, Unfit, explain, line};
pub use model::{
    Commune, CrewRules, Forbid, Hall, Instance, LONGEST, Malformed, Needs, Performance, Pin, Plan, Point, Show, Wish,
};
pub use objective::{CRITERIA, Criterion, WHOLE};
pub use possible::{Lack, lacks};
pub use solve::{Gap, Limits, Outcome, Trouble, plan, repair};
