//! Audiobooks: one MP3, or a zip of them in order, with a Readium or W3C manifest or without.

use std::io::{Cursor, Read, Seek, SeekFrom};

use lofty::config::ParseOptions;
use lofty::file::{AudioFile, TaggedFileExt};
use lofty::probe::Probe;
use lofty::tag::{Accessor, ItemKey};
use serde_json::Value;

use crate::archive::Archive;
use crate::comic::{is_litter, natural};
use crate::epub::XML_MOST;
use crate::metadata::{Creator, Metadata, date, isbn_13, names};
use crate::package::{Cover, Entry, Link, Note, Package};
use crate::{Fault, Kind, encode_path, href, media_type};

/// The largest sound of a zip, in bytes: it is in memory while its length is read.
const TRACK_MOST: u64 = 512 << 20;

/// What a sound or a film says of itself.
pub(crate) struct Tags {
    pub(crate) duration_s: f64,
    pub(crate) title: Option<String>,
    pub(crate) artist: Option<String>,
    pub(crate) album: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) cover: Option<Cover>,
}

/// Reads the header and the tags of a sound or a film.
pub(crate) fn tags(file: &str, reader: &mut (impl Read + Seek)) -> Result<Tags, Fault> {
    reader.seek(SeekFrom::Start(0))?;
    let unreadable = |error: &dyn std::fmt::Display| Fault::malformed(file, error);
    let probe = Probe::new(std::io::BufReader::new(&mut *reader)).options(ParseOptions::new());
    let probe = probe.guess_file_type().map_err(|error| unreadable(&error))?;
    let found = probe.read().map_err(|error| unreadable(&error))?;
    let tag = found.primary_tag().or_else(|| found.first_tag());
    let text = |text: Option<std::borrow::Cow<'_, str>>| {
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let item = |key: ItemKey| tag.and_then(|tag| tag.get_string(key)).map(|text| text.trim().to_owned());
    let cover = tag.and_then(|tag| tag.pictures().first()).and_then(|picture| {
        media_type::of_image(picture.data()).map(|media_type| Cover { media_type, bytes: picture.data().to_vec() })
    });
    Ok(Tags {
        duration_s: found.properties().duration().as_secs_f64(),
        title: text(tag.and_then(Accessor::title)),
        artist: text(tag.and_then(Accessor::artist)),
        album: text(tag.and_then(Accessor::album)),
        date: item(ItemKey::RecordingDate).or_else(|| item(ItemKey::Year)).as_deref().and_then(date),
        language: item(ItemKey::Language).filter(|code| code.len() == 2),
        cover,
    })
}

/// One sound.
pub(crate) fn open_one(file: &str, reader: &mut (impl Read + Seek)) -> Result<Package, Fault> {
    let tags = tags(file, reader)?;
    let size = reader.seek(SeekFrom::End(0))?;
    let path = plain_name(file, "mp3");
    let mut package = Package { kind: Some(Kind::Audiobook), ..Package::default() };
    package.metadata = Metadata {
        title: tags.title.clone().or(tags.album).unwrap_or_default(),
        creators: tags.artist.map(|name| maker(&name, "aut")).into_iter().collect(),
        languages: tags.language.into_iter().collect(),
        published_on: tags.date,
        duration_s: Some(tags.duration_s),
        ..Metadata::default()
    };
    package.cover = tags.cover;
    package.reading_order = vec![Link {
        href: encode_path(&path),
        media_type: "audio/mpeg".into(),
        title: tags.title,
        size: Some(size),
        duration_s: Some(tags.duration_s),
        ..Link::default()
    }];
    package.entries = vec![Entry { path, media_type: "audio/mpeg".into(), size }];
    Ok(package)
}

/// A name that may stand alone in an address.
pub(crate) fn plain_name(file: &str, extension: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem: String = stem.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ')).take(80).collect();
    let stem = stem.trim();
    format!("{}.{extension}", if stem.is_empty() { "contenu" } else { stem })
}

fn maker(name: &str, role: &str) -> Creator {
    let (name, filed_as) = names(name, None);
    Creator { name, filed_as, role: role.to_owned() }
}

/// A zip of sounds.
pub(crate) fn open_many<R: Read + Seek>(file: &str, archive: &mut Archive<R>) -> Result<Package, Fault> {
    let mut package = Package { kind: Some(Kind::Audiobook), ..Package::default() };
    let manifest = ["publication.json", "manifest.json"].into_iter().find(|path| archive.entry(path).is_some());
    let mut titles: Vec<(String, Option<String>)> = Vec::new();
    if let Some(path) = manifest {
        let value: Value =
            serde_json::from_slice(&archive.read(path, XML_MOST)?).map_err(|error| Fault::malformed(path, error))?;
        package.metadata = metadata(&value);
        for link in value["readingOrder"].as_array().ok_or_else(|| Fault::malformed(path, "« readingOrder » manque"))?
        {
            let to =
                link["href"].as_str().or_else(|| link["url"].as_str()).or_else(|| link.as_str()).unwrap_or_default();
            let (sound, _) = href::resolve(path, to).ok_or_else(|| Fault::BadName(to.to_owned()))?;
            let title = link["title"].as_str().or_else(|| link["name"].as_str()).map(str::to_owned);
            titles.push((sound, title));
        }
    } else {
        let mut sounds: Vec<String> = archive
            .entries()
            .iter()
            .map(|entry| entry.path.clone())
            .filter(|path| media_type::of_name(path).starts_with("audio/") && !is_litter(path))
            .collect();
        sounds.sort_by(|a, b| natural(a, b));
        titles.extend(sounds.into_iter().map(|path| (path, None)));
    }
    let mut total = 0.0;
    for (path, title) in titles {
        let bytes = archive.read(&path, TRACK_MOST)?;
        let size = bytes.len() as u64;
        let tags = tags(&path, &mut Cursor::new(bytes))?;
        total += tags.duration_s;
        let media_type = media_type::of_name(&path).to_owned();
        let about = &mut package.metadata;
        if about.title.is_empty() {
            about.title = tags.album.unwrap_or_default();
        }
        if about.creators.is_empty() {
            about.creators = tags.artist.map(|name| maker(&name, "aut")).into_iter().collect();
        }
        if package.cover.is_none() {
            package.cover = tags.cover;
        }
        let title = title.or(tags.title);
        let link = Link {
            href: encode_path(&path),
            media_type: media_type.clone(),
            title: title.clone(),
            size: Some(size),
            duration_s: Some(tags.duration_s),
            ..Link::default()
        };
        if title.is_some() {
            package.toc.push(Link { href: link.href.clone(), title, ..Link::default() });
        }
        package.reading_order.push(link);
        package.entries.push(Entry { path, media_type, size });
    }
    if package.reading_order.is_empty() {
        return Err(Fault::UnknownFormat(file.to_owned()));
    }
    package.metadata.duration_s = Some(total);
    let picture = archive
        .entries()
        .iter()
        .find(|entry| media_type::is_plain_image(media_type::of_name(&entry.path)) && !is_litter(&entry.path));
    if let Some(path) = picture.map(|entry| entry.path.clone()) {
        let bytes = archive.read(&path, 20 << 20)?;
        match media_type::of_image(&bytes) {
            Some(media_type) => package.cover = Some(Cover { media_type, bytes }),
            None => package.notes.push(Note::new("not_an_image", &path, format!("« {path} » n’est pas une image."))),
        }
    }
    package.entries.sort_by(|a, b| a.path.cmp(&b.path));
    package.entries.dedup_by(|a, b| a.path == b.path);
    Ok(package)
}

/// Metadata of a Readium manifest (under `metadata`) or of a W3C publication manifest (at the root, schema.org's words).
fn metadata(value: &Value) -> Metadata {
    let about = if value["metadata"].is_object() { &value["metadata"] } else { value };
    let text = |value: &Value| -> Option<String> {
        let one = if let Some(list) = value.as_array() { list.first()? } else { value };
        let one = one.as_str().or_else(|| one["value"].as_str()).or_else(|| one["name"].as_str());
        one.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let people = |key: &str, role: &str| -> Vec<Creator> {
        let list = match &about[key] {
            Value::Array(list) => list.clone(),
            Value::Null => Vec::new(),
            one => vec![one.clone()],
        };
        list.iter().filter_map(|one| text(one).or_else(|| text(&one["name"]))).map(|name| maker(&name, role)).collect()
    };
    let mut creators = people("author", "aut");
    creators.extend(people("narrator", "nrt"));
    creators.extend(people("readBy", "nrt"));
    let identifier = text(&about["identifier"]).or_else(|| text(&about["id"]));
    Metadata {
        title: text(&about["title"]).or_else(|| text(&about["name"])).unwrap_or_default(),
        creators,
        languages: text(&about["language"]).or_else(|| text(&about["inLanguage"])).into_iter().collect(),
        isbn: identifier.as_deref().and_then(isbn_13),
        identifier,
        publisher: text(&about["publisher"]),
        published_on: text(&about["published"]).or_else(|| text(&about["datePublished"])).as_deref().and_then(date),
        description: text(&about["description"]),
        ..Metadata::default()
    }
}
