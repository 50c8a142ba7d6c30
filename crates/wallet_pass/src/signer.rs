//! Who signs Apple's passes: a key, the Pass Type ID certificate that goes with it, and the authority above.

use jiff::Timestamp;

use crate::key::Key;
use crate::{Certificate, Error, cms, pem};

/// How many days before its certificate ends a signer raises the alarm. Passes already installed stop being updated when it
/// has ended, and new ones are refused by phones.
pub const ALARM_DAYS: i64 = 90;

/// A key and its certificates, ready to sign.
pub struct Signer {
    key: Key,
    certificate: Certificate,
    authorities: Vec<Certificate>,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Signer").field("pass_type", &self.pass_type()).finish_non_exhaustive()
    }
}

impl Signer {
    /// Reads a PEM file holding, in any order, the private key (not encrypted), its certificate, and the certificate of the
    /// authority that signed it (Apple's "Worldwide Developer Relations"). It is what
    /// `openssl pkcs12 -in pass.p12 -nodes` writes, followed by Apple's intermediate.
    ///
    /// # Errors
    /// What is missing or unreadable, by name.
    pub fn from_pem(text: &str) -> Result<Self, Error> {
        let blocks = pem::blocks(text)?;
        let key = Key::among(&blocks)?;
        let mut certificates = blocks
            .iter()
            .filter(|block| block.label == "CERTIFICATE")
            .map(|block| Certificate::read(&block.bytes))
            .collect::<Result<Vec<_>, _>>()?;
        let own = certificates
            .iter()
            .position(|certificate| certificate.public_key == key.public())
            .ok_or(Error::NoCertificateForKey)?;
        let certificate = certificates.remove(own);
        if !certificates.iter().any(|authority| authority.subject == certificate.issuer) {
            return Err(Error::NoAuthority);
        }
        certificate.pass_type().ok_or(Error::NotForPasses("a user identifier (UID), the pass type"))?;
        certificate.team().ok_or(Error::NotForPasses("an organisational unit (OU), the team"))?;
        Ok(Self { key, certificate, authorities: certificates })
    }

    /// The pass type of the certificate.
    pub fn pass_type(&self) -> &str {
        self.certificate.pass_type().unwrap_or_default()
    }

    /// The team of the certificate.
    pub fn team(&self) -> &str {
        self.certificate.team().unwrap_or_default()
    }

    /// The first instant at which one of the certificates is no longer valid.
    pub fn ends(&self) -> Timestamp {
        self.authorities.iter().map(|authority| authority.not_after).fold(self.certificate.not_after, Timestamp::min)
    }

    /// When the end is [`ALARM_DAYS`] days away or less: how many whole days are left, negative once it has passed.
    pub fn alarm(&self, now: Timestamp) -> Option<i64> {
        let left = (self.ends().as_second() - now.as_second()).div_euclid(86_400);
        (left <= ALARM_DAYS).then_some(left)
    }

    /// Signs a content that travels beside its signature.
    pub(crate) fn sign(&self, content: &[u8], at: Timestamp) -> Result<Vec<u8>, Error> {
        cms::detached(content, at, &self.key, &self.certificate, &self.authorities)
    }
}
