//! The territory and the years, drawn: for pages and for print.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;
use shell::map::{Map, Shape};
use territory::MapSheet;

/// The territory, lit where something was played; `say` tells how many seasons.
pub(super) fn lit(
    sheet: &MapSheet,
    served: &BTreeMap<String, BTreeSet<i64>>,
    label: String,
    say: impl Fn(i64) -> String,
) -> Map {
    let shapes = sheet.shapes.iter().map(|shape| {
        let seasons = served.get(&shape.insee).map(|years| years.len() as i64);
        Shape {
            id: shape.insee.clone(),
            name: shape.name.clone(),
            path: shape.path.clone(),
            cx: shape.cx,
            cy: shape.cy,
            lit: seasons.is_some(),
            href: None,
            value: seasons.map(&say),
        }
    });
    Map::new(format!("-4 -4 {:.0} {:.0}", sheet.width + 8.0, sheet.height + 8.0), label, shapes.collect())
}

/// The territory for print: this season's communes bright, those of earlier ones pale, the others blank.
pub(super) fn printed(sheet: &MapSheet, served: &BTreeMap<String, BTreeSet<i64>>, year: i64) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-4 -4 {:.0} {:.0}\"><g stroke=\"#1b1a2e\" stroke-width=\"1\">",
        sheet.width + 8.0,
        sheet.height + 8.0
    );
    for shape in &sheet.shapes {
        let fill = match served.get(&shape.insee) {
            Some(years) if years.contains(&year) => "#e0a526",
            Some(_) => "#f3e3b8",
            None => "#ffffff",
        };
        // Writing to a string cannot fail.
        let _ = write!(svg, "<path d=\"{}\" fill=\"{fill}\"/>", shape.path);
    }
    svg.push_str("</g></svg>");
    svg
}

/// A bar of a chart.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Bar {
    /// What it stands for.
    pub(super) label: String,
    /// How much, when known.
    pub(super) value: Option<i64>,
    /// Its height, of 100.
    pub(super) height: i64,
    /// Whether it was imported.
    pub(super) pale: bool,
}

/// Bars, the largest a hundred high; what is known is never drawn as nothing.
pub(super) fn bars(values: impl IntoIterator<Item = (String, Option<i64>, bool)>) -> Vec<Bar> {
    let values: Vec<_> = values.into_iter().collect();
    let most = values.iter().filter_map(|(_, value, _)| *value).max().unwrap_or(0).max(1);
    values
        .into_iter()
        .map(|(label, value, pale)| Bar {
            label,
            value,
            height: value.map_or(0, |value| (value * 100 / most).max(i64::from(value > 0))),
            pale,
        })
        .collect()
}
