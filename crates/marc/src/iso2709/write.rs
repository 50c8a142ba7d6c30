//! A record as ISO 2709, in UTF-8.

use super::{ENTRY, LEADER};
use crate::record::{FIELD_END, Field, Format, RECORD_END, Record, SUBFIELD};
use thiserror::Error;

/// A record that ISO 2709 cannot express.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// More than 99,999 bytes.
    #[error("the record takes {0} bytes, ISO 2709 allows 99,999")]
    RecordTooLong(usize),
    /// A field of more than 9,999 bytes.
    #[error("a field takes {0} bytes, ISO 2709 allows 9,999")]
    FieldTooLong(usize),
}

/// Appends `record` to `out` in ISO 2709, UTF-8.
///
/// The leader's numbers are computed, and the encoding is declared as what it is: leader/9 `a` for MARC 21,
/// 100$a/26-29 `50` for UNIMARC when that field is long enough.
///
/// # Errors
///
/// [`WriteError`] if the record or one of its fields is longer than the format can say; `out` is then as before.
/// MARCXML has no such limit: see [`write_marcxml`](crate::write_marcxml).
pub fn write_iso2709(record: &Record, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let start = out.len();
    let base = LEADER + record.len() * ENTRY + 1;
    out.resize(start + base, FIELD_END);
    let written = write_fields(record, out, start, base);
    let length = out.len() + 1 - start;
    if let Err(error) = written.and(if length > 99_999 { Err(WriteError::RecordTooLong(length)) } else { Ok(()) }) {
        out.truncate(start);
        return Err(error);
    }
    out.push(RECORD_END);
    let leader = &mut out[start..start + LEADER];
    leader.copy_from_slice(record.leader().bytes());
    put_number(&mut leader[..5], length);
    leader[10..12].copy_from_slice(b"22");
    put_number(&mut leader[12..17], base);
    leader[20..23].copy_from_slice(b"450");
    if record.format() == Format::Marc21 {
        leader[9] = b'a';
        leader[23] = b'0';
    }
    Ok(())
}

fn write_fields(record: &Record, out: &mut Vec<u8>, start: usize, base: usize) -> Result<(), WriteError> {
    for (index, field) in record.fields().enumerate() {
        let position = out.len() - start - base;
        write_body(record, &field, out);
        out.push(FIELD_END);
        let length = out.len() - start - base - position;
        if length > 9_999 {
            return Err(WriteError::FieldTooLong(length));
        }
        if position > 99_999 {
            return Err(WriteError::RecordTooLong(base + position));
        }
        let entry = start + LEADER + index * ENTRY;
        out[entry..entry + 3].copy_from_slice(&field.tag_bytes());
        put_number(&mut out[entry + 3..entry + 7], length);
        put_number(&mut out[entry + 7..entry + 12], position);
    }
    Ok(())
}

fn write_body(record: &Record, field: &Field<'_>, out: &mut Vec<u8>) {
    if field.is_control() {
        out.extend_from_slice(field.value().as_bytes());
        return;
    }
    out.extend_from_slice(&field.indicator_bytes());
    let coded_data = record.format() == Format::Unimarc && &field.tag_bytes() == b"100";
    for (code, text) in field.subfields() {
        out.push(SUBFIELD);
        out.extend_from_slice(code.encode_utf8(&mut [0; 4]).as_bytes());
        if coded_data && code == 'a' {
            out.extend_from_slice(declare_utf8(record, text).as_bytes());
        } else {
            out.extend_from_slice(text.as_bytes());
        }
    }
}

/// UNIMARC coded data with the character sets replaced by `50`, ISO 10646.
pub(crate) fn declare_utf8(record: &Record, coded: &str) -> String {
    let authority = matches!(record.leader().kind(), 'x' | 'y' | 'z') && coded.len() < 30;
    let from = if authority { 13 } else { 26 };
    let mut declared = coded.to_owned();
    if coded.is_ascii() && coded.len() >= from + 4 {
        declared.replace_range(from..from + 4, "50  ");
    }
    declared
}

fn put_number(slot: &mut [u8], mut number: usize) {
    for digit in slot.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}
