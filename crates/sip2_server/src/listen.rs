//! The port: lines accepted, with TLS or without, each spoken with in a task of its own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{interval, timeout};
use tokio_rustls::TlsAcceptor;

use crate::limits::Limits;
use crate::line::speak;
use crate::{Error, Result, Web};

/// How often counts are written and the certificate's files looked at.
const EVERY: Duration = Duration::from_secs(5);

/// Where and how to listen.
#[derive(Debug, Clone)]
pub struct Listen {
    /// Address and port.
    pub addr: SocketAddr,
    /// PEM files of the certificate (with those that vouch for it) and of its private key. They are read again when they
    /// change, so that a certificate is renewed without a stop.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Answer other computers without TLS too: for a network nobody else is on.
    pub plain: bool,
    /// How many, how long, how fast.
    pub limits: Limits,
}

/// Listens until the program ends.
///
/// # Errors
/// Those of [`bind`].
pub async fn listen(web: Web, settings: Listen) -> Result<()> {
    bind(web, settings).await?.serve().await;
    Ok(())
}

/// A port that is open, before anyone is spoken with.
pub struct Port {
    web: Web,
    listener: TcpListener,
    limits: Arc<Limits>,
    tls: Option<Tls>,
    addr: SocketAddr,
}

/// Opens the port.
///
/// # Errors
/// [`Error::PlainText`] when other computers would be answered without TLS and that was not asked for; [`Error::Tls`] when the
/// certificate or its key cannot be used; [`Error::Listen`].
pub async fn bind(web: Web, settings: Listen) -> Result<Port> {
    let Listen { addr, tls, plain, limits } = settings;
    if tls.is_none() && !plain && !addr.ip().is_loopback() {
        return Err(Error::PlainText(addr));
    }
    let tls = tls.map(|(certificate, key)| Tls::read(certificate, key)).transpose()?;
    let listener = TcpListener::bind(addr).await.map_err(|source| Error::Listen { addr, source })?;
    let addr = listener.local_addr().map_err(|source| Error::Listen { addr, source })?;
    // Said once: the first port opened is the one the office speaks of.
    let _ = web.open_at.set((addr, tls.is_some()));
    Ok(Port { web, listener, limits: Arc::new(limits), tls, addr })
}

impl Port {
    /// Where it listens: the port it was given, when it was asked for any.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Speaks with whoever comes, until the program ends or the future is dropped.
    pub async fn serve(mut self) {
        tracing::info!(addr = %self.addr, tls = self.tls.is_some(), "SIP2 machines are answered");
        let mut rounds = interval(EVERY);
        loop {
            tokio::select! {
                came = self.listener.accept() => match came {
                    Ok((stream, peer)) => self.welcome(stream, peer),
                    // Out of descriptors, most often: those who leave give some back.
                    Err(error) => {
                        tracing::warn!(%error, "a line could not be accepted");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                    }
                },
                _ = rounds.tick() => {
                    if let Err(error) = self.web.keep_counts().await {
                        tracing::warn!(%error, "machines' counts wait for the database");
                    }
                    if let Some(tls) = &mut self.tls {
                        tls.renew();
                    }
                }
            }
        }
    }

    fn welcome(&self, stream: TcpStream, peer: SocketAddr) {
        let begun = Instant::now();
        // Too many: the line is dropped without a word, which costs nothing.
        let Some(place) = self.web.hall.enter(peer.ip(), &self.limits) else { return };
        // Answers are short and waited for. Where it cannot be set, they are only slower.
        let _ = stream.set_nodelay(true);
        let (web, limits, peer) = (self.web.clone(), self.limits.clone(), peer.ip());
        match &self.tls {
            None => drop(tokio::spawn(speak(web, limits, peer, place, begun, stream))),
            Some(tls) => {
                let acceptor = TlsAcceptor::from(tls.config.clone());
                tokio::spawn(async move {
                    // Who does not speak TLS, or takes too long, is no machine of ours.
                    if let Ok(Ok(stream)) = timeout(limits.sign_in, acceptor.accept(stream)).await {
                        speak(web, limits, peer, place, begun, stream).await;
                    }
                });
            }
        }
    }
}

/// A certificate in use, and the files it came from.
struct Tls {
    certificate: PathBuf,
    key: PathBuf,
    config: Arc<ServerConfig>,
    changed: Option<(SystemTime, SystemTime)>,
}

impl Tls {
    fn read(certificate: PathBuf, key: PathBuf) -> Result<Self> {
        let changed = changed(&certificate, &key);
        let config = configure(&certificate, &key)?;
        Ok(Self { certificate, key, config, changed })
    }

    /// Takes the files' new content when they changed. One that cannot be used leaves the one before in use.
    fn renew(&mut self) {
        let changed = changed(&self.certificate, &self.key);
        if changed.is_none() || changed == self.changed {
            return;
        }
        self.changed = changed;
        match configure(&self.certificate, &self.key) {
            Ok(config) => {
                tracing::info!("the SIP2 server's certificate was renewed");
                self.config = config;
            }
            Err(error) => tracing::warn!(%error, "the SIP2 server's new certificate cannot be used"),
        }
    }
}

/// When the two files changed last.
fn changed(certificate: &Path, key: &Path) -> Option<(SystemTime, SystemTime)> {
    let of = |path: &Path| std::fs::metadata(path).and_then(|about| about.modified()).ok();
    Some((of(certificate)?, of(key)?))
}

fn configure(certificate: &Path, key: &Path) -> Result<Arc<ServerConfig>> {
    let wrong = |path: &Path, reason: &dyn std::fmt::Display| Error::Tls {
        path: path.display().to_string(),
        reason: reason.to_string(),
    };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(|error| wrong(certificate, &error))?;
    if chain.is_empty() {
        return Err(wrong(certificate, &"no certificate in it"));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| wrong(key, &error))?;
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(certificate, &error))?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(|error| wrong(certificate, &error))?;
    Ok(Arc::new(config))
}
