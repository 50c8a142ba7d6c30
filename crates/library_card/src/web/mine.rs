//! The holder's own card, and those of the children they see to.

use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use people::web::Staff;
use people::{Session, card, holder};
use serde::Serialize;
use shell::{FormState, PageError, Visit};

use super::views::{CardView, Line, Names, instant};
use super::{Web, paths, people_page};
use crate::cards::today;

type Page = Result<Response, PageError>;

/// `card/mine.html`: everything someone can see and change of themselves.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mine {
    pub(super) name: String,
    pub(super) card: Option<CardView>,
    /// Days an online registration still waits for a desk.
    pub(super) confirm_days: Option<i64>,
    pub(super) library: String,
    pub(super) children: Vec<Line>,
    pub(super) guardian: Option<String>,
    pub(super) keeps_history: bool,
    pub(super) email: Option<String>,
    pub(super) email_asked: Option<String>,
    pub(super) language: String,
    pub(super) has_pin: bool,
    /// What is asked again before a way into the account is added or changed.
    pub(super) proof: Option<people::Proof>,
    pub(super) has_password: bool,
    pub(super) passkeys: Option<Vec<PasskeyLine>>,
    pub(super) sessions: Vec<SessionLine>,
    /// Other pages about oneself: message and address.
    pub(super) others: Vec<(&'static str, &'static str)>,
    pub(super) form: FormState,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct PasskeyLine {
    pub(super) name: String,
    pub(super) action: String,
    pub(super) made: String,
    pub(super) used: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct SessionLine {
    pub(super) device: String,
    pub(super) opened_by: &'static str,
    pub(super) seen: String,
    /// Where the form that ends it goes; none for the one at hand.
    pub(super) action: Option<String>,
}

/// `GET /ma-carte`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    show_with(&web, &visit, &session, FormState::default()).await
}

/// The page, with a form's faults when one was refused.
pub(super) async fn show_with(web: &Web, visit: &Visit, session: &Session, form: FormState) -> Page {
    let id = &session.account.id;
    let now = web.db.clock().now_ms();
    let sessions = web.people.sessions(id).await.map_err(people_page)?;
    let passkeys = web.people.passkeys(id).await.map_err(people_page)?;
    let email_asked = web.people.email_asked(id).await.map_err(people_page)?;
    let has_pin = web.people.has_pin(id).await.map_err(people_page)?;
    let has_password = web.people.has_password(id).await.map_err(people_page)?;
    let proof = web.people.asks_proof(session).await.map_err(people_page)?;
    let today = today(web.db.clock());
    let mut read = web.db.read().await?;
    let names = Names::read(&mut read).await?;
    let held = holder::by_account(&mut read, id).await.map_err(people_page)?;
    let own = card::current(&mut read, id).await.map_err(people_page)?;
    let children = holder::children_on(&mut read, id, today).await.map_err(people_page)?;
    let guardian = match held.as_ref().and_then(|held| held.guardian_on(today)) {
        Some(guardian) => holder::by_account(&mut read, guardian).await.map_err(people_page)?.map(|one| one.name),
        None => None,
    };
    drop(read);
    let pending = own.as_ref().filter(|card| card.state == people::CardState::Pending);
    let view = Mine {
        name: session.account.name.clone(),
        others: web.others.to_vec(),
        confirm_days: pending.map(|card| ((card.valid_until_ms - now) / 86_400_000).max(0)),
        card: own.as_ref().map(|card| CardView::of(&session.account.name, card, now)),
        library: names.library(held.as_ref().and_then(|held| held.library.as_deref())),
        children: children
            .iter()
            .map(|child| Line::of(child, &names, paths::child(&child.holder.account), &web.db))
            .collect(),
        guardian,
        keeps_history: held.as_ref().is_some_and(|held| held.keeps_history),
        email: session.account.email.clone(),
        email_asked,
        language: session.account.language.clone(),
        has_pin,
        proof,
        has_password,
        passkeys: web.party.is_some().then(|| {
            let line = |one: people::PasskeyInfo| PasskeyLine {
                name: one.name,
                action: format!("{}/cles/{}/retirer", paths::MINE, one.id),
                made: instant(one.created_at_ms),
                used: one.used_at_ms.map(instant),
            };
            passkeys.into_iter().map(line).collect()
        }),
        sessions: sessions
            .into_iter()
            .map(|one| SessionLine {
                device: device(&one.device),
                opened_by: one.opened_by.code(),
                seen: instant(one.seen_at_ms),
                action: (one.id != session.id).then(|| format!("{}/sessions/{}", paths::MINE, one.id)),
            })
            .collect(),
        form: form.without(&["old", "new", "again"]),
    };
    let status =
        if view.form.is_sound() { axum::http::StatusCode::OK } else { axum::http::StatusCode::UNPROCESSABLE_ENTITY };
    let page = web.frame.render(visit, "card/mine.html", &view)?;
    Ok((status, private(page)).into_response())
}

/// A page that only its reader's browser may keep.
pub(super) fn private(page: Html<String>) -> Response {
    let mut response = page.into_response();
    let value = axum::http::HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, value);
    response
}

/// What a browser calls itself, in two words: its name and its system.
fn device(agent: &str) -> String {
    let find = |known: &[(&str, &str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| (*name).to_owned())
    };
    // Each pretends to be those after it.
    let browser = find(&[
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    }
}

/// `card/print.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Print {
    pub(super) card: CardView,
    pub(super) library: String,
    pub(super) back: String,
}

/// `GET /ma-carte/imprimer`
pub(super) async fn print(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    print_card(&web, &visit, &session.account.id, paths::MINE.to_owned()).await
}

/// A card at its own size, 85.6 × 54 mm (ISO/IEC 7810 ID-1).
pub(super) async fn print_card(web: &Web, visit: &Visit, account: &str, back: String) -> Page {
    let mut read = web.db.read().await?;
    let held = holder::by_account(&mut read, account).await.map_err(people_page)?.ok_or(PageError::NotFound)?;
    let card = card::current(&mut read, account).await.map_err(people_page)?.ok_or(PageError::NotFound)?;
    let names = Names::read(&mut read).await?;
    drop(read);
    let view = Print {
        card: CardView::of(&held.name, &card, web.db.clock().now_ms()),
        library: names.library(held.library.as_deref()),
        back,
    };
    Ok(private(web.frame.render(visit, "card/print.html", &view)?))
}

/// `card/child.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Child {
    pub(super) name: String,
    pub(super) card: Option<CardView>,
    pub(super) action: String,
    pub(super) form: FormState,
}

/// `GET /ma-carte/enfant/{account}`
pub(super) async fn child(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(account): Path<String>,
) -> Page {
    show_child(&web, &visit, &session, &account, FormState::default()).await
}

pub(super) async fn show_child(web: &Web, visit: &Visit, session: &Session, account: &str, form: FormState) -> Page {
    let held = of_guardian(web, session, account).await?;
    let own = card::current(&mut web.db.read().await?, account).await.map_err(people_page)?;
    let status =
        if form.is_sound() { axum::http::StatusCode::OK } else { axum::http::StatusCode::UNPROCESSABLE_ENTITY };
    let view = Child {
        card: own.as_ref().map(|card| CardView::of(&held.name, card, web.db.clock().now_ms())),
        name: held.name,
        action: paths::child(account),
        form: form.without(&["new", "again"]),
    };
    Ok((status, private(web.frame.render(visit, "card/child.html", &view)?)).into_response())
}

/// The holder of a card that whoever is signed in sees to; to anyone else it does not exist, nor to a parent once the
/// child is of age.
pub(super) async fn of_guardian(web: &Web, session: &Session, account: &str) -> Result<people::Holder, PageError> {
    let held = web.people.holder(account).await.map_err(people_page)?;
    let today = today(web.db.clock());
    held.filter(|held| held.guardian_on(today) == Some(session.account.id.as_str())).ok_or(PageError::NotFound)
}
