//! Cutting a stream into messages.

/// A stream gathered until whole messages are there. A message ends with CR; LF and CR LF are accepted.
#[derive(Debug, Clone)]
pub struct Lines {
    waiting: Vec<u8>,
    /// Bytes of `waiting` already looked at without finding an end.
    seen: usize,
    limit: usize,
}

/// A message longer than the limit: whoever sends it is no SIP2 machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a message longer than {limit} bytes")]
pub struct LongLine {
    /// The limit, in bytes.
    pub limit: usize,
}

impl Lines {
    /// For messages of at most `limit` bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { waiting: Vec::new(), seen: 0, limit }
    }

    /// Adds what was received.
    pub fn push(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
    }

    /// The next whole message, without its end; empty ones are passed over.
    ///
    /// # Errors
    /// [`LongLine`] when no message ends within the limit: close the line.
    pub fn next_line(&mut self) -> Result<Option<Vec<u8>>, LongLine> {
        loop {
            let Some(at) = self.waiting[self.seen..].iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
                self.seen = self.waiting.len();
                return if self.seen > self.limit { Err(LongLine { limit: self.limit }) } else { Ok(None) };
            };
            let end = self.seen + at;
            if end > self.limit {
                return Err(LongLine { limit: self.limit });
            }
            let mut line: Vec<u8> = self.waiting.drain(..=end).collect();
            line.pop();
            self.seen = 0;
            if line.iter().any(|byte| !matches!(byte, b' ' | 0)) {
                return Ok(Some(line));
            }
        }
    }

    /// Whether a message has begun and not ended.
    #[must_use]
    pub fn is_half(&self) -> bool {
        !self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_whole_however_they_are_cut() {
        let mut lines = Lines::new(20);
        lines.push(b"97\r\n99");
        assert_eq!(lines.next_line(), Ok(Some(b"97".to_vec())));
        assert_eq!(lines.next_line(), Ok(None));
        assert!(lines.is_half());
        lines.push(b"00802.00\n\r\n\n96\r");
        assert_eq!(lines.next_line(), Ok(Some(b"9900802.00".to_vec())));
        assert_eq!(lines.next_line(), Ok(Some(b"96".to_vec())));
        assert_eq!(lines.next_line(), Ok(None));
        assert!(!lines.is_half());
    }

    #[test]
    fn a_message_without_end_is_given_up() {
        let mut lines = Lines::new(8);
        lines.push(b"12345678");
        assert_eq!(lines.next_line(), Ok(None));
        lines.push(b"9");
        assert_eq!(lines.next_line(), Err(LongLine { limit: 8 }));
        let mut lines = Lines::new(8);
        lines.push(b"123456789\r");
        assert!(lines.next_line().is_err());
    }
}
