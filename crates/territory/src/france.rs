//! Every commune and intercommunality of France, read once from the tables embedded in the program.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use crate::name_search::fold_name;
use crate::{Commune, Epci, EpciKind, Position};

const COMMUNES_CSV: &[u8] = include_bytes!("../../../data/territory/communes.csv");
const EPCI_CSV: &[u8] = include_bytes!("../../../data/territory/epci.csv");

static FRANCE: LazyLock<France> = LazyLock::new(France::read);

/// The communes and intercommunalities of France as of 1 January 2026.
#[derive(Debug)]
pub struct France {
    communes: Vec<Commune>,
    epci: Vec<Epci>,
    by_insee: HashMap<String, usize>,
    by_siren: HashMap<String, usize>,
    members: HashMap<String, Vec<usize>>,
    /// Indexes of communes in the order of their folded names, with those names; made at the first search by name.
    by_name: OnceLock<Vec<(String, usize)>>,
}

#[derive(Deserialize)]
struct CommuneRow {
    insee: String,
    name: String,
    epci: Option<String>,
    postal_codes: String,
    population_municipal: Option<u32>,
    population_total: Option<u32>,
    lon: Option<f64>,
    lat: Option<f64>,
}

#[derive(Deserialize)]
struct EpciRow {
    siren: String,
    name: String,
    kind: String,
    communes: u32,
    population_municipal: u32,
    population_total: u32,
}

impl France {
    /// The tables, read at the first call (some tens of milliseconds) and kept.
    #[must_use]
    pub fn load() -> &'static Self {
        &FRANCE
    }

    fn read() -> Self {
        let communes: Vec<Commune> = rows::<CommuneRow>(COMMUNES_CSV).map(Commune::from).collect();
        let epci: Vec<Epci> = rows::<EpciRow>(EPCI_CSV)
            .filter_map(|row| {
                Some(Epci {
                    kind: EpciKind::from_source(&row.kind)?,
                    siren: row.siren,
                    name: row.name,
                    communes: row.communes,
                    population_municipal: row.population_municipal,
                    population_total: row.population_total,
                })
            })
            .collect();
        let by_insee = communes.iter().enumerate().map(|(at, commune)| (commune.insee.clone(), at)).collect();
        let by_siren = epci.iter().enumerate().map(|(at, epci)| (epci.siren.clone(), at)).collect();
        let mut members: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, commune) in communes.iter().enumerate() {
            if let Some(siren) = &commune.epci {
                members.entry(siren.clone()).or_default().push(at);
            }
        }
        Self { communes, epci, by_insee, by_siren, members, by_name: OnceLock::new() }
    }

    fn names(&self) -> &[(String, usize)] {
        self.by_name.get_or_init(|| {
            let folded = |(at, commune): (usize, &Commune)| (fold_name(&commune.name), at);
            let mut names: Vec<_> = self.communes.iter().enumerate().map(folded).collect();
            names.sort_unstable();
            names
        })
    }

    /// Every commune, in the order of INSEE codes.
    #[must_use]
    pub fn communes(&self) -> &[Commune] {
        &self.communes
    }

    /// Every intercommunality, in the order of SIREN numbers.
    #[must_use]
    pub fn all_epci(&self) -> &[Epci] {
        &self.epci
    }

    /// The intercommunality of this SIREN number.
    #[must_use]
    pub fn epci(&self, siren: &str) -> Option<&Epci> {
        self.by_siren.get(siren).map(|&at| &self.epci[at])
    }

    /// The commune of this INSEE code.
    #[must_use]
    pub fn commune(&self, insee: &str) -> Option<&Commune> {
        self.by_insee.get(insee).map(|&at| &self.communes[at])
    }

    /// The communes of an intercommunality, in the order of INSEE codes; empty when the SIREN is unknown.
    #[must_use]
    pub fn communes_of(&self, siren: &str) -> Vec<&Commune> {
        self.members.get(siren).into_iter().flatten().map(|&at| &self.communes[at]).collect()
    }

    /// Communes whose name begins with `prefix`, accents, case, hyphens and ligatures folded (`annoeul` finds
    /// Annœullin, `saint andre` Saint-André-lez-Lille); the most peopled first, at most `limit`.
    ///
    /// An article in front may be left out: `bassee` finds La Bassée. An empty prefix finds nothing.
    #[must_use]
    pub fn communes_named(&self, prefix: &str, limit: usize) -> Vec<&Commune> {
        let wanted = fold_name(prefix);
        if wanted.is_empty() {
            return Vec::new();
        }
        let names = self.names();
        let mut found: Vec<usize> = Vec::new();
        for article in ["", "la ", "le ", "les ", "l "] {
            let start = format!("{article}{wanted}");
            let from = names.partition_point(|(name, _)| *name < start);
            found.extend(names[from..].iter().take_while(|(name, _)| name.starts_with(&start)).map(|(_, at)| at));
        }
        found.sort_unstable_by_key(|&at| (std::cmp::Reverse(self.communes[at].population_municipal), at));
        found.dedup();
        found.into_iter().take(limit).map(|at| &self.communes[at]).collect()
    }

    /// Intercommunalities with a word beginning by each word of `query`, folded as for communes; largest first.
    #[must_use]
    pub fn epci_named(&self, query: &str, limit: usize) -> Vec<&Epci> {
        let query = fold_name(query);
        let wanted: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<&Epci> = self
            .epci
            .iter()
            .filter(|epci| {
                let name = fold_name(&epci.name);
                wanted.iter().all(|word| name.split(' ').any(|part| part.starts_with(word)))
            })
            .collect();
        found.sort_by_key(|epci| std::cmp::Reverse(epci.population_municipal));
        found.truncate(limit);
        found
    }

    /// Communes with a known position, the nearest to `insee` first (itself excluded), within `radius_km`.
    #[must_use]
    pub fn communes_near(&self, insee: &str, radius_km: f64) -> Vec<(&Commune, f64)> {
        let Some(centre) = self.commune(insee) else {
            return Vec::new();
        };
        let mut near: Vec<(&Commune, f64)> = self
            .communes
            .iter()
            .filter(|commune| commune.insee != insee)
            .filter_map(|commune| Some((commune, centre.distance_km(commune)?)))
            .filter(|(_, distance)| *distance <= radius_km)
            .collect();
        near.sort_by(|a, b| a.1.total_cmp(&b.1));
        near
    }
}

impl From<CommuneRow> for Commune {
    fn from(row: CommuneRow) -> Self {
        Self {
            insee: row.insee,
            name: row.name,
            epci: row.epci,
            postal_codes: split_bars(&row.postal_codes),
            population_municipal: row.population_municipal,
            population_total: row.population_total,
            position: row.lon.zip(row.lat).map(|(lon, lat)| Position { lon, lat }),
        }
    }
}

/// Rows of an embedded table. The bytes are part of the program and a test counts every table's rows: a row that
/// cannot be read would be a fault of the build, not of a user's input.
pub(crate) fn rows<T: serde::de::DeserializeOwned>(bytes: &'static [u8]) -> impl Iterator<Item = T> {
    csv::Reader::from_reader(bytes).into_deserialize().filter_map(Result::ok)
}

/// A cell's values, separated by bars.
pub(crate) fn split_bars(cell: &str) -> Vec<String> {
    cell.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
