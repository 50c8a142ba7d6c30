//! What devices ask. `docs/gate.md` specifies it.

use std::sync::Arc;

use access::keyring::{self, Purpose};
use access::{credentials, doors};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as B64, Engine as _};
use programme::institution;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use shell::{PageError, parse_pairs};

use super::Web;
use crate::devices::{self, Asked, Device, NotADevice, NotEnrolled, Request, hex};
use crate::{Accepted, Batch, Judge, bundle, ingest, live, lookup};

type Answer = Result<Response, PageError>;

const TIME: HeaderName = HeaderName::from_static("x-beffroi-time");
/// How many desk records a page holds.
const RECORDS: usize = 2_000;
/// How long desk records read are given to whoever asks, in milliseconds.
const RECORDS_KEPT_MS: i64 = 30_000;
/// How many codes seen elsewhere are told at once.
const SEEN_MOST: u32 = 2_000;
/// What arrived a little before a device last asked is told again: its answer may have been lost.
const SEEN_AGAIN_MS: i64 = 5 * 60_000;

fn timed(web: &Web, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(TIME, web.db.clock().now_ms().into());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

fn said(web: &Web, status: StatusCode, body: serde_json::Value) -> Response {
    timed(web, (status, Json(body)).into_response())
}

fn refused(web: &Web, status: StatusCode, code: &str) -> Response {
    said(web, status, json!({ "code": code, "server_time": web.db.clock().now_ms() }))
}

fn slow_down(web: &Web) -> Response {
    let mut response = refused(web, StatusCode::TOO_MANY_REQUESTS, "slow_down");
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    response
}

fn wiped(web: &Web) -> Response {
    refused(web, StatusCode::GONE, "wiped")
}

/// Whose request it is, erased or not; else the answer.
async fn whose(
    web: &Web,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Result<Device, Response>, PageError> {
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path = uri.path_and_query().map_or("", |path| path.as_str());
    let request = Request { method: method.as_str(), path_and_query: path, authorization, body };
    let mut read = web.db.read().await?;
    let found = devices::whose(&mut read, &request, web.db.clock().now_ms()).await?;
    Ok(found.map_err(|reason| {
        let code = match reason {
            NotADevice::Clock => "clock",
            NotADevice::Signature => "signature",
            NotADevice::Unknown => "unknown_device",
        };
        refused(web, StatusCode::UNAUTHORIZED, code)
    }))
}

/// Notes that a device was heard, when that is worth a write.
async fn heard(web: &Web, device: &Device, bundle: Option<i64>) -> Result<(), PageError> {
    if devices::worth_noting(device, bundle, web.db.clock().now_ms()) {
        let mut write = web.db.write().await?;
        devices::heard(&mut write, device, bundle).await?;
        write.commit().await?;
    }
    Ok(())
}

/// Gives the device of a request, or ends with the answer that says why there is none.
macro_rules! device {
    ($web:expr, $method:expr, $uri:expr, $headers:expr, $body:expr) => {
        match whose($web, $method, $uri, $headers, $body).await? {
            Ok(device) if device.wiped_at_ms.is_some() => {
                heard($web, &device, None).await?;
                return Ok(wiped($web));
            }
            Ok(device) => device,
            Err(answer) => return Ok(answer),
        }
    };
}

#[derive(Deserialize)]
struct Enrolling {
    code: String,
    name: String,
    public_key: String,
    proof: String,
    #[serde(default)]
    device_time: Option<i64>,
}

/// `POST /controle/appareil`
pub(super) async fn enrol(State(web): State<Web>, body: Result<Bytes, BytesRejection>) -> Answer {
    let Some(sent) = body.ok().and_then(|body| serde_json::from_slice::<Enrolling>(&body).ok()) else {
        return Ok(refused(&web, StatusCode::BAD_REQUEST, "malformed"));
    };
    let asked = Asked {
        code: &sent.code,
        name: &sent.name,
        public_key: &sent.public_key,
        proof: &sent.proof,
        device_time: sent.device_time,
    };
    let mut write = web.db.write().await?;
    let device = match devices::enrol(&mut write, &asked).await? {
        Ok(device) => device,
        Err(why) => {
            drop(write);
            if web.too_many_refused() {
                return Ok(slow_down(&web));
            }
            let (status, code) = match why {
                NotEnrolled::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
                NotEnrolled::Proof => (StatusCode::BAD_REQUEST, "proof"),
                NotEnrolled::Code => (StatusCode::NOT_FOUND, "code"),
            };
            return Ok(refused(&web, status, code));
        }
    };
    keyring::prepare(&mut write).await?;
    let door = doors::by_id(&mut write, &device.door).await?;
    let museum = institution::by_id(&mut write, &device.institution).await?;
    let keys = keyring::ring(&mut write, Purpose::Bundle).await?;
    let subject = format!("device:{}", device.id);
    let details = json!({ "door": door.code, "name": device.name });
    people::audit::append(&mut write, &people::Actor::System("gate"), "gate.device_enrolled", &subject, &details)
        .await?;
    write.commit().await?;
    let body = json!({
        "device": device.id,
        "name": device.name,
        "door": {
            "id": door.id,
            "code": door.code,
            "name": museum.name,
            "institution": museum.id,
            "institution_name": museum.name,
        },
        "bundle_keys": bundle::bundle_keys(&keys),
        "server_time": web.db.clock().now_ms(),
    });
    Ok(said(&web, StatusCode::CREATED, body))
}

/// `GET /controle/ballot`
pub(super) async fn bundle(
    State(web): State<Web>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let device = device!(&web, &method, &uri, &headers, &body);
    let benefits = web.benefits(&device.institution).await?;
    let made = web.bundles.of(&web.db, &device.door, &benefits, &web.rules).await?;
    heard(&web, &device, Some(made.epoch)).await?;
    let own = [
        (header::ETAG, HeaderValue::from_str(&made.etag)?),
        (header::CONTENT_TYPE, HeaderValue::from_static("application/cose; cose-type=\"cose-sign1\"")),
    ];
    Ok(timed(
        &web,
        match knows(&headers, &made.etag) {
            true => (StatusCode::NOT_MODIFIED, own).into_response(),
            false => (own, made.bytes.to_vec()).into_response(),
        },
    ))
}

fn knows(headers: &HeaderMap, etag: &str) -> bool {
    headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).is_some_and(|known| {
        // What compresses on the way may call it weak.
        known.split(',').any(|one| one.trim().trim_start_matches("W/") == etag)
    })
}

/// Desk records, read a moment ago, in order of what they are found by.
pub(super) struct Records {
    at: i64,
    etag: String,
    all: Arc<[(String, String)]>,
}

async fn all_records(web: &Web) -> Result<(String, Arc<[(String, String)]>), PageError> {
    let mut kept = web.records.lock().await;
    let now = web.db.clock().now_ms();
    if let Some(records) = kept.as_ref()
        && (0..RECORDS_KEPT_MS).contains(&(now - records.at))
    {
        return Ok((records.etag.clone(), Arc::clone(&records.all)));
    }
    let read = credentials::desk_records(&mut web.db.read().await?, 0).await?;
    let mut all: Vec<(String, String)> = read
        .into_iter()
        .filter_map(|record| Some((record.lookup, B64.encode(BASE64_STANDARD.decode(record.sealed).ok()?))))
        .collect();
    all.sort();
    let mut sha = Sha256::new();
    for (lookup, sealed) in &all {
        sha.update(lookup.as_bytes());
        sha.update(sealed.as_bytes());
    }
    let etag = format!("\"{}\"", hex(&sha.finalize()[..8]));
    let all: Arc<[(String, String)]> = all.into();
    *kept = Some(Records { at: now, etag: etag.clone(), all: Arc::clone(&all) });
    Ok((etag, all))
}

/// `GET /controle/fiches`
pub(super) async fn records(
    State(web): State<Web>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Answer {
    let device = device!(&web, &method, &uri, &headers, &body);
    heard(&web, &device, None).await?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let after = pairs.into_iter().find(|(name, _)| name == "apres").map(|(_, value)| value).unwrap_or_default();
    let (etag, all) = all_records(&web).await?;
    if after.is_empty() && knows(&headers, &etag) {
        let own = [(header::ETAG, HeaderValue::from_str(&etag)?)];
        return Ok(timed(&web, (StatusCode::NOT_MODIFIED, own).into_response()));
    }
    let from = all.partition_point(|(lookup, _)| *lookup <= after);
    let page = &all[from..all.len().min(from + RECORDS)];
    let next = page.last().filter(|_| from + page.len() < all.len()).map(|(lookup, _)| lookup);
    let mut response = said(&web, StatusCode::OK, json!({ "records": page, "next": next }));
    response.headers_mut().insert(header::ETAG, HeaderValue::from_str(&etag)?);
    Ok(response)
}

/// `GET /controle/numero/{typed}`
pub(super) async fn number(
    State(web): State<Web>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    Path(typed): Path<String>,
    body: Bytes,
) -> Answer {
    let device = device!(&web, &method, &uri, &headers, &body);
    let mut write = web.db.write().await?;
    let may = devices::may_look(&mut write, &device.id).await?;
    write.commit().await?;
    if !may {
        return Ok(slow_down(&web));
    }
    let found = lookup::look_up(&mut web.db.read().await?, &typed).await?;
    Ok(match found {
        Some(found) => said(&web, StatusCode::OK, serde_json::to_value(found)?),
        None => refused(&web, StatusCode::NOT_FOUND, "number"),
    })
}

#[derive(Deserialize)]
struct Sent {
    first: i64,
    prev: String,
    entries: Vec<String>,
    head: String,
    signature: String,
    #[serde(default)]
    seen_after: Option<i64>,
}

impl Sent {
    fn batch(self) -> Option<Batch> {
        let sound = self.first >= 1
            && self.entries.len() <= crate::MOST_ENTRIES
            && self.first.checked_add(self.entries.len() as i64).is_some();
        if !sound || self.prev.len() != 64 || !self.prev.is_ascii() {
            return None;
        }
        let mut prev = [0; 32];
        for (at, byte) in prev.iter_mut().enumerate() {
            *byte = u8::from_str_radix(self.prev.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        let Self { first, entries, head, signature, .. } = self;
        Some(Batch { first, prev, entries, head, signature })
    }
}

/// `POST /controle/passages`
pub(super) async fn passages(
    State(web): State<Web>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Answer {
    let body = match body {
        Ok(body) => body,
        Err(rejected) if rejected.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Ok(refused(&web, StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
        }
        Err(_) => return Ok(refused(&web, StatusCode::BAD_REQUEST, "malformed")),
    };
    let device = match whose(&web, &method, &uri, &headers, &body).await? {
        Ok(device) => device,
        Err(answer) => return Ok(answer),
    };
    let Ok(sent) = serde_json::from_slice::<Sent>(&body) else {
        return Ok(refused(&web, StatusCode::BAD_REQUEST, "malformed"));
    };
    let seen_after = sent.seen_after;
    let Some(batch) = sent.batch() else {
        return Ok(refused(&web, StatusCode::BAD_REQUEST, "malformed"));
    };
    let accepted = if batch.entries.is_empty() {
        // A device that only wants to hear: nothing is written, but now and then that it was heard.
        heard(&web, &device, None).await?;
        ingest::known_to(&mut web.db.read().await?, &device.id).await?
    } else {
        taken(&web, &device, &batch).await?
    };
    let now = web.db.clock().now_ms();
    let mut answer = json!({
        "accepted_to": accepted.accepted_to,
        "missing": accepted.missing,
        "highest": accepted.highest,
        "server_time": now,
    });
    if device.wiped_at_ms.is_some() {
        answer["code"] = "wiped".into();
        return Ok(said(&web, StatusCode::GONE, answer));
    }
    let benefits = web.benefits(&device.institution).await?;
    answer["epoch"] = web.bundles.of(&web.db, &device.door, &benefits, &web.rules).await?.epoch.into();
    if let Some(after) = seen_after {
        let mut read = web.db.read().await?;
        let since = after.saturating_sub(SEEN_AGAIN_MS);
        answer["seen"] = json!(live::seen_since(&mut read, since, now, &device.id, SEEN_MOST).await?);
        answer["seen_at"] = now.into();
    }
    Ok(said(&web, StatusCode::OK, answer))
}

/// Keeps a batch, and has what it says derived.
async fn taken(web: &Web, device: &Device, batch: &Batch) -> Result<Accepted, PageError> {
    let judge = Judge::read(&mut web.db.read().await?).await?;
    let mut write = web.db.write().await?;
    let accepted = ingest::ingest(&mut write, &judge, device, batch).await?;
    if devices::worth_noting(device, None, web.db.clock().now_ms()) {
        devices::heard(&mut write, device, None).await?;
    }
    write.commit().await?;
    if accepted.fresh > 0 {
        web.settle_soon();
    }
    Ok(accepted)
}
