//! Any bytes, read as library records: see `check` for what must hold.

#![no_main]

#[path = "../../crates/marc/tests/support/any_bytes.rs"]
mod any_bytes;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| any_bytes::check(bytes));
