//! The plan of the house, held against the manifests: a room imports only from floors below it (ARCHITECTURE.md).

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each room and its floor.
const FLOORS: [(&str, u8); 47] = [
    ("marc", 0),
    ("bibliography", 0),
    ("record_matching", 0),
    ("french_text", 0),
    ("territory", 0),
    ("oai_pmh", 0),
    ("cql", 0),
    ("content_package", 0),
    ("counter", 0),
    ("opds", 0),
    ("credential", 0),
    ("revenue_sharing", 0),
    ("wallet_pass", 0),
    ("tour_planner", 0),
    ("seating_plan", 0),
    ("show_duties", 0),
    ("sip2", 0),
    ("network_side", 0),
    ("ils_di", 0),
    ("store", 1),
    ("shell", 1),
    ("work_search", 1),
    ("mail", 1),
    ("documents", 1),
    ("ils_simulator", 1),
    ("outgoing", 1),
    ("people", 2),
    ("programme", 2),
    ("access", 2),
    ("ledger", 2),
    ("payment", 2),
    ("regie", 2),
    ("catalogue", 3),
    ("library_card", 3),
    ("mediatheque", 3),
    ("usage", 3),
    ("gate", 3),
    ("museum_pass", 3),
    ("pass_accounts", 3),
    ("agenda", 3),
    ("tours", 3),
    ("box_office", 3),
    ("library_systems", 3),
    ("sip2_server", 3),
    ("sign_on", 3),
    ("figures", 4),
    ("beffroi", 5),
];

/// On one floor, who may stand on whom: the ground rooms built on a ground room, and the hub where who comes before what
/// they may do.
const ON_ONE_FLOOR: [(&str, &str); 14] = [
    ("content_package", "french_text"),
    ("bibliography", "marc"),
    ("record_matching", "bibliography"),
    ("record_matching", "french_text"),
    ("mail", "store"),
    ("access", "people"),
    ("access", "programme"),
    ("ledger", "people"),
    ("programme", "people"),
    ("payment", "people"),
    ("payment", "ledger"),
    ("regie", "people"),
    ("regie", "programme"),
    ("regie", "ledger"),
];

/// What a ground room must never know.
const NOT_ON_THE_GROUND: [&str; 6] = ["sqlx", "axum", "tokio", "tantivy", "ureq", "tracing"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names under `[dependencies]`.
fn dependencies(manifest: &str) -> Vec<String> {
    manifest
        .split("\n[")
        .find(|part| part.starts_with("dependencies]"))
        .unwrap_or_default()
        .lines()
        .skip(1)
        .filter_map(|line| line.split(['.', '=', ' ']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_room_imports_only_from_floors_below() {
    let floors: BTreeMap<&str, u8> = FLOORS.into_iter().collect();
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(manifest) = std::fs::read_to_string(path.join("Cargo.toml")) else { continue };
        let room = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some(floor) = floors.get(room.as_str()) else {
            faults.push(format!("{room} has no floor: give it one here and in ARCHITECTURE.md"));
            continue;
        };
        for dependency in dependencies(&manifest) {
            if let Some(below) = floors.get(dependency.as_str())
                && below >= floor
                && !ON_ONE_FLOOR.contains(&(room.as_str(), dependency.as_str()))
            {
                faults.push(format!("{room} (floor {floor}) imports {dependency} (floor {below})"));
            }
            if *floor == 0 && NOT_ON_THE_GROUND.contains(&dependency.as_str()) {
                faults.push(format!("{room} is on the ground floor and imports {dependency}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_plan_names_every_room() {
    let plan = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let room = entry.unwrap().file_name().into_string().unwrap();
        assert!(plan.contains(&format!("`{room}`")), "ARCHITECTURE.md does not name `{room}`");
    }
}

#[test]
fn only_its_own_wing_touches_a_table() {
    // A table's name begins with its room's; SQL that names another room's table goes round that room's door.
    let rooms = [
        "people",
        "programme",
        "access",
        "ledger",
        "catalogue",
        "store",
        "mail",
        "library_card",
        "mediatheque",
        "usage",
        "payment",
        "regie",
        "gate",
        "museum_pass",
        "pass_accounts",
        "tours",
        "box_office",
    ];
    let mut faults = Vec::new();
    for room in rooms.into_iter().chain(["beffroi", "shell", "work_search"]) {
        walk(&root().join("crates").join(room).join("src"), &mut |path, text| {
            for other in rooms {
                if other == room {
                    continue;
                }
                for verb in ["FROM", "JOIN", "INTO", "UPDATE"] {
                    if text.contains(&format!("{verb} {other}_")) {
                        faults.push(format!("{} names a table of {other}", path.display()));
                    }
                }
            }
        });
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn walk(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, see);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            see(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
