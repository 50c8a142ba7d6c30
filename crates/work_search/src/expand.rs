//! From a typed word to the words of the index it may stand for.

use french_text::{Language, Stemmer, damerau_levenshtein_at_most, digits_of_word, sounded, word_of_digits};
use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use xxhash_rust::xxh3::xxh3_64;

use crate::Error;
use crate::generation::{Generation, Segment};

/// A typed word and every word it may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// As typed, folded.
    pub(crate) typed: String,
    pub(crate) variants: Vec<Variant>,
    /// How telling the word is: the rarer, the more.
    pub(crate) weight: f32,
    /// Welcome, not required.
    pub(crate) optional: bool,
    /// Places where it must stand; 0 for anywhere.
    pub(crate) places: u8,
}

/// A word of the index.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variant {
    pub(crate) word: String,
    /// How near to what was typed, at most 1.
    pub(crate) nearness: f32,
    /// In how many works.
    pub(crate) works: u32,
}

impl Group {
    /// In how many works the word stands as it was typed.
    pub(crate) fn works_as_typed(&self) -> u32 {
        self.variants.iter().find(|variant| variant.word == self.typed).map_or(0, |variant| variant.works)
    }
}

/// Looks words up in the vocabulary of a generation.
pub(crate) struct Expander<'a> {
    generation: &'a Generation,
    stemmers: Vec<Stemmer>,
}

/// Variants kept of each kind, and terms walked through to find them.
const MOST_FORMS: usize = 12;
const MOST_NEAR: usize = 24;
const MOST_SOUNDS: usize = 12;
const MOST_WALKED: usize = 4_000;

type Found = FxHashMap<String, Variant>;

impl<'a> Expander<'a> {
    pub(crate) fn new(generation: &'a Generation) -> Self {
        let languages = [Language::French, Language::English, Language::Dutch];
        Self { generation, stemmers: languages.into_iter().filter_map(Stemmer::new).collect() }
    }

    /// The word itself, its other endings, its other spelling when it is a number.
    pub(crate) fn forms(&self, word: &str, optional: bool) -> Result<Group, Error> {
        let mut found = Found::default();
        self.add_word(word, 1.0, &mut found)?;
        if !optional {
            self.add_numbers(word, &mut found)?;
            self.add_endings(word, &mut found)?;
        }
        Ok(self.group(word, optional, found))
    }

    /// The word itself only.
    pub(crate) fn exact(&self, word: &str) -> Result<Group, Error> {
        let mut found = Found::default();
        self.add_word(word, 1.0, &mut found)?;
        Ok(self.group(word, false, found))
    }

    /// `group` and the words that begin with its word, the most frequent ones.
    pub(crate) fn widen_to_beginnings(&self, group: &mut Group, most: usize) -> Result<(), Error> {
        let mut found = Found::default();
        let word = group.typed.clone();
        self.walk(&word, &mut |term, works| {
            if term.len() > word.len() {
                let nearness = 0.55 + 0.3 * word.len() as f32 / term.len() as f32;
                add(&mut found, term, nearness, works);
            }
        })?;
        self.merge(group, found, most);
        Ok(())
    }

    /// `group` and the words near its word in spelling.
    pub(crate) fn widen_to_spellings(&self, group: &mut Group) -> Result<(), Error> {
        let distance = match group.typed.chars().count() {
            0..=3 => return Ok(()),
            4..=8 => 1,
            _ => 2,
        };
        let mut found = Found::default();
        for segment in &self.generation.segments {
            let term = Term::from_field_text(segment.fields.words, &group.typed);
            let automaton = FuzzyTermQuery::new(term, distance, true).automaton()?;
            let mut stream = segment.words.terms().search(automaton).into_stream()?;
            while stream.advance() {
                let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
                let Some(edits) = damerau_levenshtein_at_most(&group.typed, word, distance.into()) else { continue };
                let same_start = word.as_bytes().first() == group.typed.as_bytes().first();
                let nearness = [1.0, 0.6, 0.35][edits.min(2)] * if same_start { 1.0 } else { 0.75 };
                add(&mut found, word, nearness, stream.value().doc_freq);
            }
        }
        self.merge(group, found, MOST_NEAR);
        Ok(())
    }

    /// `group` and the words that sound like its word to a French reader.
    pub(crate) fn widen_to_sounds(&self, group: &mut Group) -> Result<(), Error> {
        let code = sounded(&group.typed);
        if code.len() < 3 {
            return Ok(());
        }
        let mut found = Found::default();
        for segment in &self.generation.segments {
            let sounds = match segment.table.sounds.get() {
                Some(sounds) => sounds,
                None => {
                    let built = Sounds::of(segment)?;
                    segment.table.sounds.get_or_init(|| built)
                }
            };
            let mut bytes = Vec::new();
            for ordinal in sounds.with_code(&code) {
                segment.words.terms().ord_to_term(ordinal.into(), &mut bytes)?;
                let Ok(word) = std::str::from_utf8(&bytes) else { continue };
                if sounded(word) == code {
                    let works = segment.words.terms().get(&bytes)?.map_or(0, |info| info.doc_freq);
                    add(&mut found, word, 0.5, works);
                }
            }
        }
        self.merge(group, found, MOST_SOUNDS);
        Ok(())
    }

    /// How telling a word of so many works is.
    pub(crate) fn weight(&self, works: u32) -> f32 {
        let all = self.generation.searcher.num_docs() as f32;
        (1.0 + all / (works as f32 + 1.0)).ln()
    }

    fn group(&self, word: &str, optional: bool, found: Found) -> Group {
        let mut group = Group { typed: word.to_owned(), variants: Vec::new(), weight: 0.0, optional, places: 0 };
        self.merge(&mut group, found, MOST_FORMS);
        group
    }

    /// Adds the best `most` of `found` and weighs the group anew: its word counts as rare only if what it may stand
    /// for is.
    fn merge(&self, group: &mut Group, found: Found, most: usize) {
        let mut found: Vec<Variant> = found.into_values().collect();
        found.sort_unstable_by(|a, b| {
            let key =
                |variant: &Variant| (variant.word == group.typed, variant.nearness * (2.0 + variant.works as f32).ln());
            let (a_key, b_key) = (key(a), key(b));
            b_key.0.cmp(&a_key.0).then(b_key.1.total_cmp(&a_key.1)).then_with(|| a.word.cmp(&b.word))
        });
        found.truncate(most);
        for variant in found {
            match group.variants.iter_mut().find(|known| known.word == variant.word) {
                Some(known) => known.nearness = known.nearness.max(variant.nearness),
                None => group.variants.push(variant),
            }
        }
        let works =
            group.works_as_typed().max(group.variants.iter().map(|variant| variant.works).max().unwrap_or(0) / 2);
        group.weight = self.weight(works);
    }

    fn add_word(&self, word: &str, nearness: f32, found: &mut Found) -> Result<(), Error> {
        for segment in &self.generation.segments {
            if let Some(info) = segment.words.terms().get(word)? {
                add(found, word, nearness, info.doc_freq);
            }
        }
        Ok(())
    }

    fn add_numbers(&self, word: &str, found: &mut Found) -> Result<(), Error> {
        if let Ok(number) = word.parse::<u32>() {
            let plain = number.to_string();
            if plain != word {
                self.add_word(&plain, 0.8, found)?;
            } else if number < 10 {
                self.add_word(&format!("0{number}"), 0.8, found)?;
            }
            if let Some(name) = word_of_digits(number, Language::French) {
                self.add_word(name, 0.7, found)?;
            }
        } else if let Some(number) = digits_of_word(word, Language::French) {
            self.add_word(&number.to_string(), 0.7, found)?;
        }
        Ok(())
    }

    fn add_endings(&self, word: &str, found: &mut Found) -> Result<(), Error> {
        const NEARNESS: f32 = 0.7;
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) || word.len() < 3 {
            return Ok(());
        }
        if word.len() == 3 {
            self.add_word(&format!("{word}s"), NEARNESS, found)?;
            return self.add_word(&format!("{word}x"), NEARNESS, found);
        }
        let stems: Vec<_> = self.stemmers.iter().map(|stemmer| stemmer.stem(word)).collect();
        // A stem may end in another letter than its words do (`loi` for `loyal`): walk from one letter before.
        let shortest = stems.iter().map(|stem| stem.len()).min().unwrap_or(word.len());
        let common = stems.iter().map(|stem| common_prefix(stem, word)).min().unwrap_or(word.len());
        let beginning = &word[..common.min(shortest).max(3)];
        let mut forms = Vec::new();
        self.walk(beginning, &mut |term, works| {
            let near = term.len() <= word.len() + 4 && word.len() <= term.len() + 4 && term != word;
            if near && self.stemmers.iter().zip(&stems).any(|(stemmer, stem)| stemmer.stem(term) == *stem) {
                forms.push((term.to_owned(), works));
            }
        })?;
        for (form, works) in forms {
            add(found, &form, NEARNESS, works);
        }
        Ok(())
    }

    /// Walks the words that begin with `beginning`, in alphabetical order, up to a limit.
    fn walk(&self, beginning: &str, visit: &mut dyn FnMut(&str, u32)) -> Result<(), Error> {
        for segment in &self.generation.segments {
            let mut stream = segment.words.terms().range().ge(beginning).into_stream()?;
            let mut left = MOST_WALKED;
            while left > 0 && stream.advance() {
                left -= 1;
                if !stream.key().starts_with(beginning.as_bytes()) {
                    break;
                }
                if let Ok(word) = std::str::from_utf8(stream.key()) {
                    visit(word, stream.value().doc_freq);
                }
            }
        }
        Ok(())
    }
}

fn add(found: &mut Found, word: &str, nearness: f32, works: u32) {
    match found.get_mut(word) {
        Some(variant) => {
            variant.nearness = variant.nearness.max(nearness);
            variant.works += works;
        }
        None => {
            found.insert(word.to_owned(), Variant { word: word.to_owned(), nearness, works });
        }
    }
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count()
}

/// The words of a segment by how they sound: 8 bytes a word.
pub(crate) struct Sounds {
    by_code: Vec<(u32, u32)>,
}

impl Sounds {
    fn of(segment: &Segment) -> Result<Self, Error> {
        let mut by_code = Vec::new();
        let mut stream = segment.words.terms().stream()?;
        let mut code = String::new();
        while stream.advance() {
            let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
            if word.len() < 4 {
                continue;
            }
            code.clear();
            french_text::sound(word, &mut code);
            if code.len() >= 3 {
                by_code.push((hash(&code), u32::try_from(stream.term_ord()).unwrap_or(u32::MAX)));
            }
        }
        by_code.sort_unstable();
        by_code.shrink_to_fit();
        Ok(Self { by_code })
    }

    fn with_code(&self, code: &str) -> impl Iterator<Item = u32> + '_ {
        let wanted = hash(code);
        let start = self.by_code.partition_point(|&(code, _)| code < wanted);
        self.by_code[start..]
            .iter()
            .take_while(move |&&(code, _)| code == wanted)
            .map(|&(_, ordinal)| ordinal)
            .take(200)
    }
}

fn hash(code: &str) -> u32 {
    xxh3_64(code.as_bytes()) as u32
}
