//! Tickets in Apple's and Google's wallets: the same code as on paper and on the page.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use shell::{Lang, PageError, Visit, calendar};
use store::prelude::*;
use wallet_pass::{Account, Colours, Face, Field, Place, Signer, Words, apple, google};

use super::ticket_page::{Known, expires};
use super::{page, paths, price, say};
use crate::{Result, Web};

/// The kind of ticket at Google.
const CLASS: &str = "ticket";

/// The wallets this server can sign for; none unless configured. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Wallets {
    pub(super) apple: Option<Arc<Signer>>,
    pub(super) google: Option<Arc<Account>>,
}

impl Wallets {
    /// Reads what a server's keeper configured: a PEM file with a pass certificate and its key (see [`Signer::from_pem`]);
    /// an issuer's number at Google and the JSON file of its service account.
    ///
    /// # Errors
    /// What is wrong with the one or the other, in words for the keeper.
    pub fn read(apple: Option<&str>, google: Option<(&str, &str)>) -> std::result::Result<Self, wallet_pass::Error> {
        Ok(Self {
            apple: apple.map(Signer::from_pem).transpose()?.map(Arc::new),
            google: google.map(|(issuer, file)| Account::from_json(issuer, file)).transpose()?.map(Arc::new),
        })
    }
}

/// `GET /billetterie/billet/{secret}/apple.pkpass`
pub(super) async fn apple(
    State(web): State<Web>,
    Path(secret): Path<String>,
) -> std::result::Result<Response, PageError> {
    let Some(signer) = web.wallets.apple.clone() else { return Err(PageError::NotFound) };
    let mut read = web.db.read().await?;
    let known = Known::by_secret(&web, &mut read, &secret).await.map_err(page)?;
    if known.code.is_none() {
        return Ok(Redirect::to(&paths::ticket(&secret)).into_response());
    }
    let face = face(&web, &mut read, &known).await.map_err(page)?;
    drop(read);
    let now = web.db.clock().now();
    let at = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let archive = apple::archive(&face, &signer, at).map_err(PageError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(apple::MEDIA_TYPE)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"billet.pkpass\"")),
    ];
    Ok((headers, archive).into_response())
}

/// `GET /billetterie/billet/{secret}/google-wallet`: to Google's page, with the ticket in the address.
pub(super) async fn google(
    State(web): State<Web>,
    visit: Visit,
    Path(secret): Path<String>,
) -> std::result::Result<Response, PageError> {
    let Some(account) = web.wallets.google.clone() else { return Err(PageError::NotFound) };
    let mut read = web.db.read().await?;
    let known = Known::by_secret(&web, &mut read, &secret).await.map_err(page)?;
    if known.code.is_none() {
        return Ok(Redirect::to(&paths::ticket(&secret)).into_response());
    }
    let face = face(&web, &mut read, &known).await.map_err(page)?;
    drop(read);
    let now = web.db.clock().now();
    let link = google::link(&face, &account, CLASS, visit.lang.code(), now).map_err(PageError::internal)?;
    Ok(Redirect::to(&link).into_response())
}

/// What both wallets show: the show, when and where, the seat, and what the law asks for on the back.
async fn face(web: &Web, query: &mut impl Query, known: &Known) -> Result<Face> {
    let words = |key: &str| {
        let said = |lang| say(web, lang, key, &[]);
        Words::new(said(Lang::Fr), said(Lang::Nl), said(Lang::En))
    };
    let event = &known.event;
    let at = event.performance.starts_at.to_zoned(web.zone.clone());
    let when =
        |lang| format!("{}, {}", calendar::dated(lang, at.date()), calendar::time_of_day(lang, at.hour(), at.minute()));
    let (code, number) = known.code.clone().unwrap_or_default();
    let mut auxiliary =
        vec![Field { key: "tariff", label: words("booking-mention-tariff"), value: Words::same(known.label()) }];
    if let Some(seat) = &known.ticket.seat {
        auxiliary.push(Field { key: "seat", label: words("booking-mention-seat"), value: Words::same(seat) });
    }
    let place = event.performance.position.map(|position| {
        let said = |lang| say(web, lang, "booking-wallet-here", &[("place", (&event.performance.place_name).into())]);
        Place {
            latitude: position.lat,
            longitude: position.lon,
            words: Words::new(said(Lang::Fr), said(Lang::Nl), said(Lang::En)),
        }
    });
    let here = format!("{}{}", web.public_url, paths::ticket(&known.ticket.secret));
    let law = |lang| {
        let price = price(web, lang, known.ticket.price);
        let licence = event.performance.licence.as_deref().map(|one| format!(" · {one}")).unwrap_or_default();
        let ticket = &known.ticket;
        format!("{}{licence} · {} · {price} · n° {}", event.seller, ticket.category, ticket.number)
    };
    Ok(Face {
        serial: known.ticket.id.clone(),
        organisation: web.frame.theme().name.clone(),
        description: words("booking-wallet-kind"),
        title: words("booking-wallet-kind"),
        primary: vec![Field { key: "show", label: Words::same(&event.company), value: Words::same(&event.show.title) }],
        secondary: vec![
            Field {
                key: "when",
                label: words("booking-wallet-when"),
                value: Words::new(when(Lang::Fr), when(Lang::Nl), when(Lang::En)),
            },
            Field { key: "place", label: words("booking-wallet-place"), value: Words::same(event.place()) },
        ],
        auxiliary,
        back: vec![
            Field {
                key: "law",
                label: words("booking-mentions"),
                value: Words::new(law(Lang::Fr), law(Lang::Nl), law(Lang::En)),
            },
            Field { key: "page", label: words("booking-wallet-page"), value: Words::same(here) },
        ],
        void: code.is_empty(),
        code,
        number,
        not_before: None,
        expires: expires(query, &known.ticket).await?,
        places: place.into_iter().collect(),
        colours: Colours::default(),
        updates: None,
        proof: None,
    })
}
