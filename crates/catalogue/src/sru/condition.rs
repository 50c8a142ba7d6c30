//! From a CQL query to a condition of the index.

use cql::{Boolean, Comparison, Diagnostic, Node, Part, SearchClause, Term};
use work_search::{Condition, Field, Relation};

use super::indexes::{self, Assigned, Index};
use crate::model::{Library, language, words};

/// The earliest and the latest year a record can have here.
const YEARS: (i16, i16) = (-9_999, 9_999);

/// Clauses that a query may have here: some of them look at every work, and the index follows conditions sixty deep.
const MOST_CLAUSES: usize = 50;

/// The condition that a query sets, or the diagnostic that refuses it.
pub(super) fn of_node(node: &Node, libraries: &[Library]) -> Result<Condition, Diagnostic> {
    if clauses(node) > MOST_CLAUSES {
        return Err(Diagnostic::new(38, (MOST_CLAUSES - 1).to_string()));
    }
    of(node, &mut Vec::new(), libraries)
}

fn clauses(node: &Node) -> usize {
    match node {
        Node::Search(_) => 1,
        Node::Boolean(clause) => clauses(&clause.left) + clauses(&clause.right),
        Node::Scoped(_, node) => clauses(node),
    }
}

fn of<'a>(node: &'a Node, assigned: &mut Assigned<'a>, libraries: &[Library]) -> Result<Condition, Diagnostic> {
    match node {
        Node::Search(clause) => of_clause(clause, assigned, libraries),
        Node::Scoped(prefixes, node) => {
            let before = assigned.len();
            assigned.extend(prefixes);
            let condition = of(node, assigned, libraries);
            assigned.truncate(before);
            condition
        }
        Node::Boolean(clause) => {
            if clause.operator == Boolean::Prox {
                return Err(Diagnostic::new(39, ""));
            }
            if let Some(modifier) = clause.modifiers.first() {
                return Err(Diagnostic::new(46, modifier.name.to_string()));
            }
            let left = of(&clause.left, assigned, libraries)?;
            let right = of(&clause.right, assigned, libraries)?;
            Ok(match clause.operator {
                Boolean::And | Boolean::Prox => Condition::And(joined(left, right, |condition| match condition {
                    Condition::And(parts) => Ok(parts),
                    other => Err(other),
                })),
                Boolean::Or => Condition::Or(joined(left, right, |condition| match condition {
                    Condition::Or(parts) => Ok(parts),
                    other => Err(other),
                })),
                Boolean::Not => Condition::Not(Box::new(left), Box::new(right)),
            })
        }
    }
}

/// `a and b and c` as one list rather than as a list in a list.
fn joined(
    left: Condition,
    right: Condition,
    open: fn(Condition) -> Result<Vec<Condition>, Condition>,
) -> Vec<Condition> {
    let mut parts = open(left).unwrap_or_else(|single| vec![single]);
    parts.push(right);
    parts
}

fn of_clause(clause: &SearchClause, assigned: &Assigned<'_>, libraries: &[Library]) -> Result<Condition, Diagnostic> {
    let index = match &clause.index {
        Some(name) => indexes::find(name, assigned)?,
        None => Index::Words(Field::Any),
    };
    for modifier in &clause.relation.modifiers {
        let base = modifier.name.base.to_ascii_lowercase();
        // What the index does anyway.
        if !["relevant", "stem", "word", "ignorecase", "ignoreaccents", "masked"].contains(&base.as_str()) {
            return Err(Diagnostic::new(20, modifier.name.to_string()));
        }
    }
    let comparison = &clause.relation.comparison;
    match comparison {
        Comparison::Encloses | Comparison::Named(_) => {
            return Err(Diagnostic::new(19, comparison.to_string()));
        }
        Comparison::NotEqual if index != Index::Year => {
            let equal = simple(index, &Comparison::Equal, &clause.term, libraries)?;
            return Ok(Condition::Not(Box::new(Condition::Everything), Box::new(equal)));
        }
        _ => {}
    }
    match index {
        Index::AllRecords => Ok(Condition::Everything),
        Index::Year => years(comparison, &clause.term),
        Index::Words(field) => in_words(field, comparison, &clause.term),
        _ => simple(index, comparison, &clause.term, libraries),
    }
    .map_err(|diagnostic| about(diagnostic, clause))
}

/// A refusal of relation and index together names both.
fn about(diagnostic: Diagnostic, clause: &SearchClause) -> Diagnostic {
    if diagnostic.number() != 22 {
        return diagnostic;
    }
    let index = clause.index.as_ref().map_or("cql.serverChoice".to_owned(), ToString::to_string);
    Diagnostic::new(22, format!("{index} {}", clause.relation.comparison))
}

fn in_words(field: Field, comparison: &Comparison, term: &Term) -> Result<Condition, Diagnostic> {
    let (words, beginning) = unmasked(term)?;
    let relation = match (comparison, beginning) {
        (Comparison::Equal | Comparison::All, false) => Relation::All,
        (Comparison::Equal | Comparison::All, true) => Relation::Prefix,
        (Comparison::Any, false) => Relation::Any,
        (Comparison::Adj, false) => Relation::Phrase,
        (Comparison::Any | Comparison::Adj, true) => return Err(Diagnostic::new(28, "*")),
        _ => return Err(Diagnostic::new(22, "")),
    };
    if words.trim().is_empty() {
        return Ok(Condition::Everything);
    }
    Ok(Condition::Words { field, words, relation })
}

/// The words of a term, and whether the last one is the beginning of a word. `*` alone gives no words.
fn unmasked(term: &Term) -> Result<(String, bool), Diagnostic> {
    let parts = term.parts();
    let mut words = String::new();
    let mut beginning = false;
    for (place, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) => words.push_str(text),
            Part::Many if place + 1 == parts.len() => beginning = true,
            Part::Many => return Err(Diagnostic::new(49, "*")),
            Part::One => return Err(Diagnostic::new(28, "?")),
            Part::Anchor => return Err(Diagnostic::new(31, "^")),
        }
    }
    Ok((words, beginning))
}

/// The value of a code or number, which cannot be masked.
fn unmasked_value(term: &Term) -> Result<String, Diagnostic> {
    match unmasked(term)? {
        (value, false) => Ok(value),
        (_, true) => Err(Diagnostic::new(28, "*")),
    }
}

/// Indexes whose values are codes and numbers: one of them, or with `any` one of several.
fn simple(index: Index, comparison: &Comparison, term: &Term, libraries: &[Library]) -> Result<Condition, Diagnostic> {
    if let Index::Words(field) = index {
        return in_words(field, comparison, term);
    }
    let text = unmasked_value(term)?;
    let wrong = || Diagnostic::new(36, term.raw());
    let one = |value: &str| -> Result<Condition, Diagnostic> {
        match index {
            Index::Identifier => Ok(Condition::Identifier(value.to_owned())),
            Index::Work => value.parse().map(Condition::Work).map_err(|_| wrong()),
            Index::Kind => words::kind_number(&value.to_lowercase()).map(Condition::Kind).ok_or_else(wrong),
            Index::Language => match language::pack(&value.to_lowercase()) {
                0 => Err(wrong()),
                number => Ok(Condition::Language(number)),
            },
            Index::Library => libraries
                .iter()
                .find(|library| library.code.eq_ignore_ascii_case(value))
                .map(|library| Condition::Library(library.number))
                .ok_or_else(wrong),
            Index::AllRecords | Index::Year | Index::Words(_) => Ok(Condition::Everything),
        }
    };
    match comparison {
        Comparison::Equal | Comparison::Exact | Comparison::Adj => one(text.trim()),
        Comparison::All => text.split_whitespace().map(one).collect::<Result<_, _>>().map(Condition::And),
        Comparison::Any => text.split_whitespace().map(one).collect::<Result<_, _>>().map(Condition::Or),
        _ => Err(Diagnostic::new(22, "")),
    }
}

fn years(comparison: &Comparison, term: &Term) -> Result<Condition, Diagnostic> {
    let wrong = || Diagnostic::new(36, term.raw());
    let values = unmasked_value(term)?
        .split_whitespace()
        .map(|year| year.parse::<i16>().map_err(|_| wrong()))
        .collect::<Result<Vec<i16>, _>>()?;
    let (first, last) = YEARS;
    match (comparison, values.as_slice()) {
        (Comparison::Within, [from, to]) if from <= to => Ok(Condition::Years(*from, *to)),
        (Comparison::Any, years) if !years.is_empty() => {
            Ok(Condition::Or(years.iter().map(|year| Condition::Years(*year, *year)).collect()))
        }
        (Comparison::Equal | Comparison::Exact, [year]) => Ok(Condition::Years(*year, *year)),
        (Comparison::Less, [year]) => Ok(Condition::Years(first, year.saturating_sub(1))),
        (Comparison::LessOrEqual, [year]) => Ok(Condition::Years(first, *year)),
        (Comparison::Greater, [year]) => Ok(Condition::Years(year.saturating_add(1), last)),
        (Comparison::GreaterOrEqual, [year]) => Ok(Condition::Years(*year, last)),
        (Comparison::NotEqual, [year]) => {
            Ok(Condition::Not(Box::new(Condition::Everything), Box::new(Condition::Years(*year, *year))))
        }
        (Comparison::All | Comparison::Adj, _) => Err(Diagnostic::new(22, "")),
        _ => Err(wrong()),
    }
}
