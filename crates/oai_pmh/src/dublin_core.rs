//! Unqualified Dublin Core in its OAI container: the one format every provider must offer.

use crate::xml::{push_attribute, push_element};
use crate::{DC_NAMESPACE, OAI_DC_NAMESPACE, OAI_DC_SCHEMA};

/// The fifteen elements (ISO 15836), each as often as one likes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DublinCore {
    /// `dc:title`
    pub titles: Vec<String>,
    /// `dc:creator`
    pub creators: Vec<String>,
    /// `dc:subject`
    pub subjects: Vec<String>,
    /// `dc:description`
    pub descriptions: Vec<String>,
    /// `dc:publisher`
    pub publishers: Vec<String>,
    /// `dc:contributor`
    pub contributors: Vec<String>,
    /// `dc:date`
    pub dates: Vec<String>,
    /// `dc:type`
    pub types: Vec<String>,
    /// `dc:format`
    pub formats: Vec<String>,
    /// `dc:identifier`
    pub identifiers: Vec<String>,
    /// `dc:source`
    pub sources: Vec<String>,
    /// `dc:language`
    pub languages: Vec<String>,
    /// `dc:relation`
    pub relations: Vec<String>,
    /// `dc:coverage`
    pub coverage: Vec<String>,
    /// `dc:rights`
    pub rights: Vec<String>,
}

impl DublinCore {
    fn elements(&self) -> [(&'static str, &[String]); 15] {
        [
            ("dc:title", &self.titles),
            ("dc:creator", &self.creators),
            ("dc:subject", &self.subjects),
            ("dc:description", &self.descriptions),
            ("dc:publisher", &self.publishers),
            ("dc:contributor", &self.contributors),
            ("dc:date", &self.dates),
            ("dc:type", &self.types),
            ("dc:format", &self.formats),
            ("dc:identifier", &self.identifiers),
            ("dc:source", &self.sources),
            ("dc:language", &self.languages),
            ("dc:relation", &self.relations),
            ("dc:coverage", &self.coverage),
            ("dc:rights", &self.rights),
        ]
    }

    /// The record as an `oai_dc:dc` element that declares its namespaces. Empty values are left out.
    #[must_use]
    pub fn to_oai_dc(&self) -> String {
        let mut out = String::with_capacity(1024);
        out.push_str("<oai_dc:dc");
        push_attribute(&mut out, "xmlns:oai_dc", OAI_DC_NAMESPACE);
        push_attribute(&mut out, "xmlns:dc", DC_NAMESPACE);
        push_attribute(&mut out, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        let location = format!("{OAI_DC_NAMESPACE} {OAI_DC_SCHEMA}");
        push_attribute(&mut out, "xsi:schemaLocation", &location);
        out.push('>');
        self.push_elements(&mut out);
        out.push_str("</oai_dc:dc>");
        out
    }

    /// The record as an SRU `srw_dc:dc` element (schema `info:srw/schema/1/dc-v1.1`).
    #[must_use]
    pub fn to_srw_dc(&self) -> String {
        let mut out = String::with_capacity(1024);
        out.push_str("<srw_dc:dc");
        push_attribute(&mut out, "xmlns:srw_dc", "info:srw/schema/1/dc-schema");
        push_attribute(&mut out, "xmlns:dc", DC_NAMESPACE);
        out.push('>');
        self.push_elements(&mut out);
        out.push_str("</srw_dc:dc>");
        out
    }

    fn push_elements(&self, out: &mut String) {
        for (name, values) in self.elements() {
            for value in values.iter().filter(|value| !value.trim().is_empty()) {
                push_element(out, name, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_empty_ones_left_out() {
        let record = DublinCore {
            titles: vec!["Vrai & <faux>\u{1}".into(), "  ".into()],
            creators: vec!["Zola, Émile".into()],
            ..DublinCore::default()
        };
        let xml = record.to_oai_dc();
        assert!(
            xml.contains(
                "<dc:title>Vrai &amp; &lt;faux&gt;</dc:title><dc:creator>Zola, Émile</dc:creator></oai_dc:dc>"
            )
        );
    }
}
