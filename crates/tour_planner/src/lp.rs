//! Linear programmes whose variables all lie in boxes, by the dual simplex method, with bounds proved in integers.
//!
//! Floats find the way and integers prove it: whatever multipliers the simplex ends with, rounded to multiples of
//! 2⁻⁴⁰ they give a bound by plain integer arithmetic (Neumaier and Shcherbina, "Safe bounds in linear and
//! mixed-integer programming", 2004). Rounding errors can only make a search longer, never wrong.

mod proof;

/// `Σ coefficient × x ≤ limit`, with a slack from 0 to `room`.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) terms: Vec<(usize, i64)>,
    pub(crate) limit: i64,
    pub(crate) room: i64,
}

impl Row {
    /// The row, its slack bounded by what variables in 0..1 can leave.
    pub(crate) fn at_most(terms: Vec<(usize, i64)>, limit: i64) -> Self {
        let least: i64 = terms.iter().map(|(_, coefficient)| (*coefficient).min(0)).sum();
        Self { terms, limit, room: (limit - least).max(0) }
    }
}

/// How a solving ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    Optimal,
    /// Nothing lies within all rows, as the row of the tableau named shows.
    Infeasible(usize),
    /// Too many steps: the multipliers are as good as any.
    Weary,
}

const FEASIBLE: f64 = 1e-7;
const PIVOT: f64 = 1e-8;
const DUAL: f64 = 1e-9;

/// A linear programme to be maximised, kept with its last basis.
#[derive(Clone)]
pub(crate) struct Lp {
    columns: usize,
    rows: Vec<Row>,
    scale: Vec<f64>,
    low: Vec<i64>,
    high: Vec<i64>,
    objective: Vec<i64>,
    cost: Vec<f64>,
    tableau: Vec<Vec<f64>>,
    right: Vec<f64>,
    reduced: Vec<f64>,
    basis: Vec<usize>,
    place: Vec<Option<usize>>,
    upper: Vec<bool>,
    value: Vec<f64>,
    pivots: usize,
    /// Numbers looked at since [`Lp::looked`] was asked last.
    looks: u64,
}

impl Lp {
    pub(crate) fn new(columns: usize, rows: Vec<Row>) -> Self {
        let mut lp = Self {
            columns,
            rows: Vec::new(),
            scale: Vec::new(),
            low: vec![0; columns],
            high: vec![1; columns],
            objective: vec![0; columns],
            cost: vec![0.0; columns],
            tableau: Vec::new(),
            right: Vec::new(),
            reduced: vec![0.0; columns],
            basis: Vec::new(),
            place: vec![None; columns],
            upper: vec![false; columns],
            value: Vec::new(),
            pivots: 0,
            looks: 0,
        };
        for row in rows {
            lp.add(row);
        }
        lp
    }

    /// How many numbers were looked at since this was asked last: the work done.
    pub(crate) fn looked(&mut self) -> u64 {
        std::mem::take(&mut self.looks)
    }

    /// Numbers in the rows as given: what a proof in integers looks at.
    pub(crate) fn terms(&self) -> u64 {
        self.rows.iter().map(|row| row.terms.len() as u64 + 1).sum::<u64>() + self.columns as u64
    }

    /// Numbers in the tableau: what is kept in memory grows with it.
    pub(crate) fn cells(&self) -> usize {
        self.rows.len() * (self.columns + self.rows.len())
    }

    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(crate) fn bounds(&self, column: usize) -> (i64, i64) {
        (self.low[column], self.high[column])
    }

    pub(crate) fn set_bounds(&mut self, column: usize, low: i64, high: i64) {
        self.low[column] = low;
        self.high[column] = high;
    }

    /// Narrows or widens a row's slack.
    pub(crate) fn set_room(&mut self, row: usize, room: i64) {
        self.rows[row].room = room;
    }

    /// Adds a row; the basis stays.
    pub(crate) fn add(&mut self, row: Row) {
        let largest = row.terms.iter().map(|(_, coefficient)| coefficient.abs()).max().unwrap_or(1).max(1);
        let scale = 1.0 / largest as f64;
        for line in &mut self.tableau {
            if line.len() == line.capacity() {
                // A little at a time: a vector left to itself would take twice the room.
                line.reserve_exact(line.len() / 8 + 16);
            }
            line.push(0.0);
        }
        self.reduced.push(0.0);
        self.cost.push(0.0);
        self.upper.push(false);
        let mut line = vec![0.0; self.columns + self.rows.len() + 1];
        let mut right = row.limit as f64 * scale;
        for (column, coefficient) in &row.terms {
            line[*column] = *coefficient as f64 * scale;
        }
        let own = self.columns + self.rows.len();
        line[own] = 1.0;
        self.looks += line.len() as u64;
        for (at, basic) in self.basis.iter().enumerate() {
            let factor = line[*basic];
            if factor != 0.0 {
                self.looks += line.len() as u64;
                for (cell, from) in line.iter_mut().zip(&self.tableau[at]) {
                    *cell -= factor * from;
                }
                line[*basic] = 0.0;
                right -= factor * self.right[at];
            }
        }
        self.place.push(Some(self.basis.len()));
        self.basis.push(own);
        self.tableau.push(line);
        self.right.push(right);
        self.value.push(0.0);
        self.scale.push(scale);
        self.rows.push(row);
    }

    /// Another objective, in whole numbers; the basis stays.
    pub(crate) fn maximise(&mut self, objective: &[i64]) {
        self.objective = objective.to_vec();
        for (column, coefficient) in objective.iter().enumerate() {
            // Equals are told apart a little, or the simplex would go round among them; all together by less than
            // a tenth of one unit of the objective.
            let grain = ((column as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as f64 / (1_u64 << 24) as f64;
            self.cost[column] = *coefficient as f64 + (0.1 + grain) * 0.05 / (self.columns.max(1) as f64);
        }
        self.price();
    }

    fn price(&mut self) {
        self.reduced.clone_from(&self.cost);
        for (at, basic) in self.basis.iter().enumerate() {
            let factor = self.cost[*basic];
            if factor != 0.0 {
                self.looks += self.cost.len() as u64;
                for (cell, from) in self.reduced.iter_mut().zip(&self.tableau[at]) {
                    *cell -= factor * from;
                }
            }
        }
        for basic in &self.basis {
            self.reduced[*basic] = 0.0;
        }
    }

    /// Back to the basis of slacks: what rounding spoilt is forgotten.
    pub(crate) fn refresh(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        // Let go first: two tableaux at once would be twice the room.
        self.tableau = Vec::new();
        let mut fresh = Self::new(self.columns, rows);
        fresh.low.clone_from(&self.low);
        fresh.high.clone_from(&self.high);
        let objective = std::mem::take(&mut self.objective);
        fresh.maximise(&objective);
        fresh.looks += self.looks;
        *self = fresh;
    }

    fn sides(&self, variable: usize) -> (f64, f64) {
        if variable < self.columns {
            (self.low[variable] as f64, self.high[variable] as f64)
        } else {
            let row = variable - self.columns;
            (0.0, self.rows[row].room as f64 * self.scale[row])
        }
    }

    fn settle(&mut self) {
        let all = self.columns + self.rows.len();
        let mut moved: Vec<(usize, f64)> = Vec::new();
        for variable in 0..all {
            if self.place[variable].is_some() {
                continue;
            }
            if self.reduced[variable] > DUAL {
                self.upper[variable] = true;
            } else if self.reduced[variable] < -DUAL {
                self.upper[variable] = false;
            }
            let (low, high) = self.sides(variable);
            let at = if self.upper[variable] { high } else { low };
            if at != 0.0 {
                moved.push((variable, at));
            }
        }
        self.looks += (all + self.rows.len() * moved.len()) as u64;
        for (at, line) in self.tableau.iter().enumerate() {
            self.value[at] = self.right[at] - moved.iter().map(|(variable, by)| line[*variable] * by).sum::<f64>();
        }
    }

    /// Solves from the last basis, looking at little more than `looks` numbers.
    pub(crate) fn solve(&mut self, looks: u64) -> End {
        let end = self.looks.saturating_add(looks);
        if self.pivots > 3000 {
            self.pivots = 0;
            self.refresh();
        }
        self.settle();
        let most = 50 * (self.rows.len() + 20);
        for _ in 0..most {
            if self.looks > end {
                break;
            }
            let Some((row, below)) = self.worst() else { return End::Optimal };
            let Some(enters) = self.entering(row, below) else { return End::Infeasible(row) };
            self.pivot(row, enters, below);
        }
        End::Weary
    }

    fn worst(&self) -> Option<(usize, bool)> {
        let mut worst: Option<(usize, bool)> = None;
        let mut by = FEASIBLE;
        for (at, basic) in self.basis.iter().enumerate() {
            let (low, high) = self.sides(*basic);
            let value = self.value[at];
            if low - value > by {
                by = low - value;
                worst = Some((at, true));
            }
            if value - high > by {
                by = value - high;
                worst = Some((at, false));
            }
        }
        worst
    }

    fn entering(&self, row: usize, below: bool) -> Option<usize> {
        let line = &self.tableau[row];
        let mut best: Option<(usize, f64, f64)> = None;
        for (variable, cell) in line.iter().enumerate() {
            if cell.abs() < PIVOT || self.place[variable].is_some() {
                continue;
            }
            let (low, high) = self.sides(variable);
            if low == high {
                continue;
            }
            let helps = if below == self.upper[variable] { *cell > 0.0 } else { *cell < 0.0 };
            if !helps {
                continue;
            }
            let ratio = self.reduced[variable].abs() / cell.abs();
            let better = match best {
                None => true,
                Some((_, least, size)) => ratio < least - 1e-10 || (ratio <= least + 1e-10 && cell.abs() > size),
            };
            if better {
                best = Some((variable, ratio, cell.abs()));
            }
        }
        best.map(|(variable, _, _)| variable)
    }

    fn pivot(&mut self, row: usize, enters: usize, below: bool) {
        self.pivots += 1;
        let leaves = self.basis[row];
        let (low, high) = self.sides(leaves);
        let target = if below { low } else { high };
        let pivot = self.tableau[row][enters];
        let step = (self.value[row] - target) / pivot;
        let (enters_low, enters_high) = self.sides(enters);
        let from = if self.upper[enters] { enters_high } else { enters_low };
        for (at, line) in self.tableau.iter().enumerate() {
            if at != row {
                self.value[at] -= line[enters] * step;
            }
        }
        self.value[row] = from + step;
        let mut line = std::mem::take(&mut self.tableau[row]);
        for cell in &mut line {
            *cell /= pivot;
        }
        line[enters] = 1.0;
        let right = self.right[row] / pivot;
        let filled: Vec<usize> =
            line.iter().enumerate().filter(|(_, cell)| cell.abs() > 1e-13).map(|(column, _)| column).collect();
        self.looks += (line.len() * 2 + self.rows.len() * 2) as u64;
        for (at, other) in self.tableau.iter_mut().enumerate() {
            if at == row {
                continue;
            }
            let factor = other[enters];
            if factor != 0.0 {
                self.looks += filled.len() as u64;
                for column in &filled {
                    other[*column] -= factor * line[*column];
                }
                other[enters] = 0.0;
                self.right[at] -= factor * right;
            }
        }
        let factor = self.reduced[enters];
        if factor != 0.0 {
            for column in &filled {
                self.reduced[*column] -= factor * line[*column];
            }
        }
        self.reduced[enters] = 0.0;
        self.tableau[row] = line;
        self.right[row] = right;
        self.basis[row] = enters;
        self.place[enters] = Some(row);
        self.place[leaves] = None;
        self.upper[leaves] = !below;
    }

    /// What the variables are.
    pub(crate) fn point(&self) -> Vec<f64> {
        (0..self.columns)
            .map(|column| match self.place[column] {
                Some(row) => self.value[row],
                None if self.upper[column] => self.high[column] as f64,
                None => self.low[column] as f64,
            })
            .collect()
    }
}
