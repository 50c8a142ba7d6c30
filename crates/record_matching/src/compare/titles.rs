//! Whether two title areas name one work, forgiving what cataloguers and typists do to titles.

use crate::features::{Alternate, View};

/// Letters compared at most.
const LETTERS: usize = 96;

/// What comparing two title areas found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleRelation {
    /// The same title proper; `typos` letters apart.
    Same {
        /// Edits between the two.
        typos: u8,
    },
    /// One title proper is how the other begins, up to punctuation: a subtitle written into the title.
    Begins {
        /// Edits between the two.
        typos: u8,
    },
    /// One title is the other cut at some length: nobody knows how it went on.
    Cut,
    /// Both begin with the same segment and go on differently: "Arsène Lupin : 813", "Arsène Lupin gentleman".
    Diverging,
    /// A title of one is the original or uniform title of the other.
    Alternate,
    /// Different titles.
    Different,
}

/// What comparing what follows the titles proper found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubtitleRelation {
    /// Both have one, and they agree.
    Same,
    /// One or both have none.
    Unsaid,
    /// Both have one, and they differ.
    Different,
}

/// The letters of a text without blanks, and where its segments begin.
pub(crate) struct Letters {
    bytes: [u8; LETTERS],
    len: usize,
    title_len: usize,
    /// Bit `n`: a segment begins at letter `n`.
    segments: u128,
    /// Letters of the article that opens the title.
    article: usize,
}

impl Letters {
    pub(crate) fn of(view: &View<'_>) -> Self {
        Self::read(view.text(), view.title_len(), view.article_len())
    }

    pub(crate) fn alternate(alternate: &Alternate<'_>) -> Self {
        Self::read(alternate.text, alternate.text.len(), alternate.article_len())
    }

    fn read(text: &[u8], title_len: usize, article_len: usize) -> Self {
        let mut letters =
            Self { bytes: [0; LETTERS], len: 0, title_len: 0, segments: 0, article: article_len.saturating_sub(1) };
        for (at, &byte) in text.iter().enumerate() {
            if at == title_len {
                letters.title_len = letters.len;
            }
            match byte {
                b' ' => {}
                b'|' => letters.segments |= 1 << letters.len,
                _ if letters.len < LETTERS => {
                    letters.bytes[letters.len] = byte;
                    letters.len += 1;
                }
                _ => {}
            }
        }
        if title_len >= text.len() {
            letters.title_len = letters.len;
        }
        letters
    }

    /// Letters of everything kept.
    pub(crate) fn letters(&self) -> usize {
        self.len
    }

    /// Letters of the title proper.
    pub(crate) fn title_letters(&self) -> usize {
        self.title_len
    }

    fn from(&self, start: usize) -> Area<'_> {
        Area { letters: &self.bytes[start..self.len], title: self.title_len - start, segments: self.segments >> start }
    }
}

/// Letters of a title area from some letter on.
#[derive(Clone, Copy)]
struct Area<'a> {
    letters: &'a [u8],
    title: usize,
    segments: u128,
}

impl<'a> Area<'a> {
    fn title(self) -> &'a [u8] {
        &self.letters[..self.title]
    }

    fn rest(self) -> &'a [u8] {
        &self.letters[self.title..]
    }

    /// Whether both titles proper have the same first segment, and more.
    fn diverges(self, other: &Area<'_>) -> bool {
        let first = (self.segments & !1).trailing_zeros() as usize;
        first == (other.segments & !1).trailing_zeros() as usize
            && first >= 4
            && first < self.title.min(other.title)
            && self.letters[..first] == other.letters[..first]
    }
}

/// How many edits a title of that many letters may differ by and still be the same typed twice.
fn typos_allowed(letters: usize) -> usize {
    match letters {
        0..=5 => 0,
        6..=17 => 1,
        _ => 2,
    }
}

/// Compares two title areas. `cut`: the two records' texts may have been cut short.
pub(crate) fn compare_titles(a: &Letters, b: &Letters, cut: bool) -> (TitleRelation, SubtitleRelation) {
    let found = compare_areas(a.from(a.article), b.from(b.article), cut);
    // "Lesmystères": an article stuck to its word is not seen as one.
    if found.0 == TitleRelation::Different && (a.article == 0) != (b.article == 0) {
        return compare_areas(a.from(0), b.from(0), cut);
    }
    found
}

fn compare_areas(a: Area<'_>, b: Area<'_>, cut: bool) -> (TitleRelation, SubtitleRelation) {
    let (short, long) = if a.title <= b.title { (a, b) } else { (b, a) };
    if short.title == 0 {
        // A title lost in some conversion ("?????") is like no other.
        return (TitleRelation::Different, SubtitleRelation::Unsaid);
    }
    let allowed = typos_allowed(short.title);
    if long.title - short.title <= allowed
        && let Some(typos) = edits(short.title(), long.title(), allowed)
    {
        return (TitleRelation::Same { typos }, compare_rest(a.rest(), b.rest()));
    }
    // The longer title goes on where the shorter ends: "Paris" and "Paris : guide".
    let from = short.title.saturating_sub(allowed);
    let to = (short.title + allowed).min(long.letters.len());
    for at in from..=to {
        if long.segments & (1 << at) == 0 {
            continue;
        }
        if let Some(typos) = edits(short.title(), &long.letters[..at], allowed) {
            let subtitle = compare_rest(short.rest(), &long.letters[at..]);
            return (TitleRelation::Begins { typos }, subtitle);
        }
    }
    // Some systems cut titles at a fixed length, in the middle of a word.
    let long_start = &long.letters[..short.title.min(long.letters.len())];
    let said_cut = short.title >= 40 && short.title() == long_start;
    if said_cut || (cut && short.title >= 60 && edits(short.title(), long_start, 2).is_some()) {
        return (TitleRelation::Cut, compare_rest(short.rest(), long.rest()));
    }
    if short.diverges(&long) {
        return (TitleRelation::Diverging, SubtitleRelation::Unsaid);
    }
    (TitleRelation::Different, SubtitleRelation::Unsaid)
}

fn compare_rest(a: &[u8], b: &[u8]) -> SubtitleRelation {
    let common = a.len().min(b.len());
    if common == 0 {
        return SubtitleRelation::Unsaid;
    }
    if edits(&a[..common], &b[..common], 1 + common / 16).is_some() {
        SubtitleRelation::Same
    } else {
        SubtitleRelation::Different
    }
}

/// Edits (insertion, deletion, substitution, swap) from `a` to `b`, when at most `limit`.
pub(crate) fn edits(a: &[u8], b: &[u8], limit: usize) -> Option<u8> {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    if a.is_empty() || b.is_empty() {
        let left = a.len() + b.len();
        return (left <= limit).then_some(left as u8);
    }
    if limit == 0 || a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut best: Option<u8> = None;
    let mut consider = |found: Option<u8>| {
        if let Some(found) = found {
            best = Some(best.map_or(found + 1, |known: u8| known.min(found + 1)));
        }
    };
    consider(edits(&a[1..], &b[1..], limit - 1));
    consider(edits(&a[1..], b, limit - 1));
    consider(edits(a, &b[1..], limit - 1));
    if a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] {
        consider(edits(&a[2..], &b[2..], limit - 1));
    }
    best
}

/// Whether two texts differ in a one-letter word: "Physique A" and "Physique B" are not typing errors of each other.
pub(crate) fn lone_letters_differ(a: &[u8], b: &[u8]) -> bool {
    // A letter more or less ("d'" typed for "de") is a typing error again.
    lone_letters(a).count() == lone_letters(b).count() && !lone_letters(a).eq(lone_letters(b))
}

fn lone_letters(text: &[u8]) -> impl Iterator<Item = u8> + '_ {
    // The bytes of one character, whatever the script: "Τόμος Α", "Τόμος Β".
    text.split(|byte| matches!(byte, b' ' | b'|'))
        .filter(|word| !word.is_empty() && word[1..].iter().all(|byte| byte & 0xC0 == 0x80))
        .filter_map(|word| word.last().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str, title_len: usize) -> Letters {
        Letters::read(text.as_bytes(), title_len, 0)
    }

    #[test]
    fn subtitles_inside_and_outside_the_title() {
        let apart = letters("paris|guide du flaneur", 5);
        let inside = letters("paris|guide du flaneur", 22);
        assert_eq!(
            compare_titles(&apart, &inside, false),
            (TitleRelation::Begins { typos: 0 }, SubtitleRelation::Same)
        );
        let without = letters("paris", 5);
        assert_eq!(
            compare_titles(&without, &inside, false),
            (TitleRelation::Begins { typos: 0 }, SubtitleRelation::Unsaid)
        );
        let other = letters("paris|histoire d une ville", 5);
        assert_eq!(
            compare_titles(&other, &inside, false),
            (TitleRelation::Begins { typos: 0 }, SubtitleRelation::Different)
        );
    }

    #[test]
    fn a_longer_title_is_another_title() {
        let journal = letters("journal", 7);
        let diary = letters("journal d un fou", 16);
        assert_eq!(compare_titles(&journal, &diary, false).0, TitleRelation::Different);
    }

    #[test]
    fn typing_errors() {
        for (a, b, expected) in [
            ("germinal", "germnial", Some(1)),
            ("germinal", "germial", Some(1)),
            ("germinal", "gerrminal", Some(1)),
            ("germinal", "terminal", Some(1)),
            ("germinal", "terminals", None),
            ("abc", "abc", Some(0)),
        ] {
            assert_eq!(edits(a.as_bytes(), b.as_bytes(), 1), expected, "{a} {b}");
        }
    }
}
