//! What is known of a commune and of an intercommunality.

use serde::{Deserialize, Serialize};

use crate::Position;

/// Which official population a rule counts with.
///
/// INSEE publishes both each December, in force from 1 January (décret n° 2003-485 du 5 juin 2003):
/// - *population municipale*: people whose usual residence is in the commune, each person counted once in France;
///   the figure for statistics and for adding communes together;
/// - *population totale*: the municipal population plus the *population comptée à part* (people who live elsewhere
///   and keep a residence in the commune: pupils, residents of homes, and the like). Communes' sums count such people
///   twice; many laws refer to it (CGCT, article R. 2151-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PopulationKind {
    /// *Population municipale.*
    #[default]
    Municipal,
    /// *Population totale.*
    Total,
}

/// A commune of France as of 1 January 2026.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commune {
    /// INSEE code, five characters (`2A004` for Ajaccio: not a number).
    pub insee: String,
    /// Official name, with its article and accents.
    pub name: String,
    /// SIREN of its intercommunality; `None` for the 98 communes outside any (islands, overseas collectivities).
    pub epci: Option<String>,
    /// Postal codes in use; empty for uninhabited lands.
    pub postal_codes: Vec<String>,
    /// *Population municipale*; `None` where INSEE's table has none.
    pub population_municipal: Option<u32>,
    /// *Population totale*; `None` where INSEE's table has none.
    pub population_total: Option<u32>,
    /// Centroid of the commune's outline (vintage 2018); `None` for 101 communes without an outline in the source
    /// (overseas collectivities, and seven communes re-created since).
    pub position: Option<Position>,
}

impl Commune {
    /// The population of the kind asked; `None` when unknown, which is not zero.
    #[must_use]
    pub fn population(&self, kind: PopulationKind) -> Option<u32> {
        match kind {
            PopulationKind::Municipal => self.population_municipal,
            PopulationKind::Total => self.population_total,
        }
    }

    /// Kilometres between the centroids of two communes; `None` when either has no known position.
    #[must_use]
    pub fn distance_km(&self, other: &Self) -> Option<f64> {
        Some(self.position?.distance_km(other.position?))
    }
}

/// The legal kind of an intercommunality with its own taxes (EPCI à fiscalité propre, and the métropole de Lyon).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EpciKind {
    /// Communauté de communes.
    CommunauteDeCommunes,
    /// Communauté d'agglomération.
    CommunauteAgglomeration,
    /// Communauté urbaine.
    CommunauteUrbaine,
    /// Métropole.
    Metropole,
    /// The métropole de Lyon, a territorial collectivity of its own since 2015.
    MetropoleDeLyon,
}

impl EpciKind {
    /// Reads the source's abbreviation (`CC`, `CA`, `CU`, `METRO`, `MET69`).
    pub(crate) fn from_source(code: &str) -> Option<Self> {
        Some(match code {
            "CC" => Self::CommunauteDeCommunes,
            "CA" => Self::CommunauteAgglomeration,
            "CU" => Self::CommunauteUrbaine,
            "METRO" => Self::Metropole,
            "MET69" => Self::MetropoleDeLyon,
            _ => return None,
        })
    }

    /// The kind in French, for a page that has no translation of its own.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::CommunauteDeCommunes => "communauté de communes",
            Self::CommunauteAgglomeration => "communauté d'agglomération",
            Self::CommunauteUrbaine => "communauté urbaine",
            Self::Metropole | Self::MetropoleDeLyon => "métropole",
        }
    }
}

/// An intercommunality as of 1 January 2026.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Epci {
    /// SIREN number, nine digits.
    pub siren: String,
    /// Official name.
    pub name: String,
    /// Its legal kind.
    pub kind: EpciKind,
    /// How many communes belong to it.
    pub communes: u32,
    /// Sum of its communes' municipal populations.
    pub population_municipal: u32,
    /// Sum of its communes' total populations.
    pub population_total: u32,
}

impl Epci {
    /// The population of the kind asked.
    #[must_use]
    pub fn population(&self, kind: PopulationKind) -> u32 {
        match kind {
            PopulationKind::Municipal => self.population_municipal,
            PopulationKind::Total => self.population_total,
        }
    }
}
