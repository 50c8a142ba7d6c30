//! Places every record of a generated load and writes the clusters, for a judge that knows the truth.
//!
//! ```text
//! judge_matching DIR WORKS.tsv EDITIONS.tsv     DIR/raw/LIBnnn.mrc, one file after the other
//! ```
//!
//! Prints CPU time per record of each step and the matcher's memory.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use bibliography::{Description, describe_owned};
use marc::{Options, Outcome, Reader};
use record_matching::{Features, Matcher};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [load, works, editions] = arguments.as_slice() else {
        return Err("usage: judge_matching DIR WORKS.tsv EDITIONS.tsv".into());
    };
    let mut files: Vec<PathBuf> =
        fs::read_dir(load.join("raw"))?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();

    let mut matcher = Matcher::new();
    let mut names: Vec<String> = Vec::new();
    let (mut describing, mut feature_time, mut placing) = (0, 0, 0);
    let mut merges = 0;
    for file in &files {
        let library = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let start = cpu_nanoseconds();
        let descriptions = read(file)?;
        describing += cpu_nanoseconds() - start;

        let start = cpu_nanoseconds();
        let features: Vec<Features> = descriptions.iter().map(Features::from).collect();
        feature_time += cpu_nanoseconds() - start;

        let start = cpu_nanoseconds();
        let first = names.len() as u32;
        for (place, features) in features.iter().enumerate() {
            let placement = matcher.place(first + place as u32, features);
            merges += placement.merged_works.len();
        }
        placing += cpu_nanoseconds() - start;
        for description in descriptions {
            names.push(format!("{library}:{}", description.control_number));
        }
    }

    let mut works = BufWriter::new(File::create(works)?);
    let mut editions = BufWriter::new(File::create(editions)?);
    for (record, name) in names.iter().enumerate() {
        if let Some((edition, work)) = matcher.placed(record as u32) {
            writeln!(works, "{name}\tw{work}")?;
            writeln!(editions, "{name}\te{edition}")?;
        }
    }
    let count = names.len().max(1) as f64;
    let each = |nanoseconds: u64| nanoseconds as f64 / 1000.0 / count;
    let memory = matcher.memory();
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{} records; CPU µs a record: read and describe {:.2}, features {:.2}, place {:.2}; {merges} works merged",
        names.len(),
        each(describing),
        each(feature_time),
        each(placing)
    )?;
    writeln!(
        out,
        "bytes a record: features {:.0}, index {:.0}, clusters {:.0}, all {:.0}",
        memory.features as f64 / count,
        memory.index as f64 / count,
        memory.clusters as f64 / count,
        memory.total() as f64 / count
    )?;
    Ok(())
}

fn read(file: &PathBuf) -> Result<Vec<Description>, Failure> {
    let mut reader = Reader::new(File::open(file)?, Options::default());
    let mut descriptions = Vec::new();
    while let Some(delivery) = reader.next()? {
        if let Outcome::Record { record, .. } = delivery.outcome {
            descriptions.push(describe_owned(record));
        }
    }
    Ok(descriptions)
}

/// CPU time of this thread, which on a shared machine says more than the clock.
fn cpu_nanoseconds() -> u64 {
    fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse().ok())
        .unwrap_or(0)
}
