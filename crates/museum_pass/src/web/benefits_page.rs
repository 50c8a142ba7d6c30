//! Everything museums offer holders.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shell::{PageError, Visit};

use super::views::{BenefitView, Museums};
use super::{Web, page};
use crate::invitations;
use crate::model::benefit::BenefitKind;
use crate::model::days;
use crate::store::benefits;

/// `pass/benefits.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct BenefitsPage {
    pub(super) invitations: Vec<BenefitView>,
    pub(super) benefits: Vec<BenefitView>,
}

/// `GET /pass/avantages`
pub(super) async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, PageError> {
    let now = web.db.clock().now_ms();
    let mut read = web.db.read().await?;
    let museums = Museums::read(&mut read).await?;
    let mut view = BenefitsPage { invitations: Vec::new(), benefits: Vec::new() };
    for offered in benefits::shown(&mut read, days::today(web.db.clock())).await.map_err(page)? {
        match offered.kind {
            BenefitKind::Benefit => view.benefits.push(BenefitView::of(&offered, &museums, visit.lang, None, now)),
            BenefitKind::Invitation => {
                let left = invitations::left(&mut read, &offered).await.map_err(page)?;
                view.invitations.push(BenefitView::of(&offered, &museums, visit.lang, left, now));
            }
        }
    }
    drop(read);
    Ok(web.frame.render(&visit, "pass/benefits.html", &view)?.into_response())
}
