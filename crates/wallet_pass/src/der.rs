//! As much DER (X.690) as certificates and signatures need: writing lengths and sets, reading one element after another.

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;
/// `[0]`, constructed: explicit tagging, or the implicit tag of a sequence or a set.
pub(crate) const CONTEXT_0: u8 = 0xa0;

/// An element.
pub(crate) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![tag];
    let length = content.len();
    if length < 0x80 {
        bytes.push(length as u8);
    } else {
        let digits = length.to_be_bytes();
        let significant = &digits[digits.iter().position(|byte| *byte != 0).unwrap_or(digits.len() - 1)..];
        bytes.push(0x80 | significant.len() as u8);
        bytes.extend_from_slice(significant);
    }
    bytes.extend_from_slice(content);
    bytes
}

/// An element made of others.
pub(crate) fn all(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    element(tag, &parts.concat())
}

/// A `SET OF`: DER wants its elements in the order of their bytes (X.690, 11.6).
pub(crate) fn set_of(tag: u8, mut elements: Vec<Vec<u8>>) -> Vec<u8> {
    elements.sort();
    element(tag, &elements.concat())
}

/// A part of a DER text read element by element.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

/// An element read.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    /// With its tag and its length.
    pub(crate) whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// Its own elements.
    pub(crate) fn inside(&self) -> Reader<'a> {
        Reader { rest: self.content }
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next element; nothing at the end or where the bytes are not DER.
    pub(crate) fn next(&mut self) -> Option<Element<'a>> {
        let (&tag, after_tag) = self.rest.split_first()?;
        let (&first, mut after) = after_tag.split_first()?;
        let mut length = usize::from(first);
        if first & 0x80 != 0 {
            let count = usize::from(first & 0x7f);
            if count == 0 || count > 4 {
                return None;
            }
            let (digits, rest) = after.split_at_checked(count)?;
            length = digits.iter().fold(0, |length, digit| (length << 8) | usize::from(*digit));
            after = rest;
        }
        let (content, rest) = after.split_at_checked(length)?;
        let whole = &self.rest[..self.rest.len() - rest.len()];
        self.rest = rest;
        Some(Element { tag, content, whole })
    }

    /// The next element, of this tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Option<Element<'a>> {
        self.next().filter(|element| element.tag == tag)
    }

    /// The tag of the next element.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_the_shortest_there_are() {
        assert_eq!(element(OCTET_STRING, &[0; 127])[..2], [4, 127]);
        assert_eq!(element(OCTET_STRING, &[0; 128])[..3], [4, 0x81, 128]);
        assert_eq!(element(OCTET_STRING, &[0; 300])[..4], [4, 0x82, 1, 44]);
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let bytes = element(OCTET_STRING, &vec![7; length]);
            let read = Reader::new(&bytes).expect(OCTET_STRING).expect("read");
            assert_eq!((read.content.len(), read.whole.len()), (length, bytes.len()));
        }
    }

    #[test]
    fn what_is_cut_short_is_not_read() {
        let bytes = element(SEQUENCE, &element(INTEGER, &[1; 200]));
        for length in 0..bytes.len() {
            assert!(Reader::new(&bytes[..length]).next().is_none(), "{length}");
        }
    }
}
