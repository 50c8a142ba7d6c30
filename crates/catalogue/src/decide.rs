//! A librarian's word on two records: the same, or not the same. It holds for every later import and rebuild.

use jiff::Timestamp;
use people::Actor;
use store::params;

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
        match level {
            Level::Edition => record_matching::Level::Edition,
            Level::Work => record_matching::Level::Work,
        },
        if same { record_matching::Decision::Same } else { record_matching::Decision::NotSame },
    );
    let mut works = works_of(&mut write, &[records.0 as u32, records.1 as u32]).await?;
    let mut grouping = Grouping::new(
        counters::last(&mut write, "edition").await?,
        counters::last(&mut write, "work").await?,
    );
    let moved = in_use.matcher.decide(records.0 as u32, records.1 as u32, word, matching_level);
    for (_, placement) in &moved {
        grouping.note(placement);
    }
    grouping.write_merges(&mut write, &mut works).await?;
    for (record, placement) in &moved {
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
    grouping.write_counters(&mut write).await?;
    let works: Vec<i64> = works.into_iter().collect();
    placements::note_changes(&mut write, &works, now).await?;
    let change = counters::last(&mut write, "change").await?;
    write.commit().await?;
    in_use.knows(change);
    Ok(works)
}
