//! Matching through its public face: cases a librarian would judge and decisions.

mod cases;
mod decisions;
mod support;
