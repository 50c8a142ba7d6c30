//! A zip read with distrust: what it says of itself is checked before anything is inflated, and what is inflated is
//! counted again.

use std::collections::{HashMap, HashSet};
use std::io::{Read, Seek, Write};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::Fault;

/// What an honest package stays within.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many files.
    pub entries: usize,
    /// Bytes of one file, inflated.
    pub entry_bytes: u64,
    /// Bytes of all files, inflated.
    pub total_bytes: u64,
    /// How many times smaller a file may be in the archive, beyond its first megabyte.
    pub ratio: u64,
}

impl Default for Limits {
    /// 20,000 files, 2 GiB each, 4 GiB in all, 200 times.
    fn default() -> Self {
        Self { entries: 20_000, entry_bytes: 2 << 30, total_bytes: 4 << 30, ratio: 200 }
    }
}

/// Below this size nothing is a bomb: a page of blanks compresses a thousand times.
const RATIO_FROM: u64 = 1 << 20;

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveEntry {
    /// Its path, with `/`, neither absolute nor leading out.
    pub path: String,
    /// Its size once inflated, as the archive says; checked again when it is read.
    pub size: u64,
    /// Whether it is kept as it is, not compressed.
    pub stored: bool,
    index: usize,
}

/// An opened archive, of which every name and announced size was checked.
pub struct Archive<R> {
    zip: ZipArchive<R>,
    entries: Vec<ArchiveEntry>,
    /// Where each path is among the entries.
    places: HashMap<String, usize>,
    limits: Limits,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive. Nothing is inflated.
    ///
    /// # Errors
    /// The [`Fault`] of the first entry that is not one to take.
    pub fn open(reader: R, limits: Limits) -> Result<Self, Fault> {
        let mut zip = ZipArchive::new(reader).map_err(broken)?;
        if zip.len() > limits.entries {
            return Err(Fault::TooManyEntries { found: zip.len() as u64, most: limits.entries as u64 });
        }
        let mut entries = Vec::with_capacity(zip.len());
        let mut names = HashSet::with_capacity(zip.len());
        let mut total = 0_u64;
        for index in 0..zip.len() {
            let file = zip.by_index_raw(index).map_err(broken)?;
            let path = file.name().map_err(broken)?.into_owned();
            if file.is_symlink() {
                return Err(Fault::Link(shown(&path)));
            }
            if file.is_dir() || path.ends_with('/') {
                check_name(path.trim_end_matches('/'))?;
                continue;
            }
            check_name(&path)?;
            if file.encrypted() {
                return Err(Fault::Locked { scheme: "mot de passe".into() });
            }
            // Two names that differ by their case alone would be one file on the disks of some readers.
            if !names.insert(path.to_lowercase()) {
                return Err(Fault::DuplicateName(path));
            }
            let (size, packed) = (file.size(), file.compressed_size());
            if size > limits.entry_bytes {
                return Err(Fault::EntryTooLarge { path, most: limits.entry_bytes });
            }
            if size > RATIO_FROM && size / packed.max(1) > limits.ratio {
                return Err(Fault::Bomb { path, ratio: size / packed.max(1) });
            }
            total = total.saturating_add(size);
            if total > limits.total_bytes {
                return Err(Fault::TooLarge { most: limits.total_bytes });
            }
            let stored = file.compression() == zip::CompressionMethod::Stored;
            entries.push(ArchiveEntry { path, size, stored, index });
        }
        // Entries over one another are how a small archive inflates to petabytes while each looks honest.
        if zip.has_overlapping_entries().map_err(broken)? {
            return Err(Fault::BrokenArchive("des fichiers se recouvrent".into()));
        }
        if entries.is_empty() {
            return Err(Fault::Empty);
        }
        let places = entries.iter().enumerate().map(|(place, entry)| (entry.path.clone(), place)).collect();
        Ok(Self { zip, entries, places, limits })
    }

    /// The files, in the order of the archive.
    pub fn entries(&self) -> &[ArchiveEntry] {
        &self.entries
    }

    /// The file at a path.
    pub fn entry(&self, path: &str) -> Option<&ArchiveEntry> {
        self.entries.get(*self.places.get(path)?)
    }

    /// Inflates a file into memory.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::EntryTooLarge`] beyond `most` bytes, or what the archive is found to be.
    pub fn read(&mut self, path: &str, most: u64) -> Result<Vec<u8>, Fault> {
        let size = self.entry(path).ok_or_else(|| Fault::Missing(path.to_owned()))?.size;
        if size > most {
            return Err(Fault::EntryTooLarge { path: path.to_owned(), most });
        }
        let mut bytes = Vec::with_capacity(size.min(1 << 20) as usize);
        self.copy(path, &mut bytes)?;
        Ok(bytes)
    }

    /// Inflates a file into `out`, a piece at a time. Gives its size.
    ///
    /// # Errors
    /// As [`read`](Self::read), and whatever `out` fails with.
    pub fn copy(&mut self, path: &str, out: &mut impl Write) -> Result<u64, Fault> {
        let entry = self.entry(path).ok_or_else(|| Fault::Missing(path.to_owned()))?.clone();
        let mut file = self.zip.by_index(entry.index).map_err(broken)?;
        let mut piece = vec![0; 64 << 10];
        let mut size = 0_u64;
        loop {
            let read = file.read(&mut piece).map_err(|error| Fault::BrokenArchive(error.to_string()))?;
            if read == 0 {
                break;
            }
            size += read as u64;
            // More than it announced: the announcement was a lie.
            if size > entry.size || size > self.limits.entry_bytes {
                return Err(Fault::BrokenArchive(format!("« {path} » est plus long qu’annoncé")));
            }
            out.write_all(&piece[..read])?;
        }
        if size != entry.size {
            return Err(Fault::BrokenArchive(format!("« {path} » est plus court qu’annoncé")));
        }
        Ok(size)
    }

    /// Whether a file is the archive's first, kept as it is: what EPUB asks of its `mimetype` (OCF 3.3, §4.2.1).
    pub fn is_stored_first(&self, path: &str) -> bool {
        self.entries.first().is_some_and(|entry| entry.path == path && entry.stored)
    }
}

fn broken(error: ZipError) -> Fault {
    match error {
        ZipError::Io(error) => Fault::BrokenArchive(error.to_string()),
        other => Fault::BrokenArchive(other.to_string()),
    }
}

/// Whether a name is one that every system reads as a file inside the package.
fn check_name(path: &str) -> Result<(), Fault> {
    let bad = || Err(Fault::BadName(shown(path)));
    if path.is_empty() || path.len() > 1024 || path.starts_with('/') {
        return bad();
    }
    if path.chars().any(|c| c == '\\' || c == '\u{fffd}' || c.is_control()) {
        return bad();
    }
    // "C:" and the streams of NTFS.
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        return bad();
    }
    for part in path.split('/') {
        if part.is_empty() || part == "." || part == ".." {
            return bad();
        }
    }
    Ok(())
}

/// A name as a sentence may show it.
fn shown(path: &str) -> String {
    path.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(120).collect()
}
