//! What kind of document: the leader first, then what the record says in words when the leader is a habit.

use crate::description::{Audience, Kind};
use crate::field_reading::coded;

/// What the parts of a record say about its material, gathered while its fields go by.
#[derive(Default)]
pub(crate) struct Material {
    /// Leader 6 and 7.
    pub(crate) record_type: u8,
    pub(crate) level: u8,
    /// A material designation found in the title or in area 0 (183, 200$b, 245$h, 337$a…).
    pub(crate) designation: Option<Kind>,
    /// A code or a subject that says "comic".
    pub(crate) comic: bool,
    /// Coded data that says whether projected material is still images.
    pub(crate) still_images: bool,
    /// Coded data that says an electronic resource is a text.
    pub(crate) electronic_text: bool,
    /// First byte of MARC21 007.
    pub(crate) physical: u8,
}

impl Material {
    /// The kind, for MARC21 when `marc21`, otherwise for UNIMARC: the two disagree on some letters.
    pub(crate) fn kind(&self, marc21: bool) -> Kind {
        let from_leader = self.kind_of_leader(marc21);
        let kind = match (from_leader, self.designation) {
            // Many systems write "am" for everything: words on the record know better than a default.
            (None | Some(Kind::Book | Kind::Electronic), Some(said)) => said,
            (Some(Kind::Object), Some(said)) => said,
            (Some(known), _) => known,
            (None, None) => match self.physical {
                b'v' | b'm' => Kind::Film,
                b's' => Kind::Music,
                b'a' => Kind::Map,
                _ => Kind::Other,
            },
        };
        match kind {
            Kind::Book if self.level == b's' => Kind::Serial,
            Kind::Book if self.comic => Kind::Comic,
            Kind::Electronic if self.electronic_text && self.designation.is_none() => Kind::Book,
            other => other,
        }
    }

    fn kind_of_leader(&self, marc21: bool) -> Option<Kind> {
        Some(match self.record_type {
            b'a' if self.level == b's' => Kind::Serial,
            b'a' if marc21 && matches!(self.physical, b'v' | b'm') => Kind::Film,
            b'a' => Kind::Book,
            b'b' if !marc21 => Kind::Manuscript,
            b'c' | b'd' => Kind::Score,
            b'e' | b'f' => Kind::Map,
            b'g' if self.still_images => Kind::Image,
            b'g' => Kind::Film,
            b'i' => Kind::AudioBook,
            b'j' => Kind::Music,
            b'k' => Kind::Image,
            b'l' if !marc21 => Kind::Electronic,
            b'm' if marc21 => Kind::Electronic,
            b'm' | b'o' | b'r' => Kind::Object,
            b'p' | b't' if marc21 => Kind::Manuscript,
            _ => return None,
        })
    }
}

/// UNIMARC 100$a/17-19: up to three audience codes; the youngest wins, because that is how a reader looks for it.
pub(crate) fn unimarc_audience(coded_data: &str) -> Audience {
    (17..20)
        .map(|at| match coded(coded_data, at) {
            b'a'..=b'd' => Audience::Children,
            b'e' => Audience::Teenagers,
            b'k' | b'm' => Audience::Adults,
            _ => Audience::Unknown,
        })
        .find(|&audience| audience != Audience::Unknown)
        .unwrap_or_default()
}

/// MARC21 008/22 (not for continuing resources, maps or images, which use the byte otherwise).
pub(crate) fn marc21_audience(code: u8) -> Audience {
    match code {
        b'a'..=b'c' | b'j' => Audience::Children,
        b'd' => Audience::Teenagers,
        b'e' | b'f' => Audience::Adults,
        _ => Audience::Unknown,
    }
}

/// A note in words: "À partir de 6 ans", "Dès 13 ans", "Adolescents", "For ages 8-12".
pub(crate) fn audience_of_note(note: &str) -> Audience {
    let lower = note.to_lowercase();
    if lower.contains("adolescent") || lower.contains("young adult") || lower.contains(" ado") {
        return Audience::Teenagers;
    }
    let mut digits = lower.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<u8>().ok());
    let speaks_of_age = ["ans", "age", "âge", "year", "dès", "partir"].iter().any(|word| lower.contains(word));
    match digits.next() {
        Some(age) if speaks_of_age && age < 12 => Audience::Children,
        Some(age) if speaks_of_age && age < 18 => Audience::Teenagers,
        Some(18..) if speaks_of_age => Audience::Adults,
        _ if lower.contains("enfant") || lower.contains("jeunesse") || lower.contains("juvenile") => Audience::Children,
        _ if lower.contains("adulte") || lower.contains("adult") => Audience::Adults,
        _ => Audience::Unknown,
    }
}

/// Subjects and genres that say "comic".
pub(crate) fn says_comic(heading: &str) -> bool {
    let start: String = heading.chars().take(40).collect::<String>().to_lowercase();
    ["bandes dessinées", "bande dessinée", "comic books", "graphic novel", "mangas", "manga"]
        .iter()
        .any(|word| start.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_that_say_an_age() {
        for (note, audience) in [
            ("À partir de 6 ans", Audience::Children),
            ("Dès 13 ans", Audience::Teenagers),
            ("Public adulte", Audience::Adults),
            ("Interdit aux moins de 18 ans", Audience::Adults),
            ("Jeunesse", Audience::Children),
            ("Tout public", Audience::Unknown),
        ] {
            assert_eq!(audience_of_note(note), audience, "{note}");
        }
    }

    #[test]
    fn words_outweigh_a_default_leader() {
        let mut material = Material { record_type: b'a', level: b'm', ..Material::default() };
        assert_eq!(material.kind(false), Kind::Book);
        material.designation = Some(Kind::Film);
        assert_eq!(material.kind(false), Kind::Film);
        material.record_type = b'j';
        assert_eq!(material.kind(false), Kind::Music);
    }
}
