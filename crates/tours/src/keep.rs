//! What the server does beside serving: letters written. Called each minute.

use crate::{Web, letters};

/// Does what is due; what fails is logged and tried again at the next call.
pub async fn run(web: &Web) {
    if let Err(error) = letters::post_due(web).await {
        tracing::warn!(%error, "letters of the touring programme could not be written; tried again in a minute");
    }
}
