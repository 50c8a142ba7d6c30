//! Whose identity it is: linked by whoever proved both, listed, unlinked.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use people::web::{Staff, Visitor, set_cookie};
use people::{Error as PeopleError, Session};
use serde::Serialize;
use shell::{Flash, PageError, SentForm, Tone, Visit};

use super::kept::{self, Vouched};
use super::pages::keep_session;
use super::{DEPARTURE, DEPARTURE_COOKIE, IDENTITY, IDENTITY_COOKIE, OWN, sign_in_address, token_cookie};
use crate::Web;

type Page = Result<Response, PageError>;

/// `sign_on/outside/identity.html`
#[derive(Debug, Clone, Serialize)]
struct IdentityView {
    provider: String,
    /// As the provider told it; empty when it told none.
    name: String,
    /// Whose account it would be linked to; none before one signs in.
    account: Option<String>,
    /// Whether that account works for the network, and can't be opened so.
    staff: bool,
    sign_in: String,
}

/// Whoever holds a role signs in with a secret of theirs here: so says the verb that opens sessions.
fn works_here(session: &Session) -> bool {
    !session.grants.is_empty()
}

/// The identity the browser at hand proved, and which provider calls it what.
async fn proved_here(web: &Web, headers: &HeaderMap) -> Result<Option<(Vouched, String)>, PageError> {
    let Some(token) = token_cookie(headers, IDENTITY_COOKIE) else { return Ok(None) };
    let sealer = web.outside.sealer(&web.db).await?;
    let now = web.db.clock().now_ms();
    let found = kept::remembered(&mut web.db.read().await?, sealer, &token, now).await?;
    Ok(found.and_then(|vouched| {
        let label = web.outside.label(&vouched.provider)?.to_owned();
        Some((vouched, label))
    }))
}

/// `GET /connexion/identite`
pub(super) async fn identity(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Visitor(session): Visitor,
) -> Page {
    let Some((vouched, provider)) = proved_here(&web, &headers).await? else {
        return Ok(Redirect::to(if session.is_some() { OWN } else { "/connexion" }).into_response());
    };
    let view = IdentityView {
        provider,
        name: vouched.name,
        staff: session.as_ref().is_some_and(works_here),
        account: session.map(|session| session.account.name),
        sign_in: sign_in_address(IDENTITY),
    };
    private(&web, &visit, "sign_on/outside/identity.html", &view)
}

/// `POST /connexion/identite`: both are mine.
pub(super) async fn link(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Staff(session): Staff,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    if works_here(&session) {
        return Ok(said(&web, &visit, Tone::Refused, "outside-staff", "", OWN));
    }
    let Some(token) = token_cookie(&headers, IDENTITY_COOKIE) else {
        return Ok(said(&web, &visit, Tone::Refused, "outside-identity-gone", "", OWN));
    };
    let sealer = web.outside.sealer(&web.db).await?;
    let mut write = web.db.write().await?;
    let taken = kept::take(&mut write, sealer, &token).await?;
    let Some((vouched, label)) =
        taken.and_then(|vouched| web.outside.label(&vouched.provider).map(|label| (vouched, label)))
    else {
        return Ok(said(&web, &visit, Tone::Refused, "outside-identity-gone", "", OWN));
    };
    let (account, actor) = (&session.account.id, session.actor());
    let linked = people::outside::link(&mut write, account, &vouched.issuer, &vouched.subject, &actor).await;
    let mut response = match linked {
        Ok(()) => {
            write.commit().await?;
            keep_session(&web, &session, &vouched).await?;
            let to = if vouched.back.is_empty() { OWN } else { &vouched.back };
            said(&web, &visit, Tone::Done, "outside-linked", label, to)
        }
        Err(PeopleError::OutsideIdentityTaken) => said(&web, &visit, Tone::Refused, "outside-taken", label, OWN),
        Err(other) => return Err(PageError::internal(other)),
    };
    set_cookie(response.headers_mut(), IDENTITY_COOKIE, "", 0, web.secure());
    Ok(response)
}

/// `POST /connexion/identite/oublier`: not mine, or not now. The provider still holds its session: one may leave it.
pub(super) async fn forget(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Visitor(session): Visitor,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let home = if session.is_some() { OWN } else { "/connexion" };
    let Some(token) = token_cookie(&headers, IDENTITY_COOKIE) else { return Ok(Redirect::to(home).into_response()) };
    let sealer = web.outside.sealer(&web.db).await?;
    let mut write = web.db.write().await?;
    let departure = match kept::take(&mut write, sealer, &token).await? {
        Some(vouched) => {
            let link = web.outside.link(&vouched.provider);
            let ends = match link {
                // What is known already: nothing is asked while the database is held.
                Some(link) => link.ends_sessions(),
                None => false,
            };
            if ends { Some(kept::depart_unknown(&mut write, sealer, &vouched).await?) } else { None }
        }
        None => None,
    };
    write.commit().await?;
    let mut response = Redirect::to(if departure.is_some() { DEPARTURE } else { home }).into_response();
    set_cookie(response.headers_mut(), IDENTITY_COOKIE, "", 0, web.secure());
    if let Some(token) = departure {
        set_cookie(response.headers_mut(), DEPARTURE_COOKIE, &token, kept::DEPARTURE_MS / 1000, web.secure());
    }
    Ok(response)
}

/// `sign_on/outside/own.html`
#[derive(Debug, Clone, Serialize)]
struct OwnView {
    linked: Vec<LinkedLine>,
    /// Providers not linked yet, and where each button leads.
    others: Vec<OtherLine>,
    staff: bool,
}

#[derive(Debug, Clone, Serialize)]
struct LinkedLine {
    provider: String,
    issuer: String,
    since: String,
}

#[derive(Debug, Clone, Serialize)]
struct OtherLine {
    provider: String,
    href: String,
}

/// `GET /ma-carte/identites`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    let held = people::outside::of(&mut web.db.read().await?, &session.account.id).await?;
    let links = &web.outside.links;
    let linked = held.iter().map(|identity| LinkedLine {
        provider: links
            .iter()
            .find(|link| link.provider.issuer == identity.issuer)
            .map_or_else(|| host(&identity.issuer), |link| link.provider.label.clone()),
        issuer: identity.issuer.clone(),
        since: jiff::Timestamp::from_millisecond(identity.linked_at_ms).unwrap_or_default().to_string(),
    });
    let others = links.iter().filter(|link| held.iter().all(|identity| identity.issuer != link.provider.issuer));
    let view = OwnView {
        linked: linked.collect(),
        others: others
            .map(|link| OtherLine {
                provider: link.provider.label.clone(),
                href: format!("/connexion/avec/{}", link.provider.code),
            })
            .collect(),
        staff: works_here(&session),
    };
    private(&web, &visit, "sign_on/outside/own.html", &view)
}

/// A provider that is not declared any more is called by its site.
fn host(issuer: &str) -> String {
    issuer.split("://").last().unwrap_or_default().split('/').next().unwrap_or_default().to_owned()
}

/// `POST /ma-carte/identites/retirer`
pub(super) async fn unlink(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let issuer = form.value("issuer").to_owned();
    let mut write = web.db.write().await?;
    let held = people::outside::of(&mut write, &session.account.id).await?;
    if held.iter().all(|identity| identity.issuer != issuer) {
        return Ok(Redirect::to(OWN).into_response());
    }
    people::outside::unlink(&mut write, &session.account.id, &issuer, &session.actor()).await?;
    write.commit().await?;
    let links = &web.outside.links;
    let label = links.iter().find(|link| link.provider.issuer == issuer).map(|link| link.provider.label.clone());
    Ok(said(&web, &visit, Tone::Done, "outside-unlinked", &label.unwrap_or_else(|| host(&issuer)), OWN))
}

fn said(web: &Web, visit: &Visit, tone: Tone, key: &str, provider: &str, to: &str) -> Response {
    Flash { tone, text: web.outside_words(visit.lang, key, provider) }.redirect(&web.frame, to)
}

/// A page that only its reader's browser may keep.
fn private(web: &Web, visit: &Visit, template: &str, view: &impl Serialize) -> Page {
    let mut response = web.frame.render(visit, template, view)?.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
