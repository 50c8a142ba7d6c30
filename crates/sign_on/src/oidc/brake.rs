//! Slows down whoever fails to prove which vendor they are. A vendor's secret has 256 bits and is not guessed: what is
//! spared is our work, so that counting in memory, node by node, is enough. Who is slowed is a network asking for a vendor,
//! never the vendor: nobody keeps it out from elsewhere.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Failures of one network for one vendor within a window before it has to wait.
const FREE: u32 = 20;
/// The window, in milliseconds.
const WINDOW_MS: i64 = 60_000;
/// More are not counted at once: the oldest window goes.
const MOST: usize = 10_000;

/// Counts failures; cheap to clone, all clones count together.
#[derive(Clone, Default)]
pub(crate) struct Brake(Arc<Mutex<HashMap<Who, Window>>>);

/// From which network, for which client.
type Who = (Option<IpAddr>, String);

#[derive(Clone, Copy)]
struct Window {
    began_ms: i64,
    failures: u32,
}

impl Brake {
    /// How many seconds to wait before another try; none when it may come now.
    pub(crate) fn wait(&self, from: Option<IpAddr>, client: &str, now_ms: i64) -> Option<u32> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let window = counts.get(&(network(from), shortened(client)))?;
        let left = window.began_ms + WINDOW_MS - now_ms;
        (window.failures >= FREE && left > 0).then(|| u32::try_from(left.div_euclid(1000) + 1).unwrap_or(u32::MAX))
    }

    /// Counts a failure.
    pub(crate) fn failed(&self, from: Option<IpAddr>, client: &str, now_ms: i64) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let who = (network(from), shortened(client));
        if counts.len() >= MOST && !counts.contains_key(&who) {
            counts.retain(|_, window| window.began_ms + WINDOW_MS > now_ms);
            // Whoever invents names fills the table with his own; those he displaces are the oldest, nearly over.
            let oldest = counts.iter().min_by_key(|(_, window)| window.began_ms).map(|(who, _)| who.clone());
            if let Some(oldest) = oldest.filter(|_| counts.len() >= MOST) {
                counts.remove(&oldest);
            }
        }
        let new = Window { began_ms: now_ms, failures: 0 };
        let window = counts.entry(who).or_insert(new);
        if window.began_ms + WINDOW_MS <= now_ms {
            *window = new;
        }
        window.failures += 1;
    }
}

/// A name nobody has may be of any length.
fn shortened(client: &str) -> String {
    client.chars().take(100).collect()
}

/// What one subscriber usually has: an IPv4 address, or the first 64 bits of an IPv6 one.
fn network(from: Option<IpAddr>) -> Option<IpAddr> {
    from.map(|ip| match ip.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & (u128::MAX << 64)).into()),
        v4 => v4,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_slowed_for_the_vendor_it_fails_at_and_no_other() {
        let brake = Brake::default();
        let ip = |text: &str| Some(text.parse().unwrap());
        for _ in 0..FREE {
            assert_eq!(brake.wait(ip("192.0.2.1"), "v", 0), None);
            brake.failed(ip("192.0.2.1"), "v", 0);
        }
        assert_eq!(brake.wait(ip("192.0.2.1"), "v", 0), Some(61));
        assert_eq!(brake.wait(ip("192.0.2.2"), "v", 0), None, "another network");
        assert_eq!(brake.wait(ip("192.0.2.1"), "w", 0), None, "another vendor");
        assert_eq!(brake.wait(ip("192.0.2.1"), "v", WINDOW_MS), None, "a minute later");
        for at in 0..2 * MOST {
            brake.failed(ip("192.0.2.1"), &at.to_string(), 1);
        }
        assert!(brake.0.lock().unwrap().len() <= MOST);
    }
}
