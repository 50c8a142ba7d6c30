//! From visits to figures: each hour, those older than the anti-fraud clock are counted, then forgotten.

use std::collections::{HashMap, HashSet};

use access::visits::FoldedVisit;
use access::{RightKind, terms};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use programme::{ItemKind, item};
use serde::Serialize;
use store::prelude::*;

use crate::counts::{Facet, Sums};
use crate::periods::{self, Period};
use crate::pseudonym::{is_gone, pseudonym};
use crate::{Result, flows};

/// How long a visit is known as one of a right's, in days: long enough for a device that was off to come back and for a
/// conflict to be looked at.
pub const ANTI_FRAUD_DAYS: i64 = 14;

/// How many visits of one pass to one museum are kept count of, at most: beyond, nobody's share needs to know.
pub(crate) const MOST_VISITS: i64 = 30;

/// What a fold did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Folded {
    /// Visits counted.
    pub visits: u64,
    /// Of how many rights.
    pub rights: u64,
}

/// Counts the visits older than the anti-fraud clock, once each, in one transaction; brings sold passes into the period to
/// be settled; ends quarters that are over. To be run each hour; run twice it counts nothing twice.
pub async fn fold(db: &Db) -> Result<Folded> {
    let before = db.clock().now() - (ANTI_FRAUD_DAYS * 24).hours();
    let mut write = db.write().await?;
    let folded = fold_before(&mut write, before, &access::local_zone()).await?;
    write.commit().await?;
    Ok(folded)
}

/// The same in the caller's transaction, for visits before an instant.
pub async fn fold_before(write: &mut Write, before: Timestamp, zone: &TimeZone) -> Result<Folded> {
    let visits = access::visits::fold(write, before).await?;
    let rights: HashSet<&str> = visits.iter().map(|visit| visit.right.as_str()).collect();
    let names: Vec<&str> = rights.iter().copied().collect();
    let terms = terms::of_many(write, &names).await?;
    let mut sums = Sums::default();
    let mut tally = Tally::default();
    let mut shown: HashMap<(String, Date), Vec<String>> = HashMap::new();
    for visit in &visits {
        let day = visit.at.to_zoned(zone.clone()).date();
        let month = day.strftime("%Y-%m").to_string();
        let place = (visit.institution.clone(), day);
        if !shown.contains_key(&place) {
            let on = item::on(write, day, Some(&visit.institution)).await?;
            let exhibitions =
                on.into_iter().filter(|item| item.kind == ItemKind::Exhibition && item.starts_on.is_some());
            shown.insert(place.clone(), exhibitions.map(|item| item.id).collect());
        }
        let seen = if visit.right_kind == RightKind::MuseumPass {
            tally.see(write, visit, day, &month).await?
        } else {
            // An invitation or a ticket is used once: it is new wherever it is shown.
            Seen { new_here: true, new_this_month: true }
        };
        let mut add =
            |facet, value: &str| sums.add(&month, &visit.institution, facet, value, visit.people, seen.new_this_month);
        add(Facet::All, "");
        add(Facet::Kind, visit.right_kind.code());
        if visit.right_kind == RightKind::MuseumPass {
            let coming = if visit.first {
                "first_use"
            } else if seen.new_here {
                "first_here"
            } else {
                "again"
            };
            add(Facet::Coming, coming);
        }
        if let Some(terms) = terms.get(&visit.right) {
            add(Facet::Product, &terms.product);
            add(Facet::Commune, terms.commune.as_deref().unwrap_or_default());
        }
        for exhibition in &shown[&place] {
            add(Facet::Exhibition, exhibition);
        }
    }
    tally.keep(write).await?;
    sums.keep(write).await?;
    // After the visits: they may be what opens a period.
    periods::take_in(write, zone).await?;
    let steps: Vec<flows::Step<'_>> = visits
        .iter()
        .filter(|visit| visit.right_kind == RightKind::MuseumPass && !is_gone(&visit.right))
        .map(|visit| flows::Step {
            right: &visit.right,
            institution: &visit.institution,
            day: visit.at.to_zoned(zone.clone()).date(),
        })
        .collect();
    flows::count(write, &steps).await?;
    // Every visit of the quarters before this one has been counted.
    flows::close_before(write, &flows::quarter(before.to_zoned(zone.clone()).date())).await?;
    Ok(Folded { visits: visits.len() as u64, rights: rights.len() as u64 })
}

/// What a visit is to its pass.
#[derive(Clone, Copy)]
struct Seen {
    /// The first at this museum in the period.
    new_here: bool,
    /// The first at this museum in the month.
    new_this_month: bool,
}

/// How often passes saw museums, being added to.
#[derive(Default)]
struct Tally {
    periods: Vec<Period>,
    gone: HashSet<(String, String)>,
    /// By period, pass and institution: visits and the last month counted.
    seen: HashMap<(String, String, String), (i64, String)>,
}

impl Tally {
    async fn see(&mut self, write: &mut Write, visit: &FoldedVisit, day: Date, month: &str) -> Result<Seen> {
        let period = match self.periods.iter().position(|period| period.holds(day)) {
            Some(at) => at,
            None => {
                let period = periods::holding(write, day).await?;
                let sql = "SELECT pass FROM pass_accounts_gone WHERE period = $1";
                for row in write.all(sql, params![&period.id]).await? {
                    self.gone.insert((period.id.clone(), row.get(0)?));
                }
                self.periods.push(period);
                self.periods.len() - 1
            }
        };
        let period = &self.periods[period];
        // A period settled has no pseudonyms any more: what comes as late as that is a figure, and no money moves for it.
        let Some(secret) = &period.secret else { return Ok(Seen { new_here: false, new_this_month: false }) };
        let name = pseudonym(secret, &visit.right)?;
        if self.gone.contains(&(period.id.clone(), name.clone())) {
            return Ok(Seen { new_here: false, new_this_month: false });
        }
        let key = (period.id.clone(), name, visit.institution.clone());
        let known = match self.seen.entry(key) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                let (period, pass, institution) = place.key();
                let sql = "SELECT visits, month FROM pass_accounts_seen
                           WHERE period = $1 AND pass = $2 AND institution = $3";
                let row = write.optional(sql, params![period, pass, institution]).await?;
                let known = row.map(|row| Ok::<_, store::Error>((row.get(0)?, row.get(1)?))).transpose()?;
                place.insert(known.unwrap_or((0, String::new())))
            }
        };
        let seen = Seen { new_here: known.0 == 0, new_this_month: known.1.as_str() < month };
        known.0 = (known.0 + 1).min(MOST_VISITS);
        if seen.new_this_month {
            month.clone_into(&mut known.1);
        }
        Ok(seen)
    }

    async fn keep(self, write: &mut Write) -> Result<()> {
        let mut rows = Vec::with_capacity(self.seen.len());
        for ((period, pass, institution), (visits, month)) in &self.seen {
            rows.push([
                Value::from(period),
                Value::from(pass),
                Value::from(institution),
                Value::from(*visits),
                Value::from(month),
            ]);
        }
        let columns = ["period", "pass", "institution", "visits", "month"];
        let conflict = "(period, pass, institution) DO UPDATE SET visits = excluded.visits, month = excluded.month";
        write.insert_many("pass_accounts_seen", &columns, rows, Some(conflict)).await?;
        Ok(())
    }
}
