//! Rows as bytes: a mark for NULL, integers and lengths in little-endian, text and bytes as they are.

use crate::schema::Kind;
use crate::{Error, Result, Row, Value};

/// A block is sent on when it weighs this much.
const FULL: usize = 256 << 10;

/// A block of rows of one table.
pub(super) struct Block {
    pub(super) table: u32,
    pub(super) count: u32,
    pub(super) bytes: Vec<u8>,
}

pub(super) struct Builder(Block);

impl Builder {
    pub(super) fn new(table: u32) -> Self {
        Self(Block { table, count: 0, bytes: Vec::with_capacity(FULL + FULL / 4) })
    }

    pub(super) fn is_full(&self) -> bool {
        self.0.bytes.len() >= FULL
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.count == 0
    }

    pub(super) fn take(&mut self) -> Block {
        let table = self.0.table;
        std::mem::replace(self, Self::new(table)).0
    }

    pub(super) fn push(&mut self, row: &Row, kinds: &[Kind]) -> Result<()> {
        let bytes = &mut self.0.bytes;
        for (at, kind) in kinds.iter().enumerate() {
            match kind {
                Kind::Int => push(bytes, row.get::<Option<i64>>(at)?.map(i64::to_le_bytes).as_ref().map(|b| &b[..])),
                Kind::Bool => push(bytes, row.get::<Option<bool>>(at)?.map(|b| [u8::from(b)]).as_ref().map(|b| &b[..])),
                Kind::Text => push_sized(bytes, row.text_or_null(at)?.map(str::as_bytes))?,
                Kind::Bytes => push_sized(bytes, row.bytes_or_null(at)?)?,
            }
        }
        self.0.count += 1;
        Ok(())
    }
}

fn push(bytes: &mut Vec<u8>, value: Option<&[u8]>) {
    match value {
        None => bytes.push(0),
        Some(value) => {
            bytes.push(1);
            bytes.extend_from_slice(value);
        }
    }
}

fn push_sized(bytes: &mut Vec<u8>, value: Option<&[u8]>) -> Result<()> {
    let Some(value) = value else {
        bytes.push(0);
        return Ok(());
    };
    let length = u32::try_from(value.len()).map_err(|_| Error::Backup("a value is larger than 4 GiB".into()))?;
    bytes.push(1);
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(value);
    Ok(())
}

impl Block {
    /// The rows of the block.
    pub(super) fn rows(&self, kinds: &[Kind]) -> Result<Vec<Vec<Value<'_>>>> {
        let mut left = self.bytes.as_slice();
        let mut rows = Vec::new();
        for _ in 0..self.count {
            let mut row = Vec::with_capacity(kinds.len());
            for kind in kinds {
                row.push(value(&mut left, *kind).ok_or_else(damaged)?);
            }
            rows.push(row);
        }
        if left.is_empty() { Ok(rows) } else { Err(damaged()) }
    }
}

fn damaged() -> Error {
    Error::Backup("a block of rows is damaged".into())
}

fn value<'b>(left: &mut &'b [u8], kind: Kind) -> Option<Value<'b>> {
    let present = match take(left, 1)? {
        [0] => false,
        [1] => true,
        _ => return None,
    };
    Some(match kind {
        Kind::Int if present => Value::from(i64::from_le_bytes(take(left, 8)?.try_into().ok()?)),
        Kind::Bool if present => Value::from(take(left, 1)? == [1]),
        Kind::Text if present => Value::from(std::str::from_utf8(take_sized(left)?).ok()?),
        Kind::Bytes if present => Value::from(take_sized(left)?),
        Kind::Int => Value::Int(None),
        Kind::Bool => Value::Bool(None),
        Kind::Text => Value::Text(None),
        Kind::Bytes => Value::Bytes(None),
    })
}

fn take_sized<'b>(left: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = u32::from_le_bytes(take(left, 4)?.try_into().ok()?);
    take(left, length as usize)
}

fn take<'b>(left: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (taken, rest) = left.split_at_checked(length)?;
    *left = rest;
    Some(taken)
}
