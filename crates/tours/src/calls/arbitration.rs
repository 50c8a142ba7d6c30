//! Proposals as the métropole reads them, and its choice.

use axum::extract::{Path, State};
use people::web::Staff;
use programme::institution;
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::views::SheetView;
use super::{PLAN, Page, done, noted, page, post_letters, require, show};
use crate::Web;
use crate::model::{Hall, Proposal, ProposalState, misfits};
use crate::proposals as verbs;
use crate::store::{editions, halls, proposals};

/// `calls/proposals.html`
#[derive(Debug, Clone, Serialize)]
struct ProposalsPage {
    title: String,
    base: String,
    /// Performances offered by proposals kept.
    offered: i64,
    /// What they would all cost, in cents.
    cost: i64,
    budget: Option<i64>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    href: String,
    title: String,
    genre: &'static str,
    house: String,
    state: &'static str,
    performances: i64,
    cost: Option<i64>,
    /// In how many communes a hall fits.
    fits: usize,
}

/// The communes that have a hall offered that fits, each once.
fn fitting<'a>(one: &Proposal, halls: &'a [Hall]) -> Vec<&'a str> {
    let fit = halls.iter().filter(|hall| hall.offered && misfits(&one.needs, hall).is_empty());
    let mut communes: Vec<&str> = fit.map(|hall| hall.commune.as_str()).collect();
    communes.sort_unstable();
    communes.dedup();
    communes
}

/// `GET /bureau/belles-sorties/{edition}/propositions`
pub(super) async fn list(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
) -> Page {
    require(&session, PLAN)?;
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, &code).await.map_err(page)?;
    let halls = halls::all(&mut read).await.map_err(page)?;
    let base = format!("/bureau/belles-sorties/{code}");
    let (mut lines, mut offered, mut cost) = (Vec::new(), 0, 0);
    for one in proposals::of_edition(&mut read, &code).await.map_err(page)? {
        if one.state == ProposalState::Accepted {
            offered += one.performances;
            cost += one.performances * one.cost.unwrap_or(0);
        }
        lines.push(Line {
            href: format!("{base}/propositions/{}", one.id),
            genre: one.genre.code(),
            house: institution::by_id(&mut read, &one.institution).await?.name,
            state: one.state.code(),
            performances: one.performances,
            cost: one.cost,
            fits: fitting(&one, &halls).len(),
            title: one.title,
        });
    }
    drop(read);
    let view = ProposalsPage { title: edition.title, base, offered, cost, budget: edition.budget, lines };
    show(&web, &visit, "calls/proposals.html", &view, true)
}

/// `calls/proposal.html`
#[derive(Debug, Clone, Serialize)]
struct ProposalPage {
    id: String,
    base: String,
    house: String,
    state: &'static str,
    reason: String,
    cost: Option<i64>,
    licence: String,
    one: SheetView,
    may_decide: bool,
    fits: Vec<String>,
    /// How many communes have a hall.
    halls: usize,
    form: FormState,
}

async fn render(web: &Web, visit: &Visit, code: &str, id: &str, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, code).await.map_err(page)?;
    let one = proposals::by_id(&mut read, id).await.map_err(page)?;
    if one.edition != code {
        return Err(PageError::NotFound);
    }
    let house = institution::by_id(&mut read, &one.institution).await?.name;
    let all = halls::all(&mut read).await.map_err(page)?;
    let mut names = Vec::new();
    for insee in fitting(&one, &all) {
        names.push(programme::tenant::commune_by_insee(&mut read, insee).await?.name);
    }
    drop(read);
    let mut with_hall: Vec<&str> = all.iter().filter(|hall| hall.offered).map(|hall| hall.commune.as_str()).collect();
    with_hall.sort_unstable();
    with_hall.dedup();
    let view = ProposalPage {
        id: one.id.clone(),
        base: format!("/bureau/belles-sorties/{code}"),
        state: one.state.code(),
        reason: one.reason.clone(),
        cost: one.cost,
        licence: one.licence.clone(),
        one: SheetView::of(web, visit.lang, &one, &house, &[]),
        house,
        may_decide: edition.closed_at.is_none()
            && matches!(one.state, ProposalState::Sent | ProposalState::Accepted | ProposalState::Refused),
        fits: names,
        halls: with_hall.len(),
        form,
    };
    let sound = view.form.is_sound();
    show(web, visit, "calls/proposal.html", &view, sound)
}

/// `GET /bureau/belles-sorties/{edition}/propositions/{proposal}`
pub(super) async fn one(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, id)): Path<(String, String)>,
) -> Page {
    require(&session, PLAN)?;
    render(&web, &visit, &code, &id, FormState::default()).await
}

/// `POST /bureau/belles-sorties/{edition}/propositions/{proposal}`
pub(super) async fn decide(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, id)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session, PLAN)?;
    let form = sent.checked(&web.frame, &visit)?;
    let accept = match form.value("choice") {
        "accept" => true,
        "refuse" => false,
        _ => return Err(PageError::BadRequest),
    };
    if proposals::by_id(&mut web.db.read().await?, &id).await.map_err(page)?.edition != code {
        return Err(PageError::NotFound);
    }
    let mut write = web.db.write().await?;
    match verbs::decide(&mut write, &id, accept, form.value("reason"), &session.actor()).await {
        Ok(()) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return render(&web, &visit, &code, &id, noted(form, error)?).await;
        }
    }
    post_letters(&web).await;
    let said = if accept { "calls-done-accepted" } else { "calls-done-refused" };
    Ok(done(&web, &visit, said, &format!("/bureau/belles-sorties/{code}/propositions")))
}
