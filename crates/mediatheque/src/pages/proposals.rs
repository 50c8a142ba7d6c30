//! What readers and librarians wish bought.

use serde::Serialize;
use shell::FormState;

/// `mediatheque/proposals.html`, and `mediatheque/office_proposals.html` for the staff.
#[derive(Debug, Clone, Serialize)]
pub struct Proposals {
    /// Every proposal, those that wait first.
    pub proposals: Vec<ProposalLine>,
    /// The form that makes one, for whoever is signed in.
    pub form: Option<FormState>,
    /// Kinds to choose from.
    pub kinds: Vec<&'static str>,
}

/// A proposal.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalLine {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Author.
    pub author: String,
    /// Its kind's name.
    pub kind: &'static str,
    /// Why.
    pub reason: String,
    /// Its state's name.
    pub state: &'static str,
    /// The librarians' answer.
    pub answer: String,
    /// How many voted.
    pub votes: i64,
    /// Whether the reader did.
    pub voted: bool,
    /// Whether they made it.
    pub own: bool,
    /// When (RFC 3339).
    pub at: String,
    /// What was said of it.
    pub comments: Vec<CommentLine>,
}

/// Something said of a proposal.
#[derive(Debug, Clone, Serialize)]
pub struct CommentLine {
    /// Whether a librarian says it.
    pub staff: bool,
    /// Its text.
    pub text: String,
    /// When (RFC 3339).
    pub at: String,
}
