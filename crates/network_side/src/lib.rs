//! On which side of the wall an address is. An address typed in a form must not open the network's own machines to the
//! outside: whoever calls one asks here first, and connects to what was asked about, not to the name again.
//!
//! The standard library's `IpAddr::is_global` says nearly this, and is not stable.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where an address is, by IANA's registries of special addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// On the public network.
    Public,
    /// On a private network or this machine: only where somebody answers for it.
    Private,
    /// Not to be called: link-local (where clouds keep their secrets), multicast, unspecified, documentation, reserved.
    Never,
}

/// Where an address is. One that carries another (mapped, NAT64, 6to4) is where that one is.
#[must_use]
pub fn side(ip: IpAddr) -> Side {
    match ip {
        IpAddr::V4(ip) => side_v4(ip),
        IpAddr::V6(ip) => side_v6(ip),
    }
}

fn side_v4(ip: Ipv4Addr) -> Side {
    let [a, b, c, _] = ip.octets();
    // 100.64.0.0/10 is shared by an operator's subscribers.
    if ip.is_private() || ip.is_loopback() || (a == 100 && b & 0xC0 == 64) {
        return Side::Private;
    }
    let special = ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        || a >= 224
        // Protocol assignments, old 6to4 relays, benchmarks.
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && b & 0xFE == 18);
    if special { Side::Never } else { Side::Public }
}

fn side_v6(ip: Ipv6Addr) -> Side {
    if ip == Ipv6Addr::LOCALHOST {
        return Side::Private;
    }
    let carried = |high: u16, low: u16| side_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    match ip.segments() {
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => carried(high, low),
        [0x2002, high, low, ..] => carried(high, low),
        // Documentation, Teredo and other protocol assignments.
        [0x2001, 0x0DB8, ..] | [0x2001, 0..=0x01FF, ..] | [0x3FFF, 0..=0x0FFF, ..] => Side::Never,
        // Unique local.
        [first, ..] if first & 0xFE00 == 0xFC00 => Side::Private,
        // Global unicast is 2000::/3.
        [first, ..] if first & 0xE000 == 0x2000 => Side::Public,
        _ => Side::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Side::{Never, Private, Public};

    #[test]
    fn each_address_is_on_its_side() {
        for (ip, expected) in [
            ("8.8.8.8", Public),
            ("2a01:e0a::1", Public),
            ("::ffff:8.8.8.8", Public),
            ("10.1.2.3", Private),
            ("127.0.0.1", Private),
            ("192.168.0.9", Private),
            ("172.31.0.1", Private),
            ("100.64.0.1", Private),
            ("::1", Private),
            ("fd00::1", Private),
            ("::ffff:10.0.0.1", Private),
            ("64:ff9b::127.0.0.1", Private),
            ("2002:0a00:0001::1", Private),
            ("169.254.169.254", Never),
            ("::ffff:169.254.169.254", Never),
            ("0.0.0.0", Never),
            ("::", Never),
            ("fe80::1", Never),
            ("224.0.0.1", Never),
            ("255.255.255.255", Never),
            ("ff02::1", Never),
            ("192.88.99.1", Never),
            ("198.18.0.1", Never),
            ("2001:db8::1", Never),
            ("2001::1", Never),
            ("3fff::1", Never),
        ] {
            assert_eq!(side(ip.parse().expect("an address")), expected, "{ip}");
        }
    }
}
