//! What the rules promise, tried on whatever can be drawn.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use revenue_sharing::claims::divide;
use revenue_sharing::game::Game;
use revenue_sharing::statement::{self, About, Fault};
use revenue_sharing::{
    Conventions, Division, Free, Museum, Over, Passes, Pot, Rule, Settlement, Statement, Tally, Unused, compare, drawn,
    settle,
};

fn whole(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

fn museums(prices: &[i64]) -> Vec<Museum> {
    let museum = |(at, price): (usize, &i64)| Museum {
        code: format!("m{at}"),
        name: format!("M{at}"),
        full_price_cents: *price,
        visitors: 10 * at as u64 + 1,
    };
    prices.iter().enumerate().map(museum).collect()
}

fn some_passes(museums: usize) -> impl Strategy<Value = Vec<Passes>> {
    let line = (0_i64..60, 0_i64..20, proptest::collection::vec(0_u32..5, museums), 1_u64..20);
    let line = line.prop_map(|(price, notional, visits, passes)| Passes {
        price_cents: price * 100,
        notional_cents: notional * 50,
        // Few museums are seen: that is how passes are.
        visits: visits.into_iter().map(|visits| visits.saturating_sub(2)).collect(),
        passes,
    });
    proptest::collection::vec(line, 1..25)
}

fn some_conventions() -> impl Strategy<Value = Conventions> {
    let pot = prop_oneof![
        Just(Pot::All),
        (0_i64..2_000_000).prop_map(Pot::Cents),
        (0_u32..=10_000).prop_map(Pot::BasisPoints)
    ];
    let unused = prop_oneof![Just(Unused::WithTheRest), Just(Unused::Equally), Just(Unused::Reserve)];
    let free = prop_oneof![Just(Free::Nothing), Just(Free::VisitsOnly), Just(Free::Notional)];
    let over = prop_oneof![Just(Over::Reserve), Just(Over::Proportionally), Just(Over::Equally)];
    let cap = prop_oneof![Just(None), (1_u32..4).prop_map(Some)];
    let short = (0_usize..5).prop_map(|at| Division::ALL[at]);
    (pot, unused, free, over, short, cap).prop_map(|(pot, unused, free, over, short, repeat_cap)| Conventions {
        pot,
        unused,
        free,
        over,
        short,
        repeat_cap,
    })
}

fn all(museums: &[Museum], passes: &[Passes], conventions: &Conventions) -> Vec<Settlement> {
    let mut tally = Tally::new(museums, conventions).unwrap();
    for line in passes {
        tally.add(line).unwrap();
    }
    compare(&tally, &Rule::ALL, conventions).unwrap()
}

/// The Shapley value by its definition: what each adds, over every order of arrival.
fn by_arrival(game: &Game, players: usize) -> Vec<BigRational> {
    fn walk(game: &Game, players: usize, there: usize, value: &mut [BigRational], orders: &mut i64) {
        if there.count_ones() as usize == players {
            *orders += 1;
            return;
        }
        for player in 0..players {
            if there >> player & 1 == 0 {
                let with = there | 1 << player;
                let mut below = 0;
                walk(game, players, with, value, &mut below);
                value[player] += (game.worth(with).unwrap() - game.worth(there).unwrap()) * whole(below);
                *orders += below;
            }
        }
    }
    let mut value = vec![BigRational::zero(); players];
    let mut orders = 0;
    walk(game, players, 0, &mut value, &mut orders);
    value.into_iter().map(|value| value / whole(orders)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_cent_of_the_pot_is_given_and_nobody_pays(
        passes in some_passes(5), conventions in some_conventions(), prices in proptest::collection::vec(0_i64..1500, 5),
    ) {
        for settlement in all(&museums(&prices), &passes, &conventions) {
            let given: i64 = settlement.cents.iter().sum::<i64>() + settlement.reserve_cents;
            prop_assert_eq!(given, settlement.pot_cents, "{}", settlement.rule);
            prop_assert!(settlement.cents.iter().all(|cents| *cents >= 0));
            prop_assert!(settlement.reserve_cents >= 0);
            prop_assert!(settlement.shares.adds_up_to(&whole(settlement.pot_cents)));
        }
    }

    #[test]
    fn the_order_of_passes_and_how_they_are_gathered_change_nothing(
        passes in some_passes(4), conventions in some_conventions(), turn in 0_usize..25,
    ) {
        let museums = museums(&[900, 500, 0, 1200]);
        let straight = all(&museums, &passes, &conventions);
        let mut turned = passes.clone();
        turned.rotate_left(turn % passes.len());
        turned.reverse();
        let one_by_one: Vec<Passes> = turned
            .iter()
            .flat_map(|line| (0..line.passes).map(|_| Passes { passes: 1, ..line.clone() }))
            .collect();
        for (one, other) in straight.iter().zip(all(&museums, &one_by_one, &conventions)) {
            prop_assert_eq!(&one.cents, &other.cents, "{}", one.rule);
        }
    }

    #[test]
    fn museums_alike_take_alike(passes in some_passes(4), conventions in some_conventions()) {
        // The second is made the first's twin: same price, same visitors, and each pass has a twin that swaps them.
        let mut museums = museums(&[900, 900, 700, 1200]);
        museums[1].visitors = museums[0].visitors;
        let mut twins = passes.clone();
        for line in &mut twins {
            line.visits.swap(0, 1);
        }
        twins.extend(passes);
        for settlement in all(&museums, &twins, &conventions) {
            let apart = settlement.cents[0] - settlement.cents[1];
            prop_assert!((0..=1).contains(&apart), "{}: {:?}", settlement.rule, settlement.cents);
            prop_assert_eq!(settlement.shares.exact(0), settlement.shares.exact(1));
        }
    }

    #[test]
    fn a_museum_nobody_sees_takes_nothing(passes in some_passes(4), conventions in some_conventions()) {
        let museums = museums(&[900, 500, 700, 1200]);
        let mut passes = passes;
        for line in &mut passes {
            line.visits[2] = 0;
        }
        let conventions = Conventions { unused: Unused::WithTheRest, over: Over::Reserve, ..conventions };
        for settlement in all(&museums, &passes, &conventions) {
            prop_assert!(settlement.rule == Rule::Equal || settlement.cents[2] == 0, "{}", settlement.rule);
        }
    }

    #[test]
    fn shapley_of_two_years_together_is_the_sum(first in some_passes(4), second in some_passes(4)) {
        let museums = museums(&[900, 500, 700, 1200]);
        let conventions = Conventions { unused: Unused::Reserve, ..Conventions::default() };
        let shapley = |passes: &[Passes]| {
            let mut tally = Tally::new(&museums, &conventions).unwrap();
            passes.iter().for_each(|line| tally.add(line).unwrap());
            let basis = tally.basis(Rule::Shapley).unwrap();
            settle(&museums, &basis, Rule::Shapley, &conventions).unwrap()
        };
        let both: Vec<Passes> = first.iter().chain(&second).cloned().collect();
        let (one, other, both) = (shapley(&first), shapley(&second), shapley(&both));
        for at in 0..4 {
            let sum = one.shares.exact(at).unwrap().0 + other.shares.exact(at).unwrap().0;
            prop_assert_eq!(sum, both.shares.exact(at).unwrap().0);
        }
    }

    #[test]
    fn shapley_is_the_value_of_the_game_whatever_the_order_of_arrival(passes in some_passes(4)) {
        let museums = museums(&[900, 500, 700, 1200]);
        let conventions =
            Conventions { unused: Unused::Reserve, free: Free::Nothing, repeat_cap: None, ..Conventions::default() };
        let sets: Vec<(u64, i64)> = passes
            .iter()
            .map(|line| {
                let set = line.visits.iter().enumerate().filter(|(_, visits)| **visits > 0).map(|(at, _)| 1 << at).sum();
                (set, line.price_cents * line.passes as i64)
            })
            .collect();
        let game = Game::of_passes(4, &sets).unwrap();
        prop_assert_eq!(game.shapley(), by_arrival(&game, 4));
        let settled = all(&museums, &passes, &conventions);
        for (at, value) in game.shapley().into_iter().enumerate() {
            prop_assert_eq!(&settled[2].shares.exact(at).unwrap().0, &value);
        }
    }

    #[test]
    fn claims_are_divided_within_bounds_and_by_duality(
        claims in proptest::collection::vec(0_i64..1000, 1..7), part in 0_i64..=1000,
    ) {
        let total: i64 = claims.iter().sum();
        let estate = whole(total * part) / whole(1000);
        let rest = whole(total) - &estate;
        let claims: Vec<BigRational> = claims.into_iter().map(whole).collect();
        let by = |estate: &BigRational, how| divide(estate, &claims, how).unwrap();
        for how in Division::ALL {
            let awards = by(&estate, how);
            prop_assert_eq!(&awards.iter().sum::<BigRational>(), &estate);
            for ((one, award), at) in claims.iter().zip(&awards).zip(0..) {
                prop_assert!(!award.is_negative() && award <= one, "{:?}", how);
                for (other, theirs) in claims.iter().zip(&awards).skip(at) {
                    // Who claims more is not given less, and loses no less; equal claims are given the same.
                    prop_assert!((one <= other) == (award <= theirs) || award == theirs || one == other);
                    prop_assert!(one != other || award == theirs);
                    prop_assert!(one > other || one - award <= other - theirs);
                }
            }
        }
        // What one rule gives of the estate, its dual takes of the losses.
        let dual = |how| -> Vec<BigRational> {
            claims.iter().zip(by(&rest, how)).map(|(claim, loss)| claim - loss).collect()
        };
        prop_assert_eq!(by(&estate, Division::EqualAwards), dual(Division::EqualLosses));
        prop_assert_eq!(by(&estate, Division::EqualLosses), dual(Division::EqualAwards));
        for itself in [Division::Talmud, Division::Proportional, Division::AdjustedProportional] {
            prop_assert_eq!(by(&estate, itself), dual(itself), "{:?}", itself);
        }
    }

    #[test]
    fn the_talmud_divides_between_any_two_what_they_have_together_as_it_would_between_them(
        claims in proptest::collection::vec(1_i64..500, 2..6), part in 0_i64..=100,
    ) {
        let estate = whole(claims.iter().sum::<i64>() * part) / whole(100);
        let claims: Vec<BigRational> = claims.into_iter().map(whole).collect();
        let awards = divide(&estate, &claims, Division::Talmud).unwrap();
        for one in 0..claims.len() {
            for other in 0..one {
                let together = &awards[one] + &awards[other];
                let two = [claims[one].clone(), claims[other].clone()];
                let garment = divide(&together, &two, Division::Talmud).unwrap();
                prop_assert_eq!(&garment[0], &awards[one]);
            }
        }
    }

    #[test]
    fn more_visits_by_one_pass_never_draw_more_than_it_brought(passes in some_passes(4), more in 1_u32..40) {
        // Visits made up by one pass move other passes' money under pro rata, and nothing but its own when user-centric.
        let museums = museums(&[900, 500, 700, 1200]);
        let conventions = Conventions { unused: Unused::Reserve, repeat_cap: None, ..Conventions::default() };
        let fraud = Passes { price_cents: 4_000, notional_cents: 0, visits: vec![1, 0, 0, 0], passes: 1 };
        let with = |visits: u32| {
            let mut passes = passes.clone();
            passes.push(Passes { visits: vec![visits, 0, 0, 0], ..fraud.clone() });
            let settled = all(&museums, &passes, &conventions);
            (settled[5].shares.exact(0).unwrap().0, settled[2].shares.exact(0).unwrap().0)
        };
        let (honest, false_) = (with(1), with(1 + more));
        prop_assert_eq!(honest, false_);
    }

    #[test]
    fn melting_small_groups_changes_no_share(passes in some_passes(5), least in 1_u64..40, conventions in some_conventions()) {
        let museums = museums(&[900, 500, 700, 1200, 0]);
        let mut tally = Tally::new(&museums, &conventions).unwrap();
        passes.iter().for_each(|line| tally.add(line).unwrap());
        for rule in Rule::ALL {
            let basis = tally.basis(rule).unwrap();
            let pooled = basis.clone().pooled(least);
            let groups = pooled.groups.len();
            prop_assert!(groups <= 1 || pooled.groups.iter().all(|group| group.passes >= least));
            let whole = settle(&museums, &basis, rule, &conventions).unwrap();
            let melted = settle(&museums, &pooled, rule, &conventions).unwrap();
            prop_assert_eq!(&whole.cents, &melted.cents);
            prop_assert_eq!(whole.shares.exact(1), melted.shares.exact(1));
        }
    }
}

fn stated(rule: Rule) -> Statement {
    let museums = drawn::museums(15);
    let conventions = Conventions::default();
    let mut tally = Tally::new(&museums, &conventions).unwrap();
    drawn::passes(15, 3_000, 7).for_each(|line| tally.add(&line).unwrap());
    let about = About {
        title: "La C’Art 2026",
        issuer: "Métropole",
        from: "2026-01-01",
        to: "2026-12-31",
        issued_at: "2027-01-15T10:00:00Z",
        voted_at: "2027-01-10T10:00:00Z",
        reason: "Chaque carte est partagée entre les musées qu’elle a vus.",
    };
    let basis = tally.basis(rule).unwrap().pooled(5);
    Statement::new(&about, &museums, basis, rule, &conventions).unwrap().signed(&[7; 32])
}

#[test]
fn a_statement_is_computed_again_by_whoever_doubts() {
    let key = statement::public_key(&[7; 32]);
    for rule in Rule::ALL {
        let text = stated(rule).to_text();
        let read = statement::check(&text, Some(&key)).unwrap_or_else(|fault| panic!("{rule}: {fault}"));
        assert_eq!(read.to_text(), text, "{rule}: the canonical text is the file");
    }
}

#[test]
fn a_statement_touched_anywhere_is_not_believed() {
    let good = stated(Rule::Shapley);
    let check = |statement: &Statement| statement::check(&statement.to_text(), None);
    let changes: [fn(&mut Statement); 6] = [
        |it| it.shares[0].cents += 1,
        |it| it.basis.visits[2] += 1,
        |it| it.reason.push('!'),
        |it| it.museums[3].full_price_cents += 1,
        |it| it.conventions.repeat_cap = None,
        |it| it.issued_at = "2027-01-16T10:00:00Z".into(),
    ];
    for change in changes {
        let mut touched = good.clone();
        change(&mut touched);
        assert_eq!(check(&touched), Err(Fault::BadSignature));
    }
    // Signed again by whoever changed it: either the numbers betray it, or the key does.
    let mut forged = good.clone();
    forged.shares[0].cents += 100;
    forged.shares[1].cents -= 100;
    let forged = forged.signed(&[9; 32]);
    assert!(matches!(check(&forged), Err(Fault::Differs { .. })));
    let mut other = good.clone();
    other.basis.groups[0].parts[0] += 1;
    assert!(matches!(check(&other.signed(&[9; 32])), Err(Fault::Sharing(_))));
    let mine = statement::public_key(&[7; 32]);
    let resigned = good.clone().signed(&[9; 32]).to_text();
    assert!(matches!(statement::check(&resigned, Some(&mine)), Err(Fault::OtherKey { .. })));
    assert!(matches!(statement::check("{}", None), Err(Fault::Unreadable(_))));
    let mut unsigned = good;
    unsigned.signature.clear();
    assert_eq!(check(&unsigned), Err(Fault::Unsigned));
}

#[test]
fn the_memory_of_a_tally_does_not_grow_with_its_passes() {
    let museums = drawn::museums(6);
    let conventions = Conventions::default();
    let mut tally = Tally::new(&museums, &conventions).unwrap();
    drawn::passes(6, 4_000, 1).for_each(|line| tally.add(&line).unwrap());
    let sums = tally.sums();
    drawn::passes(6, 40_000, 2).for_each(|line| tally.add(&line).unwrap());
    assert_eq!(tally.passes(), 44_000);
    assert!(tally.sums() < 2 * sums, "{} sums after ten times the passes, {sums} before", tally.sums());
}

/// `cargo test --release -p revenue_sharing -- --ignored --nocapture a_million`
#[test]
#[ignore = "a measure, to be made in release"]
#[expect(clippy::print_stdout, reason = "it prints what it measured")]
fn a_million_passes_under_every_rule() {
    let museums = drawn::museums(15);
    let conventions = Conventions::default();
    let began = std::time::Instant::now();
    let mut tally = Tally::new(&museums, &conventions).unwrap();
    drawn::passes(15, 1_000_000, 1).for_each(|line| tally.add(&line).unwrap());
    println!("a million passes added up in {:?}: {} sums", began.elapsed(), tally.sums());
    for rule in Rule::ALL {
        let began = std::time::Instant::now();
        let settled = settle(&museums, &tally.basis(rule).unwrap(), rule, &conventions).unwrap();
        println!("{rule}: {:?}, {} cents to the first", began.elapsed(), settled.cents[0]);
    }
    println!("all: {:?}", began.elapsed());
}
