//! An edition's account, and what all of them make together.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::prelude::*;

use super::figures::{Figure, FigureKind, figure, figures};
use super::rows::{AccountRow, Communes, Season, of_season, season, seasons};
use crate::Result;
use crate::store::territory;

/// A commune that may receive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommuneOnce {
    /// INSEE code.
    pub insee: String,
    /// Its name.
    pub name: String,
    /// The first years of the seasons it received in.
    pub years: Vec<i64>,
}

/// An edition's account.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The season.
    pub season: Season,
    /// Its performances, by day.
    pub rows: Vec<AccountRow>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// How many communes may receive, when the season's rule is known.
    pub eligible: Option<i64>,
    /// Those that never did, this season included, as far as seasons are known; none when the rule is not.
    pub never: Option<Vec<CommuneOnce>>,
    /// The first season known, by its year.
    pub since: Option<i64>,
    /// In which seasons each commune received, up to this one.
    pub served: BTreeMap<String, BTreeSet<i64>>,
    /// Performances still to come.
    pub coming: i64,
    /// Performances cancelled.
    pub cancelled: i64,
    /// Performances played whose figures may still change.
    pub provisional: i64,
}

impl Account {
    /// A figure of it.
    #[must_use]
    pub fn figure(&self, kind: FigureKind) -> Figure {
        figure(kind, &self.rows)
    }
}

/// In which seasons each commune received, of those known, up to a year.
fn served(all: &[(Season, Vec<AccountRow>)], until: i64) -> BTreeMap<String, BTreeSet<i64>> {
    let mut served: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for (season, rows) in all.iter().filter(|(season, _)| season.year <= until) {
        for row in rows.iter().filter(|row| row.is_played()) {
            served.entry(row.commune.clone()).or_default().insert(season.year);
        }
    }
    served
}

async fn everything(query: &mut impl Query, now: Timestamp, zone: &TimeZone) -> Result<Vec<(Season, Vec<AccountRow>)>> {
    let communes = Communes::read(query).await?;
    let mut all = Vec::new();
    for season in seasons(query).await? {
        let rows = of_season(query, &season, &communes, now, zone).await?;
        all.push((season, rows));
    }
    Ok(all)
}

/// The account of the season of this code.
///
/// # Errors
/// [`crate::Error::NotFound`] for a season neither published here nor imported.
pub async fn account(query: &mut impl Query, code: &str, now: Timestamp, zone: &TimeZone) -> Result<Account> {
    let season = season(query, code).await?;
    let all = everything(query, now, zone).await?;
    let served = served(&all, season.year);
    let since = all.iter().map(|(season, _)| season.year).min();
    let rows = all.into_iter().find(|(one, _)| one.code == season.code).map(|(_, rows)| rows).unwrap_or_default();
    let (mut eligible, mut never) = (None, None);
    if let Some(edition) = &season.edition {
        let (standings, _) = territory(query, edition).await?;
        let may = standings.into_iter().filter(|one| one.is_eligible()).map(|one| one.commune);
        let may: Vec<CommuneOnce> = may
            .map(|commune| CommuneOnce {
                years: served.get(&commune.insee).map(|years| years.iter().copied().collect()).unwrap_or_default(),
                insee: commune.insee,
                name: commune.name,
            })
            .collect();
        eligible = Some(may.len() as i64);
        never = Some(may.into_iter().filter(|one| one.years.is_empty()).collect());
    }
    let count = |state: super::rows::RowState| rows.iter().filter(|row| row.state == state).count() as i64;
    Ok(Account {
        figures: figures(&rows),
        eligible,
        never,
        since,
        served,
        coming: count(super::rows::RowState::Coming),
        cancelled: count(super::rows::RowState::Cancelled),
        provisional: rows.iter().filter(|row| row.is_played() && row.provisional).count() as i64,
        season,
        rows,
    })
}

/// A season among all.
#[derive(Debug, Clone, PartialEq)]
pub struct SeasonLine {
    /// The season.
    pub season: Season,
    /// Its figures.
    pub figures: Vec<Figure>,
}

impl SeasonLine {
    /// A figure of it.
    #[must_use]
    pub fn figure(&self, kind: FigureKind) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.kind == kind)
    }
}

/// All seasons together: the counters of the press kit.
#[derive(Debug, Clone, PartialEq)]
pub struct Cumulated {
    /// Seasons with a performance played, the latest first.
    pub seasons: Vec<SeasonLine>,
    /// Over all of them.
    pub figures: Vec<Figure>,
    /// The first one's year.
    pub since: Option<i64>,
    /// In which seasons each commune received.
    pub served: BTreeMap<String, BTreeSet<i64>>,
}

/// All seasons known together: imported ones and our own.
///
/// # Errors
/// Those of the database.
pub async fn cumulated(query: &mut impl Query, now: Timestamp, zone: &TimeZone) -> Result<Cumulated> {
    let mut all = everything(query, now, zone).await?;
    all.retain(|(_, rows)| rows.iter().any(AccountRow::is_played));
    let served = served(&all, i64::MAX);
    let rows: Vec<AccountRow> = all.iter().flat_map(|(_, rows)| rows.iter().cloned()).collect();
    Ok(Cumulated {
        figures: figures(&rows),
        since: all.iter().map(|(season, _)| season.year).min(),
        served,
        seasons: all.into_iter().map(|(season, rows)| SeasonLine { figures: figures(&rows), season }).collect(),
    })
}
