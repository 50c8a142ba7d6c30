//! An institution's proposals.

use axum::extract::{Path, State};
use people::web::Staff;
use people::{Session, Target};
use programme::performance::ACCESS;
use programme::{Genre, Institution, institution};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};
use store::Query;

use super::forms::{
    access, days, euros, fill_access, fill_days, hours, metres, needed_number, number, plain, set, set_hundredths,
    set_number, text, ticked,
};
use super::views::{DateView, dates as date_views, phase};
use super::{PROPOSE, Page, back, by, done, noted, page, post_letters, require, show};
use crate::model::proposal::{Needs, Proposal, ProposalState};
use crate::model::{Contact, Edition, Phase};
use crate::proposals as verbs;
use crate::store::{dates, editions, proposals};
use crate::{By, Web};

/// The institutions someone may propose for, by name.
async fn own_houses(query: &mut impl Query, session: &Session) -> Result<Vec<Institution>, PageError> {
    let mut found: Vec<Institution> = institution::list(query, None, None).await?;
    found.retain(|one| may(session, one));
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn may(session: &Session, house: &Institution) -> bool {
    session.may(PROPOSE, &Target::Institution { id: &house.id, commune: Some(&house.commune) })
}

/// Editions whose calls are public, the latest first.
async fn called(query: &mut impl Query) -> Result<Vec<Edition>, PageError> {
    let all = editions::all(query).await.map_err(page)?;
    Ok(all.into_iter().filter(|one| one.called_at.is_some() && one.closed_at.is_none()).collect())
}

/// `calls/mine.html`
#[derive(Debug, Clone, Serialize)]
struct MinePage {
    editions: Vec<CallView>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, Serialize)]
struct CallView {
    title: String,
    phase: &'static str,
    open: bool,
    soon: bool,
    from: String,
    until: String,
    href: String,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    href: String,
    title: String,
    state: &'static str,
    edition: String,
    house: String,
    reason: String,
    dates: Vec<DateView>,
}

/// `GET /bureau/mes-spectacles`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, PROPOSE)?;
    let now = web.db.clock().now();
    let officer = by(&session) == By::Programme;
    let mut read = web.db.read().await?;
    let calls = called(&mut read).await?.into_iter().map(|edition| CallView {
        phase: phase(&web, &edition).code(),
        open: edition.proposals_open(now) || officer,
        soon: now < edition.proposals_from,
        from: edition.proposals_from.to_string(),
        until: edition.proposals_until.to_string(),
        href: format!("/bureau/mes-spectacles/nouveau/{}", edition.code),
        title: edition.title,
    });
    let calls: Vec<CallView> = calls.collect();
    let announced = dates::all(&mut read).await.map_err(page)?;
    let mut lines = Vec::new();
    for house in own_houses(&mut read, &session).await? {
        for one in proposals::of_institution(&mut read, &house.id).await.map_err(page)? {
            let own: Vec<_> = announced.iter().filter(|date| date.proposal == one.id).cloned().collect();
            lines.push(Line {
                href: format!("/bureau/mes-spectacles/{}", one.id),
                title: one.title,
                state: one.state.code(),
                edition: editions::by_code(&mut read, &one.edition).await.map_err(page)?.title,
                house: house.name.clone(),
                reason: one.reason,
                dates: date_views(&mut read, &own, false).await?,
            });
        }
    }
    drop(read);
    show(&web, &visit, "calls/mine.html", &MinePage { editions: calls, lines }, true)
}

/// `calls/proposal_form.html`
#[derive(Debug, Clone, Serialize)]
struct FormPage {
    title: String,
    edition: String,
    house: String,
    /// To choose from, for a new one of someone who answers for several; empty otherwise.
    houses: Vec<Choice>,
    state: Option<&'static str>,
    reason: String,
    /// Whether it may be changed.
    open: bool,
    may_send: bool,
    may_withdraw: bool,
    action: String,
    genres: Vec<&'static str>,
    access: [&'static str; 6],
    form: FormState,
}

async fn render(
    web: &Web,
    visit: &Visit,
    session: &Session,
    edition: &Edition,
    known: Option<&Proposal>,
    form: FormState,
) -> Page {
    let mut read = web.db.read().await?;
    let houses = own_houses(&mut read, session).await?;
    let house = match known {
        Some(known) => institution::by_id(&mut read, &known.institution).await?.name,
        None if houses.len() == 1 => houses[0].name.clone(),
        None => String::new(),
    };
    drop(read);
    let state = known.map_or(ProposalState::Draft, |known| known.state);
    let in_call = edition.proposals_open(web.db.clock().now());
    let waits = matches!(state, ProposalState::Draft | ProposalState::Withdrawn);
    let open = match by(session) {
        By::Programme => edition.closed_at.is_none() && known.is_none_or(|known| known.show.is_none()),
        By::Owner => in_call && (waits || state == ProposalState::Sent),
    };
    let choices = houses.into_iter().map(|one| Choice { value: one.id, label: one.name });
    let view = FormPage {
        title: known.map(|known| known.title.clone()).unwrap_or_default(),
        edition: edition.title.clone(),
        houses: if known.is_none() && house.is_empty() { choices.collect() } else { Vec::new() },
        house,
        state: known.map(|known| known.state.code()),
        reason: known.map(|known| known.reason.clone()).unwrap_or_default(),
        open,
        may_send: open && waits,
        may_withdraw: known.is_some_and(|known| {
            known.show.is_none() && matches!(known.state, ProposalState::Sent | ProposalState::Accepted)
        }),
        action: known.map_or_else(
            || format!("/bureau/mes-spectacles/nouveau/{}", edition.code),
            |known| format!("/bureau/mes-spectacles/{}", known.id),
        ),
        genres: Genre::ALL.iter().map(|genre| genre.code()).collect(),
        access: ACCESS,
        form,
    };
    let sound = view.form.is_sound();
    show(web, visit, "calls/proposal_form.html", &view, sound)
}

fn fill(one: &Proposal) -> FormState {
    let mut form = FormState::default();
    for (field, value) in [
        ("title", &one.title),
        ("credits", &one.credits),
        ("summary", &one.summary),
        ("audience", &one.audience),
        ("mediation", &one.mediation),
        ("needs_words", &one.needs.words),
        ("licence", &one.licence),
        ("contact", &one.contact.email),
    ] {
        set(&mut form, field, value.clone());
    }
    set(&mut form, "genre", one.genre.code());
    set_number(&mut form, "minutes", one.minutes);
    set_number(&mut form, "artists", one.artists);
    set_number(&mut form, "age_from", one.age_from);
    set_number(&mut form, "power", one.needs.power_kw);
    set_number(&mut form, "places_most", one.needs.places_most);
    set_number(&mut form, "performances", Some(one.performances));
    set_hundredths(&mut form, "width", one.needs.width_cm);
    set_hundredths(&mut form, "depth", one.needs.depth_cm);
    set_hundredths(&mut form, "height", one.needs.height_cm);
    set_hundredths(&mut form, "cost", one.cost);
    let hours = one.needs.get_in_minutes.map(|minutes| plain(minutes * 100 / 60));
    set(&mut form, "get_in", hours.unwrap_or_default());
    for (field, on) in [("dark", one.needs.dark), ("level", one.needs.level), ("unusual", one.needs.unusual)] {
        if on {
            set(&mut form, field, "1");
        }
    }
    fill_access(&mut form, &one.access);
    fill_days(&mut form, &one.days);
    form
}

/// What the form says of a proposal, put over what is known of it; faults are noted in the form.
fn read(form: &mut FormState, visit: &Visit, known: Proposal) -> Proposal {
    let genre = Genre::from_code(form.value("genre"));
    if genre.is_err() {
        form.fault("genre", "calls-wrong-choice");
    }
    Proposal {
        title: text(form, "title"),
        genre: genre.unwrap_or(known.genre),
        credits: text(form, "credits"),
        summary: text(form, "summary"),
        audience: text(form, "audience"),
        mediation: text(form, "mediation"),
        minutes: number(form, "minutes"),
        age_from: number(form, "age_from"),
        artists: number(form, "artists"),
        access: access(form),
        needs: Needs {
            width_cm: metres(form, "width"),
            depth_cm: metres(form, "depth"),
            height_cm: metres(form, "height"),
            power_kw: number(form, "power"),
            dark: ticked(form, "dark"),
            level: ticked(form, "level"),
            unusual: ticked(form, "unusual"),
            get_in_minutes: hours(form, "get_in"),
            places_most: number(form, "places_most"),
            words: text(form, "needs_words"),
        },
        days: days(form),
        performances: needed_number(form, "performances"),
        cost: euros(form, "cost"),
        licence: text(form, "licence"),
        contact: Contact { email: text(form, "contact"), lang: visit.lang.code().to_owned() },
        ..known
    }
}

/// `GET /bureau/mes-spectacles/nouveau/{edition}`
pub(super) async fn new(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(code): Path<String>) -> Page {
    require(&session, PROPOSE)?;
    let edition = called_edition(&web, &code).await?;
    let mut blank = Proposal::draft(&code, "", "", Genre::Theatre);
    blank.contact.email = session.account.email.clone().unwrap_or_default();
    render(&web, &visit, &session, &edition, None, fill(&blank)).await
}

async fn called_edition(web: &Web, code: &str) -> Result<Edition, PageError> {
    let edition = editions::by_code(&mut web.db.read().await?, code).await.map_err(page)?;
    // What is not called yet is nobody's business.
    if phase(web, &edition) == Phase::Draft { Err(PageError::NotFound) } else { Ok(edition) }
}

/// `POST /bureau/mes-spectacles/nouveau/{edition}`
pub(super) async fn create(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, PROPOSE)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let edition = called_edition(&web, &code).await?;
    let houses = own_houses(&mut web.db.read().await?, &session).await?;
    let asked = form.value("institution").to_owned();
    let house = match houses.as_slice() {
        [only] if asked.is_empty() => only.id.clone(),
        several => match several.iter().find(|one| one.id == asked) {
            Some(one) => one.id.clone(),
            None => return Err(PageError::Forbidden),
        },
    };
    let proposal = read(&mut form, &visit, Proposal::draft(&code, &house, "", Genre::Theatre));
    keep(&web, &visit, &session, &edition, None, proposal, form).await
}

/// Keeps a proposal and, when asked, sends it.
async fn keep(
    web: &Web,
    visit: &Visit,
    session: &Session,
    edition: &Edition,
    known: Option<&Proposal>,
    proposal: Proposal,
    form: FormState,
) -> Page {
    if !form.is_sound() {
        return render(web, visit, session, edition, known, form).await;
    }
    let (by, actor) = (by(session), session.actor());
    let send = form.value("then") == "send";
    let mut write = web.db.write().await?;
    let kept = async {
        let id = verbs::save(&mut write, &proposal, by, &actor).await?;
        if send {
            verbs::send(&mut write, &id, by, &actor).await?;
        }
        Ok(id)
    };
    match kept.await {
        Ok(id) => {
            write.commit().await?;
            if send {
                post_letters(web).await;
                Ok(done(web, visit, "calls-done-proposal-sent", "/bureau/mes-spectacles"))
            } else {
                Ok(done(web, visit, "calls-done-saved", &format!("/bureau/mes-spectacles/{id}")))
            }
        }
        Err(error) => {
            write.rollback().await?;
            render(web, visit, session, edition, known, noted(form, error)?).await
        }
    }
}

/// A proposal someone may see as its own, with its edition.
async fn own(web: &Web, session: &Session, id: &str) -> Result<(Proposal, Edition), PageError> {
    let mut read = web.db.read().await?;
    let one = proposals::by_id(&mut read, id).await.map_err(page)?;
    let house = institution::by_id(&mut read, &one.institution).await?;
    if !may(session, &house) {
        return Err(PageError::Forbidden);
    }
    let edition = editions::by_code(&mut read, &one.edition).await.map_err(page)?;
    Ok((one, edition))
}

/// `GET /bureau/mes-spectacles/{proposal}`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, PROPOSE)?;
    let (one, edition) = own(&web, &session, &id).await?;
    render(&web, &visit, &session, &edition, Some(&one), fill(&one)).await
}

/// `POST /bureau/mes-spectacles/{proposal}`
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, PROPOSE)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let (known, edition) = own(&web, &session, &id).await?;
    let proposal = read(&mut form, &visit, known.clone());
    keep(&web, &visit, &session, &edition, Some(&known), proposal, form).await
}

/// `POST /bureau/mes-spectacles/{proposal}/retirer`
pub(super) async fn withdraw(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, PROPOSE)?;
    sent.checked(&web.frame, &visit)?;
    own(&web, &session, &id).await?;
    let mut write = web.db.write().await?;
    match verbs::withdraw(&mut write, &id, &session.actor()).await {
        Ok(()) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return back(&web, &visit, error, &format!("/bureau/mes-spectacles/{id}"));
        }
    }
    Ok(done(&web, &visit, "calls-done-withdrawn", "/bureau/mes-spectacles"))
}
