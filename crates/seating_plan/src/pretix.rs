//! Plans of pretix: the JSON its editor writes.
//!
//! Shape: <https://github.com/pretix/pretix/blob/master/src/pretix/static/seating/seating-plan.schema.json>: zones with a
//! position, rows, seats with `seat_guid`, `seat_number`, `category` and a position inside their row's, in pixels. Areas
//! and colours are decoration and are not read. Files written by its editor hold more than the schema says: what is not
//! known is passed over.

use serde::Deserialize;

use crate::model::{PITCH, Plan, Row, Seat, SeatKind, Unsound, Zone};

/// Why a file is no plan.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Not the JSON of a seating plan.
    #[error("this is not a seating plan of pretix: {0}")]
    NotAPlan(String),
    /// A seat of a category that the plan does not declare.
    #[error("seat {seat} is of category {category}, which the plan does not declare")]
    UnknownCategory {
        /// The seat.
        seat: String,
        /// Its category.
        category: String,
    },
    /// It cannot be sold.
    #[error(transparent)]
    Unsound(Unsound),
}

#[derive(Deserialize)]
struct FilePlan {
    #[serde(rename = "name")]
    _name: String,
    zones: Vec<FileZone>,
    categories: Vec<FileCategory>,
}

#[derive(Deserialize)]
struct FileCategory {
    name: String,
}

#[derive(Deserialize)]
struct FileZone {
    #[serde(default)]
    name: String,
    position: Position,
    rows: Vec<FileRow>,
}

#[derive(Deserialize)]
struct FileRow {
    row_number: String,
    #[serde(default)]
    position: Position,
    seats: Vec<FileSeat>,
}

#[derive(Deserialize)]
struct FileSeat {
    seat_guid: String,
    seat_number: String,
    position: Position,
    category: String,
}

/// In pixels. The schema says whole numbers; files of the editor have fractions.
#[derive(Deserialize, Default, Clone, Copy)]
struct Position {
    x: f64,
    y: f64,
}

/// Reads a plan. A category whose name speaks of wheelchairs (`PMR`, `fauteuil roulant`, `wheelchair`, `rolstoel`) gives
/// places for them, one that speaks of a companion (`accompagnant`, `companion`, `begeleider`) their companions'; pretix
/// has no word of its own for either.
///
/// # Errors
/// [`Refused`].
pub fn read(json: &str) -> Result<Plan, Refused> {
    let file: FilePlan = serde_json::from_str(json).map_err(|error| Refused::NotAPlan(error.to_string()))?;
    let several = file.categories.len() > 1;
    let mut placed: Vec<(usize, usize, FileSeat, f64, f64)> = Vec::new();
    let mut names: Vec<(String, Vec<String>)> = Vec::new();
    for (z, zone) in file.zones.into_iter().enumerate() {
        let mut rows = Vec::new();
        for (r, row) in zone.rows.into_iter().enumerate() {
            rows.push(row.row_number);
            for seat in row.seats {
                if !file.categories.iter().any(|category| category.name == seat.category) {
                    return Err(Refused::UnknownCategory { seat: seat.seat_guid, category: seat.category });
                }
                let x = zone.position.x + row.position.x + seat.position.x;
                let y = zone.position.y + row.position.y + seat.position.y;
                if !x.is_finite() || !y.is_finite() {
                    return Err(Refused::Unsound(Unsound::Far(seat.seat_guid)));
                }
                placed.push((z, r, seat, x, y));
            }
        }
        names.push((zone.name, rows));
    }
    if placed.is_empty() {
        return Err(Refused::Unsound(Unsound::Empty));
    }
    let pixels = pitch(&placed);
    let (left, right) = bounds(placed.iter().map(|seat| seat.3));
    let (front, _) = bounds(placed.iter().map(|seat| seat.4));
    let axis = f64::midpoint(left, right);
    let mut zones: Vec<Zone> = names
        .into_iter()
        .map(|(name, rows)| Zone { name, rows: rows.into_iter().map(|name| Row { name, seats: Vec::new() }).collect() })
        .collect();
    for (z, r, seat, x, y) in placed {
        zones[z].rows[r].seats.push(Seat {
            id: seat.seat_guid,
            number: seat.seat_number,
            kind: kind_of(&seat.category),
            category: if several { seat.category } else { String::new() },
            x: ((x - axis) / pixels * f64::from(PITCH)).round() as i32,
            y: ((y - front) / pixels * f64::from(PITCH)).round() as i32,
        });
    }
    for zone in &mut zones {
        zone.rows.retain(|row| !row.seats.is_empty());
        // A plan drawn with pretix's editor may list a row from right to left.
        for row in &mut zone.rows {
            row.seats.sort_by(|a, b| (a.x, a.y, &a.id).cmp(&(b.x, b.y, &b.id)));
        }
    }
    zones.retain(|zone| !zone.rows.is_empty());
    let plan = Plan { zones };
    plan.check().map_err(Refused::Unsound)?;
    Ok(plan)
}

/// The middle distance between seats that follow each other in a row, in pixels.
fn pitch(placed: &[(usize, usize, FileSeat, f64, f64)]) -> f64 {
    let mut steps: Vec<f64> = placed
        .windows(2)
        .filter(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1))
        .map(|pair| (pair[1].3 - pair[0].3).hypot(pair[1].4 - pair[0].4))
        .filter(|step| *step > 0.0)
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(25.0)
}

fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)))
}

fn kind_of(category: &str) -> SeatKind {
    let name = category.to_lowercase();
    let speaks_of = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if speaks_of(&["accompagn", "companion", "begeleid"]) {
        SeatKind::Companion
    } else if speaks_of(&["pmr", "fauteuil roulant", "wheelchair", "rolstoel"]) {
        SeatKind::Wheelchair
    } else if speaks_of(&["vue réduite", "visibilité réduite", "restricted view", "beperkt zicht"]) {
        SeatKind::RestrictedView
    } else {
        SeatKind::Standard
    }
}
