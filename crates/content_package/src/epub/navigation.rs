//! Tables of contents: EPUB 3's navigation document, or EPUB 2's NCX.

use std::io::{Read, Seek};

use super::XML_MOST;
use crate::archive::Archive;
use crate::package::{Link, Note};
use crate::xml::{self, Element};
use crate::{Fault, encode_path, href};

#[derive(Default)]
pub(super) struct Navigation {
    pub(super) toc: Vec<Link>,
    pub(super) landmarks: Vec<Link>,
    pub(super) page_list: Vec<Link>,
}

pub(super) fn read<R: Read + Seek>(
    archive: &mut Archive<R>,
    nav: Option<&str>,
    ncx: Option<&str>,
    notes: &mut Vec<Note>,
) -> Result<Navigation, Fault> {
    let mut found = Navigation::default();
    if let Some(path) = nav.filter(|path| archive.entry(path).is_some()) {
        let root = xml::parse(path, &archive.read(path, XML_MOST)?)?;
        let mut navs = Vec::new();
        gather(&root, &mut navs);
        for element in navs {
            let list = element.child("ol").map(|list| links_of_list(path, list)).unwrap_or_default();
            match element.attribute("epub:type").or_else(|| element.attribute("role")).unwrap_or_default() {
                "toc" | "doc-toc" => found.toc = list,
                "landmarks" => found.landmarks = list,
                "page-list" | "doc-pagelist" => found.page_list = list,
                _ => {}
            }
        }
    }
    if found.toc.is_empty()
        && let Some(path) = ncx.filter(|path| archive.entry(path).is_some())
    {
        match archive.read(path, XML_MOST).and_then(|bytes| xml::parse(path, &bytes)) {
            Ok(root) => {
                found.toc = root.find("navMap").map(|map| points(path, map, "navPoint")).unwrap_or_default();
                if found.page_list.is_empty() {
                    found.page_list = root.find("pageList").map(|l| points(path, l, "pageTarget")).unwrap_or_default();
                }
            }
            // A book is read without its table too.
            Err(fault) => notes.push(Note::new("toc", path, fault.to_string())),
        }
    }
    Ok(found)
}

fn gather<'a>(element: &'a Element, into: &mut Vec<&'a Element>) {
    for child in element.elements() {
        if child.local() == "nav" {
            into.push(child);
        }
        gather(child, into);
    }
}

fn links_of_list(base: &str, list: &Element) -> Vec<Link> {
    list.named("li")
        .filter_map(|item| {
            let label = item.elements().find(|element| matches!(element.local(), "a" | "span"));
            let title = label.map(Element::text).filter(|text| !text.is_empty());
            let address = label.and_then(|label| label.attribute("href")).and_then(|to| address(base, to));
            let children = item.child("ol").map(|list| links_of_list(base, list)).unwrap_or_default();
            link(title, address, children)
        })
        .collect()
}

fn points(base: &str, parent: &Element, name: &str) -> Vec<Link> {
    parent
        .named(name)
        .filter_map(|point| {
            let title = point.child("navLabel").map(Element::text).filter(|text| !text.is_empty());
            let to = point.child("content").and_then(|content| content.attribute("src"));
            link(title, to.and_then(|to| address(base, to)), points(base, point, name))
        })
        .collect()
}

/// A part without an address of its own leads where its first child does: a link must lead somewhere.
fn link(title: Option<String>, address: Option<String>, children: Vec<Link>) -> Option<Link> {
    let href = address.or_else(|| children.first().map(|child| child.href.clone()))?;
    Some(Link { href, title, children, ..Link::default() })
}

fn address(base: &str, to: &str) -> Option<String> {
    let (path, fragment) = href::resolve(base, to)?;
    Some(match fragment {
        Some(fragment) => format!("{}#{fragment}", encode_path(&path)),
        None => encode_path(&path),
    })
}
