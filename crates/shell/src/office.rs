//! What the frame's own pages show: signing in, the office's first page, its staff, its log. Rendered with
//! [`Frame::render`](crate::Frame::render) and the template each names.

use serde::Serialize;

use crate::{FormState, Pagination};

/// `shell/sign_in.html`. The form posts `email` (an address or a card's number), `password` (or a PIN) and `retour` to
/// `/connexion`; `link` to `/connexion/lien`; a passkey's answer to `/connexion/cle`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SignIn {
    /// What was typed and what was wrong.
    pub form: FormState,
    /// The path to go to once signed in.
    pub back: String,
    /// Outside providers one may sign in through: their buttons.
    pub ways: Vec<SignInWay>,
    /// Accounts of a demonstration, shown so that anyone may try; empty elsewhere.
    pub demo_accounts: Vec<DemoAccount>,
}

/// `shell/sign_in_link.html`: a link received by mail is opened; nothing is spent before its button.
#[derive(Debug, Clone, Serialize)]
pub struct SignInLink {
    /// Where the form goes.
    pub action: String,
    /// Whether the link could still sign someone in.
    pub good: bool,
}

/// A way to sign in through somebody else.
#[derive(Debug, Clone, Serialize)]
pub struct SignInWay {
    /// What its button says, in the visitor's language.
    pub words: String,
    /// Where it leads.
    pub href: String,
}

/// An account of the demonstration.
#[derive(Debug, Clone, Serialize)]
pub struct DemoAccount {
    /// What it may do, in words.
    pub role: String,
    /// Its e-mail address.
    pub email: String,
    /// Its password.
    pub password: String,
}

/// `shell/office_dashboard.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Dashboard {
    /// Who is welcomed.
    pub name: String,
    /// For what this person answers: “Médiathèque de Wambrechies”, “tout le réseau”.
    pub scope: String,
    /// Counts worth seeing.
    pub figures: Vec<Count>,
    /// What waits for this person.
    pub todo: Vec<Link>,
    /// The last entries of the log in their scope.
    pub recent: Vec<AuditEntry>,
}

/// A number with its label, in the visitor's language.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// What is counted.
    pub label: String,
    /// How many.
    pub value: u64,
}

/// A link in words.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Its words, in the visitor's language.
    pub label: String,
    /// Where it goes.
    pub href: String,
}

/// `shell/office_staff.html`. The form posts `name`, `email`, `role`, `scope` and `password` to `add_action`.
#[derive(Debug, Clone, Serialize)]
pub struct StaffList {
    /// Everyone in scope.
    pub people: Vec<StaffMember>,
    /// Whether the reader may add, close and change roles.
    pub may_change: bool,
    /// Where the form goes.
    pub add_action: String,
    /// The form, with its faults.
    pub form: FormState,
    /// Roles one may give.
    pub roles: Vec<Choice>,
    /// Institutions and communes one may give them for.
    pub scopes: Vec<Choice>,
}

/// One member of the staff.
#[derive(Debug, Clone, Serialize)]
pub struct StaffMember {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Roles held.
    pub roles: Vec<HeldRole>,
    /// RFC 3339 instant of the last sign-in.
    pub last_seen: Option<String>,
    /// Whether the account is open.
    pub active: bool,
    /// Where the form that closes or reopens the account goes; `None` when the reader may not.
    pub toggle_action: Option<String>,
}

/// A role held, with its scope.
#[derive(Debug, Clone, Serialize)]
pub struct HeldRole {
    /// The role, in words.
    pub label: String,
    /// What it is held for.
    pub scope: Option<String>,
    /// Where the form that takes it away goes; `None` when the reader may not.
    pub remove_action: Option<String>,
}

/// A choice of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// `shell/office_audit.html`. Filters are `who` and `what` in the address.
#[derive(Debug, Clone, Serialize)]
pub struct AuditLog {
    /// Entries, latest first.
    pub entries: Vec<AuditEntry>,
    /// How many entries the log has.
    pub total: u64,
    /// Whether the chain of seals holds.
    pub chain_sound: bool,
    /// The filter on who, empty for all.
    pub who: String,
    /// The filter on what, empty for all.
    pub what: String,
    /// Pages of the log.
    pub pagination: Option<Pagination>,
}

/// One entry of the log.
#[derive(Debug, Clone, Serialize)]
pub struct AuditEntry {
    /// RFC 3339 instant.
    pub at: String,
    /// Who, or which job.
    pub who: String,
    /// What was done, in words.
    pub what: String,
    /// The beginning of its seal.
    pub seal: String,
}
