//! The order a librarian would give.

use french_text::{fold, strip_any_leading_article};

use crate::analysis::Typed;
use crate::candidates::Candidate;
use crate::schema::{Stored, Traits, join_words};

/// What each sign is worth. Found by trying on judged queries: see docs in tests/french_queries.rs.
mod worth {
    pub(super) const WORDS: f32 = 10.0;
    pub(super) const COVERAGE: f32 = 3.0;
    pub(super) const POPULARITY: f32 = 1.2;
    pub(super) const EXACT_TITLE: f32 = 6.0;
    pub(super) const TITLE_STARTS: f32 = 2.0;
    pub(super) const TITLE_CONTAINS: f32 = 1.0;
    pub(super) const REST_EXACT_TITLE: f32 = 5.0;
    pub(super) const WHOLE_AUTHOR: f32 = 2.0;
    pub(super) const SURNAME: f32 = 1.0;
    pub(super) const TYPED_START: f32 = 4.0;
}

/// How a work ranks by what is known without reading it: words found, how much of its title they cover, how much it
/// is held. `most` is the score of a work that has every word in its title.
#[inline]
pub(crate) fn first_score(candidate: &Candidate, traits: Traits, words: usize, most: f32) -> f32 {
    let text = if most > 0.0 { worth::WORDS * candidate.score / most } else { 0.0 };
    let coverage = if candidate.in_title > 0 {
        let title = f32::from(traits.title_words).max(words as f32).max(1.0);
        (f32::from(candidate.in_title) / title).min(1.0)
    } else if candidate.in_author > 0 {
        0.6 * (f32::from(candidate.in_author) / f32::from(traits.author_words).max(words as f32).max(1.0)).min(1.0)
    } else {
        0.0
    };
    let start = if candidate.starts { worth::TYPED_START } else { 0.0 };
    text + worth::COVERAGE * coverage + worth::POPULARITY * popularity(traits) + start
}

#[inline]
fn popularity(traits: Traits) -> f32 {
    (1.0 + f32::from(traits.holdings)).ln()
}

/// Refines the score of the best works by reading their titles and authors.
#[derive(Debug)]
pub(crate) struct Refiner<'a> {
    typed: &'a Typed,
    typing: bool,
    folded: String,
    title: String,
    names: String,
    rest: String,
}

impl<'a> Refiner<'a> {
    pub(crate) fn new(typed: &'a Typed, typing: bool) -> Self {
        Self { typed, typing, folded: String::new(), title: String::new(), names: String::new(), rest: String::new() }
    }

    /// What to add to the first score.
    pub(crate) fn bonus(&mut self, stored: &Stored<'_>) -> f32 {
        let query = self.typed.joined.as_str();
        if query.is_empty() {
            return 0.0;
        }
        let mut best = 0.0_f32;
        self.names.clear();
        for (rank, author) in stored.authors.lines().enumerate() {
            self.folded.clear();
            fold(author, &mut self.folded);
            let start = self.names.len();
            self.names.push(' ');
            join_words(&self.folded, &mut self.names);
            let name = &self.names[start + 1..];
            let less = if rank == 0 { 1.0 } else { 0.6 };
            best = best.max(less * author_worth(query, name));
        }
        self.names.push(' ');
        // What is typed besides the author's names is perhaps the title.
        self.rest.clear();
        for word in query.split(' ') {
            if !contains_words(&self.names, word) {
                if !self.rest.is_empty() {
                    self.rest.push(' ');
                }
                self.rest.push_str(word);
            }
        }
        for (rank, title) in stored.titles.lines().enumerate() {
            self.folded.clear();
            fold(title, &mut self.folded);
            self.title.clear();
            join_words(&self.folded, &mut self.title);
            let less = if rank == 0 { 1.0 } else { 0.8 };
            let mut value = title_worth(query, &self.title, self.typing);
            if !self.rest.is_empty() && self.rest.len() < query.len() {
                value = value.max(title_worth(&self.rest, &self.title, self.typing).min(worth::REST_EXACT_TITLE));
            }
            best = best.max(less * value);
        }
        best
    }
}

fn title_worth(query: &str, title: &str, typing: bool) -> f32 {
    if query.is_empty() || title.is_empty() {
        return 0.0;
    }
    let (bare_query, bare_title) = (strip_any_leading_article(query), strip_any_leading_article(title));
    if query == title || bare_query == bare_title {
        return worth::EXACT_TITLE;
    }
    if typing && (title.starts_with(query) || bare_title.starts_with(query)) {
        return 0.0; // the first score has it
    }
    if starts_with_words(title, query) || starts_with_words(bare_title, bare_query) {
        return worth::TITLE_STARTS;
    }
    if contains_words(title, bare_query) { worth::TITLE_CONTAINS } else { 0.0 }
}

fn author_worth(query: &str, name: &str) -> f32 {
    if name.is_empty() {
        return 0.0;
    }
    let words = |text: &str| text.split(' ').count();
    let all_in = |inside: &str, outside: &str| inside.split(' ').all(|word| contains_words(outside, word));
    if all_in(query, name) {
        return if words(query) == words(name) {
            worth::WHOLE_AUTHOR
        } else if starts_with_words(name, query) {
            worth::SURNAME
        } else {
            0.0
        };
    }
    0.0
}

fn starts_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether `words` stand in `text` at word bounds.
fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].is_empty() || text[..at].ends_with(' ');
        let after = &text[at + found.len()..];
        before && (after.is_empty() || after.starts_with(' '))
    })
}
