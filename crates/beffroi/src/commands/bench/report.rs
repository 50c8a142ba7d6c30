//! What was measured, as it is written to the report: one entry a load, one part a step. A step measured again replaces
//! the part it measured before, so that a long run can be split.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::process::{Cost, Memory};
use super::scoring::Score;

/// Everything measured.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Report {
    /// The machine.
    pub(crate) machine: Machine,
    /// By name of load.
    pub(crate) loads: BTreeMap<String, OfLoad>,
    /// Who was asked for and could not be measured, and why.
    pub(crate) left_out: BTreeMap<String, String>,
}

/// Where it was measured.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Machine {
    pub(crate) processor: String,
    pub(crate) cores: usize,
    pub(crate) memory_mb: u64,
    pub(crate) system: String,
}

/// When a step was measured, and how busy the machine was before it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Moment {
    pub(crate) at: String,
    /// Average number of programs waiting for a processor over the minute before.
    pub(crate) load_average: f64,
}

/// What was measured on one load.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct OfLoad {
    pub(crate) records: u64,
    pub(crate) libraries: usize,
    pub(crate) malformed: u64,
    pub(crate) raw_bytes: u64,
    pub(crate) delivered: Option<Delivered>,
    pub(crate) parsing: Option<Parsing>,
    pub(crate) import: Option<Importing>,
    pub(crate) matching: Option<Matching>,
    pub(crate) search: Option<Searching>,
}

/// What became of the raw records.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Delivered {
    pub(crate) moment: Moment,
    pub(crate) counts: Counts,
    /// Records in the catalogue under their own number.
    pub(crate) present: u64,
    /// Records in the catalogue under a number that no record has.
    pub(crate) unknown: u64,
    /// Records each peer's reader delivers under their own number.
    pub(crate) peers: BTreeMap<String, u64>,
}

/// The import's own account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) read: u64,
    pub(crate) new: u64,
    pub(crate) changed: u64,
    pub(crate) unchanged: u64,
    pub(crate) set_aside: u64,
    pub(crate) repaired: u64,
}

impl Counts {
    /// Records the account ends well for: each one read is somewhere.
    pub(crate) fn accounted(&self) -> u64 {
        (self.new + self.changed + self.unchanged + self.set_aside).min(self.read)
    }
}

/// How fast records are read and decoded.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Parsing {
    pub(crate) moment: Moment,
    /// By input (`raw`, `norm`), then by reader.
    pub(crate) paces: BTreeMap<String, BTreeMap<String, Pace>>,
}

/// A reader's pace on one core.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Pace {
    pub(crate) records: u64,
    pub(crate) cpu_seconds: f64,
}

impl Pace {
    /// Records per second of processor.
    pub(crate) fn per_second(&self) -> f64 {
        self.records as f64 / self.cpu_seconds.max(1e-9)
    }
}

/// Import, and the peers' indexing of the same records.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Importing {
    pub(crate) ours: Indexing,
    pub(crate) database_mb: f64,
    pub(crate) index_mb: f64,
    pub(crate) peers: BTreeMap<String, Indexing>,
}

/// One program's way from files to something searchable.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Indexing {
    pub(crate) moment: Moment,
    pub(crate) cost: Cost,
    /// What it left on disk, in MB (10⁶ bytes).
    pub(crate) disk_mb: f64,
    /// The import's account, of ours only.
    pub(crate) counts: Option<Counts>,
    /// Measured in an earlier run and used again.
    #[serde(default)]
    pub(crate) reused: bool,
}

/// Grouping, and the rules of thumb.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Matching {
    pub(crate) moment: Moment,
    pub(crate) ours: Levels,
    /// Whether the kit's own script finds the same figures; nothing when it could not be asked.
    pub(crate) agrees_with_kit: Option<bool>,
    pub(crate) rules: BTreeMap<String, Levels>,
}

/// Quality at both levels.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Levels {
    pub(crate) editions: Score,
    pub(crate) works: Score,
    pub(crate) largest_false_merge: usize,
}

/// Search, ours over HTTP by our client, and everybody by the kit's client.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Searching {
    pub(crate) moment: Moment,
    /// Ours by number of clients.
    pub(crate) ours: BTreeMap<usize, Answering>,
    /// By engine of the kit (`http` is ours), then by number of clients.
    pub(crate) kit: BTreeMap<String, BTreeMap<usize, KitAnswering>>,
}

/// How the server answered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Answering {
    pub(crate) queries: usize,
    pub(crate) errors: usize,
    pub(crate) wall_seconds: f64,
    /// Milliseconds.
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) slowest: f64,
    /// Milliseconds of the server's processor.
    pub(crate) cpu_per_query: f64,
    pub(crate) memory: Memory,
    /// Share of the queries with a known answer that find it; nothing when answers were not read.
    pub(crate) found: Option<f64>,
    /// The same when only the first record of each work counts.
    pub(crate) found_by_first_record: Option<f64>,
    pub(crate) kinds: BTreeMap<String, OfKind>,
}

/// Answers to one kind of query.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct OfKind {
    pub(crate) queries: usize,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    pub(crate) found: Option<f64>,
    /// Share of queries without any hit.
    pub(crate) empty: f64,
}

/// What the kit's client prints, as far as it is used here.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct KitAnswering {
    pub(crate) queries: usize,
    pub(crate) qps: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    pub(crate) rss_mb: f64,
    #[serde(default)]
    pub(crate) cpu_ms_per_query: Option<f64>,
    #[serde(default)]
    pub(crate) qps_per_cpu_core: Option<f64>,
    #[serde(default)]
    pub(crate) success20: Option<f64>,
    #[serde(default)]
    pub(crate) types: BTreeMap<String, KitKind>,
}

/// The same for one kind of query.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct KitKind {
    #[serde(default)]
    pub(crate) p50: Option<f64>,
    #[serde(default)]
    pub(crate) p99: Option<f64>,
    #[serde(default)]
    pub(crate) success20: Option<f64>,
}

impl Report {
    /// The report written before, or an empty one.
    ///
    /// # Errors
    /// There is a file, and it is not a report.
    pub(crate) fn begin(path: Option<&Path>) -> Result<Report> {
        let mut report = match path.map(std::fs::read_to_string) {
            Some(Ok(text)) => serde_json::from_str(&text).context("the file named by --report is not a report")?,
            _ => Report::default(),
        };
        report.machine = Machine::here();
        report.left_out.clear();
        Ok(report)
    }

    /// Writes it where asked. Done after each step, so that a run cut short leaves what it measured.
    pub(crate) fn write(&self, path: Option<&Path>) -> Result<()> {
        let Some(path) = path else { return Ok(()) };
        std::fs::write(path, serde_json::to_string_pretty(self)?)
            .with_context(|| format!("{} could not be written", path.display()))
    }
}

impl Machine {
    fn here() -> Machine {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let after = |text: &str, name: &str| {
            let line = text.lines().find(|line| line.starts_with(name))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        };
        let kib = after(&read("/proc/meminfo"), "MemTotal").unwrap_or_default();
        let kib: u64 = kib.split(' ').next().and_then(|kib| kib.parse().ok()).unwrap_or(0);
        Machine {
            processor: after(&read("/proc/cpuinfo"), "model name").unwrap_or_default(),
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            memory_mb: kib * 1024 / 1_000_000,
            system: read("/proc/sys/kernel/osrelease").trim().to_owned(),
        }
    }
}

impl Moment {
    pub(crate) fn now() -> Moment {
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load_average = load.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or(0.0);
        let at = jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_else(|_| jiff::Timestamp::now());
        Moment { at: at.to_string(), load_average }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_kit_prints_is_understood() {
        let many = r#"{"engine":"zebra","label":"","data":"u","clients":8,"load":3.2,"at":"22:00:00","queries":5000,
            "wall":9.1,"qps":549.0,"p50":6.1,"p99":680.2,"cpu_s":14.0,"qps_per_cpu_core":357.1,"rss_mb":80.1}"#;
        let many: KitAnswering = serde_json::from_str(many).unwrap();
        assert_eq!((many.p99, many.success20), (680.2, None));
        let one = r#"{"queries":10,"qps":5,"p50":1,"p99":2,"rss_mb":3.0,"success20":0.75,"cpu_ms_per_query":1.5,
            "types":{"isbn":{"n":3,"p50":0.5,"p99":null,"success20":null},"typo":{"n":3,"p50":0.5,"success20":0.25}}}"#;
        let one: KitAnswering = serde_json::from_str(one).unwrap();
        assert_eq!(one.types["typo"].success20, Some(0.25));
    }

    #[test]
    fn an_account_never_claims_more_than_was_read() {
        let counts = Counts { read: 10, new: 7, changed: 1, unchanged: 0, set_aside: 2, repaired: 3 };
        assert_eq!(counts.accounted(), 10);
        assert_eq!(Counts { set_aside: 0, ..counts }.accounted(), 8);
    }
}
