//! Flows drawn on the territory: museums where they stand, a curve for each flow said.

use programme::Institution;
use territory::{France, MapSheet};

use crate::flows::Publication;
use crate::pages::flows::{Arc, FlowMap, MuseumMark};

/// Room around the museums, in units of the sheet.
const MARGIN: f64 = 34.0;
/// How close two marks may be.
const APART: f64 = 16.0;

/// Draws a publication. `museums` are in the order of their numbers.
pub(crate) fn draw(sheet: Option<&MapSheet>, museums: &[Institution], publication: &Publication) -> FlowMap {
    let Some(sheet) = sheet else { return FlowMap::default() };
    let place = |one: &Institution| {
        let position = one.place.position.or_else(|| France::load().commune(&one.place.commune)?.position);
        position.map(|position| sheet.project(position))
    };
    let standing: Vec<(usize, &Institution, (f64, f64))> =
        museums.iter().enumerate().filter_map(|(at, one)| place(one).map(|place| (at + 1, one, place))).collect();
    let mut marks: Vec<(f64, f64)> = standing.iter().map(|(_, _, place)| *place).collect();
    push_apart(&mut marks);
    let told = |from: &str, to: &str| {
        publication.cells.iter().find(|cell| cell.from == from && cell.to == to).and_then(|cell| cell.told)
    };
    let most = publication.cells.iter().filter_map(|cell| cell.told).max().unwrap_or(1).max(1) as f64;
    let mut arcs = Vec::new();
    for (from, (_, leaving, _)) in standing.iter().enumerate() {
        for (to, (_, reaching, _)) in standing.iter().enumerate() {
            if let Some(told) = told(&leaving.id, &reaching.id) {
                let width = round(0.8 + 6.2 * (told as f64 / most).sqrt());
                let (path, head) = arc(marks[from], marks[to], width);
                arcs.push(Arc { path, width, head, from: leaving.name.clone(), to: reaching.name.clone(), told });
            }
        }
    }
    arcs.sort_by_key(|arc| arc.told);
    let sum = |id: &str, of: fn(&crate::flows::Cell) -> &str| {
        publication.cells.iter().filter(|cell| of(cell) == id).filter_map(|cell| cell.told).sum()
    };
    let drawn = standing.iter().zip(&marks).map(|((number, one, place), mark)| {
        let moved = (mark.0 - place.0).hypot(mark.1 - place.1) > 3.0;
        MuseumMark {
            number: *number,
            name: one.name.clone(),
            x: round(mark.0),
            y: round(mark.1),
            at: moved.then_some((round(place.0), round(place.1))),
            leaving: sum(&one.id, |cell| &cell.from),
            reaching: sum(&one.id, |cell| &cell.to),
        }
    });
    FlowMap {
        view_box: view_box(sheet, &marks),
        ground: sheet.shapes.iter().map(|shape| shape.path.as_str()).collect(),
        arcs,
        museums: drawn.collect(),
    }
}

/// The part of the sheet where museums are.
fn view_box(sheet: &MapSheet, marks: &[(f64, f64)]) -> String {
    if marks.is_empty() {
        return format!("0 0 {:.0} {:.0}", sheet.width, sheet.height);
    }
    let least = |of: fn(&(f64, f64)) -> f64| marks.iter().map(of).fold(f64::INFINITY, f64::min) - MARGIN;
    let most = |of: fn(&(f64, f64)) -> f64| marks.iter().map(of).fold(f64::NEG_INFINITY, f64::max) + MARGIN;
    let (x, y) = (least(|mark| mark.0), least(|mark| mark.1));
    format!("{:.0} {:.0} {:.0} {:.0}", x, y, most(|mark| mark.0) - x, most(|mark| mark.1) - y)
}

/// Marks that would hide one another are pushed apart, always the same way.
fn push_apart(marks: &mut [(f64, f64)]) {
    for _ in 0..80 {
        let mut still = false;
        for one in 0..marks.len() {
            for other in 0..one {
                let (dx, dy) = (marks[one].0 - marks[other].0, marks[one].1 - marks[other].1);
                let far = dx.hypot(dy);
                if far >= APART {
                    continue;
                }
                still = true;
                // Two on one spot part in a direction of their own.
                let angle = if far < 0.01 { one as f64 * 2.4 } else { dy.atan2(dx) };
                let push = (APART - far) / 2.0 + 0.05;
                let (x, y) = (angle.cos() * push, angle.sin() * push);
                marks[one] = (marks[one].0 + x, marks[one].1 + y);
                marks[other] = (marks[other].0 - x, marks[other].1 - y);
            }
        }
        if !still {
            return;
        }
    }
}

/// A curve from one mark to another, bent to its right so that both directions are seen, and the head of its arrow.
fn arc(from: (f64, f64), to: (f64, f64), width: f64) -> (String, String) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let far = dx.hypot(dy).max(0.01);
    let bend = 0.16;
    let control = (f64::midpoint(from.0, to.0) - dy * bend, f64::midpoint(from.1, to.1) + dx * bend);
    // It stops at the edge of the mark it reaches.
    let (ex, ey) = (to.0 - control.0, to.1 - control.1);
    let last = ex.hypot(ey).max(0.01);
    let (ux, uy) = (ex / last, ey / last);
    let size = (width * 0.9 + 2.6).min(far / 2.5);
    let tip = (to.0 - ux * 7.6, to.1 - uy * 7.6);
    let base = (tip.0 - ux * size, tip.1 - uy * size);
    let half = size * 0.6;
    let path = format!("M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}", from.0, from.1, control.0, control.1, base.0, base.1);
    let head = format!(
        "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z",
        tip.0,
        tip.1,
        base.0 - uy * half,
        base.1 + ux * half,
        base.0 + uy * half,
        base.1 - ux * half
    );
    (path, head)
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_on_one_spot_part() {
        let mut marks = vec![(10.0, 10.0), (10.0, 10.0), (12.0, 10.0), (200.0, 50.0)];
        push_apart(&mut marks);
        for one in 0..marks.len() {
            for other in 0..one {
                let far = (marks[one].0 - marks[other].0).hypot(marks[one].1 - marks[other].1);
                assert!(far > APART - 1.0, "{far}");
            }
        }
        assert_eq!(marks[3], (200.0, 50.0));
    }
}
