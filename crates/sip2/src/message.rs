//! What travels: a message's parts, read from bytes and written to bytes.

use std::fmt;

use crate::Encoding;

/// How a line is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How text is written.
    pub encoding: Encoding,
    /// Write a sequence number and a checksum, and refuse a message without a checksum. A checksum that is there is verified in
    /// any case.
    pub checksum: bool,
    /// What ends a variable field: `|` almost everywhere. A punctuation mark of ASCII.
    pub delimiter: u8,
}

impl Default for Rules {
    fn default() -> Self {
        Self { encoding: Encoding::Utf8, checksum: true, delimiter: b'|' }
    }
}

/// Why bytes are no message. To be answered with 96 by a server, with 97 by a client.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// It does not begin with two digits.
    #[error("a message begins with two digits")]
    NoCode,
    /// No message has this code.
    #[error("no message has the code {0}")]
    UnknownCode(String),
    /// It ends before its fixed part does.
    #[error("message {0} is cut short")]
    Short(String),
    /// The fixed part holds something else than printable ASCII.
    #[error("the fixed part of message {0} is no printable ASCII")]
    Fixed(String),
    /// The checksum is not that of what came, or is no checksum.
    #[error("the checksum is wrong")]
    Checksum,
    /// A checksum was agreed and is not there.
    #[error("the checksum is missing")]
    NoChecksum,
    /// The sequence number is no digit.
    #[error("the sequence number is wrong")]
    Sequence,
    /// A message of this code is not expected here: an answer where a request should be, or the reverse.
    #[error("message {0} is not expected here")]
    Unexpected(String),
}

/// A password or a PIN: travels, is not printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// A message: its code, its fixed part, its variable fields in their order.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    code: [u8; 2],
    fixed: String,
    fields: Vec<(String, String)>,
    /// The sequence number (AY), 0 to 9. Messages 96 and 97 have none.
    pub sequence: Option<u8>,
    /// Whether it came with a checksum (AZ), which was right then.
    pub checked: bool,
}

/// Characters of a message's fixed part; nothing when no message has this code.
fn fixed_length(code: &[u8]) -> Option<usize> {
    Some(match code {
        b"01" => 19,
        b"09" => 37,
        b"10" => 22,
        b"11" => 38,
        b"12" => 22,
        b"15" => 19,
        b"16" => 20,
        b"17" => 18,
        b"18" => 24,
        b"19" => 18,
        b"20" => 19,
        b"23" => 21,
        b"24" => 35,
        b"25" => 18,
        b"26" => 35,
        b"29" => 38,
        b"30" => 22,
        b"35" => 18,
        b"36" => 19,
        b"37" => 25,
        b"38" => 19,
        b"63" => 31,
        b"64" => 59,
        b"65" => 18,
        b"66" => 27,
        b"93" => 2,
        b"94" => 1,
        b"96" | b"97" => 0,
        b"98" => 34,
        b"99" => 8,
        _ => return None,
    })
}

/// The checksum of the standard: the two's complement of the sum of all bytes up to and with `AZ`, in sixteen bits.
fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte))).wrapping_neg()
}

/// Reads a message, with or without its end of line. Fields nobody knows are kept; text between two delimiters that is no field
/// is passed over, as other programs do.
///
/// # Errors
/// [`Fault`], which says why these bytes are no message.
pub fn parse(bytes: &[u8], rules: &Rules) -> Result<Message, Fault> {
    let skip = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n' | 0)).count();
    let end = bytes.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n' | 0)).map_or(skip, |at| at + 1);
    let bytes = &bytes[skip..end.max(skip)];
    let Some((&code, rest)) = bytes.split_first_chunk::<2>() else { return Err(Fault::NoCode) };
    if !code.iter().all(u8::is_ascii_digit) {
        return Err(Fault::NoCode);
    }
    let name = || String::from_utf8_lossy(&code).into_owned();
    let length = fixed_length(&code).ok_or_else(|| Fault::UnknownCode(name()))?;
    let Some((fixed, variable)) = rest.split_at_checked(length) else { return Err(Fault::Short(name())) };
    if !fixed.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err(Fault::Fixed(name()));
    }
    let mut message = Message {
        code,
        fixed: fixed.iter().map(|byte| char::from(*byte)).collect(),
        fields: Vec::new(),
        sequence: None,
        checked: false,
    };
    let mut begin = 2 + length;
    for part in variable.split(|byte| *byte == rules.delimiter) {
        let at = begin;
        begin += part.len() + 1;
        match part {
            [b'A', b'Y' | b'Z', ..] => message.read_end(part, &bytes[..at])?,
            // Nothing comes after a checksum, but the delimiter some put there.
            [_, ..] if message.checked => return Err(Fault::Checksum),
            [a, b, value @ ..] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => {
                message.fields.push((String::from_utf8_lossy(&[*a, *b]).into_owned(), rules.encoding.decode(value)));
            }
            _ => {}
        }
    }
    if rules.checksum && !message.checked { Err(Fault::NoChecksum) } else { Ok(message) }
}

impl Message {
    /// A message with its fixed part, which is cut or filled with blanks to the code's length. `code` is one of the standard's:
    /// any other makes a message 96, "send again".
    #[must_use]
    pub fn new(code: &str, fixed: &str) -> Self {
        let (code, length) = match (code.as_bytes().first_chunk::<2>(), fixed_length(code.as_bytes())) {
            (Some(code), Some(length)) => (*code, length),
            _ => (*b"96", 0),
        };
        let fixed = fixed
            .chars()
            .map(|letter| if matches!(letter, ' '..='~') { letter } else { ' ' })
            .chain(std::iter::repeat(' '))
            .take(length)
            .collect();
        Self { code, fixed, fields: Vec::new(), sequence: None, checked: false }
    }

    /// The code: two digits.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or("96")
    }

    /// The fixed part, as long as the code wants.
    #[must_use]
    pub fn fixed(&self) -> &str {
        &self.fixed
    }

    /// The variable fields, in their order: name, value.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first value of a field.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<&str> {
        self.fields().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Every value of a field, in their order.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<String> {
        self.fields().filter(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).collect()
    }

    /// A yes or no. Absent, blank, something else than `Y` or `N`, or said twice differently: unknown, never yes.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<bool> {
        let mut said = self.fields().filter(|(known, _)| *known == name).map(|(_, value)| match value.trim() {
            "Y" | "y" => Some(true),
            "N" | "n" => Some(false),
            _ => None,
        });
        let first = said.next()?;
        said.all(|other| other == first).then_some(first)?
    }

    /// The same message with one more field. `name` is two letters or digits of ASCII; another is left out.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        let fit = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fit && !matches!(name, "AY" | "AZ") {
            self.fields.push((name.to_owned(), value.into()));
        }
        self
    }

    /// The same message with one more field when there is a value.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The same message with the field once for each value.
    #[must_use]
    pub fn with_each(self, name: &str, values: &[String]) -> Self {
        values.iter().fold(self, |message, value| message.with(name, value.as_str()))
    }

    /// The same message with a yes or no, when it is known.
    #[must_use]
    pub fn with_flag(self, name: &str, value: Option<bool>) -> Self {
        self.with_some(name, value.map(|yes| if yes { "Y" } else { "N" }))
    }

    /// The message's bytes, ended by CR. A value's delimiters and control characters become spaces: no value adds a field.
    #[must_use]
    pub fn encode(&self, rules: &Rules) -> Vec<u8> {
        let mut line = self.code.to_vec();
        line.extend_from_slice(self.fixed.as_bytes());
        for (name, value) in &self.fields {
            line.extend_from_slice(name.as_bytes());
            rules.encoding.encode(value, rules.delimiter, &mut line);
            line.push(rules.delimiter);
        }
        if rules.checksum {
            if let Some(sequence) = self.sequence {
                line.extend_from_slice(&[b'A', b'Y', b'0' + sequence % 10]);
            }
            line.extend_from_slice(b"AZ");
            let sum = checksum(&line);
            line.extend_from_slice(format!("{sum:04X}").as_bytes());
        }
        line.push(b'\r');
        line
    }

    /// Reads `AY4AZF3B2`, or its halves each in a part of its own; `before` is all that comes before the part.
    fn read_end(&mut self, part: &[u8], before: &[u8]) -> Result<(), Fault> {
        if self.checked {
            return Err(Fault::Checksum);
        }
        let end = match part {
            [b'A', b'Y', digit @ b'0'..=b'9', end @ ..] => {
                if self.sequence.replace(digit - b'0').is_some() {
                    return Err(Fault::Sequence);
                }
                end
            }
            [b'A', b'Y', ..] => return Err(Fault::Sequence),
            end => end,
        };
        let said = match end {
            [] => return Ok(()),
            [b'A', b'Z', said @ ..] => said,
            _ => return Err(Fault::Sequence),
        };
        let said = <[u8; 4]>::try_from(said).map_err(|_| Fault::Checksum)?;
        let said = said.iter().try_fold(0_u16, |sum, digit| {
            char::from(*digit).to_digit(16).map(|digit| sum << 4 | digit as u16).ok_or(Fault::Checksum)
        })?;
        let summed = &part[..part.len() - 4];
        // The sum of two stretches is the sum of their sums.
        if said != checksum(before).wrapping_add(checksum(summed)) {
            return Err(Fault::Checksum);
        }
        self.checked = true;
        Ok(())
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{:?}", self.code(), self.fixed)?;
        for (name, value) in self.fields() {
            // Passwords of the terminal, of the login, of the reader.
            if matches!(name, "AC" | "AD" | "CO") {
                write!(out, " {name}=…")?;
            } else {
                write!(out, " {name}={value:?}")?;
            }
        }
        Ok(())
    }
}
