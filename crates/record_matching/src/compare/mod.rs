//! Comparing two records: first the evidence, then the verdicts.

mod evidence;
mod titles;
mod verdict;

pub(crate) use evidence::{Evidence, Given, Prepared, quick_refusal};
pub(crate) use titles::{SubtitleRelation, TitleRelation};
pub(crate) use verdict::{WorkLink, edition_score, work_link};
