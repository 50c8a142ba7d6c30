//! Files served beside the pages: styles, scripts, fonts. Each address carries a hash of the content, so that a browser
//! may keep it for ever.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// A file of a wing, embedded in the binary.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name in templates, such as `app.css`. In a style sheet `url(asset:NAME)` stands for another asset.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

pub(crate) struct Assets {
    /// From the name in a template to the address.
    addresses: HashMap<String, String>,
    /// From the last part of the address to the file.
    files: HashMap<String, (HeaderValue, Cow<'static, [u8]>)>,
}

impl Assets {
    pub(crate) fn new() -> Self {
        Self { addresses: HashMap::new(), files: HashMap::new() }
    }

    /// Adds a file. A style sheet must come after the files it points to.
    pub(crate) fn add(&mut self, name: &str, bytes: Cow<'static, [u8]>) {
        let (kind, bytes) = match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "css" => ("text/css; charset=utf-8", self.with_addresses(&bytes)),
            "js" => ("text/javascript; charset=utf-8", bytes),
            "woff2" => ("font/woff2", bytes),
            "svg" => ("image/svg+xml", bytes),
            "png" => ("image/png", bytes),
            "jpg" | "jpeg" => ("image/jpeg", bytes),
            "webmanifest" => ("application/manifest+json", bytes),
            "txt" => ("text/plain; charset=utf-8", bytes),
            _ => ("application/octet-stream", bytes),
        };
        let mut hash = String::new();
        for byte in &Sha256::digest(&bytes)[..6] {
            // Writing to a string cannot fail.
            let _ = write!(hash, "{byte:02x}");
        }
        let served = match name.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
            None => format!("{name}.{hash}"),
        };
        self.addresses.insert(name.to_owned(), format!("/static/{served}"));
        self.files.insert(served, (HeaderValue::from_static(kind), bytes));
    }

    pub(crate) fn address(&self, name: &str) -> Option<&str> {
        self.addresses.get(name).map(String::as_str)
    }

    pub(crate) fn serve(&self, file: &str) -> Response {
        let Some((kind, bytes)) = self.files.get(file) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let headers = [
            (header::CONTENT_TYPE, kind.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        ];
        match bytes {
            Cow::Borrowed(bytes) => (headers, *bytes).into_response(),
            Cow::Owned(bytes) => (headers, bytes.clone()).into_response(),
        }
    }

    fn with_addresses(&self, css: &[u8]) -> Cow<'static, [u8]> {
        let mut css = String::from_utf8_lossy(css).into_owned();
        for (name, address) in &self.addresses {
            css = css.replace(&format!("url(asset:{name})"), &format!("url({address})"));
        }
        Cow::Owned(css.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_points_to_hashed_files() {
        let mut assets = Assets::new();
        assets.add("face.woff2", Cow::Borrowed(b"font"));
        assets.add("app.css", Cow::Borrowed(b"src:url(asset:face.woff2)"));
        let font = assets.address("face.woff2").expect("known").to_owned();
        assert!(font.starts_with("/static/face.") && font.ends_with(".woff2"));
        let css = assets.address("app.css").expect("known").trim_start_matches("/static/");
        let (_, bytes) = &assets.files[css];
        assert_eq!(String::from_utf8_lossy(bytes), format!("src:url({font})"));
        assert_eq!(assets.serve("app.css").status(), StatusCode::NOT_FOUND);
        assert_eq!(assets.serve(css).status(), StatusCode::OK);
    }
}
