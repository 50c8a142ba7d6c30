//! The small XML files of packages as trees: containers, manifests, tables of contents.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::Fault;

/// How deep elements may lie in one another.
const DEPTH_MOST: usize = 200;

/// An element and what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name as written, with its prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Its name without a prefix.
    pub(crate) fn local(&self) -> &str {
        local(&self.name)
    }

    /// The value of an attribute by its name without a prefix; one without a prefix comes first.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let whole = self.attributes.iter().find(|(known, _)| known == name);
        whole
            .or_else(|| self.attributes.iter().find(|(known, _)| local(known) == name))
            .map(|(_, value)| value.as_str())
    }

    /// The elements right inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of that name right inside.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.local() == name)
    }

    /// The first element of that name right inside.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.local() == name)
    }

    /// The first element of that name anywhere inside, this one included.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        if self.local() == name {
            return Some(self);
        }
        self.elements().find_map(|element| element.find(name))
    }

    /// All the text inside, blanks made single.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, into: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => into.push_str(text),
                Node::Element(element) => element.gather(into),
            }
        }
    }
}

pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The text of an XML file: UTF-8, UTF-16 by its mark, or Windows-1252 when it says so.
pub(crate) fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Fault> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(path, rest),
        [0xFF, 0xFE, rest @ ..] => Ok(Cow::Owned(utf16(rest, u16::from_le_bytes))),
        [0xFE, 0xFF, rest @ ..] => Ok(Cow::Owned(utf16(rest, u16::from_be_bytes))),
        _ => {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
            let declared = head.starts_with("<?xml").then(|| head.split("?>").next().unwrap_or_default());
            if declared
                .is_some_and(|head| ["iso-8859-1", "iso-8859-15", "windows-1252"].iter().any(|c| head.contains(c)))
            {
                return Ok(Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()));
            }
            utf8(path, bytes)
        }
    }
}

fn utf8<'a>(path: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Fault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => Err(Fault::malformed(path, format!("l’octet {} n’est pas de l’UTF-8", error.valid_up_to()))),
    }
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

pub(crate) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// The tree of an XML file.
pub(crate) fn parse(path: &str, bytes: &[u8]) -> Result<Element, Fault> {
    let text = decode(path, bytes)?;
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| Fault::malformed(path, error))?;
        let here = open.len();
        let Some(top) = open.last_mut() else { return Err(Fault::malformed(path, "fin inattendue")) };
        match event {
            Event::Start(start) => {
                if here > DEPTH_MOST {
                    return Err(Fault::malformed(path, "trop d’éléments imbriqués"));
                }
                let element = element(path, &start)?;
                open.push(element);
            }
            Event::Empty(start) => top.children.push(Node::Element(element(path, &start)?)),
            Event::End(_) => {
                if let (Some(done), Some(parent)) = (open.pop(), open.last_mut()) {
                    parent.children.push(Node::Element(done));
                } else {
                    return Err(Fault::malformed(path, "fin inattendue"));
                }
            }
            Event::Text(text) => top.children.push(Node::Text(text.xml10_content().into_owned())),
            Event::CData(text) => top.children.push(Node::Text(text.into_inner().into_owned())),
            Event::GeneralRef(reference) => {
                // A reference to what we don't know is left out: it is no reason to refuse a book.
                let text = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    _ => resolve_html5_entity(&reference.into_inner()).map(str::to_owned),
                };
                top.children.extend(text.map(Node::Text));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() != 1 {
        return Err(Fault::malformed(path, "un élément n’est pas fermé"));
    }
    let root = open.pop().and_then(|top| {
        top.children.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    });
    root.ok_or_else(|| Fault::malformed(path, "aucun élément"))
}

fn element(path: &str, start: &BytesStart<'_>) -> Result<Element, Fault> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| Fault::malformed(path, error))?;
        let value = attribute
            .normalized_value_with(XmlVersion::Implicit1_0, 1, resolve_html5_entity)
            .map_or_else(|_| attribute.value.to_string(), Cow::into_owned);
        attributes.push((attribute.key.as_ref().to_owned(), value));
    }
    Ok(Element { name: start.name().as_ref().to_owned(), attributes, children: Vec::new() })
}
