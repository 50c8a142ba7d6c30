//! The sources of the libraries one works for, their last runs, and declaring another.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use people::web::Staff;
use people::{Permission, Target};
use shell::office::Choice;
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};
use store::{Db, Query, params};

use super::library_pages::instant;
use super::office::{Office, Reach};
use crate::model::words::of_format;
use crate::model::{NewSource, RunReport, RunState, SourceKind};
use crate::pages::office_declare::{self, Declare};
use crate::pages::office_sources::{self, RunLine, SourceLine, Sources};
use crate::pages::paths;
use crate::store::sources;

type Page = Result<Response, PageError>;

/// Runs looked through for those one may see, and runs shown.
const RUNS_READ: i64 = 400;
const RUNS_SHOWN: usize = 40;

/// `GET /bureau/sources`
pub(crate) async fn list(State(office): State<Office>, visit: Visit, Staff(session): Staff) -> Page {
    let db = office.web.engine.db();
    let reach = Reach::open(db, session, Permission::ReadImports).await?;
    let libraries = office.web.registry.libraries();
    let held =
        by_source(db, "SELECT source, count(*) AS n FROM catalogue_record WHERE NOT deleted GROUP BY source").await?;
    let latest = by_source(db, "SELECT source, max(started_at) AS n FROM catalogue_run GROUP BY source").await?;
    let mut lines = Vec::new();
    for source in office.web.registry.sources().await? {
        let Some(library) = libraries.iter().find(|library| library.number == source.library) else { continue };
        if !reach.may(Permission::ReadImports, &library.code) {
            continue;
        }
        let may_import = reach.may(Permission::ImportRecords, &library.code);
        let harvested = source.kind == SourceKind::Oai;
        lines.push(SourceLine {
            name: source.name.clone(),
            library: library.name.clone(),
            kind: source.kind.as_str(),
            format: source
                .format
                .map(|format| of_format(format).to_owned())
                .or_else(|| source.oai_prefix.clone())
                .unwrap_or_default(),
            records: held.get(&source.id).copied().unwrap_or_default() as u64,
            last_run: latest.get(&source.id).copied().and_then(instant),
            upload_href: (may_import && !harvested).then(|| paths::office_upload(source.id)),
            harvest_action: (may_import && harvested).then(|| paths::office_harvest(source.id)),
        });
    }
    let name = |code: &str| {
        libraries.iter().find(|library| library.code == code).map_or_else(|| code.to_owned(), |one| one.name.clone())
    };
    let runs = office
        .web
        .registry
        .latest_runs(None, RUNS_READ)
        .await?
        .into_iter()
        .filter(|run| reach.may(Permission::ReadImports, &run.library))
        .take(RUNS_SHOWN)
        .map(|run| RunLine {
            href: paths::office_run(run.id),
            state: state_word(&run),
            library: name(&run.library),
            started_at: instant(run.started_at).unwrap_or_default(),
            read: run.counts.read as u64,
            new: run.counts.new as u64,
            changed: run.counts.changed as u64,
            set_aside: run.counts.set_aside as u64,
            label: run.label,
        })
        .collect();
    let view = Sources { sources: lines, runs };
    Ok(office_sources::render(&office.web.frame, &visit, &view)?.into_response())
}

/// A number of each source.
async fn by_source(db: &Db, sql: &str) -> Result<BTreeMap<i64, i64>, PageError> {
    let rows = db.read().await?.all(sql, params![]).await?;
    let pairs: store::Result<_> = rows.iter().map(|row| Ok((row.get("source")?, row.get("n")?))).collect();
    Ok(pairs?)
}

/// The page's word for where a run stands.
pub(crate) fn state_word(run: &RunReport) -> &'static str {
    match run.state {
        // Runs of before reasons were kept say so in their words.
        RunState::Failed if run.reason == "interrupted" || run.message.starts_with("interrupted") => "interrupted",
        state => state.as_str(),
    }
}

/// `GET /bureau/sources/nouvelle`
pub(crate) async fn declare_form(State(office): State<Office>, visit: Visit, Staff(session): Staff) -> Page {
    let reach = Reach::open(office.web.engine.db(), session, Permission::ManageSources).await?;
    show_form(&office, &visit, &reach, FormState::default())
}

fn show_form(office: &Office, visit: &Visit, reach: &Reach, form: FormState) -> Page {
    let wrong = !form.is_sound();
    let mut libraries: Vec<Choice> = office
        .web
        .registry
        .libraries()
        .iter()
        .filter(|library| reach.may(Permission::ManageSources, &library.code))
        .map(|library| Choice { value: library.code.clone(), label: library.name.clone() })
        .collect();
    libraries.sort_by_key(|choice| french_text::folded(&choice.label));
    let view = Declare {
        libraries,
        form,
        may_private: may_private(reach),
        action: paths::OFFICE_DECLARE.to_owned(),
        back_href: paths::OFFICE_SOURCES.to_owned(),
    };
    let page = office_declare::render(&office.web.frame, visit, &view)?;
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, page).into_response())
}

/// Whether one may answer for an address on a private network: who declares sources for the whole network may.
fn may_private(reach: &Reach) -> bool {
    reach.session().may(Permission::ManageSources, &Target::Whole)
}

/// `POST /bureau/sources/nouvelle`
pub(crate) async fn declare(State(office): State<Office>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let reach = Reach::open(office.web.engine.db(), session, Permission::ManageSources).await?;
    let mut form = sent.checked(&office.web.frame, &visit)?;
    let libraries = office.web.registry.libraries();
    let library = libraries.iter().find(|library| library.code == form.value("library"));
    let Some(library) = library else {
        form.fault("library", "catalogue-declare-library-wrong");
        return show_form(&office, &visit, &reach, form);
    };
    reach.require(Permission::ManageSources, &library.code)?;
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let new = NewSource {
        name: form.value("name").chars().filter(|c| !c.is_control()).take(80).collect(),
        base_url: some(form.value("address")),
        oai_prefix: some(form.value("prefix")),
        oai_set: some(form.value("set")),
        private: may_private(&reach) && form.value("private") == "1",
        ..NewSource::default()
    };
    if new.name.is_empty() {
        form.fault("name", "catalogue-declare-name-needed");
    }
    if new.base_url.as_deref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        form.fault("address", "catalogue-declare-address-wrong");
    }
    if !form.is_sound() {
        return show_form(&office, &visit, &reach, form);
    }
    let mut write = office.web.engine.db().write().await?;
    write.exclusive("catalogue.sources").await?;
    if sources::by_name(&mut write, library.number, &new.name).await?.is_some() {
        form.fault("name", "catalogue-declare-name-taken");
        return show_form(&office, &visit, &reach, form);
    }
    let id = sources::declare(&mut write, library.number, &new).await?;
    people::audit::append(
        &mut write,
        &reach.session().actor(),
        "catalogue.source_declared",
        &format!("source:{id}"),
        &serde_json::json!({ "library": library.code, "harvested": new.base_url.is_some(), "private": new.private }),
    )
    .await?;
    write.commit().await?;
    let text = office.web.frame.messages().text(visit.lang, "catalogue-declared");
    Ok(Flash { tone: Tone::Done, text }.redirect(&office.web.frame, paths::OFFICE_SOURCES))
}
