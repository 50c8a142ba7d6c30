//! What a query says.

use crate::term::Term;

/// A whole query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Its clauses.
    pub root: Node,
    /// `sortBy …`, most important key first.
    pub sort: Vec<SortKey>,
}

/// A clause or clauses joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One search clause.
    Search(SearchClause),
    /// Two nodes and an operator.
    Boolean(Box<BooleanClause>),
    /// Prefixes assigned for a node: `> dc = "info:srw/…" (…)`.
    Scoped(Vec<PrefixAssignment>, Box<Node>),
}

/// `left operator right`. Operators have one precedence and group from the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BooleanClause {
    /// What stands before the operator.
    pub left: Node,
    /// The operator.
    pub operator: Boolean,
    /// Its modifiers (`/distance<3`).
    pub modifiers: Vec<Modifier>,
    /// What stands after it.
    pub right: Node,
}

/// An operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Boolean {
    /// Both.
    And,
    /// At least one.
    Or,
    /// The left one without the right one.
    Not,
    /// Both, near each other.
    Prox,
}

/// `index relation term`, or a term alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchClause {
    /// The index; `None` when the term stands alone (`cql.serverChoice`), and the relation then is `=`.
    pub index: Option<Name>,
    /// The relation.
    pub relation: Relation,
    /// The term.
    pub term: Term,
}

/// A relation and its modifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// How the index and the term compare.
    pub comparison: Comparison,
    /// `/stem`, `/cql.masked`, …
    pub modifiers: Vec<Modifier>,
}

/// How an index and a term compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`: the server's choice for the index.
    Equal,
    /// `==` (CQL 1.1: `exact`): the whole value.
    Exact,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `any`: one of the term's words.
    Any,
    /// `all`: every word of the term.
    All,
    /// `adj`: the words in this order, side by side.
    Adj,
    /// `within`: between the two values of the term.
    Within,
    /// `encloses`: around the value of the term.
    Encloses,
    /// Another name, of some context set.
    Named(Name),
}

/// A name with the prefix of its context set, as written: `dc.title`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// What stands before the first full stop, when there is one.
    pub prefix: Option<String>,
    /// The rest.
    pub base: String,
}

impl Name {
    /// Splits a name as written.
    #[must_use]
    pub fn new(text: &str) -> Self {
        match text.split_once('.') {
            Some((prefix, base)) if !prefix.is_empty() && !base.is_empty() => {
                Self { prefix: Some(prefix.to_owned()), base: base.to_owned() }
            }
            _ => Self { prefix: None, base: text.to_owned() },
        }
    }

    /// True for this prefix (empty for none) and name; names of CQL know no case.
    #[must_use]
    pub fn is(&self, prefix: &str, base: &str) -> bool {
        let own = self.prefix.as_deref().unwrap_or_default();
        own.eq_ignore_ascii_case(prefix) && self.base.eq_ignore_ascii_case(base)
    }
}

/// `/name` or `/name=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// Its name.
    pub name: Name,
    /// A symbol (never a named comparison) and a value, when given.
    pub value: Option<(Comparison, String)>,
}

/// `> prefix = uri` or `> uri`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefixAssignment {
    /// The prefix; `None` assigns the default context set.
    pub prefix: Option<String>,
    /// The context set.
    pub uri: String,
}

/// A key of `sortBy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// What to sort by.
    pub index: Name,
    /// `/sort.descending`, …
    pub modifiers: Vec<Modifier>,
}
