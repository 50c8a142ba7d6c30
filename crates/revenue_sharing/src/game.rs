//! Cooperative games: what each coalition of players is worth, and the Shapley value.
//!
//! Sharing passes by [`Rule::Shapley`](crate::Rule::Shapley) is the Shapley value of the game in which a set of museums is
//! worth the passes that saw no museum outside it (Ginsburgh & Zang 2003). Here is the value of any game, by Harsanyi's
//! dividends, to hold the one against the other and both against published examples.

use num_rational::BigRational;
use num_traits::Zero;

use crate::{Error, Result};

/// The most players: beyond, there are too many coalitions to list.
pub const MOST_PLAYERS: usize = 16;

/// What each coalition is worth; the empty one nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Game {
    players: usize,
    /// By the set of players as bits.
    worth: Vec<BigRational>,
}

impl Game {
    /// A game from the worth of its coalitions, smallest coalitions first, then in the players' order, as most books list
    /// them: 1, 2, 3, 12, 13, 23, 123.
    ///
    /// # Errors
    /// [`Error::WrongGame`] when a worth is missing, or for too many players.
    pub fn listed(players: usize, worth: &[BigRational]) -> Result<Self> {
        let expected = if (1..=MOST_PLAYERS).contains(&players) { (1_usize << players) - 1 } else { 0 };
        if expected == 0 || worth.len() != expected {
            return Err(Error::WrongGame { players, expected, found: worth.len() });
        }
        let mut coalitions: Vec<usize> = (1..1 << players).collect();
        let members = |set: usize| (0..players).filter(move |player| set >> player & 1 == 1);
        coalitions.sort_by(|one, other| {
            one.count_ones().cmp(&other.count_ones()).then_with(|| members(*one).cmp(members(*other)))
        });
        let mut game = Self { players, worth: vec![BigRational::zero(); 1 << players] };
        for (coalition, worth) in coalitions.into_iter().zip(worth) {
            game.worth[coalition] = worth.clone();
        }
        Ok(game)
    }

    /// The game of passes: a set of museums is worth the money of the passes that saw some of them and no other.
    ///
    /// # Errors
    /// [`Error::WrongGame`] for too many museums.
    pub fn of_passes(museums: usize, passes: &[(u64, i64)]) -> Result<Self> {
        if !(1..=MOST_PLAYERS).contains(&museums) {
            return Err(Error::WrongGame { players: museums, expected: 0, found: 0 });
        }
        let worth = (0..1_u64 << museums)
            .map(|coalition| {
                let inside = passes.iter().filter(|(seen, _)| *seen != 0 && seen & !coalition == 0);
                inside.map(|(_, cents)| BigRational::from_integer((*cents).into())).sum()
            })
            .collect();
        Ok(Self { players: museums, worth })
    }

    /// What a coalition, as bits, is worth.
    pub fn worth(&self, coalition: usize) -> Option<&BigRational> {
        self.worth.get(coalition)
    }

    /// Harsanyi's dividends: what each coalition is worth beyond its parts.
    pub fn dividends(&self) -> Vec<BigRational> {
        let mut dividends = self.worth.clone();
        for player in 0..self.players {
            for coalition in 0..dividends.len() {
                if coalition >> player & 1 == 1 {
                    let without = dividends[coalition ^ 1 << player].clone();
                    dividends[coalition] -= without;
                }
            }
        }
        dividends
    }

    /// The Shapley value: each coalition's dividend, shared equally among its members.
    pub fn shapley(&self) -> Vec<BigRational> {
        let mut value = vec![BigRational::zero(); self.players];
        for (coalition, dividend) in self.dividends().into_iter().enumerate().skip(1) {
            let each = dividend / BigRational::from_integer(coalition.count_ones().into());
            for (player, value) in value.iter_mut().enumerate() {
                if coalition >> player & 1 == 1 {
                    *value += &each;
                }
            }
        }
        value
    }
}
