//! A fuse before each library's system: one that is dead costs its readers nothing.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// After so many failures in a row the system is left alone…
const FAILURES: u32 = 3;
/// … for this long, then twice as long each time it fails again…
const FIRST_REST: Duration = Duration::from_secs(10);
/// … up to this.
const LONGEST_REST: Duration = Duration::from_secs(120);

#[derive(Debug, Default)]
struct State {
    failures: u32,
    /// Until when nothing is asked.
    rests_until: Option<Instant>,
    rest: Duration,
    /// Since when one question is let through to see; another may try when that one never came back.
    trying: Option<Instant>,
}

/// A fuse.
#[derive(Debug, Default)]
pub(crate) struct Breaker(Mutex<State>);

/// The right to ask once. Dropped without a verdict (whoever asked gave up), it counts for nothing.
#[derive(Debug)]
pub(crate) struct Leave<'a> {
    breaker: &'a Breaker,
    trial: bool,
}

impl Breaker {
    /// Whether the system may be asked now. When it has rested, a single question goes through.
    pub(crate) fn ask(&self) -> Option<Leave<'_>> {
        let now = Instant::now();
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.rests_until {
            None => Some(Leave { breaker: self, trial: false }),
            Some(until) if now < until => None,
            Some(_) if state.trying.is_some() => None,
            Some(_) => {
                state.trying = Some(now);
                Some(Leave { breaker: self, trial: true })
            }
        }
    }

    /// Whether the system is left alone now.
    pub(crate) fn is_resting(&self) -> bool {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.rests_until.is_some_and(|until| Instant::now() < until)
    }
}

impl Leave<'_> {
    /// The system answered, be it no.
    pub(crate) fn answered(self) {
        *self.breaker.0.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    /// The system failed.
    pub(crate) fn failed(self) {
        let mut state = self.breaker.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures += 1;
        // Questions asked before it was left alone and failing only now do not lengthen the rest.
        if self.trial || (state.rests_until.is_none() && state.failures >= FAILURES) {
            state.rest = if state.rest.is_zero() { FIRST_REST } else { (state.rest * 2).min(LONGEST_REST) };
            state.rests_until = Some(Instant::now() + state.rest);
        }
    }
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        if self.trial {
            self.breaker.0.lock().unwrap_or_else(PoisonError::into_inner).trying = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fail(breaker: &Breaker) {
        breaker.ask().expect("may ask").failed();
    }

    #[tokio::test(start_paused = true)]
    async fn three_failures_make_it_rest_and_one_question_tries_again() {
        let breaker = Breaker::default();
        fail(&breaker);
        fail(&breaker);
        breaker.ask().expect("may ask").answered();
        for _ in 0..3 {
            fail(&breaker);
        }
        assert!(breaker.is_resting() && breaker.ask().is_none());
        tokio::time::advance(FIRST_REST).await;
        let trial = breaker.ask().expect("one may try");
        assert!(breaker.ask().is_none(), "only one");
        trial.failed();
        tokio::time::advance(FIRST_REST).await;
        assert!(breaker.ask().is_none(), "it rests twice as long");
        tokio::time::advance(FIRST_REST).await;
        // Whoever tried and gave up leaves the turn to another.
        drop(breaker.ask().expect("one may try"));
        breaker.ask().expect("one may try").answered();
        assert!(!breaker.is_resting());
        fail(&breaker);
        assert!(breaker.ask().is_some(), "it begins again from nothing");
    }

    #[tokio::test(start_paused = true)]
    async fn failures_of_before_do_not_lengthen_the_rest() {
        let breaker = Breaker::default();
        let leaves: Vec<_> = (0..20).filter_map(|_| breaker.ask()).collect();
        for leave in leaves {
            leave.failed();
        }
        tokio::time::advance(FIRST_REST).await;
        assert!(breaker.ask().is_some());
    }
}
