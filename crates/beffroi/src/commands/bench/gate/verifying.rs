//! Codes verified: base45, COSE, signature, claims, dates. One core.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use credential::trial::{self, Specimens};
use credential::{Tolerance, verify};

use super::peers;

/// How long each is measured.
const LASTING: Duration = Duration::from_secs(5);

pub(super) fn table(browser: Option<&Path>, work: &Path) -> Result<String> {
    let specimens = trial::specimens(20_000);
    let ours = ours(&specimens)?;
    let mut text =
        String::from("Codes verified, one at a time on one core.\n\n| by | µs a code | a second |\n|---|---:|---:|\n");
    // Writing to a String cannot fail.
    let _ = writeln!(text, "| beffroi, native | {ours:.1} | {:.0} |", 1e6 / ours);
    match peers::python_cwt(&specimens, work) {
        Ok(micros) => {
            let _ = writeln!(text, "| python cwt | {micros:.1} | {:.0} |", 1e6 / micros);
        }
        Err(error) => super::say(format!("python cwt was left out: {error:#}")),
    }
    if let Some(folder) = browser {
        for (name, micros) in peers::chromium(folder)? {
            let _ = writeln!(text, "| {name} | {micros:.1} | {:.0} |", 1e6 / micros);
        }
    }
    text.push('\n');
    Ok(text)
}

/// Microseconds a code.
fn ours(specimens: &Specimens) -> Result<f64> {
    let tolerance = Tolerance::default();
    let now = specimens.now;
    ensure!(!specimens.codes.is_empty(), "there is no code to verify");
    let began = Instant::now();
    let mut verified = 0_u32;
    while began.elapsed() < LASTING {
        for code in &specimens.codes {
            if let Err(refusal) = verify(code, &specimens.keys, now, &tolerance) {
                bail!("a good code was refused: {refusal:?}");
            }
            verified += 1;
        }
    }
    Ok(began.elapsed().as_secs_f64() * 1e6 / f64::from(verified))
}
