//! Prints records as lines, in the manner of `yaz-marcdump`: `cargo run -p marc --example marc_dump -- FILE…`
//!
//! What was repaired or set aside is said on the standard error.

use marc::{Options, Outcome, Reader};
use std::fs;
use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for file in std::env::args().skip(1) {
        let mut reader = Reader::new(fs::File::open(&file)?, Options::default());
        while let Some(delivery) = reader.next()? {
            let offset = delivery.offset;
            match delivery.outcome {
                Outcome::SetAside(reason) => {
                    eprintln!("{file}:{offset}: {} bytes set aside: {reason}", delivery.raw.len())
                }
                Outcome::Record { record, notes } => {
                    for note in notes {
                        eprintln!("{file}:{offset}: {note}");
                    }
                    writeln!(out, "{}", record.leader().as_str())?;
                    for field in record.fields() {
                        let [first, second] = field.indicators();
                        match field.is_control() {
                            true => write!(out, "{} {}", field.tag(), field.value())?,
                            false => write!(out, "{} {first}{second}", field.tag())?,
                        }
                        for (code, text) in field.subfields() {
                            write!(out, " ${code} {text}")?;
                        }
                        writeln!(out)?;
                    }
                    writeln!(out)?;
                }
            }
        }
    }
    out.flush()
}
