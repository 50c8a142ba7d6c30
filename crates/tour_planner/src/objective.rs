//! What makes one plan better than another, in the published order.

use serde::{Deserialize, Serialize};

/// A criterion. Plans are compared by the first, then by the second between equals, and so on; more is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// Communes served among those that waited four seasons or more, or never hosted.
    Waited4,
    /// Among those that waited three.
    Waited3,
    /// Two.
    Waited2,
    /// One.
    Waited1,
    /// Among those that hosted last season.
    Waited0,
    /// The least of the territories' rates, in millionths: communes served among those some wish of which could be
    /// met.
    Balance,
    /// Communes that keep their show, when a plan is repaired; zero otherwise.
    Kept,
    /// Ranks of the wishes met, added and below zero.
    Wishes,
    /// Kilometres from where crews come from to where they play, added and below zero.
    Distance,
    /// Lots drawn, added.
    Draw,
}

/// The criteria in the published order: the places of an objective.
pub const CRITERIA: [Criterion; 10] = [
    Criterion::Waited4,
    Criterion::Waited3,
    Criterion::Waited2,
    Criterion::Waited1,
    Criterion::Waited0,
    Criterion::Balance,
    Criterion::Kept,
    Criterion::Wishes,
    Criterion::Distance,
    Criterion::Draw,
];

/// A whole rate, in millionths.
pub const WHOLE: i64 = 1_000_000;
