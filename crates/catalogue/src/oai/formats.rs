//! A record in each of the formats offered.

use marc::{Format, Record};
use oai_pmh::{MARCXML_NAMESPACE, MARCXML_SCHEMA, MetadataFormat, OAI_DC_NAMESPACE, OAI_DC_SCHEMA};

use super::dublin_core::dublin_core;
use crate::store::records::KeptRecord;

const MARCXCHANGE_NAMESPACE: &str = "info:lc/xmlns/marcxchange-v2";
const MARCXCHANGE_SCHEMA: &str = "http://www.loc.gov/standards/iso25577/marcxchange-2-0.xsd";

/// The envelope around a MARC record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Envelope {
    /// The Library of Congress's, which does not say the dialect.
    MarcXml,
    /// ISO 25577, which does.
    MarcXchange,
}

/// A format of the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offered {
    OaiDc,
    Marc(Envelope),
}

impl Offered {
    const ALL: [Self; 3] = [Self::OaiDc, Self::Marc(Envelope::MarcXml), Self::Marc(Envelope::MarcXchange)];

    pub(super) fn parse(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.prefix() == prefix)
    }

    const fn prefix(self) -> &'static str {
        match self {
            Self::OaiDc => "oai_dc",
            Self::Marc(Envelope::MarcXml) => "marcxml",
            Self::Marc(Envelope::MarcXchange) => "marcxchange",
        }
    }

    pub(super) fn described() -> Vec<MetadataFormat> {
        Self::ALL
            .into_iter()
            .map(|format| {
                let (namespace, schema) = match format {
                    Self::OaiDc => (OAI_DC_NAMESPACE, OAI_DC_SCHEMA),
                    Self::Marc(Envelope::MarcXml) => (MARCXML_NAMESPACE, MARCXML_SCHEMA),
                    Self::Marc(Envelope::MarcXchange) => (MARCXCHANGE_NAMESPACE, MARCXCHANGE_SCHEMA),
                };
                MetadataFormat {
                    prefix: format.prefix().to_owned(),
                    schema: schema.to_owned(),
                    namespace: namespace.to_owned(),
                }
            })
            .collect()
    }

    /// The record in this format; nothing when the bytes kept can no longer be read.
    pub(super) fn write(self, record: &KeptRecord) -> Option<String> {
        match self {
            Self::OaiDc => Some(dublin_core(&record.library, &record.description).to_oai_dc()),
            Self::Marc(envelope) => marc_xml(record, envelope),
        }
    }
}

/// A record as MARC in XML, in its own dialect; nothing when the bytes kept can no longer be read.
pub(crate) fn marc_xml(kept: &KeptRecord, envelope: Envelope) -> Option<String> {
    let mut record = Record::new(Format::default());
    marc::parse(&kept.bytes, &kept.options, &mut record).ok()?;
    let mut xml = String::with_capacity(kept.bytes.len() * 3);
    marc::write_marcxml(&record, &mut xml);
    let Envelope::MarcXchange = envelope else {
        return Some(xml);
    };
    // The two differ in the tag that opens the record, and in nothing inside it.
    let (_, rest) = xml.split_once('>')?;
    let dialect = match record.format() {
        Format::Unimarc => "UNIMARC",
        Format::Marc21 => "MARC21",
    };
    Some(format!("<record xmlns=\"{MARCXCHANGE_NAMESPACE}\" format=\"{dialect}\" type=\"Bibliographic\">{rest}"))
}
