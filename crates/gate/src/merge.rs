//! From scans to visits: what a right's scans say, taken as a set.
//!
//! Devices send late, twice, in any order and with wrong clocks. What is derived here depends on nothing but the set of
//! scans of one right: it is sorted and stripped of repetitions first, so that any order, any split into batches and
//! any repetition lead to the same visits and the same conflicts. Nothing is ever refused afterwards: what looks wrong
//! is brought up for a person to look at.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use serde::Serialize;

pub use access::visits::museum_day;
pub(crate) use access::visits::{DAY_BEGINS_HOUR, name_of};

/// Which scan: its device, its number there, and what it said. Two scans under one number are two scans.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The device.
    pub device: String,
    /// Its number in the device's log, from 1.
    pub seq: i64,
    /// Its hash in the chain.
    pub hash: String,
}

/// Somebody came to a door with a code of the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Which scan.
    pub key: Key,
    /// When, in milliseconds since 1970 UTC, corrected of the device's offset.
    pub at: i64,
    /// The museum.
    pub institution: String,
    /// The door.
    pub door: String,
    /// How many the scan let in.
    pub people: u32,
    /// These people come on top of those let in before with the same code: the second of a duo.
    pub more: bool,
    /// The door said no.
    pub refused: bool,
    /// The code was no longer the one its right has when it was shown: a new one had been given.
    pub old_code: bool,
    /// The device had been erased by the office: what it says proves nothing.
    pub after_wipe: bool,
    /// Another desk let in by its own rules, and told the visit itself: here it is only counted with and compared.
    pub vouched: bool,
}

/// Somebody at the door corrected how many a scan let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Which entry says so.
    pub key: Key,
    /// The number of the scan it corrects, on the same device.
    pub of: i64,
    /// How many came in.
    pub people: u32,
}

/// What the right allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The right.
    pub right: String,
    /// How many it admits at once.
    pub admits: u32,
    /// It opens for one item of the programme, as a ticket does: shown again that day, however late, it is the same visit.
    pub once: bool,
    /// From when, in milliseconds.
    pub from: i64,
    /// Until when, excluded.
    pub until: Option<i64>,
    /// When it was taken back or replaced.
    pub ended: Option<i64>,
}

/// Least time between museums, in milliseconds; none when it is not known.
pub trait Travel {
    /// Least time to go from one institution to another.
    fn least_ms(&self, from: &str, to: &str) -> Option<i64>;
}

/// The rules.
#[derive(Debug, Clone)]
pub struct Rules {
    /// At one museum, a scan at most this long after the last one is the same visit.
    pub reentry_ms: i64,
    /// Local time, for the end of a museum's day.
    pub zone: TimeZone,
}

impl Default for Rules {
    fn default() -> Self {
        Self { reentry_ms: 30 * 60_000, zone: access::local_zone() }
    }
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// Its identifier: which visit of the day at that museum it is. Whatever comes late, a day has as many identifiers as
    /// it has visits, and none is counted twice.
    pub id: String,
    /// The museum.
    pub institution: String,
    /// The door of its first scan.
    pub door: String,
    /// When it began, in milliseconds.
    pub at: i64,
    /// When its last scan was.
    pub last: i64,
    /// How many people, never more than the right admits.
    pub people: u32,
    /// How many times they came back within it.
    pub re_entries: u32,
    /// When they came back, in milliseconds, and how many: those counted already.
    #[serde(skip)]
    pub backs: Vec<(i64, u32)>,
}

/// What somebody should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// At two museums faster than one can go from one to the other.
    TooFast,
    /// Let in after the right was taken back.
    AfterCancel,
    /// Let in after the right's end, or before its beginning.
    OutsideDates,
    /// More people than the right admits.
    TooMany,
    /// With a code that another had replaced.
    OldCode,
    /// Let in though the door said no.
    AgainstVerdict,
    /// Told by a device after it was erased: not counted.
    AfterWipe,
    /// With a code, or a number, that nobody was given.
    UnknownCode,
    /// With a code whose signature is wrong, which the door could not check.
    Forged,
    /// Two different entries under one number of a device's log.
    Fork,
    /// A device's log whose chain or seal does not hold, or an entry that cannot be read.
    DamagedLog,
}

impl ConflictKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::TooFast,
        Self::AfterCancel,
        Self::OutsideDates,
        Self::TooMany,
        Self::OldCode,
        Self::AgainstVerdict,
        Self::AfterWipe,
        Self::UnknownCode,
        Self::Forged,
        Self::Fork,
        Self::DamagedLog,
    ];

    /// Its name in tables and words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooFast => "too-fast",
            Self::AfterCancel => "after-cancel",
            Self::OutsideDates => "outside-dates",
            Self::TooMany => "too-many",
            Self::OldCode => "old-code",
            Self::AgainstVerdict => "against-verdict",
            Self::AfterWipe => "after-wipe",
            Self::UnknownCode => "unknown-code",
            Self::Forged => "forged",
            Self::Fork => "fork",
            Self::DamagedLog => "damaged-log",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it says something of the code being shared, so that two of them propose to give a new one.
    #[must_use]
    pub fn doubts_the_code(self) -> bool {
        matches!(self, Self::TooFast | Self::AfterCancel | Self::OldCode)
    }
}

/// Something to look at, with an identifier that the same scans give again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// Its identifier.
    pub id: String,
    /// What.
    pub kind: ConflictKind,
    /// When, in milliseconds.
    pub at: i64,
    /// Where.
    pub institution: String,
    /// The other museum, if two are concerned.
    pub other: Option<String>,
    /// When they were there.
    pub other_at: Option<i64>,
    /// How many people.
    pub people: u32,
    /// The device that told.
    pub device: String,
}

/// What the scans of a right come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Visits, in order of time.
    pub visits: Vec<Visit>,
    /// What to look at, in order of identifier.
    pub conflicts: Vec<Conflict>,
}

/// When a museum's day begins, in milliseconds: the four o'clock at or before an instant.
#[must_use]
pub fn day_begins(at: i64, zone: &TimeZone) -> i64 {
    let today = museum_day(at, zone);
    let (mut low, mut high) = (at - 49 * 3_600_000, at);
    // The first instant of that day, by halves: no case of its own for the two odd days of the year.
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if museum_day(middle, zone) < today { low = middle } else { high = middle }
    }
    high
}

/// Derives visits and conflicts from the set of scans of one right.
#[must_use]
pub fn merge(passages: &[Passage], fixes: &[Fix], limits: &Limits, travel: &impl Travel, rules: &Rules) -> Merged {
    let entries = entered(passages, fixes);
    let mut found = Found { limits, conflicts: Vec::new() };
    for entry in &entries {
        found.judge(entry);
    }
    let counted: Vec<&Passage> = entries.iter().filter(|entry| !entry.after_wipe).collect();
    let groups = found.groups(&counted, rules);
    found.journeys(&groups, travel);
    let visits = numbered(groups, limits);
    let mut conflicts = found.conflicts;
    conflicts.sort();
    conflicts.dedup_by(|a, b| a.id == b.id);
    Merged { visits, conflicts }
}

/// Those who came in, once each, as corrected, in order of time.
fn entered(passages: &[Passage], fixes: &[Fix]) -> Vec<Passage> {
    let mut entries: Vec<Passage> = passages.to_vec();
    entries.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
    entries.dedup_by(|a, b| a.key == b.key);
    for entry in &mut entries {
        let of = |fix: &&Fix| fix.key.device == entry.key.device && fix.of == entry.key.seq;
        if let Some(last) =
            fixes.iter().filter(of).max_by(|a, b| (a.key.seq, &a.key.hash).cmp(&(b.key.seq, &b.key.hash)))
        {
            entry.people = last.people;
        }
    }
    entries.retain(|entry| entry.people > 0);
    entries
}

/// Visits, each with its number in its museum's day.
fn numbered(groups: Vec<Group>, limits: &Limits) -> Vec<Visit> {
    let mut numbers: HashMap<(String, i64), usize> = HashMap::new();
    groups
        .into_iter()
        .map(|group| {
            let number = numbers.entry((group.institution.clone(), group.day)).or_default();
            *number += 1;
            let number = *number;
            group.visit(limits, number)
        })
        .collect()
}

struct Found<'a> {
    limits: &'a Limits,
    conflicts: Vec<Conflict>,
}

impl Found<'_> {
    fn judge(&mut self, entry: &Passage) {
        if entry.vouched {
            return;
        }
        if entry.after_wipe {
            return self.note(ConflictKind::AfterWipe, entry);
        }
        if self.limits.ended.is_some_and(|ended| entry.at >= ended) {
            self.note(ConflictKind::AfterCancel, entry);
        } else if entry.at < self.limits.from || self.limits.until.is_some_and(|until| entry.at >= until) {
            self.note(ConflictKind::OutsideDates, entry);
        }
        if entry.old_code {
            self.note(ConflictKind::OldCode, entry);
        }
        if entry.refused {
            self.note(ConflictKind::AgainstVerdict, entry);
        }
    }

    fn note(&mut self, kind: ConflictKind, entry: &Passage) {
        let seq = entry.key.seq.to_string();
        self.conflicts.push(Conflict {
            id: name_of(&[kind.code(), &self.limits.right, &entry.key.device, &seq, &entry.key.hash]),
            kind,
            at: entry.at,
            institution: entry.institution.clone(),
            other: None,
            other_at: None,
            people: entry.people,
            device: entry.key.device.clone(),
        });
    }

    /// Groups entries into visits: one museum, one day, no more than the re-entry time between two of them.
    fn groups(&mut self, entries: &[&Passage], rules: &Rules) -> Vec<Group> {
        let mut open: Vec<Group> = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        for entry in entries {
            let day = museum_day(entry.at, &rules.zone);
            let place = open.iter().position(|group| group.institution == entry.institution);
            match place {
                Some(at)
                    if open[at].day == day && (self.limits.once || entry.at - open[at].last <= rules.reentry_ms) =>
                {
                    open[at].add(entry);
                }
                Some(at) => groups.push(std::mem::replace(&mut open[at], Group::begin(entry, day))),
                None => open.push(Group::begin(entry, day)),
            }
        }
        groups.extend(open);
        groups.sort_by(|a, b| (a.at, &a.institution).cmp(&(b.at, &b.institution)));
        for group in &groups {
            if group.told > self.limits.admits {
                let id =
                    name_of(&[ConflictKind::TooMany.code(), &self.limits.right, &group.key.device, &group.key.hash]);
                self.conflicts.push(Conflict {
                    id,
                    kind: ConflictKind::TooMany,
                    at: group.at,
                    institution: group.institution.clone(),
                    other: None,
                    other_at: None,
                    people: group.told,
                    device: group.key.device.clone(),
                });
            }
        }
        groups
    }

    /// Brings up those who were at two museums faster than one goes from one to the other, when the right does not admit
    /// so many that they could have parted.
    fn journeys(&mut self, groups: &[Group], travel: &impl Travel) {
        for (at, after) in groups.iter().enumerate() {
            // The visits before this one, latest first; each ends at its last scan.
            for before in groups[..at].iter().rev() {
                if before.institution == after.institution
                    || before.told.saturating_add(after.told) <= self.limits.admits
                {
                    continue;
                }
                let Some(least) = travel.least_ms(&before.institution, &after.institution) else { continue };
                if after.at - before.last >= least {
                    continue;
                }
                let keys = [&before.key, &after.key];
                let [first, second] = keys.map(|key| format!("{}/{}/{}", key.device, key.seq, key.hash));
                self.conflicts.push(Conflict {
                    id: name_of(&[ConflictKind::TooFast.code(), &self.limits.right, &first, &second]),
                    kind: ConflictKind::TooFast,
                    at: after.at,
                    institution: after.institution.clone(),
                    other: Some(before.institution.clone()),
                    other_at: Some(before.last),
                    people: after.told,
                    device: after.key.device.clone(),
                });
                break;
            }
        }
    }
}

/// A visit being gathered.
#[derive(Debug, Clone)]
struct Group {
    key: Key,
    institution: String,
    door: String,
    day: i64,
    at: i64,
    last: i64,
    /// Whether somebody came in who is not on top of others.
    based: bool,
    /// The most people of one scan, less those of them who had come on top.
    most: u32,
    /// Those who came on top.
    on_top: u32,
    /// Both.
    told: u32,
    /// Scans that are neither the first nor those who came on top.
    again: u32,
    /// Those who came back, when and how many.
    backs: Vec<(i64, u32)>,
}

impl Group {
    fn begin(entry: &Passage, day: i64) -> Self {
        let mut group = Self {
            key: entry.key.clone(),
            institution: entry.institution.clone(),
            door: entry.door.clone(),
            day,
            at: entry.at,
            last: entry.at,
            based: false,
            most: 0,
            on_top: 0,
            told: 0,
            again: 0,
            backs: Vec::new(),
        };
        group.add(entry);
        group.again = 0;
        group
    }

    fn visit(self, limits: &Limits, number: usize) -> Visit {
        Visit {
            id: access::visits::name(&limits.right, &self.institution, self.day, number),
            institution: self.institution,
            door: self.door,
            at: self.at,
            last: self.last,
            people: self.told.min(limits.admits.max(1)),
            re_entries: self.again,
            backs: self.backs,
        }
    }

    fn add(&mut self, entry: &Passage) {
        self.last = entry.at;
        let before = self.told;
        if entry.more {
            self.on_top = self.on_top.saturating_add(entry.people);
        } else {
            // Who came on top before may be among those who come back: they are counted already.
            let had = if self.based { self.on_top } else { 0 };
            self.most = self.most.max(entry.people.saturating_sub(had));
            self.based = true;
            self.again += 1;
        }
        self.told = self.most.saturating_add(self.on_top);
        let back = entry.people.saturating_sub(self.told - before);
        if back > 0 {
            self.backs.push((entry.at, back));
        }
    }
}
