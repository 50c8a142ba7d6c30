//! What is on, and the filters.

use axum::extract::State;
use axum::response::Response;
use programme::performance::ACCESS;
use programme::{Genre, tenant};
use serde::Serialize;
use shell::map::Map;
use shell::{PageError, Pagination, Visit};

use super::paths;
use super::views::{Card, Day, SeasonLink, Tile, seasons, territory_map};
use crate::Web;
use crate::asked::{Asked, PERIODS, RADII, encoded};
use crate::events::{self, Event};
use crate::web::lost;

/// Performances in a page of the list.
const PER_PAGE: usize = 12;
/// Performances of the strip under the title.
const NEXT: usize = 3;
/// Posters of the row.
const POSTERS: usize = 5;

/// A choice of a filter.
#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    label: String,
    chosen: bool,
    count: i64,
}

/// Performances of a day.
#[derive(Debug, Serialize)]
struct DayGroup {
    day: Day,
    cards: Vec<Card>,
}

/// A filter in force, and the address without it.
#[derive(Debug, Serialize)]
struct Chip {
    label: String,
    href: String,
}

/// A word for some days.
#[derive(Debug, Serialize)]
struct PeriodLink {
    code: &'static str,
    href: String,
    chosen: bool,
}

/// `agenda/list.html`
#[derive(Debug, Serialize)]
struct ListPage {
    asked: bool,
    faults: Vec<&'static str>,
    lost: String,
    near: String,
    near_typed: String,
    position: String,
    radius: String,
    radii: Vec<i64>,
    wider: Option<String>,
    period: &'static str,
    from: String,
    to: String,
    age: String,
    periods: Vec<PeriodLink>,
    genres: Vec<Choice>,
    access: Vec<Choice>,
    communes: Vec<Choice>,
    series: Vec<Choice>,
    chips: Vec<Chip>,
    total: i64,
    days: Vec<DayGroup>,
    pagination: Option<Pagination>,
    next: Vec<Card>,
    seasons: Vec<SeasonLink>,
    posters: Vec<Tile>,
    map: Option<Map>,
    first_elsewhere: Option<Card>,
    calendar_feed: String,
    demo: bool,
}

/// `GET /sorties`
pub(super) async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let communes = tenant::communes(&mut read).await?;
    let asked = Asked::read(&visit.query, &communes);
    let now = web.now();
    let from = asked.earliest(&web.zone, now);
    let all = events::between(&mut read, from, jiff::Timestamp::MAX).await.map_err(lost)?;
    let tenant = tenant::tenant(&mut read).await?;
    drop(read);
    let found: Vec<Event> = all.iter().filter(|event| asked.wants(event, &web.zone, now)).cloned().collect();
    let position = asked.near.as_ref().map(|near| near.position);
    let pagination = Pagination::new(found.len() as u64, PER_PAGE as u64, asked.page, u64::MAX, |page| {
        format!("{}?{}", paths::LIST, asked.query(&[("page", &page.to_string())]))
    });
    let page = pagination.as_ref().map_or(1, |pagination| pagination.current) as usize;
    let shown: Vec<Event> = found.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).cloned().collect();
    let narrowed = asked.narrowing() > 0 || !asked.faults.is_empty() || !asked.lost.is_empty() || page > 1;
    let coming: Vec<Event> = all.iter().filter(|event| !event.is_cancelled()).cloned().collect();
    let nearest = || {
        let position = position?;
        let close = coming.iter().filter_map(|event| Some((event.distance_km(position)?, event)));
        let (_, event) = close.min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(Card::of(&web, visit.lang, event, Some(position)))
    };
    let view = ListPage {
        asked: narrowed,
        lost: asked.lost.clone(),
        near: asked.near.as_ref().map(|near| near.name.clone()).unwrap_or_default(),
        near_typed: asked.near.as_ref().map_or_else(|| asked.lost.clone(), |near| near.typed.clone()),
        position: asked
            .near
            .as_ref()
            .filter(|near| near.typed.is_empty())
            .map(|near| format!("{:.2},{:.2}", near.position.lat, near.position.lon))
            .unwrap_or_default(),
        radius: asked.radius.map_or_else(|| "tout".to_owned(), |km| km.to_string()),
        radii: RADII.to_vec(),
        wider: (found.is_empty() && asked.near.is_some() && asked.radius.is_some())
            .then(|| format!("{}?{}", paths::LIST, asked.query(&[("rayon", "tout")]))),
        period: asked.period.unwrap_or_default(),
        from: asked.from.map(|day| day.to_string()).unwrap_or_default(),
        to: asked.to.map(|day| day.to_string()).unwrap_or_default(),
        age: asked.age.map(|age| age.to_string()).unwrap_or_default(),
        periods: periods(&asked),
        genres: genres(&web, &visit, &asked, &all),
        access: accesses(&web, &visit, &asked, &all),
        communes: named_communes(&asked, &all),
        series: seasons(&web, visit.lang, &all)
            .into_iter()
            .map(|season| Choice {
                chosen: asked.series == season.code,
                count: count(&all, |event| event.performance.series == season.code),
                value: season.code,
                label: season.name,
            })
            .collect(),
        chips: chips(&web, &visit, &asked, &all),
        total: found.len() as i64,
        days: by_day(&web, &visit, &shown, position),
        pagination,
        next: if narrowed { Vec::new() } else { Card::all(&web, visit.lang, &coming[..coming.len().min(NEXT)], None) },
        seasons: seasons(&web, visit.lang, &coming),
        posters: if narrowed {
            Vec::new()
        } else {
            let mut posters = Tile::all(&web, visit.lang, &coming);
            // Whole rows of five, when there are five.
            let rows = (posters.len() / 5).max(1) * 5;
            posters.truncate(rows.min(POSTERS));
            posters
        },
        map: match (&tenant, narrowed) {
            (Some(tenant), false) => territory_map(&web, visit.lang, &tenant.siren, &coming),
            _ => None,
        },
        first_elsewhere: if found.is_empty() { nearest() } else { None },
        calendar_feed: web.address("/sorties/agenda.ics"),
        demo: all.iter().any(|event| event.show.demo),
        faults: asked.faults,
    };
    web.page(&visit, "agenda/list.html", &view)
}

fn count(events: &[Event], is: impl Fn(&Event) -> bool) -> i64 {
    events.iter().filter(|event| is(event)).count() as i64
}

fn by_day(web: &Web, visit: &Visit, events: &[Event], near: Option<programme::Position>) -> Vec<DayGroup> {
    let mut days: Vec<DayGroup> = Vec::new();
    for event in events {
        let card = Card::of(web, visit.lang, event, near);
        match days.last_mut().filter(|group| group.day == card.day) {
            Some(group) => group.cards.push(card),
            None => days.push(DayGroup { day: card.day.clone(), cards: vec![card] }),
        }
    }
    days
}

fn periods(asked: &Asked) -> Vec<PeriodLink> {
    PERIODS
        .into_iter()
        .map(|code| {
            let chosen = asked.period == Some(code) && asked.from.is_none() && asked.to.is_none();
            let value = if chosen { "" } else { code };
            let query = asked.query(&[("quand", value), ("du", ""), ("au", ""), ("page", "")]);
            PeriodLink { code, href: format!("{}?{query}", paths::LIST), chosen }
        })
        .collect()
}

fn genres(web: &Web, visit: &Visit, asked: &Asked, all: &[Event]) -> Vec<Choice> {
    let choice = |genre: Genre| Choice {
        value: genre.code().to_owned(),
        label: web.say(visit.lang, &format!("agenda-genre-{}", genre.code()), &[]),
        chosen: asked.genres.contains(&genre),
        count: count(all, |event| event.show.genre == genre),
    };
    Genre::ALL.into_iter().map(choice).filter(|choice| choice.count > 0 || choice.chosen).collect()
}

fn accesses(web: &Web, visit: &Visit, asked: &Asked, all: &[Event]) -> Vec<Choice> {
    let choice = |code: &str| Choice {
        value: code.to_owned(),
        label: web.say(visit.lang, &format!("agenda-access-{code}"), &[]),
        chosen: asked.access.contains(&code),
        count: count(all, |event| event.performance.access.iter().any(|has| has == code)),
    };
    ACCESS.into_iter().map(choice).filter(|choice| choice.count > 0 || choice.chosen).collect()
}

/// The communes where something is played, by name.
fn named_communes(asked: &Asked, all: &[Event]) -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    for event in all {
        match found.iter_mut().find(|choice| choice.value == event.performance.commune) {
            Some(choice) => choice.count += 1,
            None => found.push(Choice {
                value: event.performance.commune.clone(),
                label: event.commune.clone(),
                chosen: asked.commune == event.performance.commune,
                count: 1,
            }),
        }
    }
    found.sort_by_cached_key(|choice| french_text::folded(&choice.label));
    found
}

/// What narrows the list, each with the address that lets it go.
fn chips(web: &Web, visit: &Visit, asked: &Asked, all: &[Event]) -> Vec<Chip> {
    let say = |key: &str| web.say(visit.lang, key, &[]);
    let without = |names: &[&str]| {
        let mut set: Vec<(&str, &str)> = names.iter().map(|name| (*name, "")).collect();
        set.push(("page", ""));
        format!("{}?{}", paths::LIST, asked.query(&set))
    };
    let mut chips = Vec::new();
    if asked.from.is_some() || asked.to.is_some() {
        let day = |date: Option<jiff::civil::Date>| date.map(|date| shell::calendar::day(visit.lang, date));
        let label = match (day(asked.from), day(asked.to)) {
            (Some(from), Some(to)) => {
                web.say(visit.lang, "agenda-chip-days", &[("from", from.into()), ("to", to.into())])
            }
            (Some(from), None) => web.say(visit.lang, "agenda-chip-from", &[("from", from.into())]),
            (None, to) => web.say(visit.lang, "agenda-chip-to", &[("to", to.unwrap_or_default().into())]),
        };
        chips.push(Chip { label, href: without(&["du", "au"]) });
    } else if let Some(period) = asked.period {
        chips.push(Chip { label: say(&format!("agenda-period-{period}")), href: without(&["quand"]) });
    }
    if !asked.commune.is_empty() {
        let known = all.iter().find(|event| event.performance.commune == asked.commune);
        let label = known.map_or_else(|| say("agenda-chip-commune"), |event| event.commune.clone());
        chips.push(Chip { label, href: without(&["commune"]) });
    }
    for genre in &asked.genres {
        let rest: Vec<String> = asked
            .genres
            .iter()
            .filter(|other| *other != genre)
            .map(|other| format!("genre={}", other.code()))
            .collect();
        let mut href = without(&["genre"]);
        for one in rest {
            href.push('&');
            href.push_str(&one);
        }
        chips.push(Chip { label: say(&format!("agenda-genre-{}", genre.code())), href });
    }
    if let Some(age) = asked.age {
        chips.push(Chip {
            label: web.say(visit.lang, "agenda-chip-age", &[("n", age.into())]),
            href: without(&["age"]),
        });
    }
    for code in &asked.access {
        let mut href = without(&["acces"]);
        for other in asked.access.iter().filter(|other| *other != code) {
            href.push_str(&format!("&acces={}", encoded(other)));
        }
        chips.push(Chip { label: say(&format!("agenda-access-{code}")), href });
    }
    if !asked.series.is_empty() {
        let label = super::views::season_name(web, visit.lang, &asked.series);
        chips.push(Chip { label, href: without(&["saison"]) });
    }
    if let Some(near) = &asked.near {
        let label = if near.name.is_empty() {
            say("agenda-chip-here")
        } else {
            web.say(visit.lang, "agenda-chip-near", &[("name", near.name.clone().into())])
        };
        chips.push(Chip { label, href: without(&["pres", "position", "rayon"]) });
    }
    chips
}
