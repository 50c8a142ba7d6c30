//! Apple Wallet: a `.pkpass` is a zip of `pass.json`, pictures, words in each language, `manifest.json` (the SHA-1 of every
//! other file) and `signature` (a CMS signature of the manifest).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sha1::{Digest, Sha1};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::{Error, Face, Field, Signer, Words};

/// What a `.pkpass` is served as.
pub const MEDIA_TYPE: &str = "application/vnd.apple.pkpass";

/// As many places as a phone takes.
const MOST_PLACES: usize = 10;

/// Our mark, which a pass must carry at each density of screen.
const PICTURES: [(&str, &[u8]); 6] = [
    ("icon.png", include_bytes!("../assets/icon.png")),
    ("icon@2x.png", include_bytes!("../assets/icon@2x.png")),
    ("icon@3x.png", include_bytes!("../assets/icon@3x.png")),
    ("logo.png", include_bytes!("../assets/logo.png")),
    ("logo@2x.png", include_bytes!("../assets/logo@2x.png")),
    ("logo@3x.png", include_bytes!("../assets/logo@3x.png")),
];

/// The signed archive of a pass.
///
/// # Errors
/// [`Error::NotWritten`] when signing or zipping fails.
pub fn archive(face: &Face, signer: &Signer, at: Timestamp) -> Result<Vec<u8>, Error> {
    let mut files: BTreeMap<String, Vec<u8>> =
        PICTURES.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    files.insert("pass.json".to_owned(), bytes(&pass(face, signer))?);
    for lang in ["fr", "nl", "en"] {
        files.insert(format!("{lang}.lproj/pass.strings"), strings(face, lang).into_bytes());
    }
    let manifest: BTreeMap<&str, String> =
        files.iter().map(|(name, bytes)| (name.as_str(), hex(&Sha1::digest(bytes)))).collect();
    let manifest = bytes(&json!(manifest))?;
    let signature = signer.sign(&manifest, at)?;
    files.insert("manifest.json".to_owned(), manifest);
    files.insert("signature".to_owned(), signature);
    zipped(&files)
}

/// `pass.json`. The words in it are French; the files of words map each to the phone's language, so that a phone in a
/// language we do not speak shows French and not the name of a key.
fn pass(face: &Face, signer: &Signer) -> Value {
    let fields = |fields: &[Field]| -> Vec<Value> {
        fields
            .iter()
            .map(|field| json!({ "key": field.key, "label": field.label.fr, "value": field.value.fr }))
            .collect()
    };
    let barcode = json!({
        "format": "PKBarcodeFormatQR",
        "message": face.code,
        "messageEncoding": "iso-8859-1",
        "altText": face.number,
    });
    let mut pass = json!({
        "formatVersion": 1,
        "passTypeIdentifier": signer.pass_type(),
        "teamIdentifier": signer.team(),
        "serialNumber": face.serial,
        "organizationName": face.organisation,
        "description": face.description.fr,
        "logoText": face.title.fr,
        "backgroundColor": colour(face.colours.background),
        "foregroundColor": colour(face.colours.foreground),
        "labelColor": colour(face.colours.label),
        "expirationDate": face.expires.to_string(),
        "voided": face.void,
        // A pass is one person's: the phone does not offer to hand it on.
        "sharingProhibited": true,
        "barcodes": [barcode],
        "generic": {
            "primaryFields": fields(&face.primary),
            "secondaryFields": fields(&face.secondary),
            "auxiliaryFields": fields(&face.auxiliary),
            "backFields": fields(&face.back),
        },
    });
    let places: Vec<Value> = face
        .places
        .iter()
        .take(MOST_PLACES)
        .map(
            |place| json!({ "latitude": place.latitude, "longitude": place.longitude, "relevantText": place.words.fr }),
        )
        .collect();
    let optional = |pass: &mut Map<String, Value>| {
        if !places.is_empty() {
            pass.insert("locations".to_owned(), json!(places));
        }
        if let Some(updates) = &face.updates {
            pass.insert("webServiceURL".to_owned(), json!(updates.address));
            pass.insert("authenticationToken".to_owned(), json!(updates.token));
        }
    };
    if let Value::Object(pass) = &mut pass {
        optional(pass);
    }
    pass
}

/// The words of a language, keyed by the French ones.
fn strings(face: &Face, lang: &str) -> String {
    let of_fields = [&face.primary, &face.secondary, &face.auxiliary, &face.back]
        .into_iter()
        .flatten()
        .flat_map(|field| [&field.label, &field.value]);
    let of_places = face.places.iter().take(MOST_PLACES).map(|place| &place.words);
    let words: BTreeMap<&str, &Words> = [&face.description, &face.title]
        .into_iter()
        .chain(of_fields)
        .chain(of_places)
        .map(|words| (words.fr.as_str(), words))
        .collect();
    let mut text = String::new();
    for (key, words) in words {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\"{}\" = \"{}\";", escaped(key), escaped(words.of(lang)));
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

fn colour([red, green, blue]: [u8; 3]) -> String {
    format!("rgb({red}, {green}, {blue})")
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn bytes(value: &Value) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|why| Error::NotWritten(why.to_string()))
}

/// Stored, not deflated: pictures are already small, and the bytes depend on nothing but the pass.
fn zipped(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Error> {
    let fault = |why: &dyn std::fmt::Display| Error::NotWritten(why.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).map_err(|why| fault(&why))?;
        zip.write_all(bytes).map_err(|why| fault(&why))?;
    }
    Ok(zip.finish().map_err(|why| fault(&why))?.into_inner())
}
