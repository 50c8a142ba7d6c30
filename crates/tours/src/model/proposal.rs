//! What an institution proposes.

use programme::Genre;

use super::{Contact, Days};
use crate::{Error, Result};

/// Where a proposal is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// Being written; only its institution and the métropole see it.
    Draft,
    /// Sent to the métropole.
    Sent,
    /// Kept: communes may wish for it.
    Accepted,
    /// Not kept, for a reason.
    Refused,
    /// Taken back by its institution.
    Withdrawn,
}

impl ProposalState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Sent, Self::Accepted, Self::Refused, Self::Withdrawn];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub(crate) fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| Error::unknown("state of proposal", code))
    }
}

/// What a show needs of a place. Nothing said means nothing needed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// Least width of the stage, in centimetres.
    pub width_cm: Option<i64>,
    /// Least depth, in centimetres.
    pub depth_cm: Option<i64>,
    /// Least free height, in centimetres.
    pub height_cm: Option<i64>,
    /// Least power, in kilowatts.
    pub power_kw: Option<i64>,
    /// Whether it must be dark.
    pub dark: bool,
    /// Whether sets must come in without a stair.
    pub level: bool,
    /// Whether a church, a canteen, a café will do.
    pub unusual: bool,
    /// How long a crew needs before the audience comes, in minutes.
    pub get_in_minutes: Option<i64>,
    /// How many people may attend at most.
    pub places_most: Option<i64>,
    /// Anything else, in words.
    pub words: String,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Identifier. Empty for one not yet kept.
    pub id: String,
    /// The edition's code.
    pub edition: String,
    /// Who proposes: an institution.
    pub institution: String,
    /// Where it is in its life.
    pub state: ProposalState,
    /// The show's title.
    pub title: String,
    /// What it is.
    pub genre: Genre,
    /// Who made it, in a line as printed on posters.
    pub credits: String,
    /// A few sentences.
    pub summary: String,
    /// For whom, in a few words; empty for everyone.
    pub audience: String,
    /// Workshops and meetings offered; empty when none.
    pub mediation: String,
    /// How long it lasts, in minutes.
    pub minutes: Option<i64>,
    /// From which age.
    pub age_from: Option<i64>,
    /// How many artists are on stage.
    pub artists: Option<i64>,
    /// What it brings of accessibility: codes among [`programme::performance::ACCESS`].
    pub access: Vec<String>,
    /// What it needs of a place.
    pub needs: Needs,
    /// Days it may be played.
    pub days: Days,
    /// How many performances are offered at most.
    pub performances: i64,
    /// What one performance costs, in cents, when known.
    pub cost: Option<i64>,
    /// The licence of who answers for the show; empty when not given yet.
    pub licence: String,
    /// Whom to write to.
    pub contact: Contact,
    /// Why it was refused, or what was said with the choice; empty when nothing was.
    pub reason: String,
    /// The show of the programme it became, once published.
    pub show: Option<String>,
    /// Exists only in the demonstration.
    pub demo: bool,
    /// When it was sent, in milliseconds since 1970 UTC.
    pub sent_at: Option<i64>,
    /// When it was decided, in milliseconds since 1970 UTC.
    pub decided_at: Option<i64>,
}

impl Proposal {
    /// A draft of an institution for an edition, all else to be said.
    #[must_use]
    pub fn draft(edition: &str, institution: &str, title: &str, genre: Genre) -> Self {
        Self {
            id: String::new(),
            edition: edition.to_owned(),
            institution: institution.to_owned(),
            state: ProposalState::Draft,
            title: title.to_owned(),
            genre,
            credits: String::new(),
            summary: String::new(),
            audience: String::new(),
            mediation: String::new(),
            minutes: None,
            age_from: None,
            artists: None,
            access: Vec::new(),
            needs: Needs::default(),
            days: Days::default(),
            performances: 1,
            cost: None,
            licence: String::new(),
            contact: Contact { email: String::new(), lang: "fr".to_owned() },
            reason: String::new(),
            show: None,
            demo: false,
            sent_at: None,
            decided_at: None,
        }
    }

    /// What is missing before it may be sent, by the names of its form's fields.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        let empty = |text: &str| text.trim().is_empty();
        for (lacks, field) in [
            (empty(&self.title), "title"),
            (empty(&self.summary), "summary"),
            (self.minutes.is_none(), "minutes"),
            (self.artists.is_none(), "artists"),
            (self.cost.is_none(), "cost"),
            (self.days.periods.is_empty(), "days_from_1"),
        ] {
            if lacks {
                missing.push(field);
            }
        }
        missing
    }
}
