//! What a museum offers holders, in the office.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::DateTime;
use people::web::Staff;
use people::{Permission, Session, Target};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};

use super::views::Museums;
use super::{Web, basket, noted, page, paths, require};
use crate::benefits as verbs;
use crate::model::benefit::{Benefit, BenefitKind, BenefitState, ClaimState, Way};
use crate::model::product::Words;
use crate::store::{benefits, claims};

type Page = Result<Response, PageError>;

/// `pass/office_benefits.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct BenefitsPage {
    pub(super) lines: Vec<Line>,
    pub(super) museums: Vec<Choice>,
    pub(super) lists: Lists,
    pub(super) form: FormState,
}

/// A benefit in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) museum: String,
    pub(super) kind: &'static str,
    pub(super) state: &'static str,
    pub(super) way: &'static str,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) quota: Option<u32>,
    pub(super) won: u32,
    pub(super) waiting: u32,
}

/// What may be chosen, by code.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Lists {
    pub(super) kind: Vec<&'static str>,
    pub(super) way: Vec<&'static str>,
    pub(super) state: Vec<&'static str>,
}

fn lists() -> Lists {
    Lists {
        kind: BenefitKind::ALL.iter().map(|one| one.code()).collect(),
        way: Way::ALL.iter().map(|one| one.code()).collect(),
        state: BenefitState::ALL.iter().map(|one| one.code()).collect(),
    }
}

fn may(session: &Session, museums: &Museums, id: &str) -> bool {
    museums.0.get(id).is_some_and(|museum| {
        session.may(Permission::EditBenefits, &Target::Institution { id, commune: Some(&museum.commune) })
    })
}

async fn show(web: &Web, visit: &Visit, session: &Session, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let museums = Museums::read(&mut read).await?;
    let mut lines = Vec::new();
    for offered in benefits::all(&mut read).await.map_err(page)? {
        if !may(session, &museums, &offered.institution) {
            continue;
        }
        let won = claims::count(&mut read, &offered.id, ClaimState::Won).await.map_err(page)?;
        let asked = claims::count(&mut read, &offered.id, ClaimState::Asked).await.map_err(page)?;
        let waiting = claims::count(&mut read, &offered.id, ClaimState::Waiting).await.map_err(page)?;
        lines.push(Line {
            href: paths::benefit(&offered.id),
            title: offered.title.of(visit.lang).to_owned(),
            museum: museums.name(&offered.institution),
            kind: offered.kind.code(),
            state: offered.state.code(),
            way: offered.way.code(),
            from: offered.from.to_string(),
            until: offered.until.to_string(),
            quota: offered.quota,
            won,
            waiting: asked + waiting,
        });
    }
    drop(read);
    let own = museums.0.values().filter(|museum| may(session, &museums, &museum.id));
    let museums: Vec<Choice> = own.map(|one| Choice { value: one.id.clone(), label: one.name.clone() }).collect();
    let view = BenefitsPage { lines, museums, lists: lists(), form };
    let sound = view.form.is_sound();
    web.page(visit, "pass/office_benefits.html", &view, sound)
}

/// `GET /bureau/pass/avantages`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::EditBenefits)?;
    let now = web.db.clock().now().to_zoned(access::local_zone());
    let mut form = FormState::default();
    let plain = |at: &jiff::Zoned| format!("{:04}-{:02}-{:02}T{:02}:00", at.year(), at.month(), at.day(), at.hour());
    form.values.insert("claims_from".into(), plain(&now));
    form.values.insert("people".into(), "1".into());
    show(&web, &visit, &session, form).await
}

/// `POST /bureau/pass/avantages`
pub(super) async fn create(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, Permission::EditBenefits)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let museums = Museums::read(&mut web.db.read().await?).await?;
    let institution = form.value("institution").to_owned();
    if !museums.0.contains_key(&institution) {
        return Err(PageError::NotFound);
    }
    if !may(&session, &museums, &institution) {
        return Err(PageError::Forbidden);
    }
    let Some(offered) = read(&mut form, institution)? else {
        return show(&web, &visit, &session, form).await;
    };
    let mut write = web.db.write().await?;
    match verbs::write_new(&mut write, &offered, &session.actor()).await {
        Ok(id) => {
            write.commit().await?;
            Ok(web.done(&visit, "pass-done-saved", &[], &paths::benefit(&id)))
        }
        Err(error) => {
            write.rollback().await?;
            show(&web, &visit, &session, noted(form, error)?).await
        }
    }
}

/// What the form says; nothing, its faults noted, when it does not hold together.
fn read(form: &mut FormState, institution: String) -> Result<Option<Benefit>, PageError> {
    let (from, until) = (form.value("from").to_owned(), form.value("until").to_owned());
    let from = basket::day(form, "from", &from);
    let until = if until.is_empty() { from } else { basket::day(form, "until", &until) };
    let kind = BenefitKind::from_code(form.value("kind")).map_err(|_| PageError::BadRequest)?;
    let invitation = kind == BenefitKind::Invitation;
    let quota = match form.value("quota") {
        "" => None,
        typed => match typed.parse::<u32>() {
            Ok(quota) if (1..=100_000).contains(&quota) => Some(quota),
            _ => {
                form.fault("quota", "pass-number-bad");
                None
            }
        },
    };
    let people = match form.value("people") {
        "" => 1,
        typed => match typed.parse::<u32>() {
            Ok(people) if (1..=12).contains(&people) => people,
            _ => {
                form.fault("people", "pass-number-bad");
                1
            }
        },
    };
    let moment = |form: &mut FormState, field: &str| -> i64 {
        let read: Option<DateTime> = form.value(field).parse().ok();
        match read.and_then(|at| at.to_zoned(access::local_zone()).ok()) {
            Some(at) => at.timestamp().as_millisecond(),
            None => {
                if invitation {
                    form.fault(field, "pass-moment-bad");
                }
                0
            }
        }
    };
    let (claims_from, claims_until) = (moment(form, "claims_from"), moment(form, "claims_until"));
    let (Some(from), Some(until)) = (from, until) else {
        form.fault("from", "pass-day-bad");
        return Ok(None);
    };
    if !form.is_sound() {
        return Ok(None);
    }
    let words = |stem: &str| {
        Words::new(
            form.value(&format!("{stem}_fr")),
            form.value(&format!("{stem}_nl")),
            form.value(&format!("{stem}_en")),
        )
    };
    Ok(Some(Benefit {
        id: String::new(),
        institution,
        kind,
        state: BenefitState::from_code(form.value("state")).map_err(|_| PageError::BadRequest)?,
        title: words("title"),
        words: words("words"),
        from,
        until,
        item: None,
        way: Way::from_code(form.value("way")).unwrap_or(Way::First),
        quota: quota.filter(|_| invitation),
        people,
        claims_from,
        claims_until,
        seed: String::new(),
        seed_hash: String::new(),
        drawn_at: None,
        demo: false,
    }))
}

/// `pass/office_benefit.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct BenefitPage {
    pub(super) title: String,
    pub(super) museum: String,
    pub(super) kind: &'static str,
    pub(super) state: &'static str,
    pub(super) way: &'static str,
    pub(super) lists: Lists,
    pub(super) counts: Vec<(&'static str, u32)>,
    pub(super) drawn: bool,
    pub(super) seed: Option<String>,
    pub(super) seed_hash: String,
    /// Ranks and the claims' identifiers: enough to replay the draw, naming nobody.
    pub(super) ranks: Vec<(u32, String, &'static str)>,
    pub(super) action: String,
    pub(super) form: FormState,
}

async fn show_one(web: &Web, visit: &Visit, session: &Session, id: &str, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let offered = benefits::by_id(&mut read, id).await.map_err(page)?;
    let museums = Museums::read(&mut read).await?;
    if !may(session, &museums, &offered.institution) {
        return Err(PageError::Forbidden);
    }
    let asked = claims::of_benefit(&mut read, id).await.map_err(page)?;
    drop(read);
    let mut form = form;
    if form.values.is_empty() {
        fill(&mut form, &offered);
    }
    let count = |state: ClaimState| asked.iter().filter(|claim| claim.state == state).count() as u32;
    let view = BenefitPage {
        title: offered.title.of(visit.lang).to_owned(),
        museum: museums.name(&offered.institution),
        kind: offered.kind.code(),
        state: offered.state.code(),
        way: offered.way.code(),
        lists: lists(),
        counts: ClaimState::ALL.iter().map(|state| (state.code(), count(*state))).collect(),
        drawn: offered.drawn_at.is_some(),
        seed: offered.drawn_at.map(|_| offered.seed.clone()),
        seed_hash: offered.seed_hash.clone(),
        ranks: asked
            .iter()
            .filter_map(|claim| claim.place.map(|place| (place, claim.id.clone(), claim.state.code())))
            .take(500)
            .collect(),
        action: paths::benefit(id),
        form,
    };
    let sound = view.form.is_sound();
    web.page(visit, "pass/office_benefit.html", &view, sound)
}

fn fill(form: &mut FormState, offered: &Benefit) {
    let moment = |ms: i64| match jiff::Timestamp::from_millisecond(ms) {
        Ok(at) if ms > 0 => {
            let at = at.to_zoned(access::local_zone());
            format!("{:04}-{:02}-{:02}T{:02}:{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute())
        }
        _ => String::new(),
    };
    let Benefit { title, words, .. } = offered;
    let pairs = [
        ("kind", offered.kind.code().to_owned()),
        ("state", offered.state.code().to_owned()),
        ("way", offered.way.code().to_owned()),
        ("title_fr", title.fr.clone()),
        ("title_nl", title.nl.clone()),
        ("title_en", title.en.clone()),
        ("words_fr", words.fr.clone()),
        ("words_nl", words.nl.clone()),
        ("words_en", words.en.clone()),
        ("from", offered.from.to_string()),
        ("until", offered.until.to_string()),
        ("quota", offered.quota.map(|quota| quota.to_string()).unwrap_or_default()),
        ("people", offered.people.to_string()),
        ("claims_from", moment(offered.claims_from)),
        ("claims_until", moment(offered.claims_until)),
    ];
    form.values.extend(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)));
}

/// `GET /bureau/pass/avantages/{benefit}`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, Permission::EditBenefits)?;
    show_one(&web, &visit, &session, &id, FormState::default()).await
}

/// `POST /bureau/pass/avantages/{benefit}`
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::EditBenefits)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut reading = web.db.read().await?;
    let known = benefits::by_id(&mut reading, &id).await.map_err(page)?;
    let museums = Museums::read(&mut reading).await?;
    drop(reading);
    if !may(&session, &museums, &known.institution) {
        return Err(PageError::Forbidden);
    }
    let Some(new) = read(&mut form, known.institution.clone())? else {
        return show_one(&web, &visit, &session, &id, form).await;
    };
    let new = Benefit { id: id.clone(), demo: known.demo, seed_hash: known.seed_hash, drawn_at: known.drawn_at, ..new };
    let mut write = web.db.write().await?;
    match verbs::amend(&mut write, &new, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            Ok(web.done(&visit, "pass-done-saved", &[], &paths::benefit(&id)))
        }
        Err(error) => {
            write.rollback().await?;
            show_one(&web, &visit, &session, &id, noted(form, error)?).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_without_days_is_told_so() {
        let mut form = FormState::default();
        for (name, value) in [("kind", "invitation"), ("state", "draft"), ("claims_from", "2026-11-23T10:00")] {
            form.values.insert(name.into(), value.into());
        }
        assert!(read(&mut form, "museum".into()).unwrap().is_none());
        assert!(form.errors.contains_key("from") && form.errors.contains_key("claims_until"));
    }
}
