//! Addresses of vendors: which may be agreed, and how an answer is put at their end.

/// A longer address is refused, in bytes.
const LONGEST: usize = 1000;

/// Whether an address may be agreed with a vendor: `https`, or `http` on this very machine (RFC 8252 §7.3); a host, no user,
/// no fragment (RFC 6749 §3.1.2), nothing that some programs read in one way and others in another.
pub(crate) fn may_be_agreed(uri: &str) -> bool {
    if uri.len() > LONGEST || !uri.bytes().all(is_plain) {
        return false;
    }
    let Some((scheme, host, _)) = parts(uri) else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.contains(']') { host } else { name });
    let port = host[name.len()..].strip_prefix(':');
    let good_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0));
    let bracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let good_name = match bracketed {
        Some(inside) => inside.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
                && name.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        }
    };
    let here = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    good_name && good_port && (scheme == "https" || (scheme == "http" && here))
}

/// What RFC 3986 lets stand in an address, but the fragment's sign.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?[]@!$&'()*+,;=%".contains(&byte)
}

/// Scheme, host with its port, and the rest, which begins with `/` or `?` or is empty.
fn parts(uri: &str) -> Option<(&str, &str, &str)> {
    let (scheme, rest) = uri.split_once("://")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(end);
    (!host.contains('@')).then_some((scheme, host, rest))
}

/// The origin of an address agreed: scheme, host, port as written.
pub(crate) fn origin(uri: &str) -> Option<&str> {
    let (scheme, host, _) = parts(uri)?;
    uri.get(..scheme.len() + 3 + host.len())
}

/// An address agreed with an answer's parameters after those it has (RFC 6749 §4.1.2).
pub(crate) fn with_answer(uri: &str, answer: &[(&str, &str)]) -> String {
    let query = query(answer);
    let sign = match uri.split_once('?') {
        None => "?",
        Some((_, "")) => "",
        Some(_) => "&",
    };
    format!("{uri}{sign}{query}")
}

/// Pairs as a query.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(pairs);
    text.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_that_may_be_agreed() {
        for good in [
            "https://vendor.example/back",
            "https://vendor.example",
            "https://vendor.example:8443/a/b?c=d&e=%C3%A9",
            "http://localhost:3000/callback",
            "http://127.0.0.1:1/",
            "http://[::1]:8080/cb",
            "https://xn--bibliothque-p7a.example/",
        ] {
            assert!(may_be_agreed(good), "{good}");
        }
        for bad in [
            "",
            "vendor.example/back",
            "//vendor.example/back",
            "https:///back",
            "https://",
            "http://vendor.example/back",
            "https://user@vendor.example/",
            "https://user:pw@vendor.example/",
            "https://vendor.example/back#part",
            "https://vendor.example/b\\ack",
            "https://vendor.example/b ack",
            "https://vendor.example/b\r\nLocation: x",
            "https://*.vendor.example/",
            "https://Vendor.example/",
            "https://vendor.example:0/",
            "https://vendor.example:99999/",
            "https://vendor..example/",
            "https://-vendor.example/",
            "javascript://vendor.example/%0aalert(1)",
            "data:text/html,x",
            "ftp://vendor.example/",
            "https://véndor.example/",
            "http://localhost.evil.example/",
            "http://127.0.0.1.evil.example/",
            "http://[::1/",
        ] {
            assert!(!may_be_agreed(bad), "{bad}");
        }
    }

    #[test]
    fn an_answer_goes_after_what_is_there() {
        assert_eq!(with_answer("https://v.example/b", &[("code", "a b")]), "https://v.example/b?code=a+b");
        assert_eq!(with_answer("https://v.example/b?x=1", &[("code", "a")]), "https://v.example/b?x=1&code=a");
        assert_eq!(with_answer("https://v.example/b?", &[("code", "a")]), "https://v.example/b?code=a");
    }

    #[test]
    fn an_origin_is_what_browsers_send() {
        assert_eq!(origin("https://v.example:8443/b?x"), Some("https://v.example:8443"));
        assert_eq!(origin("https://v.example?x"), Some("https://v.example"));
    }

    proptest! {
        /// Whatever is agreed keeps its host when an answer is added, and never holds what ends a header.
        #[test]
        fn an_answer_never_leads_elsewhere(path in "[a-z0-9./?&=%~_@:;,+-]{0,40}", state in "\\PC{0,40}") {
            let uri = format!("https://vendor.example/{path}");
            prop_assume!(may_be_agreed(&uri));
            let whole = with_answer(&uri, &[("state", &state)]);
            prop_assert_eq!(origin(&whole), Some("https://vendor.example"));
            prop_assert!(whole.bytes().all(|byte| byte.is_ascii_graphic()));
        }

        #[test]
        fn whatever_comes_is_judged(text in "\\PC{0,200}") {
            if may_be_agreed(&text) {
                prop_assert!(text.parse::<axum::http::Uri>().is_ok(), "{}", text);
            }
        }
    }
}
