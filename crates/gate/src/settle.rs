//! Deriving visits again for the rights that something new was told of.
//!
//! Taking a batch only says which rights it touches; here their scans are read as sets, merged, and what comes of them
//! replaces what was known, many rights at a time. A server that stops in between finds them still to be done.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use access::visits::{self, Told, VisitState};
use access::{credentials, rights};
use jiff::Timestamp;
use store::{new_id, prelude::*};

use crate::Result;
use crate::conflicts::{self, Noted};
use crate::devices::{self, hex};
use crate::entry::unhex8;
use crate::merge::{Fix, Key, Limits, Passage, Rules, merge};
use crate::travel::Places;

/// How many touched rights are derived at once.
const AT_ONCE: usize = 1_000;
/// How many batches are looked up at once.
const BATCHES: usize = 200;

/// Says that a device told something under these numbers.
pub(crate) async fn told(write: &mut Write, device: &str, first: i64, last: i64) -> Result<()> {
    let sql = "INSERT INTO gate_told (id, device, first, last) VALUES ($1, $2, $3, $4)";
    write.execute(sql, params![new_id(), device, first, last]).await?;
    Ok(())
}

/// Derives again what is touched, until nothing is. Gives how many rights were.
pub async fn settle(db: &Db, rules: &Rules) -> Result<usize> {
    let mut done = 0;
    loop {
        // Most of the time there is nothing, and a writer need not wait to learn it.
        if !is_touched(&mut db.read().await?).await? {
            return Ok(done);
        }
        let mut write = db.write().await?;
        // Two nodes would replace one another's conflicts.
        write.exclusive("gate.settle").await?;
        while look_up(&mut write).await? {}
        done += settle_some(&mut write, rules).await?;
        write.commit().await?;
    }
}

async fn is_touched(query: &mut impl Query) -> Result<bool> {
    let sql = "SELECT CASE WHEN EXISTS (SELECT 1 FROM gate_told) OR EXISTS (SELECT 1 FROM gate_touched)
               THEN 1 ELSE 0 END";
    Ok(query.one(sql, params![]).await?.get::<i64>(0)? == 1)
}

/// Looks up whose codes some batches told of; false when there were none. Their lines go before their scans are read: a
/// batch that comes meanwhile has a line of its own.
async fn look_up(write: &mut Write) -> Result<bool> {
    let sql = format!("SELECT id, device, first, last FROM gate_told ORDER BY id LIMIT {BATCHES}");
    let rows = write.all(&sql, params![]).await?;
    if rows.is_empty() {
        return Ok(false);
    }
    let mut ids = Vec::with_capacity(rows.len());
    for row in &rows {
        ids.push(row.get::<String>(0)?);
    }
    let sql = format!("DELETE FROM gate_told WHERE id IN {}", store::in_list(1, ids.len()));
    write.execute(&sql, ids.iter().map(Value::from).collect()).await?;
    for row in &rows {
        let (device, first, last) = (row.text(1)?, row.get::<i64>(2)?, row.get::<i64>(3)?);
        for sql in [
            "INSERT INTO gate_touched (right_id)
             SELECT DISTINCT right_id FROM gate_scans
             WHERE device = $1 AND seq BETWEEN $2 AND $3 AND right_id IS NOT NULL
             ON CONFLICT (right_id) DO NOTHING",
            "INSERT INTO gate_touched (right_id)
             SELECT DISTINCT s.right_id FROM gate_scans f JOIN gate_scans s ON s.device = f.device AND s.seq = f.fixes
             WHERE f.device = $1 AND f.seq BETWEEN $2 AND $3 AND f.fixes IS NOT NULL AND s.right_id IS NOT NULL
             ON CONFLICT (right_id) DO NOTHING",
        ] {
            write.execute(sql, params![device, first, last]).await?;
        }
    }
    Ok(true)
}

/// Derives again some of what is touched; gives how many rights.
async fn settle_some(write: &mut Write, rules: &Rules) -> Result<usize> {
    let sql = format!("SELECT right_id FROM gate_touched ORDER BY right_id LIMIT {AT_ONCE}");
    let rows = write.all(&sql, params![]).await?;
    let rights: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?;
    if rights.is_empty() {
        return Ok(0);
    }
    let sql = format!("DELETE FROM gate_touched WHERE right_id IN {}", store::in_list(1, rights.len()));
    write.execute(&sql, rights.iter().map(Value::from).collect()).await?;
    derive(write, &rights, rules).await?;
    Ok(rights.len())
}

/// Derives visits and conflicts of these rights from all their scans.
async fn derive(write: &mut Write, ids: &[String], rules: &Rules) -> Result<()> {
    let places = Places::read(write).await?;
    let limits = limits(write, ids).await?;
    let (mut passages, mut fixes) = scans(write, ids).await?;
    let since = instant(crate::horizon(write).await?);
    let mut known: Vec<(&String, Vec<visits::Visit>)> = Vec::with_capacity(ids.len());
    let mut noted = Vec::new();
    for id in ids {
        let passages = passages.remove(id).unwrap_or_default();
        let fixes = fixes.remove(id).unwrap_or_default();
        // A right that is gone: its holder asked to be forgotten.
        let Some((kind, limits)) = limits.get(id) else {
            crate::forget(write, id).await?;
            continue;
        };
        // What it tells of a visit that another told under the same name is passed over.
        let merged = merge(&passages, &fixes, limits, &places, rules);
        let visits = merged.visits.into_iter().map(|visit| visits::Visit {
            id: visit.id,
            door: visit.door,
            institution: visit.institution,
            at: instant(visit.at),
            people: visit.people,
            right_kind: *kind,
            state: VisitState::Counted,
        });
        known.push((id, visits.collect()));
        noted.extend(merged.conflicts.into_iter().map(|conflict| Noted::of_right(id, conflict)));
    }
    let told: Vec<Told<'_>> = known.iter().map(|(right, visits)| Told { right, since, visits }).collect();
    visits::replace_many(write, &told).await?;
    conflicts::replace(write, ids, noted).await
}

fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or_default()
}

/// What each right allows, and its kind.
async fn limits(write: &mut Write, ids: &[String]) -> Result<HashMap<String, (access::RightKind, Limits)>> {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let ended: HashMap<String, i64> = rights::ended(write, &ids).await?.into_iter().collect();
    let known = rights::by_ids(write, &ids).await?;
    let of = |right: access::Right| {
        let limits = Limits {
            right: right.id.clone(),
            admits: right.admits,
            once: matches!(right.scope, access::RightScope::Item(_)),
            from: right.valid_from.as_millisecond(),
            until: right.valid_until.map(|end| end.as_millisecond()),
            ended: ended.get(&right.id).copied(),
        };
        (right.id, (right.kind, limits))
    };
    Ok(known.into_iter().map(of).collect())
}

type ByRight<T> = BTreeMap<String, Vec<T>>;

/// Every scan of these rights, and every correction of one.
async fn scans(write: &mut Write, ids: &[String]) -> Result<(ByRight<Passage>, ByRight<Fix>)> {
    let wiped: HashMap<String, i64> =
        devices::all(write).await?.into_iter().filter_map(|device| Some((device.id, device.wiped_at_ms?))).collect();
    let list = store::in_list(1, ids.len());
    let sql = format!(
        "SELECT right_id, device, seq, hash, at, institution, door, people, more, verdict, code
         FROM gate_scans WHERE right_id IN {list}"
    );
    let rows = write.all(&sql, ids.iter().map(Value::from).collect()).await?;
    let revoked = revoked(write, &rows).await?;
    let mut passages: ByRight<Passage> = BTreeMap::new();
    let mut places: HashMap<(String, i64), BTreeSet<String>> = HashMap::new();
    for row in rows {
        let right: String = row.get(0)?;
        let (device, seq, at): (String, i64, i64) = (row.get(1)?, row.get(2)?, row.get(4)?);
        let code: Option<String> = row.get(10)?;
        places.entry((device.clone(), seq)).or_default().insert(right.clone());
        passages.entry(right).or_default().push(Passage {
            at,
            institution: row.get(5)?,
            door: row.get(6)?,
            people: row.get::<i64>(7)? as u32,
            more: row.get(8)?,
            refused: row.text(9)? == "red",
            old_code: code.and_then(|code| revoked.get(&code)).is_some_and(|revoked| at >= *revoked),
            after_wipe: wiped.get(&device).is_some_and(|wiped| at >= *wiped),
            vouched: false,
            key: Key { device, seq, hash: row.get(3)? },
        });
    }
    // Those whom another desk let in, by itself: they are of the same visits.
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    for (right, source, visit) in visits::of_others(write, visits::GATE, &names).await? {
        passages.entry(right).or_default().push(Passage {
            key: Key { device: source, seq: 0, hash: visit.id },
            at: visit.at.as_millisecond(),
            institution: visit.institution,
            door: visit.door,
            people: visit.people,
            more: false,
            refused: false,
            old_code: false,
            after_wipe: false,
            vouched: true,
        });
    }
    let sql = format!(
        "SELECT DISTINCT f.device, f.seq, f.hash, f.fixes, f.people FROM gate_scans s
         JOIN gate_scans f ON f.device = s.device AND f.fixes = s.seq
         WHERE s.right_id IN {list} AND f.fixes IS NOT NULL"
    );
    let mut fixes: ByRight<Fix> = BTreeMap::new();
    for row in write.all(&sql, ids.iter().map(Value::from).collect()).await? {
        let (device, of): (String, i64) = (row.get(0)?, row.get(3)?);
        let Some(rights) = places.get(&(device.clone(), of)) else { continue };
        let key = Key { device, seq: row.get(1)?, hash: row.get(2)? };
        for right in rights {
            fixes.entry(right.clone()).or_default().push(Fix {
                key: key.clone(),
                of,
                people: row.get::<i64>(4)? as u32,
            });
        }
    }
    Ok((passages, fixes))
}

/// Of the codes these scans were made with, those another has replaced, each with since when.
async fn revoked(write: &mut Write, rows: &[Row]) -> Result<HashMap<String, i64>> {
    let mut codes: BTreeSet<[u8; 8]> = BTreeSet::new();
    for row in rows {
        codes.extend(row.get::<Option<String>>(10)?.as_deref().and_then(unhex8));
    }
    let codes: Vec<[u8; 8]> = codes.into_iter().collect();
    let known = credentials::by_ids(write, &codes).await?;
    Ok(known.into_iter().filter_map(|(id, code)| Some((hex(&id), code.revoked_at?.as_millisecond()))).collect())
}
