//! A file of past seasons, read line by line: what can be taken, and why the rest cannot.
//!
//! `edition;saison;spectacle;institution;commune;date;jauge;spectateurs;artistes;recette;cout`, one performance a line, with
//! a heading that names the columns in any order; separated by semicolons, commas or tabs; UTF-8 or Windows-1252, as
//! spreadsheets write them. An empty figure is unknown, which is not zero.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use ledger::Cents;
use programme::tenant::TenantCommune;
use serde::Serialize;
use territory::{France, fold_name};

/// The largest file taken, in bytes: some three thousand performances.
pub const FILE_MOST: usize = 300_000;
/// The columns, as the model file has them.
pub const COLUMNS: [&str; 11] = [
    "edition",
    "saison",
    "spectacle",
    "institution",
    "commune",
    "date",
    "jauge",
    "spectateurs",
    "artistes",
    "recette",
    "cout",
];
/// Those one cannot do without.
const NEEDED: [&str; 4] = ["edition", "saison", "spectacle", "commune"];
/// The first season there can be.
const FIRST_YEAR: i64 = 2000;

/// A performance of a past season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastLine {
    /// The first year of its season.
    pub year: i64,
    /// The edition's number, from 1.
    pub edition: i64,
    /// The season as written, `2011-2012`.
    pub season: String,
    /// The show.
    pub title: String,
    /// Who played; empty when not said.
    pub institution: String,
    /// INSEE code of the commune.
    pub commune: String,
    /// When, if known.
    pub day: Option<Date>,
    /// At what hour, `15:00`; empty when not said.
    pub hour: String,
    /// How many people the hall took.
    pub places: Option<i64>,
    /// How many came.
    pub spectators: Option<i64>,
    /// How many artists played.
    pub artists: Option<i64>,
    /// What tickets brought, in cents.
    pub receipts: Option<i64>,
    /// What it cost, in cents.
    pub cost: Option<i64>,
}

/// What makes two lines the same performance.
pub type Key = (i64, String, String, String, String);

impl PastLine {
    /// What makes it the same performance as another line, of this file or of one before.
    #[must_use]
    pub fn key(&self) -> Key {
        let day = self.day.map(|day| day.to_string()).unwrap_or_default();
        (self.year, self.commune.clone(), day, self.hour.clone(), fold_name(&self.title))
    }
}

/// A line not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedLine {
    /// Its number in the file, the heading being 1.
    pub line: u64,
    /// The message that says why.
    pub why: &'static str,
    /// What was read there.
    pub about: String,
}

/// What a file holds.
#[derive(Debug, Clone, Default)]
pub struct PastFile {
    /// What can be taken, with the number of its line.
    pub lines: Vec<(u64, PastLine)>,
    /// What cannot.
    pub refused: Vec<RefusedLine>,
    /// Columns nobody knows, left aside.
    pub ignored: Vec<String>,
}

/// Why a file is refused whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It holds nothing.
    #[error("an empty file")]
    Empty,
    /// It is larger than [`FILE_MOST`].
    #[error("a file too large")]
    TooLarge,
    /// A spreadsheet, a PDF: not a table as text.
    #[error("not a table as text")]
    NotATable,
    /// Columns it cannot do without are missing.
    #[error("missing columns: {0}")]
    Missing(String),
}

impl FileFault {
    /// The message that says it.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::Empty => "accounts-file-empty",
            Self::TooLarge => "accounts-file-large",
            Self::NotATable => "accounts-file-table",
            Self::Missing(_) => "accounts-file-columns",
        }
    }
}

/// The text of a file, whatever program wrote it.
///
/// # Errors
/// [`FileFault`] for what is not a table as text.
pub fn text_of(bytes: &[u8]) -> Result<String, FileFault> {
    if bytes.len() > FILE_MOST {
        return Err(FileFault::TooLarge);
    }
    // A spreadsheet is a zip, or the older compound file.
    let other = bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0") || bytes.starts_with(b"%PDF");
    if other || bytes.contains(&0) {
        return Err(FileFault::NotATable);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text: Cow<'_, str> = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    if text.trim().is_empty() { Err(FileFault::Empty) } else { Ok(text.into_owned()) }
}

/// Reads a file. `communes` are those of the territory, `kept_here` the seasons this server keeps itself, `this_year` the
/// last a season of the past can begin in.
///
/// # Errors
/// [`FileFault`] for a file refused whole.
pub fn read(
    text: &str,
    communes: &[TenantCommune],
    kept_here: &BTreeSet<i64>,
    this_year: i64,
) -> Result<PastFile, FileFault> {
    let first = text.lines().next().unwrap_or_default();
    let count = |letter: char| first.matches(letter).count();
    let separator = [';', '\t', ','].into_iter().max_by_key(|letter| count(*letter)).unwrap_or(';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator as u8)
        .flexible(true)
        .has_headers(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|_| FileFault::NotATable)?.clone();
    let mut at: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut file = PastFile::default();
    for (place, heading) in headings.iter().enumerate() {
        let folded = fold_name(heading);
        match COLUMNS.into_iter().find(|column| *column == folded) {
            Some(column) if !at.contains_key(column) => {
                at.insert(column, place);
            }
            _ if heading.is_empty() => {}
            _ => file.ignored.push(heading.to_owned()),
        }
    }
    let missing: Vec<&str> = NEEDED.into_iter().filter(|column| !at.contains_key(column)).collect();
    if !missing.is_empty() {
        return Err(FileFault::Missing(missing.join(", ")));
    }
    let mut known: BTreeMap<Key, u64> = BTreeMap::new();
    let mut seasons: BTreeMap<i64, i64> = BTreeMap::new();
    for record in reader.records() {
        let (line, record) = match record {
            Ok(record) => (record.position().map_or(0, csv::Position::line), record),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                file.refused.push(RefusedLine { line, why: "accounts-line-unreadable", about: String::new() });
                continue;
            }
        };
        if record.iter().all(str::is_empty) {
            continue;
        }
        let cell = |name: &str| at.get(name).and_then(|place| record.get(*place)).unwrap_or_default();
        let taken = one(&cell, communes, kept_here, this_year).and_then(|taken| {
            if let Some(other) = seasons.get(&taken.edition).filter(|year| **year != taken.year) {
                return Err(("accounts-line-edition-twice", format!("{} ≠ {other}", taken.season)));
            }
            match known.get(&taken.key()) {
                Some(first) => Err(("accounts-line-twice", first.to_string())),
                None => Ok(taken),
            }
        });
        match taken {
            Ok(taken) => {
                known.insert(taken.key(), line);
                seasons.insert(taken.edition, taken.year);
                file.lines.push((line, taken));
            }
            Err((why, about)) => file.refused.push(RefusedLine { line, why, about }),
        }
    }
    if file.lines.is_empty() && file.refused.is_empty() { Err(FileFault::Empty) } else { Ok(file) }
}

type Fault = (&'static str, String);

fn one<'a>(
    cell: &impl Fn(&str) -> &'a str,
    communes: &[TenantCommune],
    kept_here: &BTreeSet<i64>,
    this_year: i64,
) -> Result<PastLine, Fault> {
    let fault = |why: &'static str, about: &str| (why, about.chars().take(80).collect::<String>());
    let edition = match cell("edition").parse::<i64>() {
        Ok(edition @ 1..=200) => edition,
        _ => return Err(fault("accounts-line-edition", cell("edition"))),
    };
    let season = cell("saison");
    let year = season_year(season).filter(|year| (FIRST_YEAR..=this_year).contains(year));
    let Some(year) = year else { return Err(fault("accounts-line-season", season)) };
    if kept_here.contains(&year) {
        return Err(fault("accounts-line-kept-here", season));
    }
    let title = cell("spectacle");
    if fold_name(title).is_empty() {
        return Err(fault("accounts-line-title", title));
    }
    let Some(commune) = commune(cell("commune"), communes) else {
        return Err(fault("accounts-line-commune", cell("commune")));
    };
    let (day, hour) = match cell("date") {
        "" => (None, String::new()),
        text => moment(text).ok_or_else(|| fault("accounts-line-date", text))?,
    };
    // A season begins in its year and ends in the next.
    if let Some(day) = day
        && !(year..=year + 1).contains(&i64::from(day.year()))
    {
        return Err(fault("accounts-line-date-season", cell("date")));
    }
    let number = |name: &str, why: &'static str| match cell(name) {
        "" => Ok(None),
        text => {
            let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
            let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            match digits.parse::<i64>() {
                Ok(number @ 0..=1_000_000) if whole => Ok(Some(number)),
                _ => Err(fault(why, text)),
            }
        }
    };
    let money = |name: &str, why: &'static str| match cell(name) {
        "" => Ok(None),
        text => match text.parse::<Cents>() {
            Ok(Cents(cents @ 0..=100_000_000_000)) => Ok(Some(cents)),
            _ => Err(fault(why, text)),
        },
    };
    let places = number("jauge", "accounts-line-places")?;
    if places == Some(0) {
        return Err(fault("accounts-line-places", cell("jauge")));
    }
    Ok(PastLine {
        year,
        edition,
        season: season.to_owned(),
        title: title.to_owned(),
        institution: cell("institution").to_owned(),
        commune,
        day,
        hour,
        places,
        spectators: number("spectateurs", "accounts-line-spectators")?,
        artists: number("artistes", "accounts-line-artists")?,
        receipts: money("recette", "accounts-line-receipts")?,
        cost: money("cout", "accounts-line-cost")?,
    })
}

/// `2011`, `2011-2012`, `2011/2012`, `2011-12`: the first year.
fn season_year(text: &str) -> Option<i64> {
    let digits =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i64>().ok()).flatten();
    let (first, next) = match text.split_once(['-', '/', '–']) {
        None => (text, None),
        Some((first, next)) => (first, Some(next)),
    };
    if first.len() != 4 {
        return None;
    }
    let year = digits(first)?;
    match next {
        None => Some(year),
        Some(next) if next.len() == 4 => (digits(next)? == year + 1).then_some(year),
        Some(next) if next.len() == 2 => (digits(next)? == (year + 1) % 100).then_some(year),
        Some(_) => None,
    }
}

/// A commune by its INSEE code, or by the name of one of the territory.
fn commune(text: &str, communes: &[TenantCommune]) -> Option<String> {
    if text.len() == 5 && France::load().commune(text).is_some() {
        return Some(text.to_owned());
    }
    let wanted = fold_name(text);
    let found = communes.iter().find(|commune| !wanted.is_empty() && fold_name(&commune.name) == wanted);
    found.map(|commune| commune.insee.clone())
}

/// `2012-03-17`, `17/03/2012`, either with an hour: `17/03/2012 15:00`, `15h`, `20h30`.
fn moment(text: &str) -> Option<(Option<Date>, String)> {
    if let Ok(both) = text.parse::<DateTime>()
        && text.contains(['T', ':'])
    {
        return Some((Some(both.date()), both.strftime("%H:%M").to_string()));
    }
    let (day, hour) = text.split_once(' ').unwrap_or((text, ""));
    let day = match day.parse::<Date>() {
        Ok(day) => day,
        Err(_) => Date::strptime("%d/%m/%Y", day).ok()?,
    };
    let hour = hour.trim();
    if hour.is_empty() {
        return Some((Some(day), String::new()));
    }
    let (hours, minutes) = hour.split_once([':', 'h', 'H'])?;
    let (hours, minutes) = (hours.trim().parse::<i8>().ok()?, minutes.trim());
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i8>().ok()? };
    let time = jiff::civil::Time::new(hours, minutes, 0, 0).ok()?;
    Some((Some(day), time.strftime("%H:%M").to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const HEAD: &str =
        "édition;Saison;spectacle;institution;commune;date;jauge;spectateurs;artistes;recette;coût;remarque";

    fn here() -> Vec<TenantCommune> {
        vec![TenantCommune {
            insee: "59011".to_owned(),
            name: "Annœullin".to_owned(),
            postal_codes: vec!["59112".to_owned()],
            population_municipal: Some(10_887),
            population_total: None,
            position: None,
        }]
    }

    fn read_lines(lines: &str) -> PastFile {
        read(&format!("{HEAD}\n{lines}"), &here(), &BTreeSet::from([2026]), 2026).expect("a table")
    }

    #[test]
    fn a_line_is_read_as_people_write_it() {
        let file =
            read_lines("1;2011-2012;Carmen;Opéra;annoeullin;17/03/2012 20h30;250;\u{202f}198 ;12;1 234,50 €;;x\n");
        assert_eq!(file.refused, []);
        assert_eq!(file.ignored, ["remarque"]);
        let (line, one) = &file.lines[0];
        assert_eq!((*line, one.year, one.edition), (2, 2011, 1));
        assert_eq!((one.commune.as_str(), one.day, one.hour.as_str()), ("59011", Some(date(2012, 3, 17)), "20:30"));
        assert_eq!((one.places, one.spectators, one.receipts, one.cost), (Some(250), Some(198), Some(123_450), None));
    }

    #[test]
    fn what_cannot_be_taken_says_why() {
        for (line, why) in [
            ("0;2011;A;;59011;;;;;;", "accounts-line-edition"),
            ("1;2011-2014;A;;59011;;;;;;", "accounts-line-season"),
            ("1;1811;A;;59011;;;;;;", "accounts-line-season"),
            ("1;2031;A;;59011;;;;;;", "accounts-line-season"),
            ("1;2026;A;;59011;;;;;;", "accounts-line-kept-here"),
            ("1;2011; ;;59011;;;;;;", "accounts-line-title"),
            ("1;2011;A;;Atlantide;;;;;;", "accounts-line-commune"),
            ("1;2011;A;;59011;31/02/2012;;;;;", "accounts-line-date"),
            ("1;2011;A;;59011;2015-03-02;;;;;", "accounts-line-date-season"),
            ("1;2011;A;;59011;;0;;;;", "accounts-line-places"),
            ("1;2011;A;;59011;;;-4;;;", "accounts-line-spectators"),
            ("1;2011;A;;59011;;;;douze;;", "accounts-line-artists"),
            ("1;2011;A;;59011;;;;;-5;", "accounts-line-receipts"),
            ("1;2011;A;;59011;;;;;;cher", "accounts-line-cost"),
        ] {
            let file = read_lines(line);
            assert_eq!(file.lines.len(), 0, "{line}");
            assert_eq!(file.refused[0].why, why, "{line}");
        }
    }

    #[test]
    fn a_line_said_twice_is_taken_once_and_an_edition_has_one_season() {
        let file = read_lines("1;2011;Carmen;;59011;;;;;;\n1;2011;CARMEN !;;59011;;;;;;\n1;2012;Bal;;59011;;;;;;\n");
        assert_eq!(file.lines.len(), 1);
        assert_eq!(file.refused[0].why, "accounts-line-twice");
        assert_eq!((file.refused[0].about.as_str(), file.refused[1].why), ("2", "accounts-line-edition-twice"));
    }

    #[test]
    fn a_file_that_is_none_is_refused_whole() {
        let fault = |text: &str| read(text, &here(), &BTreeSet::new(), 2026).expect_err("refused");
        assert_eq!(fault("edition;saison\n1;2011\n"), FileFault::Missing("spectacle, commune".to_owned()));
        assert_eq!(fault(HEAD), FileFault::Empty);
        assert_eq!(text_of(b"PK\x03\x04"), Err(FileFault::NotATable));
        assert_eq!(text_of(b" \n "), Err(FileFault::Empty));
        assert_eq!(text_of(&vec![b'x'; FILE_MOST + 1]), Err(FileFault::TooLarge));
        assert_eq!(text_of(b"co\xfbt").as_deref(), Ok("coût"));
    }

    #[test]
    fn commas_and_tabs_separate_too() {
        for separator in [",", "\t"] {
            let text = format!("{}\n{}", COLUMNS.join(separator), ["1", "2011", "Carmen", "", "59011"].join(separator));
            let file = read(&text, &here(), &BTreeSet::new(), 2026).expect("a table");
            assert_eq!(file.lines.len(), 1);
        }
    }
}
