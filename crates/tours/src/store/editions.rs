//! Editions.

use std::collections::BTreeMap;

use jiff::Timestamp;
use store::prelude::*;

use super::instant;
use crate::model::Edition;
use crate::model::edition::{population_code, population_from};
use crate::{Error, Result};

const COLUMNS: &str = "code, series, title, first_day, last_day, proposals_from, proposals_until, wishes_from, wishes_until,
    arbitration_until, publication_at, sales_at, ceiling, population, figures_on, price_cap, budget, wishes_most, crew_km,
    crew_days, sectors, called_at, published_at, closed_at, demo";

pub(crate) async fn put(write: &mut Write, one: &Edition) -> Result<()> {
    let now = write.clock().now_ms();
    let ms = |at: Timestamp| at.as_millisecond();
    let sql = format!(
        "INSERT INTO tours_editions ({COLUMNS}, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24, $25, $26, $26)
         ON CONFLICT (code) DO UPDATE SET title = excluded.title, first_day = excluded.first_day,
             last_day = excluded.last_day, proposals_from = excluded.proposals_from,
             proposals_until = excluded.proposals_until, wishes_from = excluded.wishes_from,
             wishes_until = excluded.wishes_until, arbitration_until = excluded.arbitration_until,
             publication_at = excluded.publication_at, sales_at = excluded.sales_at, ceiling = excluded.ceiling,
             population = excluded.population, figures_on = excluded.figures_on, price_cap = excluded.price_cap,
             budget = excluded.budget, wishes_most = excluded.wishes_most, crew_km = excluded.crew_km,
             crew_days = excluded.crew_days, sectors = excluded.sectors, called_at = excluded.called_at,
             published_at = excluded.published_at, closed_at = excluded.closed_at, demo = excluded.demo,
             changed_at = excluded.changed_at"
    );
    let values = params![
        &one.code,
        &one.series,
        &one.title,
        one.first_day.to_string(),
        one.last_day.to_string(),
        ms(one.proposals_from),
        ms(one.proposals_until),
        ms(one.wishes_from),
        ms(one.wishes_until),
        ms(one.arbitration_until),
        ms(one.publication_at),
        ms(one.sales_at),
        one.ceiling,
        population_code(one.population),
        one.figures_on.to_string(),
        one.price_cap,
        one.budget,
        one.wishes_most,
        one.crew_km,
        one.crew_days,
        one.sectors,
        one.called_at.map(ms),
        one.published_at.map(ms),
        one.closed_at.map(ms),
        one.demo,
        now
    ];
    write.execute(&sql, values).await?;
    Ok(())
}

/// The edition of this code.
pub async fn by_code(query: &mut impl Query, code: &str) -> Result<Edition> {
    let sql = format!("SELECT {COLUMNS} FROM tours_editions WHERE code = $1");
    edition(&query.one(&sql, params![code]).await?)
}

/// Every edition, the latest first.
pub async fn all(query: &mut impl Query) -> Result<Vec<Edition>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_editions ORDER BY first_day DESC, code DESC");
    query.all(&sql, params![]).await?.iter().map(edition).collect()
}

/// The sectors chosen by hand, by commune.
pub async fn sectors_by_hand(query: &mut impl Query) -> Result<BTreeMap<String, String>> {
    let rows = query.all("SELECT commune, sector FROM tours_sectors", params![]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Puts a commune in a sector, or back where the rule puts it.
pub(crate) async fn set_sector(write: &mut Write, commune: &str, sector: Option<&str>) -> Result<()> {
    match sector {
        None => write.execute("DELETE FROM tours_sectors WHERE commune = $1", params![commune]).await?,
        Some(sector) => {
            write
                .execute(
                    "INSERT INTO tours_sectors (commune, sector) VALUES ($1, $2)
                     ON CONFLICT (commune) DO UPDATE SET sector = excluded.sector",
                    params![commune, sector],
                )
                .await?
        }
    };
    Ok(())
}

fn edition(row: &Row) -> Result<Edition> {
    let maybe = |at: usize| -> Result<Option<Timestamp>> {
        let ms: Option<i64> = row.get(at)?;
        ms.map(instant).transpose()
    };
    Ok(Edition {
        code: row.get(0)?,
        series: row.get(1)?,
        title: row.get(2)?,
        first_day: row.text(3)?.parse()?,
        last_day: row.text(4)?.parse()?,
        proposals_from: instant(row.get(5)?)?,
        proposals_until: instant(row.get(6)?)?,
        wishes_from: instant(row.get(7)?)?,
        wishes_until: instant(row.get(8)?)?,
        arbitration_until: instant(row.get(9)?)?,
        publication_at: instant(row.get(10)?)?,
        sales_at: instant(row.get(11)?)?,
        ceiling: row.get(12)?,
        population: population_from(row.text(13)?)
            .ok_or_else(|| Error::unknown("kind of population", row.text(13).unwrap_or_default()))?,
        figures_on: row.text(14)?.parse()?,
        price_cap: row.get(15)?,
        budget: row.get(16)?,
        wishes_most: row.get(17)?,
        crew_km: row.get(18)?,
        crew_days: row.get(19)?,
        sectors: row.get(20)?,
        called_at: maybe(21)?,
        published_at: maybe(22)?,
        closed_at: maybe(23)?,
        demo: row.get(24)?,
    })
}
