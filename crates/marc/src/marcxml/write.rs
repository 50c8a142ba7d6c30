//! A record as MARCXML.

use crate::iso2709::declare_utf8;
use crate::record::{Format, Record};

/// Opens a collection of records written by [`write_marcxml`].
pub const MARCXML_START: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n";
/// Closes the collection that [`MARCXML_START`] opens.
pub const MARCXML_END: &str = "</collection>\n";

/// Appends `record` to `out` as one `record` element that declares its own namespace, so that it stands alone as well as
/// between [`MARCXML_START`] and [`MARCXML_END`].
///
/// Nothing is too long for XML, and nothing that a [`Record`] holds is unwritable: a carriage return and the non-sorting
/// marks become character references.
///
/// ```
/// let mut record = marc::Record::new(marc::Format::Marc21);
/// record.push_field("245", ['1', '0'], &[('a', "Fish & chips")]);
/// let mut xml = String::new();
/// marc::write_marcxml(&record, &mut xml);
/// assert!(xml.contains("<subfield code=\"a\">Fish &amp; chips</subfield>"));
/// ```
pub fn write_marcxml(record: &Record, out: &mut String) {
    out.push_str("<record xmlns=\"http://www.loc.gov/MARC21/slim\">\n  <leader>");
    let mut leader = *record.leader();
    if record.format() == Format::Marc21 {
        leader.set(9, b'a');
    }
    escape_into(leader.as_str(), out);
    out.push_str("</leader>\n");
    for field in record.fields() {
        if field.is_control() {
            out.push_str("  <controlfield tag=\"");
            escape_into(field.tag(), out);
            out.push_str("\">");
            escape_into(field.value(), out);
            out.push_str("</controlfield>\n");
            continue;
        }
        let [first, second] = field.indicators();
        out.push_str("  <datafield tag=\"");
        escape_into(field.tag(), out);
        out.push_str("\" ind1=\"");
        escape_into(first.encode_utf8(&mut [0; 4]), out);
        out.push_str("\" ind2=\"");
        escape_into(second.encode_utf8(&mut [0; 4]), out);
        out.push_str("\">\n");
        let coded_data = record.format() == Format::Unimarc && field.tag() == "100";
        for (code, text) in field.subfields() {
            out.push_str("    <subfield code=\"");
            escape_into(code.encode_utf8(&mut [0; 4]), out);
            out.push_str("\">");
            if coded_data && code == 'a' {
                escape_into(&declare_utf8(record, text), out);
            } else {
                escape_into(text, out);
            }
            out.push_str("</subfield>\n");
        }
        out.push_str("  </datafield>\n");
    }
    out.push_str("</record>\n");
}

fn escape_into(text: &str, out: &mut String) {
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let escaped = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\r' => "&#xD;",
            '\u{98}' => "&#x98;",
            '\u{9C}' => "&#x9C;",
            // XML has no way to write these.
            '\u{FFFE}' | '\u{FFFF}' => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(escaped);
        copied = at + c.len_utf8();
    }
    out.push_str(&text[copied..]);
}
