//! Answers as XML (section 3.2 of the standard).

use crate::NAMESPACE;
use crate::datestamp::{Datestamp, Granularity};
use crate::error::{ErrorCode, ProtocolError};
use crate::model::{Body, Header, Identify, MetadataFormat, Record, Response, Resumption, Set};
use crate::xml::{push_attribute, push_element, push_raw, push_text};

impl Response {
    /// An answer to the request that these pairs made. As the standard asks, `badVerb` and `badArgument` do not repeat
    /// the arguments.
    #[must_use]
    pub fn new(now: Datestamp, base_url: &str, arguments: &[(String, String)], body: Body) -> Self {
        let refused = matches!(&body, Body::Errors(errors) if errors
            .iter()
            .any(|error| matches!(error.code, Some(ErrorCode::BadVerb | ErrorCode::BadArgument))));
        Self {
            response_date: Some(now.at(Granularity::Second)),
            base_url: base_url.to_owned(),
            arguments: if refused { Vec::new() } else { arguments.to_vec() },
            body,
        }
    }

    /// The answer as an XML document in UTF-8, to be sent as `text/xml; charset=utf-8`.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let mut out = String::with_capacity(4096);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH");
        push_attribute(&mut out, "xmlns", NAMESPACE);
        push_attribute(&mut out, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        push_attribute(
            &mut out,
            "xsi:schemaLocation",
            "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
        );
        out.push_str(">\n");
        let now = self.response_date.unwrap_or_else(|| Datestamp::from_millis(0, Granularity::Second));
        push_element(&mut out, "responseDate", &now.to_string());
        out.push_str("\n<request");
        for (name, value) in &self.arguments {
            if ARGUMENTS.contains(&name.as_str()) {
                push_attribute(&mut out, name, value);
            }
        }
        out.push('>');
        push_text(&mut out, &self.base_url);
        out.push_str("</request>\n");
        push_body(&mut out, &self.body, now);
        out.push_str("</OAI-PMH>\n");
        out
    }
}

/// Arguments that the schema allows as attributes of `<request>`.
const ARGUMENTS: [&str; 7] = ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"];

fn push_body(out: &mut String, body: &Body, now: Datestamp) {
    match body {
        Body::Errors(errors) => errors.iter().for_each(|error| push_error(out, error)),
        Body::Identify(identify) => push_identify(out, identify),
        Body::MetadataFormats(formats) => {
            out.push_str("<ListMetadataFormats>\n");
            formats.iter().for_each(|format| push_format(out, format));
            out.push_str("</ListMetadataFormats>\n");
        }
        Body::Sets(sets, resumption) => {
            out.push_str("<ListSets>\n");
            sets.iter().for_each(|set| push_set(out, set));
            push_resumption(out, resumption.as_ref());
            out.push_str("</ListSets>\n");
        }
        Body::Identifiers(headers, resumption) => {
            out.push_str("<ListIdentifiers>\n");
            headers.iter().for_each(|header| push_header(out, header, now));
            push_resumption(out, resumption.as_ref());
            out.push_str("</ListIdentifiers>\n");
        }
        Body::Records(records, resumption) => {
            out.push_str("<ListRecords>\n");
            records.iter().for_each(|record| push_record(out, record, now));
            push_resumption(out, resumption.as_ref());
            out.push_str("</ListRecords>\n");
        }
        Body::Record(record) => {
            out.push_str("<GetRecord>\n");
            push_record(out, record, now);
            out.push_str("</GetRecord>\n");
        }
    }
}

fn push_error(out: &mut String, error: &ProtocolError) {
    out.push_str("<error");
    let code = error.code.unwrap_or(ErrorCode::BadArgument);
    push_attribute(out, "code", code.as_str());
    out.push('>');
    push_text(out, &error.message);
    out.push_str("</error>\n");
}

fn push_identify(out: &mut String, identify: &Identify) {
    out.push_str("<Identify>\n");
    push_element(out, "repositoryName", &identify.repository_name);
    push_element(out, "baseURL", &identify.base_url);
    push_element(out, "protocolVersion", "2.0");
    for email in &identify.admin_emails {
        push_element(out, "adminEmail", email);
    }
    let earliest = identify
        .earliest_datestamp
        .unwrap_or_else(|| Datestamp::from_millis(0, identify.granularity))
        .at(identify.granularity);
    push_element(out, "earliestDatestamp", &earliest.to_string());
    push_element(out, "deletedRecord", identify.deleted_record.as_str());
    push_element(out, "granularity", identify.granularity.as_str());
    for compression in &identify.compressions {
        push_element(out, "compression", compression);
    }
    for description in &identify.descriptions {
        out.push_str("<description>");
        push_raw(out, description);
        out.push_str("</description>");
    }
    out.push_str("\n</Identify>\n");
}

fn push_format(out: &mut String, format: &MetadataFormat) {
    out.push_str("<metadataFormat>");
    push_element(out, "metadataPrefix", &format.prefix);
    push_element(out, "schema", &format.schema);
    push_element(out, "metadataNamespace", &format.namespace);
    out.push_str("</metadataFormat>\n");
}

fn push_set(out: &mut String, set: &Set) {
    out.push_str("<set>");
    push_element(out, "setSpec", &set.spec);
    push_element(out, "setName", &set.name);
    out.push_str("</set>\n");
}

fn push_header(out: &mut String, header: &Header, now: Datestamp) {
    out.push_str(if header.deleted { "<header status=\"deleted\">" } else { "<header>" });
    push_element(out, "identifier", &header.identifier);
    push_element(out, "datestamp", &header.datestamp.unwrap_or(now).to_string());
    for set in &header.sets {
        push_element(out, "setSpec", set);
    }
    out.push_str("</header>\n");
}

fn push_record(out: &mut String, record: &Record, now: Datestamp) {
    out.push_str("<record>");
    push_header(out, &record.header, now);
    if let Some(metadata) = &record.metadata {
        out.push_str("<metadata>");
        push_raw(out, &metadata.xml);
        out.push_str("</metadata>\n");
    }
    for about in &record.about {
        out.push_str("<about>");
        push_raw(out, about);
        out.push_str("</about>\n");
    }
    out.push_str("</record>\n");
}

fn push_resumption(out: &mut String, resumption: Option<&Resumption>) {
    let Some(resumption) = resumption else { return };
    out.push_str("<resumptionToken");
    if let Some(expiration) = resumption.expiration {
        push_attribute(out, "expirationDate", &expiration.at(Granularity::Second).to_string());
    }
    if let Some(size) = resumption.complete_list_size {
        push_attribute(out, "completeListSize", &size.to_string());
    }
    if let Some(cursor) = resumption.cursor {
        push_attribute(out, "cursor", &cursor.to_string());
    }
    out.push('>');
    push_text(out, &resumption.token);
    out.push_str("</resumptionToken>\n");
}
