//! A patron file: received, looked at, confirmed or given up.

use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use people::Permission;
use people::Target;
use people::web::Staff;
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};

use super::desk::require;
use super::mine::private;
use super::views::Names;
use super::{FILE_MOST, Web, page, paths};
use crate::cards::today;
use crate::patron_file::{self, Deed, FileFault, PatronFile};

type Page = Result<Response, PageError>;

/// Refused lines shown; the rest is counted.
const SHOWN: usize = 200;

/// `card/desk_file.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct FileForm {
    pub(super) libraries: Vec<Choice>,
    pub(super) limit: usize,
    pub(super) form: FormState,
}

/// `card/desk_plan.html`: what a file would do.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PlanView {
    pub(super) name: String,
    pub(super) library: String,
    pub(super) action: String,
    pub(super) separator: String,
    pub(super) encoding: &'static str,
    pub(super) columns: Vec<ColumnView>,
    pub(super) new: usize,
    pub(super) changed: usize,
    pub(super) same: usize,
    pub(super) refused: usize,
    pub(super) lines: Vec<Refused>,
}

/// A column of the file and what it was taken for.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ColumnView {
    pub(super) name: String,
    /// End of the message `card-column-…`; none for a column left aside.
    pub(super) taken: Option<String>,
}

/// A line not taken.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Refused {
    pub(super) line: usize,
    /// End of the message `card-file-fault-…`.
    pub(super) fault: &'static str,
    pub(super) about: String,
}

/// `GET /bureau/guichet/fichier`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    show_form(&web, &visit, &session, FormState::default()).await
}

async fn libraries(web: &Web, session: &people::Session) -> Result<Vec<Choice>, PageError> {
    let names = Names::read(&mut web.db.read().await?).await?;
    let own = |one: &Choice| {
        let commune = names.places.get(&one.value).map(String::as_str);
        session.may(Permission::KeepCards, &Target::Institution { id: &one.value, commune })
    };
    Ok(names.libraries.iter().filter(|one| own(one)).cloned().collect())
}

async fn show_form(web: &Web, visit: &Visit, session: &people::Session, form: FormState) -> Page {
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = FileForm { libraries: libraries(web, session).await?, limit: FILE_MOST, form };
    Ok((status, private(web.frame.render(visit, "card/desk_file.html", &view)?)).into_response())
}

/// `POST /bureau/guichet/fichier`
pub(super) async fn receive(State(web): State<Web>, visit: Visit, Staff(session): Staff, request: Request) -> Page {
    require(&session)?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        // A form without its file.
        let mut form = SentForm::from_request(request, &()).await?.checked(&web.frame, &visit)?;
        form.fault("file", "card-file-empty");
        return show_form(&web, &visit, &session, form).await;
    }
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| PageError::BadRequest)?;
    let mut form = FormState::default();
    let (mut checked, mut file) = (false, None);
    while let Some(field) = multipart.next_field().await.map_err(too_large)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            // The token comes first in our form: nothing is read for whoever has none.
            if !checked {
                return Err(PageError::StaleForm);
            }
            let called = field.file_name().unwrap_or_default().to_owned();
            file = Some((called, field.bytes().await.map_err(too_large)?));
        } else {
            let value = field.text().await.map_err(too_large)?;
            if name == "form_token" {
                visit.check_form(&web.frame, &value)?;
                checked = true;
            } else {
                form.values.insert(name, value);
            }
        }
    }
    if !checked {
        return Err(PageError::StaleForm);
    }
    let known = libraries(&web, &session).await?;
    let Some(library) = known.iter().find(|one| one.value == form.value("library")).map(|one| one.value.clone()) else {
        form.fault("library", "card-library-not-yours");
        return show_form(&web, &visit, &session, form).await;
    };
    let (called, bytes) = file.unwrap_or_default();
    let day = today(web.db.clock());
    let read = tokio::task::spawn_blocking(move || {
        patron_file::read(&bytes, day)?;
        patron_file::text_of(&bytes)
    });
    let text = match read.await? {
        Ok(text) => text,
        Err(fault) => {
            form.fault("file", fault_message(&fault));
            return show_form(&web, &visit, &session, form).await;
        }
    };
    let mut write = web.db.write().await?;
    let id = patron_file::keep(&mut write, &session.account.id, &library, &called, &text).await.map_err(page)?;
    write.commit().await?;
    Ok(Redirect::to(&paths::file(&id)).into_response())
}

fn too_large(error: axum::extract::multipart::MultipartError) -> PageError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        PageError::TooLarge { limit: FILE_MOST as u64 }
    } else {
        PageError::BadRequest
    }
}

fn fault_message(fault: &FileFault) -> &'static str {
    match fault {
        FileFault::Empty => "card-file-empty",
        FileFault::NotATable => "card-file-no-table",
        FileFault::Missing(_) => "card-file-missing",
        FileFault::Twice(_) => "card-file-twice",
        FileFault::TooLong => "card-file-too-long",
    }
}

async fn kept(web: &Web, session: &people::Session, id: &str) -> Result<(patron_file::Kept, PatronFile), PageError> {
    let kept = patron_file::kept(&mut web.db.read().await?, &session.account.id, id).await.map_err(page)?;
    let day = today(web.db.clock());
    let (kept, file) = tokio::task::spawn_blocking(move || {
        let file = patron_file::read(kept.content.as_bytes(), day);
        (kept, file)
    })
    .await?;
    Ok((kept, file.map_err(PageError::internal)?))
}

/// `GET /bureau/guichet/fichier/{file}`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session)?;
    let (kept, file) = kept(&web, &session, &id).await?;
    let mut read = web.db.read().await?;
    let plan = patron_file::plan(&mut read, web.db.clock(), &kept.library, &file).await.map_err(page)?;
    let names = Names::read(&mut read).await?;
    drop(read);
    let mut lines: Vec<Refused> = file
        .refused
        .iter()
        .map(|(line, fault)| Refused { line: *line, fault: fault.code(), about: fault.about() })
        .chain(plan.refused().map(|(planned, doubt)| Refused {
            line: planned.line,
            fault: doubt.code(),
            about: planned.name.clone(),
        }))
        .collect();
    lines.sort_by_key(|one| one.line);
    let view = PlanView {
        library: names.library(Some(&kept.library)),
        action: paths::file(&kept.id),
        name: kept.name,
        separator: if file.separator == '\t' { "⇥".to_owned() } else { file.separator.to_string() },
        encoding: file.encoding,
        columns: file
            .columns
            .iter()
            .map(|(name, taken)| ColumnView {
                name: name.clone(),
                taken: taken.map(|column| format!("{column:?}").to_lowercase()),
            })
            .collect(),
        new: plan.count(Deed::New),
        changed: plan.count(Deed::Changed),
        same: plan.count(Deed::Same),
        refused: lines.len(),
        lines: lines.into_iter().take(SHOWN).collect(),
    };
    Ok(private(web.frame.render(&visit, "card/desk_plan.html", &view)?))
}

/// `POST /bureau/guichet/fichier/{file}`
pub(super) async fn decide(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let form = sent.checked(&web.frame, &visit)?;
    let (kept, file) = kept(&web, &session, &id).await?;
    let done = match form.value("decision") {
        "yes" => Some(patron_file::apply(&web.db, &session.actor(), &kept.library, &file).await.map_err(page)?),
        _ => None,
    };
    let mut write = web.db.write().await?;
    patron_file::drop_file(&mut write, &kept.id).await.map_err(page)?;
    write.commit().await?;
    Ok(match done {
        Some(plan) => {
            let (new, changed) = (plan.count(Deed::New).to_string(), plan.count(Deed::Changed).to_string());
            web.done(&visit, "card-file-done", &[("new", &new), ("changed", &changed)], paths::DESK)
        }
        None => web.done(&visit, "card-file-dropped", &[], paths::DESK_FILE),
    })
}
