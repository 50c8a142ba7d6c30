//! Structured data (schema.org JSON-LD) put inside a page without a way out of its element.

use serde_json::Value;

/// A `<script type="application/ld+json">` element. `<`, `>` and `&` are written as JSON escapes, so that a title
/// holding `</script>` stays a title. A data block is not run, so a strict content policy lets it stand.
#[must_use]
pub fn script(value: &Value) -> String {
    let json = value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    format!("<script type=\"application/ld+json\">{json}</script>")
}

/// Text made safe inside HTML and attributes.
#[must_use]
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_close_the_element() {
        let title = "</script><script>alert(1)</script>&";
        let html = script(&serde_json::json!({ "name": title }));
        let inside = html
            .strip_prefix("<script type=\"application/ld+json\">")
            .and_then(|rest| rest.strip_suffix("</script>"))
            .expect("one element");
        assert!(!inside.contains(['<', '>', '&']));
        let back: Value = serde_json::from_str(inside).expect("still JSON");
        assert_eq!(back["name"], title);
    }
}
