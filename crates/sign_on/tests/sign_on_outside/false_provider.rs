//! A provider of ours that says whatever a test wants.

use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

pub(crate) const SECRET: &str = "un secret: à garder & à encoder";

/// How a token is signed.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Sign {
    Well,
    /// With `alg: none`, and nothing.
    Not,
    /// With HMAC, the public key for a secret.
    WithThePublicKey,
    /// With HMAC, the client's secret for a key: what FranceConnect's first version did.
    WithTheSecret,
    /// By a key the provider does not publish, under the name of one it does.
    ByAnother,
}

#[derive(Clone)]
pub(crate) struct Mood {
    pub(crate) nonce: String,
    pub(crate) subject: String,
    /// Claims in place of the good ones; `null` leaves one out.
    pub(crate) claims: Vec<(&'static str, Value)>,
    pub(crate) header: Value,
    pub(crate) sign: Sign,
    /// Of whom its userinfo tells.
    pub(crate) tells_of: Option<String>,
    /// Which key signs and is published.
    pub(crate) key: u8,
    pub(crate) says_issuer: bool,
    pub(crate) document: Vec<(&'static str, Value)>,
    /// What came to the token's address: authorization and form.
    pub(crate) redeemed: Vec<(String, String)>,
    pub(crate) keys_asked: usize,
}

#[derive(Clone)]
pub(crate) struct FalseProvider {
    pub(crate) issuer: String,
    mood: Arc<Mutex<Mood>>,
}

fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

impl FalseProvider {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let mood = Mood {
            nonce: String::new(),
            subject: "b6048e95bb134ec5b1d1e1fa69f287172e91722b9354d637a1bcf2ebb0fd2ef5v1".to_owned(),
            claims: Vec::new(),
            header: json!({}),
            sign: Sign::Well,
            tells_of: None,
            key: 1,
            says_issuer: true,
            document: Vec::new(),
            redeemed: Vec::new(),
            keys_asked: 0,
        };
        let this = Self { issuer, mood: Arc::new(Mutex::new(mood)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(document))
            .route("/jwks", get(jwks))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(this.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        this
    }

    pub(crate) fn set(&self, change: impl FnOnce(&mut Mood)) {
        change(&mut self.mood.lock().unwrap());
    }

    pub(crate) fn mood(&self) -> Mood {
        self.mood.lock().unwrap().clone()
    }

    fn id_token(&self) -> String {
        let mood = self.mood();
        let now = jiff::Timestamp::now().as_second();
        let mut claims = json!({
            "iss": self.issuer, "aud": "beffroi", "sub": mood.subject, "nonce": mood.nonce, "acr": "eidas1",
            "iat": now, "exp": now + 60,
        });
        for (name, value) in &mood.claims {
            match value {
                Value::Null => {
                    claims.as_object_mut().unwrap().remove(*name);
                }
                value => claims[*name] = value.clone(),
            }
        }
        let alg = match mood.sign {
            Sign::Well | Sign::ByAnother => "EdDSA",
            Sign::Not => "none",
            Sign::WithThePublicKey | Sign::WithTheSecret => "HS256",
        };
        let mut head = json!({ "alg": alg, "kid": format!("k{}", mood.key), "typ": "JWT" });
        for (name, value) in mood.header.as_object().unwrap() {
            head[name] = value.clone();
        }
        let message = format!("{}.{}", BASE64.encode(head.to_string()), BASE64.encode(claims.to_string()));
        let hmac = |key: &[u8]| {
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key);
            ring::hmac::sign(&key, message.as_bytes()).as_ref().to_vec()
        };
        let sign = match mood.sign {
            Sign::Well => pair(mood.key).sign(message.as_bytes()).as_ref().to_vec(),
            Sign::ByAnother => pair(99).sign(message.as_bytes()).as_ref().to_vec(),
            Sign::Not => Vec::new(),
            Sign::WithThePublicKey => hmac(pair(mood.key).public_key().as_ref()),
            Sign::WithTheSecret => hmac(SECRET.as_bytes()),
        };
        format!("{message}.{}", BASE64.encode(sign))
    }
}

async fn document(State(this): State<FalseProvider>) -> Json<Value> {
    let (issuer, mood) = (&this.issuer, this.mood());
    let mut document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize?realm=fc"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "end_session_endpoint": format!("{issuer}/logout"),
        "jwks_uri": format!("{issuer}/jwks"),
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": mood.says_issuer,
    });
    for (name, value) in mood.document {
        document[name] = value;
    }
    Json(document)
}

async fn jwks(State(this): State<FalseProvider>) -> Json<Value> {
    this.set(|mood| mood.keys_asked += 1);
    let key = this.mood().key;
    let x = BASE64.encode(pair(key).public_key().as_ref());
    Json(json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "kid": format!("k{key}"), "x": x }] }))
}

async fn token(State(this): State<FalseProvider>, headers: HeaderMap, form: String) -> Json<Value> {
    let proof = headers.get(header::AUTHORIZATION).map_or("", |value| value.to_str().unwrap()).to_owned();
    this.set(|mood| mood.redeemed.push((proof, form)));
    Json(json!({ "access_token": "acces", "token_type": "Bearer", "id_token": this.id_token(), "expires_in": 60 }))
}

async fn userinfo(State(this): State<FalseProvider>, headers: HeaderMap) -> Response {
    if headers.get(header::AUTHORIZATION).is_none_or(|value| value != "Bearer acces") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let mood = this.mood();
    let subject = mood.tells_of.unwrap_or(mood.subject);
    Json(json!({ "sub": subject, "given_name": "Angela <b>", "family_name": "DUBOIS" })).into_response()
}
