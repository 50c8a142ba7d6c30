//! Harvesting vendors' reports over the COUNTER API (R5: `/reports/…`, R5.1: `/r51/reports/…`).

use std::time::Duration;

use counter::{Exception, Month, Report, ReportId, Unreadable, read};
use jiff::ToSpan;
use outgoing::{Manner, Reach, agent, led_inside};
use store::Db;

use crate::vendors::{self, Source, Vendor};
use crate::{Error, Result};

/// A report larger than this is not one, in bytes.
const LARGEST: u64 = 64 << 20;
/// How long a vendor may take to answer: large reports are made while one waits.
const PATIENCE: Duration = Duration::from_secs(120);

/// The reports asked of a vendor: the masters, from which everything else follows.
pub const REPORTS: [ReportId; 4] = [ReportId::Pr, ReportId::Tr, ReportId::Dr, ReportId::Ir];

/// The address of a report at a vendor's. `address` is its base, with or without `/r51` and a final slash.
fn url(vendor: &Vendor, report: ReportId, from: Month, to: Month) -> String {
    let base = vendor.address.trim_end_matches('/').trim_end_matches("/reports");
    let base = match vendor.release.as_str() {
        "5.1" if !base.ends_with("/r51") => format!("{base}/r51"),
        _ => base.to_owned(),
    };
    let mut url = format!(
        "{base}/reports/{}?customer_id={}&begin_date={}&end_date={}",
        report.code().to_lowercase(),
        encoded(&vendor.customer),
        from.first_day(),
        to.last_day()
    );
    for (name, value) in [("requestor_id", &vendor.requestor), ("api_key", &vendor.api_key)] {
        if !value.is_empty() {
            url.push_str(&format!("&{name}={}", encoded(value)));
        }
    }
    url
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Asks a vendor for a report. Blocks: to be run on a thread that may wait.
fn ask(vendor: &Vendor, report: ReportId, from: Month, to: Month) -> Result<Report> {
    let manner = Manner {
        // Vendors are declared by who keeps the network: one may be a machine of its own.
        reach: Reach::PrivateToo,
        patience: PATIENCE,
        to_connect: Duration::from_secs(15),
        redirects: 3,
        name: concat!("Beffroi/", env!("CARGO_PKG_VERSION"), " (COUNTER harvester)"),
    };
    // The address holds a key: it is never written to a log nor shown.
    let mut answer = agent(manner)
        .get(url(vendor, report, from, to))
        .header("accept", "application/json")
        .call()
        .map_err(|error| Error::Vendor(without_address(&error)))?;
    let status = answer.status();
    let text = answer
        .body_mut()
        .with_config()
        .limit(LARGEST)
        .read_to_string()
        .map_err(|error| Error::Vendor(without_address(&error)))?;
    match read(&text) {
        Ok(read) if read.id == report => Ok(read),
        Ok(other) => Err(Error::Vendor(format!("{} came instead of {}", other.id.code(), report.code()))),
        Err(Unreadable::NotAReport) => Err(Error::Vendor(format!("the answer ({status}) is no report"))),
        Err(error) => Err(error.into()),
    }
}

fn without_address(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "its server is not found".to_owned(),
        ureq::Error::Timeout(_) => "its server does not answer in time".to_owned(),
        ureq::Error::ConnectionFailed => "its server can't be reached".to_owned(),
        error if led_inside(error) => "its address leads where we do not go".to_owned(),
        ureq::Error::Io(error) => error.to_string(),
        ureq::Error::BodyExceedsLimit(_) => "its answer is too large to be a report".to_owned(),
        _ => "its server answers nothing that can be read".to_owned(),
    }
}

/// What came of a vendor's reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Reports received.
    pub received: u32,
    /// Reports the vendor has nothing for.
    pub nothing: u32,
    /// Reports that failed: why is in [`vendors::harvests`].
    pub failed: u32,
}

/// Harvests a vendor's master reports over some months and notes what came of each. Received again, a month takes the
/// place of the one before.
pub async fn harvest(db: &Db, vendor: &str, from: Month, to: Month) -> Result<Outcome> {
    harvest_some(db, vendor, &REPORTS, from, to).await
}

async fn harvest_some(db: &Db, vendor: &str, reports: &[ReportId], from: Month, to: Month) -> Result<Outcome> {
    let vendor = vendors::by_id(&mut db.read().await?, vendor).await?;
    if vendor.address.is_empty() {
        return Err(Error::Senseless("usage-vendor-no-address"));
    }
    let mut outcome = Outcome::default();
    for &report in reports {
        let asked = vendor.clone();
        let answer = tokio::task::spawn_blocking(move || ask(&asked, report, from, to))
            .await
            .map_err(|error| Error::Vendor(error.to_string()))?;
        let mut write = db.write().await?;
        let (word, detail) = match answer {
            Ok(answer) => match vendors::keep(&mut write, &vendor.id, &answer, Source::Harvest).await {
                Ok(lines) => of_report(&answer, lines),
                Err(Error::Unreadable(error)) => ("failed", error.to_string()),
                Err(error) => return Err(error),
            },
            Err(Error::Unreadable(Unreadable::Exception(exception))) if is_nothing(&exception) => {
                ("nothing", exception.message)
            }
            Err(error @ (Error::Unreadable(_) | Error::Vendor(_))) => ("failed", error.to_string()),
            Err(error) => return Err(error),
        };
        match word {
            "received" => outcome.received += 1,
            "nothing" => outcome.nothing += 1,
            _ => outcome.failed += 1,
        }
        vendors::note(&mut write, &vendor.id, report.code(), (from, to), word, &detail).await?;
        write.commit().await?;
    }
    Ok(outcome)
}

/// What came of a report of which so many lines were kept.
fn of_report(report: &Report, lines: u64) -> (&'static str, String) {
    let exceptions = &report.header.exceptions;
    match exceptions.iter().find(|one| vendors::holds_back(one)) {
        Some(exception) if is_nothing(exception) => ("nothing", exception.message.clone()),
        Some(exception) => ("failed", Unreadable::Exception(exception.clone()).to_string()),
        None if lines == 0 => ("nothing", exceptions.iter().map(|one| one.message.clone()).collect()),
        None => ("received", lines.to_string()),
    }
}

/// Whether asking again is of no use. 3000: a report the vendor does not offer; 3030: nothing was used.
fn is_nothing(exception: &Exception) -> bool {
    matches!(exception.code, 3000 | 3030)
}

/// Harvests those of last month's reports that are not here yet, of every vendor whose reports are to be harvested. To be
/// run every day: vendors have four weeks to publish a month (§8 of the Code). Gives how many vendors were asked.
pub async fn harvest_due(db: &Db) -> Result<u32> {
    let today = db.clock().now().to_zoned(access::local_zone()).date();
    let last = Month::of(today.first_of_month().checked_sub(1.day())?);
    let vendors = vendors::list(&mut db.read().await?).await?;
    let mut asked = 0;
    for vendor in vendors.iter().filter(|vendor| vendor.harvested) {
        let mut read = db.read().await?;
        let received = vendors::received(&mut read, &vendor.id).await?;
        let without = vendors::without(&mut read, &vendor.id, last).await?;
        drop(read);
        let here = |report: &ReportId| {
            received.iter().any(|(code, month)| code == report.code() && *month == last.to_string())
                || without.iter().any(|code| code == report.code())
        };
        let awaited: Vec<ReportId> = REPORTS.into_iter().filter(|report| !here(report)).collect();
        if awaited.is_empty() {
            continue;
        }
        asked += 1;
        if let Err(error) = harvest_some(db, &vendor.id, &awaited, last, last).await {
            tracing::warn!(%error, vendor = vendor.name, "a vendor's reports could not be kept");
        }
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_api() {
        let vendor = |address: &str, release: &str| Vendor {
            id: "v".into(),
            name: "V".into(),
            platform: "V".into(),
            address: address.into(),
            release: release.into(),
            customer: "a b".into(),
            requestor: String::new(),
            api_key: "k&y".into(),
            cost_cents: None,
            harvested: true,
        };
        let month = "2026-11".parse().unwrap();
        let tail = "reports/tr_b1?customer_id=a%20b&begin_date=2026-11-01&end_date=2026-11-30&api_key=k%26y";
        for (address, release, base) in [
            ("https://v.example/", "5.1", "https://v.example/r51"),
            ("https://v.example/r51", "5.1", "https://v.example/r51"),
            ("https://v.example/r51/reports/", "5.1", "https://v.example/r51"),
            ("https://v.example/sushi", "5", "https://v.example/sushi"),
        ] {
            assert_eq!(url(&vendor(address, release), ReportId::TrB1, month, month), format!("{base}/{tail}"));
        }
    }
}
