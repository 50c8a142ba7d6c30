//! A plan typed in a few lines.
//!
//! One row a line, or several on one line between `|`, from the stage to the back:
//!
//! ```text
//! # the hall of the village
//! A: 1-12 | B: 1-14
//! C-F: 1-6 _ 7-12          rows C, D, E and F, with an aisle of one seat after the sixth
//! PMR: 1-4w 5-8c           w: wheelchair, c: companion
//! [Balcon ; 2e série]      another part of the hall, with its seat category
//! A (1re série): 1-10      the category of one row
//! B: 1-8 9-10r             r: restricted view
//! C: 11-1i _ 2-12p         odd numbers, then even ones
//! pairs et impairs         from here on 1-12 is numbered 11 9 7 5 3 1 2 4 6 8 10 12, as in old theatres
//! D: 1-12
//! numérotation continue
//! ```
//!
//! `f` (fauteuil) is read as `w`, `a` (accompagnant) as `c`, `v` (vue réduite) as `r`. Each row is centred on the hall's
//! axis. Every fault is told with its line.

use crate::model::{MOST_SEATS, PITCH, Plan, Row, Seat, SeatKind, Unsound, Zone};

/// The highest number of a seat.
const HIGHEST: u32 = 9_999;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what} ({text})")]
pub struct Fault {
    /// Which line, from 1; 0 for the whole.
    pub line: usize,
    /// What is wrong.
    pub what: FaultKind,
    /// The words at fault.
    pub text: String,
}

/// What may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// No `:` between the row's name and its seats.
    #[error("a row is written “A: 1-12”")]
    NoColon,
    /// A row without a name.
    #[error("the row has no name")]
    NoName,
    /// A row without seats.
    #[error("the row has no seat")]
    NoSeat,
    /// Not a number, a range, or an aisle.
    #[error("not a seat nor a range of seats")]
    NotSeats,
    /// A range of rows that is none.
    #[error("not a range of rows")]
    NotRows,
    /// A seat's number twice in a row.
    #[error("this seat is there twice")]
    SeatTwice,
    /// A row's name twice in a zone.
    #[error("this row is there twice")]
    RowTwice,
    /// Nothing at all.
    #[error("the plan has no seat")]
    Empty,
    /// More than [`MOST_SEATS`].
    #[error("the plan has too many seats")]
    TooMany,
    /// A name too long.
    #[error("this name is too long")]
    TooLong,
}

impl FaultKind {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoColon => "no-colon",
            Self::NoName => "no-name",
            Self::NoSeat => "no-seat",
            Self::NotSeats => "not-seats",
            Self::NotRows => "not-rows",
            Self::SeatTwice => "seat-twice",
            Self::RowTwice => "row-twice",
            Self::Empty => "empty",
            Self::TooMany => "too-many",
            Self::TooLong => "too-long",
        }
    }
}

/// How a plain range is numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Plain,
    OddThenEven,
}

/// One place of a row as typed.
enum Cell {
    Aisle,
    Seat { number: u32, kind: SeatKind },
}

/// Reads a plan.
///
/// # Errors
/// The first [`Fault`].
pub fn read(text: &str) -> Result<Plan, Fault> {
    let mut zones = vec![Zone { name: String::new(), rows: Vec::new() }];
    let mut zone_category = String::new();
    let mut numbering = Numbering::Plain;
    let mut seats = 0;
    for (index, line) in text.lines().enumerate() {
        let fault = |what, text: &str| Fault { line: index + 1, what, text: text.trim().chars().take(60).collect() };
        let line = line.split('#').next().unwrap_or_default();
        for entry in line.split('|').map(str::trim).filter(|entry| !entry.is_empty()) {
            if let Some(inside) = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                let (name, category) = inside.split_once(';').unwrap_or((inside, ""));
                zone_category = category.trim().to_owned();
                zones.push(Zone { name: name.trim().to_owned(), rows: Vec::new() });
                continue;
            }
            if let Some(other) = numbering_named(entry) {
                numbering = other;
                continue;
            }
            let (head, spec) = entry.split_once(':').ok_or_else(|| fault(FaultKind::NoColon, entry))?;
            let (names, category) = row_names(head).map_err(|what| fault(what, head))?;
            let cells = cells(spec, numbering).map_err(|(what, text)| fault(what, &text))?;
            let count = cells.iter().filter(|cell| matches!(cell, Cell::Seat { .. })).count();
            if count == 0 {
                return Err(fault(FaultKind::NoSeat, entry));
            }
            seats += count * names.len();
            if seats > MOST_SEATS {
                return Err(fault(FaultKind::TooMany, entry));
            }
            for name in names {
                let part = zones.len() - 1;
                let zone = &mut zones[part];
                if zone.rows.iter().any(|row| row.name == name) {
                    return Err(fault(FaultKind::RowTwice, &name));
                }
                let prefix = if zone.name.is_empty() { String::new() } else { format!("{}-", plain(&zone.name)) };
                let category = if category.is_empty() { &zone_category } else { &category };
                zone.rows.push(row(&prefix, name, &cells, category));
            }
        }
    }
    zones.retain(|zone| !zone.rows.is_empty());
    let mut y = 0;
    for zone in &mut zones {
        for row in &mut zone.rows {
            row.seats.iter_mut().for_each(|seat| seat.y = y);
            y += PITCH;
        }
        y += PITCH;
    }
    let plan = Plan { zones };
    plan.check().map_err(|unsound| {
        let (what, text) = match unsound {
            Unsound::Empty => (FaultKind::Empty, String::new()),
            Unsound::TooMany => (FaultKind::TooMany, String::new()),
            Unsound::Twice(id) => (FaultKind::SeatTwice, id),
            Unsound::Name(name) => (FaultKind::TooLong, name),
            Unsound::Far(id) => (FaultKind::TooMany, id),
        };
        Fault { line: 0, what, text }
    })?;
    Ok(plan)
}

/// The numbering an entry asks for, when it does.
fn numbering_named(entry: &str) -> Option<Numbering> {
    match entry.to_lowercase().replace(['/', '-', ','], " ").split_whitespace().collect::<Vec<_>>().join(" ").as_str() {
        "pairs et impairs" | "impairs et pairs" | "pairs impairs" | "impairs pairs" | "odd and even"
        | "even en oneven" | "oneven en even" => Some(Numbering::OddThenEven),
        "numérotation continue" | "continue" | "continuous" | "doorlopend" => Some(Numbering::Plain),
        _ => None,
    }
}

/// The names of `A`, `A-H`, `1-4`, each with the category of `(2e série)`.
fn row_names(head: &str) -> Result<(Vec<String>, String), FaultKind> {
    let (name, category) = match head.split_once('(') {
        Some((name, rest)) => (name.trim(), rest.trim().trim_end_matches(')').trim().to_owned()),
        None => (head.trim(), String::new()),
    };
    if name.is_empty() {
        return Err(FaultKind::NoName);
    }
    let dashes = name.replace(['–', '—'], "-");
    let Some((from, to)) = dashes.split_once('-') else { return Ok((vec![name.to_owned()], category)) };
    let (from, to) = (from.trim(), to.trim());
    if let (Ok(from), Ok(to)) = (from.parse::<u32>(), to.parse::<u32>()) {
        if from > to || to > 500 {
            return Err(FaultKind::NotRows);
        }
        return Ok(((from..=to).map(|number| number.to_string()).collect(), category));
    }
    let letter = |text: &str| match text.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(*letter),
        _ => None,
    };
    match (letter(from), letter(to)) {
        (Some(from), Some(to)) if from <= to && from.is_ascii_uppercase() == to.is_ascii_uppercase() => {
            Ok(((from..=to).map(|letter| char::from(letter).to_string()).collect(), category))
        }
        (Some(_), Some(_)) => Err(FaultKind::NotRows),
        // A name with a dash in it.
        _ => Ok((vec![name.to_owned()], category)),
    }
}

fn cells(spec: &str, numbering: Numbering) -> Result<Vec<Cell>, (FaultKind, String)> {
    let mut cells = Vec::new();
    let mut known = std::collections::HashSet::new();
    let spec = spec.replace(['–', '—'], "-").replace(" - ", "-");
    for token in spec.split([' ', '\t', ',', ';', '\u{a0}']).filter(|token| !token.is_empty()) {
        if token.chars().all(|sign| sign == '_') {
            cells.extend(token.chars().map(|_| Cell::Aisle));
            continue;
        }
        let fault = |what| (what, token.to_owned());
        let digits = token.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
        let mut kind = SeatKind::Standard;
        let mut parity = None;
        for letter in token[digits.len()..].chars() {
            match letter.to_ascii_lowercase() {
                'w' | 'f' => kind = SeatKind::Wheelchair,
                'c' | 'a' => kind = SeatKind::Companion,
                'r' | 'v' => kind = SeatKind::RestrictedView,
                'i' => parity = Some(1),
                'p' => parity = Some(0),
                _ => return Err(fault(FaultKind::NotSeats)),
            }
        }
        let (from, to) = digits.split_once('-').unwrap_or((digits, digits));
        let number = |text: &str| match text.parse::<u32>() {
            Ok(number) if text.bytes().all(|byte| byte.is_ascii_digit()) && number <= HIGHEST => Ok(number),
            _ => Err(fault(FaultKind::NotSeats)),
        };
        let (from, to) = (number(from)?, number(to)?);
        let mut numbers: Vec<u32> = if from <= to { (from..=to).collect() } else { (to..=from).rev().collect() };
        if numbers.len() > MOST_SEATS {
            return Err(fault(FaultKind::TooMany));
        }
        match parity {
            Some(parity) => numbers.retain(|number| number % 2 == parity),
            None if numbering == Numbering::OddThenEven && from < to => {
                let (odd, even): (Vec<u32>, Vec<u32>) = numbers.into_iter().partition(|number| number % 2 == 1);
                numbers = odd.into_iter().rev().chain(even).collect();
            }
            None => {}
        }
        for number in numbers {
            if !known.insert(number) {
                return Err((FaultKind::SeatTwice, number.to_string()));
            }
            cells.push(Cell::Seat { number, kind });
        }
    }
    Ok(cells)
}

fn row(prefix: &str, name: String, cells: &[Cell], category: &str) -> Row {
    // Half a pitch is fifty hundredths: a row of any length is centred exactly.
    let left = -(cells.len() as i32 - 1) * PITCH / 2;
    let seats = cells
        .iter()
        .enumerate()
        .filter_map(|(index, cell)| match cell {
            Cell::Aisle => None,
            Cell::Seat { number, kind } => Some(Seat {
                id: format!("{prefix}{}-{number}", plain_row(&name)),
                number: number.to_string(),
                category: category.to_owned(),
                kind: *kind,
                x: left + index as i32 * PITCH,
                y: 0,
            }),
        })
        .collect();
    Row { name, seats }
}

/// A zone's name as it stands in identifiers.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

fn plain_row(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("-")
}
