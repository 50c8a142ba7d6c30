//! Files as libraries send them: plain, or gzip.

use std::io::{BufRead, Read, Result};

use flate2::bufread::MultiGzDecoder;

/// The plain bytes of a file, unpacked when it is gzip (RFC 1952), whatever its name.
pub fn plain<R: BufRead + Send + 'static>(mut input: R) -> Result<Box<dyn Read + Send>> {
    if input.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        return Ok(Box::new(MultiGzDecoder::new(input)));
    }
    Ok(Box::new(input))
}
