//! The médiathèque as its readers and librarians meet it: over its addresses, on both databases.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use access::{Right, RightKind, RightScope, RightState, rights};
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::{Extension, Router};
use mediatheque::content::{Content, Shelf};
use mediatheque::editorial::{ProposalState, Selection, SelectionItem, proposals, selections};
use mediatheque::ingest::{self, Details, NewContent, Source, Terms};
use mediatheque::model::{Resource, ResourceKind};
use mediatheque::web::Web;
use people::{Actor, Client, Grant, NewAccount, PasswordCost, People, Policy, Role, Scope, Session};
use programme::{InstitutionKind, NewInstitution, institution};
use shell::{Frame, Person};
use store::Db;
use store::testing::on_both_at;
use tower::ServiceExt;

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
    frame: Frame,
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
        let frame = Frame::builder().wing(mediatheque::pages::WING).nav(mediatheque::pages::nav()).build().unwrap();
        let people = People::new(db.clone(), Policy { password_cost: PasswordCost::Token, ..Policy::default() });
        let web = Web::new(content.clone(), people, frame.clone(), "https://culture.example.org");
        House { db, web, content, institution, frame, _folder: folder }
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
    async fn reader(&self, email: &str, grants: Vec<Grant>) -> Session {
        let new = NewAccount {
            name: "Ada Lecourt",
            email,
            language: "fr",
            password: "une phrase assez longue",
            grants,
            demo: false,
        };
        let account = self.web.people.create_account(&ACTOR, new).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        let card = Right {
            id: String::new(),
            kind: RightKind::LibraryCard,
            holder: Some(account),
            scope: RightScope::Everywhere,
            valid_from: "2026-01-01T00:00:00Z".parse().unwrap(),
            valid_until: None,
            quota: None,
            admits: 1,
            state: RightState::Active,
        };
        rights::issue(&mut write, &card).await.unwrap();
        write.commit().await.unwrap();
        let client = Client { ip: None, device: None, agent: "test".into() };
        let signed = self.web.people.sign_in(email, "une phrase assez longue", &client).await.unwrap();
        self.web.people.session(&signed.session_token).await.unwrap().unwrap()
    }

    fn app(&self, session: Option<&Session>) -> App {
        let pages = Router::new()
            .merge(mediatheque::web::routes(self.web.clone()))
            .merge(mediatheque::serve::routes(self.content.clone()))
            .fallback(shell::not_found)
            .layer(axum::middleware::from_fn_with_state(self.frame.clone(), shell::carry));
        let router = match session {
            Some(session) => {
                let person = Person {
                    name: session.account.name.clone(),
                    home: "/ma-carte".into(),
                    office: Vec::new(),
                    binding: session.binding.clone(),
                };
                pages.layer(Extension(session.clone())).layer(Extension(person))
            }
            None => pages,
        };
        App { router, cookie: None }
    }
}

/// The server as one browser sees it.
struct App {
    router: Router,
    cookie: Option<String>,
}

struct Answer {
    status: StatusCode,
    policy: String,
    location: String,
    kind: String,
    body: String,
}

impl App {
    async fn send(&mut self, mut request: axum::http::request::Builder, body: String) -> Answer {
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request: Request<Body> = request.header(header::ACCEPT, "text/html").body(body.into()).unwrap();
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let text = |name: header::HeaderName| {
            response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
        };
        for set in response.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap().to_owned();
            if pair.starts_with("beffroi_form=") {
                self.cookie = Some(pair);
            }
        }
        let (policy, location, kind) =
            (text(header::CONTENT_SECURITY_POLICY), text(header::LOCATION), text(header::CONTENT_TYPE));
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap();
        Answer { status, policy, location, kind, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), String::new()).await
    }

    async fn post(&mut self, path: &str, token: &str, body: &str) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, format!("form_token={token}&{body}")).await
    }
}

impl Answer {
    /// The value of an attribute of the page.
    fn attribute(&self, name: &str) -> String {
        let (_, rest) =
            self.body.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("no {name}: {}", self.body));
        rest.split('"').next().unwrap().replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
    }

    fn token(&self) -> String {
        let (_, rest) = self.body.split_once("name=\"form_token\" value=\"").expect("a form");
        rest.split('"').next().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_book_is_read_at_the_place_where_it_was_left() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.open_book().await;
        let ada = house.reader("ada@example.org", Vec::new()).await;
        let mut app = house.app(Some(&ada));
        let page = app.get("/mediatheque/germinal/lire").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.policy.contains("script-src 'nonce-") && !page.policy.contains("script-src 'self'"));
        assert!(!page.body.contains("data-position="));
        assert!(page.body.contains("<noscript>"), "without scripts the contents lead to each chapter");

        // The links to its chapters are good for this session, and for no other.
        let prefix = page.attribute("data-prefix");
        let manifest: serde_json::Value = {
            let (_, rest) = page.body.split_once("id=\"manifest\">").unwrap();
            serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()
        };
        let first = manifest["readingOrder"][0]["href"].as_str().unwrap();
        assert_eq!(app.get(&format!("{prefix}{first}")).await.status, StatusCode::OK);
        assert_eq!(house.app(None).get(&format!("{prefix}{first}")).await.status, StatusCode::FORBIDDEN);

        let token = page.attribute("data-token");
        let locator = r#"{"href":"OEBPS/chap02.xhtml","type":"application/xhtml+xml","locations":{"progression":0.4}}"#;
        let sent = format!("locator={}&at=1795420000000&progress=0.058", urlencode(locator));
        let kept = app.post("/mediatheque/germinal/position", &token, &sent).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.body);
        assert_eq!(
            app.post("/mediatheque/germinal/position", "forged.token", &sent).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            app.post("/mediatheque/germinal/position", &token, "locator=no&at=1").await.status,
            StatusCode::BAD_REQUEST
        );

        let again = house.app(Some(&ada)).get("/mediatheque/germinal/lire").await;
        let position: serde_json::Value = serde_json::from_str(&again.attribute("data-position")).unwrap();
        assert_eq!(position["locations"]["progression"], 0.4);
        let mine = house.app(Some(&ada)).get("/ma-carte/mediatheque").await;
        assert!(mine.body.contains("6\u{a0}%") || mine.body.contains("6 %"), "{}", mine.body);
        let home = house.app(Some(&ada)).get("/mediatheque").await;
        assert!(home.body.contains("id=\"resume\""));

        let mut app = house.app(Some(&ada));
        let token = app.get("/ma-carte/mediatheque").await.token();
        assert_eq!(app.post("/mediatheque/germinal/oublier", &token, "").await.status, StatusCode::SEE_OTHER);
        assert!(!house.app(Some(&ada)).get("/mediatheque/germinal/lire").await.body.contains("data-position="));
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
        let (mut hers, mut his) = (house.app(Some(&ada)), house.app(Some(&nino)));
        let page = hers.get("/mediatheque/germinal/lire").await;
        let (hold, leave, token) =
            (page.attribute("data-hold"), page.attribute("data-leave"), page.attribute("data-token"));

        let refused = his.get("/mediatheque/germinal/lire").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.body.contains("Toutes les places sont prises"), "{}", refused.body);
        let his_token = refused.token();
        assert_eq!(his.post(&hold, &his_token, "").await.status, StatusCode::FORBIDDEN, "her seat is not his");
        let joined = his.post("/mediatheque/germinal/attente", &his_token, "").await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);

        let held = hers.post(&hold, &token, "").await;
        assert_eq!(held.status, StatusCode::OK, "{}", held.body);
        let held: serde_json::Value = serde_json::from_str(&held.body).unwrap();
        assert!(held["prefix"].as_str().unwrap().starts_with("/contenu/"));
        assert_eq!(hers.post(&leave, &token, "").await.status, StatusCode::NO_CONTENT);
        let gone = hers.post(&hold, &token, "").await;
        assert_eq!(gone.status, StatusCode::CONFLICT, "{}", gone.body);
        assert!(gone.body.contains("Votre place est gardée"));

        // The seat is kept for him, and he is written to.
        let letters = mail::waiting_for(&mut house.db.read().await.unwrap(), "nino@example.org").await.unwrap();
        assert_eq!(letters.len(), 1);
        assert!(letters[0].1.contains("/mediatheque/germinal"), "{}", letters[0].1);
        assert!(his.get("/ma-carte/mediatheque").await.body.contains("votre tour"));
        assert_eq!(his.get("/mediatheque/germinal/lire").await.status, StatusCode::OK);
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
        let mut app = house.app(Some(&ada));
        let visitor = house.app(None).get("/mediatheque/titre-1").await;
        assert!(visitor.body.contains("Il faut la carte"), "{}", visitor.body);
        assert!(visitor.body.contains("/connexion?retour="));
        assert_eq!(house.app(None).get("/mediatheque/titre-1/suivre").await.status, StatusCode::FORBIDDEN);
        for number in 1..=4 {
            // Looking at the page takes nothing; a browser that fetches ahead takes nothing.
            let page = app.get(&format!("/mediatheque/titre-{number}")).await;
            assert!(page.body.contains("/suivre"), "{}", page.body);
            let ahead = Request::get(format!("/mediatheque/titre-{number}/suivre")).header("sec-purpose", "prefetch");
            assert_eq!(app.send(ahead, String::new()).await.status, StatusCode::FORBIDDEN);
            let opened = app.get(&format!("/mediatheque/titre-{number}/suivre")).await;
            assert_eq!(opened.status, StatusCode::OK, "{}", opened.body);
        }
        let fifth = app.get("/mediatheque/titre-5/suivre").await;
        assert_eq!(fifth.status, StatusCode::FORBIDDEN);
        assert!(fifth.body.contains("les 4 titres"), "{}", fifth.body);
        assert!(fifth.body.contains("1er\u{a0}déc."), "{}", fifth.body);
        // What was opened stays open.
        assert_eq!(app.get("/mediatheque/titre-2/suivre").await.status, StatusCode::OK);
        house.db.clock().advance(Duration::from_secs(9 * 24 * 3600));
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
        let mut app = house.app(Some(&ada));
        let page = app.get("/mediatheque/beffrois/suivre").await;
        assert!(!page.body.contains("104 mètres"), "answers are not sent before they are asked for");
        let token = page.token();
        let wrong = app.post("/mediatheque/beffrois/suivre", &token, "q1=1&q2=rien").await;
        assert!(wrong.body.contains("0 point sur 2") && wrong.body.contains("104 mètres"), "{}", wrong.body);
        assert!(!wrong.body.contains("/mediatheque/certificat/"));
        let right = app.post("/mediatheque/beffrois/suivre", &token, "q1=2&q2=Les+Heures").await;
        assert!(right.body.contains("Réussi"), "{}", right.body);
        let (_, rest) = right.body.split_once("/mediatheque/certificat/").expect("a certificate");
        let address = format!("/mediatheque/certificat/{}", rest.split('"').next().unwrap());
        assert!(app.get(&address).await.body.contains("certificate-name\">Ada Lecourt"));
        let checked = house.app(None).get(&address).await;
        assert!(checked.status == StatusCode::OK && !checked.body.contains("Ada"), "whoever checks it learns no name");
        assert_eq!(house.app(None).get("/mediatheque/certificat/AAAABBBBCCCC").await.status, StatusCode::NOT_FOUND);

        let mut visitor = house.app(None);
        let token = visitor.get("/mediatheque/beffrois/suivre").await.token();
        let anonymous = visitor.post("/mediatheque/beffrois/suivre", &token, "q1=2&q2=les+heures").await;
        assert!(anonymous.body.contains("Réussi") && anonymous.body.contains("Identifiez-vous"), "{}", anonymous.body);
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
        let mut app = house.app(None);
        for path in ["/opds", "/opds/nouveautes", "/opds/recherche?query=zola", "/opds/nouveautes?genre=book&page=1"] {
            let feed = app.get(path).await;
            assert_eq!((feed.status, feed.kind.as_str()), (StatusCode::OK, "application/opds+json"), "{path}");
            let value: serde_json::Value = serde_json::from_str(&feed.body).unwrap();
            assert_eq!(opds::faults(&value), Vec::<String>::new(), "{path}: {}", feed.body);
        }
        let found: serde_json::Value = serde_json::from_str(&app.get("/opds/recherche?query=ZOLA").await.body).unwrap();
        assert_eq!(found["publications"].as_array().unwrap().len(), 1);
        let publication = app.get("/opds/publication/germinal").await;
        assert_eq!(publication.kind, "application/opds-publication+json");
        let file = app.get("/opds/fichier/germinal").await;
        assert_eq!((file.status, file.kind.as_str()), (StatusCode::OK, "application/epub+zip"));

        let picture = app.get("/mediatheque/page-blanche/affiche").await;
        assert!(picture.status == StatusCode::OK && picture.kind.starts_with("image/"), "{}", picture.kind);
        for path in ["/opds/fichier/page-blanche", "/opds/lecture/page-blanche"] {
            let asked = app.get(path).await;
            assert_eq!(asked.status, StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(asked.kind, "application/opds-authentication+json");
            let document: serde_json::Value = serde_json::from_str(&asked.body).unwrap();
            assert_eq!(document["authentication"][0]["type"], "http://opds-spec.org/auth/basic");
        }
        let wrong = Request::get("/opds/lecture/page-blanche").header(header::AUTHORIZATION, "Basic MTIzOjQ1Ng==");
        assert_eq!(app.send(wrong, String::new()).await.status, StatusCode::UNAUTHORIZED);
        let ada = house.reader("ada@example.org", Vec::new()).await;
        let manifest = house.app(Some(&ada)).get("/opds/lecture/page-blanche").await;
        assert_eq!(manifest.status, StatusCode::OK, "{}", manifest.body);
        let manifest: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
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
        assert!(home.body.contains("Le bassin minier"), "{}", home.body);
        assert_eq!(mediatheque::web::of_library(&house.web, &house.institution).await.unwrap().len(), 1);
        let address = format!("/mediatheque/selection/{}", selection.id);
        assert!(house.app(None).get(&address).await.body.contains("À lire."));
        house.db.clock().advance(Duration::from_secs(4 * 24 * 3600));
        assert!(!house.app(None).get("/mediatheque").await.body.contains("Le bassin minier"));
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
        let mut app = house.app(Some(&claire));
        assert_eq!(app.get("/bureau/mediatheque").await.status, StatusCode::OK);
        let token = app.get(&licence).await.token();
        let wrong = app.post(&licence, &token, "label=&audience=everyone&views=4&seats=abc").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for word in ["Donnez-lui un nom", "ni compté", "pas un nombre"] {
            assert!(wrong.body.contains(word), "{word}: {}", wrong.body);
        }
        let unpaid = app.post(&licence, &token, "label=VOD&audience=members&price=2%2C50&fund=vod").await;
        assert!(unpaid.body.contains("enveloppe"), "a price without money pays nothing: {}", unpaid.body);
        let fields = "label=VOD+2026&audience=members&age_min=12&views=4&period=month&group=films&price=2%2C50&fund=vod\
                      &budget=10&budget_period=month&ends_on=2026-12-31&trial=1";
        let kept = app.post(&licence, &token, fields).await;
        assert_eq!((kept.status, kept.location.as_str()), (StatusCode::SEE_OTHER, office.as_str()), "{}", kept.body);
        let page = app.get(&office).await;
        for word in ["VOD 2026", "À partir de 12 ans", "4 titres par mois", "2,50", "10\u{a0}€"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        let mut read = house.db.read().await.unwrap();
        let all = access::licences::of_door(&mut read, &book.door).await.unwrap();
        let made = all.iter().find(|one| one.label == "VOD 2026").unwrap();
        assert_eq!(made.price_cents, 250);
        assert_eq!(made.ends_at.unwrap().to_string(), "2026-12-31T23:00:00Z", "the last day is a whole day");
        drop(read);
        let edit = app.get(&format!("{office}/licences/{}", made.id)).await;
        assert!(edit.body.contains("value=\"2026-12-31\"") && edit.body.contains("value=\"2,50\""), "{}", edit.body);
        let ended = app.post(&format!("{office}/licences/{}", made.id), &token, "end=1").await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER);

        let saved =
            app.post(&office, &token, "title=Germinal&kind=book&creators=%C3%89mile+Zola&cost=abc&isbn=123").await;
        assert_eq!(saved.status, StatusCode::UNPROCESSABLE_ENTITY);
        let saved =
            app.post(&office, &token, "title=Germinal%2C+roman&kind=book&creators=%C3%89mile+Zola&cost=0").await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
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
        let mut app = house.app(None);
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
        assert!(worker.kind.starts_with("text/javascript"));
        assert_eq!(app.get("/mediatheque/livres?q=&age=&libre=1").await.status, StatusCode::OK);
    })
    .await;
}

fn urlencode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
