//! Other people's clients: python's `Sip2`, a client, and `pysip2`, a codec that refuses what the standard does not allow.

use std::net::SocketAddr;
use std::process::Command;

use serde_json::Value;
use sip2_server::machine::Settings;
use sip2_server::{Listen, bind};

use crate::house::{PIN, quick, scenario};
use crate::tls;

/// Whether the judges are installed. Absent, it is said aloud, and fails where `BEFFROI_REQUIRE` names them.
fn are_here() -> bool {
    let asked = ["-c", "import Sip2.sip2, pysip2.codec"];
    let here = Command::new("python3").args(asked).output().is_ok_and(|output| output.status.success());
    if !here {
        eprintln!("NOT COMPARED: python's Sip2 and pysip2 are not installed here");
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        let asked = ["sip2-client", "pysip2"].into_iter().find(|name| required.contains(name));
        assert!(asked.is_none(), "BEFFROI_REQUIRE asks for {asked:?}, which is not installed");
    }
    here
}

async fn drive(addr: SocketAddr, words: [String; 5]) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sip2_server/foreign.py");
    let output = tokio::task::spawn_blocking(move || {
        Command::new("python3").arg(script).arg(addr.port().to_string()).args(words).output().unwrap()
    })
    .await
    .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    // One of them takes leave in print.
    let line = text.lines().find(|line| line.starts_with('{')).unwrap();
    serde_json::from_str(line).unwrap()
}

/// The first value of a field, as `Sip2` reads them.
fn first<'a>(answer: &'a Value, field: &str) -> Option<&'a str> {
    match &answer["variable"][field] {
        Value::Array(values) => values.first()?.as_str(),
        Value::String(value) => Some(value),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_peoples_clients_understand_us() {
    if !are_here() {
        return;
    }
    scenario(|house| async move {
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let settings = Settings { sees_name: true, sees_email: true, ..house.settings() };
        let (machine, secret) = house.machine(&settings).await;
        let addr = house.port(quick()).await;
        let words = [machine.login.clone(), secret.clone(), number.clone(), PIN.into(), "plain".into()];
        let told = drive(addr, words).await;

        assert_eq!((told["line"].as_str(), told["wrong login"].as_str()), (Some("plain"), Some("0")), "{told}");
        assert_eq!(told["login"], "1", "{told}");
        assert_eq!(told["status"]["fixed"]["OnlineStatus"], "Y", "{told}");
        assert_eq!(first(&told["status"], "AO"), Some("lille-jean-levy"), "{told}");
        assert_eq!(first(&told["status"], "BX"), Some("YNNNYYYYYNNNNNNN"), "{told}");
        for answer in ["card", "reader"] {
            let answer = &told[answer];
            assert_eq!((first(answer, "BL"), first(answer, "CQ")), (Some("Y"), Some("Y")), "{told}");
            assert_eq!(first(answer, "AE"), Some("Jeanne Delattre"), "{told}");
            assert_eq!(answer["fixed"]["PatronStatus"], " ".repeat(14), "{told}");
        }
        assert_eq!(first(&told["reader"], "BE"), Some("jeanne@example.fr"), "{told}");
        let wrong = &told["wrong PIN"];
        assert_eq!((first(wrong, "BL"), first(wrong, "CQ")), (Some("N"), Some("N")), "{told}");
        assert!(first(wrong, "AE").is_none_or(str::is_empty), "{told}");
        assert_eq!(first(&told["item"], "AB"), Some("3001"), "{told}");
        assert_eq!(told["end"]["fixed"]["EndSession"], "Y", "{told}");

        let strict: Vec<String> = told["strict"].as_array().unwrap().iter().map(Value::to_string).collect();
        let expected = [
            r#"["LoginResponse",0,true]"#,
            r#"["ACSStatusResponse",1,true]"#,
            r#"["PatronStatusResponse",2,true]"#,
            r#"["PatronInformationResponse",3,true]"#,
            r#"["EndSessionResponse",4,true]"#,
            r#"["ItemInformationResponse",5,true]"#,
            r#"["ItemInformationResponse",5,true]"#,
        ];
        assert_eq!(strict, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_peoples_clients_speak_tls_with_us() {
    if !are_here() || !tls::is_here() {
        return;
    }
    scenario(|house| async move {
        let folder = tempfile::tempdir().unwrap();
        tls::certify(folder.path());
        // This client trusts a certificate it meets when it is its own authority's.
        let alone = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-keyout", "own.key"];
        let alone =
            [&alone[..], &["-out", "own.pem", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]];
        let made = Command::new("openssl").current_dir(folder.path()).args(alone.concat()).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let tls = Some((folder.path().join("own.pem"), folder.path().join("own.key")));
        let listen = Listen { addr: "127.0.0.1:0".parse().unwrap(), tls, plain: false, limits: quick() };
        let port = bind(house.web.clone(), listen).await.unwrap();
        let addr = port.addr();
        tokio::spawn(port.serve());
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let (machine, secret) = house.machine(&house.settings()).await;
        let words = [machine.login.clone(), secret.clone(), number.clone(), PIN.into(), "tls".into()];
        let told = drive(addr, words).await;
        assert_eq!((told["line"].as_str(), told["login"].as_str()), (Some("tls"), Some("1")), "{told}");
        assert_eq!(first(&told["card"], "BL"), Some("Y"), "{told}");
        assert_eq!(first(&told["wrong PIN"], "BL"), Some("N"), "{told}");
    })
    .await;
}
