//! A SCORM package: its course, and the files its pages are made of.

use std::io::{Read, Seek};

use crate::archive::Archive;
use crate::epub::XML_MOST;
use crate::package::{Cover, Entry, Package};
use crate::{Fault, Kind, media_type, scorm};

pub(crate) fn open<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Package, Fault> {
    let course = scorm::read(&archive.read(scorm::MANIFEST, XML_MOST)?)?;
    if let Some(lost) = course.activities.iter().find(|activity| archive.entry(&activity.path).is_none()) {
        return Err(Fault::Missing(lost.path.clone()));
    }
    let mut package = Package { kind: Some(Kind::Scorm), ..Package::default() };
    package.metadata.title.clone_from(&course.title);
    package.entries = archive
        .entries()
        .iter()
        .map(|entry| Entry {
            path: entry.path.clone(),
            media_type: media_type::of_name(&entry.path).to_owned(),
            size: entry.size,
        })
        .collect();
    package.entries.sort_by(|a, b| a.path.cmp(&b.path));
    // Authoring tools leave a picture under one of these names.
    for name in ["cover.jpg", "cover.png", "thumbnail.jpg", "thumbnail.png"] {
        if let Ok(bytes) = archive.read(name, 10 << 20)
            && let Some(media_type) = media_type::of_image(&bytes)
        {
            package.cover = Some(Cover { media_type, bytes });
            break;
        }
    }
    package.course = Some(course);
    Ok(package)
}
