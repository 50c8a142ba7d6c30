//! A plan on the territory's map and in a calendar.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Serialize;
use shell::map::{Map, Mark, Shape};
use territory::MapSheet;
use tour_planner::Plan;

use super::words::Words;

/// Territories drawn: a program serves one, its tests a few.
static SHEETS: OnceLock<std::sync::Mutex<std::collections::BTreeMap<String, Option<MapSheet>>>> = OnceLock::new();

/// The map of a territory, drawn once.
fn sheet(siren: &str) -> Option<MapSheet> {
    let mut sheets = SHEETS.get_or_init(Default::default).lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    sheets.entry(siren.to_owned()).or_insert_with(|| MapSheet::of(siren)).clone()
}

/// Communes lit when `lit` says so, with what is said of them; those that asked and are not bear a faint mark.
pub(super) fn map(
    siren: &str,
    words: &Words<'_>,
    label: String,
    lit: impl Fn(&str) -> Option<String>,
    href: impl Fn(&str) -> String,
) -> Option<Map> {
    let sheet = sheet(siren)?;
    let asks = |insee: &str| words.instance.commune(insee).is_some();
    let marks = sheet.shapes.iter().filter(|shape| asks(&shape.insee)).map(|shape| Mark {
        x: shape.cx,
        y: shape.cy,
        label: shape.name.clone(),
        href: None,
        bright: lit(&shape.insee).is_some(),
    });
    let marks: Vec<Mark> = marks.collect();
    let shapes = sheet.shapes.into_iter().map(|shape| {
        let value = lit(&shape.insee);
        Shape {
            lit: value.is_some(),
            href: value.is_some().then(|| href(&shape.insee)),
            value,
            id: shape.insee,
            name: shape.name,
            path: shape.path,
            cx: shape.cx,
            cy: shape.cy,
        }
    });
    let view_box = format!("-4 -4 {:.0} {:.0}", sheet.width + 8.0, sheet.height + 8.0);
    Some(Map::new(view_box, label, shapes.collect()).with_marks(marks))
}

/// A month of the calendar, whole weeks.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Month {
    pub(super) name: String,
    pub(super) weeks: Vec<Vec<Option<Day>>>,
}

/// A day of a month.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Day {
    pub(super) number: i8,
    pub(super) plays: Vec<Play>,
}

/// What is played on a day.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Play {
    pub(super) commune: String,
    pub(super) title: String,
    pub(super) href: String,
}

/// The months a plan plays in.
pub(super) fn calendar(plan: &Plan, words: &Words<'_>, href: impl Fn(&str) -> String) -> Vec<Month> {
    let mut firsts: Vec<Date> = plan.performances.iter().map(|one| one.day.first_of_month()).collect();
    firsts.sort_unstable();
    firsts.dedup();
    firsts
        .into_iter()
        .map(|first| {
            let name =
                words.say(&format!("plans-month-{}", first.month()), &[("year", first.year().to_string().into())]);
            let before = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
            let mut cells: Vec<Option<Day>> = vec![None; before];
            let mut day = first;
            while day.month() == first.month() {
                let plays = plan.performances.iter().filter(|one| one.day == day).map(|one| Play {
                    commune: words.commune(&one.commune),
                    title: words.title(&one.show),
                    href: href(&one.commune),
                });
                cells.push(Some(Day { number: day.day(), plays: plays.collect() }));
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
            cells.resize(cells.len().div_ceil(7) * 7, None);
            Month { name, weeks: cells.chunks(7).map(<[_]>::to_vec).collect() }
        })
        .collect()
}
