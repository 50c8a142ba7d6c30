//! A tree as a query: what is printed is read back as the same tree.

use std::fmt::{self, Display, Formatter};

use crate::tree::{
    Boolean, Comparison, Modifier, Name, Node, PrefixAssignment, Query, Relation, SearchClause, SortKey,
};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)?;
        if !self.sort.is_empty() {
            f.write_str(" sortBy")?;
        }
        self.sort.iter().try_for_each(|key| write!(f, " {key}"))
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Search(clause) => clause.fmt(f),
            Self::Boolean(clause) => {
                write_operand(f, &clause.left, matches!(clause.left, Self::Scoped(..)))?;
                write!(f, " {}", clause.operator)?;
                write_all(f, &clause.modifiers)?;
                f.write_str(" ")?;
                write_operand(f, &clause.right, !matches!(clause.right, Self::Search(_)))
            }
            Self::Scoped(prefixes, node) => {
                for prefix in prefixes {
                    write!(f, "{prefix} ")?;
                }
                // Two scopes in a row would be read as one.
                write_operand(f, node, matches!(**node, Self::Scoped(..)))
            }
        }
    }
}

fn write_operand(f: &mut Formatter<'_>, node: &Node, parenthesised: bool) -> fmt::Result {
    if parenthesised { write!(f, "({node})") } else { node.fmt(f) }
}

impl Display for SearchClause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(index) = &self.index {
            write!(f, "{index} {} ", self.relation)?;
        }
        write_word(f, self.term.raw())
    }
}

impl Display for Relation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.comparison.fmt(f)?;
        write_all(f, &self.modifiers)
    }
}

impl Display for Comparison {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "=",
            Self::Exact => "==",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Any => "any",
            Self::All => "all",
            Self::Adj => "adj",
            Self::Within => "within",
            Self::Encloses => "encloses",
            Self::Named(name) => return name.fmt(f),
        })
    }
}

impl Display for Boolean {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
            Self::Prox => "prox",
        })
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.prefix {
            Some(prefix) => write_word(f, &format!("{prefix}.{}", self.base)),
            None => write_word(f, &self.base),
        }
    }
}

impl Display for Modifier {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.name)?;
        match &self.value {
            Some((symbol, value)) => {
                symbol.fmt(f)?;
                write_word(f, value)
            }
            None => Ok(()),
        }
    }
}

impl Display for PrefixAssignment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("> ")?;
        if let Some(prefix) = &self.prefix {
            write_word(f, prefix)?;
            f.write_str(" = ")?;
        }
        write_word(f, &self.uri)
    }
}

impl Display for SortKey {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.index.fmt(f)?;
        write_all(f, &self.modifiers)
    }
}

fn write_all<T: Display>(f: &mut Formatter<'_>, items: &[T]) -> fmt::Result {
    items.iter().try_for_each(|item| item.fmt(f))
}

/// Between quotation marks unless every character is plain and the word is no keyword.
fn write_word(f: &mut Formatter<'_>, word: &str) -> fmt::Result {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '*' | '?' | '^' | ':');
    let keyword = ["and", "or", "not", "prox", "sortby"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
    if !word.is_empty() && !keyword && word.chars().all(plain) {
        return f.write_str(word);
    }
    f.write_str("\"")?;
    f.write_str(word)?;
    f.write_str("\"")
}
