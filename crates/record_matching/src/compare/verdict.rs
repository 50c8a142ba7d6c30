//! From evidence to verdicts: same work? same edition?

use super::evidence::{Evidence, Given};
use super::titles::{SubtitleRelation, TitleRelation};

/// What the evidence says about two records being one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorkLink {
    /// The same work; the score compares candidates, 1 to 60.
    Same {
        /// How much speaks for it.
        score: u8,
        /// Whether it is enough to bring two clusters together.
        firm: bool,
    },
    /// Nothing decides.
    Unknown,
    /// They cannot be the same work.
    Conflict,
}

/// Weighs how far two records agree on being one manifestation, identifiers aside.
fn imprint_weight(e: &Evidence) -> i32 {
    let weigh = |given: Given, same: i32, near: i32, different: i32| match given {
        Given::Same => same,
        Given::Near => near,
        Given::Different => different,
        Given::Unsaid => 0,
    };
    weigh(e.year, 3, 1, -5)
        + weigh(e.pages, 4, 1, -4)
        + weigh(e.publisher, 2, 2, -2)
        + weigh(e.series, 2, 1, -1)
        + weigh(e.height, 1, 0, -1)
        + weigh(e.edition, 1, 1, -2)
}

/// How surely two records describe one manifestation; `None` when they do not.
///
/// The caller has made sure that they can be the same work.
pub(crate) fn edition_score(e: &Evidence) -> Option<u8> {
    if e.numbers == Given::Different || e.kind == Given::Different {
        return None;
    }
    let imprint = imprint_weight(e);
    if e.identifiers == Given::Same {
        // A reprint under the same number is the same edition unless everything else has changed.
        return (imprint >= -6).then(|| score(30 + imprint));
    }
    let titled = matches!(e.title, TitleRelation::Same { .. } | TitleRelation::Begins { .. } | TitleRelation::Cut);
    if e.identifiers == Given::Different || !titled || e.kind != Given::Same {
        return None;
    }
    let imprint = if e.weak_identifier { imprint + 3 } else { imprint };
    let needed = if e.publisher == Given::Different { 6 } else { 4 };
    (imprint >= needed).then(|| score(10 + imprint))
}

/// Whether two records are the same work.
pub(crate) fn work_link(e: &Evidence) -> WorkLink {
    let same_number = e.identifiers == Given::Same;
    let imprint = imprint_weight(e) + if e.weak_identifier { 3 } else { 0 };
    let edition_sure = same_number && imprint >= 0 || imprint >= 8;
    if e.kind == Given::Different || e.numbers == Given::Different {
        return WorkLink::Conflict;
    }
    let titled = match e.title {
        TitleRelation::Same { typos: 0 } => 12,
        TitleRelation::Same { .. } => 9,
        TitleRelation::Begins { typos: 0 } => 9,
        TitleRelation::Begins { .. } => 6,
        TitleRelation::Cut => 6,
        TitleRelation::Alternate => 8,
        TitleRelation::Diverging if !same_number && e.people == Given::Same => {
            return WorkLink::Conflict;
        }
        TitleRelation::Different | TitleRelation::Diverging => {
            // Only the same manifestation by the same people outweighs another title.
            return if same_number && e.people == Given::Same && imprint >= 3 {
                WorkLink::Same { score: 12, firm: false }
            } else {
                WorkLink::Unknown
            };
        }
    };
    let total = titled
        + if e.subtitle == SubtitleRelation::Same { 3 } else { 0 }
        + if e.people == Given::Same { 10 } else { 0 }
        + if same_number { 10 } else { 0 }
        + imprint.clamp(-4, 10);
    let same = |firm: bool| WorkLink::Same { score: score(total), firm };
    // One volume more than the other says: two volumes, unless number and imprint say it is one book.
    if e.numbers == Given::Near {
        return if same_number && imprint >= 5 && e.people != Given::Different {
            same(false)
        } else if e.title == TitleRelation::Alternate {
            WorkLink::Unknown
        } else {
            WorkLink::Conflict
        };
    }
    let whole = matches!(e.title, TitleRelation::Same { .. });
    match e.people {
        Given::Different => {
            if same_number && imprint >= 5 && whole && !e.generic {
                same(false)
            } else {
                WorkLink::Conflict
            }
        }
        Given::Same | Given::Near => {
            if e.subtitle == SubtitleRelation::Different {
                return if edition_sure { same(false) } else { WorkLink::Conflict };
            }
            if e.title == TitleRelation::Cut || !e.same_main_person {
                return if edition_sure || imprint >= 6 { same(false) } else { WorkLink::Unknown };
            }
            // "Poésies" by the second author of one and the first of the other are two books.
            if e.generic && !whole {
                return if edition_sure { same(false) } else { WorkLink::Unknown };
            }
            same(true)
        }
        Given::Unsaid => {
            let whole = whole || e.subtitle == SubtitleRelation::Same && e.title != TitleRelation::Cut;
            if e.subtitle == SubtitleRelation::Different {
                return if edition_sure && whole { same(false) } else { WorkLink::Unknown };
            }
            // A continuing publication is its title, whoever publishes it this year.
            if e.serials && e.distinctive && whole && e.identifiers != Given::Different {
                return same(true);
            }
            // Nobody is named on one side at least: many works share a title, so the imprint must agree too.
            let needed = match (whole && !e.generic, e.distinctive) {
                (false, _) => 8,
                (true, false) => 6,
                (true, true) => 5,
            };
            if edition_sure || imprint >= needed { same(e.anonymous && imprint >= 8) } else { WorkLink::Unknown }
        }
    }
}

fn score(total: i32) -> u8 {
    total.clamp(1, 60) as u8
}
