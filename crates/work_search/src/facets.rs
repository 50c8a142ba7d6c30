//! Filtering and counting works by the profiles of their records.
//!
//! A work passes when one of its profiles meets every filter. Each facet counts the works that would pass without
//! its own filter: a profile that fails nothing counts for every facet, one that fails a single filter counts for that
//! filter's facet. A work counts once for a value however many of its records bear it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::generation::{Generation, Segment, SegmentTable};
use crate::request::{Facet, Filters};
use crate::{Error, FacetCounts, FacetValue, Profile};

/// Facets counted on profiles, in the order of their counters; the subject facet is a work's own.
const COUNTED: [Facet; 7] =
    [Facet::Library, Facet::Commune, Facet::Kind, Facet::Language, Facet::Period, Facet::Audience, Facet::Online];

/// Works per value: `counts[value]`, and in `seen[value]` the last work counted, so that each counts once.
#[derive(Default)]
struct Counter {
    wanted: bool,
    counts: Vec<u32>,
    seen: Vec<u32>,
}

impl Counter {
    #[inline]
    fn count_once(&mut self, value: usize, work: u32) {
        if let (Some(seen), Some(count)) = (self.seen.get_mut(value), self.counts.get_mut(value))
            && *seen != work
        {
            *seen = work;
            *count += 1;
        }
    }

    #[inline]
    fn count(&mut self, value: usize) {
        if let Some(count) = self.counts.get_mut(value) {
            *count += 1;
        }
    }
}

/// Which values of one facet pass; `None` when all do.
type Passing = Option<Vec<bool>>;

/// Tests and counts the works of one search, segment after segment.
pub(crate) struct Counting<'a> {
    communes: &'a [u16],
    filters: &'a Filters,
    passing: [Passing; COUNTED.len()],
    filtered: bool,
    counters: [Counter; COUNTED.len()],
    counts_any: bool,
    subjects_wanted: bool,
    /// Number of the work being counted, over all segments, from 1.
    work: u32,
    /// For each segment, works per subject ordinal.
    subject_counts: Vec<Vec<u32>>,
    /// For the segment at hand, which subject ordinals pass.
    subject_filter: Option<FxHashSet<u32>>,
}

impl<'a> Counting<'a> {
    pub(crate) fn new(generation: &Generation, communes: &'a [u16], filters: &'a Filters, facets: &[Facet]) -> Self {
        let tables = || generation.segments.iter().map(|segment| &segment.table);
        let libraries = tables().map(|table| usize::from(table.largest_library) + 1).max().unwrap_or(0);
        let languages = tables().map(|table| usize::from(table.largest_language) + 1).max().unwrap_or(0);
        let all_communes = communes.iter().filter(|&&commune| commune != u16::MAX).max();
        let sizes =
            [libraries, all_communes.map_or(0, |&commune| usize::from(commune) + 1), 256, languages, PERIODS, 256, 2];
        let set = |values: &mut dyn Iterator<Item = usize>| -> Passing {
            let mut passing = Vec::new();
            for value in values {
                if passing.len() <= value {
                    passing.resize(value + 1, false);
                }
                passing[value] = true;
            }
            (!passing.is_empty()).then_some(passing)
        };
        let passing = [
            set(&mut filters.libraries.iter().map(|&value| usize::from(value))),
            set(&mut filters.communes.iter().map(|&value| usize::from(value))),
            set(&mut filters.kinds.iter().map(|&value| usize::from(value))),
            set(&mut filters.languages.iter().map(|&value| usize::from(value))),
            set(&mut filters.periods.iter().map(|&value| period_index(value))),
            set(&mut filters.audiences.iter().map(|&value| usize::from(value))),
            set(&mut filters.online.iter().map(|&value| usize::from(value))),
        ];
        let mut counters: [Counter; COUNTED.len()] = Default::default();
        for ((counter, facet), size) in counters.iter_mut().zip(COUNTED).zip(sizes) {
            if facets.contains(&facet) {
                *counter = Counter { wanted: true, counts: vec![0; size], seen: vec![0; size] };
            }
        }
        Self {
            communes,
            filters,
            filtered: passing.iter().any(Option::is_some),
            passing,
            counts_any: counters.iter().any(|counter| counter.wanted),
            counters,
            subjects_wanted: facets.contains(&Facet::Subject),
            work: 0,
            subject_counts: Vec::new(),
            subject_filter: None,
        }
    }

    /// Goes on to the next segment.
    pub(crate) fn enter(&mut self, segment: &Segment) -> Result<(), Error> {
        let dictionary = segment.subjects.as_ref();
        let size = if self.subjects_wanted { dictionary.map_or(0, |column| column.num_terms()) } else { 0 };
        self.subject_counts.push(vec![0; size]);
        self.subject_filter = None;
        if !self.filters.subjects.is_empty() {
            let mut ordinals = FxHashSet::default();
            for subject in &self.filters.subjects {
                if let Some(column) = dictionary
                    && let Some(ordinal) = column.dictionary().term_ord(subject)?
                {
                    ordinals.insert(ordinal as u32);
                }
            }
            self.subject_filter = Some(ordinals);
        }
        Ok(())
    }

    /// Whether the work passes every filter; counts it where it must be.
    #[inline]
    pub(crate) fn passes(&mut self, table: &SegmentTable, document: u32) -> bool {
        self.work += 1;
        let of_subject = match &self.subject_filter {
            Some(wanted) => table.subjects(document).iter().any(|ordinal| wanted.contains(ordinal)),
            None => true,
        };
        let passes_profiles = if !self.filtered {
            if self.counts_any && of_subject {
                self.count_unfiltered(table.profiles(document));
            }
            true
        } else {
            self.count_filtered(table.profiles(document), of_subject)
        };
        if passes_profiles
            && self.subjects_wanted
            && let Some(counts) = self.subject_counts.last_mut()
        {
            for &ordinal in table.subjects(document) {
                if let Some(count) = counts.get_mut(ordinal as usize) {
                    *count += 1;
                }
            }
        }
        passes_profiles && of_subject
    }

    #[inline]
    fn count_unfiltered(&mut self, profiles: &[u64]) {
        if let [bits] = profiles {
            let values = values_of(Profile::unpacked(*bits), self.communes);
            for (counter, value) in self.counters.iter_mut().zip(values) {
                counter.count(value);
            }
            return;
        }
        for &bits in profiles {
            let values = values_of(Profile::unpacked(bits), self.communes);
            for (counter, value) in self.counters.iter_mut().zip(values) {
                counter.count_once(value, self.work);
            }
        }
    }

    #[inline]
    fn count_filtered(&mut self, profiles: &[u64], of_subject: bool) -> bool {
        let mut passes = false;
        for &bits in profiles {
            let values = values_of(Profile::unpacked(bits), self.communes);
            let mut failed = 0_u8;
            for (index, (passing, value)) in self.passing.iter().zip(values).enumerate() {
                if let Some(passing) = passing
                    && !passing.get(value).copied().unwrap_or(false)
                {
                    failed |= 1 << index;
                }
            }
            passes |= failed == 0;
            if !self.counts_any || !of_subject {
                continue;
            }
            if failed == 0 {
                for (counter, value) in self.counters.iter_mut().zip(values) {
                    counter.count_once(value, self.work);
                }
            } else if failed.is_power_of_two() {
                let index = failed.trailing_zeros() as usize;
                if let (Some(counter), Some(&value)) = (self.counters.get_mut(index), values.get(index)) {
                    counter.count_once(value, self.work);
                }
            }
        }
        passes
    }

    /// The counts of the facets asked for, `most` values of each, and those chosen in the filters.
    pub(crate) fn finish(
        self,
        generation: &Generation,
        facets: &[Facet],
        most: usize,
    ) -> Result<Vec<FacetCounts>, Error> {
        let mut out = Vec::with_capacity(facets.len());
        for &facet in facets {
            let values = match COUNTED.iter().position(|&counted| counted == facet) {
                Some(index) => match (self.counters.get(index), self.passing.get(index)) {
                    (Some(counter), Some(passing)) => top_numbers(facet, counter, passing, most),
                    _ => Vec::new(),
                },
                None => top_subjects(generation, &self.subject_counts, &self.filters.subjects, most)?,
            };
            out.push(FacetCounts { facet, values });
        }
        Ok(out)
    }
}

/// The values of a profile, in the order of [`COUNTED`]; what is not known is past every counter.
#[inline]
fn values_of(profile: Profile, communes: &[u16]) -> [usize; COUNTED.len()] {
    let library = usize::from(profile.library);
    [
        library,
        communes.get(library).copied().map_or(usize::MAX, usize::from),
        profile.kind.into(),
        profile.language.into(),
        if profile.year == Profile::NO_YEAR { usize::MAX } else { period_index(profile.year) },
        profile.audience.into(),
        profile.online.into(),
    ]
}

const CENTURIES: usize = 347;
const PERIODS: usize = CENTURIES + 3087;

/// The place of a year's period among counters: centuries before 1900, then decades.
#[inline]
fn period_index(year: i16) -> usize {
    let year = i32::from(year);
    let index = if year < 1900 { year.div_euclid(100) + 328 } else { (year - 1900) / 10 + CENTURIES as i32 };
    usize::try_from(index).unwrap_or(0)
}

fn period_at(index: usize) -> i32 {
    let index = i32::try_from(index).unwrap_or(0);
    let centuries = CENTURIES as i32;
    if index < centuries { (index - 328) * 100 } else { (index - centuries) * 10 + 1900 }
}

fn top_numbers(facet: Facet, counter: &Counter, passing: &Passing, most: usize) -> Vec<(FacetValue, u32)> {
    let chosen = |value: usize| passing.as_ref().is_some_and(|passing| passing.get(value).copied().unwrap_or(false));
    let mut values: Vec<(usize, u32)> =
        counter.counts.iter().copied().enumerate().filter(|&(value, count)| count > 0 || chosen(value)).collect();
    values.sort_unstable_by_key(|&(value, count)| (std::cmp::Reverse(count), value));
    values
        .into_iter()
        .enumerate()
        .filter(|&(rank, (value, _))| rank < most || chosen(value))
        .map(|(_, (value, count))| {
            let value = if facet == Facet::Period { period_at(value) } else { i32::try_from(value).unwrap_or(0) };
            (FacetValue::Number(value), count)
        })
        .collect()
}

/// Candidates are the most frequent headings of each segment; each candidate is then counted in all segments.
fn top_subjects(
    generation: &Generation,
    counts: &[Vec<u32>],
    chosen: &[String],
    most: usize,
) -> Result<Vec<(FacetValue, u32)>, Error> {
    let mut totals: FxHashMap<String, u32> = chosen.iter().map(|subject| (subject.clone(), 0)).collect();
    let columns: Vec<_> = generation
        .segments
        .iter()
        .zip(counts)
        .filter_map(|(segment, counts)| Some((segment.subjects.as_ref()?, counts)))
        .collect();
    let single = columns.len() == 1;
    for (column, counts) in &columns {
        let mut top: Vec<(u32, u32)> = (0..).zip(counts.iter().copied()).filter(|&(_, count)| count > 0).collect();
        let keep = if single { most } else { most * 2 + 8 };
        if top.len() > keep {
            top.select_nth_unstable_by_key(keep, |&(ordinal, count)| (std::cmp::Reverse(count), ordinal));
            top.truncate(keep);
        }
        let mut heading = String::new();
        for (ordinal, count) in top {
            heading.clear();
            if column.ord_to_str(ordinal.into(), &mut heading)? {
                let total = totals.entry(heading.clone()).or_default();
                if single {
                    *total = count;
                }
            }
        }
    }
    for (heading, total) in &mut totals {
        if single && *total > 0 {
            continue;
        }
        *total = 0;
        for (column, counts) in &columns {
            if let Some(ordinal) = column.dictionary().term_ord(heading)? {
                *total += counts.get(ordinal as usize).copied().unwrap_or(0);
            }
        }
    }
    let mut values: Vec<(String, u32)> = totals.into_iter().collect();
    values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(values
        .into_iter()
        .enumerate()
        .filter(|(rank, (heading, _))| *rank < most || chosen.contains(heading))
        .map(|(_, (heading, count))| (FacetValue::Heading(heading), count))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period_of;

    #[test]
    fn a_period_keeps_its_name_through_its_counter() {
        for year in [-300, -1, 0, 1499, 1885, 1899, 1900, 1984, 2026, i16::MAX, i16::MIN + 1] {
            if year > -32700 {
                assert_eq!(period_at(period_index(year)), i32::from(period_of(year)), "{year}");
            }
            assert!(period_index(year) < PERIODS);
        }
    }
}
