//! Placing one record.

use super::candidates::{Candidate, Link};
use super::clusters::Left;
use super::{Level, Matcher, Placement};
use crate::compare::{Evidence, Given, Prepared, TitleRelation, edition_score};
use crate::features::Features;
use crate::reason::{Reason, ReasonCode};

/// Score by which one candidate must lead another that contradicts it, when neither link is firm.
const CLEAR_LEAD: u8 = 5;
/// Score of an edition link that is enough to bring two editions together.
const FIRM_EDITION: u8 = 18;
/// Records of one edition compared with a new one.
const EDITION_MEMBERS: usize = 24;

/// What was decided about the work.
struct WorkChoice {
    work: u32,
    new: bool,
    reason: Reason,
    merged: Vec<(u32, u32)>,
}

impl Matcher {
    /// Places a record among those held: in the edition and work it belongs to, or in new ones.
    ///
    /// Deterministic: the same records placed in the same order with the same decisions give the same numbers. A
    /// record already held is placed again as by [`Matcher::replace`].
    pub fn place(&mut self, record_id: u32, features: &Features) -> Placement {
        if self.clusters.is_placed(record_id) {
            return self.replace(record_id, features);
        }
        self.place_anew(record_id, features, Left::default())
    }

    /// Places a record whose description may have changed. It keeps its numbers when it is alone in them and still
    /// fits nowhere else, or when it still fits best where it was.
    pub fn replace(&mut self, record_id: u32, features: &Features) -> Placement {
        let Some((edition, work)) = self.placed(record_id) else {
            return self.place(record_id, features);
        };
        if self.arena.get(record_id) == Some(features.to_bytes()) {
            let reason = Reason::plain(ReasonCode::Unchanged, record_id);
            return Placement {
                edition,
                work,
                new_edition: false,
                new_work: false,
                edition_reason: reason,
                work_reason: reason,
                merged_editions: Vec::new(),
                merged_works: Vec::new(),
            };
        }
        let alone_in_edition = self.clusters.records_of(edition).nth(1).is_none();
        let alone_in_work = alone_in_edition && self.clusters.editions_of(work).nth(1).is_none();
        self.remove(record_id);
        let left = Left { edition: alone_in_edition.then_some(edition), work: alone_in_work.then_some(work) };
        self.place_anew(record_id, features, left)
    }

    fn place_anew(&mut self, record: u32, features: &Features, left: Left) -> Placement {
        let prepared = Prepared::new(features.view());
        let ordered = self.ordered_partner(record);
        let mut work = self.choose_work(record, &prepared, ordered, left);
        let mut merged_editions = Vec::new();
        let found = if work.new {
            None
        } else {
            self.choose_edition(record, &prepared, work.work, ordered, &mut merged_editions)
        };
        let (edition, new_edition, edition_reason) = match found {
            Some((edition, reason)) => (edition, false, reason),
            None => {
                let edition = left.edition.unwrap_or_else(|| self.clusters.new_edition());
                (edition, true, Reason::plain(ReasonCode::Alone, record))
            }
        };
        self.add(record, features);
        self.clusters.put(record, edition, work.work);
        Placement {
            edition,
            work: work.work,
            new_edition,
            new_work: work.new,
            edition_reason,
            work_reason: work.reason,
            merged_editions,
            merged_works: std::mem::take(&mut work.merged),
        }
    }

    fn choose_work(
        &mut self,
        record: u32,
        prepared: &Prepared<'_>,
        ordered: Option<(u32, Level)>,
        left: Left,
    ) -> WorkChoice {
        let mut scratch = std::mem::take(&mut self.scratch);
        self.gather(record, prepared, &mut scratch);
        let mut candidates = std::mem::take(&mut scratch.candidates);
        self.scratch = scratch;
        candidates.retain(|candidate| !self.work_forbidden(record, candidate.work));
        candidates.sort_unstable_by_key(|candidate| {
            let (score, firm) = candidate.best.map_or((0, false), |best| (best.score, best.firm));
            (std::cmp::Reverse((firm, score)), candidate.work)
        });
        let choice = self.choose_among(record, &candidates, ordered, left);
        candidates.clear();
        self.scratch.candidates = candidates;
        choice
    }

    fn choose_among(
        &mut self,
        record: u32,
        candidates: &[Candidate],
        ordered: Option<(u32, Level)>,
        left: Left,
    ) -> WorkChoice {
        let ordered_work = ordered.and_then(|(partner, _)| Some((partner, self.placed(partner)?.1)));
        let (mut work, reason, firm) = if let Some((partner, work)) = ordered_work {
            (work, Reason::plain(ReasonCode::Librarian, partner), true)
        } else if let Some((candidate, link)) = self.clear_winner(candidates) {
            let reason = Reason::of_work(link.partner, link.score, &link.evidence);
            (candidate.work, reason, link.firm)
        } else {
            let work = left.work.unwrap_or_else(|| self.clusters.new_work());
            return WorkChoice {
                work,
                new: true,
                reason: Reason::plain(ReasonCode::Alone, record),
                merged: Vec::new(),
            };
        };
        let mut merged = Vec::new();
        if firm {
            for candidate in candidates {
                let joins = candidate.work != work && candidate.best.is_some_and(|link| link.firm);
                if joins && self.works_meet(candidate.work, work) && !self.works_forbidden(candidate.work, work) {
                    let (from, into) = self.clusters.merge_works(candidate.work, work);
                    merged.push((from, into));
                    work = into;
                }
            }
        }
        WorkChoice { work, new: false, reason, merged }
    }

    /// The best candidate, unless another that contradicts it is nearly as good and nothing firm tells them apart.
    fn clear_winner<'c>(&self, candidates: &'c [Candidate]) -> Option<(&'c Candidate, Link)> {
        let best = candidates.first()?;
        let link = best.best?;
        if link.firm {
            return Some((best, link));
        }
        let contested = candidates[1..].iter().any(|other| {
            other.best.is_some_and(|rival| rival.score + CLEAR_LEAD > link.score)
                && !self.works_agree(other.work, best.work)
        });
        (!contested).then_some((best, link))
    }

    fn choose_edition(
        &mut self,
        record: u32,
        prepared: &Prepared<'_>,
        work: u32,
        ordered: Option<(u32, Level)>,
        merged: &mut Vec<(u32, u32)>,
    ) -> Option<(u32, Reason)> {
        if let Some((partner, Level::Edition)) = ordered
            && let Some((edition, _)) = self.placed(partner)
            && !self.edition_forbidden(record, edition)
        {
            return Some((edition, Reason::plain(ReasonCode::Librarian, partner)));
        }
        let mut fitting: Vec<(u32, u8, Reason)> = self
            .clusters
            .editions_of(work)
            .filter_map(|edition| self.fit(prepared, edition))
            .filter(|&(edition, _, _)| !self.edition_forbidden(record, edition))
            .collect();
        fitting.sort_unstable_by_key(|&(edition, score, _)| (std::cmp::Reverse(score), edition));
        let &(mut edition, _, reason) = fitting.first()?;
        for &(other, score, _) in &fitting[1..] {
            let joins = score >= FIRM_EDITION && self.editions_agree(edition, other);
            if joins && !self.editions_forbidden(edition, other) {
                let (from, into) = self.clusters.merge_editions(edition, other);
                merged.push((from, into));
                edition = into;
            }
        }
        Some((edition, reason))
    }

    /// How well a record fits an edition as a whole.
    fn fit(&self, prepared: &Prepared<'_>, edition: u32) -> Option<(u32, u8, Reason)> {
        let mut best: Option<(u8, u32, Evidence)> = None;
        let (mut agreeing, mut conflicting) = (0, 0);
        for member in self.clusters.records_of(edition).take(EDITION_MEMBERS) {
            let Some(view) = self.view(member) else {
                continue;
            };
            let evidence = Evidence::between(prepared, &Prepared::new(view));
            match edition_score(&evidence) {
                Some(score) => {
                    agreeing += 1;
                    if best.is_none_or(|(known, partner, _)| (score, partner) > (known, member)) {
                        best = Some((score, member, evidence));
                    }
                }
                None => {
                    // Another ISBN, or another language's title, is another manifestation.
                    let other = evidence.identifiers == Given::Different
                        || evidence.year == Given::Different
                        || evidence.title == TitleRelation::Alternate;
                    conflicting += i32::from(other);
                }
            }
        }
        let (score, partner, evidence) = best?;
        (agreeing > conflicting).then(|| (edition, score, Reason::of_edition(partner, score, &evidence)))
    }

    fn editions_agree(&self, a: u32, b: u32) -> bool {
        let sample = |edition| self.clusters.records_of(edition).take(EDITION_MEMBERS / 3);
        sample(a).all(|left| {
            let Some(left) = self.view(left).map(Prepared::new) else {
                return true;
            };
            sample(b).all(|right| {
                self.view(right).is_none_or(|right| {
                    let evidence = Evidence::between(&left, &Prepared::new(right));
                    evidence.identifiers != Given::Different
                        && evidence.year != Given::Different
                        && evidence.pages != Given::Different
                })
            })
        })
    }
}
