//! What is said of sellers and shows for their declarations.

use people::{Actor, audit};
use show_duties::sibil;
use show_duties::tax::{self, Collector};
use show_duties::vat::Nature;
use store::prelude::*;

use crate::{Error, Result};

/// Whether a seller's receipts bear VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VatStatus {
    /// Nobody said.
    #[default]
    Unknown,
    /// They do.
    Subject,
    /// They do not (a commune or an association that is exempt).
    Exempt,
}

impl VatStatus {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Subject, Self::Exempt];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Subject => "subject",
            Self::Exempt => "exempt",
        }
    }

    /// The one of that name.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code).ok_or_else(|| Error::unknown("VAT status", code))
    }
}

/// What a seller says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SellerFacts {
    /// Whether its receipts bear VAT.
    pub vat: VatStatus,
    /// Its SIRET; empty when unknown.
    pub siret: String,
}

/// What is said of a show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShowFacts {
    /// What is played, for VAT.
    pub nature: Option<Nature>,
    /// How many paid performances were given, anywhere, before the first one known here.
    pub played_before: Option<u32>,
    /// Its domain, by SIBIL's label.
    pub domain: Option<String>,
    /// For a young audience.
    pub young: bool,
    /// Who collects the tax.
    pub collector: Option<Collector>,
    /// When it is free: what it was sold for, without VAT, in cents.
    pub sold_for: Option<i64>,
}

impl ShowFacts {
    /// Its domain: the one said, else the one proposed for its genre.
    #[must_use]
    pub fn domain_of(&self, genre: &str) -> String {
        self.domain.clone().unwrap_or_else(|| sibil::domain(genre).to_owned())
    }

    /// Who collects the tax: as said, else by genre.
    #[must_use]
    pub fn collector_of(&self, genre: &str) -> Option<Collector> {
        self.collector.or_else(|| tax::collector(genre))
    }
}

/// What a seller says of itself.
pub async fn of_seller(query: &mut impl Query, institution: &str) -> Result<SellerFacts> {
    let sql = "SELECT vat, siret FROM box_office_duty_sellers WHERE institution = $1";
    let row = query.optional(sql, params![institution]).await?;
    row.map_or(Ok(SellerFacts::default()), |row| {
        Ok(SellerFacts { vat: VatStatus::from_code(row.text(0)?)?, siret: row.get(1)? })
    })
}

/// Keeps what a seller says of itself.
///
/// # Errors
/// [`Error::Field`] for a SIRET that is none.
pub async fn keep_seller(write: &mut Write, institution: &str, facts: &SellerFacts, actor: &Actor) -> Result<()> {
    let siret: String = facts.siret.split_whitespace().collect();
    if !siret.is_empty() && !sibil::is_siret(&siret) {
        return Err(Error::field("siret", "duties-siret-wrong"));
    }
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO box_office_duty_sellers (institution, vat, siret, changed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (institution) DO UPDATE SET vat = excluded.vat, siret = excluded.siret,
                 changed_at = excluded.changed_at",
            params![institution, facts.vat.code(), siret, now],
        )
        .await?;
    let details = serde_json::json!({ "vat": facts.vat.code() });
    audit::append(write, actor, "box_office.duties_seller", &format!("institution:{institution}"), &details).await?;
    Ok(())
}

/// What is said of a show.
pub async fn of_show(query: &mut impl Query, show: &str) -> Result<ShowFacts> {
    let sql = "SELECT nature, played_before, domain, young, collector, sold_for FROM box_office_duty_shows
               WHERE show_id = $1";
    let Some(row) = query.optional(sql, params![show]).await? else { return Ok(ShowFacts::default()) };
    let (nature, collector): (Option<String>, Option<String>) = (row.get(0)?, row.get(4)?);
    let played: Option<i64> = row.get(1)?;
    Ok(ShowFacts {
        nature: nature.as_deref().and_then(Nature::from_code),
        played_before: played.and_then(|played| u32::try_from(played).ok()),
        domain: row.get(2)?,
        young: row.get(3)?,
        collector: collector.as_deref().and_then(Collector::from_code),
        sold_for: row.get(5)?,
    })
}

/// Keeps what is said of a show.
///
/// # Errors
/// [`Error::Field`] for a domain SIBIL does not have.
pub async fn keep_show(write: &mut Write, show: &str, facts: &ShowFacts, actor: &Actor) -> Result<()> {
    if let Some(domain) = &facts.domain
        && !sibil::DOMAINS.contains(&domain.as_str())
    {
        return Err(Error::field("domain", "duties-domain-unknown"));
    }
    let now = write.clock().now_ms();
    let values = params![
        show,
        facts.nature.map(Nature::code),
        facts.played_before.map(i64::from),
        facts.domain.as_deref(),
        facts.young,
        facts.collector.map(Collector::code),
        facts.sold_for,
        now
    ];
    write
        .execute(
            "INSERT INTO box_office_duty_shows
                 (show_id, nature, played_before, domain, young, collector, sold_for, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (show_id) DO UPDATE SET nature = excluded.nature, played_before = excluded.played_before,
                 domain = excluded.domain, young = excluded.young, collector = excluded.collector,
                 sold_for = excluded.sold_for, changed_at = excluded.changed_at",
            values,
        )
        .await?;
    let details = serde_json::json!({
        "nature": facts.nature.map(Nature::code), "played_before": facts.played_before,
    });
    audit::append(write, actor, "box_office.duties_show", &format!("show:{show}"), &details).await?;
    Ok(())
}
