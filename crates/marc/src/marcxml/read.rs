//! One record out of its XML element.

use crate::Options;
use crate::encoding::{Charset, Damage, Decoder, Encoding};
use crate::iso2709::recognise;
use crate::note::{Note, Reason};
use crate::record::{Leader, Record, indicator_byte, is_unwanted_control, tag_bytes};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Reads the `record` element that `raw` holds into `record`; pushes what was repaired to `notes`.
pub(crate) fn read(
    raw: &[u8],
    options: &Options,
    record: &mut Record,
    decoder: &mut Decoder,
    notes: &mut Vec<Note>,
) -> Result<(), Reason> {
    record.clear();
    let mut damage = Damage::default();
    let repaired;
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text,
        Err(_) => {
            repaired = decode_other(raw, decoder, &mut damage, notes);
            repaired.as_str()
        }
    };
    let mut builder = Builder {
        record,
        decoder,
        damage,
        value: String::new(),
        field: None,
        code: None,
        in_record: false,
        leader_seen: false,
        whole: true,
    };
    builder.read_elements(text);
    let Builder { damage, leader_seen, whole, .. } = builder;
    if !leader_seen && record.is_empty() {
        return Err(Reason::NoXmlRecord);
    }
    if !whole {
        notes.push(Note::DamagedXml);
    }
    if record.is_empty() {
        return Err(Reason::NoField);
    }
    crate::iso2709::note_damage(damage, notes);
    record.format = options.format.unwrap_or_else(|| {
        recognise(&record.leader, record.fields().map(|field| (field.tag_bytes(), field.body().as_bytes())))
    });
    Ok(())
}

/// XML that is not UTF-8: Latin-1 throughout, or UTF-8 with damage.
fn decode_other(raw: &[u8], decoder: &mut Decoder, damage: &mut Damage, notes: &mut Vec<Note>) -> String {
    let valid = raw.utf8_chunks().map(|chunk| chunk.valid().bytes().filter(|&b| b >= 0xC0).count()).sum::<usize>();
    let invalid = raw.utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>();
    let found = if valid > invalid { Encoding::Utf8 } else { Encoding::Windows1252 };
    if found != Encoding::Utf8 {
        notes.push(Note::OtherEncoding { declared: Encoding::Utf8, found });
    }
    decoder.decode_markup(raw, &Charset::of(found), damage)
}

struct Builder<'a> {
    record: &'a mut Record,
    decoder: &'a mut Decoder,
    damage: Damage,
    /// The text of the innermost element, so far.
    value: String,
    field: Option<Open>,
    code: Option<char>,
    /// Whether a `record` element was opened: what comes before is around it.
    in_record: bool,
    leader_seen: bool,
    /// Whether the XML is well formed, as far as it matters.
    whole: bool,
}

/// The field being read.
struct Open {
    tag: [u8; 3],
    indicators: [u8; 2],
    start: usize,
}

impl Builder<'_> {
    /// Reads all elements, as far as the XML can be read.
    fn read_elements(&mut self, text: &str) {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => self.start(&element),
                Ok(Event::Empty(element)) => {
                    self.start(&element);
                    self.end(element.local_name().as_ref());
                }
                Ok(Event::End(element)) => self.end(element.local_name().as_ref()),
                Ok(Event::Text(text)) => self.value.push_str(&text.xml10_content()),
                Ok(Event::CData(text)) => self.value.push_str(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => self.reference(&reference),
                Ok(Event::Eof) => {
                    let text = text.trim_ascii_end();
                    self.whole &= self.field.is_none() && (text.ends_with("record>") || text.ends_with("/>"));
                    return self.close_data_field();
                }
                Ok(_) => {}
                Err(_) => {
                    self.whole = false;
                    return self.close_data_field();
                }
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        self.value.clear();
        match element.local_name().as_ref() {
            "record" => self.in_record = true,
            "controlfield" | "datafield" if self.in_record => {
                // One that was never closed is kept.
                self.whole &= self.field.is_none();
                self.close_data_field();
                self.field = Some(self.open(element));
            }
            "subfield" if self.in_record => {
                let mut code = None;
                for_each_attribute(element, |name, value| {
                    if name == "code" {
                        code = value.chars().next();
                    }
                });
                self.code = Some(code.unwrap_or(' '));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            _ if !self.in_record => {}
            "leader" => {
                self.record.leader = Leader::from_text(&self.value);
                self.leader_seen = true;
            }
            "controlfield" => {
                if let Some(open) = self.field.take() {
                    self.push_value();
                    self.record.close_span(open.tag, true, *b"  ", open.start);
                }
            }
            "subfield" => {
                if let (Some(code), true) = (self.code.take(), self.field.is_some()) {
                    self.record.push_subfield_text(code, "");
                    self.push_value();
                }
            }
            "datafield" => self.close_data_field(),
            _ => {}
        }
        self.value.clear();
    }

    /// A character reference, or one of the five names that XML defines. Another name is kept as it is written.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        match reference.resolve_char_ref() {
            Ok(Some(c)) => self.value.push(c),
            Ok(None) => match resolve_xml_entity(reference) {
                Some(text) => self.value.push_str(text),
                None => {
                    self.value.extend(["&", reference, ";"]);
                    self.whole = false;
                }
            },
            Err(_) => self.damage.controls += 1,
        }
    }

    fn open(&self, element: &BytesStart<'_>) -> Open {
        let mut open = Open { tag: *b"???", indicators: *b"  ", start: self.record.text.len() };
        for_each_attribute(element, |name, value| {
            let indicator = || value.chars().next().map_or(b' ', indicator_byte);
            match name {
                "tag" => open.tag = tag_bytes(value),
                "ind1" => open.indicators[0] = indicator(),
                "ind2" => open.indicators[1] = indicator(),
                _ => {}
            }
        });
        open
    }

    fn close_data_field(&mut self) {
        if let Some(open) = self.field.take() {
            self.record.close_span(open.tag, false, open.indicators, open.start);
        }
    }

    fn push_value(&mut self) {
        if self.value.bytes().any(|b| b < b' ') {
            let length = self.value.len();
            self.value.retain(|c| !is_unwanted_control(c));
            self.damage.controls += (length - self.value.len()) as u32;
        }
        self.decoder.tidy(&self.value, &mut self.record.text, &mut self.damage);
    }
}

fn for_each_attribute(element: &BytesStart<'_>, mut visit: impl FnMut(&str, &str)) {
    for attribute in element.attributes().with_checks(false).flatten() {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
        visit(attribute.key.local_name().as_ref(), &value);
    }
}
