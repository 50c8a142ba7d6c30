//! Opening a title: the door is asked, a seat is taken, and the page in which one reads is given.

use access::Verdict;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use content_package::Kind;
use people::web::Visitor;
use serde_json::Value;
use shell::{PageError, Visit};
use store::new_id;

use super::visitor::Guest;
use super::{Page, Web, fault, learning, office_elsewhere, resource};
use crate::content::{Binding, Grant, links};
use crate::model::{Edition, Resource, ResourceKind, TrackKind};
use crate::pages::reader::{Book, Captions, Chapter, Entry, Film, Listen, Press, Reader};
use crate::pages::{paths, tile};
use crate::store::{editions, positions, tracks};

/// How long a link to a recording lives: it is asked for pieces until the end, breaks included.
const RECORDING_LIFE_MS: i64 = links::LONGEST_LIFE_MS;

/// What a reader's page may run and show. Scripts are those that carry this visit's nonce, and the ones the reader
/// itself makes (`blob:`) to measure and turn pages: none of a book's can run, whatever address it is at. Frames are
/// documents made by the reader (`blob:`) or, for courses, served in a sandbox. Inline styles are the book's.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' blob:; style-src 'self' 'unsafe-inline' blob:; \
         img-src 'self' data: blob:; font-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; \
         frame-src 'self' blob:; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; \
         frame-ancestors 'none'"
    )
}

/// A page under its own policy.
fn under_policy(page: Html<String>, nonce: &str) -> Response {
    let mut response = page.into_response();
    if let Ok(value) = HeaderValue::from_str(&policy(nonce)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
    response
}

/// `GET /mediatheque/{slug}/lire` and its like. Opening may take a view: it is asked by a visitor who follows a link or
/// types the address, never by a page's picture or a browser that fetches ahead.
pub(crate) async fn open(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    let mut read = web.content.db.read().await?;
    let found = resource::seen(&mut read, &slug, session.as_ref()).await?;
    if paths::reader(&found) != visit.path {
        return Ok(Redirect::to(&paths::reader(&found)).into_response());
    }
    let sent = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let ahead = sent("sec-purpose").contains("prefetch") || sent("purpose") == "prefetch";
    let embedded = !matches!(sent("sec-fetch-dest"), "" | "document" | "empty");
    if ahead || embedded {
        return Err(PageError::Forbidden);
    }
    // The vendor's own page asks the door, agreement included: asked here too, one visit would be two uses.
    if let Some(vendor) = found.elsewhere.as_deref().filter(|address| office_elsewhere::at_vendor(address)) {
        return Ok(Redirect::to(vendor).into_response());
    }
    let edition = match &found.edition {
        Some(id) => Some(editions::by_id(&mut read, id).await.map_err(fault)?),
        None if found.elsewhere.is_some() => None,
        None => return Err(PageError::NotFound),
    };
    drop(read);
    let guest = Guest::of(&web, &visit, session.as_ref()).await?;
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
    // A refusal is written down too.
    write.commit().await?;
    if !matches!(entered.verdict, Verdict::Admitted { .. }) {
        return resource::refused(&web, &visit, &guest, session.as_ref(), &found, &entered.verdict).await;
    }
    let Some(edition) = edition else {
        return Ok(Redirect::to(found.elsewhere.as_deref().unwrap_or(paths::HOME)).into_response());
    };
    page(&web, &visit, &guest, &found, &edition, &seat).await
}

/// The address under which an edition's files are served to whoever sits there.
pub(crate) fn prefix(web: &Web, guest: &Guest, edition: &Edition, seat: &str) -> String {
    let (binding, life) = match (&guest.binding, edition.package) {
        // A course's frame has no origin and sends no cookie.
        (_, Kind::Scorm) | (None, _) => (Binding::Life, links::LOOSE_LIFE_MS),
        (Some(binding), Kind::Film | Kind::Audiobook) => (Binding::Session(binding.clone()), RECORDING_LIFE_MS),
        (Some(binding), _) => (Binding::Session(binding.clone()), links::READING_LIFE_MS),
    };
    let expires_at_ms = web.now().as_millisecond() + life;
    let grant = Grant { edition: edition.id.clone(), seat: Some(seat.to_owned()), binding, expires_at_ms };
    web.content.links.address(&grant, "")
}

async fn page(web: &Web, visit: &Visit, guest: &Guest, resource: &Resource, edition: &Edition, seat: &str) -> Page {
    let mut read = web.content.db.read().await?;
    let position = match &guest.account {
        Some(account) => positions::of(&mut read, account, &resource.id).await.map_err(fault)?,
        None => None,
    };
    let nonce = new_id().replace('-', "");
    let own = Reader {
        nonce: nonce.clone(),
        token: visit.form_token(&web.frame),
        title: resource.title.clone(),
        author: tile::by(resource),
        resource: resource.id.clone(),
        back_href: resource.address(),
        prefix: prefix(web, guest, edition, seat),
        hold: Some(format!("/mediatheque/lecture/{seat}/tenir")),
        leave: Some(format!("/mediatheque/lecture/{seat}/partir")),
        save: guest.account.is_some().then(|| format!("{}/position", resource.address())),
        position_at: position.as_ref().map_or(0, |position| position.at_ms),
        position: position.map(|position| position.locator.to_string()),
        open: resource.open,
    };
    let first = edition.manifest["readingOrder"][0]["href"].as_str().unwrap_or_default().to_owned();
    let rights = rights(resource);
    let html = match edition.package {
        Kind::Epub | Kind::Comic => {
            let contents = entries(&edition.manifest["toc"], &own.prefix);
            let contents =
                if contents.is_empty() { entries(&edition.manifest["readingOrder"], &own.prefix) } else { contents };
            let fixed = edition.manifest["metadata"]["presentation"]["layout"] == "fixed"
                || edition.manifest["metadata"]["layout"] == "fixed"
                || resource.kind == ResourceKind::Comic;
            let view = Book { contents, fixed, manifest: edition.manifest.clone(), reader: own };
            web.frame.render(visit, "mediatheque/book.html", &view)?
        }
        Kind::Pdf => web.frame.render(visit, "mediatheque/press.html", &Press { path: first, reader: own })?,
        Kind::Film => {
            let tracks = tracks::of_resource(&mut read, &resource.id).await.map_err(fault)?;
            let mut transcript = Vec::new();
            let shown = tracks
                .iter()
                .find(|track| track.kind == TrackKind::Captions && track.language == visit.lang.code())
                .or_else(|| tracks.iter().find(|track| track.kind == TrackKind::Captions));
            if let Some(track) = shown {
                let bytes = web.content.shelf.read(&track.hash).await.map_err(fault)?;
                transcript = spoken(&String::from_utf8_lossy(&bytes));
            }
            let of = |kind: TrackKind| tracks.iter().filter(move |track| track.kind == kind);
            let captions = of(TrackKind::Captions)
                .chain(of(TrackKind::Subtitles))
                .map(|track| Captions { path: format!("~piste/{}", track.id), lang: track.language.clone() })
                .collect();
            let view = Film {
                path: first,
                poster: paths::poster(resource),
                captions,
                described_path: of(TrackKind::AudioDescription).next().map(|track| format!("~piste/{}", track.id)),
                description: resource.description.clone(),
                rights,
                transcript,
                reader: own,
            };
            web.frame.render(visit, "mediatheque/film.html", &view)?
        }
        Kind::Audiobook => {
            let view = Listen {
                path: first,
                poster: paths::poster(resource),
                chapters: chapters(&edition.manifest),
                description: resource.description.clone(),
                rights,
                reader: own,
            };
            web.frame.render(visit, "mediatheque/listen.html", &view)?
        }
        Kind::Scorm => {
            let view = learning::course(web, visit, &mut read, guest, resource, edition, own).await?;
            web.frame.render(visit, "mediatheque/course.html", &view)?
        }
        Kind::Quiz => {
            drop(read);
            return learning::quiz(web, visit, resource, edition, None);
        }
    };
    Ok(under_policy(html, &nonce))
}

fn rights(resource: &Resource) -> Option<String> {
    let parts: Vec<&str> = resource.attribution.iter().chain(&resource.rights).map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The lines of a table of contents, or of a reading order that has titles.
fn entries(links: &Value, prefix: &str) -> Vec<Entry> {
    let mut lines = Vec::new();
    for (number, link) in (1..).zip(links.as_array().into_iter().flatten()) {
        let href = link["href"].as_str().unwrap_or_default();
        let title = link["title"].as_str().map_or_else(|| number.to_string(), str::to_owned);
        if !href.is_empty() {
            lines.push(Entry {
                title,
                href: href.to_owned(),
                address: format!("{prefix}{href}"),
                children: entries(&link["children"], prefix),
            });
        }
    }
    lines
}

/// The chapters of a recording: its contents, or its files when they have titles.
fn chapters(manifest: &Value) -> Vec<Chapter> {
    let listed = |links: &Value| -> Vec<Chapter> {
        let links: Vec<&Value> = links.as_array().into_iter().flatten().collect();
        (1..)
            .zip(&links)
            .filter_map(|(number, link)| {
                let (path, fragment) = match link["href"].as_str()?.split_once('#') {
                    Some((path, fragment)) => (path, fragment),
                    None => (link["href"].as_str()?, ""),
                };
                let from = fragment.strip_prefix("t=").and_then(|from| from.split(',').next()?.parse::<f64>().ok());
                let length = link["duration"].as_f64().map(|seconds| clock(seconds as u64));
                Some(Chapter {
                    title: link["title"].as_str().map_or_else(|| number.to_string(), str::to_owned),
                    path: path.to_owned(),
                    from: from.unwrap_or_default() as u64,
                    length,
                })
            })
            .collect()
    };
    let chapters = listed(&manifest["toc"]);
    if chapters.is_empty() { listed(&manifest["readingOrder"]) } else { chapters }
}

fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// What captions say, as paragraphs: one for each cue, without times and marks.
fn spoken(vtt: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for block in vtt.replace("\r\n", "\n").split("\n\n") {
        let Some((_, words)) = block.split_once("-->") else { continue };
        let words = words.split_once('\n').map_or("", |(_, words)| words);
        let mut text = String::new();
        let mut inside = false;
        for letter in words.chars() {
            match letter {
                '<' => inside = true,
                '>' if inside => inside = false,
                '\n' => text.push(' '),
                other if !inside => text.push(other),
                _ => {}
            }
        }
        let text =
            text.trim().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}");
        if !text.is_empty() {
            lines.push(text);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_read_as_text() {
        let vtt = "WEBVTT\n\nNOTE a remark\n\n1\n00:00:01.000 --> 00:00:03.000 line:90%\n<v Lapin>Bonjour &amp;\nbienvenue</v>\n\n00:04.000 --> 00:05.000\n[rire]\n";
        assert_eq!(spoken(vtt), ["Bonjour & bienvenue", "[rire]"]);
    }

    #[test]
    fn a_book_cannot_run_its_own_scripts() {
        let policy = policy("n");
        let scripts = policy.split(';').map(str::trim).find(|part| part.starts_with("script-src")).expect("a rule");
        assert_eq!(scripts, "script-src 'nonce-n' blob:");
        assert!(policy.starts_with("default-src 'none'"));
    }

    #[test]
    fn contents_keep_their_shape() {
        let toc = serde_json::json!([{ "href": "a.xhtml", "title": "Un", "children": [{ "href": "a.xhtml#b", "title": "Deux" }] }, { "href": "c.xhtml" }]);
        let lines = entries(&toc, "/contenu/x/");
        assert_eq!((lines.len(), lines[0].children[0].address.as_str()), (2, "/contenu/x/a.xhtml#b"));
        assert_eq!(lines[1].title, "2");
    }

    #[test]
    fn chapters_say_where_they_begin() {
        let manifest = serde_json::json!({ "readingOrder": [{ "href": "1.mp3", "duration": 3725.4 }], "toc": [{ "href": "1.mp3#t=62.5", "title": "Loomings" }] });
        let found = chapters(&manifest);
        assert_eq!((found[0].title.as_str(), found[0].from), ("Loomings", 62));
        let plain = serde_json::json!({ "readingOrder": [{ "href": "1.mp3", "duration": 3725.4 }] });
        assert_eq!(chapters(&plain)[0].length.as_deref(), Some("1:02:05"));
    }
}
