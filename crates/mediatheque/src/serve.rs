//! Files, given to whoever has a good link: `GET /contenu/{token}/{path}`.
//!
//! A request is answered only when its link is ours, lives, belongs to the session that asks, and the path is one of its
//! edition. Otherwise not a byte goes out: 403 for a link altered, expired or another's, 404 for what is no link or no
//! file. Files go out as they are kept, a piece at a time, by ranges when asked; documents of books are cleaned first
//! ([`content_package::sanitize`]). Beside the files of an edition stand
//!
//! - `~manifest.json`: its Readium manifest (or its course), whose addresses are paths beside it;
//! - `~positions.json`: the list of positions of that manifest;
//! - `~piste/{id}`: a track of its resource;
//! - `~scorm.js`: the run-time that the pages of a course find as their first script.
//!
//! No upload is ever served as a page of ours: its type comes from our own list, browsers are told not to guess, and each
//! document is put in a sandbox by its policy. Courses run their scripts in an origin of their own, where no cookie and
//! no page of ours can be reached.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use content_package::{Kind, sanitize};
use people::web::Visitor;
use people::{RouteGate, RouteRule};
use serde_json::json;

use crate::content::{Binding, Content, LinkError};
use crate::model::{Edition, Entry};
use crate::store::{editions, tracks};
use crate::{Error, Result};

/// The addresses served here.
pub const ROUTES: &[RouteRule] =
    &[RouteRule { method: "GET", path: "/contenu/{token}/{*path}", gate: RouteGate::Public }];

/// Documents of books: nothing runs, by the sandbox and by the policy; nothing comes from elsewhere. They keep our origin,
/// which without scripts is of no use to them, so that the images of a chapter opened by itself come with the cookie
/// their link is bound to.
const BOOK_POLICY: &str = "sandbox allow-same-origin; default-src 'none'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline' \
    blob:; font-src 'self' data: blob:; media-src 'self' data: blob:; frame-ancestors 'self'";
/// Courses: their scripts run, in an opaque origin.
const COURSE_POLICY: &str = "sandbox allow-scripts allow-forms allow-popups; default-src 'self' data: blob: \
    'unsafe-inline' 'unsafe-eval'; form-action 'none'; base-uri 'self'; frame-ancestors 'self'";
/// Everything else: shown by our players, a page of nothing by itself.
const FILE_POLICY: &str = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; \
    frame-ancestors 'self'";

/// Where the run-time of courses is, beside their files.
const RUN_TIME: &str = "~scorm.js";
/// Changes when what is put in the pages of courses does.
const RUN_TIME_VERSION: u32 = 1;
/// A page of a course beyond this size, in bytes, is served as it is.
const COURSE_PAGE_MOST: i64 = 8 << 20;

/// The routes.
pub fn routes(content: Content) -> Router {
    Router::new().route("/contenu/{token}/{*path}", get(file)).with_state(content)
}

/// `GET /contenu/{token}/{path}`
async fn file(
    State(content): State<Content>,
    Visitor(session): Visitor,
    Path((token, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    let binding = session.as_ref().map(|session| session.binding.as_str());
    let grant = match content.links.verify(&token, binding).await {
        Ok(grant) => grant,
        Err(LinkError::Malformed) => return bare(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::info!(%error, "a link to content was refused");
            return bare(StatusCode::FORBIDDEN);
        }
    };
    let loose = grant.binding == Binding::Life;
    match answer(&content, &grant.edition, &path, loose, &headers).await {
        Ok(response) => response,
        Err(Error::NotFound) => bare(StatusCode::NOT_FOUND),
        Err(error) => failed(&error),
    }
}

async fn answer(
    content: &Content,
    edition: &str,
    path: &str,
    loose: bool,
    headers: &HeaderMap,
) -> Result<Response<Body>> {
    let mut read = content.db.read().await?;
    if path.starts_with('~') {
        let edition = editions::by_id(&mut read, edition).await?;
        if path == RUN_TIME && edition.package == Kind::Scorm {
            let bytes = Bytes::from_static(crate::pages::SCORM_SHIM);
            let tag = crate::content::hash(&bytes);
            return Ok(whole(bytes, "text/javascript; charset=utf-8", &tag, headers));
        }
        return beside(content, &mut read, &edition, path, headers).await;
    }
    let entry = editions::entry(&mut read, edition, path).await?;
    let package = editions::package_of(&mut read, edition).await?;
    drop(read);
    let mut response = match (package, entry.media_type.as_str()) {
        (Kind::Epub, "application/xhtml+xml" | "image/svg+xml") => cleaned(content, &entry, headers, false).await?,
        (Kind::Epub, "text/css") => cleaned(content, &entry, headers, true).await?,
        (Kind::Scorm, "text/html" | "application/xhtml+xml") => course_page(content, &entry, path, headers).await?,
        _ => ranged(content, &entry, headers).await?,
    };
    let policy = match package {
        Kind::Epub => BOOK_POLICY,
        Kind::Scorm => COURSE_POLICY,
        _ => FILE_POLICY,
    };
    set(&mut response, header::CONTENT_SECURITY_POLICY, policy);
    if package == Kind::Scorm && loose {
        // The scripts and fonts of a course ask from an origin that is nobody's.
        set(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    Ok(response)
}

/// What stands beside the files of an edition.
async fn beside(
    content: &Content,
    read: &mut store::Read,
    edition: &Edition,
    path: &str,
    headers: &HeaderMap,
) -> Result<Response<Body>> {
    if let Some(id) = path.strip_prefix("~piste/") {
        let id = id.strip_suffix(".vtt").unwrap_or(id);
        let track = tracks::by_id(read, id).await?;
        if track.resource != edition.resource {
            return Err(Error::NotFound);
        }
        let entry = Entry { path: path.to_owned(), hash: track.hash, size: track.size, media_type: track.media_type };
        let mut response = ranged(content, &entry, headers).await?;
        set(&mut response, header::CONTENT_SECURITY_POLICY, FILE_POLICY);
        return Ok(response);
    }
    // The manifest of a quiz holds its answers.
    if edition.package == Kind::Quiz {
        return Err(Error::NotFound);
    }
    let (value, media_type) = match path {
        "~manifest.json" if edition.package == Kind::Scorm => (edition.manifest.clone(), "application/json"),
        "~manifest.json" => {
            let mut manifest = edition.manifest.clone();
            let kind = "application/webpub+json";
            manifest["links"] = json!([
                { "rel": "self", "href": "~manifest.json", "type": kind },
                { "rel": "http://readium.org/position-list", "href": "~positions.json",
                  "type": "application/vnd.readium.position-list+json" }
            ]);
            (manifest, kind)
        }
        "~positions.json" if edition.package != Kind::Scorm => {
            (content_package::webpub::positions(&edition.manifest), "application/vnd.readium.position-list+json")
        }
        _ => return Err(Error::NotFound),
    };
    let bytes = serde_json::to_vec(&value)?;
    let tag = crate::content::hash(&bytes);
    Ok(whole(bytes.into(), media_type, &tag, headers))
}

/// A document or a style sheet of a book, as it may be shown.
async fn cleaned(content: &Content, entry: &Entry, headers: &HeaderMap, style: bool) -> Result<Response<Body>> {
    let tag = format!("{}-{}", entry.hash, sanitize::VERSION);
    if matches_tag(headers, &tag) {
        return Ok(unchanged(&tag));
    }
    let bytes = content.shelf.read(&entry.hash).await?;
    let path = entry.path.clone();
    // A long chapter takes a while: other requests do not wait for it.
    let cleaned = tokio::task::spawn_blocking(move || -> Result<Vec<u8>> {
        Ok(if style { sanitize::css(&bytes).into_owned() } else { sanitize::document(&path, &bytes)?.into_owned() })
    })
    .await
    .map_err(|error| Error::Disk(std::io::Error::other(error)))??;
    let media_type = format!("{}; charset=utf-8", entry.media_type);
    Ok(whole(cleaned.into(), &media_type, &tag, headers))
}

/// A page of a course with our run-time as its first script: what it would look for in the window above, which its
/// sandbox hides from it.
async fn course_page(content: &Content, entry: &Entry, path: &str, headers: &HeaderMap) -> Result<Response<Body>> {
    let tag = format!("{}-{RUN_TIME_VERSION}", entry.hash);
    if matches_tag(headers, &tag) {
        return Ok(unchanged(&tag));
    }
    if entry.size > COURSE_PAGE_MOST {
        return ranged(content, entry, headers).await;
    }
    let bytes = content.shelf.read(&entry.hash).await?;
    // From the page's folder up to the package's: addresses in the token's folder stay in it.
    let up = "../".repeat(path.matches('/').count());
    let script = format!("<script src=\"{up}{RUN_TIME}\"></script>");
    let at = first_place(&bytes);
    let mut page = Vec::with_capacity(bytes.len() + script.len());
    page.extend_from_slice(&bytes[..at]);
    page.extend_from_slice(script.as_bytes());
    page.extend_from_slice(&bytes[at..]);
    Ok(whole(page.into(), &entry.media_type, &tag, headers))
}

/// Where a script comes before every other: after the tag of `head`, else of `html`, else after the document type.
/// Comments are passed over.
fn first_place(page: &[u8]) -> usize {
    let lower = page.to_ascii_lowercase();
    let find = |from: usize, what: &[u8]| {
        lower[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
    };
    let (mut at, mut best) = (0, 0);
    while let Some(open) = find(at, b"<") {
        if lower[open..].starts_with(b"<!--") {
            match find(open + 4, b"-->") {
                Some(end) => at = end + 3,
                None => break,
            }
            continue;
        }
        let Some(end) = find(open, b">").map(|end| end + 1) else { break };
        let name: &[u8] = &lower[open + 1..];
        let is = |wanted: &[u8]| {
            name.starts_with(wanted) && name.get(wanted.len()).is_some_and(|c| !c.is_ascii_alphanumeric())
        };
        if is(b"head") {
            return end;
        }
        if is(b"html") || is(b"!doctype") || is(b"?xml") {
            best = end;
            at = end;
            continue;
        }
        // The page begins without a head.
        break;
    }
    best
}

/// Bytes in memory, all of them.
fn whole(bytes: Bytes, media_type: &str, tag: &str, headers: &HeaderMap) -> Response<Body> {
    if matches_tag(headers, tag) {
        return unchanged(tag);
    }
    let mut response = Response::new(Body::from(bytes));
    dress(&mut response, media_type, tag);
    response
}

/// A kept file, all of it or the range asked for, a piece at a time.
async fn ranged(content: &Content, entry: &Entry, headers: &HeaderMap) -> Result<Response<Body>> {
    let size = u64::try_from(entry.size).unwrap_or(0);
    if matches_tag(headers, &entry.hash) {
        return Ok(unchanged(&entry.hash));
    }
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    // A range of another version of the file is none of ours (RFC 9110 §13.1.5).
    let same = headers
        .get(header::IF_RANGE)
        .is_none_or(|known| known.to_str().is_ok_and(|known| known == format!("\"{}\"", entry.hash)));
    let range = match asked.filter(|_| same).map(|asked| read_range(asked, size)) {
        None | Some(Ranged::Whole) => None,
        Some(Ranged::Part(from, to)) => Some((from, to)),
        Some(Ranged::Nowhere) => {
            let mut response = bare(StatusCode::RANGE_NOT_SATISFIABLE);
            set(&mut response, header::CONTENT_RANGE, &format!("bytes */{size}"));
            return Ok(response);
        }
    };
    let (from, to) = range.unwrap_or((0, size));
    let body =
        if to > from { Body::from_stream(content.shelf.stream(&entry.hash, from..to).await?) } else { Body::empty() };
    let mut response = Response::new(body);
    dress(&mut response, &entry.media_type, &entry.hash);
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    set(&mut response, header::CONTENT_LENGTH, &(to - from).to_string());
    if range.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        set(&mut response, header::CONTENT_RANGE, &format!("bytes {from}-{}/{size}", to - 1));
    }
    Ok(response)
}

#[derive(Debug, PartialEq, Eq)]
enum Ranged {
    Whole,
    /// From, and the byte after the last.
    Part(u64, u64),
    Nowhere,
}

/// One range of bytes (RFC 9110 §14.1.2). Several, or what is no range, give the whole.
fn read_range(asked: &str, size: u64) -> Ranged {
    let Some(spec) = asked.trim().strip_prefix("bytes=") else { return Ranged::Whole };
    let Some((first, last)) = spec.trim().split_once('-') else { return Ranged::Whole };
    let number = |text: &str| text.trim().parse::<u64>();
    match (first.trim(), last.trim()) {
        ("", "") => Ranged::Whole,
        ("", last) => match number(last) {
            Ok(0) => Ranged::Nowhere,
            Ok(_) if size == 0 => Ranged::Nowhere,
            Ok(length) => Ranged::Part(size.saturating_sub(length), size),
            Err(_) => Ranged::Whole,
        },
        (first, last) => {
            let Ok(first) = number(first) else { return Ranged::Whole };
            let last = match last {
                "" => Ok(u64::MAX),
                last => number(last),
            };
            let Ok(last) = last else { return Ranged::Whole };
            if last < first {
                return Ranged::Whole;
            }
            if first >= size { Ranged::Nowhere } else { Ranged::Part(first, last.min(size - 1) + 1) }
        }
    }
}

fn matches_tag(headers: &HeaderMap, tag: &str) -> bool {
    headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).is_some_and(|known| {
        known
            .split(',')
            .map(|one| one.trim().trim_start_matches("W/").trim_matches('"'))
            .any(|one| one == tag || one == "*")
    })
}

fn unchanged(tag: &str) -> Response<Body> {
    let mut response = bare(StatusCode::NOT_MODIFIED);
    set(&mut response, header::ETAG, &format!("\"{tag}\""));
    response
}

fn dress(response: &mut Response<Body>, media_type: &str, tag: &str) {
    set(response, header::CONTENT_TYPE, media_type);
    set(response, header::ETAG, &format!("\"{tag}\""));
    set(response, header::CACHE_CONTROL, "private, max-age=300");
    set(response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(response, header::REFERRER_POLICY, "no-referrer");
}

fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn failed(error: &Error) -> Response<Body> {
    tracing::error!(%error, "a file could not be given");
    bare(StatusCode::INTERNAL_SERVER_ERROR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_run_time_comes_before_every_script() {
        for (page, at) in [
            ("<!DOCTYPE html><html><head><title>a</title>", "<!DOCTYPE html><html><head>".len()),
            ("<HTML>\n<HEAD lang=x><script>", "<HTML>\n<HEAD lang=x>".len()),
            ("<!-- <head> --><html><body>", "<!-- <head> --><html>".len()),
            ("<html><header>", "<html>".len()),
            ("<script>", 0),
            ("text", 0),
        ] {
            assert_eq!(first_place(page.as_bytes()), at, "{page}");
        }
    }

    #[test]
    fn ranges_are_read_as_they_should() {
        assert_eq!(read_range("bytes=0-99", 1000), Ranged::Part(0, 100));
        assert_eq!(read_range("bytes=990-", 1000), Ranged::Part(990, 1000));
        assert_eq!(read_range("bytes=-10", 1000), Ranged::Part(990, 1000));
        assert_eq!(read_range("bytes=-2000", 1000), Ranged::Part(0, 1000));
        assert_eq!(read_range("bytes=0-5000", 1000), Ranged::Part(0, 1000));
        assert_eq!(read_range("bytes=1000-", 1000), Ranged::Nowhere);
        assert_eq!(read_range("bytes=-0", 1000), Ranged::Nowhere);
        assert_eq!(read_range("bytes=5-2", 1000), Ranged::Whole);
        assert_eq!(read_range("bytes=0-1,5-6", 1000), Ranged::Whole);
        assert_eq!(read_range("pages=0-1", 1000), Ranged::Whole);
        assert_eq!(read_range("bytes=99999999999999999999-", 1000), Ranged::Whole);
    }
}
