//! The office's list of editions, and an edition's dashboard: what each side has done, who is late.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use people::web::Staff;
use people::{Permission, Scope, allows};
use programme::{InstitutionKind, institution};
use serde::Serialize;
use shell::{PageError, SentForm, Visit};

use super::views::phase;
use super::{PLAN, Page, back, done, page, post_letters, require, show};
use crate::edition::{Step, take};
use crate::model::{Contact, Edition, Phase, Proposal, ProposalState};
use crate::reminders::{self, Called};
use crate::store::{dates, editions, proposals, territory, wishes};
use crate::{Error, Web};

/// `calls/editions.html`
#[derive(Debug, Clone, Serialize)]
struct EditionsPage {
    lines: Vec<EditionLine>,
}

#[derive(Debug, Clone, Serialize)]
struct EditionLine {
    href: String,
    title: String,
    phase: &'static str,
    first_day: String,
    last_day: String,
    proposals: usize,
    lists: usize,
    dates: usize,
}

/// `GET /bureau/belles-sorties`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, PLAN)?;
    let mut read = web.db.read().await?;
    let mut lines = Vec::new();
    for edition in editions::all(&mut read).await.map_err(page)? {
        let sent = proposals::of_edition(&mut read, &edition.code).await.map_err(page)?;
        let lists = wishes::of_edition(&mut read, &edition.code).await.map_err(page)?;
        lines.push(EditionLine {
            href: format!("/bureau/belles-sorties/{}", edition.code),
            phase: phase(&web, &edition).code(),
            first_day: edition.first_day.to_string(),
            last_day: edition.last_day.to_string(),
            proposals: sent.iter().filter(|one| is_in(one.state)).count(),
            lists: lists.iter().filter(|list| list.sent).count(),
            dates: dates::of_edition(&mut read, &edition.code).await.map_err(page)?.len(),
            title: edition.title,
        });
    }
    drop(read);
    show(&web, &visit, "calls/editions.html", &EditionsPage { lines }, true)
}

/// Whether a proposal reached the métropole.
fn is_in(state: ProposalState) -> bool {
    matches!(state, ProposalState::Sent | ProposalState::Accepted | ProposalState::Refused)
}

/// `calls/edition.html`
#[derive(Debug, Clone, Serialize)]
struct EditionPage {
    title: String,
    base: String,
    phase: &'static str,
    tiles: Vec<Tile>,
    steps: Vec<StepView>,
    houses: Vec<House>,
    late_houses: usize,
    proposals_open: bool,
    wishes_open: bool,
    sent: usize,
    drafts: Vec<String>,
    nothing: Vec<String>,
    may_close: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Tile {
    label: &'static str,
    value: usize,
    of: Option<usize>,
}

#[derive(Debug, Clone, Serialize)]
struct StepView {
    name: &'static str,
    at: String,
    state: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct House {
    #[serde(skip)]
    id: String,
    name: String,
    drafts: usize,
    sent: usize,
    accepted: usize,
}

impl House {
    fn is_late(&self) -> bool {
        self.sent + self.accepted == 0
    }
}

/// The houses that play, and whoever else proposed, with what each did.
async fn houses(web: &Web, all: &[Proposal]) -> Result<Vec<House>, PageError> {
    let mut read = web.db.read().await?;
    let mut known = BTreeMap::new();
    for kind in [InstitutionKind::Stage, InstitutionKind::Company] {
        for one in institution::list(&mut read, Some(kind), None).await? {
            known.insert(one.id, one.name);
        }
    }
    for one in all {
        if !known.contains_key(&one.institution) {
            let house = institution::by_id(&mut read, &one.institution).await?;
            known.insert(house.id, house.name);
        }
    }
    let mut found: Vec<House> = known
        .into_iter()
        .map(|(id, name)| {
            let count =
                |state: ProposalState| all.iter().filter(|one| one.institution == id && one.state == state).count();
            House {
                drafts: count(ProposalState::Draft),
                sent: count(ProposalState::Sent) + count(ProposalState::Refused),
                accepted: count(ProposalState::Accepted),
                id,
                name,
            }
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The communes that may receive, by what they did: how many sent, whose list is a draft, who did nothing.
struct Answers {
    eligible: usize,
    sent: usize,
    drafts: Vec<(String, String)>,
    nothing: Vec<(String, String)>,
}

async fn answers(web: &Web, edition: &Edition) -> Result<Answers, PageError> {
    let mut read = web.db.read().await?;
    let (communes, _) = territory(&mut read, edition).await.map_err(page)?;
    let lists = wishes::of_edition(&mut read, &edition.code).await.map_err(page)?;
    let mut found = Answers { eligible: 0, sent: 0, drafts: Vec::new(), nothing: Vec::new() };
    for one in communes.into_iter().filter(|one| one.is_eligible()) {
        found.eligible += 1;
        let of = (one.commune.insee, one.commune.name);
        match lists.iter().find(|list| list.commune == of.0) {
            Some(list) if list.sent => found.sent += 1,
            Some(_) => found.drafts.push(of),
            None => found.nothing.push(of),
        }
    }
    Ok(found)
}

/// `GET /bureau/belles-sorties/{edition}`
pub(super) async fn one(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(code): Path<String>) -> Page {
    require(&session, PLAN)?;
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, &code).await.map_err(page)?;
    let all = proposals::of_edition(&mut read, &code).await.map_err(page)?;
    let announced = dates::of_edition(&mut read, &code).await.map_err(page)?.len();
    drop(read);
    let houses = houses(&web, &all).await?;
    let answers = answers(&web, &edition).await?;
    let now = web.db.clock().now();
    let at = phase(&web, &edition);
    let moments = [
        ("proposals_from", edition.proposals_from),
        ("proposals_until", edition.proposals_until),
        ("wishes_from", edition.wishes_from),
        ("wishes_until", edition.wishes_until),
        ("arbitration_until", edition.arbitration_until),
        ("publication_at", edition.publication_at),
        ("sales_at", edition.sales_at),
    ];
    let next = moments.iter().map(|(_, at)| *at).filter(|at| *at > now).min();
    let steps = moments.into_iter().map(|(name, at)| StepView {
        name,
        at: at.to_string(),
        state: if at <= now {
            "past"
        } else if Some(at) == next {
            "next"
        } else {
            "later"
        },
    });
    let count = |state: ProposalState| all.iter().filter(|one| one.state == state).count();
    let view = EditionPage {
        title: edition.title.clone(),
        base: format!("/bureau/belles-sorties/{code}"),
        phase: at.code(),
        tiles: vec![
            Tile { label: "calls-tile-waiting", value: count(ProposalState::Sent), of: None },
            Tile { label: "calls-tile-accepted", value: count(ProposalState::Accepted), of: None },
            Tile { label: "calls-tile-lists", value: answers.sent, of: Some(answers.eligible) },
            Tile { label: "calls-tile-announced", value: announced, of: None },
        ],
        steps: steps.collect(),
        late_houses: houses.iter().filter(|house| house.is_late()).count(),
        houses,
        proposals_open: edition.proposals_open(now),
        wishes_open: edition.wishes_open(now),
        sent: answers.sent,
        drafts: answers.drafts.into_iter().map(|(_, name)| name).collect(),
        nothing: answers.nothing.into_iter().map(|(_, name)| name).collect(),
        may_close: !matches!(at, Phase::Draft | Phase::Closed),
    };
    show(&web, &visit, "calls/edition.html", &view, true)
}

/// `POST /bureau/belles-sorties/{edition}/etape`
pub(super) async fn step(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, PLAN)?;
    let form = sent.checked(&web.frame, &visit)?;
    let (step, said) = match form.value("step") {
        "call" => (Step::Call, "calls-done-called"),
        "close" => (Step::Close, "calls-done-closed"),
        _ => return Err(PageError::BadRequest),
    };
    let to = format!("/bureau/belles-sorties/{code}");
    let mut write = web.db.write().await?;
    match take(&mut write, &code, step, &session.actor()).await {
        Ok(_) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return back(&web, &visit, error, &to);
        }
    }
    Ok(done(&web, &visit, said, &to))
}

/// `POST /bureau/belles-sorties/{edition}/relancer`
pub(super) async fn remind(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Result<Response, PageError> {
    require(&session, PLAN)?;
    let form = sent.checked(&web.frame, &visit)?;
    let edition = editions::by_code(&mut web.db.read().await?, &code).await.map_err(page)?;
    let (called, late) = match form.value("who") {
        "institutions" => {
            let all = proposals::of_edition(&mut web.db.read().await?, &code).await.map_err(page)?;
            let late = houses(&web, &all).await?.into_iter().filter(House::is_late);
            (Called::Institutions, late.map(|house| Scope::Institution(house.id)).collect::<Vec<_>>())
        }
        "communes" => {
            let answers = answers(&web, &edition).await?;
            let late = answers.drafts.into_iter().chain(answers.nothing);
            (Called::Communes, late.map(|(insee, _)| Scope::Commune(insee)).collect())
        }
        _ => return Err(PageError::BadRequest),
    };
    let wanted = match called {
        Called::Institutions => Permission::ProposeShows,
        Called::Communes => Permission::WishShows,
    };
    let staff = web.people.staff().await.map_err(|error| page(Error::from(error)))?;
    let concerned = staff
        .into_iter()
        .filter(|member| member.grants.iter().any(|grant| allows(grant.role, wanted) && late.contains(&grant.scope)));
    let to: Vec<Contact> = concerned
        .filter_map(|member| Some(Contact { email: member.account.email?, lang: member.account.language }))
        .collect();
    let page = format!("/bureau/belles-sorties/{code}");
    let mut write = web.db.write().await?;
    match reminders::send(&mut write, &code, called, &to, &session.actor()).await {
        Ok(_) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return back(&web, &visit, error, &page);
        }
    }
    post_letters(&web).await;
    Ok(done(&web, &visit, "calls-done-reminded", &page))
}
