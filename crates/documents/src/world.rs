//! The world typst sees while it prints: one template, its data, the common parts, the files it was given, and nothing more.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::Error;
use crate::fonts::FONTS;

const COMMON: &str = include_str!("../templates/beffroi.typ");

/// How many printings a cached piece of layout outlives without being used: typst remembers what it set, for ever if let.
const REMEMBERED: usize = 8;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

struct Sheet {
    main: Source,
    common: Source,
    files: Vec<(FileId, Bytes)>,
}

pub(crate) fn print(template: &str, data: &Value, files: &[(&str, &[u8])]) -> Result<Vec<u8>, Error> {
    let mut known = vec![(file_id("data.json")?, Bytes::from_string(data.to_string()))];
    for (name, bytes) in files {
        known.push((file_id(name)?, Bytes::new(bytes.to_vec())));
    }
    let sheet = Sheet {
        main: Source::new(file_id("document.typ")?, template.to_owned()),
        common: Source::new(file_id("beffroi.typ")?, COMMON.to_owned()),
        files: known,
    };
    let printed = sheet.print();
    typst::comemo::evict(REMEMBERED);
    printed
}

/// Typst keeps the names of files for ever: the rooms give a few fixed ones, never one made from data.
fn file_id(name: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(format!("/{name}"))
        .map_err(|_| Error::Template(format!("“{name}” cannot be the name of a file")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Sheet {
    fn print(&self) -> Result<Vec<u8>, Error> {
        let document: PagedDocument =
            typst::compile(self).output.map_err(|faults| Error::Template(self.in_words(&faults)))?;
        let standards =
            PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|why| Error::Document(why.message().to_string()))?;
        let options = PdfOptions {
            creator: Smart::Custom(Some("Beffroi".to_owned())),
            // The day printed on a document comes with its data; the moment of printing is nobody's business, and would
            // make two printings of one document differ.
            timestamp: None,
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|faults| Error::Document(self.in_words(&faults)))
    }

    fn in_words(&self, faults: &[SourceDiagnostic]) -> String {
        let mut words = Vec::new();
        for fault in faults {
            let place = fault.span.id().and_then(|file| {
                let source = self.source(file).ok()?;
                let line = source.lines().byte_to_line(self.range(fault.span)?.start)? + 1;
                Some(format!("{} line {line}: ", file.vpath().get_without_slash()))
            });
            words.push(format!("{}{}", place.unwrap_or_default(), fault.message));
        }
        words.join("; ")
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.common]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
