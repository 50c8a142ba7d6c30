//! Signed links: an address of the vendor's with who comes, when, and a signature by a secret both know. No standard: each
//! vendor has its own order of words, so that the office types what the vendor's documentation says.
//!
//! An address holds blanks in braces: `{pseudonym}`, `{timestamp}`, `{nonce}`, any attribute the vendor is given
//! (`{given_name}`…), `{signature}`, which signs a text of its own, and `{signed_pseudonym}`, `{signed_timestamp}`…, which
//! sign one value (a digest then takes the value followed by the secret), as Vodeclic and ArteVOD ask for. The text that is
//! signed is a template too; values in it are as they are, values in the address are percent-encoded. What is not known of
//! a reader is empty in both.
//!
//! The links of Vodeclic and ArteVOD were read, for their facts, in AFI-OPAC (github.com/lolgzs/opacce, 2012):
//! `id`, SHA-256 of the identifier and the secret, SHA-256 of the day (`24112026`) and the secret.

use form_urlencoded::byte_serialize;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Zoned;
use md5::Md5;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::attribute::{Attribute, Attributes, Facts};
use crate::vendor::Vendor;

/// How a link is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Algorithm {
    /// HMAC with SHA-256: the one to ask for.
    #[default]
    HmacSha256,
    /// HMAC with SHA-1.
    HmacSha1,
    /// HMAC with MD5.
    HmacMd5,
    /// SHA-256 of the text, with the secret where `{secret}` stands in it.
    Sha256,
    /// SHA-1 of the text, with the secret where `{secret}` stands in it.
    Sha1,
    /// MD5 of the text, with the secret where `{secret}` stands in it: what the oldest vendors ask for.
    Md5,
}

impl Algorithm {
    /// Every way, the soundest first.
    pub const ALL: [Self; 6] = [Self::HmacSha256, Self::HmacSha1, Self::HmacMd5, Self::Sha256, Self::Sha1, Self::Md5];

    /// Its name in settings, forms and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::HmacSha256 => "hmac-sha256",
            Self::HmacSha1 => "hmac-sha1",
            Self::HmacMd5 => "hmac-md5",
            Self::Sha256 => "sha256",
            Self::Sha1 => "sha1",
            Self::Md5 => "md5",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.code() == code)
    }

    /// Whether the secret is a part of the text rather than a key.
    fn mixes_the_secret_in(self) -> bool {
        matches!(self, Self::Sha256 | Self::Sha1 | Self::Md5)
    }

    /// The signature, in small hexadecimal digits.
    fn sign(self, secret: &[u8], text: &[u8]) -> String {
        match self {
            Self::HmacSha256 => hex(&mac::<Hmac<Sha256>>(secret, text)),
            Self::HmacSha1 => hex(&mac::<Hmac<Sha1>>(secret, text)),
            Self::HmacMd5 => hex(&mac::<Hmac<Md5>>(secret, text)),
            Self::Sha256 => hex(&Sha256::digest(text)),
            Self::Sha1 => hex(&Sha1::digest(text)),
            Self::Md5 => hex(&Md5::digest(text)),
        }
    }
}

fn mac<M: Mac + KeyInit>(secret: &[u8], text: &[u8]) -> Vec<u8> {
    // HMAC takes a key of any length.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(secret) else { return Vec::new() };
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How the instant is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Time {
    /// Seconds since 1970 UTC.
    #[default]
    Seconds,
    /// Milliseconds since 1970 UTC.
    Milliseconds,
    /// `20261123142530`, UTC.
    Compact,
    /// `2026-11-23T14:25:30Z`.
    Rfc3339,
    /// `23112026`, the local day: such a link is good for a day.
    Day,
}

impl Time {
    /// Every way.
    pub const ALL: [Self; 5] = [Self::Seconds, Self::Milliseconds, Self::Compact, Self::Rfc3339, Self::Day];

    /// Its name in settings, forms and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
            Self::Compact => "compact",
            Self::Rfc3339 => "rfc3339",
            Self::Day => "day",
        }
    }

    /// The way of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|time| time.code() == code)
    }

    fn write(self, at: &Zoned) -> String {
        let instant = at.timestamp();
        match self {
            Self::Seconds => instant.as_second().to_string(),
            Self::Milliseconds => instant.as_millisecond().to_string(),
            Self::Compact => instant.strftime("%Y%m%d%H%M%S").to_string(),
            Self::Rfc3339 => instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            Self::Day => at.strftime("%d%m%Y").to_string(),
        }
    }
}

/// A vendor's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkSettings {
    /// The vendor's address, with blanks.
    pub template: String,
    /// The text that is signed, with blanks; empty when values are signed alone.
    pub signed: String,
    /// How.
    pub algorithm: Algorithm,
    /// How the instant is written.
    pub time: Time,
    /// The secret, sealed.
    pub secret: String,
}

/// What is wrong with a vendor's link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The address is not one of `https`, or its host has a blank in it.
    Address,
    /// It names nobody: neither the pseudonym nor an attribute is in it.
    Nobody,
    /// The signature is not in it.
    Unsigned,
    /// A brace that is no blank known here.
    Unknown,
    /// An attribute the vendor is not given.
    NotGiven,
    /// The text that is signed does not hold who comes.
    SignsNobody,
    /// The text that is signed holds no instant and no nonce: a link copied would be good for ever.
    SignsNoTime,
    /// The way of signing wants `{secret}` in the text, and it is not there; or it is there and not wanted.
    Secret,
}

impl Fault {
    /// The field it is in.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::Address | Self::Nobody | Self::Unsigned | Self::Unknown | Self::NotGiven => "link_template",
            Self::SignsNobody | Self::SignsNoTime | Self::Secret => "link_signed",
        }
    }

    /// The message that says it.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::Address => "vendors-link-address-wrong",
            Self::Nobody => "vendors-link-nobody",
            Self::Unsigned => "vendors-link-unsigned",
            Self::Unknown => "vendors-link-unknown",
            Self::NotGiven => "vendors-link-not-given",
            Self::SignsNobody => "vendors-link-signs-nobody",
            Self::SignsNoTime => "vendors-link-signs-no-time",
            Self::Secret => "vendors-link-secret-place",
        }
    }
}

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Blank(&'a str),
}

/// The longest template, in bytes.
const LONGEST: usize = 2_000;

fn pieces(template: &str) -> Option<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (blank, after) = after.split_once('}')?;
        if before.contains('}') || blank.is_empty() || !blank.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            return None;
        }
        found.extend([Piece::Text(before), Piece::Blank(blank)]);
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    found.push(Piece::Text(rest));
    Some(found)
}

fn blanks<'a>(pieces: &'a [Piece<'a>]) -> impl Iterator<Item = &'a str> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Blank(blank) => Some(*blank),
        Piece::Text(_) => None,
    })
}

/// The name of a value whose own signature a blank is: `signed_pseudonym` is that of the pseudonym.
fn signed_alone(blank: &str) -> Option<&str> {
    blank.strip_prefix("signed_")
}

/// Whether a blank says who comes.
fn names_someone(blank: &str) -> bool {
    blank == "pseudonym" || Attribute::from_code(blank).is_ok_and(Attribute::names)
}

/// Whether a blank makes a link of today differ from one of yesterday.
fn is_of_the_moment(blank: &str) -> bool {
    matches!(blank, "timestamp" | "nonce")
}

impl LinkSettings {
    /// What is wrong with it for this vendor, if anything is.
    #[must_use]
    pub fn fault(&self, vendor: &Vendor) -> Option<Fault> {
        if !self.leads_to_one_site(vendor.demo) {
            return Some(Fault::Address);
        }
        let (Some(address), Some(signed)) = (pieces(&self.template), pieces(&self.signed)) else {
            return Some(Fault::Unknown);
        };
        let value_fault = |blank: &str| match blank {
            "pseudonym" | "timestamp" | "nonce" => None,
            other => match Attribute::from_code(other) {
                Ok(attribute) if vendor.attributes.contains(&attribute) => None,
                Ok(_) => Some(Fault::NotGiven),
                Err(_) => Some(Fault::Unknown),
            },
        };
        let in_address = blanks(&address)
            .filter(|blank| *blank != "signature")
            .find_map(|blank| value_fault(signed_alone(blank).unwrap_or(blank)));
        let in_signed = blanks(&signed).filter(|blank| *blank != "secret").find_map(value_fault);
        if let Some(fault) = in_address.or(in_signed) {
            return Some(fault);
        }
        if !blanks(&address).any(names_someone) {
            return Some(Fault::Nobody);
        }
        // Signed as one text, value by value, or both: who comes and when must be under some signature.
        let whole = blanks(&address).any(|blank| blank == "signature");
        let alone = || blanks(&address).filter_map(signed_alone);
        if !whole && alone().next().is_none() {
            return Some(Fault::Unsigned);
        }
        let under = |of: fn(&str) -> bool| alone().any(of) || (whole && blanks(&signed).any(of));
        if !under(names_someone) {
            return Some(Fault::SignsNobody);
        }
        if !under(is_of_the_moment) {
            return Some(Fault::SignsNoTime);
        }
        if whole && blanks(&signed).any(|blank| blank == "secret") != self.algorithm.mixes_the_secret_in() {
            return Some(Fault::Secret);
        }
        None
    }

    /// What of a reader is in the link, under a signature or not.
    pub(super) fn attributes(&self) -> Attributes {
        let pieces = [&self.template, &self.signed].map(|template| pieces(template).unwrap_or_default());
        let blanks = pieces.iter().flat_map(|pieces| blanks(pieces));
        blanks.filter_map(|blank| Attribute::from_code(signed_alone(blank).unwrap_or(blank)).ok()).collect()
    }

    /// Whether the address is one of a site that is written down, never taken from a reader's attributes.
    fn leads_to_one_site(&self, demo: bool) -> bool {
        let local = self.template.strip_prefix("http://").filter(|_| demo);
        let Some(rest) = self.template.strip_prefix("https://").or(local) else { return false };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host_fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
        self.template.len() <= LONGEST
            && self.signed.len() <= LONGEST
            && !host.is_empty()
            && host.len() < rest.len()
            && host.chars().all(host_fits)
            && !self.template.chars().any(odd)
    }
}

/// A link built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Built {
    /// Where the reader goes.
    pub(super) address: String,
    /// The text that was signed, `{secret}` left as it is: for whoever compares.
    pub(super) signed: String,
}

/// Who comes, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comer<'a> {
    /// What the vendor calls them.
    pub(super) pseudonym: &'a str,
    /// What it may be told.
    pub(super) facts: &'a Facts,
    /// The instant, in the place's zone.
    pub(super) at: &'a Zoned,
    /// A number used once.
    pub(super) nonce: &'a str,
}

/// Builds the address for someone.
#[must_use]
pub(super) fn address(settings: &LinkSettings, secret: &[u8], comer: Comer<'_>) -> Built {
    let value = |blank: &str| -> String {
        match blank {
            "pseudonym" => comer.pseudonym.to_owned(),
            "timestamp" => settings.time.write(comer.at),
            "nonce" => comer.nonce.to_owned(),
            other => Attribute::from_code(other)
                .ok()
                .and_then(|attribute| comer.facts.get(&attribute))
                .map(|fact| fact.text())
                .unwrap_or_default(),
        }
    };
    let (mut text, mut signed) = (Vec::new(), String::new());
    for piece in pieces(&settings.signed).unwrap_or_default() {
        match piece {
            Piece::Text(words) => {
                text.extend_from_slice(words.as_bytes());
                signed.push_str(words);
            }
            Piece::Blank("secret") => {
                text.extend_from_slice(secret);
                signed.push_str("{secret}");
            }
            Piece::Blank(blank) => {
                text.extend_from_slice(value(blank).as_bytes());
                signed.push_str(&value(blank));
            }
        }
    }
    let mut address = String::new();
    for piece in pieces(&settings.template).unwrap_or_default() {
        match piece {
            Piece::Text(words) => address.push_str(words),
            Piece::Blank("signature") => address.push_str(&settings.algorithm.sign(secret, &text)),
            Piece::Blank(blank) => match signed_alone(blank) {
                Some(name) => address.push_str(&settings.sign_alone(secret, &value(name))),
                None => address.extend(byte_serialize(value(blank).as_bytes())),
            },
        }
    }
    Built { address, signed }
}

impl LinkSettings {
    /// The signature of one value: what is not known of a reader is not signed either.
    fn sign_alone(&self, secret: &[u8], value: &str) -> String {
        if value.is_empty() {
            return String::new();
        }
        let mut text = value.as_bytes().to_vec();
        if self.algorithm.mixes_the_secret_in() {
            text.extend_from_slice(secret);
        }
        self.algorithm.sign(secret, &text)
    }
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
