//! A library's own system in miniature: readers, copies, loans, holds and fees behind real SIP2 and ILS-DI servers.
//!
//! Tests, the bench and the demonstration talk to it over loopback sockets as to a real system. It lends by rules a real
//! one has ([`Rules`]), and misbehaves when told to ([`Behaviour`]): sleeping, refusing, breaking off in mid-answer,
//! answering for somebody else.
//!
//! ```
//! use ils_simulator::{Item, Library, Patron};
//!
//! let library = Library::new("Médiathèque de Roubaix");
//! library.add_patron(Patron::new("20012345", "1234", "Ève d'Hérouville"));
//! library.add_item(Item::new("B001", "R1", "Germinal"));
//! library.check_out("20012345", "B001").unwrap();
//! assert_eq!(library.loans_of("20012345").len(), 1);
//! ```

mod behaviour;
mod ils_di;
mod library;
mod model;
mod sip2;

pub use behaviour::{Behaviour, Charset, Mood};
pub use ils_di::serve_ils_di;
pub use library::Library;
pub use model::{Fee, Hold, HoldState, Item, ItemStatus, Loan, Patron, Refusal, Rules};
pub use sip2::serve_sip2;

use std::net::SocketAddr;

/// A server that runs until it is told to stop or dropped.
#[derive(Debug)]
pub struct Handle {
    /// Where it listens.
    pub addr: SocketAddr,
    task: tokio::task::JoinHandle<()>,
}

impl Handle {
    /// A server run by this task.
    #[must_use]
    pub fn new(addr: SocketAddr, task: tokio::task::JoinHandle<()>) -> Self {
        Self { addr, task }
    }

    /// Stops it: the port is closed, and what is under way is broken off.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.task.abort();
    }
}
