//! Scans queued on devices for days, sent in an order no clock had, and what is made of them.

use std::fmt::Write;

use access::rights::{self, Right, RightKind, RightScope, RightState};
use access::{credentials, doors};
use anyhow::{Context, Result};
use gate::bench::{Flood, flood};
use jiff::ToSpan;
use programme::{InstitutionKind, NewInstitution, institution};
use store::Db;
use territory::demonstration;

use super::super::process::own_cpu_seconds;

/// Fifteen museums and their passes.
pub(super) struct House {
    pub(super) doors: Vec<String>,
    /// Codes' identifiers, in hexadecimal.
    pub(super) codes: Vec<String>,
}

impl House {
    pub(super) async fn make(db: &Db, passes: u32) -> Result<House> {
        let mut write = db.write().await?;
        for museum in demonstration::museums() {
            let new = NewInstitution {
                kind: InstitutionKind::Museum,
                code: &museum.code,
                name: &museum.name,
                commune: &museum.insee,
                address: None,
                postal_code: None,
                position: museum.position_or_commune(),
                website: None,
                weekly_minutes: None,
                demo: true,
                source: "bench",
            };
            institution::declare(&mut write, &new).await?;
        }
        gate::declare_doors(&mut write).await?;
        let mut entrances = Vec::new();
        for museum in institution::list(&mut write, Some(InstitutionKind::Museum), None).await? {
            entrances.extend(doors::of_institution(&mut write, &museum.id).await?.into_iter().map(|door| door.id));
        }
        write.commit().await?;
        let mut codes = Vec::with_capacity(passes as usize);
        for some in (0..passes).collect::<Vec<_>>().chunks(2_000) {
            let mut write = db.write().await?;
            let now = write.clock().now();
            for _ in some {
                let right = Right {
                    id: String::new(),
                    kind: RightKind::MuseumPass,
                    holder: None,
                    scope: RightScope::Everywhere,
                    valid_from: now - (24 * 30).hours(),
                    valid_until: Some(now + (24 * 335).hours()),
                    quota: None,
                    admits: 2,
                    state: RightState::Active,
                };
                let id = rights::issue(&mut write, &right).await?;
                credentials::issue(&mut write, &id, 0).await?;
                let known = credentials::of_right(&mut write, &id).await?.context("a code just made is not known")?;
                codes.push(known.0.claims.id.iter().map(|byte| format!("{byte:02x}")).collect());
            }
            write.commit().await?;
        }
        Ok(House { doors: entrances, codes })
    }
}

pub(super) struct Row {
    database: &'static str,
    flood: Flood,
    cpu_seconds: f64,
}

pub(super) async fn measure(
    db: &Db,
    house: &House,
    scans: usize,
    devices: usize,
    database: &'static str,
) -> Result<Row> {
    let before = own_cpu_seconds();
    let flood = flood(db, &house.doors, &house.codes, scans, devices).await?;
    Ok(Row { database, flood, cpu_seconds: own_cpu_seconds() - before })
}

pub(super) fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "Scans queued offline with clocks up to five hours wrong, sent in batches shuffled across devices: taken (chain and \
         signature checked, on the disk), then visits and conflicts derived.\n\n\
         | database | scans | batches | taken | a second | derived | rights | all, a second | CPU µs a scan, devices' part included |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for Row { database, flood, cpu_seconds } in rows {
        let scans = flood.scans as f64;
        let (taken, derived) = (flood.ingest.as_secs_f64(), flood.settle.as_secs_f64());
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {database} | {} | {} | {taken:.1} s | {:.0} | {derived:.1} s | {} | {:.0} | {:.1} |",
            flood.scans,
            flood.batches,
            scans / taken,
            flood.rights,
            scans / (taken + derived),
            cpu_seconds * 1e6 / scans,
        );
    }
    text.push('\n');
    text
}
