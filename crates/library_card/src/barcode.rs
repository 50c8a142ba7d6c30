//! The two pictures of a card's number, as SVG that prints and scans at any size.

use barcoders::sym::code128::Code128;
use qrcode::{Color, EcLevel, QrCode};

/// A picture of black shapes on white, in modules: one path in a box of so many by so many.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Picture {
    /// Width, quiet zones included.
    pub width: usize,
    /// Height, quiet zones included.
    pub height: usize,
    /// The black, as an SVG path.
    pub path: String,
}

/// Code 128 (ISO/IEC 15417) with the quiet zones it asks for (ten modules each side). Pairs of digits are one symbol (set
/// C), so that fourteen digits need 123 modules. Nothing for a number that cannot be drawn.
#[must_use]
pub fn code_128(number: &str) -> Option<Picture> {
    const QUIET: usize = 10;
    const TALL: usize = 40;
    let pairs = number.len().is_multiple_of(2) && number.bytes().all(|byte| byte.is_ascii_digit());
    // Ć begins set C, Ɓ set B.
    let data = if pairs { format!("\u{0106}{number}") } else { format!("\u{0181}{number}") };
    let modules = Code128::new(data).ok()?.encode();
    let mut path = String::new();
    let mut at = 0;
    while at < modules.len() {
        let wide = modules[at..].iter().take_while(|module| **module == modules[at]).count();
        if modules[at] == 1 {
            path.push_str(&format!("M{} 0h{wide}v{TALL}h-{wide}z", at + QUIET));
        }
        at += wide;
    }
    Some(Picture { width: modules.len() + 2 * QUIET, height: TALL, path })
}

/// A QR code (ISO/IEC 18004), a quarter of it readable when spoiled, with the four modules of quiet around.
#[must_use]
pub fn qr(number: &str) -> Option<Picture> {
    const QUIET: usize = 4;
    let code = QrCode::with_error_correction_level(number.as_bytes(), EcLevel::Q).ok()?;
    let side = code.width();
    let colours = code.to_colors();
    let mut path = String::new();
    for (row, line) in colours.chunks(side).enumerate() {
        let mut at = 0;
        while at < side {
            let wide = line[at..].iter().take_while(|colour| **colour == line[at]).count();
            if line[at] == Color::Dark {
                path.push_str(&format!("M{} {}h{wide}v1h-{wide}z", at + QUIET, row + QUIET));
            }
            at += wide;
        }
    }
    Some(Picture { width: side + 2 * QUIET, height: side + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths of bars and spaces read back from the path.
    fn widths(picture: &Picture) -> Vec<usize> {
        let mut edges = Vec::new();
        for bar in picture.path.split('M').skip(1) {
            let (x, rest) = bar.split_once(' ').unwrap();
            let wide = rest.split('h').nth(1).unwrap().split('v').next().unwrap();
            let (x, wide): (usize, usize) = (x.parse().unwrap(), wide.parse().unwrap());
            edges.extend([x, x + wide]);
        }
        edges.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    #[test]
    fn fourteen_digits_are_seven_symbols_in_code_c() {
        let picture = code_128("29012345678901").unwrap();
        let widths = widths(&picture);
        // Start C, stop: ISO/IEC 15417 table 1.
        assert_eq!(widths[..6], [2, 1, 1, 2, 3, 2]);
        assert_eq!(widths[widths.len() - 7..], [2, 3, 3, 1, 1, 1, 2]);
        // Start, seven pairs, check symbol of eleven modules each; stop of thirteen; two quiet zones.
        assert_eq!(picture.width, 9 * 11 + 13 + 20);
        // 29 is the widths 1 1 3 2 2 2 … of value 29: 3 1 1 2 2 2 in the table's order of bars and spaces.
        assert_eq!(widths[6..12].iter().sum::<usize>(), 11);
    }

    #[test]
    fn other_numbers_are_drawn_too() {
        assert!(code_128("B00123").is_some());
        let picture = qr("29012345678901").unwrap();
        assert_eq!(picture.width, 21 + 8, "fourteen digits fit the smallest code");
        assert!(picture.path.starts_with("M4 4h7v1h-7z"), "{}", &picture.path[..20]);
    }
}
