//! Vendors and the faces they are spoken to by.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use store::{new_id, prelude::*};

use crate::attribute::{self, Attribute, Attributes};
use crate::{Error, Result};

/// A protocol a vendor speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// OpenID Connect.
    Oidc,
    /// CAS 3.
    Cas,
    /// A link of ours, signed.
    Link,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 3] = [Self::Oidc, Self::Cas, Self::Link];

    /// Its name in tables, addresses and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Oidc => "oidc",
            Self::Cas => "cas",
            Self::Link => "link",
        }
    }

    /// The face of that name.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|face| face.code() == code)
            .ok_or_else(|| Error::Unknown { what: "protocol", value: code.to_owned() })
    }
}

/// Where a vendor is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorState {
    /// Being set up: nobody enters but a trial.
    Draft,
    /// Readers enter.
    Open,
    /// No more.
    Closed,
}

impl VendorState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Open, Self::Closed];

    /// Its name in tables, forms and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The state of that name.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| Error::Unknown { what: "state of a vendor", value: code.to_owned() })
    }
}

/// A vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// Identifier.
    pub id: String,
    /// Its name in addresses.
    pub code: String,
    /// Its name as readers know it.
    pub name: String,
    /// Its site, an `https` address; empty when not told.
    pub site: String,
    /// A sentence about it.
    pub description: String,
    /// The door of `access` it is.
    pub door: String,
    /// Where it is in its life.
    pub state: VendorState,
    /// What it is given, besides a pseudonym of its own.
    pub attributes: Attributes,
    /// Why each of them is needed, in the words of whoever set it.
    pub reasons: BTreeMap<Attribute, String>,
    /// Made for the demonstration: its addresses may be of this machine.
    pub demo: bool,
}

/// A face of a vendor.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptFace {
    /// Which.
    pub face: Face,
    /// What the vendor names itself by in this protocol: unique in the face.
    pub lookup: String,
    /// The face's own settings.
    pub settings: Json,
    /// Whether it is spoken.
    pub enabled: bool,
}

/// A vendor to declare.
#[derive(Debug, Clone)]
pub struct NewVendor {
    /// Its name in addresses: small letters, digits, hyphens.
    pub code: String,
    /// Its name as readers know it.
    pub name: String,
    /// Its site.
    pub site: String,
    /// A sentence about it.
    pub description: String,
    /// The door it is.
    pub door: String,
    /// Where it is in its life.
    pub state: VendorState,
    /// What it is given, and why.
    pub attributes: BTreeMap<Attribute, String>,
    /// Made for the demonstration.
    pub demo: bool,
}

/// The longest name, address or reason, in characters.
const LONGEST: usize = 500;
/// Names in addresses that are pages of ours.
const RESERVED: [&str; 2] = ["nouveau", "poursuivre"];

impl NewVendor {
    fn check(&self) -> Result<()> {
        let wrong = |field, message| Err(Error::Field { field, message });
        let code_fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.name.trim().is_empty() || self.name.chars().count() > 120 || self.name.chars().any(char::is_control) {
            return wrong("nom", "vendors-name-needed");
        }
        if self.code.is_empty()
            || self.code.len() > 60
            || !self.code.chars().all(code_fits)
            || RESERVED.contains(&self.code.as_str())
        {
            return wrong("code", "vendors-code-wrong");
        }
        let site = self.site.trim();
        let local = self.demo && site.starts_with("http://");
        let sound = site.starts_with("https://") || local;
        let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
        if !site.is_empty() && (!sound || site.len() > LONGEST || site.chars().any(odd)) {
            return wrong("site", "vendors-site-wrong");
        }
        if self.description.chars().count() > LONGEST {
            return wrong("description", "vendors-too-long");
        }
        if self.attributes.values().any(|reason| reason.chars().count() > LONGEST) {
            return wrong("raisons", "vendors-too-long");
        }
        Ok(())
    }
}

/// Declares a vendor, or brings the one of this code up to date. Gives the identifier.
///
/// # Errors
/// [`Error::Field`] with what is wrong in the words of its form; [`Error::NotFound`] when there is no such door.
pub async fn declare(write: &mut Write, new: &NewVendor) -> Result<String> {
    new.check()?;
    access::doors::by_id(write, &new.door).await?;
    let now = write.clock().now_ms();
    let reasons: BTreeMap<&str, &str> =
        new.attributes.iter().map(|(attribute, why)| (attribute.code(), why.trim())).collect();
    let row = write
        .one(
            "INSERT INTO sign_on_vendors (id, code, name, site, description, door, state, attributes, reasons, demo,
                 created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, site = excluded.site,
                 description = excluded.description, door = excluded.door, state = excluded.state,
                 attributes = excluded.attributes, reasons = excluded.reasons, demo = excluded.demo,
                 updated_at = excluded.updated_at
             RETURNING id",
            params![
                new_id(),
                &new.code,
                new.name.trim(),
                new.site.trim(),
                new.description.trim(),
                &new.door,
                new.state.code(),
                attribute::to_text(&new.attributes.keys().copied().collect()),
                serde_json::to_string(&reasons)?,
                new.demo,
                now
            ],
        )
        .await?;
    Ok(row.get(0)?)
}

/// Keeps a face of a vendor, in place of what was kept of it.
///
/// # Errors
/// [`Error::Field`] when another vendor goes by the same name in this protocol.
pub async fn keep_face(write: &mut Write, vendor: &str, kept: &KeptFace) -> Result<()> {
    let sql = "SELECT vendor FROM sign_on_faces WHERE face = $1 AND lookup = $2";
    let taken = write.optional(sql, params![kept.face.code(), &kept.lookup]).await?;
    if taken.is_some_and(|row| row.text(0).is_ok_and(|other| other != vendor)) {
        return Err(Error::Field { field: "", message: "vendors-face-taken" });
    }
    write
        .execute(
            "INSERT INTO sign_on_faces (vendor, face, lookup, settings, enabled) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (vendor, face) DO UPDATE SET lookup = excluded.lookup, settings = excluded.settings,
                 enabled = excluded.enabled",
            params![vendor, kept.face.code(), &kept.lookup, kept.settings.to_string(), kept.enabled],
        )
        .await?;
    Ok(())
}

const SELECT: &str =
    "SELECT v.id, v.code, v.name, v.site, v.description, v.door, v.state, v.attributes, v.reasons, v.demo
    FROM sign_on_vendors v";

/// Every vendor, by name.
pub async fn list(query: &mut impl Query) -> Result<Vec<Vendor>> {
    let rows = query.all(&format!("{SELECT} ORDER BY v.name, v.id"), params![]).await?;
    rows.iter().map(vendor).collect()
}

/// The vendor of an identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Vendor> {
    vendor(&query.one(&format!("{SELECT} WHERE v.id = $1"), params![id]).await?)
}

/// The vendor of a name in addresses.
pub async fn by_code(query: &mut impl Query, code: &str) -> Result<Vendor> {
    vendor(&query.one(&format!("{SELECT} WHERE v.code = $1"), params![code]).await?)
}

/// The vendor of a name in addresses; nothing when there is none.
pub async fn find(query: &mut impl Query, code: &str) -> Result<Option<Vendor>> {
    match by_code(query, code).await {
        Ok(vendor) => Ok(Some(vendor)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The vendor that names itself so in a protocol, with that face; nothing when it is unknown or the face is not spoken.
/// Whether the vendor is open is for `knock` to say.
pub async fn by_lookup(query: &mut impl Query, face: Face, lookup: &str) -> Result<Option<(Vendor, KeptFace)>> {
    let sql = "SELECT vendor FROM sign_on_faces WHERE face = $1 AND lookup = $2 AND enabled = $3";
    let Some(row) = query.optional(sql, params![face.code(), lookup, true]).await? else { return Ok(None) };
    let vendor = by_id(query, row.text(0)?).await?;
    let kept = self::face(query, &vendor.id, face).await?;
    Ok(kept.map(|kept| (vendor, kept)))
}

/// Every vendor that speaks a face, with it, by name. There are tens of them.
pub async fn with_face(query: &mut impl Query, face: Face) -> Result<Vec<(Vendor, KeptFace)>> {
    let mut found = Vec::new();
    for vendor in list(query).await? {
        if let Some(kept) = self::face(query, &vendor.id, face).await?.filter(|kept| kept.enabled) {
            found.push((vendor, kept));
        }
    }
    Ok(found)
}

/// A face of a vendor, spoken or not; nothing when it was never set.
pub async fn face(query: &mut impl Query, vendor: &str, face: Face) -> Result<Option<KeptFace>> {
    let sql = "SELECT lookup, settings, enabled FROM sign_on_faces WHERE vendor = $1 AND face = $2";
    let row = query.optional(sql, params![vendor, face.code()]).await?;
    row.map(|row| {
        Ok(KeptFace { face, lookup: row.get(0)?, settings: serde_json::from_str(row.text(1)?)?, enabled: row.get(2)? })
    })
    .transpose()
}

fn vendor(row: &Row) -> Result<Vendor> {
    let reasons: BTreeMap<String, String> = serde_json::from_str(row.text(8)?)?;
    Ok(Vendor {
        id: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        site: row.get(3)?,
        description: row.get(4)?,
        door: row.get(5)?,
        state: VendorState::from_code(row.text(6)?)?,
        attributes: attribute::from_text(row.text(7)?)?,
        reasons: reasons
            .into_iter()
            .map(|(code, why)| Ok((Attribute::from_code(&code)?, why)))
            .collect::<Result<_>>()?,
        demo: row.get(9)?,
    })
}
