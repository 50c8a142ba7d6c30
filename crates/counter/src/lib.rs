//! COUNTER 5.1: usage reports computed from uses, and vendors' reports read.
