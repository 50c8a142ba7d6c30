//! The territory as the wing's pages need it: names, neighbours, the map. Read once at start.

use std::collections::BTreeMap;

use shell::map::{Map, Shape};
use store::Db;
use territory::{France, MapSheet};

use crate::error::CatalogueError;

/// How far people go to a library, in kilometres as the crow flies.
const NEAR_KM: f64 = 6.0;

/// The territory served.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Its name; empty when none was installed.
    pub name: String,
    /// Communes: INSEE code and name, by name.
    pub communes: Vec<(String, String)>,
    /// Municipal population, when every commune's is known.
    pub inhabitants: Option<u64>,
    /// Whether this is the demonstration.
    pub demo: bool,
    /// Neighbours of each commune, itself first.
    pub neighbours: BTreeMap<String, Vec<String>>,
    sheet: Option<MapSheet>,
}

impl Ground {
    /// Reads the territory installed.
    pub async fn read(db: &Db) -> Result<Ground, CatalogueError> {
        let mut read = db.read().await?;
        let tenant = programme::tenant::tenant(&mut read).await.map_err(CatalogueError::programme)?;
        let Some(tenant) = tenant else { return Ok(Ground::default()) };
        let communes = programme::tenant::communes(&mut read).await.map_err(CatalogueError::programme)?;
        let inhabitants = communes.iter().map(|commune| commune.population(tenant.population)).sum::<Option<i64>>();
        let mut neighbours = BTreeMap::new();
        for commune in &communes {
            let mut near: Vec<(f64, &str)> = communes
                .iter()
                .filter_map(|other| {
                    let km = commune.position?.distance_km(other.position?);
                    (km <= NEAR_KM).then_some((km, other.insee.as_str()))
                })
                .collect();
            near.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut codes: Vec<String> = near.into_iter().map(|(_, insee)| insee.to_owned()).collect();
            if codes.is_empty() {
                codes.push(commune.insee.clone());
            }
            neighbours.insert(commune.insee.clone(), codes);
        }
        let mut named: Vec<(String, String)> =
            communes.iter().map(|commune| (commune.insee.clone(), commune.name.clone())).collect();
        named.sort_by_key(|(_, name)| french_text::folded(name));
        Ok(Ground {
            name: tenant.name,
            communes: named,
            inhabitants: inhabitants.map(|sum| sum as u64),
            demo: tenant.demo,
            neighbours,
            sheet: MapSheet::of(&tenant.siren),
        })
    }

    /// A commune's name; its code when it is not of the territory, looked up in all France.
    pub fn commune(&self, insee: &str) -> String {
        if let Some((_, name)) = self.communes.iter().find(|(code, _)| code == insee) {
            return name.clone();
        }
        France::load().commune(insee).map_or_else(|| insee.to_owned(), |commune| commune.name.clone())
    }

    /// The map, communes lit by `say`: where a click goes and what is said, `None` = not lit.
    pub fn map(&self, label: String, say: impl Fn(&str) -> Option<(Option<String>, String)>) -> Map {
        let Some(sheet) = &self.sheet else { return Map::new("0 0 10 10", label, Vec::new()) };
        let shapes = sheet
            .shapes
            .iter()
            .map(|shape| {
                let said = say(&shape.insee);
                Shape {
                    id: shape.insee.clone(),
                    name: shape.name.clone(),
                    path: shape.path.clone(),
                    cx: shape.cx,
                    cy: shape.cy,
                    lit: said.is_some(),
                    href: said.as_ref().and_then(|(href, _)| href.clone()),
                    value: said.map(|(_, value)| value),
                }
            })
            .collect();
        Map::new(format!("-4 -4 {:.0} {:.0}", sheet.width + 8.0, sheet.height + 8.0), label, shapes)
    }
}
