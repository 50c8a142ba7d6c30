//! The file: compression and disk on a thread of their own, a few blocks ahead.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::block::Block;
use super::{FORMAT, Header, VERSION};
use crate::{Error, Result};

const ROWS: u8 = 1;
const END: u8 = 0;
/// A block is a few hundred kilobytes, or one very large row.
const LARGEST_BLOCK: u32 = u32::MAX - 1;
/// zstd's fastest levels are as fast as a disk; 3 is its default.
const LEVEL: i32 = 3;
const AHEAD: usize = 8;

/// Writes a backup beside its final name, and gives it that name at the end.
pub(super) struct Writer {
    blocks: mpsc::Sender<Message>,
    thread: JoinHandle<Result<()>>,
}

enum Message {
    Rows(Block),
    End(u64),
}

impl Writer {
    pub(super) fn create(path: &Path, header: &Header) -> Result<Self> {
        let part = part_of(path);
        let mut encoder = zstd::Encoder::new(BufWriter::new(File::create(&part)?), LEVEL)?;
        encoder.include_checksum(true)?;
        let mut line = serde_json::to_vec(header).map_err(|error| Error::Backup(error.to_string()))?;
        line.push(b'\n');
        encoder.write_all(&line)?;
        let (blocks, mut incoming) = mpsc::channel(AHEAD);
        let path = path.to_owned();
        let thread = tokio::task::spawn_blocking(move || {
            while let Some(message) = incoming.blocking_recv() {
                match message {
                    Message::Rows(block) => {
                        encoder.write_all(&[ROWS])?;
                        encoder.write_all(&block.table.to_le_bytes())?;
                        encoder.write_all(&block.count.to_le_bytes())?;
                        let length = u32::try_from(block.bytes.len())
                            .ok()
                            .filter(|length| *length <= LARGEST_BLOCK)
                            .ok_or_else(|| Error::Backup("a row is larger than 4 GiB".into()))?;
                        encoder.write_all(&length.to_le_bytes())?;
                        encoder.write_all(&block.bytes)?;
                    }
                    Message::End(rows) => {
                        encoder.write_all(&[END])?;
                        encoder.write_all(&rows.to_le_bytes())?;
                        let file = encoder.finish()?.into_inner().map_err(|error| error.into_error())?;
                        file.sync_all()?;
                        fs::rename(&part, &path)?;
                        return Ok(());
                    }
                }
            }
            // The reading side gave up: nothing with the final name appears.
            fs::remove_file(&part)?;
            Ok(())
        });
        Ok(Self { blocks, thread })
    }

    pub(super) async fn send(&self, block: Block) -> Result<()> {
        // Refused when the writing thread ended; its reason comes from `finish`.
        let _ = self.blocks.send(Message::Rows(block)).await;
        if self.thread.is_finished() { Err(Error::Backup("the file could not be written".into())) } else { Ok(()) }
    }

    pub(super) async fn finish(self, rows: u64) -> Result<()> {
        let _ = self.blocks.send(Message::End(rows)).await;
        self.thread.await.map_err(|error| Error::Backup(error.to_string()))?
    }
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

type Decoder = BufReader<zstd::Decoder<'static, BufReader<File>>>;

pub(super) fn read_header(path: &Path) -> Result<(Header, Decoder)> {
    let mut decoder = BufReader::new(zstd::Decoder::new(File::open(path)?)?);
    let mut line = Vec::new();
    let not_ours = || Error::Backup("it is not a backup of Beffroi".into());
    // A header is some kilobytes: a file without one is not read whole in search of its end.
    decoder.by_ref().take(4 << 20).read_until(b'\n', &mut line).map_err(|_| not_ours())?;
    let header: Header = serde_json::from_slice(&line).map_err(|_| not_ours())?;
    if header.format != FORMAT {
        return Err(not_ours());
    }
    if header.version > VERSION {
        return Err(Error::Backup("it was made by a newer program".into()));
    }
    Ok((header, decoder))
}

/// Reads a backup's blocks.
pub(super) struct Reader {
    blocks: mpsc::Receiver<Result<Block>>,
    announced: std::sync::Arc<std::sync::OnceLock<u64>>,
}

impl Reader {
    pub(super) fn open(path: &Path) -> Result<(Header, Self)> {
        let (header, mut decoder) = read_header(path)?;
        let (sender, blocks) = mpsc::channel(AHEAD);
        let announced = std::sync::Arc::new(std::sync::OnceLock::new());
        let end = announced.clone();
        tokio::task::spawn_blocking(move || {
            loop {
                let read = read_block(&mut decoder);
                let message = match read {
                    Ok(Next::Rows(block)) => Ok(block),
                    Ok(Next::End(rows)) => {
                        let _ = end.set(rows);
                        return;
                    }
                    Err(error) => Err(error),
                };
                let last = message.is_err();
                if sender.blocking_send(message).is_err() || last {
                    return;
                }
            }
        });
        Ok((header, Self { blocks, announced }))
    }

    pub(super) async fn next(&mut self) -> Result<Option<Block>> {
        self.blocks.recv().await.transpose()
    }

    /// How many rows the end mark speaks of; nothing before it was read.
    pub(super) fn announced(&self) -> Option<u64> {
        self.announced.get().copied()
    }
}

enum Next {
    Rows(Block),
    End(u64),
}

fn read_block(from: &mut impl Read) -> Result<Next> {
    fn array<const N: usize>(from: &mut impl Read) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        from.read_exact(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }
    match array::<1>(from)? {
        [END] => {
            let rows = u64::from_le_bytes(array(from)?);
            // Reading on to the very end lets zstd check its sum.
            match from.read(&mut [0]).map_err(unreadable)? {
                0 => Ok(Next::End(rows)),
                _ => Err(Error::Backup("something follows its end".into())),
            }
        }
        [ROWS] => {
            let table = u32::from_le_bytes(array(from)?);
            let count = u32::from_le_bytes(array(from)?);
            let length = u64::from(u32::from_le_bytes(array(from)?));
            // Memory grows with what is really there, not with what a damaged length promises.
            let mut bytes = Vec::new();
            from.take(length).read_to_end(&mut bytes).map_err(unreadable)?;
            if bytes.len() as u64 != length {
                return Err(Error::Backup("it is cut short".into()));
            }
            Ok(Next::Rows(Block { table, count, bytes }))
        }
        _ => Err(Error::Backup("it is damaged".into())),
    }
}

fn unreadable(error: std::io::Error) -> Error {
    Error::Backup(format!("it is cut short or damaged ({error})"))
}
