//! The search index: one document per work, forgiving queries, true facet counts.
