//! How fast records are read: `cargo run --release -p marc --example marc_pace -- FILE…`
//!
//! Prints, for all files together, the records delivered, repaired and set aside, how many of the bytes are accounted for,
//! and the records read per second of processor time (not of the clock: the machine may be busy with something else).
//! `--list` prints one line per delivery instead: file, offset, length, 001, format, notes or reason.

use marc::{Options, Outcome, Reader};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};

#[derive(Default)]
struct Tally {
    records: u64,
    clean: u64,
    set_aside: u64,
    fields: u64,
    bytes: u64,
    delivered_bytes: u64,
    reasons: BTreeMap<&'static str, u64>,
}

fn main() -> io::Result<()> {
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let list = options.iter().any(|option| option == "--list");
    let mut out = BufWriter::new(io::stdout().lock());
    let mut tally = Tally::default();
    let start = processor_seconds();
    for file in &files {
        let source = fs::File::open(file)?;
        tally.bytes += source.metadata()?.len();
        let mut reader = Reader::new(source, Options::default());
        while let Some(delivery) = reader.next()? {
            tally.delivered_bytes += delivery.raw.len() as u64;
            let (offset, length) = (delivery.offset, delivery.raw.len());
            match delivery.outcome {
                Outcome::Record { record, notes } => {
                    tally.records += 1;
                    tally.clean += u64::from(notes.is_empty());
                    tally.fields += record.len() as u64;
                    for note in notes {
                        *tally.reasons.entry(note.code()).or_default() += 1;
                    }
                    if list {
                        let codes: Vec<_> = notes.iter().map(|note| note.code()).collect();
                        let (control, format) = (record.control("001").unwrap_or("-"), record.format());
                        writeln!(out, "{file}\t{offset}\t{length}\t{control}\t{format:?}\t{}", codes.join(","))?;
                    }
                }
                Outcome::SetAside(reason) => {
                    tally.set_aside += 1;
                    *tally.reasons.entry(reason.code()).or_default() += 1;
                    if list {
                        writeln!(out, "{file}\t{offset}\t{length}\t-\t-\tSET ASIDE {}", reason.code())?;
                    }
                }
            }
        }
    }
    let seconds = processor_seconds() - start;
    if !list {
        let Tally { records, clean, set_aside, fields, bytes, delivered_bytes, reasons } = tally;
        writeln!(out, "{records} records ({clean} clean), {set_aside} runs of bytes set aside, {fields} fields")?;
        writeln!(out, "{delivered_bytes} of {bytes} bytes in deliveries, the rest between records")?;
        for (code, count) in reasons {
            writeln!(out, "  {code}: {count}")?;
        }
        writeln!(out, "{seconds:.3} s of processor time: {:.0} records/s", records as f64 / seconds)?;
    }
    out.flush()
}

/// Processor time of this process so far, from the kernel's account in nanoseconds (Linux; 0 elsewhere).
fn processor_seconds() -> f64 {
    let account = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    account.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
