//! What can go wrong when printing. Each is a fault of a template or of the room that prints, never of the reader.

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The template does not compile with this data.
    #[error("the template does not compile: {0}")]
    Template(String),
    /// The template compiles, but what it sets cannot be written as an accessible document.
    #[error("the document cannot be written: {0}")]
    Document(String),
    /// The data are not a JSON object.
    #[error("the data of a document must be a JSON object")]
    Data,
}
