//! One record out of its bytes.

use super::layout::{RawField, find_parts, place_fields};
use super::{LEADER, number};
use crate::Options;
use crate::encoding::{Charset, Damage, Decoder, Encoding, choose, declared, is_plain_utf8};
use crate::note::{Note, Reason};
use crate::record::{FIELD_END, Format, Leader, RECORD_END, Record, SUBFIELD, Span, is_control_tag};

/// Reads the record that `raw` holds into `record`; pushes what was repaired to `notes`.
pub(crate) fn read(
    raw: &[u8],
    options: &Options,
    record: &mut Record,
    fields: &mut Vec<RawField>,
    decoder: &mut Decoder,
    notes: &mut Vec<Note>,
) -> Result<(), Reason> {
    record.clear();
    let raw = without_separators(raw);
    let parts = find_parts(raw).ok_or(Reason::NotARecord)?;
    record.leader = leader_of(&raw[..parts.directory.0], notes);
    if parts.odd_leader {
        push_once(notes, Note::DamagedLeader);
    }
    let directory = &raw[parts.directory.0..parts.directory.1];
    let closed = raw.last() == Some(&RECORD_END);
    let data = &raw[parts.base..raw.len() - usize::from(closed)];
    note_lengths(raw, parts.base, data.len(), notes);
    let separated = place_fields(directory, data, fields, notes);
    if fields.is_empty() {
        return Err(Reason::NoField);
    }
    if !closed && !notes.iter().any(|note| matches!(note, Note::Truncated { .. })) {
        notes.push(Note::MissingTerminator);
    }
    record.format = options.format.unwrap_or_else(|| recognise_format(&record.leader, fields, data));
    let text = separated.then(|| text_as_is(data)).flatten();
    decode_fields(data, text, options, record, fields, decoder, notes);
    Ok(())
}

/// Without the line ends and the like that stand between records.
fn without_separators(mut bytes: &[u8]) -> &[u8] {
    while let [rest @ .., b'\n' | b'\r' | 0 | 0x1A] = bytes {
        bytes = rest;
    }
    bytes
}

fn leader_of(bytes: &[u8], notes: &mut Vec<Note>) -> Leader {
    let mut leader = [b' '; LEADER];
    for (slot, &byte) in leader.iter_mut().zip(bytes) {
        *slot = byte;
    }
    if bytes.len() != LEADER || !leader.iter().all(|b| (0x20..0x7F).contains(b)) {
        push_once(notes, Note::DamagedLeader);
    }
    Leader::new(leader)
}

fn push_once(notes: &mut Vec<Note>, note: Note) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}

/// Compares the two numbers of the leader with what is there.
fn note_lengths(raw: &[u8], base: usize, data: usize, notes: &mut Vec<Note>) {
    let actual = raw.len() as u32;
    let declared = raw.get(..5).and_then(number).unwrap_or(0) as u32;
    if actual > 99_999 {
        notes.push(Note::Oversize { actual });
    } else if declared != actual {
        notes.push(Note::WrongLength { declared, actual });
    }
    if raw.get(12..17).and_then(number) != Some(base) && data > 0 {
        notes.push(Note::WrongBaseAddress);
    }
}

/// UNIMARC or MARC 21, from the tags that only one of them has; failing these, from the end of the leader.
pub(crate) fn recognise<'a>(leader: &Leader, fields: impl Iterator<Item = ([u8; 3], &'a [u8])>) -> Format {
    let (mut unimarc, mut marc21) = (0, 0);
    for (tag, body) in fields {
        match &tag {
            b"245" | b"008" => marc21 += 4,
            b"003" if !body.starts_with(b"http") => marc21 += 1,
            b"040" | b"260" | b"264" | b"082" | b"650" | b"952" | b"852" => marc21 += 1,
            b"100" if is_unimarc_coded_data(body) => unimarc += 4,
            b"200" => unimarc += 4,
            b"101" | b"102" | b"801" | b"995" | b"606" | b"676" | b"215" => unimarc += 1,
            _ => {}
        }
    }
    if unimarc == marc21 {
        // MARC 21 fixes the last character at 0; UNIMARC leaves it blank.
        return if leader.at(23) == '0' || leader.at(9) == 'a' { Format::Marc21 } else { Format::Unimarc };
    }
    if unimarc > marc21 { Format::Unimarc } else { Format::Marc21 }
}

fn recognise_format(leader: &Leader, fields: &[RawField], data: &[u8]) -> Format {
    recognise(leader, fields.iter().map(|field| (field.tag, &data[field.start..field.end])))
}

/// UNIMARC 100$a opens with the date of entry on eight figures.
fn is_unimarc_coded_data(body: &[u8]) -> bool {
    unimarc_coded_data(body).is_some_and(|codes| codes.len() >= 20 && codes[..8].iter().all(u8::is_ascii_digit))
}

fn unimarc_coded_data(body: &[u8]) -> Option<&[u8]> {
    let start = body.windows(2).position(|pair| pair == [SUBFIELD, b'a'])? + 2;
    let end = memchr::memchr(SUBFIELD, &body[start..]).map_or(body.len(), |end| start + end);
    Some(&body[start..end])
}

/// The data area as text, if there is nothing to decode, to compose or to leave out. Most records are so.
fn text_as_is(data: &[u8]) -> Option<&str> {
    let dirty = data.iter().fold(false, |dirty, &b| dirty | (b < FIELD_END) | (b == b'&') | (b == 0x7F));
    if dirty {
        return None;
    }
    std::str::from_utf8(data).ok().filter(|text| text.is_ascii() || is_plain_utf8(text))
}

fn decode_fields(
    data: &[u8],
    text_as_is: Option<&str>,
    options: &Options,
    record: &mut Record,
    fields: &[RawField],
    decoder: &mut Decoder,
    notes: &mut Vec<Note>,
) {
    let declared = match options.encoding {
        Some(encoding) => Some(Charset::of(encoding)),
        None => {
            let coded = fields.iter().find(|field| &field.tag == b"100");
            let codes = coded.and_then(|field| unimarc_coded_data(&data[field.start..field.end]));
            declared(record.format, &record.leader, codes)
        }
    };
    let mut damaged_indicators = 0;
    if let Some(text) = text_as_is {
        if !text.is_ascii() {
            note_encoding(declared, Encoding::Utf8, notes);
        }
        record.text.push_str(text);
        for field in fields {
            damaged_indicators += push_span(record, field.tag, field.start, field.end);
        }
    } else {
        let charset = choose(declared, record.format, data);
        if !data.is_ascii() || charset.encoding == Encoding::Marc8 {
            note_encoding(declared, charset.encoding, notes);
        }
        let mut damage = Damage::default();
        for field in fields {
            let start = record.text.len();
            decoder.decode(&data[field.start..field.end], &charset, &mut record.text, &mut damage);
            let end = record.text.len();
            damaged_indicators += push_span(record, field.tag, start, end);
            record.text.push(char::from(FIELD_END));
        }
        note_damage(damage, notes);
    }
    if damaged_indicators > 0 {
        notes.push(Note::DamagedIndicators { count: damaged_indicators });
    }
}

fn note_encoding(declared: Option<Charset>, found: Encoding, notes: &mut Vec<Note>) {
    if let Some(Charset { encoding, .. }) = declared
        && encoding != found
    {
        notes.push(Note::OtherEncoding { declared: encoding, found });
    }
}

pub(crate) fn note_damage(damage: Damage, notes: &mut Vec<Note>) {
    let counted = [
        (damage.terminators, Note::EmbeddedTerminator { count: damage.terminators }),
        (damage.controls, Note::ControlCharacters { count: damage.controls }),
        (damage.invalid, Note::InvalidBytes { count: damage.invalid }),
        (damage.double, Note::EncodedTwice { count: damage.double }),
        (damage.unknown, Note::UnknownCharacters { count: damage.unknown }),
    ];
    notes.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, note)| note));
}

/// Records where a field lies in the text, its indicators apart. Gives 1 if they are damaged, else 0.
fn push_span(record: &mut Record, tag: [u8; 3], start: usize, end: usize) -> u32 {
    let body = &record.text.as_bytes()[start..end];
    let usual = body.len() > 2 && body[2] == SUBFIELD;
    let first_subfield = if usual { Some(2) } else { memchr::memchr(SUBFIELD, body) };
    let is_control = first_subfield.is_none() && (is_control_tag(tag) || !tag.iter().all(u8::is_ascii_digit));
    let mut span = Span { tag, control: is_control, indicators: *b"  ", start: start as u32, end: end as u32 };
    let mut damaged = 0;
    if !is_control {
        let before = &body[..first_subfield.unwrap_or(body.len())];
        let plain = |b: &u8| (0x20..0x7F).contains(b);
        match before {
            [first, second] if plain(first) && plain(second) => {
                span.indicators = [*first, *second];
                span.start += 2;
            }
            [first, second, ..] if plain(first) && plain(second) && first_subfield.is_none_or(|at| at > 2) => {
                // More than two: what exceeds stays before the first subfield, and is not lost.
                span.indicators = [*first, *second];
                span.start += 2;
                damaged = 1;
            }
            [only] if plain(only) => {
                span.indicators[0] = *only;
                span.start += 1;
                damaged = 1;
            }
            _ => damaged = 1,
        }
    }
    record.spans.push(span);
    damaged
}
