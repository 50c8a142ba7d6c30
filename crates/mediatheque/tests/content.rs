//! Content comes in, is given to whoever has a good link and to nobody else, and goes with whom it was about.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use mediatheque::content::{Binding, Content, Grant, Shelf};
use mediatheque::ingest::{self, Caption, Depot, Details, Inbox, NewContent, Source, Terms, Waiting};
use mediatheque::model::{CourseState, Position, Resource, ResourceKind, ResourceState, TrackKind};
use mediatheque::store::{editions, intakes, learning, positions, resources, tracks};
use mediatheque::{Error, offering, privacy, records, serve, xapi};
use people::{Account, AccountState, Actor, Session};
use programme::{InstitutionKind, NewInstitution};
use serde_json::{Value, json};
use store::testing::on_both_at;
use store::{Db, MigrationSet, Query, params};
use tower::ServiceExt;

const SETS: [MigrationSet; 4] =
    [people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, mediatheque::MIGRATIONS];
const NOW: &str = "2026-11-23T10:00:00Z";

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/mediatheque").join(name)
}

/// A médiathèque over a database and a folder that vanishes.
struct House {
    content: Content,
    institution: String,
    folder: tempfile::TempDir,
}

impl House {
    async fn open(db: Db) -> House {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::folder(&folder.path().join("contenus")).expect("a shelf");
        let mut write = db.write().await.expect("a writer");
        let institution = programme::institution::declare(
            &mut write,
            &NewInstitution {
                kind: InstitutionKind::Library,
                code: "reseau",
                name: "Le réseau",
                commune: "59350",
                address: None,
                postal_code: None,
                position: None,
                website: None,
                weekly_minutes: None,
                demo: false,
                source: "test",
            },
        )
        .await
        .expect("an institution");
        write.commit().await.expect("kept");
        House { content: Content::open(db, shelf).await.expect("keys"), institution, folder }
    }

    fn db(&self) -> &Db {
        &self.content.db
    }

    fn brings(&self, file_name: &str, source: Source, details: Details) -> NewContent {
        NewContent {
            file_name: file_name.to_owned(),
            source,
            origin: "demonstration",
            actor: Actor::System("test"),
            institution: self.institution.clone(),
            details,
        }
    }

    async fn add(&self, file: &str, details: Details) -> Resource {
        let new = self.brings(file, Source::File(shipped(file)), details);
        ingest::add(&self.content, new).await.expect("taken").resource
    }

    fn router(&self) -> Router {
        serve::routes(self.content.clone()).merge(xapi::routes(self.content.clone(), "https://biblio.example"))
    }

    fn token(&self, resource: &Resource, binding: Binding) -> String {
        let expires_at_ms = self.db().clock().now_ms() + 60_000;
        let edition = resource.edition.clone().expect("something to read");
        self.content.links.sign(&Grant { edition, seat: None, binding, expires_at_ms })
    }

    async fn get(
        &self,
        path: &str,
        session: Option<&Session>,
        headers: &[(&str, &str)],
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::empty()).expect("a request");
        if let Some(session) = session {
            request.extensions_mut().insert(session.clone());
        }
        let response = self.router().oneshot(request).await.expect("answered");
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, 64 << 20).await.expect("whole").to_vec())
    }
}

fn kind(headers: &HeaderMap) -> &str {
    headers[header::CONTENT_TYPE].to_str().expect("text")
}

fn session(name: &str) -> Session {
    Session {
        id: format!("s-{name}"),
        account: Account {
            id: format!("a-{name}"),
            name: name.to_owned(),
            email: None,
            language: "fr".into(),
            state: AccountState::Active,
            demo: false,
            created_at_ms: 0,
        },
        grants: Vec::new(),
        binding: format!("binding-{name}"),
        expires_at_ms: i64::MAX,
        opened_by: people::OpenedBy::Pin,
        began_at_ms: 0,
    }
}

fn bound(session: &Session) -> Binding {
    Binding::Session(session.binding.clone())
}

#[tokio::test]
async fn a_book_comes_in_and_is_read_by_whom_the_door_admitted() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let book = house.add("germinal-zola.epub", Details { publish: true, ..Details::default() }).await;
        assert_eq!(
            (book.slug.as_str(), book.kind, book.state),
            ("germinal", ResourceKind::Book, ResourceState::Published)
        );
        assert_eq!((book.creators[0].name.as_str(), book.year), ("Émile Zola", Some(1885)));

        // The hub knows it: an item, what it is, a door with one licence for members.
        let mut read = house.db().read().await.expect("a snapshot");
        let hub = programme::resource::by_item(&mut read, &book.item).await.expect("known to the hub");
        assert_eq!((hub.address.as_str(), hub.hosted, hub.open), ("/mediatheque/germinal", true, false));
        assert_eq!(hub.authors, ["Émile Zola"]);
        assert!(access::doors::by_id(&mut read, &book.door).await.expect("a door").open);
        let licences = access::licences::of_door(&mut read, &book.door).await.expect("licences");
        assert_eq!(licences.len(), 1);
        assert_eq!(licences[0].audience, access::licences::Audience::Members);
        drop(read);

        // The same file again is the same resource.
        let again = house.brings("autre-nom.epub", Source::File(shipped("germinal-zola.epub")), Details::default());
        let again = ingest::add(&house.content, again).await.expect("known");
        assert!(again.known);
        assert_eq!(again.resource.id, book.id);

        let reader = session("camille");
        let prefix = format!("/contenu/{}", house.token(&book, bound(&reader)));
        let (status, headers, body) = house.get(&format!("{prefix}/~manifest.json"), Some(&reader), &[]).await;
        assert_eq!((status, kind(&headers)), (StatusCode::OK, "application/webpub+json"));
        let manifest: Value = serde_json::from_slice(&body).expect("JSON");
        assert_eq!(manifest["readingOrder"].as_array().expect("a list").len(), 41);
        let (status, _, body) = house.get(&format!("{prefix}/~positions.json"), Some(&reader), &[]).await;
        assert_eq!(status, StatusCode::OK);
        assert!(serde_json::from_slice::<Value>(&body).expect("JSON")["total"].as_u64().expect("a number") > 500);

        let href = manifest["readingOrder"][1]["href"].as_str().expect("an address");
        let (status, headers, body) = house.get(&format!("{prefix}/{href}"), Some(&reader), &[]).await;
        assert_eq!(status, StatusCode::OK);
        assert!(String::from_utf8_lossy(&body).contains("Dans la plaine rase"));
        assert_eq!(headers[header::CONTENT_TYPE], "application/xhtml+xml; charset=utf-8");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(
            policy.starts_with("sandbox allow-same-origin;")
                && policy.contains("default-src 'none'")
                && !policy.contains("script-src")
        );
        let tag = headers[header::ETAG].to_str().expect("text").to_owned();
        let (status, _, body) =
            house.get(&format!("{prefix}/{href}"), Some(&reader), &[("if-none-match", tag.as_str())]).await;
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));

        // Nothing that is not of the edition.
        for path in [
            "META-INF/container.xml",
            "mimetype",
            "../../etc/passwd",
            "OEBPS/%2e%2e/mimetype",
            "OEBPS/nothing",
            "~rien",
        ] {
            let (status, _, body) = house.get(&format!("{prefix}/{path}"), Some(&reader), &[]).await;
            assert_eq!((status, body.len()), (StatusCode::NOT_FOUND, 0), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_altered_expired_or_stolen_gives_not_a_byte() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let book = house.add("germinal-zola.epub", Details::default()).await;
        let comic = house.add("idpf-page-blanche.epub", Details::default()).await;
        let (reader, thief) = (session("camille"), session("voleur"));
        let token = house.token(&book, bound(&reader));
        let at = |token: &str| format!("/contenu/{token}/OEBPS/chap01.xhtml");
        assert_eq!(house.get(&at(&token), Some(&reader), &[]).await.0, StatusCode::OK);

        // Stolen: another session, or none.
        for who in [Some(&thief), None] {
            let (status, _, body) = house.get(&at(&token), who, &[]).await;
            assert_eq!((status, body.len()), (StatusCode::FORBIDDEN, 0));
        }
        // Altered, anywhere.
        for place in (0..token.len()).step_by(7) {
            let mut altered = token.clone().into_bytes();
            altered[place] = if altered[place] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(altered).expect("ASCII");
            if altered == token || !altered.contains('.') {
                continue;
            }
            let (status, _, body) = house.get(&at(&altered), Some(&reader), &[]).await;
            assert!(status == StatusCode::FORBIDDEN || status == StatusCode::NOT_FOUND, "{place}: {status}");
            assert!(body.is_empty());
        }
        // The payload of one under the signature of another.
        let other = house.token(&comic, bound(&reader));
        let mixed = format!(
            "{}.{}",
            other.split('.').next().expect("a payload"),
            token.split('.').nth(1).expect("a signature")
        );
        assert_eq!(house.get(&at(&mixed), Some(&reader), &[]).await.0, StatusCode::FORBIDDEN);
        // A link to one book opens no other.
        let (status, _, _) = house.get(&format!("/contenu/{token}/EPUB/Image/cover.jpg"), Some(&reader), &[]).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        // What was never a link.
        for nothing in ["0", "a.b", &"0".repeat(64), ".", &format!("{}.x", "a".repeat(5000))] {
            let status = house.get(&at(nothing), Some(&reader), &[]).await.0;
            assert!(status == StatusCode::NOT_FOUND || status == StatusCode::FORBIDDEN, "{status}");
        }

        // A new key: what the one before signed stays good; after another, no more.
        house.content.links.rotate().await.expect("rotated");
        assert_eq!(house.get(&at(&token), Some(&reader), &[]).await.0, StatusCode::OK);
        assert_eq!(house.get(&at(&house.token(&book, bound(&reader))), Some(&reader), &[]).await.0, StatusCode::OK);
        // Another node has the keys of before, and reads the new ones when it meets them.
        let fresh = house.token(&book, Binding::Life);
        let node = Content::open(house.db().clone(), house.content.shelf.clone()).await.expect("keys");
        assert!(node.links.verify(&fresh, None).await.is_ok());
        house.content.links.rotate().await.expect("rotated");
        assert_eq!(house.get(&at(&token), Some(&reader), &[]).await.0, StatusCode::FORBIDDEN);
        let newest = house.token(&book, Binding::Life);
        assert!(node.links.verify(&newest, None).await.is_ok());

        // Expired.
        let token = house.token(&book, bound(&reader));
        assert_eq!(house.get(&at(&token), Some(&reader), &[]).await.0, StatusCode::OK);
        house.db().clock().advance(Duration::from_secs(61));
        let (status, _, body) = house.get(&at(&token), Some(&reader), &[]).await;
        assert_eq!((status, body.len()), (StatusCode::FORBIDDEN, 0));
    })
    .await;
}

#[tokio::test]
async fn a_film_is_given_by_ranges_with_its_captions() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let captions = Caption {
            kind: TrackKind::Captions,
            file_name: "carillon.fr.vtt".into(),
            language: "fr".into(),
            label: "Français".into(),
            bytes: std::fs::read(shipped("carillon.fr.vtt")).expect("shipped"),
        };
        let terms =
            Terms { label: "Quatre films par mois".into(), views: Some(4), group: "films".into(), ..Terms::default() };
        let details = Details {
            title: Some("Le carillon".into()),
            captions: vec![captions],
            licences: vec![terms],
            open: false,
            ..Details::default()
        };
        let film = house.add("carillon.mp4", details).await;
        assert_eq!((film.kind, film.state), (ResourceKind::Film, ResourceState::Draft));
        assert!(film.duration_s.is_some_and(|seconds| seconds > 0));
        let reader = session("camille");
        let prefix = format!("/contenu/{}", house.token(&film, bound(&reader)));
        let mut read = house.db().read().await.expect("a snapshot");
        let licences = access::licences::of_door(&mut read, &film.door).await.expect("licences");
        assert_eq!(licences[0].quota.as_ref().map(|quota| quota.views), Some(4));
        let entries =
            editions::entries(&mut read, film.edition.as_deref().expect("an edition")).await.expect("entries");
        let tracks = tracks::of_resource(&mut read, &film.id).await.expect("tracks");
        drop(read);
        let whole = std::fs::read(shipped("carillon.mp4")).expect("shipped");
        let path = format!("{prefix}/{}", content_package::encode_path(&entries[0].path));
        let (status, headers, body) = house.get(&path, Some(&reader), &[]).await;
        assert_eq!((status, body == whole), (StatusCode::OK, true));
        assert_eq!((kind(&headers), headers[header::ACCEPT_RANGES].to_str().expect("text")), ("video/mp4", "bytes"));
        let tag = headers[header::ETAG].to_str().expect("text").to_owned();
        let size = whole.len();
        for (range, from, to) in [
            ("bytes=0-1".to_owned(), 0, 2),
            ("bytes=100-".to_owned(), 100, size),
            ("bytes=-500".to_owned(), size - 500, size),
            (format!("bytes=70000-{}", size * 2), 70_000, size),
        ] {
            let (status, headers, body) = house.get(&path, Some(&reader), &[("range", &range)]).await;
            assert_eq!(status, StatusCode::PARTIAL_CONTENT, "{range}");
            assert_eq!(headers[header::CONTENT_RANGE], format!("bytes {from}-{}/{size}", to - 1));
            assert!(body == whole[from..to], "{range}");
        }
        let (status, headers, body) = house.get(&path, Some(&reader), &[("range", &format!("bytes={size}-"))]).await;
        assert_eq!((status, body.len()), (StatusCode::RANGE_NOT_SATISFIABLE, 0));
        assert_eq!(headers[header::CONTENT_RANGE], format!("bytes */{size}"));
        let same = [("range", "bytes=0-1"), ("if-range", tag.as_str())];
        assert_eq!(house.get(&path, Some(&reader), &same).await.0, StatusCode::PARTIAL_CONTENT);
        let other = [("range", "bytes=0-1"), ("if-range", "\"another\"")];
        let (status, _, body) = house.get(&path, Some(&reader), &other).await;
        assert_eq!((status, body.len()), (StatusCode::OK, size));

        assert_eq!((tracks.len(), tracks[0].kind), (1, TrackKind::Captions));
        let track = format!("{prefix}/~piste/{}", tracks[0].id);
        let (status, headers, body) = house.get(&track, Some(&reader), &[]).await;
        assert_eq!((status, kind(&headers)), (StatusCode::OK, "text/vtt"));
        assert!(body.starts_with(b"WEBVTT"));
        assert_eq!(house.get(&track, None, &[]).await.0, StatusCode::FORBIDDEN);

        // Captions a player would not understand are refused with their line.
        let wrong = Caption {
            bytes: b"WEBVTT\n\n00:01,000 --> 00:02,000\nx".to_vec(),
            kind: TrackKind::Captions,
            file_name: "a.vtt".into(),
            language: "fr".into(),
            label: String::new(),
        };
        let refused = ingest::add_track(&house.content, &film.id, &wrong, &Actor::System("test")).await;
        assert!(refused.expect_err("refused").to_string().starts_with("Ligne 3"));
    })
    .await;
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a name");
        writer.write_all(bytes).expect("in memory");
    }
    writer.finish().expect("a zip").into_inner()
}

#[tokio::test]
async fn scripts_of_books_never_go_out_and_those_of_courses_run_apart() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let container = "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>";
        let opf = "<package unique-identifier=\"i\"><metadata xmlns:dc=\"d\"><dc:title>Piégé</dc:title></metadata><manifest>\
            <item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"s\" href=\"s.svg\" media-type=\"image/svg+xml\"/>\
            <item id=\"c\" href=\"c.css\" media-type=\"text/css\"/><item id=\"j\" href=\"j.js\" media-type=\"text/javascript\"/></manifest>\
            <spine><itemref idref=\"a\"/></spine></package>";
        let page = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><script src=\"j.js\"/></head><body onload=\"x()\"><p>lu</p></body></html>";
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script><circle r=\"1\"/></svg>";
        let css = "@import url(https://evil.example/x.css); p { color: red }";
        let bytes = zip(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", container.as_bytes()),
            ("a.opf", opf.as_bytes()),
            ("a.xhtml", page.as_bytes()),
            ("s.svg", svg.as_bytes()),
            ("c.css", css.as_bytes()),
            ("j.js", b"alert(1)"),
        ]);
        let new = house.brings("piege.epub", Source::Bytes(bytes), Details::default());
        let added = ingest::add(&house.content, new).await.expect("read without its scripts");
        assert!(added.notes.iter().any(|note| note.code == "script"));
        let reader = session("camille");
        let prefix = format!("/contenu/{}", house.token(&added.resource, bound(&reader)));
        for (path, kept) in [("a.xhtml", "<p>lu</p>"), ("s.svg", "<circle r=\"1\"/>"), ("c.css", "p { color: red }")] {
            let (status, headers, body) = house.get(&format!("{prefix}/{path}"), Some(&reader), &[]).await;
            let text = String::from_utf8(body).expect("UTF-8");
            assert_eq!(status, StatusCode::OK);
            assert!(text.contains(kept), "{text}");
            assert!(!text.contains("alert") && !text.contains("x()") && !text.contains("script") && !text.contains("evil"), "{text}");
            assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text").starts_with("sandbox allow-same-origin; default-src 'none'"));
        }
        assert_eq!(house.get(&format!("{prefix}/j.js"), Some(&reader), &[]).await.0, StatusCode::NOT_FOUND);

        let course = house.add("trouver-dans-le-catalogue.zip", Details { open: true, ..Details::default() }).await;
        assert_eq!(course.kind, ResourceKind::Course);
        // A course's frame sends no cookie: its link is bound to its life alone.
        let prefix = format!("/contenu/{}", house.token(&course, Binding::Life));
        let (status, headers, body) = house.get(&format!("{prefix}/index.html"), None, &[]).await;
        let text = String::from_utf8(body).expect("UTF-8");
        assert_eq!(status, StatusCode::OK);
        let first = text.find("<script").expect("a script");
        assert!(text[first..].starts_with("<script src=\"~scorm.js\"></script>"), "the run-time is the first script");
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.starts_with("sandbox allow-scripts") && !policy.contains("allow-same-origin"));
        let (status, headers, _) = house.get(&format!("{prefix}/~scorm.js"), None, &[]).await;
        assert_eq!((status, kind(&headers)), (StatusCode::OK, "text/javascript; charset=utf-8"));
        // Its life is short, whatever was asked.
        let edition = course.edition.clone().expect("an edition");
        let long = Grant { edition, seat: None, binding: Binding::Life, expires_at_ms: i64::MAX };
        let token = house.content.links.sign(&long);
        house.db().clock().advance(Duration::from_secs(11 * 60));
        assert_eq!(house.get(&format!("/contenu/{token}/index.html"), None, &[]).await.0, StatusCode::FORBIDDEN);

        // A quiz gives none of its answers.
        let quiz = b"# Essai\n\n## Deux et deux ?\n= 4\n> Toujours.\n".to_vec();
        let new = house.brings("essai.md", Source::Bytes(quiz), Details::default());
        let quiz = ingest::add(&house.content, new).await.expect("a quiz").resource;
        let token = house.token(&quiz, bound(&reader));
        for path in ["~manifest.json", "essai.md", "~positions.json"] {
            assert_eq!(house.get(&format!("/contenu/{token}/{path}"), Some(&reader), &[]).await.0, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_is_written_down_with_its_reason() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let blanks = vec![0_u8; 32 << 20];
        for (name, bytes, code) in [
            ("bombe.epub", zip(&[("mimetype", b"application/epub+zip"), ("a", &blanks)]), "bomb"),
            ("evade.zip", zip(&[("../../evade", b"x")]), "bad_name"),
            ("lettre.doc", b"\xD0\xCF\x11\xE0".to_vec(), "unknown_format"),
        ] {
            let new = house.brings(name, Source::Bytes(bytes), Details::default());
            assert!(
                matches!(ingest::add(&house.content, new).await, Err(Error::Fault(fault)) if fault.code() == code),
                "{name}"
            );
        }
        let mut read = house.db().read().await.expect("a snapshot");
        let kept = intakes::latest(&mut read, 10).await.expect("intakes");
        let mut codes: Vec<&str> = kept.iter().filter_map(|intake| intake.fault.as_deref()).collect();
        codes.sort_unstable();
        assert_eq!(codes, ["bad_name", "bomb", "unknown_format"]);
        assert!(kept.iter().all(|intake| !intake.accepted && !intake.details.is_empty() && intake.resource.is_none()));
        assert!(resources::all(&mut read).await.expect("none").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_watched_folder_takes_what_stops_growing() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let folder = house.folder.path().join("depot");
        let mut depot = Depot::new(house.content.clone(), folder.clone(), house.institution.clone()).expect("a folder");
        let whole = std::fs::read(shipped("carillon.mp4")).expect("shipped");
        std::fs::write(folder.join("carillon.mp4"), &whole[..1000]).expect("written");
        std::fs::copy(shipped("carillon.fr.vtt"), folder.join("carillon.fr.vtt")).expect("copied");
        let note = "title = \"Le carillon\"\nrights = \"CC BY 4.0\"\npublish = true\n[[captions]]\nfile = \"carillon.fr.vtt\"\nlanguage = \"fr\"\n";
        std::fs::write(folder.join("carillon.mp4.toml"), note).expect("written");
        assert_eq!(depot.look().await.expect("a look").growing, 3);
        std::fs::write(folder.join("carillon.mp4"), &whole).expect("written");
        assert_eq!(depot.look().await.expect("a look").growing, 1);
        let looked = depot.look().await.expect("a look");
        assert_eq!((looked.taken.len(), looked.refused.len()), (1, 0), "{looked:?}");
        let film = &looked.taken[0].1.resource;
        assert_eq!((film.title.as_str(), film.rights.as_deref(), film.state), ("Le carillon", Some("CC BY 4.0"), ResourceState::Published));
        assert_eq!(tracks::of_resource(&mut house.db().read().await.expect("a snapshot"), &film.id).await.expect("tracks").len(), 1);
        for name in ["carillon.mp4", "carillon.fr.vtt", "carillon.mp4.toml"] {
            assert!(folder.join("pris").join(name).is_file() && !folder.join(name).exists(), "{name}");
        }

        std::fs::write(folder.join("faux.epub"), b"PK\x03\x04 not a zip").expect("written");
        std::fs::write(folder.join("mal.pdf"), b"%PDF-1.4").expect("written");
        std::fs::write(folder.join("mal.pdf.toml"), "titre = \"x\"").expect("written");
        depot.look().await.expect("a look");
        let looked = depot.look().await.expect("a look");
        assert_eq!((looked.taken.len(), looked.refused.len()), (0, 2), "{looked:?}");
        assert!(folder.join("refuse/faux.epub.pourquoi.txt").is_file());
        assert!(std::fs::read_to_string(folder.join("refuse/mal.pdf.pourquoi.txt")).expect("a reason").contains("titre"));
    })
    .await;
}

#[tokio::test]
async fn what_was_received_survives_a_stop() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let folder = house.folder.path().join("recus");
        let inbox = Inbox::new(house.content.clone(), folder.clone()).expect("a folder");
        let waiting = Waiting {
            file_name: "germinal.epub".into(),
            account: "a-1".into(),
            institution: house.institution.clone(),
            details: Details::default(),
        };
        let mut part = inbox.begin().await.expect("begun");
        part.write(&std::fs::read(shipped("germinal-zola.epub")).expect("shipped")).await.expect("written");
        inbox.keep(part, &waiting).await.expect("acknowledged");
        // Another was half received when the program stopped.
        let mut half = inbox.begin().await.expect("begun");
        half.write(b"PK\x03\x04").await.expect("written");
        std::mem::forget(half);
        let empty = inbox.begin().await.expect("begun");
        assert!(matches!(inbox.keep(empty, &waiting).await, Err(Error::Fault(content_package::Fault::Empty))));

        let inbox = Inbox::new(house.content.clone(), folder.clone()).expect("a folder");
        assert_eq!(inbox.resume().await.expect("resumed"), 1);
        assert_eq!(inbox.resume().await.expect("resumed"), 0);
        assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 0);
        let all = resources::all(&mut house.db().read().await.expect("a snapshot")).await.expect("resources");
        assert_eq!((all.len(), all[0].title.as_str()), (1, "Germinal"));
    })
    .await;
}

#[tokio::test]
async fn an_erased_reader_leaves_nothing() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let book = house.add("germinal-zola.epub", Details { publish: true, ..Details::default() }).await;
        let reader = session("camille");
        let account = reader.account.id.as_str();
        let now = house.db().clock().now_ms();
        let at = |ms: i64, progression: i64| Position {
            resource: book.id.clone(),
            locator: json!({ "href": "OEBPS/chap01.xhtml", "locations": { "progression": 0.5 } }),
            progression: Some(progression),
            device: "téléphone".into(),
            at_ms: ms,
        };
        let mut write = house.db().write().await.expect("a writer");
        assert!(positions::keep(&mut write, account, &at(now - 1000, 200)).await.expect("kept"));
        // Of two devices the last in time wins, whatever the order of arrival; a clock ahead does not win for ever.
        assert!(!positions::keep(&mut write, account, &at(now - 5000, 900)).await.expect("older"));
        assert!(positions::keep(&mut write, account, &at(now + 9_000_000, 300)).await.expect("kept"));
        assert!(positions::keep(&mut write, account, &at(now, 400)).await.expect("kept"));
        let state = CourseState {
            resource: book.id.clone(),
            activity: "lecon".into(),
            cmi: json!({ "core": {} }),
            status: "passed".into(),
            score: Some(800),
            passed: true,
            at_ms: now,
        };
        learning::keep_state(&mut write, account, &state).await.expect("kept");
        let first = learning::certify(&mut write, account, &book.id, "Germinal", Some(700)).await.expect("earned");
        let better = learning::certify(&mut write, account, &book.id, "Germinal", Some(900)).await.expect("kept");
        let worse = learning::certify(&mut write, account, &book.id, "Germinal", Some(100)).await.expect("kept");
        assert_eq!((&first.id, better.score, worse.score), (&worse.id, Some(900), Some(900)));
        xapi::tell(&mut write, "https://biblio.example", account, xapi::Verb::Passed, &book, Some(900))
            .await
            .expect("told");
        write.commit().await.expect("kept");
        let found = learning::certificate_by_code(
            &mut house.db().read().await.expect("a snapshot"),
            &first.code.to_lowercase(),
        )
        .await;
        assert_eq!(found.expect("found").id, first.id);

        let held = privacy::held(house.db(), account).await.expect("held");
        assert_eq!(held["positions"][0]["progression"], 400);
        assert_eq!(
            (&held["courses"][0]["title"], held["certificates"].as_array().map(Vec::len)),
            (&json!("Germinal"), Some(1))
        );
        assert_eq!(held["xapi_statements"].as_array().map(Vec::len), Some(1));
        assert!(!held["xapi_statements"].to_string().contains(account), "a statement names nobody");

        let mut write = house.db().write().await.expect("a writer");
        privacy::erase(&mut write, account).await.expect("erased");
        write.commit().await.expect("kept");
        let mut read = house.db().read().await.expect("a snapshot");
        for table in store::schema::tables(&mut read)
            .await
            .expect("tables")
            .keys()
            .filter(|name| name.starts_with("mediatheque_"))
        {
            for row in read.all(&format!("SELECT * FROM {table}"), params![]).await.expect("rows") {
                for column in row.columns() {
                    if let Ok(Some(text)) = row.get::<Option<String>>(column) {
                        assert!(!text.contains(account), "{table}.{column}: {text}");
                    }
                }
            }
        }
        assert_eq!(resources::all(&mut read).await.expect("the book stays").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn statements_are_kept_and_given_out() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let reader = session("camille");
        let send = |method: &'static str, path: String, who: Session, body: Value| {
            let router = house.router();
            async move {
                let mut request = Request::builder().method(method).uri(path);
                request = request.header("x-experience-api-version", "1.0.3").header("content-type", "application/json");
                let mut request = request.body(Body::from(body.to_string())).expect("a request");
                request.extensions_mut().insert(who);
                let response = router.oneshot(request).await.expect("answered");
                let status = response.status();
                let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("whole");
                (status, serde_json::from_slice::<Value>(&bytes).unwrap_or_default())
            }
        };
        let statement = |n: u32| json!({
            "actor": { "mbox": "mailto:camille@example.org", "name": "Camille" },
            "verb": { "id": "http://adlnet.gov/expapi/verbs/experienced" },
            "object": { "id": format!("https://biblio.example/cours/{n}") },
        });
        let (status, ids) = send("POST", xapi::PATH.into(), reader.clone(), json!([statement(1), statement(2), statement(3)])).await;
        assert_eq!((status, ids.as_array().map(Vec::len)), (StatusCode::OK, Some(3)));
        let id = ids[0].as_str().expect("an id").to_owned();
        // The same again is no conflict; another under its name is.
        let mut same = statement(1);
        same["id"] = json!(id);
        let at = format!("{}?statementId={id}", xapi::PATH);
        assert_eq!(send("PUT", at.clone(), reader.clone(), same).await.0, StatusCode::NO_CONTENT);
        assert_eq!(send("PUT", at.clone(), reader.clone(), statement(9)).await.0, StatusCode::CONFLICT);
        let (status, one) = send("GET", at.clone(), reader.clone(), Value::Null).await;
        assert_eq!((status, one["object"]["id"].as_str()), (StatusCode::OK, Some("https://biblio.example/cours/1")));
        assert!(!one.to_string().contains("amille"), "the actor is a pseudonym: {one}");
        assert_eq!(send("GET", at, session("autre"), Value::Null).await.0, StatusCode::NOT_FOUND);
        // Page by page.
        let (_, page) = send("GET", format!("{}?limit=2", xapi::PATH), reader.clone(), Value::Null).await;
        assert_eq!(page["statements"].as_array().map(Vec::len), Some(2));
        let more = page["more"].as_str().expect("more").to_owned();
        let (_, page) = send("GET", more, reader.clone(), Value::Null).await;
        assert_eq!((page["statements"].as_array().map(Vec::len), page["more"].as_str()), (Some(1), Some("")));
        let (_, none) = send("GET", xapi::PATH.into(), session("autre"), Value::Null).await;
        assert_eq!(none["statements"].as_array().map(Vec::len), Some(0));
        // Voided: no longer listed, still to be had by name.
        let voiding = json!({ "actor": {}, "verb": { "id": "http://adlnet.gov/expapi/verbs/voided" }, "object": { "objectType": "StatementRef", "id": id } });
        assert_eq!(send("POST", xapi::PATH.into(), reader.clone(), voiding).await.0, StatusCode::OK);
        assert_eq!(send("GET", format!("{}?statementId={id}", xapi::PATH), reader.clone(), Value::Null).await.0, StatusCode::NOT_FOUND);
        assert_eq!(send("GET", format!("{}?voidedStatementId={id}", xapi::PATH), reader.clone(), Value::Null).await.0, StatusCode::OK);
        for wrong in [json!({ "verb": {}, "object": { "id": "a:b" } }), json!("x"), json!({ "verb": { "id": "a:b" }, "object": { "id": "a:b" }, "zz": 1 })] {
            assert_eq!(send("POST", xapi::PATH.into(), reader.clone(), wrong).await.0, StatusCode::BAD_REQUEST);
        }
        let (status, _, _) = house.get(xapi::PATH, Some(&reader), &[]).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "the version is asked for");
    })
    .await;
}

#[tokio::test]
async fn records_for_the_catalogue_describe_what_is_published() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let book = house.add("germinal-zola.epub", Details { publish: true, ..Details::default() }).await;
        let draft = house.add("idpf-page-blanche.epub", Details::default()).await;
        let bytes = records::records(house.db(), "https://biblio.example").await.expect("records");
        let mut reader = marc::Reader::new(&bytes[..], marc::Options::default());
        let mut seen = Vec::new();
        while let Some(delivery) = reader.next().expect("readable") {
            match delivery.outcome {
                marc::Outcome::Record { record, notes } => {
                    assert!(notes.is_empty(), "{notes:?}");
                    seen.push(bibliography::describe_owned(record));
                }
                marc::Outcome::SetAside(reason) => panic!("{reason}"),
            }
        }
        assert_eq!(seen.len(), 1, "a draft is no record");
        let one = &seen[0];
        assert_eq!((one.title.as_str(), one.kind, one.year), ("Germinal", bibliography::Kind::Book, Some(1885)));
        assert_eq!(one.online, ["https://biblio.example/mediatheque/germinal"]);
        assert_eq!(
            (one.languages.as_slice(), one.control_number.as_str()),
            (["fre".to_owned()].as_slice(), book.id.as_str())
        );
        assert_eq!(one.contributors[0].name.family, "Zola");
        assert_eq!(one.holdings[0].branch, records::LIBRARY);

        // Published, withdrawn: the door follows, and the catalogue.
        let mut write = house.db().write().await.expect("a writer");
        let actor = Actor::System("test");
        let shown =
            offering::set_state(&mut write, &draft.id, ResourceState::Published, &actor).await.expect("published");
        offering::set_state(&mut write, &book.id, ResourceState::Withdrawn, &actor).await.expect("withdrawn");
        assert!(access::doors::by_id(&mut write, &shown.door).await.expect("a door").open);
        assert!(!access::doors::by_id(&mut write, &book.door).await.expect("a door").open);
        let revised = offering::revise(
            &mut write,
            &Resource { title: "La page blanche".into(), slug: "germinal".into(), ..shown.clone() },
        )
        .await;
        assert!(matches!(revised, Err(Error::Unfit(_))), "an address taken stays its owner's");
        let revised = offering::revise(&mut write, &Resource { title: "La page blanche".into(), ..shown })
            .await
            .expect("revised");
        assert_eq!(programme::item::by_id(&mut write, &revised.item).await.expect("an item").title, "La page blanche");
        write.commit().await.expect("kept");
        let text = String::from_utf8(records::records(house.db(), "https://biblio.example").await.expect("records"))
            .expect("UTF-8");
        assert!(text.contains("La page blanche") && !text.contains("Germinal"));
    })
    .await;
}

#[tokio::test]
async fn bytes_nothing_stands_for_are_swept() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let comic = house.add("idpf-page-blanche.epub", Details::default()).await;
        let lost = house.content.shelf.put(b"left by a stop".to_vec()).await.expect("put away");
        assert_eq!(house.content.sweep().await.expect("swept"), 0, "too young to go");
        let later = store::Clock::system().now_ms() + 60_000;
        assert_eq!(house.content.sweep_before(later).await.expect("swept"), 1);
        assert!(matches!(house.content.shelf.read(&lost.hash).await, Err(Error::NotFound)));
        // Another file for the same resource: the old one's bytes go, but those both have.
        let new = house.brings("corrige.epub", Source::File(shipped("idpf-sous-le-vent.epub")), Details::default());
        let replaced = ingest::replace(&house.content, &comic.id, new).await.expect("replaced");
        assert_eq!((&replaced.resource.id, replaced.resource.title.as_str()), (&comic.id, comic.title.as_str()));
        assert_ne!(replaced.resource.edition, comic.edition);
        assert_eq!(house.content.sweep_before(later).await.expect("swept"), 0, "former editions are kept");
        let reader = session("camille");
        for resource in [&comic, &replaced.resource] {
            let token = house.token(resource, bound(&reader));
            let status = house.get(&format!("/contenu/{token}/~manifest.json"), Some(&reader), &[]).await.0;
            assert_eq!(status, StatusCode::OK);
        }
    })
    .await;
}

/// Memory held by this process, in bytes.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * 4096
}

/// So many readers of one film at once, each reading slowly; gives by how much memory grew at most, in bytes.
async fn stream_to(readers: usize, film_bytes: u64) -> u64 {
    use futures_util::StreamExt;
    let place = store::testing::SqlitePlace::new();
    let db = Db::open(place.url(), store::Options::default()).await.expect("SQLite");
    db.migrate(&SETS).await.expect("migrated");
    let house = House::open(db).await;
    // A film whose data is as long as asked: the shipped one with a box that players pass over.
    let mut film = std::fs::read(shipped("carillon.mp4")).expect("shipped");
    let path = house.folder.path().join("long.mp4");
    let filler = film_bytes - film.len() as u64;
    film.extend_from_slice(&1_u32.to_be_bytes());
    film.extend_from_slice(b"free");
    film.extend_from_slice(&filler.to_be_bytes());
    let mut file = std::fs::File::create(&path).expect("a file");
    file.write_all(&film).expect("written");
    file.set_len(film.len() as u64 - 16 + filler).expect("sparse");
    drop(file);
    let new = house.brings("long.mp4", Source::File(path), Details::default());
    let resource = ingest::add(&house.content, new).await.expect("taken").resource;
    let entries = editions::entries(
        &mut house.db().read().await.expect("a snapshot"),
        resource.edition.as_deref().expect("an edition"),
    )
    .await
    .expect("entries");
    let size = entries[0].size as u64;
    let path = Arc::new(format!(
        "/contenu/{}/{}",
        house.token(&resource, Binding::Life),
        content_package::encode_path(&entries[0].path)
    ));
    let router = house.router();
    let before = resident();
    let mut tasks = tokio::task::JoinSet::new();
    for reader in 0..readers {
        let (router, path) = (router.clone(), Arc::clone(&path));
        tasks.spawn(async move {
            let from = (reader as u64 * 4096) % size;
            let request = Request::get(path.as_str())
                .header("range", format!("bytes={from}-"))
                .body(Body::empty())
                .expect("a request");
            let response = router.oneshot(request).await.expect("answered");
            assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
            let mut body = response.into_body().into_data_stream();
            let mut read = 0_u64;
            while let Some(piece) = body.next().await {
                read += piece.expect("a piece").len() as u64;
                tokio::task::yield_now().await;
            }
            assert_eq!(read, size - from);
        });
    }
    let mut most = before;
    loop {
        most = most.max(resident());
        tokio::select! {
            done = tasks.join_next() => match done {
                Some(done) => done.expect("read to its end"),
                None => break,
            },
            () = tokio::time::sleep(Duration::from_millis(5)) => {}
        }
    }
    most - before
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_readers_of_a_film_hold_little_memory() {
    let grown = stream_to(40, 24 << 20).await;
    assert!(grown < 48 << 20, "40 readers of 24 MB hold {} MB", grown >> 20);
}

/// `cargo test -p mediatheque --release --test content -- --ignored heavy`
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "streams 40 GB"]
async fn heavy_two_hundred_readers_of_a_film_of_200_mb() {
    let grown = stream_to(200, 200 << 20).await;
    assert!(grown < 96 << 20, "200 readers of 200 MB hold {} MB", grown >> 20);
}

/// Against a server that speaks S3 (moto, MinIO…): `AWS_ENDPOINT=http://127.0.0.1:5555 AWS_ALLOW_HTTP=true
/// AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b BEFFROI_TEST_S3=s3://bucket/prefix cargo test -p mediatheque --features s3`
#[cfg(feature = "s3")]
#[tokio::test]
async fn an_object_store_of_the_s3_kind_holds_what_a_folder_holds() {
    use futures_util::TryStreamExt;
    let Ok(address) = std::env::var("BEFFROI_TEST_S3") else {
        eprintln!("BEFFROI_TEST_S3 is not set: S3 is not tried");
        return;
    };
    let shelf = Shelf::at(&address).expect("a shelf");
    let path = shipped("idpf-page-blanche.epub");
    let bytes = std::fs::read(&path).expect("shipped");
    let kept = shelf.put_file(&path).await.expect("put away");
    assert_eq!(shelf.put_file(&path).await.expect("once"), kept);
    let big: Vec<u8> = (0..12_000_000_u32).map(|n| (n % 251) as u8).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let large = folder.path().join("large");
    std::fs::write(&large, &big).expect("written");
    let in_parts = shelf.put_file(&large).await.expect("put away in parts");
    let range = |hash: String, from: u64, to: u64| {
        let shelf = shelf.clone();
        async move {
            let pieces: Vec<_> =
                shelf.stream(&hash, from..to).await.expect("a stream").try_collect().await.expect("read");
            pieces.concat()
        }
    };
    assert!(range(in_parts.hash.clone(), 6_000_000, 6_000_100).await == big[6_000_000..6_000_100]);
    assert!(range(kept.hash.clone(), 0, kept.size).await == bytes);
    assert!(shelf.read(&kept.hash).await.expect("read") == bytes);
    shelf.delete(&in_parts.hash).await.expect("forgotten");
    assert!(matches!(shelf.read(&in_parts.hash).await, Err(Error::NotFound)));
}
