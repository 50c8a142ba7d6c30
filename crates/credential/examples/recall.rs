//! How often photographs of codes are read by rxing: ours, beside another house's, each at its levels.
//!
//!     cargo run --release -p credential --example recall -- 40

use std::io::Write;

use credential::symbol::{Level, Symbol};
use credential::trial::{Picture, SHOTS, others_text, recall, specimens};

fn read(picture: &Picture) -> Option<String> {
    let format = Some(rxing::BarcodeFormat::QR_CODE);
    let (width, height) = (picture.width as u32, picture.height as u32);
    let read = rxing::helpers::detect_in_luma(picture.luma.clone(), width, height, format).ok()?;
    Some(read.getText().to_owned())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: u64 = std::env::args().nth(1).map_or(Ok(40), |count| count.parse())?;
    let code = specimens(20_000).codes.pop().ok_or("no code")?;
    let others = others_text(1);
    let subjects = [("ours, Q", &code, Level::Q), ("ours, H", &code, Level::H), ("sig1, L", &others, Level::L)];
    let mut out = std::io::stdout().lock();
    write!(out, "| of {count} photographs |")?;
    for (name, text, level) in subjects {
        write!(out, " {name}, {} modules |", Symbol::new(text, level)?.width())?;
    }
    writeln!(out, "\n|---|---|---|---|")?;
    for (name, shot) in SHOTS {
        write!(out, "| {name} |")?;
        for (_, text, level) in subjects {
            write!(out, " {} % |", recall(text, level, shot, count, read)? * 100 / count.max(1))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
