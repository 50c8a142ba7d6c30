//! The library as OPDS 2.0 feeds: what a reading app browses. Pure: from resources to feeds; see `web` for the addresses.

use ::opds::{AuthenticationDocument, Feed, FeedMetadata, Flow, Group, Link, Metadata, Publication, rel, types};

use crate::model::{Resource, ResourceKind};

/// Publications on a page of a feed.
pub const PAGE: usize = 50;
/// Publications of a group on the first feed.
const GROUP: usize = 10;

/// Addresses of feeds.
pub mod paths {
    /// The first feed.
    pub const ROOT: &str = "/opds";
    /// Everything, the newest first.
    pub const NEW: &str = "/opds/nouveautes";
    /// The search, `?query=`.
    pub const SEARCH: &str = "/opds/recherche";
    /// The document that tells how to sign in.
    pub const AUTHENTICATION: &str = "/opds/authentification";

    /// One publication.
    #[must_use]
    pub fn publication(slug: &str) -> String {
        format!("/opds/publication/{slug}")
    }

    /// Its file, for what is open to all.
    #[must_use]
    pub fn file(slug: &str) -> String {
        format!("/opds/fichier/{slug}")
    }

    /// Its Readium manifest, with links good for a sitting.
    #[must_use]
    pub fn manifest(slug: &str) -> String {
        format!("/opds/lecture/{slug}")
    }
}

/// Words of feeds, in the language asked for.
#[derive(Debug, Clone)]
pub struct Words {
    /// The catalogue's title.
    pub title: String,
    /// Of the list of everything.
    pub newest: String,
    /// Of the search.
    pub search: String,
    /// A sentence on signing in.
    pub sign_in: String,
    /// Of the card's number.
    pub card: String,
    /// Of its PIN.
    pub pin: String,
    /// Of each kind of resource, in the order of [`ResourceKind::ALL`].
    pub kinds: Vec<String>,
}

/// Whether an app that reads OPDS can do something with it: what is read page by page or listened to.
#[must_use]
pub fn is_readable(resource: &Resource) -> bool {
    resource.edition.is_some()
        && matches!(
            resource.kind,
            ResourceKind::Book
                | ResourceKind::Comic
                | ResourceKind::Audiobook
                | ResourceKind::Newspaper
                | ResourceKind::Magazine
        )
}

/// The address of a path, for apps that keep feeds away from their server.
fn at(base: &str, path: &str) -> String {
    format!("{base}{path}")
}

/// A resource as a publication. `media_type` is that of its file.
#[must_use]
pub fn publication(resource: &Resource, base: &str, media_type: &str) -> Publication {
    let with_role = |roles: &[&str]| -> Vec<String> {
        let made = resource.creators.iter().filter(|creator| roles.contains(&creator.role.as_str()));
        made.map(|creator| creator.name.clone()).collect()
    };
    let authors = with_role(&["aut", ""]);
    let illustrators = with_role(&["ill", "art"]);
    let contributor = resource
        .creators
        .iter()
        .filter(|creator| !["aut", "", "ill", "art"].contains(&creator.role.as_str()))
        .map(|creator| creator.name.clone())
        .collect();
    let instant = |ms: i64| jiff::Timestamp::from_millisecond(ms).ok().map(|at| at.to_string());
    let metadata = Metadata {
        schema_type: Some(
            match resource.kind {
                ResourceKind::Audiobook => "http://schema.org/Audiobook",
                ResourceKind::Comic => "http://schema.org/ComicStory",
                ResourceKind::Newspaper | ResourceKind::Magazine => "http://schema.org/PublicationIssue",
                _ => "http://schema.org/Book",
            }
            .to_owned(),
        ),
        identifier: Some(match &resource.isbn {
            Some(isbn) => format!("urn:isbn:{isbn}"),
            None => format!("urn:uuid:{}", resource.id),
        }),
        title: resource.title.clone(),
        subtitle: resource.subtitle.clone(),
        author: authors,
        illustrator: illustrators,
        contributor,
        publisher: resource.publisher.clone(),
        language: resource.language.clone(),
        published: resource.published_on.as_deref().filter(|date| date.len() == 10).map(str::to_owned),
        modified: instant(resource.updated_at_ms),
        description: resource.description.clone(),
        subject: resource.subjects.clone(),
        number_of_pages: resource.pages.and_then(|pages| u64::try_from(pages).ok()),
        duration: resource.duration_s.and_then(|seconds| u64::try_from(seconds).ok()),
    };
    let mut links = vec![
        Link::to(at(base, &paths::publication(&resource.slug)), types::PUBLICATION).rel(rel::SELF),
        Link::to(at(base, &resource.address()), types::HTML).rel(rel::ALTERNATE),
    ];
    if resource.open {
        links.push(Link::to(at(base, &paths::file(&resource.slug)), media_type).rel(rel::OPEN_ACCESS));
    } else {
        let manifest = if resource.kind == ResourceKind::Audiobook { types::AUDIOBOOK } else { types::WEBPUB };
        let mut link = Link::to(at(base, &paths::manifest(&resource.slug)), manifest).rel(rel::BORROW);
        let sign_in = Link::to(at(base, paths::AUTHENTICATION), types::AUTHENTICATION);
        link.properties = Some(::opds::Properties { authenticate: Some(Box::new(sign_in)), ..Default::default() });
        links.push(link);
    }
    let images = match &resource.poster {
        Some(poster) => vec![Link::to(at(base, &format!("{}/affiche", resource.address())), &poster.media_type)],
        None => Vec::new(),
    };
    Publication { metadata, links, images }
}

/// The first feed: ways in, and the newest of each kind.
#[must_use]
pub fn root(readable: &[(&Resource, String)], base: &str, words: &Words) -> Feed {
    let mut feed = Feed::titled(&words.title, at(base, paths::ROOT));
    feed.links.push(Link::to(at(base, paths::ROOT), types::FEED).rel(rel::START));
    feed.links.push(Link::to(format!("{base}{}{{?query}}", paths::SEARCH), types::FEED).rel(rel::SEARCH).template());
    feed.links.push(Link::to(at(base, paths::AUTHENTICATION), types::AUTHENTICATION).rel(rel::AUTHENTICATE));
    feed.navigation.push(Link::to(at(base, paths::NEW), types::FEED).rel(rel::NEW).title(&words.newest));
    for (kind, name) in ResourceKind::ALL.iter().zip(&words.kinds) {
        let of_kind: Vec<&(&Resource, String)> =
            readable.iter().filter(|(resource, _)| resource.kind == *kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let address = format!("{base}{}?genre={}", paths::NEW, kind.code());
        feed.groups.push(Group {
            metadata: FeedMetadata { number_of_items: Some(of_kind.len() as u64), ..FeedMetadata::titled(name) },
            links: vec![Link::to(address, types::FEED).rel(rel::SELF)],
            publications: of_kind
                .into_iter()
                .take(GROUP)
                .map(|(resource, media_type)| publication(resource, base, media_type))
                .collect(),
        });
    }
    feed
}

/// A page of a list. `query` is what follows `?` without the page; `page` counts from 1.
///
/// A page past the end, or of an empty list, has a way back instead of publications: a feed needs one or the other.
#[must_use]
pub fn list(all: &[(&Resource, String)], base: &str, path: &str, query: &str, page: usize, title: &str) -> Feed {
    let address = |number: usize| {
        let mut parts: Vec<String> = Vec::new();
        if !query.is_empty() {
            parts.push(query.to_owned());
        }
        if number > 1 {
            parts.push(format!("page={number}"));
        }
        let query = parts.join("&");
        if query.is_empty() { at(base, path) } else { format!("{base}{path}?{query}") }
    };
    let page = page.max(1);
    let mut feed = Feed::titled(title, address(page));
    feed.links.push(Link::to(at(base, paths::ROOT), types::FEED).rel(rel::START));
    feed.metadata.number_of_items = Some(all.len() as u64);
    feed.metadata.items_per_page = Some(PAGE as u64);
    feed.metadata.current_page = Some(page as u64);
    let first = (page - 1).saturating_mul(PAGE).min(all.len());
    let last = (first + PAGE).min(all.len());
    feed.publications = all[first..last].iter().map(|(one, media_type)| publication(one, base, media_type)).collect();
    if last < all.len() {
        feed.links.push(Link::to(address(page + 1), types::FEED).rel(rel::NEXT));
    }
    if page > 1 {
        feed.links.push(Link::to(address(page - 1), types::FEED).rel(rel::PREVIOUS));
    }
    if feed.publications.is_empty() {
        feed.navigation.push(Link::to(at(base, paths::ROOT), types::FEED).rel(rel::START).title(title));
    }
    feed
}

/// The document that tells an app how to sign a reader in.
#[must_use]
pub fn authentication(base: &str, words: &Words) -> AuthenticationDocument {
    AuthenticationDocument {
        id: at(base, paths::AUTHENTICATION),
        title: words.title.clone(),
        description: Some(words.sign_in.clone()),
        links: vec![
            Link::to(at(base, "/carte/inscription"), types::HTML).rel("register"),
            Link::to(at(base, "/connexion"), types::HTML).rel("help"),
        ],
        authentication: vec![Flow::basic(&words.card, &words.pin)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Creator, Poster, ResourceState};

    fn resource(number: usize, open: bool) -> Resource {
        Resource {
            id: format!("01890000-0000-7000-8000-{number:012}"),
            item: String::new(),
            door: String::new(),
            institution: String::new(),
            slug: format!("livre-{number}"),
            kind: if number.is_multiple_of(3) { ResourceKind::Comic } else { ResourceKind::Book },
            state: ResourceState::Published,
            title: format!("Livre {number}"),
            subtitle: None,
            creators: vec![
                Creator { name: "Émile Zola".into(), filed_as: None, role: "aut".into() },
                Creator { name: "Une Autre".into(), filed_as: None, role: "ill".into() },
            ],
            language: Some("fr".into()),
            publisher: None,
            isbn: None,
            published_on: Some("1885".into()),
            year: Some(1885),
            description: None,
            subjects: vec!["Mines".into()],
            min_age: None,
            duration_s: None,
            pages: None,
            rights: None,
            licence_url: None,
            attribution: None,
            open,
            elsewhere: None,
            edition: Some("e".into()),
            poster: Some(Poster { hash: "h".into(), media_type: "image/jpeg".into() }),
            accessibility: serde_json::json!({}),
            source: String::new(),
            demo: false,
            created_at_ms: 0,
            updated_at_ms: 1_700_000_000_000,
            published_at_ms: Some(0),
        }
    }

    fn words() -> Words {
        let text = |words: &str| words.to_owned();
        Words {
            title: text("Médiathèque"),
            newest: text("Nouveautés"),
            search: text("Chercher"),
            sign_in: text("Avec la carte."),
            card: text("Carte"),
            pin: text("Code"),
            kinds: ResourceKind::ALL.iter().map(|kind| kind.code().to_owned()).collect(),
        }
    }

    #[test]
    fn every_feed_is_valid() {
        let all: Vec<Resource> = (0..120).map(|number| resource(number, number.is_multiple_of(2))).collect();
        let listed: Vec<(&Resource, String)> = all.iter().map(|one| (one, types::EPUB.to_owned())).collect();
        let base = "https://culture.example.fr";
        let mut feeds = vec![root(&listed, base, &words()), root(&[], base, &words())];
        for page in 0..5 {
            feeds.push(list(&listed, base, paths::NEW, "genre=book", page, "Nouveautés"));
        }
        feeds.push(list(&[], base, paths::SEARCH, "query=x", 1, "Recherche"));
        for feed in feeds {
            assert_eq!(::opds::faults(&serde_json::to_value(&feed).unwrap()), Vec::<String>::new());
        }
        let second = list(&listed, base, paths::NEW, "genre=book", 2, "Nouveautés");
        let hrefs: Vec<&str> = second.links.iter().map(|link| link.href.as_str()).collect();
        assert_eq!(
            hrefs,
            [
                "https://culture.example.fr/opds/nouveautes?genre=book&page=2",
                "https://culture.example.fr/opds",
                "https://culture.example.fr/opds/nouveautes?genre=book&page=3",
                "https://culture.example.fr/opds/nouveautes?genre=book",
            ]
        );
    }

    #[test]
    fn what_is_open_is_a_file_and_what_is_not_asks_for_the_card() {
        let open = publication(&resource(1, true), "", types::EPUB);
        assert!(open.links.iter().any(|link| link.rel.as_deref() == Some(rel::OPEN_ACCESS)));
        let closed = publication(&resource(1, false), "", types::EPUB);
        let borrow = closed.links.iter().find(|link| link.rel.as_deref() == Some(rel::BORROW)).unwrap();
        assert_eq!(borrow.media_type.as_deref(), Some(types::WEBPUB));
        let sign_in = borrow.properties.as_ref().unwrap().authenticate.as_ref().unwrap();
        assert_eq!(sign_in.href, paths::AUTHENTICATION);
        assert!(!closed.links.iter().any(|link| link.href.contains("fichier")));
        assert_eq!(open.metadata.illustrator, ["Une Autre"]);
    }
}
