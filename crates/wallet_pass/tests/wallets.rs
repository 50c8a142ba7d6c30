//! Passes as foreign programs see them: openssl verifies what we sign, with an authority made for the occasion.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Output};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::Value;
use sha1::{Digest, Sha1};
use wallet_pass::{Account, Colours, Error, Face, Field, Place, Proof, Signer, Updates, Words, apple, google};

/// Whether openssl is here. Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names it.
fn openssl_is_here() -> bool {
    let here = Command::new("openssl").arg("version").output().is_ok_and(|output| output.status.success());
    if !here {
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains("openssl"), "BEFFROI_REQUIRE asks for openssl, which is not installed");
        eprintln!("openssl is not installed: what we sign is not compared with it");
    }
    here
}

fn run(folder: &Path, arguments: &str) -> Output {
    let words = shell_words(arguments);
    Command::new("openssl").current_dir(folder).args(words).output().expect("openssl runs")
}

fn openssl(folder: &Path, arguments: &str) -> Output {
    let output = run(folder, arguments);
    assert!(output.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Words separated by spaces; `'…'` keeps its spaces.
fn shell_words(text: &str) -> Vec<String> {
    text.split('\'')
        .enumerate()
        .flat_map(|(rank, part)| {
            if rank % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        })
        .collect()
}

/// An authority above an authority above a pass certificate, as at Apple.
struct Authority {
    folder: tempfile::TempDir,
}

impl Authority {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let at = folder.path();
        openssl(
            at,
            "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 3650 -subj '/CN=Test Root'",
        );
        openssl(
            at,
            "req -newkey rsa:2048 -nodes -keyout wwdr.key -out wwdr.csr -subj '/CN=Test Developer Relations/OU=G4'",
        );
        std::fs::write(at.join("ca.ext"), "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n")
            .expect("written");
        openssl(
            at,
            "x509 -req -in wwdr.csr -CA root.pem -CAkey root.key -CAcreateserial -out wwdr.pem -days 3000 -extfile ca.ext",
        );
        openssl(
            at,
            "req -newkey rsa:2048 -nodes -keyout pass.key -out pass.csr -subj '/UID=pass.fr.beffroi.cart/CN=Pass Type ID: pass.fr.beffroi.cart/OU=TEAM123456/O=Métropole/C=FR' -utf8",
        );
        openssl(at, "x509 -req -in pass.csr -CA wwdr.pem -CAkey wwdr.key -CAcreateserial -out pass.pem -days 365");
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect(name)
    }

    fn pem(&self, names: &[&str]) -> String {
        names.iter().map(|name| self.read(name)).collect::<Vec<_>>().join("\n")
    }

    fn signer(&self) -> Signer {
        Signer::from_pem(&self.pem(&["pass.key", "pass.pem", "wwdr.pem"])).expect("signer")
    }

    fn not_after(&self, name: &str) -> Timestamp {
        let said = openssl(self.path(), &format!("x509 -in {name} -noout -enddate -dateopt iso_8601")).stdout;
        let said = String::from_utf8_lossy(&said).trim().replacen("notAfter=", "", 1).replace(' ', "T");
        said.parse().expect("an instant")
    }
}

fn face() -> Face {
    Face {
        serial: "01938c5e7a4b7000a1b2c3d4e5f60718".to_owned(),
        organisation: "Métropole".to_owned(),
        description: Words::new("Pass des musées", "Museumpas", "Museum pass"),
        title: Words::same("La C'Art"),
        primary: vec![Field {
            key: "name",
            label: Words::new("Titulaire", "Houder", "Holder"),
            value: Words::same("Zoë “Z” Œuvrard \\ \"x\""),
        }],
        secondary: vec![Field {
            key: "until",
            label: Words::new("Valable jusqu'au", "Geldig tot", "Valid until"),
            value: Words::new("3 mars 2028", "3 maart 2028", "3 March 2028"),
        }],
        auxiliary: vec![],
        back: vec![Field {
            key: "page",
            label: Words::new("Ma page", "Mijn pagina", "My page"),
            value: Words::same("https://x.fr/p"),
        }],
        code: CODE.to_owned(),
        number: "1234 5678 903".to_owned(),
        not_before: None,
        expires: "2028-03-03T23:00:00Z".parse().expect("instant"),
        void: false,
        places: (0..12)
            .map(|rank| Place {
                latitude: 50.6 + f64::from(rank) / 100.0,
                longitude: 3.0,
                words: Words::new(format!("Musée {rank}"), format!("Museum {rank}"), format!("Museum {rank}")),
            })
            .collect(),
        colours: Colours::default(),
        updates: Some(Updates { address: "https://x.fr/pass/wallet".to_owned(), token: "0123456789abcdef".to_owned() }),
        proof: None,
    }
}

/// A code of the length ours have.
const CODE: &str = "CA1:6BFOXN*TS0BI$ZDYSHTRMCS8+9LGN4R$TC-0NKMI*VCH1RIPVFZE$JBIS1Y3E:QE%R5Z.GGV2UVS4AVQB1 6V9KX/28UW+G9R0FPW5LBJ-L%D3HQ7 WE/6QK20$7 2N1AK5D0T*CJ%FHL/6V0N3E/M2QZ*8KXB+W7D41-P";

fn at() -> Timestamp {
    "2026-11-23T04:00:00Z".parse().expect("instant")
}

fn files(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).expect("a zip");
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).expect("entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("read");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

#[test]
fn openssl_accepts_the_signature_of_the_manifest_and_refuses_it_of_another() {
    if !openssl_is_here() {
        return;
    }
    let authority = Authority::new();
    let signer = authority.signer();
    assert_eq!((signer.pass_type(), signer.team()), ("pass.fr.beffroi.cart", "TEAM123456"));
    let archive = apple::archive(&face(), &signer, at()).expect("archive");
    let files = files(&archive);
    let folder = authority.path();
    for name in ["manifest.json", "signature"] {
        std::fs::write(folder.join(name), &files[name]).expect("written");
    }
    let judged = "cms -verify -binary -inform DER -in signature -content manifest.json -CAfile root.pem -purpose any -out verified";
    openssl(folder, judged);
    openssl(
        folder,
        "smime -verify -binary -inform DER -in signature -content manifest.json -CAfile root.pem -purpose any -out verified",
    );
    assert_eq!(std::fs::read(folder.join("verified")).expect("read"), files["manifest.json"]);
    let printed =
        String::from_utf8(openssl(folder, "cms -cmsout -print -inform DER -in signature").stdout).expect("text");
    assert!(printed.contains("signingTime") && printed.contains("Nov 23 04:00:00 2026 GMT"), "{printed}");
    assert!(printed.contains("eContent: <ABSENT>"), "the content travels beside");

    let mut altered = files["manifest.json"].clone();
    altered[10] ^= 1;
    std::fs::write(folder.join("manifest.json"), altered).expect("written");
    assert!(!run(folder, judged).status.success(), "an altered manifest is refused");
    std::fs::write(folder.join("manifest.json"), &files["manifest.json"]).expect("written");
    let stranger = Authority::new();
    std::fs::copy(stranger.path().join("root.pem"), folder.join("root.pem")).expect("copied");
    assert!(!run(folder, judged).status.success(), "another authority does not vouch for it");
}

#[test]
fn the_manifest_names_every_file_with_its_sha_1_and_words_exist_in_each_language() {
    if !openssl_is_here() {
        return;
    }
    let signer = Authority::new().signer();
    let archive = apple::archive(&face(), &signer, at()).expect("archive");
    assert_eq!(archive, apple::archive(&face(), &signer, at()).expect("archive"), "the same pass is the same bytes");
    let files = files(&archive);
    let manifest: BTreeMap<String, String> = serde_json::from_slice(&files["manifest.json"]).expect("JSON");
    let expected: BTreeMap<String, String> = files
        .iter()
        .filter(|(name, _)| !["manifest.json", "signature"].contains(&name.as_str()))
        .map(|(name, bytes)| (name.clone(), Sha1::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()))
        .collect();
    assert_eq!(manifest, expected);
    for name in ["icon.png", "icon@2x.png", "icon@3x.png", "logo.png"] {
        assert!(files[name].starts_with(b"\x89PNG"), "{name}");
    }

    let pass: Value = serde_json::from_slice(&files["pass.json"]).expect("JSON");
    assert_eq!(pass["formatVersion"], 1);
    assert_eq!(pass["barcodes"][0]["message"], CODE);
    assert_eq!(pass["barcodes"][0]["messageEncoding"], "iso-8859-1");
    assert_eq!(pass["expirationDate"], "2028-03-03T23:00:00Z");
    assert_eq!(pass["locations"].as_array().expect("places").len(), 10, "a phone takes ten places");
    assert_eq!(pass["authenticationToken"], "0123456789abcdef");
    assert_eq!(pass["generic"]["primaryFields"][0]["value"], "Zoë “Z” Œuvrard \\ \"x\"");

    let french = pass["generic"]["secondaryFields"][0]["label"].as_str().expect("label");
    for (lang, words) in [("fr", "Valable jusqu'au"), ("nl", "Geldig tot"), ("en", "Valid until")] {
        let strings = String::from_utf8(files[&format!("{lang}.lproj/pass.strings")].clone()).expect("UTF-8");
        assert!(strings.lines().any(|line| line == format!("\"{french}\" = \"{words}\";")), "{lang}: {strings}");
        assert!(strings.contains("Œuvrard \\\\ \\\"x\\\""), "quotes and backslashes are escaped: {strings}");
    }
}

#[test]
fn what_is_missing_from_the_file_is_said() {
    if !openssl_is_here() {
        return;
    }
    let authority = Authority::new();
    let of = |names: &[&str]| Signer::from_pem(&authority.pem(names)).expect_err("refused");
    assert_eq!(of(&["pass.pem", "wwdr.pem"]), Error::NoKey);
    assert_eq!(of(&["pass.key", "pass.pem"]), Error::NoAuthority);
    assert_eq!(of(&["pass.key", "wwdr.pem"]), Error::NoCertificateForKey);
    assert!(matches!(of(&["wwdr.key", "wwdr.pem", "root.pem"]), Error::NotForPasses(_)));
    assert!(matches!(Signer::from_pem("bonjour").expect_err("refused"), Error::NotPem(_)));
    openssl(authority.path(), "ecparam -name prime256v1 -genkey -noout -out ec.key");
    openssl(authority.path(), "pkcs8 -topk8 -nocrypt -in ec.key -out ec8.key");
    assert!(matches!(of(&["ec8.key", "pass.pem", "wwdr.pem"]), Error::BadKey(_)));
    // The order does not matter, nor what openssl pkcs12 writes between blocks.
    openssl(authority.path(), "pkcs12 -export -inkey pass.key -in pass.pem -out pass.p12 -passout pass:x");
    openssl(authority.path(), "pkcs12 -in pass.p12 -nodes -passin pass:x -out bag.pem");
    let signer = Signer::from_pem(&authority.pem(&["wwdr.pem", "bag.pem"])).expect("signer");
    assert_eq!(signer.team(), "TEAM123456");
    openssl(authority.path(), "rsa -in pass.key -traditional -out old.key");
    Signer::from_pem(&authority.pem(&["old.key", "pass.pem", "wwdr.pem"])).expect("a key in its older form too");
}

#[test]
fn the_alarm_rings_ninety_days_before_the_first_certificate_ends() {
    if !openssl_is_here() {
        return;
    }
    let authority = Authority::new();
    let signer = authority.signer();
    let end = authority.not_after("pass.pem");
    assert_eq!(signer.ends(), end, "openssl and we read the same end");
    let before =
        |days: i64| signer.alarm(end.checked_sub(jiff::SignedDuration::from_hours(24 * days)).expect("instant"));
    assert_eq!(before(91), None);
    assert_eq!(before(90), Some(90));
    assert_eq!(before(1), Some(1));
    assert_eq!(before(-2), Some(-2), "and keeps ringing once it has ended");
}

fn account(authority: &Authority) -> Account {
    let file = serde_json::json!({ "type": "service_account", "client_email": "pass@beffroi.iam.gserviceaccount.com", "private_key": authority.read("pass.key") });
    Account::from_json("3388000000022000000", &file.to_string()).expect("account")
}

#[test]
fn openssl_accepts_the_signature_of_google_s_link_which_holds_the_pass() {
    if !openssl_is_here() {
        return;
    }
    let authority = Authority::new();
    let folder = authority.path();
    let account = account(&authority);
    let mut face = face();
    face.proof = Some(Proof { key: vec![0xab; 20], digits: 8, seconds: 30 });
    let link = google::link(&face, &account, "museum_pass", "nl", at()).expect("link");
    assert!(link.len() < 1800, "{} characters", link.len());
    let token = link.strip_prefix("https://pay.google.com/gp/v/save/").expect("the address of Google Wallet");
    let (signed, signature) = token.rsplit_once('.').expect("a token");
    std::fs::write(folder.join("signed"), signed).expect("written");
    std::fs::write(folder.join("signature"), URL_SAFE_NO_PAD.decode(signature).expect("base64")).expect("written");
    openssl(folder, "x509 -in pass.pem -pubkey -noout -out public.pem");
    openssl(folder, "dgst -sha256 -verify public.pem -signature signature signed");

    let claims: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(signed.split_once('.').expect("claims").1).expect("base64"))
            .expect("JSON");
    assert_eq!((claims["aud"].as_str(), claims["typ"].as_str()), (Some("google"), Some("savetowallet")));
    assert_eq!(claims["iat"], at().as_second());
    let object = &claims["payload"]["genericObjects"][0];
    assert_eq!(object["id"], "3388000000022000000.01938c5e7a4b7000a1b2c3d4e5f60718");
    assert_eq!(object["classId"], claims["payload"]["genericClasses"][0]["id"]);
    assert_eq!(object["textModulesData"][0]["header"], "Geldig tot");
    let turning = &object["rotatingBarcode"];
    assert_eq!(turning["valuePattern"], format!("{CODE}.{{totp_value_0}}"));
    assert_eq!(turning["totpDetails"]["periodMillis"], "30000");
    assert_eq!(turning["totpDetails"]["parameters"][0]["key"], "ab".repeat(20));
    assert!(object["barcode"].is_null(), "no still code beside the turning one");

    face.proof = None;
    let still = google::link(&face, &account, "museum_pass", "fr", at()).expect("link");
    assert!(still.len() < 1800, "{} characters", still.len());
}

#[test]
fn an_account_that_is_not_google_s_is_refused() {
    assert!(matches!(Account::from_json("12", "{}").expect_err("refused"), Error::BadAccount(_)));
    assert!(matches!(Account::from_json("issuer", "{}").expect_err("refused"), Error::BadAccount(_)));
    let no_key = r#"{"client_email":"x@y","private_key":"-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----"}"#;
    assert_eq!(Account::from_json("12", no_key).expect_err("refused"), Error::NoKey);
}
