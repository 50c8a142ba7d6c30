//! A figure's rows as a table, shown on a page or sent as CSV.

use ledger::Cents;
use serde::Serialize;

use super::figures::{Amount, Figure, FigureKind, rounded};
use super::rows::AccountRow;

/// A cell, in its unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub(super) enum Cell {
    /// Not known.
    Unknown,
    Text(String),
    Count(i64),
    Cents(i64),
    Percent(f64),
    Km(f64),
    /// A day, as ISO 8601.
    Day(String),
    /// End of the message `accounts-state-…`.
    State(&'static str),
}

impl Cell {
    pub(super) fn of(amount: Option<Amount>) -> Self {
        match amount {
            None => Self::Unknown,
            Some(Amount::Count(count)) => Self::Count(count),
            Some(Amount::Cents(cents)) => Self::Cents(cents),
            Some(Amount::PerMille(thousandths)) => Self::Percent(thousandths as f64 / 10.0),
            Some(Amount::Metres(metres)) => Self::Km(metres as f64 / 1000.0),
        }
    }

    fn count(count: Option<i64>) -> Self {
        count.map_or(Self::Unknown, Self::Count)
    }

    fn cents(cents: Option<i64>) -> Self {
        cents.map_or(Self::Unknown, Self::Cents)
    }

    /// As a file for spreadsheets has it: a number with a comma, nothing when unknown, and no text a spreadsheet would
    /// take for a formula (OWASP, CSV injection).
    fn plain(&self, say: &impl Fn(&str) -> String) -> String {
        let decimal = |value: &f64, places: usize| format!("{value:.places$}").replace('.', ",");
        match self {
            Self::Unknown => String::new(),
            Self::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => format!("'{text}"),
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.clone(),
            Self::Count(count) => count.to_string(),
            Self::Cents(cents) => Cents(*cents).to_string().replace('.', ","),
            Self::Percent(percent) => decimal(percent, 1),
            Self::Km(km) => decimal(km, 3),
            Self::State(state) => say(&format!("accounts-state-{state}")),
        }
    }
}

/// A table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Table {
    /// Ends of the messages `accounts-col-…`.
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<TableRow>,
}

/// A row of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TableRow {
    pub(super) cells: Vec<Cell>,
    /// Whether it is in the figure; else something of it is not known, or it was not played.
    pub(super) counted: bool,
}

impl Table {
    /// The rows of a figure: all performances, those it leaves out too.
    pub(super) fn of(kind: FigureKind, rows: &[AccountRow]) -> Self {
        let mut columns = vec!["day", "commune", "show", "institution"];
        columns.extend_from_slice(match kind {
            FigureKind::Performances | FigureKind::Communes => &["state"][..],
            FigureKind::Spectators => &["spectators"],
            FigureKind::Tickets => &["paid", "free", "tickets"],
            FigureKind::FillRate => &["spectators", "places", "fill"],
            FigureKind::Receipts => &["receipts"],
            FigureKind::Artists => &["artists"],
            FigureKind::FirstTime => &["asked", "first", "share"],
            FigureKind::Distance => &["located", "km"],
            FigureKind::Cost => &["cost"],
            FigureKind::CostPerSpectator => &["cost", "spectators", "each"],
        });
        let shown = rows.iter().map(|row| {
            let mut cells = vec![
                row.day.map_or(Cell::Unknown, |day| Cell::Day(day.to_string())),
                Cell::Text(row.commune_name.clone()),
                Cell::Text(row.title.clone()),
                Cell::Text(row.institution.clone()),
            ];
            cells.extend(own(kind, row));
            TableRow { cells, counted: row.is_played() && figures_one(kind, row) }
        });
        Self { columns, rows: shown.collect() }
    }

    /// As CSV: semicolons and a mark of order, as French spreadsheets want it.
    pub(super) fn csv(&self, say: &impl Fn(&str) -> String) -> String {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        let heads = self.columns.iter().map(|column| say(&format!("accounts-col-{column}")));
        // Writing to memory cannot fail.
        let _ = writer.write_record(heads.chain([say("accounts-col-counted")]));
        for row in &self.rows {
            let counted = say(if row.counted { "accounts-yes" } else { "accounts-no" });
            let _ = writer.write_record(row.cells.iter().map(|cell| cell.plain(say)).chain([counted]));
        }
        let bytes = writer.into_inner().unwrap_or_default();
        format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
    }
}

fn figures_one(kind: FigureKind, row: &AccountRow) -> bool {
    let Figure { known, .. } = super::figures::figure(kind, std::slice::from_ref(row));
    known == 1
}

fn own(kind: FigureKind, row: &AccountRow) -> Vec<Cell> {
    let per = |part: Option<i64>, whole: Option<i64>| match part.zip(whole.filter(|whole| *whole > 0)) {
        Some((part, whole)) => Cell::of(Some(Amount::PerMille(rounded(part * 1000, whole)))),
        None => Cell::Unknown,
    };
    match kind {
        FigureKind::Performances | FigureKind::Communes => vec![Cell::State(row.state.code())],
        FigureKind::Spectators => vec![Cell::count(row.spectators)],
        FigureKind::Tickets => {
            let both = row.paid.zip(row.free).map(|(paid, free)| paid + free);
            vec![Cell::count(row.paid), Cell::count(row.free), Cell::count(both)]
        }
        FigureKind::FillRate => {
            vec![Cell::count(row.spectators), Cell::count(row.places), per(row.spectators, row.places)]
        }
        FigureKind::Receipts => vec![Cell::cents(row.receipts)],
        FigureKind::Artists => vec![Cell::count(row.artists)],
        FigureKind::FirstTime => {
            vec![Cell::count(row.asked_first), Cell::count(row.first_time), per(row.first_time, row.asked_first)]
        }
        FigureKind::Distance => {
            let mean = row.travelled.map(|(people, metres)| Amount::Metres(rounded(metres, people)));
            vec![Cell::count(row.travelled.map(|(people, _)| people)), Cell::of(mean)]
        }
        FigureKind::Cost => vec![Cell::cents(row.cost)],
        FigureKind::CostPerSpectator => {
            let each = row.cost.zip(row.spectators.filter(|people| *people > 0));
            let each = each.map(|(cost, people)| Amount::Cents(rounded(cost, people)));
            vec![Cell::cents(row.cost), Cell::count(row.spectators), Cell::of(each)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        let say = |key: &str| key.to_owned();
        for text in ["=1+1", "+33", "-2", "@x", "\tx", "\rx"] {
            assert!(Cell::Text(text.to_owned()).plain(&say).starts_with('\''), "{text:?}");
        }
        assert_eq!(Cell::Cents(123_450).plain(&say), "1234,50");
        assert_eq!(Cell::Unknown.plain(&say), "");
    }
}
