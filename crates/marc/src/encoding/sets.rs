//! The graphic character sets a library record may designate, as tables of our own making.
//!
//! Sources: ISO 5426:1983 (registered as ISO-IR 53), ANSEL (ANSI/NISO Z39.47), ISO-IR 37 (basic Cyrillic),
//! ISO 5427 (ISO-IR 54), ISO 5428 (ISO-IR 55), ASMO 449 and its extension, ISO 8957 Hebrew as MARC 21 uses it,
//! and the MARC 21 sets of subscripts, superscripts and Greek symbols. Each table is compared with `yaz-iconv`
//! in the tests.

/// One set of 94 or 96 graphic characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    Ascii,
    Ansel,
    Iso5426,
    BasicCyrillic,
    ExtendedCyrillic,
    Greek,
    Hebrew,
    Arabic,
    ExtendedArabic,
    Subscript,
    Superscript,
    GreekSymbols,
    /// A set that is declared and has no table here.
    Unmapped,
    /// East Asian ideographs, three bytes each. Recognised so that they do not spill over; not mapped.
    Eacc,
}

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glyph {
    /// A character that takes its place in the line.
    Base(char),
    /// A mark written before the letter that bears it.
    Mark(char),
    /// The right half of a mark over two letters: the left half has become the whole mark.
    RightHalf,
    /// The right half of the double tilde, which tells that the left half was one and not a ligature.
    RightHalfOfTilde,
    Unknown,
}

impl Set {
    /// The character at `code`, 0x20 to 0x7F whichever half of the code table the set was called into.
    pub(super) fn glyph(self, code: u8) -> Glyph {
        let index = usize::from(code & 0x7F).wrapping_sub(0x20);
        let point = match self {
            Self::Ascii => return Glyph::Base(char::from(code & 0x7F)),
            Self::Ansel => ANSEL.get(index),
            Self::Iso5426 => ISO_5426.get(index),
            Self::BasicCyrillic => return cyrillic(code),
            Self::ExtendedCyrillic => EXTENDED_CYRILLIC.get(index.wrapping_sub(0x20)),
            Self::Greek => GREEK.get(index),
            Self::Hebrew => return hebrew(code),
            Self::Arabic => return arabic(code),
            Self::ExtendedArabic => EXTENDED_ARABIC.get(index),
            Self::Subscript | Self::Superscript => return raised(self, code),
            Self::GreekSymbols => return greek_symbol(code),
            Self::Unmapped | Self::Eacc => None,
        };
        match point {
            None | Some(0) => Glyph::Unknown,
            Some(&RIGHT_HALF) => Glyph::RightHalf,
            Some(&RIGHT_HALF_OF_TILDE) => Glyph::RightHalfOfTilde,
            Some(&point) => glyph_of(u32::from(point)),
        }
    }
}

fn glyph_of(point: u32) -> Glyph {
    match char::from_u32(point) {
        None => Glyph::Unknown,
        Some(c) if is_mark(point) => Glyph::Mark(c),
        Some(c) => Glyph::Base(c),
    }
}

fn is_mark(point: u32) -> bool {
    matches!(point, 0x0300..=0x036F | 0xFE20..=0xFE23 | 0x05B0..=0x05BC | 0x05BF | 0x05C1 | 0x05C2 | 0xFB1E | 0x064B..=0x0652 | 0x0670)
}

fn base(point: u32) -> Glyph {
    char::from_u32(point).map_or(Glyph::Unknown, Glyph::Base)
}

const RIGHT_HALF: u16 = 1;
const RIGHT_HALF_OF_TILDE: u16 = 2;

/// Rows 2 to 7 of ANSEL; 0 where nothing is defined.
const ANSEL: [u16; 96] = [
    // 2x
    0, 0x0141, 0x00D8, 0x0110, 0x00DE, 0x00C6, 0x0152, 0x02B9, 0x00B7, 0x266D, 0x00AE, 0x00B1, 0x01A0, 0x01AF, 0x02BC,
    0, //
    // 3x
    0x02BB, 0x0142, 0x00F8, 0x0111, 0x00FE, 0x00E6, 0x0153, 0x02BA, 0x0131, 0x00A3, 0x00F0, 0, 0x01A1, 0x01B0, 0,
    0, //
    // 4x
    0x00B0, 0x2113, 0x2117, 0x00A9, 0x266F, 0x00BF, 0x00A1, 0x00DF, 0x20AC, 0, 0, 0, 0, 0, 0, 0, //
    // 5x
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, //
    // 6x
    0x0309, 0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x0306, 0x0307, 0x0308, 0x030C, 0x030A, 0x0361, RIGHT_HALF, 0x0315,
    0x030B, 0x0310, //
    // 7x
    0x0327, 0x0328, 0x0323, 0x0324, 0x0325, 0x0333, 0x0332, 0x0326, 0x031C, 0x032E, 0x0360, RIGHT_HALF, 0, 0, 0x0313, 0,
];

/// Rows 2 to 7 of ISO 5426; 0 where nothing is defined.
const ISO_5426: [u16; 96] = [
    // 2x
    0,
    0x00A1,
    0x201E,
    0x00A3,
    0x0024,
    0x00A5,
    0x2020,
    0x00A7,
    0x2032,
    0x2018,
    0x201C,
    0x00AB,
    0x266D,
    0x00A9,
    0x2117,
    0x00AE, //
    // 3x
    0x02BB,
    0x02BC,
    0x201A,
    0,
    0,
    0,
    0x2021,
    0x00B7,
    0x2033,
    0x2019,
    0x201D,
    0x00BB,
    0x266F,
    0x02B9,
    0x02BA,
    0x00BF, //
    // 4x
    0x0309,
    0x0300,
    0x0301,
    0x0302,
    0x0303,
    0x0304,
    0x0306,
    0x0307,
    0x0308,
    0x0308,
    0x030A,
    0x0315,
    0x0313,
    0x030B,
    0x031B,
    0x030C, //
    // 5x
    0x0327,
    0x031C,
    0x0326,
    0x0328,
    0x0325,
    0x032E,
    0x0323,
    0x0324,
    0x0332,
    0x0333,
    0x0329,
    0x032D,
    0,
    0x0361,
    RIGHT_HALF,
    RIGHT_HALF_OF_TILDE, //
    // 6x
    0,
    0x00C6,
    0x0110,
    0,
    0,
    0,
    0x0132,
    0,
    0x0141,
    0x00D8,
    0x0152,
    0,
    0x00DE,
    0,
    0,
    0, //
    // 7x
    0,
    0x00E6,
    0x0111,
    0x00F0,
    0,
    0x0131,
    0x0133,
    0,
    0x0142,
    0x00F8,
    0x0153,
    0x00DF,
    0x00FE,
    0,
    0,
    0,
];

/// ISO-IR 37: ASCII signs, then the Russian letters in the order of the KOI codes.
fn cyrillic(code: u8) -> Glyph {
    const LOWER: [char; 32] = [
        'ю', 'а', 'б', 'ц', 'д', 'е', 'ф', 'г', 'х', 'и', 'й', 'к', 'л', 'м', 'н', 'о', 'п', 'я', 'р', 'с', 'т', 'у',
        'ж', 'в', 'ь', 'ы', 'з', 'ш', 'э', 'щ', 'ч', 'ъ',
    ];
    match code & 0x7F {
        code @ 0x20..=0x3F => Glyph::Base(char::from(code)),
        code @ 0x40..=0x5F => Glyph::Base(LOWER[usize::from(code - 0x40)]),
        // The capital hard sign is missing from this set: it stands in ISO 5427.
        code @ 0x60..=0x7E => base(u32::from(LOWER[usize::from(code - 0x60)]) - 0x20),
        _ => Glyph::Unknown,
    }
}

/// ISO 5427, rows 4 to 7: the letters of the other Cyrillic alphabets and of old spellings.
const EXTENDED_CYRILLIC: [u16; 64] = [
    // 4x
    0x0491, 0x0452, 0x0453, 0x0454, 0x0451, 0x0455, 0x0456, 0x0457, 0x0458, 0x0459, 0x045A, 0x045B, 0x045C, 0x045E,
    0x045F, 0, //
    // 5x
    0x0463, 0x0473, 0x0475, 0x046B, 0, 0, 0, 0, 0, 0, 0, 0x005B, 0, 0x005D, 0, 0x005F, //
    // 6x
    0x0490, 0x0402, 0x0403, 0x0404, 0x0401, 0x0405, 0x0406, 0x0407, 0x0408, 0x0409, 0x040A, 0x040B, 0x040C, 0x040E,
    0x040F, 0x042A, //
    // 7x
    0x0462, 0x0472, 0x0474, 0x046A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

/// ISO 5428: accents before the letter, then the Greek letters.
const GREEK: [u16; 96] = [
    // 2x
    0, 0x0300, 0x0301, 0x0308, 0x0342, 0x0313, 0x0314, 0x0345, 0, 0, 0, 0, 0, 0, 0, 0, //
    // 3x
    0x00AB, 0x00BB, 0x201C, 0x201D, 0x0374, 0x0375, 0, 0, 0, 0, 0, 0x0387, 0, 0, 0, 0x037E, //
    // 4x
    0, 0x0391, 0x0392, 0, 0x0393, 0x0394, 0x0395, 0x03DA, 0x03DC, 0x0396, 0x0397, 0x0398, 0x0399, 0x039A, 0x039B,
    0x039C, //
    // 5x
    0x039D, 0x039E, 0x039F, 0x03A0, 0x03DE, 0x03A1, 0x03A3, 0, 0x03A4, 0x03A5, 0x03A6, 0x03A7, 0x03A8, 0x03A9, 0x03E0,
    0, //
    // 6x
    0, 0x03B1, 0x03B2, 0x03D0, 0x03B3, 0x03B4, 0x03B5, 0x03DB, 0x03DD, 0x03B6, 0x03B7, 0x03B8, 0x03B9, 0x03BA, 0x03BB,
    0x03BC, //
    // 7x
    0x03BD, 0x03BE, 0x03BF, 0x03C0, 0x03DF, 0x03C1, 0x03C3, 0x03C2, 0x03C4, 0x03C5, 0x03C6, 0x03C7, 0x03C8, 0x03C9,
    0x03E1, 0,
];

/// Hebrew as in MARC 21: ASCII signs, points in row 4, letters in rows 6 and 7.
fn hebrew(code: u8) -> Glyph {
    const POINTS: [u16; 15] = [
        0x05B7, 0x05B8, 0x05B6, 0x05B5, 0x05B4, 0x05B9, 0x05BB, 0x05B0, 0x05B2, 0x05B3, 0x05B1, 0x05BC, 0x05BF, 0x05C1,
        0xFB1E,
    ];
    match code & 0x7F {
        0x22 => Glyph::Base('\u{05F4}'),
        0x27 => Glyph::Base('\u{05F3}'),
        0x2D => Glyph::Base('\u{05BE}'),
        code @ (0x20..=0x3F | 0x5B | 0x5D) => Glyph::Base(char::from(code)),
        code @ 0x40..=0x4E => glyph_of(u32::from(POINTS[usize::from(code - 0x40)])),
        code @ 0x60..=0x7A => base(0x05D0 + u32::from(code - 0x60)),
        code @ 0x7B..=0x7D => base(0x05F0 + u32::from(code - 0x7B)),
        _ => Glyph::Unknown,
    }
}

/// ASMO 449: Arabic letters lie where Unicode has them, 0x600 further.
fn arabic(code: u8) -> Glyph {
    match code & 0x7F {
        0x25 => Glyph::Base('\u{066A}'),
        0x2A => Glyph::Base('\u{066D}'),
        code @ (0x2C | 0x3B | 0x3F) => base(0x05E0 + u32::from(code)),
        code @ 0x30..=0x39 => base(0x0660 + u32::from(code - 0x30)),
        code @ (0x20..=0x3F | 0x5B | 0x5D) => Glyph::Base(char::from(code)),
        code @ (0x41..=0x5A | 0x60..=0x72) => glyph_of(0x05E0 + u32::from(code)),
        0x73 => Glyph::Base('\u{0671}'),
        0x74 => Glyph::Mark('\u{0670}'),
        0x78 => Glyph::Base('\u{066C}'),
        0x79 => Glyph::Base('\u{201D}'),
        0x7A => Glyph::Base('\u{201C}'),
        _ => Glyph::Unknown,
    }
}

/// The extended Arabic set of MARC 21: letters of Persian, Urdu, Pashto, Sindhi, Kurdish, Uyghur…
const EXTENDED_ARABIC: [u16; 96] = [
    // 2x
    0, 0x06FD, 0x0672, 0x0673, 0x0679, 0x067A, 0x067B, 0x067C, 0x067D, 0x067E, 0x067F, 0x0680, 0x0681, 0x0682, 0x0683,
    0x0684, //
    // 3x
    0x0685, 0x0686, 0x06BF, 0x0687, 0x0688, 0x0689, 0x068A, 0x068B, 0x068C, 0x068D, 0x068E, 0x068F, 0x0690, 0x0691,
    0x0692, 0x0693, //
    // 4x
    0x0694, 0x0695, 0x0696, 0x0697, 0x0698, 0x0699, 0x069A, 0x069B, 0x069C, 0x06FA, 0x069D, 0x069E, 0x06FB, 0x069F,
    0x06A0, 0x06FC, //
    // 5x
    0x06A1, 0x06A2, 0x06A3, 0x06A4, 0x06A5, 0x06A6, 0x06A7, 0x06A8, 0x06A9, 0x06AA, 0x06AB, 0x06AC, 0x06AD, 0x06AE,
    0x06AF, 0x06B0, //
    // 6x
    0x06B1, 0x06B2, 0x06B3, 0x06B4, 0x06B5, 0x06B6, 0x06B7, 0x06B8, 0x06BA, 0x06BB, 0x06BC, 0x06BD, 0x06B9, 0x06BE,
    0x06C0, 0x06C4, //
    // 7x
    0x06C5, 0x06C6, 0x06CA, 0x06CB, 0x06CD, 0x06CE, 0x06D0, 0x06D2, 0x06D3, 0, 0, 0, 0, 0x0306, 0x030C, 0,
];

fn raised(set: Set, code: u8) -> Glyph {
    let up = set == Set::Superscript;
    let point = match code & 0x7F {
        0x20 => 0x20,
        0x28 => 0x207D,
        0x29 => 0x207E,
        0x2B => 0x207A,
        0x2D => 0x207B,
        0x31 if up => return Glyph::Base('¹'),
        0x32 if up => return Glyph::Base('²'),
        0x33 if up => return Glyph::Base('³'),
        code @ 0x30..=0x39 => 0x2070 + u32::from(code - 0x30),
        _ => return Glyph::Unknown,
    };
    base(if up || point == 0x20 { point } else { point + 0x10 })
}

fn greek_symbol(code: u8) -> Glyph {
    match code & 0x7F {
        b' ' => Glyph::Base(' '),
        b'a' => Glyph::Base('α'),
        b'b' => Glyph::Base('β'),
        b'c' => Glyph::Base('γ'),
        _ => Glyph::Unknown,
    }
}
