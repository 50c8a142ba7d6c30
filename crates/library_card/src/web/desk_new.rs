//! Registering someone at the desk, and putting a sheet right.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use people::holder::{OF_AGE, age_on};
use people::web::Staff;
use people::{Error as PeopleError, NewHolder, Permission, Session, Target, audit, card, card_number, holder, pin};
use serde::Serialize;
use serde_json::json;
use shell::office::Choice;
use shell::{FormState, Lang, PageError, SentForm, Visit, parse_pairs};

use super::desk::require;
use super::mine::private;
use super::online::{Typed, read_typed};
use super::views::{CommuneChoice, Line, Names};
use super::{Web, page, paths, people_page};
use crate::cards::{self, Beginning, today};

type Page = Result<Response, PageError>;

/// `card/desk_new.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct New {
    pub(super) action: String,
    /// Whether a sheet is put right rather than made.
    pub(super) known: bool,
    pub(super) communes: Vec<CommuneChoice>,
    pub(super) libraries: Vec<Choice>,
    /// Others of the same name and birth date.
    pub(super) twins: Vec<Line>,
    pub(super) form: FormState,
}

/// The libraries someone keeps cards for: one's own first in the form; for those of the network, all.
fn kept_by(session: &Session, names: &Names) -> Vec<Choice> {
    let own = |one: &&Choice| {
        let commune = names.places.get(&one.value).map(String::as_str);
        session.may(Permission::KeepCards, &Target::Institution { id: &one.value, commune })
    };
    names.libraries.iter().filter(own).cloned().collect()
}

/// `GET /bureau/guichet/nouveau`; `?parent=NUMBER` begins a child's, with its parent's card.
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session)?;
    let mut form = FormState::default();
    for (name, value) in parse_pairs(query.unwrap_or_default().as_bytes()) {
        if matches!(name.as_str(), "guardian" | "family_name" | "given_name" | "postal_code" | "commune") {
            form.values.insert(name, value.chars().take(100).collect());
        }
    }
    let names = Names::read(&mut web.db.read().await?).await?;
    let libraries = kept_by(&session, &names);
    show(&web, &visit, names, libraries, Vec::new(), form, None)
}

fn show(
    web: &Web,
    visit: &Visit,
    names: Names,
    libraries: Vec<Choice>,
    twins: Vec<Line>,
    form: FormState,
    known: Option<&str>,
) -> Page {
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = New {
        action: known.map_or_else(|| paths::DESK_NEW.to_owned(), |id| format!("{}/fiche", paths::sheet(id))),
        known: known.is_some(),
        communes: names.communes,
        libraries,
        twins,
        form,
    };
    Ok((status, private(web.frame.render(visit, "card/desk_new.html", &view)?)).into_response())
}

/// The parent named by their card's number, needed under eighteen.
async fn guardian(
    web: &Web,
    form: &mut FormState,
    typed: &Typed,
    own: Option<&str>,
) -> Result<Option<String>, PageError> {
    let number = form.value("guardian").to_owned();
    let minor = typed.birth_date.and_then(|born| age_on(born, today(web.db.clock()))).is_some_and(|age| age < OF_AGE);
    if number.is_empty() {
        if minor {
            form.fault("guardian", "card-guardian-needed");
        }
        return Ok(None);
    }
    let mut read = web.db.read().await?;
    let found = match card_number::read_any(&number) {
        Ok(number) => card::by_number(&mut read, &number).await.map_err(people_page)?,
        Err(_) => None,
    };
    let Some(found) = found.filter(|card| card.state.is_current()) else {
        form.fault("guardian", "card-guardian-unknown");
        return Ok(None);
    };
    let parent = holder::by_account(&mut read, &found.account).await.map_err(people_page)?;
    let grown = parent.and_then(|parent| parent.age_on(today(web.db.clock()))).is_none_or(|age| age >= OF_AGE);
    if !grown || own == Some(found.account.as_str()) {
        form.fault("guardian", "card-guardian-unfit");
        return Ok(None);
    }
    Ok(Some(found.account))
}

/// `POST /bureau/guichet/nouveau`
pub(super) async fn register(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let names = Names::read(&mut web.db.read().await?).await?;
    let libraries = kept_by(&session, &names);
    let typed = read_typed(&mut form, &names, today(web.db.clock()));
    if typed.library.as_ref().is_some_and(|id| !libraries.iter().any(|one| one.value == *id)) {
        form.fault("library", "card-library-not-yours");
    }
    let guardian = guardian(&web, &mut form, &typed, None).await?;
    if !form.is_sound() {
        return show(&web, &visit, names, libraries, Vec::new(), form, None);
    }
    if let Some(born) = typed.birth_date
        && form.value("another") != "1"
    {
        let mut read = web.db.read().await?;
        let twins = holder::twins(&mut read, &typed.given_name, &typed.family_name, born).await.map_err(people_page)?;
        if !twins.is_empty() {
            let line = |found: &holder::Found| Line::of(found, &names, paths::sheet(&found.holder.account), &web.db);
            let twins = twins.iter().map(line).collect();
            form.fault("", "card-twin");
            return show(&web, &visit, names, libraries, twins, form, None);
        }
    }
    let drawn = pin::random();
    let hash = web.people.hash_pin(&drawn, None).await.map_err(people_page)?;
    let mut write = web.db.write().await?;
    let language = Lang::from_code(form.value("language")).unwrap_or_default();
    let new = NewHolder {
        given_name: &typed.given_name,
        family_name: &typed.family_name,
        birth_date: typed.birth_date,
        postal_code: typed.postal_code.as_deref(),
        commune: typed.commune.as_deref(),
        library: typed.library.as_deref(),
        guardian: guardian.as_deref(),
        language: language.code(),
        origin: "desk",
        confirmed: true,
        ..NewHolder::default()
    };
    let made =
        cards::register(&mut write, &session.actor(), &new, Some(&hash), Beginning::default()).await.map_err(page)?;
    if let Some(email) = &typed.email {
        match web.post_address_letter(&mut write, &made.account, email).await {
            Ok(()) => {}
            Err(crate::Error::People(PeopleError::InvalidEmail(_)) | crate::Error::Mail(mail::Error::Address)) => {
                drop(write);
                form.fault("email", "staff-email-wrong");
                return show(&web, &visit, names, libraries, Vec::new(), form, None);
            }
            Err(other) => return Err(page(other)),
        }
    }
    write.commit().await?;
    let number = card_number::spaced(&made.card.number);
    Ok(web.done(&visit, "card-registered", &[("number", &number), ("pin", &drawn)], &paths::sheet(&made.account)))
}

/// `GET /bureau/guichet/{account}/fiche`
pub(super) async fn edit_form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
) -> Page {
    require(&session)?;
    let own = web.people.holder(&account).await.map_err(people_page)?.ok_or(PageError::NotFound)?;
    let person = web.people.account(&account).await.map_err(people_page)?;
    let mut read = web.db.read().await?;
    let names = Names::read(&mut read).await?;
    let parent = match &own.guardian {
        Some(id) => card::current(&mut read, id).await.map_err(people_page)?,
        None => None,
    };
    drop(read);
    let mut form = FormState::default();
    let fields = [
        ("given_name", Some(own.given_name)),
        ("family_name", Some(own.family_name)),
        ("birth_date", own.birth_date.map(|date| date.strftime("%d/%m/%Y").to_string())),
        ("postal_code", own.postal_code),
        ("commune", own.commune),
        ("library", own.library),
        ("guardian", parent.map(|card| card_number::spaced(&card.number))),
        ("language", Some(person.language)),
    ];
    form.values.extend(fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let libraries = names.libraries.clone();
    show(&web, &visit, names, libraries, Vec::new(), form, Some(&account))
}

/// `POST /bureau/guichet/{account}/fiche`
pub(super) async fn edit(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    web.people.holder(&account).await.map_err(people_page)?.ok_or(PageError::NotFound)?;
    let names = Names::read(&mut web.db.read().await?).await?;
    let typed = read_typed(&mut form, &names, today(web.db.clock()));
    let guardian = guardian(&web, &mut form, &typed, Some(&account)).await?;
    if !form.is_sound() {
        let libraries = names.libraries.clone();
        return show(&web, &visit, names, libraries, Vec::new(), form, Some(&account));
    }
    let language = Lang::from_code(form.value("language")).unwrap_or_default();
    let new = NewHolder {
        given_name: &typed.given_name,
        family_name: &typed.family_name,
        birth_date: typed.birth_date,
        postal_code: typed.postal_code.as_deref(),
        commune: typed.commune.as_deref(),
        library: typed.library.as_deref(),
        guardian: guardian.as_deref(),
        language: language.code(),
        ..NewHolder::default()
    };
    let mut write = web.db.write().await?;
    holder::update(&mut write, &account, &new).await.map_err(people_page)?;
    audit::append(&mut write, &session.actor(), "card.sheet_changed", &format!("account:{account}"), &json!({}))
        .await?;
    write.commit().await?;
    Ok(web.done(&visit, "card-sheet-changed", &[], &paths::sheet(&account)))
}
