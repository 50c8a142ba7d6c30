//! What the office knows of the wallets: which are configured, and until when.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use people::Permission;
use people::web::Staff;
use serde::Serialize;
use shell::{PageError, Visit};

use crate::store::phones;
use crate::web::{Web, page, require};

/// `pass/office_wallets.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct WalletsPage {
    pub(super) apple: Option<AppleView>,
    pub(super) google: bool,
}

/// Apple's certificate.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AppleView {
    pub(super) pass_type: String,
    pub(super) team: String,
    pub(super) ends: String,
    /// Days left, once they are few; negative when it ended.
    pub(super) alarm: Option<i64>,
    /// Phones that follow their pass.
    pub(super) phones: i64,
}

/// `GET /bureau/pass/portefeuilles`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Result<Response, PageError> {
    require(&session, Permission::ManagePasses)?;
    let phones = phones::count(&mut web.db.read().await?).await.map_err(page)?;
    let now = web.db.clock().now();
    let view = WalletsPage {
        apple: web.wallets.apple.as_ref().map(|signer| AppleView {
            pass_type: signer.pass_type().to_owned(),
            team: signer.team().to_owned(),
            ends: signer.ends().to_string(),
            alarm: signer.alarm(now),
            phones,
        }),
        google: web.wallets.google.is_some(),
    };
    Ok(web.frame.render(&visit, "pass/office_wallets.html", &view)?.into_response())
}
