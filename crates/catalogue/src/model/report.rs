//! What an import or a harvest did, record by record.

use serde::Serialize;

/// Every record a run met is in exactly one of new, changed, unchanged, set aside; repaired counts those of the first
/// three that needed repair; deleted counts records retired by the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RunCounts {
    /// Records met in the input, deletions not included.
    pub read: i64,
    /// Records the source did not have before.
    pub new: i64,
    /// Records whose bytes changed.
    pub changed: i64,
    /// Records whose bytes are the same as before.
    pub unchanged: i64,
    /// Records read after a repair.
    pub repaired: i64,
    /// Records that could not be read or placed, kept with their reason.
    pub set_aside: i64,
    /// Records withdrawn.
    pub deleted: i64,
}

impl RunCounts {
    /// Whether every record read is accounted for.
    pub fn balances(&self) -> bool {
        self.read == self.new + self.changed + self.unchanged + self.set_aside
    }
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Under way.
    Running,
    /// All read; a full load waits for a yes before it retires records.
    ToConfirm,
    /// Finished.
    Done,
    /// Stopped by an error or by the end of its process; what it committed stays.
    Failed,
}

impl RunState {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            RunState::Running => "running",
            RunState::ToConfirm => "to_confirm",
            RunState::Done => "done",
            RunState::Failed => "failed",
        }
    }

    /// Reads the word back; an unknown word is a failed run.
    pub fn parse(word: &str) -> RunState {
        match word {
            "running" => RunState::Running,
            "to_confirm" => RunState::ToConfirm,
            "done" => RunState::Done,
            _ => RunState::Failed,
        }
    }
}

/// A run as kept.
#[derive(Clone, Debug, Serialize)]
pub struct RunReport {
    /// Number of the run.
    pub id: i64,
    /// Source it belongs to.
    pub source: i64,
    /// Code of the library.
    pub library: String,
    /// `import`, `upload` or `harvest`.
    pub kind: String,
    /// File name or address.
    pub label: String,
    /// Whether records no longer present are retired.
    pub full_load: bool,
    /// Where it stands.
    pub state: RunState,
    /// Milliseconds since 1970, UTC.
    pub started_at: i64,
    /// Milliseconds since 1970, UTC; `None` while under way.
    pub ended_at: Option<i64>,
    /// Size of the input when known.
    pub bytes_total: Option<i64>,
    /// Bytes of the input whose records are committed.
    pub bytes_read: i64,
    /// The counts.
    pub counts: RunCounts,
    /// How many records a full load would retire.
    pub to_retire: Option<i64>,
    /// What went wrong, as a code; empty when nothing did.
    pub reason: String,
    /// What went wrong, in plain words; empty when nothing did.
    pub message: String,
    /// Who started it.
    pub actor: String,
}
