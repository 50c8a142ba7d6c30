//! Linking an account at a library, and letting it go.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use people::web::Staff;
use serde::{Deserialize, Serialize};
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use super::accounts::{NotLinked, Typed};
use super::household::Household;
use super::paths;
use super::shelf_page::{names, private};
use super::words::{page, say};
use crate::{Connected, Error, Failure, Web};

type Page = Result<Response, PageError>;

/// What an address may carry: for whom, and where to go afterwards.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    /// An account of the household.
    #[serde(default)]
    pour: String,
    /// A page of ours to go on with.
    #[serde(default)]
    suite: String,
}

/// Only the pages that lead here may be gone back to: an address from outside must not become a way out.
fn next(asked: &str) -> Option<&str> {
    let ours = asked.starts_with("/ma-carte/reserver/") && asked.len() <= 1_000 && !asked.chars().any(char::is_control);
    ours.then_some(asked)
}

/// `loans/libraries.html`
#[derive(Debug, Clone, Serialize)]
struct Libraries {
    libraries: Vec<Choice>,
    /// Whether anyone of the household has a card that is good today.
    has_card: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Choice {
    name: String,
    href: String,
}

/// `GET /ma-carte/prets/relier`
pub(super) async fn libraries(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Query(asked): Query<Asked>,
) -> Page {
    let household = Household::of(&web.db, &session).await?;
    let pour = household.person(&asked.pour).map_or(household.viewer(), |person| &person.account);
    let connections = web.systems.all().await.map_err(page)?;
    let mut libraries: Vec<Choice> = names(&web)
        .await?
        .into_iter()
        .filter(|(id, _)| connections.contains_key(id))
        .map(|(id, name)| Choice { href: paths::add(&id, pour), name })
        .collect();
    libraries.sort_by(|a, b| a.name.cmp(&b.name));
    let view = Libraries { libraries, has_card: household.people.iter().any(|person| person.has_card) };
    Ok(private(web.frame.render(&visit, "loans/libraries.html", &view)?))
}

/// `loans/link.html`
#[derive(Debug, Clone, Serialize)]
struct Form {
    library: String,
    people: Vec<Someone>,
    /// Whether the library takes the network's own number.
    network_card: bool,
    asks_code: bool,
    action: String,
    next: String,
    form: FormState,
    /// The fault of the whole form, in words.
    fault: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Someone {
    account: String,
    name: String,
    chosen: bool,
    card_number: String,
}

/// `GET /ma-carte/prets/relier/{institution}`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(institution): Path<String>,
    Query(asked): Query<Asked>,
) -> Page {
    let household = Household::of(&web.db, &session).await?;
    show(&web, &visit, &household, &institution, &asked, FormState::default(), None).await
}

async fn connected(web: &Web, institution: &str) -> Result<(Connected, String), PageError> {
    let connected = web.systems.of(institution).await.map_err(page)?.ok_or(PageError::NotFound)?;
    let found = programme::institution::by_id(&mut web.db.read().await?, institution).await;
    Ok((connected, found.map_err(|error| page(error.into()))?.name))
}

async fn show(
    web: &Web,
    visit: &Visit,
    household: &Household,
    institution: &str,
    asked: &Asked,
    form: FormState,
    fault: Option<String>,
) -> Page {
    let (connected, library) = connected(web, institution).await?;
    let with_card: Vec<_> = household.people.iter().filter(|person| person.has_card).collect();
    let chosen = household.person(&asked.pour).map_or(household.viewer(), |person| &person.account);
    let status = match form.is_sound() && fault.is_none() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let view = Form {
        library,
        people: with_card
            .iter()
            .map(|person| Someone {
                account: person.account.clone(),
                name: person.name.clone(),
                chosen: person.account == chosen,
                card_number: person.card_number.clone(),
            })
            .collect(),
        network_card: connected.settings.network_card,
        asks_code: connected.settings.asks_pin,
        action: format!("{}/{institution}", paths::LIBRARIES),
        next: next(&asked.suite).unwrap_or_default().to_owned(),
        form: form.without(&["code"]),
        fault,
    };
    Ok((status, private(web.frame.render(visit, "loans/link.html", &view)?)).into_response())
}

/// `POST /ma-carte/prets/relier/{institution}`
pub(super) async fn link(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(institution): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let household = Household::of(&web.db, &session).await?;
    let asked = Asked { pour: form.value("pour").to_owned(), suite: form.value("suite").to_owned() };
    let person = match asked.pour.as_str() {
        "" => household.person(household.viewer()),
        account => household.person(account),
    };
    let person = person.ok_or(PageError::NotFound)?.clone();
    // A code may begin or end with a blank: it is taken as typed.
    let code = form.values.get("code").cloned().unwrap_or_default();
    let number = form.value("number").to_owned();
    let typed = Typed { number: &number, code: &code, keep_code: form.value("keep_code") == "1" };
    let (_, library) = connected(&web, &institution).await?;
    let fault = match web.accounts.link(household.viewer(), &person.account, &institution, &typed).await {
        Ok(_) => {
            let text = say(&web.frame, visit.lang, "loans-linked", &[("library", library.into())]);
            let to = next(&asked.suite).unwrap_or(paths::SHELF);
            return Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, to));
        }
        Err(NotLinked::Ours(Error::NotFound)) => return Err(PageError::NotFound),
        Err(NotLinked::Number) => {
            form.fault("number", "loans-number-wrong");
            None
        }
        Err(NotLinked::Code) => {
            form.fault("code", "loans-code-wrong");
            None
        }
        Err(NotLinked::KeepCode) => {
            form.fault("keep_code", "loans-keep-code-needed");
            None
        }
        Err(NotLinked::NoCard) => Some(say(&web.frame, visit.lang, "loans-no-card", &[])),
        Err(NotLinked::Ours(Error::TooMany)) => Some(say(&web.frame, visit.lang, "loans-too-many-links", &[])),
        Err(NotLinked::Ours(Error::TooManyTries { retry_after_ms })) => {
            let minutes = (retry_after_ms.max(1) + 59_999) / 60_000;
            Some(say(&web.frame, visit.lang, "loans-too-many-tries", &[("n", minutes.into())]))
        }
        Err(NotLinked::Library(failure)) => {
            let key = match failure {
                Failure::BadCredentials => "loans-not-known",
                Failure::Refused { .. } => "loans-link-refused",
                Failure::NotSupported => "loans-link-not-supported",
                Failure::Odd { .. } => "loans-link-odd",
                _ => "loans-link-down",
            };
            let words = match failure {
                Failure::Refused { words } => words,
                _ => String::new(),
            };
            Some(say(&web.frame, visit.lang, key, &[("library", library.into()), ("words", words.into())]))
        }
        Err(NotLinked::Ours(other)) => return Err(page(other)),
    };
    show(&web, &visit, &household, &institution, &asked, form, fault).await
}

/// `POST /ma-carte/prets/compte/{link}/retirer`
pub(super) async fn unlink(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let household = Household::of(&web.db, &session).await?;
    let link = household.link(&web.db, &id).await?;
    web.accounts.unlink(&link.account, &link.id).await.map_err(page)?;
    let text = say(&web.frame, visit.lang, "loans-unlinked", &[]);
    Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, paths::SHELF))
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn only_pages_of_ours_are_gone_on_with() {
        assert!(next("/ma-carte/reserver/018f/12?titre=Nana").is_some());
        for outside in
            ["https://exemple.fr", "//exemple.fr", "/ma-carte", "/ma-carte/reserver", "/ma-carte/reserver/\r\n"]
        {
            assert!(next(outside).is_none(), "{outside}");
        }
    }
}
