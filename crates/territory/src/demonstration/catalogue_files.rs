//! The catalogue files of the demonstration: what each library hands over, in its own format and encoding.

use std::io::{self, Read};
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::france::rows;

const SOURCES_CSV: &[u8] = include_bytes!("../../../../data/catalogue/sources.csv");

/// Embeds a file of data/catalogue under the name by which sources.csv knows it.
macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../../data/catalogue/", $name)) as &[u8])),*]
    };
}

const COMPRESSED: &[(&str, &[u8])] = embedded![
    "armentieres.mrc.gz",
    "comines.mrc.gz",
    "halluin.mrc.gz",
    "lambersart.mrc.gz",
    "lille-jean-levy.mrc.gz",
    "marcq-en-baroeul.mrc.gz",
    "nord-mediatheque-departementale.pan.gz",
    "roubaix-british-library.mrc.gz",
    "roubaix.mrc.gz",
    "tourcoing-andre-malraux.xml.gz",
    "villeneuve-d-ascq-bibliotheques-nationales.xml.gz",
    "villeneuve-d-ascq.mrc.gz",
    "wambrechies.xml.gz",
    "wattrelos.mrc.gz",
];

static FILES: LazyLock<Vec<DemoFile>> = LazyLock::new(|| {
    rows::<SourceRow>(SOURCES_CSV)
        .filter_map(|row| {
            let (stored, compressed) = COMPRESSED.iter().find(|(stored, _)| *stored == row.file)?;
            Some(DemoFile {
                library: row.library,
                name: stored.trim_end_matches(".gz"),
                format: row.format,
                container: row.container,
                encoding: row.encoding,
                records: row.records,
                licence: row.licence,
                origin: row.origin,
                compressed,
            })
        })
        .collect()
});

#[derive(Deserialize)]
struct SourceRow {
    library: String,
    file: String,
    format: String,
    container: String,
    encoding: String,
    records: u32,
    licence: String,
    origin: String,
}

/// A file of bibliographic records as a library would upload it.
///
/// The descriptions are real (see `origin` and `licence`); which library holds them, and every copy, are of the
/// demonstration, and each copy says so in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoFile {
    /// Code of the library that hands it over (see [`library`](super::library)); some hand over two files.
    pub library: String,
    /// File name, whose ending tells the container (`.mrc` and `.pan`: ISO 2709; `.xml`: MARCXML).
    pub name: &'static str,
    /// `UNIMARC` or `MARC21`.
    pub format: String,
    /// `ISO 2709` or `MARCXML`.
    pub container: String,
    /// Encoding of the text, in words (`ISO 5426`, `Latin-1 non déclaré`…).
    pub encoding: String,
    /// How many records are in it.
    pub records: u32,
    /// Licence of the descriptions.
    pub licence: String,
    /// Where the descriptions come from.
    pub origin: String,
    compressed: &'static [u8],
}

impl DemoFile {
    /// The file's bytes, a piece at a time.
    #[must_use]
    pub fn reader(&self) -> impl Read + use<> {
        GzDecoder::new(self.compressed)
    }

    /// All the file's bytes (at most some megabytes).
    ///
    /// # Errors
    /// When the embedded bytes are damaged, which only a fault of the build explains.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.reader().read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Every file shipped, in the order in which a first run imports them.
#[must_use]
pub fn catalogue_files() -> &'static [DemoFile] {
    &FILES
}
