//! A letter.

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use crate::{Error, Result};

/// A letter to one person, in their language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The recipient's address, without a name: an address is enough for a server to deliver, and a name is one more thing
    /// told.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text, in plain characters.
    pub text: String,
    /// The same with pictures and type, for those who want it; nothing needs it.
    pub html: Option<String>,
}

/// A file that goes with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name it is saved under: letters, digits, `.`, `-` and `_` only.
    pub name: String,
    /// Its media type, as in `application/pdf`.
    pub kind: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// Refuses what would slip a header in, or what nobody could open.
    pub(crate) fn check(&self) -> Result<()> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        if self.name.is_empty() || !self.name.bytes().all(plain) || ContentType::parse(&self.kind).is_err() {
            return Err(Error::Refused("a file's name or kind can't be written in a letter".into()));
        }
        Ok(())
    }

    fn part(&self) -> Result<SinglePart> {
        let kind = ContentType::parse(&self.kind).map_err(|error| Error::Refused(error.to_string()))?;
        Ok(lettre::message::Attachment::new(self.name.clone()).body(self.bytes.clone(), kind))
    }
}

impl Letter {
    /// Refuses what could never be delivered, or would slip a header in.
    pub(crate) fn check(&self) -> Result<()> {
        self.to.trim().parse::<Address>().map_err(|_| Error::Address)?;
        if self.subject.chars().any(char::is_control) {
            return Err(Error::Refused("a subject has one line".into()));
        }
        Ok(())
    }

    /// The letter as it travels (RFC 5322, MIME), with what goes with it.
    pub(crate) fn message(
        &self,
        id: &str,
        posted_at_ms: i64,
        from: &Mailbox,
        attachments: &[Attachment],
    ) -> Result<Message> {
        let to: Address = self.to.trim().parse().map_err(|_| Error::Address)?;
        let posted = std::time::UNIX_EPOCH + std::time::Duration::from_millis(posted_at_ms.max(0) as u64);
        let builder = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to))
            .subject(self.subject.as_str())
            .date(posted)
            .message_id(Some(format!("<{id}@{}>", from.email.domain())))
            // RFC 3834 §5: no holiday message is to answer this one.
            .raw_header(auto_submitted());
        let made = match (&self.html, attachments) {
            (None, []) => builder.singlepart(SinglePart::plain(self.text.clone())),
            (Some(html), []) => builder.multipart(MultiPart::alternative_plain_html(self.text.clone(), html.clone())),
            (html, attachments) => {
                let mut whole = match html {
                    None => MultiPart::mixed().singlepart(SinglePart::plain(self.text.clone())),
                    Some(html) => {
                        MultiPart::mixed().multipart(MultiPart::alternative_plain_html(self.text.clone(), html.clone()))
                    }
                };
                for attachment in attachments {
                    whole = whole.singlepart(attachment.part()?);
                }
                builder.multipart(whole)
            }
        };
        made.map_err(|error| Error::Refused(error.to_string()))
    }
}

fn auto_submitted() -> lettre::message::header::HeaderValue {
    let name = lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted");
    lettre::message::header::HeaderValue::new(name, "auto-generated".to_owned())
}
