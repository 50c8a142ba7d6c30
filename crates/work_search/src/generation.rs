//! What is searched between two commits: the engine's segments, and beside each the small tables kept in memory.

use std::sync::{Arc, OnceLock};

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::{InvertedIndexReader, SegmentId};
use tantivy::{Searcher, SegmentReader};

use crate::Error;
use crate::expand::Sounds;
use crate::schema::{Fields, Traits};

/// One state of the index, unchanging.
pub(crate) struct Generation {
    pub(crate) searcher: Searcher,
    pub(crate) segments: Vec<Segment>,
}

pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    pub(crate) words: Arc<InvertedIndexReader>,
    pub(crate) identifiers: Arc<InvertedIndexReader>,
    pub(crate) keys: Arc<InvertedIndexReader>,
    pub(crate) works: Arc<InvertedIndexReader>,
    pub(crate) work: Column<u64>,
    pub(crate) filing: Column<u64>,
    pub(crate) subjects: Option<StrColumn>,
    pub(crate) table: Arc<SegmentTable>,
    pub(crate) fields: Fields,
}

/// What every match is tested, counted and ranked by, decoded: 8 bytes a record and 12 a work. Shared by the
/// generations that share the segment.
pub(crate) struct SegmentTable {
    id: SegmentId,
    starts: Vec<u32>,
    profiles: Vec<u64>,
    traits: Vec<u64>,
    subject_starts: Vec<u32>,
    subjects: Vec<u32>,
    /// The largest value in each facet's field, to size the counters.
    pub(crate) largest_library: u16,
    pub(crate) largest_language: u16,
    /// Built when a query first needs it.
    pub(crate) sounds: OnceLock<Sounds>,
}

impl Generation {
    /// Opens what `searcher` sees, taking the tables that `before` has already.
    pub(crate) fn new(searcher: Searcher, fields: Fields, before: Option<&Self>) -> Result<Self, Error> {
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| {
                let known = before.into_iter().flat_map(|generation| &generation.segments);
                let known = known.map(|segment| &segment.table).find(|table| table.id == reader.segment_id());
                Segment::open(reader.clone(), fields, known.cloned())
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { searcher, segments })
    }
}

impl Segment {
    fn open(reader: SegmentReader, fields: Fields, known: Option<Arc<SegmentTable>>) -> Result<Self, Error> {
        let columns = reader.fast_fields();
        let table = match known {
            Some(table) => table,
            None => Arc::new(SegmentTable::load(&reader)?),
        };
        Ok(Self {
            words: reader.inverted_index(fields.words)?,
            identifiers: reader.inverted_index(fields.identifiers)?,
            keys: reader.inverted_index(fields.keys)?,
            works: reader.inverted_index(fields.work)?,
            work: columns.u64("work")?,
            filing: columns.u64("filing")?,
            subjects: columns.str("subjects")?,
            table,
            fields,
            reader,
        })
    }

    pub(crate) fn is_alive(&self, document: u32) -> bool {
        self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(document))
    }
}

impl SegmentTable {
    fn load(reader: &SegmentReader) -> Result<Self, Error> {
        let columns = reader.fast_fields();
        let (profile_column, trait_column) = (columns.u64("profiles")?, columns.u64("traits")?);
        let documents = reader.max_doc();
        let mut starts = Vec::with_capacity(documents as usize + 1);
        let mut profiles = Vec::with_capacity(profile_column.values.num_vals() as usize);
        let mut traits = Vec::with_capacity(documents as usize);
        let (mut largest_library, mut largest_language) = (0, 0);
        for document in 0..documents {
            starts.push(profiles.len() as u32);
            for bits in profile_column.values_for_doc(document) {
                let profile = crate::Profile::unpacked(bits);
                largest_library = largest_library.max(profile.library);
                largest_language = largest_language.max(profile.language);
                profiles.push(bits);
            }
            traits.push(trait_column.first(document).unwrap_or_default());
        }
        starts.push(profiles.len() as u32);
        let (mut subject_starts, mut subjects) = (Vec::new(), Vec::new());
        if let Some(column) = columns.str("subjects")? {
            subject_starts.reserve_exact(documents as usize + 1);
            for document in 0..documents {
                subject_starts.push(subjects.len() as u32);
                subjects.extend(column.ords().values_for_doc(document).map(|ordinal| ordinal as u32));
            }
            subject_starts.push(subjects.len() as u32);
            subjects.shrink_to_fit();
        }
        Ok(Self {
            id: reader.segment_id(),
            starts,
            profiles,
            traits,
            subject_starts,
            subjects,
            largest_library,
            largest_language,
            sounds: OnceLock::new(),
        })
    }

    /// The profiles of a work, packed.
    #[inline]
    pub(crate) fn profiles(&self, document: u32) -> &[u64] {
        slice_of(&self.starts, &self.profiles, document)
    }

    /// The subject headings of a work, as ordinals of the segment's column.
    #[inline]
    pub(crate) fn subjects(&self, document: u32) -> &[u32] {
        slice_of(&self.subject_starts, &self.subjects, document)
    }

    #[inline]
    pub(crate) fn traits(&self, document: u32) -> Traits {
        Traits::unpacked(self.traits.get(document as usize).copied().unwrap_or_default())
    }

    pub(crate) fn bytes(&self) -> usize {
        let small = self.starts.len() + self.subject_starts.len() + self.subjects.len();
        small * 4 + (self.profiles.len() + self.traits.len()) * 8
    }
}

#[inline]
fn slice_of<'a, T>(starts: &[u32], values: &'a [T], document: u32) -> &'a [T] {
    match starts.get(document as usize..document as usize + 2) {
        Some(&[start, end]) => values.get(start as usize..end as usize).unwrap_or_default(),
        _ => &[],
    }
}
