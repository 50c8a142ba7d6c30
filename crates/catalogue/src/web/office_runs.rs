//! A run's progress and report, the answer to a full load's question, a harvest asked for.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use people::web::Staff;
use people::{Actor, Permission};
use shell::{Flash, PageError, SentForm, Tone, Visit};
use store::{Db, Query, params};

use super::library_pages::instant;
use super::office::{Office, Reach, actor_name, say};
use super::office_sources::state_word;
use crate::error::CatalogueError;
use crate::import::retire_confirmed;
use crate::model::{RunReport, RunState, SourceKind};
use crate::pages::office_import::{self, Counts, RepairLine, RunPage, SetAsideLine};
use crate::pages::paths;
use crate::store::runs;

type Page = Result<Response, PageError>;

/// Records set aside shown in the page; the download has all.
const SET_ASIDE_SHOWN: i64 = 50;
/// How long a page waits for records to be withdrawn before it says that this goes on.
const PATIENCE: Duration = Duration::from_secs(5);

impl Office {
    /// A run, once the reader is known to have this permission over its library.
    pub(crate) async fn run(
        &self,
        session: people::Session,
        permission: Permission,
        run: i64,
    ) -> Result<(Reach, RunReport), PageError> {
        let reach = Reach::open(self.web.engine.db(), session, permission).await?;
        let run = self.web.registry.run(run).await?.ok_or(PageError::NotFound)?;
        reach.require(permission, &run.library)?;
        Ok((reach, run))
    }
}

/// `GET /bureau/imports/{run}`
pub(crate) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(run): Path<i64>,
) -> Page {
    let (reach, run) = office.run(session, Permission::ReadImports, run).await?;
    let frame = &office.web.frame;
    let db = office.web.engine.db();
    let source = office.web.registry.source_by_id(run.source).await?.ok_or(PageError::NotFound)?;
    let library = office.library_of(&source)?;
    let ended = run.state != RunState::Running;
    let state = state_word(&run);
    let said = match run.reason.as_str() {
        _ if state == "interrupted" => Some(frame.messages().text(visit.lang, "catalogue-run-interrupted")),
        "" => None,
        reason => frame.messages().format(visit.lang, &format!("catalogue-run-reason-{reason}"), None),
    };
    let view = RunPage {
        source: source.name,
        library: library.name,
        actor: actor_name(db, &run.actor).await,
        full_load: run.full_load,
        state,
        started_at: instant(run.started_at).unwrap_or_default(),
        ended_at: run.ended_at.and_then(instant),
        bytes_read: run.bytes_read as u64,
        bytes_total: run.bytes_total.map(|bytes| bytes as u64),
        counts: Counts {
            read: run.counts.read as u64,
            new: run.counts.new as u64,
            changed: run.counts.changed as u64,
            unchanged: run.counts.unchanged as u64,
            repaired: run.counts.repaired as u64,
            set_aside: run.counts.set_aside as u64,
            deleted: run.counts.deleted as u64,
        },
        to_retire: run.to_retire.map(|records| records as u64),
        confirm_action: (run.state == RunState::ToConfirm && reach.may(Permission::ImportRecords, &run.library))
            .then(|| paths::office_confirm(run.id)),
        detail: (said.is_some() && state != "interrupted").then(|| run.message.clone()).filter(|text| !text.is_empty()),
        message: said.unwrap_or_else(|| run.message.clone()),
        set_aside_href: (run.counts.set_aside > 0).then(|| paths::office_set_aside(run.id)),
        set_aside: if run.counts.set_aside > 0 { set_aside(&office, &visit, run.id).await? } else { Vec::new() },
        repairs: if ended && run.counts.repaired > 0 { repairs(&office, &visit, &run).await? } else { Vec::new() },
        back_href: paths::OFFICE_SOURCES.to_owned(),
        label: run.label,
    };
    Ok(office_import::render_run(frame, &visit, &view)?.into_response())
}

/// The first records set aside, without their bytes.
async fn set_aside(office: &Office, visit: &Visit, run: i64) -> Result<Vec<SetAsideLine>, PageError> {
    let rows = office
        .web
        .engine
        .db()
        .read()
        .await?
        .all(
            "SELECT reason, detail FROM catalogue_set_aside WHERE run = $1 ORDER BY id LIMIT $2",
            params![run, SET_ASIDE_SHOWN],
        )
        .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for (position, row) in (1..).zip(&rows) {
        let reason: String = row.get("reason")?;
        lines.push(SetAsideLine {
            position,
            local_id: String::new(),
            reason: reason_words(office, visit, &reason, &row.get::<String>("detail")?),
        });
    }
    Ok(lines)
}

/// A reason in the reader's words, else as it was noted.
pub(crate) fn reason_words(office: &Office, visit: &Visit, code: &str, detail: &str) -> String {
    let key = format!("catalogue-reason-{code}");
    office.web.frame.messages().format(visit.lang, &key, None).unwrap_or_else(|| detail.to_owned())
}

/// What was repaired in the records this run brought, most frequent first.
async fn repairs(office: &Office, visit: &Visit, run: &RunReport) -> Result<Vec<RepairLine>, PageError> {
    let rows = office
        .web
        .engine
        .db()
        .read()
        .await?
        .all(
            "SELECT notes, count(*) AS n FROM catalogue_record \
             WHERE source = $1 AND changed_in_run = $2 AND notes <> '' GROUP BY notes",
            params![run.source, run.id],
        )
        .await?;
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows {
        let mut codes: Vec<&str> = row.text("notes")?.split(' ').collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *counted.entry(code.to_owned()).or_default() += row.get::<i64>("n")? as u64;
        }
    }
    let mut lines: Vec<RepairLine> = counted
        .into_iter()
        .map(|(code, count)| {
            let key = format!("catalogue-repair-{code}");
            let label = office.web.frame.messages().format(visit.lang, &key, None).unwrap_or(code);
            RepairLine { label, count }
        })
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.count));
    Ok(lines)
}

/// `POST /bureau/imports/{run}/confirmer`: `answer` is `yes` or `no`.
pub(crate) async fn confirm(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(run): Path<i64>,
    sent: SentForm,
) -> Page {
    let (reach, run) = office.run(session, Permission::ImportRecords, run).await?;
    let form = sent.checked(&office.web.frame, &visit)?;
    let actor = reach.session().actor();
    let said = match form.value("answer") {
        "yes" => {
            note(office.web.engine.db(), &actor, "catalogue.retire_confirmed", &format!("run:{}", run.id)).await?;
            let engine = office.web.engine.clone();
            // Goes on by itself when the visitor leaves: half an answer would be none.
            let withdrawing = tokio::spawn(async move { retire_confirmed(&engine, run.id).await });
            if let Ok(outcome) = tokio::time::timeout(PATIENCE, withdrawing).await {
                outcome.map_err(PageError::internal)??;
            }
            "catalogue-retire-done"
        }
        "no" => {
            decline(&office, &actor, run.id).await?;
            "catalogue-retire-declined"
        }
        _ => return Err(PageError::BadRequest),
    };
    let text = office.web.frame.messages().text(visit.lang, said);
    Ok(Flash { tone: Tone::Done, text }.redirect(&office.web.frame, &paths::office_run(run.id)))
}

/// Keeps the records a full load no longer held; the run ends. Nothing happens to a run that asks nothing.
async fn decline(office: &Office, actor: &Actor, run: i64) -> Result<(), CatalogueError> {
    let mut write = office.web.engine.db().write().await?;
    let Some(report) = runs::by_id(&mut write, run).await? else { return Err(CatalogueError::UnknownRun(run)) };
    if report.state != RunState::ToConfirm {
        return Ok(());
    }
    write.execute("DELETE FROM catalogue_to_retire WHERE run = $1", params![run]).await?;
    let ended = Timestamp::now().as_millisecond();
    runs::set_state(&mut write, run, RunState::Done, Some(ended), report.to_retire, ("", "")).await?;
    let details = serde_json::json!({ "records": report.to_retire });
    people::audit::append(&mut write, actor, "catalogue.retire_declined", &format!("run:{run}"), &details).await?;
    write.commit().await?;
    Ok(())
}

/// Notes in the audit log who asked for what the next verb does.
async fn note(db: &Db, actor: &Actor, action: &str, subject: &str) -> Result<(), CatalogueError> {
    let mut write = db.write().await?;
    people::audit::append(&mut write, actor, action, subject, &serde_json::json!({})).await?;
    write.commit().await?;
    Ok(())
}

/// `POST /bureau/sources/{source}/moisson`
pub(crate) async fn harvest(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(source): Path<i64>,
    sent: SentForm,
) -> Page {
    let (reach, source, _) = office.source(session, Permission::ImportRecords, source).await?;
    sent.checked(&office.web.frame, &visit)?;
    if source.kind != SourceKind::Oai {
        return Err(PageError::NotFound);
    }
    let latest = office.web.registry.latest_runs(Some(source.id), 1).await?;
    let frame = &office.web.frame;
    let underway = latest.first().is_some_and(|run| run.state == RunState::Running);
    let (tone, key) = if underway {
        (Tone::Note, "catalogue-harvest-underway")
    } else {
        let actor = reach.session().actor();
        note(office.web.engine.db(), &actor, "catalogue.harvest_asked", &format!("source:{}", source.id)).await?;
        let engine = office.web.engine.clone();
        tokio::spawn(async move {
            if let Err(error) = super::office_harvest::harvest(&engine, &source, &actor.to_string()).await {
                tracing::error!(%error, source = source.id, "a harvest failed");
            }
        });
        (Tone::Done, "catalogue-harvest-started")
    };
    let text = say(frame, &visit, key, &[]);
    Ok(Flash { tone, text }.redirect(frame, paths::OFFICE_SOURCES))
}
