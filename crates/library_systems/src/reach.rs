//! Where a library's system may be: an address typed in a form must not open the network's own machines to the outside.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use network_side::{Side, side};

use crate::Failure;

/// Whether an address may be called.
#[must_use]
pub fn may_call(ip: IpAddr, private: bool) -> bool {
    let side = side(ip);
    side == Side::Public || (side == Side::Private && private)
}

/// The addresses of a host that may be called. The connection is to be made to one of these, not to the name again: a name
/// may mean something else a moment later.
///
/// # Errors
/// [`Failure::Down`] when the name is unknown, [`Failure::Late`], [`Failure::NotAllowed`] when there are only addresses
/// that may not be called.
pub async fn addresses(host: &str, port: u16, private: bool, patience: Duration) -> Result<Vec<SocketAddr>, Failure> {
    let found = match tokio::time::timeout(patience, tokio::net::lookup_host((host, port))).await {
        Err(_) => return Err(Failure::Late),
        Ok(Err(_)) => return Err(Failure::Down),
        Ok(Ok(found)) => found.collect::<Vec<_>>(),
    };
    if found.is_empty() {
        return Err(Failure::Down);
    }
    let allowed: Vec<SocketAddr> = found.into_iter().filter(|one| may_call(one.ip(), private)).collect();
    if allowed.is_empty() { Err(Failure::NotAllowed) } else { Ok(allowed) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_called_only_when_allowed_and_some_never() {
        for (ip, public, private) in [
            ("8.8.8.8", true, true),
            ("2a01:e0a::1", true, true),
            ("10.1.2.3", false, true),
            ("127.0.0.1", false, true),
            ("192.168.0.9", false, true),
            ("172.31.0.1", false, true),
            ("100.64.0.1", false, true),
            ("::1", false, true),
            ("fd00::1", false, true),
            ("::ffff:10.0.0.1", false, true),
            ("64:ff9b::127.0.0.1", false, true),
            ("2002:0a00:0001::1", false, true),
            ("169.254.169.254", false, false),
            ("::ffff:169.254.169.254", false, false),
            ("0.0.0.0", false, false),
            ("::", false, false),
            ("fe80::1", false, false),
            ("224.0.0.1", false, false),
            ("255.255.255.255", false, false),
            ("ff02::1", false, false),
            ("198.18.0.1", false, false),
            ("2001:db8::1", false, false),
        ] {
            let parsed: IpAddr = ip.parse().expect("an address");
            assert_eq!((may_call(parsed, false), may_call(parsed, true)), (public, private), "{ip}");
        }
    }
}
