//! Why a record stands where it stands: small enough to store for every record, explained again when asked.

use std::fmt;

use crate::compare::{Evidence, Given, SubtitleRelation, TitleRelation};
use crate::explain::Aspect;

/// The main reason of a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ReasonCode {
    /// No other record fits: the record opens its own edition or work.
    Alone = 0,
    /// The same identifier, confirmed by the description.
    Identifier = 1,
    /// The same title by the same people.
    TitleAndPeople = 2,
    /// The same title, long enough to be nobody else's; one or both records name nobody.
    Title = 3,
    /// A translation: the original titles agree.
    OriginalTitle = 4,
    /// Publisher, year, pages agree.
    Imprint = 5,
    /// A librarian said so.
    Librarian = 6,
    /// It was there before and its description has not changed.
    Unchanged = 7,
}

impl ReasonCode {
    fn of(byte: u8) -> Option<Self> {
        Some(match byte {
            0 => Self::Alone,
            1 => Self::Identifier,
            2 => Self::TitleAndPeople,
            3 => Self::Title,
            4 => Self::OriginalTitle,
            5 => Self::Imprint,
            6 => Self::Librarian,
            7 => Self::Unchanged,
            _ => return None,
        })
    }
}

/// Why a record was placed with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reason {
    /// The main reason.
    pub code: ReasonCode,
    /// The record it was recognised by; its own number when [`ReasonCode::Alone`].
    pub partner: u32,
    /// How much spoke for it, 0 to 60; 0 when nothing was weighed.
    pub score: u8,
    agreed: u16,
    disagreed: u16,
}

impl Reason {
    /// Bytes of a stored reason.
    pub const BYTES: usize = 10;

    pub(crate) fn plain(code: ReasonCode, partner: u32) -> Self {
        Self { code, partner, score: 0, agreed: 0, disagreed: 0 }
    }

    pub(crate) fn of_work(partner: u32, score: u8, evidence: &Evidence) -> Self {
        let code = match (evidence.title, evidence.people) {
            (TitleRelation::Different | TitleRelation::Diverging, _) => ReasonCode::Identifier,
            (TitleRelation::Alternate, _) => ReasonCode::OriginalTitle,
            (_, Given::Same) => ReasonCode::TitleAndPeople,
            _ if evidence.identifiers == Given::Same => ReasonCode::Identifier,
            _ => ReasonCode::Title,
        };
        Self::weighed(code, partner, score, evidence)
    }

    pub(crate) fn of_edition(partner: u32, score: u8, evidence: &Evidence) -> Self {
        let code = if evidence.identifiers == Given::Same { ReasonCode::Identifier } else { ReasonCode::Imprint };
        Self::weighed(code, partner, score, evidence)
    }

    fn weighed(code: ReasonCode, partner: u32, score: u8, evidence: &Evidence) -> Self {
        let mut reason = Self { score, ..Self::plain(code, partner) };
        for (aspect, given) in aspects(evidence) {
            let bit = 1 << aspect as u16;
            match given {
                Given::Same | Given::Near => reason.agreed |= bit,
                Given::Different => reason.disagreed |= bit,
                Given::Unsaid => {}
            }
        }
        reason
    }

    /// The elements on which the two records agreed when the record was placed.
    pub fn agreed(&self) -> impl Iterator<Item = Aspect> + use<> {
        Aspect::of_bits(self.agreed)
    }

    /// The elements on which they disagreed.
    pub fn disagreed(&self) -> impl Iterator<Item = Aspect> + use<> {
        Aspect::of_bits(self.disagreed)
    }

    /// The reason as bytes to store.
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let [p0, p1, p2, p3] = self.partner.to_le_bytes();
        let [a0, a1] = self.agreed.to_le_bytes();
        let [d0, d1] = self.disagreed.to_le_bytes();
        [self.code as u8, self.score, p0, p1, p2, p3, a0, a1, d0, d1]
    }

    /// A stored reason; `None` when the bytes are not one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let &[code, score, p0, p1, p2, p3, a0, a1, d0, d1] = bytes else {
            return None;
        };
        Some(Self {
            code: ReasonCode::of(code)?,
            partner: u32::from_le_bytes([p0, p1, p2, p3]),
            score,
            agreed: u16::from_le_bytes([a0, a1]),
            disagreed: u16::from_le_bytes([d0, d1]),
        })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            ReasonCode::Alone => return out.write_str("no other record fits"),
            ReasonCode::Librarian => {
                return write!(out, "a librarian put it with record {}", self.partner);
            }
            ReasonCode::Unchanged => return out.write_str("unchanged"),
            _ => write!(out, "with record {}: ", self.partner)?,
        }
        list(out, "same ", self.agreed())?;
        if self.disagreed != 0 {
            list(out, "; different ", self.disagreed())?;
        }
        Ok(())
    }
}

fn list(out: &mut fmt::Formatter<'_>, opening: &str, aspects: impl Iterator<Item = Aspect>) -> fmt::Result {
    for (place, aspect) in aspects.enumerate() {
        out.write_str(if place == 0 { opening } else { ", " })?;
        write!(out, "{aspect}")?;
    }
    Ok(())
}

/// The evidence, element by element.
pub(crate) fn aspects(evidence: &Evidence) -> [(Aspect, Given); 13] {
    let title = match evidence.title {
        TitleRelation::Same { typos: 0 } => Given::Same,
        TitleRelation::Different | TitleRelation::Diverging => Given::Different,
        _ => Given::Near,
    };
    let subtitle = match evidence.subtitle {
        SubtitleRelation::Same => Given::Same,
        SubtitleRelation::Unsaid => Given::Unsaid,
        SubtitleRelation::Different => Given::Different,
    };
    // A number that only one record has is not an agreement.
    let volume = match evidence.numbers {
        Given::Near => Given::Different,
        other => other,
    };
    [
        (Aspect::Identifier, evidence.identifiers),
        (Aspect::Title, title),
        (Aspect::Subtitle, subtitle),
        (Aspect::Volume, volume),
        (Aspect::People, evidence.people),
        (Aspect::Kind, evidence.kind),
        (Aspect::Year, evidence.year),
        (Aspect::Publisher, evidence.publisher),
        (Aspect::Extent, evidence.pages),
        (Aspect::Dimensions, evidence.height),
        (Aspect::Series, evidence.series),
        (Aspect::EditionStatement, evidence.edition),
        (Aspect::Language, evidence.language),
    ]
}
