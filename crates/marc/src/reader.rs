//! Records one after another out of any stream of bytes.

use crate::encoding::{Decoder, Encoding};
use crate::iso2709::{self, Frame, RawField};
use crate::marcxml::{self, XmlFrame};
use crate::note::{Note, Reason};
use crate::record::{Format, Record};
use std::io::{self, Read};

/// What the caller knows better than the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The format of every record; `None` recognises it record by record.
    pub format: Option<Format>,
    /// The encoding to take as declared, whatever the records declare; still checked against the bytes.
    pub encoding: Option<Encoding>,
    /// The longest record read, in bytes; what is longer is set aside as [`Reason::TooLong`].
    /// This bounds the memory used. Less than 8,192 counts as 8,192.
    pub max_record_bytes: usize,
}

impl Default for Options {
    /// Everything recognised, 16 MiB a record.
    fn default() -> Self {
        Self { format: None, encoding: None, max_record_bytes: 16 << 20 }
    }
}

/// What a run of bytes turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// A record.
    Record {
        /// The record, decoded; overwritten by the next one.
        record: &'a Record,
        /// What was repaired; empty when there was nothing to repair.
        notes: &'a [Note],
    },
    /// Bytes that could not be read as a record, and why.
    SetAside(Reason),
}

/// A run of bytes and what it is.
#[derive(Debug)]
pub struct Delivery<'a> {
    /// Where the bytes start in the stream.
    pub offset: u64,
    /// Exactly the bytes received. [`parse`] gives the same outcome from them alone.
    pub raw: &'a [u8],
    /// A record or a reason.
    pub outcome: Outcome<'a>,
}

/// Reads records out of a stream of any size in constant memory, ISO 2709 or MARCXML as the first bytes tell.
///
/// Damage stays where it is: the record after a damaged one is read as if nothing had happened. Every byte of the stream
/// is part of a [`Delivery`], except what may stand between records: in ISO 2709 line ends, blanks, NUL, end-of-file marks
/// and a byte order mark; in XML the markup around the records.
///
/// ```
/// use marc::{Outcome, Options, Reader};
/// let bytes: &[u8] = b"00068nam  2200037   450 001000800000200000900008\x1eFRL0001\x1e1 \x1faNana\x1e\x1d\r\n";
/// let mut reader = Reader::new(bytes, Options::default());
/// while let Some(delivery) = reader.next()? {
///     match delivery.outcome {
///         Outcome::Record { record, .. } => assert_eq!(record.control("001"), Some("FRL0001")),
///         Outcome::SetAside(reason) => panic!("{} bytes set aside: {reason}", delivery.raw.len()),
///     }
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    source: R,
    options: Options,
    buffer: Vec<u8>,
    /// The part of the buffer that is filled and not yet delivered.
    start: usize,
    end: usize,
    /// Where `start` lies in the stream.
    offset: u64,
    at_end: bool,
    syntax: Option<Syntax>,
    delivered_any: bool,
    worker: Worker,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Iso2709,
    Xml,
}

/// What reading one record needs, kept from record to record.
#[derive(Debug, Default)]
struct Worker {
    record: Record,
    fields: Vec<RawField>,
    decoder: Decoder,
    notes: Vec<Note>,
}

impl Worker {
    fn read(&mut self, raw: &[u8], options: &Options) -> Result<(), Reason> {
        self.notes.clear();
        read_one(raw, options, &mut self.record, &mut self.fields, &mut self.decoder, &mut self.notes)
    }
}

fn read_one(
    raw: &[u8],
    options: &Options,
    record: &mut Record,
    fields: &mut Vec<RawField>,
    decoder: &mut Decoder,
    notes: &mut Vec<Note>,
) -> Result<(), Reason> {
    if raw.len() > options.max_record_bytes.max(2 * LOOK_AHEAD) {
        return Err(Reason::TooLong);
    }
    match syntax_of(raw) {
        Syntax::Xml => marcxml::read(raw, options, record, decoder, notes),
        Syntax::Iso2709 => iso2709::read(raw, options, record, fields, decoder, notes),
    }
}

/// XML starts with `<` and a name, an instruction or a declaration. A leader of which the first byte was damaged into
/// `<` is still a leader: its constants tell.
fn syntax_of(bytes: &[u8]) -> Syntax {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let opens = bytes.first() == Some(&b'<') && bytes.get(1).is_some_and(|&b| !b.is_ascii_digit() && b > b' ');
    let is_leader = bytes.get(10..12) == Some(b"22") && bytes.get(20..22) == Some(b"45");
    if opens && !is_leader { Syntax::Xml } else { Syntax::Iso2709 }
}

/// Reads one record from its bytes, as [`Reader`] delivered them, into `record`; gives what was repaired.
///
/// # Errors
///
/// The [`Reason`] for which the bytes are no record; `record` then holds nothing of use.
pub fn parse(raw: &[u8], options: &Options, record: &mut Record) -> Result<Vec<Note>, Reason> {
    let mut notes = Vec::new();
    read_one(raw, options, record, &mut Vec::new(), &mut Decoder::default(), &mut notes)?;
    Ok(notes)
}

const FIRST_BUFFER: usize = 256 << 10;
/// How much must be in sight before a record is looked for, unless the stream ends.
const LOOK_AHEAD: usize = 4096;
/// More than a leader that is all blanks.
const LONGEST_BLANK_LEADER: usize = 32;

/// What was found at the start of the buffer.
enum Found {
    Record(usize),
    TooLong(usize),
    End,
}

impl<R: Read> Reader<R> {
    /// Reads from `source`; no need to buffer it.
    pub fn new(source: R, options: Options) -> Self {
        Self {
            source,
            options,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            offset: 0,
            at_end: false,
            syntax: None,
            delivered_any: false,
            worker: Worker::default(),
        }
    }

    /// The next record or run of bytes set aside; `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Only those of the source. What the bytes hold never is an error.
    #[expect(clippy::should_implement_trait, reason = "each item borrows the reader, which no iterator can")]
    pub fn next(&mut self) -> io::Result<Option<Delivery<'_>>> {
        let (length, outcome) = match self.find()? {
            Found::End => return Ok(None),
            Found::TooLong(length) => (length, Err(Reason::TooLong)),
            Found::Record(length) => {
                (length, self.worker.read(&self.buffer[self.start..self.start + length], &self.options))
            }
        };
        self.delivered_any = true;
        let offset = self.offset;
        let raw = self.start..self.start + length;
        self.consume(length);
        Ok(Some(Delivery {
            offset,
            raw: &self.buffer[raw],
            outcome: match outcome {
                Ok(()) => Outcome::Record { record: &self.worker.record, notes: &self.worker.notes },
                Err(reason) => Outcome::SetAside(reason),
            },
        }))
    }

    /// Finds the next record, filling the buffer as needed.
    fn find(&mut self) -> io::Result<Found> {
        loop {
            let Some(syntax) = self.syntax else {
                self.recognise_syntax()?;
                continue;
            };
            let found = match syntax {
                Syntax::Iso2709 => self.find_iso2709(),
                Syntax::Xml => self.find_xml(),
            };
            if let Some(found) = found {
                return Ok(found);
            }
            let longest = self.options.max_record_bytes.max(2 * LOOK_AHEAD);
            if self.end - self.start > longest {
                return Ok(Found::TooLong(longest + 1));
            }
            self.fill()?;
        }
    }

    fn recognise_syntax(&mut self) -> io::Result<()> {
        // A byte order mark and some white space may come before the first `<`.
        while self.end - self.start < 512 && !self.at_end {
            self.fill()?;
        }
        self.syntax = Some(syntax_of(&self.buffer[self.start..self.end]));
        Ok(())
    }

    fn find_iso2709(&mut self) -> Option<Found> {
        let gap = iso2709::gap_length(&self.buffer[self.start..self.end]);
        let waiting = &self.buffer[self.start + gap..self.end];
        if waiting.is_empty() && self.at_end {
            self.consume(gap);
            return Some(Found::End);
        }
        if !self.at_end && waiting.len() < LOOK_AHEAD {
            // The last blanks may be those of a leader: they are judged when what follows is there.
            self.consume(gap.saturating_sub(LONGEST_BLANK_LEADER));
            return None;
        }
        let frame = iso2709::find_frame(waiting, self.at_end);
        self.consume(gap);
        match frame {
            Frame::Record(length) => Some(Found::Record(length)),
            Frame::NeedMore => None,
        }
    }

    fn find_xml(&mut self) -> Option<Found> {
        loop {
            let waiting = &self.buffer[self.start..self.end];
            match marcxml::find_frame(waiting, self.at_end) {
                XmlFrame::Record(length) => return Some(Found::Record(length)),
                XmlFrame::Around(length) => {
                    let ends = self.at_end && length == waiting.len();
                    if ends && !self.delivered_any && !waiting.trim_ascii().is_empty() {
                        // A document without any record: delivered whole, to be set aside.
                        return Some(Found::Record(length));
                    }
                    self.consume(length);
                }
                XmlFrame::NeedMore if self.at_end => return Some(Found::End),
                XmlFrame::NeedMore => return None,
            }
        }
    }

    fn consume(&mut self, length: usize) {
        self.start += length;
        self.offset += length as u64;
    }

    /// Reads more, after making room: what was delivered is dropped, then the buffer grows.
    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            self.buffer.resize((self.buffer.len() * 2).max(FIRST_BUFFER), 0);
        }
        loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(0) => self.at_end = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }
}
