//! From files to something searchable: ours whole (parse, store, match, index), the peers' indexing alone.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Bench;
use super::load::Load;
use super::process::{self, Output};
use super::report::{Counts, Indexing, Moment};

/// The data folder of ours for a load, imported now unless an earlier run's may be used again.
pub(crate) fn ours(bench: &mut Bench, load: &Load) -> Result<(PathBuf, Indexing)> {
    let folder = bench.work_of(load).join("ours");
    kept_or_made(bench, &folder, |bench, folder| {
        bench.step(format!("{}: importing {} files", load.name, load.files.len()));
        let mut command = bench.ours(folder);
        command.args(["catalogue", "import", "--library-from-name"]).args(&load.files);
        let moment = Moment::now();
        let run = process::run(&mut command, bench.limit, Output::Kept)?;
        let counts = counts(&run.output);
        Ok(Indexing { moment, cost: run.cost, disk_mb: disk_mb(folder), counts: Some(counts), reused: false })
    })
}

/// A peer's index of the same records, made by the kit now unless an earlier run's may be used again.
pub(crate) fn peer(bench: &mut Bench, load: &Load, peer: &str) -> Result<(PathBuf, Indexing)> {
    let folder = bench.work_of(load).join(peer);
    kept_or_made(bench, &folder, |bench, folder| {
        bench.step(format!("{}: indexing with {peer}", load.name));
        let mut command = match peer {
            "zebra" => {
                let mut command = std::process::Command::new("bash");
                command.arg(zebra_setup(bench, load)?);
                command
            }
            "tantivy" | "sqlite" | "xapian" => bench.script(&format!("engines/eng_{peer}.py")),
            other => bail!("there is no way to index with {other} here"),
        };
        command.arg(&load.folder).arg(folder);
        let moment = Moment::now();
        let run = process::run(&mut command, bench.limit, Output::Dropped)?;
        Ok(Indexing { moment, cost: run.cost, disk_mb: disk_mb(folder), counts: None, reused: false })
    })
}

/// The kit's set-up of Zebra, with the tokenisation Debian ships (`l`). The kit's own chain (`w`) makes a token of each
/// space, then empties it: the empty word then stands in every record, and every query of two words walks through all of
/// them, 50 times slower than Zebra is. A peer is measured as whoever runs it well would.
fn zebra_setup(bench: &Bench, load: &Load) -> Result<PathBuf> {
    const SCRIPT: &str = "zebra_stock_setup.sh";
    const CHAIN: &str = "icu-fold.xml";
    let engines = bench.kit.join("engines");
    let folder = bench.work_of(load).join("zebra-setup");
    std::fs::create_dir_all(&folder)?;
    std::fs::copy(engines.join(SCRIPT), folder.join(SCRIPT)).context("the kit has no set-up of Zebra")?;
    let chain = std::fs::read_to_string(engines.join(CHAIN)).context("the kit has no ICU chain for Zebra")?;
    std::fs::write(folder.join(CHAIN), chain.replace(r#"<tokenize rule="w"/>"#, r#"<tokenize rule="l"/>"#))?;
    Ok(folder.join(SCRIPT))
}

/// The measure lies beside what was made: one is never used again without the other.
fn kept_or_made(
    bench: &mut Bench,
    folder: &Path,
    make: impl FnOnce(&Bench, &Path) -> Result<Indexing>,
) -> Result<(PathBuf, Indexing)> {
    let note = folder.with_extension("json");
    let made_now = bench.made.contains(folder);
    if (bench.reuse || made_now)
        && let Ok(text) = std::fs::read_to_string(&note)
        && folder.is_dir()
    {
        let mut indexing: Indexing = serde_json::from_str(&text)?;
        indexing.reused = !made_now;
        return Ok((folder.to_owned(), indexing));
    }
    for old in [folder, note.as_path()] {
        let removed = if old.is_dir() { std::fs::remove_dir_all(old) } else { std::fs::remove_file(old) };
        if let Err(error) = removed
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(error).with_context(|| format!("{} could not be removed", old.display()));
        }
    }
    std::fs::create_dir_all(folder)?;
    let indexing = make(bench, folder)?;
    std::fs::write(&note, serde_json::to_string(&indexing)?)?;
    bench.made.insert(folder.to_owned());
    Ok((folder.to_owned(), indexing))
}

/// Adds up the lines the import prints, one a file.
fn counts(output: &str) -> Counts {
    let mut counts = Counts::default();
    for line in output.lines() {
        let Some((left, right)) = line.split_once(" read = ") else { continue };
        let before = |text: &str, word: &str| -> u64 {
            let text = text.split_once(word).map_or("", |(text, _)| text);
            text.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
        };
        counts.read += left.rsplit(' ').next().and_then(|number| number.parse::<u64>().ok()).unwrap_or(0);
        counts.new += before(right, " new");
        counts.changed += before(right, " changed");
        counts.unchanged += before(right, " unchanged");
        counts.set_aside += before(right, " set aside");
        counts.repaired += before(right, " repaired");
    }
    counts
}

/// Bytes on disk under a path, in MB, as the kit counts them: whole blocks.
pub(crate) fn disk_mb(path: &Path) -> f64 {
    fn blocks(path: &Path) -> u64 {
        let Ok(metadata) = path.symlink_metadata() else { return 0 };
        if metadata.is_dir() {
            return std::fs::read_dir(path).map_or(0, |entries| entries.flatten().map(|e| blocks(&e.path())).sum());
        }
        #[cfg(unix)]
        return std::os::unix::fs::MetadataExt::blocks(&metadata) * 512;
        #[cfg(not(unix))]
        return metadata.len();
    }
    blocks(path) as f64 / 1e6
}

/// Sizes of our database and of our index, in MB.
pub(crate) fn our_sizes(folder: &Path) -> (f64, f64) {
    let index = disk_mb(&folder.join("index"));
    (disk_mb(folder) - index, index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_import_s_lines_add_up() {
        let output = "LIB001 /a/LIB001.mrc: 10 read = 7 new + 1 changed + 0 unchanged + 2 set aside; 3 repaired, 0 retired\n\
            LIB002 b: 5 read = 5 new + 0 changed + 0 unchanged + 0 set aside; 1 repaired, 0 retired — stopped\n12 works indexed.\n";
        let expected = Counts { read: 15, new: 12, changed: 1, unchanged: 0, set_aside: 2, repaired: 4 };
        assert_eq!(counts(output), expected);
    }
}
