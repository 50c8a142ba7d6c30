//! OPDS 2.0 feeds and their authentication document.
