//! What floats found, proved in integers: bounds, infeasibility, variables fixed.

use super::Lp;

const ONE: i128 = 1 << 40;
const ONE_F: f64 = (1_u64 << 40) as f64;

/// A bound on the objective, and what each variable and slack takes from it when it leaves its better side.
pub(crate) struct Bound {
    /// In units of 2⁻⁴⁰.
    pub(crate) scaled: i128,
    reduced: Vec<i128>,
    slack: Vec<i128>,
}

impl Bound {
    /// The greatest whole number the objective can be.
    pub(crate) fn whole(&self) -> i64 {
        self.scaled.div_euclid(ONE) as i64
    }
}

impl Lp {
    /// A bound proved in integers, from the multipliers of the last basis.
    pub(crate) fn bound(&self) -> Bound {
        let multipliers: Vec<f64> =
            (0..self.rows.len()).map(|row| -self.reduced[self.columns + row] * self.scale[row]).collect();
        self.bound_by(&multipliers, &self.objective)
    }

    /// Whether a row of the tableau proves in integers that nothing lies within all rows.
    pub(crate) fn proves_infeasible(&self, row: usize) -> bool {
        let none = vec![0; self.columns];
        [1.0, -1.0].into_iter().any(|sign| {
            let line = &self.tableau[row];
            let multipliers: Vec<f64> =
                (0..self.rows.len()).map(|at| sign * line[self.columns + at] * self.scale[at]).collect();
            self.bound_by(&multipliers, &none).scaled < 0
        })
    }

    fn bound_by(&self, multipliers: &[f64], objective: &[i64]) -> Bound {
        let mut reduced: Vec<i128> = objective.iter().map(|coefficient| i128::from(*coefficient) * ONE).collect();
        let mut slack = Vec::with_capacity(self.rows.len());
        let mut scaled: i128 = 0;
        for (row, multiplier) in self.rows.iter().zip(multipliers) {
            // Beyond this a multiplier says nothing of use, and the sums below must stay within 128 bits.
            let whole = (multiplier.clamp(-1e12, 1e12) * ONE_F).round() as i128;
            scaled += whole * i128::from(row.limit);
            for (column, coefficient) in &row.terms {
                reduced[*column] -= whole * i128::from(*coefficient);
            }
            slack.push(-whole);
            scaled += (-whole).max(0) * i128::from(row.room);
        }
        for (column, one) in reduced.iter().enumerate() {
            let side = if *one > 0 { self.high[column] } else { self.low[column] };
            scaled += one * i128::from(side);
        }
        Bound { scaled, reduced, slack }
    }

    /// Keeps what an objective of at least `least` leaves free: a variable whose other side would cost more than the
    /// bound leaves is fixed where it is, a slack likewise.
    pub(crate) fn fix(&mut self, bound: &Bound, least: i64) {
        let spare = bound.scaled - i128::from(least) * ONE;
        for column in 0..self.columns {
            let (low, high) = self.bounds(column);
            if low < high {
                if bound.reduced[column] > spare {
                    self.low[column] = high;
                } else if -bound.reduced[column] > spare {
                    self.high[column] = low;
                }
            }
        }
        for (row, one) in self.rows.iter_mut().zip(&bound.slack) {
            if -one > spare && *one < 0 {
                row.room = 0;
            }
        }
    }

    /// Whether whole numbers lie within every row, by integers only.
    pub(crate) fn holds(&self, chosen: &[bool]) -> bool {
        self.rows.iter().all(|row| {
            let sum: i64 = row.terms.iter().filter(|(column, _)| chosen[*column]).map(|(_, by)| by).sum();
            sum <= row.limit && row.limit - sum <= row.room
        }) && chosen
            .iter()
            .enumerate()
            .all(|(column, yes)| (self.low[column]..=self.high[column]).contains(&i64::from(*yes)))
    }
}
