//! Any text, shown at a door: see `check` for what must hold. Bytes that are no text are shown as the base45 of a code.

#![no_main]

#[path = "../../crates/credential/tests/support/any_text.rs"]
mod any_text;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        any_text::check(text);
    }
    any_text::check_message(bytes);
});
