//! The signed, dated bundle a gate goes by: keys, status list, policy, door, benefits. `docs/gate.md`, “The bundle”.

use std::collections::HashMap;
use std::sync::Arc;

use access::keyring::{self, Purpose};
use access::{RightKind, credentials, doors, scopes};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD as B64, Engine as _};
use credential::KeyRing;
use credential::bundle::Bundle;
use jiff::Timestamp;
use jiff::civil::Date;
use programme::{InstitutionKind, institution, item};
use serde::Serialize;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use store::prelude::*;
use tokio::sync::Mutex;

use crate::devices::hex;
use crate::merge::{DAY_BEGINS_HOUR, Rules, Travel};
use crate::travel::Places;
use crate::{Error, Result};

/// What kind of bundle it is.
pub const KIND: &str = "beffroi-gate";
/// A bundle's age is shown in amber after this, in milliseconds: a day.
pub const FRESH_MS: i64 = 24 * HOUR_MS;
/// After this a good code is no longer green, in milliseconds: fourteen days.
pub const SERVES_MS: i64 = 14 * 24 * HOUR_MS;
const HOUR_MS: i64 = 3_600_000;
/// A code for one item opens once in an evening: for so long it is said to have been in already, in milliseconds.
pub(crate) const ONCE_MS: i64 = 18 * HOUR_MS;
/// How long a bundle made is given to whoever asks: what was revoked is known a few seconds later.
const KEPT_MS: i64 = 5_000;

/// Something a museum gives to those who hold a right: shown at its door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Benefit {
    /// What it is, in a few words.
    pub title: String,
    /// More of it.
    pub detail: String,
}

/// A bundle, signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What says that two bundles are the same.
    pub etag: String,
    /// When what it says was first so, in milliseconds.
    pub epoch: i64,
    /// The COSE_Sign1.
    pub bytes: Arc<[u8]>,
}

/// Bundles made a moment ago: sixty doors that open at once ask for the same, and every door shares the status list.
#[derive(Debug, Clone, Default)]
pub struct Kept(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    bundles: HashMap<String, (i64, Made)>,
    /// When it was read, and the list as a bundle says it.
    status: Option<(i64, Json)>,
}

impl Kept {
    /// The bundle of a door, as of a few seconds ago at most.
    pub async fn of(&self, db: &Db, door: &str, benefits: &[Benefit], rules: &Rules) -> Result<Made> {
        // Whoever comes while one is being made waits for it rather than making another.
        let mut kept = self.0.lock().await;
        let now = db.clock().now_ms();
        let fresh = |at: i64| (0..KEPT_MS).contains(&(now - at));
        if let Some((_, made)) = kept.bundles.get(door).filter(|(at, _)| fresh(*at)) {
            return Ok(made.clone());
        }
        let status = match kept.status.take().filter(|(at, _)| fresh(*at)) {
            Some(status) => status,
            None => (now, status(db).await?),
        };
        let made = make_with(db, door, benefits, rules, &status.1).await;
        kept.status = Some(status);
        let made = made?;
        kept.bundles.retain(|_, (at, _)| fresh(*at));
        kept.bundles.insert(door.to_owned(), (now, made.clone()));
        Ok(made)
    }
}

/// Makes the bundle of a door, now.
pub async fn make(db: &Db, door: &str, benefits: &[Benefit], rules: &Rules) -> Result<Made> {
    make_with(db, door, benefits, rules, &status(db).await?).await
}

/// The status list, as a bundle says it.
async fn status(db: &Db) -> Result<Json> {
    let status = credentials::status_list(&mut db.read().await?, db.clock().now()).await?;
    Ok(json!({ "bits": status.bits(), "lst": B64.encode(status.compressed()) }))
}

async fn make_with(db: &Db, door: &str, benefits: &[Benefit], rules: &Rules, status: &Json) -> Result<Made> {
    let mut read = db.read().await?;
    let prepared = keyring::current(&mut read, Purpose::Bundle).await;
    if prepared.is_err() {
        drop(read);
        let mut write = db.write().await?;
        keyring::prepare(&mut write).await?;
        write.commit().await?;
        read = db.read().await?;
    }
    let now = db.clock().now();
    let now_ms = now.as_millisecond();
    let key = keyring::current(&mut read, Purpose::Bundle).await?;
    let mut said = content(&mut read, door, benefits, rules, now).await?;
    said["status"] = status.clone();
    let digest = hex(&Sha256::digest(said.to_string().as_bytes())[..8]);
    let name = format!("bundle.{door}");
    let before = setting(&mut read, &name).await?;
    drop(read);
    let epoch = match before.as_deref().and_then(|text| text.split_once(' ')) {
        Some((known, epoch)) if known == digest => epoch.parse().map_err(|_| Error::Key)?,
        _ => remember(db, &name, &digest, now_ms).await?,
    };
    // The same words again each hour, so that a device that hears us knows it, signed.
    let issued_at = (now_ms.div_euclid(HOUR_MS) * HOUR_MS).max(epoch);
    said["status"]["at"] = issued_at.into();
    said["type"] = "beffroi-gate-bundle-1".into();
    said["epoch"] = epoch.into();
    said["issued_at"] = issued_at.into();
    said["fresh_until"] = (issued_at + FRESH_MS).into();
    said["not_after"] = (issued_at + SERVES_MS).into();
    let bundle = Bundle {
        kind: KIND.to_owned(),
        issued_at: issued_at.div_euclid(1000),
        not_after: (issued_at + SERVES_MS).div_euclid(1000),
        payload: said.to_string().into_bytes(),
    };
    Ok(Made { etag: format!("\"{digest}-{epoch}-{issued_at}\""), epoch, bytes: bundle.sign(&key).into() })
}

/// Everything a bundle says but its dates and the status list.
async fn content(read: &mut Read, door: &str, benefits: &[Benefit], rules: &Rules, now: Timestamp) -> Result<Json> {
    let door = doors::by_id(read, door).await?;
    let museum = institution::by_id(read, &door.institution).await?;
    let mut scoped = Vec::new();
    for scope in scopes::at(read, &door.institution).await? {
        // An item that is gone opens nothing any more.
        let item = match item::by_id(read, &scope.item).await {
            Ok(item) => item,
            Err(programme::Error::NotFound) => continue,
            Err(error) => return Err(error.into()),
        };
        // From the first minute of its first day to the end of the night after its last.
        let from = item.starts_on.and_then(|day| local(day, 0, rules));
        let until = item.ends_on.and_then(|day| local(day.tomorrow().ok()?, DAY_BEGINS_HOUR, rules));
        scoped.push(json!({ "number": scope.number, "title": item.title, "from": from, "until": until }));
    }
    let epochs = keyring::gate_epochs(read, now).await?;
    let totp: Vec<Json> = epochs
        .0
        .iter()
        .map(|epoch| json!({ "epoch": epoch.number, "until_s": epoch.until, "key": B64.encode(epoch.key) }))
        .collect();
    let codes = keyring::ring(read, Purpose::Code).await?;
    let bundles = keyring::ring(read, Purpose::Bundle).await?;
    let places = Places::read(read).await?;
    let museums: Vec<Json> = institution::list(read, Some(InstitutionKind::Museum), None)
        .await?
        .into_iter()
        .filter(|other| other.id != museum.id)
        .map(|other| {
            let travel = places.least_ms(&other.id, &museum.id);
            json!({ "institution": other.id, "name": other.name, "travel_ms": travel })
        })
        .collect();
    let accepts: Vec<&str> = door.accepts.iter().filter_map(|kind| shown_as(*kind)).collect();
    Ok(json!({
        "door": {
            "id": door.id,
            "code": door.code,
            "name": museum.name,
            "institution": museum.id,
            "institution_name": museum.name,
            "open": door.open,
            "accepts": accepts,
            "scopes": scoped,
        },
        "bundle_keys": bundle_keys(&bundles),
        "keys": keys(&codes),
        "totp": totp,
        "policy": {
            "reentry_ms": rules.reentry_ms,
            "once_ms": ONCE_MS,
            "clock_tolerance_s": 60,
            "send_every_ms": 15_000,
            "bundle_every_ms": HOUR_MS,
            "keep_log_ms": SERVES_MS,
            "totp_step_s": credential::proof::STEP,
            "totp_window": 1,
        },
        "museums": museums,
        "benefits": benefits,
    }))
}

/// An hour of a day here, in milliseconds.
fn local(day: Date, hour: i8, rules: &Rules) -> Option<i64> {
    day.at(hour, 0, 0, 0).to_zoned(rules.zone.clone()).ok().map(|at| at.timestamp().as_millisecond())
}

fn keys(ring: &KeyRing) -> Json {
    ring.iter()
        .map(|(key, trust)| {
            json!({
                "kid": key.id().to_string(),
                "x": B64.encode(key.to_bytes()),
                "until_s": trust.until,
                "revoked": trust.revoked,
            })
        })
        .collect()
}

/// The keys a device believes bundles by.
#[must_use]
pub fn bundle_keys(ring: &KeyRing) -> Json {
    ring.iter()
        .filter(|(_, trust)| !trust.revoked)
        .map(|(key, _)| json!({ "kid": key.id().to_string(), "x": B64.encode(key.to_bytes()) }))
        .collect()
}

/// How a kind of right is called in codes; none when it has none.
fn shown_as(kind: RightKind) -> Option<&'static str> {
    use credential::Kind;
    let kind = match kind {
        RightKind::MuseumPass => Kind::Pass,
        RightKind::Ticket => Kind::Ticket,
        RightKind::LibraryCard => Kind::Card,
        RightKind::Invitation => Kind::Invitation,
        RightKind::Loan => return None,
    };
    Some(kind.code())
}

async fn setting(query: &mut impl Query, name: &str) -> Result<Option<String>> {
    let row = query.optional("SELECT value FROM gate_settings WHERE name = $1", params![name]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Writes since when a door's bundle says what it says, and gives it.
async fn remember(db: &Db, name: &str, digest: &str, now: i64) -> Result<i64> {
    let mut write = db.write().await?;
    write.exclusive("gate.bundle").await?;
    let before = setting(&mut write, name).await?;
    let epoch = match before.as_deref().and_then(|text| text.split_once(' ')) {
        Some((known, epoch)) if known == digest => return epoch.parse().map_err(|_| Error::Key),
        // Two changes within a millisecond are two.
        Some((_, epoch)) => now.max(epoch.parse::<i64>().unwrap_or(0) + 1),
        None => now,
    };
    write
        .execute(
            "INSERT INTO gate_settings (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, format!("{digest} {epoch}")],
        )
        .await?;
    write.commit().await?;
    Ok(epoch)
}

/// The epoch of the last bundle made for a door; none before any was.
pub async fn epoch(query: &mut impl Query, door: &str) -> Result<Option<i64>> {
    let said = setting(query, &format!("bundle.{door}")).await?;
    Ok(said.as_deref().and_then(|text| text.split_once(' ')).and_then(|(_, epoch)| epoch.parse().ok()))
}
