//! What we send to vendors by ourselves. An address typed in a form must not open the network's own machines: names are
//! resolved once, only public addresses are called, no redirect is followed, and little is read.

use std::time::Duration;

use outgoing::{Manner, agent, led_inside};

pub(crate) use outgoing::Reach;

/// How long a vendor may take, in all.
const PATIENCE: Duration = Duration::from_secs(2);
/// What is read of its answer, which nobody looks at.
const MOST: u64 = 16 * 1024;

/// Why nothing could be sent. Says nothing an address carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    /// The address is none.
    #[error("its address cannot be read")]
    Address,
    /// The address leads to a private network.
    #[error("its address leads inside a private network")]
    Private,
    /// It did not answer in time.
    #[error("it answered too late")]
    Late,
    /// It did not answer.
    #[error("it cannot be reached")]
    Unreachable,
}

impl Refused {
    /// The message that says so to whoever typed the address.
    pub(crate) fn why(self) -> &'static str {
        match self {
            Self::Address => "cas-reach-address",
            Self::Private => "cas-reach-private",
            Self::Late => "cas-reach-late",
            Self::Unreachable => "cas-reach-not",
        }
    }
}

/// Posts a form and gives the status answered, whatever it is. Blocks: call it in `spawn_blocking`.
///
/// # Errors
/// [`Refused`].
pub(crate) fn post_form(address: &str, fields: &[(&str, &str)], reach: Reach) -> Result<u16, Refused> {
    let manner = Manner {
        reach,
        patience: PATIENCE,
        to_connect: PATIENCE,
        redirects: 0,
        name: concat!("Beffroi/", env!("CARGO_PKG_VERSION")),
    };
    let answered = agent(manner).post(address).send_form(fields.iter().copied());
    let mut answer = answered.map_err(|error| match error {
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Refused::Address,
        error if led_inside(&error) => Refused::Private,
        ureq::Error::Timeout(_) => Refused::Late,
        _ => Refused::Unreachable,
    })?;
    // Read so that the vendor sees its answer taken; what it says changes nothing.
    let _ = answer.body_mut().with_config().limit(MOST).read_to_vec();
    Ok(answer.status().as_u16())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_called_is_not() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        for host in ["127.0.0.1", "localhost"] {
            let address = format!("http://{host}:{port}/");
            assert_eq!(post_form(&address, &[("a", "b")], Reach::Public), Err(Refused::Private), "{address}");
        }
        listener.set_nonblocking(true).expect("it waits for nobody");
        assert!(listener.accept().is_err(), "nobody came");
        assert_eq!(post_form("not an address", &[], Reach::PrivateToo), Err(Refused::Address));
    }

    #[test]
    fn a_vendor_that_sleeps_is_not_waited_for() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/", listener.local_addr().expect("an address"));
        let begun = std::time::Instant::now();
        assert_eq!(post_form(&address, &[("a", "b")], Reach::PrivateToo), Err(Refused::Late));
        assert!(begun.elapsed() < PATIENCE * 2);
    }
}
