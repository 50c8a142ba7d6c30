//! Queries read, printed, refused.

use cql::{
    Boolean, BooleanClause, Comparison, MAX_CHARACTERS, Modifier, Name, Node, PrefixAssignment, Query, Relation,
    SearchClause, SortKey, Term, parse,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// The tree with every group made visible.
fn shape(node: &Node) -> String {
    match node {
        Node::Search(clause) => clause.to_string(),
        Node::Boolean(clause) => {
            format!("[{} {} {}]", shape(&clause.left), clause.operator, shape(&clause.right))
        }
        Node::Scoped(prefixes, node) => format!("{{{} {}}}", prefixes.len(), shape(node)),
    }
}

fn shape_of(query: &str) -> String {
    shape(&parse(query).unwrap_or_else(|error| panic!("{query}: {error}")).root)
}

#[test]
fn clauses_and_groups_are_read() {
    for (query, wanted) in [
        ("dinosaur", "dinosaur"),
        ("\"complete dinosaur\"", "\"complete dinosaur\""),
        ("title==foo", "title == foo"),
        ("dc.title exact foo", "dc.title == foo"),
        ("dc.title cql.any \"a b\"", "dc.title any \"a b\""),
        ("date within \"1900 1950\"", "date within \"1900 1950\""),
        ("year>=1900 AND year < 1950", "[year >= 1900 and year < 1950]"),
        ("a or b and c", "[[a or b] and c]"),
        ("a or (b and c)", "[a or [b and c]]"),
        ("a not (b)", "[a not b]"),
        ("a prox/unit=word/distance<3 b", "[a prox b]"),
        ("title =/stem/cql.string foo", "title =/stem/cql.string foo"),
        ("title = and", "title = \"and\""),
        ("> dc = \"info:srw/context-set/1/dc-v1.1\" > \"http://x\" dc.title any fish", "{2 dc.title any fish}"),
        ("a and (> \"http://x\" b)", "[a and {1 b}]"),
        ("l'été = œuvre", "\"l'été\" = œuvre"),
        ("title = \"say \\\"hi\\\"\"", "title = \"say \\\"hi\\\"\""),
        ("(((a)))", "a"),
        ("\"and\" and \"or\"", "[\"and\" and \"or\"]"),
        ("name weird.relation x", "name weird.relation x"),
    ] {
        assert_eq!(shape_of(query), wanted, "{query}");
    }
}

#[test]
fn sort_keys_are_read_with_their_modifiers() {
    let query = parse("a = b SORTBY dc.date/sort.descending title/sort.missingValue=low").unwrap();
    assert_eq!(query.sort.len(), 2);
    assert!(query.sort[0].modifiers[0].name.is("sort", "DESCENDING"));
    assert_eq!(query.sort[1].modifiers[0].value, Some((Comparison::Equal, "low".into())));
}

#[test]
fn what_is_no_query_is_refused_with_its_number() {
    for (query, number) in [
        ("", 10),
        ("  ", 10),
        ("(", 10),
        ("a)", 10),
        ("(a", 10),
        ("a and", 10),
        ("and a b", 10),
        ("title =", 10),
        ("= a", 10),
        ("\"a", 10),
        ("a sortby", 10),
        ("title = / b", 10),
        ("a b", 10),
        ("title = (a)", 10),
        ("title = \"\"", 27),
        ("\"  \"", 27),
        ("> = a", 10),
        ("a//b", 10),
        ("\"\" = a", 10),
        ("a sortby \"\"", 10),
    ] {
        assert_eq!(parse(query).expect_err(query).number(), number, "{query}");
    }
    let error = parse("title = (a)").unwrap_err();
    assert_eq!(error.details(), "expected a search term at character 9");
    assert_eq!(error.uri(), "info:srw/diagnostic/1/10");
    assert_eq!(error.message(), "Query syntax error");
}

#[test]
fn length_depth_and_clauses_have_limits() {
    assert_eq!(parse(&"é".repeat(MAX_CHARACTERS + 1)).unwrap_err().number(), 12);
    assert!(parse(&"é".repeat(MAX_CHARACTERS)).is_ok());
    let deep = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&deep(50)).is_ok());
    assert_eq!(parse(&deep(51)).unwrap_err().number(), 13);
    assert_eq!(parse(&deep(4000)).unwrap_err().number(), 13);
    assert_eq!(parse(&vec!["a"; 201].join(" or ")).unwrap_err().number(), 38);
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9é.*?^:-]{1,8}",
        "[ a-zé()/=<>'&]{0,8}x",
        Just("and".to_owned()),
        Just("sortBy".to_owned()),
        Just(r#"a \"b\" \\ c"#.to_owned()),
    ]
}

fn name() -> impl Strategy<Value = Name> {
    word().prop_map(|word| Name::new(&word))
}

fn symbol() -> impl Strategy<Value = Comparison> {
    prop_oneof![
        Just(Comparison::Equal),
        Just(Comparison::Exact),
        Just(Comparison::NotEqual),
        Just(Comparison::Less),
        Just(Comparison::LessOrEqual),
        Just(Comparison::Greater),
        Just(Comparison::GreaterOrEqual),
    ]
}

fn modifiers() -> impl Strategy<Value = Vec<Modifier>> {
    vec((name(), option::of((symbol(), word()))).prop_map(|(name, value)| Modifier { name, value }), 0..3)
}

fn clause() -> impl Strategy<Value = Node> {
    let comparison = prop_oneof![
        symbol(),
        Just(Comparison::Any),
        Just(Comparison::All),
        Just(Comparison::Adj),
        Just(Comparison::Within),
        Just(Comparison::Encloses),
        "[a-f]{1,3}\\.[xyz]{1,3}".prop_map(|word| Comparison::Named(Name::new(&word))),
    ];
    let relation = (comparison, modifiers()).prop_map(|(comparison, modifiers)| Relation { comparison, modifiers });
    (option::of((name(), relation)), word()).prop_map(|(target, term)| {
        let plain = Relation { comparison: Comparison::Equal, modifiers: vec![] };
        let (index, relation) = target.map_or((None, plain), |(index, r)| (Some(index), r));
        Node::Search(SearchClause { index, relation, term: Term::from_raw(term) })
    })
}

fn node() -> impl Strategy<Value = Node> {
    clause().prop_recursive(4, 24, 2, |inner| {
        let operator = prop_oneof![Just(Boolean::And), Just(Boolean::Or), Just(Boolean::Not), Just(Boolean::Prox)];
        let prefix = (option::of(word()), word()).prop_map(|(prefix, uri)| PrefixAssignment { prefix, uri });
        prop_oneof![
            (inner.clone(), operator, modifiers(), inner.clone()).prop_map(|(left, operator, modifiers, right)| {
                Node::Boolean(Box::new(BooleanClause { left, operator, modifiers, right }))
            }),
            (vec(prefix, 1..3), inner).prop_map(|(prefixes, node)| Node::Scoped(prefixes, Box::new(node))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(
        root in node(),
        sort in vec((name(), modifiers()).prop_map(|(index, modifiers)| SortKey { index, modifiers }), 0..3),
    ) {
        let query = Query { root, sort };
        let printed = query.to_string();
        prop_assert_eq!(parse(&printed), Ok(query), "{}", printed);
    }

    #[test]
    fn no_text_panics(text in ".{0,200}") {
        let _ = parse(&text);
    }

    #[test]
    fn no_row_of_signs_panics_and_what_is_read_prints_the_same(
        parts in vec(prop_oneof![
            Just("("), Just(")"), Just("\""), Just("\\"), Just("/"), Just(">"), Just("="), Just("<"), Just(" "),
            Just("and"), Just("not"), Just("sortby"), Just("any"), Just("dc.title"), Just("é"), Just("*")
        ], 0..40)
    ) {
        let text = parts.join(" ");
        for text in [text.clone(), text.replace(' ', "")] {
            if let Ok(query) = parse(&text) {
                prop_assert_eq!(parse(&query.to_string()), Ok(query));
            }
        }
    }
}
