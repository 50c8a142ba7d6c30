//! Printed documents: a typst template and its data, set into a tagged PDF that conforms to PDF/UA-1 (ISO 14289-1), so that
//! a screen reader finds its headings, its order and its language.
//!
//! A room that prints brings its template as text and its data as JSON; nothing else reaches the page. There is no clock, no
//! network, no folder and no font of the machine here: the same template and the same data give the same bytes anywhere.
//!
//! A template begins with `#import "/beffroi.typ": *`, which gives it `data` (the JSON object, with `data.lang` added), the
//! colours, the typefaces, [`sheet`](#the-common-parts) and the other common parts.
//!
//! # The common parts
//! `templates/beffroi.typ`: `sheet` (an A4 page with our letterhead), `bare` (a page of any size without one), `kicker`,
//! `facts`, `symbol` (a machine-readable code, always on white, with its words for who cannot see it).

mod error;
mod fonts;
mod world;

pub use error::Error;

use serde_json::Value;

/// Sets `template` with `data` into a PDF.
///
/// `data` must be a JSON object; `lang` (`fr`, `nl`, `en`) is added to it under the name `lang`, and is the language a screen
/// reader will speak. The template must give a title, as PDF/UA-1 demands; `sheet` and `bare` do.
///
/// # Errors
/// [`Error::Template`] when the template does not compile, with its line; [`Error::Document`] when what it sets cannot be an
/// accessible document (a picture without words, no title…); [`Error::Data`] when the data are not an object.
pub fn pdf(template: &str, data: &Value, lang: &str) -> Result<Vec<u8>, Error> {
    pdf_with(template, data, lang, &[])
}

/// The same, with files the template may read by their names: `("logo.svg", bytes)` is `image("/logo.svg", alt: …)`.
///
/// # Errors
/// Those of [`pdf`].
pub fn pdf_with(template: &str, data: &Value, lang: &str, files: &[(&str, &[u8])]) -> Result<Vec<u8>, Error> {
    let mut data = data.as_object().ok_or(Error::Data)?.clone();
    data.insert("lang".to_owned(), Value::String(lang.to_owned()));
    world::print(template, &Value::Object(data), files)
}
