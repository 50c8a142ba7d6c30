//! The médiathèque as its readers and librarians meet it: over its addresses, on both databases.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use access::{Entry, Right, RightKind, RightScope, RightState, Visitor, rights, waiting};
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName};
use axum::http::request::Builder;
use mediatheque::content::{Content, Shelf};
use mediatheque::editorial::{ProposalState, Selection, SelectionItem, proposals, selections};
use mediatheque::ingest::{self, Details, NewContent, Source, Terms};
use mediatheque::model::{Resource, ResourceKind};
use mediatheque::web::Web;
use people::testing::{self, Answer, Browser, PASSWORD, Site};
use people::{Actor, Client, Grant, NewAccount, Role, Scope};
use programme::{InstitutionKind, NewInstitution, institution};
use shell::Frame;
use store::Db;
use store::testing::on_both_at;

const SETS: &[store::MigrationSet] =
    &[programme::MIGRATIONS, people::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, mediatheque::MIGRATIONS];
const AT: &str = "2026-11-23T08:00:00Z";
const ACTOR: Actor = Actor::System("test");
const EPUB: &[u8] = include_bytes!("../../../data/mediatheque/germinal-zola.epub");
const QUIZ: &str = "# Les beffrois\n\n> Deux questions.\n\n## Où est le beffroi le plus haut ?\n- [ ] Douai\n- [x] Lille\n> Il a 104 mètres.\n\n## Que sonne-t-il ?\n= les heures\n";

struct House {
    db: Db,
    web: Web,
    content: Content,
    institution: String,
    site: Site,
    _folder: tempfile::TempDir,
}

impl House {
    async fn open(db: Db) -> House {
        let mut write = db.write().await.unwrap();
        let institution = institution::declare(
            &mut write,
            &NewInstitution {
                kind: InstitutionKind::Library,
                code: "lille",
                name: "Médiathèque Jean Lévy",
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
        .unwrap();
        write.commit().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let content = Content::open(db.clone(), Shelf::folder(folder.path()).unwrap()).await.unwrap();
        let frame = Frame::builder()
            .wing(mediatheque::pages::WING)
            .wing(access::WING)
            .nav(mediatheque::pages::nav())
            .build()
            .unwrap();
        let people = testing::people(&db);
        let web = Web::new(content.clone(), people.clone(), frame.clone(), "https://culture.example.org");
        let pages = mediatheque::web::routes(web.clone())
            .merge(mediatheque::serve::routes(content.clone()))
            .fallback(shell::not_found);
        let site = Site::new(pages, &frame, &people, "/ma-carte");
        House { db, web, content, institution, site, _folder: folder }
    }

    async fn add(&self, file_name: &str, bytes: &[u8], details: Details) -> Resource {
        let new = NewContent {
            file_name: file_name.into(),
            source: Source::Bytes(bytes.to_vec()),
            origin: "demonstration",
            actor: ACTOR,
            institution: self.institution.clone(),
            details: Details { publish: true, ..details },
        };
        ingest::add(&self.content, new).await.unwrap().resource
    }

    async fn open_book(&self) -> Resource {
        self.add("germinal.epub", EPUB, Details { open: true, slug: Some("germinal".into()), ..Details::default() })
            .await
    }

    /// Someone signed in, with a card.
    async fn reader(&self, email: &str, grants: Vec<Grant>) -> Browser {
        self.member(email, grants).await;
        self.signed_in(email).await
    }

    /// The account of someone with a card.
    async fn member(&self, email: &str, grants: Vec<Grant>) -> String {
        let new = NewAccount { name: "Ada Lecourt", email, language: "fr", password: PASSWORD, grants, demo: false };
        let account = self.web.people.create_account(&ACTOR, new).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        let card = Right {
            id: String::new(),
            kind: RightKind::LibraryCard,
            holder: Some(account.clone()),
            scope: RightScope::Everywhere,
            valid_from: "2026-01-01T00:00:00Z".parse().unwrap(),
            valid_until: None,
            quota: None,
            admits: 1,
            state: RightState::Active,
        };
        rights::issue(&mut write, &card).await.unwrap();
        write.commit().await.unwrap();
        account
    }

    async fn signed_in(&self, email: &str) -> Browser {
        let client = Client { ip: None, device: None, agent: "test".into() };
        let signed = self.web.people.sign_in(email, PASSWORD, &client).await.unwrap();
        Browser::signed_in(&signed.session_token)
    }

    fn app(&self, reader: Option<&Browser>) -> App {
        App { site: self.site.clone(), browser: reader.cloned().unwrap_or_default() }
    }
}

/// The server as one browser sees it.
struct App {
    site: Site,
    browser: Browser,
}

impl App {
    async fn get(&self, path: &str) -> Answer {
        self.site.get(&self.browser, path).await
    }

    /// Asks for a page in another way than a link does.
    async fn asks(&self, request: Builder) -> Answer {
        self.site.ask(&self.browser, request.body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, token: &str, body: &str) -> Answer {
        self.site.send_written(&self.browser, path, format!("form_token={token}&{body}")).await
    }
}

/// The value of an attribute of the page.
fn attribute(page: &Answer, name: &str) -> String {
    let (_, rest) = page.text.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("no {name}: {}", page.text));
    rest.split('"').next().unwrap().replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

/// A header; empty when it is not there.
fn header(answer: &Answer, name: HeaderName) -> &str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_book_is_read_at_the_place_where_it_was_left() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.open_book().await;
        let ada = house.reader("ada@example.org", Vec::new()).await;
        let app = house.app(Some(&ada));
        let page = app.get("/mediatheque/germinal/lire").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let policy = header(&page, CONTENT_SECURITY_POLICY);
        assert!(policy.contains("script-src 'nonce-") && !policy.contains("script-src 'self'"));
        assert!(!page.text.contains("data-position="));
        assert!(page.text.contains("<noscript>"), "without scripts the contents lead to each chapter");

        // The links to its chapters are good for this session, and for no other.
        let prefix = attribute(&page, "data-prefix");
        let manifest: serde_json::Value = {
            let (_, rest) = page.text.split_once("id=\"manifest\">").unwrap();
            serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()
        };
        let first = manifest["readingOrder"][0]["href"].as_str().unwrap();
        assert_eq!(app.get(&format!("{prefix}{first}")).await.status, StatusCode::OK);
        assert_eq!(house.app(None).get(&format!("{prefix}{first}")).await.status, StatusCode::FORBIDDEN);

        let token = attribute(&page, "data-token");
        let locator = r#"{"href":"OEBPS/chap02.xhtml","type":"application/xhtml+xml","locations":{"progression":0.4}}"#;
        let sent = format!("locator={}&at=1795420000000&progress=0.058", urlencode(locator));
        let kept = app.post("/mediatheque/germinal/position", &token, &sent).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.text);
        assert_eq!(
            app.post("/mediatheque/germinal/position", "forged.token", &sent).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            app.post("/mediatheque/germinal/position", &token, "locator=no&at=1").await.status,
            StatusCode::BAD_REQUEST
        );

        let again = house.app(Some(&ada)).get("/mediatheque/germinal/lire").await;
        let position: serde_json::Value = serde_json::from_str(&attribute(&again, "data-position")).unwrap();
        assert_eq!(position["locations"]["progression"], 0.4);
        let mine = house.app(Some(&ada)).get("/ma-carte/mediatheque").await;
        assert!(mine.text.contains("6\u{a0}%") || mine.text.contains("6 %"), "{}", mine.text);
        let home = house.app(Some(&ada)).get("/mediatheque").await;
        assert!(home.text.contains("id=\"resume\""));

        let app = house.app(Some(&ada));
        let token = app.get("/ma-carte/mediatheque").await.token();
        assert_eq!(app.post("/mediatheque/germinal/oublier", &token, "").await.status, StatusCode::SEE_OTHER);
        assert!(!house.app(Some(&ada)).get("/mediatheque/germinal/lire").await.text.contains("data-position="));
    })
    .await;
}

#[tokio::test]
async fn the_seat_is_kept_given_back_and_nobody_elses() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let one = Terms { label: "Une place".into(), seats: Some(1), ..Terms::default() };
        let details = Details { slug: Some("germinal".into()), licences: vec![one], ..Details::default() };
        house.add("germinal.epub", EPUB, details).await;
        let (ada, nino) =
            (house.reader("ada@example.org", Vec::new()).await, house.reader("nino@example.org", Vec::new()).await);
        let (hers, his) = (house.app(Some(&ada)), house.app(Some(&nino)));
        let page = hers.get("/mediatheque/germinal/lire").await;
        let (hold, leave, token) =
            (attribute(&page, "data-hold"), attribute(&page, "data-leave"), attribute(&page, "data-token"));

        let refused = his.get("/mediatheque/germinal/lire").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.text.contains("Toutes les places sont prises"), "{}", refused.text);
        let his_token = refused.token();
        assert_eq!(his.post(&hold, &his_token, "").await.status, StatusCode::FORBIDDEN, "her seat is not his");
        let joined = his.post("/mediatheque/germinal/attente", &his_token, "").await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);

        let held = hers.post(&hold, &token, "").await;
        assert_eq!(held.status, StatusCode::OK, "{}", held.text);
        let held: serde_json::Value = serde_json::from_str(&held.text).unwrap();
        assert!(held["prefix"].as_str().unwrap().starts_with("/contenu/"));
        assert_eq!(hers.post(&leave, &token, "").await.status, StatusCode::NO_CONTENT);
        let gone = hers.post(&hold, &token, "").await;
        assert_eq!(gone.status, StatusCode::CONFLICT, "{}", gone.text);
        assert!(gone.text.contains("Votre place est gardée"));

        // The seat is kept for him, and he is written to.
        let letters = mail::waiting_for(&mut house.db.read().await.unwrap(), "nino@example.org").await.unwrap();
        assert_eq!(letters.len(), 1);
        assert!(letters[0].1.contains("/mediatheque/germinal"), "{}", letters[0].1);
        assert!(his.get("/ma-carte/mediatheque").await.text.contains("votre tour"));
        assert_eq!(his.get("/mediatheque/germinal/lire").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn one_address_no_letter_can_go_to_holds_up_nobodys_turn() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let mut doors = Vec::new();
        for (name, bytes) in [("germinal.epub", EPUB), ("beffrois.md", QUIZ.as_bytes())] {
            let one = Terms { label: "Une place".into(), seats: Some(1), ..Terms::default() };
            let details = Details { licences: vec![one], ..Details::default() };
            doors.push(house.add(name, bytes, details).await.door);
        }
        // Ada takes both seats; two others wait, one at each door, the first under an address that is none.
        let now = house.db.clock().now();
        let zone = access::local_zone();
        let visitor = |account| Visitor { account, age_years: Some(30), commune: None, library: None };
        let ada = house.member("ada@example.org", Vec::new()).await;
        let marie = house.member("marie..dupont@exemple.fr", Vec::new()).await;
        let nino = house.member("nino@example.org", Vec::new()).await;
        let mut write = house.db.write().await.unwrap();
        for (door, waiter) in doors.iter().zip([&marie, &nino]) {
            let id = store::new_id();
            let entry = Entry { id: &id, door, visitor: Some(visitor(&ada)), session: "ada", at: now };
            access::enter(&mut write, &entry, &zone).await.unwrap();
            waiting::join(&mut write, door, &visitor(waiter), now, &zone).await.unwrap();
        }
        write.commit().await.unwrap();
        house.db.clock().advance(Duration::from_secs(24 * 3600));
        mediatheque::web::pass_turns(&house.web).await.unwrap();
        let (mut read, now) = (house.db.read().await.unwrap(), house.db.clock().now());
        for (door, waiter) in doors.iter().zip([&marie, &nino]) {
            let place = waiting::place(&mut read, door, waiter, now).await.unwrap().unwrap();
            assert!(place.offered_until.is_some(), "{place:?}");
        }
        assert_eq!(mail::waiting_for(&mut read, "nino@example.org").await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_fifth_film_is_refused_with_the_date_it_will_work() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let four =
            || Terms { label: "Quatre par mois".into(), views: Some(4), group: "films".into(), ..Terms::default() };
        for number in 1..=5 {
            let quiz = QUIZ.replace("Les beffrois", &format!("Titre {number}"));
            let details =
                Details { slug: Some(format!("titre-{number}")), licences: vec![four()], ..Details::default() };
            house.add(&format!("{number}.md"), quiz.as_bytes(), details).await;
        }
        let ada = house.reader("ada@example.org", Vec::new()).await;
        let app = house.app(Some(&ada));
        let visitor = house.app(None).get("/mediatheque/titre-1").await;
        assert!(visitor.text.contains("Il faut la carte"), "{}", visitor.text);
        assert!(visitor.text.contains("/connexion?retour="));
        assert_eq!(house.app(None).get("/mediatheque/titre-1/suivre").await.status, StatusCode::FORBIDDEN);
        for number in 1..=4 {
            // Looking at the page takes nothing; a browser that fetches ahead takes nothing.
            let page = app.get(&format!("/mediatheque/titre-{number}")).await;
            assert!(page.text.contains("/suivre"), "{}", page.text);
            let ahead = Request::get(format!("/mediatheque/titre-{number}/suivre")).header("sec-purpose", "prefetch");
            assert_eq!(app.asks(ahead).await.status, StatusCode::FORBIDDEN);
            let opened = app.get(&format!("/mediatheque/titre-{number}/suivre")).await;
            assert_eq!(opened.status, StatusCode::OK, "{}", opened.text);
        }
        let fifth = app.get("/mediatheque/titre-5/suivre").await;
        assert_eq!(fifth.status, StatusCode::FORBIDDEN);
        assert!(fifth.text.contains("les 4 titres"), "{}", fifth.text);
        assert!(fifth.text.contains("1er\u{a0}déc."), "{}", fifth.text);
        // What was opened stays open.
        assert_eq!(app.get("/mediatheque/titre-2/suivre").await.status, StatusCode::OK);
        house.db.clock().advance(Duration::from_secs(9 * 24 * 3600));
        let ada = house.signed_in("ada@example.org").await;
        assert_eq!(house.app(Some(&ada)).get("/mediatheque/titre-5/suivre").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_quiz_is_marked_by_the_server_and_earns_a_certificate() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let everyone = Terms { label: "Libre".into(), everyone: true, ..Terms::default() };
        let details =
            Details { slug: Some("beffrois".into()), open: true, licences: vec![everyone], ..Details::default() };
        house.add("beffrois.md", QUIZ.as_bytes(), details).await;
        let ada = house.reader("ada@example.org", Vec::new()).await;
        let app = house.app(Some(&ada));
        let page = app.get("/mediatheque/beffrois/suivre").await;
        assert!(!page.text.contains("104 mètres"), "answers are not sent before they are asked for");
        let token = page.token();
        let wrong = app.post("/mediatheque/beffrois/suivre", &token, "q1=1&q2=rien").await;
        assert!(wrong.text.contains("0 point sur 2") && wrong.text.contains("104 mètres"), "{}", wrong.text);
        assert!(!wrong.text.contains("/mediatheque/certificat/"));
        let right = app.post("/mediatheque/beffrois/suivre", &token, "q1=2&q2=Les+Heures").await;
        assert!(right.text.contains("Réussi"), "{}", right.text);
        let (_, rest) = right.text.split_once("/mediatheque/certificat/").expect("a certificate");
        let address = format!("/mediatheque/certificat/{}", rest.split('"').next().unwrap());
        assert!(app.get(&address).await.text.contains("certificate-name\">Ada Lecourt"));
        let checked = house.app(None).get(&address).await;
        assert!(checked.status == StatusCode::OK && !checked.text.contains("Ada"), "whoever checks it learns no name");
        assert_eq!(house.app(None).get("/mediatheque/certificat/AAAABBBBCCCC").await.status, StatusCode::NOT_FOUND);

        let visitor = house.app(None);
        let token = visitor.get("/mediatheque/beffrois/suivre").await.token();
        let anonymous = visitor.post("/mediatheque/beffrois/suivre", &token, "q1=2&q2=les+heures").await;
        assert!(anonymous.text.contains("Réussi") && anonymous.text.contains("Identifiez-vous"), "{}", anonymous.text);
    })
    .await;
}

#[tokio::test]
async fn reading_apps_browse_and_must_sign_in_for_what_asks_for_a_card() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.open_book().await;
        let members = Details { slug: Some("page-blanche".into()), ..Details::default() };
        house.add("page.epub", include_bytes!("../../../data/mediatheque/idpf-page-blanche.epub"), members).await;
        let app = house.app(None);
        for path in ["/opds", "/opds/nouveautes", "/opds/recherche?query=zola", "/opds/nouveautes?genre=book&page=1"] {
            let feed = app.get(path).await;
            assert_eq!((feed.status, header(&feed, CONTENT_TYPE)), (StatusCode::OK, "application/opds+json"), "{path}");
            let value: serde_json::Value = serde_json::from_str(&feed.text).unwrap();
            assert_eq!(opds::faults(&value), Vec::<String>::new(), "{path}: {}", feed.text);
        }
        let found: serde_json::Value = serde_json::from_str(&app.get("/opds/recherche?query=ZOLA").await.text).unwrap();
        assert_eq!(found["publications"].as_array().unwrap().len(), 1);
        let publication = app.get("/opds/publication/germinal").await;
        assert_eq!(header(&publication, CONTENT_TYPE), "application/opds-publication+json");
        let file = app.get("/opds/fichier/germinal").await;
        assert_eq!((file.status, header(&file, CONTENT_TYPE)), (StatusCode::OK, "application/epub+zip"));

        let picture = app.get("/mediatheque/page-blanche/affiche").await;
        let kind = header(&picture, CONTENT_TYPE);
        assert!(picture.status == StatusCode::OK && kind.starts_with("image/"), "{kind}");
        for path in ["/opds/fichier/page-blanche", "/opds/lecture/page-blanche"] {
            let asked = app.get(path).await;
            assert_eq!(asked.status, StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(header(&asked, CONTENT_TYPE), "application/opds-authentication+json");
            let document: serde_json::Value = serde_json::from_str(&asked.text).unwrap();
            assert_eq!(document["authentication"][0]["type"], "http://opds-spec.org/auth/basic");
        }
        let wrong = Request::get("/opds/lecture/page-blanche").header(AUTHORIZATION, "Basic MTIzOjQ1Ng==");
        assert_eq!(app.asks(wrong).await.status, StatusCode::UNAUTHORIZED);
        let ada = house.reader("ada@example.org", Vec::new()).await;
        let manifest = house.app(Some(&ada)).get("/opds/lecture/page-blanche").await;
        assert_eq!(manifest.status, StatusCode::OK, "{}", manifest.text);
        let manifest: serde_json::Value = serde_json::from_str(&manifest.text).unwrap();
        let first = manifest["readingOrder"][0]["href"].as_str().unwrap();
        let path = first.strip_prefix("https://culture.example.org").expect("an absolute address");
        assert_eq!(app.get(path).await.status, StatusCode::OK, "an app has no cookie");
    })
    .await;
}

#[tokio::test]
async fn proposals_count_one_vote_a_person_and_outlive_them() {
    on_both_at(SETS, AT, |db| async move {
        let mut write = db.write().await.unwrap();
        let id = proposals::propose(&mut write, "ada", ResourceKind::Film, "Un film", "Quelqu’un", "").await.unwrap();
        for account in ["ada", "nino", "nino"] {
            proposals::vote(&mut write, &id, account, true).await.unwrap();
        }
        proposals::comment(&mut write, &id, "ada", false, "Je le voudrais.").await.unwrap();
        assert!(proposals::propose(&mut write, "ada", ResourceKind::Film, " ", "", "").await.is_err());
        assert!(
            proposals::decide(&mut write, &id, ProposalState::Refused, " ").await.is_err(),
            "a refusal has a reason"
        );
        let held = mediatheque::editorial::held(&mut write, "ada").await.unwrap();
        assert_eq!(held["votes"][0], "Un film");
        mediatheque::editorial::erase(&mut write, "ada").await.unwrap();
        let held = mediatheque::editorial::held(&mut write, "ada").await.unwrap();
        assert_eq!(held, serde_json::json!({ "proposals": [], "votes": [], "comments": [] }));
        let all = proposals::all(&mut write, "nino").await.unwrap();
        assert_eq!(
            (all[0].votes, all[0].voted, all[0].comments.len()),
            (2, true, 0),
            "the person goes, the count stays"
        );
        proposals::decide(&mut write, &id, ProposalState::Accepted, "Nous l’avons.").await.unwrap();
        assert!(proposals::vote(&mut write, &id, "zoe", true).await.is_err(), "an answered proposal is closed");
    })
    .await;
}

#[tokio::test]
async fn a_selection_is_shown_on_its_days_where_it_belongs() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let book = house.open_book().await;
        let item = SelectionItem { resource: book.id.clone(), note: "À lire.".into() };
        let mut selection = Selection {
            id: String::new(),
            institution: None,
            title: "Le bassin minier".into(),
            theme: "Nord".into(),
            words: "Un mot.".into(),
            starts_on: Some("2026-11-20".parse().unwrap()),
            ends_on: Some("2026-11-25".parse().unwrap()),
            published: true,
            items: vec![item.clone(), item],
        };
        let mut write = house.db.write().await.unwrap();
        selection.id = selections::keep(&mut write, &selection).await.unwrap();
        let own = Selection { id: String::new(), institution: Some(house.institution.clone()), ..selection.clone() };
        selections::keep(&mut write, &own).await.unwrap();
        let backwards = Selection { ends_on: Some("2026-11-01".parse().unwrap()), ..selection.clone() };
        assert!(selections::keep(&mut write, &backwards).await.is_err());
        assert_eq!(selections::by_id(&mut write, &selection.id).await.unwrap().items.len(), 1, "a title is in once");
        write.commit().await.unwrap();
        let home = house.app(None).get("/mediatheque").await;
        assert!(home.text.contains("Le bassin minier"), "{}", home.text);
        assert_eq!(mediatheque::web::of_library(&house.web, &house.institution).await.unwrap().len(), 1);
        let address = format!("/mediatheque/selection/{}", selection.id);
        assert!(house.app(None).get(&address).await.text.contains("À lire."));
        house.db.clock().advance(Duration::from_secs(4 * 24 * 3600));
        assert!(!house.app(None).get("/mediatheque").await.text.contains("Le bassin minier"));
        assert_eq!(house.app(None).get(&address).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn librarians_say_who_may_enter_in_plain_words() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let book = house.open_book().await;
        let director = vec![Grant { role: Role::NetworkLibrarian, scope: Scope::Whole }];
        let claire = house.reader("claire@example.org", director).await;
        let ada = house.reader("ada@example.org", Vec::new()).await;
        let office = format!("/bureau/mediatheque/{}", book.id);
        let licence = format!("{office}/licences/nouvelle");
        assert_eq!(house.app(Some(&ada)).get(&office).await.status, StatusCode::FORBIDDEN);
        assert_eq!(house.app(Some(&ada)).get(&licence).await.status, StatusCode::FORBIDDEN);
        let app = house.app(Some(&claire));
        assert_eq!(app.get("/bureau/mediatheque").await.status, StatusCode::OK);
        let token = app.get(&licence).await.token();
        let wrong = app.post(&licence, &token, "label=&audience=everyone&views=4&seats=abc").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for word in ["Donnez-lui un nom", "ni compté", "pas un nombre"] {
            assert!(wrong.text.contains(word), "{word}: {}", wrong.text);
        }
        let unpaid = app.post(&licence, &token, "label=VOD&audience=members&price=2%2C50&fund=vod").await;
        assert!(unpaid.text.contains("enveloppe"), "a price without money pays nothing: {}", unpaid.text);
        let fields = "label=VOD+2026&audience=members&age_min=12&views=4&period=month&group=films&price=2%2C50&fund=vod\
                      &budget=10&budget_period=month&ends_on=2026-12-31&trial=1";
        let kept = app.post(&licence, &token, fields).await;
        assert_eq!((kept.status, kept.location.as_str()), (StatusCode::SEE_OTHER, office.as_str()), "{}", kept.text);
        let page = app.get(&office).await;
        for word in ["VOD 2026", "À partir de 12 ans", "4 titres par mois", "2,50", "10\u{a0}€"] {
            assert!(page.text.contains(word), "{word}: {}", page.text);
        }
        let mut read = house.db.read().await.unwrap();
        let all = access::licences::of_door(&mut read, &book.door).await.unwrap();
        let made = all.iter().find(|one| one.label == "VOD 2026").unwrap();
        assert_eq!(made.price_cents, 250);
        assert_eq!(made.ends_at.unwrap().to_string(), "2026-12-31T23:00:00Z", "the last day is a whole day");
        drop(read);
        let edit = app.get(&format!("{office}/licences/{}", made.id)).await;
        assert!(edit.text.contains("value=\"2026-12-31\"") && edit.text.contains("value=\"2,50\""), "{}", edit.text);
        let ended = app.post(&format!("{office}/licences/{}", made.id), &token, "end=1").await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER);

        let saved =
            app.post(&office, &token, "title=Germinal&kind=book&creators=%C3%89mile+Zola&cost=abc&isbn=123").await;
        assert_eq!(saved.status, StatusCode::UNPROCESSABLE_ENTITY);
        let saved =
            app.post(&office, &token, "title=Germinal%2C+roman&kind=book&creators=%C3%89mile+Zola&cost=0").await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let mut read = house.db.read().await.unwrap();
        let known = programme::resource::by_item(&mut read, &book.item).await.unwrap();
        assert_eq!(known.cost_cents, Some(0), "free is not unknown");
        drop(read);
        let gone = app.post(&format!("{office}/etat"), &token, "state=withdrawn").await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(house.app(None).get("/mediatheque/germinal").await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.app(Some(&claire)).get("/mediatheque/germinal").await.status, StatusCode::OK);
        // The door goes with the page: shut with it, open again with it.
        let is_open =
            async || access::doors::by_id(&mut house.db.read().await.unwrap(), &book.door).await.unwrap().open;
        assert!(!is_open().await);
        let back = app.post(&format!("{office}/etat"), &token, "state=published").await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        assert!(is_open().await);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let app = house.app(None);
        for path in [
            "/mediatheque/rien",
            "/mediatheque/rien/lire",
            "/mediatheque/selection/rien",
            "/opds/publication/rien",
            "/opds/fichier/rien",
        ] {
            assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let signed_in = app.get("/ma-carte/mediatheque").await;
        assert_eq!((signed_in.status, signed_in.location.starts_with("/connexion")), (StatusCode::SEE_OTHER, true));
        let worker = app.get("/mediatheque/hors-ligne.js").await;
        assert!(header(&worker, CONTENT_TYPE).starts_with("text/javascript"));
        assert_eq!(app.get("/mediatheque/livres?q=&age=&libre=1").await.status, StatusCode::OK);
    })
    .await;
}

fn urlencode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
