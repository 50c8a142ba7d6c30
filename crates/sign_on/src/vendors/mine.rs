//! A reader's own page of vendors: which they use, what each is told, and how to stop it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use people::web::Staff;
use serde::Serialize;
use shell::{PageError, SentForm, Tone, Visit};

use super::agree::said;
use super::{paths, words};
use crate::error::fault;
use crate::vendor::{self, VendorState};
use crate::{Web, consent};

type Page = Result<Response, PageError>;

/// `sign_on/vendors_mine.html`
#[derive(Debug, Serialize)]
struct MinePage {
    vendors: Vec<Used>,
}

/// A vendor used.
#[derive(Debug, Serialize)]
struct Used {
    name: String,
    description: String,
    open: bool,
    knows: String,
    knows_not: String,
    agreed: String,
    last_day: Option<String>,
    withdraw: String,
    forget: String,
}

/// `GET /ma-carte/fournisseurs`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    let mut read = web.db.read().await?;
    let mut vendors = Vec::new();
    for agreed in consent::of_account(&mut read, &session.account.id).await.map_err(fault)? {
        let vendor = vendor::by_id(&mut read, &agreed.vendor).await.map_err(fault)?;
        // What it is told now: what both the office gives it and the reader agreed to.
        let told = vendor.attributes.intersection(&agreed.attributes).copied().collect();
        let (knows, knows_not) = words::sentences(&web.frame, visit.lang, &vendor.name, &told);
        vendors.push(Used {
            knows,
            knows_not,
            agreed: jiff::Timestamp::from_millisecond(agreed.agreed_at_ms)?
                .to_zoned(web.zone.clone())
                .date()
                .to_string(),
            last_day: agreed.last_day,
            withdraw: format!("{}/{}/retirer", paths::MINE, vendor.code),
            forget: format!("{}/{}/oublier", paths::MINE, vendor.code),
            name: vendor.name,
            description: vendor.description,
            open: vendor.state == VendorState::Open,
        });
    }
    Ok(web.frame.render(&visit, "sign_on/vendors_mine.html", &MinePage { vendors })?.into_response())
}

/// `POST /ma-carte/fournisseurs/{code}/retirer`: takes the agreement back.
pub(super) async fn withdraw(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let mut write = web.db.write().await?;
    let vendor = vendor::by_code(&mut write, &code).await.map_err(fault)?;
    consent::withdraw(&mut write, &session.account.id, &vendor.id).await.map_err(fault)?;
    write.commit().await?;
    Ok(said(&web, &visit, Tone::Done, "vendors-withdrawn", &vendor.name, paths::MINE))
}

/// `POST /ma-carte/fournisseurs/{code}/oublier`: the vendor will see a newcomer.
pub(super) async fn forget(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let mut write = web.db.write().await?;
    let vendor = vendor::by_code(&mut write, &code).await.map_err(fault)?;
    consent::forget_pseudonym(&mut write, &session.account.id, &vendor.id).await.map_err(fault)?;
    write.commit().await?;
    Ok(said(&web, &visit, Tone::Done, "vendors-forgotten", &vendor.name, paths::MINE))
}
