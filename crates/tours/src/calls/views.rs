//! What several pages show, as plain view-models.

use programme::{PerformanceState, performance};
use serde::Serialize;
use shell::calendar;
use shell::{Lang, PageError};
use store::Query;

use super::forms::plain;
use super::{page, say};
use crate::Web;
use crate::model::edition::population_code;
use crate::model::{Days, Edition, Eligibility, Hall, Misfit, Needs, Phase, Proposal, misfits};
use crate::store::dates::AnnouncedDate;

/// The local moment.
pub(super) fn now(web: &Web) -> jiff::Zoned {
    web.db.clock().now().to_zoned(web.zone.clone())
}

/// An edition's phase now.
pub(super) fn phase(web: &Web, edition: &Edition) -> Phase {
    let now = now(web);
    edition.phase(now.timestamp(), now.date())
}

/// A commune's standing, ready to be said.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StandingView {
    pub(super) insee: String,
    pub(super) name: String,
    pub(super) standing: &'static str,
    pub(super) population: Option<i64>,
    pub(super) kind: &'static str,
    pub(super) figures_on: String,
    pub(super) ceiling: i64,
}

impl StandingView {
    pub(super) fn of(one: &Eligibility, edition: &Edition) -> Self {
        Self {
            insee: one.commune.insee.clone(),
            name: one.commune.name.clone(),
            standing: one.standing.code(),
            population: one.population,
            kind: population_code(one.kind),
            figures_on: edition.figures_on.to_string(),
            ceiling: edition.ceiling,
        }
    }
}

/// A proposal's sheet.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SheetView {
    pub(super) title: String,
    pub(super) house: String,
    pub(super) credits: String,
    pub(super) summary: String,
    pub(super) genre: &'static str,
    pub(super) minutes: Option<i64>,
    pub(super) audience: String,
    pub(super) age_from: Option<i64>,
    pub(super) artists: Option<i64>,
    pub(super) mediation: String,
    pub(super) needs: Vec<String>,
    pub(super) access: Vec<String>,
    pub(super) days: String,
    pub(super) performances: i64,
    /// What each hall of the reader's commune lacks, or that it fits.
    pub(super) fit: Vec<String>,
}

impl SheetView {
    pub(super) fn of(web: &Web, lang: Lang, one: &Proposal, house: &str, halls: &[Hall]) -> Self {
        Self {
            title: one.title.clone(),
            house: house.to_owned(),
            credits: one.credits.clone(),
            summary: one.summary.clone(),
            genre: one.genre.code(),
            minutes: one.minutes,
            audience: one.audience.clone(),
            age_from: one.age_from,
            artists: one.artists,
            mediation: one.mediation.clone(),
            needs: needs(web, lang, &one.needs),
            access: one.access.clone(),
            days: days(web, lang, &one.days),
            performances: one.performances,
            fit: halls.iter().map(|hall| fit(web, lang, &one.needs, hall)).collect(),
        }
    }
}

/// Days in words: `du 2 nov. 2026 au 20 déc. 2026, vendredi, samedi ; sauf …`.
pub(super) fn days(web: &Web, lang: Lang, days: &Days) -> String {
    if days.periods.is_empty() {
        return say(web, lang, "calls-days-none", &[]);
    }
    let spans = |periods: &[(jiff::civil::Date, jiff::civil::Date)]| {
        let words = periods.iter().map(|(first, last)| {
            let (from, to) = (calendar::dated(lang, *first), calendar::dated(lang, *last));
            if first == last { from } else { say(web, lang, "calls-days-span", &[("from", &from), ("to", &to)]) }
        });
        words.collect::<Vec<_>>().join(", ")
    };
    let mut said = spans(&days.periods);
    if !days.weekdays.is_empty() {
        let names: Vec<&str> =
            days.weekdays.iter().map(|n| calendar::weekday(lang, usize::from(n.saturating_sub(1)))).collect();
        said = say(web, lang, "calls-days-weekdays", &[("days", &said), ("weekdays", &names.join(", "))]);
    }
    if !days.out.is_empty() {
        said = say(web, lang, "calls-days-but", &[("days", &said), ("out", &spans(&days.out))]);
    }
    said
}

fn needs(web: &Web, lang: Lang, needs: &Needs) -> Vec<String> {
    let mut said = Vec::new();
    for (code, value) in [("width", needs.width_cm), ("depth", needs.depth_cm), ("height", needs.height_cm)] {
        if let Some(cm) = value {
            said.push(say(web, lang, &format!("calls-need-{code}"), &[("n", &plain(cm))]));
        }
    }
    let hours = needs.get_in_minutes.map(|minutes| plain(minutes * 100 / 60));
    let numbers = [
        ("power", needs.power_kw.map(|n| n.to_string())),
        ("get-in", hours),
        ("places", needs.places_most.map(|n| n.to_string())),
    ];
    for (code, value) in numbers {
        if let Some(value) = value {
            said.push(say(web, lang, &format!("calls-need-{code}"), &[("n", &value)]));
        }
    }
    for (code, needed) in [("dark", needs.dark), ("level", needs.level), ("unusual", needs.unusual)] {
        if needed {
            said.push(say(web, lang, &format!("calls-need-{code}"), &[]));
        }
    }
    if !needs.words.is_empty() {
        said.push(needs.words.clone());
    }
    said
}

/// What a hall lacks for a show, or that it fits.
pub(super) fn fit(web: &Web, lang: Lang, needs: &Needs, hall: &Hall) -> String {
    let lacks = misfits(needs, hall);
    if lacks.is_empty() {
        return say(web, lang, "calls-fit-good", &[("hall", &hall.name)]);
    }
    let words: Vec<String> = lacks.into_iter().map(|one| misfit(web, lang, one)).collect();
    say(web, lang, "calls-fit-bad", &[("hall", &hall.name), ("why", &words.join(", "))])
}

fn misfit(web: &Web, lang: Lang, one: Misfit) -> String {
    let length = !matches!(one, Misfit::Power { .. });
    let plainly = |value: i64| if length { plain(value) } else { value.to_string() };
    let key = format!("calls-fit-{}", one.code());
    match one.measures() {
        None => say(web, lang, &key, &[]),
        Some((needs, Some(has))) => say(web, lang, &key, &[("needs", &plainly(needs)), ("has", &plainly(has))]),
        Some((needs, None)) => say(web, lang, &format!("{key}-unknown"), &[("needs", &plainly(needs))]),
    }
}

/// A date announced.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DateView {
    pub(super) href: String,
    pub(super) at: String,
    pub(super) commune: String,
    pub(super) hall: String,
    pub(super) show: String,
    /// Where, or what: whichever the reader does not know already.
    #[serde(rename = "where")]
    pub(super) other: String,
    pub(super) cancelled: bool,
    pub(super) told: String,
}

/// The dates, by hour; `other` says of each what its reader does not know.
pub(super) async fn dates(
    query: &mut impl Query,
    dates: &[AnnouncedDate],
    for_commune: bool,
) -> Result<Vec<DateView>, PageError> {
    let mut found = Vec::new();
    for date in dates {
        let played = performance::by_item(query, &date.item).await.map_err(|error| page(error.into()))?;
        let commune =
            programme::tenant::commune_by_insee(query, &date.commune).await.map_err(|error| page(error.into()))?;
        let shown = programme::show::by_id(query, &played.show).await.map_err(|error| page(error.into()))?;
        found.push(DateView {
            href: format!("/bureau/belles-sorties/{}/date/{}", date.edition, date.item),
            at: played.starts_at.to_string(),
            hall: played.place_name.clone(),
            other: if for_commune {
                format!("{}, {}", shown.title, played.place_name)
            } else {
                format!("{}, {}", commune.name, played.place_name)
            },
            commune: commune.name,
            show: shown.title,
            cancelled: played.state == PerformanceState::Cancelled,
            told: played.told,
        });
    }
    found.sort_by(|a, b| (&a.at, &a.commune).cmp(&(&b.at, &b.commune)));
    Ok(found)
}

/// An instant as templates take it.
pub(super) fn instant(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
