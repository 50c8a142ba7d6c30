//! Queries as conditions of the index.

use work_search::{Condition, Field, Relation, Sort};

use crate::model::Library;
use crate::sru::{condition, sorting};

fn condition_of(query: &str) -> Result<Condition, u16> {
    let libraries =
        [Library { number: 7, code: "BM-A".into(), name: String::new(), commune: String::new(), demo: false }];
    let query = cql::parse(query).map_err(|refusal| refusal.number())?;
    condition::of_node(&query.root, &libraries).map_err(|refusal| refusal.number())
}

fn words(field: Field, words: &str, relation: Relation) -> Condition {
    Condition::Words { field, words: words.to_owned(), relation }
}

#[test]
fn each_index_and_relation_has_its_condition() {
    let not = |left, right| Condition::Not(Box::new(left), Box::new(right));
    for (query, wanted) in [
        ("noir", words(Field::Any, "noir", Relation::All)),
        ("cql.anywhere any \"a b\"", words(Field::Any, "a b", Relation::Any)),
        ("title adj \"a b\"", words(Field::Title, "a b", Relation::Phrase)),
        ("DC.Creator = \"zol*\"", words(Field::Author, "zol", Relation::Prefix)),
        ("dc.subject =/stem/relevant mines", words(Field::Subject, "mines", Relation::All)),
        ("dc.title = \"50\\* cent\"", words(Field::Title, "50* cent", Relation::All)),
        ("> b = \"http://zing.z3950.org/cql/bath/2.0/\" b.author = zola", words(Field::Author, "zola", Relation::All)),
        ("> \"info:srw/cql-context-set/1/dc-v1.1\" relation = folio", words(Field::Series, "folio", Relation::All)),
        ("bath.issn = 0028-0836", Condition::Identifier("0028-0836".into())),
        ("dc.date = 1950", Condition::Years(1950, 1950)),
        ("dc.date >= 1950", Condition::Years(1950, 9999)),
        ("dc.date <> 1950", not(Condition::Everything, Condition::Years(1950, 1950))),
        ("dc.title <> noir", not(Condition::Everything, words(Field::Title, "noir", Relation::All))),
        ("dc.source = bm-a", Condition::Library(7)),
        ("dc.type any \"film music\"", Condition::Or(vec![Condition::Kind(2), Condition::Kind(3)])),
        ("rec.id = 42", Condition::Work(42)),
        ("cql.allRecords = 1", Condition::Everything),
        ("dc.title = *", Condition::Everything),
    ] {
        assert_eq!(condition_of(query), Ok(wanted), "{query}");
    }
    let one = |word| words(Field::Any, word, Relation::All);
    assert_eq!(condition_of("a and b and c"), Ok(Condition::And(vec![one("a"), one("b"), one("c")])));
    assert_eq!(
        condition_of("a or b and c"),
        Ok(Condition::And(vec![Condition::Or(vec![one("a"), one("b")]), one("c")]))
    );
    assert_eq!(condition_of("a not b"), Ok(not(one("a"), one("b"))));
}

#[test]
fn each_refusal_has_its_number() {
    for (query, number) in [
        ("zeerex.title = a", 15),
        ("> x = \"http://unknown\" x.title = a", 15),
        ("dc.colour = red", 16),
        ("colour = red", 16),
        ("dc.title encloses a", 19),
        ("dc.title weird a", 19),
        ("dc.title =/fuzzy a", 20),
        ("dc.title == a", 22),
        ("dc.title < a", 22),
        ("rec.id < 4", 22),
        ("dc.title any \"a b*\"", 28),
        ("dc.title = a?b", 28),
        ("bath.isbn = 978*", 28),
        ("dc.title = ^a", 31),
        ("dc.date = soon", 36),
        ("dc.date within 1950", 36),
        ("dc.language = french", 36),
        ("dc.source = nowhere", 36),
        ("rec.id = x", 36),
        ("a prox b", 39),
        ("a and/rel.combine=sum b", 46),
        ("dc.title = a*b", 49),
    ] {
        assert_eq!(condition_of(query), Err(number), "{query}");
    }
}

#[test]
fn a_query_of_too_many_clauses_is_refused_rather_than_half_understood() {
    let query = |clauses: usize| vec!["a and b or c"; clauses / 3].join(" not ");
    assert!(condition_of(&query(48)).is_ok());
    assert_eq!(condition_of(&query(51)), Err(38));
}

#[test]
fn one_key_sorts() {
    let sort = |keys: &str| {
        let query = cql::parse(&format!("a sortBy {keys}")).expect("a query");
        sorting::of(&query.sort).map_err(|refusal| refusal.number())
    };
    assert_eq!(sort("dc.date"), Ok(Sort::Oldest));
    assert_eq!(sort("dc.date/sort.descending"), Ok(Sort::Newest));
    assert_eq!(sort("title/sort.ascending"), Ok(Sort::Title));
    assert_eq!(sort("title/sort.descending"), Err(90));
    assert_eq!(sort("dc.subject"), Err(82));
    assert_eq!(sort("title/sort.ignoreCase"), Err(82));
    assert_eq!(sort("dc.title dc.date"), Err(84));
}
