//! What a holder changes of themselves.

use axum::extract::{Path, State};
use axum::response::Response;
use people::web::Staff;
use people::{Error as PeopleError, Proof, audit, holder, pin};
use serde_json::json;
use shell::{FormState, PageError, SentForm, Visit};

use super::mine::{of_guardian, show_child, show_with};
use super::{Web, page, paths, people_page};
use crate::cards;

type Page = Result<Response, PageError>;

/// `POST /ma-carte/code`
pub(super) async fn pin(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    if form.value("new") != form.value("again") {
        form.fault("pin", "card-pin-different");
        return show_with(&web, &visit, &session, form).await;
    }
    let born = web.people.holder(&session.account.id).await.map_err(people_page)?.and_then(|held| held.birth_date);
    // Who has no PIN yet proves who they are by their password.
    match web.people.change_pin(&session, typed(&form, "old"), form.value("new"), born).await {
        Ok(()) => Ok(web.done(&visit, "card-pin-changed", &[], paths::MINE)),
        Err(PeopleError::WeakPin) => fault(&web, &visit, &session, form, "pin", "card-pin-weak").await,
        Err(PeopleError::BadCredentials) => {
            let has_pin = web.people.has_pin(&session.account.id).await.map_err(people_page)?;
            let wrong = if has_pin { "card-pin-old-wrong" } else { "card-password-old-wrong" };
            fault(&web, &visit, &session, form, "pin", wrong).await
        }
        Err(other) => Err(people_page(other)),
    }
}

/// What was typed in a field, as it was: a password may begin or end with a blank.
fn typed<'a>(form: &'a FormState, field: &str) -> &'a str {
    form.values.get(field).map_or("", String::as_str)
}

async fn fault(
    web: &Web,
    visit: &Visit,
    session: &people::Session,
    mut form: FormState,
    field: &str,
    message: &str,
) -> Page {
    form.fault(field, message);
    show_with(web, visit, session, form).await
}

/// `POST /ma-carte/mot-de-passe`
pub(super) async fn password(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let new = typed(&form, "new");
    if new != typed(&form, "again") {
        return fault(&web, &visit, &session, form, "password", "invitation-different").await;
    }
    match web.people.change_password(&session, typed(&form, "old"), new).await {
        Ok(()) => Ok(web.done(&visit, "card-password-changed", &[], paths::MINE)),
        Err(PeopleError::WeakPassword { .. }) => {
            fault(&web, &visit, &session, form, "password", "staff-password-weak").await
        }
        Err(PeopleError::BadCredentials) => {
            let wrong = wrong_proof(&web, &session).await?;
            fault(&web, &visit, &session, form, "password", wrong).await
        }
        Err(other) => Err(people_page(other)),
    }
}

/// Asks for the password or the PIN again; gives what to say when it is wrong.
pub(super) async fn unproved(
    web: &Web,
    session: &people::Session,
    form: &FormState,
) -> Result<Option<&'static str>, PageError> {
    match web.people.prove_again(session, typed(form, "old")).await {
        Ok(()) => Ok(None),
        Err(PeopleError::BadCredentials) => wrong_proof(web, session).await.map(Some),
        Err(other) => Err(people_page(other)),
    }
}

async fn wrong_proof(web: &Web, session: &people::Session) -> Result<&'static str, PageError> {
    Ok(match web.people.asks_proof(session).await.map_err(people_page)? {
        Some(Proof::Password) => "card-password-old-wrong",
        _ => "card-pin-old-wrong",
    })
}

/// `POST /ma-carte/adresse`
pub(super) async fn email(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    if let Some(wrong) = unproved(&web, &session, &form).await? {
        return fault(&web, &visit, &session, form, "address", wrong).await;
    }
    let mut write = web.db.write().await?;
    match web.post_address_letter(&mut write, &session.account.id, form.value("email")).await {
        Ok(()) => {
            write.commit().await?;
            Ok(web.done(&visit, "card-address-sent", &[("email", form.value("email"))], paths::MINE))
        }
        Err(crate::Error::People(PeopleError::InvalidEmail(_)) | crate::Error::Mail(mail::Error::Address)) => {
            drop(write);
            fault(&web, &visit, &session, form, "email", "staff-email-wrong").await
        }
        Err(other) => Err(page(other)),
    }
}

/// `POST /ma-carte/langue`
pub(super) async fn language(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let lang = shell::Lang::from_code(form.value("language")).ok_or(PageError::BadRequest)?;
    let mut write = web.db.write().await?;
    holder::set_language(&mut write, &session.account.id, lang.code()).await.map_err(people_page)?;
    write.commit().await?;
    // The address says it once; the browser remembers.
    let mut visit = visit;
    visit.lang = lang;
    Ok(web.done(&visit, "card-language-changed", &[], &format!("{}?lang={}", paths::MINE, lang.code())))
}

/// `POST /ma-carte/historique`
pub(super) async fn history(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let keep = form.value("keep") == "1";
    let mut write = web.db.write().await?;
    holder::keep_history(&mut write, &session.account.id, keep).await.map_err(people_page)?;
    write.commit().await?;
    let said = if keep { "card-history-on" } else { "card-history-off" };
    Ok(web.done(&visit, said, &[], paths::MINE))
}

/// `POST /ma-carte/perdue`: held back at once by its holder; a desk replaces it.
pub(super) async fn lost(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    sent.checked(&web.frame, &visit)?;
    let mut write = web.db.write().await?;
    match cards::suspend(&mut write, &session.actor(), &session.account.id).await {
        Ok(()) => {
            write.commit().await?;
            Ok(web.done(&visit, "card-lost-done", &[], paths::MINE))
        }
        Err(crate::Error::WrongState) => Ok(web.refused(&visit, "card-wrong-state", paths::MINE)),
        Err(other) => Err(page(other)),
    }
}

/// `POST /ma-carte/sessions`: ends all but the one at hand.
pub(super) async fn end_sessions(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    sent.checked(&web.frame, &visit)?;
    web.people.sign_out_everywhere(&session.account.id, Some(&session.id)).await.map_err(people_page)?;
    Ok(web.done(&visit, "card-sessions-ended", &[], paths::MINE))
}

/// `POST /ma-carte/sessions/{session}`
pub(super) async fn end_session(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    web.people.end_session(&session.account.id, &id).await.map_err(people_page)?;
    Ok(web.done(&visit, "card-session-ended", &[], paths::MINE))
}

/// `POST /ma-carte/enfant/{account}`: a parent gives a child a PIN.
pub(super) async fn child_pin(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let held = of_guardian(&web, &session, &account).await?;
    if form.value("new") != form.value("again") {
        form.fault("new", "card-pin-different");
        return show_child(&web, &visit, &session, &account, form).await;
    }
    match web.people.hash_pin(form.value("new"), held.birth_date).await {
        Ok(hash) => {
            let mut write = web.db.write().await?;
            pin::set(&mut write, &account, &hash).await.map_err(people_page)?;
            let subject = format!("account:{account}");
            audit::append(&mut write, &session.actor(), "card.pin_given", &subject, &json!({})).await?;
            write.commit().await?;
            Ok(web.done(&visit, "card-pin-changed", &[], &paths::child(&account)))
        }
        Err(PeopleError::WeakPin) => {
            form.fault("new", "card-pin-weak");
            show_child(&web, &visit, &session, &account, form).await
        }
        Err(other) => Err(people_page(other)),
    }
}
