//! The envelopes of SRU.

use cql::Diagnostic;
use oai_pmh::{push_attribute, push_text};

use super::parameters::{Packing, SearchRetrieve};

/// Opens a document whose root is `zs:<name>`.
pub(super) fn open(name: &str) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<zs:");
    out.push_str(name);
    push_attribute(&mut out, "xmlns:zs", "http://www.loc.gov/zing/srw/");
    out.push_str("><zs:version>1.2</zs:version>");
    out
}

/// Closes it.
pub(super) fn close(out: &mut String, name: &str) {
    out.push_str("</zs:");
    out.push_str(name);
    out.push_str(">\n");
}

pub(super) fn element(out: &mut String, name: &str, text: &str) {
    out.push_str("<zs:");
    out.push_str(name);
    out.push('>');
    push_text(out, text);
    out.push_str("</zs:");
    out.push_str(name);
    out.push('>');
}

/// A record, or the diagnostic that stands for it.
pub(super) fn record(out: &mut String, schema: &str, packing: Packing, data: &str, places: Option<(i64, usize)>) {
    out.push_str("<zs:record>");
    element(out, "recordSchema", schema);
    match packing {
        Packing::Xml => {
            element(out, "recordPacking", "xml");
            out.push_str("<zs:recordData>");
            out.push_str(data);
            out.push_str("</zs:recordData>");
        }
        Packing::Text => {
            element(out, "recordPacking", "string");
            element(out, "recordData", data);
        }
    }
    if let Some((identifier, position)) = places {
        element(out, "recordIdentifier", &identifier.to_string());
        element(out, "recordPosition", &position.to_string());
    }
    out.push_str("</zs:record>");
}

pub(super) fn diagnostic(diagnostic: &Diagnostic) -> String {
    let mut out = String::from("<diagnostic");
    push_attribute(&mut out, "xmlns", "http://www.loc.gov/zing/srw/diagnostic/");
    out.push('>');
    for (name, text) in
        [("uri", diagnostic.uri().as_str()), ("details", diagnostic.details()), ("message", diagnostic.message())]
    {
        if !text.is_empty() {
            out.push_str(&format!("<{name}>"));
            push_text(&mut out, text);
            out.push_str(&format!("</{name}>"));
        }
    }
    out.push_str("</diagnostic>");
    out
}

pub(super) fn diagnostics(out: &mut String, refusal: &Diagnostic) {
    out.push_str("<zs:diagnostics>");
    out.push_str(&diagnostic(refusal));
    out.push_str("</zs:diagnostics>");
}

/// The request as it was understood.
pub(super) fn echo(out: &mut String, asked: &SearchRetrieve) {
    out.push_str("<zs:echoedSearchRetrieveRequest><zs:version>1.2</zs:version>");
    element(out, "query", &asked.query);
    element(out, "startRecord", &asked.start.to_string());
    element(out, "maximumRecords", &asked.most.to_string());
    let packing = match asked.packing {
        Packing::Xml => "xml",
        Packing::Text => "string",
    };
    element(out, "recordPacking", packing);
    element(out, "recordSchema", asked.schema.names().1);
    out.push_str("</zs:echoedSearchRetrieveRequest>");
}
