//! The letters of the line. The standard says code page 850; libraries send whatever their system speaks.

/// How text is written on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, what recent systems speak. Bytes that are no UTF-8 become U+FFFD.
    #[default]
    Utf8,
    /// Windows-1252.
    Windows1252,
    /// ISO-8859-1.
    Latin1,
    /// Code page 850, the standard's own default.
    Cp850,
}

/// Code page 850 from 0x80 on.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

impl Encoding {
    /// Every encoding, for a list to choose from.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Windows1252, Self::Latin1, Self::Cp850];

    /// The name it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Windows1252 => "windows-1252",
            Self::Latin1 => "iso-8859-1",
            Self::Cp850 => "cp850",
        }
    }

    /// The encoding stored under a name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.code() == code)
    }

    /// The text of some bytes. Control characters become spaces.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        let text: String = match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Windows1252 => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Latin1 => bytes.iter().map(|byte| char::from(*byte)).collect(),
            Self::Cp850 => bytes.iter().map(|byte| cp850(*byte)).collect(),
        };
        if text.contains(unprintable) { text.replace(unprintable, " ") } else { text }
    }

    /// Adds a text's bytes to `line`, with a space for the delimiter and for control characters, and the nearest writing for
    /// letters the encoding has not.
    pub(crate) fn encode(self, text: &str, delimiter: u8, line: &mut Vec<u8>) {
        for letter in text.chars() {
            let letter = if unprintable(letter) || letter == char::from(delimiter) { ' ' } else { letter };
            if self.put(letter, line) {
                continue;
            }
            let near = nearest(letter);
            // The nearest writing is ASCII, and could only be the delimiter if that were a letter, a quote, a dash or a dot.
            for letter in near.chars().filter(|letter| *letter != char::from(delimiter)) {
                self.put(letter, line);
            }
        }
    }

    /// Adds one letter if the encoding has it.
    fn put(self, letter: char, line: &mut Vec<u8>) -> bool {
        if letter.is_ascii() {
            line.push(letter as u8);
            return true;
        }
        match self {
            Self::Utf8 => {
                line.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                true
            }
            Self::Windows1252 => {
                let mut buffer = [0; 4];
                let (bytes, _, missing) = encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
                if !missing {
                    line.extend_from_slice(&bytes);
                }
                !missing
            }
            Self::Latin1 => match u8::try_from(u32::from(letter)) {
                Ok(byte) => {
                    line.push(byte);
                    true
                }
                Err(_) => false,
            },
            Self::Cp850 => match CP850.chars().position(|known| known == letter) {
                Some(at) => {
                    line.push(0x80 + at as u8);
                    true
                }
                None => false,
            },
        }
    }
}

fn cp850(byte: u8) -> char {
    match byte {
        0..0x80 => char::from(byte),
        _ => CP850.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
    }
}

/// What no value carries: controls, and the two characters some programs end a line at.
fn unprintable(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// What is written for a letter the encoding has not: French names and titles use no others often.
fn nearest(letter: char) -> &'static str {
    match letter {
        'œ' => "oe",
        'Œ' => "OE",
        'æ' => "ae",
        'Æ' => "AE",
        'Ÿ' => "Y",
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => "'",
        '\u{201c}' | '\u{201d}' => "\"",
        '\u{2010}'..='\u{2015}' => "-",
        '\u{2026}' => "...",
        '\u{202f}' | '\u{2009}' => " ",
        '€' => "EUR",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(encoding: Encoding, text: &str) -> String {
        let mut line = Vec::new();
        encoding.encode(text, b'|', &mut line);
        encoding.decode(&line)
    }

    #[test]
    fn code_page_850_has_its_128_letters() {
        assert_eq!(CP850.chars().count(), 128);
        // Bytes as Python's codec "cp850" gives them.
        assert_eq!(Encoding::Cp850.decode(b"Fran\x87oise \x90t\x82"), "Françoise Été");
    }

    #[test]
    fn letters_an_encoding_has_not_are_written_near() {
        assert_eq!(round(Encoding::Utf8, "L’œuvre — Łódź"), "L’œuvre — Łódź");
        assert_eq!(round(Encoding::Windows1252, "L’œuvre — Ł"), "L’œuvre — ?");
        assert_eq!(round(Encoding::Latin1, "L’œuvre — Ł…"), "L'oeuvre - ?...");
        assert_eq!(round(Encoding::Cp850, "L’œuvre à 3 €"), "L'oeuvre à 3 EUR");
    }

    #[test]
    fn nothing_that_would_end_a_field_or_a_line_goes_out() {
        for encoding in Encoding::ALL {
            assert_eq!(round(encoding, "a|AFb\rc\nd\u{85}e\0f"), "a AFb c d e f");
        }
    }
}
