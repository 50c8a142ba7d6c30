//! Passkeys made and removed, and addresses confirmed by their link.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use people::web::Staff;
use people::{Client, Error as PeopleError, PasskeyOffer};
use serde::Serialize;
use serde_json::json;
use shell::{FormState, PageError, SentForm, Visit};

use super::mine::show_with;
use super::mine_changes::unproved;
use super::{Web, page, paths, people_page};

type Page = Result<Response, PageError>;

/// `POST /ma-carte/cles/defi`: what a browser needs to make a passkey (WebAuthn §5.4), bytes in base64url.
pub(super) async fn challenge(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    client: Client,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let party = web.party.as_deref().ok_or(PageError::NotFound)?;
    let id = &session.account.id;
    let challenge = web.people.passkey_challenge(Some(id), &client).await.map_err(people_page)?;
    let known = web.people.passkeys(id).await.map_err(people_page)?;
    Ok(Json(json!({
        "challenge": challenge,
        "rp": { "id": party.id, "name": web.frame.theme().name },
        "user": { "id": id, "name": session.account.email.as_deref().unwrap_or(&session.account.name),
                  "displayName": session.account.name },
        "exclude": known.iter().map(|one| &one.id).collect::<Vec<_>>(),
    }))
    .into_response())
}

/// `POST /ma-carte/cles`: keeps a passkey just made.
pub(super) async fn add_passkey(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let party = web.party.as_deref().ok_or(PageError::NotFound)?;
    if let Some(wrong) = unproved(&web, &session, &form).await? {
        let mut form = form;
        form.fault("passkey", wrong);
        return show_with(&web, &visit, &session, form).await;
    }
    let offer = PasskeyOffer {
        client_data: form.value("client_data").to_owned(),
        attestation: form.value("attestation").to_owned(),
        name: form.value("name").to_owned(),
    };
    match web.people.add_passkey(&session, party, &offer).await {
        Ok(()) => Ok(web.done(&visit, "card-passkey-added", &[], paths::MINE)),
        Err(PeopleError::Passkey(why)) => {
            tracing::info!(why, "a passkey was not kept");
            Ok(web.refused(&visit, "card-passkey-refused", paths::MINE))
        }
        Err(other) => Err(people_page(other)),
    }
}

/// `POST /ma-carte/cles/{passkey}/retirer`
pub(super) async fn remove_passkey(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    web.people.remove_passkey(&session, &id).await.map_err(people_page)?;
    Ok(web.done(&visit, "card-passkey-removed", &[], paths::MINE))
}

/// `card/online.html` for a link that confirms an address.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Address {
    pub(super) step: &'static str,
    pub(super) action: String,
    pub(super) form: FormState,
}

/// `GET /carte/adresse/{token}`: asks before it confirms, because mail programs open links by themselves.
pub(super) async fn address(State(web): State<Web>, visit: Visit, Path(token): Path<String>) -> Page {
    let view = Address { step: "address", action: paths::address(&token), form: FormState::default() };
    Ok(web.frame.render(&visit, "card/online.html", &view)?.into_response())
}

/// `POST /carte/adresse/{token}`
pub(super) async fn confirm_address(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut write = web.db.write().await?;
    let fault = match web.people.confirm_email(&mut write, &token).await {
        Ok((account, before)) => {
            if let Some(before) = before {
                web.post_address_changed(&mut write, &account, before).await.map_err(page)?;
            }
            write.commit().await?;
            let response = web.done(&visit, "card-address-confirmed", &[], paths::MINE);
            return Ok(if visit.person.is_some() {
                response
            } else {
                web.done(&visit, "card-address-confirmed", &[], "/connexion")
            });
        }
        Err(PeopleError::LinkInvalid) => "card-address-gone",
        Err(PeopleError::EmailTaken) => "card-address-taken",
        Err(other) => return Err(people_page(other)),
    };
    drop(write);
    form.fault("", fault);
    let view = Address { step: "address", action: paths::address(&token), form };
    let page = web.frame.render(&visit, "card/online.html", &view)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
