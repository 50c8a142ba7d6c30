//! The grammar of CQL 1.2.
//!
//! Depth, clauses and characters have limits, so that no text can exhaust the stack of who parses, prints or drops the
//! tree.

use crate::diagnostic::Diagnostic;
use crate::term::Term;
use crate::token::{Token, split};
use crate::tree::{
    Boolean, BooleanClause, Comparison, Modifier, Name, Node, PrefixAssignment, Query, Relation, SearchClause, SortKey,
};

/// Characters that a query may have.
pub const MAX_CHARACTERS: usize = 10_000;
/// Parentheses that may be open at once.
pub const MAX_DEPTH: usize = 50;
/// Search clauses that a query may have.
pub const MAX_CLAUSES: usize = 200;

/// Reads a query.
///
/// # Errors
/// 10 (syntax, with the place), 12 (too long), 13 (parentheses too deep), 27 (empty term), 38 (too many clauses).
pub fn parse(query: &str) -> Result<Query, Diagnostic> {
    if query.chars().nth(MAX_CHARACTERS).is_some() {
        return Err(Diagnostic::new(12, MAX_CHARACTERS.to_string()));
    }
    let tokens = split(query)?;
    if tokens.is_empty() {
        return Err(Diagnostic::syntax("the query is empty"));
    }
    let mut parser = Parser { tokens, next: 0, clauses: 0 };
    let root = parser.query(0)?;
    let sort = parser.sort_keys()?;
    match parser.peek() {
        None => Ok(Query { root, sort }),
        Some(_) => Err(parser.unexpected("an operator or the end of the query")),
    }
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    next: usize,
    clauses: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn advance(&mut self) {
        self.next += 1;
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.advance();
        }
        found
    }

    fn unexpected(&self, wanted: &str) -> Diagnostic {
        Diagnostic::syntax(match self.tokens.get(self.next) {
            Some((_, at)) => format!("expected {wanted} at character {at}"),
            None => format!("expected {wanted} at the end of the query"),
        })
    }

    /// A word that is no operator, or any word where only a word can stand.
    fn word(&mut self, wanted: &str) -> Result<String, Diagnostic> {
        match self.peek() {
            Some(Token::Word(word, _)) => {
                let word = word.clone();
                self.advance();
                Ok(word)
            }
            _ => Err(self.unexpected(wanted)),
        }
    }

    fn name(&mut self, wanted: &str) -> Result<Name, Diagnostic> {
        let place = self.next;
        let word = self.word(wanted)?;
        if word.is_empty() {
            self.next = place;
            return Err(self.unexpected(wanted));
        }
        Ok(Name::new(&word))
    }

    fn query(&mut self, depth: usize) -> Result<Node, Diagnostic> {
        if depth > MAX_DEPTH {
            return Err(Diagnostic::new(13, format!("more than {MAX_DEPTH} are open")));
        }
        let mut prefixes = Vec::new();
        while self.take(&Token::Symbol(Comparison::Greater)) {
            prefixes.push(self.prefix_assignment()?);
        }
        let mut node = self.clause(depth)?;
        while let Some(operator) = self.operator() {
            self.advance();
            let modifiers = self.modifiers()?;
            let right = self.clause(depth)?;
            node = Node::Boolean(Box::new(BooleanClause { left: node, operator, modifiers, right }));
        }
        if prefixes.is_empty() { Ok(node) } else { Ok(Node::Scoped(prefixes, Box::new(node))) }
    }

    fn prefix_assignment(&mut self) -> Result<PrefixAssignment, Diagnostic> {
        let first = self.word("a prefix or the name of a context set")?;
        if !self.take(&Token::Symbol(Comparison::Equal)) {
            return Ok(PrefixAssignment { prefix: None, uri: first });
        }
        let uri = self.word("the name of a context set")?;
        Ok(PrefixAssignment { prefix: Some(first), uri })
    }

    fn operator(&self) -> Option<Boolean> {
        let Some(Token::Word(word, false)) = self.peek() else {
            return None;
        };
        [("and", Boolean::And), ("or", Boolean::Or), ("not", Boolean::Not), ("prox", Boolean::Prox)]
            .into_iter()
            .find(|(name, _)| word.eq_ignore_ascii_case(name))
            .map(|(_, operator)| operator)
    }

    fn clause(&mut self, depth: usize) -> Result<Node, Diagnostic> {
        if self.take(&Token::Open) {
            let node = self.query(depth + 1)?;
            if !self.take(&Token::Close) {
                return Err(self.unexpected("a closing parenthesis or an operator"));
            }
            return Ok(node);
        }
        self.clauses += 1;
        if self.clauses > MAX_CLAUSES {
            return Err(Diagnostic::new(38, (MAX_CLAUSES - 1).to_string()));
        }
        // The grammar would let an operator's name be a term here; whoever wrote it meant the operator.
        if self.operator().is_some() {
            return Err(self.unexpected("a search term"));
        }
        let first = self.word("a search term")?;
        let Some(comparison) = self.comparison() else {
            return search(None, Relation::of(Comparison::Equal), first);
        };
        if first.is_empty() {
            return Err(Diagnostic::syntax("an index has an empty name"));
        }
        let modifiers = self.modifiers()?;
        let term = self.word("a search term")?;
        let relation = Relation { comparison, modifiers };
        search(Some(Name::new(&first)), relation, term)
    }

    /// A relation, when one follows: a sign, or a word that is neither an operator nor `sortBy`.
    fn comparison(&mut self) -> Option<Comparison> {
        let comparison = match self.peek()? {
            Token::Symbol(comparison) => comparison.clone(),
            Token::Word(word, _) if word.is_empty() => return None,
            Token::Word(word, quoted) => {
                if !quoted && (self.operator().is_some() || is_sort(word)) {
                    return None;
                }
                named(&Name::new(word))
            }
            _ => return None,
        };
        self.advance();
        Some(comparison)
    }

    fn modifiers(&mut self) -> Result<Vec<Modifier>, Diagnostic> {
        let mut modifiers = Vec::new();
        while self.take(&Token::Slash) {
            let name = self.name("the name of a modifier")?;
            let value = match self.peek() {
                Some(Token::Symbol(symbol)) => {
                    let symbol = symbol.clone();
                    self.advance();
                    Some((symbol, self.word("the value of a modifier")?))
                }
                _ => None,
            };
            modifiers.push(Modifier { name, value });
        }
        Ok(modifiers)
    }

    fn sort_keys(&mut self) -> Result<Vec<SortKey>, Diagnostic> {
        match self.peek() {
            Some(Token::Word(word, false)) if is_sort(word) => self.advance(),
            _ => return Ok(Vec::new()),
        }
        let mut keys = Vec::new();
        while keys.is_empty() || self.peek().is_some() {
            let index = self.name("an index to sort by")?;
            let modifiers = self.modifiers()?;
            keys.push(SortKey { index, modifiers });
        }
        Ok(keys)
    }
}

impl Relation {
    const fn of(comparison: Comparison) -> Self {
        Self { comparison, modifiers: Vec::new() }
    }
}

fn search(index: Option<Name>, relation: Relation, term: String) -> Result<Node, Diagnostic> {
    let term = Term::from_raw(term);
    if term.is_empty() {
        let about = index.map_or(String::new(), |index| index.to_string());
        return Err(Diagnostic::new(27, about));
    }
    Ok(Node::Search(SearchClause { index, relation, term }))
}

fn is_sort(word: &str) -> bool {
    word.eq_ignore_ascii_case("sortby")
}

/// The relations of the CQL context set, with its prefix or without.
fn named(name: &Name) -> Comparison {
    let known = [
        ("any", Comparison::Any),
        ("all", Comparison::All),
        ("adj", Comparison::Adj),
        ("within", Comparison::Within),
        ("encloses", Comparison::Encloses),
        ("exact", Comparison::Exact),
        ("scr", Comparison::Equal),
    ];
    known
        .into_iter()
        .find(|(base, _)| name.is("", base) || name.is("cql", base))
        .map_or_else(|| Comparison::Named(name.clone()), |(_, comparison)| comparison)
}
