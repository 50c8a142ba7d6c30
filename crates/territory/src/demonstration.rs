//! The network of the demonstration: Lille's real libraries and museums, completed to its real size.
//!
//! What open files know is here with its source; what they lack is left empty or, where a whole institution had to be
//! added, flagged [`demo`](Library::demo) and named « (démonstration) ». A page shows that flag.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::france::{rows, split_bars};
use crate::{France, Position};

mod catalogue_files;

pub use catalogue_files::{DemoFile, catalogue_files};

const LIBRARIES_CSV: &[u8] = include_bytes!("../../../data/network/libraries.csv");
const MUSEUMS_CSV: &[u8] = include_bytes!("../../../data/network/museums.csv");
const VISITORS_CSV: &[u8] = include_bytes!("../../../data/network/museum_visitors.csv");

/// SIREN of the intercommunality of the demonstration: the Métropole européenne de Lille.
pub const EPCI: &str = "200093201";

static LIBRARIES: LazyLock<Vec<Library>> =
    LazyLock::new(|| rows::<LibraryRow>(LIBRARIES_CSV).map(Library::from).collect());
static MUSEUMS: LazyLock<Vec<Museum>> = LazyLock::new(|| rows::<MuseumRow>(MUSEUMS_CSV).map(Museum::from).collect());

static VISITORS: LazyLock<Vec<MuseumVisitors>> = LazyLock::new(|| rows::<MuseumVisitors>(VISITORS_CSV).collect());

/// A library of the network. An empty `Option` means that the source does not say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Library {
    /// Stable code of the library in the network: lower-case words joined by hyphens, as in `lille-jean-levy`.
    pub code: String,
    /// Name shown to the public.
    pub name: String,
    /// INSEE code of its commune.
    pub insee: String,
    /// Street address.
    pub address: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Where it stands.
    pub position: Option<Position>,
    /// Hours open in a week; the source has no timetable.
    pub weekly_hours: Option<f64>,
    /// Floor area in square metres, as declared.
    pub surface_m2: Option<f64>,
    /// Administrative status, in the source's words (« Bibliothèque municipale classée »…).
    pub status: Option<String>,
    /// The ministry's number for it.
    pub ministry_code: Option<String>,
    /// The source's own spelling of the name.
    pub source_name: Option<String>,
    /// True when the library was added for the demonstration and stands in no source.
    pub demo: bool,
    /// Where these facts come from.
    pub source: String,
}

/// A museum of the pass. An empty `Option` means that the source does not say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Museum {
    /// Stable code of the museum in the network, as in `la-piscine`.
    pub code: String,
    /// Name shown to the public.
    pub name: String,
    /// INSEE code of its commune.
    pub insee: String,
    /// Street address.
    pub address: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Where it stands.
    pub position: Option<Position>,
    /// Web site, without scheme as the source has it.
    pub website: Option<String>,
    /// Domains of its collections.
    pub domains: Vec<String>,
    /// Reference in Muséofile, the register of *Musées de France*.
    pub museofile: Option<String>,
    /// True when the museum was added for the demonstration and stands in no source.
    pub demo: bool,
    /// Where these facts come from.
    pub source: String,
}

/// The 125 libraries of the demonstration network, in the order of their codes.
#[must_use]
pub fn libraries() -> &'static [Library] {
    &LIBRARIES
}

/// The library of this code.
#[must_use]
pub fn library(code: &str) -> Option<&'static Library> {
    LIBRARIES.iter().find(|library| library.code == code)
}

/// The 15 museums of the demonstration's pass, those described by a source first.
#[must_use]
pub fn museums() -> &'static [Museum] {
    &MUSEUMS
}

/// A museum's visitors in a year, as the ministry publishes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MuseumVisitors {
    /// Code of the museum in the network.
    pub museum: String,
    /// The year.
    pub year: i16,
    /// Entries paid for.
    pub paying: u32,
    /// Free entries.
    pub free: u32,
    /// Both.
    pub total: u32,
    /// Where these figures come from.
    pub source: String,
}

/// The visitors of the museums whose figures are published, by museum and year.
#[must_use]
pub fn museum_visitors() -> &'static [MuseumVisitors] {
    &VISITORS
}

impl Library {
    /// Where it stands, or its commune's centroid when that is all that is known.
    #[must_use]
    pub fn position_or_commune(&self) -> Option<Position> {
        self.position.or_else(|| commune_position(&self.insee))
    }
}

impl Museum {
    /// Where it stands, or its commune's centroid when that is all that is known.
    #[must_use]
    pub fn position_or_commune(&self) -> Option<Position> {
        self.position.or_else(|| commune_position(&self.insee))
    }
}

fn commune_position(insee: &str) -> Option<Position> {
    France::load().commune(insee)?.position
}

#[derive(Deserialize)]
struct LibraryRow {
    code: String,
    name: String,
    insee: String,
    address: Option<String>,
    postal_code: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    weekly_hours: Option<f64>,
    surface_m2: Option<f64>,
    status: Option<String>,
    ministry_code: Option<String>,
    source_name: Option<String>,
    demo: u8,
    source: String,
}

impl From<LibraryRow> for Library {
    fn from(row: LibraryRow) -> Self {
        Self {
            code: row.code,
            name: row.name,
            insee: row.insee,
            address: row.address,
            postal_code: row.postal_code,
            position: row.lon.zip(row.lat).map(|(lon, lat)| Position { lon, lat }),
            weekly_hours: row.weekly_hours,
            surface_m2: row.surface_m2,
            status: row.status,
            ministry_code: row.ministry_code,
            source_name: row.source_name,
            demo: row.demo == 1,
            source: row.source,
        }
    }
}

#[derive(Deserialize)]
struct MuseumRow {
    code: String,
    name: String,
    insee: String,
    address: Option<String>,
    postal_code: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    website: Option<String>,
    domains: String,
    museofile: Option<String>,
    demo: u8,
    source: String,
}

impl From<MuseumRow> for Museum {
    fn from(row: MuseumRow) -> Self {
        Self {
            code: row.code,
            name: row.name,
            insee: row.insee,
            address: row.address,
            postal_code: row.postal_code,
            position: row.lon.zip(row.lat).map(|(lon, lat)| Position { lon, lat }),
            website: row.website,
            domains: split_bars(&row.domains),
            museofile: row.museofile,
            demo: row.demo == 1,
            source: row.source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visitors_are_those_of_museums_of_the_network_and_add_up() {
        assert_eq!(museum_visitors().len(), 31);
        for visitors in museum_visitors() {
            assert!(museums().iter().any(|museum| museum.code == visitors.museum), "{}", visitors.museum);
            assert_eq!(visitors.paying + visitors.free, visitors.total, "{} {}", visitors.museum, visitors.year);
        }
    }
}
