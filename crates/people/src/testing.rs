//! Test support: a wing's pages as the program serves them, and browsers that walk them.
//!
//! A [`Site`] puts around a wing's routes what the program does: who is signed in, and the frame. A [`Browser`] keeps
//! cookies as browsers do; its clones are the same browser. What is not as it should be panics, and says what was asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use shell::{Frame, Person};
use store::Db;
use tower::ServiceExt;

use crate::web::{SESSION_COOKIE, cookie};
use crate::{Actor, Client, Grant, NewAccount, PasswordCost, People, Policy};

/// The password of everyone [`staff`] makes.
pub const PASSWORD: &str = "quatre mots au hasard";

/// The people of a test: checking a password costs next to nothing.
pub fn people(db: &Db) -> People {
    People::new(db.clone(), Policy { password_cost: PasswordCost::Token, ..Policy::default() })
}

/// Someone of the staff, signed in.
pub async fn staff(people: &People, name: &str, email: &str, grant: Grant) -> Browser {
    let new = NewAccount { name, email, language: "fr", password: PASSWORD, grants: vec![grant], demo: false };
    people.create_account(&Actor::System("test"), new).await.expect("a new account");
    let signed = people.sign_in(email, PASSWORD, &Client::default()).await.expect("the password is good");
    Browser::signed_in(&signed.session_token)
}

/// A wing's pages.
#[derive(Clone)]
pub struct Site(Router);

impl Site {
    /// The routes in their frame; whoever is signed in has `home` for their own side of the house.
    pub fn new(routes: Router, frame: &Frame, people: &People, home: &'static str) -> Self {
        let router = routes
            .layer(from_fn_with_state(frame.clone(), shell::carry))
            .layer(from_fn_with_state((people.clone(), home), session));
        Self(router)
    }

    /// The same, to be served on a socket.
    pub fn router(&self) -> Router {
        self.0.clone()
    }

    /// Opens a page.
    pub async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.ask(browser, Request::get(path).body(Body::empty()).expect(path)).await
    }

    /// Sends a form with the token that `page` gives this visitor.
    pub async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.get(browser, page).await.token();
        self.send(browser, path, &[&[("form_token", token.as_str())][..], fields].concat()).await
    }

    /// Sends a form as it is, without a token of its own.
    pub async fn send(&self, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        let written = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send_written(browser, path, written).await
    }

    /// Sends a form that is already written.
    pub async fn send_written(&self, browser: &Browser, path: &str, form: String) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(browser, request.body(Body::from(form)).expect(path)).await
    }

    /// Asks anything, with the browser's cookies; for a page unless the request says otherwise.
    pub async fn ask(&self, browser: &Browser, mut request: Request) -> Answer {
        let asked = format!("{} {}", request.method(), request.uri());
        request.headers_mut().insert(header::COOKIE, browser.cookies().parse().expect("cookies are a header"));
        request.headers_mut().entry(header::ACCEPT).or_insert(HeaderValue::from_static("text/html"));
        let Ok(response) = self.router().oneshot(request).await;
        let (parts, body) = response.into_parts();
        browser.receive(&parts.headers);
        let said = |name| parts.headers.get(name).map_or("", |value: &HeaderValue| value.to_str().expect(&asked));
        let bytes = to_bytes(body, 64 << 20).await.expect(&asked).to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let sound = text.as_bytes() == bytes || !said(header::CONTENT_TYPE).starts_with("text/");
        assert!(sound, "{asked} gives a page that is not UTF-8: {text}");
        let location = said(header::LOCATION).to_owned();
        Answer { status: parts.status, location, headers: parts.headers, text, bytes, asked }
    }
}

/// Puts the session and the person in the request, as the program does.
async fn session(State((people, home)): State<(People, &'static str)>, mut request: Request, next: Next) -> Response {
    if let Some(token) = cookie(request.headers(), SESSION_COOKIE)
        && let Some(session) = people.session(&token).await.expect("sessions are read")
    {
        request.extensions_mut().insert(Person {
            home: home.into(),
            name: session.account.name.clone(),
            office: Vec::new(),
            binding: session.binding.clone(),
        });
        request.extensions_mut().insert(session);
    }
    next.run(request).await
}

/// A browser: its cookies.
#[derive(Clone, Default, Debug)]
pub struct Browser(Arc<Mutex<BTreeMap<String, String>>>);

impl Browser {
    /// One that holds a session.
    pub fn signed_in(token: &str) -> Self {
        let browser = Self::default();
        browser.set(SESSION_COOKIE, token);
        browser
    }

    /// The session it holds.
    pub fn session(&self) -> Option<String> {
        self.kept().get(SESSION_COOKIE).cloned()
    }

    /// Keeps a cookie, whoever gave it. Gives the value it had.
    pub fn set(&self, name: &str, value: &str) -> Option<String> {
        self.kept().insert(name.to_owned(), value.to_owned())
    }

    /// Forgets a cookie. Gives the value it had.
    pub fn forget(&self, name: &str) -> Option<String> {
        self.kept().remove(name)
    }

    /// All cookies, as they are sent.
    pub fn cookies(&self) -> String {
        self.kept().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().expect("a test that panicked held the cookies")
    }

    /// A cookie given empty is a cookie taken back.
    fn receive(&self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie is plain text");
            match line.split(';').next().and_then(|pair| pair.split_once('=')).expect(line) {
                (name, "") => self.forget(name),
                (name, value) => self.set(name, value),
            };
        }
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    asked: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// Where it leads; empty when nowhere.
    pub location: String,
    /// The page; of what is no text, what can be read.
    pub text: String,
    /// The page or the file as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The token of the page's form.
    pub fn token(&self) -> String {
        self.field("form_token")
    }

    /// The value of a field of the page, which must be there.
    pub fn field(&self, name: &str) -> String {
        self.hidden(name).unwrap_or_else(|| panic!("no {name}: {} is {}\n{}", self.asked, self.status, self.text))
    }

    /// The value of the first field of that name, as a browser reads it.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let value = self.text.split_once(&format!("name=\"{name}\" value=\""))?.1.split('"').next()?;
        let read = [("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
        Some(read.iter().fold(value.to_owned(), |value, (written, read)| value.replace(written, read)))
    }

    /// The page with spaces of all widths made plain.
    pub fn plain(&self) -> String {
        self.text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
    }
}
