//! Who may receive: communes under the edition's ceiling, with the figure that decides.

use programme::PopulationKind;
use programme::tenant::TenantCommune;

use super::Edition;

/// Whether a commune may receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Eligible,
    /// It has as many inhabitants as the ceiling, or more.
    TooLarge,
    /// Its population is not known: nobody can say.
    Unknown,
}

impl Standing {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::TooLarge => "too-large",
            Self::Unknown => "unknown",
        }
    }
}

/// A commune's standing and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Eligibility {
    /// The commune.
    pub commune: TenantCommune,
    /// The population that decides, when known.
    pub population: Option<i64>,
    /// Which population that is.
    pub kind: PopulationKind,
    /// Whether it may receive.
    pub standing: Standing,
}

impl Eligibility {
    /// Of a commune in an edition.
    #[must_use]
    pub fn of(commune: TenantCommune, edition: &Edition) -> Self {
        let population = commune.population(edition.population);
        let standing = match population {
            None => Standing::Unknown,
            Some(people) if people < edition.ceiling => Standing::Eligible,
            Some(_) => Standing::TooLarge,
        };
        Self { commune, population, kind: edition.population, standing }
    }

    /// Whether it may receive.
    #[must_use]
    pub fn is_eligible(&self) -> bool {
        self.standing == Standing::Eligible
    }
}
