//! From a MARC record to a [`Description`]: what both formats share.

mod marc21;
mod notes;
mod unimarc;
mod unimarc_links;

use marc::{Format, Record};

use crate::catalogue_numbers;
use crate::description::{Contributor, Description, Kind, Name, OtherTitle, Series, TitleKind};
use crate::identifier::Identifier;
use crate::languages::leading_article;
use crate::material::Material;
use crate::wording::{append_statement, append_words, cut_designation, trim_full_stop, trim_isbd};

/// Reads `record` into `into`, whose buffers are reused; whatever was there is forgotten.
///
/// Never fails: a field that makes no sense is passed over.
pub fn describe(record: &Record, into: &mut Description) {
    into.clear();
    let leader = record.leader();
    let mut reading = Reading {
        into,
        material: Material { record_type: leader.kind() as u8, level: leader.level() as u8, ..Material::default() },
        coded_year: None,
        marked_nonfiling: None,
        dewey_numbers: 0,
    };
    let marc21 = matches!(record.format(), Format::Marc21);
    if marc21 {
        marc21::read(record, &mut reading);
    } else {
        unimarc::read(record, &mut reading);
    }
    reading.finish(marc21);
}

/// As [`describe`], into a new [`Description`].
pub fn describe_owned(record: &Record) -> Description {
    let mut description = Description::default();
    describe(record, &mut description);
    description
}

/// A description being filled, and what is only known once all fields have gone by.
struct Reading<'d> {
    into: &'d mut Description,
    material: Material,
    /// Year of the coded data field, used when the imprint says none.
    coded_year: Option<i16>,
    /// Characters to skip when sorting, when the record says so.
    marked_nonfiling: Option<u8>,
    /// How many classification numbers are Dewey's.
    dewey_numbers: usize,
}

impl Reading<'_> {
    /// Title proper: the first one; further ones (a volume without a collective title) follow it.
    fn add_title(&mut self, raw: &str) {
        let title = &mut self.into.title;
        let before = title.len();
        if before > 0 {
            title.push_str(" ; ");
        }
        let start = title.len();
        let nonfiling = append_words(raw, title);
        trim_isbd(title, start);
        if let Some(kind) = cut_designation(title, start) {
            self.material.designation.get_or_insert(kind);
        }
        trim_full_stop(title, start);
        if title.len() == start {
            title.truncate(before);
        } else if start == 0 && nonfiling.is_some() {
            self.marked_nonfiling = nonfiling;
        }
    }

    fn add_other_title(&mut self, kind: TitleKind, raw: &str) {
        let mut text = String::new();
        append_statement(raw, &mut text);
        cut_designation(&mut text, 0);
        trim_full_stop(&mut text, 0);
        let known = |other: &OtherTitle| other.kind == kind && other.text == text;
        if !text.is_empty() && !self.into.other_titles.iter().any(known) {
            self.into.other_titles.push(OtherTitle { kind, text });
        }
    }

    fn add_series(&mut self, title: &str, number: &str) {
        let mut series = Series::default();
        append_statement(title, &mut series.title);
        trim_full_stop(&mut series.title, 0);
        if series.title.is_empty() {
            return;
        }
        append_statement(number, &mut series.number);
        trim_full_stop(&mut series.number, 0);
        // The same series is often said twice (225 and 410, 490 and 830), once without its number.
        let same = |known: &&mut Series| known.title.eq_ignore_ascii_case(&series.title);
        match self.into.series.iter_mut().find(same) {
            Some(known) if known.number.is_empty() => known.number = series.number,
            Some(_) => {}
            None => self.into.series.push(series),
        }
    }

    fn add_contributor(&mut self, name: Name, role: &str) {
        if name.family.is_empty() {
            return;
        }
        let role = role.trim().trim_end_matches(['.', ',']);
        // One person with two roles comes as two fields: keep both only when the role differs.
        let known = |other: &Contributor| other.name == name && other.role == role;
        if !self.into.contributors.iter().any(known) {
            self.into.contributors.push(Contributor { name, role: role.to_owned() });
        }
    }

    fn add_identifier(&mut self, identifier: Option<Identifier>) {
        if let Some(identifier) = identifier
            && !self.into.identifiers.contains(&identifier)
        {
            self.into.identifiers.push(identifier);
        }
    }

    /// Dewey numbers come before the others: readers' shelves follow them.
    fn add_dewey(&mut self, number: String) {
        let list = &mut self.into.classification;
        if !number.is_empty() && !list.contains(&number) {
            list.insert(self.dewey_numbers.min(list.len()), number);
            self.dewey_numbers += 1;
        }
    }

    fn add_online(&mut self, address: &str) {
        let address = address.trim();
        let web = address.get(..8).is_some_and(|start| start.starts_with("http://") || start.starts_with("https://"));
        if web && !self.into.online.iter().any(|known| known == address) {
            self.into.online.push(address.to_owned());
            // The address of an electronic text is its number; other addresses may be those of a summary or a cover.
            if address.contains("gutenberg.org/") {
                self.add_identifier(catalogue_numbers::of_address(address));
            }
        }
    }

    fn finish(mut self, marc21: bool) {
        let kind = self.material.kind(marc21);
        let into = &mut *self.into;
        into.kind = kind;
        if into.year.is_none() {
            into.year = crate::dates::read_year(&into.date).or(self.coded_year);
        }
        into.nonfiling = match self.marked_nonfiling.take() {
            Some(marked) => marked,
            None if marc21 => 0,
            None => leading_article(&into.title, into.languages.first().map(String::as_str)),
        };
        if usize::from(into.nonfiling) >= into.title.chars().count() {
            into.nonfiling = 0;
        }
        if into.kind == Kind::Other && !into.title.is_empty() && into.extent.contains(" p") {
            into.kind = Kind::Book;
        }
    }
}
