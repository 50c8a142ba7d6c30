//! A visit through the layer: language, errors, forms, messages, headers.

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode, header};
use axum::response::{Html, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use shell::{Flash, FormState, Frame, PageError, Person, SentForm, Tone, Visit, carry, not_found};
use tower::ServiceExt;

fn server() -> Router {
    let frame = Frame::builder().key([7; 32]).build().expect("sound");
    Router::new()
        .route("/formulaire", get(form))
        .route("/envoi", post(send))
        .route("/casse", get(|| async { Err::<(), _>(PageError::internal("the cause, which stays inside")) }))
        .route("/lent", get(|| async { Err::<(), _>(PageError::TooMany { retry_after: 7 }) }))
        .route("/gros", get(|| async { Err::<(), _>(PageError::TooLarge { limit: 2_000_000 }) }))
        .route("/mien", get(|| async { Err::<(), _>(PageError::SignIn { back: "/bureau?a=b".to_owned() }) }))
        .route("/api/x", get(|| async { (StatusCode::NOT_FOUND, "{}") }))
        .route("/n/{number}", get(|_: axum::extract::Path<u32>| async { "" }))
        .merge(frame.router())
        .fallback(not_found)
        .layer(middleware::from_fn_with_state(frame.clone(), carry))
        .with_state(frame)
}

async fn form(State(frame): State<Frame>, visit: Visit) -> Result<Html<String>, PageError> {
    let view =
        shell::office::SignIn { form: FormState::default(), back: "/".to_owned(), demo_accounts: vec![], ways: vec![] };
    frame.render(&visit, "shell/sign_in.html", &view)
}

async fn send(State(frame): State<Frame>, visit: Visit, form: SentForm) -> Result<Response, PageError> {
    let form = form.checked(&frame, &visit)?;
    let said = Flash { tone: Tone::Done, text: format!("Reçu : {} — ç'est noté", form.value("email")) };
    Ok(said.redirect(&frame, "/formulaire"))
}

async fn ask(request: Request<Body>) -> (StatusCode, axum::http::HeaderMap, String) {
    let response = server().oneshot(request).await.expect("answered");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1_000_000).await.expect("body");
    (parts.status, parts.headers, String::from_utf8_lossy(&bytes).into_owned())
}

fn page(path: &str) -> axum::http::request::Builder {
    Request::get(path).header(header::ACCEPT, "text/html")
}

fn none() -> Body {
    Body::empty()
}

fn cookies(headers: &axum::http::HeaderMap) -> Vec<String> {
    headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_language_asked_for_is_kept() {
    let (_, headers, html) = ask(page("/accessibilite?lang=nl").body(none()).expect("request")).await;
    assert!(html.contains("<html lang=\"nl\""));
    assert!(cookies(&headers)[0].starts_with("beffroi_lang=nl; Path=/; HttpOnly; SameSite=Lax"));
    let next = page("/accessibilite").header(header::COOKIE, "a=b; beffroi_lang=nl");
    let (_, headers, html) = ask(next.body(none()).expect("request")).await;
    assert!(html.contains("<html lang=\"nl\"") && cookies(&headers).is_empty());
    let english = page("/accessibilite").header(header::ACCEPT_LANGUAGE, "en-GB,en;q=0.9");
    assert!(ask(english.body(none()).expect("request")).await.2.contains("<html lang=\"en\""));
}

#[tokio::test]
async fn errors_are_said_in_the_visitors_words_and_keep_their_causes() {
    let (status, headers, html) = ask(page("/rien?lang=en").body(none()).expect("request")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(html.contains("This page does not exist"));
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text").contains("script-src 'self'"));

    let (status, _, html) = ask(page("/casse").body(none()).expect("request")).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(html.contains("donnez cette référence") && !html.contains("stays inside"));

    let (status, headers, html) = ask(page("/lent").body(none()).expect("request")).await;
    assert_eq!((status, headers[header::RETRY_AFTER].to_str().expect("text")), (StatusCode::TOO_MANY_REQUESTS, "7"));
    assert!(html.contains("Attendez 7 secondes"));

    let (status, _, html) = ask(page("/gros").body(none()).expect("request")).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(html.contains("2\u{a0}Mo"));
}

#[tokio::test]
async fn what_axum_refuses_itself_is_a_page_too_but_not_for_machines() {
    let (status, _, html) = ask(page("/n/abc").body(none()).expect("request")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(html.contains("pas compris"));
    let (_, _, text) = ask(Request::get("/api/x").body(none()).expect("request")).await;
    assert_eq!(text, "{}");
}

#[tokio::test]
async fn who_must_sign_in_comes_back_where_they_were() {
    let (status, headers, _) = ask(page("/mien").body(none()).expect("request")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(headers[header::LOCATION], "/connexion?retour=/bureau%3Fa%3Db");
}

#[tokio::test]
async fn a_form_works_in_the_hands_it_was_given_to_and_the_answer_is_said_once() {
    let (_, headers, html) = ask(page("/formulaire").body(none()).expect("request")).await;
    let cookie = cookies(&headers).remove(0);
    let cookie = cookie.split(';').next().expect("pair").to_owned();
    assert!(cookie.starts_with("beffroi_form="));
    let token = html.split("name=\"form_token\" value=\"").nth(1).expect("a token");
    let token = token.split('"').next().expect("a token");
    let body = format!("form_token={token}&email=a%40b.fr");
    let send = |cookie: &str, body: String| {
        Request::post("/envoi")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "text/html")
            .body(Body::from(body))
            .expect("request")
    };

    let (status, headers, _) = ask(send(&cookie, body.clone())).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let said = cookies(&headers).remove(0);
    let said = said.split(';').next().expect("pair").to_owned();

    let shown = page("/formulaire").header(header::COOKIE, format!("{cookie}; {said}"));
    let (_, headers, html) = ask(shown.body(none()).expect("request")).await;
    assert!(html.contains("Reçu : a@b.fr — ç&#39;est noté"), "{html}");
    assert!(
        cookies(&headers).iter().any(|cookie| cookie.starts_with("beffroi_said=;") && cookie.contains("Max-Age=0"))
    );

    let forged = format!("beffroi_said={}00", said.trim_start_matches("beffroi_said="));
    let (_, _, html) = ask(page("/formulaire").header(header::COOKIE, forged).body(none()).expect("request")).await;
    assert!(!html.contains("Reçu"));

    for (cookie, body) in [
        ("beffroi_form=00000000000000000000000000000000", body.clone()),
        (cookie.as_str(), "email=a%40b.fr".to_owned()),
        (cookie.as_str(), body.replacen("form_token=", "form_token=0", 1)),
    ] {
        let (status, _, html) = ask(send(cookie, body)).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(html.contains("a expiré"));
    }
}

#[tokio::test]
async fn files_are_kept_for_ever_by_browsers() {
    let (_, _, html) = ask(page("/accessibilite").body(none()).expect("request")).await;
    for kind in ["woff2", "css", "js"] {
        let address = html
            .split(['"', '\''])
            .find(|text| text.starts_with("/static/") && text.ends_with(kind))
            .expect("an address");
        let (status, headers, _) = ask(Request::get(address).body(none()).expect("request")).await;
        assert_eq!(status, StatusCode::OK, "{address}");
        assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    }
    let (status, _, _) = ask(Request::get("/static/beffroi.css").body(none()).expect("request")).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "an address without its hash would be kept wrongly");
}

#[tokio::test]
async fn a_session_binds_its_forms() {
    let frame = Frame::builder().key([7; 32]).build().expect("sound");
    let mut visit = Visit::new(shell::Lang::Fr, "/");
    visit.person = Some(Person {
        name: "Claire".to_owned(),
        home: "/bureau".to_owned(),
        office: vec![],
        binding: "session-1".to_owned(),
    });
    let token = visit.form_token(&frame);
    assert!(visit.check_form(&frame, &token).is_ok());
    let mut other = visit.clone();
    other.person.as_mut().expect("signed in").binding = "session-2".to_owned();
    assert!(matches!(other.check_form(&frame, &token), Err(PageError::StaleForm)));
}
