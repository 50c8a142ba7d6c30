//! What several pages of accounts show alike.

use serde::Serialize;

use super::OFFICE;
use super::figures::{Figure, FigureKind};
use super::rows::Season;
use super::table::Cell;

/// A figure on a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureView {
    pub(super) code: &'static str,
    pub(super) amount: Cell,
    pub(super) known: i64,
    pub(super) played: i64,
    pub(super) partial: bool,
    pub(super) href: String,
}

impl FigureView {
    pub(super) fn of(figure: &Figure, season: &str) -> Self {
        Self {
            code: figure.kind.code(),
            amount: Cell::of(figure.amount),
            known: figure.known,
            played: figure.played,
            partial: figure.is_partial(),
            href: format!("{OFFICE}/{season}/{}", figure.kind.code()),
        }
    }

    pub(super) fn all(figures: &[Figure], season: &str) -> Vec<Self> {
        figures.iter().map(|figure| Self::of(figure, season)).collect()
    }
}

/// A season's line in a table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SeasonView {
    pub(super) name: String,
    pub(super) code: String,
    pub(super) href: String,
    pub(super) imported: bool,
    pub(super) demo: bool,
    pub(super) figures: Vec<FigureView>,
}

/// Figures of a table of seasons.
pub(super) const SHOWN: [FigureKind; 6] = [
    FigureKind::Performances,
    FigureKind::Communes,
    FigureKind::Spectators,
    FigureKind::FillRate,
    FigureKind::Artists,
    FigureKind::Receipts,
];

impl SeasonView {
    pub(super) fn of(season: &Season, figures: &[Figure]) -> Self {
        let shown = SHOWN.iter().filter_map(|kind| figures.iter().find(|figure| figure.kind == *kind));
        Self {
            name: season.name.clone(),
            code: season.code.clone(),
            href: format!("{OFFICE}/{}", season.code),
            imported: season.is_imported(),
            demo: season.demo,
            figures: shown.map(|figure| FigureView::of(figure, &season.code)).collect(),
        }
    }
}
