//! Real books, comics, films and courses; and what is made to harm.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use content_package::{Archive, Fault, Kind, Layout, Limits, Opened, inspect, inspect_within, webpub};
use proptest::prelude::*;
use serde_json::Value;
use zip::write::SimpleFileOptions;

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/mediatheque").join(name)
}

fn open(name: &str) -> Opened<std::fs::File> {
    inspect(name, std::fs::File::open(shipped(name)).expect("shipped with the demonstration")).expect("sound")
}

/// A zip of these files; those under a name that ends with `!` are stored as they are.
fn zip(files: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let stored = name.ends_with('!');
        let method = if stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name.trim_end_matches('!'), options).expect("a name");
        writer.write_all(bytes).expect("in memory");
    }
    writer.finish().expect("a zip")
}

const CONTAINER: &str = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
    <rootfile full-path=\"c/a.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
const PAGE: &str =
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>a</title></head><body><p>a</p></body></html>";

fn opf(metadata: &str, manifest: &str, spine: &str) -> String {
    format!(
        "<package version=\"2.0\" unique-identifier=\"i\" xmlns=\"http://www.idpf.org/2007/opf\"><metadata \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:opf=\"http://www.idpf.org/2007/opf\">{metadata}</metadata>\
         <manifest>{manifest}</manifest><spine toc=\"ncx\">{spine}</spine></package>"
    )
}

fn book(more: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
    let opf = opf(
        "<dc:title>T</dc:title><dc:language>fr</dc:language><dc:identifier id=\"i\">x</dc:identifier>",
        "<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>",
        "<itemref idref=\"a\"/>",
    );
    let mut files: Vec<(&str, &[u8])> = vec![
        ("mimetype!", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("c/a.opf", opf.as_bytes()),
    ];
    if !more.iter().any(|(name, _)| *name == "c/a.xhtml") {
        files.push(("c/a.xhtml", PAGE.as_bytes()));
    }
    files.extend(more);
    zip(&files)
}

fn refusal(opened: Result<Opened<Cursor<Vec<u8>>>, Fault>) -> Fault {
    match opened {
        Ok(opened) => panic!("taken: {:?}", opened.package.metadata),
        Err(fault) => fault,
    }
}

#[test]
fn germinal_is_described_as_it_says() {
    let mut opened = open("germinal-zola.epub");
    let package = &opened.package;
    assert_eq!(package.kind(), Kind::Epub);
    assert_eq!(package.layout, Layout::Reflowable);
    let about = &package.metadata;
    assert_eq!(
        (about.title.as_str(), about.year(), about.languages.as_slice()),
        ("Germinal", Some(1885), ["fr".to_owned()].as_slice())
    );
    assert_eq!(about.creators.len(), 1);
    assert_eq!(about.creators[0].name, "Émile Zola");
    assert_eq!(about.creators[0].filed_as.as_deref(), Some("Zola, Émile (1840-1902)"));
    assert_eq!(about.rights.as_deref(), Some("Domaine public"));
    assert_eq!(about.accessibility["accessMode"][0], "textual");
    assert_eq!(package.reading_order.len(), 41);
    assert_eq!(package.toc[1].title.as_deref(), Some("Première Partie"));
    assert_eq!(package.toc[1].href, "OEBPS/chap01.xhtml");
    assert_eq!(package.toc[1].children.len(), 6);
    let mut bytes = Vec::new();
    opened.copy("OEBPS/chap01.xhtml", &mut bytes).expect("there");
    assert!(String::from_utf8_lossy(&bytes).contains("Dans la plaine rase"));
    assert!(matches!(opened.copy("META-INF/container.xml", &mut bytes), Err(Fault::Missing(_))));
}

#[test]
fn comics_in_epub_keep_their_layout_and_cover() {
    for (name, pages, authors, licence) in [
        ("idpf-page-blanche.epub", 10, "Boulet, Pénélope Bagieu", true),
        ("idpf-sous-le-vent.epub", 12, "Jean-Bernard Pouy, Joe G. Pinelli", true),
    ] {
        let package = open(name).package;
        assert_eq!(package.layout, Layout::Fixed, "{name}");
        assert!(package.reading_order.len() >= pages, "{name}: {}", package.reading_order.len());
        let said: Vec<&str> = package.metadata.creators.iter().map(|creator| creator.name.as_str()).collect();
        assert_eq!(said.join(", "), authors);
        assert_eq!(package.metadata.licence_url.is_some(), licence);
        assert_eq!(package.cover.expect("a cover").media_type, "image/jpeg");
    }
}

#[test]
fn manifests_are_valid_under_the_schemas_of_readium() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rwpm");
    let mut registry = jsonschema::Registry::new();
    let mut stack = vec![folder.clone()];
    let mut schemas = Vec::new();
    while let Some(place) = stack.pop() {
        for entry in std::fs::read_dir(place).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                stack.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let schema: Value = serde_json::from_slice(&std::fs::read(&path).expect("read")).expect("JSON");
                schemas.push((schema["$id"].as_str().expect("an $id").to_owned(), schema));
            }
        }
    }
    // The properties of OPDS are another schema's, elsewhere: anything goes here.
    schemas.push(("https://drafts.opds.io/schema/properties.schema.json".to_owned(), serde_json::json!({})));
    for (id, schema) in &schemas {
        registry = registry.add(id, schema).expect("a schema");
    }
    let registry = registry.prepare().expect("schemas");
    let main = schemas.iter().find(|(id, _)| id.ends_with("/publication.schema.json")).expect("the main one");
    let validator =
        jsonschema::options().with_registry(&registry).should_validate_formats(true).build(&main.1).expect("a schema");
    let cbz = zip(&[("p2.png", PIXEL), ("p10.png", PIXEL), ("p1.png", PIXEL)]);
    let comic = inspect("Essai de bande.cbz", cbz).expect("a comic").package;
    assert_eq!(
        comic.reading_order.iter().map(|link| link.href.as_str()).collect::<Vec<_>>(),
        ["p1.png", "p2.png", "p10.png"]
    );
    let mut packages = vec![comic];
    for name in [
        "germinal-zola.epub",
        "idpf-page-blanche.epub",
        "idpf-sous-le-vent.epub",
        "carillon.mp4",
        "feuille-du-beffroi-1.pdf",
    ] {
        packages.push(open(name).package);
    }
    for package in packages {
        let manifest = webpub::manifest(&package);
        let faults: Vec<String> =
            validator.iter_errors(&manifest).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", package.metadata.title);
        let positions = webpub::positions(&manifest);
        assert_eq!(
            positions["total"].as_u64().expect("a number") as usize,
            positions["positions"].as_array().expect("a list").len()
        );
    }
    assert!(!validator.is_valid(&serde_json::json!({ "metadata": {}, "readingOrder": [] })), "the schema refuses");
}

/// A PNG of one pixel.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
    6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x62, 0, 1, 0, 0, 5, 0, 1,
    0x0D, 0x0A, 0x2D, 0xB4, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

#[test]
fn films_say_how_long_they_are() {
    let package = open("carillon.mp4").package;
    assert_eq!(package.kind(), Kind::Film);
    assert!(package.metadata.duration_s.is_some_and(|seconds| seconds > 1.0));
    assert!(package.reading_order[0].pixels.is_some_and(|(width, height)| width > 100 && height > 100));
    let whole = std::fs::read(shipped("carillon.mp4")).expect("shipped");
    let cut = Cursor::new(whole[..whole.len() - 1000].to_vec());
    assert_eq!(refusal(inspect("a.mp4", cut)).code(), "malformed");
}

#[test]
fn the_shipped_course_pdf_and_a_quiz_are_known() {
    let course = open("trouver-dans-le-catalogue.zip").package;
    assert_eq!(course.kind(), Kind::Scorm);
    assert_eq!(course.course.as_ref().expect("a course").activities.len(), 1);
    assert!(course.entry("index.html").is_some());
    let press = open("feuille-du-beffroi-1.pdf").package;
    assert_eq!(press.kind(), Kind::Pdf);
    assert!(press.metadata.pages.is_some_and(|pages| pages >= 1));
    let quiz =
        inspect("q.md", Cursor::new(b"# Titre\n\n## Question ?\n- [x] oui\n- [ ] non\n".to_vec())).expect("a quiz");
    assert_eq!((quiz.package.kind(), quiz.package.metadata.title.as_str()), (Kind::Quiz, "Titre"));
    // The answers are in the file: nothing of it is given.
    assert!(quiz.package.entries.is_empty());
}

#[test]
fn old_books_are_read_by_their_ncx() {
    let opf = opf(
        "<dc:title>Nana</dc:title><dc:creator opf:role=\"aut\" opf:file-as=\"Zola, Émile\">Émile Zola</dc:creator>\
         <dc:identifier id=\"i\" opf:scheme=\"ISBN\">2-07-036822-X</dc:identifier><dc:date opf:event=\"publication\">1880</dc:date>\
         <meta name=\"cover\" content=\"c\"/>",
        "<item id=\"a\" href=\"a.html\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"c\" href=\"../img/c%20v.png\" media-type=\"image/png\"/>\
         <item id=\"j\" href=\"a.js\" media-type=\"text/javascript\"/>\
         <item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>",
        "<itemref idref=\"a\"/>",
    );
    let ncx = "<!DOCTYPE ncx><ncx><navMap><navPoint><navLabel><text>Un &amp; deux</text></navLabel>\
               <content src=\"a.html#x\"/></navPoint></navMap></ncx>";
    let bytes = zip(&[
        ("mimetype!", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("c/a.opf", opf.as_bytes()),
        ("c/a.html", PAGE.as_bytes()),
        ("c/a.js", b"alert(1)"),
        ("img/c v.png", PIXEL),
        ("c/toc.ncx", ncx.as_bytes()),
    ]);
    let package = inspect("nana.epub", bytes).expect("sound").package;
    assert_eq!(package.metadata.isbn.as_deref(), Some("9782070368228"));
    assert_eq!((package.toc[0].href.as_str(), package.toc[0].title.as_deref()), ("c/a.html#x", Some("Un & deux")));
    assert_eq!(package.entry("c/a.html").expect("there").media_type, "application/xhtml+xml");
    assert!(package.entry("c/a.js").is_none(), "scripts are given to nobody");
    assert_eq!(package.cover.expect("a cover").media_type, "image/png");
    assert!(package.notes.iter().any(|note| note.code == "script"));
}

#[test]
fn a_locked_book_is_refused_with_its_lock() {
    let drm = "<encryption><EncryptedData><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/></EncryptedData></encryption>";
    let adept = book(&[("META-INF/rights.xml", b"<rights/>"), ("META-INF/encryption.xml", drm.as_bytes())]);
    assert!(matches!(refusal(inspect("a.epub", adept)), Fault::Locked { scheme } if scheme == "Adobe ADEPT"));
    let lcp = book(&[("META-INF/license.lcpl", b"{}"), ("META-INF/encryption.xml", drm.as_bytes())]);
    assert!(matches!(refusal(inspect("a.epub", lcp)), Fault::Locked { scheme } if scheme == "Readium LCP"));
    let fonts = drm.replace("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding");
    let fonts = fonts
        .replace("</EncryptedData>", "<CipherData><CipherReference URI=\"c/f.otf\"/></CipherData></EncryptedData>");
    // The identifier of this book is "x": its key is the SHA-1 of it.
    let key = [0x11, 0xF6, 0xAD, 0x8E, 0xC5, 0x2A];
    let mut scrambled = vec![0_u8; 3000];
    scrambled[..6].copy_from_slice(&key);
    let opf = opf(
        "<dc:title>T</dc:title><dc:identifier id=\"i\">x</dc:identifier>",
        "<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"f\" href=\"f.otf\" media-type=\"font/otf\"/>",
        "<itemref idref=\"a\"/>",
    );
    let bytes = zip(&[
        ("mimetype!", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("META-INF/encryption.xml", fonts.as_bytes()),
        ("c/a.opf", opf.as_bytes()),
        ("c/a.xhtml", PAGE.as_bytes()),
        ("c/f.otf", &scrambled),
    ]);
    let mut opened = inspect("a.epub", bytes).expect("not locked");
    let mut font = Vec::new();
    opened.copy("c/f.otf", &mut font).expect("there");
    assert_eq!(font.len(), 3000);
    assert_eq!(font[..6], [0; 6], "as it was before");
    assert!(font[1040..].iter().all(|byte| *byte == 0), "beyond its first bytes it was never scrambled");
}

#[test]
fn a_broken_book_says_what_is_broken() {
    let broken = book(&[("c/a.xhtml", b"<html><body><p>a</body></html>")]);
    assert!(matches!(refusal(inspect("a.epub", broken)), Fault::Malformed { path, .. } if path == "c/a.xhtml"));
    let lost = zip(&[
        ("mimetype!", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        (
            "c/a.opf",
            opf(
                "<dc:title>T</dc:title>",
                "<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>",
                "<itemref idref=\"a\"/>",
            )
            .as_bytes(),
        ),
    ]);
    assert!(matches!(refusal(inspect("a.epub", lost)), Fault::Missing(path) if path == "c/a.xhtml"));
    assert_eq!(refusal(inspect("a.epub", Cursor::new(Vec::new()))).code(), "empty");
    assert_eq!(refusal(inspect("a.doc", Cursor::new(b"\xD0\xCF\x11\xE0 word".to_vec()))).code(), "unknown_format");
    let whole = std::fs::read(shipped("germinal-zola.epub")).expect("shipped");
    assert_eq!(refusal(inspect("a.epub", Cursor::new(whole[..whole.len() / 2].to_vec()))).code(), "broken_archive");
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in ["../a", "a/../../b", "/etc/passwd", "a\\b", "C:/a", "a//b", "./a", "a/./b", "a\u{0}b", "a\nb"] {
        let bytes = zip(&[("mimetype!", b"application/epub+zip"), (name, b"x")]);
        let fault = match Archive::open(bytes, Limits::default()) {
            Ok(_) => panic!("{name:?} was taken"),
            Err(fault) => fault,
        };
        assert_eq!(fault.code(), "bad_name", "{name:?}: {fault}");
    }
    let twice = zip(&[("a.jpg", b"x"), ("A.jpg", b"y")]);
    assert!(matches!(Archive::open(twice, Limits::default()), Err(Fault::DuplicateName(_))));
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("a.jpg", "/etc/passwd", SimpleFileOptions::default()).expect("a link");
    assert!(matches!(Archive::open(writer.finish().expect("a zip"), Limits::default()), Err(Fault::Link(_))));
}

#[test]
fn bombs_do_not_go_off() {
    let blanks = vec![0_u8; 40 << 20];
    let bomb = zip(&[("mimetype!", b"application/epub+zip"), ("a.xhtml", &blanks)]);
    assert!(bomb.get_ref().len() < 100_000);
    assert!(matches!(refusal(inspect("a.epub", bomb)), Fault::Bomb { ratio, .. } if ratio > 200));
    let limits = Limits { entries: 3, entry_bytes: 1000, total_bytes: 1500, ratio: 200 };
    let within = |files: &[(&str, &[u8])]| Archive::open(zip(files), limits).err().map(|fault| fault.code());
    assert_eq!(within(&[("a", b""), ("b", b""), ("c", b""), ("d", b"")]), Some("too_many_entries"));
    assert_eq!(within(&[("a", &[7; 1001])]), Some("entry_too_large"));
    assert_eq!(within(&[("a", &[7; 900]), ("b", &[7; 900])]), Some("too_large"));
    assert_eq!(within(&[("a", &[7; 900]), ("b", &[7; 600])]), None);
    let opened = inspect_within("a.epub", zip(&[("a", &[7; 1001])]), limits);
    assert_eq!(refusal(opened).code(), "entry_too_large");

    // An archive that lies: it announces ten bytes and inflates to a megabyte.
    let mut lie = zip(&[("a", &vec![b'x'; 1 << 20])]).into_inner();
    let true_size = (1_u32 << 20).to_le_bytes();
    let places: Vec<usize> = lie.windows(4).enumerate().filter(|(_, w)| *w == true_size).map(|(at, _)| at).collect();
    assert_eq!(places.len(), 2, "in the local header and in the directory");
    for at in places {
        lie[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let mut archive = Archive::open(Cursor::new(lie), Limits::default()).expect("opens");
    let mut out = Vec::new();
    assert!(matches!(archive.copy("a", &mut out), Err(Fault::BrokenArchive(_))));
    assert!(out.len() <= 64 << 10, "stopped at once");
}

#[test]
fn a_course_that_begins_outside_its_package_is_refused() {
    let manifest = |href: &str| {
        format!(
            "<manifest><metadata><schemaversion>1.2</schemaversion></metadata><organizations><organization><title>T</title>\
             <item identifier=\"i\" identifierref=\"r\"><title>I</title></item></organization></organizations>\
             <resources><resource identifier=\"r\" href=\"{href}\"/></resources></manifest>"
        )
    };
    let of = |href: &str| inspect("c.zip", zip(&[("imsmanifest.xml", manifest(href).as_bytes()), ("i.html", b"x")]));
    assert!(of("i.html").is_ok());
    assert_eq!(refusal(of("../../i.html")).code(), "malformed");
    assert_eq!(refusal(of("https://example.org/i.html")).code(), "malformed");
    assert_eq!(refusal(of("lost.html")).code(), "missing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is changed in a book, it is taken or refused; nothing panics, and what is taken stays within its names.
    #[test]
    fn damage_is_refused_or_harmless(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = book(&[("c/b.png", PIXEL)]).into_inner();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut.index(bytes.len()) / 8);
        if let Ok(mut opened) = inspect("a.epub", Cursor::new(bytes)) {
            for entry in opened.package.entries.clone() {
                prop_assert!(!entry.path.contains(".."));
                let _ = opened.copy(&entry.path, &mut Vec::new());
            }
        }
    }

    /// No name outside the package is taken, whatever it is made of.
    #[test]
    fn no_name_leads_out(name in "(\\.\\./|\\./|/|\\\\|[a-c:.]){1,8}") {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        if writer.start_file(name.as_str(), SimpleFileOptions::default()).is_ok()
            && let Ok(bytes) = writer.finish()
            && let Ok(archive) = Archive::open(bytes, Limits::default())
        {
            for entry in archive.entries() {
                let path = Path::new("/safe").join(&entry.path);
                prop_assert!(path.components().all(|part| !matches!(part, std::path::Component::ParentDir)));
                prop_assert!(path.starts_with("/safe") && !entry.path.contains('\\') && !entry.path.contains("//"));
            }
        }
    }
}
