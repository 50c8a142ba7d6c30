//! One terminal: a connection, and questions asked over it one after the other.
//!
//! A line on which anything was odd or late is never used again: what comes late on it must not be taken for the answer to
//! somebody else's question. Whoever drops a question in the middle drops the line with it.

use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use sip2::{AcsStatus, Answer, Fault, Lines, Login, Message, Request, Rules, ScStatus};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;

use super::masked;
use super::oddity::Oddity;
use crate::settings::Settings;
use crate::{Failure, reach};

/// An answer longer than this is none: a reader with hundreds of loans fits in it.
const LONGEST: usize = 64 * 1024;
/// How often a message is sent again when the system asks for it (96).
const SENT_AGAIN: u32 = 2;

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// What went over a line, masked: for the test page.
#[derive(Debug, Default)]
pub(super) struct Trace {
    pub(super) sent: Vec<String>,
    pub(super) received: Vec<String>,
}

/// A terminal.
pub(super) struct Line {
    stream: Box<dyn Stream>,
    lines: Lines,
    rules: Rules,
    patience: Duration,
    sequence: u8,
    /// The institution's code in that system: what the settings say, else what the system said.
    pub(super) institution: String,
    /// What the system said of itself.
    pub(super) status: Option<AcsStatus>,
    pub(super) used_at: Instant,
    pub(super) trace: Option<Trace>,
}

impl Line {
    /// Opens a connection; nobody is logged in yet.
    pub(super) async fn open(
        settings: &Settings,
        rules: Rules,
        tls: Option<&Arc<ClientConfig>>,
    ) -> Result<Self, Failure> {
        let patience = Duration::from_millis(settings.connect_ms.into());
        let stream = timeout(patience, connect(settings, tls, patience)).await.map_err(|_| Failure::Late)??;
        Ok(Self {
            stream,
            lines: Lines::new(LONGEST),
            rules,
            patience: Duration::from_millis(settings.answer_ms.into()),
            sequence: 9,
            institution: settings.institution_code.clone(),
            status: None,
            used_at: Instant::now(),
            trace: None,
        })
    }

    /// Logs in, when the settings have a name to log in by.
    pub(super) async fn log_in(&mut self, settings: &Settings) -> Result<(), Failure> {
        if settings.login.is_empty() {
            return Ok(());
        }
        let login = Login {
            user: settings.login.clone(),
            password: sip2::Secret::new(settings.password.reveal()),
            location: (!settings.location.is_empty()).then(|| settings.location.clone()),
        };
        match self.ask(&Request::Login(login)).await? {
            Answer::Login(true) => Ok(()),
            _ => Err(Failure::LoginRefused),
        }
    }

    /// Asks how the system is.
    pub(super) async fn greet(&mut self) -> Result<(), Failure> {
        let Answer::AcsStatus(status) = self.ask(&Request::ScStatus(ScStatus::default())).await? else {
            return Err(Oddity::OtherKind.into());
        };
        if !status.online {
            return Err(Failure::Down);
        }
        if self.institution.is_empty() {
            self.institution.clone_from(&status.institution);
        }
        self.status = Some(status);
        Ok(())
    }

    /// Whether nothing came since the last answer and the other side has not hung up.
    pub(super) async fn is_quiet(&mut self) -> bool {
        let mut byte = [0];
        !self.lines.is_half() && timeout(Duration::ZERO, self.stream.read(&mut byte)).await.is_err()
    }

    /// Asks one question. After an error the line is not to be used again.
    pub(super) async fn ask(&mut self, request: &Request) -> Result<Answer, Failure> {
        let wanted = request.answer_code().ok_or(Failure::NotSupported)?;
        let patience = self.patience;
        let message = timeout(patience, self.exchange(request.write(), wanted)).await.map_err(|_| Failure::Late)??;
        self.used_at = Instant::now();
        Answer::read(&message).map_err(|_| Oddity::OtherKind.into())
    }

    async fn exchange(&mut self, mut message: Message, wanted: &str) -> Result<Message, Failure> {
        self.sequence = (self.sequence + 1) % 10;
        message.sequence = Some(self.sequence);
        let bytes = message.encode(&self.rules);
        self.send(&bytes, &message).await?;
        let (mut sent_again, mut asked_again) = (0, false);
        loop {
            let line = self.receive().await?;
            let parsed = sip2::parse(&line, &self.rules);
            if let Some(trace) = &mut self.trace {
                trace.received.push(masked::received(&line, parsed.as_ref().ok()));
            }
            match parsed {
                // Some systems ask again without a checksum even where they want one.
                _ if line == b"96" || matches!(&parsed, Ok(answer) if answer.code() == "96") => {
                    sent_again += 1;
                    if sent_again > SENT_AGAIN {
                        return Err(Oddity::AsksAgain.into());
                    }
                    self.send(&bytes, &message).await?;
                }
                Ok(answer) => {
                    if self.rules.checksum && answer.sequence != Some(self.sequence) {
                        return Err(Oddity::Sequence.into());
                    }
                    if answer.code() != wanted {
                        return Err(Oddity::OtherKind.into());
                    }
                    return Ok(answer);
                }
                Err(Fault::Checksum) if !asked_again => {
                    asked_again = true;
                    let again = Message::new("97", "");
                    self.send(&again.encode(&self.rules), &again).await?;
                }
                Err(Fault::Checksum) => return Err(Oddity::Checksum.into()),
                Err(Fault::NoChecksum) => return Err(Oddity::NoChecksum.into()),
                Err(_) => return Err(Oddity::NotSip.into()),
            }
        }
    }

    async fn send(&mut self, bytes: &[u8], message: &Message) -> Result<(), Failure> {
        if let Some(trace) = &mut self.trace {
            trace.sent.push(masked::message(message));
        }
        self.stream.write_all(bytes).await.map_err(|_| Failure::Down)?;
        self.stream.flush().await.map_err(|_| Failure::Down)
    }

    async fn receive(&mut self) -> Result<Vec<u8>, Failure> {
        let mut buffer = [0_u8; 4_096];
        loop {
            if let Some(line) = self.lines.next_line().map_err(|_| Oddity::TooLong)? {
                return Ok(line);
            }
            match self.stream.read(&mut buffer).await {
                Ok(0) | Err(_) => return Err(Failure::Down),
                Ok(read) => self.lines.push(&buffer[..read]),
            }
        }
    }
}

async fn connect(
    settings: &Settings,
    tls: Option<&Arc<ClientConfig>>,
    patience: Duration,
) -> Result<Box<dyn Stream>, Failure> {
    let addresses = reach::addresses(&settings.host, settings.port, settings.private, patience).await?;
    let mut failure = Failure::Down;
    for address in addresses {
        let stream = match TcpStream::connect(address).await {
            Ok(stream) => stream,
            Err(_) => continue,
        };
        let _ = stream.set_nodelay(true);
        let Some(config) = tls else { return Ok(Box::new(stream)) };
        let name = ServerName::try_from(settings.host.clone()).map_err(|_| Failure::Down)?;
        match TlsConnector::from(config.clone()).connect(name, stream).await {
            Ok(stream) => return Ok(Box::new(stream)),
            Err(error) => {
                tracing::debug!(%error, host = settings.host, "TLS with a library's system failed");
                failure = Failure::Untrusted;
            }
        }
    }
    Err(failure)
}
