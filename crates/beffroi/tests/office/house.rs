//! A small network to test the office on: two libraries, a museum, an account per role.

use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use beffroi::trial::Trial;
use catalogue::model::{NewSource, Source};
use people::{Actor, Grant, NewAccount, Role, Scope};
use programme::{InstitutionKind, NewInstitution, institution};
use tower::ServiceExt;

pub(crate) const PASSWORD: &str = "un mot de passe long";

pub(crate) struct House {
    pub(crate) trial: Trial,
    pub(crate) lille: Source,
    pub(crate) roubaix: Source,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }
}

/// Someone's browser: keeps cookies.
#[derive(Default, Clone)]
pub(crate) struct Browser {
    cookies: Vec<(String, String)>,
}

impl Browser {
    /// Puts a cookie in the browser, as whoever sat there before might have.
    pub(crate) fn plant(&mut self, name: &str, value: &str) {
        self.cookies.push((name.to_owned(), value.to_owned()));
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

pub(crate) fn email(role: Role) -> String {
    format!("{}@example.fr", role.code())
}

impl House {
    pub(crate) async fn open(name: &str) -> House {
        let folder = std::env::temp_dir().join(format!("beffroi-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let trial = Trial::open(&folder).await.unwrap();
        let mut write = trial.engine.db().write().await.unwrap();
        let mut ids = Vec::new();
        for (kind, code, commune) in [
            (InstitutionKind::Library, "lille", "59350"),
            (InstitutionKind::Library, "roubaix", "59512"),
            (InstitutionKind::Museum, "piscine", "59512"),
        ] {
            let new = NewInstitution {
                kind,
                code,
                name: code,
                commune,
                address: None,
                postal_code: None,
                position: None,
                website: None,
                weekly_minutes: None,
                demo: false,
                source: "test",
            };
            ids.push(institution::declare(&mut write, &new).await.unwrap());
        }
        write.commit().await.unwrap();
        let lille = trial.registry.declare_library("lille", "Lille", "59350", false).await.unwrap();
        let roubaix = trial.registry.declare_library("roubaix", "Roubaix", "59512", false).await.unwrap();
        let new = NewSource { name: "principal".to_owned(), ..NewSource::default() };
        let lille = trial.registry.declare_source(lille, &new).await.unwrap();
        let roubaix = trial.registry.declare_source(roubaix, &new).await.unwrap();
        for role in Role::ALL {
            let scope = match role {
                Role::Director | Role::NetworkLibrarian => Scope::Whole,
                Role::Librarian => Scope::Institution(ids[1].clone()),
                Role::MuseumAgent | Role::StageAgent => Scope::Institution(ids[2].clone()),
                Role::CommuneAgent => Scope::Commune("59512".to_owned()),
            };
            let new = NewAccount {
                name: role.code(),
                email: &email(role),
                language: "fr",
                password: PASSWORD,
                grants: vec![Grant { role, scope }],
                demo: false,
            };
            trial.people.create_account(&Actor::System("test"), new).await.unwrap();
        }
        House { trial, lille, roubaix, folder }
    }

    /// The same server started again on the same folder.
    pub(crate) async fn reopened(&self) -> Trial {
        Trial::open(&self.folder).await.unwrap()
    }

    /// The server's folder.
    pub(crate) fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// Where files received wait.
    pub(crate) fn trial_uploads(&self) -> PathBuf {
        self.folder.join("uploads")
    }

    fn router(&self) -> Router {
        self.trial.router.clone()
    }

    pub(crate) async fn ask(&self, browser: &mut Browser, request: Request<Body>) -> Answer {
        let (mut parts, body) = request.into_parts();
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            parts.headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        parts.headers.insert(header::ACCEPT, "text/html".parse().unwrap());
        let response = self.router().oneshot(Request::from_parts(parts, body)).await.unwrap();
        let (parts, body) = response.into_parts();
        for value in parts.headers.get_all(header::SET_COOKIE) {
            let pair = value.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            browser.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                browser.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let bytes = to_bytes(body, 64 << 20).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub(crate) async fn get(&self, browser: &mut Browser, path: &str) -> Answer {
        self.ask(browser, Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Posts a form with a token found on a page of the same visitor.
    pub(crate) async fn post(&self, browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token(browser).await;
        let mut body = format!("form_token={token}");
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", catalogue::pages::paths::encode(value)));
        }
        self.post_raw(browser, path, body).await
    }

    pub(crate) async fn post_raw(&self, browser: &mut Browser, path: &str, body: String) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.ask(browser, request).await
    }

    /// A form token of this visitor.
    pub(crate) async fn token(&self, browser: &mut Browser) -> String {
        let mut page = self.get(browser, "/bureau").await;
        if page.status == StatusCode::SEE_OTHER {
            page = self.get(browser, "/connexion").await;
        } else if page.status == StatusCode::FORBIDDEN {
            // An inhabitant's browser: no office, but a page of their own.
            page = self.get(browser, "/ma-carte").await;
        }
        let marker = "name=\"form_token\" value=\"";
        let start = page.text.find(marker).expect("the page holds a form") + marker.len();
        page.text[start..].split('"').next().unwrap().to_owned()
    }

    pub(crate) async fn signed_in(&self, role: Role) -> Browser {
        let mut browser = Browser::default();
        let fields = [("email", email(role)), ("password", PASSWORD.to_owned()), ("retour", "/bureau".to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.post(&mut browser, "/connexion", &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/bureau"), "{}", answer.text);
        browser
    }

    /// Sends a file to a source. `cut` leaves the end of the message out.
    pub(crate) async fn upload(
        &self,
        browser: &mut Browser,
        source: &Source,
        full: bool,
        file: &[u8],
        cut: bool,
    ) -> Answer {
        let path = format!("/bureau/sources/{}/import", source.id);
        let full = if full { "1" } else { "0" };
        self.send_file(browser, &path, full, file, cut).await
    }

    /// Sends a file to an address that takes one, whole or cut short.
    pub(crate) async fn send_file(
        &self,
        browser: &mut Browser,
        path: &str,
        full: &str,
        file: &[u8],
        cut: bool,
    ) -> Answer {
        let token = self.token(browser).await;
        let mut body = Vec::new();
        for (name, value) in [("form_token", token.as_str()), ("full", full)] {
            body.extend(
                format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
            );
        }
        body.extend(b"--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"mai.mrc\"\r\n\r\n");
        body.extend(file);
        if !cut {
            body.extend(b"\r\n--cut--\r\n");
        }
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .body(Body::from(body))
            .unwrap();
        self.ask(browser, request).await
    }

    /// Waits until a run has begun, of a source or of any.
    pub(crate) async fn begun(&self, trial: &Trial, source: Option<i64>) -> i64 {
        let waiting = async {
            loop {
                if let Some(run) = trial.registry.latest_runs(source, 1).await.unwrap().first() {
                    return run.id;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), waiting).await.expect("a run begins")
    }

    /// Waits until a run has ended.
    pub(crate) async fn ended(&self, run: i64) -> catalogue::model::RunReport {
        let waiting = async {
            loop {
                let report = self.trial.registry.run(run).await.unwrap().unwrap();
                if report.state != catalogue::model::RunState::Running {
                    return report;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(120), waiting).await.expect("the run ends")
    }
}

/// UNIMARC records in ISO 2709: number, title, author, year, publisher.
pub(crate) fn unimarc(records: &[(&str, &str, &str, &str, &str)]) -> Vec<u8> {
    let mut file = Vec::new();
    for (number, title, author, year, publisher) in records {
        let fields = [
            ("001", (*number).to_owned()),
            ("100", format!("  \u{1f}a20240101d{year}    m  y0frey50      ba")),
            ("101", "0 \u{1f}afre".to_owned()),
            ("200", format!("1 \u{1f}a{title}\u{1f}f{author}")),
            ("210", format!("  \u{1f}aParis\u{1f}c{publisher}\u{1f}d{year}")),
            ("215", "  \u{1f}a320 p.".to_owned()),
            ("700", format!(" 1\u{1f}a{author}")),
        ];
        let (mut directory, mut data) = (String::new(), String::new());
        for (tag, text) in fields {
            let start = data.len();
            data.push_str(&text);
            data.push('\u{1e}');
            directory.push_str(&format!("{tag}{:04}{start:05}", data.len() - start));
        }
        let base = 24 + directory.len() + 1;
        let length = base + data.len() + 1;
        file.extend(format!("{length:05}nam0 22{base:05}   450 {directory}\u{1e}{data}\u{1d}").as_bytes());
    }
    file
}
