//! Comics: images in order, a CBZ. `ComicInfo.xml` says what they are when it is there.

use std::cmp::Ordering;
use std::io::{Read, Seek};

use crate::archive::Archive;
use crate::epub::XML_MOST;
use crate::metadata::{Creator, Metadata, isbn_13};
use crate::package::{Cover, Entry, Layout, Link, Note, Package};
use crate::xml::{self, Element};
use crate::{Fault, Kind, encode_path, media_type};

/// The largest page, in bytes.
const PAGE_MOST: u64 = 64 << 20;

pub(crate) fn open<R: Read + Seek>(file: &str, archive: &mut Archive<R>) -> Result<Package, Fault> {
    let mut package = Package { kind: Some(Kind::Comic), layout: Layout::Fixed, ..Package::default() };
    let mut paths: Vec<String> = archive
        .entries()
        .iter()
        .map(|entry| entry.path.clone())
        .filter(|path| media_type::is_plain_image(media_type::of_name(path)) && !is_litter(path))
        .collect();
    paths.sort_by(|a, b| natural(a, b));
    for path in paths {
        let bytes = archive.read(&path, PAGE_MOST)?;
        let Some(kind) = media_type::of_image(&bytes) else {
            let text = format!("« {path} » n’est pas une image : cette page est laissée de côté.");
            package.notes.push(Note::new("not_an_image", &path, text));
            continue;
        };
        package.reading_order.push(Link {
            href: encode_path(&path),
            media_type: kind.to_owned(),
            size: Some(bytes.len() as u64),
            pixels: media_type::image_size(&bytes),
            ..Link::default()
        });
        package.entries.push(Entry { path, media_type: kind.to_owned(), size: bytes.len() as u64 });
        if package.cover.is_none() {
            package.cover = Some(Cover { media_type: kind, bytes });
        }
    }
    if package.reading_order.is_empty() {
        return Err(Fault::UnknownFormat(file.to_owned()));
    }
    package.entries.sort_by(|a, b| a.path.cmp(&b.path));
    let info = archive.entries().iter().map(|entry| entry.path.clone()).find(|path| path.ends_with("ComicInfo.xml"));
    if let Some(path) = info {
        match archive.read(&path, XML_MOST).and_then(|bytes| xml::parse(&path, &bytes)) {
            Ok(root) => {
                package.right_to_left = text(&root, "Manga").as_deref() == Some("YesAndRightToLeft");
                package.metadata = metadata(&root);
            }
            Err(fault) => package.notes.push(Note::new("comic_info", path, fault.to_string())),
        }
    }
    package.metadata.pages = u32::try_from(package.reading_order.len()).ok();
    Ok(package)
}

/// What systems leave in archives.
pub(crate) fn is_litter(path: &str) -> bool {
    path.split('/').any(|part| part == "__MACOSX" || part.starts_with('.'))
}

fn text(root: &Element, name: &str) -> Option<String> {
    root.child(name).map(Element::text).filter(|text| !text.is_empty())
}

/// ComicInfo 2.0: <https://anansi-project.github.io/docs/comicinfo/documentation>.
fn metadata(root: &Element) -> Metadata {
    let mut into = Metadata::default();
    let (series, number, title) = (text(root, "Series"), text(root, "Number"), text(root, "Title"));
    into.title = title.or_else(|| series.clone()).unwrap_or_default();
    into.series = series.map(|series| (series, number));
    for (name, role) in
        [("Writer", "aut"), ("Penciller", "art"), ("Inker", "ill"), ("Colorist", "clr"), ("Translator", "trl")]
    {
        for one in text(root, name).unwrap_or_default().split(',').map(str::trim).filter(|one| !one.is_empty()) {
            into.creators.push(Creator { name: one.to_owned(), filed_as: None, role: role.to_owned() });
        }
    }
    into.publisher = text(root, "Publisher");
    into.description = text(root, "Summary");
    into.languages = text(root, "LanguageISO").into_iter().collect();
    into.isbn = text(root, "GTIN").and_then(|text| isbn_13(&text));
    into.subjects = text(root, "Genre")
        .unwrap_or_default()
        .split(',')
        .map(|one| one.trim().to_owned())
        .filter(|s| !s.is_empty())
        .collect();
    into.published_on = text(root, "Year").map(|year| match (text(root, "Month"), text(root, "Day")) {
        (Some(month), Some(day)) => format!("{year:0>4}-{month:0>2}-{day:0>2}"),
        (Some(month), None) => format!("{year:0>4}-{month:0>2}"),
        _ => year,
    });
    into
}

/// Page 2 before page 10.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (of_a, of_b) = (digits(a), digits(b));
        if of_a > 0 && of_b > 0 {
            let (number_a, number_b) = (a[..of_a].trim_start_matches('0'), b[..of_b].trim_start_matches('0'));
            let order = number_a.len().cmp(&number_b.len()).then_with(|| number_a.cmp(number_b));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (&a[of_a..], &b[of_b..]);
            continue;
        }
        let (Some(first_a), Some(first_b)) = (a.chars().next(), b.chars().next()) else {
            return a.len().cmp(&b.len());
        };
        let order = first_a.to_lowercase().cmp(first_b.to_lowercase());
        if order != Ordering::Equal {
            return order;
        }
        (a, b) = (&a[first_a.len_utf8()..], &b[first_b.len_utf8()..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_in_the_order_of_their_numbers() {
        let mut pages = ["p10.jpg", "p2.jpg", "P1.jpg", "p002b.jpg"];
        pages.sort_by(|a, b| natural(a, b));
        assert_eq!(pages, ["P1.jpg", "p2.jpg", "p002b.jpg", "p10.jpg"]);
    }
}
