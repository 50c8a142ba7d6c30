//! Addresses of the médiathèque's pages.

use crate::model::{Resource, ResourceKind};

/// The first page.
pub const HOME: &str = "/mediatheque";
/// The service worker's script.
pub const SERVICE_WORKER: &str = "/mediatheque/hors-ligne.js";
/// What readers and librarians wish bought.
pub const PROPOSALS: &str = "/mediatheque/propositions";
/// A reader's own page.
pub const MINE: &str = "/ma-carte/mediatheque";
/// The office's list of resources.
pub const OFFICE: &str = "/bureau/mediatheque";
/// The office's upload.
pub const OFFICE_DEPOSIT: &str = "/bureau/mediatheque/deposer";
/// The office's form for what is read elsewhere.
pub const OFFICE_ELSEWHERE: &str = "/bureau/mediatheque/ailleurs";
/// The office's selections.
pub const OFFICE_SELECTIONS: &str = "/bureau/mediatheque/selections";
/// The office's view of proposals.
pub const OFFICE_PROPOSALS: &str = "/bureau/mediatheque/propositions";

/// A part of the médiathèque, which has its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// Its name in addresses and messages.
    pub code: &'static str,
    /// What is in it.
    pub kinds: &'static [ResourceKind],
}

/// The parts, in the order the first page shows them.
pub const SECTIONS: [Section; 5] = [
    Section { code: "livres", kinds: &[ResourceKind::Book, ResourceKind::Comic, ResourceKind::Audiobook] },
    Section { code: "films", kinds: &[ResourceKind::Film] },
    Section { code: "presse", kinds: &[ResourceKind::Newspaper, ResourceKind::Magazine] },
    Section { code: "cours", kinds: &[ResourceKind::Course, ResourceKind::Quiz, ResourceKind::Platform] },
    Section { code: "musique", kinds: &[ResourceKind::Music] },
];

/// How a resource is used: the last word of its reader's address.
#[must_use]
pub fn verb(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Book | ResourceKind::Comic | ResourceKind::Newspaper | ResourceKind::Magazine => "lire",
        ResourceKind::Film => "regarder",
        ResourceKind::Audiobook | ResourceKind::Music => "ecouter",
        ResourceKind::Course | ResourceKind::Quiz => "suivre",
        ResourceKind::Platform => "aller",
    }
}

/// Where a resource is read, watched, listened to or followed.
#[must_use]
pub fn reader(resource: &Resource) -> String {
    let verb = if resource.elsewhere.is_some() { "aller" } else { verb(resource.kind) };
    format!("{}/{verb}", resource.address())
}

/// A resource's picture, when it has one.
#[must_use]
pub fn poster(resource: &Resource) -> Option<String> {
    // Its hash in the address lets a browser keep it for ever.
    resource
        .poster
        .as_ref()
        .map(|poster| format!("{}/affiche?{}", resource.address(), &poster.hash[..12.min(poster.hash.len())]))
}

/// A resource's picture made small, when it has one.
#[must_use]
pub fn thumbnail(resource: &Resource) -> Option<String> {
    let poster = resource.poster.as_ref()?;
    Some(format!("{}/vignette?{}", resource.address(), &poster.hash[..12.min(poster.hash.len())]))
}

/// A part's page.
#[must_use]
pub fn section(code: &str) -> String {
    format!("{HOME}/{code}")
}

/// A selection's page.
#[must_use]
pub fn selection(id: &str) -> String {
    format!("{HOME}/selection/{id}")
}

/// A resource's page in the office.
#[must_use]
pub fn office_resource(id: &str) -> String {
    format!("{OFFICE}/{id}")
}
