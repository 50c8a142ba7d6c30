//! Decides which records describe the same edition and the same work, and says why.
