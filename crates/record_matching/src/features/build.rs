//! From a description to its features.

use bibliography::{Description, Identifier, Kind, TitleKind};
use french_text::{fold, tokens};

use super::Features;
use super::people::append_people;
use super::title::{TitleText, without_series};
use super::view::{HEADER, IdKind, NUMBER_BYTES, VERSION};
use super::words::{is_publisher_word, is_stop_word};
use crate::hash::{short, stable};

const ID_LIMIT: usize = 5;
const PUBLISHER_LIMIT: usize = 3;
const ALTERNATE_LIMIT: usize = 2;
const ALTERNATE_LENGTH: usize = 60;

impl From<&Description> for Features {
    fn from(description: &Description) -> Self {
        Builder::default().build(description)
    }
}

/// Buffers of one building.
#[derive(Default)]
struct Builder {
    title: TitleText,
    folded: String,
    scratch: String,
}

impl Builder {
    fn build(&mut self, description: &Description) -> Features {
        let mut bytes = Vec::with_capacity(160);
        bytes.resize(HEADER, 0);
        bytes[0] = VERSION;
        bytes[1] = description.kind as u8;
        let mut put = |at: usize, value: u16| bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
        put(2, description.year.and_then(|year| u16::try_from(year).ok()).unwrap_or(0));
        put(4, self.pages(&description.extent));
        put(6, self.hash_of_letters(&description.extent));
        put(8, height(&description.dimensions));
        put(10, description.languages.first().map_or(0, |code| short(code)));
        let (series, number) = self.series(description);
        put(13, series);
        put(15, number);
        bytes[12] = self.edition(&description.edition);

        bytes[17] = append_identifiers(description, &mut bytes);
        let people_start = bytes.len();
        append_people(description, &mut self.scratch, &mut bytes);
        bytes[18] = u8::try_from(bytes.len() - people_start).unwrap_or(0);
        bytes[19] = self.append_publishers(&description.publisher, &mut bytes);

        self.read_title(description);
        let title = &self.title;
        bytes[20] = title.numbers.len() as u8;
        for number in &title.numbers {
            let [low, high] = number.value.to_le_bytes();
            let packed: [u8; NUMBER_BYTES] = [low, high, number.offset];
            bytes.extend_from_slice(&packed);
        }
        bytes[21] = title.title_len as u8;
        bytes[22] = title.text.len() as u8;
        bytes[24] = title.flags();
        bytes.extend_from_slice(title.text.as_bytes());
        bytes[23] = self.append_alternates(description, &mut bytes);
        Features { bytes: bytes.into_boxed_slice() }
    }

    fn read_title(&mut self, description: &Description) {
        self.title.clear();
        self.folded.clear();
        fold(&description.title, &mut self.folded);
        let mut title = self.folded.as_str();
        for series in &description.series {
            self.scratch.clear();
            fold(&series.title, &mut self.scratch);
            title = without_series(title, &self.scratch);
        }
        if !is_lost(&description.title) {
            self.title.add_title(title);
        }
        for (further, part) in
            [(&description.part_name, false), (&description.subtitle, false), (&description.part_number, true)]
        {
            if further.is_empty() {
                continue;
            }
            self.scratch.clear();
            fold(further, &mut self.scratch);
            if part {
                self.title.add_part_number(&self.scratch);
            } else {
                self.title.add_subtitle(&self.scratch);
            }
        }
    }

    /// Pages, or minutes: the greatest number of the extent ("[8]-324 p.", "1 DVD (92 min)").
    fn pages(&mut self, extent: &str) -> u16 {
        extent
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse::<u16>().ok())
            .filter(|&number| number < 10_000)
            .max()
            .unwrap_or(0)
    }

    fn hash_of_letters(&mut self, text: &str) -> u16 {
        if text.is_empty() {
            return 0;
        }
        self.scratch.clear();
        fold(text, &mut self.scratch);
        self.scratch.retain(char::is_alphanumeric);
        if self.scratch.is_empty() { 0 } else { short(&self.scratch) }
    }

    /// Number of the edition, or a hash of what it is called; 0 when nothing is said.
    fn edition(&mut self, statement: &str) -> u8 {
        let number = statement.split(|c: char| !c.is_ascii_digit()).find_map(|digits| digits.parse::<u8>().ok());
        match number {
            Some(number @ 1..=99) => number,
            _ => match self.hash_of_letters(statement) {
                0 => 0,
                hash => 100 + (hash % 150) as u8,
            },
        }
    }

    fn series(&mut self, description: &Description) -> (u16, u16) {
        let Some(series) = description.series.first() else {
            return (0, 0);
        };
        let number = series
            .number
            .split(|c: char| !c.is_ascii_digit())
            .find_map(|digits| digits.parse::<u16>().ok())
            .unwrap_or(0);
        (self.hash_of_letters(&series.title), number)
    }

    fn append_publishers(&mut self, publisher: &str, bytes: &mut Vec<u8>) -> u8 {
        self.scratch.clear();
        fold(publisher, &mut self.scratch);
        let mut count = 0;
        for word in tokens(&self.scratch) {
            if count < PUBLISHER_LIMIT && !is_stop_word(word.as_bytes()) && !is_publisher_word(word) {
                bytes.extend_from_slice(&short(word).to_le_bytes());
                count += 1;
            }
        }
        count as u8
    }

    fn append_alternates(&mut self, description: &Description, bytes: &mut Vec<u8>) -> u8 {
        let mut count = 0;
        for other in &description.other_titles {
            let same_work = matches!(other.kind, TitleKind::Original | TitleKind::Uniform);
            if !same_work || count == ALTERNATE_LIMIT {
                continue;
            }
            self.folded.clear();
            fold(&other.text, &mut self.folded);
            self.title.clear();
            self.title.add_title(&self.folded);
            let text = &self.title.text;
            let generic = self.title.flags() & super::view::GENERIC_TITLE != 0;
            let main = bytes[21];
            if generic || text.is_empty() || (text.len() == usize::from(main) && bytes.ends_with(text.as_bytes())) {
                continue;
            }
            let mut kept = text.len().min(ALTERNATE_LENGTH);
            while !text.is_char_boundary(kept) {
                kept -= 1;
            }
            bytes.push(kept as u8);
            bytes.push(self.title.numbers.len() as u8);
            for number in &self.title.numbers {
                bytes.extend_from_slice(&number.value.to_le_bytes());
            }
            bytes.extend_from_slice(&text.as_bytes()[..kept]);
            count += 1;
        }
        count as u8
    }
}

/// Whether a conversion replaced most letters of a title by question marks.
fn is_lost(title: &str) -> bool {
    let lost = title.chars().filter(|&c| c == '?' || c == '\u{fffd}').count();
    lost > 2 && lost >= title.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Height in millimetres: the first number, in centimetres unless the text says "mm".
fn height(dimensions: &str) -> u16 {
    let number =
        dimensions.split(|c: char| !c.is_ascii_digit()).find_map(|digits| digits.parse::<u16>().ok()).unwrap_or(0);
    if dimensions.contains("mm") { number } else { number.saturating_mul(10) }
}

fn append_identifiers(description: &Description, bytes: &mut Vec<u8>) -> u8 {
    let mut count = 0;
    let hashed = |text: &str| {
        let mut letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.make_ascii_lowercase();
        stable(letters.as_bytes()) & 0xFF_FFFF_FFFF
    };
    for identifier in &description.identifiers {
        if count == ID_LIMIT {
            break;
        }
        let (kind, value) = match identifier {
            Identifier::Isbn(isbn) => (IdKind::Isbn, isbn.0.saturating_sub(9_780_000_000_000)),
            Identifier::WrongIsbn(written) => (IdKind::WrongIsbn, wrong_isbn(written)),
            // On a book an ISSN is its series'.
            Identifier::Issn(issn) if description.kind == Kind::Serial => (IdKind::Issn, hashed(issn)),
            Identifier::Issn(_) => continue,
            Identifier::Ean(ean) => (IdKind::Ean, hashed(&ean.to_string())),
            Identifier::Ismn(ismn) => (IdKind::Ismn, hashed(&ismn.to_string())),
            Identifier::PublisherNumber(number) => (IdKind::PublisherNumber, hashed(number)),
            Identifier::Ark(ark) => (IdKind::Ark, hashed(ark)),
            Identifier::Catalogue(source, number) => {
                (IdKind::Catalogue, stable(format!("{source}:{number}").as_bytes()) & 0xFF_FFFF_FFFF)
            }
        };
        bytes.push(kind as u8);
        bytes.extend_from_slice(&value.to_le_bytes()[..5]);
        count += 1;
    }
    count as u8
}

/// A wrong ISBN compares with right ones by the digits before its check digit, brought to thirteen digits.
fn wrong_isbn(written: &str) -> u64 {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    match (written.len(), digits.len()) {
        (13, 13) => digits.parse::<u64>().unwrap_or(0).saturating_sub(9_780_000_000_000) & 0xFF_FFFF_FFFF,
        (10, 9 | 10) => digits[..9].parse::<u64>().unwrap_or(0) * 10,
        _ => stable(written.as_bytes()) & 0xFF_FFFF_FFFF,
    }
}
