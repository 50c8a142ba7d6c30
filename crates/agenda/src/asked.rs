//! What a visitor asks of the list, read from an address and written in one.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use programme::performance::ACCESS;
use programme::tenant::TenantCommune;
use programme::{Genre, Position};
use shell::parse_pairs;
use territory::{France, fold_name};

use crate::events::{Event, LATE};

/// Days one may ask for in a word.
pub(crate) const PERIODS: [&str; 4] = ["aujourdhui", "week-end", "semaine", "mois"];
/// Kilometres around a place, as offered; empty for any distance.
pub(crate) const RADII: [i64; 4] = [3, 5, 10, 20];
/// Kilometres around a place unless told.
const RADIUS: i64 = 10;

/// A place near which one looks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Near {
    /// As typed: a commune's name or a postal code; empty for where the visitor stands.
    pub(crate) typed: String,
    /// What it was taken for; empty for where the visitor stands.
    pub(crate) name: String,
    pub(crate) position: Position,
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) period: Option<&'static str>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    pub(crate) commune: String,
    pub(crate) genres: Vec<Genre>,
    /// The youngest who comes along.
    pub(crate) age: Option<i64>,
    pub(crate) access: Vec<&'static str>,
    pub(crate) series: String,
    pub(crate) near: Option<Near>,
    /// Kilometres; none for any distance.
    pub(crate) radius: Option<i64>,
    pub(crate) page: u64,
    /// What was typed that makes no sense, as messages.
    pub(crate) faults: Vec<&'static str>,
    /// As typed, when no place of that name is known.
    pub(crate) lost: String,
}

impl Asked {
    /// Reads a query. What cannot be read is left out and said.
    pub(crate) fn read(query: &str, communes: &[TenantCommune]) -> Self {
        let pairs = parse_pairs(query.as_bytes());
        let one = |name: &str| pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim()).unwrap_or_default();
        let all = |name: &'static str| pairs.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str());
        let mut faults = Vec::new();
        let mut day = |name: &str| match one(name) {
            "" => None,
            text => text.parse::<Date>().map_err(|_| faults.push("agenda-fault-day")).ok(),
        };
        let (from, mut to) = (day("du"), day("au"));
        if let (Some(first), Some(last)) = (from, to)
            && last < first
        {
            faults.push("agenda-fault-days");
            to = None;
        }
        let age = match one("age") {
            "" => None,
            text => match text.parse::<i64>() {
                Ok(age @ 0..=120) => Some(age),
                _ => {
                    faults.push("agenda-fault-age");
                    None
                }
            },
        };
        // A filter that is not understood must be said: without it the list is longer, and looks like an answer.
        let known = |name: &'static str, code: &str| match name {
            "quand" => PERIODS.contains(&code),
            "genre" => Genre::ALL.into_iter().any(|genre| genre.code() == code),
            _ => ACCESS.contains(&code),
        };
        for (name, fault) in
            [("quand", "agenda-fault-period"), ("genre", "agenda-fault-genre"), ("acces", "agenda-fault-access")]
        {
            if all(name).map(str::trim).any(|code| !code.is_empty() && !known(name, code)) {
                faults.push(fault);
            }
        }
        let radius = match one("rayon") {
            "tout" => None,
            "" => Some(RADIUS),
            text => match text.parse().ok().filter(|km| RADII.contains(km)) {
                Some(km) => Some(km),
                None => {
                    faults.push("agenda-fault-radius");
                    Some(RADIUS)
                }
            },
        };
        let page = match one("page") {
            "" => 1,
            text => text.parse().ok().filter(|page| *page > 0).unwrap_or_else(|| {
                faults.push("agenda-fault-page");
                1
            }),
        };
        let mut asked = Self {
            period: PERIODS.into_iter().find(|code| *code == one("quand")),
            from,
            to,
            commune: one("commune").to_owned(),
            genres: Genre::ALL.into_iter().filter(|genre| all("genre").any(|code| code == genre.code())).collect(),
            age,
            access: ACCESS.into_iter().filter(|code| all("acces").any(|asked| asked == *code)).collect(),
            series: one("saison").to_owned(),
            near: None,
            radius,
            page,
            faults,
            lost: String::new(),
        };
        let typed = one("pres");
        if !typed.is_empty() {
            match place(typed, communes) {
                Some((name, position)) => asked.near = Some(Near { typed: typed.to_owned(), name, position }),
                None => asked.lost = typed.chars().take(80).collect(),
            }
        } else if !one("position").is_empty() {
            match coordinates(one("position")) {
                Some(position) => asked.near = Some(Near { typed: String::new(), name: String::new(), position }),
                None => asked.faults.push("agenda-fault-position"),
            }
        }
        asked
    }

    /// The days asked for, the last included; no last day when it goes on.
    pub(crate) fn days(&self, today: Date) -> (Date, Option<Date>) {
        let plus = |days: i64| today.checked_add(Span::new().days(days)).unwrap_or(today);
        let (first, last) = match self.period {
            Some("aujourdhui") => (today, Some(today)),
            Some("week-end") => {
                let sunday = plus(i64::from(7 - today.weekday().to_monday_one_offset()));
                let friday = sunday.checked_sub(Span::new().days(2)).unwrap_or(sunday);
                let first = if today.weekday() == Weekday::Sunday { today } else { friday.max(today) };
                (first, Some(sunday))
            }
            Some("semaine") => (today, Some(plus(6))),
            Some("mois") => (today, Some(plus(30))),
            _ => (today, None),
        };
        (self.from.unwrap_or(first), self.to.or(if self.from.is_some() { None } else { last }))
    }

    /// The first instant looked at: what is over is told of only to who asks for days gone by.
    pub(crate) fn earliest(&self, zone: &TimeZone, now: Timestamp) -> Timestamp {
        let late = now.checked_sub(LATE).unwrap_or(now);
        match self.from {
            Some(day) => day.to_zoned(zone.clone()).map_or(late, |day| day.timestamp()),
            None => late,
        }
    }

    /// Whether a performance is among what is asked.
    pub(crate) fn wants(&self, event: &Event, zone: &TimeZone, now: Timestamp) -> bool {
        let (first, last) = self.days(now.to_zoned(zone.clone()).date());
        let day = event.day(zone);
        let near = || match (&self.near, self.radius) {
            (Some(near), Some(radius)) => event.distance_km(near.position).is_some_and(|km| km <= radius as f64),
            _ => true,
        };
        day >= first
            && last.is_none_or(|last| day <= last)
            && (self.commune.is_empty() || event.performance.commune == self.commune)
            && (self.genres.is_empty() || self.genres.contains(&event.show.genre))
            // A show that says no age is for everyone.
            && self.age.is_none_or(|age| event.show.age_from.is_none_or(|from| from <= age))
            && self.access.iter().all(|code| event.performance.access.iter().any(|has| has == code))
            && (self.series.is_empty() || event.performance.series == self.series)
            && near()
    }

    /// How many filters narrow the list.
    pub(crate) fn narrowing(&self) -> usize {
        usize::from(self.period.is_some() || self.from.is_some() || self.to.is_some())
            + usize::from(!self.commune.is_empty())
            + self.genres.len()
            + usize::from(self.age.is_some())
            + self.access.len()
            + usize::from(!self.series.is_empty())
            + usize::from(self.near.is_some())
    }

    /// The same as an address has it, with some names set anew, each to one value; an empty one is left out.
    pub(crate) fn query(&self, set: &[(&str, &str)]) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        let mut put = |name: &'static str, value: String| pairs.push((name, value));
        put("quand", self.period.unwrap_or_default().to_owned());
        put("du", self.from.map(|day| day.to_string()).unwrap_or_default());
        put("au", self.to.map(|day| day.to_string()).unwrap_or_default());
        put("commune", self.commune.clone());
        for genre in &self.genres {
            put("genre", genre.code().to_owned());
        }
        put("age", self.age.map(|age| age.to_string()).unwrap_or_default());
        for code in &self.access {
            put("acces", (*code).to_owned());
        }
        put("saison", self.series.clone());
        if let Some(near) = &self.near {
            if near.typed.is_empty() {
                put("position", format!("{:.2},{:.2}", near.position.lat, near.position.lon));
            } else {
                put("pres", near.typed.clone());
            }
            put("rayon", self.radius.map_or_else(|| "tout".to_owned(), |km| km.to_string()));
        }
        let replaced: BTreeMap<&str, &str> = set.iter().copied().collect();
        pairs.retain(|(name, _)| !replaced.contains_key(name));
        pairs.extend(set.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let kept = pairs.iter().filter(|(_, value)| !value.is_empty());
        kept.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
    }
}

/// A value made safe in an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b',' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// The place typed: a commune of the territory by its name, by the beginning of it, or by a postal code; else one of
/// elsewhere.
fn place(typed: &str, communes: &[TenantCommune]) -> Option<(String, Position)> {
    if typed.len() == 5 && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return by_postal_code(typed, communes);
    }
    let wanted = fold_name(typed);
    if wanted.is_empty() {
        return None;
    }
    let named = |holds: &dyn Fn(&str) -> bool| {
        communes
            .iter()
            .find(|commune| holds(&fold_name(&commune.name)))
            .and_then(|commune| Some((commune.name.clone(), commune.position?)))
    };
    named(&|name| name == wanted).or_else(|| named(&|name| name.starts_with(&wanted))).or_else(|| {
        let elsewhere = France::load().communes_named(typed, 1);
        elsewhere.first().and_then(|commune| Some((commune.name.clone(), commune.position?)))
    })
}

/// Several communes may share a code: one looks from their middle, under all their names.
fn by_postal_code(code: &str, communes: &[TenantCommune]) -> Option<(String, Position)> {
    let here = communes.iter().filter(|commune| commune.postal_codes.iter().any(|known| known == code));
    let mut found: Vec<(String, Position)> =
        here.filter_map(|commune| Some((commune.name.clone(), commune.position?))).collect();
    if found.is_empty() {
        let elsewhere = France::load().communes().iter();
        let elsewhere = elsewhere.filter(|commune| commune.postal_codes.iter().any(|known| known == code));
        found = elsewhere.filter_map(|commune| Some((commune.name.clone(), commune.position?))).collect();
    }
    let count = found.len() as f64;
    let middle = |of: fn(&Position) -> f64| found.iter().map(|(_, position)| of(position)).sum::<f64>() / count;
    match found.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some((code.to_owned(), Position { lat: middle(|p| p.lat), lon: middle(|p| p.lon) })),
    }
}

/// `50.63,3.06`: latitude, longitude, to the hundredth of a degree (a kilometre): no more is kept of where someone stands, and
/// every page of a list, whose address says no more, looks from the same point.
fn coordinates(text: &str) -> Option<Position> {
    let (lat, lon) = text.split_once(',')?;
    let hundredth = |text: &str| text.trim().parse::<f64>().ok().map(|degrees| (degrees * 100.0).round() / 100.0);
    let (lat, lon) = (hundredth(lat)?, hundredth(lon)?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some(Position { lat, lon })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn commune(insee: &str, name: &str, code: &str, lat: f64, lon: f64) -> TenantCommune {
        TenantCommune {
            insee: insee.to_owned(),
            name: name.to_owned(),
            postal_codes: vec![code.to_owned()],
            population_municipal: None,
            population_total: None,
            position: Some(Position { lat, lon }),
        }
    }

    #[test]
    fn an_address_says_what_is_asked_and_says_it_again() {
        let communes = [commune("59011", "Annœullin", "59112", 50.53, 2.93)];
        let query = "quand=week-end&genre=dance&genre=circus&age=6&acces=wheelchair&pres=annoeullin&rayon=5&page=2";
        let asked = Asked::read(query, &communes);
        assert!(asked.faults.is_empty());
        assert_eq!(asked.near.as_ref().map(|near| near.name.as_str()), Some("Annœullin"));
        assert_eq!((asked.radius, asked.page, asked.narrowing()), (Some(5), 2, 6));
        let again = Asked::read(&asked.query(&[]), &communes);
        assert_eq!(again.query(&[]), asked.query(&[]));
        assert_eq!(asked.query(&[("genre", ""), ("page", "3")]).matches("genre").count(), 0);
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        for (wrong, fault) in [
            ("du=demain", "agenda-fault-day"),
            ("du=2026-12-02&au=2026-12-01", "agenda-fault-days"),
            ("age=-1", "agenda-fault-age"),
            ("age=six", "agenda-fault-age"),
            ("quand=demain", "agenda-fault-period"),
            ("genre=dance&genre=cirque", "agenda-fault-genre"),
            ("acces=fauteuil", "agenda-fault-access"),
            ("rayon=7", "agenda-fault-radius"),
            ("page=abc", "agenda-fault-page"),
            ("page=0", "agenda-fault-page"),
            ("position=95,3", "agenda-fault-position"),
            ("position=nan,3", "agenda-fault-position"),
        ] {
            assert_eq!(Asked::read(wrong, &[]).faults, [fault], "{wrong}");
        }
        assert_eq!(Asked::read("pres=Xyzzyville-sur-Rien", &[]).lost, "Xyzzyville-sur-Rien");
        let blank = "quand=&genre=&acces=&rayon=&page=&position=&du=&au=&age=";
        assert!(Asked::read(blank, &[]).faults.is_empty(), "a form sends what was left blank");
    }

    #[test]
    fn every_page_looks_from_the_same_point() {
        let asked = Asked::read("position=50.6349,3.0649&rayon=3", &[]);
        let next = Asked::read(&asked.query(&[("page", "2")]), &[]);
        assert_eq!(asked.near, next.near);
    }

    #[test]
    fn a_week_end_runs_from_friday_to_sunday() {
        let asked = Asked::read("quand=week-end", &[]);
        assert_eq!(asked.days(date(2026, 11, 23)), (date(2026, 11, 27), Some(date(2026, 11, 29))));
        assert_eq!(asked.days(date(2026, 11, 28)), (date(2026, 11, 28), Some(date(2026, 11, 29))));
        assert_eq!(asked.days(date(2026, 11, 29)), (date(2026, 11, 29), Some(date(2026, 11, 29))));
    }

    #[test]
    fn a_shared_postal_code_is_looked_at_from_the_middle() {
        let communes = [commune("a", "Un", "59999", 50.0, 3.0), commune("b", "Deux", "59999", 51.0, 3.0)];
        let asked = Asked::read("pres=59999", &communes);
        let near = asked.near.expect("known");
        assert_eq!(near.position, Position { lat: 50.5, lon: 3.0 });
    }
}
