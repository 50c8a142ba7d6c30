//! Every commune of the territory in an edition: whether it may receive and why, when it did, its sector, its wishes.

use axum::extract::{Path, State};
use people::web::Staff;
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, SentForm, Visit};

use super::views::StandingView;
use super::{PLAN, Page, back, done, page, require, show};
use crate::Web;
use crate::edition::set_sector;
use crate::model::edition::population_code;
use crate::store::{editions, served_years, territory, wishes};

/// `calls/communes.html`
#[derive(Debug, Clone, Serialize)]
struct CommunesPage {
    title: String,
    base: String,
    edition: String,
    eligible: usize,
    ceiling: i64,
    kind: &'static str,
    figures_on: String,
    lines: Vec<Line>,
    communes: Vec<Choice>,
    centres: Vec<Choice>,
    form: FormState,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    #[serde(flatten)]
    standing: StandingView,
    years: Vec<i64>,
    sector: String,
    by_hand: bool,
    /// `none`, `draft` or `sent`.
    list: &'static str,
    wishes: usize,
}

/// `GET /bureau/belles-sorties/{edition}/communes`
pub(super) async fn list(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
) -> Page {
    require(&session, PLAN)?;
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, &code).await.map_err(page)?;
    let (communes, sectors) = territory(&mut read, &edition).await.map_err(page)?;
    let by_hand = editions::sectors_by_hand(&mut read).await.map_err(page)?;
    let served = served_years(&mut read).await.map_err(page)?;
    let lists = wishes::of_edition(&mut read, &code).await.map_err(page)?;
    drop(read);
    let name = |insee: &str| {
        let known = communes.iter().find(|one| one.commune.insee == insee);
        known.map_or_else(|| insee.to_owned(), |one| one.commune.name.clone())
    };
    let lines = communes.iter().map(|one| {
        let insee = one.commune.insee.as_str();
        let list = lists.iter().find(|list| list.commune == insee);
        Line {
            standing: StandingView::of(one, &edition),
            years: served.get(insee).into_iter().flatten().copied().collect(),
            sector: sectors.get(insee).map(|centre| name(centre)).unwrap_or_default(),
            by_hand: by_hand.contains_key(insee),
            list: list.map_or("none", |list| if list.sent { "sent" } else { "draft" }),
            wishes: list.map_or(0, |list| list.wishes.len()),
        }
    });
    let mut centres: Vec<&String> = sectors.values().collect();
    centres.sort();
    centres.dedup();
    let choice = |insee: &str| Choice { value: insee.to_owned(), label: name(insee) };
    let view = CommunesPage {
        title: edition.title.clone(),
        base: format!("/bureau/belles-sorties/{code}"),
        edition: code,
        eligible: communes.iter().filter(|one| one.is_eligible()).count(),
        ceiling: edition.ceiling,
        kind: population_code(edition.population),
        figures_on: edition.figures_on.to_string(),
        lines: lines.collect(),
        communes: communes.iter().map(|one| choice(&one.commune.insee)).collect(),
        centres: centres.into_iter().map(|insee| choice(insee)).collect(),
        form: FormState::default(),
    };
    show(&web, &visit, "calls/communes.html", &view, true)
}

/// `POST /bureau/belles-sorties/{edition}/communes`
pub(super) async fn sector(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, PLAN)?;
    let form = sent.checked(&web.frame, &visit)?;
    editions::by_code(&mut web.db.read().await?, &code).await.map_err(page)?;
    let centre = Some(form.value("sector")).filter(|centre| !centre.is_empty());
    let to = format!("/bureau/belles-sorties/{code}/communes");
    let mut write = web.db.write().await?;
    match set_sector(&mut write, form.value("commune"), centre, &session.actor()).await {
        Ok(()) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return back(&web, &visit, error, &to);
        }
    }
    Ok(done(&web, &visit, "calls-done-saved", &to))
}
