//! Where a reader is, and what a learner did.

use serde::Serialize;

/// Where a reader stopped.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Position {
    /// Of which resource.
    pub resource: String,
    /// A Readium Locator (`href`, `type`, `locations`), or `{"locations":{"position":seconds}}` for a film.
    pub locator: serde_json::Value,
    /// How far, in thousandths of the whole, when it can be said.
    pub progression: Option<i64>,
    /// On which device, in the reader's words; may be empty.
    pub device: String,
    /// When, in milliseconds since 1970 UTC. The last in time wins, whatever the order of arrival.
    pub at_ms: i64,
}

/// How far a learner is in one activity of a course.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CourseState {
    /// Of which resource.
    pub resource: String,
    /// The identifier of the item in its organization.
    pub activity: String,
    /// The SCORM run-time data, as its player sent it.
    pub cmi: serde_json::Value,
    /// `not attempted`, `incomplete`, `completed`, `passed` or `failed`.
    pub status: String,
    /// Score in thousandths of the best possible, when there is one.
    pub score: Option<i64>,
    /// Whether it is behind the learner.
    pub passed: bool,
    /// When it was last said, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// One try at a quiz.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attempt {
    /// Identifier.
    pub id: String,
    /// At which resource.
    pub resource: String,
    /// What was answered, by question.
    pub answers: serde_json::Value,
    /// Points got.
    pub points: i64,
    /// Of how many.
    pub points_of: i64,
    /// Whether it is a success.
    pub passed: bool,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// What a learner may print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// Identifier.
    pub id: String,
    /// Twelve letters and digits, to check it by.
    pub code: String,
    /// Whose.
    pub account: String,
    /// For which resource.
    pub resource: String,
    /// Its title on that day.
    pub title: String,
    /// Score in thousandths, when there is one.
    pub score: Option<i64>,
    /// When it was earned, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}
