//! What is held on someone: shown, given, erased.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use people::holder;
use people::web::{SESSION_COOKIE, Staff, set_cookie};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::mine::private;
use super::{Web, page, paths, people_page};
use crate::held;

type Page = Result<Response, PageError>;

/// `card/held.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Held {
    /// Each room and what it holds, as indented text.
    pub(super) rooms: Vec<Room>,
}

/// A room's share.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Room {
    pub(super) name: String,
    pub(super) content: String,
}

/// `GET /ma-carte/donnees`
pub(super) async fn held(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    let all = held::gather(&web.db, &web.rooms, &session.account.id).await.map_err(page)?;
    let rooms = all
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, content)| Ok(Room { name: name.clone(), content: serde_json::to_string_pretty(content)? }));
    let view = Held { rooms: rooms.collect::<Result<_, serde_json::Error>>()? };
    Ok(private(web.frame.render(&visit, "card/held.html", &view)?))
}

/// `GET /ma-carte/donnees.json`
pub(super) async fn download(State(web): State<Web>, Staff(session): Staff) -> Page {
    let all = held::gather(&web.db, &web.rooms, &session.account.id).await.map_err(page)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mes-donnees.json\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, serde_json::to_string_pretty(&all)?).into_response())
}

/// `card/erase.html`: asked once, and then once more.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Erase {
    /// `first` or `last`.
    pub(super) step: &'static str,
    /// Children whose card nobody would see to any more.
    pub(super) children: Vec<String>,
    pub(super) form: FormState,
}

/// `GET /ma-carte/effacer`
pub(super) async fn erase_form(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    show_erase(&web, &visit, &session.account.id, "first", FormState::default()).await
}

async fn show_erase(web: &Web, visit: &Visit, account: &str, step: &'static str, form: FormState) -> Page {
    let today = crate::cards::today(web.db.clock());
    let children = holder::children_on(&mut web.db.read().await?, account, today).await.map_err(people_page)?;
    let children = children.into_iter().map(|child| child.holder.name).collect();
    Ok(private(web.frame.render(visit, "card/erase.html", &Erase { step, children, form })?))
}

/// `POST /ma-carte/effacer`: understood, then certain; both in one form sent is the only one that erases.
pub(super) async fn erase(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    if form.value("understood") != "1" {
        form.fault("understood", "card-erase-tick");
        return show_erase(&web, &visit, &session.account.id, "first", form).await;
    }
    if form.value("certain") != "1" {
        return show_erase(&web, &visit, &session.account.id, "last", form).await;
    }
    let mut write = web.db.write().await?;
    match held::erase(&mut write, &session.actor(), &web.rooms, &session.account.id).await {
        Ok(()) => write.commit().await?,
        Err(crate::Error::People(people::Error::IsStaff)) => {
            return Ok(web.refused(&visit, "card-erase-staff", paths::MINE));
        }
        Err(other) => return Err(page(other)),
    }
    let mut response = web.done(&visit, "card-erased", &[], "/");
    set_cookie(response.headers_mut(), SESSION_COOKIE, "", 0, web.secure);
    Ok(response)
}
