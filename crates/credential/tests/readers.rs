//! Our symbols, read by others: rxing always, zbarimg where it is installed; whole, blurred and under cracked glass.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod support;

use credential::symbol::{Level, MAX_WIDTH, Symbol};
use credential::trial::{Picture, SHOTS, Shot, others_text, photograph, recall, specimens};
use credential::{Claims, Kind, SigningKey, sign};

fn code() -> String {
    specimens(20_000).codes.pop().expect("a code")
}

fn longest() -> String {
    let claims = Claims {
        id: [0xff; 8],
        kind: Kind::Invitation,
        scope: u32::MAX,
        not_before: 1_795_000_000,
        expires: 1_826_000_000,
        status_index: u32::MAX,
        admits: 255,
    };
    let code = sign(&claims, &SigningKey::from_seed([1, 2], &[3; 32])).unwrap();
    format!("{code}.12345678")
}

fn rxing(picture: &Picture) -> Option<String> {
    let format = Some(rxing::BarcodeFormat::QR_CODE);
    let (width, height) = (picture.width as u32, picture.height as u32);
    let read = rxing::helpers::detect_in_luma(picture.luma.clone(), width, height, format).ok()?;
    Some(read.getText().to_owned())
}

/// A picture as zbarimg reads it; nothing when it reads nothing.
fn zbar(picture: &Picture) -> Option<String> {
    let arguments = ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", "-Sbinary", "pgm:-"];
    let printed = support::run("zbarimg", &arguments, &picture.pgm())?;
    let text = String::from_utf8(printed).ok()?;
    (!text.is_empty()).then(|| text.trim_end_matches('\n').to_owned())
}

#[test]
fn a_code_is_never_larger_than_fifty_seven_modules() {
    let code = code();
    assert_eq!(code.len(), 171);
    assert_eq!(Symbol::of_code(&code).unwrap().width(), 53);
    assert_eq!(Symbol::new(&code, Level::H).unwrap().width(), MAX_WIDTH);
    assert_eq!(Symbol::of_code(&format!("{code}.12345678")).unwrap().width(), 53, "with its proof");
    assert_eq!(Symbol::of_code(&longest()).unwrap().width(), MAX_WIDTH, "the longest there can be");
    assert!(Symbol::of_code(&"A".repeat(222)).is_err());
    assert!(Symbol::of_code(&"A".repeat(221)).is_ok());
}

#[test]
fn the_svg_is_the_symbol() {
    let symbol = Symbol::of_code(&code()).unwrap();
    let svg = symbol.svg("Code d’entrée <à l’accueil>");
    assert!(svg.contains("viewBox=\"0 0 61 61\"") && svg.contains("&lt;à l’accueil&gt;"));
    assert!(!svg.contains("style") && !svg.contains("script"), "it stands under a strict policy");
    // Its path covers as many modules as are dark.
    let path = svg.split("d=\"").nth(2).unwrap().split('"').next().unwrap();
    let covered: usize =
        path.split('h').skip(1).map(|run| run.split('v').next().unwrap().parse::<usize>().unwrap_or(0)).sum();
    let dark = symbol.rows().flatten().filter(|dark| **dark).count();
    assert_eq!(covered, dark);
    assert!(svg.len() < 30_000, "{}", svg.len());
}

#[test]
fn whole_and_blurred_symbols_are_read_by_others() {
    type Reader = fn(&Picture) -> Option<String>;
    for (name, read) in [("rxing", rxing as Reader), ("zbarimg", zbar)] {
        if name == "zbarimg" && !support::is_available("zbarimg", "zbarimg", &["--version"]) {
            continue;
        }
        for text in [code(), longest()] {
            for level in [Level::Q, Level::H] {
                let symbol = Symbol::new(&text, level).unwrap();
                for (pixels, blur) in [(240, 0), (300, 0), (400, 1), (400, 2)] {
                    let picture = photograph(&symbol, &Shot { pixels, cracks: 0, blur, noise: 4, seed: 3 });
                    let read = read(&picture);
                    assert_eq!(read.as_deref(), Some(text.as_str()), "{name}, {level:?}, {pixels} px, blur {blur}");
                }
            }
        }
    }
}

/// Under cracked glass our codes are read more often than another house's of its usual level; that is why ours are
/// short and of level Q. The figures of more photographs are printed by `cargo run --example recall -p credential`.
#[test]
fn cracked_glass_is_forgiven_more_than_with_others() {
    let shot = SHOTS.iter().find(|(name, _)| *name == "300 px, 5 cracks").unwrap().1;
    let ours = recall(&code(), Level::Q, shot, 16, rxing).unwrap();
    let others = recall(&others_text(1), Level::L, shot, 16, rxing).unwrap();
    assert!(ours > others, "ours {ours}, others {others} of 16");
}
