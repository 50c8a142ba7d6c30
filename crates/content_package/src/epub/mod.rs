//! EPUB 2 and 3.

pub(crate) mod fonts;
mod navigation;
mod opf;

use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Seek};

use self::fonts::Scramble;
use crate::archive::Archive;
use crate::package::{Cover, Entry, Layout, Link, Note, Package};
use crate::xml::{self, Element};
use crate::{Fault, Kind, encode_path, media_type, sanitize};

/// The largest XML file read whole, in bytes.
pub(crate) const XML_MOST: u64 = 16 << 20;
/// The largest cover, in bytes.
const COVER_MOST: u64 = 20 << 20;

pub(crate) fn open<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Package, Fault> {
    let mut notes = Vec::new();
    let scrambled = check_locks(archive)?;
    check_mimetype(archive, &mut notes)?;
    let container = xml::parse("META-INF/container.xml", &archive.read("META-INF/container.xml", XML_MOST)?)?;
    let opf_path = container
        .find("rootfiles")
        .and_then(|files| {
            files
                .named("rootfile")
                .find(|file| file.attribute("media-type").is_none_or(|kind| kind == "application/oebps-package+xml"))
        })
        .and_then(|file| file.attribute("full-path"))
        .ok_or_else(|| Fault::malformed("META-INF/container.xml", "aucun fichier OPF n’y est désigné"))?
        .to_owned();
    let root = xml::parse(&opf_path, &archive.read(&opf_path, XML_MOST)?)?;
    let opf = opf::read(&opf_path, &root)?;

    let mut package = Package {
        kind: Some(Kind::Epub),
        metadata: opf.metadata,
        layout: if opf.fixed { Layout::Fixed } else { Layout::Reflowable },
        right_to_left: opf.right_to_left,
        notes,
        ..Package::default()
    };
    unscramble(&mut package, scrambled);
    let in_spine: BTreeSet<&str> = opf.spine.iter().map(|place| place.path.as_str()).collect();
    for item in &opf.items {
        let Some(found) = archive.entry(&item.path) else {
            if in_spine.contains(item.path.as_str()) {
                return Err(Fault::Missing(item.path.clone()));
            }
            package.notes.push(Note::new(
                "missing_file",
                &item.path,
                format!("« {} » est annoncé dans le livre et n’y est pas.", item.path),
            ));
            continue;
        };
        let size = found.size;
        let served = served_as(&item.path, &item.media_type);
        // Books are read without their scripts: nothing asks for them.
        if served == "text/javascript" {
            let text = format!("« {} » est un script : le livre est lu sans lui.", item.path);
            package.notes.push(Note::new("script", &item.path, text));
            continue;
        }
        package.entries.push(Entry { path: item.path.clone(), media_type: served.to_owned(), size });
    }
    package.entries.sort_by(|a, b| a.path.cmp(&b.path));
    package.entries.dedup_by(|a, b| a.path == b.path);
    check_documents(archive, &mut package)?;

    let navigation = navigation::read(archive, opf.nav.as_deref(), opf.ncx.as_deref(), &mut package.notes)?;
    package.toc = navigation.toc;
    package.landmarks = navigation.landmarks;
    package.page_list = navigation.page_list;
    if package.toc.is_empty() {
        package.notes.push(Note::new("no_toc", "", "Le livre n’a pas de table des matières."));
    }

    let titles = titles(&package.toc);
    for place in &opf.spine {
        if let Some(mut link) = link_to(&package, &place.path) {
            if place.linear {
                link.title = titles.get(&link.href).cloned();
                link.page = place.page;
                package.reading_order.push(link);
            } else {
                package.resources.push(link);
            }
        }
    }
    if package.reading_order.is_empty() {
        return Err(Fault::malformed(&opf_path, "rien n’y est à lire"));
    }
    let cover = opf.cover.as_deref();
    for entry in &package.entries {
        if !in_spine.contains(entry.path.as_str())
            && let Some(mut link) = link_to(&package, &entry.path)
        {
            if Some(entry.path.as_str()) == cover {
                link.rel = Some("cover");
            } else if Some(entry.path.as_str()) == opf.nav.as_deref() {
                link.rel = Some("contents");
            }
            package.resources.push(link);
        }
    }
    if let Some(path) = cover
        && let Ok(bytes) = archive.read(path, COVER_MOST)
        && let Some(media_type) = media_type::of_image(&bytes)
    {
        package.cover = Some(Cover { media_type, bytes });
    }
    if package.cover.is_none() {
        package.notes.push(Note::new("no_cover", "", "Le livre n’a pas d’image de couverture."));
    }
    if package.layout == Layout::Fixed {
        package.metadata.pages = u32::try_from(package.reading_order.len()).ok();
    } else if !package.page_list.is_empty() {
        package.metadata.pages = u32::try_from(package.page_list.len()).ok();
    }
    Ok(package)
}

/// What a file of a book is served as: documents always as XML, the rest by our own list.
fn served_as(path: &str, declared: &str) -> &'static str {
    match declared {
        "application/xhtml+xml" | "text/html" | "text/x-oeb1-document" | "application/x-dtbook+xml" => {
            "application/xhtml+xml"
        }
        "image/svg+xml" => "image/svg+xml",
        "text/css" | "text/x-oeb1-css" => "text/css",
        _ => match media_type::of_name(path) {
            "text/html" => "application/xhtml+xml",
            other => other,
        },
    }
}

fn link_to(package: &Package, path: &str) -> Option<Link> {
    let entry = package.entry(path)?;
    Some(Link {
        href: encode_path(&entry.path),
        media_type: entry.media_type.clone(),
        size: Some(entry.size).filter(|size| *size > 0),
        ..Link::default()
    })
}

/// What the table of contents calls each file: the first line that leads there.
fn titles(toc: &[Link]) -> HashMap<String, String> {
    let mut titles = HashMap::new();
    let mut left: Vec<&Link> = toc.iter().rev().collect();
    while let Some(link) = left.pop() {
        let path = link.href.split('#').next().unwrap_or_default();
        if let Some(title) = &link.title {
            titles.entry(path.to_owned()).or_insert_with(|| title.clone());
        }
        left.extend(link.children.iter().rev());
    }
    titles
}

/// Refuses a book locked by a scheme we have no key for, naming it. Gives the files that are only scrambled, each with
/// its algorithm.
fn check_locks<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Vec<(String, String)>, Fault> {
    let encrypted = encrypted(archive)?;
    let locked = encrypted.iter().any(|(_, algorithm)| !Scramble::is_one(algorithm));
    for (path, scheme) in [
        ("META-INF/license.lcpl", "Readium LCP"),
        ("META-INF/rights.xml", "Adobe ADEPT"),
        ("META-INF/sinf.xml", "Apple FairPlay"),
    ] {
        // An empty rights.xml is left by some tools in books without a lock: only encrypted files make one.
        if archive.entry(path).is_some() && (locked || path != "META-INF/rights.xml") {
            return Err(Fault::Locked { scheme: scheme.to_owned() });
        }
    }
    if locked {
        return Err(Fault::Locked { scheme: "chiffrement inconnu".to_owned() });
    }
    Ok(encrypted)
}

/// What `encryption.xml` says: files of the package, each with its algorithm; an empty one when it does not say.
fn encrypted<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Vec<(String, String)>, Fault> {
    const PATH: &str = "META-INF/encryption.xml";
    if archive.entry(PATH).is_none() {
        return Ok(Vec::new());
    }
    let root = xml::parse(PATH, &archive.read(PATH, XML_MOST)?)?;
    let of = |data: &Element| {
        let algorithm = data.child("EncryptionMethod").and_then(|method| method.attribute("Algorithm"));
        // Addresses there begin at the root of the package (OCF 3.3, §4.2.6.3.1).
        let path = data.find("CipherReference").and_then(|reference| path_of("", reference, "URI"));
        (path.unwrap_or_default(), algorithm.unwrap_or_default().to_owned())
    };
    Ok(root.named("EncryptedData").map(of).collect())
}

/// Finds the keys of scrambled fonts, in the identifier of the book.
fn unscramble(package: &mut Package, scrambled: Vec<(String, String)>) {
    let identifier = package.metadata.identifier.clone().unwrap_or_default();
    let mut without_key = 0;
    for (path, algorithm) in scrambled {
        match Scramble::of(&algorithm, &identifier) {
            Some(scramble) => {
                package.scrambled.insert(path, scramble);
            }
            None => without_key += 1,
        }
    }
    if without_key > 0 {
        let text = "Des polices du livre sont brouillées et leur clé manque : il est lu avec les nôtres.";
        package.notes.push(Note::new("scrambled_fonts", without_key.to_string(), text));
    }
}

fn check_mimetype<R: Read + Seek>(archive: &mut Archive<R>, notes: &mut Vec<Note>) -> Result<(), Fault> {
    let first = archive.is_stored_first("mimetype");
    let said = match archive.read("mimetype", 1024) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).trim().to_owned(),
        Err(Fault::Missing(_)) => String::new(),
        Err(fault) => return Err(fault),
    };
    if said != "application/epub+zip" && archive.entry("META-INF/container.xml").is_none() {
        return Err(Fault::UnknownFormat(said));
    }
    if !first || said != "application/epub+zip" {
        let text = "Le fichier « mimetype » devrait être le premier de l’archive, non compressé.";
        notes.push(Note::new("mimetype", said, text));
    }
    Ok(())
}

/// Every document is read once, as it will be served: one that can't be cleaned can't be shown.
fn check_documents<R: Read + Seek>(archive: &mut Archive<R>, package: &mut Package) -> Result<(), Fault> {
    for entry in &package.entries {
        if !matches!(entry.media_type.as_str(), "application/xhtml+xml" | "image/svg+xml") {
            continue;
        }
        let bytes = archive.read(&entry.path, XML_MOST)?;
        let cleaned = sanitize::document(&entry.path, &bytes)?;
        if contains(&bytes, b"<script") && !contains(&cleaned, b"<script") {
            let text = format!("« {} » contient un script : il est retiré à la lecture.", entry.path);
            package.notes.push(Note::new("script", &entry.path, text));
        }
    }
    Ok(())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// An element's attribute resolved as a path of the package.
pub(crate) fn path_of(base: &str, element: &Element, attribute: &str) -> Option<String> {
    crate::href::resolve(base, element.attribute(attribute)?).map(|(path, _)| path)
}
