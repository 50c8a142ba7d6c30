//! From the records of a work to what the index and its pages know of it.

use std::collections::BTreeMap;

use bibliography::{Contributor, Description, Identifier, Isbn, Kind};
use french_text::folded;

use crate::model::card::{CardEdition, CardHolding, WorkCard};
use crate::store::placements::MemberRecord;

/// Editions kept on a card; the work's page has them all.
const CARD_EDITIONS: usize = 6;
/// Holdings kept per edition of a card.
const CARD_HOLDINGS: usize = 8;
/// Subjects kept on a card.
const CARD_SUBJECTS: usize = 4;

/// The description that speaks best for a group: the title most records agree on, then the fullest record.
pub(crate) fn best<'a>(members: &'a [&'a MemberRecord]) -> Option<&'a Description> {
    let mut votes: BTreeMap<String, u32> = BTreeMap::new();
    for member in members {
        *votes.entry(folded(&member.description.title)).or_default() += 1;
    }
    members.iter().map(|member| &member.description).max_by_key(|description| {
        let agreed = votes.get(&folded(&description.title)).copied().unwrap_or_default();
        (agreed, fullness(description))
    })
}

/// How much a record says, and how well it is written: capitals only, or accents missing, count against it.
fn fullness(description: &Description) -> i32 {
    let shouting = !description.title.chars().any(char::is_lowercase);
    let filled = [
        &description.subtitle,
        &description.responsibility,
        &description.publisher,
        &description.extent,
        &description.summary,
    ]
    .iter()
    .filter(|text| !text.is_empty())
    .count() as i32;
    let accents = description.title.chars().filter(|c| !c.is_ascii()).count().min(4) as i32;
    filled * 2 + accents + description.contributors.len().min(3) as i32 * 2 - if shouting { 20 } else { 0 }
}

/// A name as people say it: "Émile Zola".
pub(crate) fn spoken(contributor: &Contributor) -> String {
    let name = &contributor.name;
    if name.given.is_empty() {
        name.family.clone()
    } else if name.given.ends_with('\'') || name.given.ends_with('’') {
        format!("{}{}", name.given, name.family)
    } else {
        format!("{} {}", name.given, name.family)
    }
}

/// A name as catalogues file it: "Zola, Émile".
pub(crate) fn inverted(contributor: &Contributor) -> String {
    let name = &contributor.name;
    if name.given.is_empty() { name.family.clone() } else { format!("{}, {}", name.family, name.given) }
}

/// The card of a work.
pub(crate) fn card(members: &[MemberRecord]) -> WorkCard {
    let all: Vec<&MemberRecord> = members.iter().collect();
    let Some(description) = best(&all) else { return WorkCard::default() };
    let author = description
        .contributors
        .first()
        .or_else(|| members.iter().find_map(|member| member.description.contributors.first()))
        .map(spoken)
        .unwrap_or_default();
    let mut subjects: Vec<String> = Vec::new();
    for subject in members.iter().flat_map(|member| &member.description.subjects) {
        if subjects.len() < CARD_SUBJECTS && !subjects.contains(subject) {
            subjects.push(subject.clone());
        }
    }
    let mut by_edition: BTreeMap<i64, Vec<&MemberRecord>> = BTreeMap::new();
    for member in members {
        by_edition.entry(member.edition).or_default().push(member);
    }
    let edition_count = by_edition.len() as u32;
    let mut editions: Vec<CardEdition> =
        by_edition.iter().map(|(edition, records)| card_edition(*edition, records)).collect();
    editions.sort_by_key(|edition| {
        (std::cmp::Reverse(edition.holdings.len()), std::cmp::Reverse(edition.year), edition.edition)
    });
    let mut libraries: Vec<u16> = members.iter().map(|member| member.library).collect();
    libraries.sort_unstable();
    libraries.dedup();
    editions.truncate(CARD_EDITIONS);
    for edition in &mut editions {
        edition.holdings.truncate(CARD_HOLDINGS);
    }
    WorkCard {
        title: description.title.clone(),
        subtitle: description.subtitle.clone(),
        author,
        kind: description.kind,
        subjects,
        editions,
        edition_count,
        record_count: members.len() as u32,
        library_count: libraries.len() as u32,
    }
}

/// An edition as its records describe it.
pub(crate) fn card_edition(edition: i64, records: &[&MemberRecord]) -> CardEdition {
    let first = |pick: fn(&Description) -> &String| {
        records
            .iter()
            .map(|member| pick(&member.description))
            .find(|text| !text.is_empty())
            .cloned()
            .unwrap_or_default()
    };
    CardEdition {
        edition,
        year: most_said(records.iter().filter_map(|member| member.description.year)),
        publisher: first(|description| &description.publisher),
        languages: records
            .iter()
            .map(|member| &member.description.languages)
            .find(|languages| !languages.is_empty())
            .cloned()
            .unwrap_or_default(),
        kind: most_said(records.iter().map(|member| member.description.kind)).unwrap_or(Kind::Other),
        online: online(records),
        holdings: records.iter().map(|member| holding(member)).collect(),
    }
}

/// Where an edition can be read: here rather than elsewhere, where one need not leave nor sign in again.
fn online(records: &[&MemberRecord]) -> String {
    let mut addresses: Vec<&String> = records.iter().flat_map(|member| &member.description.online).collect();
    addresses.sort_by_key(|address| !is_hosted(address));
    addresses.first().map(|address| (*address).clone()).unwrap_or_default()
}

/// Whether an address looks like one of the online media library's, on this server or a sister's.
pub(crate) fn is_hosted(address: &str) -> bool {
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    path.starts_with("mediatheque/")
}

fn holding(member: &MemberRecord) -> CardHolding {
    let copy = member.description.holdings.first();
    CardHolding {
        library: member.library,
        local_id: member.local_id.clone(),
        call_number: copy.map(|copy| copy.call_number.clone()).unwrap_or_default(),
        status: copy.map(|copy| copy.status.clone()).unwrap_or_default(),
        copies: member.description.holdings.len() as u16,
    }
}

/// The value said most often; the smallest of equals.
pub(crate) fn most_said<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut votes: BTreeMap<T, u32> = BTreeMap::new();
    for value in values {
        *votes.entry(value).or_default() += 1;
    }
    votes.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

/// An identifier as the index keeps it: the forms a reader may type lead to it.
pub(crate) fn indexed_identifier(identifier: &Identifier) -> String {
    match identifier {
        Identifier::Isbn(Isbn(number)) | Identifier::Ean(number) | Identifier::Ismn(number) => {
            format!("{number:013}")
        }
        Identifier::WrongIsbn(text) | Identifier::Issn(text) => text.to_ascii_uppercase(),
        Identifier::PublisherNumber(text) | Identifier::Ark(text) => text.to_lowercase(),
        Identifier::Catalogue(_, number) => number.to_lowercase(),
    }
}
