//! Matching through its public face: cases a librarian would judge, decisions, and a noisy load with a known truth.

mod cases;
mod decisions;
mod support;
