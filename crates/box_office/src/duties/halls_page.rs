//! Halls: their rows typed, drawn at once, given to performances.

use std::collections::HashSet;

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::SignedDuration;
use people::web::Staff;
use people::{Permission, Session};
use programme::{Institution, institution, item};
use seating_plan::{Plan, SeatKind, typed::Fault};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};
use store::Query;

use super::{Page, back, done, institutions, may, noted, page, require, say, shown};
use crate::model::SaleState;
use crate::seats::{self, Hall};
use crate::{Web, sale};

const MANAGE: Permission = Permission::ManageTickets;

/// `duties/halls.html`
#[derive(Debug, Clone, Serialize)]
struct HallsPage {
    halls: Vec<Line>,
    institutions: Vec<Choice>,
    form: FormState,
    fault: Option<String>,
    preview: Option<Preview>,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    href: String,
    name: String,
    institution: String,
    places: i64,
}

/// A plan drawn.
#[derive(Debug, Clone, Serialize)]
struct Preview {
    svg: String,
    places: usize,
    wheelchairs: usize,
    companions: usize,
    restricted: usize,
    rows: Vec<String>,
}

/// `duties/hall.html`
#[derive(Debug, Clone, Serialize)]
struct HallPage {
    action: String,
    name: String,
    institution: String,
    imported: bool,
    preview: Preview,
    form: FormState,
    fault: Option<String>,
    performances: Vec<Performance>,
}

/// A performance that may be numbered with the hall.
#[derive(Debug, Clone, Serialize)]
struct Performance {
    item: String,
    label: String,
    at: String,
    numbered: bool,
}

fn preview(web: &Web, visit: &Visit, plan: &Plan) -> Preview {
    let all: HashSet<String> = plan.seats().map(|placed| placed.seat.id.clone()).collect();
    let rows = plan
        .zones
        .iter()
        .flat_map(|zone| zone.rows.iter().map(move |row| (zone, row)))
        .map(|(zone, row)| {
            let numbers: Vec<&str> = row.seats.iter().map(|seat| seat.number.as_str()).collect();
            format!("{} {}", zone.name, row.name).trim().to_owned() + " : " + &numbers.join(" ")
        })
        .collect();
    Preview {
        svg: seats::picture(plan, &all, &web.frame, visit.lang),
        places: plan.places(),
        wheelchairs: plan.places_of(SeatKind::Wheelchair),
        companions: plan.places_of(SeatKind::Companion),
        restricted: plan.places_of(SeatKind::RestrictedView),
        rows,
    }
}

/// What is wrong with what was typed, in the reader's words.
fn told(web: &Web, visit: &Visit, fault: &Fault) -> String {
    let key = format!("halls-fault-{}", fault.what.code());
    let what = say(&web.frame, visit.lang, &key, &[("text", fault.text.clone().into())]);
    if fault.line == 0 {
        return what;
    }
    let line = (fault.line as i64).into();
    say(&web.frame, visit.lang, "halls-fault-line", &[("line", line), ("what", what.into())])
}

async fn show_list(
    web: &Web,
    visit: &Visit,
    session: &Session,
    form: FormState,
    fault: Option<String>,
    preview: Option<Preview>,
) -> Page {
    let mut read = web.db.read().await?;
    let own = institutions(&mut read, session, MANAGE).await?;
    let mut halls = Vec::new();
    for hall in seats::all_halls(&mut read).await.map_err(page)? {
        if let Some(one) = own.iter().find(|one| one.id == hall.institution) {
            halls.push(Line {
                href: format!("/bureau/salles/{}", hall.id),
                name: hall.name,
                institution: one.name.clone(),
                places: hall.places,
            });
        }
    }
    drop(read);
    let sound = form.is_sound() && fault.is_none();
    let institutions = own.into_iter().map(|one| Choice { value: one.id, label: one.name }).collect();
    shown(web, visit, "duties/halls.html", &HallsPage { halls, institutions, form, fault, preview }, sound)
}

/// `GET /bureau/salles`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, MANAGE)?;
    show_list(&web, &visit, &session, FormState::default(), None, None).await
}

/// `POST /bureau/salles`: draws what was typed, or keeps it.
pub(super) async fn create(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, MANAGE)?;
    let form = sent.checked(&web.frame, &visit)?;
    let owner = institution::by_id(&mut web.db.read().await?, form.value("institution")).await;
    let owner = owner.map_err(|_| PageError::NotFound)?;
    if !may(&session, MANAGE, &owner) {
        return Err(PageError::Forbidden);
    }
    let (plan, typed) = match seats::read_typed(form.value("typed")) {
        Ok(read) => read,
        Err(fault) => {
            let fault = told(&web, &visit, &fault);
            return show_list(&web, &visit, &session, form, Some(fault), None).await;
        }
    };
    if form.value("deed") != "keep" {
        let drawn = preview(&web, &visit, &plan);
        return show_list(&web, &visit, &session, form, None, Some(drawn)).await;
    }
    let mut write = web.db.write().await?;
    let kept = seats::keep_hall(&mut write, "", &owner.id, form.value("name"), &typed, &plan, &session.actor()).await;
    match kept {
        Ok(id) => {
            write.commit().await?;
            Ok(done(&web, &visit, "halls-kept", &[], &format!("/bureau/salles/{id}")))
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            let drawn = preview(&web, &visit, &plan);
            show_list(&web, &visit, &session, form, None, Some(drawn)).await
        }
    }
}

/// The hall and whose it is, for who may manage it.
async fn own_hall(web: &Web, session: &Session, id: &str) -> Result<(Hall, Institution), PageError> {
    let mut read = web.db.read().await?;
    let hall = seats::hall(&mut read, id).await.map_err(page)?;
    let owner = institution::by_id(&mut read, &hall.institution).await.map_err(PageError::internal)?;
    if !may(session, MANAGE, &owner) {
        return Err(PageError::Forbidden);
    }
    Ok((hall, owner))
}

/// Performances of the months to come, sold by someone of whom the session may manage the tickets, received by the hall's
/// institution.
async fn performances(
    query: &mut impl Query,
    web: &Web,
    session: &Session,
    owner: &Institution,
) -> Result<Vec<Performance>, PageError> {
    let now = web.db.clock().now();
    let later = now.checked_add(SignedDuration::from_hours(24 * 550)).map_err(PageError::internal)?;
    let sellers: HashSet<String> = institutions(query, session, MANAGE).await?.into_iter().map(|one| one.id).collect();
    let mut found = Vec::new();
    for sale in sale::list(query, now, later).await.map_err(page)? {
        if sale.host != owner.id || !sellers.contains(&sale.seller) || sale.state == SaleState::Closed {
            continue;
        }
        let titled = item::by_id(query, &sale.item).await.map_err(PageError::internal)?;
        found.push(Performance {
            item: sale.item,
            label: titled.title,
            at: sale.starts_at.to_string(),
            numbered: sale.numbered,
        });
    }
    Ok(found)
}

async fn show_one(
    web: &Web,
    visit: &Visit,
    session: &Session,
    (hall, owner): (&Hall, &Institution),
    (form, fault, drawn): (FormState, Option<String>, Option<Preview>),
) -> Page {
    let mut read = web.db.read().await?;
    let performances = performances(&mut read, web, session, owner).await?;
    drop(read);
    let sound = form.is_sound() && fault.is_none();
    let drawn = match drawn {
        Some(drawn) => drawn,
        None => preview(web, visit, &hall.plan().map_err(page)?),
    };
    let view = HallPage {
        action: format!("/bureau/salles/{}", hall.id),
        name: hall.name.clone(),
        institution: owner.name.clone(),
        imported: hall.typed.is_empty(),
        preview: drawn,
        form,
        fault,
        performances,
    };
    shown(web, visit, "duties/hall.html", &view, sound)
}

/// `GET /bureau/salles/{hall}`
pub(super) async fn one(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, MANAGE)?;
    let (hall, owner) = own_hall(&web, &session, &id).await?;
    let mut form = FormState::default();
    form.values.insert("name".to_owned(), hall.name.clone());
    form.values.insert("typed".to_owned(), hall.typed.clone());
    show_one(&web, &visit, &session, (&hall, &owner), (form, None, None)).await
}

/// `POST /bureau/salles/{hall}`: draws, keeps, or retires it.
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, MANAGE)?;
    let form = sent.checked(&web.frame, &visit)?;
    let (hall, owner) = own_hall(&web, &session, &id).await?;
    if form.value("deed") == "retire" {
        let mut write = web.db.write().await?;
        seats::retire_hall(&mut write, &hall.id, &session.actor()).await.map_err(page)?;
        write.commit().await?;
        return Ok(done(&web, &visit, "halls-retired", &[], "/bureau/salles"));
    }
    // A plan that was imported keeps its seats when only its name changes.
    let read = if form.value("typed").is_empty() && hall.typed.is_empty() {
        Ok((hall.plan().map_err(page)?, String::new()))
    } else {
        seats::read_typed(form.value("typed"))
    };
    let (plan, typed) = match read {
        Ok(read) => read,
        Err(fault) => {
            let fault = told(&web, &visit, &fault);
            return show_one(&web, &visit, &session, (&hall, &owner), (form, Some(fault), None)).await;
        }
    };
    let drawn = preview(&web, &visit, &plan);
    if form.value("deed") != "keep" {
        return show_one(&web, &visit, &session, (&hall, &owner), (form, None, Some(drawn))).await;
    }
    let mut write = web.db.write().await?;
    let kept =
        seats::keep_hall(&mut write, &hall.id, &owner.id, form.value("name"), &typed, &plan, &session.actor()).await;
    match kept {
        Ok(_) => {
            write.commit().await?;
            Ok(done(&web, &visit, "halls-kept", &[], &format!("/bureau/salles/{}", hall.id)))
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            show_one(&web, &visit, &session, (&hall, &owner), (form, None, Some(drawn))).await
        }
    }
}

/// `POST /bureau/salles/{hall}/seances`: numbers a performance with the hall.
pub(super) async fn number(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Result<Response, PageError> {
    require(&session, MANAGE)?;
    let form = sent.checked(&web.frame, &visit)?;
    let (hall, owner) = own_hall(&web, &session, &id).await?;
    let mut read = web.db.read().await?;
    let sold = performances(&mut read, &web, &session, &owner).await?;
    drop(read);
    let Some(wanted) = sold.into_iter().find(|one| one.item == form.value("item")) else {
        return Err(PageError::NotFound);
    };
    let to = format!("/bureau/salles/{}", hall.id);
    let mut write = web.db.write().await?;
    match seats::number(&mut write, &wanted.item, &hall.id, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            Ok(done(&web, &visit, "halls-numbered", &[("title", wanted.label.into())], &to))
        }
        Err(error) => {
            write.rollback().await?;
            back(&web, &visit, error, &to)
        }
    }
}
