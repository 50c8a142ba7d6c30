//! UNIMARC block 4: links to other records, in both techniques (direct subfields, or fields embedded in $1).

use marc::Field;

use super::Reading;
use crate::description::TitleKind;

/// What a linking field says of the record it points to.
#[derive(Default)]
struct Linked<'f> {
    title: &'f str,
    number: &'f str,
}

pub(super) fn read(tag: u16, field: &Field<'_>, reading: &mut Reading<'_>) {
    // Only links that tell something of this very document: its series, its set, its original, its translations.
    if !matches!(tag, 410 | 411 | 461..=463 | 453 | 454) {
        return;
    }
    let linked = linked(field);
    if linked.title.is_empty() {
        return;
    }
    match tag {
        410 | 411 => reading.add_series(linked.title, linked.number),
        454 => reading.add_other_title(TitleKind::Original, linked.title),
        453 => reading.add_other_title(TitleKind::Variant, linked.title),
        463 => reading.add_other_title(TitleKind::Host, linked.title),
        // Libraries write both sets and series in 461: its number is kept with its title.
        _ => {
            reading.add_other_title(TitleKind::Host, linked.title);
            reading.add_series(linked.title, linked.number);
        }
    }
}

fn linked<'f>(field: &Field<'f>) -> Linked<'f> {
    let mut linked = Linked::default();
    let mut embedded = 0;
    for (code, raw) in field.subfields() {
        let raw = raw.trim();
        let target = match (embedded, code) {
            (_, '1') => {
                embedded = raw.get(..3).and_then(|tag| tag.parse().ok()).unwrap_or(1);
                continue;
            }
            (0, 't') | (200 | 225 | 500, 'a') => &mut linked.title,
            (_, 'v') | (200 | 225, 'h') => &mut linked.number,
            _ => continue,
        };
        if target.is_empty() {
            *target = raw;
        }
    }
    linked
}
