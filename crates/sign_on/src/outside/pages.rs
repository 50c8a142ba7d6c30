//! To the provider and back; and out of it.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use people::web::{SESSION_COOKIE, Visitor, cookie, set_cookie, set_session_cookies};
use people::{Client, SignedIn};
use serde::Serialize;
use serde_json::{Map, Value};
use shell::{Flash, PageError, Tone, Visit, parse_pairs};

use super::attempt::{self, Attempt};
use super::kept::{self, Vouched};
use super::provider::{Fault, Known, Link};
use super::token::{Expected, check};
use super::{DEPARTURE_COOKIE, IDENTITY, IDENTITY_COOKIE, OWN, our_path, sign_in_address, token_cookie};
use crate::Web;

type Page = Result<Response, PageError>;

/// A longer answer is none: a provider's code and state have a few hundred characters.
const LONGEST_ANSWER: usize = 8 * 1024;

/// Why nobody was signed in; each has its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    /// Not begun in this browser, too old, or answered already.
    NotBegun,
    /// Whoever it is said no at the provider.
    GivenUp,
    /// The provider does not answer.
    Silent,
    /// What came proves nothing.
    Unproved,
}

impl Refusal {
    fn message(self) -> &'static str {
        match self {
            Self::NotBegun => "outside-not-begun",
            Self::GivenUp => "outside-given-up",
            Self::Silent => "outside-silent",
            Self::Unproved => "outside-unproved",
        }
    }
}

/// `GET /connexion/avec/{provider}`: to the provider. Whoever is signed in comes back to link what they are there.
pub(super) async fn begin(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let link = web.outside.link(&code).ok_or(PageError::NotFound)?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let back =
        pairs.iter().find(|(name, _)| name == "retour").and_then(|(_, value)| our_path(value)).unwrap_or_default();
    let known = match link.known().await {
        Ok(known) => known,
        Err(fault) => {
            tracing::warn!(provider = code, %fault, "an outside provider can't be reached");
            return Ok(turned_away(&web, &visit, link, Refusal::Silent, session.is_some(), back));
        }
    };
    let attempt = Attempt::new(&code, back, session.is_some(), web.db.clock().now_ms());
    let mut response = away(&question(&web, link, &known, &attempt, visit.lang.code()))?;
    let sealer = web.outside.sealer(&web.db).await?;
    attempt.hand(sealer, response.headers_mut(), web.secure());
    Ok(response)
}

/// The authentication request (Core §3.1.2.1).
fn question(web: &Web, link: &Link, known: &Known, attempt: &Attempt, lang: &str) -> String {
    let provider = &link.provider;
    let mut scope = String::from("openid");
    for one in provider.scopes.iter().filter(|one| *one != "openid") {
        scope.push(' ');
        scope.push_str(one);
    }
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs
        .append_pair("response_type", "code")
        .append_pair("client_id", &provider.client_id)
        .append_pair("redirect_uri", &redirect_address(web, &provider.code))
        .append_pair("scope", &scope)
        .append_pair("state", &attempt.state)
        .append_pair("nonce", &attempt.nonce);
    if known.pkce {
        pairs.append_pair("code_challenge", &attempt.challenge()).append_pair("code_challenge_method", "S256");
        // FranceConnect, which has no PKCE, takes no parameter it does not know; this one is as well left out there.
        pairs.append_pair("ui_locales", lang);
    }
    if let Some(acr) = &provider.acr {
        pairs.append_pair("acr_values", acr);
    }
    with_query(&known.authorization, &pairs.finish())
}

fn redirect_address(web: &Web, code: &str) -> String {
    format!("{}/connexion/retour/{code}", web.public_url)
}

fn with_query(address: &str, query: &str) -> String {
    let join = if address.contains('?') { '&' } else { '?' };
    format!("{address}{join}{query}")
}

/// To another site. Nothing keeps the answer, nothing says where one came from.
fn away(address: &str) -> Result<Response, PageError> {
    let mut response = axum::http::StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_str(address)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// `GET /connexion/retour/{provider}`: the provider's answer (Core §3.1.2.5 and §3.1.2.6).
pub(super) async fn back(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    client: Client,
    Visitor(session): Visitor,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let link = Arc::clone(web.outside.link(&code).ok_or(PageError::NotFound)?);
    let sealer = web.outside.sealer(&web.db).await?;
    let held = Attempt::held(sealer, &headers, &code, web.db.clock().now_ms());
    let answer = Answer::read(query.as_deref().unwrap_or_default());
    let (Some(attempt), Some(answer)) = (held, answer) else {
        return Ok(turned_away(&web, &visit, &link, Refusal::NotBegun, session.is_some(), ""));
    };
    // An answer to another question leaves this one open: whoever sends it here must not be able to end it.
    if !attempt.is_answered_by(&answer.state) {
        tracing::info!(provider = code, "an answer to another question was refused");
        return Ok(turned_away(&web, &visit, &link, Refusal::NotBegun, session.is_some(), &attempt.back));
    }
    let mut response = match proved(&web, &link, &attempt, &answer).await? {
        Ok(vouched) => welcome(&web, &visit, &headers, &client, &attempt, vouched).await?,
        Err(refusal) => turned_away(&web, &visit, &link, refusal, session.is_some(), &attempt.back),
    };
    attempt::forget(response.headers_mut(), web.secure());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// What the provider answered.
struct Answer {
    state: String,
    code: Option<String>,
    error: Option<String>,
    issuer: Option<String>,
}

impl Answer {
    /// Nothing when it has no state, or says something twice (RFC 6749 §3.1).
    fn read(query: &str) -> Option<Self> {
        if query.len() > LONGEST_ANSWER {
            return None;
        }
        let pairs = parse_pairs(query.as_bytes());
        let one = |name: &str| {
            let mut values = pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone());
            match (values.next(), values.next()) {
                (value, None) => Ok(value),
                _ => Err(()),
            }
        };
        Some(Self {
            state: one("state").ok()??,
            code: one("code").ok()?,
            error: one("error").ok()?,
            issuer: one("iss").ok()?,
        })
    }
}

/// Who the provider vouches for, once all it said is found to be for us, now, and the answer to what we asked.
async fn proved(
    web: &Web,
    link: &Arc<Link>,
    attempt: &Attempt,
    answer: &Answer,
) -> Result<Result<Vouched, Refusal>, PageError> {
    let provider = &link.provider;
    let mut write = web.db.write().await?;
    let first = attempt.spend(&mut write).await?;
    write.commit().await?;
    if !first {
        tracing::info!(provider = provider.code, "an answer came a second time");
        return Ok(Err(Refusal::NotBegun));
    }
    let refused = |fault: &Fault| match fault {
        Fault::Silent(why) => {
            tracing::warn!(provider = provider.code, why, "an outside provider does not answer");
            Refusal::Silent
        }
        Fault::Wrong(why) => {
            tracing::warn!(provider = provider.code, why, "an outside provider's word was refused");
            Refusal::Unproved
        }
    };
    let known = match link.known().await {
        Ok(known) => known,
        Err(fault) => return Ok(Err(refused(&fault))),
    };
    // RFC 9207 §2.4: checked before anything else is believed.
    let from_them = match &answer.issuer {
        Some(issuer) => *issuer == provider.issuer,
        None => !known.says_issuer,
    };
    if !from_them {
        return Ok(Err(refused(&Fault::Wrong("the answer comes from another issuer".to_owned()))));
    }
    let code = match (&answer.code, &answer.error) {
        (Some(code), None) if !code.is_empty() => code,
        (None, Some(error)) if error == "access_denied" => return Ok(Err(Refusal::GivenUp)),
        (_, error) => {
            let why: String =
                error.iter().flat_map(|error| error.chars()).filter(char::is_ascii_graphic).take(60).collect();
            return Ok(Err(refused(&Fault::Wrong(format!("it answered no code {why}")))));
        }
    };
    match vouched(web, link, &known, attempt, code).await {
        Ok(vouched) => Ok(Ok(vouched)),
        Err(fault) => Ok(Err(refused(&fault))),
    }
}

async fn vouched(
    web: &Web,
    link: &Arc<Link>,
    known: &Arc<Known>,
    attempt: &Attempt,
    code: &str,
) -> Result<Vouched, Fault> {
    let provider = &link.provider;
    let verifier = known.pkce.then_some(attempt.verifier.as_str());
    let tokens = link.redeem(known, code, &redirect_address(web, &provider.code), verifier).await?;
    let (claims, alg) = link.verify(known, &tokens.id_token).await?;
    let expected = Expected {
        issuer: &provider.issuer,
        client_id: &provider.client_id,
        nonce: &attempt.nonce,
        acr: provider.acr.as_deref(),
        now: web.db.clock().now_ms() / 1000,
        access_token: tokens.access_token.as_deref(),
    };
    let subject = check(&claims, alg, &expected).map_err(|why| Fault::Wrong(why.to_owned()))?;
    let mut name = full_name(&claims);
    if name.is_empty()
        && let Some(token) = &tokens.access_token
    {
        match link.userinfo(known, token).await {
            // Core §5.3.2: told of somebody else, nothing of this is to be used.
            Ok(Some(told)) if told.get("sub").and_then(Value::as_str) != Some(&subject) => {
                return Err(Fault::Wrong("it tells of somebody else".to_owned()));
            }
            Ok(Some(told)) => name = full_name(&told),
            Ok(None) => {}
            // The identity is proved without: one is greeted without a name.
            Err(fault) => tracing::info!(provider = provider.code, %fault, "an outside provider told no name"),
        }
    }
    Ok(Vouched {
        provider: provider.code.clone(),
        issuer: provider.issuer.clone(),
        subject,
        name,
        id_token: tokens.id_token,
        back: attempt.back.clone(),
    })
}

/// Given and family name, to greet with and to be recognised by; empty when neither was told.
fn full_name(told: &Map<String, Value>) -> String {
    let part = |name: &str| {
        let text = told.get(name).and_then(Value::as_str).unwrap_or_default();
        text.chars().filter(|c| !c.is_control()).take(80).collect::<String>().trim().to_owned()
    };
    format!("{} {}", part("given_name"), part("family_name")).trim().to_owned()
}

/// Signs in whoever linked this identity; remembers one that is nobody's, for the browser that proved it.
async fn welcome(
    web: &Web,
    visit: &Visit,
    headers: &HeaderMap,
    client: &Client,
    attempt: &Attempt,
    vouched: Vouched,
) -> Page {
    if !attempt.linking
        && let Some(signed_in) = web.people.sign_in_from_outside(&vouched.issuer, &vouched.subject, client).await?
    {
        return open(web, visit, headers, &signed_in, &vouched).await;
    }
    let sealer = web.outside.sealer(&web.db).await?;
    let mut write = web.db.write().await?;
    let token = kept::remember(&mut write, sealer, &vouched).await?;
    write.commit().await?;
    let mut response = Redirect::to(IDENTITY).into_response();
    set_cookie(response.headers_mut(), IDENTITY_COOKIE, &token, kept::UNKNOWN_MS / 1000, web.secure());
    Ok(response)
}

/// Hands the new session to the browser. The one it had before ends, whosever it was.
async fn open(web: &Web, visit: &Visit, headers: &HeaderMap, signed_in: &SignedIn, vouched: &Vouched) -> Page {
    if let Some(before) = cookie(headers, SESSION_COOKIE) {
        web.people.sign_out(&before).await?;
    }
    if let Some(session) = web.people.session(&signed_in.session_token).await? {
        keep_session(web, &session, vouched).await?;
    }
    let to = if vouched.back.is_empty() { "/ma-carte" } else { &vouched.back };
    let label = web.outside.label(&vouched.provider).unwrap_or_default();
    let text = web.outside_words(visit.lang, "outside-welcome", label);
    let mut response = Flash { tone: Tone::Note, text }.redirect(&web.frame, to);
    set_session_cookies(response.headers_mut(), signed_in, web.db.clock().now_ms(), web.secure());
    Ok(response)
}

/// Notes what the provider will want to end its own session, if it can.
pub(super) async fn keep_session(web: &Web, session: &people::Session, vouched: &Vouched) -> Result<(), PageError> {
    let Some(link) = web.outside.link(&vouched.provider) else { return Ok(()) };
    let ends = link.known().await.is_ok_and(|known| known.end_session.is_some());
    if ends {
        let sealer = web.outside.sealer(&web.db).await?;
        let mut write = web.db.write().await?;
        kept::keep_session(&mut write, sealer, session, &vouched.provider, &vouched.id_token).await?;
        write.commit().await?;
    }
    Ok(())
}

/// Back to where one may sign in otherwise, with a word of why.
fn turned_away(web: &Web, visit: &Visit, link: &Link, refusal: Refusal, signed_in: bool, back: &str) -> Response {
    let tone = if refusal == Refusal::GivenUp { Tone::Note } else { Tone::Refused };
    let text = web.outside_words(visit.lang, refusal.message(), &link.provider.label);
    let to = if signed_in { OWN.to_owned() } else { sign_in_address(back) };
    Flash { tone, text }.redirect(&web.frame, &to)
}

/// `sign_on/outside/departure.html`
#[derive(Debug, Clone, Serialize)]
struct Departure {
    provider: String,
}

/// `GET /connexion/depart`: signed out here; and there?
pub(super) async fn departure(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Page {
    let now = web.db.clock().now_ms();
    let code = match token_cookie(&headers, DEPARTURE_COOKIE) {
        Some(token) => kept::departing(&mut web.db.read().await?, &token, now).await?,
        None => None,
    };
    match code.and_then(|code| web.outside.label(&code).map(str::to_owned)) {
        Some(provider) => {
            Ok(web.frame.render(&visit, "sign_on/outside/departure.html", &Departure { provider })?.into_response())
        }
        None => Ok(Redirect::to("/").into_response()),
    }
}

/// `GET /connexion/depart/suite`: to the provider's own exit (RP-Initiated Logout 1.0 §2).
pub(super) async fn depart(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Page {
    let taken = match token_cookie(&headers, DEPARTURE_COOKIE) {
        Some(token) => {
            let sealer = web.outside.sealer(&web.db).await?;
            let mut write = web.db.write().await?;
            let taken = kept::departed(&mut write, sealer, &token).await?;
            write.commit().await?;
            taken
        }
        None => None,
    };
    let Some((code, id_token)) = taken else { return Ok(Redirect::to("/").into_response()) };
    let Some(link) = web.outside.link(&code) else { return Ok(Redirect::to("/").into_response()) };
    let known = link.known().await.ok();
    let mut response = match known.as_ref().and_then(|known| known.end_session.as_ref()) {
        Some(address) => {
            let pairs = form_urlencoded::Serializer::new(String::new())
                .append_pair("id_token_hint", &id_token)
                .append_pair("client_id", &link.provider.client_id)
                .append_pair("post_logout_redirect_uri", &format!("{}/connexion/depart/fini", web.public_url))
                .append_pair("state", &attempt::random())
                .finish();
            away(&with_query(address, &pairs))?
        }
        None => {
            let text = web.outside_words(visit.lang, "outside-silent-exit", &link.provider.label);
            Flash { tone: Tone::Refused, text }.redirect(&web.frame, "/")
        }
    };
    set_cookie(response.headers_mut(), DEPARTURE_COOKIE, "", 0, web.secure());
    Ok(response)
}

/// `GET /connexion/depart/fini`: back from the provider's exit.
pub(super) async fn departed(State(web): State<Web>, visit: Visit) -> Page {
    let text = web.frame.messages().text(visit.lang, "outside-departed");
    Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, "/"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_answer_says_each_thing_once() {
        let read = Answer::read("code=a%20b&state=s&iss=https%3A%2F%2Ffc.example&session_state=x").unwrap();
        assert_eq!((read.state.as_str(), read.code.as_deref()), ("s", Some("a b")));
        assert_eq!(read.issuer.as_deref(), Some("https://fc.example"));
        for bad in ["", "code=a", "code=a&code=b&state=s", "code=a&state=s&state=s", "state=s&iss=a&iss=b"] {
            assert!(Answer::read(bad).is_none(), "{bad}");
        }
        assert!(Answer::read(&format!("state=s&code={}", "x".repeat(LONGEST_ANSWER))).is_none());
    }

    #[test]
    fn a_name_is_cut_and_cleaned() {
        let told = serde_json::json!({ "given_name": " Angela\n Claire\u{7}", "family_name": "x".repeat(500) });
        let name = full_name(told.as_object().unwrap());
        assert!(name.starts_with("Angela Claire xxx") && name.len() < 100, "{name}");
        assert_eq!(full_name(serde_json::json!({ "given_name": 7 }).as_object().unwrap()), "");
    }

    proptest! {
        #[test]
        fn any_answer_is_read_or_refused(query in "\\PC{0,300}") {
            let _ = Answer::read(&query);
        }
    }
}
