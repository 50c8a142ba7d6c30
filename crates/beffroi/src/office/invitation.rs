//! Accepting an invitation: choosing a password with the link received.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use crate::app::App;

type Page = Result<Response, PageError>;

/// `shell/invitation.html`. The form posts `password` and `again` to `action`.
#[derive(Debug, Serialize)]
struct Invitation {
    form: FormState,
    action: String,
}

/// `GET /invitation/{token}`. Says nothing of whether the link is good: it is not spent by being looked at.
pub(crate) async fn form(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> Page {
    show(&app, &visit, &token, FormState::default())
}

fn show(app: &App, visit: &Visit, token: &str, form: FormState) -> Page {
    if token.len() != 64 || !token.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(PageError::NotFound);
    }
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = Invitation { form: form.without(&["password", "again"]), action: format!("/invitation/{token}") };
    let page = app.frame.render(visit, "shell/invitation.html", &view)?;
    // The address is a secret: it must not reach another site.
    Ok((status, [("referrer-policy", "no-referrer")], page).into_response())
}

/// `POST /invitation/{token}`
pub(crate) async fn accept(State(app): State<App>, visit: Visit, Path(token): Path<String>, sent: SentForm) -> Page {
    let mut form = sent.checked(&app.frame, &visit)?;
    let password = form.values.get("password").cloned().unwrap_or_default();
    if form.values.get("again") != Some(&password) {
        form.fault("again", "invitation-different");
        return show(&app, &visit, &token, form);
    }
    match app.people.accept_invitation(&token, &password).await {
        Ok(_) => {
            let text = app.frame.messages().text(visit.lang, "invitation-accepted");
            Ok(Flash { tone: Tone::Done, text }.redirect(&app.frame, "/connexion"))
        }
        Err(people::Error::WeakPassword { .. }) => {
            form.fault("password", "staff-password-weak");
            show(&app, &visit, &token, form)
        }
        Err(people::Error::InvitationInvalid) => {
            form.fault("", "invitation-invalid");
            show(&app, &visit, &token, form)
        }
        Err(other) => Err(PageError::internal(other)),
    }
}
