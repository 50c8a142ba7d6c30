//! Selections: their calendar, and composing one.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::civil::Date;
use people::web::Staff;
use people::{Permission, Session, Target, audit};
use programme::{InstitutionKind, institution};
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};
use store::Read;

use super::editorial::done;
use super::office::{require, require_for};
use super::{Page, Web, fault};
use crate::Error;
use crate::editorial::{Selection, SelectionItem, selections};
use crate::pages::office::{Pick, SelectionForm, SelectionLine, Selections};
use crate::pages::paths;
use crate::store::resources;

/// Whether someone may change a selection: the network's is for the network's people, a library's for its own.
async fn may(read: &mut Read, session: &Session, institution: Option<&str>) -> Result<bool, PageError> {
    match institution {
        None => Ok(session.may(Permission::EditSelections, &Target::Whole)),
        Some(id) => match require_for(read, session, Permission::EditSelections, id).await {
            Ok(()) => Ok(true),
            Err(PageError::Forbidden) => Ok(false),
            Err(error) => Err(error),
        },
    }
}

/// `GET /bureau/mediatheque/selections`
pub(crate) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::EditSelections)?;
    let mut read = web.content.db.read().await?;
    let today = web.today();
    let mut lines = Vec::new();
    for one in selections::all(&mut read).await.map_err(fault)? {
        let by = match &one.institution {
            Some(id) => institution::by_id(&mut read, id).await?.name,
            None => String::new(),
        };
        let state = if !one.published {
            "draft"
        } else if one.starts_on.is_some_and(|first| today < first) {
            "coming"
        } else if one.ends_on.is_some_and(|last| last < today) {
            "past"
        } else {
            "on"
        };
        let href = format!("{}/{}", paths::OFFICE_SELECTIONS, one.id);
        lines.push(SelectionLine {
            href: may(&mut read, &session, one.institution.as_deref()).await?.then_some(href),
            title: one.title,
            theme: one.theme,
            by,
            starts_on: one.starts_on.map(|day| day.to_string()),
            ends_on: one.ends_on.map(|day| day.to_string()),
            state,
            items: one.items.len(),
        });
    }
    let view = Selections { selections: lines };
    Ok(web.frame.render(&visit, "mediatheque/office_selections.html", &view)?.into_response())
}

fn blank() -> Selection {
    Selection {
        id: String::new(),
        institution: None,
        title: String::new(),
        theme: String::new(),
        words: String::new(),
        starts_on: None,
        ends_on: None,
        published: false,
        items: Vec::new(),
    }
}

/// `GET /bureau/mediatheque/selections/nouvelle`
pub(crate) async fn new(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::EditSelections)?;
    form_page(&web, &visit, &session, &blank(), FormState::default()).await
}

/// `GET /bureau/mediatheque/selections/{selection}`
pub(crate) async fn edit(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, Permission::EditSelections)?;
    let found = own(&web, &session, &id).await?;
    let mut form = FormState::default();
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    for (name, value) in [
        ("title", found.title.clone()),
        ("theme", found.theme.clone()),
        ("words", found.words.clone()),
        ("institution", found.institution.clone().unwrap_or_default()),
        ("starts_on", day(found.starts_on)),
        ("ends_on", day(found.ends_on)),
        ("published", if found.published { "1" } else { "" }.to_owned()),
    ] {
        form.values.insert(name.to_owned(), value);
    }
    form_page(&web, &visit, &session, &found, form).await
}

async fn own(web: &Web, session: &Session, id: &str) -> Result<Selection, PageError> {
    let mut read = web.content.db.read().await?;
    let found = selections::by_id(&mut read, id).await.map_err(fault)?;
    if may(&mut read, session, found.institution.as_deref()).await? { Ok(found) } else { Err(PageError::Forbidden) }
}

async fn form_page(web: &Web, visit: &Visit, session: &Session, selection: &Selection, form: FormState) -> Page {
    let mut read = web.content.db.read().await?;
    let mut institutions = Vec::new();
    if may(&mut read, session, None).await? {
        let label = web.frame.messages().text(visit.lang, "mediatheque-selections-network");
        institutions.push(Choice { value: String::new(), label });
    }
    for one in institution::list(&mut read, Some(InstitutionKind::Library), None).await? {
        if may(&mut read, session, Some(&one.id)).await? {
            institutions.push(Choice { value: one.id, label: one.name });
        }
    }
    let place = |id: &str| selection.items.iter().position(|item| item.resource == id);
    let mut picks: Vec<Pick> = resources::published(&mut read)
        .await
        .map_err(fault)?
        .into_iter()
        .map(|one| Pick {
            place: place(&one.id).map(|place| (place + 1).to_string()).unwrap_or_default(),
            note: place(&one.id).map(|place| selection.items[place].note.clone()).unwrap_or_default(),
            kind: one.kind.code(),
            title: one.title,
            id: one.id,
        })
        .collect();
    // What is chosen comes first, in its order.
    picks.sort_by_key(|pick| pick.place.parse::<usize>().unwrap_or(usize::MAX));
    let last = if selection.id.is_empty() { "nouvelle" } else { &selection.id };
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = SelectionForm {
        action: format!("{}/{last}", paths::OFFICE_SELECTIONS),
        form,
        institutions,
        resources: picks,
        existing: !selection.id.is_empty(),
    };
    Ok((status, web.frame.render(visit, "mediatheque/office_selection.html", &view)?).into_response())
}

/// `POST /bureau/mediatheque/selections/nouvelle`
pub(crate) async fn create(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, Permission::EditSelections)?;
    let form = sent.checked(&web.frame, &visit)?;
    keep(&web, &visit, &session, blank(), form).await
}

/// `POST /bureau/mediatheque/selections/{selection}`: changes it, or with `remove=1` removes it.
pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::EditSelections)?;
    let form = sent.checked(&web.frame, &visit)?;
    let found = own(&web, &session, &id).await?;
    keep(&web, &visit, &session, found, form).await
}

async fn keep(web: &Web, visit: &Visit, session: &Session, before: Selection, mut form: FormState) -> Page {
    if form.value("remove") == "1" {
        let mut write = web.content.db.write().await?;
        selections::remove(&mut write, &before.id).await.map_err(fault)?;
        let details = serde_json::json!({ "title": before.title });
        audit::append(&mut write, &session.actor(), "mediatheque.selection.remove", &before.id, &details).await?;
        write.commit().await?;
        return done(web, visit, "mediatheque-selection-removed", paths::OFFICE_SELECTIONS);
    }
    let mut day = |name: &str| -> Option<Date> {
        let typed = form.value(name).to_owned();
        let read = typed.parse().ok();
        if read.is_none() && !typed.is_empty() {
            form.fault(name, "mediatheque-office-field-wrong");
        }
        read
    };
    let (starts_on, ends_on) = (day("starts_on"), day("ends_on"));
    let mut chosen: Vec<(u32, SelectionItem)> = form
        .values
        .iter()
        .filter_map(|(name, place)| {
            let resource = name.strip_prefix("place-")?;
            let place = place.trim().parse().ok()?;
            let note = form.values.get(&format!("note-{resource}")).cloned().unwrap_or_default();
            Some((place, SelectionItem { resource: resource.to_owned(), note: note.chars().take(600).collect() }))
        })
        .collect();
    chosen.sort_by_key(|(place, _)| *place);
    let institution = Some(form.value("institution").to_owned()).filter(|id| !id.is_empty());
    let selection = Selection {
        institution,
        title: form.value("title").to_owned(),
        theme: form.value("theme").to_owned(),
        words: form.value("words").to_owned(),
        starts_on,
        ends_on,
        published: form.value("published") == "1",
        items: chosen.into_iter().map(|(_, item)| item).collect(),
        ..before
    };
    {
        let mut read = web.content.db.read().await?;
        if !may(&mut read, session, selection.institution.as_deref()).await? {
            if selection.institution.is_some() {
                return Err(PageError::Forbidden);
            }
            // Who speaks for one library has to say which.
            form.fault("", "mediatheque-selection-for-needed");
        }
        for item in &selection.items {
            resources::by_id(&mut read, &item.resource).await.map_err(fault)?;
        }
    }
    if !form.is_sound() {
        return form_page(web, visit, session, &selection, form).await;
    }
    let mut write = web.content.db.write().await?;
    let id = match selections::keep(&mut write, &selection).await {
        Ok(id) => id,
        Err(Error::Unfit(why)) => {
            drop(write);
            form.fault("", &why);
            return form_page(web, visit, session, &selection, form).await;
        }
        Err(error) => return Err(fault(error)),
    };
    let details = serde_json::json!({ "title": selection.title, "published": selection.published });
    audit::append(&mut write, &session.actor(), "mediatheque.selection.keep", &id, &details).await?;
    write.commit().await?;
    done(web, visit, "mediatheque-selection-saved", paths::OFFICE_SELECTIONS)
}
