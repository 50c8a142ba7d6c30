//! The authorization endpoint (OpenID Connect Core 1.0 §3.1.2): a reader comes from a vendor's site and goes back with a
//! code. Nothing is answered to an address before the vendor is known and the address is one of those agreed.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use people::Session;
use people::web::Visitor;
use serde::Serialize;
use shell::{Lang, PageError, SentForm, Visit, parse_pairs};

use super::client::Settings;
use super::codes::{self, NewCode};
use super::request::{self, Addressed, Mode, Parameters, Refusal, Request, Scope};
use super::{address, keys};
use crate::Web;
use crate::error::fault;
use crate::knock::{Asked, Knock, entry_id, knock, turned_away, walked};
use crate::vendor::{self, Face, Vendor};
use crate::vendors::paths;

type Page = Result<Response, PageError>;

/// A longer query is refused, in bytes: it has to survive the sign-in and consent pages.
const LONGEST: usize = 3_600;
/// Ours, put in the address while a reader signs in again: since when a sign-in counts, in milliseconds.
const SINCE: &str = "beffroi_since";
const AUTHORIZE: &str = "/oidc/authorize";

/// Where an answer goes, once it is known that it may.
struct Back<'a> {
    web: &'a Web,
    visit: &'a Visit,
    vendor: &'a Vendor,
    redirect_uri: &'a str,
    state: Option<&'a str>,
    mode: Mode,
}

/// `POST /oidc/authorize`: the same request in a form. A form of another site comes without our cookies: it goes on as an
/// address, which comes with them.
pub(crate) async fn posted(sent: SentForm) -> Page {
    let query = again(&Parameters::of(sent.pairs().to_vec()));
    if query.len() > LONGEST {
        return Err(PageError::BadRequest);
    }
    Ok(Redirect::to(&format!("{AUTHORIZE}?{query}")).into_response())
}

/// `GET /oidc/authorize`
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
        return unanswerable(&web, &visit, "oidc-error-long");
    }
    let asked = Parameters::of(parse_pairs(query.as_bytes()));
    let Some(Addressed { client_id, redirect_uri }) = asked.addressed() else {
        return unanswerable(&web, &visit, "oidc-error-incomplete");
    };
    let known = vendor::by_lookup(&mut web.db.read().await?, Face::Oidc, &client_id).await.map_err(fault)?;
    let Some((vendor, kept)) = known else {
        return unanswerable(&web, &visit, "oidc-error-vendor");
    };
    let settings = Settings::of(&kept).map_err(fault)?;
    if !settings.redirects_to(&redirect_uri) {
        tracing::info!(vendor = vendor.code, "an answer was wanted at an address that was not agreed");
        return unanswerable(&web, &visit, "oidc-error-address");
    }
    let back = Back {
        web: &web,
        visit: &visit,
        vendor: &vendor,
        redirect_uri: &redirect_uri,
        state: asked.state(),
        mode: asked.mode(),
    };
    let request = match request::read(&asked, &settings) {
        Ok(request) => request,
        Err(refusal) => return back.refuse(refusal),
    };
    if !keys::offered(&web).contains(&settings.signature) {
        tracing::error!(vendor = vendor.code, "a vendor wants RS256 and no RSA key is set");
        return back.refuse(Refusal::new("server_error", "the signature agreed with this client is not available"));
    }
    proceed(&back, &asked, &client_id, &request, session.as_ref()).await
}

/// The request can be answered: does whoever is there come in?
async fn proceed(
    back: &Back<'_>,
    asked: &Parameters,
    client_id: &str,
    request: &Request,
    session: Option<&Session>,
) -> Page {
    let (web, vendor) = (back.web, back.vendor);
    let now = web.now().as_millisecond();
    // Taken out by whoever holds the browser, it shows in auth_time, as prompt=login itself would.
    let since = asked.one(SINCE).ok().flatten().and_then(|text| text.parse::<i64>().ok()).filter(|since| *since <= now);
    let Some(session) = session else {
        if request.silent {
            return back.refuse(Refusal::new("login_required", "nobody is signed in"));
        }
        return Ok(sign_in(&here(asked, None), request, false));
    };
    let old = request.max_age.is_some_and(|seconds| now - session.began_at_ms > seconds * 1000);
    if (request.again || old) && since.is_none_or(|since| session.began_at_ms < since) {
        if request.silent {
            return back.refuse(Refusal::new("login_required", "the sign-in is older than max_age"));
        }
        return Ok(sign_in(&here(asked, Some(now)), request, true));
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let scope = Scope::write(&request.scopes);
    let entry = entry_id(&[
        "oidc",
        &session.id,
        client_id,
        back.redirect_uri,
        &text(&request.state),
        &text(&request.nonce),
        &text(&request.challenge),
        &scope,
    ]);
    let knocking = Asked { vendor, face: Face::Oidc, session: Some(session), entry: &entry, ask_again: request.ask };
    let knocked = knock(web, &knocking).await.map_err(fault)?;
    let entered = match knocked {
        Knock::Admitted(entered) => entered,
        other if request.silent => {
            return back.refuse(match other {
                Knock::NeedsConsent => Refusal::new("consent_required", "the reader has yet to agree"),
                Knock::NotSignedIn => Refusal::new("login_required", "nobody is signed in"),
                _ => Refusal::new("access_denied", "the reader may not come in now"),
            });
        }
        other => return turned_away(web, back.visit, vendor, other, &here(asked, since)).await,
    };
    if let Some(hint) = &request.hint
        && !super::logout::is_of(web, hint, client_id, &entered.pseudonym).await?
    {
        return back.refuse(Refusal::new("login_required", "another reader is signed in than id_token_hint names"));
    }
    let mut write = web.db.write().await?;
    let new = NewCode {
        vendor: &vendor.id,
        login: &entered.login,
        redirect_uri: back.redirect_uri,
        challenge: request.challenge.as_deref(),
        nonce: request.nonce.as_deref(),
        scope: &scope,
        // Core §2 asks for it then only. The second of a sign-in, told to two vendors, would tie two pseudonyms together.
        signed_in_at: (request.again || request.max_age.is_some()).then_some(session.began_at_ms),
        opened_by: session.opened_by.code(),
    };
    let code = codes::give(&mut write, &new).await.map_err(fault)?;
    write.commit().await?;
    back.answer(&[("code", &code)])
}

/// This request's own address, with since when a sign-in counts for it.
fn here(asked: &Parameters, since: Option<i64>) -> String {
    let query = again(asked);
    match since {
        Some(since) => format!("{AUTHORIZE}?{query}&{SINCE}={since}"),
        None => format!("{AUTHORIZE}?{query}"),
    }
}

/// The request's pairs once more, but what was put there by us.
fn again(asked: &Parameters) -> String {
    let pairs: Vec<(&str, &str)> = asked
        .pairs()
        .iter()
        .filter(|(name, _)| name != SINCE)
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    address::query(&pairs)
}

/// The sign-in page, in the first of the languages wanted that is one of ours; `encore` shows it to whoever is signed in.
fn sign_in(back: &str, request: &Request, encore: bool) -> Response {
    let mut pairs = Vec::new();
    if encore {
        pairs.push(("encore", "1"));
    }
    let wanted = request.locales.iter().find_map(|tag| Lang::from_code(tag.split('-').next().unwrap_or_default()));
    if let Some(lang) = wanted {
        pairs.push(("lang", lang.code()));
    }
    let on = paths::go_on(back);
    pairs.push(("retour", &on));
    Redirect::to(&format!("/connexion?{}", address::query(&pairs))).into_response()
}

/// A page of ours: the request names no vendor of ours, or an address that was not agreed. Nothing leads there.
fn unanswerable(web: &Web, visit: &Visit, why: &'static str) -> Page {
    #[derive(Serialize)]
    struct View {
        why: &'static str,
    }
    let page = web.frame.render(visit, "sign_on/oidc_error.html", &View { why })?;
    Ok((StatusCode::BAD_REQUEST, [(header::CACHE_CONTROL, "no-store")], page).into_response())
}

impl Back<'_> {
    fn refuse(&self, refusal: Refusal) -> Page {
        self.answer(&[("error", refusal.error), ("error_description", refusal.description)])
    }

    /// Sends the answer, with the state it came with and whose it is (RFC 9207), so that a vendor that knows several
    /// providers takes it for nobody else's.
    fn answer(&self, told: &[(&str, &str)]) -> Page {
        let mut pairs = told.to_vec();
        pairs.extend(self.state.map(|state| ("state", state)));
        pairs.push(("iss", &self.web.public_url));
        let mut response = match self.mode {
            Mode::Query => Redirect::to(&address::with_answer(self.redirect_uri, &pairs)).into_response(),
            Mode::FormPost => self.form(&pairs)?,
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // The vendor's page need not learn the address it was asked from, which holds the request.
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        Ok(response)
    }

    /// A page with the answer in a form that posts itself; without scripts, by a button.
    fn form(&self, pairs: &[(&str, &str)]) -> Page {
        #[derive(Serialize)]
        struct View<'a> {
            action: &'a str,
            vendor: &'a str,
            fields: Vec<(&'a str, &'a str)>,
        }
        let view = View { action: self.redirect_uri, vendor: &self.vendor.name, fields: pairs.to_vec() };
        let page: Html<String> = self.web.frame.render(self.visit, "sign_on/oidc_form_post.html", &view)?;
        let mut response = page.into_response();
        // The page's own form goes to the vendor, wherever that leads on; nothing else differs from any page of ours.
        let policy = HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; form-action https: http:; base-uri 'none'; frame-ancestors 'none'",
        );
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        Ok(response)
    }
}
