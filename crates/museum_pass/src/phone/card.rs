//! The pass on paper and on plastic, as PDF.

use access::credentials;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use credential::symbol::Symbol;
use jiff::civil::Date;
use people::Permission;
use people::web::Staff;
use serde_json::{Value, json};
use shell::{Lang, PageError, Visit, calendar};
use store::prelude::*;

use crate::model::days;
use crate::model::pass::Pass;
use crate::store::{passes, phones};
use crate::web::{Web, page, paths, require};
use crate::{Error, Result};

const TEMPLATE: &str = include_str!("../../templates/card.typ");

/// Whether the code of this pass is worth showing: it opens doors, or will on its first day, or once a desk has seen what
/// gives a right to the tariff.
pub(super) fn is_shown(pass: &Pass, today: Date) -> bool {
    matches!(pass.standing(today), "active" | "soon" | "waiting")
}

/// `GET /pass/mon-pass/{secret}/carte.pdf`: the sheet to fold and cut.
pub(super) async fn sheet(
    State(web): State<Web>,
    visit: Visit,
    Path(secret): Path<String>,
) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let pass = passes::by_secret(&mut read, &secret).await.map_err(page)?;
    if !is_shown(&pass, days::today(web.db.clock())) {
        return Ok(web.refused(&visit, "pass-phone-not-now", &paths::pass(&secret)));
    }
    let card = card(&web, &mut read, &pass, visit.lang).await.map_err(page)?;
    drop(read);
    print(&web, visit.lang, "sheet", vec![card], &paths::pass(&secret), "pass.pdf").await
}

/// `GET /bureau/pass/fiche/{pass}/carte.pdf`: both sides of a plastic card, for the desk's printer.
pub(super) async fn plastic(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(pass): Path<String>,
) -> Result<Response, PageError> {
    require(&session, Permission::SellPasses)?;
    let mut read = web.db.read().await?;
    let pass = passes::by_id(&mut read, &pass).await.map_err(page)?;
    if !is_shown(&pass, days::today(web.db.clock())) {
        return Ok(web.refused(&visit, "pass-phone-not-now", &paths::sheet(&pass.id)));
    }
    let card = card(&web, &mut read, &pass, lang_of(&pass)).await.map_err(page)?;
    drop(read);
    print(&web, lang_of(&pass), "plastic", vec![card], "", "carte.pdf").await
}

/// `GET /bureau/pass/lots/{batch}/cartes.pdf`: the plastic cards of a batch, one after the other.
pub(super) async fn plastics(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(batch): Path<String>,
) -> Result<Response, PageError> {
    require(&session, Permission::ManagePasses)?;
    let mut read = web.db.read().await?;
    let ids = phones::passes_of_batch(&mut read, &batch).await.map_err(page)?;
    let today = days::today(web.db.clock());
    let mut cards = Vec::new();
    for id in ids {
        let pass = passes::by_id(&mut read, &id).await.map_err(page)?;
        if is_shown(&pass, today) {
            cards.push(card(&web, &mut read, &pass, visit.lang).await.map_err(page)?);
        }
    }
    drop(read);
    if cards.is_empty() {
        return Ok(web.refused(&visit, "pass-phone-no-cards", &paths::batch(&batch)));
    }
    print(&web, visit.lang, "plastic", cards, "", "cartes.pdf").await
}

/// The language a pass's own things are in.
pub(super) fn lang_of(pass: &Pass) -> Lang {
    Lang::ALL.into_iter().find(|lang| lang.code() == pass.lang).unwrap_or(Lang::Fr)
}

/// What is written on a card: a name, a day, a number, a code. Nothing of the tariff: a free pass looks like any other.
pub(super) async fn card(web: &Web, query: &mut impl Query, pass: &Pass, lang: Lang) -> Result<Value> {
    let text = credentials::text(query, &pass.id).await?.ok_or(Error::NotFound)?;
    let symbol = Symbol::of_code(&text).map_err(|_| Error::NotFound)?;
    let number = credential::number::printed(&pass.number);
    let alt = web.say(lang, "pass-phone-code", &[("number", &number)]);
    Ok(json!({
        "holder": pass.names.full(),
        "second": pass.names.second(),
        "until-label": web.say(lang, "pass-phone-until", &[]),
        "until": calendar::dated(lang, pass.ends_on),
        "number": number,
        "code": symbol.svg(&alt),
        "alt": alt,
    }))
}

/// The PDF of some cards: `sheet` for one to fold at home, `plastic` for the desk's printer.
pub(super) async fn print(
    web: &Web,
    lang: Lang,
    form: &str,
    cards: Vec<Value>,
    own_page: &str,
    name: &'static str,
) -> Result<Response, PageError> {
    let say = |key: &str| web.say(lang, key, &[]);
    let site = web.public_url.split_once("://").map_or(web.public_url.as_str(), |(_, rest)| rest);
    let data = json!({
        "form": form,
        "cards": cards,
        "title": say(if form == "sheet" { "pass-phone-sheet-title" } else { "pass-phone-plastic-title" }),
        "house": web.frame.theme().name,
        "name": say("pass-phone-name"),
        "kind": say("pass-phone-kind"),
        "words": say("pass-phone-sheet-words"),
        "number-label": say("pass-phone-number"),
        "show": say("pass-phone-show"),
        "returned": say("pass-phone-returned"),
        "site": site,
        "fold": say("pass-phone-fold"),
        "foot": say("pass-phone-name"),
        "how-title": say("pass-phone-how"),
        "how": [say("pass-phone-how-code"), say("pass-phone-how-name"), say("pass-phone-how-lost")],
        "page-words": say("pass-phone-page-words"),
        "page": format!("{}{own_page}", web.public_url),
    });
    let printed = tokio::task::spawn_blocking(move || documents::pdf(TEMPLATE, &data, lang.code()))
        .await
        .map_err(PageError::internal)?
        .map_err(PageError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&format!("inline; filename=\"{name}\"")).map_err(PageError::internal)?,
        ),
    ];
    Ok((headers, printed).into_response())
}
