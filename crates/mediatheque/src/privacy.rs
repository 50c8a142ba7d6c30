//! What is held here of a person, and how it goes.

use serde_json::{Value, json};
use store::{Db, Write, params};

use crate::store::{learning, positions, resources, statements};
use crate::{Result, editorial};

/// Everything held of an account: where it stopped reading, its courses, quizzes, certificates and xAPI statements, what
/// it proposed and said. For the person's own export.
pub async fn held(db: &Db, account: &str) -> Result<Value> {
    let mut read = db.read().await?;
    let titles: std::collections::HashMap<String, String> =
        resources::all(&mut read).await?.into_iter().map(|resource| (resource.id, resource.title)).collect();
    let titled = |id: &str, mut value: Value| {
        value["title"] = json!(titles.get(id));
        value
    };
    let mut places = Vec::new();
    for position in positions::of_account(&mut read, account).await? {
        places.push(titled(&position.resource, serde_json::to_value(&position)?));
    }
    let mut courses = Vec::new();
    for state in learning::states_of(&mut read, account).await? {
        courses.push(titled(&state.resource, serde_json::to_value(&state)?));
    }
    let mut attempts = Vec::new();
    for attempt in learning::attempts_of(&mut read, account).await? {
        attempts.push(titled(&attempt.resource, serde_json::to_value(&attempt)?));
    }
    let certificates = learning::certificates_of(&mut read, account).await?;
    let said = statements::of_account(&mut read, account).await?;
    let editorial = editorial::held(&mut read, account).await?;
    Ok(json!({
        "positions": places,
        "courses": courses,
        "quiz_attempts": attempts,
        "certificates": certificates,
        "xapi_statements": said,
        "editorial": editorial,
    }))
}

/// Removes everything held of an account, in the transaction that erases it everywhere. Counts of uses are elsewhere and
/// name nobody: they stay.
pub async fn erase(write: &mut Write, account: &str) -> Result<()> {
    for sql in [
        "DELETE FROM mediatheque_positions WHERE account = $1",
        "DELETE FROM mediatheque_course_states WHERE account = $1",
        "DELETE FROM mediatheque_quiz_attempts WHERE account = $1",
        "DELETE FROM mediatheque_certificates WHERE account = $1",
        "DELETE FROM mediatheque_statements WHERE account = $1",
    ] {
        write.execute(sql, params![account]).await?;
    }
    editorial::erase(write, account).await
}

/// Forgets where an account stopped reading, when it asks for no history.
pub async fn forget_positions(write: &mut Write, account: &str) -> Result<u64> {
    Ok(write.execute("DELETE FROM mediatheque_positions WHERE account = $1", params![account]).await?)
}
