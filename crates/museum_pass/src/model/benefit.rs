//! What a museum offers holders, and what becomes of an invitation asked for.

use jiff::civil::Date;

use super::coded;
use super::product::Words;

coded! {
    /// What is offered.
    BenefitKind: "kind of benefit" {
        /// Something every holder has by showing the pass.
        Benefit = "benefit",
        /// Something one asks for, in a number that may run out.
        Invitation = "invitation",
    }
}

coded! {
    /// Whether it is shown.
    BenefitState: "state of benefit" {
        /// Being written.
        Draft = "draft",
        /// Shown.
        Published = "published",
        /// Called off: invitations given are taken back.
        Cancelled = "cancelled",
    }
}

coded! {
    /// Who gets an invitation when there are too few.
    Way: "way of giving" {
        /// Whoever asks first.
        First = "first",
        /// A draw among all who asked in time.
        Draw = "draw",
    }
}

coded! {
    /// Where a claim is.
    ClaimState: "state of claim" {
        /// Takes part in a draw to come.
        Asked = "asked",
        /// Has an invitation.
        Won = "won",
        /// Waits for one to be given back.
        Waiting = "waiting",
        /// Gave it back.
        GivenUp = "given_up",
    }
}

/// What a museum offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// Identifier; empty for one not yet kept.
    pub id: String,
    /// Which museum.
    pub institution: String,
    /// What is offered.
    pub kind: BenefitKind,
    /// Whether it is shown.
    pub state: BenefitState,
    /// Its title.
    pub title: Words,
    /// What it is.
    pub words: Words,
    /// The first day one enjoys it.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// The item of the programme an invitation opens; made with it when none is named.
    pub item: Option<String>,
    /// Who gets one.
    pub way: Way,
    /// How many invitations; none without limit.
    pub quota: Option<u32>,
    /// How many people one invitation admits.
    pub people: u32,
    /// From when one may ask, in milliseconds since 1970 UTC.
    pub claims_from: i64,
    /// Until when, excluded, likewise.
    pub claims_until: i64,
    /// What the draw is made with: shown once drawn.
    pub seed: String,
    /// Its hash: shown before.
    pub seed_hash: String,
    /// When the draw was made.
    pub drawn_at: Option<i64>,
    /// Belongs to the demonstration.
    pub demo: bool,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Identifier: what the draw ranks.
    pub id: String,
    /// What is asked for.
    pub benefit: String,
    /// By which pass.
    pub pass: String,
    /// Where it is.
    pub state: ClaimState,
    /// Its rank: of arrival, or of the draw; none before the draw.
    pub place: Option<u32>,
    /// The invitation, as a right.
    pub right: Option<String>,
    /// When it was asked for.
    pub asked_at: i64,
}
