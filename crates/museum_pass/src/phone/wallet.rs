//! The pass in Apple's and Google's wallets.

use access::credentials;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use programme::{InstitutionKind, institution};
use shell::{Lang, PageError, Visit, calendar};
use store::prelude::*;
use wallet_pass::{Colours, Face, Field, Place, Proof, Updates, Words, apple, google};

use super::card::is_shown;
use crate::model::days;
use crate::model::pass::Pass;
use crate::store::passes;
use crate::web::{Web, page, paths};
use crate::{Error, Result};

/// The kind of pass at Google.
const CLASS: &str = "museum_pass";

/// `GET /pass/mon-pass/{secret}/apple.pkpass`
pub(super) async fn apple(
    State(web): State<Web>,
    visit: Visit,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let pass = passes::by_secret(&mut read, &secret).await.map_err(page)?;
    if web.wallets.apple.is_none() {
        return Err(PageError::NotFound);
    }
    if !is_shown(&pass, days::today(web.db.clock())) {
        return Ok(web.refused(&visit, "pass-phone-not-now", &paths::pass(&secret)));
    }
    let archive = archive(&web, &mut read, &pass).await.map_err(page)?;
    Ok(served(archive))
}

/// `GET /pass/mon-pass/{secret}/google-wallet`: to Google's page, with the pass in the address.
pub(super) async fn google(
    State(web): State<Web>,
    visit: Visit,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let pass = passes::by_secret(&mut read, &secret).await.map_err(page)?;
    let Some(account) = web.wallets.google.clone() else { return Err(PageError::NotFound) };
    if !is_shown(&pass, days::today(web.db.clock())) {
        return Ok(web.refused(&visit, "pass-phone-not-now", &paths::pass(&secret)));
    }
    let now = web.db.clock().now();
    let mut face = face(&web, &mut read, &pass).await.map_err(page)?;
    let proof = credentials::proof_secret(&mut read, &pass.id, now).await.map_err(PageError::internal)?;
    face.proof = proof.map(|(_, secret)| Proof { key: secret.0.to_vec(), digits: 8, seconds: 30 });
    let link = google::link(&face, &account, CLASS, visit.lang.code(), now).map_err(PageError::internal)?;
    Ok(Redirect::to(&link).into_response())
}

/// A pass as Apple's archive.
pub(super) async fn archive(web: &Web, query: &mut impl Query, pass: &Pass) -> Result<Vec<u8>> {
    let signer = web.wallets.apple.clone().ok_or(Error::NotFound)?;
    let mut face = face(web, query, pass).await?;
    // A phone takes updates over https only.
    if web.public_url.starts_with("https://") {
        face.updates =
            Some(Updates { address: format!("{}/pass/portefeuille", web.public_url), token: pass.secret.clone() });
    }
    Ok(apple::archive(&face, &signer, now_to_the_second(web))?)
}

pub(super) fn served(archive: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(apple::MEDIA_TYPE)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"pass.pkpass\"")),
    ];
    (headers, archive).into_response()
}

fn now_to_the_second(web: &Web) -> Timestamp {
    let now = web.db.clock().now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// What both wallets show: a name, a day, a number, a code, and where it serves. Nothing of the tariff.
async fn face(web: &Web, query: &mut impl Query, pass: &Pass) -> Result<Face> {
    let code = credentials::text(query, &pass.id).await?;
    let museums = institution::list(query, Some(InstitutionKind::Museum), None).await?;
    let today = days::today(web.db.clock());
    let say = |key: &str| words(web, key);
    let day = |lang| calendar::dated(lang, pass.ends_on);
    let mut holders = vec![pass.names.full(), pass.names.second()];
    holders.retain(|name| !name.is_empty());
    let number = credential::number::printed(&pass.number);
    let here = format!("{}{}", web.public_url, paths::pass(&pass.secret));
    let places = museums.iter().filter_map(|museum| {
        let position = museum.place.position?;
        let said = |lang| web.say(lang, "pass-phone-here", &[("museum", &museum.name)]);
        Some(Place {
            latitude: position.lat,
            longitude: position.lon,
            words: Words::new(said(Lang::Fr), said(Lang::Nl), said(Lang::En)),
        })
    });
    Ok(Face {
        serial: pass.id.clone(),
        organisation: web.frame.theme().name.clone(),
        description: say("pass-phone-kind"),
        title: say("pass-phone-name"),
        primary: vec![Field { key: "holder", label: say("pass-phone-holder"), value: Words::same(holders.join(", ")) }],
        secondary: vec![Field {
            key: "until",
            label: say("pass-phone-until"),
            value: Words::new(day(Lang::Fr), day(Lang::Nl), day(Lang::En)),
        }],
        auxiliary: Vec::new(),
        back: vec![
            Field { key: "page", label: say("pass-phone-page"), value: Words::same(here) },
            Field { key: "lost", label: say("pass-phone-lost-label"), value: say("pass-phone-how-lost") },
            Field { key: "name", label: say("pass-phone-how"), value: say("pass-phone-how-name") },
        ],
        void: code.is_none() || !is_shown(pass, today),
        code: code.unwrap_or_default(),
        number,
        not_before: (pass.begins_on > today).then(|| days::begin_of(pass.begins_on)).transpose()?,
        expires: days::end_of(pass.ends_on)?,
        places: places.collect(),
        colours: Colours::default(),
        updates: None,
        proof: None,
    })
}

fn words(web: &Web, key: &str) -> Words {
    let said = |lang| web.say(lang, key, &[]);
    Words::new(said(Lang::Fr), said(Lang::Nl), said(Lang::En))
}
