//! A file sent by a librarian: received on disk as it comes, kept, then opened and offered as a draft.

use axum::extract::multipart::Field;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use people::web::Staff;
use people::{Permission, Session};
use programme::{InstitutionKind, institution};
use shell::office::Choice;
use shell::{FormState, PageError, Visit};

use super::editorial::done;
use super::office::{require, require_for};
use super::{Deposits, Page, Web, fault};
use crate::Error;
use crate::ingest::{Added, Details, Inbox, LARGEST, Part, Waiting};
use crate::pages::office::Deposit;
use crate::pages::paths;
use crate::records;

/// What surrounds the file in the form, in bytes.
pub(crate) const ENVELOPE: u64 = 64 << 10;
/// The longest text of a field beside the file, in bytes.
const TEXT_MOST: usize = 1 << 10;

/// `GET /bureau/mediatheque/deposer`
pub(crate) async fn form(State(Deposits { web, .. }): State<Deposits>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::ManageResources)?;
    show(&web, &visit, &session, FormState::default(), None).await
}

async fn show(web: &Web, visit: &Visit, session: &Session, form: FormState, refused: Option<String>) -> Page {
    let mut read = web.content.db.read().await?;
    let mut institutions = Vec::new();
    // The online library itself comes first: what is for the whole network is its own.
    let mut all: Vec<_> = institution::by_code(&mut read, records::LIBRARY).await.into_iter().collect();
    all.extend(institution::list(&mut read, Some(InstitutionKind::Library), None).await?);
    for one in all {
        if require_for(&mut read, session, Permission::ManageResources, &one.id).await.is_ok() {
            institutions.push(Choice { value: one.id, label: one.name });
        }
    }
    let wrong = refused.is_some() || !form.is_sound();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = Deposit { form, limit: LARGEST, institutions, refused };
    Ok((status, web.frame.render(visit, "mediatheque/office_deposit.html", &view)?).into_response())
}

/// `POST /bureau/mediatheque/deposer`
pub(crate) async fn receive(
    State(Deposits { web, inbox }): State<Deposits>,
    visit: Visit,
    Staff(session): Staff,
    headers: HeaderMap,
    multipart: Option<Multipart>,
) -> Page {
    require(&session, Permission::ManageResources)?;
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > LARGEST + ENVELOPE) {
        return Err(PageError::TooLarge { limit: LARGEST });
    }
    // Without multipart there is no token either.
    let mut multipart = multipart.ok_or(PageError::StaleForm)?;
    let (mut token, mut typed) = (String::new(), FormState::default());
    let mut checked = false;
    while let Some(field) = multipart.next_field().await.map_err(|_| PageError::BadRequest)? {
        match field.name().unwrap_or_default() {
            "form_token" => token = text(field).await?,
            "institution" => {
                let value = text(field).await?;
                typed.values.insert("institution".to_owned(), value);
            }
            "file" => {
                // Not a byte is written for a form that is not ours, or for a library that is not theirs.
                visit.check_form(&web.frame, &token)?;
                let institution = typed.value("institution").to_owned();
                let mut read = web.content.db.read().await?;
                require_for(&mut read, &session, Permission::ManageResources, &institution).await?;
                drop(read);
                checked = true;
                let file_name = field.file_name().unwrap_or_default().to_owned();
                let received = match receive_file(&inbox, field).await {
                    Ok(Some(part)) => part,
                    Ok(None) => break,
                    Err(Error::Fault(why)) => return show(&web, &visit, &session, typed, Some(why.to_string())).await,
                    Err(error) => return Err(fault(error)),
                };
                let waiting = Waiting {
                    file_name,
                    account: session.account.id.clone(),
                    institution,
                    details: Details::default(),
                };
                let taken = match inbox.keep(received, &waiting).await {
                    Ok(id) => inbox.take(&id).await,
                    Err(error) => Err(error),
                };
                return answer(&web, &visit, &session, typed, taken).await;
            }
            _ => {}
        }
    }
    if !checked {
        visit.check_form(&web.frame, &token)?;
    }
    typed.fault("file", "mediatheque-deposit-file-needed");
    show(&web, &visit, &session, typed, None).await
}

async fn text(mut field: Field<'_>) -> Result<String, PageError> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| PageError::BadRequest)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > TEXT_MOST {
            return Err(PageError::BadRequest);
        }
    }
    String::from_utf8(bytes).map_err(|_| PageError::BadRequest)
}

/// The file on our disk; nothing when none was chosen.
async fn receive_file(inbox: &Inbox, mut field: Field<'_>) -> Result<Option<Part>, Error> {
    if field.file_name().unwrap_or_default().is_empty() {
        return Ok(None);
    }
    let mut part = inbox.begin().await?;
    loop {
        match field.chunk().await {
            Ok(Some(piece)) => part.write(&piece).await?,
            Ok(None) => return Ok(Some(part)),
            Err(error) => {
                tracing::info!(%error, "a deposit stopped before its end");
                return Err(Error::Unfit("L’envoi s’est interrompu : rien n’a été gardé. Réessayez.".into()));
            }
        }
    }
}

async fn answer(web: &Web, visit: &Visit, session: &Session, typed: FormState, taken: Result<Added, Error>) -> Page {
    match taken {
        Ok(added) => done(web, visit, "mediatheque-deposit-done", &paths::office_resource(&added.resource.id)),
        Err(error @ (Error::Fault(_) | Error::Unfit(_))) => {
            show(web, visit, session, typed, Some(error.to_string())).await
        }
        Err(error) => Err(fault(error)),
    }
}
