//! Who is inside, now: how many came in today, quarter of an hour by quarter of an hour, and what the doors said last.
//! No name, no code: a museum learns how many, not who.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use store::prelude::*;

use crate::Result;
use crate::merge::{Fix, Key, Limits, Passage, Rules, Travel, day_begins, merge};

/// A quarter of an hour, in milliseconds.
pub const QUARTER_MS: i64 = 15 * 60_000;
/// How long a visit is taken to last where nobody counts those who leave: ninety minutes.
pub const STAY_MS: i64 = 90 * 60_000;
/// How many of the last answers are shown.
const LAST: usize = 12;

/// A museum's day so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Live {
    /// When it was computed, in milliseconds.
    pub at: i64,
    /// People who came in today, each visit once.
    pub entered: i64,
    /// People counted as they left; none when nobody counts them.
    pub left: Option<i64>,
    /// People inside: those who came in less those who left, or where nobody counts them, those of the last ninety minutes.
    pub inside: i64,
    /// Presentations the doors could not judge.
    pub amber: i64,
    /// Presentations refused.
    pub red: i64,
    /// People who came in, by quarter of an hour, from the first of today to now.
    pub quarters: Vec<Quarter>,
    /// The last answers, latest first.
    pub last: Vec<Shown>,
    /// When the last scan that is known was made: a door may be keeping some.
    pub heard: Option<i64>,
}

/// A quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Quarter {
    /// When it begins, in milliseconds.
    pub from: i64,
    /// How many came in.
    pub people: i64,
}

/// What a door said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// When.
    pub at: i64,
    /// `green`, `amber` or `red`.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// How many were let in.
    pub people: i64,
    /// The device that said it.
    pub device: String,
}

struct Nowhere;

impl Travel for Nowhere {
    fn least_ms(&self, _: &str, _: &str) -> Option<i64> {
        None
    }
}

/// The day so far at an institution.
pub async fn live(query: &mut impl Query, institution: &str, now: i64, rules: &Rules) -> Result<Live> {
    let since = day_begins(now, &rules.zone);
    let sql = "SELECT device, seq, hash, at, right_id, code, kind, verdict, reason, people, more, fixes, door
               FROM gate_scans WHERE institution = $1 AND at >= $2 AND at < $3 ORDER BY at DESC, device, seq DESC";
    // What a clock tells of tomorrow is not of today.
    let rows = query.all(sql, params![institution, since, now + QUARTER_MS]).await?;
    let mut live = Live { at: now, ..Live::default() };
    let mut shown: BTreeMap<String, Vec<Passage>> = BTreeMap::new();
    let mut fixes: Vec<Fix> = Vec::new();
    for row in &rows {
        let key = Key { device: row.get(0)?, seq: row.get(1)?, hash: row.get(2)? };
        let (at, people) = (row.get::<i64>(3)?, row.get::<i64>(9)?);
        match row.text(6)? {
            "fix" => {
                let of = row.get::<Option<i64>>(11)?.unwrap_or_default();
                fixes.push(Fix { key, of, people: people as u32 });
            }
            "out" => live.left = Some(live.left.unwrap_or(0) + people),
            "scan" | "hand" | "typed" => {
                live.heard = live.heard.max(Some(at));
                let (verdict, reason) = (row.text(7)?, row.text(8)?);
                live.amber += i64::from(verdict == "amber");
                live.red += i64::from(verdict == "red");
                if live.last.len() < LAST {
                    live.last.push(Shown {
                        at,
                        verdict: verdict.to_owned(),
                        reason: reason.to_owned(),
                        people,
                        device: key.device.clone(),
                    });
                }
                // Whose: the right, else the code, else each for itself.
                let whose = match (row.get::<Option<String>>(4)?, row.get::<Option<String>>(5)?) {
                    (Some(right), _) => right,
                    (None, Some(code)) => code,
                    (None, None) => format!("{}/{}", key.device, key.seq),
                };
                shown.entry(whose).or_default().push(Passage {
                    key,
                    at,
                    institution: institution.to_owned(),
                    door: row.get(12)?,
                    people: people as u32,
                    more: row.get(10)?,
                    refused: false,
                    old_code: false,
                    after_wipe: false,
                });
            }
            _ => {}
        }
    }
    let limits =
        Limits { right: String::new(), admits: u32::MAX, once: false, from: i64::MIN, until: None, ended: None };
    let mut by_quarter: BTreeMap<i64, i64> = BTreeMap::new();
    let mut recent = 0;
    for passages in shown.values() {
        let of = |fix: &&Fix| passages.iter().any(|one| one.key.device == fix.key.device && one.key.seq == fix.of);
        let own: Vec<Fix> = fixes.iter().filter(of).cloned().collect();
        for visit in merge(passages, &own, &limits, &Nowhere, rules).visits {
            let people = i64::from(visit.people);
            live.entered += people;
            recent += if visit.at > now - STAY_MS { people } else { 0 };
            *by_quarter.entry(visit.at.div_euclid(QUARTER_MS) * QUARTER_MS).or_default() += people;
        }
    }
    live.inside = match live.left {
        Some(left) => (live.entered - left).max(0),
        None => recent,
    };
    if let Some(first) = by_quarter.keys().next().copied() {
        let last = now.div_euclid(QUARTER_MS) * QUARTER_MS;
        let mut from = first;
        while from <= last.max(first) {
            live.quarters.push(Quarter { from, people: by_quarter.get(&from).copied().unwrap_or(0) });
            from += QUARTER_MS;
        }
    }
    Ok(live)
}

/// Codes let in at any museum or stage since an instant, told by other devices: what another door saw a moment ago. Each with
/// when it was last let in, and where.
pub async fn seen_since(
    query: &mut impl Query,
    since: i64,
    now: i64,
    but: &str,
    most: u32,
) -> Result<Vec<(String, i64, String)>> {
    let mut doors = access::doors::of_kind(query, access::DoorKind::MuseumEntrance).await?;
    doors.extend(access::doors::of_kind(query, access::DoorKind::Stage).await?);
    let museums: BTreeSet<String> = doors.into_iter().map(|door| door.institution).collect();
    if museums.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT code, max(at), institution FROM gate_scans
         WHERE at >= $1 AND at <= $2 AND device <> $3 AND people > 0 AND code IS NOT NULL AND institution IN {}
         GROUP BY code, institution ORDER BY max(at) DESC, code LIMIT {most}",
        store::in_list(4, museums.len())
    );
    let mut parameters = params![since, now, but];
    parameters.extend(museums.into_iter().map(Value::from));
    let rows = query.all(&sql, parameters).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}
