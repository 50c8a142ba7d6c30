//! Who carries letters away.

use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::{Attachment, Error, Letter, Result};

/// How a mail server is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encryption {
    /// TLS from the first byte, port 465 (RFC 8314: the preferred way).
    #[default]
    Tls,
    /// In clear, then TLS before anything is said (`STARTTLS`), port 587. Refused when the server does not offer it.
    StartTls,
    /// In clear, port 25: for a server on the same machine.
    None,
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port; the usual one of the encryption when absent.
    pub port: Option<u16>,
    /// How it is reached.
    pub encryption: Encryption,
    /// User and password, when it asks for them.
    pub login: Option<(String, String)>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the password.
        f.debug_struct("Smtp").field("host", &self.host).field("encryption", &self.encryption).finish_non_exhaustive()
    }
}

/// Carries letters away.
#[derive(Clone)]
pub struct Postman {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Folder(PathBuf),
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

impl Postman {
    /// Leaves letters in a folder, one `.eml` file each, as a demonstration does. `from` is an address with or without a
    /// name: `Bibliothèques <bonjour@exemple.fr>`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the sender is no address or the folder can't be made.
    pub fn folder(path: impl Into<PathBuf>, from: &str) -> Result<Self> {
        let path = path.into();
        std::fs::create_dir_all(&path).map_err(|error| Error::Settings(format!("{}: {error}", path.display())))?;
        Ok(Self { from: sender(from)?, way: Way::Folder(path) })
    }

    /// Sends letters through a mail server. Nothing is connected until a letter leaves.
    ///
    /// # Errors
    /// [`Error::Settings`].
    pub fn smtp(server: &Smtp, from: &str) -> Result<Self> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .timeout(Some(Duration::from_secs(30)));
        let tls = || TlsParameters::new(server.host.clone()).map_err(|error| Error::Settings(error.to_string()));
        let usual = match server.encryption {
            Encryption::Tls => {
                builder = builder.tls(Tls::Wrapper(tls()?));
                465
            }
            Encryption::StartTls => {
                builder = builder.tls(Tls::Required(tls()?));
                587
            }
            Encryption::None => 25,
        };
        builder = builder.port(server.port.unwrap_or(usual));
        if let Some((user, password)) = &server.login {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self { from: sender(from)?, way: Way::Smtp(Box::new(builder.build())) })
    }

    /// Why no letter can be handed over now, if so: opens a session and closes it. What a mail server answers before it has
    /// seen a letter (a login it refuses, a greeting that is a no) says nothing of any letter.
    pub(crate) async fn hindered(&self) -> Option<String> {
        let Way::Smtp(server) = &self.way else { return None };
        match server.test_connection().await {
            Ok(_) => None,
            // Some servers leave without an answer to QUIT; a session did open.
            Err(error) if error.is_response() => None,
            Err(error) => Some(error.to_string()),
        }
    }

    pub(crate) async fn hand_over(
        &self,
        id: &str,
        posted_at_ms: i64,
        letter: &Letter,
        attachments: &[Attachment],
    ) -> Result<()> {
        let message = letter.message(id, posted_at_ms, &self.from, attachments)?;
        match &self.way {
            Way::Folder(folder) => {
                let (folder, id) = (folder.clone(), id.to_owned());
                let written = tokio::task::spawn_blocking(move || leave(&folder, &id, &message.formatted())).await;
                written.map_err(|error| Error::NotNow(error.to_string()))?.map_err(|e| Error::NotNow(e.to_string()))
            }
            Way::Smtp(server) => match server.send(message).await {
                Ok(_) => Ok(()),
                // 5xx (RFC 5321 §4.2.1) to this letter is final; anything else may pass.
                Err(error) if error.is_permanent() && !of_login(&error) => Err(Error::Refused(error.to_string())),
                Err(error) => Err(Error::NotNow(error.to_string())),
            },
        }
    }
}

/// Whether a refusal is about who we are (RFC 4954 §6), not about the letter.
fn of_login(error: &lettre::transport::smtp::Error) -> bool {
    error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538))
}

fn sender(from: &str) -> Result<Mailbox> {
    from.parse().map_err(|_| Error::Settings(format!("“{from}” is no sender's address")))
}

/// Writes the file beside its place and moves it there: whoever looks sees whole letters only, each once.
fn leave(folder: &Path, id: &str, bytes: &[u8]) -> std::io::Result<()> {
    let place = folder.join(format!("{id}.eml"));
    if place.exists() {
        return Ok(());
    }
    let beside = folder.join(format!(".{id}.part"));
    std::fs::write(&beside, bytes)?;
    std::fs::File::open(&beside)?.sync_all()?;
    std::fs::rename(&beside, &place)
}
