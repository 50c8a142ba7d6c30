//! ISO 2709: a leader, a directory, the fields.

mod frame;
mod layout;
mod read;
mod write;

pub(crate) use frame::{Frame, find_frame, gap_length};
pub(crate) use layout::RawField;
pub(crate) use read::{note_damage, read, recognise};
pub(crate) use write::declare_utf8;
pub use write::{WriteError, write_iso2709};

/// Length of the leader.
pub(crate) const LEADER: usize = 24;
/// Length of one entry of the directory.
pub(crate) const ENTRY: usize = 12;

/// The number written in `bytes`: digits, or blanks for zero in front.
pub(crate) fn number(bytes: &[u8]) -> Option<usize> {
    let mut value = 0;
    let mut digits = false;
    for &b in bytes {
        match b {
            b'0'..=b'9' => {
                value = value * 10 + usize::from(b - b'0');
                digits = true;
            }
            b' ' if !digits => {}
            _ => return None,
        }
    }
    digits.then_some(value)
}
