//! VAT on admissions to shows.
//!
//! 2.1 % of the receipts of the first 140 performances to which the public is admitted for payment, of dramatic, lyric,
//! musical or choreographic works newly created or classical works newly staged, and of circus shows made only of original
//! creations with regular musicians; 5.5 % after these, and for other shows. Entirely free performances are not counted
//! among the 140 (BOI-TVA-LIQ-40-20). A performance during which people are served is at neither rate: that is not judged
//! here.

use jiff::civil::Date;
use serde::Serialize;

/// How many first performances are at the lowest rate (CGI, annexe III, art. 89 ter, then CIBS, art. L213-231).
pub const FIRST: u32 = 140;

/// What is played, as far as the rate goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// A dramatic, lyric, musical or choreographic work newly created, or a musical variety show.
    Creation,
    /// A classical work newly staged.
    NewStaging,
    /// A circus show made only of original creations, with regular musicians.
    OriginalCircus,
    /// Any other show: variety without music, an older staging.
    OtherShow,
}

impl Nature {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Creation, Self::NewStaging, Self::OriginalCircus, Self::OtherShow];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Creation => "creation",
            Self::NewStaging => "new_staging",
            Self::OriginalCircus => "original_circus",
            Self::OtherShow => "other_show",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|nature| nature.code() == code)
    }

    fn has_first(self) -> bool {
        self != Self::OtherShow
    }
}

/// A rate with where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Rate {
    /// In thousandths: 21 is 2.1 %.
    pub per_mille: i64,
    /// The article.
    pub article: &'static str,
}

/// A rule in force for some time.
struct Rule {
    from: Date,
    /// The last day; none while it is in force.
    until: Option<Date>,
    lowest: Rate,
    reduced: Rate,
}

/// The rules, oldest first. The ordonnance n° 2025-1247 moved them, unchanged, from the CGI to the CIBS on 1 September 2026.
const RULES: [Rule; 2] = [
    Rule {
        from: Date::constant(2014, 1, 1),
        until: Some(Date::constant(2026, 8, 31)),
        lowest: Rate { per_mille: 21, article: "CGI, art. 281 quater ; annexe III, art. 89 ter" },
        reduced: Rate { per_mille: 55, article: "CGI, art. 278-0 bis, F, 1°" },
    },
    Rule {
        from: Date::constant(2026, 9, 1),
        until: None,
        lowest: Rate { per_mille: 21, article: "CIBS, art. L213-231" },
        reduced: Rate { per_mille: 55, article: "CIBS, art. L213-232" },
    },
];

/// Why a rate is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// Nobody said what is played.
    #[error("nobody said what is played")]
    Nature,
    /// Nobody said how often it was played before.
    #[error("nobody said how often it was played before")]
    Rank,
    /// No rule is known for the day.
    #[error("no rule is known for this day")]
    Day,
}

impl Unknown {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nature => "nature",
            Self::Rank => "rank",
            Self::Day => "day",
        }
    }
}

/// The rate of a performance on a day. `rank` says which it is, from 1, among the paid performances of the work in this
/// staging, wherever they were given.
///
/// # Errors
/// [`Unknown`]: an unknown rate is not the higher one.
pub fn rate(nature: Option<Nature>, rank: Option<u32>, on: Date) -> Result<Rate, Unknown> {
    let nature = nature.ok_or(Unknown::Nature)?;
    let rule =
        RULES.iter().find(|rule| rule.from <= on && rule.until.is_none_or(|until| on <= until)).ok_or(Unknown::Day)?;
    if !nature.has_first() {
        return Ok(rule.reduced);
    }
    match rank {
        None | Some(0) => Err(Unknown::Rank),
        Some(rank) if rank <= FIRST => Ok(rule.lowest),
        Some(_) => Ok(rule.reduced),
    }
}

/// An amount taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Split {
    /// With VAT, in cents.
    pub gross: i64,
    /// Without.
    pub net: i64,
    /// VAT.
    pub vat: i64,
}

/// Half away from zero.
pub(crate) fn rounded(numerator: i128, denominator: i128) -> i64 {
    let sign = if numerator < 0 { -1 } else { 1 };
    let whole = (2 * numerator.abs() + denominator) / (2 * denominator);
    i64::try_from(sign * whole).unwrap_or(if sign < 0 { i64::MIN } else { i64::MAX })
}

/// Takes an amount apart, VAT rounded to the cent, half up. Net and VAT add up to the amount.
#[must_use]
pub fn split(gross: i64, per_mille: i64) -> Split {
    let vat = rounded(i128::from(gross) * i128::from(per_mille), 1000 + i128::from(per_mille));
    Split { gross, net: gross - vat, vat }
}

/// Takes a statement apart at one rate: the VAT of the whole is rounded once, and shared out to its lines by largest
/// remainder, the first line first when equal. Lines add up to the whole, cent by cent, in all three columns.
#[must_use]
pub fn split_lines(gross: &[i64], per_mille: i64) -> (Vec<Split>, Split) {
    let whole = split(gross.iter().sum(), per_mille);
    let denominator = 1000 + i128::from(per_mille);
    let exact = |gross: i64| i128::from(gross) * i128::from(per_mille);
    let mut lines: Vec<Split> = gross
        .iter()
        .map(|gross| {
            let vat = i64::try_from(exact(*gross).div_euclid(denominator)).unwrap_or(0);
            Split { gross: *gross, net: gross - vat, vat }
        })
        .collect();
    let mut left = whole.vat - lines.iter().map(|line| line.vat).sum::<i64>();
    let mut order: Vec<usize> = (0..gross.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(exact(gross[*at]).rem_euclid(denominator)), *at));
    for at in order {
        if left <= 0 {
            break;
        }
        lines[at].vat += 1;
        lines[at].net -= 1;
        left -= 1;
    }
    (lines, whole)
}
