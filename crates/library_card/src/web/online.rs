//! Registering online: a card at once, good everywhere once a desk has seen its holder.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use people::holder::age_on;
use people::web::{Visitor, set_session_cookies};
use people::{Actor, Client, Error as PeopleError, NewHolder, Session};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};

use super::views::{CommuneChoice, Names};
use super::{Web, page, paths, people_page};
use crate::cards::{self, Beginning, CONFIRM_DAYS, today};
use crate::typed_day::past_day;

type Page = Result<Response, PageError>;

/// Younger than this, one registers at a desk with a parent: the age from which one consents alone to an online service
/// (loi n° 78-17 du 6 janvier 1978, article 45).
const ALONE_FROM: u8 = 15;

/// `card/online.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Online {
    pub(super) step: &'static str,
    pub(super) action: &'static str,
    pub(super) days: i32,
    pub(super) communes: Vec<CommuneChoice>,
    pub(super) libraries: Vec<Choice>,
    pub(super) form: FormState,
}

/// `GET /carte/inscription`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Visitor(session): Visitor) -> Page {
    if has_one(&web, session.as_ref()).await? {
        return Ok(axum::response::Redirect::to(paths::MINE).into_response());
    }
    show(&web, &visit, FormState::default()).await
}

/// Whether whoever is signed in has a card of their own already.
async fn has_one(web: &Web, session: Option<&Session>) -> Result<bool, PageError> {
    match session {
        Some(session) => Ok(web.people.holder(&session.account.id).await.map_err(people_page)?.is_some()),
        None => Ok(false),
    }
}

async fn show(web: &Web, visit: &Visit, form: FormState) -> Page {
    let names = Names::read(&mut web.db.read().await?).await?;
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = Online {
        step: "form",
        action: paths::ONLINE,
        days: CONFIRM_DAYS,
        communes: names.communes,
        libraries: names.libraries,
        form: form.without(&["pin", "again"]),
    };
    Ok((status, web.frame.render(visit, "card/online.html", &view)?).into_response())
}

/// What a form of registration says of a person, here and at the desk.
pub(super) struct Typed {
    pub(super) given_name: String,
    pub(super) family_name: String,
    pub(super) birth_date: Option<Date>,
    pub(super) postal_code: Option<String>,
    pub(super) commune: Option<String>,
    pub(super) library: Option<String>,
    pub(super) email: Option<String>,
}

/// Reads what both forms ask, noting each fault beside its field.
pub(super) fn read_typed(form: &mut FormState, names: &Names, today: Date) -> Typed {
    let text = |form: &FormState, field: &str| Some(form.value(field).to_owned()).filter(|text| !text.is_empty());
    for field in ["given_name", "family_name"] {
        let typed = form.value(field).to_owned();
        if !typed.chars().any(char::is_alphanumeric) || typed.chars().count() > 100 {
            form.fault(field, "card-name-needed");
        }
    }
    let birth_date = past_day(form.value("birth_date"), today);
    if birth_date.is_none() {
        form.fault("birth_date", "card-birth-needed");
    }
    let postal_code = text(form, "postal_code");
    if postal_code.as_ref().is_some_and(|code| code.len() > 10) {
        form.fault("postal_code", "card-postal-wrong");
    }
    let commune = text(form, "commune").filter(|insee| names.communes.iter().any(|one| one.value == *insee));
    let library = text(form, "library").filter(|id| names.libraries.iter().any(|one| one.value == *id));
    if library.is_none() {
        form.fault("library", "card-library-needed");
    }
    Typed {
        given_name: form.value("given_name").to_owned(),
        family_name: form.value("family_name").to_owned(),
        birth_date,
        postal_code,
        commune,
        library,
        email: text(form, "email"),
    }
}

/// `POST /carte/inscription`
pub(super) async fn register(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    client: Client,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    if has_one(&web, session.as_ref()).await? {
        return Ok(axum::response::Redirect::to(paths::MINE).into_response());
    }
    let names = Names::read(&mut web.db.read().await?).await?;
    let today = today(web.db.clock());
    let typed = read_typed(&mut form, &names, today);
    if typed.birth_date.and_then(|born| age_on(born, today)).is_some_and(|age| age < ALONE_FROM) {
        form.fault("birth_date", "card-too-young-alone");
    }
    let chosen = form.value("pin").to_owned();
    if chosen != form.value("again") {
        form.fault("again", "card-pin-different");
    }
    if people::pin::check(&chosen, typed.birth_date).is_err() {
        form.fault("pin", "card-pin-weak");
    }
    if !form.is_sound() {
        return show(&web, &visit, form).await;
    }
    let hash = web.people.hash_pin(&chosen, typed.birth_date).await.map_err(people_page)?;
    let mut write = web.db.write().await?;
    web.people.count_registration(&mut write, &client).await.map_err(people_page)?;
    let new = NewHolder {
        given_name: &typed.given_name,
        family_name: &typed.family_name,
        birth_date: typed.birth_date,
        postal_code: typed.postal_code.as_deref(),
        commune: typed.commune.as_deref(),
        library: typed.library.as_deref(),
        language: visit.lang.code(),
        origin: "online",
        ..NewHolder::default()
    };
    let made = cards::register(&mut write, &Actor::System("online"), &new, Some(&hash), Beginning::default())
        .await
        .map_err(page)?;
    if let Some(email) = &typed.email {
        match web.post_address_letter(&mut write, &made.account, email).await {
            Ok(()) => {}
            Err(crate::Error::People(PeopleError::InvalidEmail(_)) | crate::Error::Mail(mail::Error::Address)) => {
                drop(write);
                form.fault("email", "staff-email-wrong");
                return show(&web, &visit, form).await;
            }
            Err(other) => return Err(page(other)),
        }
    }
    write.commit().await?;
    let signed_in = web.people.sign_in_with_card(&made.card.number, &chosen, &client).await.map_err(people_page)?;
    let mut response = web.done(&visit, "card-online-done", &[], paths::MINE);
    set_session_cookies(response.headers_mut(), &signed_in, web.db.clock().now_ms(), web.secure);
    Ok(response)
}
