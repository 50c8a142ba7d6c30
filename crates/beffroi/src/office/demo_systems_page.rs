//! The demonstration's libraries put to sleep, made to fail, woken up: to see what readers see then.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use fluent_bundle::FluentArgs;
use ils_simulator::Mood;
use people::web::Staff;
use people::{Permission, Target};
use serde::Serialize;
use shell::{Flash, Lang, PageError, SentForm, Tone, Visit, Wing};

use super::names::say;
use crate::app::App;

/// What the page brings to the frame.
pub(crate) const WING: Wing = Wing {
    templates: &[
        ("demo/systems.html", include_str!("../../templates/demo_systems.html")),
        ("demo/kiosk.html", include_str!("../../templates/demo_kiosk.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/nl.ftl")),
        (Lang::En, include_str!("../../i18n/en.ftl")),
    ],
    assets: &[],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const HERE: &str = "/bureau/demonstration";
/// The moods offered, by their names in forms and messages.
const MOODS: [(&str, Mood); 4] = [
    ("well", Mood::Normal),
    ("slow", Mood::SleepsUpTo(Duration::from_millis(1200))),
    ("asleep", Mood::Sleeps(Duration::from_secs(30))),
    ("down", Mood::Refuses),
];

#[derive(Serialize)]
struct Row {
    code: &'static str,
    name: String,
    mood: &'static str,
    questions: u64,
}

#[derive(Serialize)]
struct Shown {
    rows: Vec<Row>,
    moods: [&'static str; 4],
}

/// `GET /bureau/demonstration`
pub(crate) async fn show(State(app): State<App>, visit: Visit, Staff(session): Staff) -> Result<Response, PageError> {
    require(&session)?;
    let rows = app.stand.each(|one| Row {
        code: one.code,
        name: one.name.clone(),
        mood: MOODS.iter().find(|(_, mood)| *mood == one.library.behaviour().mood).map_or("well", |(name, _)| *name),
        questions: one.library.questions(),
    });
    let view = Shown { rows, moods: MOODS.map(|(name, _)| name) };
    Ok(app.frame.render(&visit, "demo/systems.html", &view)?.into_response())
}

/// `POST /bureau/demonstration/{library}`
pub(crate) async fn change(
    State(app): State<App>,
    visit: Visit,
    Staff(session): Staff,
    Path(library): Path<String>,
    sent: SentForm,
) -> Result<Response, PageError> {
    require(&session)?;
    let form = sent.checked(&app.frame, &visit)?;
    let wanted = form.value("mood").to_owned();
    let (_, mood) = MOODS.into_iter().find(|(name, _)| *name == wanted).ok_or(PageError::BadRequest)?;
    let found = app.stand.each(|one| {
        let same = one.code == library;
        if same {
            one.library.is(mood);
        }
        same.then(|| one.name.clone())
    });
    let name = found.into_iter().flatten().next().ok_or(PageError::NotFound)?;
    let mut words = FluentArgs::new();
    words.set("library", name);
    let text = say(&app.frame, &visit, &format!("demo-systems-now-{wanted}"), &words);
    Ok(Flash { tone: Tone::Done, text }.redirect(&app.frame, HERE))
}

/// The simulated machines are the whole network's.
fn require(session: &people::Session) -> Result<(), PageError> {
    if session.may(Permission::ManageMachines, &Target::Whole) { Ok(()) } else { Err(PageError::Forbidden) }
}
