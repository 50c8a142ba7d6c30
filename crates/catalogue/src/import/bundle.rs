//! Bytes as received, several records compressed together.
//!
//! One record alone compresses badly (x1.4); sixty-four neighbours from the same library share their habits (x3 to x4),
//! and opening that many to read one costs a tenth of a millisecond.

use zstd::bulk::Compressor;

/// Records per bundle, at most.
const RECORDS: usize = 64;
/// Bytes per bundle before a new one is begun.
const BYTES: usize = 96 * 1024;

/// Where a record's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Position of the bundle in the batch.
    pub(crate) bundle: usize,
    /// First byte within the bundle once opened.
    pub(crate) offset: usize,
    /// Length in bytes.
    pub(crate) length: usize,
}

/// Gathers records into bundles.
pub(crate) struct Bundler {
    compressor: Compressor<'static>,
    open: Vec<u8>,
    records: usize,
    closed: Vec<Vec<u8>>,
}

impl Bundler {
    pub(crate) fn new() -> std::io::Result<Bundler> {
        Ok(Bundler { compressor: Compressor::new(1)?, open: Vec::new(), records: 0, closed: Vec::new() })
    }

    /// Adds a record's bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> std::io::Result<Place> {
        if self.records == RECORDS || (self.records > 0 && self.open.len() + bytes.len() > BYTES) {
            self.close()?;
        }
        let place = Place { bundle: self.closed.len(), offset: self.open.len(), length: bytes.len() };
        self.open.extend_from_slice(bytes);
        self.records += 1;
        Ok(place)
    }

    /// The bundles so far; the next `add` begins a new batch.
    pub(crate) fn finish(&mut self) -> std::io::Result<Vec<Vec<u8>>> {
        self.close()?;
        Ok(std::mem::take(&mut self.closed))
    }

    fn close(&mut self) -> std::io::Result<()> {
        if self.records > 0 {
            let mut packed = Vec::with_capacity(self.open.len() / 2 + 16);
            packed.extend_from_slice(&(self.open.len() as u32).to_le_bytes());
            packed.extend_from_slice(&self.compressor.compress(&self.open)?);
            self.closed.push(packed);
            self.open.clear();
            self.records = 0;
        }
        Ok(())
    }
}

/// The bytes of a bundle; empty when it can't be opened (which `verify` reports).
pub(crate) fn open(packed: &[u8]) -> Vec<u8> {
    let Some((size, body)) = packed.split_first_chunk::<4>() else { return Vec::new() };
    zstd::bulk::decompress(body, u32::from_le_bytes(*size) as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_comes_back_exactly() {
        let records: Vec<Vec<u8>> =
            (0..300usize).map(|n| (0..n * 17 % 4000).map(|b| (b * n) as u8).collect()).collect();
        let mut bundler = Bundler::new().unwrap();
        let places: Vec<Place> = records.iter().map(|r| bundler.add(r).unwrap()).collect();
        let bundles = bundler.finish().unwrap();
        assert!(bundles.len() > 4);
        for (record, place) in records.iter().zip(&places) {
            let bytes = open(&bundles[place.bundle]);
            assert_eq!(&bytes[place.offset..place.offset + place.length], record.as_slice());
        }
    }
}
