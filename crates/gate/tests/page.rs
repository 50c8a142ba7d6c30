//! The page's own modules, tested where they run: `node --test` over `tests/page`.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use credential::symbol::{Level, Symbol};
use credential::trial::{SHOTS, Shot, others_text, photograph, specimens};

/// Where the page's tests are, when there is a node that can run them: Ed25519 is in WebCrypto from node 20 on.
fn place() -> Option<PathBuf> {
    let found =
        Command::new("node").arg("--version").output().ok().and_then(|said| String::from_utf8(said.stdout).ok());
    let major = found.and_then(|version| version.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        let required = std::env::var("BEFFROI_REQUIRE").is_ok_and(|list| list.contains("chromium"));
        assert!(!required, "BEFFROI_REQUIRE asks for the browser's tests, and node 20 is not installed");
        eprintln!("\n*** node 20 not found: THE GATE'S PAGE WAS NOT TESTED ***\n");
        return None;
    }
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page"))
}

#[test]
fn the_pages_modules_hold() {
    let Some(place) = place() else { return };
    let run = Command::new("node")
        .args(["--import", "./resolve.mjs", "--test", "--test-reporter", "spec", "."])
        .current_dir(place)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}\n{}", String::from_utf8_lossy(&run.stderr));
    // Nothing found to run would succeed too.
    assert!(said.contains("pass ") && !said.contains("pass 0\n"), "{said}");
}

/// How many of `count` photographs of a text the page's reader of codes reads right.
fn recall(place: &Path, text: &str, level: Level, shot: Shot, count: u64) -> u64 {
    let symbol = Symbol::new(text, level).unwrap();
    let mut pictures = Vec::new();
    for number in 0..count {
        let seed = shot.seed.wrapping_mul(1_000_003).wrapping_add(number);
        pictures.extend(photograph(&symbol, &Shot { seed, ..shot }).pgm());
    }
    let mut node = Command::new("node")
        .arg("recall.mjs")
        .current_dir(place)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(&pictures).unwrap();
    let said = node.wait_with_output().unwrap();
    assert!(said.status.success());
    let said: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    let texts = said["texts"].as_array().unwrap();
    assert_eq!(texts.len() as u64, count);
    texts.iter().filter(|found| found.as_str() == Some(text)).count() as u64
}

#[test]
fn the_pages_reader_reads_our_codes_whole_blurred_and_cracked() {
    const COUNT: u64 = 12;
    let Some(place) = place() else { return };
    let code = specimens(20_000).codes.pop().unwrap();
    let mut lines = Vec::new();
    for (name, shot) in SHOTS {
        let ours = recall(&place, &code, Level::Q, shot, COUNT);
        let high = recall(&place, &code, Level::H, shot, COUNT);
        let others = recall(&place, &others_text(1), Level::L, shot, COUNT);
        lines.push(format!("{name}: ours at Q {ours}, at H {high}, another house's at L {others}, of {COUNT}"));
        if shot.cracks == 0 && shot.pixels >= 300 {
            assert!(ours == COUNT && high == COUNT, "{}", lines.join("\n"));
        }
        if shot.cracks == 5 {
            assert!(ours > others, "{}", lines.join("\n"));
        }
    }
    eprintln!("{}", lines.join("\n"));
}
