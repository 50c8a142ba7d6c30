//! Where the fields of a record lie, from its directory or from its separators.

use super::frame::{has_figures, is_entry, starts_record};
use super::{ENTRY, LEADER, number};
use crate::note::Note;
use crate::record::{FIELD_END, clean_tag_byte};

/// A field as it lies in the data area.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawField {
    pub(crate) tag: [u8; 3],
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The parts of a record that has been recognised.
pub(super) struct Parts {
    /// Where the directory starts and ends (its terminator excluded).
    pub(super) directory: (usize, usize),
    /// Where the data area starts.
    pub(super) base: usize,
    /// Whether the leader has not its 24 bytes.
    pub(super) odd_leader: bool,
}

/// Finds the directory: between the leader and the first field terminator, in whole entries.
/// When bytes were lost or added in the leader, the entries are counted back from the terminator.
pub(super) fn find_parts(raw: &[u8]) -> Option<Parts> {
    let end = memchr::memchr(FIELD_END, raw)?;
    let from_leader = raw.get(LEADER..end).unwrap_or_default();
    let good = from_leader.chunks_exact(ENTRY).filter(|entry| is_entry(entry)).count();
    let counted_back = raw[..end].rchunks_exact(ENTRY).take_while(|entry| is_entry(entry)).count();
    let (start, odd_leader, good) =
        if counted_back > good { (end - counted_back * ENTRY, true, counted_back) } else { (LEADER, false, good) };
    if end == LEADER && starts_record(raw) {
        return Some(Parts { directory: (end, end), base: end + 1, odd_leader: false });
    }
    // Where the leader announces the directory's end rightly, figures are enough: tags may be damaged.
    let announced = raw.get(12..17).and_then(number) == Some(end + 1);
    if announced
        && !from_leader.is_empty()
        && from_leader.len().is_multiple_of(ENTRY)
        && from_leader.chunks_exact(ENTRY).all(has_figures)
    {
        return Some(Parts { directory: (LEADER, end), base: end + 1, odd_leader: false });
    }
    // A directory of which less than half can be read is text that happens to hold a separator.
    if good == 0 || good * 2 * ENTRY < end - start {
        return None;
    }
    let odd_leader = odd_leader && start != LEADER;
    Some(Parts { directory: (start, end), base: end + 1, odd_leader })
}

/// Places the fields with the directory when it is right, else by the separators; `data` is the data area without the
/// record terminator. Gives whether no separator is left inside a field.
pub(super) fn place_fields(directory: &[u8], data: &[u8], fields: &mut Vec<RawField>, notes: &mut Vec<Note>) -> bool {
    fields.clear();
    let closed = memchr::memchr_iter(FIELD_END, data).count();
    if follow_directory(directory, data, closed, fields) {
        return true;
    }
    fields.clear();
    if closed > directory.len() / ENTRY && place_by_starts(directory, data, fields) {
        notes.push(Note::RebuiltDirectory);
        return false;
    }
    follow_separators(directory, data, closed, fields, notes);
    true
}

/// Follows the directory as long as each field ends where the next one starts, which is how every system writes;
/// `false` if it is not so everywhere.
fn follow_directory(directory: &[u8], data: &[u8], closed: usize, fields: &mut Vec<RawField>) -> bool {
    if !directory.len().is_multiple_of(ENTRY) || closed != directory.len() / ENTRY {
        return false;
    }
    let mut in_order = true;
    let mut expected = 0;
    for entry in directory.chunks_exact(ENTRY) {
        let (Some(length), Some(start)) = (digits(&entry[3..7]), digits(&entry[7..12])) else {
            return false;
        };
        let end = start + length;
        if length == 0 || data.get(end - 1) != Some(&FIELD_END) || !(start == 0 || data[start - 1] == FIELD_END) {
            return false;
        }
        in_order &= start == expected;
        expected = end;
        fields.push(RawField { tag: tag_of(entry), start, end: end - 1 });
    }
    // Out of order is allowed, but then no two entries may claim one field.
    in_order
        || fields.iter().all(|field| memchr::memchr(FIELD_END, &data[field.start..field.end]).is_none())
            && all_differ(fields)
}

fn all_differ(fields: &[RawField]) -> bool {
    let mut starts: Vec<usize> = fields.iter().map(|field| field.start).collect();
    starts.sort_unstable();
    starts.windows(2).all(|pair| pair[0] != pair[1])
}

/// Gives the tags of the directory, in its order, to the fields that the separators close. A last field that nothing
/// closes is kept only if it is the one that the directory expects last.
fn follow_separators(directory: &[u8], data: &[u8], closed: usize, fields: &mut Vec<RawField>, notes: &mut Vec<Note>) {
    let tags = overgrown_tags(directory, data, closed)
        .unwrap_or_else(|| directory.chunks(ENTRY).filter(|entry| entry.len() >= 3).map(tag_of).collect());
    let mut start = 0;
    let mut ends = memchr::memchr_iter(FIELD_END, data);
    let mut unclosed_tail = false;
    for tag in &tags {
        let end = match ends.next() {
            Some(end) => end,
            None if start < data.len() && closed + 1 == tags.len() => {
                unclosed_tail = true;
                data.len()
            }
            None => break,
        };
        fields.push(RawField { tag: *tag, start, end });
        start = (end + 1).min(data.len());
    }
    let lost = tags.len() - fields.len();
    let extra = closed.saturating_sub(tags.len());
    if lost > 0 || unclosed_tail {
        notes.push(Note::Truncated { fields_lost: lost as u32 });
    } else {
        notes.push(Note::RebuiltDirectory);
    }
    if extra > 0 {
        notes.push(Note::ExtraFields { count: extra as u32 });
    }
}

/// The tags of a directory whose entries grew beyond twelve characters, because lengths over 9,999 or positions over
/// 99,999 were written in full. The fields themselves tell which figures to expect.
fn overgrown_tags(directory: &[u8], data: &[u8], closed: usize) -> Option<Vec<[u8; 3]>> {
    if directory.len() <= closed * ENTRY {
        return None;
    }
    let mut tags = Vec::with_capacity(closed);
    let mut rest = directory;
    let mut start = 0;
    for end in memchr::memchr_iter(FIELD_END, data) {
        let figures = format!("{:04}{start:05}", end + 1 - start);
        tags.push(tag_of(rest.get(..3)?));
        let in_full = rest[3..].starts_with(figures.as_bytes());
        rest = rest.get(if in_full { 3 + figures.len() } else { ENTRY }..)?;
        start = end + 1;
    }
    rest.is_empty().then_some(tags)
}

/// When there are more separators than fields, one stands inside a field: fields then run from one position of the
/// directory to the next, if each position is right.
fn place_by_starts(directory: &[u8], data: &[u8], fields: &mut Vec<RawField>) -> bool {
    let mut previous = None;
    for entry in directory.chunks_exact(ENTRY) {
        let Some(start) = digits(&entry[7..12]) else {
            return undo(fields);
        };
        let follows = start == 0 || data.get(start - 1) == Some(&FIELD_END);
        if !follows || previous.is_some_and(|previous| previous >= start) {
            return undo(fields);
        }
        if let Some(last) = fields.last_mut() {
            last.end = start - 1;
        }
        previous = Some(start);
        let end = data.len().saturating_sub(usize::from(data.last() == Some(&FIELD_END)));
        fields.push(RawField { tag: tag_of(entry), start, end: end.max(start) });
    }
    !fields.is_empty()
}

fn undo(fields: &mut Vec<RawField>) -> bool {
    fields.clear();
    false
}

fn tag_of(entry: &[u8]) -> [u8; 3] {
    [clean_tag_byte(entry[0]), clean_tag_byte(entry[1]), clean_tag_byte(entry[2])]
}

fn digits(bytes: &[u8]) -> Option<usize> {
    bytes.iter().try_fold(0, |value, b| b.is_ascii_digit().then(|| value * 10 + usize::from(b - b'0')))
}
