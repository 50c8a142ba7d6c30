//! The typefaces documents are set in: those of the pages, as static fonts, under the SIL Open Font License (see `fonts/`).

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Fraunces for titles, Atkinson Hyperlegible Next for the rest: Latin, with what French, Dutch and English need.
const FILES: [&[u8]; 3] = [
    include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
    include_bytes!("../fonts/Fraunces-SemiBold.ttf"),
];

/// The fonts, read once.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_font_of_the_family_templates_ask_for() {
        let families: Vec<&str> = FONTS.fonts.iter().map(|font| font.info().family.as_str()).collect();
        assert_eq!(families, ["Atkinson Hyperlegible Next", "Atkinson Hyperlegible Next", "Fraunces"]);
    }
}
