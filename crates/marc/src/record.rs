//! A bibliographic record in memory: one text buffer and where each field lies in it.

use std::fmt;

/// Marks the start of a subfield inside a field (ISO 2709 IS1).
pub(crate) const SUBFIELD: u8 = 0x1F;
/// Ends a field and the directory (ISO 2709 IS2).
pub(crate) const FIELD_END: u8 = 0x1E;
/// Ends a record (ISO 2709 IS3).
pub(crate) const RECORD_END: u8 = 0x1D;

/// Which of the two families of tags and subfields a record follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// UNIMARC (IFLA), the format of French libraries: title in 200, holdings in 995.
    #[default]
    Unimarc,
    /// MARC 21 (Library of Congress): title in 245, fixed codes in 008.
    Marc21,
}

/// The 24 characters that open a record (ISO 2709 §4.2, "record label"). Always printable ASCII.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Leader([u8; 24]);

impl Leader {
    /// A leader from its 24 bytes. Bytes that are not printable ASCII become blanks.
    #[must_use]
    pub fn new(bytes: [u8; 24]) -> Self {
        Self(bytes.map(|b| if (0x20..0x7F).contains(&b) { b } else { b' ' }))
    }

    /// A leader from text of any length: cut or filled with blanks to 24 characters.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut bytes = [b' '; 24];
        for (slot, c) in bytes.iter_mut().zip(text.chars()) {
            *slot = u8::try_from(c).unwrap_or(b' ');
        }
        Self::new(bytes)
    }

    /// The 24 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The character at `position` (0 to 23); a blank beyond.
    #[must_use]
    pub fn at(&self, position: usize) -> char {
        self.0.get(position).map_or(' ', |&b| char::from(b))
    }

    /// Position 5: `n` new, `c` corrected, `d` deleted, …
    #[must_use]
    pub fn status(&self) -> char {
        self.at(5)
    }

    /// Position 6: type of record (`a` text, `g` film, `j` music, …; `x`, `y`, `z` authorities).
    #[must_use]
    pub fn kind(&self) -> char {
        self.at(6)
    }

    /// Position 7: bibliographic level (`m` monograph, `s` serial, …).
    #[must_use]
    pub fn level(&self) -> char {
        self.at(7)
    }

    pub(crate) fn bytes(&self) -> &[u8; 24] {
        &self.0
    }

    pub(crate) fn set(&mut self, position: usize, byte: u8) {
        self.0[position] = byte;
    }
}

impl Default for Leader {
    fn default() -> Self {
        Self(*b"     nam  22        450 ")
    }
}

impl fmt::Debug for Leader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Leader({:?})", self.as_str())
    }
}

/// Where one field lies in the text of its record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub(crate) tag: [u8; 3],
    pub(crate) control: bool,
    /// Indicators, printable ASCII; blanks for a control field.
    pub(crate) indicators: [u8; 2],
    /// The value of a control field, or the subfields with their delimiters.
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A record: leader, then fields in the order received, all text decoded to Unicode in composed form (NFC).
///
/// One `String` holds all the text and one small vector says where each field lies, so that a record
/// reused from one read to the next ([`Record::clear`]) costs no allocation. Subfields are found when asked for.
///
/// Marks around an article that sorting must ignore are always U+0098 (start) and U+009C (end), whatever
/// bytes carried them; `<<Le>>` is left as received.
///
/// ```
/// use marc::{Format, Record};
/// let mut record = Record::new(Format::Unimarc);
/// record.push_control("001", "FRBNF123");
/// record.push_field("200", ['1', ' '], &[('a', "Œuvres"), ('f', "Émile Zola")]);
/// assert_eq!(record.control("001"), Some("FRBNF123"));
/// let title = record.first("200").unwrap();
/// assert_eq!(title.subfield('a'), Some("Œuvres"));
/// ```
#[derive(Clone, Default)]
pub struct Record {
    pub(crate) leader: Leader,
    pub(crate) format: Format,
    pub(crate) text: String,
    pub(crate) spans: Vec<Span>,
}

impl Record {
    /// An empty record of a format.
    #[must_use]
    pub fn new(format: Format) -> Self {
        let mut record = Self { format, ..Self::default() };
        if format == Format::Marc21 {
            record.leader = Leader(*b"     nam a22        4500");
        }
        record
    }

    /// Forgets everything but the memory held.
    pub fn clear(&mut self) {
        self.leader = Leader::default();
        self.text.clear();
        self.spans.clear();
    }

    /// The 24 characters that open the record, as received.
    #[must_use]
    pub fn leader(&self) -> &Leader {
        &self.leader
    }

    /// Replaces the leader.
    pub fn set_leader(&mut self, leader: Leader) {
        self.leader = leader;
    }

    /// UNIMARC or MARC 21, as given or as recognised from the fields.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// How many fields there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// All fields in the order received.
    pub fn fields(&self) -> impl DoubleEndedIterator<Item = Field<'_>> + ExactSizeIterator {
        self.spans.iter().map(|span| Field { span, text: &self.text })
    }

    /// The fields that bear `tag`, in the order received.
    pub fn fields_tagged<'a>(&'a self, tag: &str) -> impl Iterator<Item = Field<'a>> + use<'a> {
        let wanted = tag_bytes(tag);
        self.spans.iter().filter(move |span| span.tag == wanted).map(|span| Field { span, text: &self.text })
    }

    /// The first field that bears `tag`.
    #[must_use]
    pub fn first(&self, tag: &str) -> Option<Field<'_>> {
        self.fields_tagged(tag).next()
    }

    /// The value of the first control field that bears `tag`.
    #[must_use]
    pub fn control(&self, tag: &str) -> Option<&str> {
        self.fields_tagged(tag).find(Field::is_control).map(|field| field.value())
    }

    /// Adds a control field. Characters that no record can carry (U+0000 to U+001F but tab and line ends) are left out.
    pub fn push_control(&mut self, tag: &str, value: &str) {
        let start = self.text.len();
        push_clean(&mut self.text, value);
        self.close_span(tag_bytes(tag), true, *b"  ", start);
    }

    /// Adds a data field with its indicators and subfields. Indicators that are not printable ASCII become blanks;
    /// subfields whose code is a control character are left out.
    pub fn push_field<S: AsRef<str>>(&mut self, tag: &str, indicators: [char; 2], subfields: &[(char, S)]) {
        let start = self.text.len();
        for (code, value) in subfields {
            self.push_subfield_text(*code, value.as_ref());
        }
        self.close_span(tag_bytes(tag), false, indicators.map(indicator_byte), start);
    }

    pub(crate) fn push_subfield_text(&mut self, code: char, value: &str) {
        if !code.is_control() {
            self.text.push(char::from(SUBFIELD));
            self.text.push(code);
            push_clean(&mut self.text, value);
        }
    }

    pub(crate) fn close_span(&mut self, tag: [u8; 3], control: bool, indicators: [u8; 2], start: usize) {
        let end = self.text.len() as u32;
        self.spans.push(Span { tag, control, indicators, start: start as u32, end });
        // A separator between fields lets the text be read as the data area of ISO 2709.
        self.text.push(char::from(FIELD_END));
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.leader == other.leader && self.format == other.format && self.fields().eq(other.fields())
    }
}

impl Eq for Record {}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("format", &self.format)
            .field("leader", &self.leader)
            .field("fields", &self.fields().collect::<Vec<_>>())
            .finish()
    }
}

/// One field of a record.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    span: &'a Span,
    text: &'a str,
}

impl<'a> Field<'a> {
    /// The three characters of the tag: `200`, `995`, `CAT`.
    #[must_use]
    pub fn tag(&self) -> &'a str {
        std::str::from_utf8(&self.span.tag).unwrap_or("   ")
    }

    /// Whether this is a control field: one value, neither indicators nor subfields.
    #[must_use]
    pub fn is_control(&self) -> bool {
        self.span.control
    }

    /// The two indicators; blanks for a control field.
    #[must_use]
    pub fn indicators(&self) -> [char; 2] {
        self.span.indicators.map(char::from)
    }

    /// The value of a control field. For a data field, whatever stands before its first subfield (normally nothing).
    #[must_use]
    pub fn value(&self) -> &'a str {
        let body = self.body();
        if self.span.control {
            return body;
        }
        memchr::memchr(SUBFIELD, body.as_bytes()).map_or(body, |end| &body[..end])
    }

    /// The subfields in the order received, as code and text. None for a control field.
    #[must_use]
    pub fn subfields(&self) -> Subfields<'a> {
        let body = if self.span.control { "" } else { self.body() };
        let rest = memchr::memchr(SUBFIELD, body.as_bytes()).map_or("", |start| &body[start + 1..]);
        Subfields { rest }
    }

    /// The text of the first subfield `code`.
    #[must_use]
    pub fn subfield(&self, code: char) -> Option<&'a str> {
        self.subfields_coded(code).next()
    }

    /// The texts of all subfields `code`, in the order received.
    pub fn subfields_coded(&self, code: char) -> impl Iterator<Item = &'a str> + use<'a> {
        self.subfields().filter(move |&(c, _)| c == code).map(|(_, text)| text)
    }

    pub(crate) fn body(&self) -> &'a str {
        &self.text[self.span.start as usize..self.span.end as usize]
    }

    pub(crate) fn tag_bytes(&self) -> [u8; 3] {
        self.span.tag
    }

    pub(crate) fn indicator_bytes(&self) -> [u8; 2] {
        self.span.indicators
    }
}

impl PartialEq for Field<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.span.tag == other.span.tag
            && self.span.control == other.span.control
            && self.span.indicators == other.span.indicators
            && self.value() == other.value()
            && self.subfields().eq(other.subfields())
    }
}

impl Eq for Field<'_> {}

impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.tag())?;
        if self.is_control() {
            return write!(f, "{:?}", self.value());
        }
        let [first, second] = self.indicators();
        write!(f, "{first}{second} {:?}", self.value())?;
        for (code, text) in self.subfields() {
            write!(f, " ${code} {text:?}")?;
        }
        Ok(())
    }
}

/// The subfields of a field: see [`Field::subfields`].
#[derive(Debug, Clone)]
pub struct Subfields<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Subfields<'a> {
    type Item = (char, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let end = memchr::memchr(SUBFIELD, self.rest.as_bytes()).unwrap_or(self.rest.len());
            let piece = &self.rest[..end];
            self.rest = self.rest.get(end + 1..).unwrap_or_default();
            let mut chars = piece.chars();
            // A delimiter that nothing follows is no subfield.
            if let Some(code) = chars.next() {
                return Some((code, chars.as_str()));
            }
        }
        None
    }
}

/// The three bytes of a tag: cut or filled with blanks, and `?` for what is not printable ASCII.
pub(crate) fn tag_bytes(tag: &str) -> [u8; 3] {
    let mut bytes = [b' '; 3];
    for (slot, c) in bytes.iter_mut().zip(tag.chars()) {
        *slot = clean_tag_byte(u8::try_from(c).unwrap_or(b'?'));
    }
    bytes
}

pub(crate) fn clean_tag_byte(byte: u8) -> u8 {
    if (0x20..0x7F).contains(&byte) { byte } else { b'?' }
}

pub(crate) fn indicator_byte(c: char) -> u8 {
    u8::try_from(c).ok().filter(|b| (0x20..0x7F).contains(b)).unwrap_or(b' ')
}

/// Whether a tag is one of a control field when the field's content does not tell: 001 to 009.
pub(crate) fn is_control_tag(tag: [u8; 3]) -> bool {
    tag[0] == b'0' && tag[1] == b'0'
}

pub(crate) fn is_unwanted_control(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r')
}

fn push_clean(out: &mut String, value: &str) {
    if value.chars().any(is_unwanted_control) {
        out.extend(value.chars().filter(|&c| !is_unwanted_control(c)));
    } else {
        out.push_str(value);
    }
}
