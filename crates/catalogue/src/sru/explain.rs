//! What the server can do, as a ZeeRex record.

use oai_pmh::{push_attribute, push_text};

use super::SruServer;
use super::indexes::{INDEXES, SETS};
use super::parameters::{MOST_RECORDS, Packing, Schema, USUAL_RECORDS};
use super::xml;

const ZEEREX: &str = "http://explain.z3950.org/dtd/2.0/";

/// The answer to explain.
pub(super) fn explain(server: &SruServer, refusal: Option<&cql::Diagnostic>) -> String {
    let mut out = xml::open("explainResponse");
    xml::record(&mut out, ZEEREX, Packing::Xml, &zeerex(server), None);
    if let Some(refusal) = refusal {
        xml::diagnostics(&mut out, refusal);
    }
    xml::close(&mut out, "explainResponse");
    out
}

fn zeerex(server: &SruServer) -> String {
    let address = Address::of(&server.base_url);
    let mut out = String::from("<explain");
    push_attribute(&mut out, "xmlns", ZEEREX);
    out.push_str("><serverInfo protocol=\"SRU\" version=\"1.2\"");
    push_attribute(&mut out, "transport", address.scheme);
    out.push_str(" method=\"GET POST\">");
    push_element(&mut out, "host", address.host);
    push_element(&mut out, "port", address.port);
    push_element(&mut out, "database", address.path);
    out.push_str("</serverInfo><databaseInfo><title lang=\"fr\" primary=\"true\">");
    push_text(&mut out, &server.name);
    out.push_str("</title></databaseInfo><indexInfo>");
    for (name, identifier) in SETS {
        out.push_str("<set");
        push_attribute(&mut out, "name", name);
        push_attribute(&mut out, "identifier", identifier);
        out.push_str("/>");
    }
    for (set, name, _, title) in INDEXES {
        let sort = matches!((set, name), ("dc", "date" | "title"));
        out.push_str("<index search=\"true\" scan=\"false\"");
        push_attribute(&mut out, "sort", if sort { "true" } else { "false" });
        out.push_str("><title lang=\"en\">");
        push_text(&mut out, title);
        out.push_str("</title><map><name");
        push_attribute(&mut out, "set", set);
        out.push('>');
        push_text(&mut out, name);
        out.push_str("</name></map></index>");
    }
    out.push_str("</indexInfo><schemaInfo>");
    for schema in Schema::ALL {
        let (name, identifier, title) = schema.names();
        out.push_str("<schema retrieve=\"true\" sort=\"false\"");
        push_attribute(&mut out, "name", name);
        push_attribute(&mut out, "identifier", identifier);
        out.push_str("><title lang=\"en\">");
        push_text(&mut out, title);
        out.push_str("</title></schema>");
    }
    out.push_str("</schemaInfo><configInfo>");
    out.push_str(&format!(
        "<default type=\"numberOfRecords\">{USUAL_RECORDS}</default>\
         <default type=\"recordSchema\">dc</default><default type=\"index\">cql.serverChoice</default>\
         <default type=\"relation\">=</default><setting type=\"maximumRecords\">{MOST_RECORDS}</setting>"
    ));
    for relation in ["=", "==", "<>", "<", "<=", ">", ">=", "any", "all", "adj", "within"] {
        out.push_str("<supports type=\"relation\">");
        push_text(&mut out, relation);
        out.push_str("</supports>");
    }
    for (kind, value) in [
        ("maskingCharacter", "*"),
        ("relationModifier", "relevant"),
        ("relationModifier", "stem"),
        ("relationModifier", "word"),
    ] {
        out.push_str("<supports");
        push_attribute(&mut out, "type", kind);
        out.push('>');
        push_text(&mut out, value);
        out.push_str("</supports>");
    }
    out.push_str("</configInfo></explain>");
    out
}

fn push_element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>"));
    push_text(out, text);
    out.push_str(&format!("</{name}>"));
}

/// The parts of `http://host:port/path`.
struct Address<'a> {
    scheme: &'a str,
    host: &'a str,
    port: &'a str,
    path: &'a str,
}

impl<'a> Address<'a> {
    fn of(url: &'a str) -> Self {
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let (place, path) = rest.split_once('/').unwrap_or((rest, ""));
        let usual = if scheme == "https" { "443" } else { "80" };
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
            _ => (place, usual),
        };
        Self { scheme, host, port, path }
    }
}
