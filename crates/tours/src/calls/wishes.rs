//! A commune's wishes: shows by rank, halls, days; saved as one goes, sent once ready.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use people::Session;
use people::web::Staff;
use programme::{institution, tenant};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};

use super::forms::{days, fill_days, hour, hour_text, set, text, ticked};
use super::views::{DateView, SheetView, StandingView, dates as date_views, fit, instant, now, phase};
use super::{Page, WISH, by, done, noted, page, post_letters, require, require_commune, say, show};
use crate::model::{Contact, Edition, Eligibility, Hall, Phase, Proposal, Wish, WishList, misfits};
use crate::publication::{self, planned};
use crate::store::{dates, editions, halls, proposals, served_years, wishes};
use crate::wishes as verbs;
use crate::{By, Web};

/// `calls/wishes.html`
#[derive(Debug, Clone, Serialize)]
struct WishesPage {
    edition: String,
    standing: StandingView,
    years: Vec<i64>,
    sent_at: Option<String>,
    open: bool,
    /// Dates of the plan that still lack something.
    dates: Vec<ToComplete>,
    announced: Vec<DateView>,
    ranks: Vec<i64>,
    choices: Vec<Choice>,
    hall_choices: Vec<Choice>,
    warnings: Vec<Warning>,
    halls_href: String,
    action: String,
    shows: Vec<SheetView>,
    form: FormState,
}

#[derive(Debug, Clone, Serialize)]
struct ToComplete {
    show: String,
    day: String,
    hall: String,
    missing: Vec<&'static str>,
    href: String,
}

/// Why a wish could not be met as it stands.
#[derive(Debug, Clone, Serialize)]
struct Warning {
    rank: i64,
    words: String,
}

/// What every request about a commune's wishes begins with.
struct Asked {
    edition: Edition,
    standing: Eligibility,
    list: WishList,
    shows: Vec<Proposal>,
    halls: Vec<Hall>,
}

async fn asked(web: &Web, session: &Session, code: &str, insee: &str) -> Result<Asked, PageError> {
    let mut read = web.db.read().await?;
    let edition = editions::by_code(&mut read, code).await.map_err(page)?;
    let commune = tenant::commune_by_insee(&mut read, insee).await.map_err(|error| page(error.into()))?;
    require_commune(session, insee)?;
    if phase(web, &edition) == Phase::Draft {
        return Err(PageError::NotFound);
    }
    let known = wishes::of_commune(&mut read, code, insee).await.map_err(page)?;
    let list = known.unwrap_or_else(|| {
        let mut list = WishList::empty(code, insee);
        // Whoever acts for the métropole is not the commune's contact.
        if by(session) == By::Owner {
            list.contact.email = session.account.email.clone().unwrap_or_default();
        }
        list
    });
    let halls = halls::of_commune(&mut read, insee).await.map_err(page)?;
    Ok(Asked {
        shows: proposals::accepted(&mut read, code).await.map_err(page)?,
        standing: Eligibility::of(commune, &edition),
        halls: halls.into_iter().filter(|hall| hall.offered).collect(),
        edition,
        list,
    })
}

fn fill(list: &WishList) -> FormState {
    let mut form = FormState::default();
    for (rank, wish) in (1..).zip(&list.wishes) {
        set(&mut form, &format!("wish_{rank}"), wish.proposal.clone());
        set(&mut form, &format!("wish_hall_{rank}"), wish.hall.clone().unwrap_or_default());
    }
    for hall in &list.halls {
        set(&mut form, &format!("hall_{hall}"), "1");
    }
    fill_days(&mut form, &list.days);
    set(&mut form, "hour", list.hour.map(hour_text).unwrap_or_default());
    set(&mut form, "note", list.note.clone());
    set(&mut form, "contact", list.contact.email.clone());
    form
}

/// What a list could not be met with: no hall that fits, no day in common.
fn warnings(web: &Web, visit: &Visit, asked: &Asked) -> Vec<Warning> {
    let mut found = Vec::new();
    let (edition, list) = (&asked.edition, &asked.list);
    let offered: Vec<&Hall> = asked.halls.iter().filter(|hall| list.halls.contains(&hall.id)).collect();
    for (rank, wish) in (1_i64..).zip(&list.wishes) {
        let Some(one) = asked.shows.iter().find(|show| show.id == wish.proposal) else { continue };
        let good = |hall: &&Hall| wish.hall.as_ref().is_none_or(|only| *only == hall.id);
        let tried: Vec<&Hall> = offered.iter().copied().filter(good).collect();
        if wish.hall.is_some() && tried.is_empty() {
            found.push(Warning { rank, words: say(web, visit.lang, "calls-warn-hall", &[]) });
        }
        if !tried.is_empty() && tried.iter().all(|hall| !misfits(&one.needs, hall).is_empty()) {
            let why: Vec<String> = tried.iter().map(|hall| fit(web, visit.lang, &one.needs, hall)).collect();
            found.push(Warning { rank, words: why.join(" ") });
        }
        let own = list.days.listed(edition.first_day, edition.last_day);
        if !own.is_empty() && !own.iter().any(|day| one.days.contains(*day)) {
            found.push(Warning { rank, words: say(web, visit.lang, "calls-warn-no-day", &[]) });
        }
    }
    found
}

async fn render(web: &Web, visit: &Visit, session: &Session, asked: &Asked, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let insee = asked.standing.commune.insee.as_str();
    let code = asked.edition.code.as_str();
    let years = served_years(&mut read).await.map_err(page)?.remove(insee).unwrap_or_default();
    let mut shows = Vec::new();
    let mut choices = Vec::new();
    for one in &asked.shows {
        let house = institution::by_id(&mut read, &one.institution).await?.name;
        shows.push(SheetView::of(web, visit.lang, one, &house, &asked.halls));
        choices.push(Choice { value: one.id.clone(), label: format!("{} ({house})", one.title) });
    }
    let own: Vec<_> =
        planned(&mut read, code).await.map_err(page)?.into_iter().filter(|one| one.commune == insee).collect();
    let lines = publication::lines(&mut read, &asked.edition, &own, &now(web)).await.map_err(page)?;
    let announced: Vec<_> = dates::of_edition(&mut read, code)
        .await
        .map_err(page)?
        .into_iter()
        .filter(|one| one.commune == insee)
        .collect();
    let announced = date_views(&mut read, &announced, true).await?;
    drop(read);
    // What was called off is not asked for again: the métropole says first whether it is played after all.
    let to_complete = lines.iter().filter(|line| line.item.is_none() && !line.called_off).map(|line| ToComplete {
        show: line.proposal.title.clone(),
        day: line.day.to_string(),
        hall: line.hall.name.clone(),
        missing: line.missing.iter().map(|one| one.code()).collect(),
        href: format!("/bureau/accueillir/{code}/{insee}/date/{}", line.proposal.id),
    });
    let in_call = asked.edition.wishes_open(web.db.clock().now());
    let view = WishesPage {
        edition: asked.edition.title.clone(),
        standing: StandingView::of(&asked.standing, &asked.edition),
        years: years.into_iter().collect(),
        sent_at: asked.list.sent_at.map(instant),
        open: asked.standing.is_eligible()
            && asked.edition.closed_at.is_none()
            && (in_call || by(session) == By::Programme),
        dates: to_complete.collect(),
        announced,
        ranks: (1..=asked.edition.wishes_most).collect(),
        choices,
        hall_choices: asked.halls.iter().map(|one| Choice { value: one.id.clone(), label: one.name.clone() }).collect(),
        warnings: warnings(web, visit, asked),
        halls_href: format!("/bureau/accueillir/salles/{insee}"),
        action: format!("/bureau/accueillir/{code}/{insee}"),
        shows,
        form,
    };
    let sound = view.form.is_sound();
    show(web, visit, "calls/wishes.html", &view, sound)
}

/// `GET /bureau/accueillir/{edition}/{commune}`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, insee)): Path<(String, String)>,
) -> Page {
    require(&session, WISH)?;
    let asked = asked(&web, &session, &code, &insee).await?;
    let form = fill(&asked.list);
    render(&web, &visit, &session, &asked, form).await
}

/// What the form says; faults are noted in it.
fn read(form: &mut FormState, visit: &Visit, asked: &Asked) -> WishList {
    let wishes = (1..=asked.edition.wishes_most).filter_map(|rank| {
        let proposal = Some(text(form, &format!("wish_{rank}"))).filter(|id| !id.is_empty())?;
        let hall = Some(text(form, &format!("wish_hall_{rank}"))).filter(|id| !id.is_empty());
        Some(Wish { proposal, hall })
    });
    let wishes = wishes.collect();
    let halls = asked.halls.iter().filter(|hall| ticked(form, &format!("hall_{}", hall.id)));
    let halls = halls.map(|hall| hall.id.clone()).collect();
    WishList {
        wishes,
        halls,
        days: days(form),
        hour: hour(form, "hour"),
        note: text(form, "note"),
        contact: Contact { email: text(form, "contact"), lang: visit.lang.code().to_owned() },
        ..asked.list.clone()
    }
}

/// `POST /bureau/accueillir/{edition}/{commune}`. With `autosave`, answers 204 once saved and 422 when it was not.
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, insee)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session, WISH)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut asked = asked(&web, &session, &code, &insee).await?;
    let autosave = form.values.remove("autosave").is_some();
    let send = !autosave && form.value("then") == "send";
    let list = read(&mut form, &visit, &asked);
    let (by, actor) = (by(&session), session.actor());
    if form.is_sound() {
        let mut write = web.db.write().await?;
        let kept = async {
            verbs::save(&mut write, &list, by, &actor).await?;
            if send {
                verbs::send(&mut write, &code, &insee, by, &actor).await?;
            }
            Ok(())
        };
        match kept.await {
            Ok(()) => {
                write.commit().await?;
                if autosave {
                    return Ok(StatusCode::NO_CONTENT.into_response());
                }
                if send {
                    post_letters(&web).await;
                }
                let said = if send { "calls-done-wishes-sent" } else { "calls-done-saved" };
                return Ok(done(&web, &visit, said, &format!("/bureau/accueillir/{code}/{insee}")));
            }
            Err(error) => {
                write.rollback().await?;
                form = noted(form, error)?;
            }
        }
    }
    if autosave {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    }
    asked.list = WishList { sent: asked.list.sent, sent_at: asked.list.sent_at, ..list };
    render(&web, &visit, &session, &asked, form).await
}
