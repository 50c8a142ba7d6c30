//! MARC21 (Library of Congress), with Koha's 952 holdings.

use marc::{Field, Record};

use super::{Reading, notes};
use crate::catalogue_numbers;
use crate::dates::coded_year;
use crate::description::{Audience, Holding, TitleKind};
use crate::field_reading::{add_new, coded, heading, tag_number, words_of};
use crate::identifier::Identifier;
use crate::isbn::{read_ean, read_isbn, read_ismn, read_issn};
use crate::languages::add_languages;
use crate::material::{audience_of_note, marc21_audience, says_comic};
use crate::names::{body, person};
use crate::wording::{append_further, append_statement, append_words, designated_kind, trim_brackets, trim_full_stop};

pub(super) fn read(record: &Record, reading: &mut Reading<'_>) {
    let mut number_source = "";
    for field in record.fields() {
        let tag = tag_number(&field);
        match tag {
            1 if reading.into.control_number.is_empty() => {
                append_words(field.value(), &mut reading.into.control_number);
            }
            3 => number_source = field.value().trim(),
            7 if reading.material.physical == 0 => {
                reading.material.physical = coded(field.value(), 0);
            }
            8 => fixed_data(field.value(), reading),
            10..=99 => numbers(tag, &field, reading),
            100..=199 => main_entry(tag, &field, reading),
            200..=299 => title_and_imprint(tag, &field, reading),
            300..=399 => physical(tag, &field, reading),
            400..=499 => series(tag, &field, reading),
            500..=599 => note(tag, &field, reading),
            600..=699 => subject(tag, &field, reading),
            700..=759 => added_entry(tag, &field, reading),
            760..=799 => link(tag, &field, reading),
            800..=830 => series(tag, &field, reading),
            856 => online(&field, reading),
            852 | 949 | 952 => holding(tag, &field, reading),
            _ => {}
        }
    }
    if number_source.eq_ignore_ascii_case("OCoLC") {
        let written = format!("(OCoLC){}", reading.into.control_number);
        reading.add_identifier(catalogue_numbers::of_system_number(&written));
    }
}

fn fixed_data(data: &str, reading: &mut Reading<'_>) {
    reading.coded_year = coded_year(data, 7);
    if let Some(language) = data.get(35..38) {
        add_languages(language, &mut reading.into.languages);
    }
    match reading.material.record_type {
        b'a' | b't' if reading.material.level != b's' => {
            reading.into.audience = marc21_audience(coded(data, 22));
            reading.material.comic |= (24..28).any(|at| coded(data, at) == b'6');
        }
        b'c' | b'd' | b'g' | b'i' | b'j' | b'm' | b'k' | b'o' | b'r' => {
            reading.into.audience = marc21_audience(coded(data, 22));
            let projected = coded(data, 33);
            reading.material.still_images |= matches!(projected, b's' | b't' | b'f');
            reading.material.electronic_text |= coded(data, 26) == b'd';
        }
        _ => {}
    }
}

fn numbers(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    for (code, raw) in field.subfields() {
        let identifier = match (tag, code) {
            (10, 'a') => catalogue_numbers::of_lccn(raw),
            (20, 'a') => read_isbn(raw),
            (20, 'z') => read_isbn(raw).map(as_wrong),
            (22, 'a' | 'l') => read_issn(raw),
            (24, 'a') => match field.indicators()[0] {
                '1' | '3' => read_ean(raw),
                '2' => read_ismn(raw),
                _ if raw.contains("ark:/") => catalogue_numbers::of_address(raw),
                _ => None,
            },
            (28, 'a') => catalogue_numbers::publisher_number(raw),
            (35, 'a') => catalogue_numbers::of_system_number(raw),
            (41, 'a' | 'd') => {
                add_languages(raw, &mut reading.into.languages);
                None
            }
            (41, 'h') => {
                add_languages(raw, &mut reading.into.original_languages);
                None
            }
            (82, 'a') => {
                // "843/.8" and "[E]": the slash only shows where a short number may be cut.
                let number = words_of(field, 'a').replace('/', "");
                reading.add_dewey(number);
                None
            }
            (50 | 80 | 84, 'a') => {
                add_new(&mut reading.into.classification, words_of(field, 'a'));
                None
            }
            _ => None,
        };
        reading.add_identifier(identifier);
    }
}

/// 020$z is an ISBN the cataloguer cancelled: it may be another binding's, so it is no evidence by itself.
fn as_wrong(identifier: Identifier) -> Identifier {
    match identifier {
        Identifier::Isbn(isbn) => Identifier::WrongIsbn(isbn.0.to_string()),
        other => other,
    }
}

fn main_entry(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    match tag {
        100 | 110 | 111 => contributor(tag, field, reading),
        130 => reading.add_other_title(TitleKind::Uniform, field.subfield('a').unwrap_or("")),
        _ => {}
    }
}

fn title_and_imprint(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    match tag {
        240 => reading.add_other_title(TitleKind::Uniform, field.subfield('a').unwrap_or("")),
        245 if reading.into.title.is_empty() => title(field, reading),
        246 | 247 | 210 | 222 | 242 => {
            reading.add_other_title(TitleKind::Variant, field.subfield('a').unwrap_or(""));
        }
        250 => {
            for (code, raw) in field.subfields() {
                if matches!(code, 'a' | 'b') {
                    append_further(raw, ", ", &mut reading.into.edition);
                }
            }
        }
        260 | 264 => imprint(tag, field, reading),
        _ => {}
    }
}

fn title(field: &Field<'_>, reading: &mut Reading<'_>) {
    let mut parallel = false;
    for (code, raw) in field.subfields() {
        match code {
            'a' => reading.add_title(raw),
            'b' if parallel => reading.add_other_title(TitleKind::Parallel, raw),
            'b' => append_further(raw, " : ", &mut reading.into.subtitle),
            'c' => append_further(raw, " ; ", &mut reading.into.responsibility),
            'h' => {
                let words = raw.trim_matches(|c: char| !c.is_alphanumeric());
                if let Some(kind) = designated_kind(words) {
                    reading.material.designation.get_or_insert(kind);
                }
            }
            'n' => append_further(raw, ", ", &mut reading.into.part_number),
            'p' => append_further(raw, ", ", &mut reading.into.part_name),
            _ => {}
        }
        parallel = raw.trim_end().ends_with('=');
    }
    let into = &mut *reading.into;
    trim_full_stop(&mut into.subtitle, 0);
    trim_full_stop(&mut into.responsibility, 0);
    trim_full_stop(&mut into.part_number, 0);
    trim_full_stop(&mut into.part_name, 0);
    if reading.marked_nonfiling.is_none() {
        reading.marked_nonfiling = field.indicators()[1].to_digit(10).map(|digit| digit as u8);
    }
}

/// 260, or 264 that replaces it: indicator 2 says production (0), publication (1), distribution (2), making (3) or
/// copyright (4), and only publication counts, the others fill a missing date.
fn imprint(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let into = &mut *reading.into;
    let publication = tag == 260 || matches!(field.indicators()[1], '1' | ' ' | '#');
    for (code, raw) in field.subfields() {
        // "©2012" alone comes first in some records; the publication date is better.
        if publication && code == 'c' && into.date.starts_with(['©', 'c', '℗']) {
            into.date.clear();
        }
        let target = match code {
            'a' if publication => &mut into.place,
            'b' if publication => &mut into.publisher,
            'c' => &mut into.date,
            _ => continue,
        };
        if target.is_empty() {
            append_statement(raw, target);
            trim_full_stop(target, 0);
            if code != 'c' {
                trim_brackets(target, 0);
            }
        }
    }
}

fn physical(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    match tag {
        300 => {
            let into = &mut *reading.into;
            for (code, raw) in field.subfields() {
                match code {
                    'a' => append_further(raw, " + ", &mut into.extent),
                    'c' if into.dimensions.is_empty() => append_statement(raw, &mut into.dimensions),
                    _ => {}
                }
            }
            trim_full_stop(&mut into.dimensions, 0);
        }
        337 if reading.material.designation.is_none() => {
            // RDA media type, in English or French.
            reading.material.designation = match field.subfield('a').unwrap_or("").trim() {
                "video" | "vidéo" => Some(crate::description::Kind::Film),
                _ => None,
            };
        }
        _ => {}
    }
}

fn series(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let title = match tag {
        440 | 490 | 830 => field.subfield('a'),
        800 | 810 | 811 => field.subfield('t'),
        _ => None,
    };
    let number = field.subfield('v').unwrap_or("");
    reading.add_series(title.unwrap_or(""), number);
}

fn note(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let Some(text) = field.subfield('a') else {
        return;
    };
    match tag {
        500 | 534 | 546 => notes::read_note(text, reading),
        520 if reading.into.summary.is_empty() => {
            append_words(text, &mut reading.into.summary);
        }
        521 if reading.into.audience == Audience::Unknown => {
            reading.into.audience = audience_of_note(text);
        }
        _ => {}
    }
}

fn subject(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    match tag {
        600 | 610 | 611 | 630 | 648 | 650 | 651 => {
            let heads = if tag == 650 || tag == 651 { "a" } else { "abcdt" };
            let text = heading(field, heads, "xyzv");
            reading.material.comic |= says_comic(&text);
            add_new(&mut reading.into.subjects, text);
        }
        653 => {
            for (code, raw) in field.subfields() {
                if code == 'a' {
                    let mut text = String::new();
                    append_statement(raw, &mut text);
                    add_new(&mut reading.into.subjects, text);
                }
            }
        }
        655 => {
            let text = heading(field, "a", "xyzv");
            reading.material.comic |= says_comic(&text);
            add_new(&mut reading.into.genres, text);
        }
        _ => {}
    }
}

fn added_entry(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    match tag {
        // With $t the entry names a work contained or related, not a contributor of this one.
        700 | 710 | 711 if field.subfield('t').is_none() => contributor(tag, field, reading),
        720 => {
            let name = person(field.subfield('a').unwrap_or(""), "", "");
            reading.add_contributor(name, field.subfield('e').unwrap_or(""));
        }
        730 | 740 => {
            reading.add_other_title(TitleKind::Variant, field.subfield('a').unwrap_or(""));
        }
        _ => {}
    }
}

fn contributor(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let sub = |code| field.subfield(code).unwrap_or("");
    let name = if tag == 100 || tag == 700 {
        let mut name = person(sub('a'), "", sub('d'));
        // Popes and kings: "Jean-Paul II", "Louis XIV, roi de France".
        if let Some(number) = field.subfield('b') {
            name.family.push(' ');
            append_statement(number, &mut name.family);
        }
        name.corporate = field.indicators()[0] == '3';
        name
    } else {
        let mut parts = [""; 4];
        let mut count = 0;
        for (code, raw) in field.subfields() {
            if matches!(code, 'a' | 'b') && count < parts.len() {
                parts[count] = raw;
                count += 1;
            }
        }
        body(&parts[..count])
    };
    let role = field.subfield('4').or_else(|| field.subfield('e')).unwrap_or("");
    reading.add_contributor(name, role);
}

fn link(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let kind = match tag {
        765 => TitleKind::Original,
        767 => TitleKind::Variant,
        773 => TitleKind::Host,
        _ => return,
    };
    if let Some(title) = field.subfield('t') {
        reading.add_other_title(kind, title);
    }
}

fn online(field: &Field<'_>, reading: &mut Reading<'_>) {
    // Indicator 2 = 2: a related resource (cover, table of contents), not the document.
    if field.indicators()[1] == '2' {
        return;
    }
    for (code, raw) in field.subfields() {
        if code == 'u' {
            reading.add_online(raw);
        }
    }
}

fn holding(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let mut holding = Holding::default();
    let mut owner = "";
    for (code, raw) in field.subfields() {
        let target = match (tag, code) {
            (952, 'b') | (852, 'b') => &mut holding.branch,
            (952 | 852, 'a') => {
                owner = raw;
                continue;
            }
            (952 | 852, 'c') => &mut holding.location,
            (952, 'o') | (852, 'h') | (949, 'a') => &mut holding.call_number,
            (952 | 852, 'p') | (949, 'i') => &mut holding.barcode,
            (952, '7') => &mut holding.status,
            (952, 'y') | (949, 't') => &mut holding.item_type,
            (949, 'm') => &mut holding.branch,
            (949, 'l') => &mut holding.location,
            _ => continue,
        };
        if target.is_empty() {
            append_words(raw, target);
        }
    }
    if holding.branch.is_empty() {
        append_words(owner, &mut holding.branch);
    }
    if holding != Holding::default() {
        reading.into.holdings.push(holding);
    }
}
