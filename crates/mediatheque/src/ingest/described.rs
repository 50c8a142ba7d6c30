//! The resource a file is.

use content_package::{Kind, Layout, Package, webpub};
use serde_json::json;

use super::NewContent;
use crate::Result;
use crate::model::{Creator, Resource, ResourceKind, ResourceState};

/// What a reader's page needs to open the package.
pub(super) fn manifest(package: &Package) -> Result<serde_json::Value> {
    Ok(match (&package.course, &package.quiz) {
        (Some(course), _) => serde_json::to_value(course)?,
        (_, Some(quiz)) => serde_json::to_value(quiz)?,
        _ => webpub::manifest(package),
    })
}

/// Its length in whole seconds, when it has one.
pub(super) fn seconds(package: &Package) -> Option<i64> {
    package.metadata.duration_s.map(|seconds| seconds.round() as i64).filter(|seconds| *seconds > 0)
}

/// The resource a file is: what its details say, else what it says of itself.
pub(super) fn described(new: &NewContent, package: &Package) -> Resource {
    let (details, about) = (&new.details, &package.metadata);
    let of_package = match package.kind() {
        Kind::Epub if package.layout == Layout::Fixed => ResourceKind::Comic,
        kind => ResourceKind::of_package(kind),
    };
    let creators = if details.creators.is_empty() {
        about
            .creators
            .iter()
            .map(|one| Creator { name: one.name.clone(), filed_as: one.filed_as.clone(), role: one.role.clone() })
            .collect()
    } else {
        details.creators.clone()
    };
    let published_on = details.published_on.clone().or_else(|| about.published_on.clone());
    let year = published_on.as_deref().and_then(|date| date.get(..4)?.parse().ok()).or_else(|| about.year());
    let isbn = details.isbn.as_deref().and_then(content_package::isbn_13).or_else(|| about.isbn.clone());
    Resource {
        id: String::new(),
        item: String::new(),
        door: String::new(),
        institution: new.institution.clone(),
        slug: details.slug.clone().unwrap_or_default(),
        kind: details.kind.unwrap_or(of_package),
        state: if details.publish { ResourceState::Published } else { ResourceState::Draft },
        title: details.title.clone().unwrap_or_else(|| about.title.clone()),
        subtitle: details.subtitle.clone().or_else(|| about.subtitle.clone()),
        creators,
        language: details.language.clone().or_else(|| about.languages.first().cloned()),
        publisher: details.publisher.clone().or_else(|| about.publisher.clone()),
        isbn,
        published_on,
        year,
        description: details.description.clone().or_else(|| about.description.clone()),
        subjects: if details.subjects.is_empty() { about.subjects.clone() } else { details.subjects.clone() },
        min_age: details.min_age,
        duration_s: seconds(package),
        pages: about.pages.map(i64::from),
        rights: details.rights.clone().or_else(|| about.rights.clone()),
        licence_url: details.licence_url.clone().or_else(|| about.licence_url.clone()),
        attribution: details.attribution.clone(),
        open: details.open,
        elsewhere: None,
        edition: None,
        poster: None,
        accessibility: if about.accessibility.is_object() { about.accessibility.clone() } else { json!({}) },
        source: details.source.clone().unwrap_or_else(|| new.file_name.clone()),
        demo: details.demo,
        created_at_ms: 0,
        updated_at_ms: 0,
        published_at_ms: None,
    }
}
