//! `beffroi tour plan` as whoever wants to see would run it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

use std::path::Path;
use std::process::{Command, Output};

use tour_planner::{Instance, Limits, Pin};

fn run(folder: &Path, args: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_beffroi"))
        .current_dir(folder)
        .args(["tour", "plan"])
        .args(args)
        .output()
        .unwrap();
    (status.success(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
}

fn write(folder: &Path, name: &str, value: &impl serde::Serialize) {
    std::fs::write(folder.join(name), serde_json::to_string(value).unwrap()).unwrap();
}

#[test]
fn a_plan_is_made_proved_again_and_refused_once_tampered_with() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let instance = Instance::sample(7, 14, 77, 200);
    write(folder, "edition.json", &instance);
    let (done, said) = run(folder, &["edition.json", "--out", "plan.json", "--explain"]);
    assert!(done && said.contains("proved best") && said.contains("forcing it would leave without"), "{said}");
    let (done, said) = run(folder, &["edition.json", "--check", "plan.json"]);
    assert!(done && said.contains("every rule holds") && said.contains("no fairer plan exists"), "{said}");

    // A performance less breaks no rule, and is less fair.
    let mut outcome = tour_planner::plan(&instance, &Limits::default()).unwrap();
    let lost = outcome.plan.performances.pop().unwrap();
    write(folder, "less.json", &outcome.plan);
    let (done, said) = run(folder, &["edition.json", "--check", "less.json"]);
    assert!(!done && said.contains("every rule holds") && said.contains("a fairer plan exists"), "{said}");

    // A commune served twice breaks one.
    let mut twice = lost.clone();
    outcome.plan.performances.push(lost);
    twice.day = instance.show(&twice.show).unwrap().days[0];
    outcome.plan.performances.push(twice);
    write(folder, "twice.json", &outcome.plan);
    let (done, said) = run(folder, &["edition.json", "--check", "twice.json"]);
    assert!(!done && said.contains("hosts more than once"), "{said}");

    // Repaired around a pin, and proved against the plan it repairs.
    let mut pinned = instance.clone();
    let without = instance.communes.iter().find(|one| outcome.plan.of_commune(&one.code).is_none());
    let without = without.expect("someone is left without");
    for wish in &without.wishes {
        pinned.pins = vec![Pin { commune: without.code.clone(), show: wish.show.clone(), hall: None, day: None }];
        if tour_planner::plan(&pinned, &Limits::default()).is_ok() {
            break;
        }
    }
    write(folder, "pinned.json", &pinned);
    let (done, said) = run(folder, &["pinned.json", "--repair", "plan.json", "--out", "repaired.json"]);
    assert!(done && said.contains("communes that keep their show"), "{said}");
    let (done, said) = run(folder, &["pinned.json", "--check", "repaired.json", "--repair", "plan.json"]);
    assert!(done && said.contains("no fairer plan exists"), "{said}");

    let (done, said) = run(folder, &["plan.json"]);
    assert!(!done && said.contains("is not an edition to plan"), "{said}");
    let (done, said) = run(folder, &["nowhere.json"]);
    assert!(!done && said.contains("can't be read"), "{said}");
}
