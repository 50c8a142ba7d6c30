//! The worked examples, exactly; and the rules held against a second writing of them in another language.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use revenue_sharing::worked::Worked;
use revenue_sharing::{Conventions, Division, Free, Over, Passes, Pot, Rule, Tally, Unused, compare, drawn};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

#[test]
fn every_worked_example_comes_out_as_published() {
    let mut held = 0;
    for entry in std::fs::read_dir(folder().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let worked: Worked = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for answer in worked.answers().unwrap() {
            if let Some(as_expected) = answer.as_expected {
                let shares: Vec<_> = answer.exact.iter().map(|share| share.as_ref().unwrap().to_string()).collect();
                assert!(as_expected, "{} by {}: {shares:?}", worked.title(), answer.rule);
                held += 1;
            }
        }
    }
    assert!(held >= 28, "only {held} answers were held against what is known");
}

/// Each rule's shares and reserve, as the judge writes them.
fn judged(path: &Path) -> Option<BTreeMap<String, Vec<String>>> {
    let output = Command::new("python3").arg(folder().join("judge.py")).arg(path).output();
    let output = match output {
        Ok(output) => output,
        Err(_)
            if std::env::var_os("BEFFROI_REQUIRE").is_none_or(|names| !names.to_string_lossy().contains("python")) =>
        {
            return None;
        }
        Err(error) => panic!("python3 is required: {error}"),
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| {
        let mut words = line.split(' ').map(str::to_owned);
        (words.next().unwrap(), words.collect())
    };
    Some(lines.lines().map(line).collect())
}

#[test]
fn a_second_writing_of_the_rules_agrees() {
    let choices = [
        (Pot::All, Unused::WithTheRest, Free::Notional, Over::Reserve, Division::Proportional, Some(12)),
        (Pot::BasisPoints(8_250), Unused::Equally, Free::VisitsOnly, Over::Equally, Division::Talmud, None),
        (Pot::Cents(123_457), Unused::Reserve, Free::Nothing, Over::Proportionally, Division::EqualLosses, Some(3)),
        (Pot::Cents(90_000_001), Unused::WithTheRest, Free::Notional, Over::Equally, Division::EqualAwards, Some(2)),
        (Pot::BasisPoints(4_000), Unused::Reserve, Free::Notional, Over::Reserve, Division::AdjustedProportional, None),
    ];
    for (seed, (pot, unused, free, over, short, repeat_cap)) in (1_u64..).zip(choices) {
        let conventions = Conventions { pot, unused, free, over, short, repeat_cap };
        let mut museums = drawn::museums(6);
        museums[4].full_price_cents = 0;
        museums[5].visitors = 0;
        let passes: Vec<Passes> = drawn::passes(6, 400, seed).collect();
        let worked = Worked::Passes {
            title: "drawn".into(),
            source: String::new(),
            museums: museums.clone(),
            conventions: conventions.clone(),
            passes: passes.clone(),
            expected: BTreeMap::new(),
        };
        let folder = std::env::temp_dir().join(format!("revenue-sharing-{}-{seed}.json", std::process::id()));
        std::fs::write(&folder, serde_json::to_string(&worked).unwrap()).unwrap();
        let judged = judged(&folder);
        std::fs::remove_file(&folder).unwrap();
        let Some(judged) = judged else { return };
        let mut tally = Tally::new(&museums, &conventions).unwrap();
        for line in &passes {
            tally.add(line).unwrap();
        }
        for settlement in compare(&tally, &Rule::ALL, &conventions).unwrap() {
            let rule = settlement.rule.to_string();
            let judge: Vec<revenue_sharing::Fraction> =
                judged[&rule].iter().map(|share| share.parse().unwrap()).collect();
            assert_eq!(judge.len(), museums.len() + 1);
            for (at, judge) in judge.iter().enumerate() {
                // A fraction too long to be written is compared by its cents only.
                if let Some(exact) = settlement.shares.exact(at) {
                    assert_eq!(exact, *judge, "{rule}, {at}, {conventions:?}");
                }
                let cents = settlement.cents.get(at).copied().unwrap_or(settlement.reserve_cents);
                let off =
                    (revenue_sharing::Fraction::whole(cents).0 - &judge.0) * revenue_sharing::Fraction::whole(1).0;
                let one = revenue_sharing::Fraction::whole(1).0;
                assert!(off < one && -off < one, "{rule}, {at}");
            }
        }
    }
}
