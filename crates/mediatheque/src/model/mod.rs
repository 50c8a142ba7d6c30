//! What the wing speaks of.

mod edition;
mod learning;
mod resource;

pub use edition::{Edition, Entry, Note, Track, TrackKind};
pub use learning::{Attempt, Certificate, CourseState, Position};
pub use resource::{Creator, Poster, Resource, ResourceKind, ResourceState};
