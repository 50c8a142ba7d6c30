//! Why the records of a work are together, side by side, and a librarian's word on it.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bibliography::{Description, Identifier};
use people::web::Staff;
use people::{Permission, Session};
use record_matching::{Agreement, Aspect, Reason, ReasonCode, explain};
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use super::library_pages::instant;
use super::office::{Office, Reach, actor_name};
use super::work_page::reason_word;
use crate::decide::{self, Level};
use crate::model::document;
use crate::pages::office_grouping::{self, Decision, EditionGroup, Grouping, Join, RecordName, RecordSeen, Why};
use crate::pages::{paths, tile};
use crate::store::placements::{self, MemberRecord};
use crate::store::records;

type Page = Result<Response, PageError>;

/// Pairs shown; a work held by every library of a network has more records than anyone reads.
const JOINS_SHOWN: usize = 150;
/// How long a page waits for a decision to be applied before it says that an import is before it.
const PATIENCE: Duration = Duration::from_secs(10);

/// `GET /bureau/oeuvres/{work}`
pub(crate) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(work): Path<i64>,
) -> Page {
    let reach = Reach::open(office.web.engine.db(), session, Permission::DecideMatches).await?;
    page(&office, &visit, &reach, work, FormState::default()).await
}

async fn page(office: &Office, visit: &Visit, reach: &Reach, work: i64, form: FormState) -> Page {
    let db = office.web.engine.db();
    let Some(members) = members_of(office, work).await? else {
        let mut read = db.read().await?;
        return match placements::follow(&mut read, Level::Work, work).await? {
            Some(now) => Ok(Redirect::to(&paths::office_grouping(now)).into_response()),
            None => Err(PageError::NotFound),
        };
    };
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let all: Vec<&MemberRecord> = members.iter().collect();
    let best = document::best(&all).ok_or(PageError::NotFound)?;
    let card = document::card(&members);
    let mut by_edition: BTreeMap<i64, Vec<&MemberRecord>> = BTreeMap::new();
    for member in &members {
        by_edition.entry(member.edition).or_default().push(member);
    }
    let view = Grouping {
        work: tile::Link { label: best.title.clone(), href: paths::work(work) },
        author: card.author,
        editions: by_edition
            .into_iter()
            .map(|(edition, members)| EditionGroup {
                href: paths::edition(edition),
                id: edition,
                records: members.into_iter().map(|member| seen(office, member)).collect(),
            })
            .collect(),
        joins: joins(office, &members),
        decisions: decisions(office, reach, &members).await?,
        action: paths::office_grouping(work),
        form,
    };
    Ok((status, office_grouping::render(&office.web.frame, visit, &view)?).into_response())
}

async fn members_of(office: &Office, work: i64) -> Result<Option<Vec<MemberRecord>>, PageError> {
    let mut read = office.web.engine.db().read().await?;
    Ok(placements::members(&mut read, &[work]).await?.remove(&work))
}

fn library_name(office: &Office, number: u16) -> String {
    let libraries = office.web.registry.libraries();
    libraries.iter().find(|library| library.number == number).map(|one| one.name.clone()).unwrap_or_default()
}

fn library_code(office: &Office, number: u16) -> String {
    let libraries = office.web.registry.libraries();
    libraries.iter().find(|library| library.number == number).map(|one| one.code.clone()).unwrap_or_default()
}

fn called(office: &Office, library: u16, local_id: &str) -> String {
    format!("{}, {local_id}", library_name(office, library))
}

fn seen(office: &Office, member: &MemberRecord) -> RecordSeen {
    let description = &member.description;
    let author = description.contributors.first().map_or_else(|| description.responsibility.clone(), document::spoken);
    let year = description.year.map_or_else(|| description.date.clone(), |year| year.to_string());
    let imprint: Vec<&str> =
        [description.publisher.as_str(), year.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    RecordSeen {
        key: member.record.to_string(),
        library: library_name(office, member.library),
        local_id: member.local_id.clone(),
        title: title_of(description),
        author,
        imprint: imprint.join(", "),
        identifiers: description.identifiers.iter().map(printed).collect(),
    }
}

fn title_of(description: &Description) -> String {
    let parts = [&description.title, &description.part_number, &description.subtitle];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" : ")
}

fn printed(identifier: &Identifier) -> String {
    match identifier {
        Identifier::Isbn(isbn) => format!("ISBN {:013}", isbn.0),
        Identifier::WrongIsbn(written) => format!("ISBN {written} ?"),
        Identifier::Issn(issn) => format!("ISSN {issn}"),
        Identifier::Ean(ean) => format!("EAN {ean}"),
        Identifier::Ismn(ismn) => format!("ISMN {ismn}"),
        Identifier::PublisherNumber(number) => number.clone(),
        Identifier::Ark(ark) => ark.clone(),
        Identifier::Catalogue(source, number) => format!("{source} {number}"),
    }
}

/// Each record with the one it was recognised by, at each level; librarians' own decisions are listed apart.
fn joins(office: &Office, members: &[MemberRecord]) -> Vec<Join> {
    let by_record: BTreeMap<i64, &MemberRecord> = members.iter().map(|member| (member.record, member)).collect();
    let mut found: Vec<(u8, Join)> = Vec::new();
    for member in members {
        for (level, bytes) in [("edition", &member.edition_reason), ("work", &member.work_reason)] {
            let Some(reason) = Reason::from_bytes(bytes) else { continue };
            let partner = i64::from(reason.partner);
            let Some(other) = by_record.get(&partner).filter(|_| partner != member.record) else { continue };
            // Who is in one edition is in one work: the edition's reason says more.
            if level == "work" && other.edition == member.edition {
                continue;
            }
            let whys = whys(&reason, &other.description, &member.description);
            let name = |one: &MemberRecord| RecordName {
                key: one.record.to_string(),
                label: called(office, one.library, &one.local_id),
            };
            found.push((reason.score, Join { level, left: name(other), right: name(member), whys }));
        }
    }
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().take(JOINS_SHOWN).map(|(_, join)| join).collect()
}

/// The main reason, then the two records side by side: what agrees, what does not.
fn whys(reason: &Reason, left: &Description, right: &Description) -> Vec<Why> {
    let mut whys = Vec::new();
    if let Some(code) = reason_word(reason.code) {
        let repeated = matches!(reason.code, ReasonCode::Identifier | ReasonCode::Title);
        if !repeated {
            whys.push(Why { code: code.to_owned(), detail: String::new() });
        }
    }
    for line in explain(left, right).lines {
        // Kinds are the matcher's own words, of no use to a reader unless they part.
        match line.agreement {
            Agreement::Same | Agreement::Near if line.aspect != Aspect::Kind => {
                let detail = if line.left.is_empty() { line.right } else { line.left };
                whys.push(Why { code: word(line.aspect).to_owned(), detail });
            }
            Agreement::Different => {
                whys.push(Why { code: "differs".to_owned(), detail: format!("{} ≠ {}", line.left, line.right) });
            }
            Agreement::Same | Agreement::Near | Agreement::Unsaid => {}
        }
    }
    whys
}

/// Names the message of an aspect that agrees.
fn word(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Identifier => "identifier",
        Aspect::Title => "title",
        Aspect::Subtitle => "subtitle",
        Aspect::Volume => "volume",
        Aspect::People => "author",
        Aspect::Kind => "kind",
        Aspect::Year => "year",
        Aspect::Publisher => "publisher",
        Aspect::Extent => "extent",
        Aspect::Dimensions => "dimensions",
        Aspect::Series => "series",
        Aspect::EditionStatement => "edition-statement",
        Aspect::Language => "language",
    }
}

async fn decisions(office: &Office, reach: &Reach, members: &[MemberRecord]) -> Result<Vec<Decision>, PageError> {
    let db = office.web.engine.db();
    let records: Vec<i64> = members.iter().map(|member| member.record).collect();
    let mut shown = Vec::new();
    for decision in decide::in_force_on(db, &records).await? {
        let (left, left_code) = record_named(office, decision.record_a).await?;
        let (right, right_code) = record_named(office, decision.record_b).await?;
        let may = [&left_code, &right_code].iter().any(|code| reach.may(Permission::DecideMatches, code));
        shown.push(Decision {
            verdict: if decision.same { "same" } else { "not_same" },
            level: decision.level.as_str(),
            left,
            right,
            by: actor_name(db, &decision.actor).await,
            at: instant(decision.decided_at).unwrap_or_default(),
            undo_action: may.then(|| paths::office_undo(decision.id)),
        });
    }
    Ok(shown)
}

/// How a record is called, and its library's code.
async fn record_named(office: &Office, record: i64) -> Result<(String, String), PageError> {
    let mut read = office.web.engine.db().read().await?;
    let Some(kept) = records::kept(&mut read, record).await? else { return Err(PageError::NotFound) };
    Ok((called(office, kept.library_number, &kept.local_id), kept.library))
}

/// `POST /bureau/oeuvres/{work}`
pub(crate) async fn decide(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(work): Path<i64>,
    sent: SentForm,
) -> Page {
    let reach = Reach::open(office.web.engine.db(), session, Permission::DecideMatches).await?;
    let mut form = sent.checked(&office.web.frame, &visit)?;
    let members = members_of(&office, work).await?.ok_or(PageError::NotFound)?;
    let level = match form.value("level") {
        "edition" => Level::Edition,
        "work" => Level::Work,
        _ => return Err(PageError::BadRequest),
    };
    let same = match form.value("verdict") {
        "same" => true,
        "not_same" => false,
        _ => return Err(PageError::BadRequest),
    };
    let pair = if form.values.contains_key("other") {
        match other_work(&office, &reach, work, &members, form.value("other")).await? {
            Ok(pair) => pair,
            Err(fault) => {
                form.fault("other", fault);
                return page(&office, &visit, &reach, work, form).await;
            }
        }
    } else {
        let number = |name: &str| form.value(name).parse::<i64>().map_err(|_| PageError::BadRequest);
        (number("left")?, number("right")?)
    };
    if pair.0 == pair.1 {
        return Err(PageError::BadRequest);
    }
    // One of the two must be theirs: a librarian answers for their own records, not for two others.
    let (_, left) = record_named(&office, pair.0).await?;
    let (_, right) = record_named(&office, pair.1).await?;
    if !reach.may(Permission::DecideMatches, &left) && !reach.may(Permission::DecideMatches, &right) {
        return Err(PageError::Forbidden);
    }
    let (engine, actor) = (office.web.engine.clone(), reach.session().actor());
    let deciding = tokio::spawn(async move { decide::decide(&engine, pair, level, same, &actor).await });
    let words = if same { "catalogue-decided-same" } else { "catalogue-decided-not-same" };
    said(&office, &visit, pair.0, deciding, words).await
}

/// Waits a little for what was decided, then goes to the work the record is in now.
async fn said<T>(
    office: &Office,
    visit: &Visit,
    record: i64,
    deciding: tokio::task::JoinHandle<Result<T, crate::CatalogueError>>,
    words: &'static str,
) -> Page {
    let (tone, key) = match tokio::time::timeout(PATIENCE, deciding).await {
        Ok(outcome) => {
            outcome.map_err(PageError::internal)??;
            (Tone::Done, words)
        }
        Err(_) => (Tone::Note, "catalogue-decision-waiting"),
    };
    let mut read = office.web.engine.db().read().await?;
    let to = match placements::of_record(&mut read, record).await? {
        Some((_, work)) => paths::office_grouping(work),
        None => paths::OFFICE_SOURCES.to_owned(),
    };
    let text = office.web.frame.messages().text(visit.lang, key);
    Ok(Flash { tone, text }.redirect(&office.web.frame, &to))
}

/// A record of this work and one of another, given by its number or address; preferably ones the reader answers for.
async fn other_work(
    office: &Office,
    reach: &Reach,
    work: i64,
    members: &[MemberRecord],
    given: &str,
) -> Result<Result<(i64, i64), &'static str>, PageError> {
    let digits: String = given.trim_end_matches('/').rsplit('/').next().unwrap_or_default().trim().to_owned();
    let Ok(mut other) = digits.parse::<i64>() else { return Ok(Err("catalogue-join-other-unknown")) };
    let mut read = office.web.engine.db().read().await?;
    if let Some(now) = placements::follow(&mut read, Level::Work, other).await? {
        other = now;
    }
    drop(read);
    if other == work {
        return Ok(Err("catalogue-join-other-itself"));
    }
    let Some(others) = members_of(office, other).await? else { return Ok(Err("catalogue-join-other-unknown")) };
    let chosen = |members: &[MemberRecord]| {
        let own =
            members.iter().find(|member| reach.may(Permission::DecideMatches, &library_code(office, member.library)));
        own.or(members.first()).map(|member| member.record)
    };
    Ok(chosen(members).zip(chosen(&others)).ok_or("catalogue-join-other-unknown"))
}

/// `POST /bureau/decisions/{decision}/annuler`
pub(crate) async fn undo(
    State(office): State<Office>,
    visit: Visit,
    Staff(session): Staff,
    Path(decision): Path<i64>,
    sent: SentForm,
) -> Page {
    let (reach, pair) = decided(&office, session, decision, &sent, &visit).await?;
    let (engine, actor) = (office.web.engine.clone(), reach.session().actor());
    let undoing = tokio::spawn(async move { decide::withdraw(&engine, decision, &actor).await });
    said(&office, &visit, pair.0, undoing, "catalogue-decision-undone").await
}

/// The records of a decision in force, once the reader is known to answer for one of them and the form to be ours.
async fn decided(
    office: &Office,
    session: Session,
    decision: i64,
    sent: &SentForm,
    visit: &Visit,
) -> Result<(Reach, (i64, i64)), PageError> {
    let reach = Reach::open(office.web.engine.db(), session, Permission::DecideMatches).await?;
    sent.clone().checked(&office.web.frame, visit)?;
    let pair = decide::records_of(office.web.engine.db(), decision).await?.ok_or(PageError::NotFound)?;
    let (_, left) = record_named(office, pair.0).await?;
    let (_, right) = record_named(office, pair.1).await?;
    if !reach.may(Permission::DecideMatches, &left) && !reach.may(Permission::DecideMatches, &right) {
        return Err(PageError::Forbidden);
    }
    Ok((reach, pair))
}
