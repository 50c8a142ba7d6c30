//! A vendor's door says no: why, when it works again, and where the resource's own page is.

use access::Verdict;
use access::said::{Said, say};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shell::{PageError, Visit};
use store::Query;

use crate::Web;
use crate::error::fault;
use crate::vendor::Vendor;

/// `sign_on/vendors_refused.html`
#[derive(Debug, Serialize)]
struct RefusedPage {
    vendor: String,
    /// What the door says; none when the vendor is not open.
    said: Option<Said>,
    /// The resource's page, where its waiting list is.
    resource: Option<ResourceLink>,
}

/// A page of the médiathèque.
#[derive(Debug, Serialize)]
pub(super) struct ResourceLink {
    pub(super) title: String,
    pub(super) href: String,
}

/// The page of the resource whose door it is, when it has one.
pub(super) async fn resource_of(query: &mut impl Query, vendor: &Vendor) -> crate::Result<Option<ResourceLink>> {
    let Some(item) = access::doors::by_id(query, &vendor.door).await?.item else { return Ok(None) };
    match programme::resource::by_item(query, &item).await {
        Ok(resource) => {
            let title = programme::item::by_id(query, &item).await?.title;
            Ok(Some(ResourceLink { title, href: resource.address }))
        }
        Err(programme::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The door's answer.
pub(crate) async fn show(web: &Web, visit: &Visit, vendor: &Vendor, verdict: &Verdict) -> Result<Response, PageError> {
    let said = say(&web.frame, visit.lang, verdict, &web.zone, web.now());
    page(web, visit, vendor, Some(said)).await
}

/// A vendor that is not open.
pub(crate) async fn closed(web: &Web, visit: &Visit, vendor: &Vendor) -> Result<Response, PageError> {
    page(web, visit, vendor, None).await
}

async fn page(web: &Web, visit: &Visit, vendor: &Vendor, said: Option<Said>) -> Result<Response, PageError> {
    let resource = resource_of(&mut web.db.read().await?, vendor).await.map_err(fault)?;
    let view = RefusedPage { vendor: vendor.name.clone(), said, resource };
    Ok((StatusCode::FORBIDDEN, web.frame.render(visit, "sign_on/vendors_refused.html", &view)?).into_response())
}
