//! Features of all records, packed in blocks: no allocation per record, no doubling of a hundred megabytes.

use crate::features::View;

const BLOCK: usize = 1 << 20;
const NONE: u32 = u32::MAX;

/// Features by record number.
#[derive(Default)]
pub(super) struct Arena {
    blocks: Vec<Vec<u8>>,
    /// Where a record's features are: block and place in it, as one number of bytes from the start.
    places: Vec<u32>,
    /// Bytes of features that were replaced or removed.
    wasted: usize,
}

impl Arena {
    pub(super) fn bytes(&self) -> usize {
        self.blocks.iter().map(Vec::capacity).sum::<usize>() + self.places.capacity() * 4
    }

    pub(super) fn put(&mut self, record: u32, features: &[u8]) {
        let needed = features.len() + 2;
        if self.wasted > BLOCK && self.wasted * 2 > self.blocks.len() * BLOCK {
            self.compact();
        }
        let place = self.append(features, needed);
        let record = record as usize;
        if self.places.len() <= record {
            self.places.resize(record + 1, NONE);
        }
        self.places[record] = place;
    }

    fn append(&mut self, features: &[u8], needed: usize) -> u32 {
        if self.blocks.last().is_none_or(|block| block.len() + needed > BLOCK) {
            self.blocks.push(Vec::with_capacity(BLOCK));
        }
        let number = self.blocks.len() - 1;
        let block = &mut self.blocks[number];
        let place = number * BLOCK + block.len();
        block.extend_from_slice(&(features.len() as u16).to_le_bytes());
        block.extend_from_slice(features);
        place as u32
    }

    pub(super) fn get(&self, record: u32) -> Option<&[u8]> {
        let place = *self.places.get(record as usize)?;
        if place == NONE {
            return None;
        }
        let block = &self.blocks[place as usize / BLOCK];
        let at = place as usize % BLOCK;
        let len = usize::from(u16::from_le_bytes([block[at], block[at + 1]]));
        Some(&block[at + 2..at + 2 + len])
    }

    pub(super) fn view(&self, record: u32) -> Option<View<'_>> {
        self.get(record).map(View::new)
    }

    pub(super) fn remove(&mut self, record: u32) {
        let len = self.get(record).map_or(0, <[u8]>::len);
        self.wasted += len + 2;
        if let Some(place) = self.places.get_mut(record as usize) {
            *place = NONE;
        }
    }

    /// Copies what is live into new blocks: a server that replaces records for months must not grow for ever.
    fn compact(&mut self) {
        let mut fresh = Self { places: vec![NONE; self.places.len()], ..Self::default() };
        for record in 0..self.places.len() {
            if let Some(features) = self.get(record as u32) {
                fresh.places[record] = fresh.append(features, features.len() + 2);
            }
        }
        *self = fresh;
    }
}
