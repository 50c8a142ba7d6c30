//! The rows figures are made of: one a performance, kept here or imported.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use programme::tenant::TenantCommune;
use programme::{
    Outcome, Performance, PerformanceState, Position, Show, institution, outcome, performance, show, tenant,
};
use store::prelude::*;
use territory::France;

use super::file::PastLine;
use super::history;
use crate::Result;
use crate::model::Edition;
use crate::store::{dates, editions, proposals};

/// What became of a performance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Played.
    Played,
    /// Still to come.
    Coming,
    /// Cancelled.
    Cancelled,
}

impl RowState {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Played => "played",
            Self::Coming => "coming",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A performance, with what is known of it. What is not known is none, never zero.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountRow {
    /// The first year of its season.
    pub year: i64,
    /// Whether it was imported.
    pub imported: bool,
    /// The show's title.
    pub title: String,
    /// Who played.
    pub institution: String,
    /// INSEE code of its commune.
    pub commune: String,
    /// Name of its commune.
    pub commune_name: String,
    /// When.
    pub day: Option<Date>,
    /// At what hour, `20:30`; empty when not known.
    pub hour: String,
    /// What became of it.
    pub state: RowState,
    /// How many people the hall takes.
    pub places: Option<i64>,
    /// How many people came in.
    pub spectators: Option<i64>,
    /// Tickets sold.
    pub paid: Option<i64>,
    /// Free tickets.
    pub free: Option<i64>,
    /// What tickets brought, in cents.
    pub receipts: Option<i64>,
    /// How many artists were on stage.
    pub artists: Option<i64>,
    /// What it cost, in cents.
    pub cost: Option<i64>,
    /// Of how many people one knows whether it was their first time.
    pub asked_first: Option<i64>,
    /// For how many of these it was.
    pub first_time: Option<i64>,
    /// People whose commune is known, and metres between its middle and the hall: all of them together.
    pub travelled: Option<(i64, i64)>,
    /// Whether what is known may still change.
    pub provisional: bool,
}

impl AccountRow {
    /// Whether it counts: it was played.
    #[must_use]
    pub fn is_played(&self) -> bool {
        self.state == RowState::Played
    }
}

/// A season with an account: its name, and whether it was imported.
#[derive(Debug, Clone, PartialEq)]
pub struct Season {
    /// Its first year, as text: the code of its pages.
    pub code: String,
    /// Its first year.
    pub year: i64,
    /// Its name.
    pub name: String,
    /// The edition, when this server keeps it.
    pub edition: Option<Edition>,
    /// Exists only in the demonstration.
    pub demo: bool,
}

impl Season {
    /// Whether it was imported.
    #[must_use]
    pub fn is_imported(&self) -> bool {
        self.edition.is_none()
    }
}

/// The seasons with an account, the latest first: those published here, and those imported.
///
/// # Errors
/// Those of the database.
pub async fn seasons(query: &mut impl Query) -> Result<Vec<Season>> {
    let mut found: BTreeMap<i64, Season> = BTreeMap::new();
    for line in history::all(query).await? {
        found.entry(line.year).or_insert_with(|| Season {
            code: line.year.to_string(),
            year: line.year,
            name: line.season.clone(),
            edition: None,
            demo: false,
        });
    }
    for edition in editions::all(query).await? {
        if edition.published_at.is_none() {
            continue;
        }
        let year = edition.code.parse().unwrap_or_else(|_| i64::from(edition.first_day.year()));
        let season = Season {
            code: edition.code.clone(),
            year,
            name: edition.title.clone(),
            demo: edition.demo,
            edition: Some(edition),
        };
        found.insert(year, season);
    }
    Ok(found.into_values().rev().collect())
}

/// The season of this code.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn season(query: &mut impl Query, code: &str) -> Result<Season> {
    let found = seasons(query).await?.into_iter().find(|season| season.code == code);
    found.ok_or(crate::Error::NotFound)
}

/// Communes by INSEE code: names and middles, those of elsewhere too.
#[derive(Debug, Clone)]
pub struct Communes(BTreeMap<String, TenantCommune>);

impl Communes {
    /// Those of the territory.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn read(query: &mut impl Query) -> Result<Self> {
        let all = tenant::communes(query).await?;
        Ok(Self(all.into_iter().map(|commune| (commune.insee.clone(), commune)).collect()))
    }

    /// A commune's name; its code when nobody knows it.
    #[must_use]
    pub fn name(&self, insee: &str) -> String {
        let elsewhere = || France::load().commune(insee).map(|commune| commune.name.clone());
        self.0.get(insee).map(|commune| commune.name.clone()).or_else(elsewhere).unwrap_or_else(|| insee.to_owned())
    }

    /// A point in a commune.
    #[must_use]
    pub fn position(&self, insee: &str) -> Option<Position> {
        match self.0.get(insee) {
            Some(commune) => commune.position,
            None => France::load().commune(insee)?.position,
        }
    }
}

/// The rows of a season.
///
/// # Errors
/// Those of the database.
pub async fn of_season(
    query: &mut impl Query,
    season: &Season,
    communes: &Communes,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Vec<AccountRow>> {
    let Some(edition) = &season.edition else {
        let lines = history::of_year(query, season.year).await?;
        return Ok(lines.into_iter().map(|line| imported(line, communes)).collect());
    };
    let announced = dates::of_edition(query, &edition.code).await?;
    let costs: BTreeMap<String, Option<i64>> =
        proposals::of_edition(query, &edition.code).await?.into_iter().map(|one| (one.id, one.cost)).collect();
    let items: Vec<&str> = announced.iter().map(|date| date.item.as_str()).collect();
    let outcomes: BTreeMap<String, Outcome> =
        outcome::of(query, &items).await?.into_iter().map(|outcome| (outcome.item.clone(), outcome)).collect();
    let mut played: BTreeMap<String, Performance> =
        performance::of_series(query, &edition.series).await?.into_iter().map(|one| (one.item.clone(), one)).collect();
    let mut shows: BTreeMap<String, (Show, String)> = BTreeMap::new();
    let mut rows = Vec::with_capacity(announced.len());
    for date in &announced {
        let one = match played.remove(&date.item) {
            Some(one) => one,
            None => performance::by_item(query, &date.item).await?,
        };
        if !shows.contains_key(&one.show) {
            let shown = show::by_id(query, &one.show).await?;
            let performer = institution::by_id(query, &shown.institution).await?.name;
            shows.insert(one.show.clone(), (shown, performer));
        }
        let Some((shown, performer)) = shows.get(&one.show) else { continue };
        let at = one.starts_at.to_zoned(zone.clone());
        // It has come to pass once it has begun, or once somebody was let in.
        let let_in = outcomes.get(&date.item).is_some_and(|outcome| outcome.admitted.is_some_and(|people| people > 0));
        let state = match one.state {
            PerformanceState::Cancelled => RowState::Cancelled,
            PerformanceState::Announced if one.starts_at <= now || let_in => RowState::Played,
            PerformanceState::Announced => RowState::Coming,
        };
        let known = outcomes.get(&date.item);
        let hall = one.position.or_else(|| communes.position(&one.commune));
        rows.push(AccountRow {
            year: season.year,
            imported: false,
            title: shown.title.clone(),
            institution: performer.clone(),
            commune_name: communes.name(&one.commune),
            commune: one.commune,
            day: Some(at.date()),
            hour: at.strftime("%H:%M").to_string(),
            state,
            places: one.places,
            spectators: known.and_then(|outcome| outcome.admitted),
            paid: known.map(|outcome| outcome.paid),
            free: known.map(|outcome| outcome.free),
            receipts: known.map(|outcome| outcome.receipts),
            artists: shown.artists,
            cost: costs.get(&date.proposal).copied().flatten(),
            asked_first: known.map(|outcome| outcome.asked_first),
            first_time: known.map(|outcome| outcome.first_time),
            travelled: known.zip(hall).and_then(|(outcome, hall)| travelled(outcome, hall, communes)),
            provisional: !known.is_some_and(|outcome| outcome.is_final),
        });
    }
    rows.sort_by(|a, b| (a.day, &a.hour, &a.commune_name).cmp(&(b.day, &b.hour, &b.commune_name)));
    Ok(rows)
}

/// People whose commune is known, and the metres they travelled, as the crow flies from its middle.
fn travelled(outcome: &Outcome, hall: Position, communes: &Communes) -> Option<(i64, i64)> {
    let (mut people, mut metres) = (0_i64, 0_i64);
    for (insee, count) in &outcome.origins {
        // “Elsewhere” is no place.
        let Some(from) = communes.position(insee).filter(|_| !insee.is_empty()) else { continue };
        people += count;
        metres += count * (from.distance_km(hall) * 1000.0).round() as i64;
    }
    (people > 0).then_some((people, metres))
}

fn imported(line: PastLine, communes: &Communes) -> AccountRow {
    AccountRow {
        year: line.year,
        imported: true,
        title: line.title,
        institution: line.institution,
        commune_name: communes.name(&line.commune),
        commune: line.commune,
        day: line.day,
        hour: line.hour,
        state: RowState::Played,
        places: line.places,
        spectators: line.spectators,
        paid: None,
        free: None,
        receipts: line.receipts,
        artists: line.artists,
        cost: line.cost,
        asked_first: None,
        first_time: None,
        travelled: None,
        provisional: false,
    }
}
