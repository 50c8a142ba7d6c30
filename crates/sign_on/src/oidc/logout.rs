//! Leaving from a vendor's site (RP-Initiated Logout 1.0): the reader's session here ends, and every vendor where it served
//! is told. Whoever only followed a link is asked first; and nobody is led anywhere that was not agreed with that vendor.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use people::Session;
use people::web::{SESSION_COOKIE, Visitor, cookie, set_cookie};
use serde::Serialize;
use shell::{PageError, SentForm, Visit, parse_pairs};

use super::client::Settings;
use super::request::Parameters;
use super::{address, claims, keys};
use crate::error::fault;
use crate::knock::walked;
use crate::outside::jws;
use crate::vendor::{self, Face};
use crate::{Web, login};

type Page = Result<Response, PageError>;

/// A longer query is refused, in bytes: an ID token is most of it.
const LONGEST: usize = 12_000;
const LOGOUT: &str = "/oidc/logout";

/// Who asks that a reader leaves, as far as it is proved.
#[derive(Default)]
struct Wish {
    /// The vendor's name, when it is one of ours.
    client_id: Option<String>,
    /// What readers know it by.
    vendor: Option<String>,
    /// Whose login an ID token of ours names (`sid`).
    sid: Option<String>,
    /// Where the reader wants to go then, agreed with that vendor, with the state it came with.
    to: Option<String>,
    /// The same, to be sent once more.
    redirect_uri: Option<String>,
    state: Option<String>,
}

/// `POST /oidc/logout`: a form of another site comes without our cookies; it goes on as an address.
pub(crate) async fn posted(sent: SentForm) -> Page {
    let pairs: Vec<(&str, &str)> = sent.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let query = address::query(&pairs);
    if query.len() > LONGEST {
        return Err(PageError::BadRequest);
    }
    Ok(Redirect::to(&format!("{LOGOUT}?{query}")).into_response())
}

/// `GET /oidc/logout`
pub(crate) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Page {
    walked(&headers)?;
    let query = query.unwrap_or_default();
    if query.len() > LONGEST {
        return Err(PageError::BadRequest);
    }
    let wish = read(&web, &Parameters::of(parse_pairs(query.as_bytes()))).await?;
    let Some(session) = session else {
        return match &wish.to {
            Some(to) => Ok(leave(to)),
            None => left(&web, visit, &wish),
        };
    };
    let mut known = false;
    if let Some(sid) = &wish.sid {
        let logins = login::of_session(&mut web.db.read().await?, &session.id).await.map_err(fault)?;
        known = logins.iter().any(|login| claims::sid(&login.id) == *sid);
    }
    if !known {
        #[derive(Serialize)]
        struct View<'a> {
            vendor: Option<&'a str>,
            client_id: Option<&'a str>,
            redirect_uri: Option<&'a str>,
            state: Option<&'a str>,
        }
        let view = View {
            vendor: wish.vendor.as_deref(),
            client_id: wish.client_id.as_deref(),
            redirect_uri: wish.redirect_uri.as_deref(),
            state: wish.state.as_deref(),
        };
        return Ok(web.frame.render(&visit, "sign_on/oidc_logout.html", &view)?.into_response());
    }
    let mut response = match &wish.to {
        Some(to) => {
            end(&web, &session, &headers).await?;
            leave(to)
        }
        None => {
            end(&web, &session, &headers).await?;
            left(&web, visit, &wish)?
        }
    };
    forget(&web, response.headers_mut());
    Ok(response)
}

/// `POST /oidc/deconnexion`: the reader said yes.
pub(crate) async fn confirmed(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    headers: HeaderMap,
    sent: SentForm,
) -> Page {
    let pairs = sent.pairs().to_vec();
    sent.checked(&web.frame, &visit)?;
    let wish = read(&web, &Parameters::of(pairs)).await?;
    if let Some(session) = &session {
        end(&web, session, &headers).await?;
    }
    let mut response = left(&web, visit, &wish)?;
    forget(&web, response.headers_mut());
    Ok(response)
}

/// What is wished for, as far as it is proved: an ID token of ours names vendor and login, and a vendor's name alone nobody.
/// What does not hold together is left out; nothing leads then to another site.
async fn read(web: &Web, asked: &Parameters) -> Result<Wish, PageError> {
    let one = |name: &str| asked.one(name).ok().flatten();
    let hint = match asked.one("id_token_hint") {
        Ok(None) => None,
        Ok(Some(token)) => match hinted(web, token).await? {
            Some(hint) => Some(hint),
            None => return Ok(Wish::default()),
        },
        Err(_) => return Ok(Wish::default()),
    };
    let named = match (&hint, one("client_id")) {
        (Some(hint), Some(named)) if hint.client_id != named => return Ok(Wish::default()),
        (Some(hint), _) => Some(hint.client_id.clone()),
        (None, named) => named.map(str::to_owned),
    };
    let Some(client_id) = named else { return Ok(Wish::default()) };
    let known = vendor::by_lookup(&mut web.db.read().await?, Face::Oidc, &client_id).await.map_err(fault)?;
    let Some((vendor, kept)) = known else { return Ok(Wish::default()) };
    let settings = Settings::of(&kept).map_err(fault)?;
    let redirect_uri = one("post_logout_redirect_uri").filter(|uri| settings.leaves_to(uri));
    let state = one("state").filter(|_| redirect_uri.is_some());
    let to = redirect_uri.map(|uri| match state {
        Some(state) => address::with_answer(uri, &[("state", state)]),
        None => uri.to_owned(),
    });
    Ok(Wish {
        client_id: Some(client_id),
        vendor: Some(vendor.name),
        sid: hint.map(|hint| hint.sid),
        to,
        redirect_uri: redirect_uri.map(str::to_owned),
        state: state.map(str::to_owned),
    })
}

/// What an ID token of ours says of itself, shown again.
struct Hint {
    client_id: String,
    pseudonym: String,
    sid: String,
}

/// Reads an ID token given before: signed by us, in the way agreed with the vendor it names. It may be over (RP-Initiated
/// Logout §2); keys are kept long enough.
async fn hinted(web: &Web, token: &str) -> Result<Option<Hint>, PageError> {
    let known = keys::verifying(web).await.map_err(fault)?;
    let accepted: Vec<jws::Alg> = keys::offered(web).into_iter().map(|one| one.alg()).collect();
    let Ok((claims, alg)) = jws::verify(token, &known, &accepted) else { return Ok(None) };
    let text = |name: &str| claims.get(name).and_then(|value| value.as_str());
    let (Some(iss), Some(aud), Some(sub), Some(sid)) = (text("iss"), text("aud"), text("sub"), text("sid")) else {
        return Ok(None);
    };
    if iss != web.public_url {
        return Ok(None);
    }
    let vendor = vendor::by_lookup(&mut web.db.read().await?, Face::Oidc, aud).await.map_err(fault)?;
    let Some((_, kept)) = vendor else { return Ok(None) };
    if Settings::of(&kept).map_err(fault)?.signature.alg() != alg {
        return Ok(None);
    }
    Ok(Some(Hint { client_id: aud.to_owned(), pseudonym: sub.to_owned(), sid: sid.to_owned() }))
}

/// Whether an ID token shown again is one of ours, for this vendor and of this reader.
pub(crate) async fn is_of(web: &Web, token: &str, client_id: &str, pseudonym: &str) -> Result<bool, PageError> {
    let hint = hinted(web, token).await?;
    Ok(hint.is_some_and(|hint| hint.client_id == client_id && hint.pseudonym == pseudonym))
}

/// Ends the session here; the keeper tells the vendors where it served.
async fn end(web: &Web, session: &Session, headers: &HeaderMap) -> Result<(), PageError> {
    let mut write = web.db.write().await?;
    login::end_of_session(&mut write, &session.id).await.map_err(fault)?;
    write.commit().await?;
    if let Some(token) = cookie(headers, SESSION_COOKIE) {
        web.people.sign_out(&token).await?;
    }
    Ok(())
}

fn forget(web: &Web, headers: &mut HeaderMap) {
    set_cookie(headers, SESSION_COOKIE, "", 0, web.public_url.starts_with("https:"));
}

fn leave(to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// The page of who has left: a browser follows no redirect from a form of ours to another site, so it leads on by itself.
fn left(web: &Web, mut visit: Visit, wish: &Wish) -> Page {
    #[derive(Serialize)]
    struct View<'a> {
        vendor: Option<&'a str>,
        to: Option<&'a str>,
    }
    visit.person = None;
    let view = View { vendor: wish.vendor.as_deref(), to: wish.to.as_deref() };
    let page = web.frame.render(&visit, "sign_on/oidc_left.html", &view)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], page).into_response())
}
