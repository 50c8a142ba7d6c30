//! A provider of identities and what it says of itself: OpenID Connect Discovery 1.0, read when first needed and kept an hour,
//! its keys read again when a token names one we have not seen.
//!
//! The server starts, and signs people in by other means, whether or not a provider answers.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::Instant;

use super::jws::{self, Alg, Keys};

/// How long a provider has to answer one question.
const PATIENCE: Duration = Duration::from_secs(8);
/// A larger answer is none, in bytes.
const LARGEST: u64 = 256 * 1024;
/// Questions to providers asked at once; more wait a little, then are refused: a slow provider must not hold every thread.
const AT_ONCE: usize = 24;
/// How long what a provider says of itself is kept.
const LIFE: Duration = Duration::from_secs(3600);
/// Keys are not read again more often: tokens that name keys nobody has could be sent by anyone.
const BETWEEN_KEYS: Duration = Duration::from_secs(60);
/// A provider that did not answer is left in peace so long.
const REST: Duration = Duration::from_secs(10);

/// An outside provider of identities, as the configuration declares it.
#[derive(Clone)]
pub struct Provider {
    /// Its name in our addresses.
    pub code: String,
    /// What its button says, such as « FranceConnect ».
    pub label: String,
    /// The issuer's address; its configuration is read below it.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: String,
    /// What is asked beside `openid`.
    pub scopes: Vec<String>,
    /// The `acr_values` asked; FranceConnect wants `eidas1`.
    pub acr: Option<String>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").field("code", &self.code).field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl Provider {
    /// Whether what is declared can serve.
    ///
    /// # Errors
    /// What is wrong, in words for whoever wrote the configuration.
    pub fn check(&self) -> Result<(), String> {
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.code.is_empty() || !self.code.chars().all(letters) {
            return Err(format!("“{}” is no code: small letters, digits and hyphens", self.code));
        }
        if self.label.trim().is_empty() || self.client_id.is_empty() || self.client_secret.is_empty() {
            return Err("a label, a client-id and a secret are needed".to_owned());
        }
        if !(is_https(&self.issuer) || is_this_machine(&self.issuer)) || self.issuer.contains(['?', '#']) {
            return Err(format!("“{}” is no https address of an issuer", self.issuer));
        }
        Ok(())
    }
}

/// What a provider says of itself (Discovery §3, RFC 9207 §3, RP-Initiated Logout §2.1), as far as we use it.
#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    id_token_signing_alg_values_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// How we say who we are (RFC 6749 §2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClientAuth {
    Basic,
    Post,
}

/// What is known of a provider, checked.
pub(super) struct Known {
    pub(super) authorization: String,
    token: String,
    jwks: String,
    userinfo: Option<String>,
    pub(super) end_session: Option<String>,
    auth: ClientAuth,
    algs: Vec<Alg>,
    /// Whether it checks PKCE. RFC 8414 §2: one that does not say so does not, and some (FranceConnect) refuse what they do
    /// not know; the nonce then stands alone against a code put in another's place, as OAuth 2.1 §7.5 admits.
    pub(super) pkce: bool,
    /// Whether each answer must say from whom it is.
    pub(super) says_issuer: bool,
    keys: Keys,
    read_at: Instant,
    /// When its keys were read again; never, for keys that came with the rest.
    keys_again: Option<Instant>,
}

/// Why a provider was of no help. The text is for the log: it holds no secret.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// Nobody there, or not in time.
    #[error("{0}")]
    Silent(String),
    /// It answered what proves nothing, or what can't be right.
    #[error("{0}")]
    Wrong(String),
}

fn wrong(why: impl Into<String>) -> Fault {
    Fault::Wrong(why.into())
}

#[derive(Default)]
struct Cache {
    known: Option<Arc<Known>>,
    failed_at: Option<Instant>,
}

/// A provider with what is known of it.
pub(super) struct Link {
    pub(super) provider: Provider,
    cache: Mutex<Cache>,
    asking: Arc<Semaphore>,
}

/// The tokens a code was exchanged for.
#[derive(Deserialize)]
pub(super) struct Tokens {
    pub(super) id_token: String,
    pub(super) access_token: Option<String>,
}

impl Link {
    /// Every provider declared, asking at most so many questions at once together.
    pub(super) fn all(providers: Vec<Provider>) -> Vec<Arc<Self>> {
        let asking = Arc::new(Semaphore::new(AT_ONCE));
        let link =
            |provider| Arc::new(Self { provider, cache: Mutex::new(Cache::default()), asking: Arc::clone(&asking) });
        providers.into_iter().map(link).collect()
    }

    /// What is known of it, asked for when it is not known or too old. Those who ask at once wait for one answer.
    pub(super) async fn known(&self) -> Result<Arc<Known>, Fault> {
        let mut cache = self.cache.lock().await;
        if let Some(known) = &cache.known
            && known.read_at.elapsed() < LIFE
        {
            return Ok(Arc::clone(known));
        }
        let resting = cache.failed_at.is_some_and(|at| at.elapsed() < REST);
        let read =
            if resting { Err(Fault::Silent("it did not answer a moment ago".to_owned())) } else { self.read().await };
        match read {
            Ok(known) => {
                let known = Arc::new(known);
                *cache = Cache { known: Some(Arc::clone(&known)), failed_at: None };
                Ok(known)
            }
            Err(fault) => {
                if !resting {
                    cache.failed_at = Some(Instant::now());
                }
                // Yesterday's addresses are better than none.
                match &cache.known {
                    Some(old) if old.read_at.elapsed() < 24 * LIFE => Ok(Arc::clone(old)),
                    _ => Err(fault),
                }
            }
        }
    }

    async fn read(&self) -> Result<Known, Fault> {
        let issuer = &self.provider.issuer;
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let document = self.json(Question::get(address)).await?;
        let document: Document =
            serde_json::from_value(document).map_err(|error| wrong(format!("its configuration: {error}")))?;
        let jwks = self.json(Question::get(self.sound(document.jwks_uri.clone())?)).await?;
        self.understand(document, &jwks)
    }

    fn understand(&self, document: Document, jwks: &Value) -> Result<Known, Fault> {
        // Discovery §4.3: a configuration that speaks for another issuer is the mix-up attack itself.
        if document.issuer != self.provider.issuer {
            return Err(wrong(format!("its configuration speaks for {}", document.issuer)));
        }
        let methods = document.token_endpoint_auth_methods_supported;
        let auth = match methods.as_deref() {
            None => ClientAuth::Basic,
            Some(all) if all.iter().any(|one| one == "client_secret_basic") => ClientAuth::Basic,
            Some(all) if all.iter().any(|one| one == "client_secret_post") => ClientAuth::Post,
            Some(_) => return Err(wrong("it takes no secret of ours")),
        };
        let algs = match document.id_token_signing_alg_values_supported {
            None => vec![Alg::Rs256],
            Some(names) => names.iter().filter_map(|name| Alg::from_name(name)).collect(),
        };
        if algs.is_empty() {
            return Err(wrong("it signs in no way that can be checked"));
        }
        let keys = Keys::read(jwks).filter(|keys| keys.len() > 0).ok_or_else(|| wrong("it has no key that signs"))?;
        let methods = document.code_challenge_methods_supported;
        Ok(Known {
            authorization: self.sound(document.authorization_endpoint)?,
            token: self.sound(document.token_endpoint)?,
            jwks: self.sound(document.jwks_uri)?,
            userinfo: document.userinfo_endpoint.map(|address| self.sound(address)).transpose()?,
            end_session: document.end_session_endpoint.map(|address| self.sound(address)).transpose()?,
            auth,
            algs,
            pkce: methods.is_some_and(|all| all.iter().any(|one| one == "S256")),
            says_issuer: document.authorization_response_iss_parameter_supported,
            keys,
            read_at: Instant::now(),
            keys_again: None,
        })
    }

    /// An address may be used: by https, as its issuer's, and nothing that could split a header.
    fn sound(&self, address: String) -> Result<String, Fault> {
        let fits = is_https(&address) || (is_this_machine(&self.provider.issuer) && is_this_machine(&address));
        let odd = address.contains(|c: char| c.is_whitespace() || c.is_control() || c == '#' || !c.is_ascii());
        if fits && !odd && address.len() < 2000 { Ok(address) } else { Err(wrong("one of its addresses is not https")) }
    }

    /// Whether it is known to have an exit of its own. Asks nothing.
    pub(super) fn ends_sessions(&self) -> bool {
        let known = self.cache.try_lock().ok().and_then(|cache| cache.known.clone());
        known.is_some_and(|known| known.end_session.is_some())
    }

    /// Exchanges a code for tokens (RFC 6749 §4.1.3).
    pub(super) async fn redeem(
        &self,
        known: &Known,
        code: &str,
        redirect: &str,
        verifier: Option<&str>,
    ) -> Result<Tokens, Fault> {
        let Provider { client_id, client_secret, .. } = &self.provider;
        let mut pairs = vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect)];
        pairs.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        let mut question = Question::get(known.token.clone());
        match known.auth {
            ClientAuth::Basic => {
                let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
                let both = BASE64.encode(format!("{}:{}", encoded(client_id), encoded(client_secret)));
                question.authorization = Some(format!("Basic {both}"));
            }
            ClientAuth::Post => pairs.extend([("client_id", client_id.as_str()), ("client_secret", client_secret)]),
        }
        question.body = Some(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish());
        let answer = self.json(question).await?;
        serde_json::from_value(answer).map_err(|_| wrong("it exchanged the code for no token"))
    }

    /// What a token says, its signature checked; keys are read once more when it names one we have not seen.
    pub(super) async fn verify(&self, known: &Arc<Known>, token: &str) -> Result<(Map<String, Value>, Alg), Fault> {
        match jws::verify(token, &known.keys, &known.algs) {
            Ok(read) => Ok(read),
            Err(jws::Fault::UnknownKey | jws::Fault::Signature) => {
                let again = self.keys_again(known).await?;
                jws::verify(token, &again.keys, &again.algs).map_err(|fault| wrong(fault.to_string()))
            }
            Err(fault) => Err(wrong(fault.to_string())),
        }
    }

    async fn keys_again(&self, known: &Arc<Known>) -> Result<Arc<Known>, Fault> {
        let mut cache = self.cache.lock().await;
        let newest = cache.known.clone().unwrap_or_else(|| Arc::clone(known));
        if !Arc::ptr_eq(&newest, known) || newest.keys_again.is_some_and(|at| at.elapsed() < BETWEEN_KEYS) {
            return Ok(newest);
        }
        let jwks = self.json(Question::get(newest.jwks.clone())).await?;
        let keys = Keys::read(&jwks).filter(|keys| keys.len() > 0).ok_or_else(|| wrong("it has no key that signs"))?;
        let renewed = Arc::new(Known {
            authorization: newest.authorization.clone(),
            token: newest.token.clone(),
            jwks: newest.jwks.clone(),
            userinfo: newest.userinfo.clone(),
            end_session: newest.end_session.clone(),
            algs: newest.algs.clone(),
            keys,
            keys_again: Some(Instant::now()),
            ..*newest
        });
        cache.known = Some(Arc::clone(&renewed));
        Ok(renewed)
    }

    /// What it tells of whoever signed in (Core §5.3), as JSON or signed; nothing when it has no such address.
    pub(super) async fn userinfo(
        &self,
        known: &Arc<Known>,
        access_token: &str,
    ) -> Result<Option<Map<String, Value>>, Fault> {
        let Some(address) = &known.userinfo else { return Ok(None) };
        let mut question = Question::get(address.clone());
        question.authorization = Some(format!("Bearer {access_token}"));
        let answer = self.ask(question).await?;
        if answer.status != 200 {
            return Err(wrong(format!("it told nothing of who signed in ({})", answer.status)));
        }
        if !answer.kind.starts_with("application/jwt") {
            return match serde_json::from_str(&answer.text) {
                Ok(Value::Object(told)) => Ok(Some(told)),
                _ => Err(wrong("what it told of who signed in can't be read")),
            };
        }
        let (told, _) = self.verify(known, answer.text.trim()).await?;
        let says = |name: &str, wanted: &str| match told.get(name) {
            None => true,
            Some(Value::String(one)) => one == wanted,
            Some(Value::Array(all)) => all.iter().any(|one| one.as_str() == Some(wanted)),
            Some(_) => false,
        };
        if !says("iss", &self.provider.issuer) || !says("aud", &self.provider.client_id) {
            return Err(wrong("what it told was meant for somebody else"));
        }
        Ok(Some(told))
    }

    async fn json(&self, question: Question) -> Result<Value, Fault> {
        let answer = self.ask(question).await?;
        if answer.status != 200 {
            // OAuth's own word for what went wrong, if it is one.
            let said = serde_json::from_str::<Value>(&answer.text).ok();
            let said = said.as_ref().and_then(|said| said["error"].as_str()).unwrap_or_default();
            let said: String = said.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(60).collect();
            return Err(wrong(format!("it answered {} {said}", answer.status)));
        }
        serde_json::from_str(&answer.text).map_err(|_| wrong("its answer is no JSON"))
    }

    async fn ask(&self, question: Question) -> Result<Answer, Fault> {
        let permit = tokio::time::timeout(PATIENCE, Arc::clone(&self.asking).acquire_owned()).await;
        let Ok(Ok(permit)) = permit else {
            return Err(Fault::Silent("too much is being asked of providers".to_owned()));
        };
        let answer = tokio::task::spawn_blocking(move || {
            let answer = ask_now(&question);
            drop(permit);
            answer
        });
        answer.await.map_err(|error| Fault::Silent(error.to_string()))?
    }
}

/// Something to be asked; posted when it has a body.
struct Question {
    url: String,
    authorization: Option<String>,
    body: Option<String>,
}

impl Question {
    fn get(url: String) -> Self {
        Self { url, authorization: None, body: None }
    }
}

struct Answer {
    status: u16,
    kind: String,
    text: String,
}

/// Blocks: to be run on a thread that may wait. Redirections are not followed: an issuer's addresses are its own.
fn ask_now(question: &Question) -> Result<Answer, Fault> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .user_agent(concat!("Beffroi/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let accept = "application/json, application/jwt";
    let answer = match &question.body {
        Some(body) => {
            let mut request = agent
                .post(&question.url)
                .header("accept", accept)
                .header("content-type", "application/x-www-form-urlencoded");
            if let Some(authorization) = &question.authorization {
                request = request.header("authorization", authorization);
            }
            request.send(body.as_str())
        }
        None => {
            let mut request = agent.get(&question.url).header("accept", accept);
            if let Some(authorization) = &question.authorization {
                request = request.header("authorization", authorization);
            }
            request.call()
        }
    };
    let mut answer = answer.map_err(|error| silent(&error))?;
    let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (status, kind) = (answer.status().as_u16(), kind.to_ascii_lowercase());
    let text = answer.body_mut().with_config().limit(LARGEST).read_to_string().map_err(|error| silent(&error))?;
    Ok(Answer { status, kind, text })
}

fn silent(error: &ureq::Error) -> Fault {
    let why = match error {
        ureq::Error::HostNotFound => "its server is not found",
        ureq::Error::Timeout(_) => "its server does not answer in time",
        ureq::Error::ConnectionFailed => "its server can't be reached",
        ureq::Error::BodyExceedsLimit(_) => "its answer is too large",
        _ => "its server answers nothing that can be read",
    };
    Fault::Silent(why.to_owned())
}

fn is_https(address: &str) -> bool {
    address.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
}

/// A provider on this machine, for trying it out: plain http goes nowhere else.
fn is_this_machine(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, port)| if port.ends_with(']') { rest } else { host });
    ["127.0.0.1", "localhost", "[::1]"].contains(&host)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn link(issuer: &str) -> Arc<Link> {
        let provider = Provider {
            code: "fc".to_owned(),
            label: "FranceConnect".to_owned(),
            issuer: issuer.to_owned(),
            client_id: "us".to_owned(),
            client_secret: "hidden".to_owned(),
            scopes: Vec::new(),
            acr: None,
        };
        Link::all(vec![provider]).remove(0)
    }

    fn document() -> Value {
        json!({
            "issuer": "https://fc.example/api", "authorization_endpoint": "https://fc.example/a",
            "token_endpoint": "https://fc.example/t", "jwks_uri": "https://fc.example/k",
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        })
    }

    fn jwks() -> Value {
        json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }] })
    }

    fn understand(document: Value) -> Result<Known, Fault> {
        link("https://fc.example/api").understand(serde_json::from_value(document).unwrap(), &jwks())
    }

    #[test]
    fn a_configuration_is_taken_as_far_as_it_is_sound() {
        let known = understand(document()).unwrap();
        assert_eq!((known.auth, known.pkce, known.says_issuer), (ClientAuth::Basic, false, false));
        assert_eq!(known.algs, [Alg::Es256], "neither HMAC nor nothing");
        let mut other = document();
        other["code_challenge_methods_supported"] = json!(["plain", "S256"]);
        other["token_endpoint_auth_methods_supported"] = json!(["client_secret_post"]);
        let known = understand(other).unwrap();
        assert!(known.pkce);
        assert_eq!(known.auth, ClientAuth::Post);
    }

    #[test]
    fn what_can_not_be_right_is_refused() {
        for (name, value) in [
            ("issuer", json!("https://fc.example")),
            ("issuer", json!("https://evil.example/api")),
            ("token_endpoint", json!("http://fc.example/t")),
            ("token_endpoint", json!("http://127.0.0.1/t")),
            ("authorization_endpoint", json!("javascript:alert(1)")),
            ("authorization_endpoint", json!("https://fc.example/a#x")),
            ("authorization_endpoint", json!("https://fc.example/a\r\nx: y")),
            ("end_session_endpoint", json!("file:///etc/passwd")),
            ("id_token_signing_alg_values_supported", json!(["HS256", "none"])),
            ("token_endpoint_auth_methods_supported", json!(["none", "private_key_jwt"])),
        ] {
            let mut document = document();
            document[name] = value;
            assert!(understand(document.clone()).is_err(), "{document}");
        }
        let one: Document = serde_json::from_value(document()).unwrap();
        assert!(link("https://fc.example/api").understand(one, &json!({ "keys": [] })).is_err());
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        for good in ["http://127.0.0.1:3000", "http://localhost/x", "http://[::1]:80/x", "http://[::1]"] {
            assert!(is_this_machine(good), "{good}");
        }
        for bad in [
            "http://127.0.0.1.evil.example",
            "http://evil.example",
            "http://localhost@evil.example",
            "https://localhost",
        ] {
            assert!(!is_this_machine(bad), "{bad}");
        }
    }

    #[test]
    fn a_declaration_is_checked_and_keeps_its_secret() {
        let mut provider = link("https://fc.example/api").provider.clone();
        assert_eq!(provider.check(), Ok(()));
        assert!(!format!("{provider:?}").contains("hidden"));
        provider.issuer = "http://fc.example".to_owned();
        assert!(provider.check().is_err());
        provider.issuer = "https://fc.example".to_owned();
        provider.code = "France/Connect".to_owned();
        assert!(provider.check().is_err());
    }
}
