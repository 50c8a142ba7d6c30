//! Librarians decide last, numbers are stable, and order cannot undo a decision.

use crate::support::{With, book};
use bibliography::Description;
use proptest::prelude::*;
use record_matching::{Decision, Features, Level, Matcher};

fn germinal() -> Features {
    Features::from(&book("Germinal", "Zola, Émile", 1978).published("Gallimard", 590))
}

#[test]
fn not_the_same_survives_rebuilding() {
    let mut matcher = Matcher::new();
    for record in 1..=3 {
        matcher.place(record, &germinal());
    }
    let (edition, work) = matcher.placed(1).unwrap();
    let moved = matcher.decide(1, 3, Decision::NotSame, Level::Work);
    assert!(moved.iter().any(|(record, placement)| *record == 3 && placement.new_work));
    assert_eq!(matcher.placed(1), Some((edition, work)));
    assert_ne!(matcher.placed(3).unwrap().1, work);
    assert_ne!(matcher.placed(3).unwrap().0, edition);

    let mut rebuilt = Matcher::new();
    rebuilt.decide(1, 3, Decision::NotSame, Level::Work);
    for record in 1..=3 {
        rebuilt.place(record, &germinal());
    }
    assert_ne!(rebuilt.placed(1).unwrap().1, rebuilt.placed(3).unwrap().1);
    // A record placed later joins one side, never both together.
    rebuilt.place(4, &germinal());
    assert_ne!(rebuilt.placed(1).unwrap().1, rebuilt.placed(3).unwrap().1);
}

#[test]
fn not_the_same_edition_leaves_the_work() {
    let mut matcher = Matcher::new();
    matcher.place(1, &germinal());
    matcher.place(2, &germinal());
    matcher.decide(1, 2, Decision::NotSame, Level::Edition);
    let (one, two) = (matcher.placed(1).unwrap(), matcher.placed(2).unwrap());
    assert_ne!(one.0, two.0);
    assert_eq!(one.1, two.1);
}

#[test]
fn the_same_joins_and_stays_joined() {
    let other = Features::from(&book("La mine", "Anonyme, Paul", 1900));
    let mut matcher = Matcher::new();
    matcher.place(1, &germinal());
    let apart = matcher.place(2, &other);
    let moved = matcher.decide(1, 2, Decision::Same, Level::Edition);
    assert_eq!(moved[0].1.merged_works, [(apart.work, 1)]);
    assert_eq!(matcher.placed(1), matcher.placed(2));

    let mut rebuilt = Matcher::new();
    rebuilt.decide(1, 2, Decision::Same, Level::Edition);
    rebuilt.place(2, &other);
    rebuilt.place(1, &germinal());
    assert_eq!(rebuilt.placed(1), rebuilt.placed(2));

    // A change of mind.
    rebuilt.decide(1, 2, Decision::NotSame, Level::Work);
    assert_ne!(rebuilt.placed(1).unwrap().1, rebuilt.placed(2).unwrap().1);
}

#[test]
fn numbers_are_kept_and_never_given_again() {
    let mut matcher = Matcher::new();
    matcher.set_next_ids(100, 500);
    let first = matcher.place(1, &germinal());
    assert_eq!((first.edition, first.work), (100, 500));
    // Alone, a corrected record keeps its numbers.
    let corrected = Features::from(&book("Germinal !", "Zola, Émile", 1979));
    let again = matcher.replace(1, &corrected);
    assert_eq!((again.edition, again.work), (100, 500));
    matcher.remove(1);
    assert_eq!(matcher.placed(1), None);
    let fresh = matcher.place(1, &germinal());
    assert_eq!((fresh.edition, fresh.work), (101, 501));
}

#[test]
fn loading_restores_a_matcher() {
    let mut matcher = Matcher::new();
    let features = germinal();
    matcher.place(1, &features);
    let stored = features.to_bytes().to_vec();
    let mut restarted = Matcher::new();
    restarted.load(1, 7, 9, &Features::from_bytes(&stored).unwrap());
    let placement = restarted.place(2, &features);
    assert_eq!((placement.edition, placement.work), (7, 9));
    assert_eq!(restarted.next_ids(), (8, 10));
    assert!(Features::from_bytes(&stored[..10]).is_err());
    assert!(Features::from_bytes(&[]).is_err());
}

/// Few titles, authors, years and numbers, so that records meet often.
fn any_description() -> impl Strategy<Value = Description> {
    let titles =
        ["Germinal", "Germinal : roman", "Poésies", "Le club des cinq", "Le club des 5. Tome 2", "", "????", "1984"];
    let authors = ["", "Zola, Émile", "Zola, E.", "Émile Zola", "Blyton, Enid"];
    let isbns = ["", "9782070422609", "9782070422608", "9782253004226"];
    (
        prop::sample::select(titles.to_vec()),
        prop::sample::select(authors.to_vec()),
        prop::sample::select(vec![1978_i16, 1979, 2001]),
        prop::sample::select(isbns.to_vec()),
        prop::sample::select(vec!["", "2", "3"]),
    )
        .prop_map(|(title, author, year, isbn, part)| {
            book(title, author, year).published("Gallimard", 200).isbn(isbn).part(part)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_order_breaks_a_refusal(
        descriptions in prop::collection::vec(any_description(), 2..14),
        pairs in prop::collection::vec((0_usize..14, 0_usize..14, any::<bool>()), 1..5),
        order in prop::collection::vec(any::<prop::sample::Index>(), 20),
        late: bool,
    ) {
        let mut matcher = Matcher::new();
        let count = descriptions.len();
        let pairs: Vec<(u32, u32, Level)> = pairs
            .into_iter()
            .filter(|(a, b, _)| a % count != b % count)
            .map(|(a, b, work)| {
                ((a % count) as u32, (b % count) as u32, if work { Level::Work } else { Level::Edition })
            })
            .collect();
        let refuse = |matcher: &mut Matcher| {
            for &(a, b, level) in &pairs {
                matcher.decide(a, b, Decision::NotSame, level);
            }
        };
        if !late {
            refuse(&mut matcher);
        }
        let features: Vec<Features> = descriptions.iter().map(Features::from).collect();
        for index in order {
            let record = index.index(count);
            matcher.place(record as u32, &features[record]);
        }
        for (record, features) in features.iter().enumerate() {
            matcher.place(record as u32, features);
        }
        if late {
            refuse(&mut matcher);
        }
        for &(a, b, level) in &pairs {
            let (a, b) = (matcher.placed(a).unwrap(), matcher.placed(b).unwrap());
            prop_assert_ne!(a.0, b.0);
            if level == Level::Work {
                prop_assert_ne!(a.1, b.1);
            }
        }
        for record in 0..count as u32 {
            let (_, work) = matcher.placed(record).unwrap();
            prop_assert!(matcher.records_of_work(work).any(|other| other == record));
        }
    }

    #[test]
    fn damaged_features_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), valid: bool) {
        let mut bytes = bytes;
        if valid && !bytes.is_empty() {
            bytes[0] = 1;
        }
        if let Ok(features) = Features::from_bytes(&bytes) {
            let mut matcher = Matcher::new();
            matcher.place(1, &features);
            matcher.place(2, &features);
        }
    }
}
