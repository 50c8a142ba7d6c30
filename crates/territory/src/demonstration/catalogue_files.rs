//! The catalogue files of the demonstration: what each library hands over, in its own format and encoding.

/// A file of bibliographic records as a library would upload it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoFile {
    /// Code of the library that holds these records (see [`library`](super::library)).
    pub library: &'static str,
    /// File name, whose ending tells the container (`.mrc`, `.pan`, `.xml`).
    pub name: &'static str,
    /// The file's bytes, uncompressed.
    pub bytes: &'static [u8],
}

/// Every file shipped, in the order in which the first run imports them.
#[must_use]
pub fn catalogue_files() -> &'static [DemoFile] {
    &[]
}
