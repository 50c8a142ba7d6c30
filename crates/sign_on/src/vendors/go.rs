//! The address of ours a vendor is reached by, whatever it speaks. By a signed link, the door answers here and an address is
//! built that is good once or for minutes. By another protocol, the vendor's site begins its own sign-in, and the door answers
//! there: asked here too, one visit would be two uses.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use people::web::Visitor;
use shell::{PageError, Visit};

use super::link::{self, LinkSettings};
use super::{link_form, paths, refused};
use crate::error::fault;
use crate::knock::{Asked, Knock, entry_id, knock, turned_away, walked};
use crate::vendor::{self, Face, KeptFace, Vendor, VendorState};
use crate::{Error, Result, Web, consent};

/// Two clicks within so many milliseconds are one use: what COUNTER calls a double click.
const DOUBLE_CLICK_MS: i64 = 30_000;

/// `GET /fournisseurs/{code}/aller`
pub(super) async fn go(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> std::result::Result<Response, PageError> {
    walked(&headers)?;
    let mut read = web.db.read().await?;
    let vendor = vendor::by_code(&mut read, &code).await.map_err(fault)?;
    let (mut link_kept, mut others) = (None, false);
    for face in Face::ALL {
        let kept = vendor::face(&mut read, &vendor.id, face).await.map_err(fault)?.filter(|kept| kept.enabled);
        match face {
            Face::Link => link_kept = kept,
            Face::Oidc | Face::Cas => others |= kept.is_some(),
        }
    }
    drop(read);
    if vendor.state != VendorState::Open {
        return refused::closed(&web, &visit, &vendor).await;
    }
    let Some(kept) = link_kept else {
        if !others || vendor.site.is_empty() {
            return Err(PageError::NotFound);
        }
        return Ok(away(&vendor.site));
    };
    // Before anything is taken: what the vendor is given may have shrunk since the link was written.
    let Some((settings, secret)) = ready(&web, &vendor, &kept).await.map_err(fault)? else {
        return refused::closed(&web, &visit, &vendor).await;
    };
    let now = web.now();
    let click = (now.as_millisecond() / DOUBLE_CLICK_MS).to_string();
    let entry = match &session {
        Some(session) => entry_id(&["link", &session.id, &vendor.id, &click]),
        None => String::new(),
    };
    let asked = Asked { vendor: &vendor, face: Face::Link, session: session.as_ref(), entry: &entry, ask_again: false };
    let entry = match knock(&web, &asked).await.map_err(fault)? {
        Knock::Admitted(entry) => entry,
        other => return turned_away(&web, &visit, &vendor, other, &paths::link(&vendor.code)).await,
    };
    let (at, nonce) = (now.to_zoned(web.zone.clone()), consent::made_nonce());
    let comer = link::Comer { pseudonym: &entry.pseudonym, facts: &entry.attributes, at: &at, nonce: &nonce };
    let built = link::address(&settings, &secret, comer);
    Ok(away(&built.address))
}

/// The link with its secret; nothing when it does not hold any more, which is for the log.
async fn ready(web: &Web, vendor: &Vendor, kept: &KeptFace) -> Result<Option<(LinkSettings, Vec<u8>)>> {
    let held = match link_form::settings(kept) {
        Ok(settings) if settings.fault(vendor).is_some() => Err(Error::Kept("a signed link that does not hold")),
        Ok(settings) => link_form::secret(web, &settings).await.map(|secret| (settings, secret)),
        Err(error) => Err(error),
    };
    match held {
        Ok(held) => Ok(Some(held)),
        Err(error @ (Error::Kept(_) | Error::Json(_))) => {
            tracing::error!(vendor = vendor.code, %error, "a vendor in use cannot be gone to");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// To a vendor's address, which is not to be kept nor told where its reader comes from.
fn away(address: &str) -> Response {
    let mut response = Redirect::to(address).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
