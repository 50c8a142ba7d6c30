//! UNIMARC (IFLA), with the French habits: 995 holdings, Sudoc's 930 and 955.

use marc::{Field, Record};

use super::{Reading, notes, unimarc_links};
use crate::catalogue_numbers;
use crate::dates::coded_year;
use crate::description::{Audience, Holding, TitleKind};
use crate::field_reading::{add_new, coded, heading, tag_number, words_of};
use crate::isbn::{read_ean, read_isbn, read_ismn, read_issn};
use crate::languages::add_languages;
use crate::material::{audience_of_note, says_comic, unimarc_audience};
use crate::names::{body, person};
use crate::wording::{append_further, append_statement, append_words, designated_kind, trim_brackets, trim_full_stop};

pub(super) fn read(record: &Record, reading: &mut Reading<'_>) {
    for field in record.fields() {
        let tag = tag_number(&field);
        match tag {
            1 if reading.into.control_number.is_empty() => {
                append_words(field.value(), &mut reading.into.control_number);
            }
            3 => reading.add_identifier(catalogue_numbers::of_address(field.value())),
            10..=99 => numbers(tag, &field, reading),
            100..=199 => coded_data(tag, &field, reading),
            200..=299 => area(tag, &field, reading),
            300..=399 => note(tag, &field, reading),
            400..=499 => unimarc_links::read(tag, &field, reading),
            500..=599 => other_title(tag, &field, reading),
            600..=699 => subject(tag, &field, reading),
            700..=799 => responsibility(tag, &field, reading),
            856 => {
                for (code, raw) in field.subfields() {
                    if code == 'u' {
                        reading.add_online(raw);
                    }
                }
            }
            852 | 930 | 955 | 995 => holding(tag, &field, reading),
            _ => {}
        }
    }
}

fn numbers(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    for (code, raw) in field.subfields() {
        let identifier = match (tag, code) {
            (10, 'a' | 'z') => read_isbn(raw),
            (11, 'a' | 'f') => read_issn(raw),
            (13, 'a') => read_ismn(raw),
            (33, 'a') => catalogue_numbers::of_address(raw),
            (35, 'a') => catalogue_numbers::of_system_number(raw),
            (20, 'b') => catalogue_numbers::of_national_number(raw),
            (71, 'a') => catalogue_numbers::publisher_number(raw),
            (73, 'a') => read_ean(raw),
            _ => None,
        };
        reading.add_identifier(identifier);
    }
}

fn coded_data(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    match tag {
        100 => {
            if let Some(data) = field.subfield('a') {
                reading.coded_year = coded_year(data, 9);
                reading.into.audience = unimarc_audience(data);
            }
        }
        101 => {
            for (code, raw) in field.subfields() {
                match code {
                    'a' => add_languages(raw, &mut reading.into.languages),
                    'c' => add_languages(raw, &mut reading.into.original_languages),
                    _ => {}
                }
            }
        }
        105 => {
            let data = field.subfield('a').unwrap_or("");
            reading.material.comic |= (4..8).any(|at| coded(data, at) == b't');
        }
        115 => {
            let first = field.subfield('a').map_or(b' ', |data| coded(data, 0));
            reading.material.still_images |= first == b'b';
        }
        135 => {
            let first = field.subfield('a').map_or(b' ', |data| coded(data, 0));
            reading.material.electronic_text |= first == b'd';
        }
        _ => {}
    }
}

fn area(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    match tag {
        200 if reading.into.title.is_empty() => title(field, reading),
        205 => {
            for (code, raw) in field.subfields() {
                if matches!(code, 'a' | 'b') {
                    append_further(raw, ", ", &mut reading.into.edition);
                }
            }
        }
        210 | 214 | 219 => imprint(tag, field, reading),
        215 => {
            let into = &mut *reading.into;
            for (code, raw) in field.subfields() {
                match code {
                    'a' => append_further(raw, " + ", &mut into.extent),
                    'd' if into.dimensions.is_empty() => append_statement(raw, &mut into.dimensions),
                    _ => {}
                }
            }
            trim_full_stop(&mut into.dimensions, 0);
        }
        225 => {
            let number = field.subfield('v').or_else(|| field.subfield('h'));
            let title = field.subfield('a').unwrap_or("");
            reading.add_series(title, number.unwrap_or(""));
        }
        _ => {}
    }
}

fn title(field: &Field<'_>, reading: &mut Reading<'_>) {
    for (code, raw) in field.subfields() {
        match code {
            'a' => reading.add_title(raw),
            'b' => {
                if let Some(kind) = designated_kind(raw.trim_matches(['[', ']', ' '])) {
                    reading.material.designation.get_or_insert(kind);
                }
            }
            'c' => append_further(raw, ". ", &mut reading.into.subtitle),
            'd' => reading.add_other_title(TitleKind::Parallel, raw),
            'e' => append_further(raw, " : ", &mut reading.into.subtitle),
            'f' | 'g' => append_further(raw, " ; ", &mut reading.into.responsibility),
            'h' => append_further(raw, ", ", &mut reading.into.part_number),
            'i' => append_further(raw, ", ", &mut reading.into.part_name),
            _ => {}
        }
    }
    trim_full_stop(&mut reading.into.subtitle, 0);
    trim_full_stop(&mut reading.into.responsibility, 0);
    trim_full_stop(&mut reading.into.part_number, 0);
    trim_full_stop(&mut reading.into.part_name, 0);
}

/// 210, or 214/219 that replace it: 214 says publication in indicator 2 = 0; others fill what is missing.
fn imprint(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let into = &mut *reading.into;
    let second = field.indicators()[1];
    let publication = tag != 214 || matches!(second, '0' | ' ' | '#' | '|');
    for (code, raw) in field.subfields() {
        let target = match code {
            'a' if publication => &mut into.place,
            'c' if publication => &mut into.publisher,
            'd' | 'h' => &mut into.date,
            _ => continue,
        };
        if target.is_empty() {
            append_statement(raw, target);
            if code != 'd' {
                trim_brackets(target, 0);
            }
        }
    }
}

fn note(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let Some(text) = field.subfield('a') else {
        return;
    };
    match tag {
        300 | 304 | 305 | 311 => notes::read_note(text, reading),
        330 if reading.into.summary.is_empty() => {
            append_words(text, &mut reading.into.summary);
        }
        333 if reading.into.audience == Audience::Unknown => {
            reading.into.audience = audience_of_note(text);
        }
        _ => {}
    }
}

fn other_title(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let kind = match tag {
        500 | 501 | 506 | 576 => TitleKind::Uniform,
        510 => TitleKind::Parallel,
        503 | 512..=518 | 520 | 530..=532 | 540 | 541 => TitleKind::Variant,
        _ => return,
    };
    if let Some(text) = field.subfield('a').or_else(|| field.subfield('t')) {
        reading.add_other_title(kind, text);
    }
}

fn subject(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    match tag {
        600..=607 | 616 | 617 => {
            let text = heading(field, "abcdft", "xyzj");
            reading.material.comic |= says_comic(&text);
            add_new(&mut reading.into.subjects, text);
        }
        608 => {
            let text = heading(field, "a", "xyz");
            reading.material.comic |= says_comic(&text);
            add_new(&mut reading.into.genres, text);
        }
        610 => {
            for (code, raw) in field.subfields() {
                if code == 'a' {
                    let mut text = String::new();
                    append_statement(raw, &mut text);
                    add_new(&mut reading.into.subjects, text);
                }
            }
        }
        676 => reading.add_dewey(words_of(field, 'a')),
        675 | 680 | 686 => add_new(&mut reading.into.classification, words_of(field, 'a')),
        _ => {}
    }
}

fn responsibility(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let sub = |code| field.subfield(code).unwrap_or("");
    let name = match tag {
        700..=703 => person(sub('a'), sub('b'), sub('f')),
        710..=713 => {
            let mut parts = [""; 4];
            let mut count = 0;
            for (code, raw) in field.subfields() {
                if matches!(code, 'a' | 'b') && count < parts.len() {
                    parts[count] = raw;
                    count += 1;
                }
            }
            body(&parts[..count])
        }
        720..=723 => body(&[sub('a')]),
        730 => person(sub('a'), "", ""),
        _ => return,
    };
    reading.add_contributor(name, sub('4'));
}

fn holding(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    let mut holding = Holding::default();
    let mut home_branch = "";
    for (code, raw) in field.subfields() {
        let target = match (tag, code) {
            (995, 'b') | (930, 'b') | (852, 'b') => &mut holding.branch,
            (995, 'c' | 'a') => {
                if home_branch.is_empty() || code == 'c' {
                    home_branch = raw;
                }
                continue;
            }
            (995, 'e') | (852, 'c') | (930, 'c') => &mut holding.location,
            (995, 'f') | (852, 'p') => &mut holding.barcode,
            (995, 'k') | (930, 'a') | (852, 'h' | 'j') => &mut holding.call_number,
            (995, 'o') | (930, 'j') => &mut holding.status,
            (995, 'r') => &mut holding.item_type,
            (995, 'q') => {
                if reading.into.audience == Audience::Unknown {
                    reading.into.audience = match raw.trim() {
                        "a" | "b" | "c" | "d" => Audience::Children,
                        "e" => Audience::Teenagers,
                        "k" | "m" => Audience::Adults,
                        _ => Audience::Unknown,
                    };
                }
                continue;
            }
            (955, 'r' | 'a') => &mut holding.location,
            _ => continue,
        };
        if target.is_empty() {
            append_words(raw, target);
        }
    }
    if holding.branch.is_empty() {
        append_words(home_branch, &mut holding.branch);
    }
    if holding != Holding::default() {
        reading.into.holdings.push(holding);
    }
}
