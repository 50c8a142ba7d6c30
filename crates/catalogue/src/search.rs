//! Search as readers and machines ask it: words in the address, works with their editions in the answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use work_search::{Facet, FacetValue, Filters, Index, Request, Sort};

use crate::error::CatalogueError;
use crate::model::{Library, WorkCard, language, words};
use crate::registry::Registry;

/// Hits a page gives unless asked otherwise.
pub const PAGE_SIZE: usize = 20;
/// Hits a page gives at most.
pub const PAGE_SIZE_MOST: usize = 100;
/// How far results can be paged through; beyond, narrowing the search is better for everyone.
pub const DEEPEST: usize = 10_000;
/// Characters of a query that are read; the rest is left aside.
const QUERY_MOST: usize = 400;

/// A search as the address says it. Unknown values are kept for the form but select nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchParams {
    /// What was typed.
    pub q: String,
    /// Library codes.
    pub libraries: Vec<String>,
    /// INSEE codes.
    pub communes: Vec<String>,
    /// Near this commune (INSEE code): its own libraries and the neighbours'.
    pub near: Option<String>,
    /// Words of kinds.
    pub kinds: Vec<String>,
    /// Language codes.
    pub languages: Vec<String>,
    /// First years of periods.
    pub periods: Vec<i16>,
    /// Words of audiences.
    pub audiences: Vec<String>,
    /// Subject headings.
    pub subjects: Vec<String>,
    /// Only what is available online.
    pub online: bool,
    /// `relevance`, `newest`, `oldest`, `title`, `held`.
    pub sort: String,
    /// Page, from 1.
    pub page: usize,
    /// Hits a page.
    pub size: usize,
    /// Whether facets are left out.
    pub without_facets: bool,
    /// Whether `q` is still being typed: its end is the beginning of something.
    pub typing: bool,
}

impl SearchParams {
    /// Reads the pairs of a query string; what it does not know, it passes over.
    pub fn from_pairs(pairs: &[(String, String)]) -> SearchParams {
        let mut params = SearchParams { page: 1, size: PAGE_SIZE, ..SearchParams::default() };
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match name.as_str() {
                "q" => params.q = clean(value),
                "library" | "bibliotheque" => params.libraries.push(value.to_owned()),
                "commune" => params.communes.push(value.to_owned()),
                "near" | "pres" => params.near = Some(value.to_owned()),
                "kind" | "type" => params.kinds.push(value.to_owned()),
                "language" | "langue" => params.languages.push(value.to_owned()),
                "period" | "periode" => params.periods.extend(value.parse::<i16>().ok()),
                "audience" | "public" => params.audiences.push(value.to_owned()),
                "subject" | "sujet" => params.subjects.push(clean(value)),
                "online" | "en_ligne" => params.online = value != "0",
                "sort" | "tri" => params.sort = english_sort(value).to_owned(),
                "page" => params.page = value.parse().unwrap_or(1).max(1),
                "size" | "limit" => params.size = value.parse().unwrap_or(PAGE_SIZE).clamp(1, PAGE_SIZE_MOST),
                "typing" => params.typing = value != "0",
                "facets" => params.without_facets = value == "0",
                _ => {}
            }
        }
        params.page = params.page.min(DEEPEST / params.size);
        params
    }

    /// The pairs back as the pages name them, in one fixed order, defaults left out: the address of this search.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        let lists: [(&'static str, &Vec<String>); 6] = [
            ("bibliotheque", &self.libraries),
            ("commune", &self.communes),
            ("type", &self.kinds),
            ("langue", &self.languages),
            ("public", &self.audiences),
            ("sujet", &self.subjects),
        ];
        for (name, values) in lists {
            pairs.extend(values.iter().map(|value| (name, value.clone())));
        }
        pairs.extend(self.periods.iter().map(|period| ("periode", period.to_string())));
        if let Some(near) = &self.near {
            pairs.push(("pres", near.clone()));
        }
        if self.online {
            pairs.push(("en_ligne", "1".to_owned()));
        }
        if !self.sort.is_empty() && self.sort != "relevance" {
            pairs.push(("tri", french_sort(&self.sort).to_owned()));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        pairs
    }
}

/// Orders as the pages' addresses name them, and as the API does.
pub const SORTS: [(&str, &str); 5] =
    [("pertinence", "relevance"), ("recent", "newest"), ("ancien", "oldest"), ("titre", "title"), ("detenu", "held")];

fn english_sort(word: &str) -> &str {
    SORTS.iter().find(|(french, _)| *french == word).map_or(word, |(_, english)| english)
}

fn french_sort(word: &str) -> &str {
    SORTS.iter().find(|(_, english)| *english == word).map_or(word, |(french, _)| french)
}

/// What was typed, without control characters and not longer than anyone types.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(QUERY_MOST).collect::<String>().trim().to_owned()
}

/// A page of works.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many works match, exactly.
    pub total: usize,
    /// The works of this page.
    pub hits: Vec<FoundWork>,
    /// Counts, empty when not asked for.
    pub facets: Vec<FoundFacet>,
    /// What was perhaps meant.
    pub suggestion: Option<String>,
    /// Words that not every work found has.
    pub dropped: Vec<String>,
}

/// A work found.
#[derive(Clone, Debug)]
pub struct FoundWork {
    /// Its number.
    pub work: i64,
    /// What a page of results shows of it.
    pub card: WorkCard,
}

/// The values of a facet, as words.
#[derive(Clone, Debug, Serialize)]
pub struct FoundFacet {
    /// `library`, `commune`, `kind`, `language`, `period`, `audience`, `subject`, `online`.
    pub name: &'static str,
    /// Values, most frequent first.
    pub values: Vec<FoundValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FoundValue {
    /// The word or code, as the address takes it.
    pub value: String,
    /// How many works.
    pub count: u32,
}

/// Answers searches of one node.
#[derive(Clone)]
pub struct Finder {
    index: Arc<Index>,
    registry: Registry,
    neighbours: Arc<BTreeMap<String, Vec<String>>>,
}

impl Finder {
    /// `neighbours`: for each commune (INSEE code), the communes near enough to go to a library there, itself first.
    pub fn new(index: Arc<Index>, registry: Registry, neighbours: BTreeMap<String, Vec<String>>) -> Finder {
        let finder = Finder { index, registry, neighbours: Arc::new(neighbours) };
        finder.refresh();
        finder
    }

    /// The index.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Tells the index again which commune each library is in.
    pub fn refresh(&self) {
        let libraries = self.registry.libraries();
        let mut communes = vec![0u16; libraries.iter().map(|l| usize::from(l.number) + 1).max().unwrap_or(0)];
        let numbers = commune_numbers(&libraries);
        for library in libraries.iter() {
            communes[usize::from(library.number)] = numbers.get(&library.commune).copied().unwrap_or(0);
        }
        self.index.set_communes(communes);
    }

    /// Answers a search.
    pub fn search(&self, params: &SearchParams) -> Result<Found, CatalogueError> {
        let libraries = self.registry.libraries();
        let communes = commune_numbers(&libraries);
        let request = self.request(params, &libraries, &communes);
        let page = self.index.search(&request)?;
        let hits = page
            .hits
            .into_iter()
            .map(|hit| FoundWork { work: hit.work, card: postcard::from_bytes(&hit.card).unwrap_or_default() })
            .collect();
        let facets = page
            .facets
            .into_iter()
            .map(|counts| FoundFacet {
                name: facet_name(counts.facet),
                values: counts
                    .values
                    .into_iter()
                    .filter_map(|(value, count)| {
                        let value = value_word(counts.facet, value, &libraries, &communes)?;
                        Some(FoundValue { value, count })
                    })
                    .collect(),
            })
            .collect();
        Ok(Found { total: page.total, hits, facets, suggestion: page.suggestion, dropped: page.dropped })
    }

    fn request(&self, params: &SearchParams, libraries: &[Library], communes: &BTreeMap<String, u16>) -> Request {
        let mut wanted: Vec<&str> = params.communes.iter().map(String::as_str).collect();
        if let Some(near) = &params.near {
            match self.neighbours.get(near) {
                Some(neighbours) => wanted.extend(neighbours.iter().map(String::as_str)),
                None => wanted.push(near),
            }
        }
        Request {
            text: params.q.clone(),
            typing: params.typing,
            filters: Filters {
                libraries: chosen(&params.libraries, |code| {
                    libraries.iter().find(|library| library.code == *code).map(|library| library.number)
                }),
                communes: chosen(&wanted, |insee| communes.get(*insee).copied()),
                kinds: chosen(&params.kinds, |word| words::kind_number(word)),
                languages: chosen(&params.languages, |code| match language::pack(code) {
                    0 => None,
                    number => Some(number),
                }),
                periods: params.periods.clone(),
                audiences: chosen(&params.audiences, |word| words::audience_number(word)),
                subjects: params.subjects.clone(),
                online: params.online.then_some(true),
            },
            sort: match params.sort.as_str() {
                "newest" => Sort::Newest,
                "oldest" => Sort::Oldest,
                "title" => Sort::Title,
                "held" => Sort::MostHeld,
                _ => Sort::Relevance,
            },
            offset: (params.page.max(1) - 1) * params.size,
            limit: params.size,
            facets: if params.without_facets { Vec::new() } else { Facet::ALL.to_vec() },
            ..Request::default()
        }
    }
}

/// Numbers for the values that are known. Values none of which is known must find nothing, not everything.
fn chosen<V, N: Copy + Default + From<u8>>(values: &[V], number: impl Fn(&V) -> Option<N>) -> Vec<N> {
    let known: Vec<N> = values.iter().filter_map(&number).collect();
    if known.is_empty() && !values.is_empty() { vec![N::from(u8::MAX)] } else { known }
}

/// Communes numbered from 1 in the order of their codes.
fn commune_numbers(libraries: &[Library]) -> BTreeMap<String, u16> {
    let mut codes: Vec<&String> = libraries.iter().map(|library| &library.commune).filter(|c| !c.is_empty()).collect();
    codes.sort();
    codes.dedup();
    codes.into_iter().enumerate().map(|(position, code)| (code.clone(), position as u16 + 1)).collect()
}

/// The facet's name in addresses.
pub fn facet_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Library => "library",
        Facet::Commune => "commune",
        Facet::Kind => "kind",
        Facet::Language => "language",
        Facet::Period => "period",
        Facet::Audience => "audience",
        Facet::Subject => "subject",
        Facet::Online => "online",
    }
}

fn value_word(
    facet: Facet,
    value: FacetValue,
    libraries: &[Library],
    communes: &BTreeMap<String, u16>,
) -> Option<String> {
    let number = match value {
        FacetValue::Heading(text) => return Some(text),
        FacetValue::Number(number) => number,
    };
    match facet {
        Facet::Library => {
            libraries.iter().find(|library| i32::from(library.number) == number).map(|library| library.code.clone())
        }
        Facet::Commune => communes.iter().find(|(_, known)| i32::from(**known) == number).map(|(code, _)| code.clone()),
        Facet::Kind => words::kind_word(number).map(str::to_owned),
        Facet::Language => match language::unpack(u16::try_from(number).ok()?) {
            "" => None,
            code => Some(code.to_owned()),
        },
        Facet::Audience => words::audience_word(number).filter(|word| *word != "unknown").map(str::to_owned),
        Facet::Period => (number > i32::from(i16::MIN)).then(|| number.to_string()),
        Facet::Online => Some(number.to_string()),
        Facet::Subject => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_all_and_comes_back() {
        let pairs: Vec<(String, String)> = [
            ("q", "germinal"),
            ("kind", "book"),
            ("kind", "comic"),
            ("library", "ROUBAIX"),
            ("period", "1880"),
            ("near", "59350"),
            ("online", "1"),
            ("sort", "newest"),
            ("page", "3"),
            ("unknown", "x"),
        ]
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
        let params = SearchParams::from_pairs(&pairs);
        assert_eq!(params.kinds, ["book", "comic"]);
        let back: Vec<(String, String)> =
            params.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(SearchParams::from_pairs(&back), params);
    }

    #[test]
    fn a_monstrous_query_is_cut_and_cleaned() {
        let monster = "a\u{0}\u{7}'; DROP TABLE x; <script>".repeat(1_000);
        let params = SearchParams::from_pairs(&[("q".to_owned(), monster)]);
        assert!(params.q.chars().count() <= QUERY_MOST);
        assert!(!params.q.contains('\u{0}'));
        let deep = SearchParams::from_pairs(&[("page".to_owned(), "99999999".to_owned())]);
        assert!(deep.page * deep.size <= DEEPEST);
    }
}
