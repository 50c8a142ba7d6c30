//! Fonts scrambled by the identifier of their book: no lock, only a way to keep them from being copied by a file manager.
//! They are given to readers as they were before. EPUB 3.3, §4.5 (*Font obfuscation*); Adobe's older way.

use std::io::{Result, Write};

use sha1::{Digest, Sha1};

/// How a file is scrambled: its first bytes are combined with a key, again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scramble {
    key: Vec<u8>,
    /// How many bytes are.
    span: u64,
}

impl Scramble {
    /// The scramble of that algorithm in the book of that identifier; none for another algorithm, or when the identifier
    /// gives no key.
    pub(crate) fn of(algorithm: &str, identifier: &str) -> Option<Scramble> {
        match algorithm {
            "http://www.idpf.org/2008/embedding" => {
                let bare: String = identifier.chars().filter(|c| !matches!(c, ' ' | '\t' | '\r' | '\n')).collect();
                Some(Scramble { key: Sha1::digest(bare.as_bytes()).to_vec(), span: 1040 })
            }
            "http://ns.adobe.com/pdf/enc#RC" => {
                let digits: Vec<u32> = identifier
                    .trim_start_matches("urn:uuid:")
                    .chars()
                    .filter(|c| *c != '-')
                    .map(|c| c.to_digit(16))
                    .collect::<Option<_>>()?;
                let key: Vec<u8> = digits.chunks_exact(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect();
                (key.len() == 16).then_some(Scramble { key, span: 1024 })
            }
            _ => None,
        }
    }

    /// Whether this algorithm scrambles rather than locks.
    pub(crate) fn is_one(algorithm: &str) -> bool {
        matches!(algorithm, "http://www.idpf.org/2008/embedding" | "http://ns.adobe.com/pdf/enc#RC")
    }
}

/// Writes what it is given as it was before.
pub(crate) struct Clearing<'a, W> {
    out: &'a mut W,
    scramble: Scramble,
    at: u64,
}

impl<'a, W: Write> Clearing<'a, W> {
    pub(crate) fn new(out: &'a mut W, scramble: Scramble) -> Self {
        Self { out, scramble, at: 0 }
    }
}

impl<W: Write> Write for Clearing<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let Scramble { key, span } = &self.scramble;
        let mut clear = bytes.to_vec();
        for (byte, at) in clear.iter_mut().zip(self.at..*span) {
            *byte ^= key[at as usize % key.len()];
        }
        self.out.write_all(&clear)?;
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_scrambled_is_clear_again() {
        let font: Vec<u8> = (0..3000_u32).map(|n| (n % 253) as u8).collect();
        for (algorithm, identifier, span) in [
            ("http://www.idpf.org/2008/embedding", " urn:uuid:1490ca3f-605e-55c4-8327-04f3f7a90c28\n", 1040),
            ("http://ns.adobe.com/pdf/enc#RC", "urn:uuid:1490ca3f-605e-55c4-8327-04f3f7a90c28", 1024),
        ] {
            let scramble = Scramble::of(algorithm, identifier).expect("a key");
            let pass = |bytes: &[u8]| {
                let mut out = Vec::new();
                let mut clearing = Clearing::new(&mut out, scramble.clone());
                for piece in bytes.chunks(700) {
                    clearing.write_all(piece).expect("in memory");
                }
                out
            };
            let scrambled = pass(&font);
            assert_ne!(scrambled[..16], font[..16]);
            assert_eq!(scrambled[span..], font[span..]);
            assert_eq!(pass(&scrambled), font);
        }
        // The key of the standard's own kind: SHA-1 of the identifier without blanks.
        let known = Scramble::of("http://www.idpf.org/2008/embedding", "a b\nc").expect("a key");
        assert_eq!(known.key[..4], [0xA9, 0x99, 0x3E, 0x36], "SHA-1 of “abc”");
        assert_eq!(Scramble::of("http://ns.adobe.com/pdf/enc#RC", "isbn:978"), None);
    }
}
