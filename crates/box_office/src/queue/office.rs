//! The line as the office sees it: who waits, how fast it goes, and how to stop it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use people::web::Staff;
use people::{Permission, Session, Target, audit};
use serde::Serialize;
use serde_json::json;
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use super::controller::LIMITS;
use super::keeper::Wanted;
use super::store as rows;
use crate::{Error, Web};

type Page = Result<Response, PageError>;

/// `box_office/queue_office.html`
#[derive(Debug, Clone, Serialize)]
struct OfficePage {
    title: String,
    place_name: String,
    starts_at: String,
    /// Whether a queue stands before this performance.
    stands: bool,
    opens_at: Option<String>,
    open: bool,
    paused: bool,
    waiting: i64,
    let_in: i64,
    inside: i64,
    per_minute: i64,
    wait_ms: i64,
    seed_hash: String,
    seed: Option<String>,
    action: String,
    booking: String,
    form: FormState,
}

fn page(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    }
}

async fn allowed(web: &Web, session: &Session, item: &str) -> Result<programme::Performance, PageError> {
    // Whoever may nowhere do this learns nothing of what exists.
    if !session.may(Permission::ManageTickets, &Target::Anywhere) {
        return Err(PageError::Forbidden);
    }
    let mut read = web.db.read().await?;
    let found = |error: programme::Error| match error {
        programme::Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    };
    let played = programme::performance::by_item(&mut read, item).await.map_err(found)?;
    let seller = played.seller.as_deref().ok_or(PageError::NotFound)?;
    let seller = programme::institution::by_id(&mut read, seller).await.map_err(found)?;
    let target = Target::Institution { id: &seller.id, commune: Some(&seller.commune) };
    if session.may(Permission::ManageTickets, &target) { Ok(played) } else { Err(PageError::Forbidden) }
}

async fn answer(web: &Web, visit: &Visit, item: &str, played: &programme::Performance, mut form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let show = programme::show::by_id(&mut read, &played.show).await?;
    drop(read);
    let wanted = web.queue.wanted(item).await.map_err(page)?;
    let now = web.db.clock().now_ms();
    let mut view = OfficePage {
        title: show.title,
        place_name: played.place_name.clone(),
        starts_at: played.starts_at.to_string(),
        stands: wanted.is_some(),
        opens_at: None,
        open: false,
        paused: false,
        waiting: 0,
        let_in: 0,
        inside: 0,
        per_minute: 0,
        wait_ms: 0,
        seed_hash: String::new(),
        seed: None,
        action: format!("/bureau/billetterie/file/{item}"),
        booking: format!("/billetterie/file/{item}"),
        form: FormState::default(),
    };
    if let Some(wanted) = &wanted {
        let snapshot = web.queue.line(wanted).await.map_err(page)?.snapshot();
        let row = &snapshot.row;
        view.open = row.opens_at.is_none_or(|opens_at| now >= opens_at);
        view.opens_at = row.opens_at.and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()).map(|at| at.to_string());
        view.paused = row.paused;
        view.waiting = snapshot.waiting();
        view.let_in = snapshot.let_in(now);
        view.inside = snapshot.active;
        view.per_minute = row.rate_milli * 60 / 1000;
        view.wait_ms = snapshot.wait_ms;
        view.seed_hash = row.seed_hash.clone();
        view.seed = view.open.then(|| row.seed.clone());
        form.values.entry("most".to_owned()).or_insert_with(|| (row.most_milli * 60 / 1000).to_string());
    }
    view.form = form;
    let status = if view.form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, web.frame.render(visit, "box_office/queue_office.html", &view)?).into_response())
}

/// `GET /bureau/billetterie/file/{item}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
) -> Page {
    let played = allowed(&web, &session, &item).await?;
    answer(&web, &visit, &item, &played, FormState::default()).await
}

/// `POST /bureau/billetterie/file/{item}`: `deed` is `pause`, `resume` or `pace` (with `most`, people a minute).
pub(super) async fn act(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let played = allowed(&web, &session, &item).await?;
    let Some(Wanted { line, .. }) = web.queue.wanted(&item).await.map_err(page)? else {
        return Err(PageError::NotFound);
    };
    let mut write = web.db.write().await?;
    let row = rows::line_row(&mut write, &line).await.map_err(page)?.ok_or(PageError::NotFound)?;
    let (paused, most, word) = match form.value("deed") {
        "pause" => (true, row.most_milli, "queue-said-paused"),
        "resume" => (false, row.most_milli, "queue-said-resumed"),
        "pace" => match form.value("most").trim().parse::<i64>() {
            // Above ten times what a machine is expected to bear it is a slip of the finger.
            Ok(most) if (1..=LIMITS.most_milli * 60 / 100).contains(&most) => {
                (row.paused, (most * 1000).div_euclid(60).max(1), "queue-said-pace")
            }
            _ => {
                write.rollback().await?;
                form.fault("most", "queue-most-wrong");
                return answer(&web, &visit, &item, &played, form).await;
            }
        },
        _ => return Err(PageError::BadRequest),
    };
    rows::set(&mut write, &line, paused, most).await.map_err(page)?;
    let details = json!({ "paused": paused, "most_per_minute": most * 60 / 1000 });
    audit::append(&mut write, &session.actor(), "box_office.queue_set", &format!("queue:{line}"), &details).await?;
    write.commit().await?;
    let text = web.frame.messages().text(visit.lang, word);
    Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, &format!("/bureau/billetterie/file/{item}")))
}
