//! The title area, made comparable: folded words, segments, and the numbers taken out of the words.
//!
//! "Le club des cinq. Tome 3 : roman", "Club des 5 (Le), T03" and a title with the number in its own subfield must
//! look alike, and volume 3 must never look like volume 4. So numbers (digits, words, Roman numerals) leave the text
//! and are compared apart, exactly, while the words are compared with some forgiveness.

use french_text::{number_of, tokens};

use super::view::{ARTICLE, CUT_TITLE, DISTINCTIVE_TITLE, EXPLICIT, GENERIC_TITLE, IN_SUBTITLE, Number};
use super::words::{
    is_article, is_conjunction, is_generic_word, is_genre_word, is_stop_word, is_volume_word, number_word,
};

/// Longest text kept: enough to tell titles apart, little enough for a million records.
const TEXT_LIMIT: usize = 92;
const NUMBER_LIMIT: usize = 8;

/// Collects the words and numbers of a title area.
#[derive(Default)]
pub(super) struct TitleText {
    /// Words apart by blanks, segments by `|`.
    pub(super) text: String,
    /// Bytes of the title proper.
    pub(super) title_len: usize,
    pub(super) numbers: Vec<Number>,
    /// Letters so far: bytes of `text` that are neither blank nor `|`.
    letters: usize,
    segment_starts: bool,
    cut: bool,
    article: bool,
    /// Where the numbers being read stand: [`IN_SUBTITLE`] or 0.
    region: u8,
}

impl TitleText {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.title_len = 0;
        self.numbers.clear();
        self.letters = 0;
        self.segment_starts = false;
        self.cut = false;
        self.article = false;
        self.region = 0;
    }

    /// Reads the folded title proper.
    pub(super) fn add_title(&mut self, folded: &str) {
        self.add_words(folded, true);
        if self.text.is_empty() {
            // "1984", "Les trois": what is left when numbers go is nothing, so the words themselves are the title.
            for word in tokens(folded) {
                self.push_word(word);
            }
        }
        self.title_len = self.text.len();
        self.segment_starts = true;
    }

    /// Reads the folded subtitle, unless it only names a genre.
    pub(super) fn add_subtitle(&mut self, folded: &str) {
        if folded.len() < 40 && tokens(folded).all(is_genre_word) {
            return;
        }
        self.segment_starts = !self.text.is_empty();
        self.region = IN_SUBTITLE;
        let (letters, numbers) = (self.letters, self.numbers.len());
        self.add_words(folded, false);
        self.region = 0;
        if self.letters == letters {
            // "Tome 2" as a subtitle is the number of the part.
            for number in &mut self.numbers[numbers..] {
                number.offset = EXPLICIT;
            }
        }
    }

    /// Reads the folded number of a part from its own subfield.
    pub(super) fn add_part_number(&mut self, folded: &str) {
        let value =
            tokens(folded).find_map(|word| number_of(word).or_else(|| number_of(word.trim_start_matches(['t', 'v']))));
        let value = match value {
            Some(number) => (number % 65_000) as u16,
            None if folded.bytes().any(|byte| byte.is_ascii_alphanumeric()) => {
                crate::hash::short(folded.trim()) | 0x8000
            }
            None => return,
        };
        self.push_number(value, EXPLICIT);
    }

    /// What the title says of itself, as flags of the features.
    pub(super) fn flags(&self) -> u8 {
        let mut flags = 0;
        let title = &self.text.as_bytes()[..self.title_len];
        let mut telling = 0;
        let mut generic = true;
        for word in title.split(|byte| matches!(byte, b' ' | b'|')) {
            if is_stop_word(word) {
                continue;
            }
            telling += 1;
            generic &= is_generic_word(word);
        }
        let letters = title.iter().filter(|byte| !matches!(byte, b' ' | b'|')).count();
        if generic || letters < 4 {
            flags |= GENERIC_TITLE;
        } else if (letters >= 10 && telling >= 2) || letters >= 16 {
            flags |= DISTINCTIVE_TITLE;
        }
        if self.cut {
            flags |= CUT_TITLE;
        }
        if self.article {
            flags |= ARTICLE;
        }
        flags
    }

    fn add_words(&mut self, folded: &str, title: bool) {
        let mut announced: Option<&str> = None;
        let mut previous_end = 0;
        let mut first = title;
        for word in tokens(folded) {
            // `aujourd'hui` is not a slice of the text; any other word is, and its place tells what is before it.
            let start = (word.as_ptr() as usize).wrapping_sub(folded.as_ptr() as usize);
            if start < folded.len() {
                let gap = folded.get(previous_end..start).unwrap_or("");
                self.segment_starts |= ends_segment(gap) && !self.text.is_empty();
                previous_end = start + word.len();
            }
            if let Some(value) = number(word, announced.is_some()) {
                announced = None;
                first = false;
                self.push_number(value, self.letters.min(usize::from(IN_SUBTITLE - 1)) as u8 | self.region);
                continue;
            }
            if let Some(word) = announced.take() {
                self.push_word(word);
            }
            if is_volume_word(word) {
                announced = Some(word);
            } else if !is_conjunction(word) {
                self.article |= std::mem::take(&mut first) && is_article(word.as_bytes());
                self.push_word(word);
            }
        }
        if let Some(word) = announced {
            self.push_word(word);
        }
    }

    fn push_word(&mut self, word: &str) {
        let separator = usize::from(!self.text.is_empty());
        let room = TEXT_LIMIT.saturating_sub(self.text.len() + separator);
        if room < 2 {
            self.cut = true;
            return;
        }
        if separator > 0 {
            self.text.push(if self.segment_starts { '|' } else { ' ' });
        }
        self.segment_starts = false;
        let mut kept = word.len().min(room);
        while !word.is_char_boundary(kept) {
            kept -= 1;
        }
        self.cut |= kept < word.len();
        self.text.push_str(&word[..kept]);
        self.letters += kept;
    }

    fn push_number(&mut self, value: u16, offset: u8) {
        if self.numbers.len() < NUMBER_LIMIT {
            self.numbers.push(Number { value, offset });
        }
    }
}

/// Punctuation that may separate a title from what follows it.
fn ends_segment(gap: &str) -> bool {
    gap.bytes()
        .any(|byte| matches!(byte, b':' | b';' | b'.' | b',' | b'/' | b'=' | b'?' | b'!' | b'(' | b')' | b'[' | b']'))
        || gap.contains(" - ")
        || gap.contains("  ")
}

/// The number a word of a title means, if it is one.
fn number(word: &str, announced: bool) -> Option<u16> {
    let bytes = word.as_bytes();
    if bytes[0].is_ascii_digit() {
        return number_of(word).map(|number| (number % 65_000) as u16);
    }
    if bytes.len() > 1 && matches!(bytes[0], b't' | b'v' | b'n') && bytes[1..].iter().all(u8::is_ascii_digit) {
        return number_of(&word[1..]).map(|number| (number % 65_000) as u16);
    }
    if announced {
        return number_of(word).map(|number| (number % 65_000) as u16);
    }
    // Small Roman numerals of two letters or more; a lone "v" or "x" is more often a letter.
    if bytes.len() > 1 && bytes.iter().all(|byte| matches!(byte, b'i' | b'v' | b'x')) {
        return number_of(word).map(|number| number as u16);
    }
    number_word(word)
}

/// Takes the title of a series off the front of a title: "Que sais-je ?. 36, Les Celtes" is "Les Celtes".
///
/// Both are folded. The title stays whole when nothing would be left.
pub(super) fn without_series<'t>(title: &'t str, series: &str) -> &'t str {
    let series = series.trim();
    if series.len() < 3 {
        return title;
    }
    let Some(rest) = title.strip_prefix(series) else {
        return title;
    };
    if rest.starts_with(char::is_alphanumeric) {
        return title;
    }
    let rest = rest.trim_start_matches([' ', '.', ',', ';', ':', '-', '(', '/']);
    let rest = ["no ", "n° ", "no. ", "vol. ", "vol ", "t. ", "tome "]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let unnumbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if unnumbered.len() == rest.len() {
        // No number: it may be a title that begins like its series ("Astérix", "Astérix chez les Bretons").
        return title;
    }
    let unnumbered = unnumbered.trim_start_matches([' ', '.', ',', ';', ':', '-', ')', '/']);
    if unnumbered.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return title;
    }
    unnumbered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(title: &str) -> (String, Vec<u16>) {
        let mut text = TitleText::default();
        text.add_title(&french_text::folded(title));
        let mut numbers: Vec<u16> = text.numbers.iter().map(|number| number.value).collect();
        numbers.sort_unstable();
        (text.text, numbers)
    }

    #[test]
    fn numbers_leave_the_words() {
        for title in ["Le club des cinq", "Club des 5", "LE CLUB DES CINQ"] {
            let (text, numbers) = read(title);
            assert_eq!((text.trim_start_matches("le "), numbers), ("club des", vec![5]), "{title}");
        }
        for title in ["Titre. Tome 3", "Titre, vol. 3", "Titre T03", "Titre 3", "Titre III"] {
            assert_eq!(read(title), ("titre".into(), vec![3]), "{title}");
        }
        assert_eq!(read("1984"), ("1984".into(), vec![1984]));
    }

    #[test]
    fn segments_are_marked() {
        assert_eq!(read("Paris : guide").0, "paris|guide");
        assert_eq!(read("Paris - guide. Plans").0, "paris|guide|plans");
        assert_eq!(read("Week-end à Zuydcoote").0, "week end a zuydcoote");
        assert_eq!(read("L'été & l'hiver").0, read("Été et hiver").0);
    }

    #[test]
    fn series_before_the_title_goes() {
        assert_eq!(without_series("phytologie. 36, actes et paroles", "phytologie"), "actes et paroles");
        assert_eq!(without_series("asterix chez les bretons", "asterix"), "asterix chez les bretons");
        assert_eq!(without_series("phytologie. 36", "phytologie"), "phytologie. 36");
    }
}
