//! Precise conditions: sets of works, without ranking.

use french_text::fold;
use tantivy::Term;
use tantivy::schema::IndexRecordOption;

use crate::analysis::{self, identifiers};
use crate::candidates::candidates;
use crate::expand::{Expander, Group};
use crate::generation::Segment;
use crate::request::{Condition, Field, Relation};
use crate::schema::{Stored, Traits, identifier_key, join_words, place};
use crate::{Error, Profile};

/// Conditions nested deeper than this find nothing.
const DEEPEST: usize = 60;
/// Phrases are checked in the titles of up to so many works a segment; in more, having every word is enough.
const MOST_CHECKED: usize = 5_000;
const MOST_BEGINNINGS: usize = 500;

/// The documents of `segment` that meet `condition`, in order; deleted ones may be among them.
pub(crate) fn documents(segment: &Segment, expander: &Expander<'_>, condition: &Condition) -> Result<Vec<u32>, Error> {
    at_depth(segment, expander, condition, 0)
}

fn at_depth(
    segment: &Segment,
    expander: &Expander<'_>,
    condition: &Condition,
    depth: usize,
) -> Result<Vec<u32>, Error> {
    if depth > DEEPEST {
        return Ok(Vec::new());
    }
    let below = |condition: &Condition| at_depth(segment, expander, condition, depth + 1);
    Ok(match condition {
        Condition::And(all) => {
            let mut all = all.iter();
            let Some(first) = all.next() else { return Ok(every(segment)) };
            let mut kept = below(first)?;
            for condition in all {
                if !kept.is_empty() {
                    let more = below(condition)?;
                    kept.retain(|document| more.binary_search(document).is_ok());
                }
            }
            kept
        }
        Condition::Or(any) => {
            let mut kept = Vec::new();
            for condition in any {
                kept.extend(below(condition)?);
            }
            kept.sort(); // stable sort: it merges the sorted runs
            kept.dedup();
            kept
        }
        Condition::Not(with, without) => {
            let mut kept = below(with)?;
            let less = below(without)?;
            kept.retain(|document| less.binary_search(document).is_err());
            kept
        }
        Condition::Words { field, words, relation } => with_words(segment, expander, *field, words, *relation)?,
        Condition::Identifier(text) => {
            let mut keys = identifiers(text);
            if keys.is_empty() {
                let mut key = String::new();
                identifier_key(text, &mut key);
                keys.push(key);
            }
            with_identifiers(segment, &keys)?
        }
        Condition::Years(from, to) => {
            let published = |document: &u32| {
                let traits = segment.table.traits(*document);
                traits.first_year != Traits::NO_YEAR && traits.first_year <= *to && traits.last_year >= *from
            };
            every(segment).into_iter().filter(published).collect()
        }
        Condition::Library(library) => with_profile(segment, |profile| profile.library == *library),
        Condition::Language(language) => with_profile(segment, |profile| profile.language == *language),
        Condition::Kind(kind) => with_profile(segment, |profile| profile.kind == *kind),
        Condition::Work(work) => {
            let term = Term::from_field_u64(segment.fields.work, work.cast_unsigned());
            let mut found = Vec::new();
            if let Some(mut block) = segment.works.read_block_postings(&term, IndexRecordOption::Basic)? {
                while !block.docs().is_empty() {
                    found.extend(block.docs());
                    block.advance();
                }
            }
            found
        }
        Condition::Everything => every(segment),
    })
}

fn every(segment: &Segment) -> Vec<u32> {
    (0..segment.reader.max_doc()).collect()
}

fn with_profile(segment: &Segment, test: impl Fn(&Profile) -> bool) -> Vec<u32> {
    let has = |document: &u32| segment.table.profiles(*document).iter().any(|&bits| test(&Profile::unpacked(bits)));
    every(segment).into_iter().filter(has).collect()
}

/// The documents that bear one of these identifiers, given as keys.
pub(crate) fn with_identifiers(segment: &Segment, keys: &[String]) -> Result<Vec<u32>, Error> {
    let mut found = Vec::new();
    for key in keys {
        let term = Term::from_field_text(segment.fields.identifiers, key);
        if let Some(mut block) = segment.identifiers.read_block_postings(&term, IndexRecordOption::Basic)? {
            while !block.docs().is_empty() {
                found.extend(block.docs());
                block.advance();
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn places(field: Field) -> u8 {
    match field {
        Field::Any => 0,
        Field::Title => place::TITLE,
        Field::Author => place::AUTHOR,
        Field::Subject => place::SUBJECT,
        Field::Series => place::SERIES,
        Field::Publisher => place::PUBLISHER,
    }
}

fn with_words(
    segment: &Segment,
    expander: &Expander<'_>,
    field: Field,
    words: &str,
    relation: Relation,
) -> Result<Vec<u32>, Error> {
    let typed = analysis::read(words);
    let mut groups: Vec<Group> = Vec::with_capacity(typed.words.len());
    for (index, word) in typed.words.iter().enumerate() {
        let mut group = match relation {
            Relation::Phrase => expander.exact(&word.text)?,
            _ => expander.forms(&word.text, false)?,
        };
        if relation == Relation::Prefix && index + 1 == typed.words.len() {
            expander.widen_to_beginnings(&mut group, MOST_BEGINNINGS)?;
        }
        group.places = places(field);
        groups.push(group);
    }
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let need = if relation == Relation::Any { 1 } else { groups.len() };
    let found = candidates(segment, &groups, need)?;
    let mut kept: Vec<u32> = found.into_iter().map(|candidate| candidate.document).collect();
    let checkable = matches!(field, Field::Title | Field::Author);
    if relation == Relation::Phrase && checkable && groups.len() > 1 && kept.len() <= MOST_CHECKED {
        keep_phrase(segment, field, &typed.joined, &mut kept)?;
    }
    Ok(kept)
}

/// Keeps the documents where the words stand next to each other.
fn keep_phrase(segment: &Segment, field: Field, phrase: &str, kept: &mut Vec<u32>) -> Result<(), Error> {
    use tantivy::schema::Value as _;
    let store = segment.reader.get_store_reader(4)?;
    let phrase = format!(" {phrase} ");
    let (mut folded, mut words) = (String::new(), String::new());
    let mut checked = Vec::with_capacity(kept.len());
    for &document in kept.iter() {
        let read: tantivy::TantivyDocument = store.get(document)?;
        let Some(stored) = read.get_first(segment.fields.stored).and_then(|value| value.as_bytes()) else { continue };
        let Some(stored) = Stored::read(stored) else { continue };
        let text = if field == Field::Author { stored.authors } else { stored.titles };
        let holds = text.lines().any(|line| {
            folded.clear();
            fold(line, &mut folded);
            words.clear();
            words.push(' ');
            join_words(&folded, &mut words);
            words.push(' ');
            words.contains(&phrase)
        });
        if holds {
            checked.push(document);
        }
    }
    *kept = checked;
    Ok(())
}
