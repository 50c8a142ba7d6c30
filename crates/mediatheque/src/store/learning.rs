//! Courses, quizzes and certificates.

use store::{Row, new_id, prelude::*};

use super::{from_json, json};
use crate::Result;
use crate::model::{Attempt, Certificate, CourseState};

/// Keeps how far a learner is in an activity, in place of what was known.
pub async fn keep_state(write: &mut Write, account: &str, state: &CourseState) -> Result<()> {
    write
        .execute(
            "INSERT INTO mediatheque_course_states (account, resource, activity, cmi, status, score, passed, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (account, resource, activity) DO UPDATE SET cmi = excluded.cmi, status = excluded.status,
                 score = excluded.score, passed = excluded.passed, at = excluded.at",
            params![
                account,
                &state.resource,
                &state.activity,
                json(&state.cmi)?,
                &state.status,
                state.score,
                state.passed,
                state.at_ms
            ],
        )
        .await?;
    Ok(())
}

/// How far a learner is in each activity of a course.
pub async fn states(query: &mut impl Query, account: &str, resource: &str) -> Result<Vec<CourseState>> {
    let sql = "SELECT resource, activity, cmi, status, score, passed, at FROM mediatheque_course_states
               WHERE account = $1 AND resource = $2 ORDER BY at, activity";
    query.all(sql, params![account, resource]).await?.iter().map(state).collect()
}

/// How far a learner is in every course.
pub async fn states_of(query: &mut impl Query, account: &str) -> Result<Vec<CourseState>> {
    let sql = "SELECT resource, activity, cmi, status, score, passed, at FROM mediatheque_course_states
               WHERE account = $1 ORDER BY at, resource, activity";
    query.all(sql, params![account]).await?.iter().map(state).collect()
}

/// Keeps a try at a quiz; its identifier is not looked at.
pub async fn keep_attempt(write: &mut Write, account: &str, edition: &str, attempt: &Attempt) -> Result<String> {
    let id = new_id();
    write
        .execute(
            "INSERT INTO mediatheque_quiz_attempts (id, account, resource, edition, answers, points, points_of, passed, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params![
                &id,
                account,
                &attempt.resource,
                edition,
                json(&attempt.answers)?,
                attempt.points,
                attempt.points_of,
                attempt.passed,
                attempt.at_ms
            ],
        )
        .await?;
    Ok(id)
}

/// A learner's tries at a quiz, the last first.
pub async fn attempts(query: &mut impl Query, account: &str, resource: &str) -> Result<Vec<Attempt>> {
    let sql = "SELECT id, resource, answers, points, points_of, passed, at FROM mediatheque_quiz_attempts
               WHERE account = $1 AND resource = $2 ORDER BY at DESC, id DESC";
    query.all(sql, params![account, resource]).await?.iter().map(attempt).collect()
}

/// A learner's tries at every quiz, the last first.
pub async fn attempts_of(query: &mut impl Query, account: &str) -> Result<Vec<Attempt>> {
    let sql = "SELECT id, resource, answers, points, points_of, passed, at FROM mediatheque_quiz_attempts
               WHERE account = $1 ORDER BY at DESC, id DESC";
    query.all(sql, params![account]).await?.iter().map(attempt).collect()
}

/// Gives the certificate of a success, making it the first time; a better score later replaces the score.
pub async fn certify(
    write: &mut Write,
    account: &str,
    resource: &str,
    title: &str,
    score: Option<i64>,
) -> Result<Certificate> {
    let now = write.clock().now_ms();
    let row = write
        .one(
            "INSERT INTO mediatheque_certificates (id, code, account, resource, title, score, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (account, resource) DO UPDATE SET score = CASE
                 WHEN excluded.score > coalesce(mediatheque_certificates.score, -1) THEN excluded.score
                 ELSE mediatheque_certificates.score END
             RETURNING id, code, account, resource, title, score, at",
            params![new_id(), new_code(), account, resource, title, score, now],
        )
        .await?;
    certificate(&row)
}

/// The certificate of a learner for a resource.
pub async fn certificate_of(query: &mut impl Query, account: &str, resource: &str) -> Result<Option<Certificate>> {
    let sql = "SELECT id, code, account, resource, title, score, at FROM mediatheque_certificates
               WHERE account = $1 AND resource = $2";
    query.optional(sql, params![account, resource]).await?.as_ref().map(certificate).transpose()
}

/// The certificate with this code, typed with or without spaces and hyphens.
pub async fn certificate_by_code(query: &mut impl Query, code: &str) -> Result<Certificate> {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let sql = "SELECT id, code, account, resource, title, score, at FROM mediatheque_certificates WHERE code = $1";
    certificate(&query.one(sql, params![code]).await?)
}

/// A learner's certificates, the last first.
pub async fn certificates_of(query: &mut impl Query, account: &str) -> Result<Vec<Certificate>> {
    let sql = "SELECT id, code, account, resource, title, score, at FROM mediatheque_certificates
               WHERE account = $1 ORDER BY at DESC, id";
    query.all(sql, params![account]).await?.iter().map(certificate).collect()
}

/// Sixty random bits as twelve letters and digits, none of which is taken for another.
fn new_code() -> String {
    const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let bits: u64 = rand::random();
    (0..12).map(|at| char::from(SIGNS[(bits >> (at * 5)) as usize & 31])).collect()
}

fn state(row: &Row) -> Result<CourseState> {
    Ok(CourseState {
        resource: row.get(0)?,
        activity: row.get(1)?,
        cmi: from_json(row.text(2)?)?,
        status: row.get(3)?,
        score: row.get(4)?,
        passed: row.get(5)?,
        at_ms: row.get(6)?,
    })
}

fn attempt(row: &Row) -> Result<Attempt> {
    Ok(Attempt {
        id: row.get(0)?,
        resource: row.get(1)?,
        answers: from_json(row.text(2)?)?,
        points: row.get(3)?,
        points_of: row.get(4)?,
        passed: row.get(5)?,
        at_ms: row.get(6)?,
    })
}

fn certificate(row: &Row) -> Result<Certificate> {
    Ok(Certificate {
        id: row.get(0)?,
        code: row.get(1)?,
        account: row.get(2)?,
        resource: row.get(3)?,
        title: row.get(4)?,
        score: row.get(5)?,
        at_ms: row.get(6)?,
    })
}
