//! RSA signatures (RSASSA-PKCS1-v1_5 with SHA-256), which is what both wallets ask for.

use ring::rand::SystemRandom;
use ring::rsa::KeyPair;
use ring::signature::RSA_PKCS1_SHA256;

use crate::Error;
use crate::pem::{self, Block};

pub(crate) struct Key(KeyPair);

impl Key {
    /// The private key among the blocks of a PEM file.
    pub(crate) fn among(blocks: &[Block]) -> Result<Self, Error> {
        let read = match (pem::first(blocks, "PRIVATE KEY"), pem::first(blocks, "RSA PRIVATE KEY")) {
            (Some(block), _) => KeyPair::from_pkcs8(&block.bytes),
            (None, Some(block)) => KeyPair::from_der(&block.bytes),
            (None, None) => return Err(Error::NoKey),
        };
        read.map(Self).map_err(|why| Error::BadKey(why.to_string()))
    }

    /// The public key as `RSAPublicKey` (RFC 8017 A.1.1), as a certificate holds it.
    pub(crate) fn public(&self) -> &[u8] {
        self.0.public().as_ref()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let mut signature = vec![0; self.0.public().modulus_len()];
        // The padding is deterministic: the generator is asked for by the interface and not used.
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| Error::NotWritten("signing failed".to_owned()))?;
        Ok(signature)
    }
}
