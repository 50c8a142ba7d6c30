//! Which works of a segment have the words asked for.

use tantivy::postings::{BlockSegmentPostings, Postings as _, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, TERMINATED};

use crate::Error;
use crate::expand::Group;
use crate::generation::Segment;
use crate::schema::place;

/// A work that has enough of the words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Candidate {
    pub(crate) document: u32,
    /// Sum over words of weight × nearness × place.
    pub(crate) score: f32,
    /// What the word being looked at gives; scratch.
    current: f32,
    /// Which of the required words it has: bit n for the nth in order of the query.
    pub(crate) found: u16,
    /// How many words stand in its titles.
    pub(crate) in_title: u8,
    /// How many words stand in its authors.
    pub(crate) in_author: u8,
    current_places: u8,
    /// Whether its title or its author begins with what is being typed.
    pub(crate) starts: bool,
}

/// How much a word is worth where it stands: index is the bit mask of places.
const WORTH: [f32; 32] = {
    let mut worth = [0.25; 32];
    let mut mask = 0;
    while mask < 32 {
        let bits = mask as u8;
        worth[mask] = if bits & place::TITLE != 0 {
            1.0
        } else if bits & place::AUTHOR != 0 {
            0.95
        } else if bits & place::SERIES != 0 {
            0.6
        } else if bits & place::SUBJECT != 0 {
            0.55
        } else if bits & place::PUBLISHER != 0 {
            0.35
        } else {
            0.25
        };
        mask += 1;
    }
    worth
};

struct GroupTerms<'a> {
    group: &'a Group,
    terms: Vec<(f32, TermInfo)>,
    works: u64,
    /// Its bit among the required words, 0 when optional.
    bit: u16,
}

/// The works of `segment` that have at least `need` of the required groups, sorted by document number.
pub(crate) fn candidates(segment: &Segment, groups: &[Group], need: usize) -> Result<Vec<Candidate>, Error> {
    let mut required = Vec::new();
    let mut optional = Vec::new();
    for group in groups {
        let mut terms = Vec::with_capacity(group.variants.len());
        for variant in &group.variants {
            if let Some(info) = segment.words.terms().get(&variant.word)? {
                terms.push((variant.nearness * group.weight, info));
            }
        }
        let works = terms.iter().map(|(_, info)| u64::from(info.doc_freq)).sum();
        if group.optional {
            optional.push(GroupTerms { group, terms, works, bit: 0 });
        } else {
            let bit = 1_u16.checked_shl(required.len() as u32).unwrap_or(0);
            required.push(GroupTerms { group, terms, works, bit });
        }
    }
    let need = need.clamp(1, required.len().max(1));
    required.sort_by_key(|terms| terms.works);
    let seeds = required.len().saturating_sub(need) + 1;
    let mut found: Vec<Candidate> = Vec::new();
    for (index, terms) in required.iter().enumerate() {
        if index == 0 {
            found = all_works(segment, terms)?;
        } else if index < seeds {
            let more = all_works(segment, terms)?;
            found = union(&found, &more);
        } else {
            mark(segment, terms, &mut found)?;
            settle(&mut found, terms.bit);
            let still = required.len() - index - 1;
            found.retain(|candidate| candidate.found.count_ones() as usize + still >= need);
        }
        if found.is_empty() && index + 1 >= seeds {
            return Ok(found);
        }
    }
    found.retain(|candidate| candidate.found.count_ones() as usize >= need);
    for terms in &optional {
        // Small words only help to order; among very many works they are not worth the reading.
        if found.len() <= 20_000 {
            mark(segment, terms, &mut found)?;
            settle(&mut found, terms.bit);
        }
    }
    Ok(found)
}

/// Adds what the word just marked gives.
fn settle(found: &mut [Candidate], bit: u16) {
    for candidate in found {
        if candidate.current > 0.0 {
            candidate.score += candidate.current;
            candidate.found |= bit;
            candidate.in_title += candidate.current_places & place::TITLE;
            candidate.in_author += (candidate.current_places & place::AUTHOR) / place::AUTHOR;
            candidate.current = 0.0;
            candidate.current_places = 0;
        }
    }
}

fn worth(places: u8, wanted: u8, weight: f32) -> Option<f32> {
    if wanted != 0 && places & wanted == 0 {
        return None;
    }
    Some(WORTH[usize::from(places & 31)] * weight)
}

/// Every work that has the word, or one of its variants, best value kept.
fn all_works(segment: &Segment, terms: &GroupTerms<'_>) -> Result<Vec<Candidate>, Error> {
    let mut found: Vec<Candidate> = Vec::with_capacity(usize::try_from(terms.works).unwrap_or(0));
    for (weight, info) in &terms.terms {
        for_each_posting(segment, info, |document, places| {
            if let Some(value) = worth(places, terms.group.places, *weight) {
                found.push(Candidate { document, current: value, current_places: places, ..Candidate::default() });
            }
        })?;
    }
    if terms.terms.len() > 1 {
        found.sort_by_key(|candidate| candidate.document); // stable sort: it merges the sorted runs
        found.dedup_by(|later, first| {
            let same = later.document == first.document;
            if same {
                first.current = first.current.max(later.current);
                first.current_places |= later.current_places;
            }
            same
        });
    }
    settle(&mut found, terms.bit);
    Ok(found)
}

fn for_each_posting(segment: &Segment, info: &TermInfo, mut visit: impl FnMut(u32, u8)) -> Result<(), Error> {
    let mut block = block_postings(segment, info)?;
    loop {
        let (documents, frequencies) = (block.docs(), block.freqs());
        if documents.is_empty() {
            return Ok(());
        }
        for (&document, &frequency) in documents.iter().zip(frequencies) {
            visit(document, (frequency.saturating_sub(1)) as u8);
        }
        block.advance();
    }
}

fn block_postings(segment: &Segment, info: &TermInfo) -> Result<BlockSegmentPostings, Error> {
    Ok(segment.words.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?)
}

/// Both sorted lists in one.
fn union(a: &[Candidate], b: &[Candidate]) -> Vec<Candidate> {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    loop {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x.document == y.document => {
                out.push(Candidate {
                    score: x.score + y.score,
                    found: x.found | y.found,
                    in_title: x.in_title + y.in_title,
                    in_author: x.in_author + y.in_author,
                    ..*x
                });
                (i, j) = (i + 1, j + 1);
            }
            (Some(x), Some(y)) if x.document < y.document => {
                out.push(*x);
                i += 1;
            }
            (Some(x), None) => {
                out.push(*x);
                i += 1;
            }
            (_, Some(y)) => {
                out.push(*y);
                j += 1;
            }
            (None, None) => return out,
        }
    }
}

/// Notes on each candidate what the word is worth there.
fn mark(segment: &Segment, terms: &GroupTerms<'_>, found: &mut [Candidate]) -> Result<(), Error> {
    for (weight, info) in &terms.terms {
        let note = |candidate: &mut Candidate, places: u8| {
            if let Some(value) = worth(places, terms.group.places, *weight) {
                candidate.current = candidate.current.max(value);
                candidate.current_places |= places;
            }
        };
        if found.len() * 8 < info.doc_freq as usize {
            let mut postings = segment.words.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
            for candidate in found.iter_mut() {
                if postings.doc() < candidate.document && postings.seek(candidate.document) == TERMINATED {
                    break;
                }
                if postings.doc() == candidate.document {
                    note(candidate, (postings.term_freq().saturating_sub(1)) as u8);
                }
            }
        } else {
            let mut rest = found.iter_mut();
            let mut current = rest.next();
            for_each_posting(segment, info, |document, places| {
                while let Some(candidate) = current.as_mut()
                    && candidate.document < document
                {
                    current = rest.next();
                }
                if let Some(candidate) = current.as_mut()
                    && candidate.document == document
                {
                    note(candidate, places);
                }
            })?;
        }
    }
    Ok(())
}

/// Every work of the segment, for a search without words.
pub(crate) fn everything(segment: &Segment) -> Vec<Candidate> {
    (0..segment.reader.max_doc()).map(|document| Candidate { document, ..Candidate::default() }).collect()
}

/// The works with one of these documents' numbers, for a search by identifier.
pub(crate) fn of_documents(mut documents: Vec<u32>) -> Vec<Candidate> {
    documents.sort_unstable();
    documents.dedup();
    documents.into_iter().map(|document| Candidate { document, ..Candidate::default() }).collect()
}

/// Keeps the candidates whose document is in the sorted list `kept`.
pub(crate) fn keep(found: &mut Vec<Candidate>, kept: &[u32]) {
    let mut rest = kept;
    found.retain(|candidate| {
        let skip = rest.partition_point(|&document| document < candidate.document);
        rest = rest.get(skip..).unwrap_or_default();
        rest.first() == Some(&candidate.document)
    });
}

/// Marks the works of the sorted list `documents` as beginning with what is typed, adding those not yet there as if
/// they had every word in their title: `every` is their score, `words` how many they have.
pub(crate) fn add_starting(found: &mut Vec<Candidate>, documents: &[u32], every: f32, words: usize) {
    let bits = u16::try_from((1_u32 << words.min(16)) - 1).unwrap_or(u16::MAX);
    let starting: Vec<Candidate> =
        documents.iter().map(|&document| Candidate { document, starts: true, ..Candidate::default() }).collect();
    *found = union(found, &starting);
    let mut rest = documents;
    for candidate in found {
        if rest.first() == Some(&candidate.document) {
            rest = &rest[1..];
            candidate.starts = true;
            if candidate.found == 0 {
                candidate.found = bits;
                candidate.score = every;
                candidate.in_title = words.min(16) as u8;
            }
        }
    }
}
