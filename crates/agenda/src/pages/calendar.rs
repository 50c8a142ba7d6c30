//! A month, day by day.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::Serialize;
use shell::{PageError, Visit, parse_pairs};

use super::paths;
use super::views::{Card, Day};
use crate::Web;
use crate::events;
use crate::web::lost;

/// Months one may look back or ahead.
const FAR: i16 = 50;

/// A square of the month.
#[derive(Debug, Serialize)]
struct Square {
    day: Day,
    /// Whether it is of the month shown.
    within: bool,
    today: bool,
    cards: Vec<Card>,
}

/// `agenda/calendar.html`
#[derive(Debug, Serialize)]
struct CalendarPage {
    month: i64,
    year: String,
    weeks: Vec<Vec<Square>>,
    count: i64,
    previous: Option<MonthLink>,
    next: Option<MonthLink>,
    current: Option<String>,
    demo: bool,
}

/// Another month.
#[derive(Debug, Serialize)]
struct MonthLink {
    href: String,
    month: i64,
    year: String,
}

fn month_of(text: &str) -> Option<Date> {
    if text.len() != 7 {
        return None;
    }
    format!("{text}-01").parse().ok()
}

fn link(first: Date) -> MonthLink {
    MonthLink {
        href: format!("{}?mois={}", paths::MONTH, first.strftime("%Y-%m")),
        month: i64::from(first.month()),
        year: first.year().to_string(),
    }
}

/// `GET /sorties/calendrier`
pub(super) async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, PageError> {
    let today = web.today();
    let pairs = parse_pairs(visit.query.as_bytes());
    let asked = pairs.iter().find(|(name, _)| name == "mois").map(|(_, value)| value.as_str());
    let first = match asked {
        None => today.first_of_month(),
        Some(text) => month_of(text).ok_or(PageError::NotFound)?,
    };
    if (first.year() - today.year()).abs() > FAR {
        return Err(PageError::NotFound);
    }
    let plus = |date: Date, span: Span| date.checked_add(span).map_err(PageError::internal);
    let monday = plus(first, Span::new().days(-i64::from(first.weekday().to_monday_zero_offset())))?;
    let last = first.last_of_month();
    let after = plus(last, Span::new().days(i64::from(7 - last.weekday().to_monday_zero_offset())))?;
    let instant = |day: Date| -> Result<Timestamp, PageError> {
        Ok(day.to_zoned(web.zone.clone()).map_err(PageError::internal)?.timestamp())
    };
    let (from, before) = (instant(monday)?, instant(after)?);
    let mut read = web.db.read().await?;
    let all = events::between(&mut read, from, before).await.map_err(lost)?;
    drop(read);
    let mut weeks = Vec::new();
    let mut day = monday;
    while day < after {
        let mut week = Vec::with_capacity(7);
        for _ in 0..7 {
            let cards = all.iter().filter(|event| event.day(&web.zone) == day);
            week.push(Square {
                day: Day::of(&web, visit.lang, day),
                within: day.month() == first.month(),
                today: day == today,
                cards: cards.map(|event| Card::of(&web, visit.lang, event, None)).collect(),
            });
            day = plus(day, Span::new().days(1))?;
        }
        weeks.push(week);
    }
    let near = |months: i32| {
        plus(first, Span::new().months(months)).ok().filter(|month| (month.year() - today.year()).abs() <= FAR)
    };
    let within = |event: &&events::Event| {
        let day = event.day(&web.zone);
        day >= first && day <= last && !event.is_cancelled()
    };
    let view = CalendarPage {
        month: i64::from(first.month()),
        year: first.year().to_string(),
        weeks,
        count: all.iter().filter(within).count() as i64,
        previous: near(-1).map(link),
        next: near(1).map(link),
        current: (first != today.first_of_month()).then(|| paths::MONTH.to_owned()),
        demo: all.iter().any(|event| event.show.demo),
    };
    web.page(&visit, "agenda/calendar.html", &view)
}
