//! What the drafts' schemas ask of a feed, of a publication and of an authentication document, as code of ours.

use serde_json::Value;

/// Relations that let a reader have a publication.
const WAYS_TO_HAVE: [&str; 7] = [
    "preview",
    "http://opds-spec.org/acquisition",
    "http://opds-spec.org/acquisition/buy",
    "http://opds-spec.org/acquisition/open-access",
    "http://opds-spec.org/acquisition/borrow",
    "http://opds-spec.org/acquisition/sample",
    "http://opds-spec.org/acquisition/subscribe",
];
/// Pictures every app can show.
const PICTURES: [&str; 6] = ["image/jpeg", "image/webp", "image/avif", "image/png", "image/jxl", "image/gif"];

/// Where a feed departs from OPDS 2.0: one sentence a fault, with its place. None: the feed is valid.
#[must_use]
pub fn faults(feed: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = Place { path: String::from("feed"), found: &mut found };
    at.metadata(&feed["metadata"]);
    at.links("links", &feed["links"], true);
    if !array(&feed["links"]).iter().any(|link| relations(link).any(|rel| rel == "self")) {
        at.say("has no link to itself");
    }
    if ["publications", "navigation", "groups"].iter().all(|name| feed[name].is_null()) {
        at.say("has neither publications nor navigation nor groups");
    }
    at.lists(feed);
    for (index, group) in array(&feed["groups"]).iter().enumerate() {
        let mut inside = at.below(&format!("groups[{index}]"));
        inside.metadata(&group["metadata"]);
        inside.links("links", &group["links"], false);
        inside.lists(group);
    }
    for (index, facet) in array(&feed["facets"]).iter().enumerate() {
        let mut inside = at.below(&format!("facets[{index}]"));
        inside.metadata(&facet["metadata"]);
        inside.links("links", &facet["links"], true);
    }
    found
}

struct Place<'f> {
    path: String,
    found: &'f mut Vec<String>,
}

impl Place<'_> {
    fn say(&mut self, what: &str) {
        self.found.push(format!("{} {what}", self.path));
    }

    fn below(&mut self, name: &str) -> Place<'_> {
        Place { path: format!("{}.{name}", self.path), found: self.found }
    }

    fn metadata(&mut self, metadata: &Value) {
        match &metadata["title"] {
            Value::String(title) if !title.is_empty() => {}
            Value::Object(_) | Value::Array(_) => {}
            _ => self.say("has no title"),
        }
        for name in ["itemsPerPage", "currentPage"] {
            if !metadata[name].is_null() && metadata[name].as_u64().unwrap_or(0) == 0 {
                self.say(&format!("has a {name} that is no number above 0"));
            }
        }
        if !metadata["numberOfItems"].is_null() && metadata["numberOfItems"].as_u64().is_none() {
            self.say("has a numberOfItems that is no number");
        }
    }

    /// Publications and navigation of a feed or a group.
    fn lists(&mut self, holder: &Value) {
        self.links("navigation", &holder["navigation"], false);
        for (index, link) in array(&holder["navigation"]).iter().enumerate() {
            if link["title"].as_str().is_none_or(str::is_empty) {
                self.below(&format!("navigation[{index}]")).say("has no title");
            }
        }
        let publications = &holder["publications"];
        self.distinct("publications", publications);
        for (index, publication) in array(publications).iter().enumerate() {
            self.below(&format!("publications[{index}]")).publication(publication);
        }
    }

    fn publication(&mut self, publication: &Value) {
        self.metadata(&publication["metadata"]);
        self.links("links", &publication["links"], true);
        if !array(&publication["links"]).iter().any(|link| relations(link).any(|rel| WAYS_TO_HAVE.contains(&rel))) {
            self.say("can't be had: no acquisition link");
        }
        self.links("images", &publication["images"], false);
        let pictures = array(&publication["images"]);
        if !pictures.is_empty()
            && !pictures.iter().any(|link| link["type"].as_str().is_some_and(|kind| PICTURES.contains(&kind)))
        {
            self.say("has no picture every app can show");
        }
        if let Some(identifier) = publication["metadata"].get("identifier")
            && !identifier.as_str().is_some_and(|text| text.contains(':'))
        {
            self.say("has an identifier that is no URI");
        }
    }

    fn links(&mut self, name: &str, links: &Value, needed: bool) {
        if links.is_null() && !needed {
            return;
        }
        self.distinct(name, links);
        for (index, link) in array(links).iter().enumerate() {
            let mut inside = self.below(&format!("{name}[{index}]"));
            let Some(href) = link["href"].as_str().filter(|href| !href.is_empty()) else {
                inside.say("has no href");
                continue;
            };
            let templated = link["templated"].as_bool() == Some(true);
            if href.contains('{') != templated {
                inside.say("has a template that is not said to be one, or says so without one");
            }
            if let Some(kind) = link.get("type")
                && !kind.as_str().is_some_and(|text| text.contains('/'))
            {
                inside.say("has a type that is no media type");
            }
        }
    }

    /// A list that is there is not empty, and holds nothing twice.
    fn distinct(&mut self, name: &str, list: &Value) {
        if list.is_null() {
            return;
        }
        let items = array(list);
        if items.is_empty() {
            self.say(&format!("has {name} that is no list, or an empty one"));
        }
        for (index, item) in items.iter().enumerate() {
            if items[..index].contains(item) {
                self.say(&format!("has {name}[{index}] twice"));
            }
        }
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn relations(link: &Value) -> impl Iterator<Item = &str> {
    let rel = &link["rel"];
    rel.as_str().into_iter().chain(array(rel).iter().filter_map(Value::as_str))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::faults;
    use crate::{Feed, FeedMetadata, Group, Link, Metadata, Publication, rel, types};

    fn book(title: &str) -> Publication {
        Publication {
            metadata: Metadata { identifier: Some(format!("urn:x:{title}")), ..Metadata::titled(title) },
            links: vec![Link::to("/a.epub", types::EPUB).rel(rel::BORROW)],
            images: vec![Link::to("/a.jpg", "image/jpeg")],
        }
    }

    fn feed() -> Feed {
        let mut feed = Feed::titled("Tout", "https://example.org/opds");
        feed.links.push(Link::to("/opds/recherche{?query}", types::FEED).rel(rel::SEARCH).template());
        feed.navigation.push(Link::to("/opds/nouveautes", types::FEED).rel(rel::NEW).title("Nouveautés"));
        feed.groups.push(Group {
            metadata: FeedMetadata::titled("Romans"),
            links: Vec::new(),
            publications: vec![book("b")],
        });
        feed.publications.push(book("a"));
        feed
    }

    #[test]
    fn a_feed_of_ours_is_valid_and_read_back() {
        let feed = feed();
        let json = serde_json::to_value(&feed).unwrap();
        assert_eq!(faults(&json), Vec::<String>::new());
        assert_eq!(serde_json::from_value::<Feed>(json).unwrap(), feed);
    }

    #[test]
    fn each_departure_is_said_with_its_place() {
        let departs = |change: fn(&mut serde_json::Value), said: &str| {
            let mut json = serde_json::to_value(feed()).unwrap();
            change(&mut json);
            let found = faults(&json);
            assert!(found.iter().any(|fault| fault == said), "{found:?} lacks “{said}”");
        };
        departs(|feed| feed["metadata"] = json!({}), "feed has no title");
        departs(|feed| feed["links"] = json!([{ "href": "/x" }]), "feed has no link to itself");
        departs(|feed| feed["publications"] = json!([]), "feed has publications that is no list, or an empty one");
        departs(
            |feed| feed["publications"][0]["links"][0]["rel"] = json!("self"),
            "feed.publications[0] can't be had: no acquisition link",
        );
        departs(
            |feed| feed["publications"][0]["images"][0]["type"] = json!("image/svg+xml"),
            "feed.publications[0] has no picture every app can show",
        );
        departs(|feed| feed["navigation"][0]["title"] = json!(""), "feed.navigation[0] has no title");
        departs(|feed| feed["groups"][0]["metadata"] = json!(null), "feed.groups[0] has no title");
        departs(
            |feed| {
                let first = feed["publications"][0].clone();
                feed["publications"] = json!([first, first]);
            },
            "feed has publications[1] twice",
        );
        departs(
            |feed| feed["links"][1]["templated"] = json!(false),
            "feed.links[1] has a template that is not said to be one, or says so without one",
        );
        departs(
            |feed| feed["metadata"]["itemsPerPage"] = json!(0),
            "feed has a itemsPerPage that is no number above 0",
        );
        let bare = json!({ "metadata": { "title": "x" }, "links": [{ "href": "/", "rel": ["self"] }] });
        assert_eq!(faults(&bare), ["feed has neither publications nor navigation nor groups"]);
    }
}
