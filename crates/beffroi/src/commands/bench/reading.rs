//! Reading: how many of the raw records each reader delivers, and at what pace.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use marc::{Options, Outcome, Reader};

use super::Bench;
use super::load::Load;
use super::process::{self, Output, thread_cpu_seconds};
use super::report::{Moment, Pace, Parsing};

/// Loads above this are not given to `robust.py`: it reads every file with three readers, one of them slow.
pub(crate) const ROBUST_MOST: usize = 300_000;

/// The readers of the kit: name here, name in what `robust.py` prints.
const READERS: [(&str, &str); 3] = [("pymarc", "pymarc"), ("yaz", "yaz"), ("marcbatch", "marcbatch")];

/// How many of a load's raw records the peers' readers deliver.
///
/// # Errors
/// The kit's script fails: a reader is missing.
pub(crate) fn delivered_by_peers(bench: &Bench, load: &Load) -> Result<BTreeMap<String, u64>> {
    let mut command = bench.script("engines/robust.py");
    command.arg(&load.folder);
    let run = process::run(&mut command, bench.limit, Output::Kept)?;
    let last = run.output.lines().rev().find(|line| line.starts_with("all ")).context("robust.py printed no total")?;
    Ok(READERS
        .iter()
        .filter(|(name, _)| bench.has(name))
        .filter_map(|(name, printed)| Some(((*name).to_owned(), count_after(last, printed)?)))
        .collect())
}

/// The number that follows `'name': ` in a printed dictionary.
fn count_after(line: &str, name: &str) -> Option<u64> {
    let rest = line.split_once(&format!("'{name}': "))?.1;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The pace of every reader asked for, on the raw files and on the clean file of the same records.
pub(crate) fn parsing(bench: &mut Bench, load: &Load, with_peers: bool) -> Result<Parsing> {
    let mut parsing = Parsing { moment: Moment::now(), ..Parsing::default() };
    let inputs = [("raw", load.files.clone()), ("norm", vec![load.folder.join("norm.mrc")])];
    for (input, files) in inputs {
        let paces: &mut BTreeMap<String, Pace> = parsing.paces.entry(input.to_owned()).or_default();
        bench.step(format!("{}: reading {input}", load.name));
        paces.insert("beffroi".to_owned(), best_of(2, || ours(&files))?);
        if !with_peers {
            continue;
        }
        for (peer, pace) in [("yaz", yaz as fn(&Bench, &[PathBuf]) -> Result<Pace>), ("pymarc", pymarc)] {
            if !bench.has(peer) {
                continue;
            }
            match pace(bench, &files) {
                Ok(pace) => {
                    paces.insert(peer.to_owned(), pace);
                }
                Err(error) => bench.leave_out(&format!("{peer} (reading)"), &error),
            }
        }
    }
    Ok(parsing)
}

/// The cheapest of some measures: what the neighbours of a busy machine add is not the reader's.
fn best_of(times: usize, measure: impl Fn() -> Result<Pace>) -> Result<Pace> {
    let mut best: Option<Pace> = None;
    for _ in 0..times {
        let pace = measure()?;
        if best.is_none_or(|best| pace.cpu_seconds < best.cpu_seconds) {
            best = Some(pace);
        }
    }
    best.context("nothing was measured")
}

/// Records read, decoded to NFC and held as fields, in this process.
fn ours(files: &[PathBuf]) -> Result<Pace> {
    let started = thread_cpu_seconds();
    let mut records = 0;
    for file in files {
        records += records_of(file)?;
    }
    Ok(Pace { records, cpu_seconds: thread_cpu_seconds() - started })
}

fn records_of(file: &Path) -> Result<u64> {
    let source = File::open(file).with_context(|| format!("{} could not be opened", file.display()))?;
    let mut reader = Reader::new(source, Options::default());
    let mut records = 0;
    while let Some(delivery) = reader.next()? {
        records += u64::from(matches!(delivery.outcome, Outcome::Record { .. }));
    }
    Ok(records)
}

/// `yaz-marcdump -o line`: it decodes nothing, and loses the rest of a file after some damages.
fn yaz(bench: &Bench, files: &[PathBuf]) -> Result<Pace> {
    // A damaged record makes it end with an error, whatever else it read: that is counted in records, not held against it.
    let command = || {
        let mut command = Command::new("sh");
        command.args([
            "-c",
            "command -v yaz-marcdump >/dev/null || exit 127; yaz-marcdump -i marc -o line \"$@\" || true",
        ]);
        command.arg("sh").args(files);
        command
    };
    let records = process::run(&mut command(), bench.limit, Output::Kept)
        .map(|run| run.output.lines().filter(|line| line.starts_with("001 ")).count() as u64)?;
    best_of(2, || {
        let run = process::run(&mut command(), bench.limit, Output::Dropped)?;
        Ok(Pace { records, cpu_seconds: run.cost.cpu_seconds })
    })
}

/// pymarc, by the kit's script, which also decodes.
fn pymarc(bench: &Bench, files: &[PathBuf]) -> Result<Pace> {
    let mut command = bench.script("engines/parse_pymarc.py");
    command.args(files);
    let run = process::run(&mut command, bench.limit, Output::Kept)?;
    let number = |before: &str| -> Option<u64> {
        let words: Vec<&str> = run.output.split_whitespace().collect();
        let place = words.iter().position(|word| *word == before)?;
        words.get(place.checked_sub(1)?)?.parse().ok()
    };
    let read = number("records").context("parse_pymarc.py printed no count")?;
    let records = read.saturating_sub(number("refused").unwrap_or(0));
    Ok(Pace { records, cpu_seconds: run.cost.cpu_seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_dictionary_gives_its_numbers() {
        let line = "all 20000 {'pymarc': 9321, 'yaz': 17800, 'marcbatch': 19900} {}";
        assert_eq!(count_after(line, "yaz"), Some(17_800));
        assert_eq!(count_after(line, "other"), None);
    }
}
