//! Signing in and out: one page, a card's number or an address with a secret, a link by mail, a passkey.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use fluent_bundle::FluentArgs;
use library_card::cards;
use library_card::typed_day::past_day;
use people::web::{SESSION_COOKIE, cookie, set_cookie, set_session_cookies};
use people::{Client, Error as PeopleError, PasskeyAnswer, SignedIn};
use serde_json::json;
use shell::office::{DemoAccount, SignIn, SignInLink, SignInWay};
use shell::{Flash, FormState, Lang, PageError, SentForm, Tone, Visit, parse_pairs};
use sign_on::outside::{self, our_path as ours};

use super::names::Names;
use crate::app::App;
use crate::commands::{demo, demo_media};

type Page = Result<Response, PageError>;

/// `GET /connexion`: with `encore=1`, also whoever is signed in, for what asks who they are again (a vendor may).
pub(crate) async fn form(State(app): State<App>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let back = pairs.iter().find(|(name, _)| name == "retour").map_or("", |(_, value)| value);
    let back = ours(back).unwrap_or_default().to_owned();
    let again = pairs.iter().any(|(name, value)| name == "encore" && value == "1");
    if let Some(person) = visit.person.as_ref().filter(|_| !again) {
        return Ok(Redirect::to(if back.is_empty() { &person.home } else { &back }).into_response());
    }
    show(&app, &visit, FormState::default(), back).await
}

async fn show(app: &App, visit: &Visit, form: FormState, back: String) -> Page {
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let demo_accounts = if app.web.ground.demo { demo_accounts(app, visit).await? } else { Vec::new() };
    // Whoever is signed in comes here to prove it again: a provider that knows them would prove nothing new.
    let ways = if visit.person.is_none() { outside::ways(&app.sign_on, visit.lang, &back) } else { Vec::new() };
    let ways = ways.into_iter().map(|way| SignInWay { words: way.words, href: way.href }).collect();
    let view = SignIn { form: form.without(&["password"]), back, ways, demo_accounts };
    Ok((status, app.frame.render(visit, "shell/sign_in.html", &view)?).into_response())
}

/// The demonstration's accounts, which anyone may try.
async fn demo_accounts(app: &App, visit: &Visit) -> Result<Vec<DemoAccount>, PageError> {
    let names = Names::read(app, visit).await?;
    let reader = app.frame.messages().text(visit.lang, "sign-in-demo-reader");
    let readers = demo_media::READERS.iter().map(|one| DemoAccount {
        role: format!("{reader}, {} {}", one.given, one.family),
        email: one.card.to_owned(),
        password: demo_media::PIN.to_owned(),
    });
    let staff = names.staff().iter().filter(|member| member.account.demo).filter_map(|member| {
        Some(DemoAccount {
            role: member.grants.iter().map(|grant| names.grant(grant)).collect::<Vec<_>>().join(", "),
            email: member.account.email.clone()?,
            password: demo::PASSWORD.to_owned(),
        })
    });
    Ok(readers.chain(staff).collect())
}

/// `POST /connexion`
pub(crate) async fn sign_in(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    client: Client,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&app.frame, &visit)?;
    let back = ours(form.value("retour")).unwrap_or_default().to_owned();
    // A password may begin or end with a blank: it is taken as typed.
    let secret = form.values.get("password").cloned().unwrap_or_default();
    let named = form.value("email").to_owned();
    let asked = if named.contains('@') {
        app.people.sign_in(&named, &secret, &client).await
    } else {
        let born = past_day(form.value("birth_date"), cards::today(app.db.clock()));
        app.people.sign_in_with_card_born(&named, &secret, born, &client).await
    };
    let fault = match asked {
        Ok(signed_in) => return welcome(&app, &headers, &signed_in, &back).await,
        Err(PeopleError::BadCredentials) => "sign-in-bad",
        Err(PeopleError::CardNumber(_)) => "sign-in-slip",
        Err(PeopleError::BirthDateNeeded) => {
            form.fault("birth_date", "sign-in-birth-needed");
            return show(&app, &visit, form, back).await;
        }
        Err(other) => return Err(refused(other)),
    };
    form.fault("", fault);
    show(&app, &visit, form, back).await
}

fn refused(error: PeopleError) -> PageError {
    match error {
        PeopleError::TooManyAttempts { retry_after_s } => {
            PageError::TooMany { retry_after: u32::try_from(retry_after_s).unwrap_or(u32::MAX) }
        }
        other => PageError::internal(other),
    }
}

/// Hands the new session to the browser and leads where one wanted to go: staff to the office, inhabitants to their card.
/// The session the browser had before ends, whosever it was.
async fn welcome(app: &App, headers: &HeaderMap, signed_in: &SignedIn, back: &str) -> Page {
    if let Some(before) = cookie(headers, SESSION_COOKIE) {
        app.people.sign_out(&before).await?;
    }
    let home = match app.people.session(&signed_in.session_token).await? {
        Some(session) => crate::session::home(&session),
        None => "/",
    };
    let mut response = Redirect::to(if back.is_empty() { home } else { back }).into_response();
    set_session_cookies(response.headers_mut(), signed_in, app.db.clock().now_ms(), app.secure);
    Ok(response)
}

/// `POST /connexion/lien`: the same answer whether the address has an account.
pub(crate) async fn ask_link(State(app): State<App>, visit: Visit, client: Client, sent: SentForm) -> Page {
    let mut form = sent.checked(&app.frame, &visit)?;
    let mut write = app.db.write().await?;
    match app.people.ask_link(&mut write, form.value("link"), &client).await {
        Ok(Some(link)) => {
            let lang = Lang::from_code(&link.account.language).unwrap_or_default();
            let mut words = FluentArgs::new();
            words.set("name", link.account.name.clone());
            words.set("link", format!("{}/connexion/lien/{}", app.web.public_url, link.token));
            let messages = app.frame.messages();
            let letter = mail::Letter {
                to: link.email,
                subject: messages.text(lang, "sign-in-letter-subject"),
                text: messages.format(lang, "sign-in-letter-text", Some(&words)).unwrap_or_default(),
                html: None,
            };
            match mail::post(&mut write, &letter).await {
                Ok(_) | Err(mail::Error::Address) => {}
                Err(other) => return Err(PageError::internal(other)),
            }
        }
        Ok(None) => {}
        Err(PeopleError::InvalidEmail(_)) => {
            drop(write);
            form.fault("link", "staff-email-wrong");
            let back = ours(form.value("retour")).unwrap_or_default().to_owned();
            return show(&app, &visit, form, back).await;
        }
        Err(other) => return Err(refused(other)),
    }
    write.commit().await?;
    let text = app.frame.messages().text(visit.lang, "sign-in-link-sent");
    Ok(Flash { tone: Tone::Note, text }.redirect(&app.frame, "/connexion"))
}

/// `GET /connexion/lien/{token}`: asks before it signs in, because mail programs open links by themselves.
pub(crate) async fn link(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> Page {
    let good = app.people.link_is_good(&token).await?;
    show_link(&app, &visit, &token, good)
}

fn show_link(app: &App, visit: &Visit, token: &str, good: bool) -> Page {
    let view = SignInLink { action: format!("/connexion/lien/{token}"), good };
    let status = if good { StatusCode::OK } else { StatusCode::GONE };
    Ok((status, app.frame.render(visit, "shell/sign_in_link.html", &view)?).into_response())
}

/// `POST /connexion/lien/{token}`
pub(crate) async fn open_link(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(token): Path<String>,
    client: Client,
    sent: SentForm,
) -> Page {
    sent.checked(&app.frame, &visit)?;
    match app.people.sign_in_with_link(&token, &client).await {
        Ok(signed_in) => welcome(&app, &headers, &signed_in, "").await,
        Err(PeopleError::LinkInvalid) => show_link(&app, &visit, &token, false),
        Err(other) => Err(refused(other)),
    }
}

/// `POST /connexion/cle/defi`: what an authenticator must sign.
pub(crate) async fn passkey_challenge(State(app): State<App>, visit: Visit, client: Client, sent: SentForm) -> Page {
    sent.checked(&app.frame, &visit)?;
    let party = people::RelyingParty::of(&app.web.public_url).ok_or(PageError::NotFound)?;
    let challenge = app.people.passkey_challenge(None, &client).await.map_err(refused)?;
    Ok(Json(json!({ "challenge": challenge, "rp": party.id })).into_response())
}

/// `POST /connexion/cle`
pub(crate) async fn passkey(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    client: Client,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&app.frame, &visit)?;
    let party = people::RelyingParty::of(&app.web.public_url).ok_or(PageError::NotFound)?;
    let field = |name: &str| form.value(name).to_owned();
    let answer = PasskeyAnswer {
        id: field("id"),
        client_data: field("client_data"),
        authenticator_data: field("authenticator_data"),
        signature: field("signature"),
        user_handle: Some(field("user_handle")),
    };
    let back = ours(form.value("retour")).unwrap_or_default().to_owned();
    match app.people.sign_in_with_passkey(&party, &answer, &client).await {
        Ok(signed_in) => welcome(&app, &headers, &signed_in, &back).await,
        Err(PeopleError::Passkey(why)) => {
            tracing::info!(why, "a passkey was refused");
            let mut form = FormState::default();
            form.fault("", "sign-in-passkey-refused");
            show(&app, &visit, form, back).await
        }
        Err(other) => Err(refused(other)),
    }
}

/// `POST /deconnexion`
pub(crate) async fn sign_out(State(app): State<App>, visit: Visit, headers: HeaderMap, sent: SentForm) -> Page {
    sent.checked(&app.frame, &visit)?;
    let (mut set, mut to) = (HeaderMap::new(), "/");
    if let Some(token) = cookie(&headers, SESSION_COOKIE) {
        // Where an outside provider opened the session, one may leave it too.
        to = outside::leave(&app.sign_on, &token, &mut set).await?;
        app.people.sign_out(&token).await?;
    }
    let mut response = Redirect::to(to).into_response();
    response.headers_mut().extend(set);
    set_cookie(response.headers_mut(), SESSION_COOKIE, "", 0, app.secure);
    Ok(response)
}
