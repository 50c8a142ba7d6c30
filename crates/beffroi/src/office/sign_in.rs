//! Signing in and out.

use axum::extract::{RawQuery, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use people::Client;
use shell::office::{DemoAccount, SignIn};
use shell::{FormState, PageError, SentForm, Visit, parse_pairs};

use super::names::Names;
use crate::app::{App, client_ip};
use crate::commands::demo;
use crate::session::{COOKIE, DEVICE, cookie, set_cookie};

type Page = Result<Response, PageError>;

/// `GET /connexion`
pub(crate) async fn form(State(app): State<App>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let back = pairs.iter().find(|(name, _)| name == "retour").map_or("", |(_, value)| value);
    let back = ours(back).to_owned();
    if visit.person.is_some() {
        return Ok(Redirect::to(&back).into_response());
    }
    show(&app, &visit, FormState::default(), back).await
}

async fn show(app: &App, visit: &Visit, form: FormState, back: String) -> Page {
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let demo_accounts = if app.web.ground.demo { demo_accounts(app, visit).await? } else { Vec::new() };
    let view = SignIn { form: form.without(&["password"]), back, demo_accounts };
    Ok((status, app.frame.render(visit, "shell/sign_in.html", &view)?).into_response())
}

/// The demonstration's accounts, which anyone may try.
async fn demo_accounts(app: &App, visit: &Visit) -> Result<Vec<DemoAccount>, PageError> {
    let names = Names::read(app, visit).await?;
    Ok(names
        .staff()
        .iter()
        .filter(|member| member.account.demo)
        .filter_map(|member| {
            Some(DemoAccount {
                role: member.grants.iter().map(|grant| names.grant(grant)).collect::<Vec<_>>().join(", "),
                email: member.account.email.clone()?,
                password: demo::PASSWORD.to_owned(),
            })
        })
        .collect())
}

/// A path of ours to go back to; anything else leads to the office. A browser takes `//host` and `/\host` for another
/// site, and leaves out control characters.
pub(crate) fn ours(path: &str) -> &str {
    let inside =
        path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control);
    if inside { path } else { "/bureau" }
}

/// `POST /connexion`
pub(crate) async fn sign_in(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    extensions: Extensions,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&app.frame, &visit)?;
    let client = Client {
        ip: client_ip(&extensions),
        device: cookie(&headers, DEVICE),
        agent: headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned(),
    };
    let back = ours(form.value("retour")).to_owned();
    // A password may begin or end with a blank: it is taken as typed.
    let password = form.values.get("password").cloned().unwrap_or_default();
    match app.people.sign_in(form.value("email"), &password, &client).await {
        Ok(signed_in) => {
            let mut response = Redirect::to(&back).into_response();
            let now = app.db.clock().now_ms();
            let seconds = |until: i64| (until - now) / 1000;
            let headers = response.headers_mut();
            set_cookie(&app, headers, COOKIE, &signed_in.session_token, seconds(signed_in.session_expires_at_ms));
            set_cookie(&app, headers, DEVICE, &signed_in.device_token, seconds(signed_in.device_expires_at_ms));
            Ok(response)
        }
        Err(people::Error::BadCredentials) => {
            form.fault("", "sign-in-bad");
            show(&app, &visit, form, back).await
        }
        Err(people::Error::TooManyAttempts { retry_after_s }) => {
            Err(PageError::TooMany { retry_after: u32::try_from(retry_after_s).unwrap_or(u32::MAX) })
        }
        Err(other) => Err(PageError::internal(other)),
    }
}

/// `POST /deconnexion`
pub(crate) async fn sign_out(State(app): State<App>, visit: Visit, headers: HeaderMap, sent: SentForm) -> Page {
    sent.checked(&app.frame, &visit)?;
    if let Some(token) = cookie(&headers, COOKIE) {
        app.people.sign_out(&token).await?;
    }
    let mut response = Redirect::to("/").into_response();
    set_cookie(&app, response.headers_mut(), COOKIE, "", 0);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::ours;

    #[test]
    fn one_goes_back_to_our_own_pages_only() {
        assert_eq!(ours("/bureau/sources?x=1"), "/bureau/sources?x=1");
        for other in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "bureau"] {
            assert_eq!(ours(other), "/bureau", "{other}");
        }
    }
}
