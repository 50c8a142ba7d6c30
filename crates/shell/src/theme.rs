//! The colours of a métropole, its name and its mark, in one file. Text pairs are checked when the theme is read, so
//! that no choice of colours makes a page unreadable.

use serde::{Deserialize, Serialize};

use crate::FrameError;

/// Least contrast between text and its ground (WCAG 2.2, success criterion 1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;

/// A colour, written `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(String);

impl Colour {
    fn fixed(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As written in a style sheet.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Contrast ratio with another colour, 1 to 21 (WCAG 2.2, relative luminance).
    #[must_use]
    pub fn contrast(&self, other: &Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(&self) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(self.0.get(at..at + 2).unwrap_or("00"), 16).unwrap_or(0);
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let well_formed =
            text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
        if well_formed {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(format!("“{text}” is not a colour written #rrggbb"))
        }
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

/// What a métropole sets to make the pages its own: `theme.toml` in its folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Theme {
    /// The name beside the mark.
    pub name: String,
    /// Night: the header, the hero, text.
    pub ink: Colour,
    /// The ground of pages, and text on dark grounds.
    pub paper: Colour,
    /// Actions, kickers.
    pub brick: Colour,
    /// Light: what is lit, the card.
    pub ochre: Colour,
    /// Canal green.
    pub green: Colour,
    /// A pale ground for figures.
    pub sky: Colour,
    /// A second dark ground.
    pub plum: Colour,
}

impl Default for Theme {
    fn default() -> Self {
        Self {
            name: "Beffroi".to_owned(),
            ink: Colour::fixed("#1b1a2e"),
            paper: Colour::fixed("#f7f3ea"),
            brick: Colour::fixed("#b4452c"),
            ochre: Colour::fixed("#e0a526"),
            green: Colour::fixed("#2f6b5e"),
            sky: Colour::fixed("#dfe7f2"),
            plum: Colour::fixed("#4b2840"),
        }
    }
}

impl Theme {
    /// Reads a theme file and checks every pair of colours that text is set in.
    ///
    /// # Errors
    /// A file that is not a theme, or a pair below [`LEAST_CONTRAST`].
    pub fn from_toml(text: &str) -> Result<Self, FrameError> {
        let theme: Self = toml::from_str(text).map_err(|error| FrameError::Theme(error.to_string()))?;
        theme.check()?;
        Ok(theme)
    }

    /// Every pair (text, ground) the pages and posters use, with a name.
    #[must_use]
    pub fn text_pairs(&self) -> Vec<(&'static str, &Colour, &Colour)> {
        vec![
            ("ink on paper", &self.ink, &self.paper),
            ("paper on ink", &self.paper, &self.ink),
            ("brick on paper", &self.brick, &self.paper),
            ("paper on brick", &self.paper, &self.brick),
            ("ochre on ink", &self.ochre, &self.ink),
            ("ink on ochre", &self.ink, &self.ochre),
            ("ink on sky", &self.ink, &self.sky),
            ("ochre on plum", &self.ochre, &self.plum),
            ("paper on plum", &self.paper, &self.plum),
            ("paper on green", &self.paper, &self.green),
            ("green on paper", &self.green, &self.paper),
        ]
    }

    fn check(&self) -> Result<(), FrameError> {
        for (pair, text, ground) in self.text_pairs() {
            let ratio = text.contrast(ground);
            if ratio < LEAST_CONTRAST {
                return Err(FrameError::Theme(format!(
                    "{pair}: contrast {ratio:.2}, at least {LEAST_CONTRAST} is needed to read it"
                )));
            }
        }
        Ok(())
    }

    /// The theme as custom properties of a style sheet.
    pub(crate) fn to_css(&self) -> String {
        format!(
            ":root{{--ink:{};--paper:{};--brick:{};--ochre:{};--green:{};--sky:{};--plum:{}}}\n",
            self.ink.0, self.paper.0, self.brick.0, self.ochre.0, self.green.0, self.sky.0, self.plum.0
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_the_theme_can_be_read() {
        let theme = Theme::default();
        for (pair, text, ground) in theme.text_pairs() {
            assert!(text.contrast(ground) >= LEAST_CONTRAST, "{pair}: {:.2}", text.contrast(ground));
        }
    }

    #[test]
    fn a_theme_that_cannot_be_read_is_refused() {
        let error = Theme::from_toml("ink = \"#777777\"").expect_err("grey on cream");
        assert!(error.to_string().contains("ink on paper"), "{error}");
        assert!(Theme::from_toml("ink = \"red\"").is_err());
        assert!(Theme::from_toml("colour = \"#000000\"").is_err());
        assert_eq!(Theme::from_toml("name = \"Ville\"").expect("theme").name, "Ville");
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let black = Colour::fixed("#000000");
        let white = Colour::fixed("#ffffff");
        assert!((black.contrast(&white) - 21.0).abs() < 1e-9);
    }
}
