//! Proposals: what readers and librarians wish the médiathèque had. One vote a person; librarians answer with a reason.

use serde::Serialize;
use store::{new_id, prelude::*};

use crate::model::ResourceKind;
use crate::{Error, Result};

/// The longest text of a proposal or a comment, in characters.
pub const LONGEST: usize = 2000;

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Waits for an answer; may be voted for.
    Proposed,
    /// Will be, or is, offered.
    Accepted,
    /// Will not.
    Refused,
}

impl ProposalState {
    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// The state of that name.
    pub fn from_code(code: &str) -> Result<Self> {
        [Self::Proposed, Self::Accepted, Self::Refused]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| Error::Unknown { what: "state of a proposal", value: code.to_owned() })
    }
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Identifier; not looked at when it is made.
    pub id: String,
    /// Title wished for.
    pub title: String,
    /// Its author, when known; may be empty.
    pub author: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Why; may be empty.
    pub reason: String,
    /// What became of it.
    pub state: ProposalState,
    /// The librarians' answer; empty while it waits.
    pub answer: String,
    /// How many voted for it.
    pub votes: i64,
    /// Whether the reader asked about did.
    pub voted: bool,
    /// Whether they made it.
    pub own: bool,
    /// When, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// What was said of it.
    pub comments: Vec<Comment>,
}

/// Something said of a proposal. Readers are not named; librarians say they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// Whether a librarian says it.
    pub staff: bool,
    /// Its text.
    pub text: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// Proposes a title; whoever proposes votes for it. Gives the identifier.
///
/// # Errors
/// [`Error::Unfit`] without a title, or with texts too long.
pub async fn propose(
    write: &mut Write,
    account: &str,
    kind: ResourceKind,
    title: &str,
    author: &str,
    reason: &str,
) -> Result<String> {
    let title = title.trim();
    if title.is_empty() || title.chars().count() > 300 || author.chars().count() > 300 {
        return Err(Error::Unfit("Dites le titre, en moins de 300 lettres.".into()));
    }
    check_length(reason)?;
    let id = new_id();
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO mediatheque_proposals (id, account, title, author, kind, reason, state, answer, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, 'proposed', '', $7)",
            params![&id, account, title, author.trim(), kind.code(), reason.trim(), now],
        )
        .await?;
    vote(write, &id, account, true).await?;
    Ok(id)
}

/// Votes for a proposal that waits, or takes the vote back. Voting twice is voting once.
pub async fn vote(write: &mut Write, proposal: &str, account: &str, yes: bool) -> Result<()> {
    let state = write.one("SELECT state FROM mediatheque_proposals WHERE id = $1", params![proposal]).await?;
    if ProposalState::from_code(state.text(0)?)? != ProposalState::Proposed {
        return Err(Error::Unfit("Les bibliothécaires ont déjà répondu à cette proposition.".into()));
    }
    let sql = if yes {
        "INSERT INTO mediatheque_proposal_votes (proposal, account) VALUES ($1, $2) ON CONFLICT (proposal, account) DO NOTHING"
    } else {
        "DELETE FROM mediatheque_proposal_votes WHERE proposal = $1 AND account = $2"
    };
    write.execute(sql, params![proposal, account]).await?;
    Ok(())
}

/// Says something of a proposal.
pub async fn comment(write: &mut Write, proposal: &str, account: &str, staff: bool, text: &str) -> Result<()> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Unfit("Ce commentaire est vide.".into()));
    }
    check_length(text)?;
    write.one("SELECT 1 FROM mediatheque_proposals WHERE id = $1", params![proposal]).await?;
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO mediatheque_proposal_comments (id, proposal, account, staff, text, at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![new_id(), proposal, account, staff, text, now],
        )
        .await?;
    Ok(())
}

/// Answers a proposal. A refusal needs its reason.
pub async fn decide(write: &mut Write, proposal: &str, state: ProposalState, answer: &str) -> Result<()> {
    let answer = answer.trim();
    if state == ProposalState::Refused && answer.is_empty() {
        return Err(Error::Unfit("Un refus se dit avec sa raison.".into()));
    }
    check_length(answer)?;
    let now = write.clock().now_ms();
    let changed = write
        .execute(
            "UPDATE mediatheque_proposals SET state = $2, answer = $3, decided_at = $4 WHERE id = $1",
            params![proposal, state.code(), answer, now],
        )
        .await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Every proposal as a reader sees it (`account` empty for a visitor): those that wait first, the most wished for first.
pub async fn all(query: &mut impl Query, account: &str) -> Result<Vec<Proposal>> {
    let rows = query
        .all(
            "SELECT p.id, p.title, p.author, p.kind, p.reason, p.state, p.answer, p.created_at,
                 (SELECT count(*) FROM mediatheque_proposal_votes v WHERE v.proposal = p.id),
                 (SELECT count(*) FROM mediatheque_proposal_votes v WHERE v.proposal = p.id AND v.account = $1),
                 CASE WHEN p.account = $1 THEN 1 ELSE 0 END
             FROM mediatheque_proposals p
             ORDER BY CASE WHEN p.state = 'proposed' THEN 0 ELSE 1 END, 9 DESC, p.created_at DESC, p.id",
            params![account],
        )
        .await?;
    let mut proposals = Vec::with_capacity(rows.len());
    for row in &rows {
        proposals.push(Proposal {
            id: row.get(0)?,
            title: row.get(1)?,
            author: row.get(2)?,
            kind: ResourceKind::from_code(row.text(3)?)?,
            reason: row.get(4)?,
            state: ProposalState::from_code(row.text(5)?)?,
            answer: row.get(6)?,
            created_at_ms: row.get(7)?,
            votes: row.get(8)?,
            voted: row.get::<i64>(9)? > 0,
            own: row.get::<i64>(10)? > 0,
            comments: Vec::new(),
        });
    }
    let sql = "SELECT proposal, staff, text, at FROM mediatheque_proposal_comments ORDER BY at, id";
    for row in query.all(sql, params![]).await? {
        let proposal: String = row.get(0)?;
        if let Some(found) = proposals.iter_mut().find(|one| one.id == proposal) {
            found.comments.push(Comment { staff: row.get(1)?, text: row.get(2)?, at_ms: row.get(3)? });
        }
    }
    Ok(proposals)
}

fn check_length(text: &str) -> Result<()> {
    if text.chars().count() > LONGEST {
        return Err(Error::Unfit(format!("Ce texte est trop long : {LONGEST} lettres au plus.")));
    }
    Ok(())
}
