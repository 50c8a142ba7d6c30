//! Where a `record` element starts and ends in a stream of XML.

/// What stands at the start of a buffer of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum XmlFrame {
    /// Markup and text around the records, this many bytes.
    Around(usize),
    /// A `record` element, or the start of one that another cuts short.
    Record(usize),
    /// The buffer ends before the element does.
    NeedMore,
}

/// Finds what stands at the start of `buffer`: at most up to the first record.
///
/// Of nested `record` elements (as OAI-PMH has them) the innermost is the record. A record that another one interrupts
/// after its first field was cut short, and ends there.
pub(crate) fn find_frame(buffer: &[u8], last: bool) -> XmlFrame {
    let mut opened = None;
    let mut has_content = false;
    let mut at = 0;
    while let Some(step) = memchr::memchr(b'<', &buffer[at..]) {
        at += step;
        let Some(end) = markup_end(&buffer[at..]).map(|length| at + length) else {
            return unfinished(opened, at, buffer.len(), last);
        };
        match element(&buffer[at..end]) {
            Some((Side::Open, b"record")) => match opened {
                None if at > 0 => return XmlFrame::Around(at),
                None if buffer[at..end].ends_with(b"/>") => return XmlFrame::Record(end),
                None => opened = Some(at),
                Some(_) if has_content => return XmlFrame::Record(at),
                Some(_) => return XmlFrame::Around(at),
            },
            Some((Side::Close, b"record")) if opened.is_some() => return XmlFrame::Record(end),
            Some((Side::Open, b"leader" | b"controlfield" | b"datafield")) => has_content = true,
            _ => {}
        }
        at = end;
    }
    unfinished(opened, buffer.len(), buffer.len(), last)
}

fn unfinished(opened: Option<usize>, safe: usize, length: usize, last: bool) -> XmlFrame {
    match (opened, last) {
        (Some(_), true) => XmlFrame::Record(length),
        (None, true) if length > 0 => XmlFrame::Around(length),
        (None, false) if safe > 0 => XmlFrame::Around(safe),
        _ => XmlFrame::NeedMore,
    }
}

/// The length of the tag, comment, section or instruction that starts at `<`.
fn markup_end(markup: &[u8]) -> Option<usize> {
    let until = |mark: &[u8]| memchr::memmem::find(markup, mark).map(|at| at + mark.len());
    const OPENERS: [(&[u8], &[u8]); 3] = [(b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")];
    for (opener, closer) in OPENERS {
        if markup.starts_with(opener) {
            return until(closer);
        }
        if opener.starts_with(markup) {
            return None;
        }
    }
    memchr::memchr(b'>', markup).map(|at| at + 1)
}

enum Side {
    Open,
    Close,
}

/// The local name of an element's tag.
fn element(tag: &[u8]) -> Option<(Side, &[u8])> {
    let (side, name) = match tag.strip_prefix(b"</") {
        Some(name) => (Side::Close, name),
        None => (Side::Open, &tag[1..]),
    };
    let end = name.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))?;
    let name = &name[..end];
    let local = memchr::memchr(b':', name).map_or(name, |colon| &name[colon + 1..]);
    Some((side, local))
}
