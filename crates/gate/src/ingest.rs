//! Taking what a device tells: whole batches at once, whatever is in them.
//!
//! Nothing a device sends stops what comes after it. Entries are a set: told again they change nothing; an entry that
//! cannot be read is kept as it came; a chain or a seal that does not hold is noted for somebody to see, and the entries
//! are taken all the same, since the device signed the request that brought them.

use std::collections::{BTreeSet, HashMap, HashSet};

use access::credentials;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD as B64, Engine as _};
use credential::{KeyRing, Tolerance, scan_log};
use store::prelude::*;

use crate::devices::{Device, hex};
use crate::entry::{self, Entry, Kind};
use crate::merge::{ConflictKind, name_of};
use crate::{Result, conflicts, settle};

/// How many entries a batch may hold.
pub const MOST_ENTRIES: usize = 500;

/// How many holes are told at once.
const MOST_HOLES: usize = 100;

/// Entries as a device sent them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The number of the first.
    pub first: i64,
    /// The hash of the one before it.
    pub prev: scan_log::Hash,
    /// The entries, each exactly as it was written.
    pub entries: Vec<String>,
    /// The hash of the last, as the device says.
    pub head: String,
    /// The device's signature over it, in base64url.
    pub signature: String,
}

impl Batch {
    /// The number of the last entry.
    #[must_use]
    pub fn last(&self) -> i64 {
        self.first + self.entries.len() as i64 - 1
    }
}

/// What was made of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Every entry up to this number is kept.
    pub accepted_to: i64,
    /// Holes below `highest`, first and last of each.
    pub missing: Vec<(i64, i64)>,
    /// The highest number known; with more holes than are told, the one before the first that is not told.
    pub highest: i64,
    /// How many entries were new.
    pub fresh: u64,
}

/// What the entries of a batch need to be judged, read once and good for many batches while keys do not change.
#[derive(Debug, Clone)]
pub struct Judge {
    ring: KeyRing,
}

impl Judge {
    /// Reads the keys.
    pub async fn read(query: &mut impl Query) -> Result<Self> {
        Ok(Self { ring: credentials::key_ring(query).await? })
    }

    /// The code's identifier when we signed that text, whenever it was good.
    fn ours(&self, text: &str) -> Option<[u8; 8]> {
        // Its dates are judged with the visit; here, only who signed.
        let claims = credential::verify(text, &self.ring, 0, &Tolerance { clock: i64::MAX / 4 }).ok()?.claims;
        Some(claims.id)
    }
}

/// Takes a batch of a device.
pub async fn ingest(write: &mut Write, judge: &Judge, device: &Device, batch: &Batch) -> Result<Accepted> {
    // Two batches of one device at once: one after the other.
    write.exclusive(&format!("gate.device.{}", device.id)).await?;
    let ranges = known(write, &device.id).await?;
    if batch.entries.is_empty() {
        return Ok(accepted(&ranges, 0));
    }
    let hashes = scan_log::chain(&batch.prev, batch.entries.iter().map(String::as_str));
    let told_once = forgotten(write, device, batch, &ranges).await?;
    let rows = rows(write, judge, device, batch, &hashes, &told_once).await?;
    let fresh = insert(write, device, &rows).await?;
    let ranges = joined(ranges, (batch.first, batch.last()));
    keep_ranges(write, &device.id, &ranges).await?;
    if fresh > 0 {
        settle::told(write, &device.id, batch.first, batch.last()).await?;
        note(write, device, batch, &hashes, &rows).await?;
    }
    Ok(accepted(&ranges, fresh))
}

/// An entry, ready to be kept.
struct Line<'a> {
    seq: i64,
    hash: String,
    prev: String,
    text: &'a str,
    entry: Option<Entry>,
    code: Option<String>,
    right: Option<String>,
    forged: bool,
}

/// Reads the entries and finds whose codes they are.
async fn rows<'a>(
    write: &mut Write,
    judge: &Judge,
    device: &Device,
    batch: &'a Batch,
    hashes: &[scan_log::Hash],
    told_once: &HashSet<i64>,
) -> Result<Vec<Line<'a>>> {
    let mut lines = Vec::with_capacity(batch.entries.len());
    for (at, text) in batch.entries.iter().enumerate() {
        let seq = batch.first + at as i64;
        if told_once.contains(&seq) {
            continue;
        }
        let prev = if at == 0 { &batch.prev } else { &hashes[at - 1] };
        let entry = if text.len() <= entry::LONGEST { entry::read(text, seq) } else { None };
        let mut line = Line {
            seq,
            hash: B64.encode(hashes[at]),
            prev: B64.encode(prev),
            text,
            entry,
            code: None,
            right: None,
            forged: false,
        };
        if let Some(entry) = line.entry.as_ref().filter(|entry| entry.kind.is_passage()) {
            // What the door could not check is believed only once we have checked it.
            line.code = match &entry.text {
                Some(text) => judge.ours(text).map(|id| hex(&id)),
                None => entry.code.map(|id| hex(&id)),
            };
            line.forged = entry.text.is_some() && line.code.is_none();
        }
        lines.push(line);
    }
    let codes: BTreeSet<[u8; 8]> = lines.iter().filter_map(|line| entry::unhex8(line.code.as_deref()?)).collect();
    let codes: Vec<[u8; 8]> = codes.into_iter().collect();
    let owners = credentials::by_ids(write, &codes).await?;
    let mut numbers: HashMap<String, Option<(String, String)>> = HashMap::new();
    for line in &mut lines {
        if let Some(code) = line.code.as_deref().and_then(entry::unhex8) {
            line.right = owners.get(&code).and_then(|known| known.right.clone());
        } else if let Some(number) = line.entry.as_ref().and_then(|entry| entry.number.clone()) {
            if !numbers.contains_key(&number) {
                let found = match credentials::by_number(write, &number).await {
                    Ok(found) => found,
                    // A slip: nobody's number.
                    Err(access::Error::Number(_)) => None,
                    Err(error) => return Err(error.into()),
                };
                let owner = found.and_then(|found| Some((hex(&found.claims.id), found.right?)));
                numbers.insert(number.clone(), owner);
            }
            if let Some(Some((code, right))) = numbers.get(&number) {
                line.code = Some(code.clone());
                line.right = Some(right.clone());
            }
        }
    }
    // Only what is told by this device, as the office knows it: a door written otherwise in an entry proves nothing.
    tracing::debug!(device = %device.id, entries = lines.len(), "a batch was read");
    Ok(lines)
}

async fn insert(write: &mut Write, device: &Device, lines: &[Line<'_>]) -> Result<u64> {
    let now = write.clock().now_ms();
    let values = lines.iter().map(|line| {
        let entry = line.entry.as_ref();
        let at = entry.map_or(now, |entry| entry.at.saturating_add(entry.offset.unwrap_or(device.offset_ms)));
        let told = entry.and_then(|entry| entry.told);
        [
            Value::from(&device.id),
            Value::from(line.seq),
            Value::from(&line.hash),
            Value::from(&line.prev),
            Value::from(now),
            Value::from(at),
            Value::from(&device.door),
            Value::from(&device.institution),
            Value::from(entry.map_or(Kind::Unreadable, |entry| entry.kind).code()),
            Value::from(line.right.as_deref()),
            Value::from(line.code.as_deref()),
            Value::from(told.map_or("", |told| told.code())),
            Value::from(entry.map_or("", |entry| entry.reason.as_str())),
            Value::from(entry.map_or(0, |entry| entry.people)),
            Value::from(entry.is_some_and(|entry| entry.more)),
            Value::from(entry.and_then(|entry| entry.of.filter(|_| entry.kind == Kind::Fix))),
            Value::from(shortened(line.text)),
        ]
    });
    let columns = [
        "device",
        "seq",
        "hash",
        "prev",
        "received_at",
        "at",
        "door",
        "institution",
        "kind",
        "right_id",
        "code",
        "verdict",
        "reason",
        "people",
        "more",
        "fixes",
        "entry",
    ];
    let values: Vec<[Value<'_>; 17]> = values.collect();
    Ok(write.insert_many("gate_scans", &columns, values, Some("(device, seq, hash) DO NOTHING")).await?)
}

/// What is kept of an entry too long to be one.
fn shortened(text: &str) -> &str {
    let mut end = text.len().min(entry::LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Notes what somebody should look at in a batch, besides what follows from a right's scans.
async fn note(
    write: &mut Write,
    device: &Device,
    batch: &Batch,
    hashes: &[scan_log::Hash],
    lines: &[Line<'_>],
) -> Result<()> {
    let now = write.clock().now_ms();
    let mut noted = Vec::new();
    let mut add = |kind: ConflictKind, what: &str, seq: i64, at: i64, people: u32| {
        let id = name_of(&[kind.code(), &device.id, what, &seq.to_string()]);
        noted.push(conflicts::Noted::of_device(id, kind, device, at, people));
    };
    for line in lines {
        match &line.entry {
            None => add(ConflictKind::DamagedLog, "entry", line.seq, now, 0),
            Some(entry) if entry.kind.is_passage() && line.right.is_none() => {
                let at = entry.at.saturating_add(entry.offset.unwrap_or(device.offset_ms));
                if line.forged {
                    add(ConflictKind::Forged, &line.hash, line.seq, at, entry.people);
                } else if (line.code.is_some() || entry.number.is_some()) && entry.people > 0 {
                    add(ConflictKind::UnknownCode, &line.hash, line.seq, at, entry.people);
                }
            }
            Some(_) => {}
        }
    }
    let head = hashes.last().map(|head| hex(head)).unwrap_or_default();
    let sealed = hashes.last().is_some_and(|last| {
        let message = scan_log::head_message(&device.id, batch.last() as u64, last);
        batch.head == head && device.signed(&message, &batch.signature)
    });
    if !sealed {
        add(ConflictKind::DamagedLog, "seal", batch.last(), now, 0);
    }
    let sql = "SELECT seq, min(at) FROM gate_scans WHERE device = $1 AND seq BETWEEN $2 AND $3
               GROUP BY seq HAVING count(*) > 1";
    for row in write.all(sql, params![&device.id, batch.first, batch.last()]).await? {
        add(ConflictKind::Fork, "", row.get(0)?, row.get(1)?, 0);
    }
    conflicts::note(write, &noted).await?;
    unlinked(write, device, batch).await
}

/// Notes entries that do not follow the one before them, once both are there; takes it back when the right one comes.
async fn unlinked(write: &mut Write, device: &Device, batch: &Batch) -> Result<()> {
    let sql = "SELECT DISTINCT s.seq FROM gate_scans s WHERE s.device = $1 AND s.seq BETWEEN $2 AND $3
               AND EXISTS (SELECT 1 FROM gate_scans b WHERE b.device = s.device AND b.seq = s.seq - 1)
               AND NOT EXISTS (SELECT 1 FROM gate_scans b
                               WHERE b.device = s.device AND b.seq = s.seq - 1 AND b.hash = s.prev)";
    let name = |seq: i64| name_of(&[ConflictKind::DamagedLog.code(), &device.id, "link", &seq.to_string()]);
    let mut broken = HashSet::new();
    // Within a batch entries follow each other by construction: only its two ends can be wrong.
    for seq in [batch.first, batch.last() + 1] {
        broken.extend(
            write
                .all(sql, params![&device.id, seq, seq])
                .await?
                .iter()
                .map(|row| row.get::<i64>(0))
                .collect::<store::Result<Vec<_>>>()?,
        );
    }
    let now = write.clock().now_ms();
    let mut noted = Vec::new();
    for seq in [batch.first, batch.last() + 1] {
        if broken.contains(&seq) {
            noted.push(conflicts::Noted::of_device(name(seq), ConflictKind::DamagedLog, device, now, 0));
        } else {
            let sql = "DELETE FROM gate_conflicts WHERE id = $1 AND closed_at IS NULL";
            write.execute(sql, params![name(seq)]).await?;
        }
    }
    conflicts::note(write, &noted).await
}

/// The numbers known of a device, as ranges in order, none touching another.
async fn known(query: &mut impl Query, device: &str) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT first, last FROM gate_known WHERE device = $1 ORDER BY first";
    let rows = query.all(sql, params![device]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Of this batch, the numbers that were kept once and are deleted.
async fn forgotten(write: &mut Write, device: &Device, batch: &Batch, ranges: &[(i64, i64)]) -> Result<HashSet<i64>> {
    let (first, last) = (batch.first, batch.last());
    let mut told: HashSet<i64> = HashSet::new();
    for (from, to) in ranges {
        told.extend((*from).max(first)..=(*to).min(last));
    }
    if told.is_empty() {
        return Ok(told);
    }
    let sql = "SELECT DISTINCT seq FROM gate_scans WHERE device = $1 AND seq BETWEEN $2 AND $3";
    for row in write.all(sql, params![&device.id, first, last]).await? {
        told.remove(&row.get::<i64>(0)?);
    }
    Ok(told)
}

/// Ranges with one more.
fn joined(mut ranges: Vec<(i64, i64)>, new: (i64, i64)) -> Vec<(i64, i64)> {
    ranges.push(new);
    ranges.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges {
        match joined.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    joined
}

async fn keep_ranges(write: &mut Write, device: &str, ranges: &[(i64, i64)]) -> Result<()> {
    let before = known(write, device).await?;
    if before == ranges {
        return Ok(());
    }
    let kept: HashSet<&(i64, i64)> = ranges.iter().collect();
    for gone in before.iter().filter(|range| !kept.contains(range)) {
        write.execute("DELETE FROM gate_known WHERE device = $1 AND first = $2", params![device, gone.0]).await?;
    }
    let old: HashSet<&(i64, i64)> = before.iter().collect();
    let new: Vec<[Value<'_>; 3]> = ranges
        .iter()
        .filter(|range| !old.contains(range))
        .map(|(first, last)| [Value::from(device), Value::from(*first), Value::from(*last)])
        .collect();
    write.insert_many("gate_known", &["device", "first", "last"], new, None).await?;
    Ok(())
}

/// How far a device's log is known, and its holes.
pub async fn known_to(query: &mut impl Query, device: &str) -> Result<Accepted> {
    Ok(accepted(&known(query, device).await?, 0))
}

fn accepted(ranges: &[(i64, i64)], fresh: u64) -> Accepted {
    let accepted_to = ranges.first().filter(|range| range.0 <= 1).map_or(0, |range| range.1);
    let mut missing = Vec::new();
    let mut next = 1;
    for (first, last) in ranges {
        if *first > next {
            missing.push((next, *first - 1));
        }
        next = last + 1;
    }
    // A list of holes, not a log of its own. A device that has none of those listed must not take the others for filled.
    let highest = missing.get(MOST_HOLES).map_or(next, |hole| hole.0) - 1;
    missing.truncate(MOST_HOLES);
    Accepted { accepted_to, missing, highest, fresh }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join_whatever_their_order() {
        let mut ranges = Vec::new();
        for new in [(5, 6), (1, 2), (9, 9), (3, 4), (6, 7), (1, 1)] {
            ranges = joined(ranges, new);
        }
        assert_eq!(ranges, [(1, 7), (9, 9)]);
        let told = accepted(&ranges, 0);
        assert_eq!((told.accepted_to, told.missing), (7, vec![(8, 8)]));
        assert_eq!(accepted(&[(4, 5)], 0), Accepted { accepted_to: 0, missing: vec![(1, 3)], highest: 5, fresh: 0 });
        // More holes than are told: what is beyond is left for the next time.
        let ranges: Vec<(i64, i64)> = (1..=120).map(|number| (number * 2, number * 2)).collect();
        let told = accepted(&ranges, 0);
        assert_eq!((told.accepted_to, told.missing.len(), told.missing[99], told.highest), (0, 100, (199, 199), 200));
    }
}
