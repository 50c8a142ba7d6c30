//! Namespaces that a piece of XML borrows from the document it was cut from.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Adds the declarations of a start tag to those of the tags around it; a nearer one hides a farther one.
pub(crate) fn collect(tag: &BytesStart<'_>, declared: &mut Vec<(String, String)>) {
    for attribute in tag.html_attributes().with_checks(false).flatten() {
        let name = attribute.key.as_ref();
        let prefix = match name.strip_prefix("xmlns") {
            Some("") => "",
            Some(rest) if rest.starts_with(':') => &rest[1..],
            _ => continue,
        };
        let value = attribute.value.to_string();
        declared.retain(|(known, _)| known != prefix);
        declared.push((prefix.to_owned(), value));
    }
}

/// The bytes, with `inherited` declarations added to the first tag where it does not make them itself. Values are the
/// raw attribute values of the source, already escaped.
pub(crate) fn declare(xml: &[u8], inherited: &[(String, String)]) -> Vec<u8> {
    let trimmed_start = xml.len() - xml.trim_ascii_start().len();
    let view = super::read::same_length_view(&xml[trimmed_start..]);
    let mut reader = Reader::from_str(&view);
    reader.config_mut().check_end_names = false;
    loop {
        let before = reader.buffer_position() as usize;
        let tag = match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => tag,
            Ok(Event::Eof) | Err(_) => return xml.to_vec(),
            Ok(_) => continue,
        };
        let mut own = Vec::new();
        collect(&tag, &mut own);
        let missing: Vec<_> =
            inherited.iter().filter(|(prefix, _)| !own.iter().any(|(known, _)| known == prefix)).collect();
        if missing.is_empty() {
            return xml.to_vec();
        }
        // `<name` ends where attributes begin: before is the place of `<`.
        let cut = trimmed_start + before + 1 + tag.name().as_ref().len();
        let mut out = Vec::with_capacity(xml.len() + 128);
        out.extend_from_slice(&xml[..cut]);
        for (prefix, name) in missing {
            let colon = if prefix.is_empty() { "" } else { ":" };
            let quote = if name.contains('"') { '\'' } else { '"' };
            out.extend_from_slice(format!(" xmlns{colon}{prefix}={quote}{name}{quote}").as_bytes());
        }
        out.extend_from_slice(&xml[cut..]);
        return out;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_declared() {
        let inherited = vec![(String::new(), "urn:a".to_owned()), ("m".to_owned(), "urn:m".to_owned())];
        let text = |xml: &str| String::from_utf8(declare(xml.as_bytes(), &inherited)).unwrap();
        assert_eq!(text(" <m:r a='1'/>"), " <m:r xmlns=\"urn:a\" xmlns:m=\"urn:m\" a='1'/>");
        assert_eq!(text("<r xmlns='urn:b'><c/></r>"), "<r xmlns:m=\"urn:m\" xmlns='urn:b'><c/></r>");
        assert_eq!(text("<!-- x --><r/>"), "<!-- x --><r xmlns=\"urn:a\" xmlns:m=\"urn:m\"/>");
        assert_eq!(text("no xml"), "no xml");
    }
}
