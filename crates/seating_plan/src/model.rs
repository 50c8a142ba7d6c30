//! What a hall is made of.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

/// The distance between two neighbouring seats, in the unit of [`Seat::x`] and [`Seat::y`].
pub const PITCH: i32 = 100;
/// The most seats a plan may have: the largest halls of the territory have fewer.
pub const MOST_SEATS: usize = 5_000;
/// The most characters of a seat's identifier, of a name, of a number.
const LONGEST: usize = 80;

/// What a seat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum SeatKind {
    /// A seat like others.
    #[default]
    Standard,
    /// A place for someone who comes in a wheelchair: there is no seat.
    Wheelchair,
    /// The seat of who accompanies someone in a wheelchair.
    Companion,
    /// From there one does not see all of the stage.
    RestrictedView,
}

impl SeatKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Wheelchair, Self::Companion, Self::RestrictedView];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Wheelchair => "wheelchair",
            Self::Companion => "companion",
            Self::RestrictedView => "restricted_view",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// What names it in the whole hall: `A-12`, `balcon-A-12`. Never changed once tickets were sold.
    pub id: String,
    /// What is written on it: `12`.
    pub number: String,
    /// The seat category printed on tickets; empty when the hall has one only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// What it is.
    #[serde(default)]
    pub kind: SeatKind,
    /// How far it stands to the right of the hall's axis, seen from above with the stage at the top, in hundredths of
    /// a seat ([`PITCH`]).
    pub x: i32,
    /// How far it stands from the first row, in the same unit.
    pub y: i32,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What is written at its end: `A`.
    pub name: String,
    /// Its seats, from left to right as one looks at the stage from above.
    pub seats: Vec<Seat>,
}

/// A part of the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Its name: `Balcon`; empty for a hall of one part.
    #[serde(default)]
    pub name: String,
    /// Its rows, from the stage.
    pub rows: Vec<Row>,
}

/// A hall's seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its parts, from the stage.
    pub zones: Vec<Zone>,
}

/// A seat with its row and zone.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// Its zone.
    pub zone: &'a Zone,
    /// Its row.
    pub row: &'a Row,
    /// The seat.
    pub seat: &'a Seat,
}

/// Why a plan is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    /// It has no seat.
    #[error("the plan has no seat")]
    Empty,
    /// It has more than [`MOST_SEATS`].
    #[error("the plan has more than {MOST_SEATS} seats")]
    TooMany,
    /// Two seats have one identifier.
    #[error("two seats are named {0}")]
    Twice(String),
    /// A name, a number or an identifier is empty or too long.
    #[error("a seat, row or category name is missing or too long: {0:?}")]
    Name(String),
    /// A seat stands absurdly far.
    #[error("seat {0} stands out of the hall")]
    Far(String),
}

impl Plan {
    /// Every seat, zone by zone, row by row, from left to right.
    pub fn seats(&self) -> impl Iterator<Item = Placed<'_>> {
        self.zones.iter().flat_map(|zone| {
            zone.rows.iter().flat_map(move |row| row.seats.iter().map(move |seat| Placed { zone, row, seat }))
        })
    }

    /// How many places it has, those for wheelchairs included.
    #[must_use]
    pub fn places(&self) -> usize {
        self.zones.iter().flat_map(|zone| &zone.rows).map(|row| row.seats.len()).sum()
    }

    /// How many places are of a kind.
    #[must_use]
    pub fn places_of(&self, kind: SeatKind) -> usize {
        self.seats().filter(|placed| placed.seat.kind == kind).count()
    }

    /// The seat of this identifier.
    #[must_use]
    pub fn seat(&self, id: &str) -> Option<Placed<'_>> {
        self.seats().find(|placed| placed.seat.id == id)
    }

    /// The seat categories, in the order one meets them.
    #[must_use]
    pub fn categories(&self) -> Vec<&str> {
        let mut categories: Vec<&str> = Vec::new();
        for placed in self.seats() {
            if !categories.contains(&placed.seat.category.as_str()) {
                categories.push(&placed.seat.category);
            }
        }
        categories
    }

    /// Whether it can be sold: some seats, not too many, each named once.
    ///
    /// # Errors
    /// [`Unsound`], the first fault met.
    pub fn check(&self) -> Result<(), Unsound> {
        match self.places() {
            0 => return Err(Unsound::Empty),
            places if places > MOST_SEATS => return Err(Unsound::TooMany),
            _ => {}
        }
        let mut known = HashSet::new();
        for Placed { zone, row, seat } in self.seats() {
            let named = |text: &str| !text.trim().is_empty() && text.chars().count() <= LONGEST;
            let within = |text: &str| text.chars().count() <= LONGEST;
            if !named(&seat.id) || !named(&seat.number) || !named(&row.name) {
                return Err(Unsound::Name(format!("{} {} {}", row.name, seat.number, seat.id).trim().to_owned()));
            }
            if !within(&seat.category) || !within(&zone.name) {
                return Err(Unsound::Name(format!("{} {}", zone.name, seat.category)));
            }
            if seat.x.abs() > 1_000 * PITCH || seat.y.abs() > 1_000 * PITCH {
                return Err(Unsound::Far(seat.id.clone()));
            }
            if !known.insert(seat.id.as_str()) {
                return Err(Unsound::Twice(seat.id.clone()));
            }
        }
        Ok(())
    }
}

/// Whether two seats that follow each other in a row stand side by side: no aisle between them.
pub(crate) fn side_by_side(left: &Seat, right: &Seat) -> bool {
    let (dx, dy) = (i64::from(right.x) - i64::from(left.x), i64::from(right.y) - i64::from(left.y));
    let most = i64::from(PITCH) * 3 / 2;
    dx * dx + dy * dy <= most * most
}
