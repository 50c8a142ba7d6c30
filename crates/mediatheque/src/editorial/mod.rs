//! What librarians and readers build together: selections, and proposals of what to buy.

pub mod proposals;
pub mod selections;

pub use proposals::{Comment, Proposal, ProposalState};
pub use selections::{Selection, SelectionItem};

use store::{new_id, prelude::*};

use crate::Result;

/// What is kept here of a person.
pub async fn held(query: &mut impl Query, account: &str) -> Result<serde_json::Value> {
    let mut proposed = Vec::new();
    for row in query
        .all(
            "SELECT title, author, reason, created_at FROM mediatheque_proposals WHERE account = $1 ORDER BY created_at",
            params![account],
        )
        .await?
    {
        proposed.push(serde_json::json!({
            "title": row.text(0)?, "author": row.text(1)?, "reason": row.text(2)?, "at_ms": row.get::<i64>(3)?,
        }));
    }
    let comments =
        texts(query, "SELECT text FROM mediatheque_proposal_comments WHERE account = $1 ORDER BY at", account).await?;
    let votes = texts(
        query,
        "SELECT p.title FROM mediatheque_proposal_votes v JOIN mediatheque_proposals p ON p.id = v.proposal
         WHERE v.account = $1 ORDER BY p.created_at",
        account,
    )
    .await?;
    Ok(serde_json::json!({ "proposals": proposed, "votes": votes, "comments": comments }))
}

async fn texts(query: &mut impl Query, sql: &str, account: &str) -> Result<Vec<String>> {
    let rows = query.all(sql, params![account]).await?;
    Ok(rows.iter().map(|row| row.get::<String>(0)).collect::<store::Result<_>>()?)
}

/// Forgets a person: their comments go; their proposals and votes stay and are nobody's.
pub async fn erase(write: &mut Write, account: &str) -> Result<()> {
    write.execute("DELETE FROM mediatheque_proposal_comments WHERE account = $1", params![account]).await?;
    write.execute("UPDATE mediatheque_proposals SET account = NULL WHERE account = $1", params![account]).await?;
    // One new name for all their votes would tie them together again: each proposal gets its own.
    let sql = "SELECT proposal FROM mediatheque_proposal_votes WHERE account = $1";
    for row in write.all(sql, params![account]).await? {
        let proposal: String = row.get(0)?;
        write
            .execute(
                "UPDATE mediatheque_proposal_votes SET account = $3 WHERE account = $1 AND proposal = $2",
                params![account, &proposal, format!("erased:{}", new_id())],
            )
            .await?;
    }
    Ok(())
}
