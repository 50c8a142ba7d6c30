//! Grouping: what `beffroi catalogue clusters` writes, scored against the truth, beside the rules of thumb.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Bench;
use super::load::Load;
use super::process::{self, Output};
use super::report::{Levels, Matching, Moment};
use super::scoring::{Grouping, largest_false_merge, read_clusters, read_rule, score};

/// The rules of thumb of the kit's `dedup_baselines.py`.
const RULES: [(&str, &str); 4] = [
    ("koha", "ISBN, else title + author"),
    ("isbn", "same ISBN"),
    ("title", "same title, author, kind"),
    ("strict", "the same, year and publisher too"),
];

/// What our catalogue says of each record, written by the program itself.
pub(crate) fn grouping(bench: &Bench, load: &Load, data: &Path) -> Result<Grouping> {
    let path = clusters_path(bench, load);
    let mut command = bench.ours(data);
    command.args(["catalogue", "clusters", "--out"]).arg(&path);
    process::run(&mut command, bench.limit, Output::Dropped)?;
    read_clusters(BufReader::new(File::open(&path)?), &load.truth)
}

fn clusters_path(bench: &Bench, load: &Load) -> PathBuf {
    bench.work_of(load).join("clusters.csv")
}

/// Scores a grouping of ours and the rules.
pub(crate) fn matching(bench: &mut Bench, load: &Load, grouping: &Grouping) -> Result<Matching> {
    bench.step(format!("{}: scoring the grouping", load.name));
    let mut matching = Matching { moment: Moment::now(), ours: levels(load, grouping), ..Matching::default() };
    match kit_agrees(bench, load, grouping, &matching.ours) {
        Ok(agrees) => matching.agrees_with_kit = Some(agrees),
        Err(error) => bench.leave_out("the kit's own score", &error),
    }
    if bench.has("rules") {
        match rules(bench, load) {
            Ok(rules) => matching.rules = rules,
            Err(error) => bench.leave_out("the rules of thumb", &error),
        }
    }
    Ok(matching)
}

fn levels(load: &Load, grouping: &Grouping) -> Levels {
    Levels {
        editions: score(&load.truth.editions, &grouping.editions),
        works: score(&load.truth.works, &grouping.works),
        largest_false_merge: largest_false_merge(&load.truth.works, &grouping.works),
    }
}

/// Asks the kit's `eval_dedup.py` for the same figures, to four decimals.
fn kit_agrees(bench: &Bench, load: &Load, grouping: &Grouping, ours: &Levels) -> Result<bool> {
    let mut agrees = true;
    let levels = [("work", &grouping.works, ours.works), ("edition", &grouping.editions, ours.editions)];
    for (level, given, score) in levels {
        let path = bench.work_of(load).join(format!("{level}s.tsv"));
        let mut file = BufWriter::new(File::create(&path)?);
        for (place, group) in given.iter().enumerate() {
            writeln!(file, "{}\t{group}", place + 1)?;
        }
        file.into_inner()?.sync_all()?;
        let mut command = bench.script("gen/eval_dedup.py");
        command.arg(&load.folder).arg(&path);
        let run = process::run(&mut command, bench.limit, Output::Kept)?;
        let line = run.output.lines().find(|line| line.starts_with(level)).context("eval_dedup.py printed no score")?;
        let expected = format!("pairs P {:.4} R {:.4} F1 {:.4}", score.precision, score.recall, score.f1);
        agrees &= line.contains(&expected);
    }
    Ok(agrees)
}

/// Runs the rules of thumb in a folder of links, so that the load's own folder is left as it is.
fn rules(bench: &Bench, load: &Load) -> Result<BTreeMap<String, Levels>> {
    bench.step(format!("{}: the rules of thumb", load.name));
    let folder = bench.work_of(load).join("rules");
    std::fs::create_dir_all(&folder)?;
    let link = folder.join("flat.tsv");
    if !link.exists() {
        #[cfg(unix)]
        std::os::unix::fs::symlink(load.folder.join("flat.tsv"), &link)?;
        #[cfg(not(unix))]
        std::fs::copy(load.folder.join("flat.tsv"), &link)?;
    }
    let mut command = bench.script("engines/dedup_baselines.py");
    command.arg(&folder);
    process::run(&mut command, bench.limit, Output::Dropped)?;
    let mut rules = BTreeMap::new();
    for (rule, words) in RULES {
        let file = File::open(folder.join(format!("dedup_{rule}.tsv"))).with_context(|| format!("rule {rule}"))?;
        let given = read_rule(BufReader::new(file), &load.truth)?;
        rules.insert(
            words.to_owned(),
            Levels {
                editions: score(&load.truth.editions, &given),
                works: score(&load.truth.works, &given),
                largest_false_merge: largest_false_merge(&load.truth.works, &given),
            },
        );
    }
    Ok(rules)
}
