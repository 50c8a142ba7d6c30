//! The office's common pages: signing in and out, the dashboard, the staff, the audit log.

mod audit_page;
mod dashboard;
pub(crate) mod demo_systems_page;
mod invitation;
mod names;
mod sign_in;
mod staff_page;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;

/// The office's addresses.
pub(crate) fn routes(app: App) -> Router {
    Router::new()
        .route("/connexion", get(sign_in::form).post(sign_in::sign_in))
        .route("/connexion/lien", post(sign_in::ask_link))
        .route("/connexion/lien/{token}", get(sign_in::link).post(sign_in::open_link))
        .route("/connexion/cle", post(sign_in::passkey))
        .route("/connexion/cle/defi", post(sign_in::passkey_challenge))
        .route("/deconnexion", post(sign_in::sign_out))
        .route("/invitation/{token}", get(invitation::form).post(invitation::accept))
        .route("/bureau", get(dashboard::show))
        .route("/bureau/equipe", get(staff_page::list).post(staff_page::add))
        .route("/bureau/equipe/{account}/donner", post(staff_page::give))
        .route("/bureau/equipe/{account}/retirer/{role}/{scope}", post(staff_page::take))
        .route("/bureau/equipe/{account}/fermer", post(staff_page::close))
        .route("/bureau/equipe/{account}/rouvrir", post(staff_page::reopen))
        .route("/bureau/journal", get(audit_page::show))
        .route("/bureau/demonstration", get(demo_systems_page::show))
        .route("/bureau/demonstration/{library}", post(demo_systems_page::change))
        .with_state(app)
}
