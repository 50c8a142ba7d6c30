//! Just enough CBOR (RFC 8949) to read an authenticator's answer: maps with short keys, byte and text strings, integers.
//! CTAP2's canonical form has definite lengths only and nests four levels deep at most (CTAP 2.1 §8).

/// A value; what is not needed is kept as [`Value::Other`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Int(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    Array(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
    Other,
}

impl<'a> Value<'a> {
    /// The value under a text key of a map.
    pub(crate) fn field(&self, name: &str) -> Option<&Value<'a>> {
        self.entries()?.iter().find(|(key, _)| *key == Value::Text(name)).map(|(_, value)| value)
    }

    /// The value under a number key of a map.
    pub(crate) fn label(&self, number: i64) -> Option<&Value<'a>> {
        self.entries()?.iter().find(|(key, _)| *key == Value::Int(number)).map(|(_, value)| value)
    }

    fn entries(&self) -> Option<&[(Value<'a>, Value<'a>)]> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    pub(crate) fn int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn bytes(&self) -> Option<&'a [u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}

/// Reads one value; gives it and the rest. Nothing for what is cut short, indefinite or nested too deep.
pub(crate) fn read(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    read_at(bytes, 0)
}

fn read_at(bytes: &[u8], depth: u8) -> Option<(Value<'_>, &[u8])> {
    if depth > 6 {
        return None;
    }
    let (first, rest) = bytes.split_first()?;
    let (major, info) = (first >> 5, first & 0x1f);
    let (argument, rest) = match info {
        0..=23 => (u64::from(info), rest),
        24 => (u64::from(*rest.first()?), rest.get(1..)?),
        25 => (u64::from(u16::from_be_bytes(rest.get(..2)?.try_into().ok()?)), rest.get(2..)?),
        26 => (u64::from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)), rest.get(4..)?),
        27 => (u64::from_be_bytes(rest.get(..8)?.try_into().ok()?), rest.get(8..)?),
        _ => return None,
    };
    match major {
        0 => Some((Value::Int(i64::try_from(argument).ok()?), rest)),
        1 => Some((Value::Int(-1 - i64::try_from(argument).ok()?), rest)),
        2 | 3 => {
            let length = usize::try_from(argument).ok()?;
            let (content, rest) = (rest.get(..length)?, rest.get(length..)?);
            let value =
                if major == 2 { Value::Bytes(content) } else { Value::Text(std::str::from_utf8(content).ok()?) };
            Some((value, rest))
        }
        4 => {
            let (mut items, mut rest) = (Vec::new(), rest);
            // Each item takes a byte at least: a length that lies ends with the bytes.
            for _ in 0..argument {
                let (item, after) = read_at(rest, depth + 1)?;
                items.push(item);
                rest = after;
            }
            Some((Value::Array(items), rest))
        }
        5 => {
            let (mut entries, mut rest) = (Vec::new(), rest);
            for _ in 0..argument {
                let (key, after) = read_at(rest, depth + 1)?;
                let (value, after) = read_at(after, depth + 1)?;
                entries.push((key, value));
                rest = after;
            }
            Some((Value::Map(entries), rest))
        }
        6 => read_at(rest, depth + 1),
        _ => Some((Value::Other, rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_rfc_are_read() {
        // RFC 8949, appendix A.
        let whole = |bytes: &'static [u8]| read(bytes).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value);
        assert_eq!(whole(&[0x19, 0x03, 0xe8]), Some(Value::Int(1000)));
        assert_eq!(whole(&[0x38, 0x63]), Some(Value::Int(-100)));
        assert_eq!(whole(&[0x44, 1, 2, 3, 4]), Some(Value::Bytes(&[1, 2, 3, 4])));
        assert_eq!(whole(&[0x62, 0xc3, 0xbc]), Some(Value::Text("ü")));
        assert_eq!(whole(&[0x83, 1, 2, 3]), Some(Value::Array(vec![Value::Int(1), Value::Int(2), Value::Int(3)])));
        let map = whole(&[0xa2, 0x61, 0x61, 0x01, 0x03, 0x26]).unwrap();
        assert_eq!(map.field("a").and_then(Value::int), Some(1));
        assert_eq!(map.label(3).and_then(Value::int), Some(-7));
    }

    #[test]
    fn damage_ends_the_reading() {
        for damaged in [
            &[][..],
            &[0x44, 1],
            &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0x9f, 1, 0xff],
            &[0xa1, 1],
            &[0x81; 40],
        ] {
            assert_eq!(read(damaged), None, "{damaged:?}");
        }
    }
}
