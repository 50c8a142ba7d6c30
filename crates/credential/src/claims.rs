//! What a code says: a CWT claims set (RFC 8392) of four entries.

use ciborium::Value;

use crate::cose;

/// Claim keys of RFC 8392.
const EXP: i64 = 4;
const NBF: i64 = 5;
const CTI: i64 = 7;
/// Ours, of the private-use range (below -65536): `[status index, admits, kind, scope]`.
const ENTRY: i64 = -65_537;

/// What kind of right a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A museum pass.
    Pass,
    /// A ticket.
    Ticket,
    /// A library card.
    Card,
    /// An invitation or a benefit.
    Invitation,
}

impl Kind {
    /// Every kind, by its number in a code.
    pub const ALL: [Self; 4] = [Self::Pass, Self::Ticket, Self::Card, Self::Invitation];

    /// Its number in a code.
    pub fn number(self) -> u8 {
        match self {
            Self::Pass => 0,
            Self::Ticket => 1,
            Self::Card => 2,
            Self::Invitation => 3,
        }
    }

    /// Its name in messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Ticket => "ticket",
            Self::Card => "card",
            Self::Invitation => "invitation",
        }
    }

    fn from_number(number: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| u64::from(kind.number()) == number)
    }
}

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The code's own identifier (`cti`): eight random bytes.
    pub id: [u8; 8],
    /// What it stands for.
    pub kind: Kind,
    /// 0 when it opens every door that accepts its kind, else the number of an item that doors know.
    pub scope: u32,
    /// From when it is good, Unix seconds (`nbf`).
    pub not_before: i64,
    /// Until when, excluded, Unix seconds (`exp`).
    pub expires: i64,
    /// Where to look in the status list.
    pub status_index: u32,
    /// How many people it admits at once, from 1.
    pub admits: u8,
}

/// Why claims cannot be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsignable {
    /// It admits nobody.
    #[error("a code must admit somebody")]
    AdmitsNobody,
    /// It ends before it begins, or its instants are before 1970 or after 2106.
    #[error("a code must begin before it ends, between 1970 and 2106")]
    Period,
}

/// Instants take five bytes in a code: that is how large a symbol may be.
const LAST_INSTANT: i64 = u32::MAX as i64;

impl Claims {
    /// The claims set, in deterministic CBOR (RFC 8949 section 4.2.1).
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, Unsignable> {
        if self.admits == 0 {
            return Err(Unsignable::AdmitsNobody);
        }
        if self.not_before < 0 || self.expires <= self.not_before || self.expires > LAST_INSTANT {
            return Err(Unsignable::Period);
        }
        let mut entry = vec![self.status_index, u32::from(self.admits), u32::from(self.kind.number()), self.scope];
        // Trailing values that go without saying are left out: a pass for one person is four bytes shorter.
        for usual in [0, u32::from(Kind::Pass.number()), 1] {
            if entry.last() != Some(&usual) {
                break;
            }
            entry.pop();
        }
        let entry = entry.into_iter().map(Value::from).collect();
        Ok(cose::to_bytes(&Value::Map(vec![
            (EXP.into(), self.expires.into()),
            (NBF.into(), self.not_before.into()),
            (CTI.into(), Value::Bytes(self.id.to_vec())),
            (ENTRY.into(), Value::Array(entry)),
        ])))
    }

    /// Reads a claims set. Claims of other keys are left aside (a later writer may add some); what is there must be
    /// in deterministic CBOR, so that no two texts say the same. The reason names what is wrong.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, &'static str> {
        let value = cose::from_canonical_bytes(bytes).ok_or("claims are not deterministic CBOR")?;
        let Value::Map(entries) = value else { return Err("claims are not a map") };
        let claim = |key: i64| entries.iter().find(|(at, _)| *at == Value::from(key)).map(|(_, value)| value);
        let instant = |value: &Value| {
            let seconds = value.as_integer().and_then(|value| i64::try_from(value).ok());
            seconds.filter(|seconds| (0..=LAST_INSTANT).contains(seconds))
        };
        let expires = claim(EXP).and_then(instant).ok_or("no expiry")?;
        let not_before = claim(NBF).and_then(instant).ok_or("no beginning")?;
        let id = match claim(CTI) {
            Some(Value::Bytes(id)) => {
                <[u8; 8]>::try_from(id.as_slice()).map_err(|_| "the identifier is not 8 bytes")?
            }
            _ => return Err("no identifier"),
        };
        let Some(Value::Array(entry)) = claim(ENTRY) else { return Err("no entry claim") };
        let mut numbers = [0, 1, u64::from(Kind::Pass.number()), 0];
        if entry.is_empty() || entry.len() > numbers.len() {
            return Err("the entry claim has not one to four numbers");
        }
        if entry.len() > 1 && entry.last() == Some(&Value::from(numbers[entry.len() - 1])) {
            return Err("the entry claim says what goes without saying");
        }
        for (number, said) in numbers.iter_mut().zip(entry) {
            *number = said
                .as_integer()
                .and_then(|said| u32::try_from(said).ok())
                .map(u64::from)
                .ok_or("the entry claim holds no number")?;
        }
        let claims = Self {
            id,
            kind: Kind::from_number(numbers[2]).ok_or("unknown kind")?,
            scope: numbers[3] as u32,
            not_before,
            expires,
            status_index: numbers[0] as u32,
            admits: u8::try_from(numbers[1]).ok().filter(|admits| *admits > 0).ok_or("admits nobody or a crowd")?,
        };
        if claims.not_before >= claims.expires { Err("ends before it begins") } else { Ok(claims) }
    }
}
