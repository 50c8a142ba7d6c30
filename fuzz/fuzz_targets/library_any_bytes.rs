//! Any bytes, as if a library's system or a machine had sent them. No panic, and a SIP2 message that is accepted has the same
//! fields when it is written again.

#![no_main]

use ils_di::read;
use libfuzzer_sys::fuzz_target;
use sip2::{Answer, Encoding, Lines, Request, Rules, parse};

fuzz_target!(|bytes: &[u8]| {
    let mut lines = Lines::new(4096);
    lines.push(bytes);
    while let Ok(Some(line)) = lines.next_line() {
        for encoding in Encoding::ALL {
            let rules = Rules { encoding, checksum: false, delimiter: b'|' };
            let Ok(message) = parse(&line, &rules) else { continue };
            let again = parse(&message.encode(&rules), &rules).expect("what was read can be written and read");
            assert!(again.fields().map(|(name, _)| name).eq(message.fields().map(|(name, _)| name)));
            let _ = (Request::read(&message), Answer::read(&message));
        }
    }
    let _ = (read::records(bytes), read::availability(bytes), read::patron(bytes));
    let _ = (read::renewed(bytes), read::authenticated(bytes), read::canceled(bytes));
});
