//! PDF: what it says of itself and how many pages it has. The reader shows it; it is not rewritten.

use std::io::{Read, Seek, SeekFrom};

use lopdf::Document;

use crate::audio::plain_name;
use crate::metadata::{Creator, date, names};
use crate::package::{Entry, Layout, Link, Package};
use crate::{Fault, Kind, encode_path};

/// The largest PDF, in bytes: it is in memory while its pages are counted.
const MOST: u64 = 256 << 20;

pub(crate) fn open(file: &str, reader: &mut (impl Read + Seek)) -> Result<Package, Fault> {
    let size = reader.seek(SeekFrom::End(0))?;
    if size > MOST {
        return Err(Fault::EntryTooLarge { path: file.to_owned(), most: MOST });
    }
    reader.seek(SeekFrom::Start(0))?;
    let about = match Document::load_metadata_from(&mut *reader) {
        Ok(about) => about,
        Err(lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword) => {
            return Err(Fault::Locked { scheme: "mot de passe".into() });
        }
        Err(error) => return Err(Fault::malformed(file, error)),
    };
    let pages = about.page_count;
    if about.encrypted && pages == 0 {
        return Err(Fault::Locked { scheme: "mot de passe".into() });
    }
    if pages == 0 {
        return Err(Fault::malformed(file, "il n’a aucune page"));
    }
    let path = plain_name(file, "pdf");
    let mut package = Package { kind: Some(Kind::Pdf), layout: Layout::Fixed, ..Package::default() };
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    package.metadata.title = said(about.title).unwrap_or_default();
    package.metadata.creators = said(about.author)
        .map(|written| {
            let (name, filed_as) = names(&written, None);
            Creator { name, filed_as, role: "aut".into() }
        })
        .into_iter()
        .collect();
    package.metadata.description = said(about.subject);
    package.metadata.subjects = said(about.keywords)
        .map(|words| words.split([',', ';']).map(|word| word.trim().to_owned()).filter(|w| !w.is_empty()).collect())
        .unwrap_or_default();
    package.metadata.published_on = said(about.creation_date).as_deref().and_then(pdf_date);
    package.metadata.pages = Some(pages);
    package.reading_order = vec![Link {
        href: encode_path(&path),
        media_type: "application/pdf".into(),
        size: Some(size),
        ..Link::default()
    }];
    package.entries = vec![Entry { path, media_type: "application/pdf".into(), size }];
    Ok(package)
}

/// `D:20121123…` (ISO 32000-1, §7.9.4) as a day.
fn pdf_date(text: &str) -> Option<String> {
    let digits = text.trim_start_matches("D:");
    let (year, rest) = digits.split_at_checked(4)?;
    match (rest.get(..2), rest.get(2..4)) {
        (Some(month), Some(day)) => date(&format!("{year}-{month}-{day}")),
        _ => date(year),
    }
}
