//! An edition's season, calendar and rules, in the office.

use axum::extract::{Path, State};
use jiff::ToSpan;
use jiff::civil::Date;
use people::web::Staff;
use programme::{PopulationKind, tenant};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::forms::{day, euros, moment, moment_text, needed_number, number, set, set_hundredths, set_number, text};
use super::{PLAN, Page, done, noted, page, require, say, show};
use crate::Web;
use crate::edition as verbs;
use crate::model::Edition;
use crate::model::edition::{FIGURES_IN_FORCE, population_code, population_from};
use crate::store::editions;

const MOMENTS: [&str; 7] = [
    "proposals_from",
    "proposals_until",
    "wishes_from",
    "wishes_until",
    "arbitration_until",
    "publication_at",
    "sales_at",
];

/// `calls/edition_form.html`
#[derive(Debug, Clone, Serialize)]
struct SettingsPage {
    fresh: bool,
    action: String,
    back: String,
    back_words: String,
    moments: [&'static str; 7],
    /// How many communes are under the ceiling, by each population.
    municipal: usize,
    total: usize,
    ceiling: i64,
    form: FormState,
}

async fn render(web: &Web, visit: &Visit, known: Option<&Edition>, form: FormState) -> Page {
    let communes = tenant::communes(&mut web.db.read().await?).await?;
    let ceiling = form.value("ceiling").parse().unwrap_or(15_000);
    let under = |kind: PopulationKind| {
        communes.iter().filter(|one| one.population(kind).is_some_and(|people| people < ceiling)).count()
    };
    let view = SettingsPage {
        fresh: known.is_none(),
        action: known.map_or("/bureau/belles-sorties/nouvelle".to_owned(), |known| {
            format!("/bureau/belles-sorties/{}/reglages", known.code)
        }),
        back: known
            .map_or("/bureau/belles-sorties".to_owned(), |known| format!("/bureau/belles-sorties/{}", known.code)),
        back_words: known.map_or_else(|| say(web, visit.lang, "calls-title", &[]), |known| known.title.clone()),
        moments: MOMENTS,
        municipal: under(PopulationKind::Municipal),
        total: under(PopulationKind::Total),
        ceiling,
        form,
    };
    let sound = view.form.is_sound();
    show(web, visit, "calls/edition_form.html", &view, sound)
}

/// What a new edition begins with: the season after this one, and a calendar as it goes.
fn usual(web: &Web, population: PopulationKind) -> Result<Edition, PageError> {
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    let year = if today.month() <= 3 { today.year() } else { today.year() + 1 };
    let at = |year: i16, month: i8, day: i8| -> Result<jiff::Timestamp, PageError> {
        Ok(Date::new(year, month, day)?.at(9, 0, 0, 0).to_zoned(web.zone.clone())?.timestamp())
    };
    let first_day = Date::new(year, 9, 15)?;
    Ok(Edition {
        code: year.to_string(),
        series: String::new(),
        title: format!("Les Belles Sorties {year}-{}", year + 1),
        first_day,
        last_day: first_day.checked_add(9.months())?,
        proposals_from: at(year, 1, 15)?,
        proposals_until: at(year, 3, 1)?,
        wishes_from: at(year, 3, 15)?,
        wishes_until: at(year, 4, 30)?,
        arbitration_until: at(year, 5, 31)?,
        publication_at: at(year, 6, 20)?,
        sales_at: at(year, 9, 1)?,
        ceiling: 15_000,
        population,
        figures_on: FIGURES_IN_FORCE,
        price_cap: 500,
        budget: None,
        wishes_most: 5,
        crew_km: None,
        crew_days: None,
        sectors: 8,
        called_at: None,
        published_at: None,
        closed_at: None,
        demo: false,
    })
}

fn fill(web: &Web, edition: &Edition) -> FormState {
    let mut form = FormState::default();
    set(&mut form, "title", edition.title.clone());
    set(&mut form, "first_day", edition.first_day.to_string());
    set(&mut form, "last_day", edition.last_day.to_string());
    for (name, at) in [
        ("proposals_from", edition.proposals_from),
        ("proposals_until", edition.proposals_until),
        ("wishes_from", edition.wishes_from),
        ("wishes_until", edition.wishes_until),
        ("arbitration_until", edition.arbitration_until),
        ("publication_at", edition.publication_at),
        ("sales_at", edition.sales_at),
    ] {
        set(&mut form, name, moment_text(at, &web.zone));
    }
    set_number(&mut form, "ceiling", Some(edition.ceiling));
    set(&mut form, "population", population_code(edition.population));
    set_number(&mut form, "wishes_most", Some(edition.wishes_most));
    set_number(&mut form, "sectors", Some(edition.sectors));
    set_hundredths(&mut form, "price_cap", Some(edition.price_cap));
    set_hundredths(&mut form, "budget", edition.budget);
    set_number(&mut form, "crew_km", edition.crew_km);
    set_number(&mut form, "crew_days", edition.crew_days);
    form
}

/// What the form says; nothing, its faults noted, when it does not hold together.
fn read(web: &Web, form: &mut FormState, known: Option<&Edition>) -> Option<Edition> {
    let zone = &web.zone;
    let (first_day, last_day) = (day(form, "first_day"), day(form, "last_day"));
    for (field, missing) in [("first_day", first_day.is_none()), ("last_day", last_day.is_none())] {
        if missing {
            form.fault(field, "calls-wrong-needed");
        }
    }
    let population = population_from(form.value("population"));
    if population.is_none() {
        form.fault("population", "calls-wrong-choice");
    }
    let price_cap = euros(form, "price_cap");
    if form.value("price_cap").is_empty() {
        form.fault("price_cap", "calls-wrong-needed");
    }
    let edition = Edition {
        code: known.map_or_else(
            || first_day.map(|day| day.year().to_string()).unwrap_or_default(),
            |known| known.code.clone(),
        ),
        series: String::new(),
        title: text(form, "title"),
        first_day: first_day.unwrap_or_default(),
        last_day: last_day.unwrap_or_default(),
        proposals_from: moment(form, "proposals_from", zone),
        proposals_until: moment(form, "proposals_until", zone),
        wishes_from: moment(form, "wishes_from", zone),
        wishes_until: moment(form, "wishes_until", zone),
        arbitration_until: moment(form, "arbitration_until", zone),
        publication_at: moment(form, "publication_at", zone),
        sales_at: moment(form, "sales_at", zone),
        ceiling: needed_number(form, "ceiling"),
        population: population.unwrap_or_default(),
        figures_on: known.map_or(FIGURES_IN_FORCE, |known| known.figures_on),
        price_cap: price_cap.unwrap_or_default(),
        budget: euros(form, "budget"),
        wishes_most: needed_number(form, "wishes_most"),
        crew_km: number(form, "crew_km"),
        crew_days: number(form, "crew_days"),
        sectors: needed_number(form, "sectors"),
        called_at: None,
        published_at: None,
        closed_at: None,
        demo: false,
    };
    form.is_sound().then_some(edition)
}

/// `GET /bureau/belles-sorties/nouvelle`
pub(super) async fn new(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, PLAN)?;
    let served = tenant::tenant(&mut web.db.read().await?).await?;
    let population = served.map(|served| served.population).unwrap_or_default();
    let form = fill(&web, &usual(&web, population)?);
    render(&web, &visit, None, form).await
}

/// `POST /bureau/belles-sorties/nouvelle`
pub(super) async fn open(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, PLAN)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let Some(edition) = read(&web, &mut form, None) else {
        return render(&web, &visit, None, form).await;
    };
    let mut write = web.db.write().await?;
    match verbs::open(&mut write, &edition, &session.actor()).await {
        Ok(edition) => {
            write.commit().await?;
            Ok(done(&web, &visit, "calls-done-opened", &format!("/bureau/belles-sorties/{}", edition.code)))
        }
        Err(error) => {
            write.rollback().await?;
            let mut form = noted(form, error)?;
            // The year is the first day's: its fault is said there.
            if let Some(fault) = form.errors.remove("code") {
                form.fault("first_day", &fault);
            }
            render(&web, &visit, None, form).await
        }
    }
}

/// `GET /bureau/belles-sorties/{edition}/reglages`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
) -> Page {
    require(&session, PLAN)?;
    let edition = editions::by_code(&mut web.db.read().await?, &code).await.map_err(page)?;
    let form = fill(&web, &edition);
    render(&web, &visit, Some(&edition), form).await
}

/// `POST /bureau/belles-sorties/{edition}/reglages`
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, PLAN)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let known = editions::by_code(&mut web.db.read().await?, &code).await.map_err(page)?;
    let Some(edition) = read(&web, &mut form, Some(&known)) else {
        return render(&web, &visit, Some(&known), form).await;
    };
    let mut write = web.db.write().await?;
    match verbs::amend(&mut write, &edition, &session.actor()).await {
        Ok(_) => {
            write.commit().await?;
            Ok(done(&web, &visit, "calls-done-saved", &format!("/bureau/belles-sorties/{code}")))
        }
        Err(error) => {
            write.rollback().await?;
            render(&web, &visit, Some(&known), noted(form, error)?).await
        }
    }
}
