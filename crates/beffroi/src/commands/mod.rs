//! One file a command.

pub(crate) mod account;
pub(crate) mod backup;
pub(crate) mod bench;
pub(crate) mod catalogue;
pub(crate) mod demo;
pub(crate) mod demo_media;
pub(crate) mod demo_pass;
pub(crate) mod demo_systems;
pub(crate) mod demo_tours;
pub(crate) mod demo_vendor;
pub(crate) mod init;
pub(crate) mod keys;
pub(crate) mod logging;
pub(crate) mod node;
pub(crate) mod pass;
pub(crate) mod serve;
pub(crate) mod tour;
pub(crate) mod verify;

/// Says something to the person at the terminal.
pub(crate) fn say(text: impl std::fmt::Display) {
    use std::io::Write;
    // A closed pipe is the reader's choice, not an error of ours.
    let _ = writeln!(std::io::stdout(), "{text}");
}
