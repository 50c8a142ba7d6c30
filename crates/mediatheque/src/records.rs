//! The hosted resources as UNIMARC records, for the union catalogue: search finds them beside the printed editions, and
//! says "read now".

use marc::{Format, Leader, MARCXML_END, MARCXML_START, Record, write_marcxml};
use store::Db;

use crate::Result;
use crate::model::{Creator, Resource, ResourceKind};
use crate::store::resources;

/// The library that holds them, in field 995.
pub const LIBRARY: &str = "mediatheque-en-ligne";

/// Every published resource as MARCXML in UTF-8, by title. `public_url` is where the outside finds this server, without a
/// final slash.
pub async fn records(db: &Db, public_url: &str) -> Result<Vec<u8>> {
    let mut all = resources::published(&mut db.read().await?).await?;
    all.sort_by(|a, b| a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)));
    let mut xml = MARCXML_START.to_owned();
    for resource in &all {
        write_marcxml(&record(resource, public_url), &mut xml);
    }
    xml.push_str(MARCXML_END);
    Ok(xml.into_bytes())
}

/// One resource as a record.
fn record(resource: &Resource, public_url: &str) -> Record {
    let mut record = Record::new(Format::Unimarc);
    record.set_leader(Leader::from_text(&format!(
        "     n{}{} 22        3  ",
        letter(resource.kind),
        level(resource.kind)
    )));
    record.push_control("001", &resource.id);
    if let Some(isbn) = &resource.isbn {
        record.push_field("010", [' ', ' '], &[('a', isbn.as_str())]);
    }
    let year = resource.year.map_or_else(|| "    ".to_owned(), |year| format!("{year:04}"));
    let entered = jiff::Timestamp::from_millisecond(resource.created_at_ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let date = entered.strftime("%Y%m%d");
    let audience = match resource.min_age {
        Some(..=10) => 'd',
        Some(11..=15) => 'e',
        Some(_) => 'k',
        None => 'u',
    };
    record.push_field("100", [' ', ' '], &[('a', format!("{date}d{year}    {audience}  y0frey50      ba"))]);
    if let Some(language) = resource.language.as_deref().and_then(three_letters) {
        record.push_field("101", ['0', ' '], &[('a', language)]);
    }
    if resource.kind == ResourceKind::Comic {
        record.push_field("105", [' ', ' '], &[('a', "    t   000yy")]);
    }
    if matches!(resource.kind, ResourceKind::Book) {
        // A text, online: the same edition wherever it is listed.
        record.push_field("135", [' ', ' '], &[('a', "dr")]);
    }
    title(resource, &mut record);
    let mut imprint: Vec<(char, String)> = Vec::new();
    imprint.extend(resource.publisher.iter().map(|name| ('c', name.clone())));
    imprint.extend(resource.year.map(|year| ('d', year.to_string())));
    if !imprint.is_empty() {
        record.push_field("214", [' ', '0'], &imprint);
    }
    let extent = match (resource.pages, resource.duration_s) {
        (Some(pages), _) => Some(format!("1 ressource en ligne ({pages} p.)")),
        (None, Some(seconds)) => Some(format!("1 ressource en ligne ({} min)", (seconds + 59) / 60)),
        (None, None) => None,
    };
    if let Some(extent) = extent {
        record.push_field("215", [' ', ' '], &[('a', extent)]);
    }
    if let Some(description) = &resource.description {
        record.push_field("330", [' ', ' '], &[('a', description.as_str())]);
    }
    for subject in &resource.subjects {
        record.push_field("610", ['0', ' '], &[('a', subject.as_str())]);
    }
    for (rank, creator) in resource.creators.iter().enumerate() {
        let tag = if rank == 0 { "700" } else { "701" };
        record.push_field(tag, [' ', '1'], &responsible(creator));
    }
    let address = format!("{public_url}{}", resource.address());
    record.push_field("856", ['4', '0'], &[('u', address.as_str()), ('z', "Accès en ligne")]);
    record.push_field(
        "995",
        [' ', ' '],
        &[
            ('a', LIBRARY),
            ('b', LIBRARY),
            ('f', resource.id.as_str()),
            ('k', "En ligne"),
            ('o', "d"),
            ('u', address.as_str()),
        ],
    );
    record
}

/// Leader position 6: what it is.
fn letter(kind: ResourceKind) -> char {
    match kind {
        ResourceKind::Book | ResourceKind::Course | ResourceKind::Quiz | ResourceKind::Platform => 'l',
        ResourceKind::Comic | ResourceKind::Newspaper | ResourceKind::Magazine => 'a',
        ResourceKind::Audiobook => 'i',
        ResourceKind::Film => 'g',
        ResourceKind::Music => 'j',
    }
}

/// Leader position 7: whether it comes in parts.
fn level(kind: ResourceKind) -> char {
    match kind {
        ResourceKind::Newspaper | ResourceKind::Magazine => 's',
        _ => 'm',
    }
}

fn title(resource: &Resource, record: &mut Record) {
    let mut parts: Vec<(char, String)> = vec![('a', resource.title.clone())];
    parts.extend(resource.subtitle.iter().map(|subtitle| ('e', subtitle.clone())));
    let names: Vec<&str> = resource.creators.iter().map(|creator| creator.name.as_str()).collect();
    if !names.is_empty() {
        parts.push(('f', names.join(", ")));
    }
    record.push_field("200", ['1', ' '], &parts);
}

/// 700: family name, given name, dates, role; from the filed form when there is one, else from the name as it is said.
fn responsible(creator: &Creator) -> Vec<(char, String)> {
    let filed = creator.filed_as.clone().unwrap_or_else(|| match creator.name.rsplit_once(' ') {
        Some((given, family)) => format!("{family}, {given}"),
        None => creator.name.clone(),
    });
    let (filed, dates) = match filed.split_once(" (") {
        Some((name, dates)) => (name.to_owned(), Some(dates.trim_end_matches(')').to_owned())),
        None => (filed, None),
    };
    let mut parts = match filed.split_once(", ") {
        Some((family, given)) => vec![('a', family.to_owned()), ('b', given.to_owned())],
        None => vec![('a', filed)],
    };
    parts.extend(dates.map(|dates| ('f', dates)));
    let role = match creator.role.as_str() {
        "aut" => "070",
        "ill" => "440",
        "trl" => "730",
        "nrt" => "550",
        "drt" => "300",
        "edt" => "340",
        "clr" => "410",
        "art" => "040",
        _ => "205",
    };
    parts.push(('4', role.to_owned()));
    parts
}

/// ISO 639-2/B, as UNIMARC wants it, of the languages a library here has; none for another.
fn three_letters(language: &str) -> Option<&'static str> {
    Some(match language.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "fr" | "fre" | "fra" => "fre",
        "en" | "eng" => "eng",
        "nl" | "dut" | "nld" => "dut",
        "de" | "ger" | "deu" => "ger",
        "es" | "spa" => "spa",
        "it" | "ita" => "ita",
        "pt" | "por" => "por",
        "ar" | "ara" => "ara",
        "pl" | "pol" => "pol",
        "ru" | "rus" => "rus",
        "uk" | "ukr" => "ukr",
        "tr" | "tur" => "tur",
        "zh" | "chi" | "zho" => "chi",
        "ja" | "jpn" => "jpn",
        "la" | "lat" => "lat",
        "pcd" => "roa",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filed_as_catalogues_file_them() {
        let of = |name: &str, filed: Option<&str>| {
            responsible(&Creator { name: name.into(), filed_as: filed.map(str::to_owned), role: "aut".into() })
        };
        let parts = of("Émile Zola", Some("Zola, Émile (1840-1902)"));
        let want = [('a', "Zola"), ('b', "Émile"), ('f', "1840-1902"), ('4', "070")];
        assert_eq!(parts, want.map(|(code, text)| (code, text.to_owned())));
        assert_eq!(of("Pénélope Bagieu", None)[0], ('a', "Bagieu".to_owned()));
        assert_eq!(of("Boulet", None)[0], ('a', "Boulet".to_owned()));
    }
}
