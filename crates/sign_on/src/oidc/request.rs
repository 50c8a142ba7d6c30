//! An authorization request read (OpenID Connect Core 1.0 §3.1.2.1), strictly: pure, and refused at the first oddity.

use std::collections::BTreeSet;

use crate::attribute::Attribute;

use super::client::Settings;

/// A request as it came: pairs in order, empty ones left out, as if they had not been sent (RFC 6749 §3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameters(Vec<(String, String)>);

/// Whom a request names, before anything else of it is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Addressed {
    /// The vendor's name.
    pub(crate) client_id: String,
    /// Where it wants its answer.
    pub(crate) redirect_uri: String,
}

/// A part of what a reader is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// The pseudonym: always.
    OpenId,
    /// Names, and what a library or a commune wants to know.
    Profile,
    /// The e-mail address.
    Email,
    /// The card's number.
    Card,
}

/// How the answer travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// In the address.
    Query,
    /// In a form the browser posts (Form Post Response Mode 1.0).
    FormPost,
}

/// A request that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Request {
    /// Given back as it came.
    pub(crate) state: Option<String>,
    /// Given back in the ID token.
    pub(crate) nonce: Option<String>,
    /// What binds the code to whoever asked for it (RFC 7636, S256).
    pub(crate) challenge: Option<String>,
    /// What is asked to be told.
    pub(crate) scopes: BTreeSet<Scope>,
    /// How the answer travels.
    pub(crate) mode: Mode,
    /// No page may be shown.
    pub(crate) silent: bool,
    /// The reader must sign in again.
    pub(crate) again: bool,
    /// The reader must be asked again what the vendor may know.
    pub(crate) ask: bool,
    /// The sign-in may be this old, in seconds.
    pub(crate) max_age: Option<i64>,
    /// Languages wanted, the best first.
    pub(crate) locales: Vec<String>,
    /// An ID token given before, of whom the vendor believes to have before it.
    pub(crate) hint: Option<String>,
}

/// A refusal the vendor is told (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The registered code.
    pub(crate) error: &'static str,
    /// Why, in English, for whoever writes the vendor's software.
    pub(crate) description: &'static str,
}

impl Refusal {
    pub(crate) const fn new(error: &'static str, description: &'static str) -> Self {
        Self { error, description }
    }
}

impl Scope {
    pub(crate) const ALL: [Self; 4] = [Self::OpenId, Self::Profile, Self::Email, Self::Card];

    /// Its name in requests.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OpenId => "openid",
            Self::Profile => "profile",
            Self::Email => "email",
            Self::Card => "card",
        }
    }

    /// Whether it asks for an attribute.
    pub(crate) fn covers(self, attribute: Attribute) -> bool {
        match attribute {
            Attribute::Email => self == Self::Email,
            Attribute::CardNumber => self == Self::Card,
            _ => self == Self::Profile,
        }
    }

    /// Those named in a text; others are none of ours and are left out (RFC 6749 §3.3).
    pub(crate) fn read(text: &str) -> BTreeSet<Self> {
        text.split(' ').filter_map(|name| Self::ALL.into_iter().find(|scope| scope.name() == name)).collect()
    }

    /// As the answer and tables name them.
    pub(crate) fn write(scopes: &BTreeSet<Self>) -> String {
        scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
    }
}

impl Mode {
    fn read(text: Option<&str>) -> Option<Self> {
        match text {
            None | Some("query") => Some(Self::Query),
            Some("form_post") => Some(Self::FormPost),
            Some(_) => None,
        }
    }
}

/// A nonce is at most this long, in bytes.
const LONGEST_NONCE: usize = 512;

impl Parameters {
    /// Of the pairs of a query or a form.
    pub(crate) fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The pairs.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The value of a parameter.
    ///
    /// # Errors
    /// When it comes twice, which RFC 6749 §3.1 forbids: two programs would each believe another one.
    pub(crate) fn one(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let mut values = self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (value, None) => Ok(value),
            _ => Err(Refusal::new("invalid_request", "a parameter is repeated")),
        }
    }

    /// Whom the request names; nothing when it does not say so plainly.
    pub(crate) fn addressed(&self) -> Option<Addressed> {
        let one = |name| self.one(name).ok().flatten().map(str::to_owned);
        Some(Addressed { client_id: one("client_id")?, redirect_uri: one("redirect_uri")? })
    }

    /// How a refusal travels: as asked, when that can be read.
    pub(crate) fn mode(&self) -> Mode {
        self.one("response_mode").ok().and_then(Mode::read).unwrap_or(Mode::Query)
    }

    /// What a refusal gives back.
    pub(crate) fn state(&self) -> Option<&str> {
        self.one("state").ok().flatten()
    }
}

/// Reads a request whose vendor and address are known.
pub(crate) fn read(asked: &Parameters, settings: &Settings) -> Result<Request, Refusal> {
    let wrong = |description| Err(Refusal::new("invalid_request", description));
    // None may be repeated, known to us or not.
    for (name, _) in asked.pairs() {
        asked.one(name)?;
    }
    if asked.one("request")?.is_some() {
        return Err(Refusal::new("request_not_supported", "request objects are not read here"));
    }
    if asked.one("request_uri")?.is_some() {
        return Err(Refusal::new("request_uri_not_supported", "request objects are not read here"));
    }
    if asked.one("registration")?.is_some() {
        return Err(Refusal::new("registration_not_supported", "vendors are registered by the network's staff"));
    }
    match asked.one("response_type")? {
        Some("code") => {}
        Some(_) => return Err(Refusal::new("unsupported_response_type", "only response_type=code is answered")),
        None => return wrong("response_type is missing"),
    }
    let Some(mode) = Mode::read(asked.one("response_mode")?) else {
        return wrong("response_mode is query or form_post");
    };
    let scopes = Scope::read(asked.one("scope")?.unwrap_or_default());
    if !scopes.contains(&Scope::OpenId) {
        return Err(Refusal::new("invalid_scope", "scope must contain openid"));
    }
    let challenge = challenge(asked, settings)?;
    let nonce = asked.one("nonce")?;
    if nonce.is_some_and(|nonce| nonce.len() > LONGEST_NONCE) {
        return wrong("nonce is too long");
    }
    if challenge.is_none() && nonce.is_none() {
        return wrong("without PKCE, a nonce is needed");
    }
    let (mut silent, mut again, mut ask) = (false, false, false);
    for prompt in asked.one("prompt")?.unwrap_or_default().split(' ').filter(|prompt| !prompt.is_empty()) {
        match prompt {
            "none" => silent = true,
            // Whoever chooses another account signs in with it.
            "login" | "select_account" => again = true,
            "consent" => ask = true,
            _ => return wrong("prompt is none, login, consent or select_account"),
        }
    }
    if silent && (again || ask) {
        return wrong("prompt=none stands alone");
    }
    let max_age = match asked.one("max_age")? {
        None => None,
        Some(text) => match text.parse::<u32>() {
            Ok(seconds) => Some(i64::from(seconds)),
            Err(_) => return wrong("max_age is a number of seconds"),
        },
    };
    let locales = asked.one("ui_locales")?.unwrap_or_default().split(' ').take(8).map(str::to_owned).collect();
    Ok(Request {
        state: asked.one("state")?.map(str::to_owned),
        nonce: nonce.map(str::to_owned),
        challenge,
        scopes,
        mode,
        silent,
        // Core §3.1.2.1: max_age=0 is prompt=login.
        again: again || max_age == Some(0),
        ask,
        max_age,
        locales,
        hint: asked.one("id_token_hint")?.map(str::to_owned),
    })
}

/// The code's challenge: S256 and nothing else; asked of every vendor that was not exempted.
fn challenge(asked: &Parameters, settings: &Settings) -> Result<Option<String>, Refusal> {
    let wrong = |description| Err(Refusal::new("invalid_request", description));
    let method = asked.one("code_challenge_method")?;
    match asked.one("code_challenge")? {
        None if settings.pkce => wrong("PKCE is needed: send code_challenge with code_challenge_method=S256"),
        None if method.is_some() => wrong("code_challenge is missing"),
        None => Ok(None),
        // RFC 7636 §4.3: not saying the method is saying plain.
        Some(_) if method != Some("S256") => wrong("code_challenge_method must be S256"),
        Some(text) if !is_digest(text) => wrong("code_challenge is the base64url of a SHA-256"),
        Some(text) => Ok(Some(text.to_owned())),
    }
}

/// Whether a text is 32 bytes in base64url without padding.
fn is_digest(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn settings() -> Settings {
        Settings::public(vec!["https://v.example/b".to_owned()])
    }

    fn good() -> Vec<(&'static str, &'static str)> {
        vec![
            ("client_id", "v"),
            ("redirect_uri", "https://v.example/b"),
            ("response_type", "code"),
            ("scope", "openid profile offline_access"),
            ("state", "s1"),
            ("nonce", "n1"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ]
    }

    fn parameters(pairs: &[(&str, &str)]) -> Parameters {
        Parameters::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn with(name: &'static str, value: &'static str) -> Parameters {
        let mut pairs = good();
        pairs.retain(|(known, _)| *known != name);
        pairs.push((name, value));
        parameters(&pairs)
    }

    #[test]
    fn a_plain_request_is_read() {
        let request = read(&parameters(&good()), &settings()).unwrap();
        assert_eq!(request.state.as_deref(), Some("s1"));
        assert_eq!(request.nonce.as_deref(), Some("n1"));
        assert_eq!(request.scopes, BTreeSet::from([Scope::OpenId, Scope::Profile]), "no offline_access: none is given");
        assert_eq!(request.mode, Mode::Query);
        assert!(!request.silent && !request.again && !request.ask);
    }

    #[test]
    fn what_is_not_served_is_refused_by_its_registered_name() {
        for (name, value, error) in [
            ("response_type", "token", "unsupported_response_type"),
            ("response_type", "code id_token", "unsupported_response_type"),
            ("response_type", "", "invalid_request"),
            ("response_mode", "fragment", "invalid_request"),
            ("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported"),
            ("request_uri", "https://v.example/r", "request_uri_not_supported"),
            ("registration", "{}", "registration_not_supported"),
            ("scope", "profile", "invalid_scope"),
            ("scope", "", "invalid_scope"),
            ("prompt", "none login", "invalid_request"),
            ("prompt", "surprise", "invalid_request"),
            ("max_age", "-1", "invalid_request"),
            ("max_age", "soon", "invalid_request"),
            ("code_challenge", "", "invalid_request"),
            ("code_challenge", "short", "invalid_request"),
            ("code_challenge_method", "plain", "invalid_request"),
            ("code_challenge_method", "", "invalid_request"),
        ] {
            assert_eq!(read(&with(name, value), &settings()).unwrap_err().error, error, "{name}={value}");
        }
        let long: &'static str = Box::leak("n".repeat(513).into_boxed_str());
        assert_eq!(read(&with("nonce", long), &settings()).unwrap_err().error, "invalid_request");
    }

    #[test]
    fn pkce_is_left_out_only_by_who_was_exempted_and_sends_a_nonce() {
        let mut pairs = good();
        pairs.retain(|(name, _)| !name.starts_with("code_challenge"));
        let exempted = Settings { pkce: false, ..Settings::with_secret(vec!["https://v.example/b".into()], "s") };
        assert!(read(&parameters(&pairs), &settings()).is_err());
        assert_eq!(read(&parameters(&pairs), &exempted).unwrap().challenge, None);
        // Sent all the same, it binds.
        assert_eq!(read(&parameters(&good()), &exempted).unwrap().challenge.as_deref(), Some(CHALLENGE));
        assert!(read(&with("code_challenge_method", "plain"), &exempted).is_err());
        pairs.retain(|(name, _)| *name != "nonce");
        assert!(read(&parameters(&pairs), &exempted).is_err());
    }

    #[test]
    fn nothing_comes_twice() {
        for (name, value) in good() {
            let mut pairs = good();
            pairs.push((name, value));
            let asked = parameters(&pairs);
            assert!(read(&asked, &settings()).is_err(), "{name}");
            if name == "client_id" || name == "redirect_uri" {
                assert_eq!(asked.addressed(), None);
            }
        }
        let mut pairs = good();
        pairs.extend([("unknown", "1"), ("unknown", "2")]);
        assert!(read(&parameters(&pairs), &settings()).is_err());
    }

    #[test]
    fn prompts_and_ages() {
        assert!(read(&with("prompt", "none"), &settings()).unwrap().silent);
        assert!(read(&with("prompt", "login"), &settings()).unwrap().again);
        assert!(read(&with("prompt", "login consent"), &settings()).unwrap().ask);
        assert!(read(&with("max_age", "0"), &settings()).unwrap().again);
        assert_eq!(read(&with("max_age", "60"), &settings()).unwrap().max_age, Some(60));
    }

    proptest! {
        /// Whatever comes is answered; what is accepted is bound by PKCE, says openid and fits.
        #[test]
        fn whatever_comes_is_answered(pairs in prop::collection::vec(
            ("client_id|redirect_uri|response_type|scope|state|nonce|code_challenge|code_challenge_method|prompt|max_age|response_mode|x",
             "code|openid|S256|plain|none|login|query|form_post|[ -~]{0,60}|\\PC{0,20}"), 0..14)) {
            let asked = Parameters::of(pairs);
            let _ = (asked.addressed(), asked.mode(), asked.state());
            if let Ok(request) = read(&asked, &settings()) {
                prop_assert!(request.challenge.as_deref().is_some_and(is_digest));
                prop_assert!(request.scopes.contains(&Scope::OpenId));
            }
        }

        /// A good request with one letter changed anywhere is refused or read; it never brings the server down.
        #[test]
        fn an_altered_request_is_answered(at in 0usize..300, byte in any::<u8>()) {
            let mut text = crate::oidc::address::query(&good()).into_bytes();
            let at = at % text.len();
            text[at] = byte;
            let asked = Parameters::of(shell::parse_pairs(&text));
            let _ = (asked.addressed(), read(&asked, &settings()));
        }
    }
}
