//! Books as a library's system would send them: UNIMARC or MARC 21, in the encodings that are met.

/// How a library writes its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    UnimarcUtf8,
    UnimarcIso5426,
    /// Declares UTF-8, sends Latin-1.
    UnimarcLatin1,
    Marc21Utf8,
    Marc21Marc8,
}

/// What a record says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) subtitle: String,
    /// Family name, given name.
    pub(crate) author: (String, String),
    pub(crate) isbn: String,
    pub(crate) publisher: String,
    pub(crate) year: u16,
    pub(crate) pages: u16,
    pub(crate) language: String,
    /// Title of the original, for a translation; with its language.
    pub(crate) original: Option<(String, String)>,
    pub(crate) subject: String,
}

impl Book {
    /// A French novel.
    pub(crate) fn novel(number: &str, title: &str, family: &str, given: &str) -> Book {
        Book {
            number: number.to_owned(),
            title: title.to_owned(),
            author: (family.to_owned(), given.to_owned()),
            publisher: "Gallimard".to_owned(),
            year: 1990,
            pages: 250,
            language: "fre".to_owned(),
            ..Book::default()
        }
    }

    /// Its record, ISO 2709.
    pub(crate) fn bytes(&self, habit: Habit) -> Vec<u8> {
        match habit {
            Habit::Marc21Utf8 | Habit::Marc21Marc8 => self.marc21(habit),
            _ => self.unimarc(habit),
        }
    }

    fn unimarc(&self, habit: Habit) -> Vec<u8> {
        let charset = if habit == Habit::UnimarcIso5426 { "0103" } else { "50  " };
        let mut fields = vec![("001", self.number.clone())];
        if !self.isbn.is_empty() {
            fields.push(("010", format!("  \u{1f}a{}", self.isbn)));
        }
        fields.push(("100", format!("  \u{1f}a20200101d{:04}    m  y0frey{charset}      ba", self.year)));
        fields.push((
            "101",
            match &self.original {
                Some((_, language)) => format!("1 \u{1f}a{}\u{1f}c{language}", self.language),
                None => format!("0 \u{1f}a{}", self.language),
            },
        ));
        let mut title = format!("1 \u{1f}a{}", self.title);
        if !self.subtitle.is_empty() {
            title += &format!("\u{1f}e{}", self.subtitle);
        }
        if !self.author.0.is_empty() {
            title += &format!("\u{1f}f{} {}", self.author.1, self.author.0);
        }
        fields.push(("200", title));
        fields.push(("210", format!("  \u{1f}aParis\u{1f}c{}\u{1f}d{}", self.publisher, self.year)));
        fields.push(("215", format!("  \u{1f}a{} p.\u{1f}d20 cm", self.pages)));
        if let Some((original, _)) = &self.original {
            fields.push(("454", format!(" 1\u{1f}t{original}")));
        }
        if !self.subject.is_empty() {
            fields.push(("606", format!("  \u{1f}a{}", self.subject)));
        }
        if !self.author.0.is_empty() {
            fields.push(("700", format!(" 1\u{1f}a{}\u{1f}b{}\u{1f}4070", self.author.0, self.author.1)));
        }
        fields.push(("995", format!("  \u{1f}f{}\u{1f}kR {}", self.number, first_letters(&self.author.0))));
        frame("nam  22", "   450 ", &fields, |text| encode(text, habit))
    }

    fn marc21(&self, habit: Habit) -> Vec<u8> {
        let mut fields = vec![("001", self.number.clone())];
        fields.push(("008", format!("200101s{:04}    fr            000 1 {} d", self.year, self.language)));
        if !self.isbn.is_empty() {
            fields.push(("020", format!("  \u{1f}a{}", self.isbn)));
        }
        if let Some((_, language)) = &self.original {
            fields.push(("041", format!("1 \u{1f}a{}\u{1f}h{language}", self.language)));
        }
        if !self.author.0.is_empty() {
            fields.push(("100", format!("1 \u{1f}a{}, {}", self.author.0, self.author.1)));
        }
        if let Some((original, _)) = &self.original {
            fields.push(("240", format!("10\u{1f}a{original}")));
        }
        let mut title = format!("10\u{1f}a{}", self.title);
        if !self.subtitle.is_empty() {
            title += &format!(" :\u{1f}b{}", self.subtitle);
        }
        if !self.author.0.is_empty() {
            title += &format!(" /\u{1f}c{} {}.", self.author.1, self.author.0);
        }
        fields.push(("245", title));
        fields.push(("260", format!("  \u{1f}aParis :\u{1f}b{},\u{1f}c{}.", self.publisher, self.year)));
        fields.push(("300", format!("  \u{1f}a{} p. ;\u{1f}c20 cm", self.pages)));
        if !self.subject.is_empty() {
            fields.push(("650", format!(" 7\u{1f}a{}", self.subject)));
        }
        fields.push(("852", format!("  \u{1f}hR {}", first_letters(&self.author.0))));
        let status = if habit == Habit::Marc21Utf8 { "nam a22" } else { "nam  22" };
        frame(status, "   4500", &fields, |text| encode(text, habit))
    }
}

fn first_letters(name: &str) -> String {
    name.chars().take(3).collect::<String>().to_uppercase()
}

/// ISO 2709 out of tagged texts.
fn frame(status: &str, end: &str, fields: &[(&str, String)], encode: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let (mut directory, mut data) = (String::new(), Vec::new());
    for (tag, text) in fields {
        let start = data.len();
        data.extend(encode(text));
        data.push(0x1e);
        directory += &format!("{tag}{:04}{start:05}", data.len() - start);
    }
    let base = 24 + directory.len() + 1;
    let length = base + data.len() + 1;
    let mut bytes = format!("{length:05}{status}{base:05}{end}{directory}\u{1e}").into_bytes();
    bytes.extend(data);
    bytes.push(0x1d);
    bytes
}

/// The letters of French in each encoding: in ISO 5426 and MARC-8 the accent stands before its letter.
fn encode(text: &str, habit: Habit) -> Vec<u8> {
    let accents: [u8; 5] = match habit {
        Habit::UnimarcUtf8 | Habit::Marc21Utf8 => return text.as_bytes().to_vec(),
        Habit::UnimarcLatin1 => {
            return text.chars().map(|c| if c == 'œ' { 0x9c } else { u8::try_from(c).unwrap_or(b'?') }).collect();
        }
        // grave, acute, circumflex, diaeresis, cedilla
        Habit::UnimarcIso5426 => [0xc1, 0xc2, 0xc3, 0xc8, 0xd0],
        Habit::Marc21Marc8 => [0xe1, 0xe2, 0xe3, 0xe8, 0xf0],
    };
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        let split = match c {
            'à' => Some((0, b'a')),
            'è' => Some((0, b'e')),
            'ù' => Some((0, b'u')),
            'é' => Some((1, b'e')),
            'É' => Some((1, b'E')),
            'â' => Some((2, b'a')),
            'ê' => Some((2, b'e')),
            'î' => Some((2, b'i')),
            'ô' => Some((2, b'o')),
            'û' => Some((2, b'u')),
            'ë' => Some((3, b'e')),
            'ï' => Some((3, b'i')),
            'ç' => Some((4, b'c')),
            _ => None,
        };
        match (split, c) {
            (Some((accent, letter)), _) => bytes.extend([accents[accent], letter]),
            (None, 'œ') => bytes.push(if habit == Habit::UnimarcIso5426 { 0xfa } else { 0xb6 }),
            (None, c) => bytes.push(u8::try_from(c).expect("a letter of French")),
        }
    }
    bytes
}
