//! One version of a plan: by show, by commune, on the map, in the calendar; a commune's reasons; files.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use people::web::Staff;
use programme::tenant;
use serde::Serialize;
use shell::map::Map;
use shell::office::Choice;
use shell::{PageError, SentForm, Visit};
use tour_planner::{CRITERIA, Commune, Criterion, Instance, Outcome, Pin, Plan};

use super::drawing::{self, Month};
use super::pages::{Page, ask, instant, led, lost, require, show, start};
use super::store::{self as kept, State as PlanState, Version};
use super::verbs;
use super::words::{Told, Words};
use crate::store::editions;
use crate::{Error, Web};

/// A version nobody ended after so long may have been left by a node that stopped; whoever is at it still keeps its turn.
const LEFT_AFTER_MS: i64 = 60_000;

/// `plans/version.html`
#[derive(Debug, Clone, Serialize)]
struct VersionPage {
    title: String,
    base: String,
    number: i64,
    state: &'static str,
    note: String,
    based_on: Option<i64>,
    asked_at: String,
    adopted: bool,
    trouble: Option<String>,
    plan: Option<PlanView>,
}

#[derive(Debug, Clone, Serialize)]
struct PlanView {
    performances: usize,
    communes: usize,
    cost_cents: i64,
    budget_cents: Option<i64>,
    proven: bool,
    gap: Option<String>,
    criteria: Vec<(String, String)>,
    map: Option<Map>,
    months: Vec<Month>,
    shows: Vec<ShowView>,
    served: Vec<CommuneView>,
    unserved: Vec<CommuneView>,
}

#[derive(Debug, Clone, Serialize)]
struct ShowView {
    title: String,
    most: u32,
    plays: Vec<ShowPlay>,
    line: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ShowPlay {
    commune: String,
    href: String,
    hall: String,
    day: String,
}

#[derive(Debug, Clone, Serialize)]
struct CommuneView {
    name: String,
    href: String,
    waited: String,
    show: Option<String>,
    rank: Option<u32>,
    day: Option<String>,
    hall: Option<String>,
    pinned: bool,
    /// Of a commune left without: its first reason.
    why: Option<String>,
}

fn base(edition: &str) -> String {
    format!("/bureau/belles-sorties/{edition}/plan")
}

/// How long a commune has waited, in words.
fn waited(words: &Words<'_>, commune: &Commune) -> String {
    match commune.waiting(words.instance.year) {
        None => words.say("plans-waited-never", &[]),
        Some(seasons) => words.say("plans-waited", &[("n", i64::from(seasons).into())]),
    }
}

/// `GET /bureau/belles-sorties/{edition}/plan/{version}`
pub(super) async fn one(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, number)): Path<(String, String)>,
) -> Page {
    require(&session)?;
    let (title, version) = read(&web, &code, &number).await?;
    let siren = tenant::tenant(&mut web.db.read().await?).await?.map(|tenant| tenant.siren).unwrap_or_default();
    let line = &version.line;
    if line.state == PlanState::Working && web.db.clock().now_ms() - line.asked_at > LEFT_AFTER_MS {
        start(&web, &code, line.number);
    }
    let words = Words { web: &web, lang: visit.lang, instance: &version.instance };
    let trouble = version.trouble.as_ref().map(|trouble| {
        let of = |name: &str| trouble[name].as_str().unwrap_or_default().to_owned();
        let key = format!("plans-trouble-{}", of("name"));
        words.say(&key, &[("commune", of("commune").into()), ("show", of("show").into())])
    });
    let here = format!("{}/{}", base(&code), line.number);
    let view = VersionPage {
        title,
        number: line.number,
        state: line.state.code(),
        note: line.note.clone(),
        based_on: line.based_on,
        asked_at: instant(line.asked_at),
        adopted: line.adopted_at.is_some(),
        trouble,
        plan: version.outcome.as_ref().map(|outcome| planned(&words, &version, outcome, &siren, &here)),
        base: base(&code),
    };
    show(&web, &visit, "plans/version.html", &view)
}

async fn read(web: &Web, code: &str, number: &str) -> Result<(String, Version), PageError> {
    let number: i64 = number.parse().map_err(|_| PageError::NotFound)?;
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, code).await.map_err(lost)?;
    let version = kept::by_number(&mut read, code, number).await.map_err(lost)?;
    Ok((edition.title, version))
}

fn planned(words: &Words<'_>, version: &Version, outcome: &Outcome, siren: &str, here: &str) -> PlanView {
    let (instance, plan) = (&version.instance, &outcome.plan);
    let href = |insee: &str| format!("{here}/commune/{insee}");
    let shows: Vec<ShowView> = instance
        .shows
        .iter()
        .map(|show| ShowView {
            title: show.title.clone(),
            most: show.performances,
            plays: plan
                .performances
                .iter()
                .filter(|one| one.show == show.code)
                .map(|one| ShowPlay {
                    commune: words.commune(&one.commune),
                    href: href(&one.commune),
                    hall: words.hall(&one.commune, &one.hall),
                    day: one.day.to_string(),
                })
                .collect(),
            line: tour_planner::line(instance, plan, show).iter().map(|code| words.commune(code)).collect(),
        })
        .collect();
    let mut served = Vec::new();
    let mut unserved = Vec::new();
    for commune in &instance.communes {
        let one = plan.of_commune(&commune.code);
        let first = version.explanations.iter().find(|told| told.commune == commune.code).filter(|_| one.is_none());
        let view = CommuneView {
            name: commune.name.clone(),
            href: href(&commune.code),
            waited: waited(words, commune),
            show: one.map(|one| words.title(&one.show)),
            rank: one.and_then(|one| commune.wishes.iter().find(|wish| wish.show == one.show)).map(|wish| wish.rank),
            day: one.map(|one| one.day.to_string()),
            hall: one.map(|one| words.hall(&commune.code, &one.hall)),
            pinned: instance.pins.iter().any(|pin| pin.commune == commune.code),
            why: first.map(|told| words.told(told).why.join(" ")),
        };
        if one.is_some() { served.push(view) } else { unserved.push(view) }
    }
    let lit = |insee: &str| plan.of_commune(insee).map(|one| words.title(&one.show));
    let costs = plan.performances.iter().filter_map(|one| instance.show(&one.show)).map(|show| show.cost_cents);
    PlanView {
        performances: plan.performances.len(),
        communes: instance.communes.len(),
        cost_cents: costs.sum(),
        budget_cents: instance.budget_cents,
        proven: outcome.proven,
        gap: outcome.gap.map(|gap| {
            words.say(
                "plans-gap",
                &[
                    ("criterion", words.criterion(gap.criterion).into()),
                    ("value", words.measured(gap.criterion, gap.value).into()),
                    ("most", words.measured(gap.criterion, gap.at_most).into()),
                ],
            )
        }),
        criteria: CRITERIA
            .iter()
            .zip(&outcome.objective)
            .filter(|(criterion, _)| **criterion != Criterion::Kept || version.line.based_on.is_some())
            .map(|(criterion, value)| (words.criterion(*criterion), words.measured(*criterion, *value)))
            .collect(),
        map: drawing::map(siren, words, words.say("plans-map", &[]), lit, href),
        months: drawing::calendar(plan, words, href),
        shows,
        served,
        unserved,
    }
}

/// `POST /bureau/belles-sorties/{edition}/plan/{version}/reprendre`
pub(super) async fn again(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, number)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let form = sent.checked(&web.frame, &visit)?;
    let (_, version) = read(&web, &code, &number).await?;
    let here = format!("{}/{}", base(&code), version.line.number);
    ask(&web, &visit, &session, &code, Some(version.line.number), form.value("note"), &here).await
}

/// `POST /bureau/belles-sorties/{edition}/plan/{version}/adopter`
pub(super) async fn adopt(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, number)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    sent.checked(&web.frame, &visit)?;
    let (_, version) = read(&web, &code, &number).await?;
    let mut write = web.db.write().await?;
    let found = verbs::adopt(&mut write, &code, version.line.number, &session.actor()).await;
    match found {
        Ok(()) => write.commit().await?,
        Err(_) => write.rollback().await?,
    }
    led(&web, &visit, found, "plans-done-adopted", &format!("{}/{}", base(&code), version.line.number))
}

/// `plans/commune.html`
#[derive(Debug, Clone, Serialize)]
struct CommunePage {
    title: String,
    base: String,
    number: i64,
    here: String,
    name: String,
    territory: String,
    waited: String,
    hosted: Vec<i16>,
    got: Option<ShowPlay>,
    got_title: Option<String>,
    pinned: bool,
    wishes: Vec<Told>,
    shows: Vec<Choice>,
    halls: Vec<Choice>,
    got_show: String,
    got_hall: String,
}

/// `GET /bureau/belles-sorties/{edition}/plan/{version}/commune/{commune}`
pub(super) async fn commune(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, number, insee)): Path<(String, String, String)>,
) -> Page {
    require(&session)?;
    let (title, version) = read(&web, &code, &number).await?;
    let pins = kept::pins(&mut web.db.read().await?, &code).await.map_err(lost)?;
    let instance = &version.instance;
    let commune = instance.commune(&insee).ok_or(PageError::NotFound)?;
    let Some(outcome) = &version.outcome else { return Err(PageError::NotFound) };
    let words = Words { web: &web, lang: visit.lang, instance };
    let got = outcome.plan.of_commune(&insee);
    let mut wishes: Vec<Told> = Vec::new();
    let mut asked: Vec<_> = commune.wishes.iter().collect();
    asked.sort_by_key(|wish| wish.rank);
    for wish in asked {
        let told = version.explanations.iter().find(|one| one.commune == insee && one.show == wish.show);
        wishes.push(told.map_or_else(
            || Told {
                show: wish.show.clone(),
                title: words.title(&wish.show),
                rank: wish.rank,
                met: true,
                why: Vec::new(),
                changes: Vec::new(),
                cost: Vec::new(),
            },
            |one| words.told(one),
        ));
    }
    let mut hosted = commune.served.clone();
    hosted.sort_unstable_by(|a, b| b.cmp(a));
    let here = format!("{}/{}/commune/{insee}", base(&code), version.line.number);
    let view = CommunePage {
        title,
        base: base(&code),
        number: version.line.number,
        name: commune.name.clone(),
        territory: commune.territory.clone(),
        waited: waited(&words, commune),
        hosted,
        got: got.map(|one| ShowPlay {
            commune: commune.name.clone(),
            href: here.clone(),
            hall: words.hall(&insee, &one.hall),
            day: one.day.to_string(),
        }),
        got_title: got.map(|one| words.title(&one.show)),
        got_show: got.map(|one| one.show.clone()).unwrap_or_default(),
        got_hall: got.map(|one| one.hall.clone()).unwrap_or_default(),
        pinned: pins.iter().any(|pin| pin.commune == insee),
        wishes,
        shows: choices(instance.shows.iter().map(|show| (&show.code, &show.title))),
        halls: choices(commune.halls.iter().map(|hall| (&hall.code, &hall.name))),
        here,
    };
    show(&web, &visit, "plans/commune.html", &view)
}

fn choices<'a>(of: impl Iterator<Item = (&'a String, &'a String)>) -> Vec<Choice> {
    of.map(|(value, label)| Choice { value: value.clone(), label: label.clone() }).collect()
}

/// `POST /bureau/belles-sorties/{edition}/plan/{version}/commune/{commune}`
pub(super) async fn decide(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, number, insee)): Path<(String, String, String)>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let form = sent.checked(&web.frame, &visit)?;
    let (_, version) = read(&web, &code, &number).await?;
    version.instance.commune(&insee).ok_or(PageError::NotFound)?;
    let here = format!("{}/{}/commune/{insee}", base(&code), version.line.number);
    let filled = |name: &str| Some(form.value(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let day: Option<Date> = match filled("day").map(|text| text.parse()) {
        None => None,
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => return led(&web, &visit, Err(Error::Refused("plans-refused-day")), "", &here),
    };
    let actor = session.actor();
    let mut write = web.db.write().await?;
    let (found, done) = match form.value("deed") {
        // What is moved by hand is pinned where it goes; the rest is repaired around it.
        "pin" | "move" => {
            let pin = Pin { commune: insee.clone(), show: form.value("show").to_owned(), hall: filled("hall"), day };
            (verbs::pin(&mut write, &code, &pin, &actor).await, "plans-done-pinned")
        }
        "unpin" => (verbs::unpin(&mut write, &code, &insee, &actor).await, "plans-done-unpinned"),
        "forbid" => {
            let show = filled("show");
            let found = verbs::forbid(&mut write, &code, &insee, show.as_deref(), day, &actor).await;
            (found, "plans-done-forbidden")
        }
        _ => return Err(PageError::BadRequest),
    };
    let moved = form.value("deed") == "move" && found.is_ok();
    match found {
        Ok(()) => write.commit().await?,
        Err(_) => write.rollback().await?,
    }
    if moved {
        return ask(&web, &visit, &session, &code, Some(version.line.number), "", &here).await;
    }
    led(&web, &visit, found, done, &here)
}

/// `GET /bureau/belles-sorties/{edition}/plan/{version}/plan.csv`
pub(super) async fn csv(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, number)): Path<(String, String)>,
) -> Page {
    require(&session)?;
    let (_, version) = read(&web, &code, &number).await?;
    let Some(outcome) = &version.outcome else { return Err(PageError::NotFound) };
    let words = Words { web: &web, lang: visit.lang, instance: &version.instance };
    let mut text = String::from("date;spectacle;commune;insee;salle;rang du vœu;saisons d'attente\r\n");
    for one in &outcome.plan.performances {
        let commune = version.instance.commune(&one.commune);
        let rank = commune.and_then(|commune| commune.wishes.iter().find(|wish| wish.show == one.show));
        let waiting = commune.and_then(|commune| commune.waiting(version.instance.year));
        let cells = [
            one.day.to_string(),
            words.title(&one.show),
            words.commune(&one.commune),
            one.commune.clone(),
            words.hall(&one.commune, &one.hall),
            rank.map(|wish| wish.rank.to_string()).unwrap_or_default(),
            waiting.map(|seasons| seasons.to_string()).unwrap_or_default(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(";"));
        text.push_str("\r\n");
    }
    Ok(file(&format!("plan-{code}-{number}.csv"), "text/csv; charset=utf-8", text))
}

/// A cell of a CSV file: quoted, and never taken for a formula by a spreadsheet.
fn quoted(text: &str) -> String {
    let text = text.replace('"', "\"\"");
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("\"'{text}\""),
        false => format!("\"{text}\""),
    }
}

/// What `beffroi tour plan` reads.
#[derive(Serialize)]
struct Documents<'a> {
    instance: &'a Instance,
    plan: &'a Plan,
    /// The plan it repairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Plan>,
}

/// `GET /bureau/belles-sorties/{edition}/plan/{version}/dossier.json`
pub(super) async fn documents(
    State(web): State<Web>,
    Staff(session): Staff,
    Path((code, number)): Path<(String, String)>,
) -> Page {
    require(&session)?;
    let (_, version) = read(&web, &code, &number).await?;
    let Some(outcome) = &version.outcome else { return Err(PageError::NotFound) };
    let previous = match version.line.based_on {
        Some(before) => {
            let before = kept::by_number(&mut web.db.read().await?, &code, before).await.map_err(lost)?;
            before.outcome.map(|outcome| outcome.plan)
        }
        None => None,
    };
    let both = Documents { instance: &version.instance, plan: &outcome.plan, previous };
    let text = serde_json::to_string_pretty(&both).map_err(PageError::internal)?;
    Ok(file(&format!("plan-{code}-{number}.json"), "application/json", text))
}

fn file(name: &str, kind: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, text).into_response()
}
