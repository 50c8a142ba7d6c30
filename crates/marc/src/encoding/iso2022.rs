//! MARC-8 and ISO 5426: marks before the letter that bears them, other alphabets by escape sequences (ISO 2022).

use super::sets::{Glyph, Set};
use super::{Charset, Damage, Encoding};
use crate::record::SUBFIELD;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// Marks on one letter that are kept apart; more are never seen but in damaged text.
const MOST_MARKS: usize = 8;

/// The four designated sets and which of them the two halves of the code table show.
#[derive(Clone, Copy)]
struct Shown {
    designated: [Set; 4],
    left: usize,
    right: usize,
}

impl Shown {
    fn at_start(charset: &Charset) -> Self {
        let set_of = |encoding: Option<Encoding>| match encoding {
            Some(Encoding::Marc8) => Set::Ansel,
            Some(Encoding::Iso5427) => Set::ExtendedCyrillic,
            Some(Encoding::Cyrillic) => Set::BasicCyrillic,
            Some(Encoding::Iso5428) => Set::Greek,
            Some(Encoding::Hebrew) => Set::Hebrew,
            Some(Encoding::Iso5426) => Set::Iso5426,
            _ => Set::Unmapped,
        };
        let [second, third] = charset.further;
        Self {
            designated: [Set::Ascii, set_of(Some(charset.encoding)), set_of(second), set_of(third)],
            left: 0,
            right: 1,
        }
    }
}

/// Decodes a field. Sets return to what the record declares at each subfield.
pub(super) fn decode(bytes: &[u8], charset: &Charset, out: &mut String, damage: &mut Damage) {
    let start = Shown::at_start(charset);
    let mut shown = start;
    let mut marks = Marks::default();
    let mut at = 0;
    while at < bytes.len() {
        if shown.designated[shown.left] == Set::Ascii && marks.count == 0 {
            let run = plain_run(&bytes[at..]);
            out.push_str(run);
            at += run.len();
            if at == bytes.len() {
                break;
            }
        }
        let byte = bytes[at];
        match byte {
            0x1B => {
                at += escape(&bytes[at..], &mut shown, out, &mut marks, damage);
                continue;
            }
            SUBFIELD => {
                shown = start;
                marks.flush(out);
                out.push(char::from(SUBFIELD));
                if let Some(&code) = bytes.get(at + 1).filter(|code| (0x20..0x7F).contains(*code)) {
                    out.push(char::from(code));
                    at += 1;
                }
            }
            0x0E => shown.left = 1,
            0x0F => shown.left = 0,
            // Non-sorting marks are controls, in MARC-8 as in UNIMARC.
            0x88 | 0x98 => marks.place('\u{98}', out),
            0x89 | 0x9C => marks.place('\u{9C}', out),
            0x8D => marks.place('\u{200D}', out),
            0x8E => marks.place('\u{200C}', out),
            // A mark on a blank is a mark that stands alone.
            b' ' => marks.place(' ', out),
            0x00..=0x1F | 0x7F | 0x80..=0xA0 | 0xFF => {
                marks.flush(out);
                match byte {
                    0x00..=0x1F | 0x7F => out.push(char::from(byte)),
                    // A no-break space has no place in these tables, yet it is what was meant.
                    0xA0 => out.push('\u{A0}'),
                    _ => damage.unknown += 1,
                }
                if matches!(byte, 0x80..=0x9F | 0xFF) {
                    out.push('\u{FFFD}');
                }
            }
            _ => {
                let set = shown.designated[if byte < 0x80 { shown.left } else { shown.right }];
                at += place(set, &bytes[at..], out, &mut marks, damage);
                continue;
            }
        }
        at += 1;
    }
    marks.flush(out);
}

/// The ASCII characters that stand at the start of `bytes` and mean themselves.
fn plain_run(bytes: &[u8]) -> &str {
    let end = bytes.iter().position(|b| !(0x20..0x7F).contains(b)).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).unwrap_or_default()
}

/// Places the character at the start of `bytes`, gives how many bytes it took.
fn place(set: Set, bytes: &[u8], out: &mut String, marks: &mut Marks, damage: &mut Damage) -> usize {
    if set == Set::Eacc {
        marks.flush(out);
        damage.unknown += 1;
        out.push('\u{FFFD}');
        return bytes.iter().take(3).take_while(|&&b| b > 0x20).count().max(1);
    }
    match set.glyph(bytes[0]) {
        Glyph::Base(c) => marks.place(c, out),
        Glyph::Mark(c) => marks.add(c),
        Glyph::RightHalf => {}
        Glyph::RightHalfOfTilde => {
            if let Some(at) = out.rfind('\u{361}') {
                out.replace_range(at..at + 2, "\u{360}");
            }
        }
        Glyph::Unknown => {
            damage.unknown += 1;
            marks.place('\u{FFFD}', out);
        }
    }
    1
}

/// Reads one escape sequence, gives its length. An unknown one is left out and counted.
fn escape(bytes: &[u8], shown: &mut Shown, out: &mut String, marks: &mut Marks, damage: &mut Damage) -> usize {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    // MARC-8's own sequences and the locking shifts.
    let simple = match byte(1) {
        b's' => Some((0, Set::Ascii)),
        b'g' => Some((0, Set::GreekSymbols)),
        b'b' => Some((0, Set::Subscript)),
        b'p' => Some((0, Set::Superscript)),
        _ => None,
    };
    if let Some((slot, set)) = simple {
        shown.designated[slot] = set;
        shown.left = 0;
        return 2;
    }
    match byte(1) {
        b'n' => shown.left = 2,
        b'o' => shown.left = 3,
        b'~' => shown.right = 1,
        b'}' => shown.right = 2,
        b'|' => shown.right = 3,
        single @ (b'N' | b'O') => {
            let slot = if single == b'N' { 2 } else { 3 };
            return match bytes.get(2) {
                Some(&code) if code > 0x20 => 2 + place(shown.designated[slot], &bytes[2..], out, marks, damage),
                _ => 2,
            };
        }
        b'(' | b',' => return designate(bytes, 2, 0, shown, damage),
        b')' | b'-' => return designate(bytes, 2, 1, shown, damage),
        b'*' | b'.' => return designate(bytes, 2, 2, shown, damage),
        b'+' | b'/' => return designate(bytes, 2, 3, shown, damage),
        b'$' => {
            let (slot, last) = match byte(2) {
                b'(' | b',' => (0, 3),
                b')' | b'-' => (1, 3),
                _ => (0, 2),
            };
            if byte(last) == b'1' {
                shown.designated[slot] = Set::Eacc;
                return last + 1;
            }
            damage.controls += 1;
            return 1;
        }
        _ => {
            damage.controls += 1;
            return 1;
        }
    }
    2
}

/// Designates the set whose final character stands at `at` into `slot`, gives the sequence's length.
fn designate(bytes: &[u8], at: usize, slot: usize, shown: &mut Shown, damage: &mut Damage) -> usize {
    // "!E": the registration of ANSEL takes two characters.
    let at = if bytes.get(at) == Some(&b'!') { at + 1 } else { at };
    let set = match bytes.get(at) {
        Some(b'B' | b'@' | b's') => Set::Ascii,
        Some(b'E') => Set::Ansel,
        Some(b'P') => Set::Iso5426,
        Some(b'N') => Set::BasicCyrillic,
        Some(b'Q') => Set::ExtendedCyrillic,
        Some(b'S') => Set::Greek,
        Some(b'2') => Set::Hebrew,
        Some(b'3') => Set::Arabic,
        Some(b'4') => Set::ExtendedArabic,
        Some(b'1') => Set::Eacc,
        Some(b'b') => Set::Subscript,
        Some(b'p') => Set::Superscript,
        Some(b'g') => Set::GreekSymbols,
        _ => {
            damage.controls += 1;
            return 1;
        }
    };
    shown.designated[slot] = set;
    at + 1
}

/// Marks read and waiting for their letter.
#[derive(Default)]
struct Marks {
    waiting: [char; MOST_MARKS],
    count: usize,
}

impl Marks {
    fn add(&mut self, mark: char) {
        if self.count < MOST_MARKS {
            self.waiting[self.count] = mark;
            self.count += 1;
        }
    }

    /// Writes a letter with the marks that wait for it.
    fn place(&mut self, letter: char, out: &mut String) {
        match self.count {
            0 => out.push(letter),
            1 => match compose(letter, self.waiting[0]) {
                Some(joined) => out.push(joined),
                None => out.extend([letter, self.waiting[0]]),
            },
            _ => self.place_several(letter, out),
        }
        self.count = 0;
    }

    /// Catalogues disagree on the order of two marks on a letter: the order that makes one character is taken,
    /// else the order received.
    #[cold]
    fn place_several(&self, letter: char, out: &mut String) {
        let marks = &self.waiting[..self.count];
        let joined: String = std::iter::once(letter).chain(marks.iter().copied()).nfc().collect();
        let reversed: String = std::iter::once(letter).chain(marks.iter().rev().copied()).nfc().collect();
        out.push_str(if reversed.chars().count() < joined.chars().count() { &reversed } else { &joined });
    }

    /// Writes marks that no letter followed, on a blank so that they stand alone.
    fn flush(&mut self, out: &mut String) {
        if self.count > 0 {
            out.push(' ');
            out.extend(&self.waiting[..self.count]);
            self.count = 0;
        }
    }
}
