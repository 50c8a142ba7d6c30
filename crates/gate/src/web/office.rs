//! The office: doors, devices, who is inside, what to look at. Each within the museums one answers for.

use std::collections::HashMap;

use access::{Door, doors};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use credential::symbol::{Level, Symbol};
use jiff::Timestamp;
use people::web::Staff;
use people::{Permission, Session, Target};
use programme::{Institution, InstitutionKind, institution};
use shell::office::Choice;
use shell::{Flash, PageError, SentForm, Tone, Visit};

use super::Web;
use crate::conflicts::{self, Kept};
use crate::devices::{self, Device, at_a_gate};
use crate::pages::office::{
    AnswerLine, Bar, CodeShown, ConflictLine, ConflictsPage, DeviceLine, DoorLine, DoorPage, DoorsPage, LivePage,
    render,
};
use crate::pages::paths;
use crate::{Error, bundle, ingest, live};

type Page = Result<Response, PageError>;

/// A device not heard for so long is shown as silent, in milliseconds: a day.
const SILENT_MS: i64 = 24 * 3_600_000;
/// How many conflicts a page shows.
const MOST_CONFLICTS: u32 = 200;
/// The longest note on a conflict, in characters.
const LONGEST_NOTE: usize = 400;

fn holds(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::KeepGates, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

fn keeps(session: &Session, one: &Institution) -> bool {
    session.may(Permission::KeepGates, &Target::Institution { id: &one.id, commune: Some(&one.commune) })
}

fn page_error(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        other => other.into(),
    }
}

fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

fn say(web: &Web, visit: &Visit, tone: Tone, message: &str, href: &str) -> Response {
    let text = web.frame.messages().text(visit.lang, message);
    Flash { tone, text }.redirect(&web.frame, href)
}

/// The institutions one keeps doors of.
async fn own(web: &Web, session: &Session) -> Result<Vec<Institution>, PageError> {
    let mut all = institution::list(&mut web.db.read().await?, None, None).await?;
    all.retain(|one| keeps(session, one));
    Ok(all)
}

/// A door one keeps, and its institution.
async fn own_door(web: &Web, session: &Session, id: &str) -> Result<(Door, Institution), PageError> {
    let mut read = web.db.read().await?;
    let door = doors::by_id(&mut read, id).await.map_err(|error| page_error(error.into()))?;
    let museum = institution::by_id(&mut read, &door.institution).await?;
    if !at_a_gate(door.kind) {
        return Err(PageError::NotFound);
    }
    if keeps(session, &museum) { Ok((door, museum)) } else { Err(PageError::Forbidden) }
}

/// `GET /bureau/portes`
pub(super) async fn doors(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    holds(&session)?;
    let mut page = DoorsPage::default();
    let now = web.db.clock().now_ms();
    let museums = own(&web, &session).await?;
    let mut read = web.db.read().await?;
    for museum in &museums {
        let own = doors::of_institution(&mut read, &museum.id).await?;
        let gates: Vec<Door> = own.into_iter().filter(|door| at_a_gate(door.kind)).collect();
        if gates.is_empty() && museum.kind == InstitutionKind::Museum {
            page.without.push(Choice { value: museum.id.clone(), label: museum.name.clone() });
        }
        if gates.is_empty() {
            continue;
        }
        let today = live::live(&mut read, &museum.id, now, &web.rules).await?;
        for door in gates {
            let devices = devices::of_door(&mut read, &door.id).await?;
            let serving: Vec<&Device> = devices.iter().filter(|device| device.wiped_at_ms.is_none()).collect();
            page.doors.push(DoorLine {
                name: museum.name.clone(),
                href: paths::door(&door.id),
                live_href: paths::live(&door.id),
                devices: serving.len(),
                heard: serving.iter().map(|device| device.seen_at_ms).max().map(instant),
                entered: today.entered,
                inside: today.inside,
                open: door.open,
            });
        }
    }
    let ids: Vec<&str> = museums.iter().map(|museum| museum.id.as_str()).collect();
    page.conflicts = conflicts::open(&mut read, &ids).await?;
    Ok(render(&web.frame, &visit, "gate/doors.html", &page)?.into_response())
}

/// `POST /bureau/portes`: gives a museum its entrance.
pub(super) async fn declare(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    holds(&session)?;
    let mut write = web.db.write().await?;
    let museum = match institution::by_id(&mut write, form.value("musee")).await {
        Ok(museum) => museum,
        Err(programme::Error::NotFound) => return Err(PageError::NotFound),
        Err(error) => return Err(error.into()),
    };
    if museum.kind != InstitutionKind::Museum {
        return Err(PageError::NotFound);
    }
    if !keeps(&session, &museum) {
        return Err(PageError::Forbidden);
    }
    let (door, made) = crate::declare_door(&mut write, &museum).await?;
    if made {
        let subject = format!("door:{door}");
        let details = serde_json::json!({ "institution": museum.code });
        people::audit::append(&mut write, &session.actor(), "gate.door_declared", &subject, &details).await?;
    }
    write.commit().await?;
    Ok(say(&web, &visit, Tone::Done, "gate-door-declared", &paths::door(&door)))
}

/// `GET /bureau/portes/{door}`
pub(super) async fn door(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    holds(&session)?;
    let (door, museum) = own_door(&web, &session, &id).await?;
    let now = web.db.clock().now_ms();
    let address = format!("{}/controle", web.public_url);
    let mut read = web.db.read().await?;
    let epoch = bundle::epoch(&mut read, &door.id).await?;
    let mut names = HashMap::new();
    let mut lines = Vec::new();
    for device in devices::of_door(&mut read, &door.id).await? {
        let known = ingest::known_to(&mut read, &device.id).await?;
        let holes: i64 = known.missing.iter().map(|(first, last)| last - first + 1).sum();
        names.insert(device.id.clone(), device.name.clone());
        lines.push(DeviceLine {
            name: device.name,
            enrolled_at: instant(device.enrolled_at_ms),
            seen_at: instant(device.seen_at_ms),
            silent: now - device.seen_at_ms > SILENT_MS,
            bundle: device.bundle.map(instant),
            bundle_behind: device.bundle.is_some() && device.bundle != epoch,
            entries: known.highest - holes,
            missing: holes,
            clock_minutes: device.offset_ms.abs() / 60_000,
            wiped_at: device.wiped_at_ms.map(instant),
            wipe_told: device.wipe_told_at_ms.is_some(),
            wipe_action: device.wiped_at_ms.is_none().then(|| paths::wipe(&device.id)),
        });
    }
    let codes = devices::enrolments(&mut read, &door.id, now).await?;
    let title = web.frame.messages().text(visit.lang, "gate-code-symbol");
    let page = DoorPage {
        name: museum.name,
        live_href: paths::live(&door.id),
        enrol_action: paths::enrol(&door.id),
        codes: codes
            .into_iter()
            .map(|code| CodeShown {
                // What follows # never leaves the browser.
                symbol: Symbol::new(&format!("{address}#{}", code.code), Level::M)
                    .map(|symbol| symbol.svg(&title))
                    .unwrap_or_default(),
                code: format!("{}-{}", &code.code[..4], &code.code[4..]),
                until: instant(code.expires_at_ms),
                used_by: code.device.and_then(|device| names.get(&device).cloned()),
            })
            .collect(),
        devices: lines,
        address,
    };
    let mut response = render(&web.frame, &visit, "gate/door.html", &page)?.into_response();
    let no_store = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
    Ok(response)
}

/// `POST /bureau/portes/{door}/appareils`: makes a code to enrol a device with.
pub(super) async fn enrol(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    holds(&session)?;
    let (door, _) = own_door(&web, &session, &id).await?;
    let mut write = web.db.write().await?;
    devices::begin(&mut write, &door.id, &session.account.id).await.map_err(page_error)?;
    let subject = format!("door:{}", door.id);
    people::audit::append(&mut write, &session.actor(), "gate.code_made", &subject, &serde_json::json!({})).await?;
    write.commit().await?;
    Ok(Redirect::to(&paths::door(&door.id)).into_response())
}

/// `POST /bureau/portes/appareils/{device}/effacer`
pub(super) async fn wipe(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    holds(&session)?;
    let device = devices::by_id(&mut web.db.read().await?, &id).await.map_err(page_error)?;
    let (door, _) = own_door(&web, &session, &device.door).await?;
    let mut write = web.db.write().await?;
    devices::wipe(&mut write, &device.id).await.map_err(page_error)?;
    // What a lost device knew must not make proofs any more.
    access::keyring::rotate_gate_secret(&mut write).await?;
    let subject = format!("device:{}", device.id);
    let details = serde_json::json!({ "name": device.name });
    people::audit::append(&mut write, &session.actor(), "gate.device_wiped", &subject, &details).await?;
    write.commit().await?;
    web.settle_soon();
    Ok(say(&web, &visit, Tone::Done, "gate-device-wiped", &paths::door(&door.id)))
}

/// `GET /bureau/portes/{door}/direct`
pub(super) async fn live(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    holds(&session)?;
    let (door, museum) = own_door(&web, &session, &id).await?;
    let mut read = web.db.read().await?;
    let day = live::live(&mut read, &museum.id, web.db.clock().now_ms(), &web.rules).await?;
    let mut names = HashMap::new();
    for device in devices::of_institution(&mut read, &museum.id).await? {
        names.insert(device.id, device.name);
    }
    let most = day.quarters.iter().map(|quarter| quarter.people).max().unwrap_or(0);
    let time = |ms: i64| {
        let local = Timestamp::from_millisecond(ms).unwrap_or_default().to_zoned(web.rules.zone.clone());
        (local.strftime("%H:%M").to_string(), local.minute() == 0)
    };
    let bars: Vec<Bar> = day
        .quarters
        .iter()
        .enumerate()
        .map(|(at, quarter)| {
            let (from, hour) = time(quarter.from);
            Bar { x: at * 12, height: quarter.people * 100 / most.max(1), from, hour, people: quarter.people }
        })
        .collect();
    let page = LivePage {
        name: museum.name,
        door_href: paths::door(&door.id),
        at: instant(day.at),
        entered: day.entered,
        inside: day.inside,
        left: day.left,
        amber: day.amber,
        red: day.red,
        heard: day.heard.map(instant),
        width: (bars.len() * 12).max(12),
        bars,
        most,
        last: day
            .last
            .into_iter()
            .map(|shown| AnswerLine {
                at: time(shown.at).0,
                verdict: shown.verdict,
                reason: shown.reason.replace('_', "-"),
                people: shown.people,
                device: names.get(&shown.device).cloned().unwrap_or_default(),
            })
            .collect(),
    };
    Ok(render(&web.frame, &visit, "gate/live.html", &page)?.into_response())
}

/// `GET /bureau/portes/conflits`
pub(super) async fn conflicts(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    holds(&session)?;
    let museums = own(&web, &session).await?;
    let ids: Vec<&str> = museums.iter().map(|museum| museum.id.as_str()).collect();
    let mut read = web.db.read().await?;
    let kept = conflicts::of_institutions(&mut read, &ids, MOST_CONFLICTS).await?;
    let rights: Vec<&str> = kept.iter().filter_map(|one| one.right.as_deref()).collect();
    let doubtful = conflicts::doubtful(&mut read, &rights).await?;
    let mut numbers: HashMap<String, Option<String>> = HashMap::new();
    for right in rights {
        if !numbers.contains_key(right) {
            let number = access::credentials::of_right(&mut read, right).await?.and_then(|(code, _)| code.number);
            numbers.insert(right.to_owned(), number.as_deref().map(credential::number::printed));
        }
    }
    let everywhere: HashMap<String, String> =
        institution::list(&mut read, None, None).await?.into_iter().map(|one| (one.id, one.name)).collect();
    let names: HashMap<String, String> =
        devices::all(&mut read).await?.into_iter().map(|device| (device.id, device.name)).collect();
    let place = |id: &str| everywhere.get(id).cloned().unwrap_or_default();
    let line = |one: Kept| ConflictLine {
        kind: one.conflict.kind.code(),
        at: instant(one.conflict.at),
        place: place(&one.conflict.institution),
        other: one.conflict.other.as_deref().map(place),
        other_at: one.conflict.other_at.map(instant),
        people: one.conflict.people,
        device: names.get(&one.conflict.device).cloned().unwrap_or_default(),
        number: one.right.as_deref().and_then(|right| numbers.get(right).cloned().flatten()),
        doubtful: one.right.as_ref().is_some_and(|right| doubtful.contains(right)),
        close_action: one.closed_at_ms.is_none().then(|| paths::close(&one.conflict.id)),
        closed_at: one.closed_at_ms.map(instant),
        note: one.note,
        id: one.conflict.id,
    };
    let (closed, open): (Vec<Kept>, Vec<Kept>) = kept.into_iter().partition(|one| one.closed_at_ms.is_some());
    let page = ConflictsPage {
        open: open.into_iter().map(line).collect(),
        closed: closed.into_iter().map(line).collect(),
        days: crate::KEPT_DAYS,
    };
    Ok(render(&web.frame, &visit, "gate/conflicts.html", &page)?.into_response())
}

/// `POST /bureau/portes/conflits/{conflict}/clore`
pub(super) async fn close(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    holds(&session)?;
    let one = conflicts::by_id(&mut web.db.read().await?, &id).await.map_err(page_error)?;
    let own = own(&web, &session).await?;
    let concerned = [Some(&one.conflict.institution), one.conflict.other.as_ref()];
    if !own.iter().any(|museum| concerned.contains(&Some(&museum.id))) {
        return Err(PageError::Forbidden);
    }
    let note: String = form.value("note").chars().take(LONGEST_NOTE).collect();
    let mut write = web.db.write().await?;
    conflicts::close(&mut write, &id, &session.account.id, &note).await.map_err(page_error)?;
    let subject = format!("conflict:{id}");
    let details = serde_json::json!({ "kind": one.conflict.kind.code() });
    people::audit::append(&mut write, &session.actor(), "gate.conflict_closed", &subject, &details).await?;
    write.commit().await?;
    Ok(say(&web, &visit, Tone::Done, "gate-conflict-closed", paths::CONFLICTS))
}
