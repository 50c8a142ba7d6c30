//! What must sign nobody in.

use serde_json::{Value, json};
use store::testing::{on_both, on_both_at};

use crate::false_provider::{FalseProvider, Mood, SECRET, Sign};
use crate::flow::{answered, go, link, through};
use crate::guest::{Guest, open, provider};
use crate::house::{SETS, Told, query};

type Change = Box<dyn Fn(&mut Mood) + Send>;

fn claim(name: &'static str, value: Value) -> Change {
    Box::new(move |mood| mood.claims = vec![(name, value.clone())])
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_forged_signs_anyone_in() {
    on_both(SETS, |db| async move {
        let idp = FalseProvider::start().await;
        let other = FalseProvider::start().await;
        let house = open(db, vec![provider("fc", &idp.issuer, SECRET)]).await;
        let card = house.reader("Angela", "Dubois").await;
        link(&house, &mut Guest::default(), &idp, &card).await;
        let good = idp.mood();
        let now = jiff::Timestamp::now().as_second();
        let lies: Vec<(&str, Change)> = vec![
            ("a wrong nonce", claim("nonce", json!("0".repeat(64)))),
            ("no nonce", claim("nonce", Value::Null)),
            ("another issuer's token", claim("iss", json!(other.issuer))),
            ("an issuer with a slash", claim("iss", json!(format!("{}/", idp.issuer)))),
            ("for somebody else", claim("aud", json!("another-client"))),
            ("for somebody else too", claim("aud", json!(["beffroi", "another-client"]))),
            ("given to somebody else", claim("azp", json!("another-client"))),
            ("expired", claim("exp", json!(now - 120))),
            ("without an end", claim("exp", Value::Null)),
            ("of an hour ago", claim("iat", json!(now - 3600))),
            ("of tomorrow", claim("iat", json!(now + 86_400))),
            ("proved too little", claim("acr", json!("eidas0"))),
            ("proved who knows what", claim("acr", Value::Null)),
            ("about nobody", claim("sub", Value::Null)),
            ("about an empty name", claim("sub", json!(""))),
            ("with another access token", claim("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA"))),
            ("unsigned", Box::new(|mood| mood.sign = Sign::Not)),
            ("signed with the public key", Box::new(|mood| mood.sign = Sign::WithThePublicKey)),
            ("signed with our secret", Box::new(|mood| mood.sign = Sign::WithTheSecret)),
            ("signed by another", Box::new(|mood| mood.sign = Sign::ByAnother)),
            ("named none, signed well", Box::new(|mood| mood.header = json!({ "alg": "none" }))),
            ("a logout token", Box::new(|mood| mood.header = json!({ "typ": "logout+jwt" }))),
            ("an unknown demand", Box::new(|mood| mood.header = json!({ "crit": ["exp"] }))),
            ("telling of somebody else", Box::new(|mood| mood.tells_of = Some("another".to_owned()))),
        ];
        for (what, lie) in lies {
            let mut guest = Guest::default();
            let asked = go(&house, &mut guest, &idp, "").await;
            idp.set(|mood| lie(mood));
            let back = guest.get(&house, &answered(&idp, &asked)).await;
            assert_eq!(back.location, "/connexion", "{what}");
            assert!(guest.session().is_none() && !guest.cookies.contains_key("beffroi_identity"), "{what}");
            idp.set(|mood| *mood = Mood { redeemed: Vec::new(), ..good.clone() });
            // Said the truth again, but to the same question: it was answered.
            idp.set(|mood| mood.nonce = asked.told("nonce").unwrap());
            assert_eq!(guest.get(&house, &answered(&idp, &asked)).await.location, "/connexion", "{what}");
            assert!(guest.session().is_none(), "{what}");
        }
        // Without a lie, they are in: what was refused was refused for the lie.
        let mut guest = Guest::default();
        assert_eq!(through(&house, &mut guest, &idp, "").await.location, "/ma-carte");
        assert!(guest.session().is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_for_one_browser_one_question_one_provider_once() {
    on_both(SETS, |db| async move {
        let idp = FalseProvider::start().await;
        let honest = FalseProvider::start().await;
        let second = provider("autre", &honest.issuer, SECRET);
        let house = open(db, vec![provider("fc", &idp.issuer, SECRET), second]).await;
        let card = house.reader("Angela", "Dubois").await;
        link(&house, &mut Guest::default(), &idp, &card).await;
        let before = idp.mood().redeemed.len();

        // In another browser: planted there by whoever began.
        let mut attacker = Guest::default();
        let asked = go(&house, &mut attacker, &idp, "").await;
        let mut victim = Guest::default();
        assert_eq!(victim.get(&house, &answered(&idp, &asked)).await.location, "/connexion");
        let mut busy = Guest::default();
        go(&house, &mut busy, &idp, "").await;
        let planted = busy.get(&house, &answered(&idp, &asked)).await;
        assert_eq!(planted.location, "/connexion");
        assert!(victim.session().is_none() && busy.session().is_none());
        assert!(busy.cookies.contains_key("beffroi_outside"), "their own question stays open");

        let state = asked.told("state").unwrap();
        let issuer = idp.issuer.as_str();
        for (what, pairs) in [
            ("another state", vec![("code", "c"), ("state", "x"), ("iss", issuer)]),
            ("no state", vec![("code", "c"), ("iss", issuer)]),
            ("two states", vec![("code", "c"), ("state", &state), ("state", "x"), ("iss", issuer)]),
            ("two codes", vec![("code", "c"), ("code", "d"), ("state", &state), ("iss", issuer)]),
        ] {
            let answer = attacker.clone().get(&house, &format!("/connexion/retour/fc?{}", query(&pairs))).await;
            assert_eq!(answer.location, "/connexion", "{what}");
        }
        // At another provider's address.
        let crossed = answered(&idp, &asked).replace("/retour/fc?", "/retour/autre?");
        assert_eq!(attacker.clone().get(&house, &crossed).await.location, "/connexion");
        assert_eq!(honest.mood().redeemed.len(), 0, "a code of one is not told to another");
        assert_eq!(attacker.get(&house, "/connexion/retour/inconnu?code=c&state=x").await.status, 404);
        assert_eq!(idp.mood().redeemed.len(), before, "nothing was asked of the provider");

        // Mixed up: the answer says it comes from another, or does not say it though the provider always does.
        for issuer in [Some(honest.issuer.as_str()), None] {
            let mut guest = Guest::default();
            let asked = go(&house, &mut guest, &idp, "").await;
            let state = asked.told("state").unwrap();
            let mut pairs = vec![("code", "c"), ("state", state.as_str())];
            pairs.extend(issuer.map(|issuer| ("iss", issuer)));
            let answer = guest.get(&house, &format!("/connexion/retour/fc?{}", query(&pairs))).await;
            assert_eq!(answer.location, "/connexion");
            assert!(guest.session().is_none());
        }
        assert_eq!(idp.mood().redeemed.len(), before);

        // Replayed, with the cookie as it was, one after another or all at once: one is in.
        let mut guest = Guest::default();
        let asked = go(&house, &mut guest, &idp, "").await;
        let many: Vec<_> = (0..8)
            .map(|_| {
                let (house, mut copy, path) = (house.clone(), guest.clone(), answered(&idp, &asked));
                tokio::spawn(async move {
                    copy.get(&house, &path).await;
                    copy.session().is_some()
                })
            })
            .collect();
        let mut inside = 0;
        for one in many {
            inside += usize::from(one.await.unwrap());
        }
        assert_eq!(inside, 1);
        assert_eq!(guest.get(&house, &answered(&idp, &asked)).await.location, "/connexion");
        assert_eq!(idp.mood().redeemed.len(), before + 1);

        // Whoever says no there is told so here, and may come in otherwise.
        let mut guest = Guest::default();
        let asked = go(&house, &mut guest, &idp, "/agenda").await;
        let state = asked.told("state").unwrap();
        let no = query(&[("error", "access_denied"), ("state", &state), ("iss", issuer)]);
        let answer = guest.get(&house, &format!("/connexion/retour/fc?{no}")).await;
        assert_eq!(answer.location, "/connexion?retour=%2Fagenda");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_goes_back_to_our_own_pages_only() {
    on_both(SETS, |db| async move {
        let idp = FalseProvider::start().await;
        let house = open(db, vec![provider("fc", &idp.issuer, SECRET)]).await;
        let card = house.reader("Angela", "Dubois").await;
        link(&house, &mut Guest::default(), &idp, &card).await;
        for evil in ["https://evil.example", "//evil.example", "/\\evil.example", "/%09/evil.example", "javascript:1"] {
            let mut guest = Guest::default();
            let back = form_urlencoded::byte_serialize(evil.as_bytes()).collect::<String>().replace("%2509", "%09");
            assert_eq!(through(&house, &mut guest, &idp, &back).await.location, "/ma-carte", "{evil}");
        }
        // A way back of the length of a vendor's request fits in the cookie; a longer one is forgotten.
        let long = format!("/fournisseurs/poursuivre?vers={}", "x".repeat(1500));
        let back: String = form_urlencoded::byte_serialize(long.as_bytes()).collect();
        assert_eq!(through(&house, &mut Guest::default(), &idp, &back).await.location, long);
        let longer = format!("/{}", "x".repeat(3000));
        assert_eq!(through(&house, &mut Guest::default(), &idp, &longer).await.location, "/ma-carte");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_turn_and_are_not_asked_for_at_will() {
    on_both_at(SETS, &jiff::Timestamp::now().to_string(), |db| async move {
        let idp = FalseProvider::start().await;
        let house = open(db, vec![provider("fc", &idp.issuer, SECRET)]).await;
        let card = house.reader("Angela", "Dubois").await;
        link(&house, &mut Guest::default(), &idp, &card).await;
        assert_eq!(idp.mood().keys_asked, 1);
        idp.set(|mood| mood.key = 2);
        let mut guest = Guest::default();
        through(&house, &mut guest, &idp, "").await;
        assert!(guest.session().is_some(), "a new key is found");
        assert_eq!(idp.mood().keys_asked, 2);
        for _ in 0..5 {
            idp.set(|mood| mood.header = json!({ "kid": "inconnue" }));
            let mut guest = Guest::default();
            through(&house, &mut guest, &idp, "").await;
            assert!(guest.session().is_none());
        }
        assert_eq!(idp.mood().keys_asked, 2, "not at will");
    })
    .await;
}

/// A provider that is away, or that speaks for another: one signs in otherwise.
#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_of_no_help_sends_back_to_the_other_ways() {
    on_both(SETS, |db| async move {
        let liar = FalseProvider::start().await;
        liar.set(|mood| mood.document = vec![("issuer", json!("https://fc.example"))]);
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let away = provider("absent", &format!("http://{free}"), SECRET);
        let house = open(db, vec![provider("fc", &liar.issuer, SECRET), away]).await;
        for path in ["/connexion/avec/fc", "/connexion/avec/absent", "/connexion/avec/absent"] {
            let mut guest = Guest::default();
            let answer = guest.get(&house, path).await;
            assert_eq!(answer.location, "/connexion", "{path}");
            assert!(!guest.cookies.contains_key("beffroi_outside"));
        }
        assert_eq!(Guest::default().get(&house, "/connexion/avec/inconnu").await.status, 404);
    })
    .await;
}
