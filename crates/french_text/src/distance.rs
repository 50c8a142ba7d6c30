//! Edits between two words.

/// The Damerau-Levenshtein distance (optimal string alignment: insertion, deletion, substitution, swap of two
/// neighbours) between `a` and `b` in characters, or `None` when it is more than `limit`.
#[must_use]
pub fn damerau_levenshtein_at_most(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    if a.is_ascii() && b.is_ascii() {
        return bounded(a.as_bytes(), b.as_bytes(), limit);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    bounded(&a, &b, limit)
}

fn bounded<T: PartialEq + Copy>(a: &[T], b: &[T], limit: usize) -> Option<usize> {
    let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[common..], &b[common..]);
    let common = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - common], &b[..b.len() - common]);
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    if a.is_empty() || b.is_empty() {
        return Some(a.len().max(b.len()));
    }
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut row: Vec<usize> = vec![0; width];
    for (i, x) in a.iter().enumerate() {
        row[0] = i + 1;
        let mut best = row[0];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row[j + 1] = cost;
            best = best.min(cost);
        }
        // A swap looks two rows back, so one row over the limit is not yet a verdict.
        if best > limit && last.iter().all(|&cost| cost > limit) {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    let distance = last[b.len()];
    (distance <= limit).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::damerau_levenshtein_at_most as distance;

    #[test]
    fn counts_edits_up_to_the_limit() {
        assert_eq!(distance("germinal", "germinal", 0), Some(0));
        assert_eq!(distance("germinal", "germnial", 1), Some(1));
        assert_eq!(distance("camus", "camu", 1), Some(1));
        assert_eq!(distance("camus", "", 4), None);
        assert_eq!(distance("", "abc", 3), Some(3));
        assert_eq!(distance("miserables", "miesrablse", 2), Some(2));
        assert_eq!(distance("miserables", "miesrablse", 1), None);
        assert_eq!(distance("война", "вонйа", 1), Some(1));
    }
}
