//! The page on which a reader agrees that a vendor be told what it needs, before the first entry and whenever that grows.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use people::web::Staff;
use serde::Serialize;
use shell::{Flash, PageError, SentForm, Tone, Visit, parse_pairs};

use super::{paths, refused, words};
use crate::attribute::{self, Attribute, Attributes};
use crate::error::fault;
use crate::vendor::{self, Vendor, VendorState};
use crate::{Web, consent};

type Page = Result<Response, PageError>;

/// `sign_on/vendors_agree.html`
#[derive(Debug, Serialize)]
struct AgreePage {
    vendor: String,
    site: String,
    description: String,
    knows: String,
    knows_not: String,
    /// What is told, with why.
    told: Vec<Line>,
    /// Whether the reader agreed to less before.
    grew: bool,
    /// Whether the card's number is told: the vendor can then tell who it is.
    names_card: bool,
    /// What is shown, as the form sends it back: nobody agrees to what they did not see.
    seen: String,
    back: String,
    action: String,
    refuse: String,
}

/// Something told.
#[derive(Debug, Serialize)]
struct Line {
    label: String,
    why: String,
    fresh: bool,
}

async fn page(web: &Web, visit: &Visit, vendor: &Vendor, before: &Attributes, back: &str, status: StatusCode) -> Page {
    let (knows, knows_not) = words::sentences(&web.frame, visit.lang, &vendor.name, &vendor.attributes);
    let refuse = refused::resource_of(&mut web.db.read().await?, vendor).await.map_err(fault)?;
    let told = vendor
        .attributes
        .iter()
        .map(|told| Line {
            label: web.frame.messages().text(visit.lang, &format!("vendors-attribute-{}", told.code())),
            why: vendor.reasons.get(told).cloned().unwrap_or_default(),
            fresh: !before.is_empty() && !before.contains(told),
        })
        .collect();
    let view = AgreePage {
        vendor: vendor.name.clone(),
        site: vendor.site.clone(),
        description: vendor.description.clone(),
        knows,
        knows_not,
        told,
        grew: !before.is_empty() && !vendor.attributes.is_subset(before),
        names_card: vendor.attributes.contains(&Attribute::CardNumber),
        seen: attribute::to_text(&vendor.attributes),
        back: back.to_owned(),
        action: format!("/fournisseurs/{}/accord", vendor.code),
        refuse: refuse.map_or_else(|| "/ma-carte".to_owned(), |resource| resource.href),
    };
    Ok((status, web.frame.render(visit, "sign_on/vendors_agree.html", &view)?).into_response())
}

async fn asked(web: &Web, code: &str, account: &str) -> Result<(Vendor, Attributes), PageError> {
    let mut read = web.db.read().await?;
    let vendor = vendor::by_code(&mut read, code).await.map_err(fault)?;
    if vendor.state != VendorState::Open {
        return Err(PageError::NotFound);
    }
    let before = consent::of(&mut read, account, &vendor.id).await.map_err(fault)?;
    Ok((vendor, before.map(|before| before.attributes).unwrap_or_default()))
}

/// `GET /fournisseurs/{code}/accord?retour=`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let (vendor, before) = asked(&web, &code, &session.account.id).await?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let back = pairs.iter().find(|(name, _)| name == "retour").map_or("", |(_, value)| value.as_str());
    if paths::face_address(back).is_none() {
        return Err(PageError::BadRequest);
    }
    page(&web, &visit, &vendor, &before, back, StatusCode::OK).await
}

/// `POST /fournisseurs/{code}/accord`: agrees to what was shown, and goes on.
pub(super) async fn agree(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let (vendor, before) = asked(&web, &code, &session.account.id).await?;
    let back = form.value("retour");
    if paths::face_address(back).is_none() {
        return Err(PageError::BadRequest);
    }
    // What the vendor is given changed while the page was read: it is shown again.
    if form.value("vu") != attribute::to_text(&vendor.attributes) {
        return page(&web, &visit, &vendor, &before, back, StatusCode::CONFLICT).await;
    }
    let mut write = web.db.write().await?;
    consent::agree(&mut write, &session.account.id, &vendor.id, &vendor.attributes).await.map_err(fault)?;
    write.commit().await?;
    Ok(Redirect::to(&paths::go_on(back)).into_response())
}

/// `sign_on/vendors_go_on.html`
#[derive(Debug, Serialize)]
struct GoOnPage {
    address: String,
}

/// `GET /fournisseurs/poursuivre?vers=`: goes on to a face at once; a link does it where pages do not refresh by themselves.
pub(super) async fn go_on(State(web): State<Web>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let to = pairs.iter().find(|(name, _)| name == "vers").map_or("", |(_, value)| value.as_str());
    if paths::face_address(to).is_none() {
        return Err(PageError::NotFound);
    }
    let view = GoOnPage { address: to.to_owned() };
    Ok(web.frame.render(&visit, "sign_on/vendors_go_on.html", &view)?.into_response())
}

/// Says something once, on another page.
pub(super) fn said(web: &Web, visit: &Visit, tone: Tone, key: &str, vendor: &str, href: &str) -> Response {
    let text = words::message(&web.frame, visit.lang, key, &[("vendor", vendor)]);
    Flash { tone, text }.redirect(&web.frame, href)
}
