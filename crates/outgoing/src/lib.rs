//! Calls to addresses that somebody typed: repositories to harvest, vendors' reports, logouts to announce. Such an address
//! must not open the network's own machines to whoever typed it: a name is resolved once, and only those of its addresses
//! that may be called are connected to, at each redirection again.
//!
//! Behind a proxy of the environment (`HTTPS_PROXY`) names are resolved by the proxy: what it lets through is decided there.

use std::io::{Error as IoError, ErrorKind};
use std::time::Duration;

use network_side::{Side, side};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// Which machines may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those of the public network.
    Public,
    /// Private networks and this machine too: where whoever keeps the network answers for the address.
    PrivateToo,
}

impl Reach {
    /// Private networks only where `private` says so.
    #[must_use]
    pub fn of(private: bool) -> Self {
        if private { Self::PrivateToo } else { Self::Public }
    }

    fn may_call(self, ip: std::net::IpAddr) -> bool {
        let side = side(ip);
        side == Side::Public || (side == Side::Private && self == Self::PrivateToo)
    }
}

/// How one calls.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Whom.
    pub reach: Reach,
    /// How long all may take, from the name to the last byte.
    pub patience: Duration,
    /// How long the connection may take, of that.
    pub to_connect: Duration,
    /// How many redirections are followed; past them the redirection itself is the answer.
    pub redirects: u32,
    /// What we call ourselves.
    pub name: &'static str,
}

/// What calls in this manner. A status that tells of an error is an answer like any other.
#[must_use]
pub fn agent(manner: Manner) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(manner.patience))
        .timeout_connect(Some(manner.to_connect.min(manner.patience)))
        .http_status_as_error(false)
        .max_redirects(manner.redirects)
        .max_redirects_will_error(false)
        .user_agent(manner.name)
        .build();
    Agent::with_parts(
        config,
        DefaultConnector::default(),
        Guard { reach: manner.reach, names: DefaultResolver::default() },
    )
}

/// Whether nothing was called because the address leads where it may not.
#[must_use]
pub fn led_inside(error: &Error) -> bool {
    matches!(error, Error::Io(error) if error.kind() == ErrorKind::PermissionDenied)
}

/// Resolves names, and leaves out what may not be called.
#[derive(Debug)]
struct Guard {
    reach: Reach,
    names: DefaultResolver,
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        // The environment's proxy is not an address that somebody typed.
        if config.proxy().is_some_and(|proxy| proxy.uri() == uri) {
            return Ok(found);
        }
        let mut allowed = self.empty();
        for one in found.iter().copied().filter(|one| self.reach.may_call(one.ip())) {
            allowed.push(one);
        }
        if allowed.is_empty() { Err(Error::Io(IoError::from(ErrorKind::PermissionDenied))) } else { Ok(allowed) }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    fn manner(reach: Reach) -> Manner {
        Manner {
            reach,
            patience: Duration::from_secs(20),
            to_connect: Duration::from_secs(5),
            redirects: 3,
            name: "test",
        }
    }

    #[test]
    fn what_may_not_be_called_is_not() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"] {
            let error = agent(manner(Reach::Public)).get(format!("http://{host}:{port}/")).call().expect_err(host);
            assert!(led_inside(&error), "{host}: {error}");
        }
        // Where clouds keep their secrets: for nobody.
        let error = agent(manner(Reach::PrivateToo)).get("http://169.254.169.254/").call().expect_err("not called");
        assert!(led_inside(&error), "{error}");
        listener.set_nonblocking(true).expect("it waits for nobody");
        assert!(listener.accept().is_err(), "nobody came");
    }

    #[test]
    fn a_redirection_is_asked_about_like_the_address() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a call");
            let _ = stream.read(&mut [0; 4096]).expect("a question");
            let answer = "HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(answer.as_bytes()).expect("answered");
        });
        let error =
            agent(manner(Reach::PrivateToo)).get(format!("http://{address}/")).call().expect_err("not followed there");
        assert!(led_inside(&error), "{error}");
        server.join().expect("served");
    }
}
