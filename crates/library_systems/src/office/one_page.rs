//! One library: how it is reached, and the test of the connection.

use std::time::Duration;

use axum::extract::{Path, State};
use people::web::Staff;
use people::{Session, Target};
use programme::Institution;
use serde::Serialize;
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use super::{KEEP, LIST, Page, library, say, shown, state, tries, typed};
use crate::settings::{self, ENCODINGS, Health, Protocol, Settings};
use crate::system::{ProbeOutcome, ProbeStep, ProbeWith};
use crate::{Said, Secret, Web};

/// `library_systems/one.html`
#[derive(Debug, Clone, Serialize)]
struct OnePage {
    name: String,
    action: String,
    form: FormState,
    /// Whether settings are kept.
    known: bool,
    may_private: bool,
    password_kept: bool,
    encodings: [&'static str; 4],
    state: Option<&'static str>,
    good_at: Option<String>,
    failed_at: Option<String>,
    /// `good`, `warned` or `failed`, when the connection was tried.
    result: Option<ProbeOutcome>,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Serialize)]
struct Step {
    title: &'static str,
    outcome: ProbeOutcome,
    sent: Option<String>,
    received: Option<String>,
    took_ms: u64,
    means: Vec<String>,
}

/// The secrets of the form: not shown again.
const SECRETS: [&str; 2] = ["password", "try_pin"];

fn may_private(session: &Session) -> bool {
    session.may(KEEP, &Target::Whole)
}

fn page(
    (library, session): (&Institution, &Session),
    form: FormState,
    kept: Option<&Settings>,
    health: Health,
) -> OnePage {
    OnePage {
        name: library.name.clone(),
        action: format!("{LIST}/{}", library.code),
        form: form.without(&SECRETS),
        known: kept.is_some(),
        may_private: may_private(session),
        password_kept: kept.is_some_and(|kept| !kept.password.is_empty()),
        encodings: ENCODINGS,
        state: kept.map(|kept| state(kept.enabled, &health)),
        good_at: health.good_at.map(|at| at.to_string()),
        failed_at: health.failed_at.map(|at| at.to_string()),
        result: None,
        steps: Vec::new(),
    }
}

/// `GET /bureau/systemes/{institution}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
) -> Page {
    let mut read = web.db.read().await?;
    let library = library(&mut read, &session, &code).await?;
    let kept = settings::of(&mut read, &library.id).await?;
    let health = settings::health(&mut read, &library.id).await?;
    drop(read);
    let form = match &kept {
        Some(kept) => typed::written(kept),
        None => typed::written(&Settings { tls: true, ..Settings::new(library.id.as_str(), Protocol::Sip2) }),
    };
    shown(&web, &visit, "library_systems/one.html", &page((&library, &session), form, kept.as_ref(), health), true)
}

/// `POST /bureau/systemes/{institution}`: keeps the settings, or tries them without keeping anything.
pub(super) async fn send(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    let library = library(&mut read, &session, &code).await?;
    let kept = settings::of(&mut read, &library.id).await?;
    let health = settings::health(&mut read, &library.id).await?;
    drop(read);
    let typed = typed::read(&mut form, &library.id, kept.as_ref(), may_private(&session));
    let Some(typed) = typed else {
        let view = page((&library, &session), form, kept.as_ref(), health);
        return shown(&web, &visit, "library_systems/one.html", &view, false);
    };
    if form.value("deed") != "try" {
        let mut write = web.db.write().await?;
        settings::keep(&mut write, &typed.settings, typed.keeps_password, &session.actor()).await?;
        write.commit().await?;
        web.systems.changed();
        let text = web.frame.messages().text(visit.lang, "systems-kept");
        let to = format!("{LIST}/{}", library.code);
        return Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, &to));
    }
    let with = ProbeWith {
        item: form.value("try_item").to_owned(),
        record: form.value("try_record").to_owned(),
        patron: form.value("try_patron").to_owned(),
        pin: Secret::new(form.values.get("try_pin").cloned().unwrap_or_default()),
    };
    if !may_try(&web, &session, &library, &with).await? {
        form.fault("", "systems-too-many-tries");
        let view = page((&library, &session), form, kept.as_ref(), health);
        return shown(&web, &visit, "library_systems/one.html", &view, false);
    }
    let steps = walk(&web, typed.settings, &with).await;
    let mut view = page((&library, &session), form, kept.as_ref(), health);
    view.result =
        Some(steps.iter().map(|step| step.outcome).max_by_key(|one| gravity(*one)).unwrap_or(ProbeOutcome::Failed));
    view.steps = steps
        .into_iter()
        .map(|step| Step {
            title: step.title,
            outcome: step.outcome,
            sent: step.sent,
            received: step.received,
            took_ms: u64::try_from(step.took.as_millis()).unwrap_or(u64::MAX),
            means: step.means.iter().map(|said| say(&web.frame, visit.lang, said)).collect(),
        })
        .collect();
    shown(&web, &visit, "library_systems/one.html", &view, true)
}

fn gravity(outcome: ProbeOutcome) -> u8 {
    match outcome {
        ProbeOutcome::Good => 0,
        ProbeOutcome::Warned => 1,
        ProbeOutcome::Failed => 2,
    }
}

/// Notes the try in the log; with a reader's number, whether it is not one too many.
async fn may_try(web: &Web, session: &Session, library: &Institution, with: &ProbeWith) -> Result<bool, PageError> {
    let mut write = web.db.write().await?;
    let allowed = with.patron.is_empty() || tries::count(&mut write, &session.account.id).await?;
    if allowed {
        let subject = format!("institution:{}", library.id);
        let details = serde_json::json!({ "with_a_card": !with.patron.is_empty() });
        people::audit::append(&mut write, &session.actor(), "library_systems.tried", &subject, &details).await?;
    }
    write.commit().await?;
    Ok(allowed)
}

/// Walks the test within the time a page may take.
async fn walk(web: &Web, settings: Settings, with: &ProbeWith) -> Vec<ProbeStep> {
    let patience = Duration::from_secs(30);
    let system = web.systems.apart(settings);
    match tokio::time::timeout(patience, system.probe(with)).await {
        Ok(steps) => steps,
        Err(_) => vec![ProbeStep {
            title: "systems-step-connect",
            sent: None,
            received: None,
            took: patience,
            outcome: ProbeOutcome::Failed,
            means: vec![Said::new("systems-failure-late")],
        }],
    }
}

/// `POST /bureau/systemes/{institution}/oublier`
pub(super) async fn forget(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    let library = library(&mut read, &session, &code).await?;
    drop(read);
    let mut write = web.db.write().await?;
    match settings::forget(&mut write, &library.id, &session.actor()).await {
        Ok(()) => write.commit().await?,
        // Forgotten already, by somebody else or by a second click.
        Err(crate::Error::NotFound) => write.rollback().await?,
        Err(error) => return Err(error.into()),
    }
    web.systems.changed();
    let text = web.frame.messages().text(visit.lang, "systems-forgotten");
    Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, LIST))
}
