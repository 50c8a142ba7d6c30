//! The office's pages: resources, licences, deposits, selections.

use serde::Serialize;
use shell::FormState;
use shell::office::Choice;

/// `mediatheque/office_resources.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Resources {
    /// Every resource, the last changed first.
    pub resources: Vec<ResourceLine>,
    /// Whether the reader may deposit files.
    pub may_deposit: bool,
    /// The last files that came in.
    pub intakes: Vec<IntakeLine>,
}

/// A resource.
#[derive(Debug, Clone, Serialize)]
pub struct ResourceLine {
    /// Its page in the office.
    pub href: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub by: String,
    /// Its kind's name.
    pub kind: &'static str,
    /// Its state's name.
    pub state: &'static str,
    /// How close its limits are, in words.
    pub limits: Vec<LimitLine>,
}

/// A limit and how close it is.
#[derive(Debug, Clone, Serialize)]
pub struct LimitLine {
    /// In words: "3 lecteurs sur 5".
    pub text: String,
    /// How full, in hundredths; none when it can't be said.
    pub share: Option<i64>,
}

/// A file that came in.
#[derive(Debug, Clone, Serialize)]
pub struct IntakeLine {
    /// Its name.
    pub file: String,
    /// Whether it was taken.
    pub accepted: bool,
    /// Why not.
    pub details: String,
    /// When (RFC 3339).
    pub at: String,
    /// The resource made of it.
    pub href: Option<String>,
    /// What was noticed.
    pub notes: Vec<String>,
}

/// `mediatheque/office_resource.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ResourceForm {
    /// Title shown above.
    pub title: String,
    /// Its page for readers.
    pub href: String,
    /// Its state's name.
    pub state: &'static str,
    /// Where the forms go.
    pub action: String,
    /// What is said of it.
    pub form: FormState,
    /// Kinds to choose from, in words.
    pub kinds: Vec<Choice>,
    /// Its licences.
    pub licences: Vec<LicenceLine>,
    /// Whether it is read elsewhere, by an address.
    pub elsewhere: bool,
    /// Where a new licence is written; none for who may not.
    pub licence_href: Option<String>,
    /// Its limits.
    pub limits: Vec<LimitLine>,
    /// How many wait.
    pub waiting: u32,
    /// What was noticed in its file.
    pub notes: Vec<String>,
}

/// A licence.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceLine {
    /// What librarians call it.
    pub label: String,
    /// Its conditions, a sentence each.
    pub conditions: Vec<String>,
    /// Whether it runs.
    pub current: bool,
    /// Where it is changed; none for who may not.
    pub href: Option<String>,
}

/// `mediatheque/office_licence.html`.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceForm {
    /// The resource's title.
    pub resource: String,
    /// Back to the resource.
    pub back_href: String,
    /// Where the form goes.
    pub action: String,
    /// Its fields.
    pub form: FormState,
    /// Libraries to choose from.
    pub libraries: Vec<Ticked>,
    /// Communes to choose from.
    pub communes: Vec<Ticked>,
    /// Budgets' funds known already.
    pub funds: Vec<String>,
    /// Whether it exists already, and can be ended.
    pub existing: bool,
}

/// A box to tick.
#[derive(Debug, Clone, Serialize)]
pub struct Ticked {
    /// Its value.
    pub value: String,
    /// Its words.
    pub label: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// `mediatheque/office_deposit.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Deposit {
    /// The form.
    pub form: FormState,
    /// The largest file taken, in bytes.
    pub limit: u64,
    /// Institutions one may deposit for.
    pub institutions: Vec<Choice>,
    /// What was wrong with the file, in words.
    pub refused: Option<String>,
}

/// `mediatheque/office_elsewhere.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Elsewhere {
    /// The form.
    pub form: FormState,
    /// What it may be.
    pub kinds: Vec<Choice>,
    /// Institutions one may offer for.
    pub institutions: Vec<Choice>,
}

/// `mediatheque/office_selections.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Selections {
    /// Every selection.
    pub selections: Vec<SelectionLine>,
}

/// A selection.
#[derive(Debug, Clone, Serialize)]
pub struct SelectionLine {
    /// Where it is changed; none for who may not.
    pub href: Option<String>,
    /// Title.
    pub title: String,
    /// Theme.
    pub theme: String,
    /// Whose; empty for the network.
    pub by: String,
    /// First day.
    pub starts_on: Option<String>,
    /// Last day.
    pub ends_on: Option<String>,
    /// `draft`, `coming`, `on` or `past`.
    pub state: &'static str,
    /// How many resources it holds.
    pub items: usize,
}

/// `mediatheque/office_selection.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SelectionForm {
    /// Where the form goes.
    pub action: String,
    /// Its fields.
    pub form: FormState,
    /// Whose it may be.
    pub institutions: Vec<Choice>,
    /// Every resource, with its place and note when it is in.
    pub resources: Vec<Pick>,
    /// Whether it exists already.
    pub existing: bool,
}

/// A resource that may be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Pick {
    /// The resource.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its kind's name.
    pub kind: &'static str,
    /// Its place, from 1; empty when it is not in.
    pub place: String,
    /// What is said of it.
    pub note: String,
}
