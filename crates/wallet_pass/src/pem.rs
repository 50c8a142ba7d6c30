//! PEM (RFC 7468): the text form of certificates and keys.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::Error;

/// A block: its label and its bytes.
pub(crate) struct Block {
    pub(crate) label: String,
    pub(crate) bytes: Vec<u8>,
}

/// The blocks of a text, in order; what stands between them (`openssl pkcs12` writes names there) is passed over.
pub(crate) fn blocks(text: &str) -> Result<Vec<Block>, Error> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines().map(str::trim) {
        if let Some(label) = line.strip_prefix("-----BEGIN ").and_then(|rest| rest.strip_suffix("-----")) {
            if open.is_some() {
                return Err(Error::NotPem("a block begins inside another"));
            }
            open = Some((label.to_owned(), String::new()));
        } else if let Some(label) = line.strip_prefix("-----END ").and_then(|rest| rest.strip_suffix("-----")) {
            let (opened, base64) = open.take().ok_or(Error::NotPem("a block ends that never began"))?;
            if opened != label {
                return Err(Error::NotPem("a block ends under another name than it began"));
            }
            let bytes = STANDARD.decode(base64).map_err(|_| Error::NotPem("a block is not base64"))?;
            blocks.push(Block { label: opened, bytes });
        } else if let Some((_, base64)) = &mut open {
            base64.push_str(line);
        }
    }
    if open.is_some() {
        return Err(Error::NotPem("the last block does not end"));
    }
    if blocks.is_empty() {
        return Err(Error::NotPem("no “-----BEGIN …-----” line"));
    }
    Ok(blocks)
}

/// The first block of a label.
pub(crate) fn first<'a>(blocks: &'a [Block], label: &str) -> Option<&'a Block> {
    blocks.iter().find(|block| block.label == label)
}
