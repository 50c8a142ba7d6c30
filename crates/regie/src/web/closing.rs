//! Counting a till and closing it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use ledger::Cents;
use people::web::Staff;
use people::{Permission, Session, Target};
use shell::{FormState, PageError, SentForm, Tone, Visit};

use super::{HOME, Page, Web, session_of};
use crate::pages::{ClosingPage, CountLine};
use crate::session::{self, Closing, TillSession};
use crate::{CashCount, DENOMINATIONS, Error, Means};

fn field(value: u32) -> String {
    format!("n{value}")
}

fn view_of(till: &TillSession, form: FormState, counted: Cents, differs: Option<(Cents, Cents)>) -> ClosingPage {
    ClosingPage {
        name: format!("{} · {}", till.regie.name, till.till_name),
        action: format!("{HOME}/{}/cloture", till.id),
        back: format!("{HOME}/{}", till.id),
        counts: DENOMINATIONS
            .iter()
            .map(|value| {
                let pieces = form.value(&field(*value)).to_owned();
                let total = pieces.parse::<u32>().map_or(0, |number| i64::from(number) * i64::from(*value));
                CountLine { value: *value, note: *value >= 500, pieces, total }
            })
            .collect(),
        takes_cards: till.regie.means.contains(&Means::Card),
        form,
        differs: differs.map(|(cash, card)| (cash.0, card.0)),
        counted: counted.0,
    }
}

/// One's own till, or any for who oversees them.
async fn mine(web: &Web, person: &Session, id: &str) -> Result<TillSession, PageError> {
    let till = session_of(web, person, id).await?;
    if till.agent == person.account.id || person.may(Permission::OverseeTills, &Target::Whole) {
        Ok(till)
    } else {
        Err(PageError::Forbidden)
    }
}

/// `GET /bureau/regie/{session}/cloture`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(person): Staff, Path(id): Path<String>) -> Page {
    let till = mine(&web, &person, &id).await?;
    if till.closing.is_some() {
        return Ok(Redirect::to(&format!("{HOME}/{}", till.id)).into_response());
    }
    let view = view_of(&till, FormState::default(), Cents::ZERO, None);
    Ok(web.frame.render(&visit, "regie/closing.html", &view)?.into_response())
}

/// `POST /bureau/regie/{session}/cloture`
pub(crate) async fn close(
    State(web): State<Web>,
    visit: Visit,
    Staff(person): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let till = mine(&web, &person, &id).await?;
    let mut counts = CashCount::new();
    for value in DENOMINATIONS {
        let typed = form.value(&field(value)).to_owned();
        let pieces = if typed.is_empty() { Some(0) } else { typed.parse::<u32>().ok().filter(|n| *n <= 100_000) };
        match pieces.and_then(|pieces| counts.clone().with(value, pieces)) {
            Some(more) => counts = more,
            None => form.fault("", "regie-fault-pieces"),
        }
    }
    let terminal = match form.value("terminal") {
        "" => Ok(None),
        text => text.parse::<Cents>().map(Some),
    };
    if terminal.is_err() {
        form.fault("terminal", "regie-fault-amount");
    }
    let mut differs = None;
    if let (true, Ok(terminal)) = (form.is_sound(), &terminal) {
        let reason = form.value("motif").to_owned();
        let closing = Closing {
            session: &till.id,
            by: &person.account.id,
            counts: &counts,
            terminal: *terminal,
            reason: &reason,
        };
        let mut write = web.db.write().await?;
        match session::close(&mut write, &closing).await {
            Ok(closed) => {
                let difference = closed.closing.as_ref().map_or(0, |one| one.cash_difference().0);
                let details = serde_json::json!({ "difference": difference });
                let subject = format!("till_session:{}", closed.id);
                people::audit::append(&mut write, &person.actor(), "regie.till_closed", &subject, &details).await?;
                write.commit().await?;
                return Ok(web.say(&visit, Tone::Done, "regie-closed", &format!("{HOME}/{}", till.id)));
            }
            Err(Error::ReasonNeeded { cash, card }) => {
                form.fault("motif", "regie-fault-reason");
                differs = Some((cash, card));
            }
            Err(error) => match error.message() {
                Some(message) => form.fault("", message),
                None => return Err(error.into()),
            },
        }
    }
    let view = view_of(&till, form, counts.total(), differs);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.frame.render(&visit, "regie/closing.html", &view)?).into_response())
}
