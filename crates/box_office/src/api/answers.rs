//! What the API answers.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fluent_bundle::FluentArgs;
use serde::Serialize;
use serde_json::{Value, json};
use shell::Lang;

use crate::counter::{Bought, Refusal, Sold};
use crate::model::{Allotment, ONLINE, Sale, Tariff};
use crate::{Error, Web};

/// A performance and what is left of it.
#[derive(Debug, Serialize)]
pub(super) struct PerformanceAnswer {
    item: String,
    state: &'static str,
    open: bool,
    opens_at: Option<String>,
    online_until: String,
    starts_at: String,
    capacity: i64,
    numbered: bool,
    most_per_order: i64,
    tariffs: Vec<TariffAnswer>,
    allotments: Vec<AllotmentAnswer>,
}

#[derive(Debug, Serialize)]
struct TariffAnswer {
    id: String,
    code: String,
    label: [String; 3],
    cents: i64,
    category: String,
    kind: &'static str,
    condition: String,
    online: bool,
    desk: bool,
}

#[derive(Debug, Serialize)]
struct AllotmentAnswer {
    code: String,
    label: String,
    places: i64,
    left: i64,
}

impl PerformanceAnswer {
    /// What a key's holder may know of a performance.
    pub(super) fn new(sale: &Sale, tariffs: Vec<Tariff>, allotments: Vec<Allotment>, now: jiff::Timestamp) -> Self {
        Self {
            item: sale.item.clone(),
            state: sale.state.code(),
            open: sale.is_open_online(now) && allotments.iter().any(|one| one.code == ONLINE && one.left() > 0),
            opens_at: sale.opens_at.map(|at| at.to_string()),
            online_until: sale.online_until.to_string(),
            starts_at: sale.starts_at.to_string(),
            capacity: sale.capacity,
            numbered: sale.numbered,
            most_per_order: sale.most_per_order,
            tariffs: tariffs
                .into_iter()
                .filter(|tariff| !tariff.retired)
                .map(|tariff| TariffAnswer {
                    id: tariff.id,
                    code: tariff.code,
                    label: tariff.label,
                    cents: tariff.price.0,
                    category: tariff.category,
                    kind: tariff.kind.code(),
                    condition: tariff.condition,
                    online: tariff.online,
                    desk: tariff.desk,
                })
                .collect(),
            allotments: allotments
                .into_iter()
                .map(|one| AllotmentAnswer { left: one.left(), code: one.code, label: one.label, places: one.places })
                .collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct TicketAnswer {
    id: String,
    category: String,
    number: i64,
    tariff: String,
    cents: i64,
    seat: Option<String>,
    state: &'static str,
    code: Option<String>,
    code_number: Option<String>,
    page: String,
}

#[derive(Debug, Serialize)]
struct OrderAnswer {
    reference: String,
    cents: i64,
    page: String,
    tickets: Vec<TicketAnswer>,
}

/// An order and its tickets.
pub(super) fn bought(web: &Web, bought: Bought) -> Response {
    let page = |path: String| format!("{}{path}", web.public_url);
    let status = if bought.again { StatusCode::OK } else { StatusCode::CREATED };
    let ticket = |sold: Sold| TicketAnswer {
        id: sold.ticket.id,
        category: sold.ticket.category,
        number: sold.ticket.number,
        tariff: sold.ticket.tariff_code,
        cents: sold.ticket.price.0,
        seat: sold.ticket.seat,
        state: sold.ticket.state.code(),
        code: sold.code,
        code_number: sold.code_number,
        page: page(format!("/billetterie/billet/{}", sold.ticket.secret)),
    };
    let answer = OrderAnswer {
        reference: bought.reference,
        cents: bought.total.0,
        page: page(format!("/billetterie/commande/{}", bought.secret)),
        tickets: bought.tickets.into_iter().map(ticket).collect(),
    };
    private((status, Json(answer)).into_response())
}

/// An answer nobody keeps: it holds codes and secrets.
pub(super) fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// A refusal: a word for programs, a sentence for people, and what goes with it.
fn said(status: StatusCode, error: &str, message: &str, more: Value) -> Response {
    let mut body = json!({ "error": error, "message": message });
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    private((status, Json(body)).into_response())
}

/// What the request itself lacks.
pub(super) fn bad(message: &str) -> Response {
    said(StatusCode::BAD_REQUEST, "bad_request", message, json!({}))
}

/// The answer to a refusal.
pub(super) fn refused(web: &Web, refusal: Refusal) -> Response {
    let plain = |status, error, key| said(status, error, &say(web, key, None), json!({}));
    match refusal {
        Refusal::Key => {
            let mut response = plain(StatusCode::UNAUTHORIZED, "key", "api-key");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            response
        }
        Refusal::Token => plain(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", "api-token"),
        Refusal::Unpaid(due) => {
            let message = say(web, "api-unpaid", Some(("due", due.french())));
            said(StatusCode::PAYMENT_REQUIRED, "unpaid", &message, json!({ "cents": due.0 }))
        }
        Refusal::AlreadyIn(at) => {
            let message = say(web, "api-already-in", None);
            said(StatusCode::CONFLICT, "already_in", &message, json!({ "entered_at": at.to_string() }))
        }
        Refusal::Code(why) => {
            let message = say(web, "api-code", None);
            let status = match why {
                "unknown" => StatusCode::NOT_FOUND,
                "cancelled" | "replaced" | "expired" => StatusCode::GONE,
                "not_yet" => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            said(status, why, &message, json!({}))
        }
        Refusal::Other(error) => fault(web, error),
    }
}

fn fault(web: &Web, error: Error) -> Response {
    match error {
        Error::NotFound => said(StatusCode::NOT_FOUND, "not_found", &say(web, "api-not-found", None), json!({})),
        Error::NotEnough { left } => {
            let message = say(web, "box-not-enough", Some(("left", left.to_string())));
            said(StatusCode::CONFLICT, "sold_out", &message, json!({ "left": left }))
        }
        Error::Refused(key) => {
            said(StatusCode::CONFLICT, key.trim_start_matches("box-"), &say(web, key, None), json!({}))
        }
        Error::Field { field, message } => {
            let said_so = say(web, message, None);
            said(StatusCode::UNPROCESSABLE_ENTITY, "field", &said_so, json!({ "field": field }))
        }
        Error::Store(error) if error.is_transient() => {
            let mut response = said(StatusCode::SERVICE_UNAVAILABLE, "busy", &say(web, "api-busy", None), json!({}));
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            response
        }
        other => {
            tracing::error!(error = %other, "an order of another program could not be served");
            said(StatusCode::INTERNAL_SERVER_ERROR, "fault", &say(web, "api-fault", None), json!({}))
        }
    }
}

fn say(web: &Web, key: &str, arg: Option<(&'static str, String)>) -> String {
    let mut args = FluentArgs::new();
    if let Some((name, value)) = arg {
        args.set(name, value);
    }
    web.frame.messages().format(Lang::Fr, key, Some(&args)).unwrap_or_else(|| key.to_owned())
}
