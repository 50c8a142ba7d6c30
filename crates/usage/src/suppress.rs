//! Figures too small to be said: with fewer than five people behind it, a figure points at someone.
//!
//! A hidden cell must not come back by subtraction from its table's total. Smallest first, more cells are hidden until
//! at least two are and what they hold together is no small figure either.

/// The smallest figure that is said.
pub const LEAST: i64 = 5;

/// Which cells of a table with a shown total are hidden. `people` is how many people are behind each cell, at least;
/// a cell with nobody behind it says zero.
pub fn hidden(people: &[i64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = people.iter().map(|count| (1..LEAST).contains(count)).collect();
    loop {
        let cells = hidden.iter().filter(|hidden| **hidden).count();
        let sum: i64 = people.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(count, _)| count).sum();
        if cells == 0 || (cells >= 2 && sum >= LEAST) {
            return hidden;
        }
        let smallest = (0..people.len()).filter(|at| !hidden[*at] && people[*at] > 0).min_by_key(|at| people[*at]);
        match smallest {
            Some(at) => hidden[at] = true,
            // Nothing else to hide behind: the caller must not show the total either.
            None => return hidden,
        }
    }
}

/// Whether the total of a table may be shown beside these cells.
pub fn total_may_be_shown(people: &[i64], hidden: &[bool]) -> bool {
    let cells = hidden.iter().filter(|hidden| **hidden).count();
    let sum: i64 = people.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(count, _)| count).sum();
    cells == 0 || (cells >= 2 && sum >= LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_small_cell_takes_another_with_it() {
        assert_eq!(hidden(&[3, 40, 12, 0]), [true, false, true, false]);
        assert_eq!(hidden(&[3, 4, 12]), [true, true, false]);
        assert_eq!(hidden(&[1, 2, 12, 30]), [true, true, true, false], "three together are a small figure still");
        assert_eq!(hidden(&[5, 6, 0]), [false, false, false]);
        assert_eq!(hidden(&[4, 0]), [true, false]);
        assert!(!total_may_be_shown(&[4, 0], &hidden(&[4, 0])));
    }

    proptest! {
        #[test]
        fn no_small_figure_can_be_worked_out(people in proptest::collection::vec(0_i64..30, 0..12)) {
            let hidden = hidden(&people);
            for (count, hidden) in people.iter().zip(&hidden) {
                prop_assert!(*hidden || !(1..LEAST).contains(count));
                prop_assert!(!*hidden || *count > 0);
            }
            if total_may_be_shown(&people, &hidden) {
                let held: Vec<i64> = people.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(c, _)| *c).collect();
                prop_assert!(held.is_empty() || (held.len() >= 2 && held.iter().sum::<i64>() >= LEAST));
            }
        }
    }
}
