//! A flood: what devices had queued, sent in any order. For `beffroi bench gate` and for tests.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD as B64, Engine as _};
use credential::{SigningKey, scan_log};
use store::prelude::*;

use crate::devices::{self, Asked, Device};
use crate::{Batch, Judge, MOST_ENTRIES, Result, Rules, ingest, settle};

/// A device with its key, as a gate's page has them.
#[derive(Debug)]
pub struct Gate {
    /// The device.
    pub device: Device,
    key: SigningKey,
    entries: Vec<String>,
}

impl Gate {
    /// Enrols a device at a door, the office's part included.
    pub async fn enrol(write: &mut Write, door: &str, name: &str, seed: u64, clock: i64) -> Result<Self> {
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&seed.to_be_bytes());
        let key = SigningKey::from_seed([0, 0], &bytes);
        let code = devices::begin(write, door, "bench").await?.code;
        let public_key = B64.encode(key.verifying_key().to_bytes());
        let proof = B64.encode(key.sign_bytes(format!("beffroi-enrol-1\n{code}\n{public_key}").as_bytes()));
        let asked = Asked { code: &code, name, public_key: &public_key, proof: &proof, device_time: Some(clock) };
        match devices::enrol(write, &asked).await? {
            Ok(device) => Ok(Self { device, key, entries: Vec::new() }),
            Err(_) => Err(crate::Error::Senseless("a device that was asked for was not enrolled")),
        }
    }

    /// Signs a request as the device does: the header `authorization`.
    #[must_use]
    pub fn authorization(&self, method: &str, path_and_query: &str, at_ms: i64, body: &[u8]) -> String {
        let message = devices::to_be_signed(method, path_and_query, at_ms, body);
        let signature = B64.encode(self.key.sign_bytes(message.as_bytes()));
        format!("Beffroi-Device {}.{at_ms}.{signature}", self.device.id)
    }

    /// Writes an entry in the device's log; `rest` is what follows its number, as JSON members. Gives its number.
    pub fn write(&mut self, rest: &str) -> i64 {
        let seq = self.entries.len() as i64 + 1;
        self.entries.push(format!("{{\"seq\":{seq},{rest}}}"));
        seq
    }

    /// Somebody let in on green: the device's own clock, its offset, the code in hexadecimal.
    pub fn let_in(&mut self, code: &str, at: i64, offset: i64, people: u32) -> i64 {
        self.write(&format!(
            "\"kind\":\"scan\",\"at\":{at},\"offset\":{offset},\"door\":\"\",\"code\":\"{code}\",\
             \"verdict\":\"green\",\"reason\":\"ok\",\"people\":{people}"
        ))
    }

    /// How many entries the log has.
    #[must_use]
    pub fn len(&self) -> i64 {
        self.entries.len() as i64
    }

    /// Whether the log has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The log cut into signed batches of so many entries.
    #[must_use]
    pub fn batches(&self, each: usize) -> Vec<Batch> {
        let mut prev = scan_log::origin(&self.device.id);
        let mut first = 1;
        let mut batches = Vec::new();
        for some in self.entries.chunks(each.clamp(1, MOST_ENTRIES)) {
            let hashes = scan_log::chain(&prev, some.iter().map(String::as_str));
            let Some(last) = hashes.last() else { continue };
            let message = scan_log::head_message(&self.device.id, first as u64 + some.len() as u64 - 1, last);
            batches.push(Batch {
                first,
                prev,
                entries: some.to_vec(),
                head: devices::hex(last),
                signature: B64.encode(self.key.sign_bytes(&message)),
            });
            first += some.len() as i64;
            prev = *last;
        }
        batches
    }

    /// A batch as the API takes it.
    #[must_use]
    pub fn body(batch: &Batch) -> String {
        serde_json::json!({
            "first": batch.first,
            "prev": devices::hex(&batch.prev),
            "entries": batch.entries,
            "head": batch.head,
            "signature": batch.signature,
        })
        .to_string()
    }
}

/// What a flood came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flood {
    /// Scans sent.
    pub scans: usize,
    /// Batches they came in.
    pub batches: usize,
    /// How long taking them took.
    pub ingest: std::time::Duration,
    /// How long deriving visits took, after them.
    pub settle: std::time::Duration,
    /// Rights that were derived.
    pub rights: usize,
}

/// Numbers that look drawn at random and are always the same: a bench is repeated, not guessed.
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    /// The next, below a bound (splitmix64).
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound.max(1)
    }

    /// Puts in another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at as u64 + 1) as usize);
        }
    }
}

/// Lets `scans` scans of these codes (hexadecimal) be queued on `devices` devices spread over the doors, within the days
/// before now, and sends them in an order that no clock had.
pub async fn flood(db: &Db, doors: &[String], codes: &[String], scans: usize, devices: usize) -> Result<Flood> {
    let mut dice = Dice(2026);
    let now = db.clock().now_ms();
    let mut gates = Vec::with_capacity(devices);
    let mut write = db.write().await?;
    for number in 0..devices {
        let door = &doors[number % doors.len().max(1)];
        gates.push(Gate::enrol(&mut write, door, &format!("Tablette {number}"), number as u64, now).await?);
    }
    write.commit().await?;
    let span = 10 * 86_400_000;
    for number in 0..scans {
        let gate = &mut gates[number % devices];
        // Each device's log is in the order of its own clock, which is wrong by as much as it says.
        let wrong = (dice.below(10 * 3_600_000) as i64) - 5 * 3_600_000;
        let at = now - span + (span / scans.max(1) as i64) * number as i64;
        let code = &codes[dice.below(codes.len() as u64) as usize];
        gate.let_in(code, at - wrong, wrong, 1);
    }
    let mut queued: Vec<(usize, Batch)> = Vec::new();
    for (number, gate) in gates.iter().enumerate() {
        queued.extend(gate.batches(MOST_ENTRIES).into_iter().map(|batch| (number, batch)));
    }
    dice.shuffle(&mut queued);
    let judge = Judge::read(&mut db.read().await?).await?;
    let began = std::time::Instant::now();
    for (number, batch) in &queued {
        let mut write = db.write().await?;
        ingest(&mut write, &judge, &gates[*number].device, batch).await?;
        write.commit().await?;
    }
    let took = began.elapsed();
    let began = std::time::Instant::now();
    let rights = settle(db, &Rules::default()).await?;
    Ok(Flood { scans, batches: queued.len(), ingest: took, settle: began.elapsed(), rights })
}
