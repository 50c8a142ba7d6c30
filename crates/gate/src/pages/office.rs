//! The office's pages: doors, their devices, who is inside, what to look at.

use axum::response::Html;
use serde::Serialize;
use shell::office::Choice;
use shell::{Frame, PageError, Visit};

/// `gate/doors.html`: the doors one keeps.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DoorsPage {
    /// The doors.
    pub doors: Vec<DoorLine>,
    /// Museums that have none yet: identifier and name.
    pub without: Vec<Choice>,
    /// How many conflicts are open.
    pub conflicts: i64,
}

/// A door.
#[derive(Debug, Clone, Serialize)]
pub struct DoorLine {
    /// The museum's name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Who is inside, live.
    pub live_href: String,
    /// How many devices serve.
    pub devices: usize,
    /// When one was last heard, RFC 3339.
    pub heard: Option<String>,
    /// People who came in today.
    pub entered: i64,
    /// People inside.
    pub inside: i64,
    /// Whether it opens at all.
    pub open: bool,
}

/// `gate/door.html`: a door and its devices.
#[derive(Debug, Clone, Serialize)]
pub struct DoorPage {
    /// The museum's name.
    pub name: String,
    /// Where the gate's page is, to be opened on the device.
    pub address: String,
    /// Who is inside, live.
    pub live_href: String,
    /// Where a code is asked for.
    pub enrol_action: String,
    /// Codes that are good now.
    pub codes: Vec<CodeShown>,
    /// Devices.
    pub devices: Vec<DeviceLine>,
}

/// A code to enrol a device with.
#[derive(Debug, Clone, Serialize)]
pub struct CodeShown {
    /// `ABCD-EFGH`.
    pub code: String,
    /// Until when, RFC 3339.
    pub until: String,
    /// A QR that opens the page with the code typed, as SVG of ours.
    pub symbol: String,
    /// What the device that used it is called.
    pub used_by: Option<String>,
}

/// A device.
#[derive(Debug, Clone, Serialize)]
pub struct DeviceLine {
    /// What it is called.
    pub name: String,
    /// When it was enrolled, RFC 3339.
    pub enrolled_at: String,
    /// When it was last heard.
    pub seen_at: String,
    /// Not heard for a day.
    pub silent: bool,
    /// When what it goes by was made; none before it took a bundle.
    pub bundle: Option<String>,
    /// It goes by something else than what is given now.
    pub bundle_behind: bool,
    /// How many entries of its log are here.
    pub entries: i64,
    /// How many it has not sent yet, as far as one can see: holes.
    pub missing: i64,
    /// Its clock is wrong by so many minutes.
    pub clock_minutes: i64,
    /// When it was erased.
    pub wiped_at: Option<String>,
    /// Whether it was told.
    pub wipe_told: bool,
    /// Where it is erased; none when it was.
    pub wipe_action: Option<String>,
}

/// `gate/live.html`: who is inside, now.
#[derive(Debug, Clone, Serialize)]
pub struct LivePage {
    /// The museum's name.
    pub name: String,
    /// The door's page.
    pub door_href: String,
    /// When it was computed, RFC 3339.
    pub at: String,
    /// People who came in today.
    pub entered: i64,
    /// People inside.
    pub inside: i64,
    /// People counted as they left; none when nobody counts them.
    pub left: Option<i64>,
    /// Presentations the doors could not judge.
    pub amber: i64,
    /// Presentations refused.
    pub red: i64,
    /// When the last passage known was, RFC 3339.
    pub heard: Option<String>,
    /// People by quarter of an hour.
    pub bars: Vec<Bar>,
    /// How wide the chart is.
    pub width: usize,
    /// The most people in a quarter of an hour.
    pub most: i64,
    /// The last answers.
    pub last: Vec<AnswerLine>,
}

/// A bar of the chart.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    /// Where it begins.
    pub x: usize,
    /// How high, of a hundred.
    pub height: i64,
    /// When the quarter begins, local, `14:15`.
    pub from: String,
    /// On the hour: written below.
    pub hour: bool,
    /// How many came in.
    pub people: i64,
}

/// What a door said.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerLine {
    /// Local, `14:15`.
    pub at: String,
    /// `green`, `amber` or `red`.
    pub verdict: String,
    /// Why, with hyphens.
    pub reason: String,
    /// How many were let in.
    pub people: i64,
    /// The device.
    pub device: String,
}

/// `gate/conflicts.html`: what somebody should look at.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictsPage {
    /// Open ones.
    pub open: Vec<ConflictLine>,
    /// Those that were looked at.
    pub closed: Vec<ConflictLine>,
    /// After how many days they go.
    pub days: i64,
}

/// A conflict.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictLine {
    /// Its identifier.
    pub id: String,
    /// Its kind.
    pub kind: &'static str,
    /// When, RFC 3339.
    pub at: String,
    /// Where.
    pub place: String,
    /// The other museum.
    pub other: Option<String>,
    /// When they were there.
    pub other_at: Option<String>,
    /// How many people.
    pub people: u32,
    /// The device.
    pub device: String,
    /// The number printed on the card, to find it at the desk.
    pub number: Option<String>,
    /// Two open conflicts on it or more: a new code is proposed.
    pub doubtful: bool,
    /// Where it is closed; none when it was.
    pub close_action: Option<String>,
    /// When it was.
    pub closed_at: Option<String>,
    /// What was written.
    pub note: Option<String>,
}

/// Renders a page of the office.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, name: &str, page: &impl Serialize) -> Result<Html<String>, PageError> {
    frame.render(visit, name, page)
}
