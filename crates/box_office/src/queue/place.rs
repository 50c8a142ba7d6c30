//! A place in line: what a browser keeps of it, signed, so that the server need not.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::line;

/// How a place is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Taken before the opening: drawn.
    Drawn,
    /// By arrival.
    Arrival,
}

/// A place in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) way: Way,
    /// When it was taken, in microseconds.
    pub(crate) arrival_us: i64,
    /// Its number in the draw: 16 hexadecimal digits, random.
    pub(crate) number: String,
}

impl Place {
    pub(crate) fn new(way: Way, arrival_us: i64) -> Self {
        Self { way, arrival_us, number: format!("{:016x}", rand::random::<u64>()) }
    }

    /// Where it stands on the line's axis. The seed decides for those drawn.
    pub(crate) fn stands_us(&self, seed: &str, opens_at: Option<i64>) -> i64 {
        match (self.way, opens_at) {
            (Way::Drawn, Some(opens_at)) => line::drawn(seed, &self.number, opens_at),
            (Way::Arrival, Some(opens_at)) if self.arrival_us < opens_at * 1000 => {
                line::behind_the_draw(self.arrival_us, opens_at)
            }
            _ => self.arrival_us,
        }
    }

    /// As a cookie keeps it: signed for this line only.
    pub(crate) fn sign(&self, key: &[u8; 32], line: &str) -> String {
        let body = self.body();
        format!("{body}.{}", mac(key, line, &body))
    }

    fn body(&self) -> String {
        let way = match self.way {
            Way::Drawn => 'd',
            Way::Arrival => 'a',
        };
        format!("{way}.{:x}.{}", self.arrival_us, self.number)
    }

    /// Reads what a cookie brought; nothing for what we did not sign, or signed for another line.
    pub(crate) fn read(key: &[u8; 32], line: &str, text: &str) -> Option<Self> {
        let (body, told) = text.rsplit_once('.')?;
        let mut parts = body.split('.');
        let way = match parts.next()? {
            "d" => Way::Drawn,
            "a" => Way::Arrival,
            _ => return None,
        };
        let place =
            Self { way, arrival_us: i64::from_str_radix(parts.next()?, 16).ok()?, number: parts.next()?.to_owned() };
        // Compared at a constant pace; and only our own spelling counts.
        let ours = mac(key, line, body);
        let same = told.len() == ours.len() && told.bytes().zip(ours.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0;
        (same && parts.next().is_none() && place.body() == body).then_some(place)
    }

    /// Its name where something is noted of it: not what the browser shows.
    pub(crate) fn name(&self, line: &str) -> String {
        hex(&Sha256::digest(format!("{line} {}", self.body()).as_bytes())[..16])
    }
}

fn mac(key: &[u8; 32], line: &str, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(line.as_bytes());
    mac.update(b"\n");
    mac.update(body.as_bytes());
    hex(&mac.finalize().into_bytes()[..16])
}

/// The cookie a line's places are kept in.
pub(crate) fn cookie_name(line: &str) -> String {
    format!("beffroi_file_{}", hex(&Sha256::digest(line.as_bytes())[..4]))
}

/// Bytes as lowercase hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of a seed's text, as shown before the draw.
pub(crate) fn seed_hash(seed: &str) -> String {
    hex(&Sha256::digest(seed.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_only_as_it_was_signed_and_where() {
        let key = [7; 32];
        let place = Place::new(Way::Arrival, 1_790_000_000_123_456);
        let text = place.sign(&key, "season@1");
        assert_eq!(Place::read(&key, "season@1", &text), Some(place.clone()));
        assert_eq!(Place::read(&key, "season@2", &text), None);
        assert_eq!(Place::read(&[8; 32], "season@1", &text), None);
        // Earlier by one digit, another way, another spelling of the same number.
        let earlier = text.replacen(&format!("{:x}", place.arrival_us), &format!("{:x}", place.arrival_us - 1), 1);
        assert_ne!(earlier, text);
        for forged in [
            earlier,
            text.replacen('a', "d", 1),
            text.replacen("a.", "a.0", 1),
            text[..text.len() - 1].to_owned(),
            format!("{text}."),
        ] {
            assert_eq!(Place::read(&key, "season@1", &forged), None, "{forged}");
        }
        assert_eq!(Place::read(&key, "season@1", "é.é.é"), None);
    }
}
