//! How the desk answers: a page, a word on the page one goes back to, a fault in the words of whoever meets it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fluent_bundle::FluentArgs;
use serde::Serialize;
use shell::{Flash, FormState, Lang, PageError, Tone, Visit, typography};

use crate::{Error, Web};

/// What a handler of the desk gives.
pub(super) type Page = Result<Response, PageError>;

/// Words outside a template.
pub(super) fn say(web: &Web, lang: Lang, key: &str, args: &[(&'static str, &str)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        match value.parse::<i64>() {
            // A number agrees with its noun.
            Ok(number) => fluent.set(*name, number),
            Err(_) => fluent.set(*name, (*value).to_owned()),
        }
    }
    web.frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// A page with names of people on it: kept by nobody; 422 when what was sent was refused.
pub(super) fn page(web: &Web, visit: &Visit, template: &str, view: &impl Serialize, sound: bool) -> Page {
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = (status, web.frame.render(visit, template, view)?).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}

/// Back to a page with a word of what was done.
pub(super) fn done(web: &Web, visit: &Visit, key: &str, args: &[(&'static str, &str)], to: &str) -> Response {
    Flash { tone: Tone::Done, text: say(web, visit.lang, key, args) }.redirect(&web.frame, to)
}

/// Back to a page with a word of why nothing was done.
pub(super) fn refused(web: &Web, text: String, to: &str) -> Response {
    Flash { tone: Tone::Refused, text }.redirect(&web.frame, to)
}

/// A verb's failure as a page: what is not there is not found, what is our fault is logged.
pub(super) fn fault(error: Error) -> PageError {
    match error {
        Error::NotFound | Error::Programme(programme::Error::NotFound) => PageError::NotFound,
        Error::People(people::Error::NotAllowed) => PageError::Forbidden,
        other => PageError::internal(other),
    }
}

/// A verb's refusal in the words of whoever meets it.
///
/// # Errors
/// What is not theirs to hear, as a page.
pub(super) fn words(web: &Web, lang: Lang, error: Error) -> Result<String, PageError> {
    match &error {
        Error::AboveCap { cap } => Ok(say(web, lang, "box-above-cap", &[("cap", &typography::price(lang, cap.0))])),
        Error::NotEnough { left } => Ok(say(web, lang, "box-not-enough", &[("left", &left.to_string())])),
        Error::Regie(at_till) => match at_till.message() {
            Some(message) => Ok(say(web, lang, message, &[])),
            None => Err(fault(error)),
        },
        other => match other.message() {
            Some(message) => Ok(say(web, lang, message, &[])),
            None => Err(fault(error)),
        },
    }
}

/// A verb's refusal, noted beside its field when it has one; else in words for the whole page.
pub(super) fn noted(web: &Web, lang: Lang, form: &mut FormState, error: Error) -> Result<Option<String>, PageError> {
    match error {
        Error::Field { field, message } => {
            form.fault(&field, message);
            // A field that the page does not show would keep its fault to itself.
            Ok(Some(say(web, lang, message, &[])))
        }
        other => words(web, lang, other).map(Some),
    }
}

/// A verb's refusal as a word on the page one goes back to.
pub(super) fn back(web: &Web, visit: &Visit, error: Error, to: &str) -> Page {
    let text = words(web, visit.lang, error)?;
    Ok(refused(web, text, to))
}
