//! Records in editions, editions in works: linked lists in arrays.

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct RecordSlot {
    edition: u32,
    next: u32,
}

#[derive(Clone, Copy)]
struct EditionSlot {
    work: u32,
    first_record: u32,
    next: u32,
}

const NO_RECORD: RecordSlot = RecordSlot { edition: NONE, next: NONE };
const NO_EDITION: EditionSlot = EditionSlot { work: NONE, first_record: NONE, next: NONE };

/// Who is with whom.
pub(super) struct Clusters {
    records: Vec<RecordSlot>,
    editions: Vec<EditionSlot>,
    /// First edition of each work.
    works: Vec<u32>,
    count: usize,
    next_edition: u32,
    next_work: u32,
}

impl Default for Clusters {
    fn default() -> Self {
        Self { records: Vec::new(), editions: Vec::new(), works: Vec::new(), count: 0, next_edition: 1, next_work: 1 }
    }
}

/// What a record left when it was taken out.
#[derive(Clone, Copy, Default)]
pub(super) struct Left {
    /// The edition, when the record was its last.
    pub(super) edition: Option<u32>,
    /// The work, when the record was its last.
    pub(super) work: Option<u32>,
}

impl Clusters {
    pub(super) fn bytes(&self) -> usize {
        self.records.capacity() * 8 + self.editions.capacity() * 12 + self.works.capacity() * 4
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn reserve_ids(&mut self, edition: u32, work: u32) {
        self.next_edition = self.next_edition.max(edition);
        self.next_work = self.next_work.max(work);
    }

    pub(super) fn next_ids(&self) -> (u32, u32) {
        (self.next_edition, self.next_work)
    }

    pub(super) fn new_edition(&mut self) -> u32 {
        self.next_edition += 1;
        self.next_edition - 1
    }

    pub(super) fn new_work(&mut self) -> u32 {
        self.next_work += 1;
        self.next_work - 1
    }

    pub(super) fn placed(&self, record: u32) -> Option<(u32, u32)> {
        let edition = self.records.get(record as usize)?.edition;
        let work = self.editions.get(edition as usize)?.work;
        Some((edition, work))
    }

    pub(super) fn is_placed(&self, record: u32) -> bool {
        self.placed(record).is_some()
    }

    pub(super) fn work_of_edition(&self, edition: u32) -> Option<u32> {
        self.editions.get(edition as usize).map(|slot| slot.work).filter(|&work| work != NONE)
    }

    pub(super) fn editions_of(&self, work: u32) -> impl Iterator<Item = u32> + '_ {
        let mut edition = self.works.get(work as usize).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let slot = self.editions.get(edition as usize)?;
            Some(std::mem::replace(&mut edition, slot.next))
        })
    }

    pub(super) fn records_of(&self, edition: u32) -> impl Iterator<Item = u32> + '_ {
        let mut record = self.editions.get(edition as usize).map_or(NONE, |slot| slot.first_record);
        std::iter::from_fn(move || {
            let slot = self.records.get(record as usize)?;
            Some(std::mem::replace(&mut record, slot.next))
        })
    }

    /// Puts a record in an edition of a work, opening both when they are not there. The edition's own work wins.
    pub(super) fn put(&mut self, record: u32, edition: u32, work: u32) {
        self.reserve_ids(edition.saturating_add(1), work.saturating_add(1));
        if self.editions.len() <= edition as usize {
            self.editions.resize(edition as usize + 1, NO_EDITION);
        }
        if self.works.len() <= work as usize {
            self.works.resize(work as usize + 1, NONE);
        }
        if self.records.len() <= record as usize {
            self.records.resize(record as usize + 1, NO_RECORD);
        }
        let slot = &mut self.editions[edition as usize];
        if slot.work == NONE {
            slot.work = work;
            slot.next = std::mem::replace(&mut self.works[work as usize], edition);
        }
        self.records[record as usize] = RecordSlot { edition, next: std::mem::replace(&mut slot.first_record, record) };
        self.count += 1;
    }

    /// Takes a record out of its edition, and an edition that is empty out of its work.
    pub(super) fn take_out(&mut self, record: u32) -> Left {
        let mut left = Left::default();
        let Some((edition, work)) = self.placed(record) else {
            return left;
        };
        let next = std::mem::replace(&mut self.records[record as usize], NO_RECORD).next;
        self.count -= 1;
        let slot = &mut self.editions[edition as usize];
        if slot.first_record == record {
            slot.first_record = next;
        } else {
            let mut previous = slot.first_record;
            while previous != NONE && self.records[previous as usize].next != record {
                previous = self.records[previous as usize].next;
            }
            if previous != NONE {
                self.records[previous as usize].next = next;
            }
        }
        if self.editions[edition as usize].first_record == NONE {
            left.edition = Some(edition);
            self.unlink_edition(edition, work);
            self.editions[edition as usize] = NO_EDITION;
            if self.works[work as usize] == NONE {
                left.work = Some(work);
            }
        }
        left
    }

    fn unlink_edition(&mut self, edition: u32, work: u32) {
        let next = self.editions[edition as usize].next;
        if self.works[work as usize] == edition {
            self.works[work as usize] = next;
            return;
        }
        let mut previous = self.works[work as usize];
        while previous != NONE && self.editions[previous as usize].next != edition {
            previous = self.editions[previous as usize].next;
        }
        if previous != NONE {
            self.editions[previous as usize].next = next;
        }
    }

    /// Brings two works together under the smaller number; gives `(from, into)`.
    pub(super) fn merge_works(&mut self, a: u32, b: u32) -> (u32, u32) {
        let (into, from) = (a.min(b), a.max(b));
        let moving: Vec<u32> = self.editions_of(from).collect();
        self.works[from as usize] = NONE;
        for edition in moving {
            let slot = &mut self.editions[edition as usize];
            slot.work = into;
            slot.next = std::mem::replace(&mut self.works[into as usize], edition);
        }
        (from, into)
    }

    /// Brings two editions of one work together under the smaller number; gives `(from, into)`.
    pub(super) fn merge_editions(&mut self, a: u32, b: u32) -> (u32, u32) {
        let (into, from) = (a.min(b), a.max(b));
        let moving: Vec<u32> = self.records_of(from).collect();
        if let Some(work) = self.work_of_edition(from) {
            self.unlink_edition(from, work);
        }
        self.editions[from as usize] = NO_EDITION;
        for record in moving {
            let first = &mut self.editions[into as usize].first_record;
            self.records[record as usize] = RecordSlot { edition: into, next: std::mem::replace(first, record) };
        }
        (from, into)
    }
}
