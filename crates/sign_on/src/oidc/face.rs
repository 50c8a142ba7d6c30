//! What the office's sheet of a vendor shows of this face, and its trial.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use shell::FormState;

use super::client::{self, Proof, Settings};
use super::codes::{self, NewCode};
use super::request::{self, Parameters};
use super::signing::Signature;
use super::{keys, left, token, userinfo};
use crate::cas::outgoing::Refused;
use crate::face::{FacePage, FaceRead, Leaving, Step, StepState};
use crate::login::{self, Login};
use crate::outside::jws;
use crate::vendor::{Face, KeptFace, Vendor};
use crate::{Error, Result, Web, knock};

/// A longer set of keys is refused, in bytes.
const LONGEST_JWKS: usize = 16 * 1024;

/// The fields, as kept or as just typed.
pub(crate) async fn page(
    web: &Web,
    vendor: &Vendor,
    kept: Option<&KeptFace>,
    form: Option<FormState>,
) -> Result<FacePage> {
    let known = kept.map(Settings::of).transpose()?;
    let form = match (form, kept, &known) {
        (Some(form), ..) => form,
        (None, Some(kept), Some(known)) => filled(&kept.lookup, known),
        _ => filled(&vendor.code, &Settings::with_secret(Vec::new(), "")),
    };
    let view = json!({
        "issuer": web.public_url,
        "configuration": format!("{}/.well-known/openid-configuration", web.public_url),
        "has_secret": matches!(known.as_ref().map(|known| &known.proof), Some(Proof::Secret { .. })),
        "signatures": keys::offered(web).into_iter().map(Signature::name).collect::<Vec<_>>(),
    });
    Ok(FacePage { template: "sign_on/oidc_settings.html", view, form })
}

fn filled(client_id: &str, settings: &Settings) -> FormState {
    let (proof, jwks) = match &settings.proof {
        Proof::Secret { .. } => ("secret", String::new()),
        Proof::Keys { jwks } => ("keys", jwks.to_string()),
        Proof::Nothing => ("nothing", String::new()),
    };
    let mut form = FormState::default();
    for (field, value) in [
        ("oidc_client_id", client_id.to_owned()),
        ("oidc_redirects", settings.redirect_uris.join("\n")),
        ("oidc_returns", settings.post_logout_uris.join("\n")),
        ("oidc_back_channel", settings.back_channel_logout_uri.clone().unwrap_or_default()),
        ("oidc_proof", proof.to_owned()),
        ("oidc_jwks", jwks),
        ("oidc_signature", settings.signature.name().to_owned()),
        ("oidc_pkce", if settings.pkce { "yes" } else { "nonce" }.to_owned()),
    ] {
        form.values.insert(field.to_owned(), value);
    }
    form
}

/// The lines of a field that say something, each once.
fn lines(form: &FormState, field: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in form.value(field).lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !lines.iter().any(|known| known == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// The field of the form in which a setting is typed.
fn field_of(setting: &str) -> &'static str {
    match setting {
        "client_id" => "oidc_client_id",
        "post_logout_uris" => "oidc_returns",
        "back_channel_logout_uri" => "oidc_back_channel",
        "proof" => "oidc_proof",
        "jwks" => "oidc_jwks",
        "pkce" => "oidc_pkce",
        _ => "oidc_redirects",
    }
}

/// Reads the fields. A secret is made when there is none yet or another is wanted, and shown once.
pub(crate) async fn read(
    web: &Web,
    vendor: &Vendor,
    kept: Option<&KeptFace>,
    mut form: FormState,
) -> Result<std::result::Result<FaceRead, FormState>> {
    let before = kept.map(Settings::of).transpose()?.map(|known| known.proof);
    let mut shown_once = None;
    let proof = match form.value("oidc_proof") {
        "nothing" => Proof::Nothing,
        "keys" => {
            let typed = form.value("oidc_jwks");
            let jwks =
                if typed.len() > LONGEST_JWKS { Json::Null } else { serde_json::from_str(typed).unwrap_or(Json::Null) };
            Proof::Keys { jwks }
        }
        _ => match before {
            Some(known @ Proof::Secret { .. }) if form.value("oidc_new_secret").is_empty() => known,
            _ => {
                let secret = client::new_secret();
                let sha256 = client::hash(&secret);
                shown_once = Some(secret);
                Proof::Secret { sha256 }
            }
        },
    };
    let signature = Signature::from_name(form.value("oidc_signature")).unwrap_or_default();
    if !keys::offered(web).contains(&signature) {
        form.fault("oidc_signature", "oidc-signature-missing");
    }
    let back_channel = form.value("oidc_back_channel").to_owned();
    let settings = Settings {
        redirect_uris: lines(&form, "oidc_redirects"),
        post_logout_uris: lines(&form, "oidc_returns"),
        back_channel_logout_uri: (!back_channel.is_empty()).then_some(back_channel),
        proof,
        signature,
        pkce: form.value("oidc_pkce") != "nonce",
    };
    let typed = form.value("oidc_client_id");
    let client_id = if typed.is_empty() { vendor.code.clone() } else { typed.to_owned() };
    let face = match settings.face(&client_id) {
        Ok(face) => Some(face),
        Err(Error::Field { field, message }) => {
            form.fault(field_of(field), message);
            None
        }
        Err(other) => return Err(other),
    };
    match face.filter(|_| form.is_sound()) {
        Some(face) => Ok(Ok(FaceRead { lookup: face.lookup, settings: face.settings, shown_once })),
        None => Ok(Err(form)),
    }
}

/// Tells the vendor that a reader's session here ended.
pub(crate) async fn tell_left(web: &Web, vendor: &Vendor, kept: &KeptFace, login: &Login) -> Result<Leaving> {
    left::tell(web, vendor, kept, login).await
}

fn step(what: &'static str, sent: String, came: String) -> Step {
    Step { what, state: StepState::Good, sent, came, why: "" }
}

impl Step {
    fn found(mut self, sound: bool, otherwise: StepState, why: &'static str) -> Step {
        if !sound {
            (self.state, self.why) = (otherwise, why);
        }
        self
    }
}

/// A secret as a page may show it.
fn masked(secret: &str) -> String {
    format!("{}…", secret.get(..6).unwrap_or_default())
}

/// Claims as lines.
fn shown(claims: &Json) -> String {
    let told = claims.as_object().into_iter().flatten().map(|(name, value)| match value {
        Json::String(text) => format!("{name}: {text}"),
        other => format!("{name}: {other}"),
    });
    told.collect::<Vec<_>>().join("\n")
}

/// A request as the vendor would send it.
fn request_pairs(client_id: &str, redirect_uri: &str, challenge: &str) -> Parameters {
    let pairs = [
        ("client_id", client_id),
        ("redirect_uri", redirect_uri),
        ("response_type", "code"),
        ("scope", "openid profile email card"),
        ("state", "essai"),
        ("nonce", "essai"),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256"),
    ];
    Parameters::of(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec())
}

/// Walks the whole exchange as the vendor would: what it reads of us, a request for each of its addresses, a code, its
/// redemption, what it is told, the same code again, another address, and the word that the reader left.
pub(crate) async fn rehearse(web: &Web, vendor: &Vendor, kept: &KeptFace) -> Result<Vec<Step>> {
    let settings = Settings::of(kept)?;
    let client_id = kept.lookup.as_str();
    let Some(redirect_uri) = settings.redirect_uris.first().cloned() else {
        return Err(Error::Kept("OpenID Connect settings without an address"));
    };
    let secure = web.public_url.starts_with("https:") || vendor.demo;
    let configuration = format!("{}/.well-known/openid-configuration", web.public_url);
    let mut steps = vec![step("oidc-step-configuration", configuration, format!("issuer: {}", web.public_url)).found(
        secure,
        StepState::Doubtful,
        "oidc-step-configuration-why",
    )];
    let offered = keys::offered(web).contains(&settings.signature);
    steps.push(
        step("oidc-step-keys", format!("{}/oidc/jwks.json", web.public_url), settings.signature.name().to_owned())
            .found(offered, StepState::Failed, "oidc-step-keys-why"),
    );
    if !offered {
        return Ok(steps);
    }
    let verifier = codes::random_text();
    let challenge = BASE64.encode(Sha256::digest(verifier.as_bytes()));
    for address in &settings.redirect_uris {
        let asked = request_pairs(client_id, address, &challenge);
        let read = request::read(&asked, &settings);
        let came = read.as_ref().err().map(|refusal| refusal.description.to_owned()).unwrap_or_default();
        let sound = settings.redirects_to(address) && read.is_ok();
        steps.push(step("oidc-step-request", address.clone(), came).found(
            sound,
            StepState::Failed,
            "oidc-step-request-why",
        ));
    }
    let entered = knock::trial(web, vendor, Face::Oidc).await?;
    let mut write = web.db.write().await?;
    let new = NewCode {
        vendor: &vendor.id,
        login: &entered.login,
        redirect_uri: &redirect_uri,
        challenge: Some(&challenge),
        nonce: Some("essai"),
        scope: "openid profile email card",
        signed_in_at: None,
        opened_by: "pin",
    };
    let code = codes::give(&mut write, &new).await?;
    write.commit().await?;
    steps.push(step(
        "oidc-step-code",
        redirect_uri.clone(),
        format!("code={}\nstate=essai\niss={}", masked(&code), web.public_url),
    ));

    let form = |code: &str, redirect_uri: &str| {
        let pairs = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", verifier.as_str()),
        ];
        Parameters::of(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec())
    };
    let sent = format!("grant_type=authorization_code\ncode={}\nredirect_uri={redirect_uri}", masked(&code));
    let given = match token::exchange(web, vendor, &settings, client_id, &form(&code, &redirect_uri)).await? {
        Ok(given) => given,
        Err(refusal) => {
            steps.push(step("oidc-step-token", sent, refusal.description.to_owned()).found(
                false,
                StepState::Failed,
                "oidc-step-token-why",
            ));
            return Ok(steps);
        }
    };
    let text = |name: &str| given.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    let (id_token, access_token) = (text("id_token"), text("access_token"));
    let came = format!(
        "id_token={}\naccess_token={}\nexpires_in={}",
        masked(&id_token),
        masked(&access_token),
        given["expires_in"]
    );
    steps.push(step("oidc-step-token", sent, came));

    let verified = jws::verify(&id_token, &keys::verifying(web).await?, &[settings.signature.alg()]);
    let claims = verified.as_ref().map(|(claims, _)| Json::Object(claims.clone())).unwrap_or(Json::Null);
    let sound = claims["aud"] == client_id && claims["nonce"] == "essai" && claims["sub"] == entered.pseudonym.as_str();
    steps.push(step("oidc-step-identity", String::new(), shown(&claims)).found(
        sound,
        StepState::Failed,
        "oidc-step-identity-why",
    ));
    let told = userinfo::told(web, &access_token).await?;
    let sound = told.as_ref().is_some_and(|told| told["sub"] == claims["sub"]);
    let came = told.as_ref().map(shown).unwrap_or_default();
    steps.push(step("oidc-step-userinfo", format!("Bearer {}", masked(&access_token)), came).found(
        sound,
        StepState::Failed,
        "oidc-step-userinfo-why",
    ));
    let again = token::exchange(web, vendor, &settings, client_id, &form(&code, &redirect_uri)).await?;
    let taken_back = userinfo::told(web, &access_token).await?.is_none();
    let came = again.as_ref().err().map(|refusal| refusal.error.to_owned()).unwrap_or_default();
    steps.push(step("oidc-step-again", format!("code={}", masked(&code)), came).found(
        again.is_err() && taken_back,
        StepState::Failed,
        "oidc-step-again-why",
    ));
    let elsewhere = format!("{redirect_uri}.ailleurs.example");
    steps.push(step("oidc-step-elsewhere", elsewhere.clone(), String::new()).found(
        !settings.redirects_to(&elsewhere),
        StepState::Failed,
        "oidc-step-elsewhere-why",
    ));
    if let Some(address) = &settings.back_channel_logout_uri {
        let login = login::by_id(&mut web.db.read().await?, &entered.login).await?;
        let posted = left::post(web, vendor, kept, &settings, &login, address).await?;
        let why = match posted {
            // A reader who was never there may be refused by a vendor that works: it was reached, and read the token.
            Ok(200..=299 | 400) => "",
            Ok(_) => "oidc-step-left-status",
            Err(Refused::Address) => "oidc-reach-address",
            Err(Refused::Private) => "oidc-reach-private",
            Err(Refused::Late) => "oidc-reach-late",
            Err(Refused::Unreachable) => "oidc-reach-not",
        };
        let came = posted.map(|status| status.to_string()).unwrap_or_default();
        steps.push(step("oidc-step-left", address.clone(), came).found(why.is_empty(), StepState::Doubtful, why));
    }
    let mut write = web.db.write().await?;
    login::end(&mut write, &entered.login).await?;
    write.commit().await?;
    Ok(steps)
}
