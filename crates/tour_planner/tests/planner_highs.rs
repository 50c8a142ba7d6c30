//! HiGHS as a foreign judge: another model, another solver, the same objective.
//!
//! Needs Python with `highspy`. Absent it is said aloud; `BEFFROI_REQUIRE=highspy` makes that a failure.

use std::io::Write;
use std::process::{Command, Stdio};

use tour_planner::{Instance, Limits, plan};

/// A model with a variable for each commune, show and day; criteria one after the other.
const JUDGE: &str = include_str!("judge.py");

fn judged(instance: &Instance) -> Option<Vec<i64>> {
    let there = Command::new("python3").args(["-c", "import highspy"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        let required = std::env::var("BEFFROI_REQUIRE").is_ok_and(|list| list.contains("highspy"));
        assert!(!required, "BEFFROI_REQUIRE asks for highspy, and python3 has not got it");
        eprintln!("NOT COMPARED with HiGHS: python3 with highspy is not installed");
        return None;
    }
    let mut child = Command::new("python3")
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let text = serde_json::to_string(instance).expect("json");
    child.stdin.take().expect("a way in").write_all(text.as_bytes()).expect("python3 reads");
    let output = child.wait_with_output().expect("python3 ends");
    assert!(output.status.success(), "the judge failed");
    let said = String::from_utf8_lossy(&output.stdout);
    let numbers = said.lines().find(|line| line.starts_with('[')).expect("a list of numbers");
    Some(serde_json::from_str(numbers).expect("a list of numbers"))
}

#[test]
fn highs_finds_nothing_better() {
    for (seed, shows, communes, days) in [(1, 14, 77, 200), (2, 6, 40, 30), (3, 8, 40, 20)] {
        let instance = Instance::sample(seed, shows, communes, days);
        let outcome = plan(&instance, &Limits::default()).expect("a plan");
        assert!(outcome.proven);
        let Some(judged) = judged(&instance) else { return };
        assert_eq!(outcome.objective, judged, "seed {seed}");
    }
}
