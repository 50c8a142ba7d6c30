//! The pages of machines: the list, a new one, one with its settings, its password once, its figures.

use std::collections::HashMap;

use access::{DoorKind, doors};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{Timestamp, ToSpan};
use people::web::Staff;
use people::{Permission, Session, Target};
use programme::{Institution, institution};
use serde::Serialize;
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};
use sip2::Encoding;
use store::prelude::*;

use super::forms;
use crate::counts::{self, Outcome};
use crate::machine::{self, Machine};
use crate::{Error, Web};

const HERE: &str = "/bureau/automates";
/// Days the figures are of.
const DAYS: i32 = 30;

type Page = Result<Response, PageError>;

#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: String,
    label: String,
}

/// Where machines call.
#[derive(Debug, Clone, Serialize)]
struct Port {
    host: String,
    port: u16,
    tls: bool,
}

/// `sip2_server/office/list.html`
#[derive(Debug, Clone, Serialize)]
struct ListPage {
    port: Option<Port>,
    machines: Vec<MachineLine>,
}

#[derive(Debug, Clone, Serialize)]
struct MachineLine {
    href: String,
    name: String,
    institution: String,
    enabled: bool,
    seen_at: Option<String>,
    door: Option<String>,
    valid: i64,
    refused: i64,
}

/// `sip2_server/office/new.html`
#[derive(Debug, Clone, Serialize)]
struct NewPage {
    institutions: Vec<Choice>,
    doors: Vec<Choice>,
    encodings: Vec<&'static str>,
    form: FormState,
}

/// `sip2_server/office/one.html`
#[derive(Debug, Clone, Serialize)]
struct OnePage {
    name: String,
    institution: String,
    institution_code: String,
    login: String,
    /// The password just made: it is not kept, and shown this once.
    secret: Option<String>,
    secret_at: String,
    enabled: bool,
    seen_at: Option<String>,
    lines: usize,
    port: Option<Port>,
    figures: Vec<Figure>,
    exchanges: Vec<ExchangeLine>,
    doors: Vec<Choice>,
    encodings: Vec<&'static str>,
    action: String,
    form: FormState,
}

#[derive(Debug, Clone, Serialize)]
struct Figure {
    code: &'static str,
    n: i64,
}

#[derive(Debug, Clone, Serialize)]
struct ExchangeLine {
    at: String,
    /// The message that names the request.
    what: &'static str,
    outcome: &'static str,
    took_ms: u64,
}

fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::ManageMachines, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

fn may(session: &Session, institution: &Institution) -> bool {
    let target = Target::Institution { id: &institution.id, commune: Some(&institution.commune) };
    session.may(Permission::ManageMachines, &target)
}

fn fault(error: impl Into<Error>) -> PageError {
    match error.into() {
        Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    }
}

fn at(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// A page that may show a password: kept by nobody; 422 when what was sent was refused.
fn page(web: &Web, visit: &Visit, template: &str, view: &impl Serialize, sound: bool) -> Page {
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = (status, web.frame.render(visit, template, view)?).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

fn done(web: &Web, visit: &Visit, key: &str, to: &str) -> Response {
    Flash { tone: Tone::Done, text: web.frame.messages().text(visit.lang, key) }.redirect(&web.frame, to)
}

impl Web {
    fn port(&self) -> Option<Port> {
        let (addr, tls) = self.open_at.get()?;
        let after = self.public_url.split_once("://").map_or(self.public_url.as_str(), |(_, after)| after);
        let host = after.split(['/', ':']).next().unwrap_or(after);
        Some(Port { host: host.to_owned(), port: addr.port(), tls: *tls })
    }

    fn first_day(&self) -> Result<String, PageError> {
        let today = self.db.clock().now().to_zoned(self.zone.clone()).date();
        Ok(today.checked_sub((DAYS - 1).days()).map_err(PageError::internal)?.to_string())
    }
}

fn encodings() -> Vec<&'static str> {
    Encoding::ALL.map(Encoding::code).to_vec()
}

/// The doors of resources and of vendors' sites, by title.
async fn doors_of(query: &mut impl Query) -> Result<Vec<Choice>, PageError> {
    let titles: HashMap<String, String> = programme::resource::list(query)
        .await
        .map_err(fault)?
        .into_iter()
        .map(|offered| (offered.item.id, offered.item.title))
        .collect();
    let mut choices = Vec::new();
    for kind in [DoorKind::OnlineResource, DoorKind::VendorSite] {
        for door in doors::of_kind(query, kind).await.map_err(fault)? {
            let title = door.item.as_ref().and_then(|item| titles.get(item)).cloned();
            choices.push(Choice { value: door.id, label: title.unwrap_or(door.code) });
        }
    }
    choices.sort_by_cached_key(|choice| (reading_order(&choice.label), choice.value.clone()));
    Ok(choices)
}

/// Titles in the order people look for them: without regard to capitals.
fn reading_order(text: &str) -> String {
    text.to_lowercase()
}

/// A machine one may keep, with its institution.
async fn kept(web: &Web, session: &Session, id: &str) -> Result<(Machine, Institution), PageError> {
    let mut read = web.db.read().await?;
    let machine = machine::by_id(&mut read, id).await.map_err(fault)?;
    let institution = institution::by_id(&mut read, &machine.settings.institution).await.map_err(fault)?;
    if may(session, &institution) { Ok((machine, institution)) } else { Err(PageError::Forbidden) }
}

/// `GET /bureau/automates`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    let first = web.first_day()?;
    let mut read = web.db.read().await?;
    let institutions: HashMap<String, Institution> = institution::list(&mut read, None, None)
        .await
        .map_err(fault)?
        .into_iter()
        .filter(|one| may(&session, one))
        .map(|one| (one.id.clone(), one))
        .collect();
    let counted = counts::since(&mut read, &first).await.map_err(fault)?;
    let titles: HashMap<String, String> =
        doors_of(&mut read).await?.into_iter().map(|choice| (choice.value, choice.label)).collect();
    let machines = machine::list(&mut read).await.map_err(fault)?;
    drop(read);
    let of = |machine: &str, what: Outcome| {
        counted.get(machine).and_then(|counts| counts.get(what.code())).copied().unwrap_or(0)
    };
    let machines = machines.into_iter().filter_map(|machine| {
        let institution = institutions.get(&machine.settings.institution)?;
        Some(MachineLine {
            href: format!("{HERE}/{}", machine.id),
            institution: institution.name.clone(),
            enabled: machine.enabled,
            seen_at: machine.seen_at_ms.map(at),
            door: machine.settings.door.as_ref().and_then(|door| titles.get(door)).cloned(),
            valid: of(&machine.id, Outcome::Valid),
            refused: of(&machine.id, Outcome::Refused) + of(&machine.id, Outcome::Door),
            name: machine.settings.name,
        })
    });
    let view = ListPage { port: web.port(), machines: machines.collect() };
    page(&web, &visit, "sip2_server/office/list.html", &view, true)
}

async fn show_new(web: &Web, visit: &Visit, session: &Session, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let mut institutions: Vec<Choice> = institution::list(&mut read, None, None)
        .await
        .map_err(fault)?
        .into_iter()
        .filter(|one| may(session, one))
        .map(|one| Choice { value: one.id, label: one.name })
        .collect();
    institutions.sort_by_cached_key(|choice| (reading_order(&choice.label), choice.value.clone()));
    let doors = doors_of(&mut read).await?;
    drop(read);
    let view = NewPage { institutions, doors, encodings: encodings(), form };
    let sound = view.form.is_sound();
    page(web, visit, "sip2_server/office/new.html", &view, sound)
}

/// `GET /bureau/automates/nouveau`
pub(super) async fn fresh(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    show_new(&web, &visit, &session, forms::fresh()).await
}

/// What a form asks for, or what is wrong with it beside its field.
fn read_form(form: &mut FormState, institution: &str) -> Result<Option<machine::Settings>, PageError> {
    match forms::read(form, institution) {
        Ok(settings) => Ok(Some(settings)),
        Err(Error::Field { field, message }) => {
            form.fault(field, message);
            Ok(None)
        }
        Err(other) => Err(fault(other)),
    }
}

/// `POST /bureau/automates/nouveau`: the password is on the page that answers, and nowhere else.
pub(super) async fn make(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let institution = match institution::by_id(&mut web.db.read().await?, form.value("institution")).await {
        Ok(one) if may(&session, &one) => one,
        Ok(_) => return Err(PageError::Forbidden),
        Err(programme::Error::NotFound) => {
            form.fault("institution", "sip-institution-needed");
            return show_new(&web, &visit, &session, form).await;
        }
        Err(other) => return Err(fault(other)),
    };
    let Some(settings) = read_form(&mut form, &institution.id)? else {
        return show_new(&web, &visit, &session, form).await;
    };
    let mut write = web.db.write().await?;
    match machine::make(&mut write, &settings, &session.actor()).await {
        Ok((machine, secret)) => {
            write.commit().await?;
            let form = forms::of(&machine.settings);
            show_one(&web, &visit, (machine, institution), form, Some(secret)).await
        }
        Err(error) => {
            write.rollback().await?;
            note(&mut form, error)?;
            show_new(&web, &visit, &session, form).await
        }
    }
}

/// A refusal beside its field; a door that is gone is one.
fn note(form: &mut FormState, error: Error) -> Result<(), PageError> {
    match error {
        Error::Field { field, message } => form.fault(field, message),
        Error::NotFound => form.fault("door", "sip-door-gone"),
        other => return Err(fault(other)),
    }
    Ok(())
}

async fn show_one(
    web: &Web,
    visit: &Visit,
    (machine, institution): (Machine, Institution),
    form: FormState,
    secret: Option<String>,
) -> Page {
    let mut read = web.db.read().await?;
    let doors = doors_of(&mut read).await?;
    let counted = counts::since(&mut read, &web.first_day()?).await.map_err(fault)?;
    drop(read);
    let counted = counted.get(&machine.id);
    let figures = Outcome::ALL
        .into_iter()
        .filter(|outcome| *outcome != Outcome::Other)
        .map(|outcome| Figure {
            code: outcome.code(),
            n: counted.and_then(|counts| counts.get(outcome.code())).copied().unwrap_or(0),
        })
        // The door counts only where there is one; what never happens is not worth a tile.
        .filter(|figure| figure.n > 0 || matches!(figure.code, "valid" | "refused"))
        .collect();
    let exchanges = web
        .counts
        .last(&machine.id)
        .into_iter()
        .map(|exchange| ExchangeLine {
            at: at(exchange.at_ms),
            what: what(&exchange.code),
            outcome: exchange.outcome.code(),
            took_ms: exchange.took_ms,
        })
        .collect();
    let view = OnePage {
        name: machine.settings.name,
        institution: institution.name,
        institution_code: institution.code,
        login: machine.login,
        secret,
        secret_at: at(machine.secret_at_ms),
        enabled: machine.enabled,
        seen_at: machine.seen_at_ms.map(at),
        lines: web.hall.lines(&machine.id),
        port: web.port(),
        figures,
        exchanges,
        doors,
        encodings: encodings(),
        action: format!("{HERE}/{}", machine.id),
        form,
    };
    let sound = view.form.is_sound();
    page(web, visit, "sip2_server/office/one.html", &view, sound)
}

/// The message that says what a request was.
fn what(code: &str) -> &'static str {
    match code {
        "93" => "sip-asked-login",
        "99" => "sip-asked-status",
        "23" => "sip-asked-card",
        "63" => "sip-asked-reader",
        "35" => "sip-asked-end",
        "17" => "sip-asked-item",
        "" => "sip-asked-unreadable",
        _ => "sip-asked-loan",
    }
}

/// `GET /bureau/automates/{machine}`
pub(super) async fn one(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session)?;
    let kept = kept(&web, &session, &id).await?;
    let form = forms::of(&kept.0.settings);
    show_one(&web, &visit, kept, form, None).await
}

/// `POST /bureau/automates/{machine}`
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let kept = kept(&web, &session, &id).await?;
    let Some(settings) = read_form(&mut form, &kept.1.id)? else {
        return show_one(&web, &visit, kept, form, None).await;
    };
    let mut write = web.db.write().await?;
    match machine::set(&mut write, &id, &settings, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            Ok(done(&web, &visit, "sip-done-set", &format!("{HERE}/{id}")))
        }
        Err(error) => {
            write.rollback().await?;
            note(&mut form, error)?;
            show_one(&web, &visit, kept, form, None).await
        }
    }
}

/// `POST /bureau/automates/{machine}/mot-de-passe`: the new password is on the page that answers, and nowhere else.
pub(super) async fn renew(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    sent.checked(&web.frame, &visit)?;
    let (_, institution) = kept(&web, &session, &id).await?;
    let mut write = web.db.write().await?;
    let (machine, secret) = machine::renew_secret(&mut write, &id, &session.actor()).await.map_err(fault)?;
    write.commit().await?;
    let form = forms::of(&machine.settings);
    show_one(&web, &visit, (machine, institution), form, Some(secret)).await
}

/// `POST /bureau/automates/{machine}/etat`: lets it in or shuts it out.
pub(super) async fn switch(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let form = sent.checked(&web.frame, &visit)?;
    kept(&web, &session, &id).await?;
    let enabled = match form.value("etat") {
        "marche" => true,
        "arret" => false,
        _ => return Err(PageError::BadRequest),
    };
    let mut write = web.db.write().await?;
    machine::enable(&mut write, &id, enabled, &session.actor()).await.map_err(fault)?;
    write.commit().await?;
    let key = if enabled { "sip-done-enabled" } else { "sip-done-disabled" };
    Ok(done(&web, &visit, key, &format!("{HERE}/{id}")))
}
