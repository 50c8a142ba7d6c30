//! The edition's page, filled.

use bibliography::{Description, Identifier};

use super::{Web, work_page};
use crate::model::{document, words};
use crate::pages::edition::{Edition, IdentifierLine, RecordLine};
use crate::pages::{paths, tile};
use crate::store::placements::MemberRecord;

pub(crate) fn view(web: &Web, edition: i64, work: i64, work_title: String, members: &[&MemberRecord]) -> Edition {
    let empty = Description::default();
    let best = document::best(members).unwrap_or(&empty);
    let libraries = web.registry.libraries();
    let said = |pick: fn(&Description) -> &String| {
        let own = pick(best);
        if !own.is_empty() {
            return own.clone();
        }
        members.iter().map(|m| pick(&m.description)).find(|text| !text.is_empty()).cloned().unwrap_or_default()
    };
    let mut identifiers: Vec<IdentifierLine> = Vec::new();
    for identifier in members.iter().flat_map(|member| &member.description.identifiers) {
        let (scheme, value) = shown(identifier);
        if !identifiers.iter().any(|line| line.scheme == scheme && line.value == value) {
            identifiers.push(IdentifierLine { scheme, value });
        }
    }
    let mut online: Vec<tile::Online> = Vec::new();
    for address in members.iter().flat_map(|member| &member.description.online) {
        if let Some(place) = tile::Online::at(web, address).filter(|place| is_web(address) && !online.contains(place)) {
            online.push(place);
        }
    }
    online.sort_by_key(|place| !place.here);
    let link = |words: &String| tile::Link { label: words.clone(), href: paths::search(words) };
    Edition {
        id: edition,
        work: tile::Link { label: work_title, href: paths::work(work) },
        work_id: work,
        title: best.title.clone(),
        subtitle: best.subtitle.clone(),
        responsibility: if best.responsibility.is_empty() {
            best.contributors.first().map(document::spoken).unwrap_or_default()
        } else {
            best.responsibility.clone()
        },
        kind: words::of_kind(best.kind),
        statement: said(|d| &d.edition),
        place: said(|d| &d.place),
        publisher: said(|d| &d.publisher),
        date: best.year.map_or_else(|| said(|d| &d.date), |year| year.to_string()),
        extent: said(|d| &d.extent),
        dimensions: said(|d| &d.dimensions),
        languages: best.languages.clone(),
        original_languages: best.original_languages.clone(),
        series: best
            .series
            .iter()
            .map(|series| tile::Link {
                label: if series.number.is_empty() {
                    series.title.clone()
                } else {
                    format!("{} ({})", series.title, series.number)
                },
                href: paths::search(&series.title),
            })
            .collect(),
        subjects: best.subjects.iter().map(link).collect(),
        summary: said(|d| &d.summary),
        identifiers,
        online,
        holders: work_page::holders(web, members),
        records: members
            .iter()
            .map(|member| RecordLine {
                library: libraries
                    .iter()
                    .find(|library| library.number == member.library)
                    .map(|library| library.name.clone())
                    .unwrap_or_default(),
                local_id: member.local_id.clone(),
                href: Some(format!("/notice/{}.xml", member.record)),
            })
            .collect(),
    }
}

/// Only addresses a browser opens safely become links.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// An identifier in its scheme's words.
pub(crate) fn shown(identifier: &Identifier) -> (String, String) {
    let (scheme, value) = match identifier {
        Identifier::Isbn(isbn) => ("ISBN", format!("{:013}", isbn.0)),
        Identifier::WrongIsbn(text) => ("ISBN (erroné)", text.clone()),
        Identifier::Issn(text) => {
            ("ISSN", if text.len() == 8 { format!("{}-{}", &text[..4], &text[4..]) } else { text.clone() })
        }
        Identifier::Ean(number) => ("EAN", format!("{number:013}")),
        Identifier::Ismn(number) => ("ISMN", format!("{number:013}")),
        Identifier::PublisherNumber(text) => ("N° d’éditeur", text.clone()),
        Identifier::Ark(text) => ("ARK", text.clone()),
        Identifier::Catalogue(source, number) => return (source.to_uppercase(), number.clone()),
    };
    (scheme.to_owned(), value)
}
