//! The office's first page: what one answers for, what waits, what changed.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use catalogue::model::RunState;
use catalogue::web::Reach;
use fluent_bundle::FluentArgs;
use people::web::Staff;
use people::{Permission, Session, Target, audit};
use shell::office::{AuditEntry, Count, Dashboard, Link};
use shell::{PageError, Visit};

use super::names::{Names, entry, say};
use crate::app::App;

/// Runs looked through, entries shown, entries looked through for one's own.
const RUNS_READ: i64 = 400;
const ENTRIES_SHOWN: usize = 8;
const ENTRIES_READ: u32 = 500;
const THIRTY_DAYS_MS: i64 = 30 * 24 * 3_600_000;

/// `GET /bureau`
pub(crate) async fn show(State(app): State<App>, visit: Visit, Staff(session): Staff) -> Result<Response, PageError> {
    if !session.may(Permission::OpenOffice, &Target::Anywhere) {
        return Err(PageError::Forbidden);
    }
    let names = Names::read(&app, &visit).await?;
    let mut scopes: Vec<String> = session.grants.iter().map(|grant| names.scope(&grant.scope)).collect();
    scopes.dedup();
    let (figures, todo) = if session.may(Permission::ReadImports, &Target::Anywhere) {
        catalogue_side(&app, &visit, &session, &names).await?
    } else {
        (Vec::new(), Vec::new())
    };
    let view = Dashboard {
        name: session.account.name.clone(),
        scope: scopes.join(", "),
        figures,
        todo,
        recent: recent(&app, &session, &names).await?,
    };
    Ok(app.frame.render(&visit, "shell/office_dashboard.html", &view)?.into_response())
}

async fn catalogue_side(
    app: &App,
    visit: &Visit,
    session: &Session,
    names: &Names,
) -> Result<(Vec<Count>, Vec<Link>), PageError> {
    let reach = Reach::open(&app.db, session.clone(), Permission::ReadImports).await?;
    let seen = |code: &str| reach.may(Permission::ReadImports, code);
    let libraries = app.web.registry.libraries_with_counts().await?;
    let records: i64 = libraries.iter().filter(|(library, _)| seen(&library.code)).map(|(_, records)| records).sum();
    let numbers: Vec<u16> =
        libraries.iter().filter(|(library, _)| seen(&library.code)).map(|(library, _)| library.number).collect();
    let sources = app.web.registry.sources().await?;
    let sources = sources.iter().filter(|source| numbers.contains(&source.library)).count();
    let mut runs = app.web.registry.latest_runs(None, RUNS_READ).await?;
    runs.retain(|run| seen(&run.library));
    let since = app.db.clock().now_ms() - THIRTY_DAYS_MS;
    let set_aside: i64 = runs.iter().filter(|run| run.started_at > since).map(|run| run.counts.set_aside).sum();
    let count = |key: &str, value: u64| Count { label: names.text(key), value };
    let mut figures = vec![count("office-figure-records", records as u64)];
    if session.may(Permission::ReadImports, &Target::Whole) {
        figures.push(count("office-figure-works", catalogue::works_count(&app.db).await?));
    }
    figures.push(count("office-figure-sources", sources as u64));
    figures.push(count("office-figure-set-aside", set_aside as u64));
    let todo = runs
        .iter()
        .filter(|run| run.state == RunState::ToConfirm && reach.may(Permission::ImportRecords, &run.library))
        .map(|run| {
            let library = libraries.iter().find(|(library, _)| library.code == run.library);
            let mut args = FluentArgs::new();
            args.set("library", library.map_or(run.library.clone(), |(library, _)| library.name.clone()));
            args.set("n", run.to_retire.unwrap_or_default());
            args.set("label", run.label.clone());
            Link {
                label: say(&app.frame, visit, "office-todo-confirm", &args),
                href: catalogue::pages::paths::office_run(run.id),
            }
        })
        .collect();
    Ok((figures, todo))
}

/// The log's last entries: all for those who may read it, else one's own.
async fn recent(app: &App, session: &Session, names: &Names) -> Result<Vec<AuditEntry>, PageError> {
    let everything = session.may(Permission::ReadAudit, &Target::Whole);
    let own = session.actor().to_string();
    let mut read = app.db.read().await?;
    let limit = if everything { ENTRIES_SHOWN as u32 } else { ENTRIES_READ };
    let entries = audit::page(&mut read, None, None, limit).await?;
    Ok(entries
        .iter()
        .filter(|one| everything || one.actor == own)
        .take(ENTRIES_SHOWN)
        .map(|one| entry(names, one))
        .collect())
}
