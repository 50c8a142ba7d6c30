//! A resumption token that carries the key of the last record sent.
//!
//! Nothing is kept between two requests, and a page deep in the list costs what the first one does: the store answers
//! "after (stamp, id)" from an index, where an offset would count its way there. Such a token never expires.
//!
//! The checksum finds a token that was cut, mistyped or made up by hand; it is no signature, and needs none: a token
//! says nothing that its bearer could not have asked for with plain arguments.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The list that a token continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListVerb {
    /// `ListRecords`.
    Records,
    /// `ListIdentifiers`.
    Identifiers,
}

/// Where a list stopped, and which list it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysetToken {
    /// Which list.
    pub verb: ListVerb,
    /// Stamp of the last record sent, milliseconds since 1970 UTC.
    pub stamp: i64,
    /// Number of the last record sent, which orders records of one stamp.
    pub id: i64,
    /// First millisecond asked for.
    pub from: Option<i64>,
    /// First millisecond no longer asked for.
    pub until: Option<i64>,
    /// Records sent so far.
    pub cursor: u64,
    /// Size of the whole list, when the first page counted it.
    pub size: Option<u64>,
    /// Metadata format asked for.
    pub prefix: String,
    /// Set asked for.
    pub set: Option<String>,
}

/// The token is not one of ours, or was damaged on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the resumption token is not one that this repository gave")]
pub struct GarbledToken;

/// Longer texts are refused before they are decoded.
const LONGEST: usize = 2048;

impl KeysetToken {
    /// The token as sent: letters, digits, `-` and `_`.
    #[must_use]
    pub fn encode(&self) -> String {
        let verb = match self.verb {
            ListVerb::Records => "r",
            ListVerb::Identifiers => "i",
        };
        let number = |value: Option<i64>| value.map_or(String::new(), |value| value.to_string());
        let size = self.size.map_or(String::new(), |size| size.to_string());
        let text = format!(
            "{verb}\n{}\n{}\n{}\n{}\n{}\n{size}\n{}\n{}",
            self.stamp,
            self.id,
            number(self.from),
            number(self.until),
            self.cursor,
            self.prefix.replace('\n', ""),
            self.set.as_deref().unwrap_or_default(),
        );
        let mut bytes = checksum(text.as_bytes()).to_be_bytes().to_vec();
        bytes.extend_from_slice(text.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token back.
    ///
    /// # Errors
    /// [`GarbledToken`], to be answered with `badResumptionToken`, for anything that [`encode`](Self::encode) did not
    /// write.
    pub fn decode(token: &str) -> Result<Self, GarbledToken> {
        if token.len() > LONGEST {
            return Err(GarbledToken);
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| GarbledToken)?;
        let (sum, text) = bytes.split_first_chunk::<8>().ok_or(GarbledToken)?;
        if u64::from_be_bytes(*sum) != checksum(text) {
            return Err(GarbledToken);
        }
        std::str::from_utf8(text).ok().and_then(Self::of_text).ok_or(GarbledToken)
    }

    fn of_text(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.splitn(9, '\n').collect();
        let [verb, stamp, id, from, until, cursor, size, prefix, set] = parts.try_into().ok()?;
        Some(Self {
            verb: match verb {
                "r" => ListVerb::Records,
                "i" => ListVerb::Identifiers,
                _ => return None,
            },
            stamp: stamp.parse().ok()?,
            id: id.parse().ok()?,
            from: optional(from)?,
            until: optional(until)?,
            cursor: cursor.parse().ok()?,
            size: optional(size)?,
            prefix: prefix.to_owned(),
            set: (!set.is_empty()).then(|| set.to_owned()),
        })
    }
}

/// An absent number, or a right one; `None` for a wrong one.
fn optional<T: std::str::FromStr>(text: &str) -> Option<Option<T>> {
    if text.is_empty() {
        return Some(None);
    }
    text.parse().ok().map(Some)
}

/// FNV-1a, 64 bits, over a fixed salt and the text.
fn checksum(bytes: &[u8]) -> u64 {
    b"oai-pmh keyset token 1"
        .iter()
        .chain(bytes)
        .fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens() -> impl Strategy<Value = KeysetToken> {
        (
            any::<(bool, i64, i64, Option<i64>, Option<i64>, u64, Option<u64>)>(),
            "[a-z0-9_]{1,12}",
            proptest::option::of("[A-Za-z0-9:é]{1,20}"),
        )
            .prop_map(|((records, stamp, id, from, until, cursor, size), prefix, set)| KeysetToken {
                verb: if records { ListVerb::Records } else { ListVerb::Identifiers },
                stamp,
                id,
                from,
                until,
                cursor,
                size,
                prefix,
                set,
            })
    }

    proptest! {
        #[test]
        fn a_token_comes_back_whole(token in tokens()) {
            let text = token.encode();
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
            prop_assert_eq!(KeysetToken::decode(&text), Ok(token));
        }

        #[test]
        fn a_changed_letter_is_noticed(token in tokens(), place in any::<prop::sample::Index>()) {
            let text = token.encode();
            let mut bytes = text.clone().into_bytes();
            let at = place.index(bytes.len());
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let garbled = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(KeysetToken::decode(&garbled), Err(GarbledToken));
            prop_assert_eq!(KeysetToken::decode(&text[..text.len() - 2]), Err(GarbledToken));
        }

        #[test]
        fn no_text_panics(text in ".{0,80}") {
            prop_assert_eq!(KeysetToken::decode(&text), Err(GarbledToken));
        }
    }
}
