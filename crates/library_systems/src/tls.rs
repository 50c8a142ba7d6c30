//! TLS towards a library's system: the public authorities, or the one the library gave.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// What is wrong with the authority's certificate given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no certificate can be read in what was given")]
pub struct NoCertificate;

/// How to speak TLS to a system. `authority` is PEM, one certificate or several, and then only those are trusted; empty for
/// the public authorities.
///
/// # Errors
/// [`NoCertificate`] when something was given that holds none.
pub fn config(authority: &str) -> Result<Arc<ClientConfig>, NoCertificate> {
    let mut roots = RootCertStore::empty();
    if authority.trim().is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    } else {
        for certificate in CertificateDer::pem_slice_iter(authority.as_bytes()) {
            roots.add(certificate.map_err(|_| NoCertificate)?).map_err(|_| NoCertificate)?;
        }
        if roots.is_empty() {
            return Err(NoCertificate);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.map_err(|_| NoCertificate)?.with_root_certificates(roots).with_no_client_auth();
    Ok(Arc::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_that_is_none_is_refused() {
        assert!(config("").is_ok());
        assert_eq!(config("bonjour").err(), Some(NoCertificate));
        let torn = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assert_eq!(config(torn).err(), Some(NoCertificate));
    }
}
