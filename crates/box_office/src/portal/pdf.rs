//! Tickets on paper: one a page, with what the law prints on them.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use credential::symbol::Symbol;
use serde_json::{Value, json};
use shell::{Lang, PageError, Visit};
use store::prelude::*;

use super::order_page::is_handed;
use super::ticket_page::Known;
use super::{page, paths, price, refused, say};
use crate::{Error, Result, Web, order, ticket};

const TEMPLATE: &str = include_str!("../../templates/portal/ticket.typ");

type Page = std::result::Result<Response, PageError>;

/// `GET /billetterie/billet/{secret}/billet.pdf`
pub(super) async fn of_ticket(State(web): State<Web>, visit: Visit, Path(secret): Path<String>) -> Page {
    let mut read = web.db.read().await?;
    let known = Known::by_secret(&web, &mut read, &secret).await.map_err(page)?;
    drop(read);
    let Some(one) = printed(&web, visit.lang, &known).map_err(page)? else {
        let text = say(&web, visit.lang, "booking-pdf-not-now", &[]);
        return Ok(refused(&web, text, &paths::ticket(&secret)));
    };
    served(set(&web, visit.lang, vec![one], false).await?)
}

/// `GET /billetterie/commande/{secret}/billets.pdf`: those still the buyer's.
pub(super) async fn of_order(State(web): State<Web>, visit: Visit, Path(secret): Path<String>) -> Page {
    let mut read = web.db.read().await?;
    let order = order::by_secret(&mut read, &secret).await.map_err(page)?;
    let pages = pages(&web, &mut read, visit.lang, &order.id).await.map_err(page)?;
    drop(read);
    if pages.is_empty() {
        let text = say(&web, visit.lang, "booking-pdf-not-now", &[]);
        return Ok(refused(&web, text, &paths::order(&secret)));
    }
    served(set(&web, visit.lang, pages, false).await?)
}

/// The pages of an order's tickets that are still the buyer's and open the door.
async fn pages(web: &Web, query: &mut impl Query, lang: Lang, order: &str) -> Result<Vec<Value>> {
    let mut pages = Vec::new();
    for one in ticket::of_order(query, order).await? {
        if is_handed(&one) {
            continue;
        }
        let known = Known::of(web, query, one).await?;
        pages.extend(printed(web, lang, &known)?);
    }
    Ok(pages)
}

/// An order's tickets as PDF, for the letter that brings them; none when none can be printed.
pub(super) async fn attached(web: &Web, query: &mut impl Query, lang: Lang, order: &str) -> Result<Option<Vec<u8>>> {
    let pages = pages(web, query, lang, order).await?;
    if pages.is_empty() {
        return Ok(None);
    }
    // What cannot be set is said in the log; the letter's link leads to the same tickets.
    match set(web, lang, pages, false).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => {
            tracing::error!(?error, "tickets could not be set into a PDF for a letter");
            Ok(None)
        }
    }
}

/// Tickets by their identifiers, for a desk's printer. `duplicate` writes it across: the same ticket printed again.
///
/// # Errors
/// [`PageError::NotFound`] when none of them opens a door.
pub(crate) async fn tickets(web: &Web, lang: Lang, tickets: &[String], duplicate: bool) -> Page {
    let mut read = web.db.read().await?;
    let mut pages = Vec::with_capacity(tickets.len());
    for id in tickets {
        let one = ticket::by_id(&mut read, id).await.map_err(page)?;
        let known = Known::of(web, &mut read, one).await.map_err(page)?;
        pages.extend(printed(web, lang, &known).map_err(page)?);
    }
    drop(read);
    if pages.is_empty() {
        return Err(PageError::NotFound);
    }
    served(set(web, lang, pages, duplicate).await?)
}

/// A ticket as its page takes it; none when it opens no door.
fn printed(web: &Web, lang: Lang, known: &Known) -> Result<Option<Value>> {
    let Some((text, number)) = &known.code else { return Ok(None) };
    let symbol = Symbol::of_code(text).map_err(|_| Error::NotFound)?;
    let alt = say(web, lang, "booking-ticket-code", &[("number", number.into())]);
    let facts: Vec<Value> = known.mentions(web, lang).iter().map(|one| json!([one.label, one.value])).collect();
    Ok(Some(json!({
        "show": known.event.show.title,
        "company": known.event.company,
        "when": known.event.when(lang, &web.zone),
        "place": known.event.place(),
        "tariff": known.label(),
        "price": price(web, lang, known.ticket.price),
        "seat": known.ticket.seat,
        "holder": known.holder(),
        "legal": known.ticket.number.to_string(),
        "facts": facts,
        "number": number,
        "code": symbol.svg(&alt),
        "alt": alt,
    })))
}

async fn set(web: &Web, lang: Lang, pages: Vec<Value>, duplicate: bool) -> std::result::Result<Vec<u8>, PageError> {
    let say = |key: &str| say(web, lang, key, &[]);
    let data = json!({
        "title": say(if pages.len() == 1 { "booking-pdf-title" } else { "booking-pdf-title-many" }),
        "house": web.frame.theme().name,
        "foot": say("booking-pdf-foot"),
        "words": [say("booking-pdf-show"), say("booking-pdf-one")],
        "mentions": say("booking-mentions"),
        "copy": if duplicate { say("booking-pdf-copy") } else { String::new() },
        "pages": pages,
    });
    tokio::task::spawn_blocking(move || documents::pdf(TEMPLATE, &data, lang.code()))
        .await
        .map_err(PageError::internal)?
        .map_err(PageError::internal)
}

fn served(bytes: Vec<u8>) -> Page {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"billets.pdf\"")),
    ];
    Ok((headers, bytes).into_response())
}
