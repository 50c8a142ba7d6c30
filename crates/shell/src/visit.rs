//! One visit: who asks, in which language, for which page. [`carry`] makes it for each request, and dresses the answer.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use crate::csrf::{hex, unhex};
use crate::{Frame, Lang, PageError, error, json_ld};

const LANG_COOKIE: &str = "beffroi_lang";
const FORM_COOKIE: &str = "beffroi_form";
const FLASH_COOKIE: &str = "beffroi_said";

/// Nothing runs or shows but what we serve.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// The person signed in, as the frame needs to know them. Whoever reads sessions puts it in the request's extensions
/// before [`carry`] runs.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// The name shown in the header.
    pub name: String,
    /// Where that name leads: the office for the staff, their card for readers.
    pub home: String,
    /// Links of the office this person may open.
    pub office: Vec<OfficeLink>,
    /// What form tokens are bound to: a secret of the session, never shown.
    #[serde(skip)]
    pub binding: String,
}

/// A link of the office.
#[derive(Debug, Clone, Serialize)]
pub struct OfficeLink {
    /// The name of the message that heads its group in the menu; empty for what stands before all groups.
    pub group: &'static str,
    /// Its message's name.
    pub label: &'static str,
    /// Where it goes.
    pub href: String,
}

/// How a message to the visitor is coloured and announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Note,
    /// Something was refused.
    Refused,
}

/// A message shown once, on the next page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flash {
    /// Its tone.
    pub tone: Tone,
    /// Its words, already in the visitor's language.
    pub text: String,
}

/// One visit. An axum extractor; cheap to clone.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The visitor's language.
    pub lang: Lang,
    /// The path asked for, without its query.
    pub path: String,
    /// The query, as received, without `?`; empty when there is none.
    pub query: String,
    /// Who is signed in.
    pub person: Option<Person>,
    /// Messages to show.
    pub flashes: Vec<Flash>,
    /// What binds the form tokens of a visitor who is not signed in.
    anonymous: String,
    /// Whether a page of this visit holds a form, and the cookie that binds it must be given.
    form_shown: Arc<AtomicBool>,
}

impl Visit {
    /// A visit without a request, for tests and for pages made aside.
    #[must_use]
    pub fn new(lang: Lang, path: impl Into<String>) -> Self {
        Self {
            lang,
            path: path.into(),
            query: String::new(),
            person: None,
            flashes: Vec::new(),
            anonymous: hex(&rand::random::<[u8; 16]>()),
            form_shown: Arc::default(),
        }
    }

    /// A token for a form of ours.
    #[must_use]
    pub fn form_token(&self, frame: &Frame) -> String {
        self.form_shown.store(true, Ordering::Relaxed);
        frame.csrf().token(self.binding())
    }

    /// Checks the token a form came with.
    ///
    /// # Errors
    /// [`PageError::StaleForm`], which asks the visitor to send the form again.
    pub fn check_form(&self, frame: &Frame, token: &str) -> Result<(), PageError> {
        if frame.csrf().check(self.binding(), token) { Ok(()) } else { Err(PageError::StaleForm) }
    }

    /// A name for this browser's visits that tells nothing of who it is: the same from page to page once a page with a
    /// form has been shown.
    #[must_use]
    pub fn session_name(&self, frame: &Frame) -> String {
        frame.csrf().sign("session-name", self.binding())
    }

    fn binding(&self) -> &str {
        self.person.as_ref().map_or(&self.anonymous, |person| &person.binding)
    }

    /// The address of this same page in another language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        let kept = self.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let query: Vec<&str> = kept.collect();
        if query.is_empty() {
            format!("{}?lang={}", self.path, lang.code())
        } else {
            format!("{}?{}&lang={}", self.path, query.join("&"), lang.code())
        }
    }

    pub(crate) fn page_value(&self, frame: &Frame) -> Value {
        #[derive(Serialize)]
        struct Language {
            code: Lang,
            name: &'static str,
            href: String,
            current: bool,
        }
        let languages: Vec<Language> = Lang::ALL
            .into_iter()
            .map(|lang| Language {
                code: lang,
                name: lang.own_name(),
                href: self.in_language(lang),
                current: lang == self.lang,
            })
            .collect();
        let (visit, frame_again) = (self.clone(), frame.clone());
        minijinja::context! {
            lang => self.lang.code(),
            path => &self.path,
            query => &self.query,
            canonical => frame.public_url(&self.path),
            languages => Value::from(Serde(&languages)),
            person => Value::from(Serde(&self.person)),
            flashes => Value::from(Serde(&self.flashes)),
            form_token => Value::from_function(move || {
                let token = json_ld::escape_html(&visit.form_token(&frame_again));
                Value::from_safe_string(format!("<input type=\"hidden\" name=\"form_token\" value=\"{token}\">"))
            }),
        }
    }

    fn read(frame: Option<&Frame>, parts: &Parts) -> Self {
        let query = parts.uri.query().unwrap_or_default();
        let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang="));
        let accept = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let lang = Lang::negotiate(asked, cookie(&parts.headers, LANG_COOKIE), accept);
        let mut visit = Self::new(lang, parts.uri.path());
        visit.query = query.to_owned();
        visit.person = parts.extensions.get::<Person>().cloned();
        if let Some(known) = cookie(&parts.headers, FORM_COOKIE)
            && known.len() == 32
            && known.bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            visit.anonymous = known.to_owned();
        }
        if let (Some(frame), Some(said)) = (frame, cookie(&parts.headers, FLASH_COOKIE)) {
            visit.flashes.extend(Flash::from_cookie(frame, said));
        }
        visit
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(match parts.extensions.get::<Visit>() {
            Some(visit) => visit.clone(),
            None => Self::read(None, parts),
        })
    }
}

impl Flash {
    /// Sends the visitor to another page of ours (303), where the message is shown once.
    #[must_use]
    pub fn redirect(self, frame: &Frame, href: &str) -> Response {
        use axum::response::{IntoResponse, Redirect};
        let mut response = Redirect::to(href).into_response();
        set_cookie(frame, response.headers_mut(), FLASH_COOKIE, &self.to_cookie(frame), Some(60));
        response
    }

    fn to_cookie(&self, frame: &Frame) -> String {
        let tone = match self.tone {
            Tone::Done => 'd',
            Tone::Note => 'n',
            Tone::Refused => 'r',
        };
        // A cookie has 4 kB at most; a message is a sentence.
        let short: String = self.text.chars().take(400).collect();
        let body = hex(format!("{tone}{short}").as_bytes());
        let signature = frame.csrf().sign("said", &body);
        format!("{body}.{signature}")
    }

    fn from_cookie(frame: &Frame, value: &str) -> Option<Self> {
        let (body, signature) = value.split_once('.')?;
        if !frame.csrf().verify("said", body, signature) {
            return None;
        }
        let text = String::from_utf8(unhex(body)?).ok()?;
        let tone = match text.chars().next()? {
            'd' => Tone::Done,
            'n' => Tone::Note,
            _ => Tone::Refused,
        };
        Some(Self { tone, text: text[1..].to_owned() })
    }
}

/// The layer every page goes through: `router.layer(axum::middleware::from_fn_with_state(frame, shell::carry))`.
/// Makes the [`Visit`], then dresses the answer: error pages in the visitor's words, cookies, security headers. The
/// layer that reads sessions must be outside this one.
pub async fn carry(State(frame): State<Frame>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::read(Some(&frame), &parts);
    let chosen = parts.uri.query().is_some_and(|query| query.split('&').any(|pair| pair.starts_with("lang=")));
    let wants_page = parts
        .headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let known_form_cookie = cookie(&parts.headers, FORM_COOKIE) == Some(visit.anonymous.as_str());
    parts.extensions.insert(visit.clone());
    let response = next.run(Request::from_parts(parts, body)).await;

    let mut response = error::dress(&frame, &visit, wants_page, response);
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html"));
    let headers = response.headers_mut();
    headers.entry(header::X_CONTENT_TYPE_OPTIONS).or_insert(HeaderValue::from_static("nosniff"));
    if is_page {
        // A page that needs another policy (a reader of books) says its own, and answers for it.
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CONTENT_POLICY));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
        if chosen {
            set_cookie(&frame, headers, LANG_COOKIE, visit.lang.code(), Some(31_536_000));
        }
        if visit.person.is_none() && visit.form_shown.load(Ordering::Relaxed) && !known_form_cookie {
            set_cookie(&frame, headers, FORM_COOKIE, &visit.anonymous, None);
        }
        if !visit.flashes.is_empty() {
            set_cookie(&frame, headers, FLASH_COOKIE, "", Some(0));
        }
    }
    response
}

/// The value of a cookie.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn set_cookie(frame: &Frame, headers: &mut HeaderMap, name: &str, value: &str, max_age: Option<u32>) {
    let mut text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax");
    if let Some(seconds) = max_age {
        text.push_str(&format!("; Max-Age={seconds}"));
    }
    if frame.secure() {
        text.push_str("; Secure");
    }
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(header::SET_COOKIE, value);
    }
}
