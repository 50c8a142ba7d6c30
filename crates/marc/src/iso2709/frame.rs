//! Where a record starts and ends in a stream, whatever its leader claims.

use super::{ENTRY, LEADER, number};
use crate::record::{FIELD_END, RECORD_END};

/// How much of what follows a doubtful terminator is looked at.
const LOOK_AHEAD: usize = 4096;

/// How many terminators inside a record are reckoned with.
const MOST_PASSED: usize = 64;

/// What stands at the start of a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A record, or what must be judged as one, takes this many bytes.
    Record(usize),
    /// The buffer ends before the record does.
    NeedMore,
}

/// How many bytes at the start of `buffer` belong to no record: line ends, NUL, end-of-file marks, terminators said
/// twice, a byte order mark, and blanks unless a leader starts with them.
pub(crate) fn gap_length(buffer: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = buffer.get(at) {
        at += match byte {
            b'\n' | b'\r' | b'\t' | 0 | 0x1A | FIELD_END | RECORD_END => 1,
            b' ' if !starts_record(&buffer[at..]) => 1,
            0xEF if buffer[at..].starts_with(b"\xEF\xBB\xBF") => 3,
            _ => return at,
        };
    }
    at
}

/// Finds the end of the record that starts at the start of `buffer`. `last` says that the input ends with the buffer.
///
/// A record ends where its leader says if that is a terminator, and the only one so far. Where it is not so, the end is
/// where another record starts; or at a terminator that closes a field, or that another record or the end follows,
/// unless the directory shows that the record goes on.
pub(crate) fn find_frame(buffer: &[u8], last: bool) -> Frame {
    let Some(mut terminator) = memchr::memchr(RECORD_END, buffer) else {
        return if last {
            Frame::Record(start_inside(buffer, buffer.len()).unwrap_or(buffer.len()))
        } else {
            Frame::NeedMore
        };
    };
    let declared = buffer.get(..5).and_then(number).unwrap_or(0);
    if terminator + 1 == declared && buffer[..terminator].last() == Some(&FIELD_END) {
        return Frame::Record(declared);
    }
    if let Some(start) = start_inside(buffer, terminator) {
        return Frame::Record(start);
    }
    let directory_end = directory_end(buffer);
    if !last && directory_end.is_some_and(|end| end > terminator && end + 16 > buffer.len()) {
        return Frame::NeedMore;
    }
    let mut passed = 0;
    loop {
        let after = &buffer[terminator + 1..];
        if terminator + 1 == declared {
            return Frame::Record(declared);
        }
        // Enough of what follows must be seen to tell another record from the rest of this one.
        if !last && after.len() < LOOK_AHEAD {
            return Frame::NeedMore;
        }
        let gap = gap_length(after);
        if gap == after.len() || starts_record(&after[gap..]) {
            return Frame::Record(terminator + 1);
        }
        // Each terminator added inside has pushed the end one byte further at most.
        let goes_on = directory_end.is_some_and(|end| {
            terminator < end && (end..=end + passed.min(MOST_PASSED) + 1).any(|at| buffer.get(at) == Some(&RECORD_END))
        });
        if buffer[..terminator].last() == Some(&FIELD_END) && !goes_on {
            return Frame::Record(terminator + 1);
        }
        let next = match memchr::memchr(RECORD_END, after) {
            Some(next) => terminator + 1 + next,
            None if last => buffer.len(),
            None => return Frame::NeedMore,
        };
        if let Some(start) = start_inside(&buffer[terminator..], next - terminator) {
            return Frame::Record(terminator + start);
        }
        if next == buffer.len() {
            return Frame::Record(next);
        }
        terminator = next;
        passed += 1;
    }
}

/// Where the directory says that the record ends, when the directory can be read whole.
fn directory_end(buffer: &[u8]) -> Option<usize> {
    let base = buffer.get(12..17).and_then(number)?;
    let directory = buffer.get(LEADER..base.checked_sub(1)?)?;
    if directory.is_empty() || directory.len() % ENTRY != 0 || buffer.get(base - 1) != Some(&FIELD_END) {
        return None;
    }
    let mut end = 0;
    for entry in directory.chunks_exact(ENTRY) {
        end = end.max(number(&entry[3..7])? + number(&entry[7..12])?);
    }
    Some(base + end)
}

/// The first place after the start of `buffer` and up to `end` where another record starts. In the directory of the
/// first one only a leader in the usual form counts: other figures are its own.
fn start_inside(buffer: &[u8], end: usize) -> Option<usize> {
    let after_leader = buffer.get(LEADER..).unwrap_or_default();
    let entries = after_leader.chunks_exact(ENTRY).take_while(|entry| is_entry(entry)).count();
    let data = if entries == 0 { 0 } else { LEADER + entries * ENTRY };
    (1..end.min(buffer.len())).find(|&at| {
        let bytes = &buffer[at..];
        is_usual_leader(bytes) || at >= data && is_odd_leader(bytes)
    })
}

/// Whether a record starts here.
pub(super) fn starts_record(bytes: &[u8]) -> bool {
    is_usual_leader(bytes) || is_odd_leader(bytes)
}

/// A leader in the form that all systems write: figures, letters and constants in their places.
fn is_usual_leader(bytes: &[u8]) -> bool {
    let Some(leader) = bytes.get(..LEADER) else {
        return false;
    };
    leader[..5].iter().all(u8::is_ascii_digit)
        && &leader[10..12] == b"22"
        && &leader[20..22] == b"45"
        && leader[12..17].iter().all(is_figure)
        && leader[5..10].iter().all(is_printable)
        && leader[5..8].iter().any(u8::is_ascii_alphabetic)
}

/// A leader with blanks or other constants, which a directory follows that ends where the leader says, if it says.
fn is_odd_leader(bytes: &[u8]) -> bool {
    let Some(leader) = bytes.get(..LEADER) else {
        return false;
    };
    if !leader[..5].iter().chain(&leader[12..17]).all(is_figure) || !leader[5..10].iter().all(is_printable) {
        return false;
    }
    let after_leader = &bytes[LEADER..];
    // Where the leader says that the directory ends, it must: looked at first, because long runs of figures exist.
    let announced = match number(&leader[12..17]) {
        Some(base) => match base.checked_sub(LEADER + 1) {
            Some(end) if after_leader.get(end) == Some(&FIELD_END) => end,
            _ => return false,
        },
        None => after_leader.len(),
    };
    let entries = after_leader[..announced].chunks_exact(ENTRY).take_while(|entry| is_entry(entry)).count();
    let end = entries * ENTRY;
    entries > 0 && after_leader.get(end) == Some(&FIELD_END) && (end == announced || announced == after_leader.len())
}

fn is_figure(byte: &u8) -> bool {
    byte.is_ascii_digit() || *byte == b' '
}

fn is_printable(byte: &u8) -> bool {
    (0x20..0x7F).contains(byte)
}

/// Whether these twelve bytes are an entry of a directory: a tag, a length, a position.
pub(super) fn is_entry(entry: &[u8]) -> bool {
    entry[..3].iter().all(u8::is_ascii_alphanumeric) && has_figures(entry)
}

/// Whether these twelve bytes could be an entry of which the tag was damaged.
pub(super) fn has_figures(entry: &[u8]) -> bool {
    entry[3..].iter().all(u8::is_ascii_digit)
}
