//! Who is asking: the session cookie, read once for every request.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use people::{Permission, Session, Target};
use shell::{OfficeLink, Person};

use crate::app::App;

/// The session's cookie.
pub(crate) const COOKIE: &str = "beffroi_session";
/// The known device's cookie.
pub(crate) const DEVICE: &str = "beffroi_device";

/// Puts the session, and the person the frame shows, in the request's extensions.
pub(crate) async fn read(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if let Some(token) = cookie(request.headers(), COOKIE) {
        match app.people.session(&token).await {
            Ok(Some(session)) => {
                request.extensions_mut().insert(person(&session));
                request.extensions_mut().insert(session);
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "a session could not be read; the visitor is treated as unknown"),
        }
    }
    next.run(request).await
}

fn person(session: &Session) -> Person {
    let links = [
        ("office-nav-home", "/bureau", Permission::OpenOffice),
        ("catalogue-office-nav-sources", "/bureau/sources", Permission::ReadImports),
        ("office-nav-staff", "/bureau/equipe", Permission::ManageStaff),
        ("office-nav-audit", "/bureau/journal", Permission::ReadAudit),
    ];
    Person {
        name: session.account.name.clone(),
        home: if session.may(Permission::OpenOffice, &Target::Anywhere) { "/bureau" } else { "/ma-carte" }.to_owned(),
        office: links
            .into_iter()
            .filter(|(_, _, permission)| session.may(*permission, &Target::Anywhere))
            .map(|(label, href, _)| OfficeLink { label, href: href.to_owned() })
            .collect(),
        binding: session.binding.clone(),
    }
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.to_owned())
}

/// Sets or, with an empty value, removes a cookie that scripts can't read.
pub(crate) fn set_cookie(app: &App, headers: &mut HeaderMap, name: &str, value: &str, seconds: i64) {
    let secure = if app.secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", seconds.max(0));
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(header::SET_COOKIE, value);
    }
}
