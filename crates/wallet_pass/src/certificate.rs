//! What we need of an X.509 certificate (RFC 5280): who signed it, its number, its end, its subject, its public key.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::Error;
use crate::der::{self, BIT_STRING, CONTEXT_0, GENERALIZED_TIME, INTEGER, OID, Reader, SEQUENCE, SET, UTC_TIME};

/// A certificate, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    pub(crate) der: Vec<u8>,
    /// The issuer's name, as DER.
    pub(crate) issuer: Vec<u8>,
    /// The subject's name, as DER.
    pub(crate) subject: Vec<u8>,
    /// The serial number, as DER.
    pub(crate) serial: Vec<u8>,
    /// The RSA public key, as DER.
    pub(crate) public_key: Vec<u8>,
    /// The last instant it is valid.
    pub not_after: Timestamp,
    /// The subject's attributes: the object identifier's bytes and the text.
    attributes: Vec<(Vec<u8>, String)>,
}

/// 0.9.2342.19200300.100.1.1, the user identifier: where Apple writes the pass type.
const USER_ID: &[u8] = &[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x01];
/// 2.5.4.11, the organisational unit: where Apple writes the team.
const UNIT: &[u8] = &[0x55, 0x04, 0x0b];
/// 2.5.4.3, the common name.
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];

impl Certificate {
    /// Reads a certificate's DER bytes. Its signature is not verified: it is the phone that will.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes).ok_or(Error::BadCertificate("its structure is not that of X.509"))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let whole = Reader::new(bytes).expect(SEQUENCE)?;
        let mut fields = whole.inside().expect(SEQUENCE)?.inside();
        if fields.peek()? == CONTEXT_0 {
            fields.next()?; // The version.
        }
        let serial = fields.expect(INTEGER)?;
        fields.expect(SEQUENCE)?; // The algorithm of the signature.
        let issuer = fields.expect(SEQUENCE)?;
        let mut validity = fields.expect(SEQUENCE)?.inside();
        validity.next()?;
        let not_after = time(validity.next()?)?;
        let subject = fields.expect(SEQUENCE)?;
        let mut key = fields.expect(SEQUENCE)?.inside();
        key.expect(SEQUENCE)?;
        // The first byte of a bit string counts its unused bits.
        let public_key = key.expect(BIT_STRING)?.content.get(1..)?;
        Some(Self {
            der: whole.whole.to_vec(),
            issuer: issuer.whole.to_vec(),
            subject: subject.whole.to_vec(),
            serial: serial.whole.to_vec(),
            public_key: public_key.to_vec(),
            not_after,
            attributes: attributes(subject.inside()),
        })
    }

    fn attribute(&self, kind: &[u8]) -> Option<&str> {
        self.attributes.iter().find(|(of, _)| of == kind).map(|(_, text)| text.as_str())
    }

    /// The pass type identifier, such as `pass.fr.lillemetropole.cart`.
    pub fn pass_type(&self) -> Option<&str> {
        self.attribute(USER_ID)
    }

    /// The team's identifier.
    pub fn team(&self) -> Option<&str> {
        self.attribute(UNIT)
    }

    /// The common name.
    pub fn name(&self) -> Option<&str> {
        self.attribute(COMMON_NAME)
    }
}

fn attributes(mut sets: Reader<'_>) -> Vec<(Vec<u8>, String)> {
    let mut attributes = Vec::new();
    while let Some(set) = sets.expect(SET) {
        let mut members = set.inside();
        while let Some(pair) = members.expect(SEQUENCE) {
            let mut pair = pair.inside();
            if let (Some(kind), Some(value)) = (pair.expect(OID), pair.next()) {
                attributes.push((kind.content.to_vec(), String::from_utf8_lossy(value.content).into_owned()));
            }
        }
    }
    attributes
}

/// `UTCTime` (two digits of the year: below fifty is this century, RFC 5280 4.1.2.5.1) or `GeneralizedTime`, both in UTC.
fn time(element: der::Element<'_>) -> Option<Timestamp> {
    let text = std::str::from_utf8(element.content).ok()?;
    let full = match element.tag {
        UTC_TIME if text.len() == 13 && text.is_char_boundary(2) => {
            let century = if text[..2].parse::<u8>().ok()? < 50 { "20" } else { "19" };
            format!("{century}{text}")
        }
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    let moment = DateTime::strptime("%Y%m%d%H%M%SZ", &full).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).ok()?.timestamp())
}
