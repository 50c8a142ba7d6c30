//! Courses: the manifest of a SCORM 1.2 or 2004 package (IMS Content Packaging), read for what a player needs.
//!
//! Sequencing rules of SCORM 2004 are not applied: the learner chooses an activity, and may do them in order.

use serde::{Deserialize, Serialize};

use crate::Fault;
use crate::href::resolve;
use crate::xml::{self, Element};

/// The manifest's name, at the root of the package.
pub const MANIFEST: &str = "imsmanifest.xml";
/// A course of more activities is a mistake.
const ACTIVITIES_MOST: usize = 1_000;

/// Which run-time its activities speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// SCORM 1.2: `window.API`.
    #[serde(rename = "1.2")]
    V12,
    /// SCORM 2004, any edition: `window.API_1484_11`.
    #[serde(rename = "2004")]
    V2004,
}

/// A course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Which run-time it speaks to.
    pub version: Version,
    /// Its title.
    pub title: String,
    /// What one goes through, in order.
    pub activities: Vec<Activity>,
}

/// Something one goes through.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// Its identifier in the manifest.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The page it begins with: a path in the package.
    pub path: String,
    /// What follows that path in its address: `?x=1` or `#part`; may be empty.
    pub parameters: String,
    /// Whether it speaks to the run-time (a SCO) or is only shown (an asset).
    pub tracked: bool,
    /// The score that is a success, in thousandths, when it says so.
    pub mastery: Option<u16>,
    /// What it is given at its launch (`cmi.launch_data`); may be empty.
    pub launch_data: String,
}

/// Reads a manifest. Paths are not looked for: see who unpacks.
///
/// # Errors
/// [`Fault::Malformed`] when it is no manifest of a course, or an activity begins outside the package.
pub fn read(manifest: &[u8]) -> Result<Course, Fault> {
    let root = xml::parse(MANIFEST, manifest)?;
    if root.local() != "manifest" {
        return Err(refuse("ce n’est pas un manifeste de cours"));
    }
    let version = version(&root)?;
    let organizations = root.child("organizations").ok_or_else(|| refuse("il ne décrit aucun parcours"))?;
    let wanted = organizations.attribute("default");
    let organization = organizations
        .named("organization")
        .find(|one| wanted.is_some() && one.attribute("identifier") == wanted)
        .or_else(|| organizations.child("organization"))
        .ok_or_else(|| refuse("il ne décrit aucun parcours"))?;
    let resources: Vec<&Element> = root.child("resources").into_iter().flat_map(|all| all.named("resource")).collect();
    let base = root.child("resources").and_then(|all| all.attribute("base")).unwrap_or_default();
    let mut course = Course { version, title: title(organization), activities: Vec::new() };
    gather(organization, &resources, base, &mut course.activities)?;
    if course.activities.is_empty() {
        return Err(refuse("le parcours ne contient aucune activité"));
    }
    Ok(course)
}

fn version(root: &Element) -> Result<Version, Fault> {
    let said = root.child("metadata").and_then(|metadata| metadata.child("schemaversion")).map(Element::text);
    match said.as_deref().unwrap_or_default() {
        "1.2" => Ok(Version::V12),
        text if text.starts_with("2004") || text == "CAM 1.3" || text == "1.3" => Ok(Version::V2004),
        // Many authoring tools forget it; the attribute that marks a SCO is written otherwise in each.
        "" => Ok(if format!("{root:?}").contains("adlcp:scormType") { Version::V2004 } else { Version::V12 }),
        other => Err(refuse(&format!("la version de SCORM « {other} » n’est pas connue"))),
    }
}

fn title(element: &Element) -> String {
    element.child("title").map(Element::text).unwrap_or_default()
}

/// The items of an organization that have a page, those inside others in their place.
fn gather(from: &Element, resources: &[&Element], base: &str, into: &mut Vec<Activity>) -> Result<(), Fault> {
    for item in from.named("item") {
        if item.attribute("isvisible") == Some("false") && item.attribute("identifierref").is_none() {
            continue;
        }
        if let Some(reference) = item.attribute("identifierref").filter(|reference| !reference.is_empty()) {
            let resource = resources
                .iter()
                .find(|resource| resource.attribute("identifier") == Some(reference))
                .ok_or_else(|| refuse(&format!("la ressource « {reference} » n’existe pas")))?;
            if into.len() == ACTIVITIES_MOST {
                return Err(refuse("trop d’activités"));
            }
            into.push(activity(item, resource, base)?);
        }
        gather(item, resources, base, into)?;
    }
    Ok(())
}

fn activity(item: &Element, resource: &Element, base: &str) -> Result<Activity, Fault> {
    let href = resource.attribute("href").unwrap_or_default();
    let split = href.find(['?', '#']).unwrap_or(href.len());
    let (page, own) = href.split_at(split);
    let folder = format!("{base}{}", resource.attribute("base").unwrap_or_default());
    let path = match resolve(&folder, page) {
        Some((path, _)) if !path.is_empty() && !page.is_empty() => path,
        _ => return Err(refuse(&format!("l’activité « {} » commence hors du paquet", title(item)))),
    };
    let asked = item.attribute("parameters").unwrap_or_default().trim();
    let parameters = match asked.chars().next() {
        None => own.to_owned(),
        Some('?' | '#') if own.is_empty() => asked.to_owned(),
        Some('?' | '&') if own.starts_with('?') => format!("{own}&{}", &asked[1..]),
        Some(_) if own.is_empty() => format!("?{asked}"),
        Some(_) => own.to_owned(),
    };
    let text = |name: &str| item.child(name).map(Element::text);
    let mastery = match text("masteryscore") {
        Some(percent) => percent.parse::<f64>().ok().map(|percent| percent / 100.0),
        None => item.find("minNormalizedMeasure").and_then(|measure| measure.text().parse::<f64>().ok()),
    };
    let kind = resource.attribute("scormtype").or_else(|| resource.attribute("scormType")).unwrap_or("sco");
    Ok(Activity {
        id: item.attribute("identifier").unwrap_or_default().to_owned(),
        title: title(item),
        path,
        parameters,
        tracked: !kind.eq_ignore_ascii_case("asset"),
        mastery: mastery.filter(|share| (0.0..=1.0).contains(share)).map(|share| (share * 1000.0).round() as u16),
        launch_data: text("datafromlms").or_else(|| text("dataFromLMS")).unwrap_or_default(),
    })
}

fn refuse(why: &str) -> Fault {
    Fault::malformed(MANIFEST, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(version: &str, items: &str, resources: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><manifest xmlns:adlcp=\"x\"><metadata><schema>ADL SCORM</schema>\
             <schemaversion>{version}</schemaversion></metadata><organizations default=\"b\">\
             <organization identifier=\"a\"><title>Autre</title></organization>\
             <organization identifier=\"b\"><title>Cours</title>{items}</organization></organizations>\
             <resources xml:base=\"lecons/\">{resources}</resources></manifest>"
        )
    }

    #[test]
    fn activities_come_in_order_with_their_pages() {
        let text = manifest(
            "1.2",
            "<item identifier=\"i1\"><title>Un</title><item identifier=\"i2\" identifierref=\"r\" parameters=\"?n=2\">\
             <title>Deux</title><adlcp:masteryscore>80</adlcp:masteryscore>\
             <adlcp:datafromlms>abc</adlcp:datafromlms></item></item>\
             <item identifier=\"i3\" identifierref=\"s\"><title>Trois</title></item>",
            "<resource identifier=\"r\" adlcp:scormtype=\"sco\" href=\"deux/page%20une.html?a=b\"/>\
             <resource identifier=\"s\" adlcp:scormtype=\"asset\" href=\"trois.html#fin\"/>",
        );
        let course = read(text.as_bytes()).unwrap();
        assert_eq!((course.version, course.title.as_str(), course.activities.len()), (Version::V12, "Cours", 2));
        let two = &course.activities[0];
        assert_eq!((two.path.as_str(), two.parameters.as_str()), ("lecons/deux/page une.html", "?a=b&n=2"));
        assert_eq!((two.mastery, two.launch_data.as_str(), two.tracked), (Some(800), "abc", true));
        let three = &course.activities[1];
        assert_eq!(
            (three.path.as_str(), three.parameters.as_str(), three.tracked),
            ("lecons/trois.html", "#fin", false)
        );
    }

    #[test]
    fn the_newer_version_is_told_apart() {
        let text = manifest(
            "2004 4th Edition",
            "<item identifier=\"i\" identifierref=\"r\"><title>T</title><imsss:sequencing><imsss:objectives>\
             <imsss:primaryObjective><imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>\
             </imsss:primaryObjective></imsss:objectives></imsss:sequencing></item>",
            "<resource identifier=\"r\" adlcp:scormType=\"sco\" href=\"i.html\"/>",
        );
        let course = read(text.as_bytes()).unwrap();
        assert_eq!((course.version, course.activities[0].mastery), (Version::V2004, Some(700)));
    }

    #[test]
    fn what_leads_out_or_nowhere_is_refused() {
        let one = |href: &str| {
            manifest(
                "1.2",
                "<item identifier=\"i\" identifierref=\"r\"><title>T</title></item>",
                &format!("<resource identifier=\"r\" href=\"{href}\"/>"),
            )
        };
        for href in ["../../../etc/passwd", "https://example.org/x.html", "//example.org/x", "", "..\\x.html"] {
            assert!(read(one(href).as_bytes()).is_err(), "{href}");
        }
        assert!(read(manifest("1.2", "", "").as_bytes()).is_err());
        assert!(read(manifest("1.2", "<item identifier=\"i\" identifierref=\"zz\"/>", "").as_bytes()).is_err());
        assert!(read(manifest("0.9", "", "").as_bytes()).is_err());
        assert!(read(b"<html/>").is_err());
    }
}
