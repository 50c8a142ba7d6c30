//! The office's common pages: signing in and out, the dashboard, the staff, the audit log.

use axum::Router;

use crate::app::App;

/// The office's addresses.
pub(crate) fn routes(app: App) -> Router {
    Router::new().with_state(app)
}
