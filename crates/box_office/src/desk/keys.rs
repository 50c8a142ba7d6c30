//! Keys of an institution's other programs: made, shown once, taken back.

use axum::extract::{Path, State};
use people::web::Staff;
use people::{Permission, Session};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::answers::{Page, back, done, fault, noted, page};
use super::scope::{institutions, may, require};
use super::views::Choice;
use crate::{Error, Web, keys};

const HERE: &str = "/bureau/billetterie/cles";

/// `box_office/desk/keys.html`
#[derive(Debug, Clone, Serialize)]
struct KeysPage {
    keys: Vec<KeyLine>,
    institutions: Vec<Choice>,
    /// The key just made: it is not kept, and shown this once.
    secret: Option<String>,
    base: String,
    fault: Option<String>,
    form: FormState,
}

#[derive(Debug, Clone, Serialize)]
struct KeyLine {
    label: String,
    institution: String,
    begins: String,
    created_at: String,
    used_at: Option<String>,
    revoked_at: Option<String>,
    revoke: String,
}

async fn show(
    web: &Web,
    visit: &Visit,
    session: &Session,
    (secret, told): (Option<String>, Option<String>),
    form: FormState,
) -> Page {
    let mut read = web.db.read().await?;
    let mine = institutions(&mut read, session, Permission::ManageTickets).await?;
    let mut lines = Vec::new();
    for one in &mine {
        for key in keys::of_institution(&mut read, &one.id).await.map_err(fault)? {
            lines.push(KeyLine {
                revoke: format!("{HERE}/{}", key.id),
                label: key.label,
                institution: one.name.clone(),
                begins: key.begins,
                created_at: key.created_at.to_string(),
                used_at: key.used_at.map(|at| at.to_string()),
                revoked_at: key.revoked_at.map(|at| at.to_string()),
            });
        }
    }
    drop(read);
    let view = KeysPage {
        keys: lines,
        institutions: mine.into_iter().map(|one| Choice { value: one.id, label: one.name }).collect(),
        secret,
        base: format!("{}/api/billetterie", web.public_url),
        fault: told,
        form,
    };
    let sound = view.form.is_sound() && view.fault.is_none();
    page(web, visit, "box_office/desk/keys.html", &view, sound)
}

/// `GET /bureau/billetterie/cles`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::ManageTickets)?;
    show(&web, &visit, &session, (None, None), FormState::default()).await
}

/// `POST /bureau/billetterie/cles`: the key is on the page that answers, and nowhere else.
pub(super) async fn make(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, Permission::ManageTickets)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let institution = match programme::institution::by_id(&mut web.db.read().await?, form.value("institution")).await {
        Ok(one) if may(&session, Permission::ManageTickets, &one) => Some(one),
        Ok(_) => return Err(PageError::Forbidden),
        Err(programme::Error::NotFound) => {
            form.fault("institution", "desk-seller-needed");
            None
        }
        Err(other) => return Err(PageError::internal(other)),
    };
    if form.value("label").is_empty() || form.value("label").chars().count() > 80 {
        form.fault("label", "desk-key-label-needed");
    }
    let (Some(institution), true) = (institution, form.is_sound()) else {
        return show(&web, &visit, &session, (None, None), form).await;
    };
    let mut write = web.db.write().await?;
    match keys::make(&mut write, &institution.id, form.value("label"), &session.actor()).await {
        Ok((_, secret)) => {
            write.commit().await?;
            show(&web, &visit, &session, (Some(secret), None), FormState::default()).await
        }
        Err(error) => {
            write.rollback().await?;
            let told = noted(&web, visit.lang, &mut form, error)?;
            show(&web, &visit, &session, (None, told), form).await
        }
    }
}

/// `POST /bureau/billetterie/cles/{key}`: takes it back.
pub(super) async fn revoke(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::ManageTickets)?;
    sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    let mut own = false;
    for one in institutions(&mut read, &session, Permission::ManageTickets).await? {
        own = own || keys::of_institution(&mut read, &one.id).await.map_err(fault)?.iter().any(|key| key.id == id);
    }
    drop(read);
    if !own {
        return Err(PageError::NotFound);
    }
    let mut write = web.db.write().await?;
    match keys::revoke(&mut write, &id, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            Ok(done(&web, &visit, "desk-done-key-revoked", &[], HERE))
        }
        Err(error @ Error::NotFound) => Err(fault(error)),
        Err(error) => {
            write.rollback().await?;
            back(&web, &visit, error, HERE)
        }
    }
}
