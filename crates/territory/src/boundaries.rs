//! Outlines of communes: finer for the two métropoles drawn most, lighter for all the others.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};

use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::{France, Position};

/// Outlines shipped apart: IGN Admin Express 2018, simplified (Licence Ouverte); see data/README.md.
const FINER: [(&str, &str); 2] = [
    ("200093201", include_str!("../../../data/boundaries/200093201.geojson")),
    ("243500139", include_str!("../../../data/boundaries/243500139.geojson")),
];

/// Every commune's outline, one a line: its code, then its rings as encoded polylines (tools/make_outlines.py).
const LIGHTER: &[u8] = include_bytes!("../../../data/boundaries/communes.txt.gz");

/// The outlines of the communes of one intercommunality, as of 2018; communes merged since are drawn as one.
///
/// Good for a map of the whole on one sheet, not for saying on which side of a street a commune ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundaries {
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
    /// The boundaries of the communes of this intercommunality; `None` for an unknown SIREN.
    ///
    /// Reads through the compressed outlines of France (some tens of milliseconds): keep the result. A commune without
    /// an outline in the source (seven, re-created since 2018) is left out.
    #[must_use]
    pub fn of(siren: &str) -> Option<Self> {
        let outlines = if let Some((_, geojson)) = FINER.iter().find(|(finer, _)| *finer == siren) {
            read_geojson(geojson)
        } else {
            let communes = France::load().communes_of(siren);
            read_lines(&communes.iter().map(|commune| commune.insee.as_str()).collect())
        };
        (!outlines.is_empty()).then_some(Self { outlines })
    }

    /// One outline a commune, in the order of INSEE codes.
    #[must_use]
    pub fn outlines(&self) -> &[Outline] {
        &self.outlines
    }
}

/// The outlines of the communes wanted. The bytes are part of the program: a line that cannot be read ends the list,
/// and a test counts the outlines of every intercommunality.
fn read_lines(wanted: &HashSet<&str>) -> Vec<Outline> {
    if wanted.is_empty() {
        return Vec::new();
    }
    BufReader::new(GzDecoder::new(LIGHTER))
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| {
            let mut parts = line.split(' ');
            let insee = parts.next().filter(|insee| wanted.contains(insee))?;
            Some(Outline { insee: insee.to_owned(), rings: parts.map(ring_of_letters).collect() })
        })
        .collect()
}

/// A ring written as an encoded polyline in ten-thousandths of a degree, longitude first, closed on reading.
fn ring_of_letters(text: &str) -> Vec<Position> {
    let (mut lon, mut lat) = (0_i32, 0_i32);
    let (mut value, mut shift) = (0_i32, 0_u32);
    let mut differences = Vec::with_capacity(text.len() / 2);
    for letter in text.bytes() {
        let bits = i32::from(letter.saturating_sub(63));
        value |= (bits & 0x1F) << shift;
        shift += 5;
        if bits & 0x20 == 0 {
            differences.push(if value & 1 == 1 { !(value >> 1) } else { value >> 1 });
            (value, shift) = (0, 0);
        }
    }
    let mut ring: Vec<Position> = differences
        .chunks_exact(2)
        .map(|pair| {
            (lon, lat) = (lon + pair[0], lat + pair[1]);
            Position { lon: f64::from(lon) / 1e4, lat: f64::from(lat) / 1e4 }
        })
        .collect();
    ring.extend(ring.first().copied());
    ring
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
fn read_geojson(geojson: &str) -> Vec<Outline> {
    let collection: Collection = serde_json::from_str(geojson).unwrap_or(Collection { features: Vec::new() });
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
                .map(|ring| ring.into_iter().map(|[lon, lat]| Position { lon, lat }).collect())
                .collect();
            Outline { insee: feature.properties.insee, rings }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_of_letters_is_closed_and_keeps_its_sign() {
        let ring = ring_of_letters("_pR~`f@@@");
        assert_eq!(ring.first(), ring.last());
        assert_eq!((ring[0].lon, ring[0].lat), (1.0, -2.0));
        assert_eq!((ring[1].lon, ring[1].lat), (0.9999, -2.0001));
    }
}
