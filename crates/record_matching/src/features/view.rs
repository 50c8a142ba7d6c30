//! Reading features without unpacking them.

use bibliography::Kind;

use super::words::is_article;

/// Version of the layout and of the rules that fill it.
pub(super) const VERSION: u8 = 1;
/// Bytes before the variable parts.
pub(super) const HEADER: usize = 25;
/// Bytes of an identifier: its kind and 40 bits.
pub(super) const ID_BYTES: usize = 6;
/// Bytes of a number: its value and where it stood.
pub(super) const NUMBER_BYTES: usize = 3;
/// Offset of a number that came from the part's own subfield.
pub(super) const EXPLICIT: u8 = u8::MAX;

pub(super) const GENERIC_TITLE: u8 = 1;
pub(super) const DISTINCTIVE_TITLE: u8 = 2;
pub(super) const CUT_TITLE: u8 = 4;
pub(super) const ARTICLE: u8 = 8;
/// Set in the offset of a number that stands in the subtitle.
pub(super) const IN_SUBTITLE: u8 = 0x80;

/// Which identifier a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum IdKind {
    Isbn = 1,
    WrongIsbn = 2,
    Issn = 3,
    Ean = 4,
    Ismn = 5,
    PublisherNumber = 6,
    Ark = 7,
    Catalogue = 8,
}

impl IdKind {
    fn of(byte: u8) -> Option<Self> {
        Some(match byte {
            1 => Self::Isbn,
            2 => Self::WrongIsbn,
            3 => Self::Issn,
            4 => Self::Ean,
            5 => Self::Ismn,
            6 => Self::PublisherNumber,
            7 => Self::Ark,
            8 => Self::Catalogue,
            _ => return None,
        })
    }
}

/// A number found in the title area: a volume, a year, a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: u16,
    /// Letters of the title area that stand before it, with a mark when they include a subtitle's; [`EXPLICIT`] when
    /// it came from the part's own subfield.
    pub(super) offset: u8,
}

impl Number {
    pub(crate) fn is_explicit(self) -> bool {
        self.offset == EXPLICIT
    }

    /// Whether it stands in the subtitle.
    pub(crate) fn is_in_subtitle(self) -> bool {
        !self.is_explicit() && self.offset & IN_SUBTITLE != 0
    }

    /// Letters of the title area before it.
    pub(crate) fn letters_before(self) -> usize {
        usize::from(self.offset & !IN_SUBTITLE)
    }
}

/// A person or body: the sound of the surname, and the other words of the name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person<'a> {
    pub(crate) head: u16,
    rest: &'a [u8],
}

impl Person<'_> {
    fn rest(&self) -> impl Iterator<Item = u16> + '_ {
        self.rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    }

    /// Whether two names can be one person: the same surname, and first given names that do not contradict.
    pub(crate) fn may_be(&self, other: &Person<'_>) -> bool {
        if self.head != other.head {
            return false;
        }
        let (Some(mine), Some(theirs)) = (self.rest().next(), other.rest().next()) else {
            return true;
        };
        // "A. A. Milne" is not "E. A. Milne": each one's first given name must be among the other's.
        self.rest().any(|name| same_given(name, theirs)) && other.rest().any(|name| same_given(name, mine))
    }
}

/// Given names agree when equal, or when one is only the initial of the other.
fn same_given(mine: u16, theirs: u16) -> bool {
    mine >> 11 == theirs >> 11 && (mine == theirs || mine & 0x07FF == 0 || theirs & 0x07FF == 0)
}

/// Features, read in place.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    bytes: &'a [u8],
    ids_end: usize,
    people_end: usize,
    publishers_end: usize,
    numbers_end: usize,
    text_end: usize,
}

impl<'a> View<'a> {
    /// A view of bytes known to be features.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let ids_end = HEADER + usize::from(bytes[17]) * ID_BYTES;
        let people_end = ids_end + usize::from(bytes[18]);
        let publishers_end = people_end + usize::from(bytes[19]) * 2;
        let numbers_end = publishers_end + usize::from(bytes[20]) * NUMBER_BYTES;
        let text_end = numbers_end + usize::from(bytes[22]);
        Self { bytes, ids_end, people_end, publishers_end, numbers_end, text_end }
    }

    /// A view of bytes from outside, if they hold together.
    pub(crate) fn checked(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() < HEADER || bytes[0] != VERSION {
            return None;
        }
        let view = Self::new(bytes);
        if view.text_end > bytes.len() || bytes[21] > bytes[22] {
            return None;
        }
        let mut people = &bytes[view.ids_end..view.people_end];
        while let [_, _, rest, ..] = people {
            people = people.get(3 + 2 * usize::from(*rest)..)?;
        }
        let mut alternates = &bytes[view.text_end..];
        while let [len, numbers, ..] = alternates {
            alternates = alternates.get(2 + 2 * usize::from(*numbers) + usize::from(*len)..)?;
        }
        (people.is_empty() && alternates.is_empty()).then_some(view)
    }

    fn short_at(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]])
    }

    pub(crate) fn kind(&self) -> u8 {
        self.bytes[1]
    }

    pub(crate) fn is_kind(&self, kind: Kind) -> bool {
        self.bytes[1] == kind as u8
    }

    /// Year of publication, 0 when unknown.
    pub(crate) fn year(&self) -> u16 {
        self.short_at(2)
    }

    /// Pages, or minutes; 0 when unknown.
    pub(crate) fn pages(&self) -> u16 {
        self.short_at(4)
    }

    /// Hash of the whole extent; 0 when unknown.
    pub(crate) fn extent(&self) -> u16 {
        self.short_at(6)
    }

    /// Height in millimetres; 0 when unknown.
    pub(crate) fn height(&self) -> u16 {
        self.short_at(8)
    }

    /// Hash of the language code; 0 when unknown.
    pub(crate) fn language(&self) -> u16 {
        self.short_at(10)
    }

    /// Number or hash of the edition statement; 0 when there is none.
    pub(crate) fn edition(&self) -> u8 {
        self.bytes[12]
    }

    /// Hash of the series, 0 when none, and the number in it, 0 when not said.
    pub(crate) fn series(&self) -> (u16, u16) {
        (self.short_at(13), self.short_at(15))
    }

    pub(crate) fn title_is_generic(&self) -> bool {
        self.bytes[24] & GENERIC_TITLE != 0
    }

    pub(crate) fn title_is_distinctive(&self) -> bool {
        self.bytes[24] & DISTINCTIVE_TITLE != 0
    }

    /// Whether the first word of the title is an article.
    fn has_article(&self) -> bool {
        self.bytes[24] & ARTICLE != 0
    }

    /// Bytes of the article that opens the text, with the blank after it.
    pub(crate) fn article_len(&self) -> usize {
        if self.has_article() { article_len(self.text()) } else { 0 }
    }

    /// Whether the text of title and subtitle was longer than what is kept.
    pub(crate) fn title_is_cut(&self) -> bool {
        self.bytes[24] & CUT_TITLE != 0
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = (IdKind, u64)> + use<'a> {
        self.bytes[HEADER..self.ids_end].chunks_exact(ID_BYTES).filter_map(|id| {
            let kind = IdKind::of(id[0])?;
            let value = u64::from_le_bytes([id[1], id[2], id[3], id[4], id[5], 0, 0, 0]);
            Some((kind, value))
        })
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = Person<'a>> + use<'a> {
        let mut left = &self.bytes[self.ids_end..self.people_end];
        std::iter::from_fn(move || {
            let [low, high, rest, ..] = left else {
                return None;
            };
            let end = 3 + 2 * usize::from(*rest);
            let person = Person { head: u16::from_le_bytes([*low, *high]), rest: &left[3..end] };
            left = &left[end..];
            Some(person)
        })
    }

    pub(crate) fn has_people(&self) -> bool {
        self.people_end > self.ids_end
    }

    /// Hashes of the telling words of the publisher's name.
    pub(crate) fn publishers(&self) -> impl Iterator<Item = u16> + use<'a> {
        self.bytes[self.people_end..self.publishers_end]
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    }

    pub(crate) fn numbers(&self) -> impl Iterator<Item = Number> + use<'a> {
        self.bytes[self.publishers_end..self.numbers_end]
            .chunks_exact(NUMBER_BYTES)
            .map(|number| Number { value: u16::from_le_bytes([number[0], number[1]]), offset: number[2] })
    }

    /// Title and subtitle, folded: words apart by blanks, segments by `|`.
    pub(crate) fn text(&self) -> &'a [u8] {
        &self.bytes[self.numbers_end..self.text_end]
    }

    /// Bytes of [`Self::text`] that are the title proper.
    pub(crate) fn title_len(&self) -> usize {
        usize::from(self.bytes[21])
    }

    /// Other titles of the same work: the original of a translation, the uniform title.
    pub(crate) fn alternates(&self) -> impl Iterator<Item = Alternate<'a>> + use<'a> {
        let mut left = &self.bytes[self.text_end..];
        std::iter::from_fn(move || {
            let [len, numbers, ..] = left else {
                return None;
            };
            let text_start = 2 + 2 * usize::from(*numbers);
            let end = text_start + usize::from(*len);
            let alternate = Alternate { numbers: &left[2..text_start], text: &left[text_start..end] };
            left = &left[end..];
            Some(alternate)
        })
    }
}

/// Another title of the same work.
#[derive(Clone, Copy)]
pub(crate) struct Alternate<'a> {
    numbers: &'a [u8],
    /// Its words, as in [`View::text`].
    pub(crate) text: &'a [u8],
}

fn article_len(text: &[u8]) -> usize {
    text.iter().position(|byte| matches!(byte, b' ' | b'|')).map_or(0, |end| end + 1)
}

impl Alternate<'_> {
    /// Bytes of the article that opens the text, with the blank after it.
    pub(crate) fn article_len(&self) -> usize {
        let first = article_len(self.text);
        if first > 0 && is_article(&self.text[..first - 1]) { first } else { 0 }
    }

    /// The numbers in it.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u16> + '_ {
        self.numbers.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    }
}
