//! The reading half of an import: bytes → records ready to be written, in batches. Runs on a thread of its own and knows
//! no database: what the source already holds is handed to it.

use std::io::Read;

use bibliography::Description;
use marc::{Options, Outcome, Reader};
use record_matching::Features;
use tokio::sync::mpsc::Sender;

use super::bundle::{Bundler, Place};
use crate::store::records::KnownRecords;
use crate::store::runs::SetAside;

/// Records per transaction, at most: large enough to share its cost, small enough that a kill loses little work.
const BATCH_RECORDS: usize = 4_000;
/// Bytes per transaction before it is closed.
const BATCH_BYTES: usize = 8 << 20;

/// A record ready to be placed and written.
pub(crate) struct Prepared {
    /// The number it had, or the one it is given.
    pub(crate) record: u32,
    /// True when the source did not hold it.
    pub(crate) new: bool,
    pub(crate) local_id: String,
    pub(crate) content_hash: i64,
    pub(crate) place: Place,
    pub(crate) description: Vec<u8>,
    pub(crate) features: Features,
    /// Codes of its repairs, separated by spaces.
    pub(crate) notes: String,
}

/// What is written in one transaction.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) records: Vec<Prepared>,
    pub(crate) bundles: Vec<Vec<u8>>,
    pub(crate) set_aside: Vec<SetAside>,
    pub(crate) read: i64,
    pub(crate) unchanged: i64,
    pub(crate) repaired: i64,
    /// Position in the input after the batch.
    pub(crate) bytes_read: i64,
    /// Records their source withdrew (harvests).
    pub(crate) gone: Vec<u32>,
    /// Where the harvest stands after the batch.
    pub(crate) harvest_state: Option<String>,
}

/// Reads the whole input and sends batches until it ends, the receiver goes, or reading fails.
///
/// Returns what the source holds, with what was met marked.
pub(crate) fn read_all<R: Read>(
    input: R,
    options: Options,
    mut known: KnownRecords,
    mut next_record: u32,
    batches: &Sender<Batch>,
) -> std::io::Result<KnownRecords> {
    let mut reader = Reader::new(input, options);
    let mut bundler = Bundler::new()?;
    let mut batch = Batch::default();
    let mut batch_bytes = 0usize;
    let mut description = Description::default();
    while let Some(delivery) = reader.next()? {
        batch.read += 1;
        batch.bytes_read = (delivery.offset + delivery.raw.len() as u64) as i64;
        batch_bytes += delivery.raw.len();
        match delivery.outcome {
            Outcome::SetAside(reason) => batch.set_aside.push(SetAside {
                offset: delivery.offset as i64,
                reason: reason.code().to_owned(),
                detail: reason.to_string(),
                bytes: delivery.raw.to_vec(),
            }),
            Outcome::Record { record, notes } => {
                let content_hash = xxhash_rust::xxh3::xxh3_64(delivery.raw) as i64;
                let number = record.control("001").map(str::trim).unwrap_or_default();
                let local_id = if number.is_empty() || number.len() > 200 {
                    format!("sans-numero-{:016x}", content_hash as u64)
                } else {
                    number.to_owned()
                };
                let (id, new) = match known.get_mut(&local_id) {
                    Some(held) if held.seen => {
                        // A number met twice in one file: the first is kept, so that the same file again changes nothing.
                        if held.content_hash == content_hash {
                            batch.unchanged += 1;
                        } else {
                            batch.set_aside.push(SetAside {
                                offset: delivery.offset as i64,
                                reason: "duplicate_number".to_owned(),
                                detail: format!("record number {local_id} occurs twice in this file"),
                                bytes: delivery.raw.to_vec(),
                            });
                        }
                        if batch_bytes >= BATCH_BYTES {
                            send(&mut batch, &mut bundler, batches, &mut batch_bytes)?;
                        }
                        continue;
                    }
                    Some(held) => {
                        held.seen = true;
                        if held.content_hash == content_hash && !held.deleted {
                            batch.unchanged += 1;
                            batch.repaired += i64::from(!notes.is_empty());
                            if batch_bytes >= BATCH_BYTES {
                                send(&mut batch, &mut bundler, batches, &mut batch_bytes)?;
                            }
                            continue;
                        }
                        held.content_hash = content_hash;
                        held.deleted = false;
                        (held.record, false)
                    }
                    None => {
                        known.insert(&local_id, next_record, content_hash);
                        next_record += 1;
                        (next_record - 1, true)
                    }
                };
                bibliography::describe(record, &mut description);
                batch.repaired += i64::from(!notes.is_empty());
                batch.records.push(Prepared {
                    record: id,
                    new,
                    local_id,
                    content_hash,
                    place: bundler.add(delivery.raw)?,
                    description: postcard::to_stdvec(&description).map_err(std::io::Error::other)?,
                    features: Features::from(&description),
                    notes: notes.iter().map(marc::Note::code).collect::<Vec<_>>().join(" "),
                });
            }
        }
        if batch.records.len() >= BATCH_RECORDS || batch_bytes >= BATCH_BYTES {
            send(&mut batch, &mut bundler, batches, &mut batch_bytes)?;
        }
    }
    send(&mut batch, &mut bundler, batches, &mut batch_bytes)?;
    Ok(known)
}

fn send(
    batch: &mut Batch,
    bundler: &mut Bundler,
    batches: &Sender<Batch>,
    batch_bytes: &mut usize,
) -> std::io::Result<()> {
    batch.bundles = bundler.finish()?;
    *batch_bytes = 0;
    batches.blocking_send(std::mem::take(batch)).map_err(|_| std::io::Error::other("the import was stopped"))
}
