//! The line, encrypted: with a certificate of a self-made authority, renewed without a stop.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use sip2_server::{Limits, Listen, bind};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::house::{Kiosk, PIN, quick, scenario};

fn openssl(folder: &Path, words: &[&str]) {
    let output = Command::new("openssl").current_dir(folder).args(words).output().unwrap();
    assert!(output.status.success(), "openssl {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

pub(crate) fn is_here() -> bool {
    let here = Command::new("openssl").arg("version").output().is_ok_and(|output| output.status.success());
    if !here {
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains("openssl"), "BEFFROI_REQUIRE asks for openssl, which is not installed");
        eprintln!("NOT TESTED: openssl is not installed");
    }
    here
}

/// An authority of its own and a certificate for `localhost` that it vouches for.
pub(crate) fn certify(folder: &Path) {
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    let authority = [
        &["req", "-x509", "-days", "3650", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Authority of the test"],
        &key[..],
    ];
    openssl(folder, &authority.concat());
    let asked = [&["req", "-new", "-keyout", "sip.key", "-out", "sip.csr", "-subj", "/CN=localhost"], &key[..]];
    openssl(folder, &asked.concat());
    std::fs::write(folder.join("sip.ext"), "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n").unwrap();
    let signed = ["x509", "-req", "-in", "sip.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    openssl(folder, &[&signed[..], &["-out", "sip.pem", "-days", "3650", "-extfile", "sip.ext"]].concat());
}

async fn call(addr: std::net::SocketAddr, authority: &Path) -> std::io::Result<Kiosk<TlsStream<TcpStream>>> {
    let mut roots = rustls::RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(authority).unwrap() {
        roots.add(certificate.unwrap()).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(addr).await?;
    let name = ServerName::try_from("localhost").unwrap();
    Ok(Kiosk::on(TlsConnector::from(Arc::new(config)).connect(name, stream).await?))
}

#[tokio::test]
async fn a_line_is_encrypted_and_its_certificate_renewed_without_a_stop() {
    if !is_here() {
        return;
    }
    scenario(|house| async move {
        let folder = tempfile::tempdir().unwrap();
        certify(folder.path());
        let tls = Some((folder.path().join("sip.pem"), folder.path().join("sip.key")));
        let limits = Limits { sign_in: Duration::from_secs(2), ..quick() };
        // With TLS, other computers may be answered.
        let listen = Listen { addr: "0.0.0.0:0".parse().unwrap(), tls, plain: false, limits };
        let port = bind(house.web.clone(), listen).await.unwrap();
        let addr = format!("127.0.0.1:{}", port.addr().port()).parse().unwrap();
        tokio::spawn(port.serve());

        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let (machine, secret) = house.machine(&house.settings()).await;
        let authority = folder.path().join("ca.pem");
        let mut kiosk = call(addr, &authority).await.unwrap();
        assert!(kiosk.sign_in(&machine.login, &secret).await);
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(true));

        // Plain text is not understood, and is not answered in plain text.
        let mut plain = Kiosk::call(addr).await;
        plain.send(b"9900802.00\r").await;
        let heard = plain.hear().await;
        assert!(heard.is_none_or(|line| !line.starts_with(b"98")));

        // Another authority's certificate: new lines have it within seconds, the open one goes on.
        std::thread::sleep(Duration::from_millis(20));
        let other = tempfile::tempdir().unwrap();
        certify(other.path());
        for file in ["sip.pem", "sip.key"] {
            std::fs::copy(other.path().join(file), folder.path().join(file)).unwrap();
        }
        let fresh = other.path().join("ca.pem");
        let mut tries = 0;
        while call(addr, &fresh).await.is_err() {
            tries += 1;
            assert!(tries < 80, "the certificate was not renewed");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert!(call(addr, &authority).await.is_err(), "who trusts the old authority alone is not fooled");
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(true));
    })
    .await;
}
