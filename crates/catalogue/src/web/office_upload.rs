//! A file sent to a source: received on disk, looked at, kept with what is to be done with it, imported in its turn.

use std::io::ErrorKind;
use std::path::PathBuf;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use people::Permission;
use people::web::Staff;
use shell::{Flash, FormState, PageError, Tone, Visit};
use tokio::io::AsyncWriteExt;

use super::office::Office;
use super::office_intake::{self, Waiting};
use crate::model::{Library, Source, SourceKind};
use crate::pages::office_import::{self, UploadPage};
use crate::pages::paths;

type Page = Result<Response, PageError>;

/// The largest file taken through the browser, in bytes; the command line has no limit.
pub(crate) const LARGEST: u64 = 512 << 20;
/// What surrounds the file in the form, in bytes.
pub(crate) const ENVELOPE: u64 = 64 << 10;

/// `GET /bureau/sources/{source}/import`
pub(crate) async fn form(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(source): Path<i64>,
) -> Page {
    let (_, source, library) = office.source(session, Permission::ImportRecords, source).await?;
    if source.kind == SourceKind::Oai {
        return Err(PageError::NotFound);
    }
    show(&office, &visit, &source, &library, FormState::default())
}

fn show(office: &Office, visit: &Visit, source: &Source, library: &Library, form: FormState) -> Page {
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = UploadPage {
        source: source.name.clone(),
        library: library.name.clone(),
        action: paths::office_upload(source.id),
        limit: LARGEST,
        form,
    };
    Ok((status, office_import::render_upload(&office.web.frame, visit, &view)?).into_response())
}

/// Why a file was not taken.
enum Refusal {
    /// Words to show beside the field: a message's name.
    Said(&'static str),
    /// A page of its own.
    Page(PageError),
}

impl From<MultipartError> for Refusal {
    fn from(error: MultipartError) -> Refusal {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            return Refusal::Page(PageError::TooLarge { limit: LARGEST });
        }
        tracing::info!(%error, "an upload stopped before its end");
        Refusal::Said("catalogue-upload-cut")
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Refusal {
        if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
            tracing::error!(%error, "an upload could not be kept");
            return Refusal::Said("catalogue-upload-no-room");
        }
        Refusal::Page(PageError::internal(error))
    }
}

/// `POST /bureau/sources/{source}/import`
pub(crate) async fn receive(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(source): Path<i64>,
    headers: HeaderMap,
    multipart: Option<Multipart>,
) -> Page {
    let (reach, source, library) = office.source(session, Permission::ImportRecords, source).await?;
    if source.kind == SourceKind::Oai {
        return Err(PageError::NotFound);
    }
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > LARGEST + ENVELOPE) {
        return Err(PageError::TooLarge { limit: LARGEST });
    }
    // Without multipart there is no token either.
    let multipart = multipart.ok_or(PageError::StaleForm)?;
    let mut typed = FormState::default();
    let actor = reach.session().actor();
    match read_form(&office, &visit, multipart, &mut typed).await {
        Ok(received) => {
            let waiting = Waiting {
                source: source.id,
                label: received.label,
                full_load: typed.value("full") == "1",
                actor: actor.to_string(),
                bytes_total: received.bytes_total,
            };
            let details = serde_json::json!({ "full_load": waiting.full_load, "library": library.code });
            office_intake::keep(&office, &received.id, &waiting).await.map_err(PageError::internal)?;
            let mut write = office.web.engine.db().write().await?;
            let subject = format!("source:{}", source.id);
            people::audit::append(&mut write, &actor, "catalogue.import_asked", &subject, &details).await?;
            write.commit().await?;
            match office_intake::begin(&office, received.id, waiting).await? {
                Some(run) => Ok(Redirect::to(&paths::office_run(run)).into_response()),
                None => {
                    let text = office.web.frame.messages().text(visit.lang, "catalogue-upload-waiting");
                    Ok(Flash { tone: Tone::Note, text }.redirect(&office.web.frame, paths::OFFICE_SOURCES))
                }
            }
        }
        Err(Refusal::Page(error)) => Err(error),
        Err(Refusal::Said(message)) => {
            typed.fault("file", message);
            show(&office, &visit, &source, &library, typed)
        }
    }
}

/// A file on our disk.
struct Received {
    id: String,
    label: String,
    /// Its size, unless it is compressed: then how much there is to read is not known.
    bytes_total: Option<u64>,
}

async fn read_form(
    office: &Office,
    visit: &Visit,
    mut multipart: Multipart,
    typed: &mut FormState,
) -> Result<Received, Refusal> {
    let mut welcome = false;
    let mut part: Option<(Part, String)> = None;
    while let Some(field) = multipart.next_field().await? {
        match field.name().unwrap_or_default() {
            "form_token" => {
                let token = field.text().await?;
                visit.check_form(&office.web.frame, &token).map_err(Refusal::Page)?;
                welcome = true;
            }
            "full" => {
                let value: String = field.text().await?.chars().take(1).collect();
                typed.values.insert("full".to_owned(), value);
            }
            // Nothing is written for a form that is not ours: the token comes before the file.
            "file" if welcome && part.is_none() => {
                let label = label(field.file_name().unwrap_or_default());
                part = Some((Part::receive(office, field).await?, label));
            }
            "file" => return Err(Refusal::Page(PageError::StaleForm)),
            _ => {}
        }
    }
    if !welcome {
        return Err(Refusal::Page(PageError::StaleForm));
    }
    let Some((part, label)) = part else { return Err(Refusal::Said("catalogue-upload-none")) };
    if part.bytes == 0 {
        let nothing_chosen = label.is_empty();
        return Err(Refusal::Said(if nothing_chosen { "catalogue-upload-none" } else { "catalogue-upload-empty" }));
    }
    let path = part.path.clone();
    let look = tokio::task::spawn_blocking(move || office_intake::look(&path)).await;
    let look = look.map_err(|error| Refusal::Page(PageError::internal(error)))??;
    if !look.holds_records {
        return Err(Refusal::Said("catalogue-upload-not-marc"));
    }
    let bytes_total = (!look.compressed).then_some(part.bytes);
    Ok(Received { id: part.finish(office).await?, label, bytes_total })
}

/// The file's name as the report shows it: its last part, without what a terminal or a page would obey.
fn label(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(120).collect()
}

/// A file being received: removed when dropped before its end.
struct Part {
    id: String,
    path: PathBuf,
    bytes: u64,
    finished: bool,
}

impl Part {
    async fn receive(office: &Office, mut field: Field<'_>) -> Result<Part, Refusal> {
        tokio::fs::create_dir_all(&office.uploads).await?;
        let id = store::new_id();
        let path = office.uploads.join(format!("{id}.part"));
        let mut part = Part { id, path, bytes: 0, finished: false };
        let mut file = tokio::fs::File::create_new(&part.path).await?;
        while let Some(chunk) = field.chunk().await? {
            part.bytes += chunk.len() as u64;
            if part.bytes > LARGEST {
                return Err(Refusal::Page(PageError::TooLarge { limit: LARGEST }));
            }
            file.write_all(&chunk).await?;
        }
        file.sync_all().await?;
        Ok(part)
    }

    /// Gives the file its name; returns its identifier.
    async fn finish(mut self, office: &Office) -> Result<String, Refusal> {
        tokio::fs::rename(&self.path, office_intake::file(office, &self.id)).await?;
        self.finished = true;
        Ok(self.id.clone())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.finished
            && let Err(error) = std::fs::remove_file(&self.path)
            && error.kind() != ErrorKind::NotFound
        {
            tracing::warn!(%error, path = %self.path.display(), "a file half received could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_the_last_part_of_a_name_and_says_nothing_to_a_terminal() {
        assert_eq!(label("C:\\exports\\mai.mrc"), "mai.mrc");
        assert_eq!(label("../../etc/passwd"), "passwd");
        assert_eq!(label("a\u{1b}[31m.mrc"), "a[31m.mrc");
        assert_eq!(label(&"x".repeat(500)).len(), 120);
    }
}
