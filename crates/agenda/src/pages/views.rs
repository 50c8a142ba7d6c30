//! What several pages show alike.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use programme::{Institution, OfferState, Position, Show};
use serde::Serialize;
use shell::Lang;
use shell::map::{Map, Shape};

use super::paths;
use crate::Web;
use crate::events::Event;

/// A day as it is said: “jeudi 26 novembre”.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Day {
    pub(super) iso: String,
    /// Monday is 0.
    pub(super) weekday: i64,
    /// The day of the month, “1er” in French for the first.
    pub(super) number: String,
    /// From 1.
    pub(super) month: i64,
    pub(super) year: String,
    /// Whether it is not of this year.
    pub(super) far: bool,
}

impl Day {
    pub(super) fn of(web: &Web, lang: Lang, date: Date) -> Self {
        Self {
            iso: date.to_string(),
            weekday: i64::from(date.weekday().to_monday_zero_offset()),
            number: match (lang, date.day()) {
                (Lang::Fr, 1) => "1er".to_owned(),
                (_, number) => number.to_string(),
            },
            month: i64::from(date.month()),
            year: date.year().to_string(),
            far: date.year() != web.today().year(),
        }
    }
}

/// A performance in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Card {
    pub(super) href: String,
    pub(super) show_href: String,
    pub(super) show: String,
    pub(super) title: String,
    pub(super) performer: String,
    pub(super) genre: &'static str,
    pub(super) image: Option<String>,
    pub(super) day: Day,
    pub(super) time: String,
    pub(super) instant: String,
    pub(super) place: String,
    pub(super) commune: String,
    pub(super) commune_href: String,
    pub(super) cancelled: bool,
    pub(super) told: String,
    /// Begun or over.
    pub(super) past: bool,
    pub(super) state: Option<&'static str>,
    pub(super) opens_at: Option<String>,
    pub(super) least: Option<i64>,
    pub(super) most: Option<i64>,
    pub(super) places_left: Option<i64>,
    pub(super) book: Option<String>,
    pub(super) waiting: bool,
    pub(super) km: Option<f64>,
    pub(super) age_from: Option<i64>,
    pub(super) minutes: Option<i64>,
    pub(super) access: Vec<String>,
    pub(super) demo: bool,
}

impl Card {
    pub(super) fn of(web: &Web, lang: Lang, event: &Event, near: Option<Position>) -> Self {
        let now = web.now();
        let (one, show) = (&event.performance, &event.show);
        let at = event.starts(&web.zone);
        let past = one.starts_at <= now;
        let state = event.offer.as_ref().map(|offer| offer.state).filter(|_| !past && !event.is_cancelled());
        let prices = event.prices();
        Self {
            href: paths::date(&one.item),
            show_href: paths::show(&show.id),
            show: show.id.clone(),
            title: set(&show.title),
            performer: set(&event.performer.name),
            genre: show.genre.code(),
            image: show.image.clone(),
            day: Day::of(web, lang, at.date()),
            time: at.strftime("%H:%M").to_string(),
            instant: one.starts_at.to_string(),
            place: set(&one.place_name),
            commune: event.commune.clone(),
            commune_href: paths::commune(&one.commune),
            cancelled: event.is_cancelled(),
            told: one.told.clone(),
            past,
            state: state.map(OfferState::code),
            opens_at: event
                .offer
                .as_ref()
                .and_then(|offer| offer.opens_at)
                .filter(|at| *at > now)
                .map(|at| at.to_string()),
            least: prices.map(|(least, _)| least),
            most: prices.map(|(_, most)| most),
            places_left: event
                .offer
                .as_ref()
                .and_then(|offer| offer.places_left)
                .filter(|_| state == Some(OfferState::Few)),
            book: event.booking(now).map(str::to_owned),
            waiting: state == Some(OfferState::WaitingList),
            km: near.and_then(|near| event.distance_km(near)),
            age_from: show.age_from,
            minutes: show.minutes,
            access: one.access.clone(),
            demo: show.demo,
        }
    }

    pub(super) fn all(web: &Web, lang: Lang, events: &[Event], near: Option<Position>) -> Vec<Self> {
        events.iter().map(|event| Self::of(web, lang, event, near)).collect()
    }
}

/// A show in a row of posters.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tile {
    pub(super) href: String,
    pub(super) show: String,
    pub(super) title: String,
    pub(super) performer: String,
    pub(super) genre: &'static str,
    pub(super) image: Option<String>,
    /// Its dates shown, by hour.
    pub(super) dates: Vec<Card>,
}

impl Tile {
    fn of(show: &Show, performer: &Institution) -> Self {
        Self {
            href: paths::show(&show.id),
            show: show.id.clone(),
            title: set(&show.title),
            performer: set(&performer.name),
            genre: show.genre.code(),
            image: show.image.clone(),
            dates: Vec::new(),
        }
    }

    /// The shows of these performances, in the order of their first.
    pub(super) fn all(web: &Web, lang: Lang, events: &[Event]) -> Vec<Self> {
        let mut tiles: Vec<Self> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for event in events {
            let at = *known.entry(&event.show.id).or_insert_with(|| {
                tiles.push(Self::of(&event.show, &event.performer));
                tiles.len() - 1
            });
            tiles[at].dates.push(Card::of(web, lang, event, None));
        }
        tiles
    }
}

/// A season's name, from its code: `belles-sorties-2026` is “Les Belles Sorties 2026-2027”. One we have no words for
/// is called by its own.
pub(super) fn season_name(web: &Web, lang: Lang, series: &str) -> String {
    let (stem, year) = match series.rsplit_once('-') {
        Some((stem, year)) if year.len() == 4 => (stem, year.parse::<i64>().ok()),
        _ => (series, None),
    };
    let years = year.map(|year| format!("{year}-{}", year + 1)).unwrap_or_default();
    let key = format!("agenda-series-{stem}");
    let name = if web.frame.messages().has(Lang::Fr, &key) {
        web.say(lang, &key, &[("years", years.into())])
    } else {
        let words = stem.replace(['-', '_'], " ");
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{} {years}", letters.as_str())
    };
    name.trim().to_owned()
}

/// A season with a page of its own.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SeasonLink {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) href: String,
}

/// The seasons these performances belong to, the latest first.
pub(super) fn seasons(web: &Web, lang: Lang, events: &[Event]) -> Vec<SeasonLink> {
    let mut codes: Vec<&str> = events.iter().map(|event| event.performance.series.as_str()).collect();
    codes.retain(|code| !code.is_empty());
    codes.sort_unstable_by(|a, b| b.cmp(a));
    codes.dedup();
    codes
        .into_iter()
        .map(|code| SeasonLink { code: code.to_owned(), name: season_name(web, lang, code), href: paths::season(code) })
        .collect()
}

/// The territory, lit where something is played; a commune leads to its page.
pub(super) fn territory_map(web: &Web, lang: Lang, siren: &str, events: &[Event]) -> Option<Map> {
    let sheet = web.sheet(siren)?;
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for event in events.iter().filter(|event| !event.is_cancelled()) {
        *counts.entry(&event.performance.commune).or_default() += 1;
    }
    let shapes = sheet
        .shapes
        .iter()
        .map(|shape| {
            let count = counts.get(shape.insee.as_str()).copied();
            Shape {
                id: shape.insee.clone(),
                name: shape.name.clone(),
                path: shape.path.clone(),
                cx: shape.cx,
                cy: shape.cy,
                lit: count.is_some(),
                href: count.map(|_| paths::commune(&shape.insee)),
                value: count.map(|count| web.say(lang, "agenda-dates", &[("n", count.into())])),
            }
        })
        .collect();
    let label = web.say(lang, "agenda-map-label", &[("n", (counts.len() as i64).into())]);
    Some(Map::new(format!("-4 -4 {:.0} {:.0}", sheet.width + 8.0, sheet.height + 8.0), label, shapes))
}

/// The surroundings of a place.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Around {
    pub(super) view_box: String,
    /// The other communes seen, as one path.
    pub(super) ground: String,
    /// The commune it is in.
    pub(super) here: String,
    pub(super) x: f64,
    pub(super) y: f64,
    /// Whether it is the hall, and not only its commune.
    pub(super) exact: bool,
    /// Names of the communes seen, and where.
    pub(super) names: Vec<(String, f64, f64)>,
}

/// How far around a place is drawn, in units of the sheet: some eight kilometres on the métropole's.
const AROUND: f64 = 95.0;

pub(super) fn around(web: &Web, siren: &str, event: &Event) -> Option<Around> {
    let sheet = web.sheet(siren)?;
    let (x, y) = sheet.project(event.position?);
    let near = |cx: f64, cy: f64, room: f64| (cx - x).abs() < room && (cy - y).abs() < room;
    let mut ground = String::new();
    let mut here = String::new();
    let mut names = Vec::new();
    for shape in &sheet.shapes {
        if shape.insee == event.performance.commune {
            here.clone_from(&shape.path);
        } else if near(shape.cx, shape.cy, AROUND * 1.7) {
            ground.push_str(&shape.path);
        } else {
            continue;
        }
        let hidden = (shape.cx - x).hypot(shape.cy - y) < 14.0;
        if near(shape.cx, shape.cy, AROUND - 12.0) && !hidden {
            names.push((shape.name.clone(), shape.cx, shape.cy));
        }
    }
    if here.is_empty() && ground.is_empty() {
        return None;
    }
    Some(Around {
        view_box: format!("{:.1} {:.1} {:.0} {:.0}", x - AROUND, y - AROUND * 0.72, AROUND * 2.0, AROUND * 1.44),
        ground,
        here,
        x,
        y,
        exact: event.performance.position.is_some(),
        names,
    })
}

/// Words typed by others, with the apostrophes of a printed page: their titles are set large.
pub(super) fn set(text: &str) -> String {
    text.replace('\'', "’")
}

/// An instant as templates take it.
pub(super) fn said(at: Timestamp) -> String {
    at.to_string()
}
