//! Places held, waiting for a name.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use people::web::Visitor;
use programme::tenant;
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};
use store::prelude::*;

use super::event::{Event, EventView};
use super::{done, page, paths, private, refusal, refused, say};
use crate::model::{Hold, Order, OrderState};
use crate::order::{self, Buyer};
use crate::{Error, Result, Web, hold, seats};

type Page = std::result::Result<Response, PageError>;

/// `box_office/portal/basket.html`
#[derive(Debug, Clone, Serialize)]
struct BasketPage {
    base: String,
    event: EventView,
    lines: Vec<LineView>,
    total: i64,
    /// Seconds left, and whole minutes.
    seconds: i64,
    minutes: i64,
    /// How it may be paid: `online`, `town_hall`.
    ways: Vec<&'static str>,
    way: String,
    /// Until when it may be paid at the town hall, when that is offered.
    pay_until: Option<String>,
    communes: Vec<Choice>,
    first_times: Vec<Choice>,
    /// One of the questions nobody must answer was.
    told_more: bool,
    fault: Option<String>,
    form: FormState,
}

/// A tariff chosen.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LineView {
    pub(super) label: String,
    pub(super) quantity: i64,
    pub(super) cents: i64,
    /// The seats, on the last line, when places are numbered.
    pub(super) seats: String,
}

/// What became of a hold: good to go on with, or where to go instead.
async fn find(
    web: &Web,
    visit: &Visit,
    secret: &str,
) -> std::result::Result<std::result::Result<Hold, Response>, PageError> {
    let mut read = web.db.read().await?;
    let held = hold::by_secret(&mut read, secret).await.map_err(page)?;
    if held.is_good(web.db.clock().now()) {
        return Ok(Ok(held));
    }
    // Sent twice: the order it became.
    if let Some(id) = &held.order {
        let order = order::by_id(&mut read, id).await.map_err(page)?;
        return Ok(Err(Redirect::to(&next(&order)).into_response()));
    }
    let text = say(web, visit.lang, "booking-basket-lapsed", &[]);
    Ok(Err(refused(web, text, &paths::book(&held.item))))
}

/// Where one goes once an order is made: to pay, or to see what was made.
pub(super) fn next(order: &Order) -> String {
    match (&order.payment, order.state) {
        (Some(payment), OrderState::Asked) => payment::page(payment),
        _ => paths::order(&order.secret),
    }
}

/// `GET /billetterie/panier/{secret}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(secret): Path<String>,
) -> Page {
    let held = match find(&web, &visit, &secret).await? {
        Ok(held) => held,
        Err(response) => return Ok(response),
    };
    let mut form = FormState::default();
    if let Some(session) = session {
        form.values.insert("name".into(), session.account.name);
        form.values.insert("email".into(), session.account.email.unwrap_or_default());
    }
    render(&web, &visit, &held, form, None).await
}

async fn render(web: &Web, visit: &Visit, held: &Hold, form: FormState, fault: Option<String>) -> Page {
    let mut read = web.db.read().await?;
    let event = Event::read(&mut read, &held.item).await.map_err(page)?;
    let lines = lines(&mut read, &event, held, visit).await.map_err(page)?;
    let communes = tenant::communes(&mut read).await?;
    drop(read);
    let now = web.db.clock().now();
    let ways = ways(&event, held, now);
    let way = match form.value("way") {
        "" => ways.first().copied().unwrap_or("online").to_owned(),
        other => other.to_owned(),
    };
    let choice = |value: &str, key: &str| Choice { value: value.to_owned(), label: say(web, visit.lang, key, &[]) };
    let left_ms = (held.expires_at.as_millisecond() - now.as_millisecond()).max(0);
    let view = BasketPage {
        base: paths::basket(&held.secret),
        event: event.view(visit.lang, &web.zone),
        lines,
        total: held.total().0,
        seconds: left_ms / 1000,
        minutes: left_ms / 60_000,
        pay_until: order::counter_until(&event.sale, held.channel, now).map(|until| until.to_string()),
        ways,
        way,
        communes: communes.into_iter().map(|one| Choice { value: one.insee, label: one.name }).collect(),
        first_times: vec![choice("oui", "booking-first-time-yes"), choice("non", "booking-first-time-no")],
        told_more: ["commune", "first_time"].iter().any(|name| !form.value(name).is_empty()),
        fault,
        form,
    };
    let sound = view.fault.is_none() && view.form.is_sound();
    private(web, visit, "box_office/portal/basket.html", &view, sound)
}

async fn lines(query: &mut impl Query, event: &Event, held: &Hold, visit: &Visit) -> Result<Vec<LineView>> {
    let tariffs = crate::sale::tariffs(query, &held.item).await?;
    let mut lines: Vec<LineView> = held
        .lines
        .iter()
        .map(|line| LineView {
            label: tariffs
                .iter()
                .find(|tariff| tariff.id == line.tariff)
                .map_or(line.label.as_str(), |tariff| tariff.label_in(visit.lang))
                .to_owned(),
            quantity: line.quantity,
            cents: line.price.0 * line.quantity,
            seats: String::new(),
        })
        .collect();
    if event.sale.numbered
        && let Some(last) = lines.last_mut()
    {
        last.seats = seats::of_hold(query, &held.id).await?.join(", ");
    }
    Ok(lines)
}

/// How a hold may be paid; nothing to choose when nothing is due.
fn ways(event: &Event, held: &Hold, now: Timestamp) -> Vec<&'static str> {
    let later = event.sale.pay_later && order::counter_until(&event.sale, held.channel, now).is_some();
    match (held.total() > ledger::Cents::ZERO, later) {
        (false, _) => Vec::new(),
        (true, false) => vec!["online"],
        (true, true) => vec!["online", "town_hall"],
    }
}

/// `POST /billetterie/panier/{secret}`
pub(super) async fn order(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(secret): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let held = match find(&web, &visit, &secret).await? {
        Ok(held) => held,
        Err(response) => return Ok(response),
    };
    let mut read = web.db.read().await?;
    let event = Event::read(&mut read, &held.item).await.map_err(page)?;
    let communes = tenant::communes(&mut read).await?;
    drop(read);
    let buyer = Buyer {
        account: session.map(|session| session.account.id),
        name: form.value("name").to_owned(),
        email: Some(form.value("email").to_owned()).filter(|email| !email.is_empty()),
        phone: Some(form.value("phone").to_owned()).filter(|phone| !phone.is_empty()),
        lang: visit.lang,
        commune: Some(form.value("commune").to_owned()).filter(|commune| !commune.is_empty()),
        first_time: match form.value("first_time") {
            "oui" => Some(true),
            "non" => Some(false),
            _ => None,
        },
        group: None,
    };
    check_name(&mut form);
    check_email(&mut form);
    if buyer.phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        form.fault("phone", "booking-phone-wrong");
    }
    if buyer.commune.as_deref().is_some_and(|insee| !communes.iter().any(|one| one.insee == insee)) {
        form.fault("commune", "booking-commune-wrong");
    }
    let ways = ways(&event, &held, web.db.clock().now());
    let later = ways.contains(&"town_hall") && form.value("way") == "town_hall";
    let mut fault = None;
    if ways.len() > 1 && !ways.contains(&form.value("way")) {
        fault = Some(say(&web, visit.lang, "booking-way-needed", &[]));
    }
    if fault.is_some() || !form.is_sound() {
        return render(&web, &visit, &held, form, fault).await;
    }
    let mut write = web.db.write().await?;
    let made = match later {
        true => order::place_to_pay_later(&mut write, &secret, &buyer).await,
        false => order::place(&mut write, &secret, &buyer).await,
    };
    match made {
        Ok(order) => {
            write.commit().await?;
            Ok(Redirect::to(&next(&order)).into_response())
        }
        Err(error) => {
            write.rollback().await?;
            // It lapsed, or was made an order, while one was typing.
            if let Err(response) = find(&web, &visit, &secret).await? {
                return Ok(response);
            }
            if let Error::Field { field, message } = &error {
                form.fault(field, message);
                return render(&web, &visit, &held, form, None).await;
            }
            let fault = refusal(&web, visit.lang, error)?;
            render(&web, &visit, &held, form, Some(fault)).await
        }
    }
}

/// `POST /billetterie/panier/{secret}/rendre`
pub(super) async fn give_back(
    State(web): State<Web>,
    visit: Visit,
    Path(secret): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let held = hold::by_secret(&mut web.db.read().await?, &secret).await.map_err(page)?;
    let mut write = web.db.write().await?;
    hold::release(&mut write, &secret).await.map_err(page)?;
    write.commit().await?;
    Ok(done(&web, &visit, "booking-given-up", &[], &paths::book(&held.item)))
}

/// A name is needed, on one line, not longer than a line.
pub(super) fn check_name(form: &mut FormState) {
    let name = form.value("name");
    if name.is_empty() || name.chars().any(char::is_control) {
        form.fault("name", "booking-name-needed");
    } else if name.chars().count() > 120 {
        form.fault("name", "booking-name-long");
    }
}

/// An address a letter could go to is needed.
pub(super) fn check_email(form: &mut FormState) {
    let email = form.value("email");
    if email.is_empty() {
        form.fault("email", "booking-email-needed");
    } else if !is_email(email) {
        form.fault("email", "booking-email-wrong");
    }
}

/// Whether a letter could go there, for all one can tell without sending it (RFC 5321 §4.5.3.1 for the lengths).
fn is_email(text: &str) -> bool {
    let plain = |char: char| !char.is_whitespace() && !char.is_control() && !"<>(),;:\"\\[]".contains(char);
    text.len() <= 254
        && text.chars().all(plain)
        && text.split_once('@').is_some_and(|(user, domain)| {
            !user.is_empty()
                && user.len() <= 64
                && !domain.contains('@')
                && domain.split('.').count() > 1
                && domain.split('.').all(|label| !label.is_empty())
        })
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (6..=15).contains(&digits) && text.chars().all(|char| char.is_ascii_digit() || " +.-()/".contains(char))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_slip_something_in_are_refused() {
        for good in ["ana@exemple.fr", "a.b+c@sous.exemple.example", "zoë@exemple.fr"] {
            assert!(is_email(good), "{good}");
        }
        let wrong = ["ana", "@exemple.fr", "ana@", "ana@exemple", "a@b@c.fr", "ana@exemple..fr"];
        let slips = ["ana@exemple.fr\r\nBcc: x@y.fr", "ana@exemple.fr,x@y.fr", "Ana <ana@exemple.fr>", "a b@c.fr"];
        for bad in wrong.into_iter().chain(slips) {
            assert!(!is_email(bad), "{bad:?}");
        }
        assert!(!is_email(&format!("{}@exemple.fr", "a".repeat(65))));
    }

    #[test]
    fn telephones_as_people_type_them() {
        for good in ["06 12 34 56 78", "+33 6 12 34 56 78", "0032/69.12.34.56", "(0)3 20 00 00 00"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["12", "demain", "06 12 34 56 78\nX: y", "=1+1", &"1".repeat(16)] {
            assert!(!is_phone(bad), "{bad:?}");
        }
    }
}
