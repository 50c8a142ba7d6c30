//! What can be wrong with what a server's keeper configured: each says what to put right.

/// Why a certificate or a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file is not PEM.
    #[error("this is not a PEM file: {0}")]
    NotPem(&'static str),
    /// There is no private key in the file.
    #[error("the PEM file holds no private key (expected “PRIVATE KEY” or “RSA PRIVATE KEY”, not encrypted)")]
    NoKey,
    /// The key is no RSA key of 2048 bits or more.
    #[error("the private key is not an RSA key of 2048 bits or more: {0}")]
    BadKey(String),
    /// A certificate cannot be read.
    #[error("a certificate of the file cannot be read: {0}")]
    BadCertificate(&'static str),
    /// No certificate of the file belongs to the key.
    #[error("no certificate of the PEM file belongs to its private key")]
    NoCertificateForKey,
    /// The certificate of Apple that signed the pass certificate is missing.
    #[error("the PEM file lacks the certificate of the authority that signed the pass certificate (Apple WWDR)")]
    NoAuthority,
    /// The certificate names no pass type or no team.
    #[error("the certificate is not a Pass Type ID certificate: its subject lacks {0}")]
    NotForPasses(&'static str),
    /// The service account's file is not what Google gives.
    #[error("the service account's file cannot be read: {0}")]
    BadAccount(String),
    /// A pass could not be written.
    #[error("the pass could not be written: {0}")]
    NotWritten(String),
}
