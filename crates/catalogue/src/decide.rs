//! A librarian's word on two records: the same, or not the same. It holds for every later import and rebuild.

use std::collections::BTreeSet;

use jiff::Timestamp;
use people::Actor;
use record_matching::{Features, Placement};
use store::{Db, Query, Write, params};

use crate::error::CatalogueError;
use crate::import::Engine;
use crate::import::write::{Grouping, works_of};
use crate::store::placements::of_record;
use crate::store::{counters, decisions, placements};

pub use crate::store::decisions::Decision;
pub use crate::store::placements::Level;

/// Keeps the decision and applies it at once; returns the works it touched.
///
/// "Not the same" places the second record and its companions again, the two apart; "the same" brings them together.
pub async fn decide(
    engine: &Engine,
    records: (i64, i64),
    level: Level,
    same: bool,
    actor: &Actor,
) -> Result<Vec<i64>, CatalogueError> {
    let mut turn = engine.turn().await?;
    turn.load_matcher().await?;
    let outcome = apply(engine, &mut turn, records, level, same, actor).await;
    if outcome.is_err() {
        turn.forget();
    }
    turn.release().await;
    engine.changed();
    outcome
}

async fn apply(
    engine: &Engine,
    turn: &mut crate::import::Turn<'_>,
    records: (i64, i64),
    level: Level,
    same: bool,
    actor: &Actor,
) -> Result<Vec<i64>, CatalogueError> {
    let now = Timestamp::now().as_millisecond();
    let mut write = engine.db().write().await?;
    for record in [records.0, records.1] {
        if of_record(&mut write, record).await?.is_none() {
            return Err(CatalogueError::UnknownRecord(record.to_string()));
        }
    }
    decisions::keep(&mut write, records, level, same, &actor.to_string(), now).await?;
    people::audit::append(
        &mut write,
        actor,
        "catalogue.grouping",
        &format!("record:{}/record:{}", records.0, records.1),
        &serde_json::json!({ "level": level.as_str(), "same": same }),
    )
    .await?;

    let mut in_use = turn.matcher()?;
    let (matching_level, word) = (
        record_matching::Level::from(level),
        if same { record_matching::Decision::Same } else { record_matching::Decision::NotSame },
    );
    let mut works = works_of(&mut write, &[records.0 as u32, records.1 as u32]).await?;
    let mut grouping =
        Grouping::new(counters::last(&mut write, "edition").await?, counters::last(&mut write, "work").await?);
    let moved = in_use.matcher.decide(records.0 as u32, records.1 as u32, word, matching_level);
    for (_, placement) in &moved {
        grouping.note(placement);
    }
    grouping.write_merges(&mut write, &mut works).await?;
    write_moved(&mut write, &grouping, &moved, &mut works).await?;
    grouping.write_counters(&mut write).await?;
    let works: Vec<i64> = works.into_iter().collect();
    placements::note_changes(&mut write, &works, now).await?;
    let change = counters::last(&mut write, "change").await?;
    write.commit().await?;
    in_use.knows(change);
    Ok(works)
}

/// Writes where records went.
async fn write_moved(
    write: &mut Write,
    grouping: &Grouping,
    moved: &[(u32, Placement)],
    works: &mut BTreeSet<i64>,
) -> Result<(), CatalogueError> {
    for (record, placement) in moved {
        let (edition, work) = (grouping.edition(placement.edition), grouping.work(placement.work));
        works.insert(work);
        let reasons = (placement.edition_reason.to_bytes(), placement.work_reason.to_bytes());
        write
            .execute(
                "UPDATE catalogue_placement SET edition = $1, work = $2, edition_reason = $3, work_reason = $4 \
                 WHERE record = $5",
                params![edition, work, &reasons.0, &reasons.1, *record],
            )
            .await?;
    }
    Ok(())
}

/// Decisions in force on any of these records, oldest first.
pub async fn in_force_on(db: &Db, records: &[i64]) -> Result<Vec<Decision>, CatalogueError> {
    let mut read = db.read().await?;
    let mut all = decisions::in_force(&mut read).await?;
    all.retain(|decision| records.contains(&decision.record_a) || records.contains(&decision.record_b));
    Ok(all)
}

/// The two records of a decision in force.
pub async fn records_of(db: &Db, decision: i64) -> Result<Option<(i64, i64)>, CatalogueError> {
    let mut read = db.read().await?;
    let standing = decisions::in_force(&mut read).await?;
    Ok(standing.iter().find(|one| one.id == decision).map(|one| (one.record_a, one.record_b)))
}

/// Takes a decision back: the second record is placed again by what the two records say, and by the decisions that
/// stay. Returns the works it touched; nothing when the decision is not in force.
pub async fn withdraw(engine: &Engine, decision: i64, actor: &Actor) -> Result<Vec<i64>, CatalogueError> {
    let mut turn = engine.turn().await?;
    turn.load_matcher().await?;
    let outcome = apply_withdrawal(engine, &mut turn, decision, actor).await;
    if outcome.is_err() {
        turn.forget();
    }
    turn.release().await;
    engine.changed();
    outcome
}

async fn apply_withdrawal(
    engine: &Engine,
    turn: &mut crate::import::Turn<'_>,
    decision: i64,
    actor: &Actor,
) -> Result<Vec<i64>, CatalogueError> {
    let now = Timestamp::now().as_millisecond();
    let mut write = engine.db().write().await?;
    let mut standing = decisions::in_force(&mut write).await?;
    let Some(position) = standing.iter().position(|one| one.id == decision) else { return Ok(Vec::new()) };
    let gone = standing.remove(position);
    let (a, b) = (gone.record_a as u32, gone.record_b as u32);
    write.execute("UPDATE catalogue_decision SET withdrawn_at = $1 WHERE id = $2", params![now, gone.id]).await?;
    people::audit::append(
        &mut write,
        actor,
        "catalogue.grouping_undone",
        &format!("record:{a}/record:{b}"),
        &serde_json::json!({ "level": gone.level.as_str(), "same": gone.same }),
    )
    .await?;

    let mut in_use = turn.matcher()?;
    in_use.matcher.forget_decision(a, b);
    let mut works = works_of(&mut write, &[a, b]).await?;
    let mut grouping =
        Grouping::new(counters::last(&mut write, "edition").await?, counters::last(&mut write, "work").await?);
    let mut moved = Vec::new();
    for other in standing.iter().filter(|one| (one.record_a, one.record_b) == (gone.record_a, gone.record_b)) {
        let word = if other.same { record_matching::Decision::Same } else { record_matching::Decision::NotSame };
        moved.extend(in_use.matcher.decide(a, b, word, record_matching::Level::from(other.level)));
    }
    let before = placements::of_record(&mut write, gone.record_b).await?;
    let kept =
        write.optional("SELECT features FROM catalogue_placement WHERE record = $1", params![gone.record_b]).await?;
    if let Some(features) = kept.map(|row| row.get::<Vec<u8>>("features")).transpose()?
        && let Ok(features) = Features::from_bytes(&features)
    {
        in_use.matcher.remove(b);
        moved.push((b, in_use.matcher.place(b, &features)));
    }
    for (_, placement) in &moved {
        grouping.note(placement);
    }
    grouping.write_merges(&mut write, &mut works).await?;
    write_moved(&mut write, &grouping, &moved, &mut works).await?;
    grouping.write_counters(&mut write).await?;
    // Numbers that lost their last record lead to where it went.
    if let (Some(before), Some(after)) = (before, placements::of_record(&mut write, gone.record_b).await?) {
        for (level, from, into) in [(Level::Edition, before.0, after.0), (Level::Work, before.1, after.1)] {
            let sql = format!("SELECT 1 FROM catalogue_placement WHERE {} = $1 LIMIT 1", level.as_str());
            if from != into && write.optional(&sql, params![from]).await?.is_none() {
                placements::redirect(&mut write, level, from, into).await?;
            }
        }
    }
    let works: Vec<i64> = works.into_iter().collect();
    placements::note_changes(&mut write, &works, now).await?;
    let change = counters::last(&mut write, "change").await?;
    write.commit().await?;
    in_use.knows(change);
    Ok(works)
}
