//! What a work gives the index.

/// One work, as it is searched: every wording its records use, and one [`Profile`] per record held.
///
/// Texts are given as the libraries print them; the index folds them itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkDocument {
    /// The work's number; adding a document replaces the one with the same number.
    pub work: i64,
    /// Titles without subtitles, the one to show first.
    pub titles: Vec<String>,
    /// Subtitles.
    pub subtitles: Vec<String>,
    /// Authors and other contributors, main author first, as `Surname, Given names` where the records say so.
    pub authors: Vec<String>,
    /// Uniform, original, parallel and variant titles.
    pub other_titles: Vec<String>,
    /// Subject headings; each is a value of the subject facet, so give one spelling per heading.
    pub subjects: Vec<String>,
    /// Series and collections.
    pub series: Vec<String>,
    /// Publishers.
    pub publishers: Vec<String>,
    /// ISBN-13, ISSN, EAN, ARK, PPN… found when typed whole. Hyphens, spaces and case do not matter.
    pub identifiers: Vec<String>,
    /// Summaries and notes: searched last.
    pub text: String,
    /// Earliest and latest year of publication; `None` when no record says.
    pub years: Option<(i16, i16)>,
    /// How many records or items the network holds: what is held most comes first among equals.
    pub holding_count: u32,
    /// The title to sort by, without its article.
    pub sort_title: String,
    /// One profile per record held: what the facets count and the filters test.
    pub profiles: Vec<Profile>,
    /// Bytes given back with each hit, for the caller's own use.
    pub card: Vec<u8>,
}

/// The facet values of one record of a work.
///
/// Filters hold on one profile: a work whose paper copy is in library 3 and whose e-book is in library 5 is not
/// found by "library 3, online".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Profile {
    /// The library's number, as the caller numbers them from 0.
    pub library: u16,
    /// The language's number, below 4096.
    pub language: u16,
    /// The kind of document's number.
    pub kind: u8,
    /// The audience's number.
    pub audience: u8,
    /// Year of publication; [`Profile::NO_YEAR`] when not known.
    pub year: i16,
    /// Whether it is read, heard or watched online.
    pub online: bool,
}

impl Profile {
    /// The year of a record that does not say.
    pub const NO_YEAR: i16 = i16::MIN;

    pub(crate) fn packed(self) -> u64 {
        u64::from(self.library)
            | u64::from(self.language & 0xfff) << 16
            | u64::from(self.kind) << 28
            | u64::from(self.audience) << 36
            | u64::from(self.year.cast_unsigned()) << 44
            | u64::from(self.online) << 60
    }

    pub(crate) fn unpacked(bits: u64) -> Self {
        Self {
            library: bits as u16,
            language: (bits >> 16 & 0xfff) as u16,
            kind: (bits >> 28) as u8,
            audience: (bits >> 36) as u8,
            year: (bits >> 44) as u16 as i16,
            online: bits >> 60 & 1 == 1,
        }
    }
}

/// The period a year belongs to, named by its first year: centuries before 1900, decades since.
#[must_use]
pub fn period_of(year: i16) -> i16 {
    let span = if year < 1900 { 100 } else { 10 };
    year.saturating_sub(year.rem_euclid(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_survives_packing() {
        let profile = Profile { library: 65535, language: 4095, kind: 255, audience: 255, year: -44, online: true };
        assert_eq!(Profile::unpacked(profile.packed()), profile);
        let profile = Profile { year: Profile::NO_YEAR, ..Profile::default() };
        assert_eq!(Profile::unpacked(profile.packed()), profile);
    }

    #[test]
    fn periods_are_decades_then_centuries() {
        assert_eq!([period_of(1885), period_of(1900), period_of(2026), period_of(-44)], [1800, 1900, 2020, -100]);
    }
}
