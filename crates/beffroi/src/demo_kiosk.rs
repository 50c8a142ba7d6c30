//! The page the demonstration's vendor would have on its own site. It asks our CAS server over HTTP who comes, as any vendor
//! does, and shows all it was told.

use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Serialize;
use serde_json::Value;
use shell::{PageError, Visit, parse_pairs};

use crate::app::App;
use crate::commands::demo_vendor::{PATH, service};

/// How long our own server may take, and how much it may say.
const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST: u64 = 64 << 10;

/// The kiosk's address.
pub(crate) fn routes(app: App) -> Router {
    Router::new().route(PATH, get(show)).with_state(app)
}

#[derive(Serialize)]
struct Kiosk {
    /// The reader, as the vendor knows them; none when the ticket was not good.
    user: Option<String>,
    told: Vec<(String, String)>,
    /// Why the ticket was not good, as the protocol says it.
    refused: Option<String>,
}

/// `GET /demonstration/kiosque?ticket=…`: without a ticket it sends to our sign-on, as a vendor's site does.
async fn show(State(app): State<App>, visit: Visit, RawQuery(query): RawQuery) -> Result<Response, PageError> {
    if !app.web.ground.demo {
        return Err(PageError::NotFound);
    }
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let here = encoded(&service(&app.web.public_url));
    let Some((_, ticket)) = pairs.iter().find(|(name, _)| name == "ticket") else {
        return Ok(Redirect::to(&format!("/cas/login?service={here}")).into_response());
    };
    let asked = format!(
        "http://{}/cas/p3/serviceValidate?format=JSON&service={here}&ticket={}",
        app.answers_at,
        encoded(ticket)
    );
    let answer = tokio::task::spawn_blocking(move || ask(&asked)).await.map_err(PageError::internal)?;
    let view = told(&answer.map_err(PageError::internal)?);
    let status = if view.user.is_some() { StatusCode::OK } else { StatusCode::FORBIDDEN };
    Ok((status, app.frame.render(&visit, "demo/kiosk.html", &view)?).into_response())
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn ask(address: &str) -> Result<Value> {
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
    let mut answer = agent.get(address).call().context("the CAS server does not answer")?;
    let text = answer.body_mut().with_config().limit(LONGEST).read_to_string()?;
    Ok(serde_json::from_str(&text)?)
}

fn told(answer: &Value) -> Kiosk {
    let answer = &answer["serviceResponse"];
    let good = &answer["authenticationSuccess"];
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Kiosk {
        user: good["user"].as_str().map(str::to_owned),
        told: good["attributes"]
            .as_object()
            .map(|all| all.iter().map(|(name, value)| (name.clone(), text(value))).collect())
            .unwrap_or_default(),
        refused: answer["authenticationFailure"]["code"].as_str().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_vendor_knows_what_it_is_told_and_no_more() {
        let good = json!({ "serviceResponse": { "authenticationSuccess": { "user": "p1", "attributes": { "member": true } } } });
        let view = told(&good);
        assert_eq!(view.user.as_deref(), Some("p1"));
        assert_eq!(view.told, [("member".to_owned(), "true".to_owned())]);
        let bad = told(&json!({ "serviceResponse": { "authenticationFailure": { "code": "INVALID_TICKET" } } }));
        assert_eq!((bad.user, bad.refused.as_deref()), (None, Some("INVALID_TICKET")));
    }
}
