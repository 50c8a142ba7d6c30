//! A signature in the Cryptographic Message Syntax (RFC 5652), apart from what it signs, as a `.pkpass` carries it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use crate::der::{self, CONTEXT_0, GENERALIZED_TIME, INTEGER, NULL, OCTET_STRING, OID, SEQUENCE, SET, UTC_TIME};
use crate::key::Key;
use crate::{Certificate, Error};

/// 1.2.840.113549.1.7.2
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// 1.2.840.113549.1.7.1
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
/// 1.2.840.113549.1.9.3
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
/// 1.2.840.113549.1.9.4
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// 1.2.840.113549.1.9.5
const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
/// 1.2.840.113549.1.1.1
const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// 2.16.840.1.101.3.4.2.1
const SHA_256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

/// `SignedData` without its content, with the certificates and one signer.
pub(crate) fn detached(
    content: &[u8],
    at: Timestamp,
    key: &Key,
    certificate: &Certificate,
    authorities: &[Certificate],
) -> Result<Vec<u8>, Error> {
    let version = der::element(INTEGER, &[1]);
    let digest_algorithm = algorithm(SHA_256);
    let attributes = vec![
        attribute(CONTENT_TYPE, der::element(OID, DATA)),
        attribute(SIGNING_TIME, time(at)),
        attribute(MESSAGE_DIGEST, der::element(OCTET_STRING, &Sha256::digest(content))),
    ];
    // What is signed is the attributes under their own tag; what is sent carries them under [0] (RFC 5652, 5.4).
    let signature = key.sign(&der::set_of(SET, attributes.clone()))?;
    let signer = der::all(
        SEQUENCE,
        &[
            &version,
            &der::all(SEQUENCE, &[&certificate.issuer, &certificate.serial]),
            &digest_algorithm,
            &der::set_of(CONTEXT_0, attributes),
            &algorithm(RSA_ENCRYPTION),
            &der::element(OCTET_STRING, &signature),
        ],
    );
    let certificates = std::iter::once(certificate).chain(authorities).map(|each| each.der.clone()).collect();
    let signed_data = der::all(
        SEQUENCE,
        &[
            &version,
            &der::element(SET, &digest_algorithm),
            &der::element(SEQUENCE, &der::element(OID, DATA)),
            &der::set_of(CONTEXT_0, certificates),
            &der::element(SET, &signer),
        ],
    );
    Ok(der::all(SEQUENCE, &[&der::element(OID, SIGNED_DATA), &der::element(CONTEXT_0, &signed_data)]))
}

fn algorithm(oid: &[u8]) -> Vec<u8> {
    der::all(SEQUENCE, &[&der::element(OID, oid), &der::element(NULL, &[])])
}

fn attribute(kind: &[u8], value: Vec<u8>) -> Vec<u8> {
    der::all(SEQUENCE, &[&der::element(OID, kind), &der::element(SET, &value)])
}

/// `UTCTime` until 2049, `GeneralizedTime` after (RFC 5652, 11.3).
fn time(at: Timestamp) -> Vec<u8> {
    let moment = at.to_zoned(TimeZone::UTC);
    if (1950..2050).contains(&moment.year()) {
        der::element(UTC_TIME, moment.strftime("%y%m%d%H%M%SZ").to_string().as_bytes())
    } else {
        der::element(GENERALIZED_TIME, moment.strftime("%Y%m%d%H%M%SZ").to_string().as_bytes())
    }
}
