//! A system behind TLS, vouched for by an authority of its own.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use library_systems::{CopyAsked, Failure};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::house::scenario;

fn openssl(folder: &Path, words: &[&str]) {
    let output = Command::new("openssl").current_dir(folder).args(words).output().unwrap();
    assert!(output.status.success(), "openssl {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn is_here() -> bool {
    let here = Command::new("openssl").arg("version").output().is_ok_and(|output| output.status.success());
    if !here {
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains("openssl"), "BEFFROI_REQUIRE asks for openssl, which is not installed");
        eprintln!("SKIPPED: openssl is not installed");
    }
    here
}

/// An authority and a certificate of 127.0.0.1 it vouches for: `ca.pem`, `leaf.pem`, `leaf.key`.
fn certificates(folder: &Path) {
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650"];
    let mut authority = vec!["req", "-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Autorité de Roubaix"];
    authority.extend(key);
    openssl(folder, &authority);
    let mut asked = vec!["req", "-new", "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=sip"];
    asked.extend(&key[..5]);
    openssl(folder, &asked);
    std::fs::write(folder.join("leaf.ext"), "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n").unwrap();
    let signed = ["x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    openssl(folder, &[&signed[..], &["-out", "leaf.pem", "-days", "3650", "-extfile", "leaf.ext"]].concat());
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_refused() {
    if !is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    certificates(folder.path());
    let folder = folder.path();
    scenario(|house| async move {
        let chain: Vec<CertificateDer<'static>> =
            CertificateDer::pem_file_iter(folder.join("leaf.pem")).unwrap().map(Result::unwrap).collect();
        let key = PrivateKeyDer::from_pem_file(folder.join("leaf.key")).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let front = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, behind) = (front.local_addr().unwrap().port(), house.server.addr);
        let door = tokio::spawn(async move {
            while let Ok((stream, _)) = front.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(mut outside) = acceptor.accept(stream).await else { return };
                    let mut inside = TcpStream::connect(behind).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut outside, &mut inside).await;
                });
            }
        });
        let asked = [CopyAsked { record: String::new(), barcode: "B001".to_owned() }];
        let authority = std::fs::read_to_string(folder.join("ca.pem")).unwrap();
        let trusting = house.open_with(|settings| {
            (settings.tls, settings.port) = (true, port);
            settings.tls_authority.clone_from(&authority);
        });
        assert_eq!(trusting.availability(&asked).await.unwrap().len(), 1);
        let strict = house.open_with(|settings| (settings.tls, settings.port) = (true, port));
        assert_eq!(strict.availability(&asked).await, Err(Failure::Untrusted));
        // Without TLS on our side the server does not understand a word.
        let plain = house.open_with(|settings| (settings.port, settings.answer_ms) = (port, 2_000));
        assert!(plain.availability(&asked).await.is_err());
        // A name the certificate is not for.
        let elsewhere = house.open_with(|settings| {
            (settings.tls, settings.port) = (true, port);
            settings.host = "localhost".to_owned();
            settings.tls_authority.clone_from(&authority);
        });
        assert_eq!(elsewhere.availability(&asked).await, Err(Failure::Untrusted));
        door.abort();
    })
    .await;
}
