//! The waiting list: joining it, being offered places, taking them or leaving them to the next.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::book::{OnSale, on_sale};
use super::event::{Event, EventView};
use super::picks::{self, TariffView};
use super::{basket, done, page, paths, private, refusal, say};
use crate::model::WaitState;
use crate::{Error, Web, hold, order, sale, wait_list};

type Page = std::result::Result<Response, PageError>;

/// `box_office/portal/wait.html`
#[derive(Debug, Clone, Serialize)]
struct WaitPage {
    event: EventView,
    /// One may join.
    open: bool,
    /// Places are left: no need to wait.
    bookable: bool,
    most: i64,
    places: String,
    fault: Option<String>,
    form: FormState,
}

/// `box_office/portal/waiting.html`
#[derive(Debug, Clone, Serialize)]
struct WaitingPage {
    base: String,
    event: EventView,
    state: &'static str,
    /// How many wait before.
    rank: i64,
    places: i64,
    until: Option<String>,
    tariffs: Vec<TariffView>,
    most: i64,
    fault: Option<String>,
}

/// `GET /billetterie/attente/{item}`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Path(item): Path<String>) -> Page {
    render_form(&web, &visit, &item, FormState::default(), None).await
}

async fn render_form(web: &Web, visit: &Visit, item: &str, form: FormState, fault: Option<String>) -> Page {
    let now = web.db.clock().now();
    let OnSale { event, left, .. } = on_sale(&mut web.db.read().await?, item, now).await.map_err(page)?;
    let state = picks::standing(&event, left, now).ok_or(PageError::NotFound)?;
    let view = WaitPage {
        open: state == "full" && event.sale.waiting_list,
        bookable: matches!(state, "open" | "few"),
        most: event.sale.most_per_order,
        places: match form.value("places") {
            "" => "1".to_owned(),
            typed => typed.to_owned(),
        },
        event: event.view(visit.lang, &web.zone),
        fault,
        form,
    };
    let sound = view.fault.is_none() && view.form.is_sound();
    private(web, visit, "box_office/portal/wait.html", &view, sound)
}

/// `POST /billetterie/attente/{item}`
pub(super) async fn join(State(web): State<Web>, visit: Visit, Path(item): Path<String>, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let now = web.db.clock().now();
    let OnSale { event, left, .. } = on_sale(&mut web.db.read().await?, &item, now).await.map_err(page)?;
    picks::standing(&event, left, now).ok_or(PageError::NotFound)?;
    basket::check_name(&mut form);
    basket::check_email(&mut form);
    let places = form.value("places").parse::<i64>().unwrap_or_default();
    if places < 1 {
        form.fault("places", "booking-quantity-wrong");
    } else if places > event.sale.most_per_order {
        form.fault("places", "booking-too-many");
    }
    if !form.is_sound() {
        return render_form(&web, &visit, &item, form, None).await;
    }
    let (name, email) = (form.value("name").to_owned(), form.value("email").to_owned());
    let mut write = web.db.write().await?;
    match wait_list::join(&mut write, &item, &name, &email, visit.lang, places).await {
        Ok(_) => {
            write.commit().await?;
            // The page of the entry goes by letter only: whoever types somebody else's address learns nothing of it.
            Ok(done(&web, &visit, "booking-wait-joined", &[], &paths::book(&item)))
        }
        Err(error) => {
            write.rollback().await?;
            if let Error::Field { field, message } = &error {
                form.fault(field, message);
                return render_form(&web, &visit, &item, form, None).await;
            }
            let fault = refusal(&web, visit.lang, error)?;
            render_form(&web, &visit, &item, form, Some(fault)).await
        }
    }
}

/// `GET /billetterie/attente/inscription/{secret}`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Path(secret): Path<String>) -> Page {
    render(&web, &visit, &secret, &FormState::default(), None).await
}

async fn render(web: &Web, visit: &Visit, secret: &str, form: &FormState, fault: Option<String>) -> Page {
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let entry = wait_list::by_secret(&mut read, secret).await.map_err(page)?;
    // Taken up already: on with the places, wherever one had got to.
    if entry.state == WaitState::Taken
        && let Some(id) = &entry.hold
        && let Ok(held) = hold::by_id(&mut read, id).await
    {
        if held.is_good(now) {
            return Ok(Redirect::to(&paths::basket(&held.secret)).into_response());
        }
        if let Some(made) = &held.order {
            let made = order::by_id(&mut read, made).await.map_err(page)?;
            return Ok(Redirect::to(&basket::next(&made)).into_response());
        }
    }
    let event = Event::read(&mut read, &entry.item).await.map_err(page)?;
    let tariffs = sale::tariffs(&mut read, &entry.item).await.map_err(page)?;
    let rank = match entry.state {
        WaitState::Waiting => wait_list::before(&mut read, &entry).await.map_err(page)?,
        _ => 0,
    };
    drop(read);
    let offered = entry.state == WaitState::Offered;
    let lapsed = offered && entry.offered_until.is_some_and(|until| until <= now);
    let mut shown = picks::tariffs(&tariffs, visit.lang, form);
    if let [only] = shown.as_mut_slice()
        && only.wanted.is_empty()
    {
        only.wanted = entry.places.to_string();
    }
    let view = WaitingPage {
        base: paths::waiting(&entry.secret),
        event: event.view(visit.lang, &web.zone),
        state: if lapsed { WaitState::Lapsed.code() } else { entry.state.code() },
        rank,
        places: entry.places,
        until: entry.offered_until.map(|until| until.to_string()),
        tariffs: shown,
        most: entry.places,
        fault,
    };
    let sound = view.fault.is_none();
    private(web, visit, "box_office/portal/waiting.html", &view, sound)
}

/// `POST /billetterie/attente/inscription/{secret}/{deed}`
pub(super) async fn act(
    State(web): State<Web>,
    visit: Visit,
    Path((secret, deed)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    let entry = wait_list::by_secret(&mut read, &secret).await.map_err(page)?;
    let tariffs = sale::tariffs(&mut read, &entry.item).await.map_err(page)?;
    drop(read);
    match deed.as_str() {
        "accepter" => {
            let lines = match picks::chosen(&tariffs, &form, entry.places) {
                Ok(lines) => lines,
                Err(message) => {
                    let fault = say(&web, visit.lang, message, &[]);
                    return render(&web, &visit, &secret, &form, Some(fault)).await;
                }
            };
            let mut write = web.db.write().await?;
            match wait_list::accept(&mut write, &secret, &lines).await {
                Ok(held) => {
                    write.commit().await?;
                    Ok(Redirect::to(&paths::basket(&held.secret)).into_response())
                }
                Err(error) => {
                    write.rollback().await?;
                    let fault = refusal(&web, visit.lang, error)?;
                    render(&web, &visit, &secret, &form, Some(fault)).await
                }
            }
        }
        "refuser" => {
            let mut write = web.db.write().await?;
            match wait_list::decline(&mut write, &secret).await {
                Ok(()) => {
                    write.commit().await?;
                    Ok(done(&web, &visit, "booking-waiting-refused", &[], &paths::waiting(&secret)))
                }
                Err(error) => {
                    write.rollback().await?;
                    let fault = refusal(&web, visit.lang, error)?;
                    render(&web, &visit, &secret, &form, Some(fault)).await
                }
            }
        }
        _ => Err(PageError::NotFound),
    }
}
