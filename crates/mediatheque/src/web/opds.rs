//! The library for reading apps: OPDS 2.0 feeds, and files for whoever may have them.

use access::Verdict;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use content_package::Kind;
use people::web::Visitor;
use people::{Client, Session};
use serde::Serialize;
use shell::{PageError, Visit, parse_pairs};
use store::{Read, new_id};

use super::visitor::Guest;
use super::{Page, Web, fault, home};
use crate::content::{Binding, Grant, links};
use crate::model::{Resource, ResourceKind, ResourceState};
use crate::opds::{self, Words, paths};
use crate::store::{editions, resources};

fn words(web: &Web, visit: &Visit) -> Words {
    let text = |key: &str| web.frame.messages().text(visit.lang, key);
    Words {
        title: text("mediatheque-opds-title"),
        newest: text("mediatheque-opds-new"),
        search: text("mediatheque-filter-words"),
        sign_in: text("mediatheque-opds-auth"),
        card: text("mediatheque-opds-login"),
        pin: text("mediatheque-opds-pin"),
        kinds: ResourceKind::ALL.iter().map(|kind| text(&format!("mediatheque-kind-{}", kind.code()))).collect(),
    }
}

/// What reading apps can read, each with the type of its file.
async fn readable(read: &mut Read) -> Result<Vec<(Resource, String)>, PageError> {
    let mut found = Vec::new();
    for resource in resources::published(read).await.map_err(fault)? {
        if !opds::is_readable(&resource) {
            continue;
        }
        if let Some(edition) = &resource.edition {
            let package = editions::by_id(read, edition).await.map_err(fault)?.package;
            found.push((resource, media_type(package).to_owned()));
        }
    }
    Ok(found)
}

fn media_type(package: Kind) -> &'static str {
    match package {
        Kind::Epub => ::opds::types::EPUB,
        Kind::Comic => "application/vnd.comicbook+zip",
        Kind::Pdf => "application/pdf",
        Kind::Audiobook => "application/audiobook+zip",
        _ => "application/octet-stream",
    }
}

fn json(kind: &'static str, status: StatusCode, value: &impl Serialize) -> Page {
    let body = serde_json::to_string(value)?;
    Ok((status, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, no-cache")], body).into_response())
}

fn feed(value: &::opds::Feed) -> Page {
    json(::opds::types::FEED, StatusCode::OK, value)
}

/// `GET /opds`
pub(crate) async fn start(State(web): State<Web>, visit: Visit) -> Page {
    let found = readable(&mut web.content.db.read().await?).await?;
    let all: Vec<(&Resource, String)> = found.iter().map(|(one, kind)| (one, kind.clone())).collect();
    feed(&opds::root(&all, &web.public_url, &words(&web, &visit)))
}

/// `GET /opds/nouveautes?genre=&page=`
pub(crate) async fn newest(State(web): State<Web>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let asked = Asked::read(query.as_deref());
    let found = readable(&mut web.content.db.read().await?).await?;
    let all: Vec<(&Resource, String)> = found
        .iter()
        .filter(|(one, _)| asked.kind.is_empty() || one.kind.code() == asked.kind)
        .map(|(one, kind)| (one, kind.clone()))
        .collect();
    let words = words(&web, &visit);
    let kept = if asked.kind.is_empty() { String::new() } else { format!("genre={}", links::escape_path(&asked.kind)) };
    let place = ResourceKind::ALL.iter().position(|kind| kind.code() == asked.kind);
    let title = place.map_or(&words.newest, |place| &words.kinds[place]);
    feed(&opds::list(&all, &web.public_url, paths::NEW, &kept, asked.page, title))
}

/// `GET /opds/recherche?query=&page=`
pub(crate) async fn search(State(web): State<Web>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let asked = Asked::read(query.as_deref());
    let sought: Vec<String> = home::fold(&asked.query).split_whitespace().map(str::to_owned).collect();
    let found = readable(&mut web.content.db.read().await?).await?;
    let all: Vec<(&Resource, String)> =
        found.iter().filter(|(one, _)| home::matches(one, &sought)).map(|(one, kind)| (one, kind.clone())).collect();
    let kept = format!("query={}", links::escape_path(&asked.query));
    feed(&opds::list(&all, &web.public_url, paths::SEARCH, &kept, asked.page, &words(&web, &visit).search))
}

#[derive(Default)]
struct Asked {
    query: String,
    kind: String,
    page: usize,
}

impl Asked {
    fn read(query: Option<&str>) -> Asked {
        let mut asked = Asked { page: 1, ..Asked::default() };
        for (name, value) in parse_pairs(query.unwrap_or_default().as_bytes()) {
            match name.as_str() {
                "query" => asked.query = value.chars().take(200).collect(),
                "genre" => asked.kind = value,
                "page" => asked.page = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        asked
    }
}

async fn offered(read: &mut Read, slug: &str) -> Result<Resource, PageError> {
    let found = resources::by_slug(read, slug).await.map_err(fault)?;
    let shown = found.state == ResourceState::Published && opds::is_readable(&found);
    if shown { Ok(found) } else { Err(PageError::NotFound) }
}

/// `GET /opds/publication/{slug}`
pub(crate) async fn publication(State(web): State<Web>, Path(slug): Path<String>) -> Page {
    let mut read = web.content.db.read().await?;
    let found = offered(&mut read, &slug).await?;
    let edition = found.edition.as_deref().ok_or(PageError::NotFound)?;
    let package = editions::by_id(&mut read, edition).await.map_err(fault)?.package;
    let told = opds::publication(&found, &web.public_url, media_type(package));
    json(::opds::types::PUBLICATION, StatusCode::OK, &told)
}

/// `GET /opds/authentification`
pub(crate) async fn authentication(State(web): State<Web>, visit: Visit) -> Page {
    json(::opds::types::AUTHENTICATION, StatusCode::OK, &opds::authentication(&web.public_url, &words(&web, &visit)))
}

/// Answered to an app that has to sign in (Authentication for OPDS 1.0 §2).
fn sign_in_first(web: &Web, visit: &Visit) -> Page {
    let document = opds::authentication(&web.public_url, &words(web, visit));
    let mut response = json(::opds::types::AUTHENTICATION, StatusCode::UNAUTHORIZED, &document)?;
    response
        .headers_mut()
        .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"Beffroi\", charset=\"UTF-8\""));
    Ok(response)
}

/// Who an app speaks for: the browser's session, or a card and its PIN sent with the request (RFC 7617).
async fn signed_in(
    web: &Web,
    visit: &Visit,
    session: Option<Session>,
    headers: &HeaderMap,
    client: &Client,
) -> Result<Result<Option<Session>, Response>, PageError> {
    if session.is_some() {
        return Ok(Ok(session));
    }
    let Some(sent) = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) else {
        return Ok(Ok(None));
    };
    let pair = sent
        .strip_prefix("Basic ")
        .and_then(|sent| base64::engine::general_purpose::STANDARD.decode(sent.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let Some((number, pin)) = pair.as_deref().and_then(|pair| pair.split_once(':')) else {
        return Ok(Err(sign_in_first(web, visit)?));
    };
    match web.people.sign_in_with_card(number, pin, client).await {
        Ok(signed) => {
            let session = web.people.session(&signed.session_token).await?;
            // An app sends its card each time: the session serves this answer only.
            web.people.sign_out(&signed.session_token).await?;
            Ok(Ok(session))
        }
        Err(people::Error::TooManyAttempts { retry_after_s }) => {
            Err(PageError::TooMany { retry_after: u32::try_from(retry_after_s).unwrap_or(u32::MAX) })
        }
        Err(people::Error::BadCredentials | people::Error::CardNumber(_)) => Ok(Err(sign_in_first(web, visit)?)),
        Err(error) => Err(error.into()),
    }
}

/// Asks the door for an app; gives the seat, or the answer to send.
async fn enter(
    web: &Web,
    visit: &Visit,
    session: Option<&Session>,
    found: &Resource,
) -> Result<Result<String, Response>, PageError> {
    let guest = Guest::of(web, visit, session).await?;
    let seat = new_id();
    let entry = access::Entry {
        id: &seat,
        door: &found.door,
        visitor: guest.visitor(),
        session: &guest.session,
        at: web.now(),
    };
    let mut write = web.content.db.write().await?;
    let entered = access::enter(&mut write, &entry, &web.zone).await?;
    write.commit().await?;
    match entered.verdict {
        Verdict::Admitted { .. } => Ok(Ok(seat)),
        _ if session.is_none() => Ok(Err(sign_in_first(web, visit)?)),
        verdict => {
            let said = crate::pages::words::say(&web.frame, visit.lang, &verdict, &web.zone, web.now());
            // RFC 9457: apps show the title and the detail.
            let problem = serde_json::json!({ "title": said.text, "detail": said.todo, "status": 403 });
            Ok(Err(json("application/problem+json", StatusCode::FORBIDDEN, &problem)?))
        }
    }
}

/// `GET /opds/fichier/{slug}`: the file as it came, for what asks for no card.
pub(crate) async fn file(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(slug): Path<String>,
) -> Page {
    let mut read = web.content.db.read().await?;
    let found = offered(&mut read, &slug).await?;
    let edition = found.edition.as_deref().ok_or(PageError::NotFound)?;
    let edition = editions::by_id(&mut read, edition).await.map_err(fault)?;
    drop(read);
    // A file once given cannot be taken back: only what is open to all is given so.
    if !found.open {
        return sign_in_first(&web, &visit);
    }
    if let Err(answer) = enter(&web, &visit, session.as_ref(), &found).await? {
        return Ok(answer);
    }
    let size = u64::try_from(edition.size).unwrap_or_default();
    let body = if size == 0 {
        Body::empty()
    } else {
        Body::from_stream(web.content.shelf.stream(&edition.hash, 0..size).await.map_err(fault)?)
    };
    let extension = edition.file_name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let plain = extension.chars().all(|letter| letter.is_ascii_alphanumeric());
    let name = if plain { format!("{}.{extension}", found.slug) } else { found.slug.clone() };
    let headers = [
        (header::CONTENT_TYPE, media_type(edition.package).to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, body).into_response())
}

/// `GET /opds/lecture/{slug}`: the Readium manifest of what asks for a card, its files under links for a sitting.
pub(crate) async fn manifest(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(slug): Path<String>,
    headers: HeaderMap,
    client: Client,
) -> Page {
    let mut read = web.content.db.read().await?;
    let found = offered(&mut read, &slug).await?;
    let edition = found.edition.as_deref().ok_or(PageError::NotFound)?;
    let edition = editions::by_id(&mut read, edition).await.map_err(fault)?;
    drop(read);
    let session = match signed_in(&web, &visit, session, &headers, &client).await? {
        Ok(session) => session,
        Err(answer) => return Ok(answer),
    };
    let seat = match enter(&web, &visit, session.as_ref(), &found).await? {
        Ok(seat) => seat,
        Err(answer) => return Ok(answer),
    };
    // An app has no cookie of ours: the links live a short while and open this edition only.
    let expires_at_ms = web.now().as_millisecond() + links::LOOSE_LIFE_MS;
    let grant = Grant { edition: edition.id.clone(), seat: Some(seat), binding: Binding::Life, expires_at_ms };
    let prefix = format!("{}{}", web.public_url, web.content.links.address(&grant, ""));
    let mut manifest = edition.manifest;
    absolute(&mut manifest, &prefix);
    let own = format!("{}{}", web.public_url, paths::manifest(&found.slug));
    let kind = if found.kind == ResourceKind::Audiobook { ::opds::types::AUDIOBOOK } else { ::opds::types::WEBPUB };
    manifest["links"] = serde_json::json!([{ "rel": "self", "href": own, "type": kind }]);
    json(kind, StatusCode::OK, &manifest)
}

/// Puts the signed address before each relative address of a manifest.
fn absolute(value: &mut serde_json::Value, prefix: &str) {
    match value {
        serde_json::Value::Array(values) => values.iter_mut().for_each(|value| absolute(value, prefix)),
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    serde_json::Value::String(href) if name == "href" && !href.contains("://") => {
                        *href = format!("{prefix}{href}");
                    }
                    other => absolute(other, prefix),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_address_of_a_manifest_is_signed() {
        let mut manifest = serde_json::json!({
            "metadata": { "title": "href" },
            "readingOrder": [{ "href": "a.xhtml", "alternate": [{ "href": "b.xhtml" }] }],
            "resources": [{ "href": "https://elsewhere.example/c.css" }],
        });
        super::absolute(&mut manifest, "https://x.fr/contenu/t/");
        assert_eq!(manifest["readingOrder"][0]["href"], "https://x.fr/contenu/t/a.xhtml");
        assert_eq!(manifest["readingOrder"][0]["alternate"][0]["href"], "https://x.fr/contenu/t/b.xhtml");
        assert_eq!(manifest["resources"][0]["href"], "https://elsewhere.example/c.css");
        assert_eq!(manifest["metadata"]["title"], "href");
    }
}
