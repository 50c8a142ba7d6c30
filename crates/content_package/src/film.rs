//! Films: MP4.

use std::io::{Read, Seek, SeekFrom};

use crate::audio::{plain_name, tags};
use crate::metadata::{Creator, Metadata, names};
use crate::package::{Entry, Layout, Link, Note, Package};
use crate::{Fault, Kind, encode_path};

pub(crate) fn open(file: &str, reader: &mut (impl Read + Seek)) -> Result<Package, Fault> {
    let boxes = Boxes::read(file, reader)?;
    let size = boxes.size;
    let told = tags(file, reader).ok();
    // Films made for the web have no tags, and some no sound either: the movie header says how long they are.
    let duration_s = boxes.duration_s.or_else(|| told.as_ref().map(|told| told.duration_s)).filter(|s| *s > 0.0);
    let duration_s = duration_s.ok_or_else(|| Fault::malformed(file, "sa durée n’est pas dite"))?;
    let sound_only = boxes.pixels.is_none();
    let (path, media_type) =
        if sound_only { (plain_name(file, "m4a"), "audio/mp4") } else { (plain_name(file, "mp4"), "video/mp4") };
    let mut package = Package {
        kind: Some(if sound_only { Kind::Audiobook } else { Kind::Film }),
        layout: Layout::Reflowable,
        ..Package::default()
    };
    package.metadata.duration_s = Some(duration_s);
    if let Some(told) = told {
        package.metadata = Metadata {
            title: told.title.or(told.album).unwrap_or_default(),
            creators: told
                .artist
                .map(|name| {
                    let (name, filed_as) = names(&name, None);
                    Creator { name, filed_as, role: if sound_only { "aut" } else { "drt" }.into() }
                })
                .into_iter()
                .collect(),
            languages: told.language.into_iter().collect(),
            published_on: told.date,
            ..package.metadata
        };
        package.cover = told.cover;
    }
    if !boxes.index_first {
        let text = "L’index du film est à la fin du fichier : la lecture tarde à commencer (« faststart » l’évite).";
        package.notes.push(Note::new("index_last", file, text));
    }
    package.reading_order = vec![Link {
        href: encode_path(&path),
        media_type: media_type.into(),
        size: Some(size),
        pixels: boxes.pixels,
        duration_s: Some(duration_s),
        ..Link::default()
    }];
    package.entries = vec![Entry { path, media_type: media_type.into(), size }];
    Ok(package)
}

/// What the boxes of ISO/IEC 14496-12 say: §4.2 (boxes), §8.2.2 (`mvhd`), §8.3.2 (`tkhd`).
struct Boxes {
    size: u64,
    duration_s: Option<f64>,
    pixels: Option<(u32, u32)>,
    /// Whether `moov` comes before `mdat`.
    index_first: bool,
}

/// The largest `moov` read, in bytes: that of a film of many hours is a few megabytes.
const INDEX_MOST: u64 = 64 << 20;

impl Boxes {
    fn read(file: &str, reader: &mut (impl Read + Seek)) -> Result<Boxes, Fault> {
        let cut = || Fault::malformed(file, "le film est coupé");
        let size = reader.seek(SeekFrom::End(0))?;
        let (mut at, mut moov, mut data_at) = (0_u64, None, None);
        while at + 8 <= size {
            reader.seek(SeekFrom::Start(at))?;
            let mut head = [0; 16];
            reader.read_exact(&mut head[..8])?;
            let kind: [u8; 4] = [head[4], head[5], head[6], head[7]];
            let (header, length) = match u32::from_be_bytes([head[0], head[1], head[2], head[3]]) {
                0 => (8, size - at),
                1 => {
                    reader.read_exact(&mut head[8..]).map_err(|_| cut())?;
                    (16, u64::from_be_bytes(head[8..].try_into().unwrap_or_default()))
                }
                length => (8, u64::from(length)),
            };
            if length < header || at.checked_add(length).is_none_or(|end| end > size) {
                return Err(cut());
            }
            match &kind {
                b"moov" if length - header <= INDEX_MOST => {
                    let mut bytes = vec![0; (length - header) as usize];
                    reader.read_exact(&mut bytes)?;
                    moov = Some((at, bytes));
                }
                b"mdat" => data_at = data_at.or(Some(at)),
                _ => {}
            }
            at += length;
        }
        let (moov_at, moov) = moov.ok_or_else(|| Fault::malformed(file, "ce n’est pas un film : son index manque"))?;
        let mut duration_s = None;
        let mut pixels = None;
        for (kind, body) in children(&moov) {
            match &kind {
                b"mvhd" => duration_s = movie_length(body),
                b"trak" => {
                    let header = children(body).find(|(kind, _)| kind == b"tkhd").map(|(_, body)| body);
                    pixels = pixels.or_else(|| header.and_then(track_size));
                }
                _ => {}
            }
        }
        Ok(Boxes { size, duration_s, pixels, index_first: data_at.is_none_or(|data| moov_at < data) })
    }
}

fn children(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let kind: [u8; 4] = rest.get(4..8)?.try_into().ok()?;
        if length < 8 || length > rest.len() {
            return None;
        }
        let body = &rest[8..length];
        rest = &rest[length..];
        Some((kind, body))
    })
}

fn movie_length(body: &[u8]) -> Option<f64> {
    let u32_at = |at: usize| Some(u32::from_be_bytes(body.get(at..at + 4)?.try_into().ok()?));
    let (scale, length) = if body.first()? == &1 {
        (u32_at(20)?, u64::from_be_bytes(body.get(24..32)?.try_into().ok()?))
    } else {
        (u32_at(12)?, u64::from(u32_at(16)?))
    };
    (scale > 0 && length != u64::from(u32::MAX)).then(|| length as f64 / f64::from(scale))
}

/// Width and height as 16.16 numbers at the end of the header; nothing for a sound.
fn track_size(body: &[u8]) -> Option<(u32, u32)> {
    let end = body.len();
    let at = |from: usize| Some(u32::from_be_bytes(body.get(from..from + 4)?.try_into().ok()?) >> 16);
    let (width, height) = (at(end.checked_sub(8)?)?, at(end - 4)?);
    (width > 0 && height > 0).then_some((width, height))
}
