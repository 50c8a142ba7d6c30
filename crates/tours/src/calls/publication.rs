//! From the plan adopted to the programme: what is missing, completed by the métropole or the commune, then published.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use people::web::Staff;
use programme::{InstitutionKind, institution};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};

use super::forms::{hour, hour_text, number, set, set_number, text};
use super::views::{DateView, dates as date_views, now};
use super::{PLAN, Page, WISH, back, done, noted, page, post_letters, require, require_commune, say, show};
use crate::Web;
use crate::publication::{self as verbs, Line, planned};
use crate::store::dates::{self, Completion};
use crate::store::editions;

/// `calls/publication.html`
#[derive(Debug, Clone, Serialize)]
struct PublicationPage {
    title: String,
    base: String,
    planned: Vec<PlannedView>,
    ready: usize,
    /// Dates called off that the plan still holds: announced again only when ticked.
    called_off: Vec<PlannedView>,
    announced: Vec<DateView>,
}

#[derive(Debug, Clone, Serialize)]
struct PlannedView {
    href: String,
    /// The field that asks for it again.
    field: String,
    day: String,
    hour: Option<String>,
    commune: String,
    hall: String,
    show: String,
    seller: Option<String>,
    missing: Vec<&'static str>,
}

/// How fields begin that ask for a date called off: its commune and its proposal follow.
const AGAIN: &str = "again_";

fn missing(line: &Line) -> Vec<&'static str> {
    line.missing.iter().map(|one| one.code()).collect()
}

/// `GET /bureau/belles-sorties/{edition}/publication`
pub(super) async fn list(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
) -> Page {
    require(&session, PLAN)?;
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, &code).await.map_err(page)?;
    let planned = planned(&mut read, &code).await.map_err(page)?;
    let lines = verbs::lines(&mut read, &edition, &planned, &now(&web)).await.map_err(page)?;
    let announced = dates::of_edition(&mut read, &code).await.map_err(page)?;
    let announced = date_views(&mut read, &announced, false).await?;
    drop(read);
    let base = format!("/bureau/belles-sorties/{code}");
    let (called_off, waiting): (Vec<&Line>, Vec<&Line>) =
        lines.iter().filter(|line| line.item.is_none()).partition(|line| line.called_off);
    let seen = |line: &&Line| PlannedView {
        href: format!("{base}/publication/{}/{}", line.commune.insee, line.proposal.id),
        field: format!("{AGAIN}{}_{}", line.commune.insee, line.proposal.id),
        day: line.day.to_string(),
        hour: line.hour.map(hour_text),
        commune: line.commune.name.clone(),
        hall: line.hall.name.clone(),
        show: line.proposal.title.clone(),
        seller: line.seller.as_ref().map(|seller| seller.name.clone()),
        missing: missing(line),
    };
    let view = PublicationPage {
        title: edition.title,
        planned: waiting.iter().map(seen).collect(),
        ready: waiting.iter().filter(|line| line.missing.is_empty()).count(),
        called_off: called_off.iter().map(seen).collect(),
        base,
        announced,
    };
    show(&web, &visit, "calls/publication.html", &view, true)
}

/// `POST /bureau/belles-sorties/{edition}/publication`
pub(super) async fn publish(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, PLAN)?;
    let form = sent.checked(&web.frame, &visit)?;
    let to = format!("/bureau/belles-sorties/{code}/publication");
    let again: BTreeSet<(String, String)> = form
        .values
        .iter()
        .filter(|(_, value)| *value == "1")
        .filter_map(|(field, _)| field.strip_prefix(AGAIN)?.split_once('_'))
        .map(|(commune, proposal)| (commune.to_owned(), proposal.to_owned()))
        .collect();
    let mut write = web.db.write().await?;
    match verbs::publish_adopted(&mut write, &code, &again, &session.actor(), &web.zone).await {
        Ok(_) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return back(&web, &visit, error, &to);
        }
    }
    post_letters(&web).await;
    Ok(done(&web, &visit, "calls-done-published", &to))
}

/// `calls/completion.html`
#[derive(Debug, Clone, Serialize)]
struct CompletionPage {
    back: String,
    back_words: String,
    action: String,
    commune: String,
    hall: String,
    show: String,
    day: String,
    missing: Vec<&'static str>,
    sellers: Vec<Choice>,
    form: FormState,
}

/// Which of both sides completes a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Office,
    Commune,
}

impl Side {
    fn action(self, code: &str, commune: &str, proposal: &str) -> String {
        match self {
            Self::Office => format!("/bureau/belles-sorties/{code}/publication/{commune}/{proposal}"),
            Self::Commune => format!("/bureau/accueillir/{code}/{commune}/date/{proposal}"),
        }
    }

    fn back(self, code: &str, commune: &str) -> String {
        match self {
            Self::Office => format!("/bureau/belles-sorties/{code}/publication"),
            Self::Commune => format!("/bureau/accueillir/{code}/{commune}"),
        }
    }
}

/// The date of the plan, with what is known of it; not found when the plan has no such date.
async fn line(web: &Web, code: &str, commune: &str, proposal: &str) -> Result<Line, PageError> {
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, code).await.map_err(page)?;
    let planned = planned(&mut read, code).await.map_err(page)?;
    let own: Vec<_> = planned.into_iter().filter(|one| one.commune == commune && one.proposal == proposal).collect();
    let lines = verbs::lines(&mut read, &edition, &own, &now(web)).await.map_err(page)?;
    lines.into_iter().find(|line| line.item.is_none()).ok_or(PageError::NotFound)
}

async fn render(web: &Web, visit: &Visit, side: Side, code: &str, line: &Line, form: FormState) -> Page {
    let mut sellers = Vec::new();
    let mut read = web.db.read().await?;
    for kind in [InstitutionKind::Intercommunality, InstitutionKind::Stage, InstitutionKind::Company] {
        for one in institution::list(&mut read, Some(kind), None).await? {
            sellers.push(Choice { value: one.id, label: one.name });
        }
    }
    drop(read);
    let (insee, proposal) = (line.commune.insee.as_str(), line.proposal.id.as_str());
    let view = CompletionPage {
        back: side.back(code, insee),
        back_words: match side {
            Side::Office => say(web, visit.lang, "calls-publication", &[]),
            Side::Commune => say(web, visit.lang, "calls-wishes-of", &[("commune", &line.commune.name)]),
        },
        action: side.action(code, insee, proposal),
        commune: line.commune.name.clone(),
        hall: line.hall.name.clone(),
        show: line.proposal.title.clone(),
        day: line.day.to_string(),
        missing: missing(line),
        sellers,
        form,
    };
    let sound = view.form.is_sound();
    show(web, visit, "calls/completion.html", &view, sound)
}

/// What is known of a date, as its form shows it. The town hall is the empty choice.
fn fill(line: &Line) -> FormState {
    let mut form = FormState::default();
    set(&mut form, "hour", line.hour.map(hour_text).unwrap_or_default());
    set_number(&mut form, "doors", Some(line.doors_minutes));
    set_number(&mut form, "places", line.places);
    set(&mut form, "address", line.address.clone());
    set(&mut form, "postal_code", line.postal_code.clone());
    set(&mut form, "licence", line.licence.clone());
    let seller = line.seller.as_ref().filter(|seller| seller.kind != InstitutionKind::TownHall);
    set(&mut form, "seller", seller.map(|seller| seller.id.clone()).unwrap_or_default());
    form
}

async fn keep(
    web: &Web,
    visit: &Visit,
    session: &people::Session,
    side: Side,
    (code, commune, proposal): (&str, &str, &str),
    mut form: FormState,
) -> Page {
    let known = line(web, code, commune, proposal).await?;
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let said = Completion {
        hour: hour(&mut form, "hour"),
        doors_minutes: number(&mut form, "doors"),
        seller: some(text(&form, "seller")),
        licence: some(text(&form, "licence")),
        places: number(&mut form, "places"),
        address: some(text(&form, "address")),
        postal_code: some(text(&form, "postal_code")),
    };
    if !form.is_sound() {
        return render(web, visit, side, code, &known, form).await;
    }
    let mut write = web.db.write().await?;
    match verbs::complete(&mut write, code, commune, proposal, &said, &session.actor()).await {
        Ok(()) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return render(web, visit, side, code, &known, noted(form, error)?).await;
        }
    }
    Ok(done(web, visit, "calls-done-saved", &side.back(code, commune)))
}

type Three = (String, String, String);

/// `GET /bureau/belles-sorties/{edition}/publication/{commune}/{proposal}`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, commune, proposal)): Path<Three>,
) -> Page {
    require(&session, PLAN)?;
    let line = line(&web, &code, &commune, &proposal).await?;
    render(&web, &visit, Side::Office, &code, &line, fill(&line)).await
}

/// `POST /bureau/belles-sorties/{edition}/publication/{commune}/{proposal}`
pub(super) async fn complete(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, commune, proposal)): Path<Three>,
    sent: SentForm,
) -> Page {
    require(&session, PLAN)?;
    let form = sent.checked(&web.frame, &visit)?;
    keep(&web, &visit, &session, Side::Office, (&code, &commune, &proposal), form).await
}

/// `GET /bureau/accueillir/{edition}/{commune}/date/{proposal}`
pub(super) async fn commune_form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, commune, proposal)): Path<Three>,
) -> Page {
    require(&session, WISH)?;
    let line = line(&web, &code, &commune, &proposal).await?;
    require_commune(&session, &commune)?;
    render(&web, &visit, Side::Commune, &code, &line, fill(&line)).await
}

/// `POST /bureau/accueillir/{edition}/{commune}/date/{proposal}`
pub(super) async fn commune_complete(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, commune, proposal)): Path<Three>,
    sent: SentForm,
) -> Page {
    require(&session, WISH)?;
    let form = sent.checked(&web.frame, &visit)?;
    line(&web, &code, &commune, &proposal).await?;
    require_commune(&session, &commune)?;
    keep(&web, &visit, &session, Side::Commune, (&code, &commune, &proposal), form).await
}
