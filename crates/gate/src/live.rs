//! Who is inside, now: how many came in today, quarter of an hour by quarter of an hour, and what the doors said last.
//! No name, no code: a museum learns how many, not who.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use access::{RightScope, rights, visits};
use jiff::Timestamp;
use serde::Serialize;
use store::prelude::*;

use crate::Result;
use crate::bundle::ONCE_MS;
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
    /// People inside: those who came in less those who left and did not come back, or where nobody counts them, those of
    /// the last ninety minutes.
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
    let mut moves: Vec<(i64, Move)> = Vec::new();
    for row in &rows {
        let key = Key { device: row.get(0)?, seq: row.get(1)?, hash: row.get(2)? };
        let (at, people) = (row.get::<i64>(3)?, row.get::<i64>(9)?);
        match row.text(6)? {
            "fix" => {
                let of = row.get::<Option<i64>>(11)?.unwrap_or_default();
                fixes.push(Fix { key, of, people: people as u32 });
            }
            "out" => {
                live.left = Some(live.left.unwrap_or(0) + people);
                moves.push((at, Move::Out(people)));
            }
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
                    vouched: false,
                });
            }
            _ => {}
        }
    }
    let once = open_once(query, shown.keys()).await?;
    let mut by_quarter: BTreeMap<i64, i64> = BTreeMap::new();
    let mut recent = 0;
    for (whose, passages) in &shown {
        let limits = Limits {
            right: String::new(),
            admits: u32::MAX,
            once: once.contains(whose),
            from: i64::MIN,
            until: None,
            ended: None,
        };
        let of = |fix: &&Fix| passages.iter().any(|one| one.key.device == fix.key.device && one.key.seq == fix.of);
        let own: Vec<Fix> = fixes.iter().filter(of).cloned().collect();
        for visit in merge(passages, &own, &limits, &Nowhere, rules).visits {
            let people = i64::from(visit.people);
            live.entered += people;
            recent += if visit.at > now - STAY_MS { people } else { 0 };
            *by_quarter.entry(visit.at.div_euclid(QUARTER_MS) * QUARTER_MS).or_default() += people;
            moves.push((visit.at, Move::In(people)));
            moves.extend(visit.backs.into_iter().map(|(at, people)| (at, Move::Back(i64::from(people)))));
        }
    }
    live.inside = match live.left {
        Some(_) => inside(moves),
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

/// How many people went which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    /// For the first time.
    In(i64),
    /// Counted as they left.
    Out(i64),
    /// With a code that was counted already.
    Back(i64),
}

/// How many are inside after these. Who comes back was outside only if somebody counted them as they left: a code shown
/// twice on the way in, or a leaver nobody saw, changes nothing.
fn inside(mut moves: Vec<(i64, Move)>) -> i64 {
    moves.sort_unstable();
    let (mut entered, mut outside) = (0, 0);
    for (_, one) in moves {
        match one {
            Move::In(people) => entered += people,
            // Nobody leaves who did not come in.
            Move::Out(people) => outside = entered.min(outside + people),
            Move::Back(people) => outside -= people.min(outside),
        }
    }
    entered - outside
}

/// Of these, the rights that open once, as a ticket does: shown again that day, it is the same visit.
async fn open_once(query: &mut impl Query, whose: impl Iterator<Item = &String>) -> Result<HashSet<String>> {
    let ids: Vec<&str> = whose.map(String::as_str).collect();
    let known = rights::by_ids(query, &ids).await?;
    let tickets = known.into_iter().filter(|right| matches!(right.scope, RightScope::Item(_)));
    Ok(tickets.map(|right| right.id).collect())
}

/// Codes let in at any museum or stage, told since an instant by other devices, or by desks that have none: what another
/// door saw, however late it says so, as long as it may still tell a re-entry. Each with when it was last let in, and where.
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
    // Nothing is told before it happens: what is too old to matter need not be looked for.
    let since = since.max(now - ONCE_MS);
    // How many came in is what the last correction says; a correction may come long after its scan.
    let sql = format!(
        "WITH told AS (SELECT device, seq FROM gate_scans WHERE received_at >= $1 AND fixes IS NULL
                       UNION SELECT device, fixes FROM gate_scans WHERE received_at >= $1 AND fixes IS NOT NULL)
         SELECT s.code, max(s.at), s.institution FROM told t
         JOIN gate_scans s ON s.device = t.device AND s.seq = t.seq
         LEFT JOIN gate_scans f ON f.device = s.device AND f.fixes = s.seq AND NOT EXISTS
             (SELECT 1 FROM gate_scans l WHERE l.device = f.device AND l.fixes = f.fixes
              AND (l.seq > f.seq OR (l.seq = f.seq AND l.hash > f.hash)))
         WHERE s.at >= $2 AND s.at <= $3 AND s.device <> $4 AND s.code IS NOT NULL
           AND COALESCE(f.people, s.people) > 0 AND s.institution IN {}
         GROUP BY s.code, s.institution ORDER BY max(s.at) DESC, s.code LIMIT {most}",
        store::in_list(5, museums.len())
    );
    let mut parameters = params![since, now - ONCE_MS, now, but];
    parameters.extend(museums.iter().map(Value::from));
    let rows = query.all(&sql, parameters).await?;
    let mut seen: Vec<(String, i64, String)> =
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect::<Result<_>>()?;
    let instant = |ms: i64| Timestamp::from_millisecond(ms).unwrap_or_default();
    for (code, at, institution) in visits::codes_of_others(query, visits::GATE, instant(since), instant(now)).await? {
        if museums.contains(&institution) {
            seen.push((code, at.as_millisecond(), institution));
        }
    }
    seen.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    seen.truncate(most as usize);
    Ok(seen)
}
