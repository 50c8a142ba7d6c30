//! Pages of a long list: first, last, those around, and the gaps between.

use serde::Serialize;

/// One link of the pagination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// The page's number from 1; 0 for a gap.
    pub number: u64,
    /// Its address; empty for a gap.
    pub href: String,
    /// Whether it is the page shown.
    pub current: bool,
}

/// The pagination of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pagination {
    /// The address of the page before, if any.
    pub previous: Option<String>,
    /// The address of the page after, if any.
    pub next: Option<String>,
    /// Links to show, in order.
    pub links: Vec<PageLink>,
    /// The page shown, from 1.
    pub current: u64,
    /// How many pages there are.
    pub pages: u64,
}

impl Pagination {
    /// For `total` items shown `per_page` at a time, on page `current` (from 1, brought back within bounds). `most` is
    /// the last page one may open, for lists too long to go through. `None` when all is on one page.
    #[must_use]
    pub fn new(total: u64, per_page: u64, current: u64, most: u64, href: impl Fn(u64) -> String) -> Option<Self> {
        let pages = total.div_ceil(per_page.max(1)).min(most.max(1));
        if pages < 2 {
            return None;
        }
        let current = current.clamp(1, pages);
        let mut links: Vec<PageLink> = Vec::new();
        for number in 1..=pages {
            let shown = number == 1 || number == pages || number.abs_diff(current) <= 2;
            if shown {
                links.push(PageLink { number, href: href(number), current: number == current });
            } else if links.last().is_some_and(|link| link.number != 0) {
                links.push(PageLink { number: 0, href: String::new(), current: false });
            }
        }
        Some(Self {
            previous: (current > 1).then(|| href(current - 1)),
            next: (current < pages).then(|| href(current + 1)),
            links,
            current,
            pages,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(total: u64, current: u64) -> Vec<u64> {
        Pagination::new(total, 20, current, 50, |page| format!("?page={page}"))
            .map(|pagination| pagination.links.iter().map(|link| link.number).collect())
            .unwrap_or_default()
    }

    #[test]
    fn a_short_list_has_none() {
        assert!(numbers(0, 1).is_empty());
        assert!(numbers(20, 1).is_empty());
        assert_eq!(numbers(21, 1), [1, 2]);
    }

    #[test]
    fn gaps_are_left_far_from_the_page_shown() {
        assert_eq!(numbers(400, 10), [1, 0, 8, 9, 10, 11, 12, 0, 20]);
        assert_eq!(numbers(1_000_000, 999), [1, 0, 48, 49, 50]);
    }
}
