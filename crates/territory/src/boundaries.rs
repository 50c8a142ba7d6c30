//! Outlines of communes, for the intercommunalities whose boundaries are shipped.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::Position;

/// IGN Admin Express 2018, simplified (Licence Ouverte); see data/README.md.
const SHIPPED: [(&str, &str); 2] = [
    (
        "200093201",
        include_str!("../../../data/boundaries/200093201.geojson"),
    ),
    (
        "243500139",
        include_str!("../../../data/boundaries/243500139.geojson"),
    ),
];

static BOUNDARIES: LazyLock<Vec<Boundaries>> = LazyLock::new(|| {
    SHIPPED
        .iter()
        .map(|(siren, geojson)| Boundaries {
            siren,
            outlines: outlines(geojson),
        })
        .collect()
});

/// The outlines of the communes of one intercommunality.
///
/// Good for a map of the whole on one sheet, not for saying on which side of a street a commune ends.
#[derive(Debug)]
pub struct Boundaries {
    siren: &'static str,
    outlines: Vec<Outline>,
}

/// A commune's outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// INSEE code of the commune.
    pub insee: String,
    /// Closed rings (first point repeated last), outer rings and holes alike: fill with the even-odd rule.
    pub rings: Vec<Vec<Position>>,
}

impl Boundaries {
    /// The boundaries shipped for this SIREN; `None` for those without.
    #[must_use]
    pub fn of(siren: &str) -> Option<&'static Self> {
        BOUNDARIES
            .iter()
            .find(|boundaries| boundaries.siren == siren)
    }

    /// SIREN numbers of the intercommunalities whose boundaries are shipped.
    #[must_use]
    pub fn shipped() -> Vec<&'static str> {
        SHIPPED.iter().map(|(siren, _)| *siren).collect()
    }

    /// One outline a commune, in the order of INSEE codes.
    #[must_use]
    pub fn outlines(&self) -> &[Outline] {
        &self.outlines
    }
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    insee: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<[f64; 2]>>),
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

/// Reads an embedded GeoJSON; a test counts the outlines, so that a damaged file cannot pass unseen.
fn outlines(geojson: &str) -> Vec<Outline> {
    let collection: Collection = serde_json::from_str(geojson).unwrap_or(Collection {
        features: Vec::new(),
    });
    collection
        .features
        .into_iter()
        .map(|feature| {
            let rings: Vec<Vec<[f64; 2]>> = match feature.geometry {
                Geometry::Polygon(rings) => rings,
                Geometry::MultiPolygon(polygons) => polygons.into_iter().flatten().collect(),
            };
            let rings = rings
                .into_iter()
                .map(|ring| {
                    ring.into_iter()
                        .map(|[lon, lat]| Position { lon, lat })
                        .collect()
                })
                .collect();
            Outline {
                insee: feature.properties.insee,
                rings,
            }
        })
        .collect()
}
