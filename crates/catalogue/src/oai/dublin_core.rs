//! A description as Dublin Core.

use bibliography::{Contributor, Description, Identifier, Kind, Name, TitleKind};
use oai_pmh::DublinCore;

/// The description of a library's record, in the fifteen elements.
pub(crate) fn dublin_core(library: &str, description: &Description) -> DublinCore {
    let (creators, contributors): (Vec<_>, Vec<_>) =
        description.contributors.iter().enumerate().partition(|(place, contributor)| is_creator(*place, contributor));
    let names =
        |people: Vec<(usize, &Contributor)>| people.into_iter().map(|(_, person)| spelled(&person.name)).collect();
    let mut identifiers: Vec<String> = description.identifiers.iter().filter_map(identifier).collect();
    if !description.control_number.is_empty() {
        identifiers.push(format!("{library}:{}", description.control_number));
    }
    identifiers.extend(description.online.iter().cloned());
    let mut subjects = description.subjects.clone();
    subjects.extend(description.genres.iter().cloned());
    DublinCore {
        titles: titles(description),
        creators: names(creators),
        contributors: names(contributors),
        subjects,
        descriptions: vec![description.summary.clone()],
        publishers: vec![description.publisher.clone()],
        dates: vec![description.year.map_or_else(|| description.date.clone(), |year| year.to_string())],
        types: vec![dcmi_type(description.kind).to_owned()],
        formats: vec![description.extent.clone()],
        identifiers,
        sources: vec![library.to_owned()],
        languages: description.languages.clone(),
        relations: description.series.iter().map(|series| joined(&series.title, " ; ", &series.number)).collect(),
        ..DublinCore::default()
    }
}

fn titles(description: &Description) -> Vec<String> {
    let mut title = joined(&description.title, " : ", &description.subtitle);
    title = joined(&title, ". ", &description.part_number);
    title = joined(&title, if description.part_number.is_empty() { ". " } else { ", " }, &description.part_name);
    let others =
        description.other_titles.iter().filter(|other| other.kind != TitleKind::Host).map(|other| other.text.clone());
    std::iter::once(title).chain(others).collect()
}

fn joined(first: &str, sign: &str, second: &str) -> String {
    if first.is_empty() || second.is_empty() {
        return format!("{first}{second}");
    }
    format!("{first}{sign}{second}")
}

/// The main entry when it says no other role, and whoever made the thing rather than this edition of it.
fn is_creator(place: usize, contributor: &Contributor) -> bool {
    let makers = ["070", "230", "300", "600", "040", "180", "390", "aut", "cmp", "drt", "pht", "art", "ctg", "cre"];
    match contributor.role.trim() {
        "" => place == 0,
        role => makers.iter().any(|maker| role.eq_ignore_ascii_case(maker)),
    }
}

fn spelled(name: &Name) -> String {
    let whole = joined(&name.family, ", ", &name.given);
    if name.dates.is_empty() { whole } else { format!("{whole} ({})", name.dates) }
}

fn identifier(identifier: &Identifier) -> Option<String> {
    Some(match identifier {
        Identifier::Isbn(isbn) => format!("urn:ISBN:{:013}", isbn.0),
        Identifier::Issn(issn) => match issn.split_at_checked(4) {
            Some((left, right)) => format!("urn:ISSN:{left}-{right}"),
            None => return None,
        },
        Identifier::Ean(ean) => format!("EAN:{ean:013}"),
        Identifier::Ismn(ismn) => format!("ISMN:{ismn:013}"),
        Identifier::Ark(ark) => ark.clone(),
        Identifier::Catalogue(source, number) => format!("{source}:{number}"),
        Identifier::PublisherNumber(number) => number.clone(),
        // It names something else, or nothing.
        Identifier::WrongIsbn(_) => return None,
    })
}

/// The DCMI Type Vocabulary's word.
const fn dcmi_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Book | Kind::Serial | Kind::Comic | Kind::Score | Kind::Manuscript => "Text",
        Kind::Film => "MovingImage",
        Kind::Music | Kind::AudioBook => "Sound",
        Kind::Map | Kind::Image => "StillImage",
        Kind::Electronic => "InteractiveResource",
        Kind::Object => "PhysicalObject",
        Kind::Other => "",
    }
}
