//! A date announced: changed, or called off.

use axum::extract::{Path, State};
use people::web::Staff;
use programme::{PerformanceState, performance, tenant};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};

use super::forms::{day, hour, hour_text, needed_number, set, set_number, text};
use super::{PLAN, Page, done, noted, page, post_letters, require, show};
use crate::Web;
use crate::changes::{self, Change};
use crate::store::{dates, halls};

/// `calls/date.html`
#[derive(Debug, Clone, Serialize)]
struct DatePage {
    base: String,
    action: String,
    show: String,
    commune: String,
    hall: String,
    at: String,
    cancelled: bool,
    /// Neither cancelled nor past.
    open: bool,
    told: String,
    halls: Vec<Choice>,
    form: FormState,
}

async fn render(web: &Web, visit: &Visit, code: &str, item: &str, form: Option<FormState>) -> Page {
    let mut read = web.db.read().await?;
    let date = dates::by_item(&mut read, item).await.map_err(page)?;
    if date.edition != code {
        return Err(PageError::NotFound);
    }
    let played = performance::by_item(&mut read, item).await?;
    let shown = programme::show::by_id(&mut read, &played.show).await?;
    let commune = tenant::commune_by_insee(&mut read, &date.commune).await?;
    let all = halls::of_commune(&mut read, &date.commune).await.map_err(page)?;
    drop(read);
    let form = form.unwrap_or_else(|| {
        let at = played.starts_at.to_zoned(web.zone.clone());
        let mut form = FormState::default();
        set(&mut form, "day", at.date().to_string());
        set(&mut form, "hour", hour_text(at.time()));
        set(&mut form, "hall", date.hall.clone());
        set_number(&mut form, "places", played.places);
        form
    });
    let cancelled = played.state == PerformanceState::Cancelled;
    let own = all.into_iter().filter(|hall| hall.offered || hall.id == date.hall);
    let base = format!("/bureau/belles-sorties/{code}");
    let view = DatePage {
        action: format!("{base}/date/{item}"),
        base,
        show: shown.title,
        commune: commune.name,
        hall: played.place_name,
        at: played.starts_at.to_string(),
        cancelled,
        open: !cancelled && played.starts_at > web.db.clock().now(),
        told: played.told,
        halls: own.map(|hall| Choice { value: hall.id, label: hall.name }).collect(),
        form,
    };
    let sound = view.form.is_sound();
    show(web, visit, "calls/date.html", &view, sound)
}

/// `GET /bureau/belles-sorties/{edition}/date/{item}`
pub(super) async fn one(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, item)): Path<(String, String)>,
) -> Page {
    require(&session, PLAN)?;
    render(&web, &visit, &code, &item, None).await
}

/// `POST /bureau/belles-sorties/{edition}/date/{item}`
pub(super) async fn change(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, item)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session, PLAN)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    is_of(&web, &code, &item).await?;
    let (day, hour) = (day(&mut form, "day"), hour(&mut form, "hour"));
    let places = needed_number(&mut form, "places");
    let (Some(day), Some(hour), true) = (day, hour, form.is_sound()) else {
        if form.is_sound() {
            form.fault(if day.is_none() { "day" } else { "hour" }, "calls-wrong-needed");
        }
        return render(&web, &visit, &code, &item, Some(form)).await;
    };
    let change = Change { day, hour, hall: text(&form, "hall"), places, told: text(&form, "told") };
    let mut write = web.db.write().await?;
    match changes::amend(&mut write, &item, &change, &session.actor(), &web.zone).await {
        Ok(()) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return render(&web, &visit, &code, &item, Some(noted(form, error)?)).await;
        }
    }
    post_letters(&web).await;
    Ok(done(&web, &visit, "calls-done-changed", &format!("/bureau/belles-sorties/{code}/date/{item}")))
}

/// `POST /bureau/belles-sorties/{edition}/date/{item}/annuler`
pub(super) async fn cancel(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((code, item)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session, PLAN)?;
    let form = sent.checked(&web.frame, &visit)?;
    is_of(&web, &code, &item).await?;
    let mut write = web.db.write().await?;
    match changes::cancel(&mut write, &item, form.value("reason"), &session.actor()).await {
        Ok(()) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return render(&web, &visit, &code, &item, Some(noted(form, error)?)).await;
        }
    }
    post_letters(&web).await;
    Ok(done(&web, &visit, "calls-done-cancelled", &format!("/bureau/belles-sorties/{code}/publication")))
}

async fn is_of(web: &Web, code: &str, item: &str) -> Result<(), PageError> {
    let date = dates::by_item(&mut web.db.read().await?, item).await.map_err(page)?;
    if date.edition == code { Ok(()) } else { Err(PageError::NotFound) }
}
