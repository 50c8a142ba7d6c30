//! Answers of other people's providers.
//!
//! A page is read whole or not at all: its caller has the bytes in hand, and half a page must not be mistaken for a
//! page. Inside a record much is forgiven (unknown entities, lone `&`, unbalanced tags, bytes that are not UTF-8), since
//! the metadata's bytes are only handed on; their reader decides.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::NAMESPACE;
use crate::model::Response;

mod body;
mod page;

/// What came instead of an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing.
    #[error("the answer is empty")]
    Empty,
    /// A page for people, often a sign-in form, a firewall's notice or an error page.
    #[error("a web page came instead of an OAI-PMH answer{}", titled(title))]
    Html {
        /// Its title, or nothing.
        title: String,
    },
    /// Something that is not XML.
    #[error("the answer is not XML; it begins with “{start}”")]
    NotXml {
        /// Its first characters.
        start: String,
    },
    /// XML of another kind.
    #[error("the answer is XML, but not an OAI-PMH answer: its root is <{name}>")]
    WrongRoot {
        /// Name of its root element.
        name: String,
    },
    /// An OAI-PMH answer of another version.
    #[error("the answer is not OAI-PMH 2.0: its namespace is “{found}”")]
    WrongNamespace {
        /// The namespace.
        found: String,
    },
    /// The answer stops before its end.
    #[error("the answer is cut short after {bytes} bytes")]
    Truncated {
        /// How many bytes came.
        bytes: usize,
    },
    /// XML that cannot be followed.
    #[error("the answer is damaged at byte {at}: {why}")]
    Malformed {
        /// Where.
        at: u64,
        /// What the XML reader says.
        why: String,
    },
    /// Well-formed, of the right namespace, with no answer inside.
    #[error("the answer holds none of the elements of OAI-PMH")]
    NothingInside,
}

fn titled(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" (“{title}”)") }
}

/// Reads an answer.
///
/// # Errors
/// [`ReadError`] says what came instead. An answer that says `<error>` is not one of these: see
/// [`Body::Errors`](crate::Body::Errors).
pub fn read_response(bytes: &[u8]) -> Result<Response, ReadError> {
    let view = same_length_view(bytes);
    let start = view.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n', '?']);
    // The view may begin with `?` for a damaged byte order mark, but not for `<?xml`, whose `<` comes first.
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    if !start.starts_with('<') {
        return Err(ReadError::NotXml { start: start.chars().take(60).collect() });
    }
    if let Some(title) = html_title(start) {
        return Err(ReadError::Html { title });
    }
    let offset = view.len() - start.len();
    page::read(&bytes[offset..], start)
}

/// The bytes as text of the same length: each byte that is not UTF-8 becomes `?`, so that places in the text are places
/// in the bytes.
pub(crate) fn same_length_view(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let mut view = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        view.push_str(chunk.valid());
        view.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    view.into()
}

/// The title when the text is a web page, empty when it has none.
fn html_title(start: &str) -> Option<String> {
    let head: String = start.chars().take(4000).collect::<String>().to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(after) = rest
        .strip_prefix("<?")
        .and_then(|r| r.split_once("?>"))
        .or_else(|| rest.strip_prefix("<!--").and_then(|r| r.split_once("-->")))
    {
        rest = after.1.trim_start();
    }
    let is_html = rest.starts_with("<!doctype html")
        || ["<html", "<head", "<body", "<script"].iter().any(|tag| rest.starts_with(tag));
    if !is_html {
        return None;
    }
    let title = head
        .find("<title")
        .and_then(|at| head[at..].find('>').map(|end| at + end + 1))
        .and_then(|from| head[from..].find("</").map(|length| (from, length)))
        .and_then(|(from, length)| start.get(from..from + length))
        .map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(title.unwrap_or_default())
}

/// Refuses a root that is not ours. A root without any namespace is let through: the sender forgot it.
fn check_root(tag: &BytesStart<'_>) -> Result<(), ReadError> {
    let name = tag.name();
    let prefix = name.prefix().map(|p| format!("xmlns:{}", p.as_ref()));
    let declaration = prefix.as_deref().unwrap_or("xmlns");
    let namespace = tag
        .html_attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == declaration)
        .map(|attribute| attribute.value.trim().to_owned());
    if name.local_name().as_ref() != "OAI-PMH" {
        let name = name.as_ref().chars().take(60).collect();
        return Err(ReadError::WrongRoot { name });
    }
    match namespace {
        Some(found) if found != NAMESPACE => Err(ReadError::WrongNamespace { found }),
        _ => Ok(()),
    }
}

fn reader_of(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// A reading position in a page: the events, and the exact bytes behind them.
struct Cursor<'a> {
    reader: Reader<&'a [u8]>,
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    fn next(&mut self) -> Result<Event<'a>, ReadError> {
        match self.reader.read_event() {
            Ok(Event::Eof) => Err(self.truncated()),
            Ok(event) => Ok(event),
            Err(quick_xml::Error::Syntax(_)) => Err(self.truncated()),
            Err(other) => Err(ReadError::Malformed { at: self.reader.error_position(), why: other.to_string() }),
        }
    }

    fn truncated(&self) -> ReadError {
        ReadError::Truncated { bytes: self.bytes.len() }
    }

    /// The exact bytes up to the end tag of `tag`, which was just read.
    fn inner(&mut self, tag: &BytesStart<'_>) -> Result<&'a [u8], ReadError> {
        let from = self.reader.buffer_position() as usize;
        let mut depth = 0_u32;
        loop {
            let before = self.reader.buffer_position() as usize;
            match self.next()? {
                Event::Start(inner) if inner.name() == tag.name() => depth += 1,
                Event::End(end) if end.name() == tag.name() => {
                    if depth == 0 {
                        return Ok(&self.bytes[from..before]);
                    }
                    depth -= 1;
                }
                _ => {}
            }
        }
    }

    /// The characters up to the end tag of `tag`, references resolved, tags inside left out, space at both ends removed.
    fn text(&mut self, tag: &BytesStart<'_>) -> Result<String, ReadError> {
        let mut text = String::new();
        loop {
            match self.next()? {
                Event::End(end) if end.name() == tag.name() => break,
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::CData(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(reference) => push_reference(&mut text, &reference),
                _ => {}
            }
        }
        Ok(text.trim().to_owned())
    }
}

/// What a reference stands for; the reference as written when it stands for nothing XML knows.
fn push_reference(text: &mut String, reference: &quick_xml::events::BytesRef<'_>) {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        text.push(character);
        return;
    }
    match quick_xml::escape::resolve_xml_entity(reference) {
        Some(known) => text.push_str(known),
        None => {
            text.push('&');
            text.push_str(reference);
            text.push(';');
        }
    }
}
