//! A territory drawn on one sheet: SVG paths ready for a page.

use std::fmt::Write as _;

use serde::Serialize;

use crate::{Boundaries, Commune, France, Outline, Position};

/// Room left around the drawing, in SVG units: a stroke on the border stays whole.
const MARGIN: f64 = 4.0;
/// Greatest drawn size: with its margins a sheet is at most 648 × 608.
const DRAWN_WIDTH: f64 = 640.0;
const DRAWN_HEIGHT: f64 = 600.0;
/// Radii of the smallest and the largest dot of a dot map.
const DOT_RADII: (f64, f64) = (4.0, 26.0);

/// What the shapes of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MapKind {
    /// Real outlines of communes.
    Outlines,
    /// A disc at each commune's centroid, its area in proportion to the municipal population.
    Dots,
}

/// A map to be written as `<svg viewBox="0 0 width height">` with one `<path>` a commune.
///
/// The projection is equirectangular about the middle latitude: on a métropole's extent it departs from a conformal
/// conic by less than the width of a stroke.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapSheet {
    /// Width of the viewBox.
    pub width: f64,
    /// Height of the viewBox.
    pub height: f64,
    /// Outlines or dots.
    pub kind: MapKind,
    /// One shape a commune: outlines in the order of INSEE codes, dots with the largest first so that none hides
    /// another.
    pub shapes: Vec<Shape>,
    /// INSEE codes of communes that cannot be drawn, their outline (or position) being unknown.
    pub unplaced: Vec<String>,
    #[serde(skip)]
    projection: Projection,
}

/// A commune on the sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shape {
    /// INSEE code.
    pub insee: String,
    /// The commune's name.
    pub name: String,
    /// SVG path data: closed rings, in whole units.
    pub path: String,
    /// Where to put a mark or a label (the commune's centroid), rounded to 0.1.
    pub cx: f64,
    /// See `cx`.
    pub cy: f64,
}

impl MapSheet {
    /// The map of an intercommunality, from its communes' outlines; `None` for an unknown SIREN.
    ///
    /// Takes some tens of milliseconds (see [`Boundaries::of`]): keep the result.
    #[must_use]
    pub fn of(siren: &str) -> Option<Self> {
        let communes = France::load().communes_of(siren);
        match Boundaries::of(siren) {
            Some(boundaries) => Self::from_outlines(&communes, boundaries.outlines()),
            None => Self::from_centroids(&communes),
        }
    }

    /// The map of an intercommunality as dots, which show its people rather than its land.
    #[must_use]
    pub fn dots(siren: &str) -> Option<Self> {
        Self::from_centroids(&France::load().communes_of(siren))
    }

    /// A point of the Earth on this sheet, rounded to 0.1; it may fall outside the viewBox.
    #[must_use]
    pub fn project(&self, position: Position) -> (f64, f64) {
        let (x, y) = self.projection.apply(position);
        (round(x), round(y))
    }

    fn from_outlines(communes: &[&Commune], outlines: &[Outline]) -> Option<Self> {
        let everything = outlines.iter().flat_map(|outline| outline.rings.iter().flatten().copied());
        let projection = Projection::fitting(everything, 0.0)?;
        let mut shapes = Vec::with_capacity(communes.len());
        let mut unplaced = Vec::new();
        for commune in communes {
            let Some(outline) = outlines.iter().find(|outline| outline.insee == commune.insee) else {
                unplaced.push(commune.insee.clone());
                continue;
            };
            let (path, first) = projection.path(&outline.rings);
            let (cx, cy) = commune.position.map_or(first, |position| projection.apply(position));
            shapes.push(Shape {
                insee: commune.insee.clone(),
                name: commune.name.clone(),
                path,
                cx: round(cx),
                cy: round(cy),
            });
        }
        Some(Self {
            width: projection.width,
            height: projection.height,
            kind: MapKind::Outlines,
            shapes,
            unplaced,
            projection,
        })
    }

    fn from_centroids(communes: &[&Commune]) -> Option<Self> {
        let (smallest, largest) = DOT_RADII;
        let everything = communes.iter().filter_map(|commune| commune.position);
        let projection = Projection::fitting(everything, largest)?;
        let most = communes.iter().filter_map(|commune| commune.population_municipal).max().unwrap_or(1).max(1);
        let mut shapes = Vec::with_capacity(communes.len());
        let mut unplaced = Vec::new();
        let mut communes = communes.to_vec();
        communes.sort_by_key(|commune| std::cmp::Reverse(commune.population_municipal));
        for commune in communes {
            let Some(position) = commune.position else {
                unplaced.push(commune.insee.clone());
                continue;
            };
            let share = f64::from(commune.population_municipal.unwrap_or(0)) / f64::from(most);
            let radius = round((largest * share.sqrt()).max(smallest));
            let (x, y) = projection.apply(position);
            let (cx, cy) = (round(x), round(y));
            let path = format!(
                "M{:.1} {cy:.1}A{radius:.1} {radius:.1} 0 1 1 {:.1} {cy:.1}A{radius:.1} {radius:.1} 0 1 1 {:.1} {cy:.1}Z",
                cx - radius,
                cx + radius,
                cx - radius,
            );
            shapes.push(Shape { insee: commune.insee.clone(), name: commune.name.clone(), path, cx, cy });
        }
        Some(Self {
            width: projection.width,
            height: projection.height,
            kind: MapKind::Dots,
            shapes,
            unplaced,
            projection,
        })
    }
}

/// Degrees to SVG units.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Projection {
    west: f64,
    north: f64,
    /// Units for a degree of latitude.
    scale: f64,
    /// How much shorter a degree of longitude is than one of latitude.
    shrink: f64,
    inset: f64,
    width: f64,
    height: f64,
}

impl Projection {
    /// The largest drawing of these points within the sheet, `border` units kept free on each side for what is drawn
    /// around a point; `None` without points.
    fn fitting(points: impl Iterator<Item = Position>, border: f64) -> Option<Self> {
        let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        for Position { lon, lat } in points {
            (west, east) = (west.min(lon), east.max(lon));
            (south, north) = (south.min(lat), north.max(lat));
        }
        if west > east {
            return None;
        }
        let shrink = f64::midpoint(south, north).to_radians().cos();
        // A single point has no extent: a thousandth of a degree (100 m) keeps the scale finite.
        let (across, down) = (((east - west) * shrink).max(1e-3), (north - south).max(1e-3));
        let inset = MARGIN + border;
        let (room_x, room_y) = (DRAWN_WIDTH - 2.0 * border, DRAWN_HEIGHT - 2.0 * border);
        let scale = (room_x / across).min(room_y / down);
        Some(Self {
            west,
            north,
            scale,
            shrink,
            inset,
            width: whole(across * scale + 2.0 * inset),
            height: whole(down * scale + 2.0 * inset),
        })
    }

    fn apply(&self, position: Position) -> (f64, f64) {
        (
            (position.lon - self.west) * self.shrink * self.scale + self.inset,
            (self.north - position.lat) * self.scale + self.inset,
        )
    }

    /// Path data of closed rings, and the first point drawn. Points are rounded to whole units, which is less than a
    /// pixel's width where a sheet is shown, so that neighbours share them; and told as steps from one to the next: a map is
    /// half of a page's weight otherwise.
    fn path(&self, rings: &[Vec<Position>]) -> (String, (f64, f64)) {
        let mut path = String::new();
        let mut first = (0.0, 0.0);
        for ring in rings {
            // The last point repeats the first: `Z` draws that side.
            let points = ring.len().saturating_sub(1);
            let mut before = None;
            for position in &ring[..points] {
                let (x, y) = self.apply(*position);
                if path.is_empty() {
                    first = (x, y);
                }
                let here = (x.round() as i64, y.round() as i64);
                // Writing to a String cannot fail.
                let _ = match before {
                    None => write!(path, "M{} {}l", here.0, here.1),
                    Some(before) if before == here => continue,
                    Some((x, y)) => {
                        let after = if path.ends_with('l') { "" } else { " " };
                        step(&mut path, here.0 - x, after);
                        step(&mut path, here.1 - y, " ");
                        Ok(())
                    }
                };
                before = Some(here);
            }
            // A ring smaller than a unit is a point: a step nowhere keeps the data well formed.
            path.push_str(if path.ends_with('l') { "0 0Z" } else { "Z" });
        }
        (path, first)
    }
}

/// A step as path data writes it shortest: its sign parts it from the number before, else what is given.
fn step(path: &mut String, value: i64, after: &str) {
    let parted = if value < 0 { "" } else { after };
    // Writing to a String cannot fail.
    let _ = write!(path, "{parted}{value}");
}

/// The next whole unit; a rounding error above a whole number does not count.
fn whole(value: f64) -> f64 {
    (value - 1e-6).ceil()
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
