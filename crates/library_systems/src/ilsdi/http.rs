//! Questions over HTTP: a few connections kept open, each bounded in time and size.
//!
//! `hyper` directly, one step below a ready-made client: the address called is the one that was checked, a question that is
//! given up closes its connection at once, and a system that hangs holds no thread.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::{Request, Response, StatusCode, Uri, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Empty, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsConnector;

use crate::settings::Settings;
use crate::system::Failure;
use crate::{reach, tls};

/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(30);

/// A connection; dropped, it is closed.
struct Wire {
    sender: SendRequest<Empty<Bytes>>,
    task: JoinHandle<()>,
    since: Instant,
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What came, whatever it says.
pub(super) struct Page {
    /// The status.
    pub(super) status: StatusCode,
    /// The body.
    pub(super) body: Bytes,
}

/// A library's web service.
pub(super) struct Client {
    settings: Arc<Settings>,
    turns: Semaphore,
    idle: Mutex<Vec<Wire>>,
}

impl Client {
    /// A client by settings; nothing is connected yet.
    pub(super) fn new(settings: Arc<Settings>) -> Self {
        let turns = Semaphore::new(settings.connections.max(1) as usize);
        Self { settings, turns, idle: Mutex::default() }
    }

    /// Asks, in the time the settings allow, waiting for a turn included. `is_deed`: it changes something there.
    pub(super) async fn get(&self, address: &str, is_deed: bool) -> Result<Page, Failure> {
        let patience = Duration::from_millis(u64::from(self.settings.answer_ms));
        let until = Instant::now() + patience + Duration::from_millis(u64::from(self.settings.connect_ms));
        let sent = AtomicBool::new(false);
        let answer = timeout_at(until, self.asked(address, patience, &sent)).await.unwrap_or(Err(Failure::Late));
        answer.map_err(|failure| if is_deed && !sent.into_inner() { failure.before_a_deed() } else { failure })
    }

    /// `sent` tells whether the question may have left.
    async fn asked(&self, address: &str, patience: Duration, sent: &AtomicBool) -> Result<Page, Failure> {
        let target: Uri = address.parse().map_err(|_| Failure::odd("the address cannot be read"))?;
        let _turn = self.turns.acquire().await.map_err(|_| Failure::Down)?;
        if let Some(wire) = self.kept() {
            match timeout(patience, self.exchange(wire, &target, sent)).await {
                // The other side had closed it meanwhile: the question never left.
                Ok(Err(Broken::Unsent)) => {}
                Ok(Err(Broken::Failed(failure))) => return Err(failure),
                Ok(Ok(page)) => return Ok(page),
                Err(_) => return Err(Failure::Late),
            }
        }
        let wire = self.connect(&target).await?;
        match timeout(patience, self.exchange(wire, &target, sent)).await {
            Ok(Ok(page)) => Ok(page),
            Ok(Err(Broken::Unsent)) => Err(Failure::Down),
            Ok(Err(Broken::Failed(failure))) => Err(failure),
            Err(_) => Err(Failure::Late),
        }
    }

    fn kept(&self) -> Option<Wire> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|wire| wire.sender.is_ready() && wire.since.elapsed() < IDLE);
        idle.pop()
    }

    async fn exchange(&self, mut wire: Wire, target: &Uri, sent: &AtomicBool) -> Result<Page, Broken> {
        let path = target.path_and_query().map_or("/", |path| path.as_str());
        let host = target.authority().map_or("", |authority| authority.as_str());
        let mut request = Request::get(path)
            .header(header::HOST, host)
            .header(header::USER_AGENT, "Beffroi")
            .header(header::ACCEPT, "text/xml, application/xml");
        if !self.settings.login.is_empty() {
            let pair = format!("{}:{}", self.settings.login, self.settings.password.reveal());
            request = request.header(header::AUTHORIZATION, format!("Basic {}", STANDARD.encode(pair)));
        }
        let request = request
            .body(Empty::new())
            .map_err(|_| Broken::Failed(Failure::odd("the question cannot be written as a request")))?;
        sent.store(true, Ordering::Relaxed);
        let response = wire.sender.send_request(request).await.map_err(|error| {
            if error.is_canceled() || error.is_closed() {
                sent.store(false, Ordering::Relaxed);
                Broken::Unsent
            } else {
                Broken::Failed(Failure::Down)
            }
        })?;
        let page = whole(response).await.map_err(Broken::Failed)?;
        if wire.sender.is_ready() {
            wire.since = Instant::now();
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(wire);
        }
        Ok(page)
    }

    async fn connect(&self, target: &Uri) -> Result<Wire, Failure> {
        let patience = Duration::from_millis(u64::from(self.settings.connect_ms));
        timeout(patience, self.connected(target, patience)).await.unwrap_or(Err(Failure::Late))
    }

    async fn connected(&self, target: &Uri, patience: Duration) -> Result<Wire, Failure> {
        let secure = target.scheme_str() == Some("https");
        let host = target.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        let port = target.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let addresses = reach::addresses(host, port, self.settings.private, patience).await?;
        let stream = first_that_answers(&addresses).await?;
        let _ = stream.set_nodelay(true);
        if !secure {
            return shake_hands(stream).await;
        }
        let config = tls::config(&self.settings.tls_authority).map_err(|_| Failure::Untrusted)?;
        let name =
            ServerName::try_from(host.to_owned()).map_err(|_| Failure::odd("the host's name cannot be verified"))?;
        let stream = TlsConnector::from(config).connect(name, stream).await.map_err(|error| {
            // A certificate that does not hold is no silence: somebody has to look.
            if error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>()) {
                Failure::Untrusted
            } else {
                Failure::Down
            }
        })?;
        shake_hands(stream).await
    }
}

/// How an exchange broke off.
enum Broken {
    /// Before the question left.
    Unsent,
    /// Later.
    Failed(Failure),
}

async fn first_that_answers(addresses: &[SocketAddr]) -> Result<TcpStream, Failure> {
    for address in addresses {
        if let Ok(stream) = TcpStream::connect(address).await {
            return Ok(stream);
        }
    }
    Err(Failure::Down)
}

async fn shake_hands<S>(stream: S) -> Result<Wire, Failure>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| Failure::Down)?;
    let task = tokio::spawn(async move {
        let _ = connection.await;
    });
    Ok(Wire { sender, task, since: Instant::now() })
}

async fn whole(response: Response<Incoming>) -> Result<Page, Failure> {
    let status = response.status();
    match Limited::new(response.into_body(), ils_di::LARGEST).collect().await {
        Ok(body) => Ok(Page { status, body: body.to_bytes() }),
        Err(error) if error.is::<LengthLimitError>() => Err(Failure::odd("the answer is too large")),
        Err(_) => Err(Failure::Down),
    }
}
