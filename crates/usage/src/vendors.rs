//! Vendors and the reports they give of their platforms.

use std::collections::BTreeMap;

use counter::{Exception, Month, Report};
use programme::sealing::Sealer;
use serde::Serialize;
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// A vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// Identifier. Empty for one not yet declared.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The platform, as resources name it ([`programme::resource::Resource::platform`]).
    pub platform: String,
    /// Where its COUNTER API is; empty when its reports are only uploaded.
    pub address: String,
    /// `5` or `5.1`.
    pub release: String,
    /// Who we are to it.
    pub customer: String,
    /// Who asks.
    pub requestor: String,
    /// The key it gave us.
    pub api_key: String,
    /// What a year costs in all, in cents, when it is paid as a whole. Unknown is not zero.
    pub cost_cents: Option<i64>,
    /// Whether its reports are harvested by themselves each month.
    pub harvested: bool,
}

/// Declares a vendor, or changes the one of that `id`. Gives the identifier.
///
/// # Errors
/// [`Error::Senseless`] with the name of a message.
pub async fn declare(write: &mut Write, vendor: &Vendor) -> Result<String> {
    let (name, address) = (vendor.name.trim(), vendor.address.trim());
    if name.is_empty() {
        return Err(Error::Senseless("usage-vendor-name-needed"));
    }
    if !address.is_empty() && !address.starts_with("https://") && !address.starts_with("http://") {
        return Err(Error::Senseless("usage-vendor-address-wrong"));
    }
    if !matches!(vendor.release.as_str(), "5" | "5.1") {
        return Err(Error::Senseless("usage-vendor-release-wrong"));
    }
    let taken = write.optional("SELECT id FROM usage_vendors WHERE name = $1", params![name]).await?;
    if let Some(row) = taken
        && row.text(0)? != vendor.id
    {
        return Err(Error::Senseless("usage-vendor-name-taken"));
    }
    let id = if vendor.id.is_empty() { new_id() } else { vendor.id.clone() };
    let now = write.clock().now_ms();
    let sealed = match vendor.api_key.trim() {
        "" => String::new(),
        key => Sealer::prepare(write).await?.seal(&purpose(&id), key.as_bytes()),
    };
    write
        .execute(
            "INSERT INTO usage_vendors (id, name, platform, address, release, customer, requestor, api_key, sealed_key,
                 cost_cents, harvested, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10, $11)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, platform = excluded.platform,
                 address = excluded.address, release = excluded.release, customer = excluded.customer,
                 requestor = excluded.requestor, api_key = excluded.api_key,
                 sealed_key = excluded.sealed_key, cost_cents = excluded.cost_cents,
                 harvested = excluded.harvested",
            params![
                &id,
                name,
                if vendor.platform.trim().is_empty() { name } else { vendor.platform.trim() },
                address,
                &vendor.release,
                vendor.customer.trim(),
                vendor.requestor.trim(),
                sealed,
                vendor.cost_cents,
                vendor.harvested && !address.is_empty(),
                now
            ],
        )
        .await?;
    Ok(id)
}

/// What a vendor's key is sealed for.
fn purpose(id: &str) -> String {
    format!("usage.vendor:{id}")
}

const SELECT: &str =
    "SELECT id, name, platform, address, release, customer, requestor, api_key, sealed_key, cost_cents,
    harvested FROM usage_vendors";

/// Every vendor, by name.
pub async fn list(query: &mut impl Query) -> Result<Vec<Vendor>> {
    let sealer = Sealer::known(query).await?;
    let rows = query.all(&format!("{SELECT} ORDER BY name"), params![]).await?;
    rows.iter().map(|row| vendor(row, sealer.as_ref())).collect()
}

/// The vendor of an identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Vendor> {
    let sealer = Sealer::known(query).await?;
    vendor(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?, sealer.as_ref())
}

fn vendor(row: &Row, sealer: Option<&Sealer>) -> Result<Vendor> {
    let (id, sealed): (String, String) = (row.get(0)?, row.get(8)?);
    let api_key = if sealed.is_empty() {
        row.get(7)?
    } else {
        let opened = sealer.and_then(|sealer| sealer.open(&purpose(&id), &sealed));
        // Without it the vendor refuses, and its refusal is shown: the other vendors stay in the list.
        opened.and_then(|key| String::from_utf8(key).ok()).unwrap_or_else(|| {
            tracing::warn!(vendor = id, "the key of a vendor of reports does not open: it must be given again");
            String::new()
        })
    };
    Ok(Vendor {
        id,
        name: row.get(1)?,
        platform: row.get(2)?,
        address: row.get(3)?,
        release: row.get(4)?,
        customer: row.get(5)?,
        requestor: row.get(6)?,
        api_key,
        cost_cents: row.get(9)?,
        harvested: row.get(10)?,
    })
}

/// How a report came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Over the COUNTER API.
    Harvest,
    /// As a file.
    Upload,
}

/// Whether an exception in a report's header says that the report holds back some of what it was asked for: a month not
/// ready (3031) or not there any more (3032), a service that is busy, a requestor or a report it does not know. "No usage"
/// (3030) and remarks on parameters hold nothing back. (Appendix F of the Code.)
pub(crate) fn holds_back(exception: &Exception) -> bool {
    matches!(exception.code, 1000..=3029 | 3031 | 3032)
}

/// Keeps a report, month by month: a month received before is replaced, so that the same report twice is one. A month of
/// which the report holds nothing because the vendor holds it back was not received. Gives how many lines are kept.
pub async fn keep(write: &mut Write, vendor: &str, report: &Report, source: Source) -> Result<u64> {
    by_id(write, vendor).await?;
    write.exclusive(&format!("usage.vendor.{vendor}")).await?;
    let now = write.clock().now_ms();
    let code = report.id.code();
    let mut by_month: BTreeMap<Month, Vec<Vec<Value<'_>>>> =
        report.begin.through(report.end).into_iter().map(|month| (month, Vec::new())).collect();
    for line in &report.lines {
        let subject = &line.subject;
        let some = |value: &Option<String>| value.clone().unwrap_or_default();
        let ids: Vec<String> = subject.ids.iter().map(|(kind, id)| format!("{kind}:{id}")).collect();
        for (month, uses) in &line.counts {
            let Some(rows) = by_month.get_mut(month) else {
                return Err(counter::Unreadable::Wrong(format!("{month} is outside the report's own dates")).into());
            };
            let position = rows.len() as i64;
            rows.push(vec![
                Value::from(vendor),
                Value::from(code),
                Value::from(month.to_string()),
                Value::from(position),
                Value::from(subject.name.as_str()),
                Value::from(subject.platform.as_str()),
                Value::from(subject.publisher.as_str()),
                Value::from(ids.join("\n")),
                Value::from(some(&line.data_type)),
                Value::from(some(&line.yop)),
                Value::from(some(&line.access_type)),
                Value::from(some(&line.customer_id)),
                Value::from(line.metric.as_str()),
                Value::from(i64::try_from(*uses).unwrap_or(i64::MAX)),
            ]);
        }
    }
    if report.header.exceptions.iter().any(holds_back) {
        by_month.retain(|_, rows| !rows.is_empty());
    }
    let source = match source {
        Source::Harvest => "harvest",
        Source::Upload => "upload",
    };
    let mut kept = 0;
    for (month, rows) in by_month {
        let month = month.to_string();
        write
            .execute(
                "DELETE FROM usage_lines WHERE vendor = $1 AND report = $2 AND month = $3",
                params![vendor, code, &month],
            )
            .await?;
        write
            .execute(
                "INSERT INTO usage_received (vendor, report, month, received_at, source) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (vendor, report, month) DO UPDATE SET received_at = excluded.received_at,
                     source = excluded.source",
                params![vendor, code, &month, now, source],
            )
            .await?;
        let columns = [
            "vendor",
            "report",
            "month",
            "position",
            "title",
            "platform",
            "publisher",
            "ids",
            "data_type",
            "yop",
            "access_type",
            "customer",
            "metric",
            "uses",
        ];
        kept += write.insert_many("usage_lines", &columns, rows, None).await?;
    }
    Ok(kept)
}

/// The months of a vendor's reports that were received.
pub async fn received(query: &mut impl Query, vendor: &str) -> Result<Vec<(String, String)>> {
    let sql = "SELECT report, month FROM usage_received WHERE vendor = $1 ORDER BY report, month";
    let rows = query.all(sql, params![vendor]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The reports of which a vendor had nothing for a month, when last asked.
pub(crate) async fn without(query: &mut impl Query, vendor: &str, month: Month) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT report FROM usage_harvests
               WHERE vendor = $1 AND from_month <= $2 AND to_month >= $2 AND outcome = 'nothing'";
    let rows = query.all(sql, params![vendor, month.to_string()]).await?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// How often a vendor says its platform was used between two months, both included: `Total_Item_Requests` of its broadest
/// report received for each of these months. Nothing when there is none: part of a period is not the period.
pub async fn requests(query: &mut impl Query, vendor: &str, from: Month, to: Month) -> Result<Option<u64>> {
    let asked = from.through(to).len() as i64;
    // One report only: each of them counts the same requests again.
    for report in ["PR", "PR_P1", "TR", "IR", "DR", "DR_D1", "TR_B1", "TR_J1", "IR_M1"] {
        let months = query
            .one(
                "SELECT count(*) FROM usage_received WHERE vendor = $1 AND report = $2 AND month BETWEEN $3 AND $4",
                params![vendor, report, from.to_string(), to.to_string()],
            )
            .await?;
        if months.get::<i64>(0)? < asked {
            continue;
        }
        let row = query
            .one(
                "SELECT CAST(coalesce(sum(uses), 0) AS BIGINT) FROM usage_lines
                 WHERE vendor = $1 AND report = $2 AND month BETWEEN $3 AND $4 AND metric = 'Total_Item_Requests'",
                params![vendor, report, from.to_string(), to.to_string()],
            )
            .await?;
        return Ok(Some(u64::try_from(row.get::<i64>(0)?).unwrap_or(0)));
    }
    Ok(None)
}

/// What came of a harvest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Harvested {
    /// The report.
    pub report: String,
    /// Its first month.
    pub from: String,
    /// Its last month.
    pub to: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// `received`, `nothing` or `failed`.
    pub outcome: String,
    /// How many lines, or why it failed.
    pub detail: String,
}

pub(crate) async fn note(
    write: &mut Write,
    vendor: &str,
    report: &str,
    (from, to): (Month, Month),
    outcome: &str,
    detail: &str,
) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO usage_harvests (id, vendor, report, from_month, to_month, at, outcome, detail)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![new_id(), vendor, report, from.to_string(), to.to_string(), now, outcome, detail],
        )
        .await?;
    Ok(())
}

/// The last harvests of a vendor, newest first.
pub async fn harvests(query: &mut impl Query, vendor: &str, limit: u32) -> Result<Vec<Harvested>> {
    let sql = "SELECT report, from_month, to_month, at, outcome, detail FROM usage_harvests
               WHERE vendor = $1 ORDER BY id DESC LIMIT $2";
    let rows = query.all(sql, params![vendor, limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Harvested {
                report: row.get(0)?,
                from: row.get(1)?,
                to: row.get(2)?,
                at_ms: row.get(3)?,
                outcome: row.get(4)?,
                detail: row.get(5)?,
            })
        })
        .collect()
}
