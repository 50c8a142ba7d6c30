//! What is agreed with a vendor that speaks CAS.

use serde::{Deserialize, Serialize};
use store::prelude::*;

use crate::vendor::{self, Face, Vendor};
use crate::{Error, Result};

/// How long a ticket may wait for its vendor unless told, in seconds.
pub const USUAL_SECONDS: u32 = 30;
/// The bounds of that time.
pub(crate) const SECONDS: std::ops::RangeInclusive<u32> = 10..=60;

/// What is agreed with a vendor that speaks CAS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The addresses tickets may be sent to, compared character for character.
    pub services: Vec<String>,
    /// Addresses, besides those, a browser may be sent to after signing out here.
    #[serde(default)]
    pub returns: Vec<String>,
    /// How the vendor is told that a reader left.
    pub log_out: LogOut,
    /// How long a ticket may wait for its vendor, in seconds: 10 to 60.
    pub ticket_seconds: u32,
}

/// How a vendor is told that a reader left (CAS Protocol 3.0.3, §2.3.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogOut {
    /// It is not.
    Never,
    /// At the address the ticket was sent to, as the protocol wants.
    Service,
    /// At an address of its own.
    Address(String),
}

impl Settings {
    /// With these services and what is usual.
    #[must_use]
    pub fn of(services: Vec<String>) -> Self {
        Self { services, returns: Vec::new(), log_out: LogOut::Service, ticket_seconds: USUAL_SECONDS }
    }

    pub(crate) fn read(kept: &serde_json::Value) -> Result<Self> {
        Ok(serde_json::from_value(kept.clone())?)
    }
}

/// The settings of every vendor that speaks CAS, with its identifier. There are tens of them.
async fn spoken(query: &mut impl Query) -> Result<Vec<(String, Settings)>> {
    let sql = "SELECT vendor, settings FROM sign_on_faces WHERE face = $1 AND enabled = $2 ORDER BY vendor";
    let rows = query.all(sql, params![Face::Cas.code(), true]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, serde_json::from_str(row.text(1)?)?))).collect()
}

/// The vendor a service is registered for; nothing when it is nobody's.
///
/// # Errors
/// [`Error::Kept`] when it is two vendors', which the office forbids: nobody is led anywhere.
pub(crate) async fn vendor_of(query: &mut impl Query, service: &str) -> Result<Option<(Vendor, Settings)>> {
    let all = spoken(query).await?;
    let mut found = all.into_iter().filter(|(_, settings)| settings.services.iter().any(|known| known == service));
    let Some((vendor, settings)) = found.next() else { return Ok(None) };
    if found.next().is_some() {
        return Err(Error::Kept("one CAS service registered for two vendors"));
    }
    Ok(Some((vendor::by_id(query, &vendor).await?, settings)))
}

/// Whether a browser may be sent to this address after signing out: a service or a return of some vendor.
pub(crate) async fn may_return(query: &mut impl Query, address: &str) -> Result<bool> {
    let all = spoken(query).await?;
    Ok(all.iter().any(|(_, settings)| settings.services.iter().chain(&settings.returns).any(|known| known == address)))
}
