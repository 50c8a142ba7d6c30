//! What keeps the port open for those who have business there: how many lines, how long they may be silent, how fast one may
//! guess.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The limits. Their defaults are meant for a network of a few hundred machines.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Lines in all.
    pub lines: usize,
    /// Lines that have not signed in yet.
    pub strangers: usize,
    /// Lines of one network address that have not signed in yet.
    pub strangers_of_one: usize,
    /// Lines of one machine: a vendor's server opens several.
    pub lines_of_one: usize,
    /// How long a line may take to sign in, TLS and all.
    pub sign_in: Duration,
    /// How long a message may take from its first byte to its last.
    pub message: Duration,
    /// How long a machine that signed in may say nothing.
    pub idle: Duration,
    /// How long an answer may take to be received.
    pub answer: Duration,
    /// How long the first wrong login waits for its answer; each further one from the same address waits twice as long.
    pub first_pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
    /// The longest message, in bytes.
    pub longest: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            lines: 2048,
            strangers: 256,
            strangers_of_one: 32,
            lines_of_one: 256,
            sign_in: Duration::from_secs(30),
            message: Duration::from_secs(15),
            idle: Duration::from_secs(30 * 60),
            answer: Duration::from_secs(15),
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(20),
            longest: 4096,
        }
    }
}

/// How long wrong logins of an address are remembered after the last.
const REMEMBERED: Duration = Duration::from_secs(15 * 60);
/// Failures of a machine that checks cards without their PIN, before it waits.
const FREE_MISSES: u32 = 50;
const HOUR_MS: i64 = 3_600_000;
const LONGEST_WAIT_MS: i64 = 15 * 60 * 1000;

#[derive(Debug, Default)]
struct Present {
    lines: usize,
    strangers: usize,
    strangers_by_peer: HashMap<IpAddr, usize>,
    by_machine: HashMap<String, usize>,
    wrong: HashMap<IpAddr, (u32, Instant)>,
    misses: HashMap<String, Misses>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Misses {
    count: u32,
    last_ms: i64,
    until_ms: i64,
}

/// Who is there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hall(Arc<Mutex<Present>>);

/// A line's place, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    hall: Hall,
    peer: IpAddr,
    machine: Option<String>,
}

fn less<K: Eq + std::hash::Hash>(map: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = map.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            map.remove(key);
        }
    }
}

impl Hall {
    fn with<T>(&self, act: impl FnOnce(&mut Present) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A place for a line that has not signed in; none when there are too many.
    pub(crate) fn enter(&self, peer: IpAddr, limits: &Limits) -> Option<Place> {
        let peer = peer.to_canonical();
        self.with(|present| {
            let of_peer = present.strangers_by_peer.get(&peer).copied().unwrap_or(0);
            if present.lines >= limits.lines
                || present.strangers >= limits.strangers
                || of_peer >= limits.strangers_of_one
            {
                return None;
            }
            present.lines += 1;
            present.strangers += 1;
            present.strangers_by_peer.insert(peer, of_peer + 1);
            Some(Place { hall: self.clone(), peer, machine: None })
        })
    }

    /// Lines a machine has open.
    pub(crate) fn lines(&self, machine: &str) -> usize {
        self.with(|present| present.by_machine.get(machine).copied().unwrap_or(0))
    }

    /// Counts a wrong login of an address; gives how long its answer waits.
    pub(crate) fn wrong_login(&self, peer: IpAddr, limits: &Limits) -> Duration {
        let now = Instant::now();
        self.with(|present| {
            if present.wrong.len() > 10_000 {
                present.wrong.retain(|_, (_, last)| now.duration_since(*last) < REMEMBERED);
            }
            let (count, last) = present.wrong.entry(peer.to_canonical()).or_insert((0, now));
            if now.duration_since(*last) >= REMEMBERED {
                *count = 0;
            }
            (*count, *last) = (*count + 1, now);
            limits.first_pause.saturating_mul(1 << (*count - 1).min(16)).min(limits.longest_pause)
        })
    }

    /// Forgets the wrong logins of an address: a machine signed in from there.
    pub(crate) fn right_login(&self, peer: IpAddr) {
        self.with(|present| present.wrong.remove(&peer.to_canonical()));
    }

    /// Whether a machine that checks cards without PIN has to wait.
    pub(crate) fn must_wait(&self, machine: &str, now_ms: i64) -> bool {
        self.with(|present| present.misses.get(machine).is_some_and(|misses| misses.until_ms > now_ms))
    }

    /// Counts a card that machine did not find: as at the sign-in page, each one past those that are free doubles the wait, and
    /// an hour without any forgets them.
    pub(crate) fn miss(&self, machine: &str, now_ms: i64) {
        self.with(|present| {
            let misses = present.misses.entry(machine.to_owned()).or_default();
            if now_ms - misses.last_ms > HOUR_MS {
                *misses = Misses::default();
            }
            misses.count += 1;
            misses.last_ms = now_ms;
            if let Some(over) = misses.count.checked_sub(FREE_MISSES) {
                misses.until_ms = now_ms + (1000_i64 << over.min(20)).min(LONGEST_WAIT_MS);
            }
        });
    }
}

impl Place {
    /// The line signed in as a machine; false when that machine has too many lines.
    pub(crate) fn sign_in(&mut self, machine: &str, limits: &Limits) -> bool {
        if self.machine.as_deref() == Some(machine) {
            return true;
        }
        let hall = self.hall.clone();
        hall.with(|present| {
            if present.by_machine.get(machine).copied().unwrap_or(0) >= limits.lines_of_one {
                return false;
            }
            self.leave_part(present);
            *present.by_machine.entry(machine.to_owned()).or_default() += 1;
            self.machine = Some(machine.to_owned());
            true
        })
    }

    fn leave_part(&mut self, present: &mut Present) {
        match self.machine.take() {
            Some(machine) => less(&mut present.by_machine, &machine),
            None => {
                present.strangers -= 1;
                less(&mut present.strangers_by_peer, &self.peer);
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let hall = self.hall.clone();
        hall.with(|present| {
            self.leave_part(present);
            present.lines -= 1;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_and_given_back() {
        let (hall, limits) = (Hall::default(), Limits { strangers_of_one: 2, lines_of_one: 1, ..Limits::default() });
        let (here, there): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let mut first = hall.enter(here, &limits).unwrap();
        let mut second = hall.enter("::ffff:192.0.2.1".parse().unwrap(), &limits).unwrap();
        assert!(hall.enter(here, &limits).is_none(), "a third stranger of one address");
        assert!(hall.enter(there, &limits).is_some(), "another address is another matter");
        assert!(first.sign_in("kiosk", &limits) && first.sign_in("kiosk", &limits));
        assert!(!second.sign_in("kiosk", &limits), "one line for each machine");
        assert!(hall.enter(here, &limits).is_some(), "who signed in is no stranger");
        assert_eq!(hall.lines("kiosk"), 1);
        drop((first, second));
        assert_eq!((hall.lines("kiosk"), hall.with(|present| present.lines)), (0, 0));
    }

    #[test]
    fn guessing_waits_longer_and_longer() {
        let (hall, limits) = (Hall::default(), Limits::default());
        let (here, there): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let pauses: Vec<u128> = (0..8).map(|_| hall.wrong_login(here, &limits).as_millis()).collect();
        assert_eq!(pauses, [500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
        assert_eq!(hall.wrong_login(there, &limits).as_millis(), 500);
        hall.right_login(here);
        assert_eq!(hall.wrong_login(here, &limits).as_millis(), 500);
        for _ in 0..FREE_MISSES - 1 {
            hall.miss("vendor", 0);
        }
        assert!(!hall.must_wait("vendor", 0));
        hall.miss("vendor", 0);
        hall.miss("vendor", 0);
        assert!(hall.must_wait("vendor", 1_999) && !hall.must_wait("vendor", 2_001));
        assert!(!hall.must_wait("another", 0));
    }
}
