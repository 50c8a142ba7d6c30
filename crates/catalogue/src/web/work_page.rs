//! The work's page, filled.

use std::collections::BTreeMap;

use bibliography::{Audience, Description, Identifier};
use shell::{PageError, Visit};

use super::{Web, tiles};
use crate::model::card::CardHolding;
use crate::model::{document, words};
use crate::pages::work::{Contributor, EditionLine, Reason, Work};
use crate::pages::{paths, tile};
use crate::search::SearchParams;
use crate::store::placements::MemberRecord;

/// Works shown as similar.
const SIMILAR: usize = 6;

pub(crate) async fn view(web: &Web, visit: &Visit, work: i64, members: &[MemberRecord]) -> Result<Work, PageError> {
    let all: Vec<&MemberRecord> = members.iter().collect();
    let best = document::best(&all).ok_or(PageError::NotFound)?;
    let card = document::card(members);
    let mut by_edition: BTreeMap<i64, Vec<&MemberRecord>> = BTreeMap::new();
    for member in members {
        by_edition.entry(member.edition).or_default().push(member);
    }
    let mut editions: Vec<EditionLine> =
        by_edition.iter().map(|(edition, records)| edition_line(web, *edition, records, &best.title)).collect();
    editions.sort_by_key(|edition| std::cmp::Reverse(edition.holders.len()));
    let similar = similar(web, work, best).await?;
    Ok(Work {
        id: work,
        title: best.title.clone(),
        subtitle: best.subtitle.clone(),
        author_href: (!card.author.is_empty()).then(|| paths::search(&card.author)),
        contributors: contributors(members, &card.author),
        kind: words::of_kind(best.kind),
        summary: members.iter().map(|m| &m.description.summary).find(|s| !s.is_empty()).cloned().unwrap_or_default(),
        languages: together(members, |d| d.languages.clone()),
        original_languages: together(members, |d| d.original_languages.clone()),
        audience: audience(members),
        subjects: together(members, |d| d.subjects.clone()).into_iter().take(12).map(search_link).collect(),
        series: together(members, |d| d.series.iter().map(|s| s.title.clone()).collect())
            .into_iter()
            .take(6)
            .map(search_link)
            .collect(),
        libraries: u64::from(card.library_count),
        editions,
        records: members.len() as u64,
        reasons: reasons(members),
        grouping_href: may_group(visit).then(|| paths::office_grouping(work)),
        similar,
        author: card.author,
    })
}

/// Whether the visitor's office has the grouping page.
fn may_group(visit: &Visit) -> bool {
    visit.person.as_ref().is_some_and(|person| person.office.iter().any(|link| link.href == paths::OFFICE_SOURCES))
}

fn search_link(words: String) -> tile::Link {
    tile::Link { href: paths::search(&words), label: words }
}

/// Values of all records, each once, in the order met.
fn together(members: &[MemberRecord], pick: impl Fn(&Description) -> Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for member in members {
        for value in pick(&member.description) {
            if !value.is_empty() && !found.contains(&value) {
                found.push(value);
            }
        }
    }
    found
}

fn audience(members: &[MemberRecord]) -> &'static str {
    let said = members.iter().map(|member| member.description.audience).filter(|a| *a != Audience::Unknown);
    words::AUDIENCES[document::most_said(said).unwrap_or(Audience::Unknown) as usize].1
}

fn contributors(members: &[MemberRecord], author: &str) -> Vec<Contributor> {
    let mut seen = vec![french_text::folded(author)];
    let mut others = Vec::new();
    for contributor in members.iter().flat_map(|member| &member.description.contributors) {
        let name = document::spoken(contributor);
        let folded = french_text::folded(&name);
        if !seen.contains(&folded) && others.len() < 8 {
            seen.push(folded);
            others.push(Contributor { href: paths::search(&name), role: String::new(), name });
        }
    }
    others
}

fn edition_line(web: &Web, edition: i64, records: &[&MemberRecord], title: &str) -> EditionLine {
    let card = document::card_edition(edition, records);
    let best = document::best(records);
    let own_title = best.map(|best| best.title.clone()).unwrap_or_default();
    let mut isbns: Vec<String> = Vec::new();
    for identifier in records.iter().flat_map(|member| &member.description.identifiers) {
        if let Identifier::Isbn(isbn) = identifier {
            let text = format!("{:013}", isbn.0);
            if !isbns.contains(&text) {
                isbns.push(text);
            }
        }
    }
    let said = |pick: fn(&Description) -> &String| {
        records.iter().map(|m| pick(&m.description)).find(|text| !text.is_empty()).cloned().unwrap_or_default()
    };
    EditionLine {
        id: edition,
        href: paths::edition(edition),
        title: if french_text::folded(&own_title) == french_text::folded(title) { String::new() } else { own_title },
        publisher: card.publisher.clone(),
        date: card.year.map_or_else(|| said(|d| &d.date), |year| year.to_string()),
        languages: card.languages.clone(),
        extent: said(|d| &d.extent),
        kind: words::of_kind(card.kind),
        isbns,
        online: tile::Online::at(web, &card.online),
        holders: holders(web, records),
    }
}

/// Every copy of every record: the work's page leaves none out.
pub(crate) fn holders(web: &Web, records: &[&MemberRecord]) -> Vec<tile::Holder> {
    let mut holders = Vec::new();
    for member in records.iter().filter(|member| !web.registry.is_online(member.library)) {
        let holding = |call_number: &str, status: &str, copies: usize| CardHolding {
            library: member.library,
            local_id: member.local_id.clone(),
            call_number: call_number.to_owned(),
            status: status.to_owned(),
            copies: copies as u16,
        };
        let mut shelves: Vec<(&str, &str, usize, Vec<String>)> = Vec::new();
        for copy in &member.description.holdings {
            let barcode = (!copy.barcode.is_empty()).then(|| copy.barcode.clone());
            match shelves.iter_mut().find(|(call, status, ..)| *call == copy.call_number && *status == copy.status) {
                Some((_, _, count, barcodes)) => {
                    *count += 1;
                    barcodes.extend(barcode);
                }
                None => shelves.push((&copy.call_number, &copy.status, 1, barcode.into_iter().collect())),
            }
        }
        if shelves.is_empty() {
            holders.push(tiles::holder(web, &holding("", "", 0)));
        }
        for (call_number, status, copies, barcodes) in shelves {
            holders.push(tile::Holder { barcodes, ..tiles::holder(web, &holding(call_number, status, copies)) });
        }
    }
    holders
}

fn reasons(members: &[MemberRecord]) -> Vec<Reason> {
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for member in members {
        for bytes in [&member.edition_reason, &member.work_reason] {
            if let Some(reason) = record_matching::Reason::from_bytes(bytes)
                && let Some(code) = reason_word(reason.code)
            {
                *counted.entry(code.to_owned()).or_default() += 1;
            }
        }
    }
    let mut reasons: Vec<Reason> =
        counted.into_iter().map(|(code, records)| Reason { code, detail: String::new(), records }).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.records));
    reasons
}

/// The word that names a reason's message; `None` when nothing was joined.
pub(crate) fn reason_word(code: record_matching::ReasonCode) -> Option<&'static str> {
    use record_matching::ReasonCode;
    match code {
        ReasonCode::Alone | ReasonCode::Unchanged => None,
        ReasonCode::Identifier => Some("identifier"),
        ReasonCode::TitleAndPeople => Some("title-author"),
        ReasonCode::Title => Some("title"),
        ReasonCode::OriginalTitle => Some("original-title"),
        ReasonCode::Imprint => Some("imprint"),
        ReasonCode::Librarian => Some("librarian"),
    }
}

/// Works about the same, or by the same author.
async fn similar(web: &Web, work: i64, best: &Description) -> Result<Vec<tile::WorkTile>, PageError> {
    let params = if let Some(subject) = best.subjects.first() {
        SearchParams { subjects: vec![subject.clone()], ..SearchParams::default() }
    } else if let Some(author) = best.contributors.first() {
        SearchParams { q: document::spoken(author), ..SearchParams::default() }
    } else {
        return Ok(Vec::new());
    };
    let params = SearchParams { size: SIMILAR + 1, page: 1, without_facets: true, ..params };
    let found = web.search(params).await.map_err(PageError::internal)?;
    Ok(found
        .hits
        .into_iter()
        .filter(|hit| hit.work != work)
        .take(SIMILAR)
        .map(|hit| tiles::tile(hit.work, hit.card))
        .collect())
}
