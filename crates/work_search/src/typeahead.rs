//! Proposals while a reader types.

use french_text::fold;
use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::schema::IndexRecordOption;

use crate::analysis;
use crate::generation::{Generation, Segment};
use crate::schema::{EDGE_LENGTH, KEY_LENGTH, Stored, cut, join_words};
use crate::search::stored_bytes;
use crate::{Error, Proposal, Request};

/// Keys walked through at most, and works looked at.
const MOST_KEYS: usize = 4_000;
const MOST_READ: usize = 60;

/// The documents of `segment` with a title (`kind` `t`) or an author (`a`) that begins with `typed`, sorted.
pub(crate) fn starting(segment: &Segment, kind: char, typed: &str) -> Result<Vec<u32>, Error> {
    let mut found = Vec::new();
    if typed.is_empty() {
        return Ok(found);
    }
    let mut key = String::with_capacity(typed.len() + 1);
    key.push(kind);
    key.push_str(cut(typed, KEY_LENGTH));
    let mut take = |info: &tantivy::postings::TermInfo| -> Result<(), Error> {
        let mut block = segment.keys.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while !block.docs().is_empty() {
            found.extend(block.docs());
            block.advance();
        }
        Ok(())
    };
    if typed.len() <= EDGE_LENGTH {
        let edge = format!("{}{typed}", kind.to_ascii_uppercase());
        for key in [key, edge] {
            if let Some(info) = segment.keys.get_term_info(&Term::from_field_text(segment.fields.keys, &key))? {
                take(&info)?;
            }
        }
    } else {
        let mut stream = segment.keys.terms().range().ge(&key).into_stream()?;
        let mut left = MOST_KEYS;
        while left > 0 && stream.advance() && stream.key().starts_with(key.as_bytes()) {
            left -= 1;
            take(stream.value())?;
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

pub(crate) fn typeahead(generation: &Generation, prefix: &str, limit: usize) -> Result<Vec<Proposal>, Error> {
    let typed = analysis::read(prefix);
    if typed.joined.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let mut authors = authors(generation, &typed.joined, limit.div_ceil(2))?;
    let mut titles = titles(generation, &typed.joined, limit)?;
    if titles.is_empty() && authors.is_empty() {
        titles = by_words(generation, prefix, limit)?;
    }
    authors.truncate(limit.saturating_sub(titles.len()).max(limit.div_ceil(3)));
    titles.truncate(limit - authors.len().min(limit));
    titles.extend(authors);
    Ok(titles)
}

/// The most held works that begin with `typed`, most held first.
fn most_held(generation: &Generation, kind: char, typed: &str) -> Result<Vec<(u32, u32)>, Error> {
    let mut found = Vec::new();
    for (number, segment) in generation.segments.iter().enumerate() {
        for document in starting(segment, kind, typed)? {
            if segment.is_alive(document) {
                found.push((segment.table.traits(document).holdings, number as u32, document));
            }
        }
    }
    let order = |one: &(u16, u32, u32)| (std::cmp::Reverse(one.0), one.1, one.2);
    if found.len() > MOST_READ {
        found.select_nth_unstable_by_key(MOST_READ, order);
        found.truncate(MOST_READ);
    }
    found.sort_unstable_by_key(order);
    Ok(found.into_iter().map(|(_, segment, document)| (segment, document)).collect())
}

fn titles(generation: &Generation, typed: &str, limit: usize) -> Result<Vec<Proposal>, Error> {
    let mut proposals = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (segment, document) in most_held(generation, 't', typed)? {
        if proposals.len() == limit {
            break;
        }
        let bytes = stored_bytes(generation, segment, document)?;
        let Some(stored) = Stored::read(&bytes) else { continue };
        let title = stored.titles.lines().next().unwrap_or_default();
        let author = stored.authors.lines().next().unwrap_or_default();
        let key = words_of(&format!("{title} {author}"));
        if title.is_empty() || seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let work = generation.segments.get(segment as usize).and_then(|segment| segment.work.first(document));
        proposals.push(Proposal::Title {
            title: title.to_owned(),
            author: author.to_owned(),
            work: work.unwrap_or_default().cast_signed(),
        });
    }
    Ok(proposals)
}

fn authors(generation: &Generation, typed: &str, limit: usize) -> Result<Vec<Proposal>, Error> {
    let mut names: FxHashMap<String, (String, usize, usize)> = FxHashMap::default();
    for (rank, (segment, document)) in most_held(generation, 'a', typed)?.into_iter().enumerate() {
        let bytes = stored_bytes(generation, segment, document)?;
        let Some(stored) = Stored::read(&bytes) else { continue };
        for author in stored.authors.lines() {
            let name = words_of(author);
            let turned = author.split_once(',').map(|(surname, given)| words_of(&format!("{given} {surname}")));
            if name.starts_with(typed) || turned.is_some_and(|turned| turned.starts_with(typed)) {
                names.entry(name).or_insert_with(|| (author.to_owned(), 0, rank)).1 += 1;
            }
        }
    }
    let mut names: Vec<_> = names.into_values().collect();
    names.sort_unstable_by_key(|&(_, works, rank)| (std::cmp::Reverse(works), rank));
    names.truncate(limit);
    Ok(names.into_iter().map(|(name, works, _)| Proposal::Author { name, works }).collect())
}

/// When nothing begins with what is typed: works with words that do.
fn by_words(generation: &Generation, prefix: &str, limit: usize) -> Result<Vec<Proposal>, Error> {
    let request = Request { text: prefix.to_owned(), typing: true, limit, ..Request::default() };
    crate::search::proposals(generation, &request)
}

fn words_of(text: &str) -> String {
    let (mut folded, mut words) = (String::new(), String::new());
    fold(text, &mut folded);
    join_words(&folded, &mut words);
    words
}
