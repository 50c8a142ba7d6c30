//! A library's patron file as it comes out of its system: a table with a first line of names, in whatever encoding and
//! with whatever separator. Read without changing anything: what it would do is decided afterwards.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::typed_day::{any_day, past_day};

/// A file of more lines than the largest library of the country has readers is a mistake.
const LINES_MOST: usize = 1_000_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The number the library's own system gives the reader: by it a line is known again.
    LocalNumber,
    /// Family name.
    FamilyName,
    /// Given name.
    GivenName,
    /// Both names in one.
    FullName,
    /// Birth date.
    BirthDate,
    /// E-mail address.
    Email,
    /// Postal code.
    PostalCode,
    /// The commune's name or its INSEE number.
    Commune,
    /// Language.
    Language,
    /// Until when the registration is good.
    ValidUntil,
}

/// Names under which systems export a column, folded, in French, Dutch and English.
const NAMES: &[(Column, &[&str])] = &[
    (
        Column::LocalNumber,
        &[
            "numero",
            "numero lecteur",
            "numero de lecteur",
            "n lecteur",
            "code lecteur",
            "code barre",
            "code barres",
            "codebarre",
            "numero carte",
            "numero de carte",
            "carte",
            "id",
            "identifiant",
            "cardnumber",
            "card number",
            "borrowernumber",
            "barcode",
            "patron id",
            "lezersnummer",
            "kaartnummer",
            "nummer",
        ],
    ),
    (
        Column::FamilyName,
        &["nom", "nom de famille", "nom usuel", "surname", "last name", "family name", "achternaam", "naam"],
    ),
    (Column::GivenName, &["prenom", "prenoms", "firstname", "first name", "given name", "voornaam"]),
    (Column::FullName, &["nom prenom", "nom et prenom", "nom complet", "full name", "name", "volledige naam"]),
    (
        Column::BirthDate,
        &[
            "date de naissance",
            "naissance",
            "ne le",
            "date naissance",
            "dateofbirth",
            "date of birth",
            "birth date",
            "birthdate",
            "dob",
            "geboortedatum",
        ],
    ),
    (
        Column::Email,
        &[
            "email",
            "e mail",
            "mail",
            "courriel",
            "adresse mail",
            "adresse e mail",
            "adresse electronique",
            "adresse courriel",
            "e mailadres",
        ],
    ),
    (Column::PostalCode, &["code postal", "cp", "zipcode", "zip", "postal code", "postcode"]),
    (
        Column::Commune,
        &["commune", "ville", "city", "town", "insee", "code insee", "code commune", "gemeente", "stad", "woonplaats"],
    ),
    (Column::Language, &["langue", "lang", "language", "taal"]),
    (
        Column::ValidUntil,
        &[
            "fin",
            "date de fin",
            "fin inscription",
            "fin d inscription",
            "fin abonnement",
            "fin d abonnement",
            "expiration",
            "date expiration",
            "date d expiration",
            "validite",
            "valable jusqu au",
            "dateexpiry",
            "expiry date",
            "geldig tot",
        ],
    ),
];

/// A reader of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patron {
    /// The number in the library's own system.
    pub local_number: String,
    /// Family name.
    pub family_name: String,
    /// Given name; may be empty.
    pub given_name: String,
    /// Birth date.
    pub birth_date: Option<Date>,
    /// E-mail address.
    pub email: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// The commune, as written.
    pub commune: Option<String>,
    /// `fr`, `nl` or `en`.
    pub language: Option<&'static str>,
    /// The last day of the registration.
    pub valid_until: Option<Date>,
}

/// Why a line is not taken. Its [`code`](Self::code) names the message `card-file-fault-…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
    /// More or fewer cells than the first line.
    Cells {
        /// How many.
        found: usize,
        /// How many the first line has.
        expected: usize,
    },
    /// No number.
    NoNumber,
    /// The number of an earlier line.
    SameNumber {
        /// The number.
        number: String,
        /// That line.
        before: usize,
    },
    /// No family name.
    NoName,
    /// A birth date that is no past day.
    BirthDate(String),
    /// An end that is no day.
    ValidUntil(String),
    /// No e-mail address.
    Email(String),
}

impl LineFault {
    /// Its name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cells { .. } => "cells",
            Self::NoNumber => "no-number",
            Self::SameNumber { .. } => "same-number",
            Self::NoName => "no-name",
            Self::BirthDate(_) => "birth-date",
            Self::ValidUntil(_) => "valid-until",
            Self::Email(_) => "email",
        }
    }

    /// What was found there.
    #[must_use]
    pub fn about(&self) -> String {
        match self {
            Self::Cells { found, expected } => format!("{found} ≠ {expected}"),
            Self::SameNumber { number, before } => format!("{number}, {before}"),
            Self::BirthDate(text) | Self::ValidUntil(text) | Self::Email(text) => text.clone(),
            Self::NoNumber | Self::NoName => String::new(),
        }
    }
}

/// Why a file is not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Not a table: a spreadsheet's own format, a picture.
    #[error("the file is not a text table")]
    NotATable,
    /// Columns one can't do without.
    #[error("columns are missing: {0:?}")]
    Missing(Vec<Column>),
    /// Two columns that say the same.
    #[error("two columns are both {0:?}")]
    Twice(Column),
    /// Too many lines.
    #[error("more than {LINES_MOST} lines")]
    TooLong,
}

/// A file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatronFile {
    /// `;`, `,`, a tab or `|`.
    pub separator: char,
    /// `UTF-8` or `Windows-1252`.
    pub encoding: &'static str,
    /// The names of the first line, and what each was taken for; none for a column left aside.
    pub columns: Vec<(String, Option<Column>)>,
    /// The readers, with the number of their line.
    pub patrons: Vec<(usize, Patron)>,
    /// The lines not taken.
    pub refused: Vec<(usize, LineFault)>,
}

/// Reads a file.
///
/// # Errors
/// [`FileFault`] when no line can be read.
pub fn read(bytes: &[u8], today: Date) -> Result<PatronFile, FileFault> {
    let (text, encoding) = decode(bytes)?;
    // The reader of tables counts a line only past its last character: with two, it would be one behind.
    let text = text.replace("\r\n", "\n");
    let first = text.lines().find(|line| !line.trim().is_empty()).ok_or(FileFault::Empty)?;
    let separator = *[b';', b'\t', b'|', b',']
        .iter()
        .max_by_key(|separator| first.bytes().filter(|byte| byte == *separator).count())
        .unwrap_or(&b';');
    let mut lines = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
        .into_records();
    let header = lines.next().and_then(Result::ok).ok_or(FileFault::Empty)?;
    let columns: Vec<(String, Option<Column>)> = header.iter().map(|name| (name.to_owned(), column_of(name))).collect();
    require(&columns)?;
    let mut file =
        PatronFile { separator: char::from(separator), encoding, columns, patrons: Vec::new(), refused: Vec::new() };
    let mut seen = std::collections::HashMap::new();
    for record in lines {
        // The text is UTF-8 by now and quotes are forgiven: nothing else stops the reader.
        let Ok(record) = record else { continue };
        let line = record.position().map_or(0, |at| at.line() as usize);
        if record.iter().all(str::is_empty) {
            continue;
        }
        if file.patrons.len() + file.refused.len() == LINES_MOST {
            return Err(FileFault::TooLong);
        }
        match patron(&record, &file.columns, today) {
            Ok(patron) => match seen.insert(patron.local_number.clone(), line) {
                Some(before) => {
                    seen.insert(patron.local_number.clone(), before);
                    file.refused.push((line, LineFault::SameNumber { number: patron.local_number, before }));
                }
                None => file.patrons.push((line, patron)),
            },
            Err(fault) => file.refused.push((line, fault)),
        }
    }
    Ok(file)
}

/// The text of a file, to be kept until it is confirmed.
///
/// # Errors
/// [`FileFault`] when it is no text.
pub fn text_of(bytes: &[u8]) -> Result<String, FileFault> {
    decode(bytes).map(|(text, _)| text.into_owned())
}

/// The text: UTF-8, or else Windows-1252, which any bytes are.
fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), FileFault> {
    // A spreadsheet (a zip, or the older compound file), a PDF, anything with a zero byte.
    if bytes.starts_with(b"PK")
        || bytes.starts_with(b"\xd0\xcf\x11\xe0")
        || bytes.starts_with(b"%PDF")
        || bytes.contains(&0)
    {
        return Err(FileFault::NotATable);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), "UTF-8")),
        Err(_) => Ok((Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()), "Windows-1252")),
    }
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

fn column_of(name: &str) -> Option<Column> {
    let folded = french_text::folded(name);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = words.join(" ");
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

fn require(columns: &[(String, Option<Column>)]) -> Result<(), FileFault> {
    let has = |wanted: Column| columns.iter().filter(|(_, column)| *column == Some(wanted)).count();
    let mut missing = Vec::new();
    if has(Column::LocalNumber) == 0 {
        missing.push(Column::LocalNumber);
    }
    if has(Column::FamilyName) + has(Column::FullName) == 0 {
        missing.push(Column::FamilyName);
    }
    if !missing.is_empty() {
        return Err(FileFault::Missing(missing));
    }
    for (column, _) in NAMES {
        if has(*column) > 1 {
            return Err(FileFault::Twice(*column));
        }
    }
    Ok(())
}

fn patron(record: &csv::StringRecord, columns: &[(String, Option<Column>)], today: Date) -> Result<Patron, LineFault> {
    if record.len() != columns.len() {
        return Err(LineFault::Cells { found: record.len(), expected: columns.len() });
    }
    let cell = |wanted: Column| {
        let at = columns.iter().position(|(_, column)| *column == Some(wanted))?;
        record.get(at).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let local_number = cell(Column::LocalNumber).ok_or(LineFault::NoNumber)?;
    let (family_name, given_name) = match (cell(Column::FamilyName), cell(Column::FullName)) {
        (Some(family), _) => (family, cell(Column::GivenName).unwrap_or_default()),
        // "DUPONT Marie": what is in capitals is the family name; without capitals, the first word.
        (None, Some(full)) => split_name(&full),
        (None, None) => return Err(LineFault::NoName),
    };
    let birth_date = match cell(Column::BirthDate) {
        Some(text) => Some(past_day(&text, today).ok_or(LineFault::BirthDate(text))?),
        None => None,
    };
    let valid_until = match cell(Column::ValidUntil) {
        Some(text) => Some(any_day(&text, today).ok_or(LineFault::ValidUntil(text))?),
        None => None,
    };
    let email = match cell(Column::Email) {
        Some(text) if text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) => {
            Some(text)
        }
        Some(text) => return Err(LineFault::Email(text)),
        None => None,
    };
    let language = cell(Column::Language).and_then(|text| match french_text::folded(&text).get(..2) {
        Some("fr") => Some("fr"),
        Some("nl" | "ne") => Some("nl"),
        Some("en" | "an") => Some("en"),
        _ => None,
    });
    Ok(Patron {
        local_number,
        family_name,
        given_name,
        birth_date,
        email,
        postal_code: cell(Column::PostalCode),
        commune: cell(Column::Commune),
        language,
        valid_until,
    })
}

fn split_name(full: &str) -> (String, String) {
    let words: Vec<&str> = full.split_whitespace().collect();
    let shouted = |word: &&&str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    let loud = words.iter().take_while(|word| shouted(word)).count();
    let cut = if loud == 0 || loud == words.len() { 1 } else { loud };
    (words[..cut.min(words.len())].join(" "), words.get(cut..).unwrap_or_default().join(" "))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn a_french_export_is_read() {
        let text = "\u{feff}N° lecteur;Nom;Prénom;Né le;Courriel;CP;Ville;Fin d'inscription;Sexe\r\n\
                    00123;\"LE GALL\";Anaïs;12/05/1984;anais@exemple.fr;59118;WAMBRECHIES;31/12/2026;F\r\n\
                    ;;;;;;;;\r\n\
                    00124;Vermeersch;Jan;;;;;;M\r\n";
        let file = read(text.as_bytes(), TODAY).unwrap();
        assert_eq!((file.separator, file.encoding, file.patrons.len()), (';', "UTF-8", 2));
        assert_eq!(file.columns[8], ("Sexe".to_owned(), None));
        let (line, anais) = &file.patrons[0];
        assert_eq!((*line, anais.local_number.as_str(), anais.family_name.as_str()), (2, "00123", "LE GALL"));
        assert_eq!((anais.birth_date, anais.valid_until), (Some(date(1984, 5, 12)), Some(date(2026, 12, 31))));
        assert_eq!(file.patrons[1].1.birth_date, None);
        assert!(file.refused.is_empty());
    }

    #[test]
    fn a_koha_export_in_another_encoding_is_read() {
        let bytes = b"cardnumber,surname,firstname,dateofbirth,language\n9,Lef\xe8vre,No\xebl,1990-02-28,fr-FR\n";
        let file = read(bytes, TODAY).unwrap();
        assert_eq!((file.separator, file.encoding), (',', "Windows-1252"));
        assert_eq!((file.patrons[0].1.given_name.as_str(), file.patrons[0].1.language), ("Noël", Some("fr")));
    }

    #[test]
    fn a_name_in_one_column_is_split() {
        let file =
            read("id;nom complet\n1;VAN DEN BERG Lise Anne\n2;Dupont Marie\n3;SEUL\n".as_bytes(), TODAY).unwrap();
        let names: Vec<(&str, &str)> =
            file.patrons.iter().map(|(_, one)| (one.family_name.as_str(), one.given_name.as_str())).collect();
        assert_eq!(names, [("VAN DEN BERG", "Lise Anne"), ("Dupont", "Marie"), ("SEUL", "")]);
    }

    #[test]
    fn each_line_that_is_not_taken_says_why() {
        let text =
            "numero;nom;naissance;email\n1;A;31/02/2000;\n2;B;;pas une adresse\n;C;;\n4;D;;;\n5;E;;\n5;F;;\n6;;;\n";
        let file = read(text.as_bytes(), TODAY).unwrap();
        let said: Vec<(usize, &str)> = file.refused.iter().map(|(line, fault)| (*line, fault.code())).collect();
        let expected =
            [(2, "birth-date"), (3, "email"), (4, "no-number"), (5, "cells"), (7, "same-number"), (8, "no-name")];
        assert_eq!(said, expected);
        assert_eq!(file.patrons.len(), 1);
    }

    #[test]
    fn what_is_no_patron_file_is_refused_whole() {
        assert_eq!(read(b"", TODAY), Err(FileFault::Empty));
        assert_eq!(read(b"PK\x03\x04", TODAY), Err(FileFault::NotATable));
        assert_eq!(read(b"nom;prenom\na;b\n", TODAY), Err(FileFault::Missing(vec![Column::LocalNumber])));
        assert_eq!(read(b"id;nom;surname\n1;a;b\n", TODAY), Err(FileFault::Twice(Column::FamilyName)));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, TODAY);
            let mut with_header = b"id;nom;naissance;email\n".to_vec();
            with_header.extend(&bytes);
            if let Ok(file) = read(&with_header, TODAY) {
                for (_, patron) in file.patrons {
                    prop_assert!(!patron.local_number.is_empty() && !patron.family_name.is_empty());
                }
            }
        }
    }
}
