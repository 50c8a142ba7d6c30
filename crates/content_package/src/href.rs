//! Addresses inside packages.

/// The path in the package that `href`, written in the file at `base`, points to, with its fragment if any. None when it
/// points outside: another server, or above the package.
pub(crate) fn resolve(base: &str, href: &str) -> Option<(String, Option<String>)> {
    let href = href.trim();
    let (path, fragment) = match href.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (href, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    if has_scheme(path) || path.starts_with("//") || path.contains('\\') {
        return None;
    }
    if path.is_empty() {
        return Some((base.to_owned(), fragment));
    }
    let path = decode(path)?;
    let mut parts: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        parts.extend(base.split('/'));
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), fragment))
}

/// Whether an address begins with a scheme, such as `http:`.
pub(crate) fn has_scheme(href: &str) -> bool {
    href.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

/// A path of a package as an address relative to the package's root.
#[must_use]
pub fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// An address's path as a path of a package. None when what it encodes is no text.
#[must_use]
pub fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%'
            && let Some(byte) =
                tail.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok())
        {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_in_the_package() {
        let to = |href: &str| resolve("OEBPS/text/a.xhtml", href).map(|(path, _)| path);
        assert_eq!(to("b.xhtml").as_deref(), Some("OEBPS/text/b.xhtml"));
        assert_eq!(to("../img/caf%C3%A9.jpg").as_deref(), Some("OEBPS/img/café.jpg"));
        assert_eq!(to("#x").as_deref(), Some("OEBPS/text/a.xhtml"));
        assert_eq!(to("../../../x"), None);
        assert_eq!(to("%2e%2e/%2e%2e/%2e%2e/x"), None);
        assert_eq!(to("http://example.org/x"), None);
        assert_eq!(to("//example.org/x"), None);
        assert_eq!(to("..\\x"), None);
        assert_eq!(resolve("a/b", "c#d%20e"), Some(("a/c".into(), Some("d%20e".into()))));
    }
}
