//! The road: there, back, linked once, signed in ever after; listed, unlinked, left.

use axum::http::{HeaderMap, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use people::testing::Answer;
use people::{Actor, Grant, NewAccount, Role, Scope};
use sha2::{Digest, Sha256};
use store::testing::{on_both, on_both_at};

use crate::false_provider::{FalseProvider, SECRET};
use crate::guest::{Guest, account_of, open, provider};
use crate::house::{House, PUBLIC, SETS, Told, plain};

/// To the provider, which is told the nonce as a true one would be.
pub(crate) async fn go(house: &House, guest: &mut Guest, idp: &FalseProvider, back: &str) -> Answer {
    let asked = guest.get(house, &format!("/connexion/avec/fc?retour={back}")).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
    if let Some(nonce) = asked.told("nonce") {
        idp.set(|mood| mood.nonce = nonce);
    }
    asked
}

/// The provider's answer, as it should be.
pub(crate) fn answered(idp: &FalseProvider, asked: &Answer) -> String {
    let pairs = [("code", "c0de"), ("state", &asked.told("state").unwrap()), ("iss", &idp.issuer)];
    format!("/connexion/retour/fc?{}", crate::house::query(&pairs))
}

/// There and back.
pub(crate) async fn through(house: &House, guest: &mut Guest, idp: &FalseProvider, back: &str) -> Answer {
    let asked = go(house, guest, idp, back).await;
    guest.get(house, &answered(idp, &asked)).await
}

/// Links the identity to a card: both shown.
pub(crate) async fn link(house: &House, guest: &mut Guest, idp: &FalseProvider, card: &str) -> Answer {
    assert_eq!(through(house, guest, idp, "").await.location, "/connexion/identite");
    guest.sign_in(house, card).await;
    let page = guest.get(house, "/connexion/identite").await;
    guest.post(house, &page.text, "/connexion/identite", &[]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_is_linked_by_who_proved_both_and_then_signs_in() {
    on_both(SETS, |db| async move {
        let idp = FalseProvider::start().await;
        let house = open(db, vec![provider("fc", &idp.issuer, SECRET)]).await;
        // Somebody of the very same name: nobody is found by a name.
        let card = house.reader("Angela <b>", "DUBOIS").await;
        let account = account_of(&house, &card).await;
        let mut guest = Guest::default();

        let asked = go(&house, &mut guest, &idp, "/ma-carte/prets%3Fx%3D1").await;
        assert!(asked.location.starts_with(&format!("{}/authorize?realm=fc&", idp.issuer)), "{}", asked.location);
        let told = |name: &str| asked.told(name).unwrap();
        assert_eq!(told("response_type"), "code");
        assert_eq!(told("client_id"), "beffroi");
        assert_eq!(told("redirect_uri"), format!("{PUBLIC}/connexion/retour/fc"));
        assert_eq!(told("scope"), "openid given_name family_name");
        assert_eq!(told("acr_values"), "eidas1");
        assert_eq!(told("code_challenge_method"), "S256");
        assert!(told("state").len() >= 22 && told("nonce").len() >= 22 && told("state") != told("nonce"));
        assert_eq!(asked.header(header::CACHE_CONTROL), "no-store");
        let sealed = guest.cookies["beffroi_outside"].clone();
        for secret in [told("state"), told("nonce")] {
            assert!(!sealed.contains(&secret), "what was asked is sealed");
        }

        let back = guest.get(&house, &answered(&idp, &asked)).await;
        assert_eq!((back.status, back.location.as_str()), (StatusCode::SEE_OTHER, "/connexion/identite"));
        assert!(guest.session().is_none() && !guest.cookies.contains_key("beffroi_outside"));
        let (proof, form) = idp.mood().redeemed.remove(0);
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        assert_eq!(proof, format!("Basic {}", STANDARD.encode(format!("beffroi:{}", encoded(SECRET)))));
        let form = shell::parse_pairs(form.as_bytes());
        let sent = |name: &str| form.iter().find(|(known, _)| known == name).unwrap().1.clone();
        assert_eq!((sent("code"), sent("grant_type")), ("c0de".to_owned(), "authorization_code".to_owned()));
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(sent("code_verifier").as_bytes()));
        assert_eq!(challenge, told("code_challenge"));
        assert!(!form.iter().any(|(name, _)| name == "client_secret"), "told once, in one place");

        let page = guest.get(&house, "/connexion/identite").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Angela &lt;b&gt; DUBOIS"), "{}", page.text);
        assert!(page.text.contains("href=\"/connexion?retour=%2Fconnexion%2Fidentite\""), "{}", page.text);
        assert_eq!(page.header(header::CACHE_CONTROL), "private, no-store");
        // It waits in this browser only.
        assert_eq!(Guest::default().get(&house, "/connexion/identite").await.location, "/connexion");

        guest.sign_in(&house, &card).await;
        let page = guest.get(&house, "/connexion/identite").await;
        assert!(page.text.contains("action=\"/connexion/identite\""), "{}", page.text);
        assert_eq!(guest.post_without_token(&house, "/connexion/identite").await, StatusCode::FORBIDDEN);
        let done = guest.post(&house, &page.text, "/connexion/identite", &[]).await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/ma-carte/prets?x=1"));
        assert!(!guest.cookies.contains_key("beffroi_identity"));
        let own = guest.get(&house, "/ma-carte/identites").await;
        assert!(own.text.contains("FranceConnect") && own.text.contains("Délier"), "{}", own.text);

        // From then on, in any browser.
        let mut other = Guest::default();
        other.cookies.insert("beffroi_session".to_owned(), "0".repeat(64));
        let back = through(&house, &mut other, &idp, "/agenda").await;
        assert_eq!((back.status, back.location.as_str()), (StatusCode::SEE_OTHER, "/agenda"));
        let session = house.people.session(other.session().unwrap()).await.unwrap().unwrap();
        assert_eq!((session.account.id.as_str(), session.opened_by), (account.as_str(), people::OpenedBy::Outside));
        assert_eq!(idp.mood().redeemed.len(), 2);

        // Another's card is not linked to it.
        let mut third = Guest::default();
        let zoe = house.reader("Zoé", "Lambert").await;
        third.sign_in(&house, &zoe).await;
        assert_eq!(through(&house, &mut third, &idp, "").await.location, "/connexion/identite");
        assert_eq!(
            house.people.session(third.session().unwrap()).await.unwrap().unwrap().account.name,
            "Zoé Lambert",
            "whoever was signed in stays"
        );
        let page = third.get(&house, "/connexion/identite").await;
        let taken = third.post(&house, &page.text, "/connexion/identite", &[]).await;
        assert_eq!(taken.location, "/ma-carte/identites");
        let page = third.get(&house, "/ma-carte/identites").await;
        assert!(plain(&page.text).contains("déjà reliée à une autre carte"), "{}", page.text);
        let zoe = account_of(&house, &zoe).await;
        assert_eq!(people::outside::of(&mut house.db.read().await.unwrap(), &zoe).await.unwrap(), []);

        // Unlinked, it opens nothing.
        let own = guest.get(&house, "/ma-carte/identites").await;
        let issuer = idp.issuer.clone();
        guest.post(&house, &own.text, "/ma-carte/identites/retirer", &[("issuer", &issuer)]).await;
        let mut last = Guest::default();
        assert_eq!(through(&house, &mut last, &idp, "").await.location, "/connexion/identite");
        assert!(last.session().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_may_leave_the_provider_too() {
    on_both(SETS, |db| async move {
        let idp = FalseProvider::start().await;
        let house = open(db.clone(), vec![provider("fc", &idp.issuer, SECRET)]).await;
        let card = house.reader("Angela", "Dubois").await;
        let mut guest = Guest::default();
        link(&house, &mut guest, &idp, &card).await;
        let mut guest = Guest::default();
        through(&house, &mut guest, &idp, "").await;

        let token = guest.session().unwrap().to_owned();
        let mut set = HeaderMap::new();
        assert_eq!(sign_on::outside::leave(&house.web, &token, &mut set).await.unwrap(), "/connexion/depart");
        let cookie = set[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
        guest.cookies.insert(cookie.0.to_owned(), cookie.1.to_owned());
        let mut read = db.read().await.unwrap();
        use store::prelude::*;
        let rows = read.all("SELECT sealed FROM sign_on_outside_departures", params![]).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert!(!rows[0].text(0).unwrap().contains("eyJ"), "the provider's token is sealed");
        drop(read);
        let page = guest.get(&house, "/connexion/depart").await;
        assert!(plain(&page.text).contains("Quitter aussi FranceConnect"), "{}", page.text);
        let away = guest.get(&house, "/connexion/depart/suite").await;
        assert!(away.location.starts_with(&format!("{}/logout?", idp.issuer)), "{}", away.location);
        assert_eq!(away.told("post_logout_redirect_uri").unwrap(), format!("{PUBLIC}/connexion/depart/fini"));
        assert!(away.told("state").is_some() && away.told("id_token_hint").unwrap().starts_with("eyJ"));
        assert_eq!(guest.get(&house, "/connexion/depart/fini").await.location, "/");
        guest.cookies.insert(cookie.0.to_owned(), cookie.1.to_owned());
        assert_eq!(guest.get(&house, "/connexion/depart/suite").await.location, "/", "once");

        // Signed in with a card, one owes nothing to anybody.
        let mut other = Guest::default();
        other.sign_in(&house, &card).await;
        let mut set = HeaderMap::new();
        assert_eq!(sign_on::outside::leave(&house.web, other.session().unwrap(), &mut set).await.unwrap(), "/");
        assert!(set.is_empty());

        // An identity nobody claims is forgotten, and its session there may be ended.
        idp.set(|mood| mood.subject = "inconnue".to_owned());
        let mut guest = Guest::default();
        through(&house, &mut guest, &idp, "").await;
        let page = guest.get(&house, "/connexion/identite").await;
        let gone = guest.post(&house, &page.text, "/connexion/identite/oublier", &[]).await;
        assert_eq!(gone.location, "/connexion/depart");
        assert_eq!(guest.get(&house, "/connexion/identite").await.location, "/connexion");
        assert!(guest.get(&house, "/connexion/depart/suite").await.location.starts_with(&idp.issuer));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_works_for_the_network_signs_in_here() {
    on_both(SETS, |db| async move {
        let idp = FalseProvider::start().await;
        let house = open(db, vec![provider("fc", &idp.issuer, SECRET)]).await;
        let new = NewAccount {
            name: "Claire",
            email: "claire@example.org",
            language: "fr",
            password: "un mot de passe long",
            grants: vec![Grant { role: Role::Director, scope: Scope::Whole }],
            demo: false,
        };
        let claire = house.people.create_account(&Actor::System("test"), new).await.unwrap();
        let mut guest = Guest::default();
        through(&house, &mut guest, &idp, "").await;
        let client = people::Client::default();
        let signed = house.people.sign_in("claire@example.org", "un mot de passe long", &client).await.unwrap();
        guest.cookies.insert("beffroi_session".to_owned(), signed.session_token);
        let page = guest.get(&house, "/connexion/identite").await;
        assert!(plain(&page.text).contains("travaille pour le réseau"), "{}", page.text);
        assert!(!page.text.contains("action=\"/connexion/identite\""));
        // Asked all the same.
        let done = guest.post(&house, &page.text, "/connexion/identite", &[]).await;
        assert_eq!(done.location, "/ma-carte/identites");
        let mut write = house.db.write().await.unwrap();
        assert_eq!(people::outside::of(&mut write, &signed.account).await.unwrap(), []);
        // Linked before they worked here: it opens nothing any more.
        let subject = idp.mood().subject;
        people::outside::link(&mut write, &signed.account, &idp.issuer, &subject, &Actor::System("test"))
            .await
            .unwrap();
        write.commit().await.unwrap();
        let mut guest = Guest::default();
        assert_eq!(through(&house, &mut guest, &idp, "").await.location, "/connexion/identite");
        assert!(guest.session().is_none());
        drop(claire);
    })
    .await;
}

/// Half an hour later, ten minutes later: nothing waits for ever, and nothing stays in the tables.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_waits_for_ever() {
    on_both_at(SETS, &jiff::Timestamp::now().to_string(), |db| async move {
        let idp = FalseProvider::start().await;
        let house = open(db, vec![provider("fc", &idp.issuer, SECRET)]).await;
        let card = house.reader("Angela", "Dubois").await;
        let mut guest = Guest::default();
        link(&house, &mut guest, &idp, &card).await;
        idp.set(|mood| mood.subject = "inconnue".to_owned());
        let mut waiting = Guest::default();
        through(&house, &mut waiting, &idp, "").await;
        let mut slow = Guest::default();
        let asked = go(&house, &mut slow, &idp, "").await;
        house.clock().advance(std::time::Duration::from_secs(11 * 60));
        assert_eq!(slow.get(&house, &answered(&idp, &asked)).await.location, "/connexion");
        house.clock().advance(std::time::Duration::from_secs(20 * 60));
        assert_eq!(waiting.get(&house, "/connexion/identite").await.location, "/connexion");
        house.clock().advance(std::time::Duration::from_secs(8 * 24 * 3600));
        sign_on::keep::run(&house.web).await;
        use store::prelude::*;
        let mut read = house.db.read().await.unwrap();
        for table in ["spent", "unknown", "sessions", "departures"] {
            let left = read.one(&format!("SELECT count(*) FROM sign_on_outside_{table}"), params![]).await.unwrap();
            assert_eq!(left.get::<i64>(0).unwrap(), 0, "{table}");
        }
    })
    .await;
}
