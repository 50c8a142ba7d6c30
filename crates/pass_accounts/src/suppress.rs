//! Figures too small to be said: with fewer than five passes behind it, a figure points at someone.
//!
//! A hidden cell must not come back by subtraction from its table's total: smallest first, more cells are hidden until at
//! least two are, and what they hold together is no small figure either.

/// The fewest passes behind a figure that is said.
pub(crate) const LEAST: i64 = 5;

/// Which cells of a table whose total is shown are hidden; `passes` is how many are behind each.
pub(crate) fn hidden(passes: &[i64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = passes.iter().map(|count| (1..LEAST).contains(count)).collect();
    loop {
        let cells = hidden.iter().filter(|hidden| **hidden).count();
        let sum: i64 = passes.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(count, _)| count).sum();
        if cells == 0 || (cells >= 2 && sum >= LEAST) {
            return hidden;
        }
        let smallest = (0..passes.len()).filter(|at| !hidden[*at] && passes[*at] > 0).min_by_key(|at| passes[*at]);
        match smallest {
            Some(at) => hidden[at] = true,
            None => return hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_small_cell_takes_another_with_it() {
        assert_eq!(hidden(&[3, 40, 12, 0]), [true, false, true, false]);
        assert_eq!(hidden(&[1, 2, 12, 30]), [true, true, true, false], "three together are a small figure still");
        assert_eq!(hidden(&[5, 6, 0]), [false, false, false]);
        assert_eq!(hidden(&[4, 0]), [true, false]);
    }
}
