//! Choosing one's seats on a page: a list of rows first, the drawing beside it.

use std::collections::HashSet;

use seating_plan::{Placed, Plan, SeatKind, drawing};
use serde::Serialize;
use shell::{Frame, Lang};
use store::prelude::*;

use super::{free_ids, label, plan_of};
use crate::Result;
use crate::duties::say;

/// What the macro `chooser` of `box_office/seats.html` shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chooser {
    /// The drawing: SVG of ours.
    pub svg: String,
    /// Zones with their free seats.
    pub zones: Vec<ZoneOfSeats>,
    /// How many places are free.
    pub free: usize,
    /// Of these, for wheelchairs.
    pub wheelchairs: usize,
    /// Whether the hall has seat categories to tell apart.
    pub has_categories: bool,
}

/// A part of the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ZoneOfSeats {
    /// Its name; empty for a hall of one part.
    pub name: String,
    /// Its rows with a free seat.
    pub rows: Vec<RowOfSeats>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowOfSeats {
    /// Its name.
    pub name: String,
    /// Its free seats.
    pub seats: Vec<SeatChoice>,
}

/// A seat that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatChoice {
    /// What the form sends.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What it is, by code.
    pub kind: &'static str,
    /// Its category; empty when there is one only.
    pub category: String,
}

/// What the chooser of a performance shows now; none when its places have no number.
pub async fn chooser(
    query: &mut impl Query,
    frame: &Frame,
    lang: Lang,
    item: &str,
    now_ms: i64,
) -> Result<Option<Chooser>> {
    let Some(plan) = plan_of(query, item).await? else { return Ok(None) };
    let free = free_ids(query, item, now_ms).await?;
    Ok(Some(shown(&plan, &free, frame, lang)))
}

fn shown(plan: &Plan, free: &HashSet<String>, frame: &Frame, lang: Lang) -> Chooser {
    let has_categories = plan.categories().len() > 1;
    let zones = plan
        .zones
        .iter()
        .map(|zone| ZoneOfSeats {
            name: zone.name.clone(),
            rows: zone
                .rows
                .iter()
                .map(|row| RowOfSeats {
                    name: row.name.clone(),
                    seats: row
                        .seats
                        .iter()
                        .filter(|seat| free.contains(&seat.id))
                        .map(|seat| SeatChoice {
                            id: seat.id.clone(),
                            number: seat.number.clone(),
                            kind: seat.kind.code(),
                            category: if has_categories { seat.category.clone() } else { String::new() },
                        })
                        .collect(),
                })
                .filter(|row| !row.seats.is_empty())
                .collect(),
        })
        .filter(|zone| !zone.rows.is_empty())
        .collect();
    let wheelchairs = plan
        .seats()
        .filter(|placed| placed.seat.kind == SeatKind::Wheelchair && free.contains(&placed.seat.id))
        .count();
    Chooser { svg: picture(plan, free, frame, lang), zones, free: free.len(), wheelchairs, has_categories }
}

/// The drawing of a plan, seats taken told from free ones.
pub(crate) fn picture(plan: &Plan, free: &HashSet<String>, frame: &Frame, lang: Lang) -> String {
    let title = say(frame, lang, "seats-picture", &[]);
    let description = say(
        frame,
        lang,
        "seats-picture-about",
        &[("places", (plan.places() as i64).into()), ("free", (free.len() as i64).into())],
    );
    let stage = say(frame, lang, "seats-stage", &[]);
    let words = drawing::Words { title: &title, description: &description, stage: &stage };
    let class = |placed: &Placed<'_>| if free.contains(&placed.seat.id) { "seat-free" } else { "seat-taken" };
    drawing::svg(plan, "seats", &words, &class, &label)
}
