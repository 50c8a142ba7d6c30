//! What goes beside a film, checked as a player will read it.

use content_package::{Fault, webvtt};

use super::{Caption, Details};
use crate::model::TrackKind;
use crate::{Error, Result};

/// Captions or an audio description, checked.
pub(super) struct ReadCaption {
    pub(super) kind: TrackKind,
    pub(super) language: String,
    pub(super) label: String,
    pub(super) bytes: Vec<u8>,
    pub(super) media_type: &'static str,
}

pub(super) fn read_captions(details: &Details) -> Result<Vec<ReadCaption>> {
    details.captions.iter().map(read_caption).collect()
}

pub(super) fn read_caption(caption: &Caption) -> Result<ReadCaption> {
    let media_type = if caption.kind == TrackKind::AudioDescription {
        let sound = content_package::media_type::of_name(&caption.file_name);
        if !sound.starts_with("audio/") {
            return Err(Error::Unfit("Une audiodescription est un son (MP3, M4A, OGG).".into()));
        }
        sound
    } else {
        let text = String::from_utf8(caption.bytes.clone())
            .map_err(|_| Error::Fault(Fault::Line { line: 1, why: "les sous-titres doivent être en UTF-8".into() }))?;
        webvtt::read(&text)?;
        "text/vtt"
    };
    Ok(ReadCaption {
        kind: caption.kind,
        language: caption.language.clone(),
        label: caption.label.clone(),
        bytes: caption.bytes.clone(),
        media_type,
    })
}
