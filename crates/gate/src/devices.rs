//! Devices: the phones and tablets at doors. One is enrolled with a code shown in the office, proves each request with a
//! key of its own, and is erased from the office when it is lost.

use access::{DoorKind, doors};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD as B64, Engine as _};
use credential::VerifyingKey;
use sha2::{Digest, Sha256};
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// How long an enrolment code is good, in milliseconds.
pub const ENROLMENT_MS: i64 = 10 * 60_000;
/// How far from the server's clock a request may be dated, in milliseconds.
pub const CLOCK_MS: i64 = 5 * 60_000;
/// How many typed numbers a device may look up in a minute.
const LOOKS_A_MINUTE: i64 = 30;
/// Letters and digits that are not taken for one another.
const ALPHABET: &[u8; 30] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";
const CODE_LETTERS: usize = 8;
const LONGEST_NAME: usize = 60;
/// How wrong a device's clock may be: sixty years, since one that stopped tells 1970.
const WRONGEST_MS: u64 = 60 * 366 * 86_400_000;

/// A code to enrol a device with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Identifier.
    pub id: String,
    /// The code, eight letters and digits.
    pub code: String,
    /// The door.
    pub door: String,
    /// Until when, in milliseconds.
    pub expires_at_ms: i64,
    /// The device that used it.
    pub device: Option<String>,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Identifier.
    pub id: String,
    /// Its door.
    pub door: String,
    /// The door's institution.
    pub institution: String,
    /// What it is called.
    pub name: String,
    /// Its Ed25519 key, 32 bytes in base64url.
    pub public_key: String,
    /// When it was enrolled, in milliseconds.
    pub enrolled_at_ms: i64,
    /// Server − device in milliseconds, measured when it was enrolled.
    pub offset_ms: i64,
    /// When it was last heard.
    pub seen_at_ms: i64,
    /// Epoch of the last bundle it took.
    pub bundle: Option<i64>,
    /// When the office erased it.
    pub wiped_at_ms: Option<i64>,
    /// When it was told.
    pub wipe_told_at_ms: Option<i64>,
}

/// Makes a code for a door. Codes of this door that are past are deleted.
///
/// # Errors
/// [`Error::NotFound`] when there is no such door, or it is online.
pub async fn begin(write: &mut Write, door: &str, by: &str) -> Result<Enrolment> {
    let door = doors::by_id(write, door).await?;
    if !at_a_gate(door.kind) {
        return Err(Error::NotFound);
    }
    let now = write.clock().now_ms();
    write.execute("DELETE FROM gate_enrolments WHERE expires_at <= $1", params![now]).await?;
    let enrolment =
        Enrolment { id: new_id(), code: new_code(), door: door.id, expires_at_ms: now + ENROLMENT_MS, device: None };
    write
        .execute(
            "INSERT INTO gate_enrolments (id, code, door, made_by, expires_at, device) VALUES ($1, $2, $3, $4, $5, NULL)",
            params![&enrolment.id, &enrolment.code, &enrolment.door, by, enrolment.expires_at_ms],
        )
        .await?;
    Ok(enrolment)
}

/// Whether devices are enrolled for such a door.
#[must_use]
pub fn at_a_gate(kind: DoorKind) -> bool {
    matches!(kind, DoorKind::MuseumEntrance | DoorKind::Stage)
}

fn new_code() -> String {
    // 30 letters: a byte below 240 names one without preferring any.
    let mut code = String::with_capacity(CODE_LETTERS);
    while code.len() < CODE_LETTERS {
        for byte in rand::random::<[u8; 16]>().into_iter().filter(|byte| *byte < 240) {
            if code.len() < CODE_LETTERS {
                code.push(char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
            }
        }
    }
    code
}

/// A code as someone types it: capitals, without spaces or dashes.
#[must_use]
pub fn typed_code(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).take(64).collect()
}

/// The codes of a door that are still good, newest first.
pub async fn enrolments(query: &mut impl Query, door: &str, now_ms: i64) -> Result<Vec<Enrolment>> {
    let sql = "SELECT id, code, door, expires_at, device FROM gate_enrolments
               WHERE door = $1 AND expires_at > $2 ORDER BY id DESC";
    let rows = query.all(sql, params![door, now_ms]).await?;
    rows.iter()
        .map(|row| {
            Ok(Enrolment {
                id: row.get(0)?,
                code: row.get(1)?,
                door: row.get(2)?,
                expires_at_ms: row.get(3)?,
                device: row.get(4)?,
            })
        })
        .collect()
}

/// What a device sends to be enrolled.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The code, as typed.
    pub code: &'a str,
    /// What to call it.
    pub name: &'a str,
    /// Its key, 32 bytes in base64url.
    pub public_key: &'a str,
    /// The signature that proves it has the key, in base64url.
    pub proof: &'a str,
    /// Its clock, in milliseconds, when it says so.
    pub device_time: Option<i64>,
}

/// Why a device was not enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEnrolled {
    /// What was sent is not of the right shape.
    Malformed,
    /// It has not the key it shows.
    Proof,
    /// No such code, or used, or too old: not told apart.
    Code,
}

/// Enrols a device.
///
/// # Errors
/// The database's; why a device is not taken is the inner result.
pub async fn enrol(write: &mut Write, asked: &Asked<'_>) -> Result<Result<Device, NotEnrolled>> {
    let (code, name) = (typed_code(asked.code), asked.name.trim());
    let Some(key) = key_of(asked.public_key) else { return Ok(Err(NotEnrolled::Malformed)) };
    if code.len() != CODE_LETTERS || name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Ok(Err(NotEnrolled::Malformed));
    }
    let said = format!("beffroi-enrol-1\n{code}\n{}", asked.public_key);
    if !signed(&key, said.as_bytes(), asked.proof) {
        return Ok(Err(NotEnrolled::Proof));
    }
    // Of two that type one code at once, one gets it.
    write.exclusive("gate.enrol").await?;
    let now = write.clock().now_ms();
    let sql = "SELECT id, door FROM gate_enrolments WHERE code = $1 AND expires_at > $2 AND device IS NULL";
    let Some(row) = write.optional(sql, params![&code, now]).await? else {
        return Ok(Err(NotEnrolled::Code));
    };
    let (enrolment, door): (String, String) = (row.get(0)?, row.get(1)?);
    let door = doors::by_id(write, &door).await?;
    // A clock that nobody believes is no offset.
    let offset = asked.device_time.and_then(|device| now.checked_sub(device)).unwrap_or(0);
    let offset = if offset.unsigned_abs() < WRONGEST_MS { offset } else { 0 };
    let device = Device {
        id: new_id(),
        door: door.id,
        institution: door.institution,
        name: name.to_owned(),
        public_key: asked.public_key.to_owned(),
        enrolled_at_ms: now,
        offset_ms: offset,
        seen_at_ms: now,
        bundle: None,
        wiped_at_ms: None,
        wipe_told_at_ms: None,
    };
    write
        .execute(
            "INSERT INTO gate_devices (id, door, institution, name, public_key, enrolled_at, offset_ms, seen_at,
                 look_minute, looks)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $6, 0, 0)",
            params![&device.id, &device.door, &device.institution, &device.name, &device.public_key, now, offset],
        )
        .await?;
    let sql = "UPDATE gate_enrolments SET device = $1 WHERE id = $2";
    write.execute(sql, params![&device.id, &enrolment]).await?;
    Ok(Ok(device))
}

fn key_of(text: &str) -> Option<VerifyingKey> {
    let bytes: [u8; 32] = B64.decode(text).ok()?.try_into().ok()?;
    VerifyingKey::from_bytes([0, 0], &bytes).ok()
}

fn signed(key: &VerifyingKey, message: &[u8], signature: &str) -> bool {
    let signature: Option<[u8; 64]> = B64.decode(signature).ok().and_then(|bytes| bytes.try_into().ok());
    signature.is_some_and(|signature| key.verifies(message, &signature))
}

impl Device {
    /// Whether the device's key signed a message; `signature` in base64url.
    #[must_use]
    pub fn signed(&self, message: &[u8], signature: &str) -> bool {
        key_of(&self.public_key).is_some_and(|key| signed(&key, message, signature))
    }
}

/// What a device signs to ask something.
#[must_use]
pub fn to_be_signed(method: &str, path_and_query: &str, at_ms: i64, body: &[u8]) -> String {
    format!("beffroi-device-1\n{method}\n{path_and_query}\n{at_ms}\n{}", hex(&Sha256::digest(body)))
}

/// A request, as far as it must be proved.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// `GET` or `POST`.
    pub method: &'a str,
    /// The path with its query.
    pub path_and_query: &'a str,
    /// The header `authorization`.
    pub authorization: &'a str,
    /// The body.
    pub body: &'a [u8],
}

/// Why a request is not a device's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADevice {
    /// Dated too far from now.
    Clock,
    /// Not signed, or not by that device.
    Signature,
    /// No such device.
    Unknown,
}

/// Whose request it is; an erased device is given too, and says so.
///
/// # Errors
/// The database's; why it is nobody's is the inner result.
pub async fn whose(query: &mut impl Query, request: &Request<'_>, now_ms: i64) -> Result<Result<Device, NotADevice>> {
    let Some(parts) = request.authorization.strip_prefix("Beffroi-Device ") else {
        return Ok(Err(NotADevice::Signature));
    };
    let parts: Vec<&str> = parts.split('.').collect();
    let [id, at, signature] = parts.as_slice() else { return Ok(Err(NotADevice::Signature)) };
    let Ok(at) = at.parse::<i64>() else { return Ok(Err(NotADevice::Signature)) };
    let device = match by_id(query, id).await {
        Ok(device) => device,
        Err(Error::NotFound) => return Ok(Err(NotADevice::Unknown)),
        Err(error) => return Err(error),
    };
    let message = to_be_signed(request.method, request.path_and_query, at, request.body);
    if !device.signed(message.as_bytes(), signature) {
        return Ok(Err(NotADevice::Signature));
    }
    if now_ms.saturating_sub(at).abs() > CLOCK_MS {
        return Ok(Err(NotADevice::Clock));
    }
    Ok(Ok(device))
}

const SELECT: &str =
    "SELECT id, door, institution, name, public_key, enrolled_at, offset_ms, seen_at, bundle, wiped_at,
    wipe_told_at FROM gate_devices";

/// The device with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Device> {
    device(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The devices of a door, those that were erased last, then by name.
pub async fn of_door(query: &mut impl Query, door: &str) -> Result<Vec<Device>> {
    let sql = format!("{SELECT} WHERE door = $1 ORDER BY CASE WHEN wiped_at IS NULL THEN 0 ELSE 1 END, name, id");
    query.all(&sql, params![door]).await?.iter().map(device).collect()
}

/// The devices of an institution, by name.
pub async fn of_institution(query: &mut impl Query, institution: &str) -> Result<Vec<Device>> {
    let sql = format!("{SELECT} WHERE institution = $1 ORDER BY name, id");
    query.all(&sql, params![institution]).await?.iter().map(device).collect()
}

/// Every device.
pub(crate) async fn all(query: &mut impl Query) -> Result<Vec<Device>> {
    query.all(&format!("{SELECT} ORDER BY id"), params![]).await?.iter().map(device).collect()
}

fn device(row: &Row) -> Result<Device> {
    Ok(Device {
        id: row.get(0)?,
        door: row.get(1)?,
        institution: row.get(2)?,
        name: row.get(3)?,
        public_key: row.get(4)?,
        enrolled_at_ms: row.get(5)?,
        offset_ms: row.get(6)?,
        seen_at_ms: row.get(7)?,
        bundle: row.get(8)?,
        wiped_at_ms: row.get(9)?,
        wipe_told_at_ms: row.get(10)?,
    })
}

/// How often it is written that a device was heard, in milliseconds.
const SEEN_EVERY_MS: i64 = 60_000;

/// Whether it is worth writing that a device was heard, and which bundle it holds.
#[must_use]
pub fn worth_noting(device: &Device, bundle: Option<i64>, now_ms: i64) -> bool {
    now_ms - device.seen_at_ms >= SEEN_EVERY_MS
        || bundle.is_some_and(|bundle| device.bundle != Some(bundle))
        || (device.wiped_at_ms.is_some() && device.wipe_told_at_ms.is_none())
}

/// Notes that a device was heard, which bundle it took, and that it was told of its erasure.
pub async fn heard(write: &mut Write, device: &Device, bundle: Option<i64>) -> Result<()> {
    let now = write.clock().now_ms();
    let told = device.wiped_at_ms.map(|_| device.wipe_told_at_ms.unwrap_or(now));
    let sql = "UPDATE gate_devices SET seen_at = $1, bundle = $2, wipe_told_at = $3 WHERE id = $4";
    write.execute(sql, params![now, bundle.or(device.bundle), told, &device.id]).await?;
    Ok(())
}

/// Erases a device: at its next request it is told to forget all it holds, and gets nothing any more. What it still
/// sends from before is taken.
///
/// # Errors
/// [`Error::NotFound`] when there is no such device, or it was erased already.
pub async fn wipe(write: &mut Write, id: &str) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE gate_devices SET wiped_at = $1 WHERE id = $2 AND wiped_at IS NULL";
    if write.execute(sql, params![now, id]).await? == 0 {
        return Err(Error::NotFound);
    }
    // What it told as being after now is not counted.
    crate::settle::told(write, id, 0, i64::MAX).await
}

/// Counts a look at a typed number; false when a device looked too often this minute.
pub async fn may_look(write: &mut Write, id: &str) -> Result<bool> {
    let minute = write.clock().now_ms() / 60_000;
    let row = write
        .one(
            "UPDATE gate_devices SET looks = CASE WHEN look_minute = $1 THEN looks + 1 ELSE 1 END, look_minute = $1
             WHERE id = $2 RETURNING looks",
            params![minute, id],
        )
        .await?;
    Ok(row.get::<i64>(0)? <= LOOKS_A_MINUTE)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
