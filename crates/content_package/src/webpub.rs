//! Readium Web Publication Manifests: <https://readium.org/webpub-manifest/>. Addresses are paths of the package, so that
//! the manifest is served beside them.

use serde_json::{Map, Value, json};

use crate::metadata::{Creator, Metadata};
use crate::package::{Layout, Link, Package};
use crate::{Kind, href};

/// How much of a flowing document is one position, in bytes, as Readium's toolkits count.
const POSITION_BYTES: u64 = 1024;

/// The manifest of a package that is read, watched or listened to.
#[must_use]
pub fn manifest(package: &Package) -> Value {
    let mut out = Map::new();
    out.insert("@context".into(), json!("https://readium.org/webpub-manifest/context.jsonld"));
    out.insert("metadata".into(), metadata(package));
    out.insert("readingOrder".into(), links(&package.reading_order));
    if !package.resources.is_empty() {
        out.insert("resources".into(), links(&package.resources));
    }
    if !package.toc.is_empty() {
        out.insert("toc".into(), links(&package.toc));
    }
    if !package.landmarks.is_empty() {
        out.insert("landmarks".into(), links(&package.landmarks));
    }
    if !package.page_list.is_empty() {
        out.insert("pageList".into(), links(&package.page_list));
    }
    Value::Object(out)
}

fn metadata(package: &Package) -> Value {
    let about = &package.metadata;
    let mut out = Map::new();
    let (kind, profile) = match package.kind() {
        Kind::Epub if package.layout == Layout::Fixed => ("http://schema.org/Book", Some("epub")),
        Kind::Epub => ("http://schema.org/Book", Some("epub")),
        Kind::Comic => ("http://schema.org/ComicIssue", Some("divina")),
        Kind::Audiobook => ("http://schema.org/Audiobook", Some("audiobook")),
        Kind::Pdf => ("http://schema.org/CreativeWork", Some("pdf")),
        Kind::Film => ("http://schema.org/Movie", None),
        Kind::Scorm | Kind::Quiz => ("http://schema.org/Course", None),
    };
    out.insert("@type".into(), json!(kind));
    if let Some(profile) = profile {
        out.insert("conformsTo".into(), json!(format!("https://readium.org/webpub-manifest/profiles/{profile}")));
    }
    out.insert("title".into(), json!(about.title));
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.to_owned(), value);
        }
    };
    put("subtitle", about.subtitle.as_ref().map(|text| json!(text)));
    let urn = about.isbn.as_ref().map(|isbn| format!("urn:isbn:{isbn}"));
    put("identifier", urn.or_else(|| about.identifier.clone().filter(|id| is_uri(id))).map(|id| json!(id)));
    put("language", many(about.languages.iter().map(|code| json!(code)).collect()));
    people(about, &mut put);
    put("publisher", about.publisher.as_ref().map(|text| json!(text)));
    put("published", about.published_on.as_ref().filter(|date| date.len() == 10).map(|date| json!(date)));
    put("modified", about.modified.as_ref().filter(|at| at.len() >= 20 && at.contains('T')).map(|at| json!(at)));
    put("description", about.description.as_ref().map(|text| json!(text)));
    put("subject", many(about.subjects.iter().map(|text| json!(text)).collect()));
    if let Some((name, place)) = &about.series {
        let mut series = json!({ "name": name });
        if let Some(place) = place.as_ref().and_then(|place| place.parse::<f64>().ok()) {
            series["position"] = json!(place);
        }
        put("belongsTo", Some(json!({ "series": series })));
    }
    put("layout", (package.layout == Layout::Fixed).then(|| json!("fixed")));
    put("readingProgression", Some(json!(if package.right_to_left { "rtl" } else { "ltr" })));
    put("duration", about.duration_s.filter(|seconds| *seconds > 0.0).map(|seconds| json!(seconds)));
    put("numberOfPages", about.pages.filter(|pages| *pages > 0).map(|pages| json!(pages)));
    put(
        "accessibility",
        Some(about.accessibility.clone()).filter(|said| said.as_object().is_some_and(|m| !m.is_empty())),
    );
    Value::Object(out)
}

/// Makers by what they did, in the words of the manifest.
fn people(about: &Metadata, put: &mut impl FnMut(&str, Option<Value>)) {
    let key = |role: &str| match role {
        "aut" => "author",
        "trl" => "translator",
        "edt" => "editor",
        "art" => "artist",
        "ill" => "illustrator",
        "clr" => "colorist",
        "nrt" => "narrator",
        _ => "contributor",
    };
    let mut keys: Vec<&str> = about.creators.iter().map(|creator| key(&creator.role)).collect();
    keys.dedup();
    keys.sort_unstable();
    keys.dedup();
    for wanted in keys {
        let of = about.creators.iter().filter(|creator| key(&creator.role) == wanted);
        put(wanted, many(of.map(|creator| person(creator, wanted)).collect()));
    }
}

fn person(creator: &Creator, key: &str) -> Value {
    let mut out = json!({ "name": creator.name });
    if let Some(filed) = &creator.filed_as {
        out["sortAs"] = json!(filed);
    }
    if key == "contributor" {
        out["role"] = json!(creator.role);
    }
    out
}

fn many(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::Array(values)),
    }
}

fn is_uri(text: &str) -> bool {
    href::has_scheme(text) && !text.contains(char::is_whitespace) && text.is_ascii()
}

fn links(links: &[Link]) -> Value {
    Value::Array(links.iter().map(link).collect())
}

fn link(link: &Link) -> Value {
    let mut out = json!({ "href": link.href });
    if !link.media_type.is_empty() {
        out["type"] = json!(link.media_type);
    }
    if let Some(title) = &link.title {
        out["title"] = json!(title);
    }
    if let Some(rel) = link.rel {
        out["rel"] = json!(rel);
    }
    if let Some(size) = link.size.filter(|size| *size > 0) {
        out["size"] = json!(size);
    }
    if let Some((width, height)) = link.pixels.filter(|(width, height)| *width > 0 && *height > 0) {
        out["width"] = json!(width);
        out["height"] = json!(height);
    }
    if let Some(seconds) = link.duration_s.filter(|seconds| *seconds > 0.0) {
        out["duration"] = json!(seconds);
    }
    if let Some(page) = link.page {
        out["properties"] = json!({ "page": page });
    }
    if !link.children.is_empty() {
        out["children"] = links(&link.children);
    }
    out
}

/// The list of positions of a manifest made by [`manifest`]: one for each page, or for each kilobyte of flowing text.
/// <https://github.com/readium/architecture/blob/master/models/locators/positions/README.md>
#[must_use]
pub fn positions(manifest: &Value) -> Value {
    let empty = Vec::new();
    let order = manifest["readingOrder"].as_array().unwrap_or(&empty);
    let fixed = manifest["metadata"]["layout"] == "fixed";
    let counts: Vec<u64> = order
        .iter()
        .map(|link| {
            let flows = !fixed && link["type"] == "application/xhtml+xml";
            if flows { link["size"].as_u64().unwrap_or(1).div_ceil(POSITION_BYTES).max(1) } else { 1 }
        })
        .collect();
    let total: u64 = counts.iter().sum();
    let mut positions = Vec::new();
    for (link, count) in order.iter().zip(counts) {
        for at in 0..count {
            let number = positions.len() as u64;
            let mut locator = json!({
                "href": link["href"],
                "type": link["type"],
                "locations": {
                    "position": number + 1,
                    "progression": at as f64 / count as f64,
                    "totalProgression": number as f64 / total as f64,
                }
            });
            if let Some(title) = link.get("title") {
                locator["title"] = title.clone();
            }
            positions.push(locator);
        }
    }
    json!({ "total": total, "positions": positions })
}
