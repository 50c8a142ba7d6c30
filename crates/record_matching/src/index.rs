//! Key → records, in as little memory as a million records ask for.
//!
//! Most keys have one record: it stands in the table itself. Others chain nodes. Keys are 32-bit hashes; two keys that
//! collide only cost a comparison.

const MANY: u32 = 1 << 31;
const END: u32 = u32::MAX;

/// An open-addressing multimap from non-zero keys to record numbers below 2³¹.
#[derive(Default)]
pub(crate) struct Index {
    /// Key in the high half, value in the low half; 0 is empty.
    table: Vec<u64>,
    used: usize,
    nodes: Vec<Node>,
    free: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Node {
    record: u32,
    next: u32,
}

impl Index {
    pub(crate) fn bytes(&self) -> usize {
        self.table.capacity() * 8 + self.nodes.capacity() * 8 + self.free.capacity() * 4
    }

    /// Adds a record under a key; adding it twice has no effect when the first addition is still the newest.
    pub(crate) fn insert(&mut self, key: u32, record: u32) {
        if self.table.is_empty() || self.used * 8 >= self.table.len() * 7 {
            self.grow();
        }
        let at = self.find(key);
        let entry = self.table[at];
        if entry == 0 {
            self.table[at] = u64::from(key) << 32 | u64::from(record);
            self.used += 1;
            return;
        }
        let value = entry as u32;
        let head = if value & MANY != 0 {
            if self.nodes[(value & !MANY) as usize].record == record {
                return;
            }
            value & !MANY
        } else if value == record {
            return;
        } else {
            self.node(value, END)
        };
        let head = self.node(record, head);
        self.table[at] = u64::from(key) << 32 | u64::from(head | MANY);
    }

    /// Removes a record from a key.
    pub(crate) fn remove(&mut self, key: u32, record: u32) {
        if self.table.is_empty() {
            return;
        }
        let at = self.find(key);
        let entry = self.table[at];
        let value = entry as u32;
        if entry == 0 || value & MANY == 0 {
            // A lone record stays as a grave: taking it out would break the probing of its neighbours. Whoever reads
            // it sees that the record is gone or compares it once for nothing.
            return;
        }
        let mut previous = END;
        let mut node = value & !MANY;
        while node != END {
            let Node { record: here, next } = self.nodes[node as usize];
            if here == record {
                if previous != END {
                    self.nodes[previous as usize].next = next;
                } else if next != END {
                    self.table[at] = u64::from(key) << 32 | u64::from(next | MANY);
                } else {
                    self.table[at] = u64::from(key) << 32 | u64::from(record);
                }
                self.free.push(node);
                return;
            }
            previous = node;
            node = next;
        }
    }

    /// The records of a key, newest first.
    pub(crate) fn records(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let mut lone = None;
        let mut node = END;
        if !self.table.is_empty() {
            let entry = self.table[self.find(key)];
            let value = entry as u32;
            if entry != 0 {
                if value & MANY == 0 {
                    lone = Some(value);
                } else {
                    node = value & !MANY;
                }
            }
        }
        std::iter::from_fn(move || {
            if let Some(record) = lone.take() {
                return Some(record);
            }
            let Node { record, next } = *self.nodes.get(node as usize)?;
            node = next;
            Some(record)
        })
    }

    fn node(&mut self, record: u32, next: u32) -> u32 {
        let node = Node { record, next };
        if let Some(free) = self.free.pop() {
            self.nodes[free as usize] = node;
            return free;
        }
        self.nodes.push(node);
        (self.nodes.len() - 1) as u32
    }

    /// Where a key is, or the empty place where it would be.
    fn find(&self, key: u32) -> usize {
        let mask = self.table.len() - 1;
        let mut at = (u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) as usize & mask;
        loop {
            let entry = self.table[at];
            if entry == 0 || (entry >> 32) as u32 == key {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let larger = (self.table.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.table, vec![0; larger]);
        for entry in old {
            if entry != 0 {
                let at = self.find((entry >> 32) as u32);
                self.table[at] = entry;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_many() {
        let mut index = Index::default();
        for record in 0..5000 {
            index.insert(1 + record % 700, record);
        }
        let mut records: Vec<u32> = index.records(8).collect();
        records.sort_unstable();
        assert_eq!(records, [7, 707, 1407, 2107, 2807, 3507, 4207, 4907]);
        index.remove(8, 1407);
        index.remove(8, 4907);
        assert_eq!(index.records(8).count(), 6);
        assert_eq!(index.records(9000).count(), 0);
    }
}
