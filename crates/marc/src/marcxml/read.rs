//! One record out of its XML element.

use crate::Options;
use crate::encoding::{Charset, Damage, Decoder, Encoding};
use crate::iso2709::recognise;
use crate::note::{Note, Reason};
use crate::record::{Leader, Record, indicator_byte, is_unwanted_control, tag_bytes};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

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
        leader_seen: false,
        in_record: false,
    };
    let whole = builder.read_elements(text);
    let Builder {
        damage,
        leader_seen,
        ..
    } = builder;
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
        recognise(
            &record.leader,
            record
                .fields()
                .map(|field| (field.tag_bytes(), field.body().as_bytes())),
        )
    });
    Ok(())
}

/// XML that is not UTF-8: Latin-1 throughout, or UTF-8 with damage.
fn decode_other(
    raw: &[u8],
    decoder: &mut Decoder,
    damage: &mut Damage,
    notes: &mut Vec<Note>,
) -> String {
    let valid = raw
        .utf8_chunks()
        .map(|chunk| chunk.valid().bytes().filter(|&b| b >= 0xC0).count())
        .sum::<usize>();
    let invalid = raw
        .utf8_chunks()
        .map(|chunk| chunk.invalid().len())
        .sum::<usize>();
    let found = if valid > invalid {
        Encoding::Utf8
    } else {
        Encoding::Windows1252
    };
    if found != Encoding::Utf8 {
        notes.push(Note::OtherEncoding {
            declared: Encoding::Utf8,
            found,
        });
    }
    decoder.decode_markup(raw, &Charset::of(found), damage)
}

struct Builder<'a> {
    record: &'a mut Record,
    decoder: &'a mut Decoder,
    damage: Damage,
    leader_seen: bool,
    /// Whether a `record` element was opened: what comes before is around it.
    in_record: bool,
}

/// The field being read.
struct Open {
    tag: [u8; 3],
    indicators: [u8; 2],
    start: usize,
}

impl Builder<'_> {
    /// Reads all elements; `false` if the XML breaks off or is not well formed.
    fn read_elements(&mut self, text: &str) -> bool {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut field: Option<Open> = None;
        let mut whole = true;
        let mut value = String::new();
        let mut code = None;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    value.clear();
                    match element.local_name().as_ref() {
                        "record" => self.in_record = true,
                        _ if !self.in_record => {}
                        "controlfield" | "datafield" => {
                            whole &= field.is_none();
                            self.close(&mut field);
                            field = Some(self.open(&element));
                        }
                        "subfield" => {
                            code = Some(
                                attribute(&element, "code")
                                    .and_then(|code| code.chars().next())
                                    .unwrap_or(' '),
                            )
                        }
                        _ => {}
                    }
                }
                Ok(Event::Empty(element)) if self.in_record => {
                    match element.local_name().as_ref() {
                        "controlfield" => {
                            let open = self.open(&element);
                            self.record
                                .close_span(open.tag, true, open.indicators, open.start);
                        }
                        "datafield" => {
                            let open = self.open(&element);
                            self.close(&mut Some(open));
                        }
                        "subfield" if field.is_some() => {
                            if let Some(code) =
                                attribute(&element, "code").and_then(|code| code.chars().next())
                            {
                                self.push_subfield(code, "");
                            }
                        }
                        _ => {}
                    }
                }
                Ok(Event::End(element)) => {
                    match element.local_name().as_ref() {
                        _ if !self.in_record => {}
                        "leader" => {
                            self.record.leader = Leader::from_text(&value);
                            self.leader_seen = true;
                        }
                        "controlfield" => {
                            if let Some(open) = field.take() {
                                self.push_value(&value);
                                self.record.close_span(open.tag, true, *b"  ", open.start);
                            }
                        }
                        "subfield" => {
                            if let (Some(code), true) = (code.take(), field.is_some()) {
                                self.push_subfield(code, &value);
                            }
                        }
                        "datafield" => self.close(&mut field),
                        _ => {}
                    }
                    value.clear();
                }
                Ok(Event::Text(text)) => value.push_str(&text.xml10_content()),
                Ok(Event::CData(text)) => value.push_str(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => value.push(c),
                    Ok(None) => match quick_xml::escape::resolve_xml_entity(&reference) {
                        Some(text) => value.push_str(text),
                        None => {
                            value.push('&');
                            value.push_str(&reference);
                            value.push(';');
                            whole = false;
                        }
                    },
                    Err(_) => self.damage.controls += 1,
                },
                Ok(Event::Eof) => {
                    let closed =
                        text.trim_end().ends_with("record>") || text.trim_end().ends_with("/>");
                    whole &= field.is_none() && closed;
                    self.close(&mut field);
                    return whole;
                }
                Ok(_) => {}
                Err(_) => {
                    self.close(&mut field);
                    return false;
                }
            }
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Open {
        let indicator = |name| {
            attribute(element, name)
                .and_then(|text| text.chars().next())
                .map_or(b' ', indicator_byte)
        };
        let tag = attribute(element, "tag").map_or(*b"???", |tag| tag_bytes(&tag));
        Open {
            tag,
            indicators: [indicator("ind1"), indicator("ind2")],
            start: self.record.text.len(),
        }
    }

    /// Closes a data field, if one is open, and keeps it if it holds anything.
    fn close(&mut self, field: &mut Option<Open>) {
        if let Some(open) = field.take() {
            self.record
                .close_span(open.tag, false, open.indicators, open.start);
        }
    }

    fn push_subfield(&mut self, code: char, value: &str) {
        self.record.push_subfield_text(code, "");
        self.push_value(value);
    }

    fn push_value(&mut self, value: &str) {
        if value.chars().any(is_unwanted_control) {
            let kept: String = value.chars().filter(|&c| !is_unwanted_control(c)).collect();
            self.damage.controls += (value.len() - kept.len()) as u32;
            self.decoder
                .tidy(&kept, &mut self.record.text, &mut self.damage);
        } else {
            self.decoder
                .tidy(value, &mut self.record.text, &mut self.damage);
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| {
            attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_or_else(|_| String::new(), |v| v.into_owned())
        })
}
