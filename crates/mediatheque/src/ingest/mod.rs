//! Content comes in: a file is opened and checked, its bytes are put away, and a resource is offered.
//!
//! [`add`] takes one file; [`Inbox`] keeps what is sent by the browser until it is taken, so that what was acknowledged
//! survives a stop; [`Depot`] watches a folder. What becomes of each file is written down with its reasons
//! ([`intakes`](crate::store::intakes)). The same file twice is one resource.

mod captions;
mod depot;
mod described;
mod details;
mod epubcheck;
mod inbox;
mod picture;

use std::path::{Path, PathBuf};

use content_package::{Kind, Opened, Package, inspect};
use people::Actor;
use serde_json::json;
use store::new_id;

pub use depot::{Depot, Looked};
pub use details::{Caption, Details, Terms};
pub use inbox::{Inbox, LARGEST, Part, Waiting};
pub use picture::ffmpeg;

use crate::content::{Content, Kept};
use crate::model::{Edition, Entry, Note, Poster, Resource, Track};
use crate::offering::people_error;
use crate::store::{editions, intakes, resources, tracks};
use crate::{Error, Result, offering};
use captions::{read_caption, read_captions};
use described::{described, manifest, seconds};

/// A file to take in.
#[derive(Debug, Clone)]
pub struct NewContent {
    /// The name it came with.
    pub file_name: String,
    /// Where it is.
    pub source: Source,
    /// `upload`, `folder` or `demonstration`.
    pub origin: &'static str,
    /// Who brings it.
    pub actor: Actor,
    /// The institution that offers it.
    pub institution: String,
    /// What is said of it beside what it says of itself.
    pub details: Details,
}

/// Where a file is.
#[derive(Debug, Clone)]
pub enum Source {
    /// On the disk; it is read and left there.
    File(PathBuf),
    /// In memory.
    Bytes(Vec<u8>),
}

/// What became of a file taken.
#[derive(Debug, Clone)]
pub struct Added {
    /// The resource it is.
    pub resource: Resource,
    /// Whether the same file was there already: nothing was added.
    pub known: bool,
    /// What was noticed in it.
    pub notes: Vec<Note>,
}

/// Takes a file in and offers it: as a draft, unless its details say to publish.
///
/// # Errors
/// [`Error::Fault`] when the file is not one to take (written down with its reason), [`Error::Unfit`] when its details
/// contradict themselves, those of the database and of the disk.
pub async fn add(content: &Content, new: NewContent) -> Result<Added> {
    match take(content, &new, None).await {
        Ok(added) => Ok(added),
        Err(error) => {
            refuse(content, &new, &error).await?;
            Err(error)
        }
    }
}

/// Takes another file for a resource that is there: a corrected edition. Its readers are given it from now on; what was
/// said of the resource stays.
///
/// # Errors
/// As [`add`].
pub async fn replace(content: &Content, resource: &str, new: NewContent) -> Result<Added> {
    match take(content, &new, Some(resource)).await {
        Ok(added) => Ok(added),
        Err(error) => {
            refuse(content, &new, &error).await?;
            Err(error)
        }
    }
}

async fn take(content: &Content, new: &NewContent, into: Option<&str>) -> Result<Added> {
    let _unswept = content.taking().await;
    let place = tempfile_beside(new).await?;
    let kept = content.shelf.put_file(&place.path).await?;
    if into.is_none()
        && let Some(resource) = resources::with_file(&mut content.db.read().await?, &kept.hash).await?
    {
        return Ok(Added { resource, known: true, notes: Vec::new() });
    }
    let (name, path) = (new.file_name.clone(), place.path.clone());
    let mut opened = blocking(move || open(&name, &path)).await?;
    let outside = epubcheck::check(&place.path, opened.package.kind()).await?;
    opened.package.notes.extend(outside);
    let captions = read_captions(&new.details)?;
    let (opened, entries) = put_away(content, opened, &kept).await?;
    let package = opened.package;

    let poster = poster(content, &new.details, &package, &place.path).await?;
    let mut notes = package.notes.clone();
    if poster.is_none() && package.kind() == Kind::Film {
        notes.push(Note {
            code: "no_poster".into(),
            about: String::new(),
            text: "Aucune image n’a pu être tirée du film : ajoutez une affiche.".into(),
        });
    }
    let mut put_tracks = Vec::new();
    for caption in captions {
        let kept = content.shelf.put(caption.bytes.clone()).await?;
        put_tracks.push((caption, kept));
    }
    let terms = new.details.licences()?;

    // Everything is on the shelf; one transaction makes it known, or nothing of it is.
    let mut write = content.db.write().await?;
    write.exclusive("mediatheque.intake").await?;
    if into.is_none()
        && let Some(resource) = resources::with_file(&mut write, &kept.hash).await?
    {
        return Ok(Added { resource, known: true, notes: Vec::new() });
    }
    let now = write.clock().now_ms();
    let edition_id = new_id();
    let mut resource = match into {
        Some(id) => {
            let mut resource = resources::by_id(&mut write, id).await?;
            resource.edition = Some(edition_id.clone());
            resource.duration_s = seconds(&package).or(resource.duration_s);
            resource.pages = package.metadata.pages.map(i64::from).or(resource.pages);
            if resource.poster.is_none() {
                resource.poster.clone_from(&poster);
            }
            offering::revise(&mut write, &resource).await?
        }
        None => {
            let mut resource = described(new, &package);
            resource.poster.clone_from(&poster);
            // The row of the edition points to the resource, and this one to it: it is told after.
            resource.edition = None;
            offering::offer(&mut write, resource, &terms).await?
        }
    };
    let edition = Edition {
        id: edition_id.clone(),
        resource: resource.id.clone(),
        package: package.kind(),
        file_name: new.file_name.clone(),
        hash: kept.hash.clone(),
        size: i64::try_from(kept.size).unwrap_or(i64::MAX),
        manifest: manifest(&package)?,
        notes: notes.clone(),
        created_at_ms: now,
    };
    editions::insert(&mut write, &edition, &entries).await?;
    resource.edition = Some(edition_id);
    resources::update(&mut write, &resource).await?;
    for (caption, kept) in &put_tracks {
        let track = Track {
            id: new_id(),
            resource: resource.id.clone(),
            kind: caption.kind,
            language: caption.language.clone(),
            label: caption.label.clone(),
            hash: kept.hash.clone(),
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            media_type: caption.media_type.to_owned(),
        };
        tracks::put(&mut write, &track).await?;
    }
    let details = json!({ "file": new.file_name, "title": resource.title, "origin": new.origin });
    let subject = format!("resource:{}", resource.id);
    people::audit::append(&mut write, &new.actor, "mediatheque.content_added", &subject, &details)
        .await
        .map_err(people_error)?;
    let intake = intakes::Intake {
        id: String::new(),
        file_name: new.file_name.clone(),
        origin: new.origin.to_owned(),
        actor: new.actor.to_string(),
        accepted: true,
        fault: None,
        details: String::new(),
        notes: notes.clone(),
        resource: Some(resource.id.clone()),
        at_ms: 0,
    };
    intakes::keep(&mut write, &intake).await?;
    let resource = resources::by_id(&mut write, &resource.id).await?;
    write.commit().await?;
    tracing::info!(title = %resource.title, kind = resource.kind.code(), "content was taken in");
    Ok(Added { resource, known: false, notes })
}

/// Adds captions, subtitles or an audio description to a resource, in place of those of the same kind and language.
///
/// # Errors
/// [`Error::Fault`] for captions a player would not understand, with their line; [`Error::Unfit`] for another file.
pub async fn add_track(content: &Content, resource: &str, caption: &Caption, actor: &Actor) -> Result<Track> {
    let read = read_caption(caption)?;
    let _unswept = content.taking().await;
    let kept = content.shelf.put(read.bytes).await?;
    let mut write = content.db.write().await?;
    let resource = resources::by_id(&mut write, resource).await?;
    let track = Track {
        id: new_id(),
        resource: resource.id.clone(),
        kind: read.kind,
        language: read.language,
        label: read.label,
        hash: kept.hash,
        size: i64::try_from(kept.size).unwrap_or(i64::MAX),
        media_type: read.media_type.to_owned(),
    };
    tracks::put(&mut write, &track).await?;
    let details = json!({ "kind": track.kind.code(), "language": track.language });
    let subject = format!("resource:{}", resource.id);
    people::audit::append(&mut write, actor, "mediatheque.track_added", &subject, &details)
        .await
        .map_err(people_error)?;
    write.commit().await?;
    Ok(track)
}

/// Writes down why a file was not taken. Faults of ours are not the file's: they are only logged.
async fn refuse(content: &Content, new: &NewContent, error: &Error) -> Result<()> {
    let (fault, details) = match error {
        Error::Fault(fault) => (fault.code(), fault.to_string()),
        Error::Unfit(words) => ("unfit", words.clone()),
        _ => return Ok(()),
    };
    let mut write = content.db.write().await?;
    let intake = intakes::Intake {
        id: String::new(),
        file_name: new.file_name.clone(),
        origin: new.origin.to_owned(),
        actor: new.actor.to_string(),
        accepted: false,
        fault: Some(fault.to_owned()),
        details,
        notes: Vec::new(),
        resource: None,
        at_ms: 0,
    };
    intakes::keep(&mut write, &intake).await?;
    write.commit().await?;
    Ok(())
}

/// A file of the disk, removed with this value when it is ours.
struct Place {
    path: PathBuf,
    ours: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.ours {
            // What cannot be removed now is a temporary file of the system's.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

async fn tempfile_beside(new: &NewContent) -> Result<Place> {
    match &new.source {
        Source::File(path) => Ok(Place { path: path.clone(), ours: false }),
        Source::Bytes(bytes) => {
            let path = std::env::temp_dir().join(format!("beffroi-{}.part", new_id()));
            let place = Place { path, ours: true };
            tokio::fs::write(&place.path, bytes).await?;
            Ok(place)
        }
    }
}

type OpenedFile = Opened<std::io::BufReader<std::fs::File>>;

fn open(name: &str, path: &Path) -> Result<OpenedFile> {
    Ok(inspect(name, std::io::BufReader::new(std::fs::File::open(path)?))?)
}

pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Disk(std::io::Error::other(error)))?
}

/// Puts each entry away under its hash, one at a time, large ones by way of the disk.
async fn put_away(content: &Content, mut opened: OpenedFile, whole: &Kept) -> Result<(OpenedFile, Vec<Entry>)> {
    /// Below this size an entry goes through memory, in bytes.
    const IN_MEMORY: u64 = 4 << 20;
    let mut entries = Vec::with_capacity(opened.package.entries.len());
    let plain = matches!(opened.package.kind(), Kind::Pdf | Kind::Film) || is_alone(&opened.package, whole);
    for entry in opened.package.entries.clone() {
        let kept = if plain {
            // The file itself is there already.
            whole.clone()
        } else if entry.size <= IN_MEMORY {
            let path = entry.path.clone();
            let (back, bytes) = blocking(move || {
                let mut bytes = Vec::new();
                opened.copy(&path, &mut bytes)?;
                Ok((opened, bytes))
            })
            .await?;
            opened = back;
            content.shelf.put(bytes).await?
        } else {
            let place = Place { path: std::env::temp_dir().join(format!("beffroi-{}.part", new_id())), ours: true };
            let (path, to) = (entry.path.clone(), place.path.clone());
            opened = blocking(move || {
                let mut file = std::io::BufWriter::new(std::fs::File::create(to)?);
                opened.copy(&path, &mut file)?;
                std::io::Write::flush(&mut file)?;
                Ok(opened)
            })
            .await?;
            content.shelf.put_file(&place.path).await?
        };
        entries.push(Entry {
            path: entry.path,
            hash: kept.hash,
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            media_type: entry.media_type,
        });
    }
    Ok((opened, entries))
}

/// Whether the only entry is the file as it came.
fn is_alone(package: &Package, whole: &Kept) -> bool {
    matches!(package.entries.as_slice(), [one] if one.size == whole.size)
}

/// A picture: the one given, the file's own, or a frame of the film.
async fn poster(content: &Content, details: &Details, package: &Package, path: &Path) -> Result<Option<Poster>> {
    let given = details.poster.clone();
    let bytes = match (given, &package.cover) {
        (Some(bytes), _) => Some(bytes),
        (None, Some(cover)) => Some(cover.bytes.clone()),
        (None, None) if package.kind() == Kind::Film => picture::of_film(path, package.metadata.duration_s).await,
        (None, None) => None,
    };
    let Some(bytes) = bytes else { return Ok(None) };
    let Some(media_type) = content_package::media_type::of_image(&bytes) else {
        return Err(Error::Unfit("L’affiche n’est pas une image JPEG, PNG, WebP ou GIF.".into()));
    };
    let kept = content.shelf.put(bytes).await?;
    Ok(Some(Poster { hash: kept.hash, media_type: media_type.to_owned() }))
}
