//! Posters for what has no picture: drawn from an identifier, always the same for the same one. Two colours of the
//! palette on a ground, a family of shapes, the title set large, the institution at the foot on a plain band.

mod lettering;
mod shapes;

use std::fmt::Write as _;

use crate::json_ld::escape_html;
use crate::theme::{Colour, Theme};

/// The ground of a poster, the colour of its letters, and those of its shapes.
struct Palette<'a> {
    ground: &'a Colour,
    letters: &'a Colour,
    shapes: [&'a Colour; 2],
}

/// Every palette a poster may have. Letters are read on the ground: those pairs are in [`Theme::text_pairs`].
fn palettes(theme: &Theme) -> [Palette<'_>; 7] {
    let palette = |ground, letters, first, second| Palette { ground, letters, shapes: [first, second] };
    [
        palette(&theme.plum, &theme.ochre, &theme.ochre, &theme.paper),
        palette(&theme.ink, &theme.ochre, &theme.paper, &theme.ochre),
        palette(&theme.green, &theme.paper, &theme.ochre, &theme.paper),
        palette(&theme.ochre, &theme.ink, &theme.brick, &theme.ink),
        palette(&theme.sky, &theme.ink, &theme.brick, &theme.ink),
        palette(&theme.plum, &theme.paper, &theme.paper, &theme.ochre),
        palette(&theme.brick, &theme.paper, &theme.paper, &theme.ink),
    ]
}

/// A poster as an inline SVG of 300 × 400, hidden from assistive technology: the title must stand beside it.
#[must_use]
pub fn poster(theme: &Theme, id: &str, title: &str, foot: &str) -> String {
    let mut draw = Draw::from_id(id);
    let palettes = palettes(theme);
    let palette = &palettes[draw.below(palettes.len() as u64) as usize];
    // A title set this large shows a typewriter's apostrophe; catalogues hold many.
    let lettering = lettering::set(&title.replace('\'', "’"), 260.0);
    // Shapes begin under the title, and never so low that none is left.
    let top = (lettering.bottom + 26).clamp(132, 260);
    let mut svg = format!(
        "<svg class=\"poster\" viewBox=\"0 0 300 400\" aria-hidden=\"true\" focusable=\"false\">\
         <rect width=\"300\" height=\"400\" fill=\"{}\"/>",
        palette.ground.as_str()
    );
    shapes::draw(&mut svg, &mut draw, palette.ground, palette.shapes, top);
    // Writing to a string cannot fail, here and below.
    let _ = write!(
        svg,
        "<path d=\"M0 0h300v{top}H0zM0 356h300v45H0z\" fill=\"{}\"/>\
         <g fill=\"{}\"><text font-family=\"Fraunces,Georgia,serif\" font-weight=\"600\" font-size=\"{}\">",
        palette.ground.as_str(),
        palette.letters.as_str(),
        lettering.size
    );
    for (line, y) in lettering.lines() {
        let _ = write!(svg, "<tspan x=\"20\" y=\"{y}\">{}</tspan>", escape_html(line));
    }
    svg.push_str("</text>");
    if !foot.is_empty() {
        let foot = lettering::one_line(foot, 34);
        let _ = write!(
            svg,
            "<text x=\"20\" y=\"383\" font-family=\"Atkinson,sans-serif\" font-weight=\"700\" font-size=\"15\">{}</text>",
            escape_html(&foot)
        );
    }
    svg.push_str("</g></svg>");
    svg
}

/// The same poster without letters, small, for lists where the title stands beside it: 60 × 80.
#[must_use]
pub fn cover(theme: &Theme, id: &str) -> String {
    let mut draw = Draw::from_id(id);
    let palettes = palettes(theme);
    let palette = &palettes[draw.below(palettes.len() as u64) as usize];
    let mut svg = format!(
        "<svg class=\"cover\" viewBox=\"0 0 60 80\" aria-hidden=\"true\" focusable=\"false\">\
         <rect width=\"60\" height=\"80\" fill=\"{}\"/>",
        palette.ground.as_str()
    );
    shapes::draw_small(&mut svg, &mut draw, palette.ground, palette.shapes);
    svg.push_str("</svg>");
    svg
}

/// Numbers drawn from an identifier: the same on every machine and in every version. The first letters of an
/// identifier matter as much as the last (FNV-1a), and successive draws do not follow one another (SplitMix64).
struct Draw(u64);

impl Draw {
    fn from_id(id: &str) -> Self {
        let hash = id
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to and without `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A number between two, both included.
    fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).unsigned_abs().into()) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_identifier_gives_the_same_poster() {
        let theme = Theme::default();
        assert_eq!(poster(&theme, "w42", "Germinal", "Zola"), poster(&theme, "w42", "Germinal", "Zola"));
        assert_ne!(poster(&theme, "w42", "Germinal", "Zola"), poster(&theme, "w43", "Germinal", "Zola"));
    }

    #[test]
    fn every_palette_can_be_read_and_seen() {
        let theme = Theme::default();
        let pairs = theme.text_pairs();
        for palette in palettes(&theme) {
            assert!(
                pairs.iter().any(|(_, text, ground)| *text == palette.letters && *ground == palette.ground),
                "letters are a checked pair"
            );
            for shape in palette.shapes {
                assert!(shape.contrast(palette.ground) >= 2.0, "{shape:?} shows on {:?}", palette.ground);
            }
        }
    }

    #[test]
    fn a_title_is_text_whatever_it_holds() {
        let theme = Theme::default();
        for id in 0..40 {
            let svg = poster(&theme, &format!("w{id}"), "<b>\"L'été\" & l’hiver</b>", "A & B");
            assert!(!svg.contains("<b>") && svg.contains("&lt;b&gt;"));
            assert!(svg.len() < 2_400, "{} bytes", svg.len());
            assert!(cover(&theme, &format!("w{id}")).len() < 1_000);
            assert!(!svg.contains("style="), "a strict content policy forbids it");
        }
    }
}
