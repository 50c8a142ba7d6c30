//! Pieces of view-models made from cards.

use super::Web;
use crate::availability::Asked;
use crate::model::card::{CardHolding, WorkCard};
use crate::model::words;
use crate::pages::paths;
use crate::pages::results::WorkHit;
use crate::pages::tile::{Holder, Online, WorkTile};
use crate::search::FoundWork;

/// Holders shown of a work among results.
const HOLDERS: usize = 3;

impl Online {
    /// An address as shown: ours without its host, so that it works under whatever name the server is reached.
    pub(crate) fn at(web: &Web, address: &str) -> Option<Online> {
        if address.is_empty() {
            return None;
        }
        Some(match address.strip_prefix(web.public_url.as_str()) {
            Some(path) if path.starts_with('/') => Online { href: path.to_owned(), here: true },
            _ => Online { href: address.to_owned(), here: false },
        })
    }

    /// The first of several, here before elsewhere.
    fn first<'a>(web: &Web, addresses: impl Iterator<Item = &'a str>) -> Option<Online> {
        let mut all: Vec<Online> = addresses.filter_map(|address| Online::at(web, address)).collect();
        all.sort_by_key(|online| !online.here);
        all.into_iter().next()
    }
}

/// A library's copies, as shown.
pub(crate) fn holder(web: &Web, holding: &CardHolding) -> Holder {
    let libraries = web.registry.libraries();
    let library = libraries.iter().find(|library| library.number == holding.library);
    Holder {
        library: library.map(|library| library.name.clone()).unwrap_or_default(),
        href: library.map(|library| paths::library(&library.code)).unwrap_or_default(),
        commune: library.map(|library| web.ground.commune(&library.commune)).unwrap_or_default(),
        call_number: holding.call_number.clone(),
        status: holding.status.clone(),
        available: availability(&holding.status),
        copies: u64::from(holding.copies),
        code: library.map(|library| library.code.clone()).unwrap_or_default(),
        record: holding.local_id.clone(),
        ..Holder::default()
    }
}

/// What a status says of availability. Recommendation 995 $o codes (UNIMARC, the French exchange of holdings), Koha's
/// 952 $q dates and words libraries write; anything else can't be told.
fn availability(status: &str) -> Option<bool> {
    let folded = french_text::folded(status.trim());
    match folded.as_str() {
        "" => None,
        "disponible" | "en rayon" | "available" | "beschikbaar" | "d" => Some(true),
        "emprunte" | "en pret" | "sorti" | "on loan" | "checked out" | "uitgeleend" | "p" => Some(false),
        _ => None,
    }
}

/// A work among results; the library asked for, if any, holds first.
pub(crate) fn hit(web: &Web, found: FoundWork, wanted: &[String]) -> WorkHit {
    let card = found.card;
    let libraries = web.registry.libraries();
    let is_wanted =
        |number: u16| libraries.iter().any(|library| library.number == number && wanted.contains(&library.code));
    let mut holdings: Vec<&CardHolding> = card.editions.iter().flat_map(|edition| &edition.holdings).collect();
    holdings.sort_by_key(|holding| !is_wanted(holding.library));
    let mut shown: Vec<&CardHolding> = Vec::new();
    // What is read here is said by its button.
    holdings.retain(|holding| !web.registry.is_online(holding.library));
    for holding in holdings {
        if shown.len() < HOLDERS && !shown.iter().any(|other| other.library == holding.library) {
            shown.push(holding);
        }
    }
    WorkHit {
        id: found.work,
        href: paths::work(found.work),
        first_year: card.editions.iter().filter_map(|edition| edition.year).min(),
        last_year: card.editions.iter().filter_map(|edition| edition.year).max(),
        editions: u64::from(card.edition_count),
        libraries: u64::from(card.library_count),
        holders: shown.into_iter().map(|holding| holder(web, holding)).collect(),
        online: Online::first(web, card.editions.iter().map(|edition| edition.online.as_str())),
        kind: words::of_kind(card.kind),
        title: card.title,
        subtitle: card.subtitle,
        author: card.author,
        now: None,
    }
}

/// Every library's record on a card, to ask them about: those asked for first.
pub(crate) fn asked(web: &Web, found: &FoundWork, wanted: &[String]) -> Vec<Asked> {
    let libraries = web.registry.libraries();
    let mut all: Vec<Asked> = Vec::new();
    for holding in found.card.editions.iter().flat_map(|edition| &edition.holdings) {
        let Some(library) = libraries.iter().find(|library| library.number == holding.library) else { continue };
        let seen = all.iter().any(|one| one.library == library.code && one.record == holding.local_id);
        if !seen && !library.is_online() {
            let barcodes = Vec::new();
            all.push(Asked { library: library.code.clone(), record: holding.local_id.clone(), barcodes });
        }
    }
    all.sort_by_key(|one| !wanted.contains(&one.library));
    all
}

/// A work as a poster.
pub(crate) fn tile(work: i64, card: WorkCard) -> WorkTile {
    WorkTile {
        id: work,
        href: paths::work(work),
        year: card.editions.first().and_then(|edition| edition.year),
        libraries: u64::from(card.library_count),
        kind: words::of_kind(card.kind),
        title: card.title,
        author: card.author,
    }
}
