//! A resource offered: an item of the programme, a door with its licence, and what the hub knows of it, kept together.

use access::licences::{Audience, Licence};
use access::{Door, DoorKind, RightKind, doors, licences};
use programme::item::Item;
use programme::{ItemKind, item};
use serde_json::json;
use store::{Query, Write, new_id};

use crate::model::{Resource, ResourceState};
use crate::store::resources;
use crate::{Error, Result};

/// Words that are addresses of ours under `/mediatheque/`: no resource can have one for its own.
const RESERVED: [&str; 14] = [
    "livres",
    "films",
    "presse",
    "cours",
    "musique",
    "propositions",
    "selection",
    "lecture",
    "certificat",
    "hors-ligne.js",
    "recherche",
    "nouveautes",
    "quiz",
    "aide",
];

/// Offers a new resource, as its fields say; its identifiers (`id`, `item`, `door`), address and dates are made here. Its
/// door takes library cards, under these licences or, without any, under one for every member (for everyone when it is
/// open). Gives the resource as it is kept.
pub async fn offer(write: &mut Write, mut resource: Resource, terms: &[Licence]) -> Result<Resource> {
    write.exclusive("mediatheque.offer").await?;
    let now = write.clock().now_ms();
    resource.id = new_id();
    resource.slug =
        free_slug(write, if resource.slug.is_empty() { &resource.title } else { &resource.slug }, "").await?;
    let item = Item {
        id: String::new(),
        institution: resource.institution.clone(),
        kind: ItemKind::Resource,
        title: resource.title.clone(),
        starts_on: None,
        ends_on: None,
        demo: resource.demo,
        source: resource.source.clone(),
    };
    resource.item = item::offer(write, &item).await?;
    resource.door = doors::declare(write, &door(&resource)).await?;
    resource.created_at_ms = now;
    resource.updated_at_ms = now;
    resource.published_at_ms = (resource.state == ResourceState::Published).then_some(now);
    resources::insert(write, &resource).await?;
    tell_hub(write, &resource).await?;
    if terms.is_empty() {
        let (audience, label) =
            if resource.open { (Audience::Everyone, "Pour tous") } else { (Audience::Members, "Réseau") };
        let mut licence = Licence::unlimited(&resource.door, audience, label);
        licence.age_min = resource.min_age;
        licences::declare(write, &licence).await?;
    }
    for licence in terms {
        licences::declare(write, &Licence { id: String::new(), door: resource.door.clone(), ..licence.clone() })
            .await?;
    }
    Ok(resource)
}

/// Changes what is said of a resource, everywhere it is said. Its address changes only to one that is free.
///
/// # Errors
/// [`Error::Unfit`] without a title, or for an address taken.
pub async fn revise(write: &mut Write, resource: &Resource) -> Result<Resource> {
    write.exclusive("mediatheque.offer").await?;
    let mut resource = resource.clone();
    resource.title = resource.title.trim().to_owned();
    if resource.title.is_empty() {
        return Err(Error::Unfit("Une ressource a un titre.".into()));
    }
    let known = resources::by_id(write, &resource.id).await?;
    if resource.slug != known.slug {
        let wanted = slug_of(&resource.slug);
        if free_slug(write, &wanted, &resource.id).await? != wanted {
            return Err(Error::Unfit("Cette adresse est déjà prise.".into()));
        }
        resource.slug = wanted;
    }
    resources::update(write, &resource).await?;
    let days = item::by_id(write, &known.item).await?;
    item::amend(write, &known.item, &resource.title, days.starts_on, days.ends_on).await?;
    let resource = resources::by_id(write, &resource.id).await?;
    doors::declare(write, &door(&resource)).await?;
    tell_hub(write, &resource).await?;
    Ok(resource)
}

/// Shows a resource to readers and opens its door, or takes it back and shuts it; told to the audit log.
///
/// # Errors
/// [`Error::Unfit`] to publish what has nothing to read, neither here nor elsewhere.
pub async fn set_state(write: &mut Write, id: &str, state: ResourceState, actor: &people::Actor) -> Result<Resource> {
    let known = resources::by_id(write, id).await?;
    if state == ResourceState::Published && known.edition.is_none() && known.elsewhere.is_none() {
        return Err(Error::Unfit(
            "Rien n’est encore à lire : déposez un fichier, ou dites l’adresse où l’on lit.".into(),
        ));
    }
    resources::set_state(write, id, state).await?;
    let resource = resources::by_id(write, id).await?;
    doors::declare(write, &door(&resource)).await?;
    let details = json!({ "title": resource.title, "from": known.state.code(), "to": state.code() });
    people::audit::append(write, actor, "mediatheque.state", &format!("resource:{id}"), &details)
        .await
        .map_err(people_error)?;
    Ok(resource)
}

pub(crate) fn people_error(error: people::Error) -> Error {
    match error {
        people::Error::Store(error) => Error::Store(error),
        other => Error::Unfit(other.to_string()),
    }
}

/// The door of a resource: it opens when readers see the resource.
fn door(resource: &Resource) -> Door {
    Door {
        id: String::new(),
        kind: if resource.elsewhere.is_some() { DoorKind::VendorSite } else { DoorKind::OnlineResource },
        code: format!("mediatheque:{}", resource.id),
        institution: resource.institution.clone(),
        commune: None,
        item: Some(resource.item.clone()),
        accepts: vec![RightKind::LibraryCard],
        open: resource.state == ResourceState::Published,
    }
}

/// Says to the hub what figures and the catalogue must know.
async fn tell_hub(write: &mut Write, resource: &Resource) -> Result<()> {
    let known = programme::resource::by_item(write, &resource.item).await.ok();
    programme::resource::declare(
        write,
        &programme::resource::Resource {
            item: resource.item.clone(),
            data_type: resource.kind.data_type(),
            publisher: resource.publisher.clone(),
            isbn: resource.isbn.clone(),
            issn: known.as_ref().and_then(|known| known.issn.clone()),
            doi: known.as_ref().and_then(|known| known.doi.clone()),
            platform: known.as_ref().map_or_else(|| PLATFORM.to_owned(), |known| known.platform.clone()),
            database: known.as_ref().and_then(|known| known.database.clone()),
            authors: resource.authors(),
            language: resource.language.clone(),
            year: resource.year,
            description: resource.description.clone(),
            address: resource.address(),
            open: resource.open,
            hosted: resource.elsewhere.is_none(),
            cost_cents: known.and_then(|known| known.cost_cents),
        },
    )
    .await?;
    Ok(())
}

/// What the figures call our own platform.
pub const PLATFORM: &str = "Beffroi";

/// An address free for a resource, made of these words.
async fn free_slug(query: &mut impl Query, words: &str, but: &str) -> Result<String> {
    let stem = slug_of(words);
    let mut slug = stem.clone();
    let mut number = 1;
    while RESERVED.contains(&slug.as_str()) || !resources::slug_is_free(query, &slug, but).await? {
        number += 1;
        slug = format!("{stem}-{number}");
    }
    Ok(slug)
}

/// Words as a part of an address: "Les Géants du Nord" is `les-geants-du-nord`.
pub(crate) fn slug_of(words: &str) -> String {
    let folded = french_text::folded(words);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut slug = String::new();
    for part in parts {
        if slug.len() + part.len() > 60 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(part);
    }
    if slug.is_empty() { "ressource".to_owned() } else { slug }
}
