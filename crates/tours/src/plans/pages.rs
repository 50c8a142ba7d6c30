//! The office's pages of plans: the versions, what was decided before them, two side by side.

use std::collections::BTreeMap;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use people::web::Staff;
use people::{Permission, Session, Target};
use programme::tenant;
use serde::Serialize;
use shell::map::Map;
use shell::{Flash, PageError, SentForm, Tone, Visit, parse_pairs};
use tour_planner::{Criterion, Performance, compare};

use super::store::{self as kept, State as PlanState};
use super::words::{Words, say};
use super::{drawing, verbs};
use crate::store::{editions, planning_input};
use crate::{Error, Web};

/// How long whoever asks for a plan waits for it before they are shown that it is worked at.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

pub(super) type Page = Result<Response, PageError>;

/// Whoever may not plan is refused.
pub(super) fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::PlanTours, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// A verb's failure as a page.
pub(super) fn lost(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    }
}

/// A page only its reader's browser may keep.
pub(super) fn show(web: &Web, visit: &Visit, template: &str, view: &impl Serialize) -> Page {
    let mut response = web.frame.render(visit, template, view)?.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// Where a verb leads: on with a word of what was done, or back with why not.
pub(super) fn led(web: &Web, visit: &Visit, found: Result<(), Error>, done: &str, to: &str) -> Page {
    let (tone, key) = match found {
        Ok(()) => (Tone::Done, done),
        Err(Error::Refused(message)) => (Tone::Refused, message),
        Err(other) => return Err(lost(other)),
    };
    Ok(Flash { tone, text: say(web, visit.lang, key, &[]) }.redirect(&web.frame, to))
}

/// `plans/list.html`
#[derive(Debug, Clone, Serialize)]
struct ListPage {
    title: String,
    base: String,
    criteria: Vec<String>,
    shows: usize,
    communes: usize,
    versions: Vec<LineView>,
    /// Versions that have a plan: what can be compared.
    ready: Vec<i64>,
    pins: Vec<PinView>,
    forbids: Vec<ForbidView>,
}

#[derive(Debug, Clone, Serialize)]
struct LineView {
    number: i64,
    href: String,
    state: &'static str,
    based_on: Option<i64>,
    note: String,
    asked_at: String,
    adopted: bool,
}

#[derive(Debug, Clone, Serialize)]
struct PinView {
    commune: String,
    name: String,
    show: String,
    hall: Option<String>,
    day: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ForbidView {
    id: String,
    name: String,
    show: Option<String>,
    day: Option<String>,
}

fn base(edition: &str) -> String {
    format!("/bureau/belles-sorties/{edition}/plan")
}

/// An instant as text, for the template's words.
pub(super) fn instant(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

/// `GET /bureau/belles-sorties/{edition}/plan`
pub(super) async fn list(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
) -> Page {
    require(&session)?;
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, &code).await.map_err(lost)?;
    let instance = planning_input(&mut read, &code).await.map_err(lost)?;
    let versions = kept::list(&mut read, &code).await.map_err(lost)?;
    let pins = kept::pins(&mut read, &code).await.map_err(lost)?;
    let forbids = kept::forbids(&mut read, &code).await.map_err(lost)?;
    drop(read);
    let words = Words { web: &web, lang: visit.lang, instance: &instance };
    let base = base(&code);
    let view = ListPage {
        title: edition.title,
        criteria: tour_planner::CRITERIA.iter().map(|one| words.criterion(*one)).collect(),
        shows: instance.shows.len(),
        communes: instance.communes.len(),
        ready: versions.iter().filter(|one| one.state == PlanState::Ready).map(|one| one.number).collect(),
        versions: versions
            .into_iter()
            .map(|one| LineView {
                href: format!("{base}/{}", one.number),
                number: one.number,
                state: one.state.code(),
                based_on: one.based_on,
                note: one.note,
                asked_at: instant(one.asked_at),
                adopted: one.adopted_at.is_some(),
            })
            .collect(),
        pins: pins
            .into_iter()
            .map(|pin| PinView {
                name: words.commune(&pin.commune),
                show: words.title(&pin.show),
                hall: pin.hall.as_deref().map(|hall| words.hall(&pin.commune, hall)),
                day: pin.day.map(|day| day.to_string()),
                commune: pin.commune,
            })
            .collect(),
        forbids: forbids
            .into_iter()
            .map(|(id, forbid)| ForbidView {
                id,
                name: words.commune(forbid.commune.as_deref().unwrap_or_default()),
                show: forbid.show.as_deref().map(|show| words.title(show)),
                day: forbid.day.map(|day| day.to_string()),
            })
            .collect(),
        base,
    };
    show(&web, &visit, "plans/list.html", &view)
}

/// Asks for a version, lets the planner work beside, and leads to it.
pub(super) async fn ask(
    web: &Web,
    visit: &Visit,
    session: &Session,
    code: &str,
    based_on: Option<i64>,
    note: &str,
    back: &str,
) -> Page {
    let mut write = web.db.write().await?;
    let number = match verbs::begin(&mut write, code, based_on, note, &session.actor()).await {
        Ok(number) => {
            write.commit().await?;
            number
        }
        Err(error) => {
            write.rollback().await?;
            return led(web, visit, Err(error), "", back);
        }
    };
    // Most plans are there before the page is; a longer one is worked at beside.
    let _ = tokio::time::timeout(PATIENCE, start(web, code, number)).await;
    led(web, visit, Ok(()), "plans-done-asked", &format!("{}/{number}", base(code)))
}

/// The planner works beside the pages.
pub(super) fn start(web: &Web, code: &str, number: i64) -> tokio::task::JoinHandle<()> {
    let (db, code) = (web.db.clone(), code.to_owned());
    tokio::spawn(async move {
        if let Err(error) = verbs::work(&db, &code, number).await {
            tracing::error!(%error, edition = code, number, "a plan could not be made");
        }
    })
}

/// `POST /bureau/belles-sorties/{edition}/plan`
pub(super) async fn propose(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let form = sent.checked(&web.frame, &visit)?;
    ask(&web, &visit, &session, &code, None, form.value("note"), &base(&code)).await
}

/// `POST /bureau/belles-sorties/{edition}/plan/decisions`
pub(super) async fn undo(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let form = sent.checked(&web.frame, &visit)?;
    let mut write = web.db.write().await?;
    editions::by_code(&mut write, &code).await.map_err(lost)?;
    let (found, done) = match form.value("deed") {
        "unpin" => {
            let found = verbs::unpin(&mut write, &code, form.value("commune"), &session.actor()).await;
            (found, "plans-done-unpinned")
        }
        "allow" => (verbs::allow(&mut write, &code, form.value("id"), &session.actor()).await, "plans-done-allowed"),
        _ => return Err(PageError::BadRequest),
    };
    match found {
        Ok(()) => write.commit().await?,
        Err(_) => write.rollback().await?,
    }
    led(&web, &visit, found, done, &base(&code))
}

/// `plans/compare.html`
#[derive(Debug, Clone, Serialize)]
struct ComparePage {
    title: String,
    base: String,
    a: i64,
    b: i64,
    same: usize,
    criteria: Vec<CriterionView>,
    map: Option<Map>,
    rows: Vec<RowView>,
    days: Vec<DayRow>,
}

#[derive(Debug, Clone, Serialize)]
struct CriterionView {
    name: String,
    a: String,
    b: String,
    /// `better`, `worse` or `same`, of the second.
    second: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct RowView {
    commune: String,
    kind: &'static str,
    a: Option<PlayView>,
    b: Option<PlayView>,
}

#[derive(Debug, Clone, Serialize)]
struct PlayView {
    show: String,
    hall: String,
    day: String,
}

#[derive(Debug, Clone, Serialize)]
struct DayRow {
    day: String,
    a: Vec<String>,
    b: Vec<String>,
}

/// `GET /bureau/belles-sorties/{edition}/plan/comparer?a=1&b=2`
pub(super) async fn side_by_side(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session)?;
    let asked: BTreeMap<String, String> = parse_pairs(query.unwrap_or_default().as_bytes()).into_iter().collect();
    let number = |name: &str| asked.get(name).and_then(|text| text.parse::<i64>().ok());
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, &code).await.map_err(lost)?;
    let (Some(a), Some(b)) = (number("a"), number("b")) else { return Err(PageError::BadRequest) };
    let first = kept::by_number(&mut read, &code, a).await.map_err(lost)?;
    let second = kept::by_number(&mut read, &code, b).await.map_err(lost)?;
    let siren = tenant::tenant(&mut read).await?.map(|tenant| tenant.siren).unwrap_or_default();
    drop(read);
    let (Some(before), Some(after)) = (first.outcome, second.outcome) else { return Err(PageError::NotFound) };
    let comparison = compare(&second.instance, &before.plan, &after.plan);
    let words = Words { web: &web, lang: visit.lang, instance: &second.instance };
    let play = |one: &Performance| PlayView {
        show: words.title(&one.show),
        hall: words.hall(&one.commune, &one.hall),
        day: one.day.to_string(),
    };
    let mut rows: Vec<RowView> = Vec::new();
    let mut add = |commune: &str, kind, a: Option<&Performance>, b: Option<&Performance>| {
        rows.push(RowView { commune: words.commune(commune), kind, a: a.map(play), b: b.map(play) });
    };
    comparison.lost.iter().for_each(|one| add(&one.commune, "lost", Some(one), None));
    comparison.gained.iter().for_each(|one| add(&one.commune, "gained", None, Some(one)));
    comparison.swapped.iter().for_each(|(was, is)| add(&is.commune, "swapped", Some(was), Some(is)));
    comparison.moved.iter().for_each(|(was, is)| add(&is.commune, "moved", Some(was), Some(is)));
    let changed = |insee: &str| {
        let of = |list: &[Performance]| list.iter().any(|one| one.commune == insee);
        let pair = |list: &[(Performance, Performance)]| list.iter().any(|(one, _)| one.commune == insee);
        let kind = match () {
            () if of(&comparison.lost) => "lost",
            () if of(&comparison.gained) => "gained",
            () if pair(&comparison.swapped) => "swapped",
            () if pair(&comparison.moved) => "moved",
            () => return None,
        };
        Some(words.say(&format!("plans-kind-{kind}"), &[]))
    };
    let label = words.say("plans-compare-map", &[("a", a.into()), ("b", b.into())]);
    let to = base(&code);
    let map = drawing::map(&siren, &words, label, changed, |insee| format!("{to}/{b}/commune/{insee}"));
    let mut by_day: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
    let said = |one: &Performance| format!("{} · {}", words.commune(&one.commune), words.title(&one.show));
    for one in &before.plan.performances {
        by_day.entry(one.day.to_string()).or_default().0.push(said(one));
    }
    for one in &after.plan.performances {
        by_day.entry(one.day.to_string()).or_default().1.push(said(one));
    }
    let view = ComparePage {
        title: edition.title,
        a,
        b,
        same: comparison.same,
        criteria: comparison
            .criteria
            .iter()
            .filter(|(criterion, ..)| *criterion != Criterion::Kept)
            .map(|(criterion, a, b)| CriterionView {
                name: words.criterion(*criterion),
                a: words.measured(*criterion, *a),
                b: words.measured(*criterion, *b),
                second: match a.cmp(b) {
                    std::cmp::Ordering::Less => "better",
                    std::cmp::Ordering::Equal => "same",
                    std::cmp::Ordering::Greater => "worse",
                },
            })
            .collect(),
        map,
        days: by_day.into_iter().filter(|(_, (a, b))| a != b).map(|(day, (a, b))| DayRow { day, a, b }).collect(),
        rows,
        base: to,
    };
    show(&web, &visit, "plans/compare.html", &view)
}
