//! Leaving (CAS Protocol 3.0.3, §2.3): `GET /cas/logout` ends the session here; vendors are told by a request of their own
//! (appendix C).

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;
use people::web::{SESSION_COOKIE, Visitor, cookie, set_cookie};
use shell::{Visit, parse_pairs};
use store::new_id;

use super::Page;
use super::outgoing::{self, Reach};
use super::settings::{LogOut, Settings, may_return};
use super::ticket;
use crate::error::fault;
use crate::face::Leaving;
use crate::knock::walked;
use crate::login::{self, Login};
use crate::vendor::Vendor;
use crate::{Result, Web};

/// `GET /cas/logout`: ends the session, then leads to `service` if that address was registered. A page of another site can bring someone
/// here by a link they follow, which costs them a sign-in; pictures and frames can't.
pub(super) async fn logout(
    State(web): State<Web>,
    mut visit: Visit,
    Visitor(session): Visitor,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Page {
    walked(&headers)?;
    if let Some(session) = &session {
        let mut write = web.db.write().await?;
        login::end_of_session(&mut write, &session.id).await.map_err(fault)?;
        write.commit().await?;
    }
    if let Some(token) = cookie(&headers, SESSION_COOKIE) {
        web.people.sign_out(&token).await?;
    }
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let mut wanted = pairs.iter().filter(|(name, _)| name == "service").map(|(_, value)| value.as_str());
    let back = match (wanted.next(), wanted.next()) {
        (Some(address), None) if may_return(&mut web.db.read().await?, address).await.map_err(fault)? => Some(address),
        _ => None,
    };
    let mut response = match back {
        Some(address) => Redirect::to(address).into_response(),
        None => {
            visit.person = None;
            web.frame.render(&visit, "sign_on/cas/left.html", &serde_json::json!({}))?.into_response()
        }
    };
    set_cookie(response.headers_mut(), SESSION_COOKIE, "", 0, web.public_url.starts_with("https:"));
    Ok(response)
}

/// What a vendor is sent: a SAML 2 logout request, unsigned, that names the session by the ticket it spent.
fn request(ticket: &str, at: Timestamp) -> String {
    let at = at.round(jiff::Unit::Second).unwrap_or(at);
    format!(
        "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"LR-{}\" Version=\"2.0\" \
         IssueInstant=\"{at}\"><saml:NameID xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">@NOT_USED@</saml:NameID>\
         <samlp:SessionIndex>{}</samlp:SessionIndex></samlp:LogoutRequest>",
        new_id(),
        quick_xml::escape::escape(ticket)
    )
}

/// Tells a vendor that one session of a reader ended, at an address.
pub(super) async fn post(
    vendor: &Vendor,
    address: &str,
    ticket: &str,
    at: Timestamp,
) -> std::result::Result<u16, outgoing::Refused> {
    let (address, body) = (address.to_owned(), request(ticket, at));
    let reach = Reach::of(vendor.demo);
    let asked = tokio::task::spawn_blocking(move || outgoing::post_form(&address, &[("logoutRequest", &body)], reach));
    asked.await.unwrap_or(Err(outgoing::Refused::Unreachable))
}

/// Tells a vendor that a reader left: once for each ticket it spent for this login.
pub(super) async fn tell(web: &Web, vendor: &Vendor, settings: &Settings, login: &Login) -> Result<Leaving> {
    let spent = ticket::spent_for(&mut web.db.read().await?, &login.id).await?;
    let mut told = Leaving::NotAsked;
    for (text, service) in spent {
        let address = match &settings.log_out {
            LogOut::Never => return Ok(Leaving::NotAsked),
            LogOut::Service => &service,
            LogOut::Address(address) => address,
        };
        match post(vendor, address, &text, web.now()).await {
            // A vendor that sends the request on to a page of its own has read it.
            Ok(status) if status < 400 => told = Leaving::Told,
            Ok(status) => return Ok(Leaving::Failed(format!("it answered {status}"))),
            Err(refused) => return Ok(refused.into()),
        }
    }
    Ok(told)
}
