//! Why something cannot be shared.

/// The room's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something cannot be shared. The text can be shown to whoever wrote the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nobody to share between.
    #[error("there is no museum to share between")]
    NoMuseum,
    /// More museums than a set of them is written for.
    #[error("{0} museums: at most 64 can share a pot")]
    TooManyMuseums(usize),
    /// Two museums with one code.
    #[error("the museum {0} is named twice")]
    SameMuseumTwice(String),
    /// A line that does not count its visits museum by museum.
    #[error("a line counts the visits of {found} museums where there are {expected}")]
    WrongLength {
        /// How many museums there are.
        expected: usize,
        /// How many the line counts.
        found: usize,
    },
    /// An amount below zero.
    #[error("{0} is below zero")]
    Negative(&'static str),
    /// Sums that cannot be counted in cents.
    #[error("these amounts are too large to be counted")]
    Overflow,
    /// A part of nothing.
    #[error("a share of the money must be a fraction between 0 and 1")]
    WrongPart,
    /// More is asked for than there is.
    #[error("the estate is larger than all that is claimed")]
    EstateAboveClaims,
    /// A basis whose parts do not add up to its money.
    #[error("the aggregates contradict one another: their parts do not add up to the money of the passes used")]
    Inconsistent,
    /// A game without a worth for each coalition.
    #[error("a game of {players} players has {expected} coalitions, not {found}")]
    WrongGame {
        /// How many players.
        players: usize,
        /// How many worths are needed.
        expected: usize,
        /// How many are given.
        found: usize,
    },
    /// A word that names no rule.
    #[error("no rule is called {0}")]
    UnknownRule(String),
    /// A text that is no number.
    #[error("{0} is neither a whole number, a decimal number nor a fraction")]
    NotANumber(String),
}
