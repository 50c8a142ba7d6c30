//! How a work becomes a document of the engine.

use french_text::{fold, strip_any_leading_article, tokens};
use rustc_hash::FxHashMap;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::WorkDocument;

/// Raised whenever documents are built differently: an index of another version is made anew.
pub(crate) const VERSION: u32 = 1;

/// Where a word stands: bits of the "term frequency" less one.
pub(crate) mod place {
    pub(crate) const TITLE: u8 = 1;
    pub(crate) const AUTHOR: u8 = 2;
    pub(crate) const SUBJECT: u8 = 4;
    pub(crate) const SERIES: u8 = 8;
    pub(crate) const PUBLISHER: u8 = 16;
}

/// Titles and names are keyed by their beginning only: enough to tell what is being typed.
pub(crate) const KEY_LENGTH: usize = 24;
/// Beginnings of up to this many bytes are keys of their own, because they begin too many longer keys to walk.
pub(crate) const EDGE_LENGTH: usize = 5;
/// Words longer than this are cut: no one types them.
pub(crate) const WORD_LENGTH: usize = 40;

/// The engine's fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub(crate) work: Field,
    pub(crate) words: Field,
    pub(crate) identifiers: Field,
    pub(crate) keys: Field,
    pub(crate) profiles: Field,
    pub(crate) traits: Field,
    pub(crate) filing: Field,
    pub(crate) subjects: Field,
    pub(crate) stored: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |tokenizer: &'static str, record| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(false),
        )
    };
    let fields = Fields {
        work: builder.add_u64_field("work", INDEXED | FAST),
        words: builder.add_text_field("words", text(PLACED, IndexRecordOption::WithFreqs)),
        identifiers: builder.add_text_field("identifiers", text(SPLIT, IndexRecordOption::Basic)),
        keys: builder.add_text_field("keys", text(SPLIT, IndexRecordOption::Basic)),
        profiles: builder.add_u64_field("profiles", FAST),
        traits: builder.add_u64_field("traits", FAST),
        filing: builder.add_u64_field("filing", FAST),
        subjects: builder.add_text_field("subjects", TextOptions::default().set_fast("raw")),
        stored: builder.add_bytes_field("stored", STORED),
    };
    (builder.build(), fields)
}

const PLACED: &str = "placed_words";
const SPLIT: &str = "split_keys";

pub(crate) fn register_tokenizers(index: &tantivy::Index) {
    let splitter = |placed| TextAnalyzer::from(Splitter { placed, token: Token::default() });
    index.tokenizers().register(PLACED, splitter(true));
    index.tokenizers().register(SPLIT, splitter(false));
}

/// Splits what this module wrote: one token a line. In placed text each line ends with the places of the word
/// (`'@'` plus the bits) and the word is given once more than they say, which makes them its "frequency".
#[derive(Clone)]
struct Splitter {
    placed: bool,
    token: Token,
}

impl Tokenizer for Splitter {
    type TokenStream<'a> = Split<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Split<'a> {
        self.token.reset();
        Split { rest: text, again: 0, placed: self.placed, token: &mut self.token }
    }
}

struct Split<'a> {
    rest: &'a str,
    again: u8,
    placed: bool,
    token: &'a mut Token,
}

impl TokenStream for Split<'_> {
    fn advance(&mut self) -> bool {
        if self.again > 0 {
            self.again -= 1;
            return true;
        }
        let Some((line, rest)) = self.rest.split_once('\n') else { return false };
        self.rest = rest;
        self.token.text.clear();
        self.token.position = 0;
        if self.placed {
            let (word, places) = line.split_at(line.len().saturating_sub(1));
            self.token.text.push_str(word);
            self.again = places.bytes().next().unwrap_or(b'@').saturating_sub(b'@');
        } else {
            self.token.text.push_str(line);
        }
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Builds engine documents, reusing its memory from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Encoder {
    words: FxHashMap<Box<str>, u8>,
    folded: String,
    lines: String,
    key: String,
    stored: Vec<u8>,
}

impl Encoder {
    pub(crate) fn encode(&mut self, work: &WorkDocument, fields: &Fields) -> TantivyDocument {
        let mut document = TantivyDocument::with_capacity(work.card.len() + 1024);
        document.add_u64(fields.work, work.work.cast_unsigned());
        self.add_words(work);
        document.add_text(fields.words, &self.lines);
        self.add_keys(work);
        document.add_text(fields.keys, &self.lines);
        if !work.identifiers.is_empty() {
            self.lines.clear();
            for identifier in &work.identifiers {
                identifier_key(identifier, &mut self.lines);
                self.lines.push('\n');
            }
            document.add_text(fields.identifiers, &self.lines);
        }
        for profile in &work.profiles {
            document.add_u64(fields.profiles, profile.packed());
        }
        document.add_u64(fields.traits, self.traits(work).packed());
        document.add_u64(fields.filing, self.filing(&work.sort_title));
        let mut seen: Vec<&str> = Vec::new();
        for subject in &work.subjects {
            if !subject.is_empty() && !seen.contains(&subject.as_str()) {
                seen.push(subject);
                document.add_text(fields.subjects, subject);
            }
        }
        Stored::write(work, &mut self.stored);
        document.add_bytes(fields.stored, &self.stored);
        document
    }

    fn add_words(&mut self, work: &WorkDocument) {
        self.words.clear();
        for text in work.titles.iter().chain(&work.subtitles).chain(&work.other_titles) {
            self.place(text, place::TITLE);
        }
        for (texts, bits) in [
            (&work.authors, place::AUTHOR),
            (&work.subjects, place::SUBJECT),
            (&work.series, place::SERIES),
            (&work.publishers, place::PUBLISHER),
        ] {
            for text in texts {
                self.place(text, bits);
            }
        }
        self.place(&work.text, 0);
        self.lines.clear();
        for (word, places) in &self.words {
            self.lines.push_str(word);
            self.lines.push(char::from(b'@' + places));
            self.lines.push('\n');
        }
    }

    fn place(&mut self, text: &str, bits: u8) {
        self.folded.clear();
        fold(text, &mut self.folded);
        for word in tokens(&self.folded) {
            let word = cut(word, WORD_LENGTH);
            match self.words.get_mut(word) {
                Some(places) => *places |= bits,
                None => {
                    self.words.insert(word.into(), bits);
                }
            }
        }
    }

    /// Beginnings of titles (with and without their article) and of names (both ways round).
    fn add_keys(&mut self, work: &WorkDocument) {
        self.lines.clear();
        for title in work.titles.iter().take(4) {
            self.folded.clear();
            fold(title, &mut self.folded);
            self.key.clear();
            join_words(&self.folded, &mut self.key);
            push_key('t', &self.key, &mut self.lines);
            let bare = strip_any_leading_article(&self.key);
            if bare.len() != self.key.len() {
                push_key('t', bare, &mut self.lines);
            }
        }
        for author in work.authors.iter().take(4) {
            self.folded.clear();
            fold(author, &mut self.folded);
            self.key.clear();
            join_words(&self.folded, &mut self.key);
            push_key('a', &self.key, &mut self.lines);
            if let Some((surname, given)) = self.folded.split_once(',') {
                self.key.clear();
                join_words(given, &mut self.key);
                if !self.key.is_empty() {
                    self.key.push(' ');
                    join_words(surname, &mut self.key);
                    push_key('a', &self.key, &mut self.lines);
                }
            }
        }
    }

    fn traits(&mut self, work: &WorkDocument) -> Traits {
        let mut count = |text: Option<&String>| {
            self.folded.clear();
            fold(text.map_or("", String::as_str), &mut self.folded);
            u8::try_from(tokens(&self.folded).count()).unwrap_or(u8::MAX)
        };
        let (first_year, last_year) = work.years.unwrap_or((Traits::NO_YEAR, Traits::NO_YEAR));
        Traits {
            holdings: u16::try_from(work.holding_count).unwrap_or(u16::MAX),
            title_words: count(work.titles.first()),
            author_words: count(work.authors.first()),
            first_year,
            last_year,
        }
    }

    /// The first characters of a sort title, packed so that numbers sort as titles do.
    fn filing(&mut self, title: &str) -> u64 {
        self.folded.clear();
        fold(title, &mut self.folded);
        self.key.clear();
        join_words(&self.folded, &mut self.key);
        let mut characters = self.key.bytes().filter(u8::is_ascii).map(|byte| match byte {
            b' ' => 1,
            b'0'..=b'9' => u64::from(byte - b'0') + 2,
            b'a'..=b'z' => u64::from(byte - b'a') + 12,
            _ => 0,
        });
        if self.key.starts_with(|first: char| !first.is_ascii()) {
            return u64::MAX; // other scripts file after the Latin one
        }
        (0..12).fold(0, |value, _| value * 38 + characters.next().unwrap_or(0))
    }
}

/// Appends the words of a folded text, one space between them.
pub(crate) fn join_words(folded: &str, out: &mut String) {
    for (index, word) in tokens(folded).enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

fn push_key(kind: char, key: &str, lines: &mut String) {
    if key.is_empty() {
        return;
    }
    lines.push(kind);
    lines.push_str(cut(key, KEY_LENGTH));
    lines.push('\n');
    for length in 1..=EDGE_LENGTH {
        if key.len() > length && key.is_char_boundary(length) {
            lines.push(kind.to_ascii_uppercase());
            lines.push_str(&key[..length]);
            lines.push('\n');
        }
    }
}

/// `text` cut to at most `length` bytes, at a character.
pub(crate) fn cut(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// Appends the form an identifier is looked up by: letters and digits only, upper case.
pub(crate) fn identifier_key(identifier: &str, out: &mut String) {
    out.extend(identifier.chars().filter(char::is_ascii_alphanumeric).take(60).map(|c| c.to_ascii_uppercase()));
}

/// What ranking and sorting need of a work, in 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Traits {
    pub(crate) holdings: u16,
    pub(crate) title_words: u8,
    pub(crate) author_words: u8,
    pub(crate) first_year: i16,
    pub(crate) last_year: i16,
}

impl Traits {
    pub(crate) const NO_YEAR: i16 = i16::MIN;

    fn packed(self) -> u64 {
        u64::from(self.holdings)
            | u64::from(self.title_words) << 16
            | u64::from(self.author_words) << 24
            | u64::from(self.first_year.cast_unsigned()) << 32
            | u64::from(self.last_year.cast_unsigned()) << 48
    }

    pub(crate) fn unpacked(bits: u64) -> Self {
        Self {
            holdings: bits as u16,
            title_words: (bits >> 16) as u8,
            author_words: (bits >> 24) as u8,
            first_year: (bits >> 32) as u16 as i16,
            last_year: (bits >> 48) as u16 as i16,
        }
    }
}

/// What is kept of a document besides its card: titles and authors as printed, to rank and to propose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored<'a> {
    /// One title a line, the one to show first.
    pub(crate) titles: &'a str,
    /// One author a line.
    pub(crate) authors: &'a str,
    pub(crate) card: &'a [u8],
}

impl<'a> Stored<'a> {
    const TITLES: usize = 600;
    const AUTHORS: usize = 300;

    fn write(work: &WorkDocument, out: &mut Vec<u8>) {
        out.clear();
        for (texts, most) in [(&work.titles, Self::TITLES), (&work.authors, Self::AUTHORS)] {
            let length_at = out.len();
            out.extend([0, 0]);
            let mut room = most;
            for text in texts.iter().take(4) {
                let text = cut(text, room.saturating_sub(1));
                if text.is_empty() {
                    continue;
                }
                room -= text.len() + 1;
                out.extend(text.bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }));
                out.push(b'\n');
            }
            let length = u16::try_from(out.len() - length_at - 2).unwrap_or(0);
            if let Some(slot) = out.get_mut(length_at..length_at + 2) {
                slot.copy_from_slice(&length.to_le_bytes());
            }
        }
        out.extend(&work.card);
    }

    /// Reads what was written; `None` on anything else.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let part = |bytes: &'a [u8]| -> Option<(&'a str, &'a [u8])> {
            let (length, rest) = bytes.split_first_chunk::<2>()?;
            let (text, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
            Some((std::str::from_utf8(text).ok()?, rest))
        };
        let (titles, rest) = part(bytes)?;
        let (authors, card) = part(rest)?;
        Some(Self { titles, authors, card })
    }
}
