//! A file opened: what it is, what it says of itself, and what a reader may be given of it.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};

use crate::archive::{Archive, Limits};
use crate::epub::fonts::{Clearing, Scramble};
use crate::metadata::Metadata;
use crate::{Fault, Kind, audio, comic, course, epub, film, media_type, pdf, quiz, scorm};

/// Something noticed in a file that did not prevent taking it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its stable name, such as `missing_file`.
    pub code: String,
    /// What it is about: a path, a line, a value.
    pub about: String,
    /// A sentence in French for the librarian.
    pub text: String,
}

impl Note {
    pub(crate) fn new(code: &str, about: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.to_owned(), about: about.into(), text: text.into() }
    }
}

/// A file of a package that a reader may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path in the package.
    pub path: String,
    /// What it is served as: our own judgement.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// How its pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Text that flows.
    #[default]
    Reflowable,
    /// Pages as they were drawn.
    Fixed,
}

/// A link of a reading order or a table of contents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Link {
    /// A path in the package, with a fragment if any, written as an address.
    pub href: String,
    /// What it is served as; empty in a table of contents.
    pub media_type: String,
    /// What it is called.
    pub title: Option<String>,
    /// What it is to the publication: `cover`, `contents`.
    pub rel: Option<&'static str>,
    /// Size in bytes.
    pub size: Option<u64>,
    /// Width and height in pixels.
    pub pixels: Option<(u32, u32)>,
    /// Length in seconds.
    pub duration_s: Option<f64>,
    /// On which side of a spread: `left`, `right` or `center`.
    pub page: Option<&'static str>,
    /// What lies under it.
    pub children: Vec<Link>,
}

/// A picture of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// What it is, by its bytes.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file, understood.
#[derive(Debug, Clone, Default)]
pub struct Package {
    /// What it is. [`Kind::Epub`] by default, as it means nothing without entries.
    pub kind: Option<Kind>,
    /// What it says of itself.
    pub metadata: Metadata,
    /// How its pages lie.
    pub layout: Layout,
    /// Whether it is read from right to left.
    pub right_to_left: bool,
    /// What a reader may be given, in the order of paths.
    pub entries: Vec<Entry>,
    /// What is read, in order.
    pub reading_order: Vec<Link>,
    /// What is shown in it.
    pub resources: Vec<Link>,
    /// Table of contents.
    pub toc: Vec<Link>,
    /// Notable places: beginning, notes, index.
    pub landmarks: Vec<Link>,
    /// The pages of the printed edition.
    pub page_list: Vec<Link>,
    /// A picture of it.
    pub cover: Option<Cover>,
    /// What a course is made of.
    pub course: Option<scorm::Course>,
    /// The questions of a quiz, answers included: never sent to a reader as it is.
    pub quiz: Option<quiz::Quiz>,
    /// What was noticed.
    pub notes: Vec<Note>,
    /// Files that are not as they were made, and how they are made so again.
    pub(crate) scrambled: BTreeMap<String, Scramble>,
}

impl Package {
    /// The kind; every package [`inspect`] gives has one.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::Epub)
    }

    /// The entry at a path.
    #[must_use]
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        let place = self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        self.entries.get(place)
    }
}

/// A package and where its bytes are.
pub struct Opened<R> {
    /// What it is.
    pub package: Package,
    source: Source<R>,
}

enum Source<R> {
    Zip(Archive<R>),
    Whole(R),
}

impl<R: Read + Seek> Opened<R> {
    /// Writes the bytes of an entry into `out`, a piece at a time.
    ///
    /// # Errors
    /// [`Fault::Missing`] for a path that is no entry; what the archive is found to be.
    pub fn copy(&mut self, path: &str, out: &mut impl Write) -> Result<u64, Fault> {
        if self.package.entry(path).is_none() {
            return Err(Fault::Missing(path.to_owned()));
        }
        match &mut self.source {
            Source::Zip(archive) => match self.package.scrambled.get(path) {
                Some(scramble) => archive.copy(path, &mut Clearing::new(out, scramble.clone())),
                None => archive.copy(path, out),
            },
            Source::Whole(reader) => {
                reader.seek(SeekFrom::Start(0))?;
                Ok(std::io::copy(reader, out)?)
            }
        }
    }
}

/// Opens a file by what it holds; its name only names what has no title.
///
/// # Errors
/// The [`Fault`] that says why it is not taken.
pub fn inspect<R: Read + Seek>(name: &str, reader: R) -> Result<Opened<R>, Fault> {
    inspect_within(name, reader, Limits::default())
}

/// As [`inspect`], with other limits for archives.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_within<R: Read + Seek>(name: &str, mut reader: R, limits: Limits) -> Result<Opened<R>, Fault> {
    let mut head = [0; 512];
    reader.seek(SeekFrom::Start(0))?;
    let length = read_some(&mut reader, &mut head)?;
    reader.seek(SeekFrom::Start(0))?;
    let head = &head[..length];
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut opened = match head {
        [] => return Err(Fault::Empty),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => open_zip(file, Archive::open(reader, limits)?)?,
        [b'%', b'P', b'D', b'F', b'-', ..] => {
            let package = pdf::open(file, &mut reader)?;
            Opened { package, source: Source::Whole(reader) }
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
            let package = film::open(file, &mut reader)?;
            Opened { package, source: Source::Whole(reader) }
        }
        _ if head.starts_with(b"ID3") || is_mpeg_audio(head) => {
            let package = audio::open_one(file, &mut reader)?;
            Opened { package, source: Source::Whole(reader) }
        }
        _ => {
            let package = open_quiz(file, &mut reader)?;
            Opened { package, source: Source::Whole(reader) }
        }
    };
    let title = &mut opened.package.metadata.title;
    if title.trim().is_empty() {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        *title = stem.replace('_', " ").trim().to_owned();
        let text = "Le fichier ne dit pas son titre : son nom en tient lieu.";
        opened.package.notes.push(Note::new("no_title", file, text));
    }
    Ok(opened)
}

fn open_zip<R: Read + Seek>(file: &str, mut archive: Archive<R>) -> Result<Opened<R>, Fault> {
    let has = |path: &str| archive.entry(path).is_some();
    let package = if has("META-INF/container.xml") || has("mimetype") {
        epub::open(&mut archive)?
    } else if has("imsmanifest.xml") {
        course::open(&mut archive)?
    } else if has("publication.json") || has("manifest.json") || only(&archive, "audio/") {
        audio::open_many(file, &mut archive)?
    } else if only(&archive, "image/") {
        comic::open(file, &mut archive)?
    } else {
        return Err(Fault::UnknownFormat(file.to_owned()));
    };
    Ok(Opened { package, source: Source::Zip(archive) })
}

/// The largest quiz, in bytes.
const QUIZ_MOST: u64 = 1 << 20;

/// The last format tried: a text of ours.
fn open_quiz(file: &str, reader: &mut impl Read) -> Result<Package, Fault> {
    let unknown = || Fault::UnknownFormat(file.to_owned());
    let mut bytes = Vec::new();
    reader.take(QUIZ_MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > QUIZ_MOST {
        return Err(unknown());
    }
    let text = String::from_utf8(bytes).map_err(|_| unknown())?;
    if !quiz::Quiz::resembles(&text) {
        return Err(unknown());
    }
    let quiz = quiz::Quiz::read(&text)?;
    let mut package = Package { kind: Some(Kind::Quiz), ..Package::default() };
    package.metadata.title.clone_from(&quiz.title);
    package.metadata.description = Some(quiz.introduction.clone()).filter(|text| !text.is_empty());
    package.metadata.languages = quiz.language.iter().cloned().collect();
    // The answers are in the file: no reader is given it.
    package.quiz = Some(quiz);
    Ok(package)
}

/// Whether what is to be read in the archive is of one kind: at least one, and most of it.
fn only<R: Read + Seek>(archive: &Archive<R>, kind: &str) -> bool {
    let mut of_kind = 0;
    let mut others = 0;
    for entry in archive.entries() {
        let media_type = media_type::of_name(&entry.path);
        if media_type.starts_with(kind) {
            of_kind += 1;
        } else if media_type.starts_with("image/") || media_type.starts_with("audio/") || media_type == "text/html" {
            others += 1;
        }
    }
    of_kind > 0 && of_kind * 2 > others
}

fn read_some(reader: &mut impl Read, into: &mut [u8]) -> Result<usize, Fault> {
    let mut length = 0;
    while length < into.len() {
        let read = reader.read(&mut into[length..])?;
        if read == 0 {
            break;
        }
        length += read;
    }
    Ok(length)
}

/// The eleven bits in a row of a frame of MPEG audio, layer III.
fn is_mpeg_audio(head: &[u8]) -> bool {
    matches!(head, [0xFF, second, ..] if second & 0xE0 == 0xE0 && second & 0x06 == 0x02)
}
