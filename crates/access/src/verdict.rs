//! The one question of every door, and its three answers.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::{Door, Result, Right, RightScope, RightState};

/// What a door knows of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<T> {
    /// It knows.
    Yes(T),
    /// It cannot know, as when it is offline.
    No,
}

/// What a door answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// Come in.
    Admitted {
        /// How many more admissions the quota has in its period; none without a quota.
        left: Option<u32>,
    },
    /// No, and why.
    Refused {
        /// Why.
        reason: Refusal,
    },
    /// The door lacks what it would need to say yes or no. People decide.
    CannotKnow {
        /// What it lacks.
        reason: Doubt,
    },
}

/// Why a door says no. Each has a sentence in the pages' languages, said aloud to the holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Refusal {
    /// The door is shut for everyone.
    DoorClosed,
    /// This door does not take this kind of right.
    WrongKind,
    /// The right is for another place or another item.
    OutOfScope,
    /// The right is held back.
    Suspended,
    /// The right was taken back.
    Cancelled,
    /// The right was replaced by another one.
    Replaced,
    /// The right begins later.
    NotYet {
        /// When.
        from: Timestamp,
    },
    /// The right has ended.
    Expired {
        /// When.
        since: Timestamp,
    },
    /// More people than the right admits at once.
    TooMany {
        /// How many it admits.
        admits: u32,
    },
    /// The quota of the period is used.
    QuotaSpent {
        /// How many admissions it has in a period.
        quota: u32,
        /// When it works again; never when it was counted once and for all, or when the right ends before.
        again: Option<Timestamp>,
    },
    /// No good card: the visitor is not signed in, or was never given one.
    NoCard,
    /// Nobody pays for this door now, nor ever did.
    NotOffered,
    /// The offer begins later.
    NotYetOffered {
        /// When.
        from: Timestamp,
    },
    /// The offer has ended.
    OfferEnded {
        /// When.
        since: Timestamp,
    },
    /// For people older than that.
    TooYoung {
        /// The youngest age, in years.
        min: u8,
    },
    /// For people younger than that.
    TooOld {
        /// The oldest age, in years.
        max: u8,
    },
    /// For the inhabitants of other communes.
    OtherCommune,
    /// For the readers of other libraries.
    OtherLibrary,
    /// As many readers are inside as may be.
    SeatsTaken {
        /// How many may be inside.
        seats: u32,
        /// How many wait for a seat already.
        waiting: u32,
    },
    /// The reader's views of the period are used.
    ViewsSpent {
        /// How many views a period has.
        quota: u32,
        /// When it works again; never when they were counted once and for all, or when the offer ends before.
        again: Option<Timestamp>,
    },
    /// The money of the period is spent.
    BudgetSpent {
        /// When it works again; never when it was given once and for all, or when the offer ends before.
        again: Option<Timestamp>,
    },
}

impl Refusal {
    /// The name of every reason, for those who must have a sentence for each.
    pub const CODES: [&'static str; 21] = [
        "door_closed",
        "wrong_kind",
        "out_of_scope",
        "suspended",
        "cancelled",
        "replaced",
        "not_yet",
        "expired",
        "too_many",
        "quota_spent",
        "no_card",
        "not_offered",
        "not_yet_offered",
        "offer_ended",
        "too_young",
        "too_old",
        "other_commune",
        "other_library",
        "seats_taken",
        "views_spent",
        "budget_spent",
    ];

    /// Its name in tables and messages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DoorClosed => "door_closed",
            Self::WrongKind => "wrong_kind",
            Self::OutOfScope => "out_of_scope",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
            Self::NotYet { .. } => "not_yet",
            Self::Expired { .. } => "expired",
            Self::TooMany { .. } => "too_many",
            Self::QuotaSpent { .. } => "quota_spent",
            Self::NoCard => "no_card",
            Self::NotOffered => "not_offered",
            Self::NotYetOffered { .. } => "not_yet_offered",
            Self::OfferEnded { .. } => "offer_ended",
            Self::TooYoung { .. } => "too_young",
            Self::TooOld { .. } => "too_old",
            Self::OtherCommune => "other_commune",
            Self::OtherLibrary => "other_library",
            Self::SeatsTaken { .. } => "seats_taken",
            Self::ViewsSpent { .. } => "views_spent",
            Self::BudgetSpent { .. } => "budget_spent",
        }
    }
}

/// Why a door cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Whether the right was cancelled since the door last heard.
    State,
    /// How much of the quota is used.
    Quota,
    /// How old the holder is.
    Age,
    /// Which commune the holder lives in.
    Commune,
    /// Which library the holder is registered at.
    Library,
}

impl Doubt {
    /// The name of every doubt.
    pub const CODES: [&'static str; 5] = ["state", "quota", "age", "commune", "library"];

    /// Its name in tables and messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Quota => "quota",
            Self::Age => "age",
            Self::Commune => "commune",
            Self::Library => "library",
        }
    }
}

/// May the holder of this right enter this door at this instant, with so many people?
///
/// `state` and `used` (admissions already counted in the quota's period) are what the door knows; what it does not
/// know never becomes a refusal. Refusals that hold whatever is unknown come first.
pub fn may(
    right: &Right,
    state: Known<RightState>,
    door: &Door,
    used: Known<u32>,
    people: u32,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Verdict> {
    if let Some(reason) = refusal(right, state, door, people, at) {
        return Ok(Verdict::Refused { reason });
    }
    let mut left = None;
    let mut doubt = (state == Known::No).then_some(Doubt::State);
    if let Some(quota) = right.quota {
        match used {
            Known::No => doubt = doubt.or(Some(Doubt::Quota)),
            Known::Yes(used) => {
                let after = used.saturating_add(people);
                if after > quota.admissions {
                    let (_, next) = quota.period.around(at, zone)?;
                    let again = next
                        .map(|next| next.max(right.valid_from))
                        .filter(|next| right.valid_until.is_none_or(|until| *next < until));
                    let reason = Refusal::QuotaSpent { quota: quota.admissions, again };
                    return Ok(Verdict::Refused { reason });
                }
                left = Some(quota.admissions - after);
            }
        }
    }
    Ok(match doubt {
        Some(reason) => Verdict::CannotKnow { reason },
        None => Verdict::Admitted { left },
    })
}

fn refusal(right: &Right, state: Known<RightState>, door: &Door, people: u32, at: Timestamp) -> Option<Refusal> {
    if !door.open {
        return Some(Refusal::DoorClosed);
    }
    if !door.accepts.contains(&right.kind) {
        return Some(Refusal::WrongKind);
    }
    let within = match &right.scope {
        RightScope::Everywhere => true,
        RightScope::Institution(id) => *id == door.institution,
        RightScope::Commune(insee) => door.commune.as_ref() == Some(insee),
        RightScope::Item(id) => door.item.as_ref() == Some(id),
    };
    if !within {
        return Some(Refusal::OutOfScope);
    }
    match state {
        Known::Yes(RightState::Suspended) => return Some(Refusal::Suspended),
        Known::Yes(RightState::Cancelled) => return Some(Refusal::Cancelled),
        Known::Yes(RightState::Replaced) => return Some(Refusal::Replaced),
        Known::Yes(RightState::Active) | Known::No => {}
    }
    if at < right.valid_from {
        return Some(Refusal::NotYet { from: right.valid_from });
    }
    if let Some(since) = right.valid_until.filter(|until| at >= *until) {
        return Some(Refusal::Expired { since });
    }
    if people == 0 || people > right.admits {
        return Some(Refusal::TooMany { admits: right.admits });
    }
    None
}
