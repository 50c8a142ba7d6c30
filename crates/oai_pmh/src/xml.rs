//! Text into XML 1.0, whatever the text holds.

/// Appends character data: `&`, `<`, `>` escaped, a carriage return kept as a reference, characters that XML 1.0 cannot
/// carry (most control characters) left out.
pub fn push_text(out: &mut String, text: &str) {
    push(out, text, false);
}

/// Appends ` name="value"`, the value escaped as in [`push_text`], quotes and line ends too.
pub fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push(out, value, true);
    out.push('"');
}

fn push(out: &mut String, text: &str, attribute: bool) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if attribute => out.push_str("&quot;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' | '\n' => out.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
    }
}

/// Appends `<name>text</name>`.
pub(crate) fn push_element(out: &mut String, name: &str, text: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    push_text(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Appends XML that someone else wrote, without a byte order mark, an XML declaration or characters outside Unicode.
pub(crate) fn push_raw(out: &mut String, xml: &[u8]) {
    let text = String::from_utf8_lossy(xml);
    let text = text.trim_start_matches('\u{feff}');
    let trimmed = text.trim_start();
    let text = match trimmed.strip_prefix("<?xml ").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    };
    out.push_str(text);
}
