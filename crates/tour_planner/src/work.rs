//! Work, counted: what a search may do before it stops.
//!
//! A unit is about one number looked at, in a tableau or in a crew's days. Counted, not timed: the same search ends in
//! the same place everywhere.

/// What there was to do was more than was allowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Weary;

/// Work done, and the most there may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Work {
    done: u64,
    most: u64,
}

impl Work {
    pub(crate) fn new(most: u64) -> Self {
        Self { done: 0, most }
    }

    pub(crate) fn done(&self) -> u64 {
        self.done
    }

    pub(crate) fn left(&self) -> u64 {
        self.most.saturating_sub(self.done)
    }

    /// Counts what was done; it may be a little more than there was left.
    pub(crate) fn add(&mut self, units: u64) {
        self.done = self.done.saturating_add(units);
    }

    /// Counts what is about to be done; refused when nothing is left.
    pub(crate) fn spend(&mut self, units: u64) -> Result<(), Weary> {
        self.add(units);
        if self.done > self.most { Err(Weary) } else { Ok(()) }
    }
}
