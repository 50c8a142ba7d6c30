//! An edition: its season, its calendar, its rules.

use jiff::Timestamp;
use jiff::civil::Date;
use programme::PopulationKind;

/// The day the population figures kept in the program came into force (INSEE, décret n° 2003-485).
pub const FIGURES_IN_FORCE: Date = jiff::civil::date(2026, 1, 1);

/// An edition of the touring programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// The first year of its season, as in `2026`: its key.
    pub code: String,
    /// The series its performances belong to, as in `belles-sorties-2026`.
    pub series: String,
    /// Its title.
    pub title: String,
    /// The first day something may be played.
    pub first_day: Date,
    /// The last day something may be played.
    pub last_day: Date,
    /// When the call to institutions opens.
    pub proposals_from: Timestamp,
    /// When it closes.
    pub proposals_until: Timestamp,
    /// When the call to communes opens.
    pub wishes_from: Timestamp,
    /// When it closes.
    pub wishes_until: Timestamp,
    /// When the métropole is to have chosen.
    pub arbitration_until: Timestamp,
    /// When the season is to be published.
    pub publication_at: Timestamp,
    /// When booking opens.
    pub sales_at: Timestamp,
    /// Communes with fewer inhabitants than this may receive.
    pub ceiling: i64,
    /// Which population the ceiling is compared with.
    pub population: PopulationKind,
    /// The day those figures came into force.
    pub figures_on: Date,
    /// No ticket costs more, in cents.
    pub price_cap: i64,
    /// What performances may cost in all, in cents; none when no limit was voted.
    pub budget: Option<i64>,
    /// How many wishes a commune may rank.
    pub wishes_most: i64,
    /// How far a crew may travel from one day to the next, in kilometres; none when any distance will do.
    pub crew_km: Option<i64>,
    /// After how many days in a row a crew rests one; none when never.
    pub crew_days: Option<i64>,
    /// Into how many sectors communes are put, for balance.
    pub sectors: i64,
    /// When the calls were made public.
    pub called_at: Option<Timestamp>,
    /// When the season was published.
    pub published_at: Option<Timestamp>,
    /// When the edition was closed for good.
    pub closed_at: Option<Timestamp>,
    /// Exists only in the demonstration.
    pub demo: bool,
}

/// Where an edition is in its life: steps taken, then the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Prepared by the métropole; nobody else sees it.
    Draft,
    /// Called; no call is open yet.
    Announced,
    /// Institutions propose.
    Proposals,
    /// Proposals are being chosen; communes cannot wish yet.
    Choosing,
    /// Communes wish.
    Wishes,
    /// The métropole plans.
    Arbitration,
    /// Published; booking is not open yet.
    Published,
    /// Booked and played.
    Playing,
    /// The last day has passed.
    Over,
    /// Closed for good.
    Closed,
}

impl Phase {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Announced => "announced",
            Self::Proposals => "proposals",
            Self::Choosing => "choosing",
            Self::Wishes => "wishes",
            Self::Arbitration => "arbitration",
            Self::Published => "published",
            Self::Playing => "playing",
            Self::Over => "over",
            Self::Closed => "closed",
        }
    }
}

impl Edition {
    /// Where it is in its life at an instant; `today` is the local day of that instant.
    #[must_use]
    pub fn phase(&self, now: Timestamp, today: Date) -> Phase {
        if self.closed_at.is_some() {
            return Phase::Closed;
        }
        if self.called_at.is_none() {
            return Phase::Draft;
        }
        if self.published_at.is_some() {
            return match () {
                () if today > self.last_day => Phase::Over,
                () if now < self.sales_at => Phase::Published,
                () => Phase::Playing,
            };
        }
        match () {
            () if self.wishes_open(now) => Phase::Wishes,
            () if self.proposals_open(now) => Phase::Proposals,
            () if now < self.proposals_from => Phase::Announced,
            () if now < self.wishes_from => Phase::Choosing,
            () => Phase::Arbitration,
        }
    }

    /// Whether institutions may propose.
    #[must_use]
    pub fn proposals_open(&self, now: Timestamp) -> bool {
        self.is_called() && self.proposals_from <= now && now < self.proposals_until
    }

    /// Whether communes may wish.
    #[must_use]
    pub fn wishes_open(&self, now: Timestamp) -> bool {
        self.is_called() && self.wishes_from <= now && now < self.wishes_until
    }

    fn is_called(&self) -> bool {
        self.called_at.is_some() && self.closed_at.is_none()
    }

    /// The first step of the calendar that comes before the one it follows, by the name of its form's field.
    #[must_use]
    pub fn disorder(&self) -> Option<&'static str> {
        match () {
            () if self.last_day < self.first_day => Some("last_day"),
            () if self.proposals_until <= self.proposals_from => Some("proposals_until"),
            () if self.wishes_from < self.proposals_from => Some("wishes_from"),
            () if self.wishes_until <= self.wishes_from => Some("wishes_until"),
            () if self.wishes_until < self.proposals_until => Some("wishes_until"),
            () if self.arbitration_until < self.wishes_until => Some("arbitration_until"),
            () if self.publication_at < self.arbitration_until => Some("publication_at"),
            () if self.sales_at < self.publication_at => Some("sales_at"),
            () => None,
        }
    }
}

/// The code of a kind of population.
#[must_use]
pub fn population_code(kind: PopulationKind) -> &'static str {
    match kind {
        PopulationKind::Municipal => "municipal",
        PopulationKind::Total => "total",
    }
}

/// The kind of population of a code.
#[must_use]
pub fn population_from(code: &str) -> Option<PopulationKind> {
    match code {
        "municipal" => Some(PopulationKind::Municipal),
        "total" => Some(PopulationKind::Total),
        _ => None,
    }
}
