//! Names of the repository and of its items.

/// What the repository says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Its name for people.
    pub name: String,
    /// Address at which it answers, as the world sees it.
    pub base_url: String,
    /// Whom to write to.
    pub admin_email: String,
    /// Domain name in identifiers. Harvesters know records by it: it stays the same when the address changes.
    pub domain: String,
}

impl Repository {
    /// The identifier of a record.
    pub(super) fn identifier(&self, record: i64) -> String {
        format!("oai:{}:{record}", self.domain)
    }

    /// The record that an identifier names, if it is one of ours.
    pub(super) fn record_of(&self, identifier: &str) -> Option<i64> {
        let number = identifier.strip_prefix("oai:")?.strip_prefix(&self.domain)?.strip_prefix(':')?;
        let record = number.parse().ok()?;
        // One spelling only: no sign, no leading zero.
        (self.identifier(record) == identifier).then_some(record)
    }

    /// The description that tells harvesters how identifiers are made, when the domain is one that its schema allows.
    pub(super) fn description(&self) -> Option<Vec<u8>> {
        let is_label = |label: &str| {
            label.starts_with(|c: char| c.is_ascii_alphabetic())
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        if !self.domain.contains('.') || !self.domain.split('.').all(is_label) {
            return None;
        }
        let mut xml = String::from("<oai-identifier");
        let namespace = "http://www.openarchives.org/OAI/2.0/oai-identifier";
        oai_pmh::push_attribute(&mut xml, "xmlns", namespace);
        oai_pmh::push_attribute(&mut xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        let location = format!("{namespace} {namespace}.xsd");
        oai_pmh::push_attribute(&mut xml, "xsi:schemaLocation", &location);
        xml.push_str("><scheme>oai</scheme><repositoryIdentifier>");
        oai_pmh::push_text(&mut xml, &self.domain);
        xml.push_str("</repositoryIdentifier><delimiter>:</delimiter><sampleIdentifier>");
        oai_pmh::push_text(&mut xml, &self.identifier(1));
        xml.push_str("</sampleIdentifier></oai-identifier>");
        Some(xml.into_bytes())
    }
}
