//! What two records say about each other, element by element.

use bibliography::Kind;

use super::titles::{Letters, SubtitleRelation, TitleRelation, compare_titles, lone_letters_differ};
use crate::features::{IdKind, Number, View};

/// How one element of two records compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Given {
    /// One or both do not say.
    #[default]
    Unsaid,
    /// Both say the same.
    Same,
    /// Both say nearly the same.
    Near,
    /// They contradict each other.
    Different,
}

/// A record ready to be compared with many others.
pub(crate) struct Prepared<'a> {
    pub(crate) view: View<'a>,
    letters: Letters,
}

impl<'a> Prepared<'a> {
    pub(crate) fn new(view: View<'a>) -> Self {
        Self { view, letters: Letters::of(&view) }
    }
}

/// Everything two records say about each other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    /// Kinds that can be one work (a book and its recording) or not.
    pub(crate) kind: Given,
    pub(crate) title: TitleRelation,
    pub(crate) subtitle: SubtitleRelation,
    /// The shared title belongs to many works ("Poésies").
    pub(crate) generic: bool,
    /// The shared title is long enough to belong to one work.
    pub(crate) distinctive: bool,
    pub(crate) people: Given,
    /// Neither record names anybody.
    pub(crate) anonymous: bool,
    /// The first person of each record is among the other's.
    pub(crate) same_main_person: bool,
    /// Both are continuing publications.
    pub(crate) serials: bool,
    /// Numbers in the title areas; `Near`: one record has a number more.
    pub(crate) numbers: Given,
    /// Identifiers of a manifestation: ISBN, EAN, ISMN, numbers of shared catalogues.
    pub(crate) identifiers: Given,
    /// A weaker identifier in common: a publisher's number, an ISBN with a wrong check digit.
    pub(crate) weak_identifier: bool,
    pub(crate) year: Given,
    pub(crate) pages: Given,
    pub(crate) height: Given,
    pub(crate) publisher: Given,
    pub(crate) series: Given,
    pub(crate) edition: Given,
    pub(crate) language: Given,
}

impl Evidence {
    /// Compares two records.
    pub(crate) fn between(a: &Prepared<'_>, b: &Prepared<'_>) -> Self {
        let (x, y) = (&a.view, &b.view);
        let cut = x.title_is_cut() || y.title_is_cut();
        let (mut title, mut subtitle) = compare_titles(&a.letters, &b.letters, cut);
        if matches!(title, TitleRelation::Same { typos: 1.. } | TitleRelation::Begins { typos: 1.. })
            && lone_letters_differ(x.text(), y.text())
        {
            title = TitleRelation::Different;
        }
        if matches!(title, TitleRelation::Different | TitleRelation::Diverging) && share_alternate(a, b) {
            title = TitleRelation::Alternate;
            subtitle = SubtitleRelation::Unsaid;
        }
        let (identifiers, weak_identifier) = compare_identifiers(x, y);
        Self {
            kind: compare_kinds(x, y),
            title,
            subtitle,
            generic: x.title_is_generic() || y.title_is_generic(),
            distinctive: x.title_is_distinctive() && y.title_is_distinctive(),
            people: compare_people(x, y),
            anonymous: !x.has_people() && !y.has_people(),
            same_main_person: has_main_person_of(x, y) && has_main_person_of(y, x),
            serials: x.is_kind(Kind::Serial) && y.is_kind(Kind::Serial),
            numbers: if title == TitleRelation::Alternate { Given::Unsaid } else { compare_numbers(a, b) },
            identifiers,
            weak_identifier,
            year: match (x.year(), y.year()) {
                (0, _) | (_, 0) => Given::Unsaid,
                (a, b) if a == b => Given::Same,
                (a, b) if a.abs_diff(b) == 1 => Given::Near,
                _ => Given::Different,
            },
            pages: compare_pages(x, y),
            height: match (x.height(), y.height()) {
                (0, _) | (_, 0) => Given::Unsaid,
                // All discs are twelve centimetres wide.
                (120, 120) => Given::Unsaid,
                (a, b) if a == b => Given::Same,
                (a, b) if a.abs_diff(b) <= 10 => Given::Near,
                _ => Given::Different,
            },
            publisher: compare_publishers(x, y),
            series: match (x.series(), y.series()) {
                ((0, _), _) | (_, (0, _)) => Given::Unsaid,
                (a, b) if a == b => Given::Same,
                ((a, m), (b, n)) if a == b && (m == 0 || n == 0) => Given::Near,
                _ => Given::Different,
            },
            edition: match (x.edition(), y.edition()) {
                (0, 0) => Given::Unsaid,
                (0, _) | (_, 0) => Given::Unsaid,
                (a, b) if a == b => Given::Same,
                _ => Given::Different,
            },
            language: match (x.language(), y.language()) {
                (0, _) | (_, 0) => Given::Unsaid,
                (a, b) if a == b => Given::Same,
                _ => Given::Different,
            },
        }
    }
}

/// Texts read aloud, drawn or handwritten can be the same work as the printed one; a film of a novel is not the novel.
fn compare_kinds(a: &View<'_>, b: &View<'_>) -> Given {
    if a.kind() == b.kind() {
        return Given::Same;
    }
    let text = |view: &View<'_>| {
        [Kind::Book, Kind::AudioBook, Kind::Comic, Kind::Manuscript].iter().any(|&kind| view.is_kind(kind))
    };
    // A comic is often catalogued as a book; a record without a kind can be anything.
    if a.is_kind(Kind::Other) || b.is_kind(Kind::Other) {
        return Given::Near;
    }
    if text(a) && text(b) { Given::Near } else { Given::Different }
}

fn share_alternate(a: &Prepared<'_>, b: &Prepared<'_>) -> bool {
    let same = |x: &Letters, y: &Letters| {
        matches!(compare_titles(x, y, false).0, TitleRelation::Same { .. } | TitleRelation::Begins { .. })
    };
    let against = |one: &Prepared<'_>, other: &Prepared<'_>| {
        one.view.alternates().any(|alternate| {
            let letters = Letters::alternate(&alternate);
            let titled = same(&letters, &other.letters)
                && same_numbers(alternate.numbers(), other.view.numbers().map(|number| number.value));
            titled
                || other.view.alternates().any(|theirs| {
                    same(&letters, &Letters::alternate(&theirs)) && same_numbers(alternate.numbers(), theirs.numbers())
                })
        })
    };
    against(a, b) || against(b, a)
}

/// An original title has the same numbers or it is another volume's.
fn same_numbers(a: impl Iterator<Item = u16>, b: impl Iterator<Item = u16>) -> bool {
    let mut theirs: Vec<u16> = b.collect();
    for number in a {
        match theirs.iter().position(|&known| known == number) {
            Some(place) => {
                theirs.swap_remove(place);
            }
            None => return false,
        }
    }
    theirs.is_empty()
}

fn compare_people(a: &View<'_>, b: &View<'_>) -> Given {
    if !a.has_people() || !b.has_people() {
        return Given::Unsaid;
    }
    let same = a.people().any(|mine| b.people().any(|theirs| mine.may_be(&theirs)));
    if same { Given::Same } else { Given::Different }
}

fn has_main_person_of(one: &View<'_>, other: &View<'_>) -> bool {
    other.people().next().is_some_and(|main| one.people().any(|person| person.may_be(&main)))
}

/// Numbers contradict when each record has one the other lacks: volume 2 and volume 3.
///
/// A number that only one record has is `Near` ("Dune", "Dune 2"), unless it is excused: it repeats a number that both
/// have, it is a year, or it stands in a subtitle that the other record does not give.
fn compare_numbers(a: &Prepared<'_>, b: &Prepared<'_>) -> Given {
    let lacks = |one: &Prepared<'_>, other: &Prepared<'_>| {
        let (mut lacked, mut inexcusable) = (false, false);
        for (place, number) in one.view.numbers().enumerate() {
            let same = |known: &Number| known.value == number.value;
            let mine = one.view.numbers().take(place + 1).filter(same).count();
            let theirs = other.view.numbers().filter(same).count();
            if theirs >= mine || is_beyond(number, one, other) {
                continue;
            }
            lacked = true;
            inexcusable |= theirs == 0 && !(1000..=2100).contains(&number.value);
        }
        (lacked, inexcusable)
    };
    match (lacks(a, b), lacks(b, a)) {
        ((true, _), (true, _)) => Given::Different,
        ((_, true), _) | (_, (_, true)) => Given::Near,
        _ if a.view.numbers().next().is_some() => Given::Same,
        _ => Given::Unsaid,
    }
}

/// Whether a number stands in a part of the title area that the other record does not give at all.
fn is_beyond(number: Number, one: &Prepared<'_>, other: &Prepared<'_>) -> bool {
    if number.is_explicit() {
        return false;
    }
    if number.is_in_subtitle() {
        let subtitle = other.letters.letters() > other.letters.title_letters();
        return !subtitle && !other.view.numbers().any(Number::is_in_subtitle);
    }
    // A subtitle written into the title.
    let reached = other.letters.letters();
    one.letters.letters() > reached + 2 && number.letters_before() > reached.max(3)
}

fn compare_identifiers(a: &View<'_>, b: &View<'_>) -> (Given, bool) {
    let mut weak = false;
    let mut isbns_differ = false;
    let mut eans_differ = false;
    let mut issns_differ = false;
    for (kind, value) in a.ids() {
        for (other_kind, other_value) in b.ids() {
            match (kind, other_kind) {
                (IdKind::PublisherNumber, IdKind::PublisherNumber) => weak |= value == other_value,
                (IdKind::WrongIsbn, IdKind::Isbn)
                | (IdKind::Isbn, IdKind::WrongIsbn)
                | (IdKind::WrongIsbn, IdKind::WrongIsbn) => weak |= value / 10 == other_value / 10,
                (kind, other_kind) if kind == other_kind => {
                    if value == other_value {
                        return (Given::Same, weak);
                    }
                    isbns_differ |= kind == IdKind::Isbn;
                    issns_differ |= kind == IdKind::Issn;
                    eans_differ |= kind == IdKind::Ean || kind == IdKind::Ismn;
                }
                _ => {}
            }
        }
    }
    if isbns_differ || eans_differ || issns_differ { (Given::Different, weak) } else { (Given::Unsaid, weak) }
}

fn compare_pages(a: &View<'_>, b: &View<'_>) -> Given {
    if a.extent() != 0 && a.extent() == b.extent() {
        return if a.pages() > 1 { Given::Same } else { Given::Unsaid };
    }
    match (a.pages(), b.pages()) {
        (0 | 1, _) | (_, 0 | 1) => Given::Unsaid,
        (m, n) if m == n => Given::Same,
        // Unnumbered leaves are counted or not.
        (m, n) if m.abs_diff(n) <= 2 + m.max(n) / 50 => Given::Near,
        _ => Given::Different,
    }
}

fn compare_publishers(a: &View<'_>, b: &View<'_>) -> Given {
    if a.publishers().next().is_none() || b.publishers().next().is_none() {
        return Given::Unsaid;
    }
    if a.publishers().any(|mine| b.publishers().any(|theirs| mine == theirs)) { Given::Same } else { Given::Different }
}

/// Whether two records that share a key are plainly nothing to each other, before everything is compared.
pub(crate) fn quick_refusal(a: &Prepared<'_>, b: &Prepared<'_>) -> bool {
    let cut = a.view.title_is_cut() || b.view.title_is_cut();
    compare_titles(&a.letters, &b.letters, cut).0 == TitleRelation::Different
        && !share_identifier(&a.view, &b.view)
        && !share_alternate(a, b)
}

fn share_identifier(a: &View<'_>, b: &View<'_>) -> bool {
    a.ids().any(|mine| b.ids().any(|theirs| mine == theirs))
}
