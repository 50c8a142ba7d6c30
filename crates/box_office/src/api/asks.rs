//! What the API is asked.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use people::Actor;
use serde::Deserialize;
use serde_json::json;
use store::Query;

use super::answers::{self, PerformanceAnswer, bad, private, refused};
use crate::cancel::{self, AtDesk};
use crate::counter::{self, Ask, Entry, Refusal, Shown};
use crate::keys::{self, Key};
use crate::order::{self, Buyer};
use crate::{Error, Result, Web, sale, times};

/// How long performances are listed once they began, in milliseconds.
const LISTED_MS: i64 = 86_400_000;

/// The hash of the key a request carries; of nothing, when it carries none: no key has it.
fn key_hash(headers: &HeaderMap) -> String {
    let carried = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    keys::hash(carried.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().trim())
}

async fn key_of(query: &mut impl Query, headers: &HeaderMap) -> Result<Key, Refusal> {
    keys::of_hash(query, &key_hash(headers)).await?.ok_or(Refusal::Key)
}

pub(super) async fn performances(State(web): State<Web>, headers: HeaderMap) -> Response {
    match listed(&web, &headers).await {
        Ok(found) => private(Json(json!({ "performances": found })).into_response()),
        Err(refusal) => refused(&web, refusal),
    }
}

async fn listed(web: &Web, headers: &HeaderMap) -> Result<Vec<PerformanceAnswer>, Refusal> {
    let mut read = web.db.read().await?;
    let key = key_of(&mut read, headers).await?;
    let now = web.db.clock().now();
    let since = times::at(now.as_millisecond() - LISTED_MS)?;
    let mut found = Vec::new();
    for sale in sale::list(&mut read, since, jiff::Timestamp::MAX).await? {
        if sale.seller == key.institution || sale.host == key.institution {
            let tariffs = sale::tariffs(&mut read, &sale.item).await?;
            let allotments = sale::allotments(&mut read, &sale.item, now).await?;
            found.push(PerformanceAnswer::new(&sale, tariffs, allotments, now));
        }
    }
    Ok(found)
}

pub(super) async fn performance(State(web): State<Web>, Path(item): Path<String>, headers: HeaderMap) -> Response {
    match one(&web, &headers, &item).await {
        Ok(found) => private(Json(found).into_response()),
        Err(refusal) => refused(&web, refusal),
    }
}

async fn one(web: &Web, headers: &HeaderMap, item: &str) -> Result<PerformanceAnswer, Refusal> {
    let mut read = web.db.read().await?;
    let key = key_of(&mut read, headers).await?;
    let now = web.db.clock().now();
    let sale = sale::by_item(&mut read, item).await?;
    if sale.seller != key.institution && sale.host != key.institution {
        return Err(Error::NotFound.into());
    }
    let tariffs = sale::tariffs(&mut read, item).await?;
    let allotments = sale::allotments(&mut read, item, now).await?;
    Ok(PerformanceAnswer::new(&sale, tariffs, allotments, now))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderAsked {
    item: String,
    #[serde(default)]
    allotment: String,
    lines: Vec<LineAsked>,
    #[serde(default)]
    buyer: BuyerAsked,
    #[serde(default)]
    paid: Paid,
    #[serde(default)]
    letter: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineAsked {
    tariff: String,
    quantity: i64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BuyerAsked {
    #[serde(default)]
    name: String,
    email: Option<String>,
    phone: Option<String>,
    lang: Option<String>,
    commune: Option<String>,
    first_time: Option<bool>,
    group: Option<String>,
}

/// Who took the money.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Paid {
    /// Nobody: it is free.
    #[default]
    Free,
    /// Whoever asks.
    External,
}

pub(super) async fn order(State(web): State<Web>, headers: HeaderMap, body: Bytes) -> Response {
    let asked: OrderAsked = match serde_json::from_slice(&body) {
        Ok(asked) => asked,
        Err(error) => return unread(&web, &headers, &error.to_string()).await,
    };
    let token = match headers.get("idempotency-key").map(|value| value.to_str().map(str::trim)) {
        None => None,
        Some(Ok(token)) if (1..=128).contains(&token.len()) => Some(token.to_owned()),
        Some(_) => return unread(&web, &headers, "Idempotency-Key: 1 to 128 visible ASCII characters").await,
    };
    let buyer = asked.buyer;
    let ask = Ask {
        key: key_hash(&headers),
        token,
        asked: keys::hash(&String::from_utf8_lossy(&body)),
        item: asked.item,
        allotment: asked.allotment,
        lines: asked.lines.into_iter().map(|line| (line.tariff, line.quantity)).collect(),
        buyer: Buyer {
            account: None,
            name: buyer.name,
            email: buyer.email,
            phone: buyer.phone,
            lang: counter::lang_of(buyer.lang.as_deref()),
            commune: buyer.commune,
            first_time: buyer.first_time,
            group: buyer.group,
        },
        paid: asked.paid == Paid::External,
        letter: asked.letter,
    };
    match web.counter.sell(ask).await {
        Ok(bought) => answers::bought(&web, bought),
        Err(refusal) => refused(&web, refusal),
    }
}

/// A request that can't be read; whoever has no key learns nothing else.
async fn unread(web: &Web, headers: &HeaderMap, why: &str) -> Response {
    let key = match web.db.read().await {
        Ok(mut read) => key_of(&mut read, headers).await,
        Err(error) => Err(error.into()),
    };
    match key {
        Ok(_) => bad(why),
        Err(refusal) => refused(web, refusal),
    }
}

pub(super) async fn quoted(State(web): State<Web>, Path(reference): Path<String>, headers: HeaderMap) -> Response {
    let found = async {
        let mut read = web.db.read().await?;
        let key = key_of(&mut read, &headers).await?;
        counter::quoted(&mut read, &key, &reference).await
    };
    match found.await {
        Ok(bought) => answers::bought(&web, bought),
        Err(refusal) => refused(&web, refusal),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CancelAsked {
    /// Tickets by identifier; all that are good when left out.
    #[serde(default)]
    tickets: Vec<String>,
}

pub(super) async fn cancel(
    State(web): State<Web>,
    Path(reference): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let asked: CancelAsked = if body.is_empty() {
        CancelAsked::default()
    } else {
        match serde_json::from_slice(&body) {
            Ok(asked) => asked,
            Err(error) => return unread(&web, &headers, &error.to_string()).await,
        }
    };
    match cancelled(&web, &headers, &reference, &asked).await {
        Ok(given) => private(
            Json(json!({
                "cancelled": given.tickets,
                "cents": given.amount.0,
                "way": given.way.code(),
            }))
            .into_response(),
        ),
        Err(refusal) => refused(&web, refusal),
    }
}

async fn cancelled(
    web: &Web,
    headers: &HeaderMap,
    reference: &str,
    asked: &CancelAsked,
) -> Result<cancel::Given, Refusal> {
    let mut write = web.db.write().await?;
    let key = key_of(&mut write, headers).await?;
    let known = order::by_reference(&mut write, reference).await?.ok_or(Error::NotFound)?;
    let sale = sale::by_item(&mut write, &known.item).await?;
    if sale.seller != key.institution && sale.host != key.institution {
        return Err(Error::NotFound.into());
    }
    let how = AtDesk {
        actor: &Actor::System("box-office-api"),
        why: "Annulation par un autre logiciel",
        till: None,
        refund: true,
    };
    let given = cancel::at_desk(&mut write, &known.id, &asked.tickets, &how).await?;
    write.commit().await?;
    Ok(given)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryAsked {
    /// The text of a code.
    code: Option<String>,
    /// The number printed beside it.
    number: Option<String>,
    /// A ticket's identifier.
    ticket: Option<String>,
}

pub(super) async fn enter(State(web): State<Web>, headers: HeaderMap, body: Bytes) -> Response {
    let asked: EntryAsked = match serde_json::from_slice(&body) {
        Ok(asked) => asked,
        Err(error) => return unread(&web, &headers, &error.to_string()).await,
    };
    let shown = match (asked.code, asked.number, asked.ticket) {
        (Some(code), None, None) => Shown::Code(code),
        (None, Some(number), None) => Shown::Number(number),
        (None, None, Some(ticket)) => Shown::Ticket(ticket),
        _ => return unread(&web, &headers, "one of: code, number, ticket").await,
    };
    match web.counter.enter(Entry { key: key_hash(&headers), shown }).await {
        Ok(entered) => private(
            Json(json!({
                "ticket": entered.ticket.id,
                "category": entered.ticket.category,
                "number": entered.ticket.number,
                "tariff": entered.ticket.tariff_code,
                "seat": entered.ticket.seat,
                "entered_at": entered.at.to_string(),
            }))
            .into_response(),
        ),
        Err(refusal) => refused(&web, refusal),
    }
}
