//! The results of a search. Its state is in the address; facets are a form.

use axum::response::Html;
use serde::Serialize;
use shell::{Frame, PageError, Pagination, Visit};

use super::tile::{Holder, Link, Online};
use crate::availability::HitNow;

/// What the results page shows.
#[derive(Debug, Clone, Serialize)]
pub struct Results {
    /// What was typed.
    pub query: String,
    /// The library searched, when only one is.
    pub inside: Option<Link>,
    /// How many works were found.
    pub total: u64,
    /// The ways to sort, one selected: `pertinence`, `recent`, `ancien`, `titre`, `auteur`.
    pub sorts: Vec<Sort>,
    /// Communes one may be near, one selected or none.
    pub near: Vec<Commune>,
    /// Facets, in the order shown; those without values are left out.
    pub facets: Vec<Facet>,
    /// Filters in force, each with the address without it.
    pub chips: Vec<Chip>,
    /// The address with no filter at all, when there are filters.
    pub clear_href: Option<String>,
    /// The works of this page.
    pub hits: Vec<WorkHit>,
    /// Another spelling that finds more, if any.
    pub suggestion: Option<Link>,
    /// Words of the query that were left out because nothing held them all.
    pub dropped: Vec<String>,
    /// With no result: the same search without one of its words, each with how many it would find.
    pub drop_a_word: Vec<Dropped>,
    /// Links to the other pages.
    pub pagination: Option<Pagination>,
}

/// A way to sort.
#[derive(Debug, Clone, Serialize)]
pub struct Sort {
    /// What the address says.
    pub value: &'static str,
    /// Whether it is in force.
    pub selected: bool,
}

/// A commune results may be near.
#[derive(Debug, Clone, Serialize)]
pub struct Commune {
    /// INSEE code.
    pub value: String,
    /// Name.
    pub label: String,
    /// Whether it is chosen.
    pub selected: bool,
}

/// A facet.
#[derive(Debug, Clone, Serialize)]
pub struct Facet {
    /// Its parameter in the address, one of [`FACETS`](super::paths::FACETS). It also names its messages.
    pub name: &'static str,
    /// Its values, most frequent first, selected ones always among them.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct FacetValue {
    /// What the address says.
    pub value: String,
    /// What is read: a library's, commune's or subject's own name; for `type`, `langue`, `public` and `en_ligne` the
    /// code (`book`, `fre`, `children`, `1`), which the page translates; for `periode` the first year.
    pub label: String,
    /// How many works of the results have it.
    pub count: u64,
    /// Whether it is chosen.
    pub selected: bool,
}

/// A filter in force.
#[derive(Debug, Clone, Serialize)]
pub struct Chip {
    /// The facet's parameter; `pres` for the commune one is near.
    pub facet: &'static str,
    /// As [`FacetValue::label`].
    pub label: String,
    /// The address without it.
    pub href: String,
}

/// A search without one of its words.
#[derive(Debug, Clone, Serialize)]
pub struct Dropped {
    /// The word left out.
    pub word: String,
    /// How many works are then found.
    pub total: u64,
    /// Its address.
    pub href: String,
}

/// A work found.
#[derive(Debug, Clone, Serialize)]
pub struct WorkHit {
    /// The work's number.
    pub id: i64,
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The rest of its title, or empty.
    pub subtitle: String,
    /// Its author, or empty.
    pub author: String,
    /// Its kind, see [`kind_code`](super::tile::kind_code).
    pub kind: &'static str,
    /// First year of its editions.
    pub first_year: Option<i16>,
    /// Last year of its editions.
    pub last_year: Option<i16>,
    /// How many editions.
    pub editions: u64,
    /// How many libraries hold it.
    pub libraries: u64,
    /// The holders shown, at most three, the nearest or the searched library first.
    pub holders: Vec<Holder>,
    /// Where it can be read or heard online.
    pub online: Option<Online>,
    /// What libraries say of now; `None` when none that holds it is connected.
    pub now: Option<HitNow>,
}

/// What libraries say of some works, to be put in a page of results.
#[derive(Debug, Clone, Serialize)]
pub struct WorksNow {
    /// Each work's number and what is said of it.
    pub works: Vec<(i64, HitNow)>,
}

/// Renders it.
///
/// # Errors
/// A fault of the template.
pub fn render_now(frame: &Frame, visit: &Visit, now: &WorksNow) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/results_now.html", now)
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, results: &Results) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/results.html", results)
}
