//! The Contextual Query Language of SRU 1.2, parsed and printed.
