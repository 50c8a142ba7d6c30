//! The addresses a vendor is known by in CAS (`service`, CAS Protocol 3.0.3 §2.1.1). Whoever controls an address that we
//! accept receives readers' tickets: so a service sent is the one registered, character for character, and what may be
//! registered has one reading only, whichever program reads it.

/// The longest address, in bytes.
pub(crate) const LONGEST: usize = 2_048;

/// Whether an address may be registered. `local` lets plain `http` and unusual ports of this machine in, for the
/// demonstration.
///
/// # Errors
/// The name of the message that says what is wrong.
pub(crate) fn registrable(address: &str, local: bool) -> Result<(), &'static str> {
    if address.len() > LONGEST {
        return Err("cas-address-long");
    }
    let (secure, rest) = match (address.strip_prefix("https://"), address.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return Err("cas-address-scheme"),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    if authority.contains('@') {
        return Err("cas-address-user");
    }
    // A port that goes without saying, written: two texts for one address.
    let usual = if secure { "443" } else { "80" };
    let port_fits = |port: &str| {
        port != usual
            && !port.starts_with('0')
            && port.bytes().all(|b| b.is_ascii_digit())
            && port.parse::<u16>().is_ok()
    };
    if !host_fits(host) || port.is_some_and(|port| !port_fits(port)) {
        return Err("cas-address-host");
    }
    if !(secure || local && is_loopback(host)) {
        return Err("cas-address-scheme");
    }
    if tail.contains('#') {
        return Err("cas-address-fragment");
    }
    let (path, query) = tail.split_once('?').map_or((tail, None), |(path, query)| (path, Some(query)));
    if !characters_fit(path) || !query.is_none_or(characters_fit) {
        return Err("cas-address-characters");
    }
    let dots = |segment: &str| {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        plain == "." || plain == ".."
    };
    if path.split('/').any(dots) {
        return Err("cas-address-dots");
    }
    // The ticket is ours to add: two would leave open which one counts.
    if query.is_some_and(|query| query.split('&').any(|pair| pair.split('=').next() == Some("ticket"))) {
        return Err("cas-address-ticket");
    }
    Ok(())
}

/// A name of small letters, digits, hyphens and dots; addresses in figures only for this machine.
fn host_fits(host: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let figures = host.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
    host.len() <= 253 && host.split('.').all(label) && (!figures || host == "127.0.0.1")
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host == "127.0.0.1"
}

/// The characters of paths and queries (RFC 3986, §3.3 and §3.4), a percent sign always before two digits.
fn characters_fit(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)),
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => true,
        other => b"-._~!$&'()*+,;=:@/?".contains(other),
    })
}

/// Where the browser is sent with its ticket (§2.2.4). The service is one that was registered.
pub(crate) fn with_ticket(service: &str, ticket: &str) -> String {
    let joint = match service.split_once('?') {
        None => "?",
        Some((_, "")) => "",
        Some(_) => "&",
    };
    format!("{service}{joint}ticket={ticket}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_with_one_reading_may_be_registered() {
        for good in [
            "https://presse.example.org",
            "https://presse.example.org/",
            "https://presse.example.org:8443/cas/retour?client=lille&lang=fr",
            "https://a.b/c%20d;e=1,2/(f)?g=%C3%A9",
        ] {
            assert_eq!(registrable(good, false), Ok(()), "{good}");
        }
        assert_eq!(registrable("http://127.0.0.1:9000/retour", true), Ok(()));
        assert_eq!(registrable("http://localhost:9000/retour", true), Ok(()));
        for (bad, why) in [
            ("", "cas-address-scheme"),
            ("javascript:alert(1)", "cas-address-scheme"),
            ("//presse.example.org/", "cas-address-scheme"),
            ("http://presse.example.org/", "cas-address-scheme"),
            ("HTTPS://presse.example.org/", "cas-address-scheme"),
            ("https://", "cas-address-host"),
            ("https:///x", "cas-address-host"),
            ("https://Presse.example.org/", "cas-address-host"),
            ("https://presse.example.org:443/", "cas-address-host"),
            ("https://presse.example.org:0/", "cas-address-host"),
            ("https://presse.example.org:99999/", "cas-address-host"),
            ("https://10.0.0.1/", "cas-address-host"),
            ("https://127.0.0.1.evil.1/", "cas-address-host"),
            ("https://[::1]/", "cas-address-host"),
            ("https://presse.example.org\\@evil.example/", "cas-address-user"),
            ("https://user@presse.example.org/", "cas-address-user"),
            ("https://user:x@presse.example.org/", "cas-address-user"),
            ("https://presse.example.org\\.evil.example/", "cas-address-host"),
            ("https://presse.example.org/#x", "cas-address-fragment"),
            ("https://presse.example.org/a b", "cas-address-characters"),
            ("https://presse.example.org/a\r\nSet-Cookie: x", "cas-address-characters"),
            ("https://presse.example.org/é", "cas-address-characters"),
            ("https://presse.example.org/%zz", "cas-address-characters"),
            ("https://presse.example.org/%4", "cas-address-characters"),
            ("https://presse.example.org/a/../b", "cas-address-dots"),
            ("https://presse.example.org/a/%2E%2e/b", "cas-address-dots"),
            ("https://presse.example.org/?ticket=ST-1", "cas-address-ticket"),
        ] {
            assert_eq!(registrable(bad, false), Err(why), "{bad:?}");
        }
        assert_eq!(
            registrable("http://127.0.0.1:9000/", false),
            Err("cas-address-scheme"),
            "not outside the demonstration"
        );
        assert_eq!(registrable(&format!("https://a.b/{}", "x".repeat(LONGEST)), false), Err("cas-address-long"));
    }

    #[test]
    fn the_ticket_is_added_to_what_the_address_already_asks() {
        assert_eq!(with_ticket("https://a.b/", "ST-1"), "https://a.b/?ticket=ST-1");
        assert_eq!(with_ticket("https://a.b/?", "ST-1"), "https://a.b/?ticket=ST-1");
        assert_eq!(with_ticket("https://a.b/?c=d", "ST-1"), "https://a.b/?c=d&ticket=ST-1");
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic_and_what_passes_cannot_break_a_header(text in "\\PC*|https://[a-z@:/?#%\\\\\r\n .]{0,40}") {
            if registrable(&text, true).is_ok() {
                prop_assert!(text.is_ascii() && !text.bytes().any(|b| b <= b' ' || b == b'#' || b == b'\\' || b == b'"'));
                prop_assert!(axum::http::HeaderValue::from_str(&with_ticket(&text, "ST-1")).is_ok());
            }
        }

        #[test]
        fn user_information_never_passes(name in "[a-z0-9:.%]{0,12}", host in "[a-z]{1,8}\\.example") {
            let address = format!("https://{name}@{host}/");
            prop_assert!(registrable(&address, true).is_err());
        }
    }
}
