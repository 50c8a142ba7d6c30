//! Answering a search.

use tantivy::DocAddress;
use tantivy::schema::Value as _;

use crate::analysis::{self, Typed};
use crate::candidates::{Candidate, add_starting, candidates, everything, keep, of_documents};
use crate::condition;
use crate::expand::{Expander, Group};
use crate::facets::Counting;
use crate::generation::{Generation, Segment};
use crate::ranking::{Refiner, first_score};
use crate::schema::{Stored, Traits};
use crate::typeahead::starting;
use crate::{Error, Hit, Page, Reading, Request, Sort};

/// Fewer works than this, and near words are accepted too.
const WIDEN_BELOW: usize = 5;
/// So many of the best works are read to refine their order.
const REFINED: usize = 60;
/// Beginnings of words kept when the last word is being typed, and when it is not but little was found.
const MOST_BEGINNINGS: usize = 100;
/// A page may not begin further than this.
const DEEPEST: usize = 100_000;
const LARGEST_PAGE: usize = 1_000;

/// A search done, its best works in order.
struct Done<'a> {
    answer: Answer,
    typed: Typed,
    counting: Counting<'a>,
    total: usize,
    ranked: Vec<Ranked>,
    stored: StoredDocuments<'a>,
}

pub(crate) fn search(generation: &Generation, communes: &[u16], request: &Request) -> Result<Page, Error> {
    let Done { mut answer, typed, counting, total, ranked, mut stored } = ranked(generation, communes, request)?;
    if answer.reading == Reading::Relaxed {
        let has = ranked.first().map_or(0, |best| best.found);
        let required = answer.groups.iter().filter(|group| !group.optional).enumerate();
        answer.dropped =
            required.filter(|(index, _)| has >> index & 1 == 0).map(|(_, group)| group.typed.clone()).collect();
    }
    let mut hits = Vec::new();
    for one in ranked.iter().skip(request.offset).take(request.limit.min(LARGEST_PAGE)) {
        let Some(segment) = generation.segments.get(one.segment as usize) else { continue };
        let bytes = stored.read(one)?;
        hits.push(Hit {
            work: segment.work.first(one.document).unwrap_or_default().cast_signed(),
            score: one.score,
            card: Stored::read(&bytes).map(|stored| stored.card.to_vec()).unwrap_or_default(),
        });
    }
    Ok(Page {
        total,
        hits,
        facets: counting.finish(generation, &request.facets, request.facet_values)?,
        suggestion: suggestion(&typed, &answer),
        dropped: answer.dropped,
        reading: answer.reading,
    })
}

fn ranked<'a>(generation: &'a Generation, communes: &'a [u16], request: &'a Request) -> Result<Done<'a>, Error> {
    let typed = analysis::read(&request.text);
    let conditioned = match &request.condition {
        Some(condition) => {
            let expander = Expander::new(generation);
            let lists = generation.segments.iter().map(|segment| condition::documents(segment, &expander, condition));
            Some(lists.collect::<Result<Vec<_>, _>>()?)
        }
        None => None,
    };
    let answer = read_text(generation, request, &typed, conditioned.as_deref())?;
    let mut counting = Counting::new(generation, communes, &request.filters, &request.facets);
    let relevance = request.sort == Sort::Relevance;
    let offset = request.offset.min(DEEPEST);
    let limit = request.limit.min(LARGEST_PAGE);
    let mut best = Best::new(if limit == 0 { 0 } else { (offset + limit).max(if relevance { REFINED } else { 0 }) });
    let words = answer.groups.len();
    let most = answer.groups.iter().map(|group| group.weight).sum();
    let mut total = 0;
    for (number, (segment, found)) in generation.segments.iter().zip(&answer.found).enumerate() {
        counting.enter(segment)?;
        let filing = (request.sort == Sort::Title).then_some(&segment.filing);
        for candidate in found {
            if !segment.is_alive(candidate.document) || !counting.passes(&segment.table, candidate.document) {
                continue;
            }
            total += 1;
            let traits = segment.table.traits(candidate.document);
            let score = first_score(candidate, traits, words, most);
            let key = match request.sort {
                Sort::Relevance => 0,
                Sort::Newest => if_known(traits.last_year, |year| year),
                Sort::Oldest => if_known(traits.first_year, |year| -year),
                Sort::MostHeld => u64::from(traits.holdings),
                Sort::Title => {
                    filing.map_or(0, |filing| u64::MAX - filing.first(candidate.document).unwrap_or(u64::MAX))
                }
            };
            best.offer(Ranked {
                key,
                score,
                segment: number as u32,
                document: candidate.document,
                found: candidate.found,
            });
        }
    }
    let mut ranked = best.finish();
    let mut stored = StoredDocuments::new(generation);
    if relevance && !typed.words.is_empty() && offset < REFINED && answer.reading != Reading::Identifier {
        let refined = ranked.len().min(REFINED);
        let mut refiner = Refiner::new(&typed, request.typing);
        for one in ranked.iter_mut().take(refined) {
            let bytes = stored.read(one)?;
            if let Some(document) = Stored::read(&bytes) {
                one.score += refiner.bonus(&document);
            }
        }
        if let Some(head) = ranked.get_mut(..refined) {
            head.sort_by(Ranked::before);
        }
    }
    Ok(Done { answer, typed, counting, total, ranked, stored })
}

/// Unknown years come last whichever way years are sorted.
fn if_known(year: i16, order: impl Fn(i64) -> i64) -> u64 {
    if year == Traits::NO_YEAR { 0 } else { u64::try_from(order(i64::from(year)) + 100_000).unwrap_or(0) }
}

/// The works that the text and the condition ask for, before filters.
#[derive(Default)]
struct Answer {
    /// For each segment.
    found: Vec<Vec<Candidate>>,
    groups: Vec<Group>,
    reading: Reading,
    dropped: Vec<String>,
}

fn read_text(
    generation: &Generation,
    request: &Request,
    typed: &Typed,
    conditioned: Option<&[Vec<u32>]>,
) -> Result<Answer, Error> {
    if request.text.trim().is_empty() {
        let found = match conditioned {
            Some(lists) => lists.iter().cloned().map(of_documents).collect(),
            None => generation.segments.iter().map(everything).collect(),
        };
        return Ok(Answer { found, ..Answer::default() });
    }
    let keys = analysis::identifiers(&request.text);
    if !keys.is_empty() {
        let mut found = Vec::with_capacity(generation.segments.len());
        for segment in &generation.segments {
            found.push(of_documents(condition::with_identifiers(segment, &keys)?));
        }
        restrict(&mut found, conditioned);
        if count(generation, &found) > 0 {
            return Ok(Answer { found, reading: Reading::Identifier, ..Answer::default() });
        }
    }
    if typed.words.is_empty() {
        return Ok(Answer { found: vec![Vec::new(); generation.segments.len()], ..Answer::default() });
    }
    let expander = Expander::new(generation);
    let mut groups = Vec::with_capacity(typed.words.len());
    for (index, word) in typed.words.iter().enumerate() {
        let open = request.typing && typed.open && index + 1 == typed.words.len();
        let mut group = expander.forms(&word.text, word.small && !open)?;
        if open && (word.text.len() > 2 || typed.words.len() > 1) {
            expander.widen_to_beginnings(&mut group, MOST_BEGINNINGS)?;
        }
        groups.push(group);
    }
    let required = groups.iter().filter(|group| !group.optional).count();
    let find = |groups: &[Group], need: usize| -> Result<Vec<Vec<Candidate>>, Error> {
        let mut found = Vec::with_capacity(generation.segments.len());
        for segment in &generation.segments {
            let mut candidates = candidates(segment, groups, need)?;
            if request.typing && typed.open {
                let every = groups.iter().map(|group| group.weight).sum();
                let mut documents = starting(segment, 't', &typed.joined)?;
                documents.extend(starting(segment, 'a', &typed.joined)?);
                documents.sort_unstable();
                documents.dedup();
                add_starting(&mut candidates, &documents, every, required);
            }
            found.push(candidates);
        }
        restrict(&mut found, conditioned);
        Ok(found)
    };
    let mut answer = Answer { found: find(&groups, required)?, groups, ..Answer::default() };
    let exact = count(generation, &answer.found);
    if exact >= WIDEN_BELOW {
        return Ok(answer);
    }
    let last = answer.groups.len().saturating_sub(1);
    let open = typed.open;
    for (index, group) in answer.groups.iter_mut().enumerate().filter(|(_, group)| !group.optional) {
        expander.widen_to_spellings(group)?;
        expander.widen_to_sounds(group)?;
        if index == last && open && group.typed.len() > 2 {
            expander.widen_to_beginnings(group, MOST_BEGINNINGS)?;
        }
    }
    answer.found = find(&answer.groups, required)?;
    let near = count(generation, &answer.found);
    if near > 0 {
        answer.reading = if near > exact { Reading::Near } else { Reading::Exact };
        return Ok(answer);
    }
    for need in (1..required).rev() {
        answer.found = find(&answer.groups, need)?;
        if count(generation, &answer.found) > 0 {
            answer.reading = Reading::Relaxed;
            break;
        }
    }
    Ok(answer)
}

fn restrict(found: &mut [Vec<Candidate>], conditioned: Option<&[Vec<u32>]>) {
    for (found, kept) in found.iter_mut().zip(conditioned.unwrap_or_default()) {
        keep(found, kept);
    }
}

/// How many works not deleted were found; stops counting when there are enough.
fn count(generation: &Generation, found: &[Vec<Candidate>]) -> usize {
    let alive = |(segment, found): (&'_ Segment, &Vec<Candidate>)| {
        found.iter().filter(|candidate| segment.is_alive(candidate.document)).take(WIDEN_BELOW).count()
    };
    generation.segments.iter().zip(found).map(alive).sum()
}

/// The text with its unknown words replaced by likely ones.
fn suggestion(typed: &Typed, answer: &Answer) -> Option<String> {
    if !matches!(answer.reading, Reading::Near | Reading::Relaxed) {
        return None;
    }
    let mut changed = false;
    let words: Vec<&str> = typed
        .joined
        .split(' ')
        .map(|word| {
            let Some(group) = answer.groups.iter().find(|group| group.typed == word && !group.optional) else {
                return word;
            };
            let known = group.works_as_typed();
            let likely =
                group.variants.iter().filter(|variant| variant.word != word && !variant.word.starts_with(word)).max_by(
                    |a, b| {
                        let worth = |works: u32, nearness: f32| nearness * (1.0 + works as f32).ln();
                        worth(a.works, a.nearness).total_cmp(&worth(b.works, b.nearness))
                    },
                );
            match likely {
                Some(variant) if variant.works > known.saturating_mul(10) => {
                    changed = true;
                    variant.word.as_str()
                }
                _ => word,
            }
        })
        .collect();
    changed.then(|| words.join(" "))
}

/// A work with its place in the order.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    key: u64,
    score: f32,
    segment: u32,
    document: u32,
    found: u16,
}

impl Ranked {
    fn before(&self, other: &Self) -> std::cmp::Ordering {
        (other.key.cmp(&self.key))
            .then_with(|| other.score.total_cmp(&self.score))
            .then_with(|| (self.segment, self.document).cmp(&(other.segment, other.document)))
    }
}

/// Keeps the best works offered.
struct Best {
    most: usize,
    kept: Vec<Ranked>,
    /// No worse than this gets in, once there are enough.
    bar: Option<Ranked>,
}

impl Best {
    fn new(most: usize) -> Self {
        Self { most, kept: Vec::with_capacity(2 * most), bar: None }
    }

    #[inline]
    fn offer(&mut self, ranked: Ranked) {
        if self.most == 0 || self.bar.is_some_and(|bar| bar.before(&ranked).is_lt()) {
            return;
        }
        self.kept.push(ranked);
        if self.kept.len() >= 2 * self.most {
            self.kept.select_nth_unstable_by(self.most - 1, Ranked::before);
            self.kept.truncate(self.most);
            self.bar = self.kept.last().copied();
        }
    }

    fn finish(mut self) -> Vec<Ranked> {
        self.kept.sort_unstable_by(Ranked::before);
        self.kept.truncate(self.most);
        self.kept
    }
}

/// Reads stored bytes, each document once.
struct StoredDocuments<'a> {
    generation: &'a Generation,
    read: rustc_hash::FxHashMap<(u32, u32), std::rc::Rc<Vec<u8>>>,
}

impl<'a> StoredDocuments<'a> {
    fn new(generation: &'a Generation) -> Self {
        Self { generation, read: rustc_hash::FxHashMap::default() }
    }

    fn read(&mut self, ranked: &Ranked) -> Result<std::rc::Rc<Vec<u8>>, Error> {
        let key = (ranked.segment, ranked.document);
        if let Some(bytes) = self.read.get(&key) {
            return Ok(std::rc::Rc::clone(bytes));
        }
        let bytes = std::rc::Rc::new(stored_bytes(self.generation, ranked.segment, ranked.document)?);
        self.read.insert(key, std::rc::Rc::clone(&bytes));
        Ok(bytes)
    }
}

/// What was stored with a document.
pub(crate) fn stored_bytes(generation: &Generation, segment: u32, document: u32) -> Result<Vec<u8>, Error> {
    let fields = generation.segments.first().map(|segment| segment.fields);
    let read: tantivy::TantivyDocument = generation.searcher.doc(DocAddress::new(segment, document))?;
    let bytes = fields.and_then(|fields| read.get_first(fields.stored)?.as_bytes().map(<[u8]>::to_vec));
    Ok(bytes.unwrap_or_default())
}

/// The titles found by a search, as proposals.
pub(crate) fn proposals(generation: &Generation, request: &Request) -> Result<Vec<crate::Proposal>, Error> {
    let found = ranked(generation, &[], request)?;
    let mut out = Vec::with_capacity(found.ranked.len());
    for one in found.ranked.iter().take(request.limit) {
        let bytes = stored_bytes(generation, one.segment, one.document)?;
        let Some(stored) = Stored::read(&bytes) else { continue };
        let work = generation.segments.get(one.segment as usize).and_then(|segment| segment.work.first(one.document));
        out.push(crate::Proposal::Title {
            title: stored.titles.lines().next().unwrap_or_default().to_owned(),
            author: stored.authors.lines().next().unwrap_or_default().to_owned(),
            work: work.unwrap_or_default().cast_signed(),
        });
    }
    Ok(out)
}
