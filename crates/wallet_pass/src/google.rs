//! Google Wallet: a link that holds the pass itself, as a JSON Web Token signed by a service account (RFC 7519, RS256).
//! Nothing is sent to Google by the server: the holder's phone brings the pass there.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::key::Key;
use crate::{Error, Face, pem};

/// Who signs: an issuer's account at Google.
pub struct Account {
    issuer: String,
    email: String,
    key: Key,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Account").field("issuer", &self.issuer).field("email", &self.email).finish_non_exhaustive()
    }
}

/// What we read of the file Google gives for a service account.
#[derive(Deserialize)]
struct AccountFile {
    client_email: String,
    private_key: String,
}

impl Account {
    /// Reads the JSON file of a service account; `issuer` is the number Google gave in the Wallet console.
    ///
    /// # Errors
    /// [`Error::BadAccount`], or what is wrong with its key.
    pub fn from_json(issuer: &str, text: &str) -> Result<Self, Error> {
        if issuer.is_empty() || !issuer.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::BadAccount("the issuer is a number given in the Google Wallet console".to_owned()));
        }
        let file: AccountFile = serde_json::from_str(text).map_err(|why| Error::BadAccount(why.to_string()))?;
        let key = Key::among(&pem::blocks(&file.private_key)?)?;
        Ok(Self { issuer: issuer.to_owned(), email: file.client_email, key })
    }
}

/// The address of “Add to Google Wallet” for a pass, written in the language of the page that shows it (a link should stay
/// under 1,800 characters, so it carries one language and not three). `class` names the kind of pass at Google, in ASCII
/// letters, digits and `_`; it is made there when first seen.
///
/// # Errors
/// [`Error::NotWritten`] when signing fails.
pub fn link(face: &Face, account: &Account, class: &str, lang: &str, at: Timestamp) -> Result<String, Error> {
    let class = format!("{}.{class}", account.issuer);
    let claims = json!({
        "iss": account.email,
        "aud": "google",
        "typ": "savetowallet",
        "iat": at.as_second(),
        "payload": {
            "genericClasses": [{ "id": class }],
            "genericObjects": [object(face, account, &class, lang)],
        },
    });
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", encode(&json!({ "alg": "RS256", "typ": "JWT" })), encode(&claims));
    let signature = URL_SAFE_NO_PAD.encode(account.key.sign(signed.as_bytes())?);
    Ok(format!("https://pay.google.com/gp/v/save/{signed}.{signature}"))
}

fn object(face: &Face, account: &Account, class: &str, lang: &str) -> Value {
    let said = |text: &str| json!({ "defaultValue": { "language": lang, "value": text } });
    let [red, green, blue] = face.colours.background;
    let mut object = json!({
        "id": format!("{}.{}", account.issuer, face.serial),
        "classId": class,
        "cardTitle": said(face.title.of(lang)),
        "hexBackgroundColor": format!("#{red:02x}{green:02x}{blue:02x}"),
        "validTimeInterval": { "end": { "date": face.expires.to_string() } },
    });
    let Value::Object(fields) = &mut object else { return object };
    if let Some(first) = face.primary.first() {
        fields.insert("header".to_owned(), said(first.value.of(lang)));
    }
    if face.void {
        fields.insert("state".to_owned(), json!("INACTIVE"));
    }
    if let Some(from) = face.not_before {
        fields["validTimeInterval"]["start"] = json!({ "date": from.to_string() });
    }
    let texts: Vec<Value> = face
        .secondary
        .iter()
        .chain(&face.auxiliary)
        .map(|field| json!({ "id": field.key, "header": field.label.of(lang), "body": field.value.of(lang) }))
        .collect();
    if !texts.is_empty() {
        fields.insert("textModulesData".to_owned(), json!(texts));
    }
    code(face, fields);
    object
}

/// The code, with its proof of the minute when the phone can compute it: then the plain code is left out, or a picture of
/// it would serve as well.
fn code(face: &Face, fields: &mut Map<String, Value>) {
    let Some(proof) = &face.proof else {
        let plain = json!({ "type": "QR_CODE", "value": face.code, "alternateText": face.number });
        fields.insert("barcode".to_owned(), plain);
        return;
    };
    let key: String = proof.key.iter().map(|byte| format!("{byte:02x}")).collect();
    let turning = json!({
        "type": "QR_CODE",
        "valuePattern": format!("{}.{{totp_value_0}}", face.code),
        "alternateText": face.number,
        "totpDetails": {
            "periodMillis": (u64::from(proof.seconds) * 1000).to_string(),
            "algorithm": "TOTP_SHA1",
            "parameters": [{ "key": key, "valueLength": proof.digits }],
        },
    });
    fields.insert("rotatingBarcode".to_owned(), turning);
}
