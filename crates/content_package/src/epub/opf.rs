//! The package document: what the book says of itself, what it is made of, in which order.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::path_of;
use crate::Fault;
use crate::metadata::{Creator, Metadata, date, isbn_13, names, plain};
use crate::xml::Element;

/// Beyond so many makers, a file is a mistake.
const MAKERS_MOST: usize = 500;

pub(super) struct Opf {
    pub(super) metadata: Metadata,
    pub(super) fixed: bool,
    pub(super) right_to_left: bool,
    pub(super) items: Vec<Item>,
    pub(super) spine: Vec<Place>,
    pub(super) cover: Option<String>,
    pub(super) nav: Option<String>,
    pub(super) ncx: Option<String>,
}

pub(super) struct Item {
    pub(super) path: String,
    pub(super) media_type: String,
}

pub(super) struct Place {
    pub(super) path: String,
    pub(super) linear: bool,
    pub(super) page: Option<&'static str>,
}

pub(super) fn read(path: &str, root: &Element) -> Result<Opf, Fault> {
    let missing = |what: &str| Fault::malformed(path, format!("l’élément « {what} » manque"));
    let manifest = root.child("manifest").ok_or_else(|| missing("manifest"))?;
    let spine = root.child("spine").ok_or_else(|| missing("spine"))?;
    let about = root.child("metadata").ok_or_else(|| missing("metadata"))?;
    // Old files hold their metadata one level deeper.
    let about: Vec<&Element> = about
        .elements()
        .flat_map(|element| match element.local() {
            "dc-metadata" | "x-metadata" => element.elements().collect::<Vec<_>>(),
            _ => vec![element],
        })
        .collect();
    let metas = Metas::new(&about);

    let mut items = Vec::new();
    let mut by_id: HashMap<&str, String> = HashMap::new();
    let (mut cover, mut nav, mut ncx) = (None, None, None);
    for element in manifest.named("item") {
        // What is elsewhere is not ours to serve.
        let Some(item_path) = path_of(path, element, "href") else { continue };
        let media_type = element.attribute("media-type").unwrap_or_default().trim().to_owned();
        let id = element.attribute("id").unwrap_or_default();
        let has = |word: &str| {
            element
                .attribute("properties")
                .is_some_and(|words| words.split_ascii_whitespace().any(|known| known == word))
        };
        if has("cover-image")
            || (cover.is_none() && metas.named("cover") == Some(id) && media_type.starts_with("image/"))
        {
            cover = Some(item_path.clone());
        }
        if has("nav") {
            nav = Some(item_path.clone());
        }
        if media_type == "application/x-dtbncx+xml" {
            ncx = Some(item_path.clone());
        }
        by_id.insert(id, item_path.clone());
        items.push(Item { path: item_path, media_type });
    }
    let mut places = Vec::new();
    for element in spine.named("itemref") {
        let id = element.attribute("idref").unwrap_or_default();
        let place = by_id
            .get(id)
            .ok_or_else(|| Fault::malformed(path, format!("l’ordre de lecture cite « {id} », qui n’existe pas")))?;
        let words = element.attribute("properties").unwrap_or_default();
        let page = words.split_ascii_whitespace().find_map(|word| match word {
            "page-spread-left" | "rendition:page-spread-left" => Some("left"),
            "page-spread-right" | "rendition:page-spread-right" => Some("right"),
            "page-spread-center" | "rendition:page-spread-center" => Some("center"),
            _ => None,
        });
        places.push(Place { path: place.clone(), linear: element.attribute("linear") != Some("no"), page });
    }
    let fixed = metas.property("rendition:layout") == Some("pre-paginated")
        || metas.named("fixed-layout").is_some_and(|said| said == "true");
    Ok(Opf {
        metadata: metadata(root, &about, &metas),
        fixed,
        right_to_left: spine.attribute("page-progression-direction") == Some("rtl"),
        items,
        spine: places,
        cover,
        nav,
        ncx,
    })
}

/// The `meta` elements, of EPUB 2 (`name`, `content`) and 3 (`property`, `refines`).
struct Metas<'a>(Vec<&'a Element>, Vec<String>);

impl<'a> Metas<'a> {
    fn new(about: &[&'a Element]) -> Self {
        let metas: Vec<&Element> = about.iter().copied().filter(|element| element.local() == "meta").collect();
        let texts = metas.iter().map(|meta| meta.text()).collect();
        Self(metas, texts)
    }

    fn named(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|meta| meta.attribute("name") == Some(name))?.attribute("content")
    }

    fn property<'b>(&'b self, name: &'b str) -> Option<&'b str> {
        self.properties(name).next()
    }

    fn properties<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b str> {
        self.0.iter().zip(&self.1).filter_map(move |(meta, text)| {
            (meta.attribute("property") == Some(name) && meta.attribute("refines").is_none()).then_some(text.as_str())
        })
    }

    fn refining(&self, element: &Element, name: &str) -> Option<&str> {
        let id = element.attribute("id")?;
        self.0.iter().zip(&self.1).find_map(|(meta, text)| {
            let of = meta.attribute("refines").is_some_and(|of| of.trim_start_matches('#') == id);
            (of && meta.attribute("property") == Some(name)).then_some(text.as_str())
        })
    }
}

fn metadata(root: &Element, about: &[&Element], metas: &Metas<'_>) -> Metadata {
    let of = |name: &'static str| about.iter().copied().filter(move |element| element.local() == name);
    let mut into = Metadata { accessibility: accessibility(about, metas), ..Metadata::default() };

    let titled = |kind: &str| of("title").find(|title| metas.refining(title, "title-type") == Some(kind));
    let first = || of("title").find(|title| metas.refining(title, "title-type").is_none_or(|kind| kind != "subtitle"));
    into.title = titled("main").or_else(first).map(Element::text).unwrap_or_default();
    into.subtitle = titled("subtitle").map(Element::text).filter(|text| !text.is_empty());

    let mut makers: Vec<(u32, Creator)> = Vec::new();
    for (rank, element) in of("creator").chain(of("contributor")).take(MAKERS_MOST).enumerate() {
        let creator = element.local() == "creator";
        let default = if creator { "aut" } else { "ctb" };
        let role = metas.refining(element, "role").or_else(|| element.attribute("role")).unwrap_or(default).trim();
        let text = element.text();
        // Tools and transcribers are not makers of the work.
        if text.is_empty() || matches!(role, "bkp" | "mrk" | "mfr") {
            continue;
        }
        let filed = metas.refining(element, "file-as").or_else(|| element.attribute("file-as"));
        let (name, filed_as) = names(&text, filed);
        let order = metas.refining(element, "display-seq").and_then(|order| order.parse().ok());
        let order: u32 = order.unwrap_or(if creator { rank as u32 + 100 } else { rank as u32 + 10_000 });
        makers.push((order, Creator { name, filed_as, role: role.to_owned() }));
    }
    makers.sort_by_key(|(order, _)| *order);
    into.creators = makers.into_iter().map(|(_, creator)| creator).collect();

    into.languages = of("language").map(Element::text).filter(|text| is_language(text)).collect();
    let main = root.attribute("unique-identifier").unwrap_or_default();
    for element in of("identifier") {
        let text = element.text();
        if into.identifier.is_none() || element.attribute("id") == Some(main) {
            into.identifier = Some(text.clone()).filter(|text| !text.is_empty());
        }
        if into.isbn.is_none() {
            into.isbn = isbn_13(&text);
        }
    }
    let some = |element: Option<&Element>| element.map(Element::text).filter(|text| !text.is_empty());
    into.publisher = some(of("publisher").next());
    let event = |name: &str| of("date").find(|date| date.attribute("event") == Some(name));
    into.published_on =
        some(event("publication").or_else(|| of("date").find(|date| date.attribute("event").is_none())))
            .as_deref()
            .and_then(date);
    into.modified = metas.property("dcterms:modified").map(str::to_owned);
    into.description = some(of("description").next()).map(|text| plain(&text)).filter(|text| !text.is_empty());
    into.subjects = of("subject").map(Element::text).filter(|text| !text.is_empty()).collect();
    into.rights = some(of("rights").next());
    into.licence_url = of("link")
        .find(|link| link.attribute("rel").is_some_and(|rel| rel.ends_with(":license") || rel == "license"))
        .and_then(|link| link.attribute("href"))
        .filter(|href| href.starts_with("http"))
        .map(str::to_owned);
    into.series = match metas.0.iter().zip(&metas.1).find(|(meta, _)| {
        meta.attribute("property") == Some("belongs-to-collection") && meta.attribute("refines").is_none()
    }) {
        Some((meta, name)) => Some((name.clone(), metas.refining(meta, "group-position").map(str::to_owned))),
        None => metas
            .named("calibre:series")
            .map(|name| (name.to_owned(), metas.named("calibre:series_index").map(str::to_owned))),
    };
    into
}

/// What looks like a BCP 47 code.
pub(crate) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// EPUB Accessibility 1.1 in the words of the Readium manifest.
fn accessibility(about: &[&Element], metas: &Metas<'_>) -> Value {
    const MODES: [&str; 11] = [
        "auditory",
        "chartOnVisual",
        "chemOnVisual",
        "colorDependent",
        "diagramOnVisual",
        "mathOnVisual",
        "musicOnVisual",
        "tactile",
        "textOnVisual",
        "textual",
        "visual",
    ];
    const SUFFICIENT: [&str; 4] = ["auditory", "tactile", "textual", "visual"];
    let said = |name: &str| -> Vec<String> {
        let old =
            metas.0.iter().filter(|meta| meta.attribute("name") == Some(name)).filter_map(|m| m.attribute("content"));
        metas.properties(name).chain(old).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    };
    let mut out = Map::new();
    let modes: Vec<String> = said("schema:accessMode").into_iter().filter(|m| MODES.contains(&m.as_str())).collect();
    if !modes.is_empty() {
        out.insert("accessMode".into(), json!(modes));
    }
    let sufficient: Vec<Value> = said("schema:accessModeSufficient")
        .iter()
        .map(|words| words.split(',').map(str::trim).filter(|w| SUFFICIENT.contains(w)).collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .map(|words| if let [one] = words[..] { json!(one) } else { json!(words) })
        .collect();
    if !sufficient.is_empty() {
        out.insert("accessModeSufficient".into(), json!(sufficient));
    }
    for (name, key) in [("schema:accessibilityFeature", "feature"), ("schema:accessibilityHazard", "hazard")] {
        let words = said(name);
        if !words.is_empty() {
            out.insert(key.into(), json!(words));
        }
    }
    if let Some(summary) = said("schema:accessibilitySummary").into_iter().next() {
        out.insert("summary".into(), json!(summary));
    }
    let conforms: Vec<String> = about
        .iter()
        .filter(|e| e.local() == "link" && e.attribute("rel") == Some("dcterms:conformsTo"))
        .filter_map(|e| e.attribute("href").map(str::to_owned))
        .collect();
    if !conforms.is_empty() {
        out.insert("conformsTo".into(), json!(conforms));
    }
    Value::Object(out)
}
