//! What is kept, how long, why, and what the last runs removed.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use people::web::Staff;
use people::{Permission, Session, Target};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::views::instant;
use super::{Web, page, paths};
use crate::retention::{self, Retention};

type Page = Result<Response, PageError>;

/// `card/retention.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct View {
    pub(super) runs: Vec<RunLine>,
    /// What is in force.
    pub(super) kept: Retention,
    pub(super) form: FormState,
}

/// What a run removed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RunLine {
    pub(super) at: String,
    pub(super) what: String,
    pub(super) removed: i64,
}

fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::ManageTenant, &Target::Whole) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// `GET /bureau/conservation`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    let kept = Retention::read(&mut web.db.read().await?).await.map_err(page)?;
    let mut form = FormState::default();
    form.values.insert("unconfirmed_days".to_owned(), kept.unconfirmed_days.to_string());
    form.values.insert("ended_months".to_owned(), kept.ended_months.to_string());
    render(&web, &visit, form).await
}

async fn render(web: &Web, visit: &Visit, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let kept = Retention::read(&mut read).await.map_err(page)?;
    let runs = retention::runs(&mut read, 40).await.map_err(page)?;
    drop(read);
    let runs = runs.into_iter().map(|run| RunLine { at: instant(run.at_ms), what: run.what, removed: run.removed });
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = View { runs: runs.collect(), kept, form };
    Ok((status, web.frame.render(visit, "card/retention.html", &view)?).into_response())
}

/// `POST /bureau/conservation`
pub(super) async fn choose(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let number = |field: &str| form.value(field).parse::<u16>().ok();
    let (days, months) = (number("unconfirmed_days"), number("ended_months"));
    let default = Retention::default();
    let fit_days = days.is_some_and(|days| Retention { unconfirmed_days: days, ..default }.is_fit());
    let fit_months = months.is_some_and(|months| Retention { ended_months: months, ..default }.is_fit());
    if !fit_days {
        form.fault("unconfirmed_days", "card-retention-days-wrong");
    }
    if !fit_months {
        form.fault("ended_months", "card-retention-months-wrong");
    }
    let (Some(unconfirmed_days), Some(ended_months), true) = (days, months, form.is_sound()) else {
        return render(&web, &visit, form).await;
    };
    let mut write = web.db.write().await?;
    Retention { unconfirmed_days, ended_months }.choose(&mut write, &session.actor()).await.map_err(page)?;
    write.commit().await?;
    Ok(web.done(&visit, "card-retention-chosen", &[], paths::RETENTION))
}
