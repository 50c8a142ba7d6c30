//! Figures, computed from their rows: each says over how many performances it is known, and is unknown when over none.

use std::collections::BTreeSet;

use super::rows::AccountRow;

/// A figure of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureKind {
    /// Performances played.
    Performances,
    /// People who came in.
    Spectators,
    /// Tickets, paid and free.
    Tickets,
    /// People who came in, of the places there were.
    FillRate,
    /// What tickets brought.
    Receipts,
    /// Artists on stage, counted at each performance.
    Artists,
    /// Of those asked, for how many it was the first time.
    FirstTime,
    /// How far people came from, on average.
    Distance,
    /// Communes that received.
    Communes,
    /// What performances cost.
    Cost,
    /// What performances cost for each person who came in.
    CostPerSpectator,
}

impl FigureKind {
    /// Every figure, in the order of the account.
    pub const ALL: [Self; 11] = [
        Self::Performances,
        Self::Spectators,
        Self::FillRate,
        Self::Tickets,
        Self::Receipts,
        Self::Artists,
        Self::FirstTime,
        Self::Distance,
        Self::Communes,
        Self::Cost,
        Self::CostPerSpectator,
    ];

    /// Its name in addresses and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Performances => "representations",
            Self::Spectators => "spectateurs",
            Self::Tickets => "billets",
            Self::FillRate => "remplissage",
            Self::Receipts => "recettes",
            Self::Artists => "artistes",
            Self::FirstTime => "premiere-fois",
            Self::Distance => "distance",
            Self::Communes => "communes",
            Self::Cost => "cout",
            Self::CostPerSpectator => "cout-par-spectateur",
        }
    }

    /// The figure of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How much, in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// So many.
    Count(i64),
    /// Cents.
    Cents(i64),
    /// Thousandths of the whole.
    PerMille(i64),
    /// Metres.
    Metres(i64),
}

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Which.
    pub kind: FigureKind,
    /// How much; none when it is known of no performance.
    pub amount: Option<Amount>,
    /// Of how many performances played it is known.
    pub known: i64,
    /// How many were played.
    pub played: i64,
}

impl Figure {
    /// Whether it leaves performances out, for want of knowing.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.amount.is_some() && self.known < self.played
    }
}

/// A figure from rows; those not played do not count.
#[must_use]
pub fn figure(kind: FigureKind, rows: &[AccountRow]) -> Figure {
    let played: Vec<&AccountRow> = rows.iter().filter(|row| row.is_played()).collect();
    let all = played.len() as i64;
    let (amount, known) = match kind {
        FigureKind::Performances => (Some(Amount::Count(all)), all),
        FigureKind::Communes => {
            let communes: BTreeSet<&str> = played.iter().map(|row| row.commune.as_str()).collect();
            (Some(Amount::Count(communes.len() as i64)), all)
        }
        FigureKind::Spectators => sum(&played, |row| row.spectators, Amount::Count),
        FigureKind::Tickets => sum(&played, |row| Some(row.paid? + row.free?), Amount::Count),
        FigureKind::Receipts => sum(&played, |row| row.receipts, Amount::Cents),
        FigureKind::Artists => sum(&played, |row| row.artists, Amount::Count),
        FigureKind::Cost => sum(&played, |row| row.cost, Amount::Cents),
        FigureKind::FillRate => ratio(
            &played,
            |row| Some((row.spectators?, row.places?)),
            |part, whole| Amount::PerMille(rounded(part * 1000, whole)),
        ),
        FigureKind::FirstTime => {
            let asked = |row: &AccountRow| Some((row.first_time?, row.asked_first.filter(|asked| *asked > 0)?));
            ratio(&played, asked, |part, whole| Amount::PerMille(rounded(part * 1000, whole)))
        }
        FigureKind::Distance => {
            let metres = |row: &AccountRow| row.travelled.map(|(people, metres)| (metres, people));
            ratio(&played, metres, |metres, people| Amount::Metres(rounded(metres, people)))
        }
        FigureKind::CostPerSpectator => ratio(
            &played,
            |row| Some((row.cost?, row.spectators?)),
            |cost, people| Amount::Cents(rounded(cost, people)),
        ),
    };
    Figure { kind, amount, known, played: all }
}

/// Every figure.
#[must_use]
pub fn figures(rows: &[AccountRow]) -> Vec<Figure> {
    FigureKind::ALL.into_iter().map(|kind| figure(kind, rows)).collect()
}

fn sum(
    rows: &[&AccountRow],
    of: impl Fn(&AccountRow) -> Option<i64>,
    unit: fn(i64) -> Amount,
) -> (Option<Amount>, i64) {
    let known: Vec<i64> = rows.iter().filter_map(|row| of(row)).collect();
    let amount = (!known.is_empty()).then(|| unit(known.iter().sum()));
    (amount, known.len() as i64)
}

/// One sum over another, over the rows where both are known; unknown over nothing.
fn ratio(
    rows: &[&AccountRow],
    of: impl Fn(&AccountRow) -> Option<(i64, i64)>,
    unit: impl Fn(i64, i64) -> Amount,
) -> (Option<Amount>, i64) {
    let known: Vec<(i64, i64)> = rows.iter().filter_map(|row| of(row)).collect();
    let part: i64 = known.iter().map(|(part, _)| part).sum();
    let whole: i64 = known.iter().map(|(_, whole)| whole).sum();
    ((whole > 0).then(|| unit(part, whole)), known.len() as i64)
}

/// A division of numbers that are not negative, to the nearest, halves up.
pub(super) fn rounded(part: i64, whole: i64) -> i64 {
    (part + whole / 2) / whole
}

#[cfg(test)]
mod tests {
    use super::super::rows::RowState;
    use super::*;
    use proptest::prelude::*;

    fn row(spectators: Option<i64>, places: Option<i64>, cost: Option<i64>) -> AccountRow {
        AccountRow {
            year: 2026,
            imported: false,
            title: "Carmen".to_owned(),
            institution: "Opéra".to_owned(),
            commune: "59011".to_owned(),
            commune_name: "Annœullin".to_owned(),
            day: None,
            hour: String::new(),
            state: RowState::Played,
            places,
            spectators,
            paid: None,
            free: None,
            receipts: None,
            artists: None,
            cost,
            asked_first: None,
            first_time: None,
            travelled: None,
            provisional: false,
        }
    }

    #[test]
    fn unknown_is_left_out_and_told() {
        let rows =
            [row(Some(90), Some(100), Some(100_000)), row(None, Some(200), Some(50_000)), row(Some(10), None, None)];
        let spectators = figure(FigureKind::Spectators, &rows);
        assert_eq!((spectators.amount, spectators.known, spectators.played), (Some(Amount::Count(100)), 2, 3));
        assert!(spectators.is_partial());
        // Only where both are known: 90 of 100.
        assert_eq!(figure(FigureKind::FillRate, &rows).amount, Some(Amount::PerMille(900)));
        assert_eq!(figure(FigureKind::CostPerSpectator, &rows).amount, Some(Amount::Cents(1_111)));
        let receipts = figure(FigureKind::Receipts, &rows);
        assert_eq!((receipts.amount, receipts.known), (None, 0));
        assert!(!receipts.is_partial());
    }

    #[test]
    fn an_average_over_nobody_is_unknown() {
        let rows = [row(Some(0), Some(100), Some(100_000))];
        assert_eq!(figure(FigureKind::CostPerSpectator, &rows).amount, None);
        assert_eq!(figure(FigureKind::FillRate, &rows).amount, Some(Amount::PerMille(0)));
    }

    #[test]
    fn what_was_not_played_does_not_count() {
        let mut rows = [row(Some(90), None, None), row(Some(50), None, None)];
        rows[1].state = RowState::Cancelled;
        assert_eq!(figure(FigureKind::Performances, &rows).amount, Some(Amount::Count(1)));
        assert_eq!(figure(FigureKind::Spectators, &rows).amount, Some(Amount::Count(90)));
    }

    proptest! {
        #[test]
        fn a_figure_is_that_of_its_known_rows(
            all in proptest::collection::vec((proptest::option::of(0i64..2_000), proptest::option::of(1i64..2_000)), 0..30),
        ) {
            let rows: Vec<AccountRow> = all.iter().map(|(people, places)| row(*people, *places, None)).collect();
            let known: Vec<AccountRow> =
                rows.iter().filter(|row| row.spectators.is_some() && row.places.is_some()).cloned().collect();
            let (whole, part) = (figure(FigureKind::FillRate, &rows), figure(FigureKind::FillRate, &known));
            prop_assert_eq!(whole.amount, part.amount);
            prop_assert_eq!(whole.known, known.len() as i64);
        }
    }
}
