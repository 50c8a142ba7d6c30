//! The plan as SVG.
//!
//! A picture beside a list: assistive technology reads its title and description, and the list does the rest. Classes
//! only, no style attribute; each seat carries `data-seat` so that a script may tick the box of the list.

use std::fmt::Write;

use crate::model::{PITCH, Placed, Plan, SeatKind};

/// A seat's side, and the distance between two, in the drawing's units.
const SIDE: i32 = 16;
const STEP: i32 = 20;

/// The words of a drawing, in the reader's language.
pub struct Words<'a> {
    /// What it is: “Plan de la salle des fêtes”.
    pub title: &'a str,
    /// What it shows: “120 places, dont 84 libres”.
    pub description: &'a str,
    /// The word written where the stage is.
    pub stage: &'a str,
}

/// Draws a plan. `class` gives the classes of each seat beside its kind's (`seat-free`, `seat-sold`); `name` what a seat is
/// called. `id` tells this drawing from others of the page; letters, digits and dashes of it are kept.
#[must_use]
pub fn svg(
    plan: &Plan,
    id: &str,
    words: &Words<'_>,
    class: &dyn Fn(&Placed<'_>) -> &'static str,
    name: &dyn Fn(&Placed<'_>) -> String,
) -> String {
    let at = |hundredths: i32| hundredths * STEP / PITCH;
    let id: String = id.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
    let (mut left, mut right, mut bottom) = (0, 0, 0);
    for placed in plan.seats() {
        left = left.min(at(placed.seat.x));
        right = right.max(at(placed.seat.x) + SIDE);
        bottom = bottom.max(at(placed.seat.y) + SIDE);
    }
    // Room for the rows' names on both sides and for the stage above.
    let (margin, top) = (2 * STEP, 3 * STEP);
    let (x, width) = (left - margin, right - left + 2 * margin);
    let mut out = String::with_capacity(200 + 110 * plan.places());
    let _ = write!(
        out,
        "<svg class=\"seats\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
         width=\"{}\" height=\"{}\" viewBox=\"{x} {} {width} {}\" xmlns=\"http://www.w3.org/2000/svg\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        // A seat is 24 pixels wide where there is room.
        width * 3 / 2,
        (bottom + top + STEP) * 3 / 2,
        -top,
        bottom + top + STEP,
        escaped(words.title),
        escaped(words.description)
    );
    let half = ((right - left) / 3).max(2 * STEP);
    let middle = (left + right) / 2;
    let _ = write!(
        out,
        "<path class=\"seats-stage\" d=\"M{} {}h{}l-{STEP} {STEP}h-{}z\"/>\
         <text class=\"seats-stage-name\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        middle - half,
        -top + STEP / 4,
        2 * half,
        2 * (half - STEP),
        -top + STEP / 4 + 14,
        escaped(words.stage)
    );
    for zone in &plan.zones {
        out.push_str("<g>");
        for row in &zone.rows {
            let (Some(first), Some(last)) = (row.seats.first(), row.seats.last()) else { continue };
            for (seat, x, anchor) in [(first, at(first.x) - 6, "end"), (last, at(last.x) + SIDE + 6, "start")] {
                let _ = write!(
                    out,
                    "<text class=\"seats-row\" x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
                    at(seat.y) + 12,
                    escaped(&row.name)
                );
            }
            for seat in &row.seats {
                let placed = Placed { zone, row, seat };
                let kind = match seat.kind {
                    SeatKind::Standard => "",
                    SeatKind::Wheelchair => " seat-wheelchair",
                    SeatKind::Companion => " seat-companion",
                    SeatKind::RestrictedView => " seat-restricted",
                };
                // Those for wheelchairs are round: colour is never alone to tell.
                let round = if seat.kind == SeatKind::Wheelchair { SIDE / 2 } else { 3 };
                let _ = write!(
                    out,
                    "<rect class=\"seat {}{kind}\" x=\"{}\" y=\"{}\" width=\"{SIDE}\" height=\"{SIDE}\" rx=\"{round}\" \
                     data-seat=\"{}\"><title>{}</title></rect>",
                    class(&placed),
                    at(seat.x),
                    at(seat.y),
                    escaped(&seat.id),
                    escaped(&name(&placed))
                );
            }
        }
        out.push_str("</g>");
    }
    out.push_str("</svg>");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}
